package orgweb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// screens are what the pages are looked at on.
var screens = map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone}

// looker opens pages of e in p and looks at each: its words, its width, axe.
func looker(t *testing.T, e *apptest.Env, p *browsertest.Page, screen string) func(path, shot, words string) {
	t.Helper()
	return func(path, shot, words string) {
		t.Helper()
		p.Go(e.URL + path)
		p.See(words)
		if _, sideways := p.Scrolls(); sideways {
			t.Errorf("%s scrolls sideways", shot)
		}
		p.Axe()
		p.Screenshot(screen+"-"+shot, 0)
	}
}

// TestTheUnitAdministratorInABrowser sees the pages of staff and of who leaves.
func TestTheUnitAdministratorInABrowser(t *testing.T) {
	t.Parallel()
	for name, screen := range screens {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := apptest.New(t)
			p := browsertest.Open(t, screen)
			look := looker(t, e, p, name)
			p.Go(e.URL + "/dang-nhap")
			p.Click("UBND phường Hồng Gai: đường đi của một hồ sơ")
			p.Click("Vào vai này Quản trị đơn vị")
			leaver := e.Account("pho-chu-tich")
			look("/quan-tri", "unit", "Vắng mặt hôm nay")
			look(desk, "agency", "Cán bộ ngày")
			look(desk+"/viec/giao", "appoint", "Giao nhiệm vụ")
			look(desk+"/viec/vang", "leave", "Người làm thay")
			look(desk+"/viec/nghi?account="+leaver, "depart", "Ngày làm việc cuối cùng")
			p.Click("Cho nghỉ")
			p.See("Đã ghi việc nghỉ")
			look("/quan-tri/nguoi/"+leaver, "leaver", "Mọi nhiệm vụ từ trước đến nay")
			look(desk+"/danh-sach", "list", "Tải tệp mẫu")
		})
	}
}

// TestTheAdministratorInABrowser sees the pages of agencies and of their end.
func TestTheAdministratorInABrowser(t *testing.T) {
	t.Parallel()
	for name, screen := range screens {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := apptest.New(t)
			p := browsertest.Open(t, screen)
			look := looker(t, e, p, name)
			p.Go(e.URL + "/dang-nhap")
			p.Click("Điều hành, kiểm soát và quản trị")
			p.Click("Vào vai này Quản trị hệ thống")
			look("/quan-tri", "start", "Sắp xếp, sáp nhập")
			look("/quan-tri/co-quan?q=hong", "agencies", "Hồng Gai")
			look("/quan-tri/thanh-lap", "found", "Đơn vị đầu tiên")
			look(desk+"/viec/mo-ta", "describe", "Giờ làm việc")
			look("/quan-tri/sap-xep?co-quan="+ward, "reform", "Phương án")

			// The minutes of a whole province are longer than a picture may be.
			p.Click("Hết ngày 30/06/2025")
			p.See("Biên bản bàn giao")
			if _, sideways := p.Scrolls(); sideways {
				t.Error("the minutes scroll sideways")
			}
			p.Axe()
		})
	}
}
