package settingweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/identity"
	"motcua/internal/setting/settingweb"
)

// TestALimitOfSecurityNeedsASecondPerson: out of bounds it is refused; proposed
// it changes nothing; confirmed by another it holds at once, for sessions that
// are open too.
func TestALimitOfSecurityNeedsASecondPerson(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	first, second := e.Client("quan-tri"), e.Client("quan-tri-2")
	at := settingweb.Path + "/" + identity.LimitIdle
	send := func(n string) url.Values {
		return url.Values{"act": {"save"}, "number": {n}, "reason": {"Máy dùng chung ở quầy"}}
	}
	page := first.Get(at).Wants(http.StatusOK, "60 phút", "một quản trị hệ thống khác xác nhận")
	for _, wrong := range []string{"9", "61", "0", "-1", "x"} {
		first.Submit(page, "change", send(wrong)).Wants(http.StatusUnprocessableEntity)
	}
	page = first.Submit(page, "change", send("15")).Wants(http.StatusOK, "Đã ghi đề nghị", "chờ người thứ hai", "15 phút").Lacks("Xác nhận và áp dụng")
	if n := e.Settings.Number(identity.LimitIdle); n != 60 {
		t.Fatalf("a proposal is in force: %d", n)
	}
	first.Post(at, url.Values{"act": {"confirm"}, "proposal": {"1"}, "form_token": {page.Value("form_token")}, "version": {page.Value("version")}}).
		Wants(http.StatusForbidden)
	if n := e.Settings.Number(identity.LimitIdle); n != 60 {
		t.Fatalf("it was confirmed by its own maker: %d", n)
	}
	second.Submit(second.Get(at), "confirm", url.Values{"act": {"confirm"}}).Wants(http.StatusOK, "Phiên bản 1", "xác nhận:")
	if n := e.Settings.Number(identity.LimitIdle); n != 15 {
		t.Errorf("confirmed: %d", n)
	}
}

// TestALimitHoldsAtOnce needs one person where nobody's safety rests on it.
func TestALimitHoldsAtOnce(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("quan-tri")
	at := settingweb.Path + "/" + dossier.LimitFiles
	send := url.Values{"act": {"save"}, "number": {"5"}, "reason": {"Máy quét ghép trang"}}
	c.Submit(c.Get(at), "change", send).Wants(http.StatusOK, "Phiên bản 1")
	if n := e.Settings.Number(dossier.LimitFiles); n != 5 {
		t.Errorf("in force: %d", n)
	}
}
