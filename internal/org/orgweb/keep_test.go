package orgweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app/apptest"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
)

// TestLookingAfterSignIn: administrators look after the way in of others, unit
// administrators of those who are the own agency's alone.
func TestLookingAfterSignIn(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	today := e.Now().Date()
	unit, admin := e.Client("quan-tri-phuong"), e.Client("quan-tri")
	post := url.Values{"account": {"le.van.moi"}, "person": {"Lê Văn Mẫu Mới"}, "unit": {"chuyen-mon"}, "duty": {"specialist"}, "title": {"Chuyên viên"}}
	send(t, unit, desk+"/viec/giao", fill(post, "from", today)).Wants(http.StatusOK)
	send(t, unit, desk+"/tai-khoan?account=le.van.moi&person=Le", url.Values{}).Wants(http.StatusOK, "Mật khẩu đầu tiên")
	person := "/quan-tri/nguoi/le.van.moi"
	unit.Get(person).Wants(http.StatusOK, "chưa đổi", "Cấp mật khẩu dùng một lần", "Khóa tài khoản").Lacks("Đặt lại bước xác nhận")

	once := person + "/dang-nhap/mat-khau"
	send(t, unit, once, url.Values{"ground": {"Quên mật khẩu"}}).Wants(http.StatusUnprocessableEntity, "đối chiếu giấy tờ")
	send(t, unit, once, url.Values{"met": {"yes"}}).Wants(http.StatusUnprocessableEntity, "Xin ghi lý do")
	page := send(t, unit, once, url.Values{"met": {"yes"}, "ground": {"Quên mật khẩu"}}).Wants(http.StatusOK, "chỉ hiện một lần", "7 ngày")
	_, password, _ := strings.Cut(page.Text(), "Mật khẩu dùng một lần")
	for _, word := range strings.Fields(page.Text()) {
		if strings.Count(word, "-") == 3 {
			password = word
		}
	}
	if err := e.Accounts.CheckPassword(t.Context(), "le.van.moi", password, identitydb.Browser{}); err != nil {
		t.Error(err)
	}
	send(t, unit, person+"/dang-nhap/dang-xuat", url.Values{"ground": {"Mất máy"}}).Wants(http.StatusOK, "Đã đăng xuất")
	send(t, unit, person+"/dang-nhap/khoa", url.Values{"ground": {"Tạm đình chỉ"}}).Wants(http.StatusOK, "Đã khóa", "Đang bị khóa", "Mở lại tài khoản")
	if e.Accounts.CheckPassword(t.Context(), "le.van.moi", password, identitydb.Browser{}) == nil {
		t.Error("a disabled account opens")
	}
	if got := unit.Get(person + "/dang-nhap/khoa"); got.Path != person {
		t.Errorf("disabling once more: %s", got.Path)
	}
	send(t, unit, person+"/dang-nhap/mo", url.Values{}).Wants(http.StatusOK, "Đã mở lại")
	unit.Get(person + "/dang-nhap/xoa").Wants(http.StatusNotFound)

	t.Run("not of other agencies, not of administrators, not of oneself", func(t *testing.T) {
		for who, want := range map[string]int{"so-tiep-nhan": http.StatusNotFound, "quan-tri": http.StatusNotFound, "quan-tri-phuong": http.StatusForbidden} {
			path := "/quan-tri/nguoi/" + e.Account(who) + "/dang-nhap/dang-xuat"
			fields := url.Values{"ground": {"Mẫu"}, "form_token": {uuid.NewString()}}
			unit.Get(path).Wants(want)
			unit.Post(path, fields).Wants(want)
		}
		own := "/quan-tri/nguoi/" + e.Account("quan-tri")
		admin.Get(own).Wants(http.StatusOK).Lacks("Khóa tài khoản")
		admin.Get(own + "/dang-nhap/khoa").Wants(http.StatusForbidden)
		second := fill(url.Values{"account": {"le.van.moi"}, "person": {"Lê Văn Mẫu Mới"}, "unit": {"mot-cua"}, "duty": {string(org.DutyUnitAdmin)}, "title": {"Quản trị"}}, "from", today)
		send(t, admin, desk+"/viec/giao", second).Wants(http.StatusOK)
	})
	t.Run("the second factors of somebody who was met", func(t *testing.T) {
		admin.Get(person).Wants(http.StatusOK, "Tài khoản đăng nhập")
		fields := url.Values{"ground": {"Mất điện thoại"}, "form_token": {uuid.NewString()}}
		admin.Post(person+"/dang-nhap/dat-lai-xac-nhan", fields).Wants(http.StatusUnprocessableEntity, "đối chiếu giấy tờ")
		fields.Set("met", "yes")
		fields.Set("form_token", uuid.NewString())
		admin.Post(person+"/dang-nhap/dat-lai-xac-nhan", fields).Wants(http.StatusOK, "Đã đặt lại")
	})
}
