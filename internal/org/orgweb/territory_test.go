package orgweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/web/webtest"
)

// upload sends a list of places with its ground, as a browser does.
func upload(c *webtest.Client, text, ground string) *webtest.Page {
	const line = "\r\n"
	body := "--grenze" + line + `Content-Disposition: form-data; name="ground"` + line + line + ground + line +
		"--grenze" + line + `Content-Disposition: form-data; name="file"; filename="dia-ban.csv"` + line + "Content-Type: text/csv" + line + line + text + line + "--grenze--" + line
	return c.PostBody("/quan-tri/dia-ban/nhap", "multipart/form-data; boundary=grenze", strings.NewReader(body))
}

func TestPlacesFromAFile(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	first, second := e.Client("quan-tri"), e.Client("quan-tri-2")
	first.Get("/quan-tri/dia-ban?q=hong+gai").Wants(http.StatusOK, "Phường Hồng Gai", "Tỉnh Quảng Ninh")
	first.Get("/quan-tri/dia-ban?cap=district&ngay=2025-06-30").Wants(http.StatusOK, "13 địa bàn")
	first.Get("/quan-tri/dia-ban/mau.csv").Wants(http.StatusOK)
	file := "Mã;Tên;Loại;Thuộc;Từ ngày;Đến ngày;Trở thành\n" +
		"22;Quảng Ninh;Tỉnh;;01/01/2021;;\n" + // as it is
		"6649;Hồng Gai;Phường;22;01/07/2025;;\n" + // known by its name, gets a code
		"06998;Mẫu Mới;Xã;22;01/01/2031;;\n" + // made of nothing: a gap
		"06997;Mẫu Sai;Xã;193;01/01/2031;;\n" + // its district has ended
		"06996;Mẫu;Làng;22;01/01/2031;;\n" +
		"06995;Mẫu;Xã;22;31/02/2031;;\n"
	upload(first, file, "").Wants(http.StatusUnprocessableEntity, "làm căn cứ")
	page := upload(first, file, "Nghị quyết mẫu").Wants(http.StatusOK, "1 địa bàn mới, 1 thay đổi, 0 kết thúc", "3 chỗ cần sửa", "dòng 5", "dòng 6", "E7",
		"1 dòng khác đúng như danh mục", "chưa nơi nào ghi trở thành nơi này", "mã: chưa ghi → 06649")
	rows := url.Values{"rows": {page.Value("rows")}, "ground": {"Nghị quyết mẫu"}, "form_token": {page.Value("form_token")}}
	first.Post("/quan-tri/dia-ban/nhap", url.Values{"rows": {"{"}, "ground": {"x"}, "form_token": {page.Value("form_token")}}).Wants(http.StatusUnprocessableEntity, "không còn nguyên vẹn")
	sent := first.Post("/quan-tri/dia-ban/nhap", rows).Wants(http.StatusOK, "phải là một quản trị hệ thống khác", "Nghị quyết mẫu")
	upload(second, file, "Nghị quyết mẫu").Wants(http.StatusUnprocessableEntity, "đang chờ xác nhận")
	send(t, first, sent.Path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusForbidden, "không tự xác nhận")
	second.Get("/quan-tri").Wants(http.StatusOK, "đề nghị thay đổi 2 địa bàn")
	send(t, second, sent.Path, url.Values{"verdict": {"decline"}}).Wants(http.StatusUnprocessableEntity, "lý do")
	send(t, second, sent.Path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusOK, "Đã xác nhận")
	second.Get(sent.Path).Wants(http.StatusNotFound)
	if p, ok := e.Directory.Organisation().PlaceNamed("06649", e.Now().Date()); !ok || p.ID != "hong-gai" {
		t.Errorf("%+v", p)
	}
	e.Client("quan-tri-phuong").Get("/quan-tri/dia-ban/nhap").Wants(http.StatusForbidden)
}

func TestOnePlaceIsChanged(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	first, second := e.Client("quan-tri"), e.Client("quan-tri-2")
	const ha = "/quan-tri/dia-ban/noi/ha-long"
	end := fill(url.Values{"ground": {"Nghị quyết mẫu"}, "becomes": {"hong-gai"}}, "until", calendar.D(2030, 12, 31))
	for field, c := range map[string]struct {
		value, want string
		status      int
	}{
		"parent": {"hong-gai", "không ở cấp trên", http.StatusConflict}, "becomes": {"khong-co", "không có nơi nào mang mã ấy", http.StatusUnprocessableEntity},
		"code": {"12x", "không đúng", http.StatusUnprocessableEntity}, "ground": {"", "làm căn cứ", http.StatusUnprocessableEntity},
	} {
		bad := fill(url.Values{"ground": {"Nghị quyết mẫu"}, field: {c.value}}, "until", calendar.D(2030, 12, 31))
		if p := send(t, first, ha+"/sua", bad).Wants(c.status, c.want); p.Value(field) != c.value {
			t.Errorf("%s: what was typed is lost", field)
		}
	}
	sent := send(t, first, ha+"/sua", end).Wants(http.StatusOK, "kết thúc", "trở thành", "vẫn hoạt động sau khi")
	first.Get(ha).Wants(http.StatusOK, "chờ người thứ hai", "Đề nghị thay đổi")
	send(t, first, sent.Path, url.Values{"verdict": {"decline"}, "reason": {"Ghi nhầm"}}).Wants(http.StatusOK, "Đã rút đề nghị")
	sent = send(t, first, ha+"/sua", end)
	send(t, second, sent.Path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusOK, "Đã xác nhận")
	first.Get(ha).Wants(http.StatusOK, "Không xác nhận thay đổi", "Ghi nhầm", "Xác nhận thay đổi", "31/12/2030", "Trở thành")
	first.Get("/quan-tri/dia-ban/noi/hong-gai").Wants(http.StatusOK, "Hình thành từ", "Phường Hạ Long")
	first.Get("/quan-tri/dia-ban/noi/khong-co").Wants(http.StatusNotFound)
	added := fill(url.Values{"code": {"06998"}, "kind": {"Xã"}, "name": {"Mẫu"}, "parent": {"22"}, "ground": {"Nghị quyết mẫu"}}, "from", calendar.D(2031, 1, 1))
	send(t, first, "/quan-tri/dia-ban/them", added).Wants(http.StatusOK, "Xã Mẫu", "Mới")
}
