package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strings"
	"time"

	"github.com/a-h/templ"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

// Render writes a component, usually a ui.Page, as the answer. Nothing is sent
// if it fails, so the error becomes a proper page.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var body bytes.Buffer
	if err := c.Render(ui.WithView(r.Context(), viewOf(r)), &body); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	w.WriteHeader(status)
	_, _ = body.WriteTo(w) // the reader has gone: nothing to do
	return nil
}

// viewOf is what the layout shows around the page.
func viewOf(r *http.Request) ui.View {
	ctx := r.Context()
	s := stateOf(ctx)
	cfg := s.mux.cfg
	v := ui.View{
		Lang: LangOf(ctx), Site: cfg.Site, Path: here(r), SignedIn: s.viewer.SignedIn(), Name: s.viewer.Name,
		Official: s.viewer.Kind == Staff || s.viewer.Kind == Operator, Menu: cfg.Menu, Notice: takeNotice(ctx, s),
	}
	if v.SignedIn {
		v.FormOwner = s.mux.formOwner(s.viewer.Account)
		v.SessionLeft = s.left()
	}
	v.SignIn = cfg.SignInPath
	if v.Path != "" && v.Path != "/" && !strings.HasPrefix(v.Path, cfg.SignInPath) {
		v.SignIn += "?ve=" + url.QueryEscape(v.Path)
	}
	if cfg.Service != nil && v.Official {
		v.Service = cfg.Service(ctx, s.viewer)
	}
	if cfg.Account != nil && v.SignedIn {
		v.Account = cfg.Account(ctx, s.viewer)
	}
	return v
}

// here is the address to come back to: only pages that were fetched, and never
// one with a tracking token in it.
func here(r *http.Request) string {
	if r.Method != http.MethodGet || redact(r.URL.Path) != r.URL.Path {
		return ""
	}
	return r.URL.RequestURI()
}

// Redirect sends the reader to a local page after an act (303 See Other).
func Redirect(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, LocalPath(path), http.StatusSeeOther) //nolint:gosec // LocalPath lets only our own pages through
	return nil
}

// LocalPath returns path if it leads to a page of this site, else "/". It is
// the guard for every return path that came in with a request.
func LocalPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t\x00") {
		return "/"
	}
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "//") {
		return "/"
	}
	return path
}

// ReturnPath is where to go after signing in: the parameter "ve" of the
// address or form, when it is safe.
func ReturnPath(r *http.Request) string { return LocalPath(r.FormValue("ve")) }

// Status is the HTTP status of a kind of fault.
func Status(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.SignedOut:
		return http.StatusUnauthorized
	case fault.Conflict, fault.Refused:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Throttled:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Internal:
	}
	return http.StatusInternalServerError
}

func title(k fault.Kind) locale.Text {
	switch k {
	case fault.Invalid:
		return locale.T("Nội dung gửi lên cần sửa", "Something needs correcting")
	case fault.NotFound:
		return locale.T("Không tìm thấy trang", "Page not found")
	case fault.Forbidden:
		return locale.T("Trang này không dành cho tài khoản của Ông/Bà", "Your account may not see this page")
	case fault.SignedOut:
		return locale.T("Xin đăng nhập để tiếp tục", "Please sign in to continue")
	case fault.Conflict:
		return locale.T("Nội dung vừa được người khác thay đổi", "Somebody has just changed this")
	case fault.Refused:
		return locale.T("Chưa thực hiện được việc này", "This cannot be done")
	case fault.TooLarge:
		return locale.T("Nội dung gửi lên quá lớn", "What was sent is too large")
	case fault.Throttled:
		return locale.T("Xin chờ một lát", "Please wait a little")
	case fault.Unavailable:
		return locale.T("Dịch vụ tạm thời gián đoạn", "The service is interrupted for the moment")
	case fault.Internal:
	}
	return locale.T("Chúng tôi chưa thực hiện được yêu cầu này", "We could not do this")
}

//nolint:gochecknoglobals // a constant
var internalSay = locale.T(
	"Rất tiếc, việc này chưa được thực hiện do trục trặc ở phía chúng tôi. Những gì đã lưu trước đó vẫn còn. Xin thử lại sau ít phút.",
	"We are sorry: this was not done because something went wrong on our side. Everything saved before is still there. Please try again in a few minutes.")

// fail answers an error: sign-in for readers without account, else the page of
// its kind. If the answer has begun, nothing more can be said.
func (m *Mux) fail(w http.ResponseWriter, r *http.Request, err error) {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		err = tooLarge.Because(err)
	}
	kind := fault.KindOf(err)
	if all := fault.All(err); len(all) > 0 {
		stateOf(r.Context()).refused = all[0].Code
	}
	if r.Context().Err() != nil { // the reader has gone: there is nobody to tell, and nothing of ours failed
		m.cfg.Log.InfoContext(r.Context(), "reader gone", slog.String("request", RequestID(r.Context())), slog.Any("error", err))
		return
	}
	if kind == fault.Internal {
		m.cfg.Log.ErrorContext(r.Context(), "request failed", slog.String("request", RequestID(r.Context())), slog.Any("error", err))
	}
	if kind == fault.SignedOut && !ViewerOf(r.Context()).SignedIn() {
		back := here(r)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			back = LocalPath(refererPath(r))
		}
		http.Redirect(w, r, m.cfg.SignInPath+"?ve="+url.QueryEscape(back), http.StatusSeeOther)
		return
	}
	if ferr := m.renderFault(w, r, Status(kind), err); ferr != nil {
		m.cfg.Log.ErrorContext(r.Context(), "error page failed", slog.Any("error", ferr))
		http.Error(w, internalSay.VI, http.StatusInternalServerError)
	}
}

// renderFault shows what an error says; an internal one shows no detail.
func (m *Mux) renderFault(w http.ResponseWriter, r *http.Request, status int, err error) error {
	kind := fault.KindOf(err)
	say, reference := internalSay, RequestID(r.Context())
	if all := fault.All(err); kind != fault.Internal && len(all) > 0 {
		say, reference = all[0].Say, ""
	}
	w.Header().Set("Cache-Control", "no-store")
	return Render(w, r, status, ui.ErrorPage(title(kind), say, reference, m.wayOn(r, err)))
}

func refererPath(r *http.Request) string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host || redact(u.Path) != u.Path {
		return "/"
	}
	return u.RequestURI()
}

// recoverPanic turns a panic into the 500 page. http.ErrAbortHandler keeps its
// meaning.
func (m *Mux) recoverPanic(w *recorder, r *http.Request) {
	p := recover()
	if p == nil {
		return
	}
	if p == http.ErrAbortHandler { //nolint:errorlint // the sentinel is compared as net/http does
		panic(p)
	}
	m.cfg.Log.ErrorContext(r.Context(), "panic", slog.String("request", RequestID(r.Context())),
		slog.Any("value", p), slog.String("stack", string(debug.Stack())))
	if w.status != 0 {
		return
	}
	m.page(DefaultBody, func(http.ResponseWriter, *http.Request) error { return errPanicked }).ServeHTTP(w, r)
}

// log writes one line per request: never the query, never a tracking token.
func (m *Mux) log(r *http.Request, w *recorder, start time.Time) {
	m.cfg.Log.InfoContext(r.Context(), "request", slog.String("request", RequestID(r.Context())),
		slog.String("method", r.Method), slog.String("path", redact(r.URL.Path)), slog.Int("status", w.status),
		slog.Int64("bytes", w.bytes), slog.Duration("took", time.Since(start)))
	if m.cfg.Answered == nil {
		return
	}
	s := stateOf(r.Context())
	m.cfg.Answered(r.Context(), Answer{
		Method: r.Method, Pattern: r.Pattern, Status: w.status, Took: time.Since(start), Request: s.request,
		Account: s.account(), Began: s.session.New, Refused: s.refused,
	})
}

// Answer is how a request was answered, without anything that was asked for.
type Answer struct {
	Method  string
	Pattern string // of the route, "" for none
	Status  int    // 0 when the reader had gone
	Took    time.Duration
	Request string // its id
	Account string // who is signed in, or whose token it is; "" for nobody
	Began   bool   // a session began with it
	Refused string // code of the fault it was refused with; "" for none, and for the API
}

// ActsAs says, of a request that is signed in otherwise than by a session,
// whose it is.
func ActsAs(ctx context.Context, account string) {
	if s, ok := ctx.Value(stateKey{}).(*state); ok {
		s.bearer = account
	}
}

func (s *state) account() string {
	switch {
	case s.bearer != "":
		return s.bearer
	case s.session.Account != "":
		return s.session.Account
	}
	return s.viewer.Account
}

// redact hides what follows /t/ in a path: whoever has a tracking token sees
// the dossier's state.
func redact(address string) string {
	// Cleaned as the mux cleans it: "//t/…" is answered, and logged, too.
	if rest, ok := strings.CutPrefix(path.Clean("/"+address), "/t/"); ok && rest != "" {
		return "/t/…"
	}
	return address
}

// recorder remembers status and size for the log.
type recorder struct {
	http.ResponseWriter

	status int
	bytes  int64
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController flush and set deadlines.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// probe asks http.ServeMux what it would answer: 404 or 405 with Allow.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(status int)      { p.status = status }
