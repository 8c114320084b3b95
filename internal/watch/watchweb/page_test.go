package watchweb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/watch/watchweb"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

func TestThePageOnItsScreens(t *testing.T) {
	t.Parallel()
	env := apptest.New(t)
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			p := browsertest.Open(t, screen)
			p.Go(env.URL + "/dang-nhap")
			p.Click("Điều hành, kiểm soát và quản trị")
			p.Click("Vào vai này Quản trị hệ thống")
			p.Go(env.URL + watchweb.Path)
			p.See("Đang nhận việc")
			if _, sideways := p.Scrolls(); sideways {
				t.Error("the page is wider than the screen")
			}
			p.Axe()
			p.Screenshot("health-"+name, 0)
		})
	}
}
