package trackingweb_test

import (
	"testing"
	"time"

	"motcua/internal/browsertest"
	"motcua/internal/dossier"
)

// A4 within its margins of 18 and 16 mm, at 96 dots an inch.
const (
	paperWidth  = 672
	paperHeight = 986
)

func look(t *testing.T, p *browsertest.Page, shot string) {
	t.Helper()
	if _, sideways := p.Scrolls(); sideways {
		t.Errorf("%s is wider than the screen", shot)
	}
	p.Axe()
	p.Screenshot(shot, 0)
}

func TestTrackingInABrowser(t *testing.T) {
	t.Parallel()
	e := open(t)
	e.filed() // dossiers of the same day have different codes
	states := map[string]dossier.State{"new": e.filed(), "processing": e.processing(), "finished": e.finished(), "late": e.processing()}
	asked := e.processing()
	states["asked"] = e.do(asked.ID, "chuyen-vien", dossier.RequestSupplement{
		Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Mờ"}, {Name: "Giấy khác", Why: "Thiếu"}}, Until: e.Now().Date().AddDays(20), Sound: asked.HandedIn(),
	})
	states["denied"] = e.do(e.filed().ID, "tiep-nhan", dossier.Deny{Refusal: dossier.Refusal{Reason: "Sai nơi nộp", Clause: "Điều 1"}})
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			p := browsertest.Open(t, screen, browsertest.Expect("422"))
			english, vietnamese := "English", "Tiếng Việt"
			if name == "phone" {
				english, vietnamese = "EN", "VI"
			}
			p.Go(e.URL + "/tra-cuu")
			look(t, p, "search-"+name)
			s := states["processing"]
			p.Fill("Mã hồ sơ hoặc mã nộp", s.Code)
			p.Fill("Mã tra cứu", "1111 1111")
			p.Click("Xem hồ sơ")
			p.See("Mã hồ sơ hoặc mã tra cứu chưa đúng")
			look(t, p, "search-wrong-"+name)
			p.Fill("Mã tra cứu", s.Slip.Secret)
			p.Click("Xem hồ sơ")
			p.See("Hồ sơ đang được thẩm định, còn")
			p.Click("Vì sao ngày này?")
			look(t, p, "track-processing-"+name)
			p.Click(english)
			p.See("The dossier is being examined")
			look(t, p, "track-english-"+name)
			p.Click(vietnamese)
			for _, state := range []string{"new", "asked", "finished", "denied"} {
				p.Go(e.URL + "/t/" + states[state].Slip.Token)
				look(t, p, "track-"+state+"-"+name)
			}
		})
	}
	t.Run("on paper, one page", func(t *testing.T) {
		p := browsertest.Open(t)
		p.Size(paperWidth, paperHeight)
		p.Print(true)
		for _, state := range []string{"processing", "asked", "finished"} {
			p.Go(e.URL + "/t/" + states[state].Slip.Token)
			if down, _ := p.Scrolls(); down {
				t.Errorf("%s needs more than one sheet", state)
			}
			p.Screenshot("track-"+state+"-paper", 0)
		}
	})
	t.Run("late", func(t *testing.T) {
		e.pass(8 * 24 * time.Hour)
		p := browsertest.Open(t, browsertest.Phone)
		p.Go(e.URL + "/t/" + states["late"].Slip.Token)
		p.See("Chúng tôi xin lỗi Ông/Bà")
		look(t, p, "track-late-phone")
	})
	t.Run("without JavaScript", func(t *testing.T) {
		p := browsertest.Open(t, browsertest.Phone, browsertest.WithoutJavaScript)
		p.Go(e.URL + "/tra-cuu")
		p.Fill("Mã hồ sơ hoặc mã nộp", states["finished"].Code)
		p.Fill("Mã tra cứu", states["finished"].Slip.Secret)
		p.Click("Xem hồ sơ")
		p.See("Mời Ông/Bà nhận kết quả")
		look(t, p, "track-plain")
	})
}
