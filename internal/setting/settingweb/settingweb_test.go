package settingweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/setting/settingweb"
)

const ward = "ubnd-hong-gai"

// TestAnAdministratorSetsAndGoesBack: a wrong placeholder is refused by name, a
// new version is shown with its difference, and going back is a version too.
func TestAnAdministratorSetsAndGoesBack(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("quan-tri")
	at := settingweb.Path + "/message.accepted"
	send := func(act, vi string) url.Values {
		return url.Values{"act": {act}, "vi": {vi}, "en": {"Dossier {ma}. {hen_tra}"}, "reason": {"Viết ngắn hơn"}}
	}
	c.Get(settingweb.Path).Wants(http.StatusOK, "Thông báo cho người dân", "Nhận hồ sơ nộp trực tuyến", "chưa ai thay đổi")
	page := c.Get(at).Wants(http.StatusOK, "{hen_tra}", "Chưa có thay đổi nào.")
	c.Submit(page, "change", send("save", "Hồ sơ {ma} của {ban}")).Wants(http.StatusUnprocessableEntity, "{ban}", "thiếu ô thay thế {hen_tra}")
	c.Submit(page, "change", send("look", "Hồ sơ {ma} đã nhận. {hen_tra}")).Wants(http.StatusOK, "Hồ sơ H49.12-260302-0001 đã nhận.", "Chưa lưu")
	if e.Settings.Words("message.accepted", "").VI == "Hồ sơ {ma} đã nhận. {hen_tra}" {
		t.Error("a preview was saved")
	}
	c.Submit(page, "change", send("save", "Hồ sơ {ma} đã nhận. {hen_tra}")).Wants(http.StatusOK, "Phiên bản 1", "Viết ngắn hơn")
	c.Submit(c.Get(at), "change", send("save", "Hồ sơ {ma} đã được nhận. {hen_tra}")).Wants(http.StatusOK, "Phiên bản 2", "thêm: được")
	c.Submit(c.Get(at), "restore-1", url.Values{"act": {"restore"}}).Wants(http.StatusOK, "Phiên bản 3", "Quay lại nội dung của phiên bản 1")
	if got := e.Settings.Words("message.accepted", "").VI; got != "Hồ sơ {ma} đã nhận. {hen_tra}" {
		t.Errorf("in force: %q", got)
	}
}

// TestAWardClosesItsOnlineFiling: by its own administrator, for itself alone.
func TestAWardClosesItsOnlineFiling(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("quan-tri-phuong")
	at := settingweb.Path + "/" + dossier.FilingOpen
	const sentence = "Tạm dừng nhận trực tuyến để bảo trì; xin nộp tại quầy."
	c.Get(settingweb.Path + "/message.accepted").Wants(http.StatusNotFound)
	page := c.Get(at).Wants(http.StatusOK, "Theo mức chung của tỉnh")
	c.Submit(page, "change", url.Values{"act": {"save"}, "on": {"closed"}, "reason": {"Bảo trì"}}).Wants(http.StatusUnprocessableEntity, "còn trống")
	c.Submit(page, "change", url.Values{"act": {"save"}, "on": {"closed"}, "vi": {sentence}, "en": {"Closed for maintenance."}, "reason": {"Bảo trì"}}).Wants(http.StatusOK, sentence, "Phiên bản 1")
	if closed, err := e.Casework.FilingClosed(t.Context(), ward); err != nil || closed.VI != sentence {
		t.Errorf("%q, %v", closed, err)
	}
	if closed, err := e.Casework.FilingClosed(t.Context(), "so-tai-chinh"); err != nil || !closed.IsZero() {
		t.Errorf("another agency is closed too: %q, %v", closed, err)
	}
	c.Get(at + "?co-quan=so-tai-chinh").Wants(http.StatusNotFound)
}

// TestAFormIsCorrected: a line of the wording changes without a release; what
// does not fit the form is refused with its line; the mark goes only when a
// person has compared it; the preview is the paper with an invented dossier.
func TestAFormIsCorrected(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("quan-tri")
	const key = "form.02.b"
	at := settingweb.Path + "/" + key
	sheet := e.Settings.Words(key, "").VI
	send := func(act, vi string, more ...string) url.Values {
		v := url.Values{"act": {act}, "vi": {vi}, "reason": {"Theo bản đính chính mẫu"}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	page := c.Get(at).Wants(http.StatusOK, "Chưa đối chiếu với mẫu ban hành", "Hồ sơ của")
	c.Submit(page, "change", send("save", sheet+"\nThêm dòng")).Wants(http.StatusUnprocessableEntity, "Xin giữ đúng số dòng")
	c.Submit(page, "change", send("save", strings.Replace(sheet, "{ly_do}", "", 1))).Wants(http.StatusUnprocessableEntity, "{ly_do}")
	corrected := strings.Replace(sheet, "Hồ sơ của", "Hồ sơ của Ông/Bà", 1)
	c.Submit(page, "change", send("look", corrected)).Wants(http.StatusOK, "SỐ LIỆU MÔ PHỎNG", "NGUYỄN VĂN MẪU", "Hồ sơ của Ông/Bà", "Chưa lưu")
	c.Submit(page, "change", send("save", corrected)).Wants(http.StatusOK, "Phiên bản 1", "Chưa đối chiếu với mẫu ban hành")
	c.Submit(c.Get(at), "change", send("save", corrected, "confirmed", "yes")).Wants(http.StatusOK, "Phiên bản 2", "Đã đối chiếu với mẫu ban hành")
	if v := e.Settings.Value(key, ""); v.Text.VI != corrected || !v.Confirmed {
		t.Errorf("in force: %+v", v)
	}
	e.Client("quan-tri-phuong").Get(at).Wants(http.StatusNotFound)
}
