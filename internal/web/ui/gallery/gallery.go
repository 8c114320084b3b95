package gallery

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Sheet is one page of the gallery.
type Sheet struct {
	Name string
	Page templ.Component
}

// Sheets are all pages.
func Sheets() []Sheet {
	return []Sheet{
		{"trang-chu", home()},
		{"thu-tuc", procedure()},
		{"bieu-mau", fields(web.NewForm())},
		{"bieu-mau-loi", fields(wrongForm())},
		{"bieu-mau-dai", fields(longForm())},
		{"tra-cuu", tracking()},
		{"ban-lam-viec", desk(typicalRows())},
		{"ban-lam-viec-trong", desk(nil)},
		{"nop-ho-so", filing()},
		{"da-nop", confirmation()},
		{"dau-hieu", signs()},
		{"bao-cao", report()},
		{"loi", ui.ErrorPage(locale.T("Hồ sơ vừa thay đổi", "The dossier has changed"), locale.T("Bà Nguyễn Thị Mẫu vừa chuyển bước hồ sơ này lúc 10 giờ 42 phút. Nội dung vừa nhập vẫn còn.", "Somebody has just moved this dossier on. What you typed is kept."), "0190-mau", ui.Link{Href: "/", Text: locale.T("Về trang chủ", "Home")})},
	}
}

// Routes registers the gallery under /mau-giao-dien.
func Routes(mux *web.Mux) {
	for _, s := range Sheets() {
		mux.Handle("GET /mau-giao-dien/"+s.Name, web.Public, func(w http.ResponseWriter, r *http.Request) error {
			return web.Render(w, r, http.StatusOK, s.Page)
		})
	}
	mux.Handle("GET /mau-giao-dien/{$}", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, index(Sheets()))
	})
}

func wrongForm() *web.Form {
	f := web.NewForm().Set("ho_ten", "").Set("ngay_sinh-day", "31").Set("ngay_sinh-month", "2").Set("ngay_sinh-year", "1990").
		Set("cccd", "02209900012").Set("ghi_chu", strings.Repeat("Xin trả kết quả tại nhà. ", 30))
	f.Wrong("ho_ten", locale.T("Xin nhập họ, đệm và tên như trên căn cước.", "Please type the full name as on the identity card."))
	f.Wrong("cccd", locale.T("Số định danh có 12 chữ số; số vừa nhập có 11. Xin xem lại mặt trước thẻ căn cước.", "The number has 12 digits; you typed 11. Please look at the front of the card."))
	_ = f.Date("ngay_sinh") // records that 31 February does not exist
	f.Wrong("truong_hop", locale.T("Xin chọn một trường hợp.", "Please choose a case."))
	f.Wrong("cach_nhan", locale.T("Xin chọn ít nhất một cách nhận tin.", "Please choose at least one way."))
	f.Wrong("xa", locale.T("Xin chọn xã, phường, đặc khu.", "Please choose the commune."))
	f.Text("ghi_chu", 500)
	f.Wrong("giay_to", locale.T("Chưa tải được “giấy chứng sinh.jpg” vì tệp 32 MB, tối đa 20 MB. Các tệp khác vẫn được lưu.", "“giấy chứng sinh.jpg” was not taken: 32 MB, at most 20 MB. The other files are kept."))
	return f
}

func longForm() *web.Form {
	long := "Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Thị Minh Nguyệt Quỳnh Hương Thảo Uyên Phương"
	return web.NewForm().Set("ho_ten", long).Set("ghi_chu", strings.Repeat("Khôngcókhoảngtrắngnàotrongđoạnnày", 12)).Set("cccd", "022199000123").
		Set("truong_hop", "2").Set("cach_nhan", "email", "goi").Set("xa", "3").Set("ngay_sinh-day", "7").Set("ngay_sinh-month", "4").Set("ngay_sinh-year", "1990")
}

func typicalRows() []ui.Row {
	row := func(left locale.Text, u ui.Urgency, code, what, owner, act, from string) ui.Row {
		return ui.Row{Late: u == ui.Late, Cells: []ui.Cell{
			{Body: ui.DeadlineBadge(left, u)}, {Text: code, Href: "/ho-so/" + url.PathEscape(code)}, {Text: what}, {Text: owner}, {Text: act}, {Text: from},
		}}
	}
	return []ui.Row{
		row(locale.T("Quá hạn 2 giờ", "2 hours late"), ui.Late, "H49.12-240401-0001", "Đăng ký khai sinh", "Trần Văn Mẫu", "Thẩm định", "Một cửa"),
		row(locale.T("Còn 3 giờ làm việc", "3 hours left"), ui.Soon, "H49.12-240401-0002", "Cấp giấy phép xây dựng mới công trình cấp III, cấp IV và nhà ở riêng lẻ", "Công ty TNHH Một thành viên Thương mại và Dịch vụ Ví Dụ Hạ Long", "Phê duyệt", "Lê Thị Ví Dụ"),
		row(locale.T("Còn 4 ngày làm việc", "4 days left"), ui.Calm, "H49.12-240402-0003", "Đăng ký kết hôn", "Phạm Thị Thử", "Đóng dấu", "Lãnh đạo phòng"),
		row(locale.T("Tạm dừng, chờ bổ sung", "Paused"), ui.Paused, "H49.12-240402-0004", "Đăng ký thường trú", "Hoàng Văn Thử", "Chờ công dân", "Một cửa"),
	}
}

func reportRows() []ui.Row {
	return []ui.Row{
		{Cells: []ui.Cell{{Text: "Cấp tỉnh"}, {Text: "23.800", Href: "/bao-cao/ho-so?cap=tinh"}, {Text: "19.400"}, {Text: "23.752"}, {Text: "48"}}},
		{Cells: []ui.Cell{{Text: "Cấp huyện"}, {Text: "69.500", Href: "/bao-cao/ho-so?cap=huyen"}, {Text: "53.200"}, {Text: "69.361"}, {Text: "139"}}},
		{Cells: []ui.Cell{{Text: "Cấp xã"}, {Text: "27.200", Href: "/bao-cao/ho-so?cap=xa"}, {Text: "26.700"}, {Text: "27.147"}, {Text: "53"}}},
		{Strong: true, Cells: ui.Cells("Cộng", "120.500", "99.300", "120.260", "240")},
	}
}

func timeline() []ui.TimelineItem {
	return []ui.TimelineItem{
		{Title: locale.T("Đang thẩm định", "Being appraised"), By: locale.T("Bà Lê Thị Ví Dụ, chuyên viên Phòng Tư pháp, điện thoại 0203 000 0000", "Lê Thị Ví Dụ"), At: locale.T("Từ 8 giờ 05 phút, thứ Ba, ngày 02/4/2024", "Since 08:05, Tuesday 2/4/2024"), ISO: "2024-04-02T08:05:00+07:00", Current: true},
		{Title: locale.T("Đã tiếp nhận", "Accepted"), By: locale.T("Ông Trần Văn Mẫu, cán bộ một cửa", "Trần Văn Mẫu"), At: locale.T("15 giờ 42 phút, thứ Hai, ngày 01/4/2024", "15:42, Monday 1/4/2024"), ISO: "2024-04-01T15:42:00+07:00", Text: locale.T("Đủ 3 giấy tờ. Hẹn trả kết quả 16 giờ 30 phút, thứ Sáu, ngày 05/4/2024.", "3 papers. Due 16:30, Friday 5/4/2024.")},
		{Title: locale.T("Đã nộp trực tuyến", "Filed online"), At: locale.T("21 giờ 10 phút, Chủ nhật, ngày 31/3/2024", "21:10, Sunday 31/3/2024"), ISO: "2024-03-31T21:10:00+07:00"},
	}
}

var _ ui.Form = (*web.Form)(nil)

func pageHref(n int) string { return "?trang=" + strconv.Itoa(n) }
