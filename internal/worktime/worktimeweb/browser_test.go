package worktimeweb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// TestInABrowser walks through working time and settings as the administrator,
// on a desk and on a telephone.
func TestInABrowser(t *testing.T) {
	t.Parallel()
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := apptest.New(t)
			p := browsertest.Open(t, screen)
			p.Go(e.URL + "/dang-nhap")
			p.Click("Điều hành, kiểm soát và quản trị")
			p.Click("Vào vai này Quản trị hệ thống")
			for path, words := range map[string]string{
				"/quan-tri/lich": "Giờ hành chính", "/quan-tri/lich/hc": "Tháng 12", "/quan-tri/lich/hc/lich-su": "Phiên bản 1",
				"/quan-tri/lich/hc/thay-doi": "Ngày ký", "/quan-tri/cau-hinh": "Thông báo cho người dân", "/quan-tri/cau-hinh/message.accepted": "Lý do thay đổi",
				"/quan-tri/cau-hinh/filing.open": "Xem cơ quan này",
			} {
				p.Go(e.URL + path)
				p.See(words)
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s scrolls sideways", path)
				}
				p.Axe()
			}
		})
	}
}
