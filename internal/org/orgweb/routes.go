package orgweb

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors tells who an account is now.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// NewAccount is an official's account that is to be opened.
type NewAccount struct{ Account, Name, Phone, Email string }

// Accounts opens the accounts that officials sign in with.
type Accounts interface {
	// HasAccount reports whether there is such an account.
	HasAccount(ctx context.Context, account string) (bool, error)
	// OpenAccount opens one and returns its first password, kept nowhere in
	// clear. command is the id of the command.
	OpenAccount(ctx context.Context, command string, by org.Actor, a NewAccount) (password string, err error)
	// Standing says how an account stands; false when there is none, or by may do
	// nothing to it.
	Standing(ctx context.Context, by org.Actor, account string) (Standing, bool, error)
	// Keep does one of the things that Keepings lists to somebody's account, and
	// returns the password that it made, if it did.
	Keep(ctx context.Context, command string, by org.Actor, account string, k Keeping, ground string) (password string, err error)
}

// Succession passes the open dossiers of ended agencies to their successors.
type Succession interface {
	// Waiting counts the open dossiers of agencies; one without any is missing.
	Waiting(ctx context.Context, agencies ...string) (map[string]int64, error)
	// Pass passes an agency's dossiers on by that decision and returns how many
	// did, and the codes of those that stayed. Run again it goes on where it
	// stopped.
	Pass(ctx context.Context, by org.Actor, agency, decision string) (passed int64, stayed []string, err error)
}

// Deps is what the pages need.
type Deps struct {
	Directory *orgdb.Directory
	Actors    Actors
	Accounts  Accounts
	// OpenWork counts the open dossiers that lie with the account by name.
	OpenWork func(ctx context.Context, account string) (int64, error)
	// LastNumbers reads the last numbers of the day's year that an agency's
	// documents took, by symbol.
	LastNumbers func(ctx context.Context, agency string, day calendar.Date) (map[string]int64, error)
	Succession  Succession       // nil passes nothing
	Calendars   []ui.OptionProps // office hours that an agency may keep
	Now         func() calendar.Instant
}

// HomePath is the start page of the administration.
const (
	HomePath     = "/quan-tri"
	agenciesPath = HomePath + "/co-quan"
	peoplePath   = HomePath + "/nguoi"
	reformPath   = HomePath + "/sap-xep"
	templatePath = HomePath + "/mau-danh-sach-can-bo.xlsx"
	keepRoute    = peoplePath + "/{account}/dang-nhap/{viec}"
	agencyRoute  = agenciesPath + "/{agency}"
)

// Administrators may open the pages: the province's administrators and unit
// administrators.
func Administrators() web.Access { return web.Any(web.AdminOnly, web.Duty(string(org.DutyUnitAdmin))) }

// Routes registers the pages. What grants or withdraws rights asks for a recent
// proof of who sits there.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	look := Administrators()
	grant, all := web.Fresh(look, web.Recently), web.Fresh(web.AdminOnly, web.Recently)
	mux.Handle("GET "+HomePath, look, p.start)
	mux.Handle("GET "+agenciesPath, look, p.agencies)
	mux.Handle("GET "+agencyRoute, look, p.agency)
	mux.Handle("GET "+agencyRoute+"/lich-su", look, p.history)
	bookRoutes(mux, p)
	mux.Handle("GET "+peoplePath, look, p.people)
	mux.Handle("GET "+peoplePath+"/{account}", look, p.person)

	mux.Handle("GET "+keepRoute, grant, p.keepForm)
	mux.Handle("POST "+keepRoute, grant, p.keep)

	mux.Handle("GET "+HomePath+"/thanh-lap", all, p.foundForm)
	mux.Handle("POST "+HomePath+"/thanh-lap", all, p.found)
	mux.Handle("GET "+agencyRoute+"/viec/{deed}", grant, p.deedForm)
	mux.Handle("POST "+agencyRoute+"/viec/{deed}", grant, p.deed)
	mux.Handle("GET "+agencyRoute+"/xac-nhan", grant, p.proposal)
	mux.Handle("POST "+agencyRoute+"/xac-nhan", grant, p.verdict)

	mux.Handle("GET "+agencyRoute+"/tai-khoan", grant, p.accountForm)
	mux.Handle("POST "+agencyRoute+"/tai-khoan", grant, p.openAccount)

	mux.Handle("GET "+agencyRoute+"/danh-sach", grant, p.listForm)
	mux.Handle("POST "+agencyRoute+"/danh-sach", grant, p.list, web.Uploads())
	mux.Handle("GET "+agencyRoute+"/danh-sach/{list}", grant, p.listed)
	mux.Handle("POST "+agencyRoute+"/danh-sach/{list}", grant, p.listVerdict)
	mux.Handle("GET "+templatePath, look, p.template)

	mapRoutes(mux, p, look, all)
	mux.Handle("GET "+reformPath, all, p.reformForm)
	mux.Handle("POST "+reformPath, all, p.reform, web.Uploads())
	mux.Handle("GET "+reformPath+"/mau.csv", web.AdminOnly, p.planTemplate)
	mux.Handle("GET "+reformPath+"/phuong-an/{plan}", all, p.planPage)
	mux.Handle("POST "+reformPath+"/phuong-an/{plan}", all, p.planVerdict)
	mux.Handle("POST "+reformPath+"/chuyen-ho-so", all, p.passOn)
	mux.Handle("GET "+reformPath+"/bien-ban", web.AdminOnly, p.minutes)
}

type pages struct{ Deps }

// desk is who administers, over which organisation, today.
type desk struct {
	actor org.Actor
	o     *org.Organisation
	today calendar.Date
}

func (p *pages) desk(r *http.Request) (desk, error) {
	ctx := r.Context()
	actor, err := p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
	return desk{actor: actor, o: p.Directory.Organisation(), today: p.Now().Date()}, err
}

// all reports whether the desk is of the province's administrator.
func (d desk) all() bool { return d.actor.AdministersAll() }

func noAgency() error {
	return fault.New(fault.NotFound, "org.no_agency", locale.T(
		"Không có cơ quan này trong phạm vi quản trị của Ông/Bà. Xin chọn lại trong danh sách cơ quan.",
		"There is no such agency that you administer. Please choose one of the list."))
}

// place is a page about one agency.
type place struct {
	desk
	s    org.State
	a    org.Agency // as described on the day looked at
	day  calendar.Date
	form *web.Form

	calendars []ui.OptionProps
}

func (v place) href(more string) string { return agenciesPath + "/" + v.s.Agency.ID + more }

// in is the agency of the address on the day of the address, today without one,
// its last day when it has ended.
func (p *pages) in(r *http.Request, f *web.Form) (place, error) {
	return p.of(r, f, func(d desk, agency string) bool { return d.actor.Administers(agency) })
}

// of is in for whom may says.
func (p *pages) of(r *http.Request, f *web.Form, may func(d desk, agency string) bool) (place, error) {
	d, err := p.desk(r)
	if err != nil {
		return place{}, err
	}
	id := r.PathValue("agency")
	if !may(d, id) {
		return place{}, noAgency()
	}
	v := place{desk: d, form: f, day: d.today}
	if v.s, _, err = p.Directory.Agency(r.Context(), id); err != nil {
		return v, err
	}
	if !v.s.Exists() {
		return v, noAgency()
	}
	if asked, err := calendar.ParseDate(r.URL.Query().Get("ngay")); err == nil && !asked.IsZero() {
		v.day = asked
	} else if v.s.Agency.Ended(v.day) {
		v.day = v.s.Agency.Until
	} else if v.day.Before(v.s.Agency.From) {
		v.day = v.s.Agency.From
	}
	v.a = v.s.Described(v.day)
	return v, nil
}

// do carries out the command of a form, unless the form is wrong already.
// Refusals that can be mended go into the form, those about its fields named in
// shown to the field; status is for showing the page again.
func (p *pages) do(r *http.Request, f *web.Form, o orgdb.Order, shown ...string) (status int, err error) {
	if o.ID = f.Command(); !f.Valid() {
		return http.StatusUnprocessableEntity, nil
	}
	o.Expect = journal.Any
	_, err = p.Directory.Do(r.Context(), o)
	return web.Status(fault.KindOf(err)), f.Refuse(placed(err, shown...))
}

// order is a command on the agency of the page.
func (v place) order(c org.Command) orgdb.Order {
	return orgdb.Order{Agency: v.s.Agency.ID, Actor: v.actor, Command: c}
}

// confirms reads the word of a second person, which must be said.
func confirms(f *web.Form) bool {
	return f.OneOf("verdict", locale.T("Xin chọn xác nhận hoặc không xác nhận.", "Please choose to confirm or to decline."), "confirm", "decline") == "confirm"
}

// placed takes the field off refusals whose field is not on the page.
func placed(err error, shown ...string) error {
	all := fault.All(err)
	if len(all) == 0 {
		return err
	}
	list := make(fault.List, len(all))
	for i, e := range all {
		if list[i] = e; !slices.Contains(shown, e.Field) {
			list[i] = e.At("")
		}
	}
	return list.OrNil()
}

// name is an official's name as last recorded, the account when it is unknown.
func (d desk) name(account string) string {
	if account == org.System().Account {
		return org.System().Name
	}
	return cmp.Or(d.o.Name(account), account)
}

// unitName is the unit's name on the day.
func (v place) unitName(id string) string {
	if u, ok := v.s.Unit(id); ok {
		return u.Named(v.day).Name
	}
	return id
}

// administered lists the agencies of the desk that exist on the day.
func (d desk) administered(day calendar.Date) []org.Agency {
	return slices.DeleteFunc(d.o.Agencies(day), func(a org.Agency) bool { return !d.actor.Administers(a.ID) })
}

func onDay(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return locale.Date(locale.Day(d))
}

// span says from when to when, in few words.
func span(s org.Span) string {
	switch {
	case s.Ended(s.From):
		return "đã rút lại"
	case s.Until.IsZero():
		return "từ " + onDay(s.From)
	}
	return onDay(s.From) + " – " + onDay(s.Until)
}

func setDate(f *web.Form, name string, d calendar.Date) {
	if d.IsZero() || f.Has(name+"-day") {
		return
	}
	f.Set(name+"-day", itoa(d.Day)).Set(name+"-month", itoa(int(d.Month))).Set(name+"-year", itoa(d.Year))
}
