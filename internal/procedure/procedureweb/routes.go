package procedureweb

import (
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/web"
)

// Offices tells who is where and when it is open; *dossierdb.Casework is one.
type Offices interface {
	Organisation() *org.Organisation
	ClockOf(agency string) *calendar.Clock
}

// Deps is what the pages need.
type Deps struct {
	Catalogue *proceduredb.Catalogue
	Offices   Offices
	Now       func() calendar.Instant
	// Filing tells that the portal takes filings online: only a demonstration
	// does until the national sign-in is connected.
	Filing bool
	Actors Actors
}

// Routes registers the public pages of the catalogue.
func Routes(mux *web.Mux, d Deps) {
	mux.Handle("GET /{$}", web.Public, d.home)
	mux.Handle("GET /thu-tuc", web.Public, d.list)
	mux.Handle("GET /thu-tuc/{code}", web.Public, d.procedure)
	mux.Handle("GET /thu-tuc/{code}/mang-theo", web.Public, d.checklist)
	clerk := web.Any(web.Duty(string(org.DutyCatalogueClerk)), web.AdminOnly)
	mux.Handle("GET /thu-tuc/{code}/luu-tru", clerk, d.retention)
	mux.Handle("POST /thu-tuc/{code}/luu-tru", clerk, d.setRetention)
	mux.Handle("GET /thu-tuc/{code}"+confidentialPath, clerk, d.confidential)
	mux.Handle("POST /thu-tuc/{code}"+confidentialPath, clerk, d.setConfidential)
}

//nolint:gochecknoglobals // a constant error
var unknownProcedure = fault.New(fault.NotFound, "procedure.unknown", locale.T(
	"Chưa có thủ tục này trong danh mục. Xin kiểm tra lại mã, hoặc tìm bằng tên giấy tờ hay việc cần làm ở trang “Thủ tục”.",
	"This procedure is not in the catalogue. Please check the code, or search by the name of a paper or of what you want to do on the page “Procedures”."))
