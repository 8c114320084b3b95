package notifyweb

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors tells who an account is now.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Deps is what the pages need.
type Deps struct {
	Messages     *notifydb.Messages
	Actors       Actors
	Organisation func() *org.Organisation
	Now          func() calendar.Instant
}

// The pages' addresses.
const (
	InboxPath = "/hop-thu"
	CallsPath = "/can-goi-dien"
	readPath  = InboxPath + "/da-doc"
	ownPath   = "/ho-so-cua-toi/"
	filePath  = "/ho-so/"
	pageSize  = 20
)

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	caller := web.Duty(string(org.DutyReception), string(org.DutyReturner))
	mux.Handle("GET "+InboxPath, web.Citizen, p.inbox)
	mux.Handle("POST "+readPath, web.Citizen, p.readAll)
	mux.Handle("GET "+InboxPath+"/{message}", web.Citizen, p.message)
	mux.Handle("GET "+CallsPath, caller, p.calls)
	mux.Handle("GET "+CallsPath+"/{message}", caller, p.call)
	mux.Handle("POST "+CallsPath+"/{message}", caller, p.record)
}

type pages struct{ Deps }

// Callers are the agencies for whose one-stop the viewer makes the calls.
func Callers(v web.Viewer) []string {
	var all []string
	for _, p := range v.Posts {
		if (p.Duty == string(org.DutyReception) || p.Duty == string(org.DutyReturner)) && !slices.Contains(all, p.Agency) {
			all = append(all, p.Agency)
		}
	}
	return all
}

// scopeOf is what of the dossiers the viewer may see: whoever makes the calls of
// an agency is not told of those that are confidential and not for him.
func scopeOf(v web.Viewer) dossier.Scope {
	a := org.Actor{Account: v.Account, Name: v.Name, Kind: org.ActorOfficial}
	for _, p := range v.Posts {
		a.Posts = append(a.Posts, org.ActorPost{Agency: p.Agency, Unit: p.Unit, Duty: org.Duty(p.Duty), Title: p.Title})
	}
	return dossier.ScopeOf(a)
}

// AccountLink is the link to the inbox beside the name: "Hộp thư (2)".
func (d Deps) AccountLink(ctx context.Context, v web.Viewer) (ui.Link, error) {
	n, err := d.Messages.Unread(ctx, v.Account)
	return ui.Link{Href: InboxPath, Text: counted("Hộp thư", "Inbox", n)}, err
}

// ServiceLink is the link to the calls in the officials' navigation: "Cần gọi
// điện (3)"; false for who makes no calls.
func (d Deps) ServiceLink(ctx context.Context, v web.Viewer) (ui.Link, bool, error) {
	agencies := Callers(v)
	if v.Kind != web.Staff || len(agencies) == 0 {
		return ui.Link{}, false, nil
	}
	n, err := d.Messages.CallsWaiting(ctx, scopeOf(v), agencies)
	return ui.Link{Href: CallsPath, Text: counted("Cần gọi điện", "To call", n)}, true, err
}

func counted(vi, en string, n int64) locale.Text {
	if n == 0 {
		return locale.T(vi, en)
	}
	return locale.T(vi+" ("+locale.Number(n, locale.VI)+")", en+" ("+locale.Number(n, locale.EN)+")")
}

// OfDossier is the part of an official's dossier page: what was told, by which
// way, and how it went. nil when nothing was.
func (d Deps) OfDossier(ctx context.Context, dossier string) (templ.Component, error) {
	list, err := d.Messages.OfDossier(ctx, dossier)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	p := &pages{d}
	calls := Callers(web.ViewerOf(ctx))
	items := make([]ui.TimelineItem, 0, len(list))
	for _, m := range list {
		it := ui.TimelineItem{Title: m.Subject, At: at(m.At), ISO: m.At.String(), Text: p.how(m)}
		if m.Call == notify.CallWaiting && slices.Contains(calls, m.Agency) {
			it.Body = ui.A(CallsPath+"/"+m.ID, locale.T("Gọi điện và ghi kết quả", "Call and record the outcome"))
		}
		items = append(items, it)
	}
	return told(items), nil
}

// OfMine is the part of an own dossier's page: the messages of its inbox. nil
// when there are none.
func (d Deps) OfMine(ctx context.Context, dossier string) (templ.Component, error) {
	list, err := d.Messages.OfDossier(ctx, dossier)
	if err != nil {
		return nil, err
	}
	me := web.ViewerOf(ctx).Account
	list = slices.DeleteFunc(list, func(m notifydb.Message) bool { return !m.Inbox || me == "" || m.To.Account != me })
	if len(list) == 0 {
		return nil, nil //nolint:nilnil // a slot shows nothing
	}
	return mine(list), nil
}

func at(i calendar.Instant) locale.Text {
	if i.IsZero() {
		return locale.Text{}
	}
	return locale.DateTime(i.Time())
}

// page reads ?trang=N.
func page(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("trang"))
	if err != nil || n < 1 || n > 10_000 {
		return 1
	}
	return n
}

func pageHref(path string) func(int) string {
	return func(n int) string { return path + "?" + url.Values{"trang": {strconv.Itoa(n)}}.Encode() }
}

func (p *pages) inbox(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	account := web.ViewerOf(ctx).Account
	v := listView{page: page(r), href: pageHref(InboxPath)}
	var err error
	if v.list, v.more, err = p.Messages.Inbox(ctx, account, v.page, pageSize); err != nil {
		return err
	}
	if v.count, err = p.Messages.Unread(ctx, account); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, inboxPage(v))
}

// readAll notes that everything in the inbox was opened.
func (p *pages) readAll(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if _, err := web.ParseForm(r); err != nil { // a body too large is refused
		return err
	}
	actor, err := p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
	if err != nil {
		return err
	}
	n, err := p.Messages.MarkAllRead(ctx, actor)
	if err != nil {
		return err
	}
	web.Flash(r, locale.F("Đã đánh dấu %d thông báo là đã đọc.", "%d messages are marked as read.", n))
	return web.Redirect(w, r, InboxPath)
}

// message shows a message and notes that it was opened.
func (p *pages) message(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	m, err := p.Messages.Find(ctx, r.PathValue("message"))
	if err != nil {
		return err
	}
	account := web.ViewerOf(ctx).Account
	if !m.Inbox || account == "" || m.To.Account != account {
		return notify.ErrNoMessage
	}
	if m.ReadAt.IsZero() {
		actor, err := p.Actors.Actor(ctx, account)
		if err != nil {
			return err
		}
		if err := p.Messages.MarkRead(ctx, actor, m.ID); err != nil {
			return err
		}
	}
	return web.Render(w, r, http.StatusOK, messagePage(m))
}

// listView is a page of messages.
type listView struct {
	list  []notifydb.Message
	count int64 // unread; people to call
	page  int
	more  bool
	href  func(int) string
}

func (p *pages) calls(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	viewer := web.ViewerOf(ctx)
	agencies, scope := Callers(viewer), scopeOf(viewer)
	v := listView{page: page(r), href: pageHref(CallsPath)}
	var err error
	if v.list, v.more, err = p.Messages.Calls(ctx, scope, agencies, v.page, pageSize); err != nil {
		return err
	}
	if v.count, err = p.Messages.CallsWaiting(ctx, scope, agencies); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, callsPage(p, v))
}

// callView is one person to call.
type callView struct {
	m    notifydb.Message
	form *web.Form
	made []ui.TimelineItem
}

// look loads the message of the address, when the viewer makes its calls.
func (p *pages) look(r *http.Request, f *web.Form) (callView, error) {
	ctx := r.Context()
	s, err := p.Messages.State(ctx, r.PathValue("message"))
	if err != nil {
		return callView{}, err
	}
	if !slices.Contains(Callers(web.ViewerOf(ctx)), s.Composed.Agency) || s.Call == notify.CallNone {
		return callView{}, notify.ErrNoMessage
	}
	c := s.Composed
	if hidden, err := p.Messages.Hides(ctx, scopeOf(web.ViewerOf(ctx)), c.Dossier); err != nil || hidden {
		return callView{}, cmp.Or(err, error(notify.ErrNoMessage))
	}
	v := callView{form: f, m: notifydb.Message{
		ID: c.ID, Dossier: c.Dossier, Code: c.Code, Kind: c.Kind, Agency: c.Agency, Office: c.Office, At: c.At, Subject: c.Subject, Body: c.Body,
		To: c.To, Call: s.Call, Mail: s.Mail.Status, Newer: s.Newer,
	}}
	for i := len(s.Calls) - 1; i >= 0; i-- {
		call := s.Calls[i]
		v.made = append(v.made, ui.TimelineItem{Title: call.Outcome.Name(), At: at(call.At), ISO: call.At.String(), By: ui.S(p.name(call.By)), Text: ui.S(call.Note)})
	}
	return v, nil
}

func (p *pages) name(account string) string {
	a, _ := p.Organisation().Official(account, p.Now().Date())
	return cmp.Or(a.Name, "Cán bộ một cửa")
}

func (p *pages) call(w http.ResponseWriter, r *http.Request) error {
	v, err := p.look(r, web.NewForm())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, callPage(v))
}

// record notes a call and leads to the next person.
func (p *pages) record(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.look(r, f)
	if err != nil {
		return err
	}
	command := f.Command()
	c := notify.RecordCall{Outcome: notify.CallOutcome(f.Value("outcome")), Note: f.Value("note")}
	status := http.StatusUnprocessableEntity
	if f.Valid() {
		actor, err := p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
		if err != nil {
			return err
		}
		err = p.Messages.RecordCall(ctx, command, actor, v.m.ID, c)
		status = web.Status(fault.KindOf(err))
		if err := f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, status, callPage(v))
	}
	name := c.Outcome.Name()
	if c.Outcome.Settles() {
		web.Flash(r, locale.T("Đã ghi: "+name.VI+". Hồ sơ "+v.m.Code+" không còn trong danh sách.", "Recorded: "+name.EN+". Dossier "+v.m.Code+" is off the list."))
	} else {
		web.Flash(r, locale.T("Đã ghi: "+name.VI+". Hồ sơ "+v.m.Code+" vẫn ở trong danh sách, sau những người chưa được gọi.",
			"Recorded: "+name.EN+". Dossier "+v.m.Code+" stays on the list, after those not called yet."))
	}
	return web.Redirect(w, r, CallsPath)
}

// how says by which ways a message was told and what became of it.
func (p *pages) how(m notifydb.Message) locale.Text {
	var vi, en string
	add := func(v, e string) { vi, en = vi+v+". ", en+e+". " }
	if m.Inbox {
		if m.ReadAt.IsZero() {
			add("Hộp thư: chưa mở", "Inbox: not opened yet")
		} else {
			add("Hộp thư: đã mở "+at(m.ReadAt).VI, "Inbox: opened "+at(m.ReadAt).EN)
		}
	}
	switch m.Mail {
	case notify.MailWaiting:
		add("Thư điện tử: đang gửi", "E-mail: being sent")
	case notify.MailSent:
		add("Thư điện tử: máy chủ đã nhận "+at(m.MailAt).VI, "E-mail: taken by the server "+at(m.MailAt).EN)
	case notify.MailFailed:
		add("Thư điện tử: không gửi được ("+m.MailNote+")", "E-mail: could not be sent ("+m.MailNote+")")
	case notify.MailNone:
	}
	if m.InPerson {
		add("Đã báo trực tiếp tại quầy, kèm giấy", "Told at the counter, with the paper")
	}
	switch {
	case m.Newer != "":
		add("Không cần gọi: đã có thông báo mới hơn", "No call needed: a newer message tells it")
	case m.Call == notify.CallWaiting && m.Calls == 0:
		add("Cần gọi điện, chưa gọi", "To be called, not called yet")
	case m.Call != notify.CallNone && m.Calls > 0:
		o := m.Outcome.Name()
		v, e := o.VI+", "+at(m.CalledAt).VI+", "+p.name(m.CalledBy), o.EN+", "+at(m.CalledAt).EN+", "+p.name(m.CalledBy)
		if m.Note != "" {
			v, e = v+": "+m.Note, e+": "+m.Note
		}
		add(v, e)
	}
	return locale.T(strings.TrimSpace(vi), strings.TrimSpace(en))
}
