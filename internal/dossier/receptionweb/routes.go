package receptionweb

import (
	"context"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors finds who acts behind an account.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Deps is what the counter needs.
type Deps struct {
	Casework *dossierdb.Casework
	Files    dossierfile.Desk
	Actors   Actors
	Search   Search
	Now      func() calendar.Instant
}

// Routes registers the counter's pages:
//
//	GET, POST /tiep-nhan              the counter
//	GET       /tiep-nhan/{id}         what was just received or refused
//	GET, POST /ho-so/{id}/cap-lai-ma  a lost slip is replaced
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d, mux.Site()}
	reception := web.Duty(string(org.DutyReception))
	mux.Handle("GET /tiep-nhan", reception, p.counter)
	mux.Handle("POST /tiep-nhan", reception, p.submit, web.Uploads())
	mux.Handle("GET /tiep-nhan/{id}", reception, p.received)
	mux.Handle("GET /ho-so/{id}/cap-lai-ma", reception, p.reissueForm)
	mux.Handle("POST /ho-so/{id}/cap-lai-ma", reception, p.reissue)
}

type pages struct {
	Deps

	site ui.Site
}

func (p *pages) actor(r *http.Request) (org.Actor, error) {
	return p.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
}
