package settingweb

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/setting"
	"motcua/internal/setting/settingdb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors tells who an account is now.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Deps is what the pages need.
type Deps struct {
	Settings     *settingdb.Settings
	Actors       Actors
	Organisation func() *org.Organisation
	Now          func() calendar.Instant
	// Preview shows a text where it will be read; nil, or false for a setting
	// that is read as it stands.
	Preview func(key, text string) (templ.Component, bool)
}

// Path is the list of settings.
const Path = "/quan-tri/cau-hinh"

// agencyField names the agency in addresses and forms; "" is the province.
const agencyField = "co-quan"

// Routes registers the pages for the province's and the units' administrators.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	look := web.Any(web.AdminOnly, web.Duty(string(org.DutyUnitAdmin)))
	mux.Handle("GET "+Path, look, p.list)
	mux.Handle("GET "+Path+"/{key}", look, p.show)
	mux.Handle("POST "+Path+"/{key}", look, p.change)
}

type pages struct{ Deps }

// view is one setting as its page shows it.
type view struct {
	form    *web.Form
	d       setting.Definition
	agency  org.Agency // zero: the province
	state   setting.State
	viewer  string // account of who looks
	version int64
	now     calendar.Instant
	value   setting.Value // in force here
	own     bool          // by a version of its own, not inherited
	may     bool
	o       *org.Organisation
	choices []org.Agency
	preview *setting.Value  // looked at, not saved
	shown   templ.Component // the preview as people will read it, nil for the text itself
}

func (v view) href() string {
	at := Path + "/" + v.d.Key
	if v.agency.ID != "" {
		at += "?" + url.Values{agencyField: {v.agency.ID}}.Encode()
	}
	return at
}

// group is one heading of the list.
type group struct {
	title locale.Text
	views []view
}

func (p *pages) list(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	own := ownAgency(actor)
	var groups []group
	for _, d := range p.Settings.Definitions() {
		if !actor.AdministersAll() && !d.MayChange(actor, own) {
			continue
		}
		v := p.look(actor, d, own)
		if n := len(groups); n == 0 || groups[n-1].title != d.Group {
			groups = append(groups, group{title: d.Group})
		}
		g := &groups[len(groups)-1]
		g.views = append(g.views, v)
	}
	return web.Render(w, r, http.StatusOK, listPage(groups))
}

// ownAgency is the agency whose settings a unit administrator sets, "" for the
// province's administrators.
func ownAgency(a org.Actor) string {
	if a.AdministersAll() {
		return ""
	}
	for _, id := range a.Agencies() {
		if a.Administers(id) {
			return id
		}
	}
	return ""
}

func (p *pages) look(actor org.Actor, d setting.Definition, agency string) view {
	o := p.Organisation()
	v := view{form: web.NewForm(), viewer: actor.Account, d: d, now: p.Now(), o: o, value: p.Settings.Value(d.Key, agency), may: d.MayChange(actor, agency)}
	v.state, v.version = p.Settings.State(d.Key, agency)
	_, v.own = v.state.InForce(v.now)
	v.agency, _ = o.Find(agency)
	if d.PerAgency {
		for _, a := range o.Agencies(v.now.Date()) {
			if actor.Administers(a.ID) {
				v.choices = append(v.choices, a)
			}
		}
	}
	return v
}

// find is the setting of the address for the agency named.
func (p *pages) find(r *http.Request, agency string) (view, org.Actor, error) {
	actor, err := p.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return view{}, actor, err
	}
	if agency == "" {
		agency = ownAgency(actor)
	}
	d, ok := p.Settings.Definition(r.PathValue("key"))
	if !ok || !d.MayChange(actor, agency) {
		return view{}, actor, setting.ErrNoSetting
	}
	if _, known := p.Organisation().Find(agency); agency != "" && !known {
		return view{}, actor, setting.ErrNoSetting
	}
	return p.look(actor, d, agency), actor, nil
}

func (p *pages) show(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.find(r, r.URL.Query().Get(agencyField))
	if err != nil {
		return err
	}
	v.form.Set("vi", v.value.Text.VI).Set("en", v.value.Text.EN).Set("number", strconv.FormatInt(v.value.Number, 10)).Set("on", onOff(v.value.On))
	return web.Render(w, r, http.StatusOK, settingPage(v))
}

func onOff(on bool) string {
	if on {
		return "open"
	}
	return "closed"
}

func (p *pages) change(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, actor, err := p.find(r, f.Value(agencyField))
	if err != nil {
		return err
	}
	v.form = f
	command := v.command()
	if change, ok := command.(setting.Change); ok && f.Value("act") == "look" {
		for _, e := range v.d.Check(change.Value) {
			f.Wrong(e.Field, e.Say)
		}
		if f.Valid() {
			v.preview = &change.Value
			if p.Preview != nil {
				if c, ok := p.Preview(v.d.Key, change.Value.Text.VI); ok {
					v.shown = c
				}
			}
			return web.Render(w, r, http.StatusOK, settingPage(v))
		}
	}
	if f.Valid() {
		_, err := p.Settings.Do(r.Context(), settingdb.Order{
			ID: f.Command(), Key: v.d.Key, Agency: v.agency.ID, Expect: f.Version(), Actor: actor, Command: command,
		})
		if err := f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, settingPage(v))
	}
	web.Flash(r, v.done(command))
	return web.Redirect(w, r, v.href())
}

// command is what the form asks for.
func (v view) command() setting.Command {
	f := v.form
	reason := f.Value("reason")
	switch f.Value("act") {
	case "confirm":
		return setting.Confirm{Proposal: int(f.Int("proposal", 1, 1_000_000))}
	case "drop":
		return setting.Drop{Proposal: int(f.Int("proposal", 1, 1_000_000)), Reason: reason}
	case "restore":
		return setting.Restore{Version: int(f.Int("restore", 1, 1_000_000)), Reason: reason}
	}
	c := setting.Change{Reason: reason}
	switch v.d.Kind {
	case setting.Number:
		c.Value.Number = f.Int("number", -1<<40, 1<<40)
	case setting.Switch:
		c.Value.On = f.OneOf("on", locale.T("Xin chọn mở hoặc tạm dừng.", "Please choose open or closed."), "open", "closed") == "open"
		c.Value.Text = locale.T(f.Value("vi"), f.Value("en"))
	case setting.Words:
		c.Value.Text = locale.T(f.Value("vi"), f.Value("en"))
		c.Value.Confirmed = v.d.Confirmable && f.Value("confirmed") == "yes"
	}
	if day := f.Date("from"); !day.IsZero() {
		c.From = day.Start()
	}
	return c
}

// done says what a command has done.
func (v view) done(c setting.Command) locale.Text {
	switch c.(type) {
	case setting.Drop:
		return locale.T("Đã bỏ đề nghị. Giá trị đang dùng không đổi.", "The proposal was dropped. What is in use stays.")
	case setting.Change, setting.Restore:
		if v.d.Second {
			return locale.T("Đã ghi đề nghị. Chưa có gì thay đổi cho đến khi một quản trị hệ thống khác xác nhận ở trang này.",
				"The proposal was recorded. Nothing changes until another administrator confirms it on this page.")
		}
	case setting.Confirm:
	}
	return locale.T("Đã lập phiên bản mới. Phiên bản cũ vẫn còn trong lịch sử.", "A new version was made. The old one stays in the history.")
}

// crumbs lead here.
func crumbs(more ...ui.Link) []ui.Link {
	return append([]ui.Link{{Href: "/quan-tri", Text: locale.T("Quản trị", "Administration")}}, more...)
}
