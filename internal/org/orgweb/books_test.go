package orgweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/org"
)

func TestNumberBooks(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	today := e.Now().Date()
	clerk, admin := e.Client("van-thu"), e.Client("quan-tri-phuong")
	form := func(symbol, first string, from calendar.Date, uses ...string) url.Values {
		return fill(url.Values{"symbol": {symbol}, "first": {first}, "uses": uses, "ground": {"Quy chế văn thư mẫu"}}, "from", from)
	}
	admin.Get(desk).Wants(http.StatusOK, "Sổ cấp số văn bản")
	clerk.Get(desk+"/so").Wants(http.StatusOK, "Cơ quan chưa khai sổ nào").Lacks("/quan-tri\"")
	clerk.Get(desk+"/so/mo").Wants(http.StatusOK, "Đây là sổ đầu tiên")
	send(t, clerk, desk+"/so/mo", form("gxn ubnd", "0", today)).Wants(http.StatusUnprocessableEntity, "Số đầu tiên của năm ấy")
	send(t, clerk, desk+"/so/mo", form("gxn ubnd", "", today)).Wants(http.StatusUnprocessableEntity, "Ký hiệu chỉ gồm chữ", "chọn sổ dùng cho loại văn bản nào")
	send(t, clerk, desk+"/so/mo", form("gxn-ubnd", "18", today, "results")).Wants(http.StatusOK, "Đã mở sổ ký hiệu GXN-UBND", "18/GXN-UBND", "bắt đầu từ số 18")
	send(t, admin, desk+"/so/mo", form("GXN-UBND", "", today, "results", "refusals")).Wants(http.StatusConflict, "đã có sổ ký hiệu GXN-UBND")
	if s, _ := e.Directory.Organisation().State(ward); len(s.OpenBooks(today)) != 1 || !s.Books[0].For(org.BookResults) {
		t.Errorf("the ward's books are %+v", s.Books)
	}
	send(t, admin, desk+"/so/dong?symbol=GXN-UBND", fill(url.Values{}, "until", today.AddDays(-1))).Wants(http.StatusConflict, "chỉ đóng được từ hôm nay")
	send(t, admin, desk+"/so/dong?symbol=GXN-UBND", fill(url.Values{}, "until", today)).Wants(http.StatusOK, "Đã ghi ngày đóng sổ").Lacks("/so/dong")
	admin.Get(desk+"/lich-su").Wants(http.StatusOK, "Mở sổ cấp số", "Đóng sổ cấp số", "Quy chế văn thư mẫu")
	clerk.Get(centre + "/so").Wants(http.StatusNotFound)
	e.Client("chuyen-vien").Get(desk + "/so").Wants(http.StatusForbidden)
}
