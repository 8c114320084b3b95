package identityweb

import (
	"context"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// openSession is a line of the list of sessions.
type openSession struct {
	identitydb.OpenSession

	Here bool // the session of this very browser
}

// sessions lists where the viewer is signed in, this browser first. A
// demonstration account is everybody's: there, others' browsers are not shown.
func (p *pages) sessions(ctx context.Context, v web.Viewer, here web.Session) ([]openSession, error) {
	own := openSession{identitydb.OpenSession{Handle: here.Handle, Device: deviceOf(here), Begun: here.Begun, Used: here.Used}, true}
	all := []openSession{own}
	if v.Demo {
		return all, nil
	}
	open, err := p.Accounts.Sessions(ctx, v.Account)
	if err != nil {
		return nil, err
	}
	for _, s := range open {
		if s.Handle != here.Handle {
			all = append(all, openSession{s, false})
		}
	}
	return all, nil
}

// endSession ends one of the viewer's sessions; the present one is a sign-out.
func (p *pages) endSession(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	here, _ := web.SessionOf(r.Context())
	handle := f.Value("session")
	if handle == here.Handle {
		return p.signOut(w, r)
	}
	if err := p.Accounts.EndSession(r.Context(), here.Account, handle); err != nil {
		return err
	}
	web.Flash(r, locale.T("Đã đăng xuất trình duyệt đó.", "That browser was signed out."))
	return web.Redirect(w, r, "/tai-khoan")
}

// endOthers ends all sessions of the viewer but this one.
func (p *pages) endOthers(w http.ResponseWriter, r *http.Request) error {
	here, _ := web.SessionOf(r.Context())
	if web.ViewerOf(r.Context()).Demo {
		web.FlashNote(r, locale.T("Tài khoản trình diễn dùng chung: người xem khác không bị đăng xuất.", "Demonstration accounts are for everybody: other visitors are not signed out."))
		return web.Redirect(w, r, "/tai-khoan")
	}
	n, err := p.Accounts.EndSessions(r.Context(), here.Account, here.Handle)
	if err != nil {
		return err
	}
	web.Flash(r, locale.F("Đã đăng xuất %d trình duyệt khác.", "%d other browsers were signed out.", n))
	return web.Redirect(w, r, "/tai-khoan")
}

// momentOf is an instant as people write it, alike in both languages.
func momentOf(at calendar.Instant) string { return locale.ShortDateTime(at.Time()) }

func deviceOf(s web.Session) identity.Device { return identity.DeviceOf(s.Agent) }
