package watchweb

import (
	"net/http"

	"motcua/internal/locale"
	"motcua/internal/watch"
	"motcua/internal/web"
)

// Path is the address of the page.
const Path = "/quan-tri/suc-khoe"

// Deps is what the page needs.
type Deps struct {
	House       *watch.House
	Access      web.Access
	Version     string
	Subscribers map[string]locale.Text // names of the journal's readers; others are named by their key
	Jobs        map[string]locale.Text // names of the kinds of jobs
}

// Routes registers the page.
func Routes(mux *web.Mux, d Deps) {
	mux.Handle("GET "+Path, d.Access, func(w http.ResponseWriter, r *http.Request) error {
		s, err := d.House.Read(r.Context())
		if err != nil {
			return err
		}
		w.Header().Set("Cache-Control", "no-store")
		return web.Render(w, r, http.StatusOK, page(d.view(s)))
	})
}
