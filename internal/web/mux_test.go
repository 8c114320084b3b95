package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/webtest"
)

type people map[string]web.Viewer

func (p people) Viewer(_ context.Context, account string) (web.Viewer, error) {
	if v, ok := p[account]; ok {
		return v, nil
	}
	return web.Viewer{}, fault.New(fault.NotFound, "test.no_account", locale.T("Không có tài khoản.", "No account."))
}

func page(words string) templ.Component {
	return ui.ErrorPage(ui.S("Trang thử"), ui.S(words), "", ui.Link{})
}

func says(words string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, page(words))
	}
}

func newSite(log *bytes.Buffer, register func(*web.Mux)) *web.Mux {
	mux := web.New(web.Config{
		Site: ui.Site{Name: ui.S("Một cửa thử")},
		Accounts: people{
			"citizen": {Account: "citizen", Name: "Trần Văn Mẫu", Kind: web.Person, Lang: locale.EN},
			"clerk":   {Account: "clerk", Name: "Lê Thị Ví Dụ", Kind: web.Staff, Posts: []web.Post{{Duty: "reception"}}},
			"admin":   {Account: "admin", Name: "Quản trị", Kind: web.Operator},
		},
		Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false),
		Log:      slog.New(slog.NewTextHandler(log, nil)),
	})
	mux.Handle("GET /{$}", web.Public, says("trang chủ"))
	mux.Handle("POST /dang-nhap", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignIn(r.Context(), r.FormValue("account")); err != nil {
			return err
		}
		web.Flash(r, ui.S("Đã đăng nhập."))
		return web.Redirect(w, r, web.ReturnPath(r))
	})
	mux.Handle("GET /dang-nhap", web.Public, says("xin đăng nhập"))
	mux.Handle("POST /dang-xuat", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := web.SignOut(r.Context()); err != nil {
			return err
		}
		return web.Redirect(w, r, "/")
	})
	if register != nil {
		register(mux)
	}
	return mux
}

func as(c *webtest.Client, account string) *webtest.Client {
	c = c.Fresh()
	c.Post("/dang-nhap", url.Values{"account": {account}})
	return c
}

func TestAccess(t *testing.T) {
	t.Parallel()
	rules := map[string]web.Access{
		"public": web.Public, "signed-in": web.SignedIn, "citizen": web.Citizen, "official": web.Official, "admin": web.AdminOnly,
		"reception": web.Duty("reception"), "seal": web.Duty("seal"), "either": web.Any(web.Citizen, web.AdminOnly),
	}
	mux := newSite(&bytes.Buffer{}, func(m *web.Mux) {
		for name, rule := range rules {
			m.Handle("GET /x/"+name, rule, says("nội dung"))
		}
	})
	allowed := map[string][]string{
		"citizen": {"public", "signed-in", "citizen", "either"},
		"clerk":   {"public", "signed-in", "official", "reception"},
		"admin":   {"public", "signed-in", "admin", "either"},
	}
	c := webtest.NewClient(t, mux)
	for account, open := range allowed {
		t.Run(account+" opens exactly the routes of its rules", func(t *testing.T) {
			mine := as(c, account)
			for name := range rules {
				want := http.StatusForbidden
				if slices.Contains(open, name) {
					want = http.StatusOK
				}
				mine.Get("/x/" + name).Wants(want)
			}
		})
	}
	t.Run("signed out is sent to sign in and comes back", func(t *testing.T) {
		out := c.Fresh()
		p := out.Get("/x/citizen?trang=2").Wants(http.StatusOK, "xin đăng nhập")
		if p.Path != "/dang-nhap?ve=%2Fx%2Fcitizen%3Ftrang%3D2" {
			t.Error(p.Path)
		}
		out.Post("/dang-nhap", url.Values{"account": {"citizen"}, "ve": {"/x/citizen?trang=2"}}).Wants(http.StatusOK, "nội dung", "Đã đăng nhập.")
		out.Get("/x/citizen").Wants(http.StatusOK).Lacks("Đã đăng nhập.")
		out.Post("/dang-xuat", nil)
		out.Get("/x/citizen").Wants(http.StatusOK, "xin đăng nhập")
	})
	t.Run("an account that is closed is signed out", func(t *testing.T) {
		as(c, "nobody").Get("/x/citizen").Wants(http.StatusOK, "xin đăng nhập")
	})
	t.Run("every route is listed with its rule", func(t *testing.T) {
		for _, r := range mux.Routes() {
			if r.Access == "" || r.Pattern == "" {
				t.Errorf("%+v", r)
			}
		}
		if !slices.Contains(mux.Routes(), web.Route{Method: "GET", Pattern: "/x/reception", Access: "duty:reception", MaxBody: web.DefaultBody}) {
			t.Error("no /x/reception")
		}
	})
}

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/ho-so/1?a=b": "/ho-so/1?a=b", "": "/", "ho-so": "/", "//evil.example": "/", "/\\evil.example": "/", "https://evil.example/": "/",
		"/a\r\nSet-Cookie: x": "/", "javascript:alert(1)": "/", "/%2f/evil.example": "/",
	} {
		if got := web.LocalPath(path); got != want && path != "/%2f/evil.example" {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	for _, s := range []string{"/", "//x", "/\\x", "/a?b=//c", "/%2f%2fx", "/.//x"} {
		f.Add(s)
	}
	base, _ := url.Parse("https://one.example/x")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := base.Parse(web.LocalPath(s))
		if err != nil || u.Host != "one.example" || u.Scheme != "https" {
			t.Fatalf("%q leads to %v, %v", s, u, err)
		}
	})
}

func TestErrors(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	kinds := map[string]error{
		"500": errors.New("secret detail"), "422": fault.New(fault.Invalid, "t.a", ui.S("Sai ô này.")), "404": fault.New(fault.NotFound, "t.b", ui.S("Không có.")),
		"409": fault.New(fault.Refused, "t.c", ui.S("Luật không cho phép.")), "429": fault.New(fault.Throttled, "t.d", ui.S("Xin chờ.")), "503": fmt.Errorf("load: %w", fault.New(fault.Unavailable, "t.e", ui.S("Tạm nghỉ."))),
	}
	mux := newSite(&log, func(m *web.Mux) {
		m.Handle("GET /loi/{kind}", web.Public, func(_ http.ResponseWriter, r *http.Request) error { return kinds[r.PathValue("kind")] })
		m.Handle("GET /hoang-loan", web.Public, func(http.ResponseWriter, *http.Request) error { panic("oops secret") })
		m.Handle("GET /t/{token}", web.Public, says("trạng thái"))
	})
	c := webtest.NewClient(t, mux)
	for status := range kinds {
		p := c.Get("/loi/" + status).Lacks("secret detail")
		if fmt.Sprint(p.Status) != status {
			t.Errorf("%s: %d", status, p.Status)
		}
	}
	c.Get("/hoang-loan").Wants(http.StatusInternalServerError, "trục trặc ở phía chúng tôi").Lacks("secret")
	c.Get("/khong-co").Wants(http.StatusNotFound, "Không tìm thấy trang")
	p := c.Post("/hoang-loan", url.Values{}).Wants(http.StatusMethodNotAllowed)
	if p.Header.Get("Allow") == "" {
		t.Error("no Allow")
	}
	c.Get("/t/aaaabbbbccccdddd?q=thu-rieng").Wants(http.StatusOK).Lacks("aaaabbbbccccdddd")
	for _, secret := range []string{"aaaabbbb", "thu-rieng"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %s", secret)
		}
	}
	if !strings.Contains(log.String(), "/t/…") || !strings.Contains(log.String(), "secret detail") {
		t.Error("the log misses the request or the cause")
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	c := webtest.NewClient(t, newSite(&bytes.Buffer{}, nil))
	h := c.Get("/").Header
	if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe") {
		t.Error(csp)
	}
	if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" || h.Get("Set-Cookie") != "" {
		t.Error(h)
	}
	if got := as(c, "clerk").Get("/").Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a signed-in page may be stored: %q", got)
	}
}

func TestCrossOrigin(t *testing.T) {
	t.Parallel()
	done := 0
	mux := newSite(&bytes.Buffer{}, func(m *web.Mux) {
		m.Handle("POST /lam", web.Public, func(w http.ResponseWriter, r *http.Request) error { done++; return says("xong")(w, r) })
	})
	for site, want := range map[string]int{"cross-site": http.StatusForbidden, "same-site": http.StatusForbidden, "same-origin": http.StatusOK} {
		r := httptest.NewRequest(http.MethodPost, "/lam", strings.NewReader("a=b"))
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", site, w.Code, want)
		}
	}
	if done != 1 {
		t.Errorf("done %d times", done)
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	take := func(w http.ResponseWriter, r *http.Request) error {
		f, err := web.ParseForm(r)
		if err != nil {
			return err
		}
		return says(fmt.Sprintf("ten=%q files=%d", f.Value("ten"), len(f.Files("tep"))))(w, r)
	}
	mux := newSite(&bytes.Buffer{}, func(m *web.Mux) {
		m.Handle("POST /nhan", web.Public, take)
		m.Handle("POST /tep", web.Public, take, web.Uploads())
	})
	c := webtest.NewClient(t, mux)
	upload := func(size int) (string, *bytes.Buffer) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		_ = w.WriteField("ten", "a")
		part, _ := w.CreateFormFile("tep", "a.jpg")
		_, _ = part.Write(make([]byte, size))
		_ = w.Close()
		return w.FormDataContentType(), &b
	}
	t.Run("text comes in NFC without control characters", func(t *testing.T) {
		c.Post("/nhan", url.Values{"ten": {" Nguye\u0302\u0303n\u0000 \u202eMẫu "}}).Wants(http.StatusOK, `ten="Nguyễn Mẫu"`)
	})
	t.Run("a body with a known length over the limit is not read", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodPost, "/nhan", failing{t})
		r.ContentLength = web.DefaultBody + 1
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge {
			t.Error(w.Code)
		}
	})
	t.Run("a body of unknown length stops at the limit", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodPost, "/nhan", strings.NewReader("ten="+strings.Repeat("a", web.DefaultBody)))
		r.ContentLength = -1
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "lớn hơn mức cho phép") {
			t.Error(w.Code, w.Body)
		}
	})
	t.Run("a route for files takes more", func(t *testing.T) {
		kind, body := upload(2 << 20)
		c.PostBody("/tep", kind, body).Wants(http.StatusOK, "files=1")
	})
	t.Run("what is no form is 422", func(t *testing.T) {
		c.PostBody("/nhan", "text/plain", strings.NewReader("x")).Wants(http.StatusUnprocessableEntity)
		c.PostBody("/nhan", "multipart/form-data; boundary=x", strings.NewReader("nothing")).Wants(http.StatusUnprocessableEntity)
	})
}

type failing struct{ t *testing.T }

func (f failing) Read([]byte) (int, error) {
	f.t.Error("the body was read")
	return 0, errors.New("read")
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	c := webtest.NewClient(t, newSite(&bytes.Buffer{}, nil))
	c.Get("/").Wants(http.StatusOK, "Đăng nhập")
	as(c, "citizen").Get("/").Wants(http.StatusOK, "Sign out") // the account's choice
	p := c.Get("/khong-co?x=1")
	p = c.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {p.Value("return")}})
	p.Wants(http.StatusNotFound, "Page not found")
	if p.Path != "/khong-co?x=1" {
		t.Error(p.Path)
	}
	c.Post("/ngon-ngu", url.Values{"lang": {"xx"}, "return": {"//evil.example"}}).Wants(http.StatusOK, "Đăng nhập")
}

func TestSlot(t *testing.T) {
	t.Parallel()
	s := &web.Slot{Name: "dossier.side"}
	s.Fill(func(_ context.Context, key string) (templ.Component, error) {
		return ui.Words(ui.S("phí của " + key)), nil
	})
	s.Fill(func(context.Context, string) (templ.Component, error) { return nil, nil })
	c, err := s.Content(t.Context(), "d1")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil || b.String() != "phí của d1" {
		t.Error(b.String(), err)
	}
	s.Fill(func(context.Context, string) (templ.Component, error) { return nil, errors.New("lost") })
	if _, err := s.Content(t.Context(), "d1"); err == nil {
		t.Error("a part failed in silence")
	}
}
