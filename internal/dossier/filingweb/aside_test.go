package filingweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
)

// TestPapersMayComeInParts: what was sent is kept and shown, and the rest is
// still asked for; the last part completes the answer.
func TestPapersMayComeInParts(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Post(draft+"/xem-lai", agree(upTo(t, c, draft)))
	id := dossiers(t, e, "cong-dan-1")[0].ID
	accept(t, e, id)
	order(t, e, id, "truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
	order(t, e, id, "chuyen-vien", dossier.RequestSupplement{
		Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Ảnh mờ."}, {Name: "Bản sao hộ khẩu cũ", Why: "Để đối chiếu nơi ở."}}, Sound: sound(t, e, id),
	})
	page := "/ho-so-cua-toi/" + id + "/bo-sung"
	send(t, c, page, url.Values{"act": {"part"}}).Wants(http.StatusUnprocessableEntity, "Chưa có tệp nào để gửi")
	send(t, c, page, url.Values{"act": {"part"}}, file{"paper.muc-2", "hộ khẩu.png", picture(121)}).
		Wants(http.StatusOK, "Còn 1 giấy tờ", "Cơ quan đã nhận")
	send(t, c, page, url.Values{"act": {"send"}}, file{"paper.to-khai", "tờ khai mới.png", picture(120)}).
		Wants(http.StatusOK, "Đã nhận giấy tờ bổ sung", "hộ khẩu.png", "tờ khai mới.png")
	s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id)
	if err != nil || s.Status != dossier.Processing {
		t.Fatalf("%v %+v", err, s)
	}
	again := 0
	for _, m := range s.Papers {
		if m.Name == "Bản sao hộ khẩu cũ" {
			again++
		}
	}
	if again != 1 {
		t.Errorf("the paper that came first is in the dossier %d times", again)
	}
}

// TestAWithdrawalIsConfirmedFirst: the reason, then what happens, then the act;
// what was decided can no longer be withdrawn.
func TestAWithdrawalIsConfirmedFirst(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Post(draft+"/xem-lai", agree(upTo(t, c, draft)))
	id := dossiers(t, e, "cong-dan-1")[0].ID
	own := "/ho-so-cua-toi/" + id
	page := c.Get(c.Get(own).Link("Rút hồ sơ này"))
	page.Wants(http.StatusOK, "Phí, lệ phí", "không mở lại được")
	c.Submit(page, "", url.Values{}).Wants(http.StatusUnprocessableEntity, "vì sao Ông/Bà rút")
	confirm := c.Submit(page, "", url.Values{"reason": {"Đã làm ở nơi khác."}})
	confirm.Wants(http.StatusOK, "Xác nhận rút hồ sơ", "Đã làm ở nơi khác.")
	if s, _, _ := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id); s.Status != dossier.New {
		t.Errorf("withdrawn before it was confirmed: %v", s.Status)
	}
	fields := url.Values{"reason": {confirm.Value("reason")}, "act": {"confirm"}, "form_token": {confirm.Value("form_token")}}
	c.Post(own+"/rut", fields).Wants(http.StatusOK, "Đã rút hồ sơ", "Đã làm ở nơi khác.", "nhận lại giấy tờ").Lacks("Rút hồ sơ này")
	c.Post(own+"/rut", fields).Wants(http.StatusOK, "Đã rút hồ sơ")
	if s, _, _ := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id); s.Status != dossier.Withdrawn {
		t.Errorf("after confirming it is %v", s.Status)
	}
	e.Client("cong-dan-2").Get(own + "/rut").Wants(http.StatusNotFound)
}

// TestWhatStopsADossierIsTold: payment, suspension, apology and stop, with the
// owner's own words only behind sign-in.
func TestWhatStopsADossierIsTold(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Post(draft+"/xem-lai", agree(upTo(t, c, draft)))
	id := dossiers(t, e, "cong-dan-1")[0].ID
	own := "/ho-so-cua-toi/" + id
	accept(t, e, id)
	order(t, e, id, "truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
	s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id)
	if err != nil {
		t.Fatal(err)
	}
	public := "/t/" + s.Slip.Token
	order(t, e, id, "chuyen-vien", dossier.AskPayment{Ground: "Thông báo mẫu số 12", Amount: 1_500_000, Until: e.Now().Date().AddDays(9)})
	c.Get(own).Wants(http.StatusOK, "Ông/Bà cần nộp tiền", "Thông báo mẫu số 12", "1.500.000 đồng", "Xin nộp trước")
	e.Client("").Get(public).Wants(http.StatusOK, "Ông/Bà cần nộp tiền", "Xin nộp trước").Lacks("Thông báo mẫu số 12", "1.500.000")
	order(t, e, id, "chuyen-vien", dossier.RecordPayment{Proof: "Biên lai mẫu"})
	order(t, e, id, "lanh-dao", dossier.Suspend{Ground: "Chờ bản án mẫu.", Clause: "Điều 5 Luật Mẫu"})
	c.Get(own).Wants(http.StatusOK, "đang tạm dừng theo quy định", "Chờ bản án mẫu.", "Điều 5 Luật Mẫu", "khiếu nại")
	e.Client("").Get(public).Wants(http.StatusOK, "Điều 5 Luật Mẫu").Lacks("Chờ bản án mẫu.")
	order(t, e, id, "lanh-dao", dossier.Resume{Ground: "Đã có bản án."})
	order(t, e, id, "lanh-dao", dossier.Apologise{Reason: "Thiếu người thẩm định.", Cause: dossier.CauseAgency, NewDate: calendar.D(2098, 12, 31)})
	c.Get(own).Wants(http.StatusOK, "xin lỗi Ông/Bà", "Hẹn lại", "31/12/2098", "Thiếu người thẩm định.")
	order(t, e, id, "lanh-dao", dossier.Stop{Ground: "Không bổ sung.", Clause: "Điều 6 Luật Mẫu"})
	c.Get(own).Wants(http.StatusOK, "Vì sao dừng giải quyết", "Không bổ sung.", "Điều 6 Luật Mẫu", "khiếu nại", "Dừng giải quyết lúc").Lacks("Rút hồ sơ này")
}

// sound are the keys of the papers of a dossier but those of the request.
func sound(t *testing.T, e *apptest.Env, id string) []string {
	t.Helper()
	s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range s.Papers {
		keys = append(keys, m.Key)
	}
	return keys
}
