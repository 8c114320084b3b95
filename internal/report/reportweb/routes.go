package reportweb

import (
	"context"
	"net/http"
	"net/url"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/web"
)

// The addresses of the pages.
const (
	PublicPath   = "/cong-khai/bao-cao"
	OfficialPath = "/bao-cao/ii06a"
	listPath     = OfficialPath + "/ho-so"
)

// Deps is what the pages need.
type Deps struct {
	Reports *reportdb.Reports
	Now     func() calendar.Instant
}

// Routes registers the pages. Citizens and the public read the published form;
// officials with casework, inspectors and directors the full one, in their
// scope.
func Routes(mux *web.Mux, d *Deps) {
	mux.Handle("GET "+PublicPath, web.Public, d.public)
	mux.Handle("GET "+PublicPath+".csv", web.Public, d.publicFile(report.CSV))
	mux.Handle("GET "+PublicPath+".json", web.Public, d.publicFile(report.JSON))
	readers := web.Duty(string(org.DutyReception), string(org.DutySpecialist), string(org.DutyUnitHead), string(org.DutyLeader), string(org.DutyClerk),
		string(org.DutySealKeeper), string(org.DutyReturner), string(org.DutyInspector), string(org.DutyDirector))
	mux.Handle("GET "+OfficialPath, readers, d.official)
	export := web.Fresh(readers, web.Recently) // small groups are not hidden in it, and it leaves the house
	mux.Handle("GET "+OfficialPath+".csv", export, d.officialFile(report.CSV))
	mux.Handle("GET "+OfficialPath+".json", export, d.officialFile(report.JSON))
	mux.Handle("GET "+listPath, readers, d.list)
}

// scopeOf is what an official may see of all dossiers.
func scopeOf(v web.Viewer) dossier.Scope {
	a := org.Actor{Account: v.Account, Name: v.Name, Kind: org.ActorOfficial}
	for _, p := range v.Posts {
		a.Posts = append(a.Posts, org.ActorPost{Agency: p.Agency, Unit: p.Unit, Duty: org.Duty(p.Duty), Title: p.Title})
	}
	return dossier.ScopeOf(a)
}

// Fields of the addresses.
const (
	fieldPeriod = "ky"   // a named period, "2024-q1"
	fieldFrom   = "tu"   // first day
	fieldTo     = "den"  // last day
	fieldBy     = "theo" // grouping
	fieldCell   = "o"    // figure whose dossiers are listed
	fieldRow    = "dong" // row of the grouping; absent: all
	fieldPage   = "trang"
)

// asked reads period and grouping of an address. What is wrong is in the form;
// the query then holds the quarter of today, so that the page still shows one.
func (d *Deps) asked(r *http.Request) (*web.Form, reportdb.Query) {
	f := web.Query(r)
	now := d.Now()
	q := reportdb.Query{By: report.By(f.Value(fieldBy)), Now: now, Scope: dossier.Scope{All: true}}
	if !q.By.Valid() {
		q.By = report.ByLevel
	}
	quarter := report.QuarterOf(now.Date())
	from, to := f.Date(fieldFrom), f.Date(fieldTo)
	switch key := f.Value(fieldPeriod); {
	case key != "":
		named, ok := report.ByKey(key)
		if !ok {
			f.Wrong(fieldPeriod, locale.T("Xin chọn một kỳ báo cáo trong danh sách.", "Please choose a period of the list."))
		}
		q.Period = named.Period
	case from.IsZero() && to.IsZero() && f.Valid():
		q.Period = quarter.Period
		f.Set(fieldPeriod, quarter.Key)
	default:
		q.Period = report.Period{From: from, To: to}
		if f.Valid() {
			for _, e := range fault.All(q.Period.Check()) {
				f.Wrong(e.Field, e.Say)
			}
		}
	}
	if !f.Valid() {
		q.Period = quarter.Period
	}
	return f, q
}

func (d *Deps) run(ctx context.Context, q reportdb.Query) (report.Report, error) {
	if err := d.Reports.Current(ctx); err != nil {
		return report.Report{}, err
	}
	return d.Reports.Run(ctx, q)
}

// address is the lasting address of a report: exact days, never "this quarter".
func address(path string, q reportdb.Query, more ...string) string {
	v := url.Values{fieldFrom: {q.Period.From.String()}, fieldTo: {q.Period.To.String()}, fieldBy: {string(q.By)}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return path + "?" + v.Encode()
}

// askedPublicly is asked for readers who may not cut periods finely.
func (d *Deps) askedPublicly(r *http.Request) (*web.Form, reportdb.Query) {
	f, q := d.asked(r)
	if f.Valid() {
		for _, e := range fault.All(q.Period.CheckPublished()) {
			f.Wrong(e.Field, e.Say)
			q.Period = report.QuarterOf(d.Now().Date()).Period
		}
	}
	return f, q
}

func (d *Deps) public(w http.ResponseWriter, r *http.Request) error {
	f, q := d.askedPublicly(r)
	views, err := d.Reports.Publish(r.Context(), q)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if !f.Valid() {
		status = http.StatusUnprocessableEntity
	}
	return web.Render(w, r, status, publicPage(f, publicOf(views[q.By], views[report.ByLevel], q), d.Now().Date()))
}

func (d *Deps) official(w http.ResponseWriter, r *http.Request) error {
	f, q := d.asked(r)
	q.Scope = scopeOf(web.ViewerOf(r.Context()))
	got, err := d.run(r.Context(), q)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if !f.Valid() {
		status = http.StatusUnprocessableEntity
	}
	return web.Render(w, r, status, officialPage(f, officialOf(got, q), d.Now().Date()))
}

// publicFile and officialFile answer downloads; a wrong period is refused.
func (d *Deps) publicFile(format string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, q := d.askedPublicly(r)
		if !f.Valid() {
			return f.Faults()[0]
		}
		views, err := d.Reports.Publish(r.Context(), q)
		if err != nil {
			return err
		}
		attach(w, q, format)
		if format == report.CSV {
			return report.WritePublicCSV(w, views[q.By])
		}
		return report.WritePublicJSON(w, views[q.By])
	}
}

func (d *Deps) officialFile(format string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, q := d.asked(r)
		if !f.Valid() {
			return f.Faults()[0]
		}
		q.Scope = scopeOf(web.ViewerOf(r.Context()))
		got, err := d.run(r.Context(), q)
		if err != nil {
			return err
		}
		attach(w, q, format)
		return report.WriteCLI(w, got, format)
	}
}

// attach says that a download follows, with its kind and name.
func attach(w http.ResponseWriter, q reportdb.Query, format string) {
	kind := "application/json"
	if format == report.CSV {
		kind = "text/csv"
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="II.06a_`+q.Period.From.String()+"_"+q.Period.To.String()+"_"+string(q.By)+"."+format+`"`)
}

// list shows the dossiers behind one figure.
func (d *Deps) list(w http.ResponseWriter, r *http.Request) error {
	f, q := d.asked(r)
	cell := report.Cell(f.Value(fieldCell))
	if !f.Valid() || !cell.Known() {
		return fault.New(fault.NotFound, "report.no_figure", locale.T(
			"Địa chỉ này không ứng với một con số nào của báo cáo. Xin mở lại báo cáo và bấm vào con số cần xem.",
			"This address belongs to no figure of the report. Please open the report and follow the figure you need."))
	}
	q.Scope = scopeOf(web.ViewerOf(r.Context()))
	row := ""
	if f.Has(fieldRow) {
		row = f.Value(fieldRow)
		q.Within = map[report.By]string{q.By: row}
	}
	page := 1
	if f.Has(fieldPage) {
		page = int(f.Int(fieldPage, 1, 100_000))
	}
	entries, more, err := d.Reports.List(r.Context(), q, cell, page)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, listPage(listView{Query: q, Cell: cell, Row: row, HasRow: f.Has(fieldRow), Entries: entries, Page: max(page, 1), More: more}))
}
