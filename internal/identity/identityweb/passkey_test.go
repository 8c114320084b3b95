package identityweb_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"motcua/internal/browsertest"
	"motcua/internal/identity"
	"motcua/internal/web"
)

// local is a site that a browser reaches as localhost, as passkeys need.
func local(t *testing.T) (*site, string) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	address := "http://localhost:" + port
	s := newSiteAt(t, false, address)
	server := &httptest.Server{Listener: l, Config: web.Server("", s.mux)}
	server.Start()
	t.Cleanup(server.Close)
	return s, address
}

func TestPasskeysInABrowser(t *testing.T) {
	t.Parallel()
	s, address := local(t)
	s.accounts.RequireSecondFactor()
	password := s.official(t, "le.van.b")
	p := browsertest.Open(t, browsertest.Desk)
	key := p.Authenticator()

	// The first sign-in asks for a second factor: a passkey is one.
	p.Go(address + "/dang-nhap?ve=%2Fho-so")
	p.Fill("Tên tài khoản", "le.van.b")
	p.Fill("Mật khẩu", password)
	p.Press("Enter")
	p.See("Trước khi vào làm việc")
	p.Axe()
	p.Screenshot("factors-first", 0)
	p.Fill("Tên của khóa", "Máy ở quầy")
	p.Click("Thêm khóa truy cập")
	p.See("Xin in hoặc chép lại mười mã này")
	p.Axe()
	p.Screenshot("recovery-codes", 0)
	p.Click("Đã cất mã, tiếp tục")
	p.See("/ho-so")

	// From then on it signs in by itself.
	again := func() {
		p.Click("Đăng xuất")
		p.Go(address + "/dang-nhap?ve=%2Fho-so")
		p.Click("Đăng nhập bằng khóa truy cập")
	}
	again()
	p.See("Lê Văn Mẫu")
	s.pass(web.Recently)
	p.Go(address + "/tai-khoan/xac-thuc/ung-dung")
	p.See("Xác nhận lại")
	p.Axe()
	p.Screenshot("proof", 0)
	p.Click("Xác nhận bằng khóa truy cập")
	p.See("Thiết lập ứng dụng xác thực")
	p.Axe()
	p.Screenshot("app", 0)
	p.Go(address + "/tai-khoan/xac-thuc")
	p.See("Máy ở quầy")
	p.Axe()
	p.Screenshot("factors", 0)

	// A copy is noticed, refused and told.
	key.Rewind()
	again()
	p.See("có dấu hiệu bị sao chép")
	p.Fill("Tên tài khoản", "le.van.b")
	p.Fill("Mật khẩu", password)
	p.Press("Enter")
	p.See("Xác nhận bước thứ hai")
	p.Axe()
	p.Screenshot("second", 0)

	// What was reset opens nothing any more.
	s.do(t, "le.van.b", identity.ResetFactors{Ground: "Mất máy"})
	p.Go(address + "/dang-nhap")
	p.Click("Đăng nhập bằng khóa truy cập")
	p.See("chưa mở được tài khoản nào")
}

func TestPasskeyAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	t.Run("the challenge is for passkeys of this site, with the user recognised", func(t *testing.T) {
		page := s.Fresh().Post("/dang-nhap/khoa/bat-dau", nil)
		page.Wants(http.StatusOK, `"userVerification":"required"`, `"rpId":"localhost"`).Lacks("allowCredentials")
	})
	t.Run("what is no answer opens nothing", func(t *testing.T) {
		for _, answer := range []string{"", "{}", "null", `{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}`, "\x00"} {
			c := s.Fresh()
			c.Post("/dang-nhap/khoa", url.Values{"credential": {answer}}).Wants(http.StatusUnprocessableEntity, "chưa mở được tài khoản nào")
			c.Post("/dang-nhap/khoa/bat-dau", nil)
			c.Post("/dang-nhap/khoa", url.Values{"credential": {answer}}).Wants(http.StatusUnprocessableEntity, "chưa mở được tài khoản nào")
		}
	})
	t.Run("an address without a name has no passkeys", func(t *testing.T) {
		numbers := newSiteAt(t, false, "http://127.0.0.1:8080")
		numbers.Get("/dang-nhap").Lacks("khóa truy cập")
		numbers.Post("/dang-nhap/khoa/bat-dau", nil).Wants(http.StatusConflict)
	})
}
