package app

import (
	"motcua/internal/api"
	"motcua/internal/dossier/dossierapi"
	"motcua/internal/procedure/procedureapi"
	"motcua/internal/report/reportapi"
)

// mountAPI adds every slice's operations and serves them.
func (a *App) mountAPI() {
	a.API = api.New("Motcua", "1", a.caller)
	a.API.Pace(a.pace)
	procedureapi.Routes(a.API, procedureapi.Deps{Catalogue: a.Catalogue, Now: a.Now})
	dossierapi.Routes(a.API, dossierapi.Deps{Casework: a.Casework, Files: a.fileDesk(), Now: a.Now})
	reportapi.Routes(a.API, reportapi.Deps{Reports: a.Reports, Now: a.Now})
	a.API.Mount(a.Mux)
}
