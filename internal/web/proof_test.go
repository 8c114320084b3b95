package web_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/calendar"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/webtest"
)

// guarded is a site with a page that asks for a recent proof.
type guarded struct {
	*webtest.Client
	passed atomic.Int64 // µs
	done   atomic.Value // what was last carried out
}

func (g *guarded) now() calendar.Instant {
	return calendar.On(calendar.D(2026, 7, 6), 8, 0) + calendar.Instant(g.passed.Load())
}

// grantPage is a page with a form of one field.
func grantPage(f *web.Form) templ.Component {
	within := func(outer, inner templ.Component) templ.Component {
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			return outer.Render(templ.WithChildren(ctx, inner), w)
		})
	}
	field := ui.Input(ui.InputProps{Form: f, Name: "duty", Label: ui.S("Nhiệm vụ")})
	return within(ui.Page(ui.PageProps{Title: ui.S("Giao quyền"), Form: f}), within(ui.FormTo(ui.FormProps{ID: "giao", Action: "/quyen"}), field))
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	g := &guarded{}
	g.done.Store("")
	m := web.New(web.Config{
		Site: ui.Site{Name: ui.S("Một cửa thử")},
		Accounts: people{
			"quan.tri":  {Account: "quan.tri", Name: "Quản trị", Kind: web.Operator},
			"quan.tri2": {Account: "quan.tri2", Name: "Quản trị hai", Kind: web.Operator},
		},
		Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false), Log: slog.New(slog.DiscardHandler), Now: g.now,
	})
	m.Handle("GET /{$}", web.Public, says("trang chủ"))
	m.Handle("GET /dang-nhap", web.Public, says("xin đăng nhập"))
	m.Handle("GET /xac-nhan", web.SignedIn, says("xin xác nhận"))
	m.Handle("POST /dang-nhap", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignIn(r.Context(), r.FormValue("account")); err != nil {
			return err
		}
		return web.Redirect(w, r, web.ReturnPath(r))
	})
	m.Handle("POST /dang-xuat", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignOut(r.Context()); err != nil {
			return err
		}
		return web.Redirect(w, r, "/")
	})
	m.Handle("POST /xac-nhan", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		web.Proved(r.Context())
		return web.Redirect(w, r, web.ReturnPath(r))
	})
	fresh := web.Fresh(web.AdminOnly, web.Recently)
	m.Handle("GET /quyen", fresh, func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, grantPage(web.NewForm()))
	})
	m.Handle("POST /quyen", fresh, func(w http.ResponseWriter, r *http.Request) error {
		f, err := web.ParseForm(r)
		if err != nil {
			return err
		}
		if !f.Valid() {
			return web.Render(w, r, http.StatusUnprocessableEntity, grantPage(f))
		}
		g.done.Store(f.Value("duty") + r.URL.Query().Get("x"))
		return web.Redirect(w, r, "/")
	}, web.Uploads())
	m.Handle("POST /mat-khau", fresh, says("đổi"), web.Secret())
	g.Client = webtest.NewClient(t, m)
	g.in("quan.tri", "/")
	return g
}

func (g *guarded) in(account, back string) *webtest.Page {
	return g.Post("/dang-nhap", url.Values{"account": {account}, "ve": {back}})
}

func (g *guarded) wait(d time.Duration) { g.passed.Add(d.Microseconds()) }

func (g *guarded) wantsDone(t *testing.T, want string) {
	t.Helper()
	if got := g.done.Load(); got != want {
		t.Errorf("carried out %q, want %q", got, want)
	}
}

// back is where a page that asks leads afterwards.
func back(t *testing.T, p *webtest.Page) string {
	t.Helper()
	u, err := url.Parse(p.Path)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query().Get("ve")
}

func upload(t *testing.T, g *guarded, path, file string, fields url.Values) *webtest.Page {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range fields {
		if err := m.WriteField(name, values[0]); err != nil {
			t.Fatal(err)
		}
	}
	if file != "" {
		part, err := m.CreateFormFile("tep", file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte("abc")); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return g.PostBody(path, m.FormDataContentType(), &b)
}

func TestFresh(t *testing.T) {
	t.Parallel()
	typed := url.Values{"duty": {"một cửa"}}
	t.Run("a recent sign-in is proof enough", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.Recently - time.Second)
		g.Get("/quyen").Wants(http.StatusOK, "Giao quyền")
	})
	t.Run("an older one asks, then opens the page", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.Recently)
		p := g.Get("/quyen?x=1").Wants(http.StatusOK, "xin xác nhận")
		g.Post("/xac-nhan", url.Values{"ve": {back(t, p)}}).Wants(http.StatusOK, "Giao quyền")
	})
	t.Run("a form that was sent goes on after the proof, once", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.SessionIdle / 2)
		p := g.Post("/quyen?x=1", typed).Wants(http.StatusOK, "xin xác nhận")
		g.wantsDone(t, "")
		ve := back(t, p)
		if strings.Contains(ve, "cửa") {
			t.Error("what was typed is in the address")
		}
		g.Post("/xac-nhan", url.Values{"ve": {ve}}).Wants(http.StatusOK, "trang chủ")
		g.wantsDone(t, "một cửa1")
		g.done.Store("")
		g.Get(ve).Wants(http.StatusOK, "Giao quyền")
		g.wantsDone(t, "")
	})
	t.Run("the address of a kept form alone does nothing", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.SessionIdle / 2)
		ve := back(t, g.Post("/quyen", typed))
		g.Get(ve).Wants(http.StatusOK, "xin xác nhận") // no proof yet
		g.wantsDone(t, "")
		other := &guarded{Client: g.Fresh()}
		other.in("quan.tri2", ve).Wants(http.StatusOK, "Giao quyền")
		g.wantsDone(t, "")
	})
	t.Run("a form with files comes back to be sent again", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.SessionIdle / 2)
		p := upload(t, g, "/quyen", "a.png", typed)
		p = g.Post("/xac-nhan", url.Values{"ve": {back(t, p)}}).Wants(http.StatusUnprocessableEntity, "riêng tệp phải chọn lại")
		if p.Value("duty") != "một cửa" {
			t.Error("what was typed is gone")
		}
		g.wantsDone(t, "")
	})
	t.Run("what is secret or large is not kept", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.wait(web.SessionIdle / 2)
		for _, p := range []*webtest.Page{
			g.Post("/mat-khau", url.Values{"password": {"bí mật"}}),
			g.Post("/quyen", url.Values{"duty": {strings.Repeat("x", 70<<10)}}),
			g.PostBody("/quyen", "application/json", strings.NewReader("{}")),
		} {
			if p.Wants(http.StatusOK, "xin xác nhận"); strings.Contains(back(t, p), "tiep-tuc") {
				t.Error(back(t, p))
			}
		}
	})
}

func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	t.Parallel()
	fill := func(g *guarded, p *webtest.Page) *webtest.Page {
		return g.Submit(p, "giao", url.Values{"duty": {"một cửa"}})
	}
	t.Run("the form comes back after signing in again, to be sent", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		p := g.Get("/quyen")
		g.Post("/dang-xuat", nil)
		p = fill(g, p).Wants(http.StatusOK, "xin đăng nhập")
		p = g.in("quan.tri", back(t, p)).Wants(http.StatusUnprocessableEntity, "Giao quyền", "Những gì đã nhập vẫn còn")
		if p.Value("duty") != "một cửa" {
			t.Error("what was typed is gone")
		}
		g.wantsDone(t, "")
		g.Submit(p, "giao", nil)
		g.wantsDone(t, "một cửa")
	})
	t.Run("never for somebody else", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		p := g.Get("/quyen")
		g.Post("/dang-xuat", nil)
		ve := back(t, fill(g, p))
		g.in("quan.tri2", ve).Wants(http.StatusOK, "Giao quyền").Lacks("một cửa")
		g.Post("/dang-xuat", nil)
		g.in("quan.tri", ve).Wants(http.StatusOK, "Giao quyền").Lacks("một cửa")
	})
	t.Run("strangers keep nothing here", func(t *testing.T) {
		t.Parallel()
		g := newGuarded(t)
		g.Client = g.Fresh()
		for _, owner := range []string{"", "quan.tri", "quan.tri.AAAAAAAAAAAAAAAAAAAAAAAA", ".", "x."} {
			if p := g.Post("/quyen", url.Values{"duty": {"x"}, "form_owner": {owner}}); strings.Contains(back(t, p), "tiep-tuc") || p.Header.Get("Set-Cookie") != "" {
				t.Errorf("%q was kept", owner)
			}
		}
	})
}
