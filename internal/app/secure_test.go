package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
)

// TestEveryCookieOfASecureSite: whatever the site sets on a browser that
// reaches it by HTTPS comes from this host alone, goes by HTTPS alone and is
// closed to scripts.
func TestEveryCookieOfASecureSite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, err := app.Open(t.Context(), app.Config{
		DB: "sqlite:" + dir + "/that.db", Files: dir + "/files", BaseURL: "https://motcua.example", SecondFactor: "optional",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	password, err := a.Accounts.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: "le.van.b", Name: "Lê Văn Mẫu"})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for path, fields := range map[string]url.Values{
		"/dang-nhap": {"account": {"le.van.b"}, "password": {password}}, "/ngon-ngu": {"lang": {"en"}}, "/dang-nhap/khoa/bat-dau": {},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(fields.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		a.ServeHTTP(w, r)
		if got := w.Header().Get("Strict-Transport-Security"); got == "" {
			t.Errorf("%s: no Strict-Transport-Security", path)
		}
		for _, c := range w.Result().Cookies() {
			seen[c.Name] = true
			if !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite == http.SameSiteNoneMode || c.SameSite == http.SameSiteDefaultMode {
				t.Errorf("%s: %s", path, c)
			}
		}
	}
	for _, name := range []string{"__Host-motcua_session", "__Host-motcua_device", "__Host-motcua_lang"} {
		if !seen[name] {
			t.Errorf("no cookie %s among %v", name, seen)
		}
	}
	if len(seen) != 3 {
		t.Errorf("cookies %v", seen)
	}
}
