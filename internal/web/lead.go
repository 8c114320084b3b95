package web

import (
	"errors"
	"net/http"

	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

// led is an error whose page leads on.
type led struct {
	error

	next ui.Link
}

func (e led) Unwrap() error { return e.error }

// Lead makes the page of an error lead to where its reader goes on: the dossier
// that an act was refused for. nil stays nil.
func Lead(err error, next ui.Link) error {
	if err == nil {
		return nil
	}
	return led{err, next}
}

// wayOn is where an error's page leads: where the handler said, else an official
// to the first page of his work and anybody else home.
func (m *Mux) wayOn(r *http.Request, err error) ui.Link {
	var to led
	if errors.As(err, &to) {
		return to.next
	}
	viewer := ViewerOf(r.Context())
	if m.cfg.Service != nil && (viewer.Kind == Staff || viewer.Kind == Operator) {
		if pages := m.cfg.Service(r.Context(), viewer); len(pages) > 0 {
			first := pages[0]
			return ui.Link{Href: first.Href, Text: locale.T("Mở trang “"+first.Text.VI+"”", "Open “"+first.Text.EN+"”")}
		}
	}
	return ui.Link{Href: "/", Text: locale.T("Về trang chủ", "Go to the home page")}
}
