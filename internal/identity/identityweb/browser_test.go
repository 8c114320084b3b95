package identityweb_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/browsertest"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
)

// record posts a sign-in with a session cookie and returns the answer's header.
func record(h http.Handler, cookie string, fields url.Values) http.Header {
	r := httptest.NewRequest(http.MethodPost, "/dang-nhap/trinh-dien", strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if cookie != "" {
		r.Header.Set("Cookie", cookie)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Header()
}

func TestInABrowser(t *testing.T) {
	t.Parallel()
	demo, real := newSite(t, true), newSite(t, false)
	if _, err := real.accounts.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: "le.van.b", Name: "Lê Văn Mẫu"}); err != nil {
		t.Fatal(err)
	}
	demoServer, realServer := httptest.NewServer(demo.mux), httptest.NewServer(real.mux)
	t.Cleanup(demoServer.Close)
	t.Cleanup(realServer.Close)
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browsertest.Open(t, screen)
			look := func(shot string) {
				t.Helper()
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s scrolls sideways", shot)
				}
				p.Axe()
				p.Screenshot(name+"-"+shot, 0)
			}
			p.Go(demoServer.URL + "/dang-nhap")
			look("demo")
			p.Click("Vào vai này Công dân")
			p.See("Tài khoản của tôi")
			look("account")
			p.Go(demoServer.URL + "/tai-khoan/lien-he")
			look("contact")
			p.Go(demoServer.URL + "/tai-khoan/ma-truy-cap")
			p.Fill("Dùng cho", "Phần mềm kế toán")
			p.Check("Xem báo cáo thống kê")
			p.Click("Cấp mã")
			p.See("chỉ hiện một lần")
			look("token")
			p.Go(realServer.URL + "/dang-nhap")
			look("password")
			p.Fill("Tên tài khoản", "le.van.b")
			p.Fill("Mật khẩu", "sai hoàn toàn")
			p.Press("Enter")
			p.See("chưa đúng")
			look("wrong")
		})
	}
}
