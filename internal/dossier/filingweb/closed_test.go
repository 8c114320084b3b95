package filingweb_test

import (
	"log/slog"
	"testing"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/dossier/filingweb"
	"motcua/internal/identity/identitydb"
	"motcua/internal/web"
	"motcua/internal/web/webtest"
)

// closed serves the filing pages of a province whose database is no
// demonstration, to somebody who is signed out.
func closed(t *testing.T, e *apptest.Env) *webtest.Client {
	t.Helper()
	mux := web.New(web.Config{Site: e.Mux.Site(), Accounts: e.Accounts, Sessions: web.NewSessions(identitydb.NewSessions(e.Store, e.Now), false), Log: slog.New(slog.DiscardHandler)})
	filingweb.Routes(mux, filingweb.Deps{Casework: e.Casework, Files: dossierfile.Desk{Store: e.Files, Casework: e.Casework, Now: e.Now}, Actors: e.Accounts, Now: e.Now, Home: app.Home})
	return webtest.NewClient(t, mux)
}
