package web

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

// Handler answers a request or says why not; the mux turns the error into its
// page.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Body limits in bytes.
const (
	DefaultBody = 256 << 10 // forms without files
	UploadBody  = 25 << 20  // forms with files
)

// bodyTime is how long a form without files may take to come in: who sends it
// by drops would otherwise hold memory for as long as an upload may take.
const bodyTime = 30 * time.Second

// Config is what a mux needs. Accounts and Sessions are required.
type Config struct {
	Site     ui.Site
	Accounts Accounts
	Sessions *Sessions
	Log      *slog.Logger // nil is slog.Default()

	SignInPath string                  // "" is "/dang-nhap"
	ProofPath  string                  // where Fresh sends its readers; "" is "/xac-nhan"
	Now        func() calendar.Instant // the clock; nil is the machine's
	// Lasts is how long sessions last now, without a request and at most; asked
	// at each request, so it must not wait. nil, and whatever is longer, is
	// SessionIdle and 12 hours.
	Lasts     func() (idle, life time.Duration)
	Menu      []ui.Link                               // main menu of citizens
	Service   func(context.Context, Viewer) []ui.Link // service navigation of officials; nil for none
	Account   func(context.Context, Viewer) []ui.Link // links beside the name; nil for none
	FormHosts []string                                // more form-action sources of the CSP: payment, sign-in
	Proxies   []netip.Prefix                          // whose X-Forwarded-For counts; nil is this machine's
	// Key is the secret with which forms are marked as their account's own, the
	// same in all processes of a site; nil is a random one, so that a restart
	// forgets whose forms are open.
	Key []byte
	// Admit, asked before a page's access rule, refuses a request with a fault,
	// and may set headers of the answer; nil admits all.
	Admit func(w http.ResponseWriter, r *http.Request, v Viewer) error
	// Answered is told of every answer; nil tells nobody. It must not block.
	Answered func(ctx context.Context, a Answer)
}

// Mux routes requests. Fill it before it serves.
type Mux struct {
	cfg    Config
	mux    *http.ServeMux
	origin *http.CrossOriginProtection
	csp    string
	routes []Route
}

// Route is one line of the permission matrix.
type Route struct {
	Method  string        // "" is any
	Pattern string        // path with its {wildcards}
	Access  string        // Access.Name
	MaxBody int64         // bytes
	Fresh   time.Duration // how old the proof of who sits there may be, 0 for any age
	Secret  bool          // what is typed here is never kept; see Secret
}

// New makes a mux with the routes of the engine itself: static files, language.
func New(cfg Config) *Mux {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.SignInPath == "" {
		cfg.SignInPath = "/dang-nhap"
	}
	if cfg.ProofPath == "" {
		cfg.ProofPath = "/xac-nhan"
	}
	if cfg.Now == nil {
		cfg.Now = func() calendar.Instant { return calendar.At(time.Now()) }
	}
	if len(cfg.Key) == 0 {
		cfg.Key = make([]byte, 32)
		if _, err := rand.Read(cfg.Key); err != nil {
			panic(err) // the system's random source is gone: nobody can be signed in
		}
	}
	m := &Mux{cfg: cfg, mux: http.NewServeMux(), origin: http.NewCrossOriginProtection(), csp: policy(cfg.FormHosts)}
	cfg.Sessions.scs.ErrorFunc = m.sessionFailed
	m.Mount(ui.StaticPrefix, "public", ui.Assets())
	m.Handle("POST /ngon-ngu", Public, chooseLanguage)
	m.Handle("POST /phien/giu", SignedIn, stay)
	return m
}

// Option changes one route.
type Option func(*Route)

// MaxBody sets the largest body of a route, in bytes.
func MaxBody(bytes int64) Option { return func(r *Route) { r.MaxBody = bytes } }

// Uploads lets a route take files: bodies up to UploadBody.
func Uploads() Option { return MaxBody(UploadBody) }

// Secret says that a route's forms hold passwords or codes: when such a form
// has to wait for a sign-in or a proof, what was typed is thrown away.
func Secret() Option { return func(r *Route) { r.Secret = true } }

// Handle registers a page: pattern as in http.ServeMux ("GET /thu-tuc/{code}"),
// who may use it, and what answers. It panics on a pattern without method or a
// rule without name, as http.ServeMux does on a conflict.
func (m *Mux) Handle(pattern string, access Access, h Handler, opts ...Option) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok || access.Name == "" || access.Allow == nil {
		panic("web: route needs a method and an access rule: " + pattern)
	}
	route := Route{Method: method, Pattern: path, Access: access.Name, MaxBody: DefaultBody, Fresh: access.Within}
	for _, o := range opts {
		o(&route)
	}
	m.routes = append(m.routes, route)
	m.mux.Handle(pattern, m.page(route.MaxBody, func(w http.ResponseWriter, r *http.Request) error {
		if err := m.origin.Check(r); err != nil {
			return crossOrigin.Because(err)
		}
		v := ViewerOf(r.Context())
		if c := Confined(r.Context()); c != "" && !m.open(r.URL.Path, c) {
			if access.Name != Public.Name {
				return Redirect(w, r, c)
			}
			stateOf(r.Context()).viewer, v = Viewer{}, Viewer{}
		}
		switch {
		case access.Allow(v) && proved(r.Context(), access.Within):
			return h(w, r)
		case access.Allow(v):
			return m.ask(w, r, route, m.cfg.ProofPath)
		case v.SignedIn():
			return noRight
		default:
			return m.ask(w, r, route, m.cfg.SignInPath)
		}
	}))
}

// open reports whether a page is open to a session that is confined to a path.
func (m *Mux) open(page, confined string) bool {
	return page == confined || strings.HasPrefix(page, confined+"/") || page == m.cfg.ProofPath || strings.HasPrefix(page, m.cfg.ProofPath+"/")
}

// Mount registers a handler that checks its callers itself (API tokens, health
// checks) under a path prefix or pattern: it gets the security headers, the
// log and the recovery, but no session. rule names the check in the matrix.
func (m *Mux) Mount(pattern, rule string, h http.Handler) {
	method, path, ok := strings.Cut(pattern, " ")
	if !ok {
		method, path = "", pattern
	}
	m.routes = append(m.routes, Route{Method: method, Pattern: path, Access: rule})
	m.mux.Handle(pattern, h)
}

// Routes lists every route in the order of registration.
func (m *Mux) Routes() []Route { return append([]Route(nil), m.routes...) }

// Site is the site of the mux.
func (m *Mux) Site() ui.Site { return m.cfg.Site }

//nolint:gochecknoglobals // constants
var (
	crossOrigin = fault.New(fault.Forbidden, "web.cross_origin", locale.T(
		"Yêu cầu này không đến từ trang của chúng tôi nên chưa được thực hiện. Xin mở lại trang và gửi lại.",
		"This request did not come from our own page, so nothing was done. Please open the page again and resend it."))
	noRight = fault.New(fault.Forbidden, "web.no_right", locale.T(
		"Tài khoản của Ông/Bà không có quyền mở trang này. Nếu cần cho công việc, xin liên hệ người quản trị của đơn vị.",
		"Your account may not open this page. If you need it for your work, please ask your unit's administrator."))
	noPage = fault.New(fault.NotFound, "web.no_page", locale.T(
		"Địa chỉ này không có trang nào. Xin kiểm tra lại địa chỉ hoặc bắt đầu từ trang chủ.",
		"There is no page at this address. Please check it or start from the home page."))
	tooLarge = fault.New(fault.TooLarge, "web.too_large", locale.T(
		"Nội dung gửi lên lớn hơn mức cho phép nên chưa được nhận. Những gì đã lưu trước đó vẫn còn. Xin chọn tệp nhỏ hơn hoặc gửi từng tệp.",
		"What you sent is larger than allowed and was not taken. Everything saved before is still there. Please choose a smaller file or send the files one by one."))
	errPanicked = errors.New("handler panicked")
)

// ServeHTTP answers a request.
func (m *Mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	id := requestID(r)
	rec := &recorder{ResponseWriter: w}
	h := rec.Header()
	h.Set("X-Request-Id", id)
	h.Set("Content-Security-Policy", m.csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if m.cfg.Sessions.secure() {
		h.Set("Strict-Transport-Security", transportSecurity)
	}
	r = r.WithContext(context.WithValue(r.Context(), stateKey{}, &state{mux: m, sessions: m.cfg.Sessions, request: id, agent: r.UserAgent()}))
	defer func() { m.log(r, rec, start) }()
	defer m.recoverPanic(rec, r)
	m.route(rec, r)
}

// route answers unknown paths and wrong methods with our own pages.
func (m *Mux) route(w *recorder, r *http.Request) {
	if r.Method == http.MethodGet && r.URL.Query().Has(keptField) {
		m.resume(w, r)
		return
	}
	handler, pattern := m.mux.Handler(r)
	if pattern != "" {
		m.mux.ServeHTTP(w, r)
		return
	}
	probe := &probe{header: http.Header{}}
	handler.ServeHTTP(probe, r)
	m.page(DefaultBody, func(w http.ResponseWriter, r *http.Request) error {
		if probe.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", probe.header.Get("Allow"))
			return m.renderFault(w, r, http.StatusMethodNotAllowed, noPage)
		}
		return noPage
	}).ServeHTTP(w, r)
}

// page puts session, viewer, body limit and error pages around a handler.
func (m *Mux) page(limit int64, h Handler) http.Handler {
	return m.cfg.Sessions.scs.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := m.identify(w, r)
		if err == nil && r.ContentLength > limit {
			w.Header().Set("Connection", "close") // the rest is not read
			err = tooLarge
		}
		if err == nil && !readable(r.URL.Path) {
			err = noPage // no id or code holds such bytes, and databases differ in what they say to them
		}
		if err == nil {
			if r.ContentLength != 0 && limit <= DefaultBody {
				// Writers that cannot set a deadline are those of tests without a network.
				_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime))
			}
			r.Body = http.MaxBytesReader(w, r.Body, limit)
			if m.cfg.Admit != nil {
				err = m.cfg.Admit(w, r, ViewerOf(r.Context()))
			}
		}
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			m.fail(w, r, err)
		}
	}))
}

// readable reports whether a path is text without control characters.
func readable(path string) bool {
	return utf8.ValidString(path) && !strings.ContainsFunc(path, unicode.IsControl)
}

// identify finds the viewer of the request.
func (m *Mux) identify(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	s := stateOf(ctx)
	s.lang = chosenLanguage(r)
	if in, err := s.open(ctx); err != nil || !in {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	v, err := m.cfg.Accounts.Viewer(ctx, s.session.Account)
	switch {
	case fault.KindOf(err) == fault.NotFound && err != nil:
		return SignOut(ctx) // closed meanwhile: go on signed out
	case err != nil:
		return err
	}
	s.viewer = v
	return nil
}

func (m *Mux) sessionFailed(w http.ResponseWriter, r *http.Request, err error) {
	m.cfg.Log.ErrorContext(r.Context(), "session store failed", slog.Any("error", err))
	http.Error(w, unavailableWords, http.StatusServiceUnavailable)
}

const unavailableWords = "Chúng tôi tạm thời chưa mở được phiên làm việc. Xin thử lại sau ít phút. / " +
	"The session cannot be opened for the moment. Please try again in a few minutes."
