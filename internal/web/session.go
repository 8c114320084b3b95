package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

const (
	sessionLifetime = 12 * time.Hour // a working day with its evening
	accountKey      = "account"
	noticeKey       = "notice"
	proofKey        = "proof" // when the account was last proved, µs
)

// Sessions (phiên làm việc) remember who signed in on this browser.
type Sessions struct{ scs *scs.SessionManager }

// NewSessions keeps sessions in store, under hashes of their tokens. secure
// says that the site is reached by HTTPS only; the cookie then never leaves it.
// The cookie is HttpOnly and SameSite=Lax, ends with the browser and at the
// latest after 12 hours.
func NewSessions(store scs.Store, secure bool) *Sessions {
	m := scs.New()
	m.Store = store
	m.Lifetime = sessionLifetime
	m.HashTokenInStore = true
	m.Cookie.Name = "motcua_session"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = secure
	m.Cookie.Persist = false
	return &Sessions{scs: m}
}

// SignIn binds this browser to an account, under a fresh session token.
func SignIn(ctx context.Context, account string) error {
	s := stateOf(ctx)
	if err := s.sessions.scs.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.scs.Put(ctx, accountKey, account)
	dropKept(ctx, s, account)
	Proved(ctx)
	return nil
}

// SignOut forgets the account and everything else in the session.
func SignOut(ctx context.Context) error {
	s := stateOf(ctx)
	s.viewer = Viewer{}
	return s.sessions.scs.Destroy(ctx)
}

// Flash shows a good news once, on the next page that this browser gets; next
// is what to do about it.
func Flash(r *http.Request, text locale.Text, next ...ui.Link) {
	flash(r, ui.Notice{Text: text, Good: true, Next: next})
}

// FlashNote is Flash for a neutral notice.
func FlashNote(r *http.Request, text locale.Text) { flash(r, ui.Notice{Text: text}) }

func flash(r *http.Request, n ui.Notice) {
	b, err := json.Marshal(n)
	if err != nil {
		return // strings and a bool always encode
	}
	stateOf(r.Context()).sessions.scs.Put(r.Context(), noticeKey, string(b))
}

func takeNotice(ctx context.Context, s *state) *ui.Notice {
	body := s.sessions.scs.PopString(ctx, noticeKey)
	if body == "" {
		return nil
	}
	var n ui.Notice
	if json.Unmarshal([]byte(body), &n) != nil {
		return nil // written by another version: not worth an error page
	}
	return &n
}
