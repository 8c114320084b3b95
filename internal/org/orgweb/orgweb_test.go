package orgweb_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/web/webtest"
)

const (
	ward   = "ubnd-hong-gai"
	desk   = "/quan-tri/co-quan/" + ward
	centre = "/quan-tri/co-quan/trung-tam-phuc-vu-hcc"
)

// fill adds the fields of a day to a form.
func fill(v url.Values, name string, d calendar.Date) url.Values {
	v.Set(name+"-day", itoa(d.Day))
	v.Set(name+"-month", itoa(int(d.Month)))
	v.Set(name+"-year", itoa(d.Year))
	return v
}

func itoa(n int) string {
	if n >= 10 {
		return itoa(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}

// send fills in and sends the one form of a page that changes something.
func send(t *testing.T, c *webtest.Client, path string, fields url.Values) *webtest.Page {
	t.Helper()
	return c.Submit(c.Get(path).Wants(http.StatusOK), "", fields)
}

func TestAppointingNeedsASecondPerson(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	today := e.Now().Date()
	unit, admin := e.Client("quan-tri-phuong"), e.Client("quan-tri")
	form := func(account, duty string) url.Values {
		return fill(url.Values{"account": {account}, "person": {"Lê Văn Mẫu Mới"}, "unit": {"chuyen-mon"}, "duty": {duty}, "title": {"Chuyên viên"}}, "from", today)
	}
	send(t, unit, desk+"/viec/giao", form("le.van.moi", "specialist")).Wants(http.StatusOK, "chưa có tài khoản đăng nhập", "Mở tài khoản đăng nhập")
	if !e.Directory.Organisation().IsHolder(ward, "le.van.moi", org.DutySpecialist, today) {
		t.Error("a plain duty is in force at once")
	}
	send(t, unit, desk+"/viec/giao", form("Lê Văn Mới", "specialist")).Wants(http.StatusUnprocessableEntity, "chữ thường không dấu, chữ số")
	send(t, unit, desk+"/viec/giao", form("le.van.moi", "admin")).Wants(http.StatusForbidden, "không giao, không rút quyền quản trị")
	unit.Get(centre).Wants(http.StatusNotFound)
	send(t, unit, desk+"/viec/giao", form("le.van.moi", "leader")).Wants(http.StatusOK, "sau khi một quản trị khác xác nhận")
	path := desk + "/xac-nhan?account=le.van.moi&unit=chuyen-mon&duty=leader"
	unit.Get(path).Wants(http.StatusOK, "cần người thứ hai")
	unit.Get("/quan-tri").Wants(http.StatusOK, "Lãnh đạo cơ quan", "Lê Văn Mẫu Mới")
	send(t, unit, path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusForbidden, "người thứ hai")
	send(t, admin, path, url.Values{"verdict": {"decline"}, "reason": {""}}).Wants(http.StatusUnprocessableEntity, "lý do")
	send(t, admin, path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusOK, "Đã xác nhận")
	if !e.Directory.Organisation().IsHolder(ward, "le.van.moi", org.DutyLeader, today) {
		t.Error("confirmed, and not in force")
	}
	admin.Get(path).Wants(http.StatusNotFound)
	admin.Get("/quan-tri/nguoi/le.van.moi").Wants(http.StatusOK, "Chuyên viên", "Lãnh đạo cơ quan", "xác nhận")
	admin.Get("/quan-tri/nguoi?q=van+mau+moi").Wants(http.StatusOK, "le.van.moi")
	admin.Get(desk+"/lich-su").Wants(http.StatusOK, "Đề nghị giao: Lãnh đạo cơ quan", "Giao nhiệm vụ: Chuyên viên")
	send(t, admin, desk+"/tai-khoan?account=le.van.moi&person=Le", url.Values{}).Wants(http.StatusOK, "Mật khẩu đầu tiên")
	e.Client("chuyen-vien").Get("/quan-tri").Wants(http.StatusForbidden)
}

func TestLeaveMoveAndDeparture(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	today := e.Now().Date()
	unit, second := e.Client("quan-tri-phuong"), e.Client("quan-tri")
	chair, deputy, head := e.Account("lanh-dao"), e.Account("pho-chu-tich"), e.Account("truong-phong")
	leave := func(absent, standIn string) url.Values {
		return fill(fill(url.Values{"account": {absent}, "stand_in": {standIn}, "reason": {"Đi công tác"}}, "from", today), "until", today.AddDays(4))
	}
	unit.Get(desk).Wants(http.StatusOK, "vắng đến", "làm thay")
	send(t, unit, desk+"/viec/vang", leave(chair, chair)).Wants(http.StatusConflict, "không thể tự làm thay")
	send(t, unit, desk+"/viec/vang", leave(chair, head)).Wants(http.StatusOK, "sau khi một quản trị khác xác nhận")
	path := desk + "/xac-nhan?account=" + chair + "&leave=" + today.String()
	send(t, second, path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusOK, "Đã xác nhận")
	second.Get("/quan-tri/nguoi/"+head).Wants(http.StatusOK, "Làm thay", "ký TUQ. Chủ tịch")
	send(t, unit, desk+"/viec/nghi?account="+head, fill(url.Values{}, "until", today)).Wants(http.StatusConflict, "đang được cử làm thay")
	send(t, unit, desk+"/viec/het-vang?account="+chair+"&leave="+today.String(), fill(url.Values{}, "until", today.AddDays(-1))).Wants(http.StatusOK, "Đã ghi ngày hết vắng")
	send(t, unit, desk+"/viec/nghi?account="+deputy, fill(url.Values{}, "until", today)).Wants(http.StatusOK, "Đã ghi việc nghỉ")
	if p := e.Directory.Organisation().Posts(deputy, today.AddDays(1)); len(p) != 0 {
		t.Errorf("%+v", p)
	}
	move := "/viec/chuyen?account=" + e.Account("tra-ket-qua") + "&old_unit=mot-cua&old_duty=returner&unit=chuyen-mon&title=Chuyen+vien"
	send(t, unit, desk+move, fill(url.Values{"duty": {"specialist"}, "title": {"Chuyên viên"}}, "last", today)).Wants(http.StatusOK, "Đã ghi việc chuyển nhiệm vụ")
}

func TestStructure(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	today := e.Now().Date()
	admin := e.Client("quan-tri")
	send(t, admin, desk+"/viec/don-vi", fill(url.Values{"name": {"Phòng Thử"}, "unit": {"Sai Mã"}, "kind": {"department"}}, "from", today)).Wants(http.StatusUnprocessableEntity, "chữ thường không dấu")
	send(t, admin, desk+"/viec/don-vi", fill(url.Values{"name": {"Phòng Thử"}, "unit": {"phong-thu"}, "kind": {"department"}}, "from", today)).Wants(http.StatusOK, "Đã mở đơn vị", "Phòng Thử")
	send(t, admin, desk+"/viec/doi-ten?unit=phong-thu", fill(url.Values{"name": {"Phòng Mới"}}, "from", today)).Wants(http.StatusOK, "Phòng Mới")
	send(t, admin, desk+"/viec/dong?unit=phong-thu", fill(url.Values{}, "until", today)).Wants(http.StatusOK, "Đã đóng đơn vị")
	send(t, admin, desk+"/viec/dong?unit=chuyen-mon", fill(url.Values{}, "until", today)).Wants(http.StatusConflict, "còn")
	send(t, e.Client("quan-tri-phuong"), desk+"/viec/quay?unit=mot-cua", fill(url.Values{"counter": {"1"}}, "from", today)).Wants(http.StatusOK, "Quầy 1")
	e.Client("quan-tri-phuong").Get(desk + "/viec/don-vi").Wants(http.StatusForbidden)
	send(t, admin, desk+"/viec/mo-ta", fill(url.Values{"phone": {"0203 3000 999"}}, "from", today)).Wants(http.StatusOK, "0203 3000 999")
	admin.Get("/quan-tri/co-quan?q=hong+gai").Wants(http.StatusOK, "Ủy ban nhân dân phường Hồng Gai")
	admin.Get("/quan-tri/co-quan?ngay-day=30&ngay-month=6&ngay-year=2025&cap=district").Wants(http.StatusOK, "13 cơ quan")
	found := fill(url.Values{
		"id": {"trung-tam-thu"}, "name": {"Trung tâm Thử nghiệm Mẫu"}, "short": {"TT Thử"}, "level": {"sector"}, "kind": {"board"}, "parent": {"ubnd-tinh"},
		"units": {"one_stop", "department"}, "ground": {"Quyết định mẫu"},
	}, "from", today)
	send(t, admin, "/quan-tri/thanh-lap", found).Wants(http.StatusOK, "Đã thành lập cơ quan", "Trung tâm Thử nghiệm Mẫu")
	found.Set("form_token", "")
	found.Set("id", "khac")
	found.Set("parent", "khong-co")
	admin.Post("/quan-tri/thanh-lap", found).Wants(http.StatusUnprocessableEntity)
}

func TestReorganisation(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	last := e.Now().Date().AddDays(-1)
	admin := e.Client("quan-tri")
	plan := func(lines, step string) url.Values {
		return fill(url.Values{"plan": {lines}, "ground": {"Nghị quyết mẫu"}, "step": {step}, "agreed": {"yes"}}, "last", last)
	}
	send(t, admin, "/quan-tri/sap-xep", plan("ubnd-hong-gai > ubnd-hong-gai", "preview")).Wants(http.StatusUnprocessableEntity, "quay lại chính cơ quan")
	send(t, admin, "/quan-tri/sap-xep", plan("khong-co > ubnd-hong-gai", "preview")).Wants(http.StatusUnprocessableEntity, "mã cơ quan kế thừa")
	send(t, admin, "/quan-tri/sap-xep", plan("ubnd-hong-gai >", "do")).Wants(http.StatusUnprocessableEntity, "không có cơ quan nào làm việc")
	good := "ubnd-hong-gai > ubnd-ha-long"
	send(t, admin, "/quan-tri/sap-xep", plan(good+"\nubnd-ha-long > ubnd-hong-gai", "do")).Wants(http.StatusUnprocessableEntity, "cũng kết thúc theo phương án này")
	send(t, admin, "/quan-tri/sap-xep", plan("so-tu-phap > so-moi", "preview")).Wants(http.StatusUnprocessableEntity, "so-moi")
	good += "\nso-tu-phap > so-moi | Sở Mẫu Mới"
	send(t, admin, "/quan-tri/sap-xep", plan(good, "preview")).Wants(http.StatusOK, "Xem trước: 2 cơ quan", "Sở Mẫu Mới (thành lập)", "Trình để xác nhận")
	send(t, admin, "/quan-tri/sap-xep", plan(good, "do")).Wants(http.StatusOK, "Chờ người thứ hai xác nhận", "Nghị quyết mẫu", "phường Hồng Gai")
	if _, ok := e.Directory.Organisation().Agency(ward, last.AddDays(1)); !ok {
		t.Fatal("a plan changes nothing before it is confirmed")
	}
	path := "/quan-tri/sap-xep/phuong-an/" + e.Directory.Reforms()[0].ID
	send(t, admin, path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusForbidden, "không tự xác nhận")
	second := e.Client("quan-tri-2")
	send(t, second, path, url.Values{"verdict": {"decline"}}).Wants(http.StatusUnprocessableEntity, "lý do")
	send(t, second, path, url.Values{"verdict": {"confirm"}}).Wants(http.StatusOK, "Đã xác nhận")
	if r := e.Directory.Reforms()[0]; !r.Runs() && r.DoneAt.IsZero() {
		t.Fatalf("%+v", r)
	}
	for soon := e.Soon(); e.Directory.Reforms()[0].DoneAt.IsZero(); {
		select {
		case <-soon.Done():
			t.Fatal("the plan was not carried out in the background")
		case <-time.After(50 * time.Millisecond):
		}
	}
	for old, next := range map[string]string{ward: "ubnd-ha-long", "so-tu-phap": "so-moi"} {
		if a, ok := e.Directory.Organisation().Successor(old, last.AddDays(1)); !ok || a.ID != next {
			t.Errorf("%s: %+v", old, a)
		}
	}
	second.Get(path).Wants(http.StatusOK, "Đã thực hiện xong", "Hồ sơ đã chuyển")
	second.Get(path+"?in=1").Wants(http.StatusOK, "Biên bản bàn giao", "Ký, ghi rõ họ tên")
	send(t, admin, "/quan-tri/sap-xep", plan(good, "do")).Wants(http.StatusUnprocessableEntity)
	admin.Get("/quan-tri/sap-xep/bien-ban?ngay=2019-01-01").Wants(http.StatusNotFound)
	e.Client("quan-tri-phuong").Get("/quan-tri/sap-xep").Wants(http.StatusForbidden)
}
