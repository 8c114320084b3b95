package worktimeweb

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/worktime"
	"motcua/internal/worktime/worktimedb"
)

// Actors tells who an account is now.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Open tells an agency's open dossiers with a due time at or after from.
type Open func(ctx context.Context, agency string, from calendar.Instant, limit int64, f func(dossier.State) error) error

// Deps is what the pages need.
type Deps struct {
	Calendars    *worktimedb.Directory
	Actors       Actors
	Organisation func() *org.Organisation
	Open         Open
	Moving       Moving
	Now          func() calendar.Instant
}

// Path is the list of calendars.
const Path = "/quan-tri/lich"

// Routes registers the pages. Publishing asks for a recent proof of who sits
// there.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	look := web.Any(web.AdminOnly, web.Duty(string(org.DutyUnitAdmin)))
	publish := web.Fresh(look, web.Recently)
	mux.Handle("GET "+Path, look, p.list)
	mux.Handle("GET "+Path+"/{calendar}", look, p.year)
	mux.Handle("GET "+Path+"/{calendar}/lich-su", look, p.history)
	mux.Handle("GET "+Path+"/{calendar}/thay-doi", publish, p.form)
	mux.Handle("POST "+Path+"/{calendar}/thay-doi", publish, p.change)
	mux.Handle("GET "+Path+"/{calendar}/doi-han", publish, p.moving)
	mux.Handle("POST "+Path+"/{calendar}/doi-han", publish, p.move)
}

type pages struct{ Deps }

// view is one calendar as its pages show it.
type view struct {
	form    *web.Form
	s       worktime.State
	version int64
	clock   *calendar.Clock
	actor   org.Actor
	o       *org.Organisation
	today   calendar.Date
	years   []int
	shown   int // the year
}

func (v view) href(more string) string { return Path + "/" + v.s.First.ID + more }

func (v view) may() bool { return worktime.MayChange(v.actor, v.s.Agency) }

// agencies lists who keeps the calendar today.
func (v view) agencies() []org.Agency {
	return slices.DeleteFunc(v.o.Agencies(v.today), func(a org.Agency) bool {
		return a.Calendar != v.s.First.ID && (a.Calendar != "" || v.s.First.ID != calendar.Administrative)
	})
}

func (p *pages) list(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	var all []view
	for _, s := range p.Calendars.All() {
		v, err := p.look(actor, s.First.ID)
		if err != nil {
			return err
		}
		all = append(all, v)
	}
	return web.Render(w, r, http.StatusOK, listPage(all))
}

func (p *pages) actor(r *http.Request) (org.Actor, error) {
	return p.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
}

// view is the calendar of the address.
func (p *pages) view(r *http.Request) (view, error) {
	actor, err := p.actor(r)
	if err != nil {
		return view{}, err
	}
	return p.look(actor, r.PathValue("calendar"))
}

func (p *pages) look(actor org.Actor, id string) (view, error) {
	v := view{form: web.NewForm(), actor: actor, o: p.Organisation(), today: p.Now().Date()}
	var err error
	if v.s, v.version, err = p.Calendars.Find(id); err != nil {
		return v, err
	}
	v.clock, _ = p.Calendars.Clock(id)
	known := v.s.Current().Known
	for y := known.From.Year; y <= known.Until.Year; y++ {
		v.years = append(v.years, y)
	}
	return v, nil
}

func (p *pages) year(w http.ResponseWriter, r *http.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	v.shown = v.today.Year
	if text := r.URL.Query().Get("nam"); text != "" {
		if v.shown, err = strconv.Atoi(text); err != nil || v.shown < 1900 || v.shown > 2299 {
			return fault.New(fault.NotFound, "worktime.no_year", locale.T("Không có năm này trong lịch. Xin chọn năm trong danh sách.", "The calendar has no such year. Please choose one of the list."))
		}
	}
	return web.Render(w, r, http.StatusOK, yearPage(v))
}

func (p *pages) history(w http.ResponseWriter, r *http.Request) error {
	v, err := p.view(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, historyPage(v))
}

// toChange is the calendar for somebody who may publish it.
func (p *pages) toChange(r *http.Request) (view, error) {
	v, err := p.view(r)
	if err == nil && !v.may() {
		err = worktime.ErrNoCalendar
	}
	return v, err
}

func (p *pages) form(w http.ResponseWriter, r *http.Request) error {
	v, err := p.toChange(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, changePage(v, nil))
}

func (p *pages) change(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.toChange(r)
	if err != nil {
		return err
	}
	v.form = f
	command := readAmend(f)
	if f.Valid() && f.Value("act") == "publish" {
		_, err := p.Calendars.Do(r.Context(), worktimedb.Order{
			ID: f.Command(), Calendar: v.s.First.ID, Expect: f.Version(), Actor: v.actor, Command: command,
		})
		if err := f.Refuse(err); err != nil {
			return err
		}
		if f.Valid() {
			web.Flash(r, locale.T("Đã công bố. Hồ sơ tiếp nhận từ bây giờ tính theo lịch mới; hạn đã in không đổi.", "Published. Dossiers accepted from now on count by it; due times already printed stay."))
			return web.Redirect(w, r, v.href("/lich-su"))
		}
	}
	if f.Valid() {
		_, err := worktime.Decide(v.s, command, worktime.Facts{Now: p.Now(), Actor: v.actor})
		if err := f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, changePage(v, nil))
	}
	touched, err := p.touched(r.Context(), v, command.Change)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, changePage(v, &touched))
}

func crumbs(more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Href: "/quan-tri", Text: locale.T("Quản trị", "Administration")}}, more...)
}
