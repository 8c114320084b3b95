package app

import (
	"context"

	"motcua/internal/api"
	"motcua/internal/dossier/dossierapi"
	"motcua/internal/org"
	"motcua/internal/procedure/procedureapi"
	"motcua/internal/report/reportapi"
)

// mountAPI adds every slice's operations and serves them.
func (a *App) mountAPI() {
	a.API = api.New("Motcua", "1", func(ctx context.Context, token string) (api.Caller[org.Actor], error) {
		who, scopes, err := a.Accounts.Authenticate(ctx, token)
		if err != nil {
			return api.Caller[org.Actor]{}, err
		}
		c := api.Caller[org.Actor]{Who: who}
		for _, s := range scopes {
			c.Scopes = append(c.Scopes, string(s))
		}
		return c, nil
	})
	procedureapi.Routes(a.API, procedureapi.Deps{Catalogue: a.Catalogue, Now: a.Now})
	dossierapi.Routes(a.API, dossierapi.Deps{Casework: a.Casework, Files: a.fileDesk(), Now: a.Now})
	reportapi.Routes(a.API, reportapi.Deps{Reports: a.Reports, Now: a.Now})
	a.API.Mount(a.Mux)
}
