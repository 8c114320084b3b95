package localprovider_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

func TestSignInInABrowser(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
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
			p.Go(e.URL + "/dang-nhap/qua/trinh-dien?ve=%2Ftai-khoan")
			p.See("Đây không phải VNeID")
			look("choose")
			p.Click("Là người này Lê Thị Mẫu Mới")
			p.See("Tài khoản định danh đã nối")
			look("account")
			p.Click("Đăng xuất")
			p.Go(e.URL + "/dang-nhap/da-ra?qua=trinh-dien")
			p.See("có thể vẫn còn mở")
			look("left")
		})
	}
}
