package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

const (
	sessionLifetime = 12 * time.Hour // a working day with its evening
	accountKey      = "account"
	noticeKey       = "notice"
	proofKey        = "proof"  // when the account was last proved, µs
	handleKey       = "handle" // Session.Handle
	begunKey        = "begun"  // Session.Begun, µs
	usedKey         = "used"   // Session.Used, µs
	throughKey      = "through"
	assuranceKey    = "assurance"
	confinedKey     = "within" // see Confine
	noteKey         = "note."  // before the names of Remember

	// useEvery is how often the use of a session is written down.
	useEvery = time.Minute
)

// SessionIdle is how long a session lasts at most without a request, see
// Config.Lasts (NIST SP 800-63B-4
// asks for at most an hour at its second level).
const SessionIdle = time.Hour

// Session (phiên làm việc) is a browser on which somebody is signed in.
type Session struct {
	Account string
	Handle  string // by which its holder and the store name it; it opens nothing
	Agent   string // the browser's User-Agent
	Begun   calendar.Instant
	Used    calendar.Instant // last noted use
	New     bool             // began with this request
	// Through is the identity provider by which the holder came in, "" for
	// none; Assurance how well it knows who that is, in its own levels.
	Through   string
	Assurance int

	idle, life time.Duration // 0 is the longest
}

// Ends is when the session ends if nothing more is done in it.
func (s Session) Ends() calendar.Instant {
	return min(s.Begun.Add(shorter(s.life, sessionLifetime)), s.Used.Add(shorter(s.idle, SessionIdle)))
}

// shorter is what was set, within the longest.
func shorter(set, longest time.Duration) time.Duration {
	if set <= 0 {
		return longest
	}
	return min(set, longest)
}

// lasting is a session with the limits that hold now.
func (m *Mux) lasting(s Session) Session {
	if m.cfg.Lasts != nil {
		s.idle, s.life = m.cfg.Lasts()
	}
	return s
}

// SessionOf is the session of a request, false when signed out. A store writes
// down what it needs to list an account's sessions and to end them; one that it
// ended must not be written again, unless New.
func SessionOf(ctx context.Context) (Session, bool) {
	s, ok := ctx.Value(stateKey{}).(*state)
	if !ok || s.session.Account == "" {
		return Session{}, false
	}
	return s.session, true
}

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
	m.Cookie.Name = CookieName("motcua_session", "/", secure)
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = secure
	m.Cookie.Persist = false
	return &Sessions{scs: m}
}

// secure reports whether the site is reached by HTTPS only.
func (s *Sessions) secure() bool { return s.scs.Cookie.Secure }

// SignIn binds this browser to an account, under a fresh session token, as
// somebody who has just proved to be its holder. Somebody else's session ends
// first, with whatever it remembered.
func SignIn(ctx context.Context, account string) error {
	s := stateOf(ctx)
	if s.session.Account != "" && s.session.Account != account {
		if err := SignOut(ctx); err != nil {
			return err
		}
	}
	if err := s.sessions.scs.RenewToken(ctx); err != nil {
		return err
	}
	now := s.mux.cfg.Now()
	s.session = s.mux.lasting(Session{Account: account, Handle: FormToken(), Agent: s.agent, Begun: now, Used: now, New: true})
	put := s.sessions.scs.Put
	put(ctx, accountKey, account)
	put(ctx, handleKey, s.session.Handle)
	put(ctx, begunKey, int64(now))
	put(ctx, usedKey, int64(now))
	for _, key := range []string{throughKey, assuranceKey} { // of whoever was here before
		s.sessions.scs.Remove(ctx, key)
	}
	s.sessions.scs.SetDeadline(ctx, time.Now().Add(sessionLifetime)) // a signed-out one may have had less
	dropKept(ctx, s, account)
	Release(ctx)
	Proved(ctx)
	return nil
}

// CameThrough notes by which identity provider the holder of a session that
// SignIn has just begun came in, and how well it knows who that is.
func CameThrough(ctx context.Context, provider string, assurance int) {
	s := stateOf(ctx)
	s.session.Through, s.session.Assurance = provider, assurance
	s.sessions.scs.Put(ctx, throughKey, provider)
	s.sessions.scs.Put(ctx, assuranceKey, assurance)
}

// SignOut forgets the account and everything else in the session.
func SignOut(ctx context.Context) error {
	s := stateOf(ctx)
	s.viewer, s.session, s.confined = Viewer{}, Session{}, ""
	return s.sessions.scs.Destroy(ctx)
}

// open finds the session of a request; false when nobody is signed in or the
// session has ended.
func (s *state) open(ctx context.Context) (bool, error) {
	scs, now := s.sessions.scs, s.mux.cfg.Now()
	account := scs.GetString(ctx, accountKey)
	if account == "" {
		return false, nil
	}
	s.session = s.mux.lasting(Session{
		Account: account, Handle: scs.GetString(ctx, handleKey), Agent: s.agent,
		Begun: calendar.Instant(scs.GetInt64(ctx, begunKey)), Used: calendar.Instant(scs.GetInt64(ctx, usedKey)),
		Through: scs.GetString(ctx, throughKey), Assurance: scs.GetInt(ctx, assuranceKey),
	})
	if s.session.Handle == "" || s.session.Ends() <= now {
		return false, SignOut(ctx)
	}
	s.confined = scs.GetString(ctx, confinedKey)
	if s.session.Used.Add(useEvery) <= now {
		s.session.Used = now
		scs.Put(ctx, usedKey, int64(now))
	}
	return true, nil
}

// left is how many seconds the session has if nothing is done.
func (s *state) left() int64 {
	return int64(s.session.Ends().Time().Sub(s.mux.cfg.Now().Time()) / time.Second)
}

// stay keeps a session open whose holder goes on working in a page, and answers
// how many seconds it has now.
func stay(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(strconv.FormatInt(stateOf(r.Context()).left(), 10))) // the reader has gone: nothing to do
	return nil
}

// Confine keeps this session to the pages below a path until Release: somebody
// who must do one thing before anything else. Everywhere else such a reader is
// signed out, or led there.
func Confine(ctx context.Context, path string) {
	s := stateOf(ctx)
	s.sessions.scs.Put(ctx, confinedKey, path)
	s.confined = path
}

// Release opens all pages to a session that was confined.
func Release(ctx context.Context) {
	s := stateOf(ctx)
	s.sessions.scs.Remove(ctx, confinedKey)
	s.confined = ""
}

// Confined is the path that the session is confined to, "" for none.
func Confined(ctx context.Context) string { return stateOf(ctx).confined }

// note is what Remember stores.
type note struct {
	Body  string           `json:"body"`
	Until calendar.Instant `json:"until"`
}

// signedOutLife is how long the session of a reader lasts who has not signed in.
const signedOutLife = time.Hour

// Remember keeps a few bytes in this browser's session, signed in or not, for
// at most life: what one page of a flow must tell the next and the reader must
// not see or change.
func Remember(ctx context.Context, name, body string, life time.Duration) {
	s := stateOf(ctx)
	b, err := json.Marshal(note{body, s.mux.cfg.Now().Add(life)})
	if err != nil {
		return // a string and a number always encode
	}
	s.sessions.scs.Put(ctx, noteKey+name, string(b))
	if s.session.Account == "" {
		s.sessions.scs.SetDeadline(ctx, time.Now().Add(signedOutLife))
	}
}

// Recall is what Remember kept, "" if there is nothing or its life is over.
func Recall(ctx context.Context, name string) string {
	s := stateOf(ctx)
	var n note
	if json.Unmarshal([]byte(s.sessions.scs.GetString(ctx, noteKey+name)), &n) != nil || n.Until <= s.mux.cfg.Now() {
		return ""
	}
	return n.Body
}

// Forget forgets what Remember kept.
func Forget(ctx context.Context, name string) {
	stateOf(ctx).sessions.scs.Remove(ctx, noteKey+name)
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
