package app_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/look"
	"motcua/internal/identity"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/store/storetest"
	"motcua/internal/web/webtest"
)

// TestConfidential: the dossiers of a confidential procedure are found by those
// who have or had a step in them alone, at every door; figures count them.
func TestConfidential(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, w *world) {
		t.Helper()
		x := closed{world: w, id: w.due(dossier.ActAppraise)}
		s, _ := w.state(x.id)
		x.code, x.secret = s.Code, s.Slip.Secret
		x.found(true, "van-thu", "tra-ket-qua", "tiep-nhan", "chuyen-vien", "truong-phong", "lanh-dao", "kiem-soat")
		before := x.received()
		x.confidential(true)
		x.found(false, "van-thu", "tra-ket-qua", "kiem-soat", "tong-dai")
		x.found(true, "tiep-nhan", "chuyen-vien", "truong-phong", "lanh-dao")
		if after := x.received(); after != before {
			t.Errorf("the report counts %d, %d before", after, before)
		}
		x.reported()
		x.called()
		x.tracked()
		x.inspected()
		x.broken()
		x.confidential(false)
		x.found(true, "van-thu", "tra-ket-qua")
		x.calls()
	})
}

// onBoth runs a test on a demonstration in each database.
func onBoth(t *testing.T, test func(*testing.T, *world)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newWorld(t, apptest.New(t)))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		c := app.Config{DB: storetest.PostgresAddress(t), Files: filepath.Join(t.TempDir(), "files")}
		seeded, err := app.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := seeded.Seed(t.Context(), 0); err != nil {
			t.Fatal(err)
		}
		if err := seeded.Close(); err != nil {
			t.Fatal(err)
		}
		test(t, newWorld(t, apptest.Open(t, c)))
	})
}

type closed struct {
	*world

	id, code, secret string
}

// confidential sets or lifts it on the clerk's page.
func (x closed) confidential(on bool) {
	x.t.Helper()
	c := x.Client("danh-muc")
	path := "/thu-tuc/" + marital + "/bao-mat"
	c.Submit(c.Get(path), "bao-mat", url.Values{"ground": {""}}).Wants(http.StatusUnprocessableEntity, "Xin ghi căn cứ")
	day := url.Values{"ground": {"Quyết định mẫu số 7"}, "dated-day": {"1"}, "dated-month": {"9"}, "dated-year": {"2099"}}
	c.Submit(c.Get(path), "bao-mat", day).Wants(http.StatusUnprocessableEntity, "không sau hôm nay")
	day.Set("dated-year", "2025")
	want := "Đã thôi bảo mật nội bộ"
	if on {
		want = "Từ bây giờ hồ sơ của thủ tục này được bảo mật nội bộ"
	}
	c.Submit(c.Get(path), "bao-mat", day).Wants(http.StatusOK, want, "Quyết định mẫu số 7", "01/09/2025")
}

// found checks every door at which officials meet a dossier.
func (x closed) found(found bool, who ...string) {
	x.t.Helper()
	for _, key := range who {
		for _, path := range []string{"/ban-lam-viec?loc=co-quan&q=" + x.code, "/ban-lam-viec?q=" + ownerCCCD, "/ban-lam-viec?loc=co-quan"} {
			if key == "tong-dai" {
				continue // has no desk
			}
			if got := strings.Contains(x.get(key, path).body, "/ho-so/"+x.id); got != found {
				x.t.Errorf("%s finds it at %s: %v", key, path, got)
			}
		}
		paths := []string{"/ho-so/" + x.id, "/ho-so/" + x.id + "/giay/01", "/ho-so/" + x.id + "/tep/" + x.hash, "/ho-so/" + x.id + "/tham-dinh"}
		for _, path := range paths {
			if a := x.get(key, path); !found && (!a.denied() || strings.Contains(a.body, x.code)) {
				x.t.Errorf("%s at %s: %d", key, path, a.status)
			}
		}
		if a := x.get(key, paths[0]); found != (a.status == http.StatusOK) {
			x.t.Errorf("%s opens it: %d", key, a.status)
		}
		x.foundByAPI(key, found)
		list, _, err := x.Casework.List(x.t.Context(), x.Actor(key), dossierdb.Query{Tab: dossierdb.TabAgency, Size: 100}, x.Now())
		seen := 0
		for _, e := range list {
			if e.ID == x.id {
				seen++
			}
		}
		if err != nil || (seen == 1) != found {
			x.t.Errorf("%s counts it %d times: %v", key, seen, err)
		}
	}
}

func (x closed) foundByAPI(key string, found bool) {
	x.t.Helper()
	token := x.token(key, identity.ScopesFor(x.Actor(key).Kind)...)
	for _, path := range []string{"/dossiers/" + x.id, "/dossiers/" + x.id + "/events"} {
		if a := x.call(token, http.MethodGet, path, ""); (a.status == http.StatusOK) != found {
			x.t.Errorf("%s at %s: %d", key, path, a.status)
		}
	}
	for _, path := range []string{"/dossiers?tab=agency&size=100", "/dossiers?q=" + x.code} {
		if a := x.call(token, http.MethodGet, path, ""); strings.Contains(a.body, x.id) != found {
			x.t.Errorf("%s at %s: %v", key, path, a.status)
		}
	}
	if a := x.call(token, http.MethodPost, "/dossiers/"+x.id+"/acts/reissue-slip", `{"version":1,"act":{"reason":"mất","checked":"hộ chiếu"}}`); !found && a.status != http.StatusNotFound && a.status != http.StatusForbidden {
		x.t.Errorf("%s acts: %d %s", key, a.status, a.body)
	}
}

func (x closed) period() reportdb.Query {
	return reportdb.Query{
		Period: report.Period{From: calendar.D(2024, 1, 1), To: x.Now().Date()}, By: report.ByLevel, Now: x.Now(), Scope: dossier.Scope{All: true},
	}
}

func (x closed) received() int64 {
	x.t.Helper()
	if err := x.Reports.WaitFor(x.Soon()); err != nil {
		x.t.Fatal(err)
	}
	r, err := x.Reports.Run(x.t.Context(), x.period())
	if err != nil {
		x.t.Fatal(err)
	}
	var n int64
	for _, row := range r.Rows {
		n += row.Of(report.Received)
	}
	return n
}

// reported: the list behind a figure keeps its line and names nothing.
func (x closed) reported() {
	x.t.Helper()
	q := x.period()
	path := "/bao-cao/ii06a/ho-so?o=received&tu=" + q.Period.From.String() + "&den=" + q.Period.To.String()
	if a := x.get("van-thu", path); a.status != http.StatusOK || strings.Contains(a.body, x.code) || strings.Contains(a.body, x.id) || !strings.Contains(a.body, "Hồ sơ bảo mật") {
		x.t.Errorf("the clerk's list: %d, code %v", a.status, strings.Contains(a.body, x.code))
	}
	if a := x.get("lanh-dao", path); !strings.Contains(a.body, x.id) {
		x.t.Errorf("the leader's list misses it: %d", a.status)
	}
}

// called: a call agent is told of it as little as of one that is not there.
func (x closed) called() {
	x.t.Helper()
	c := x.Client("tong-dai")
	page := c.Get("/tra-cuu-ho-so-nguoi-goi")
	c.Submit(page, "", url.Values{"key": {x.code}, "name": {ownerName}, "last4": {"0001"}}).Wants(http.StatusUnprocessableEntity, "Chưa đối chiếu được").Lacks("Hạn trả kết quả")
}

// calls: the list of people to call names those of a confidential dossier to who
// took it in alone.
func (x closed) calls() {
	x.t.Helper()
	message := x.message(true)
	list := func(who string, listed bool) {
		x.t.Helper()
		if a := x.get(who, "/can-goi-dien"); strings.Contains(a.body, message) != listed {
			x.t.Errorf("%s finds the call: %v", who, !listed)
		}
		if a := x.get(who, "/can-goi-dien/"+message); (a.status == http.StatusOK) != listed {
			x.t.Errorf("%s opens the call: %d", who, a.status)
		}
	}
	list("tra-ket-qua", true)
	x.confidential(true)
	list("tra-ket-qua", false)
	list("tiep-nhan", true)
}

// tracked: the applicant finds his own as before.
func (x closed) tracked() {
	x.t.Helper()
	webtest.NewClient(x.t, x.App).Post("/tra-cuu", url.Values{"ma": {x.code}, "ma_tra_cuu": {x.secret}}).Wants(http.StatusOK, x.code)
	if a := x.get("cong-dan-1", "/ho-so-cua-toi/"+x.id); a.status != http.StatusOK {
		x.t.Errorf("the applicant's own page: %d", a.status)
	}
}

// inspected: an inspector finds it once he has recorded his order.
func (x closed) inspected() {
	x.t.Helper()
	c := x.Client("kiem-soat")
	c.Submit(c.Get("/truy-cap-khan-cap"), "", url.Values{"code": {x.code}, "reason": {"Kiểm tra theo QĐ số 12"}}).Wants(http.StatusOK, ownerName)
	x.found(true, "kiem-soat")
	looks, err := x.Casework.Looks(x.t.Context(), x.id)
	if err != nil || len(looks.Looks) != 1 || looks.Looks[0].Kind != look.Inspection {
		x.t.Errorf("the order is kept as %+v, %v", looks.Looks, err)
	}
}

// broken: break-glass opens it too, and the alarm names no code to whom it is
// not for.
func (x closed) broken() {
	x.t.Helper()
	c := x.Client("tra-ket-qua")
	c.Submit(c.Get("/truy-cap-khan-cap"), "", url.Values{"code": {x.code}, "reason": {"Người dân đang cấp cứu"}}).Wants(http.StatusOK, ownerName)
	if a := x.get("quan-tri", "/canh-bao-truy-cap"); a.status != http.StatusOK || strings.Contains(a.body, x.code) || !strings.Contains(a.body, "cấp cứu") {
		x.t.Errorf("the administrator's alarms: %d, code %v", a.status, strings.Contains(a.body, x.code))
	}
	if a := x.get("lanh-dao", "/canh-bao-truy-cap"); !strings.Contains(a.body, x.code) {
		x.t.Errorf("the leader's alarms miss it: %d", a.status)
	}
}

// TestRestricted: a dossier whose applicant asked for erasure while the law keeps
// it is found by those who worked on it alone, and opened with a reason each time.
func TestRestricted(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, w *world) {
		t.Helper()
		x := closed{world: w, id: w.due(dossier.ActHold)}
		s, _ := w.state(x.id)
		x.code = s.Submission
		list := func(who string) string { return x.get(who, "/ban-lam-viec?loc=co-quan&q="+x.code).body }
		if !strings.Contains(list("van-thu"), x.id) || !strings.Contains(list("tiep-nhan"), ownerName) {
			t.Fatal("the refused filing is not in the lists")
		}
		w.do("cong-dan-1", x.id, dossier.AskErasure{})
		for _, who := range []string{"van-thu", "tra-ket-qua", "chuyen-vien", "kiem-soat"} {
			if a := x.get(who, "/ho-so/"+x.id); a.status != http.StatusNotFound || strings.Contains(list(who), x.id) {
				t.Errorf("%s finds it: %d", who, a.status)
			}
		}
		if body := list("tiep-nhan"); !strings.Contains(body, x.id) || strings.Contains(body, ownerName) {
			t.Errorf("who refused it reads its owner in a list, or finds it no more")
		}
		c := x.Client("tiep-nhan")
		page := c.Get("/ho-so/" + x.id)
		page.Wants(http.StatusOK, "Hồ sơ bị hạn chế truy cập").Lacks(ownerName)
		c.Submit(page, "look-colleague", url.Values{"reason": {"Trả lời khiếu nại"}}).Wants(http.StatusOK, ownerName)
		if a := x.get("cong-dan-1", "/ho-so-cua-toi/"+x.id); a.status != http.StatusOK {
			t.Errorf("the applicant's own page: %d", a.status)
		}
	})
}
