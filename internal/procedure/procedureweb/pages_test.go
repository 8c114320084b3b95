package procedureweb_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/web/webtest"
)

// noon is a Tuesday of the two-tier time, when offices are open.
func noon() calendar.Instant { return calendar.On(calendar.D(2026, 11, 24), 10, 0) }

func portal(t *testing.T) *webtest.Client {
	t.Helper()
	return apptest.NewAt(t, noon).Client("")
}

func english(c *webtest.Client) *webtest.Client {
	c.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {"/"}})
	return c
}

func TestHome(t *testing.T) {
	t.Parallel()
	c := portal(t)
	home := c.Get("/").Wants(200, "Ông/Bà cần làm thủ tục gì?", "Có con nhỏ", "Người thân qua đời", "Tra cứu hồ sơ đã nộp", "Đăng ký khai sinh")
	order(t, home.Text(), "Có con nhỏ", "thủ tục", "Học tập", "Chưa có thủ tục")
	home.Lacks("Khởi sự kinh doanh", " style=")
	if home.Link("Có con nhỏ") != "/thu-tuc?su-kien=children" {
		t.Errorf("the tile leads to %q", home.Link("Có con nhỏ"))
	}
	c.Get("/?doi-tuong=doanh-nghiep").Wants(200, "Khởi sự kinh doanh", "Tạm dừng, chấm dứt hoạt động").Lacks("Có con nhỏ")
	english(c).Get("/").Wants(200, "What do you need to do?", "Having a child", "Register a birth", "Track a dossier")
}

func TestSearchAndLists(t *testing.T) {
	t.Parallel()
	c := portal(t)
	for _, q := range []string{"dang ky khai sinh", "khai sinh", "1.001193", "kai sinh"} {
		p := c.Get("/thu-tuc?q="+url.QueryEscape(q)).Wants(200, "Kết quả tìm", "Đăng ký khai sinh", "Nộp được trực tuyến", "Trong ngày", "Không thu", "UBND xã, phường, đặc khu")
		first := p.Body[strings.Index(p.Body, "pw-row__name"):]
		if !strings.Contains(first[:strings.Index(first, "</a>")], "/thu-tuc/1.001193") {
			t.Errorf("%q does not find 1.001193 first", q)
		}
	}
	all := c.Get("/thu-tuc").Wants(200, "thủ tục, đang xem 1–20", "Trang sau")
	c.Get(all.Link("Trang sau")).Wants(200, "đang xem 21–")
	c.Get("/thu-tuc?trang=9999999999999999999").Wants(200, "đang xem 1–20")
	c.Get("/thu-tuc?su-kien=children").Wants(200, "Có con nhỏ", "Đăng ký khai sinh").Lacks("Đổi giấy phép lái xe")
	c.Get("/thu-tuc?linh-vuc="+url.QueryEscape("Hộ tịch")).Wants(200, "Lĩnh vực Hộ tịch", "Bỏ bộ lọc")
	c.Get("/thu-tuc?cap=commune&nop-duoc=1").Wants(200, "Đăng ký kết hôn")
	c.Get("/thu-tuc?co-quan=so-y-te").Wants(200, "quán ăn").Lacks("Đăng ký kết hôn")
	c.Get("/thu-tuc?q="+url.QueryEscape("qwzzx vbnmk")).Wants(200, "Chưa tìm thấy thủ tục cho “qwzzx vbnmk”.", "Nhờ tìm giúp", "giấy chứng sinh").Lacks("Ông/Bà có cần:")
	c.Get("/thu-tuc?q=" + url.QueryEscape(strings.Repeat("khai sinh ", 400))).Wants(200)
	c.Get("/thu-tuc?q=%ff%fe<script>").Wants(200).Lacks("<script>alert", "<script>”")
	c.Get("/thu-tuc?su-kien=study").Wants(200, "Học tập", "Chưa có thủ tục thuộc nhóm này trong hệ thống", "xin gọi 0203").Lacks("Ông/Bà có cần:", "Chưa có thủ tục nào khớp")
	c.Get("/thu-tuc?su-kien=nonsense").Wants(200, "Chưa có thủ tục nào khớp")
	e := english(c)
	e.Get("/thu-tuc?q=birth").Wants(200, "Register a birth", "Can be filed online", "The same day", "Free of charge")
	e.Get("/thu-tuc?q="+url.QueryEscape("qwzzx vbnmk")).Wants(200, "No procedure was found").Lacks("Do you need:")
}

func TestProcedure(t *testing.T) {
	t.Parallel()
	c := portal(t)
	p := c.Get("/thu-tuc/1.001193").Wants(200, "Đăng ký khai sinh", "Bao lâu", "Trong ngày", "Bao nhiêu tiền", "Không thu", "Nộp ở đâu",
		"Giấy tờ cần có", "Giấy chứng sinh", "chụp ảnh hoặc tải tệp", "Chỉ trong trường hợp trẻ em bị bỏ rơi", "Mang theo để xuất trình",
		"Ai làm gì, trong bao nhiêu giờ", "quy trình mẫu, chưa phê duyệt", "Cộng", "8 giờ", "Vì sao ngày này?", "17 giờ 00 phút, thứ Ba, ngày 24/11/2026", "Tên chính thức")
	order(t, p.Text(), "Bao lâu", "Giấy tờ cần có", "Ai làm gì", "Cơ quan giải quyết", "Nội dung chính thức")
	if p.Value("thu_tuc") != "1.001193" || p.Value("form_token") == "" {
		t.Error("the button's form names the procedure and a command")
	}
	p = c.Get("/thu-tuc/1.001193?dia-ban=hong-gai").Wants(200, "Ủy ban nhân dân phường Hồng Gai", "Điện thoại", "Giờ làm việc", "Thứ Hai – thứ Sáu", "Đang mở cửa")
	if p.Value("dia_ban") != "hong-gai" || p.Value("dia-ban") != "hong-gai" {
		t.Error("the place goes on into the filing and into the choice of case")
	}
	c.Get("/thu-tuc/1.001193?dia-ban=nowhere&truong-hop=none").Wants(200, "Đăng ký khai sinh").Lacks(`value="nowhere"`, `value="none"`)
	c.Get("/thu-tuc/2.000815").Wants(200, "Thủ tục này nộp", "2.000 đồng; cách tính xem chi tiết", "Có điều chưa đối chiếu").Lacks("/nop-ho-so")
	c.Get("/thu-tuc/1.002425").Wants(200, "Sở Y tế", "20 ngày")
	c.Get("/thu-tuc/1.000894").Wants(200, "Trong ngày đến 5 ngày làm việc", "Không thu; có khoản đến 8.000 đồng")
	c.Get("/thu-tuc/9.999999").Wants(404, "Chưa có thủ tục này trong danh mục")
	sheet := c.Get("/thu-tuc/1.001193/mang-theo?dia-ban=hong-gai").Wants(200, "Mang theo gì", "Giấy chứng sinh", "phường Hồng Gai")
	if sheet.Link("Quay lại") != "/thu-tuc/1.001193?dia-ban=hong-gai" {
		t.Errorf("the sheet leads back to %q", sheet.Link("Quay lại"))
	}
}

func TestTheCaseChoosesThePapers(t *testing.T) {
	t.Parallel()
	c := portal(t)
	p := c.Get("/thu-tuc/1.013225").Wants(200, "Trường hợp của Ông/Bà?", "Nhà ở riêng lẻ", "Đây là giấy tờ chung", "Chọn trường hợp ở dưới để biết", "15 – 20 ngày")
	p.Lacks("Bản vẽ thiết kế")
	p = c.Submit(p, "chon-truong-hop", url.Values{"truong-hop": {"1.013225.n1"}})
	p.Wants(200, "Bản vẽ thiết kế xây dựng nhà ở", "Chỉ khi có công trình liền kề", "15 ngày").Lacks("Bản vẽ thiết kế triển khai", "Đây là giấy tờ chung")
	if p.Value("truong_hop") != "1.013225.n1" {
		t.Error("the case goes on into the filing")
	}
	p = c.Submit(p, "chon-dia-ban", url.Values{"dia-ban": {"hong-gai"}})
	p.Wants(200, "Bản vẽ thiết kế xây dựng nhà ở", "Ủy ban nhân dân phường Hồng Gai")
}

func TestProcedureInEnglish(t *testing.T) {
	t.Parallel()
	c := english(portal(t))
	p := c.Get("/thu-tuc/1.001193?dia-ban=hong-gai").Wants(200, "Register a birth", "How long", "The same day", "Papers you need", "Birth notice from the hospital",
		"Only for an abandoned child", "Who does what, in how many hours", "sample process, not yet approved", "Who decides", "Why this day?", "Official text", "Monday – Friday")
	p.Lacks("Bao lâu", "Giấy tờ cần có", "Ai làm gì")
	if !strings.Contains(p.Body, `<span lang="vi">Thủ tục đăng ký khai sinh</span>`) {
		t.Error("Vietnamese within an English page is marked as such")
	}
	c.Get("/thu-tuc/1.013225").Wants(200, "Which case is yours?", "A detached house")
	c.Get("/thu-tuc/1.001193/mang-theo").Wants(200, "What to bring", "Birth notice")
	c.Get("/thu-tuc/9.999999").Wants(404, "not in the catalogue")
}

// order fails unless the words stand on the page in that order.
func order(t *testing.T, text string, words ...string) {
	t.Helper()
	at := 0
	for _, w := range words {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Errorf("%q does not follow", w)
			return
		}
		at += i
	}
}
