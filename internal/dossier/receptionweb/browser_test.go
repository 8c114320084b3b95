package receptionweb_test

import (
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
)

// counterAt opens the counter in a browser as the ward's reception officer.
func counterAt(t *testing.T, e *apptest.Env, options ...browsertest.Option) *browsertest.Page {
	t.Helper()
	p := browsertest.Open(t, options...)
	p.Go(e.URL + "/dang-nhap")
	p.Click("UBND phường Hồng Gai: đường đi của một hồ sơ")
	p.Click("Vào vai này Cán bộ tiếp nhận")
	p.Go(e.URL + "/tiep-nhan")
	return p
}

// fits fails when the page needs scrolling.
func fits(t *testing.T, p *browsertest.Page, state string) {
	t.Helper()
	if down, sideways := p.Scrolls(); down || sideways {
		t.Errorf("%s: the page scrolls (down %t, sideways %t)", state, down, sideways)
	}
}

// look checks a state of the counter: nothing to scroll, axe content, a picture.
func look(t *testing.T, p *browsertest.Page, state string) {
	t.Helper()
	fits(t, p, state)
	p.Axe()
	p.Screenshot("counter-"+state, 0)
}

func TestCounterByKeyboardAlone(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	for name, size := range map[string]browsertest.Option{"desk": browsertest.Desk, "zoom": browsertest.Desk125} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := counterAt(t, e, size, browsertest.Expect("422"))
			if p.Focused() != "Quét thẻ hoặc giấy tiếp nhận" {
				t.Errorf("the keyboard begins at %q", p.Focused())
			}
			look(t, p, name+"-empty")
			p.Type(card + "\r")
			p.See("Đã đọc thẻ của Nguyễn Thị Mẫu")
			p.Type("xac nhan hon nhan")
			p.See("1.004873")
			look(t, p, name+"-found")
			p.Press("ArrowDown")
			p.Press("Enter")
			p.See("Hẹn trả nếu nhận bây giờ")
			look(t, p, name+"-papers")
			p.Press("F2")
			p.See("Còn thiếu")
			look(t, p, name+"-missing")
			p.Press("F7")
			p.Press("F2")
			p.See("không báo được kết quả")
			look(t, p, name+"-nobody-to-tell")
			p.Type("0900000001")
			p.Press("F2")
			p.See("Đã tiếp nhận hồ sơ")
			if !strings.HasPrefix(p.Focused(), "In giấy tiếp nhận") {
				t.Errorf("after acceptance the keyboard is at %q", p.Focused())
			}
			look(t, p, name+"-accepted")
			p.Press("F9")
			p.See("Tiếp nhận tại quầy")
			if p.Value("Họ tên") != "Nguyễn Thị Mẫu" {
				t.Errorf("the person is %q", p.Value("Họ tên"))
			}
			p.Press("F8")
			if p.Focused() != "Quét thẻ hoặc giấy tiếp nhận" {
				t.Errorf("F8 leads to %q", p.Focused())
			}
			p.Press("F9")
			p.Type("1.004873\r")
			p.See("Hẹn trả nếu nhận bây giờ")
			p.Press("F4")
			p.See("phiếu 03")
			look(t, p, name+"-refusing")
			p.Press("F4")
			p.See("Ghi lý do không tiếp nhận")
			look(t, p, name+"-refusing-error")
			p.Fill("Lý do", "Nơi cư trú không thuộc phường")
			p.Fill("Điều, khoản căn cứ", "Điều 21 Nghị định số 123/2015/NĐ-CP")
			p.Press("F4")
			p.See("Đã lập phiếu từ chối")
			look(t, p, name+"-refused")
			p.Press("F10")
			if p.See("Tiếp nhận tại quầy"); p.Focused() != "Quét thẻ hoặc giấy tiếp nhận" {
				t.Errorf("the next person begins at %q", p.Focused())
			}
		})
	}
}

// From card and case to form 02, and back with its number, without a mouse.
func TestCounterAsksForPapersByKeyboard(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	for name, size := range map[string]browsertest.Option{"desk": browsertest.Desk, "zoom": browsertest.Desk125} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := counterAt(t, e, size, browsertest.Expect("422"))
			p.Type(card + "\r")
			p.See("Đã đọc thẻ của Nguyễn Thị Mẫu")
			p.Type(marriage + "\r")
			p.See("chọn trường hợp để biết hạn")
			if p.Focused() != "Trường hợp" {
				t.Errorf("after the procedure the keyboard is at %q", p.Focused())
			}
			look(t, p, name+"-case")
			p.Press("F6")
			p.See("Chọn trường hợp trước")
			look(t, p, name+"-case-due")
			p.Press("F8") // a key works from the list of cases, which keeps its choice
			p.Press("F9")
			p.Type(marriage + "\r")
			p.See("chọn trường hợp để biết hạn")
			p.Press("ArrowDown")
			p.Press("Tab")
			p.See("Thời hạn:")
			if p.Focused() == "Trường hợp" {
				t.Error("Tab does not leave the list of cases")
			}
			p.Press("F6")
			p.See("Yêu cầu bổ sung (phiếu 02)")
			look(t, p, name+"-asking")
			p.Press("F6")
			p.See("Đã lập phiếu yêu cầu bổ sung")
			if !strings.HasPrefix(p.Focused(), "In phiếu yêu cầu bổ sung") {
				t.Errorf("after the request the keyboard is at %q", p.Focused())
			}
			look(t, p, name+"-asked")
			number := p.Texts(".mc-received__code")[0]
			p.Press("F10")
			p.See("Tiếp nhận tại quầy")
			p.Type(number + "\r")
			p.See("Nhận giấy tờ bổ sung")
			p.Go(e.URL + "/tiep-nhan?procedure=" + birth)
			p.See("Thời hạn:")
			look(t, p, name+"-birth")
			p.Press("F2")
			p.See("Còn thiếu")
			look(t, p, name+"-birth-missing")
			p.Press("F10")
			if p.Press("F10"); p.Focused() != "Quét thẻ hoặc giấy tiếp nhận" {
				t.Errorf("F10 twice leads to %q", p.Focused())
			}
		})
	}
}

func TestCounterOfDoubtfulCard(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	p := counterAt(t, e, browsertest.Desk125)
	p.Type(garbled + "\r")
	p.See("có ô cần đối chiếu")
	look(t, p, "doubtful")
}

func TestCounterWithoutJavaScript(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	p := counterAt(t, e, browsertest.WithoutJavaScript)
	p.Type(card + "\r")
	p.Fill("Thủ tục", "xac nhan hon nhan")
	p.Press("Enter")
	p.Press("Enter") // the first procedure found has the keyboard
	p.See("Hẹn trả nếu nhận bây giờ")
	look(t, p, "plain")
	p.Click("Đã nhận đủ")
	p.Fill("Điện thoại", "0900000001")
	p.Click("Tiếp nhận")
	p.See("Đã tiếp nhận hồ sơ")
}

func TestCounterOnTelephone(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	p := counterAt(t, e, browsertest.Phone)
	p.Fill("Thủ tục", "1.004873")
	p.Press("Enter")
	p.See("Hẹn trả nếu nhận bây giờ")
	if _, sideways := p.Scrolls(); sideways {
		t.Error("the page is wider than the telephone")
	}
	p.Axe()
	p.Screenshot("counter-phone", 0)
}

func TestPapersOnScreen(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	id := accept(t, e, "Trần Thị Mẫu Ba")
	p := counterAt(t, e)
	p.Go(e.URL + "/ho-so/" + id + "/giay/01")
	p.See("Vì sao ngày này?")
	p.Axe("color-contrast") // the watermark is decoration: its words stand in the marks at the top
	p.Screenshot("receipt-twin", 0)
	p.Go(e.URL + "/ho-so/" + id + "/cap-lai-ma")
	p.See("Cấp lại mã tra cứu")
	p.Axe()
	p.Screenshot("reissue", 0)
}
