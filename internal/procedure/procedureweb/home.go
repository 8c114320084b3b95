package procedureweb

import (
	"net/http"
	"net/url"
	"slices"

	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/web"
)

// businessTab is the value of doi-tuong that shows the businesses' events.
const businessTab = "doanh-nghiep"

// homeView is what the home page shows.
type homeView struct {
	Business bool
	Tiles    []tile
	Asked    []proceduredb.Entry
	Counts   proceduredb.Counts
	Filing   bool
}

// tile is one life event with what it leads to.
type tile struct {
	procedure.LifeEvent
	All int // procedures of this province, fileable or not
}

// empty is 1 for an event that no procedure belongs to.
func (t tile) empty() int {
	if t.All == 0 {
		return 1
	}
	return 0
}

func (d Deps) home(w http.ResponseWriter, r *http.Request) error {
	day := d.Now().Date()
	counts, err := d.Catalogue.Count(r.Context(), day)
	if err != nil {
		return err
	}
	v := homeView{Business: r.URL.Query().Get("doi-tuong") == businessTab, Counts: counts, Filing: d.Filing}
	if v.Asked, err = d.Catalogue.Asked(r.Context(), day, 4); err != nil {
		return err
	}
	audience := procedure.Citizens
	if v.Business {
		audience = procedure.Businesses
	}
	for _, e := range procedure.LifeEvents() {
		if e.Audience == audience {
			v.Tiles = append(v.Tiles, tile{e, counts.Events[e.Key]})
		}
	}
	// What leads to a procedure comes first; the portal's order holds otherwise.
	slices.SortStableFunc(v.Tiles, func(a, b tile) int { return a.empty() - b.empty() })
	return web.Render(w, r, http.StatusOK, homePage(v))
}

// eventHref leads to the list of a life event.
func eventHref(key string) string { return "/thu-tuc?" + url.Values{"su-kien": {key}}.Encode() }

// codeHref leads to the page of a procedure.
func codeHref(code string) string { return "/thu-tuc/" + url.PathEscape(code) }
