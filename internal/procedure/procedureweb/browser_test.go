package procedureweb_test

import (
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// TestTheWayFromTheHomePageToTheButton is a citizen's way: what do I need, how
// long, how much, where, which papers, on a computer and on a phone.
func TestTheWayFromTheHomePageToTheButton(t *testing.T) {
	t.Parallel()
	e := apptest.NewAt(t, noon)
	for name, size := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browsertest.Open(t, size)
			look := func(page string) {
				t.Helper()
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s scrolls sideways", page)
				}
				p.Axe()
				p.Screenshot("portal-"+page+"-"+name, 0)
			}
			p.Go(e.URL)
			look("home")
			p.Click("Doanh nghiệp")
			p.See("Khởi sự kinh doanh")
			look("home-business")
			p.Fill("Gõ việc cần làm hoặc tên giấy tờ, có dấu hay không dấu đều được", "xay nha")
			p.Click("Tìm kiếm")
			p.See("Kết quả tìm “xay nha”")
			look("search")
			p.Click("Cấp giấy phép xây dựng mới")
			p.See("Trường hợp của Ông/Bà?")
			look("procedure")
			p.Check("Nhà ở riêng lẻ")
			p.Click("Xem giấy tờ của trường hợp này")
			p.See("Bản vẽ thiết kế xây dựng nhà ở")
			p.Fill("Xã, phường, đặc khu của Ông/Bà", "Phường Hồng Gai")
			p.Click("Xem cơ quan")
			p.See("Ủy ban nhân dân phường Hồng Gai")
			look("procedure-case")
			p.Click("In tờ “Mang theo gì”")
			p.See("Bấm Ctrl + P")
			look("checklist")
			p.Go(e.URL + "/thu-tuc")
			p.Click("Lọc danh sách")
			look("list")
			p.Go(e.URL + "/thu-tuc?q=qwzzx")
			p.See("Chưa tìm thấy thủ tục")
			look("nothing")
			p.Go(e.URL + "/thu-tuc/2.000815")
			look("counter-only")
		})
	}
}

// TestThePortalWithoutJavaScriptInEnglish takes the same way with the browser's
// own means.
func TestThePortalWithoutJavaScriptInEnglish(t *testing.T) {
	t.Parallel()
	e := apptest.NewAt(t, noon)
	p := browsertest.Open(t, browsertest.Phone, browsertest.WithoutJavaScript)
	p.Go(e.URL)
	p.Click("EN")
	p.See("What do you need to do?")
	p.Fill("Type what you want to do or the name of a paper; Vietnamese marks are not needed", "birth")
	p.Click("Search")
	p.Click("Register a birth")
	p.See("Papers you need")
	p.Axe()
	p.Screenshot("portal-procedure-english", 0)
}
