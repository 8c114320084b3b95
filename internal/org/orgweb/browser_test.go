package orgweb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
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
			look("/quan-tri/dia-ban?q=ha+long", "places", "Phường Hạ Long")
			look("/quan-tri/dia-ban/nhap", "places-import", "Tải tệp mẫu")
			look("/quan-tri/dia-ban/noi/ha-long/sua", "place-form", "Trở thành")
			p.Fill("Trở thành", "khong-co")
			p.Fill("Căn cứ", "Nghị quyết mẫu")
			p.Click("Gửi để xác nhận")
			p.See("không có nơi nào mang mã ấy")
			p.Axe()
			p.Fill("Trở thành", "")
			p.Click("Gửi để xác nhận")
			p.See("đã đối chiếu văn bản")
			p.Axe()
			p.Screenshot(name+"-place-change", 0)
			look("/quan-tri/dia-ban/noi/ha-long", "place", "Hình thành từ")
			look("/quan-tri/sap-xep?co-quan="+ward, "reform", "Phương án")

			plan := org.Plan{Last: e.Now().Date().AddDays(30), Ground: "Nghị quyết mẫu"}
			for i, a := range e.Directory.Organisation().Agencies(e.Now().Date(), org.LevelSector)[:12] {
				if i > 0 {
					plan.Ends = append(plan.Ends, org.Ending{Agency: a.ID, Successors: []string{"vp-ubnd-tinh"}})
				}
			}
			order := orgdb.ReformOrder{ID: e.Command(), Plan: "mau", Actor: e.Actor("quan-tri-2"), Command: org.PrepareReform{Plan: plan}}
			if err := e.Directory.DoReform(t.Context(), order); err != nil {
				t.Fatal(err)
			}
			look("/quan-tri/sap-xep/phuong-an/mau", "plan", "Chờ người thứ hai xác nhận")
			if err := e.Directory.DoReform(t.Context(), orgdb.ReformOrder{ID: e.Command(), Plan: "mau", Actor: e.Actor("quan-tri"), Command: org.ConfirmReform{}}); err != nil {
				t.Fatal(err)
			}
			look("/quan-tri/sap-xep/phuong-an/mau?in=1", "plan-minutes", "Biên bản bàn giao")
			p.Go(e.URL + "/quan-tri/sap-xep")

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
