package identityweb_test

import (
	"testing"

	"motcua/internal/browsertest"
	"motcua/internal/web"
)

func TestWhatWasTypedComesBackInABrowser(t *testing.T) {
	t.Parallel()
	s, address := local(t)
	password := s.official(t, "le.van.b")
	p := browsertest.Open(t, browsertest.Phone)
	p.Go(address + "/dang-nhap?ve=%2Ftai-khoan%2Flien-he")
	p.Fill("Tên tài khoản", "le.van.b")
	p.Fill("Mật khẩu", password)
	p.Press("Enter")
	p.See("Sửa thông tin liên hệ")
	p.NotSee("Phiên làm việc sẽ kết thúc")

	p.Fill("Thư điện tử", "mau@motcua.example")

	// Too late: the form comes back after signing in again.
	s.pass(2 * web.SessionIdle)
	p.Click("Lưu")
	p.See("Tên tài khoản")
	p.Fill("Tên tài khoản", "le.van.b")
	p.Fill("Mật khẩu", password)
	p.Press("Enter")
	p.See("Những gì đã nhập vẫn còn")
	if got := p.Value("Thư điện tử"); got != "mau@motcua.example" {
		t.Errorf("what was typed is %q", got)
	}
	p.Axe()
	p.Screenshot("kept", 0)
	p.Click("Lưu")
	p.See("Đã lưu thông tin liên hệ")
}
