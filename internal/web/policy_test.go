package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// TestASecureSite: a site reached by HTTPS says so to browsers, and its cookies
// come from it alone; a demonstration on localhost has no HTTPS.
func TestASecureSite(t *testing.T) {
	t.Parallel()
	for name, secure := range map[string]bool{"by HTTPS": true, "on localhost": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := web.New(web.Config{
				Site: ui.Site{Name: ui.S("Một cửa thử")}, Accounts: people{"citizen": {Account: "citizen", Kind: web.Person}},
				Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), secure), Log: slog.New(slog.DiscardHandler),
			})
			m.Handle("GET /{$}", web.Public, says("trang chủ"))
			m.Handle("POST /dang-nhap", web.Public, func(w http.ResponseWriter, r *http.Request) error {
				if err := web.SignIn(r.Context(), "citizen"); err != nil {
					return err
				}
				return web.Redirect(w, r, "/")
			})
			ask := func(method, path, cookie string, fields url.Values) *http.Response {
				r := httptest.NewRequest(method, path, strings.NewReader(fields.Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("Cookie", cookie)
				w := httptest.NewRecorder()
				m.ServeHTTP(w, r)
				return w.Result()
			}
			for _, path := range []string{"/", "/khong-co", "/static/khong-co.css"} {
				got := ask(http.MethodGet, path, "", nil).Header.Get("Strict-Transport-Security")
				if secure != strings.Contains(got, "max-age=63072000; includeSubDomains") {
					t.Errorf("%s: Strict-Transport-Security %q", path, got)
				}
			}
			for path, fields := range map[string]url.Values{"/dang-nhap": {}, "/ngon-ngu": {"lang": {"en"}}} {
				set := ask(http.MethodPost, path, "", fields).Cookies()
				if len(set) != 1 {
					t.Fatalf("%s: %d cookies", path, len(set))
				}
				c := set[0]
				if c.Secure != secure || strings.HasPrefix(c.Name, "__Host-") != secure || c.Path != "/" || c.Domain != "" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
					t.Errorf("%s: cookie %s", path, c)
				}
				if path == "/ngon-ngu" {
					back := ask(http.MethodGet, "/khong-co", c.Name+"="+c.Value, nil)
					page, err := io.ReadAll(back.Body)
					if err != nil || !strings.Contains(string(page), "Page not found") {
						t.Errorf("the chosen language is not found again (%v)", err)
					}
				}
			}
		})
	}
}

// TestContentPolicy: nothing inline, nothing from elsewhere, no plug-in, no
// frame around us, and forms only to us and to the hosts that are named.
func TestContentPolicy(t *testing.T) {
	t.Parallel()
	m := web.New(web.Config{
		Accounts: people{}, Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false), Log: slog.New(slog.DiscardHandler),
		FormHosts: []string{"https://thanh-toan.example"},
	})
	m.Mount("GET /may", "token", http.NotFoundHandler())
	for _, path := range []string{"/khong-co", "/may", "/static/khong-co.css"} {
		w := httptest.NewRecorder()
		m.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		got := map[string]string{}
		for part := range strings.SplitSeq(w.Header().Get("Content-Security-Policy"), "; ") {
			name, sources, _ := strings.Cut(part, " ")
			got[name] = sources
		}
		for name, want := range map[string]string{
			"default-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'", "img-src": "'self' data: blob:",
			"form-action": "'self' https://thanh-toan.example", "script-src": "", "style-src": "",
		} {
			if got[name] != want {
				t.Errorf("%s: %s %q, want %q", path, name, got[name], want)
			}
		}
	}
}

func TestCookieName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path   string
		secure bool
		want   string
	}{{"/", true, "__Host-x"}, {"/dang-nhap", true, "__Secure-x"}, {"/", false, "x"}, {"/dang-nhap", false, "x"}} {
		if got := web.CookieName("x", c.path, c.secure); got != c.want {
			t.Errorf("%s %v: %s", c.path, c.secure, got)
		}
	}
}
