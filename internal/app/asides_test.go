package app_test

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

const marriage = "1.000894" // with two cases

// asideRows are the acts off the straight way.
func asideRows() []permission {
	return []permission{
		{route: "nhan-viec", act: dossier.ActTake, who: "specialist", named: true, fields: form("x", "")},
		{route: "rut-lai", act: dossier.ActRecall, who: "head", named: true, fields: form("reason", "Giao nhầm.")},
		{route: "doi-truong-hop", act: dossier.ActChangeCase, who: "specialist", fields: form("case", "{case}", "reason", "Giấy tờ cho thấy.")},
		{route: "cho-phep-bo-sung", act: dossier.ActAllowSupplement, who: "head leader", fields: form("reason", "Có căn cứ mới.")},
		{route: "nhan-mot-phan", act: dossier.ActReceivePart, who: counter, fields: form("got.1", "yes", "originals.1", "1")},
		{route: "yeu-cau-nop-tien", act: dossier.ActAskPayment, who: "specialist", named: true, fields: form("ground", "Thông báo mẫu số 1", "amount", "1.500.000")},
		{route: "da-nop-tien", act: dossier.ActRecordPayment, who: "specialist " + counter, named: true, fields: form("proof", "Biên lai mẫu số 2")},
		{route: "tam-dung", act: dossier.ActSuspend, who: "leader", fields: form("ground", "Văn bản mẫu", "clause", "Điều 5")},
		{route: "xu-ly-tiep", act: dossier.ActResume, who: "leader", fields: form("ground", "Đã có trả lời.")},
		{route: "dung-giai-quyet", act: dossier.ActStop, who: "leader", fields: form("ground", "Không bổ sung.", "clause", "Điều 5")},
		{route: "rut-ho-so", act: dossier.ActWithdraw, who: counter, fields: form("reason", "Không còn cần.", "fee", "unpaid")},
		{route: "tra-giay-to", act: dossier.ActSettleWithdrawal, who: counter, fields: form("fee", "refund")},
		{route: "xin-loi", act: dossier.ActApologise, who: "leader", fields: form("reason", "Chậm.", "cause", "agency", "new_date-day", "31", "new_date-month", "12", "new_date-year", "2098")},
		{route: "dinh-chinh", act: dossier.ActCorrectFinish, who: "leader", fields: form("reason", "Sai tên.")},
		{route: "gui-buu-chinh", act: dossier.ActSendByPost, who: counter, fields: form("tracking", "MAU123VN")},
		{route: "luu-ho-so", act: dossier.ActClose, who: "clerk", fields: form("shelf", "Hộp 1")},
	}
}

// asideBody is the API's body of an act off the straight way, nil for others.
func (w *world) asideBody(a dossier.Act) any {
	sample := []dossier.PaperMark{{Name: "Giấy tờ mẫu", Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: w.hash, Name: "anh-chup.png"}}}}
	body := map[dossier.Act]any{
		dossier.ActRecall:           dossier.Recall{Reason: "Giao nhầm."},
		dossier.ActAllowSupplement:  dossier.AllowSupplement{Reason: "Có căn cứ mới."},
		dossier.ActReceivePart:      dossier.ReceivePart{Papers: sample},
		dossier.ActAskPayment:       dossier.AskPayment{Ground: "Thông báo mẫu số 1", Amount: 1_500_000},
		dossier.ActRecordPayment:    dossier.RecordPayment{Proof: "Biên lai mẫu số 2"},
		dossier.ActSuspend:          dossier.Suspend{Ground: "Văn bản mẫu", Clause: "Điều 5"},
		dossier.ActResume:           dossier.Resume{Ground: "Đã có trả lời."},
		dossier.ActStop:             dossier.Stop{Ground: "Không bổ sung.", Clause: "Điều 5"},
		dossier.ActWithdraw:         dossier.Withdraw{Reason: "Không còn cần."},
		dossier.ActSettleWithdrawal: dossier.SettleWithdrawal{Fee: dossier.FeeRefund},
		dossier.ActApologise:        dossier.Apologise{Reason: "Chậm.", Cause: dossier.CauseAgency, NewDate: calendar.D(2098, 12, 31)},
		dossier.ActCorrectFinish:    dossier.CorrectFinish{Reason: "Sai tên."},
		dossier.ActSendByPost:       dossier.SendByPost{Tracking: "MAU123VN"},
		dossier.ActClose:            dossier.Close{Shelf: "Hộp 1"},
	}[a]
	if a == dossier.ActChangeCase {
		return dossier.ChangeCase{Case: w.otherCase(), Reason: "Giấy tờ cho thấy."}
	}
	return body
}

// aside brings a dossier that is being appraised to where an act off the
// straight way is due; false for all other acts.
func (w *world) aside(id string, next dossier.Act) bool {
	w.t.Helper()
	switch next {
	case dossier.ActTake, dossier.ActRecall, dossier.ActChangeCase, dossier.ActAskPayment, dossier.ActSuspend, dossier.ActStop, dossier.ActWithdraw, dossier.ActApologise:
	case dossier.ActAllowSupplement, dossier.ActReceivePart:
		w.do("chuyen-vien", id, dossier.RequestSupplement{Items: []dossier.Item{{Name: "Giấy tờ mẫu", Why: "Còn thiếu."}}, Sound: w.sound()})
		if next == dossier.ActAllowSupplement {
			w.do("tiep-nhan", id, dossier.ReceiveSupplement{Papers: []dossier.PaperMark{{Name: "Giấy tờ mẫu", Mark: dossier.MarkSubmitted, Originals: 1}}})
		}
	case dossier.ActRecordPayment:
		w.do("chuyen-vien", id, dossier.AskPayment{Ground: "Thông báo mẫu số 1"})
	case dossier.ActResume:
		w.do("lanh-dao", id, dossier.Suspend{Ground: "Văn bản mẫu", Clause: "Điều 5"})
	case dossier.ActSettleWithdrawal:
		w.do("cong-dan-1", id, dossier.Withdraw{Reason: "Không còn cần."})
	default:
		return false
	}
	return true
}

// sound are the keys of the papers that every sample dossier hands in.
func (w *world) sound() []string {
	var keys []string
	for _, p := range w.definition(marital).Papers("", procedure.Online) {
		keys = append(keys, p.Key)
	}
	return keys
}

// otherCase is a case of marriage that its sample dossiers are not filed as.
func (w *world) otherCase() string { return w.definition(marriage).Choices()[1].Code }

func (w *world) definition(code string) procedure.Procedure {
	w.t.Helper()
	state, _, err := w.Casework.Definition(w.t.Context(), code)
	if err != nil {
		w.t.Fatal(err)
	}
	return state.Procedure(w.Now().Date())
}
