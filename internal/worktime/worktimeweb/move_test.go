package worktimeweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/worktime/worktimeweb"
)

// TestALawMovesOpenDossiers: published first, proposed with its text, confirmed
// by a second administrator; the promised time stays, the applicant's page and
// the calendar's history tell it.
func TestALawMovesOpenDossiers(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	one := receive(t, e)
	c, second := e.Client("quan-tri"), e.Client("quan-tri-2")
	path := worktimeweb.Path + "/" + calendar.Administrative
	c.Get(path+"/doi-han").Wants(http.StatusOK, "không thay đổi ngày nào")
	page := c.Get(path + "/thay-doi")
	c.Submit(page, "change", url.Values{
		"act": {"publish"}, "decision_number": {"Thông báo số 01/TB-MẪU"}, "decision_issuer": {"UBND tỉnh (mẫu)"},
		"decision_date-day": {"1"}, "decision_date-month": {"1"}, "decision_date-year": {"2024"},
		"day.0": {one.Due.Date().Short()}, "day.0.kind": {"holiday"}, "day.0.name": {"Ngày mẫu"},
	}).Wants(http.StatusOK, "Phiên bản 2")
	page = c.Get(path+"/doi-han").Wants(http.StatusOK, one.Code, "Đề nghị dời hạn")
	c.Submit(page, "propose", url.Values{"act": {"propose"}}).Wants(http.StatusUnprocessableEntity, "Không có điều khoản nào quy định thì hạn không dời")
	law := url.Values{
		"act": {"propose"}, "law_number": {"Nghị quyết số 1/NQ-MẪU"}, "law_article": {"Điều 3"}, "law_subject": {"Về ngày nghỉ mẫu"},
		"law_date-day": {"1"}, "law_date-month": {"1"}, "law_date-year": {"2024"},
	}
	page = c.Submit(page, "propose", law).Wants(http.StatusOK, "Chờ một quản trị khác xác nhận")
	c.Submit(page, "confirm", url.Values{"act": {"confirm"}}).Wants(http.StatusForbidden, "không tự xác nhận")
	page = second.Get(path+"/doi-han").Wants(http.StatusOK, "Xác nhận và dời hạn", one.Code)
	second.Submit(page, "confirm", url.Values{"act": {"confirm"}}).Wants(http.StatusOK, "Người xác nhận", "Kết quả")
	got := see(t, e, one.ID)
	if got.Due <= one.Due || got.Promised != one.Promised || got.Calendar.Version != 2 || len(got.Moves) != 1 {
		t.Errorf("due %s → %s, promised %s → %s", one.Due, got.Due, one.Promised, got.Promised)
	}
	second.Get(path+"/doi-han").Wants(http.StatusOK, "Dời ")
	c.Get(path+"/lich-su").Wants(http.StatusOK, "Nghị quyết số 1/NQ-MẪU ngày 01/01/2024, Điều 3")
}

// receive takes an invented dossier in at the ward's counter.
func receive(t *testing.T, e *apptest.Env) dossier.State {
	t.Helper()
	const marital = "1.004873"
	state, _, err := e.Casework.Definition(t.Context(), marital)
	if err != nil {
		t.Fatal(err)
	}
	f := dossier.Filing{
		Procedure: marital, Agency: "ubnd-hong-gai", Place: "hong-gai", Return: dossier.Return{Way: dossier.AtCounter},
		Owner: dossier.Party{Kind: dossier.Citizen, Name: "Phạm Thị Mẫu", Number: "022190000001", Address: "Số 1, ngõ Ví Dụ"},
	}
	for _, p := range state.Procedure(e.Now().Date()).Papers("", procedure.Direct) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: p.Key, Mark: dossier.MarkSubmitted, Originals: 1})
	}
	actor := e.Actor("tiep-nhan")
	done, err := e.Casework.Do(e.Soon(), dossierdb.Order{ID: e.Command(), Expect: journal.Any, Actor: actor, Command: dossier.Receive{Method: procedure.Direct, Filing: f}})
	if err != nil {
		t.Fatal(err)
	}
	return see(t, e, done.Dossier)
}

func see(t *testing.T, e *apptest.Env, id string) dossier.State {
	t.Helper()
	seen, err := e.Casework.See(t.Context(), e.Actor("tiep-nhan"), id, e.Now())
	if err != nil {
		t.Fatal(err)
	}
	return seen.State
}
