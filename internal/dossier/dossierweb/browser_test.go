package dossierweb_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"motcua/internal/browsertest"
	"motcua/internal/store/storetest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// busy is a site with a desk full of work, served; answered are its address
// and the dossier in the specialist's hands.
func busy(t *testing.T) (s *site, address, id string) {
	t.Helper()
	s = open(t, storetest.SQLite(t))
	server := httptest.NewServer(s.mux)
	t.Cleanup(server.Close)
	late := s.filed("Đặng Thị Mẫu Trễ")
	s.do(reception, late, "tiep-nhan", nil)
	s.do(head, late, "phan-cong", url.Values{"assignee": {specialist}})
	s.pass(14 * 24 * time.Hour)
	for i := range 14 {
		id = s.filed(fmt.Sprintf("Nguyễn Thị Mẫu Có Tên Khá Dài Số %d", i))
		s.do(reception, id, "tiep-nhan", nil)
		s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
		s.pass(3 * time.Hour)
	}
	c := s.as(specialist)
	form := c.Get("/ho-so/" + late + "/tham-dinh")
	c.PostBody(form.Path, "multipart/form-data; boundary=grenze", multipartBody(t, withHidden(form, url.Values{
		"outcome": {"refuse"}, "opinion": {"Chưa đủ điều kiện theo quy định."}, "article": {"Điều 5 Luật Mẫu"}, "remedies": {"Khiếu nại trong 90 ngày."},
	}), []upload{{"draft", "dự thảo.png", picture(t, 60)}}))
	s.do(specialist, id, "yeu-cau-bo-sung", url.Values{"rest": {"dat"}, "item.giay-to-nha": {"thieu"}, "why.giay-to-nha": {"Bản chụp mờ."}})
	form = s.as(reception).Get("/ho-so/" + id + "/nhan-bo-sung")
	s.as(reception).PostBody(form.Path, "multipart/form-data; boundary=grenze", multipartBody(t, withHidden(form, url.Values{"got.1": {"yes"}, "copies.1": {"1"}}),
		[]upload{{"files.1", "nhà.png", picture(t, 90)}}))
	return s, server.URL, id
}

func signIn(t *testing.T, address, account string, options ...browsertest.Option) *browsertest.Page {
	t.Helper()
	p := browsertest.Open(t, options...)
	p.Go(address + "/dang-nhap?account=" + account)
	return p
}

func TestDeskInABrowser(t *testing.T) {
	t.Parallel()
	_, address, id := busy(t)
	t.Run("the desk shows twelve dossiers at once", func(t *testing.T) {
		t.Parallel()
		p := signIn(t, address, specialist)
		p.Go(address + "/ban-lam-viec")
		p.See("Thẩm định, đề xuất")
		if n := browsertest.Eval[int](p, `[...document.querySelectorAll("tbody tr")].filter(r => r.getBoundingClientRect().bottom <= innerHeight).length`); n < 12 {
			t.Errorf("%d rows are seen without scrolling, want 12", n)
		}
		if _, sideways := p.Scrolls(); sideways {
			t.Error("the desk is wider than the screen")
		}
		p.Axe()
		p.Screenshot("desk", 0)
		p.Fill("Tìm theo mã, tên, số giấy tờ, thủ tục", "mau tre")
		p.Click("Tìm kiếm")
		p.See("Đặng Thị Mẫu Trễ")
	})
	t.Run("the desk on a telephone", func(t *testing.T) {
		t.Parallel()
		p := signIn(t, address, specialist, browsertest.Phone)
		p.Go(address + "/ban-lam-viec")
		p.See("Thẩm định, đề xuất")
		if _, sideways := p.Scrolls(); sideways {
			t.Error("the desk is wider than the telephone")
		}
		p.Axe()
		p.Screenshot("desk-phone", 0)
	})
	t.Run("an empty desk", func(t *testing.T) {
		t.Parallel()
		p := signIn(t, address, colleague)
		p.Go(address + "/ban-lam-viec")
		p.See("Không còn hồ sơ nào chờ Ông/Bà")
		p.Axe()
		p.Screenshot("desk-empty", 0)
	})
	for name, option := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run("answering a caller, "+name, func(t *testing.T) {
			t.Parallel()
			p := signIn(t, address, agent, option)
			p.Go(address + "/tra-cuu-ho-so-nguoi-goi")
			p.See("Người gọi nói (hai thông tin)")
			if _, sideways := p.Scrolls(); sideways {
				t.Error("the caller's page is wider than the screen")
			}
			p.Axe()
			p.Screenshot("caller-"+name, 0)
		})
		t.Run("a dossier, "+name, func(t *testing.T) {
			t.Parallel()
			p := signIn(t, address, specialist, option)
			p.Go(address + "/ho-so/" + id)
			p.See("Việc của Ông/Bà")
			if _, sideways := p.Scrolls(); sideways {
				t.Error("the dossier is wider than the screen")
			}
			p.Axe()
			p.Screenshot("dossier-"+name, 0)
		})
	}
}

func TestActsInABrowser(t *testing.T) {
	t.Parallel()
	s, address, id := busy(t)
	t.Run("appraise without JavaScript", func(t *testing.T) {
		p := signIn(t, address, specialist, browsertest.WithoutJavaScript)
		p.Go(address + "/ho-so/" + id)
		p.Click("Thẩm định và đề xuất")
		p.Screenshot("appraise-plain", 0)
		p.Fill("Ý kiến thẩm định", "Đủ điều kiện.")
		p.Click("Thẩm định và đề xuất")
		p.See("Xin Ông/Bà xem lại")
		p.Axe()
		p.Screenshot("appraise-error", 0)
	})
	t.Run("appraise on a telephone", func(t *testing.T) {
		p := signIn(t, address, specialist, browsertest.Phone)
		p.Go(address + "/ho-so/" + id + "/tham-dinh")
		p.See("Giấy tờ trong hồ sơ")
		if _, sideways := p.Scrolls(); sideways {
			t.Error("the papers are wider than the telephone")
		}
		p.Axe()
		p.Screenshot("appraise-phone", 0)
	})
	s.do(head, id, "cho-phep-bo-sung", url.Values{"reason": {"Phát sinh tình tiết mới."}}) // papers were asked for once
	t.Run("request papers", func(t *testing.T) {
		p := signIn(t, address, specialist)
		p.Go(address + "/ho-so/" + id + "/yeu-cau-bo-sung")
		p.Check("Tất cả đạt")
		p.Check("Giấy tờ hoặc nội dung khác")
		p.Fill("Tên giấy tờ, nội dung", "Bản vẽ mặt bằng")
		p.Press("Tab")
		p.Type("Chưa có, xin gửi bản ký tên.")
		p.Click("Xem trước")
		p.See("Người nộp sẽ đọc")
		p.Axe()
		p.Screenshot("request", 0)
	})
	t.Run("somebody else was faster", func(t *testing.T) {
		p := signIn(t, address, specialist, browsertest.Expect("409"))
		p.Go(address + "/ho-so/" + id + "/tham-dinh")
		p.Fill("Ý kiến thẩm định", "Ý kiến đã soạn.")
		p.Check("Giải quyết theo yêu cầu")
		s.do(specialist, id, "yeu-cau-bo-sung", url.Values{"item.to-khai": {"sai"}, "why.to-khai": {"Thiếu chữ ký."}, "rest": {"dat"}})
		s.do(reception, id, "nhan-bo-sung", url.Values{"got.1": {"yes"}})
		p.Click("Thẩm định và đề xuất")
		p.See("Hồ sơ vừa thay đổi")
		p.Axe()
		p.Screenshot("conflict", 0)
		p.Click("Tiếp tục với nội dung của tôi")
		p.See("Đã thẩm định và đề xuất")
		p.Screenshot("dossier-after", 0)
	})
	t.Run("assign on a telephone", func(t *testing.T) {
		other := s.filed("Trần Văn Mẫu Hai")
		s.do(reception, other, "tiep-nhan", nil)
		p := signIn(t, address, head, browsertest.Phone)
		p.Go(address + "/ho-so/" + other + "/phan-cong")
		p.See("đang giữ")
		p.Axe()
		p.Screenshot("assign-phone", 0)
	})
}
