package trackingweb

import (
	"strconv"

	"motcua/internal/dossier"
	"motcua/internal/locale"
)

// Notice is one thing that happened off a dossier's straight way, and what it
// means for the applicant.
type Notice struct {
	Title locale.Text
	Says  []locale.Text
	Words []Words // in an official's or the applicant's own words, for the owner alone
	kind  kind
}

// Words are somebody's own words with what they are about.
type Words struct {
	About locale.Text
	Text  string
}

// kind is what a notice is about.
type kind int

const (
	ofPayment kind = iota
	ofSuspension
	ofApology
	ofStop
	ofWithdrawal
	ofPost
	ofCorrection
)

// notices are what everybody with the code may read of a dossier's pauses, ends
// and apologies.
func (v viewer) notices(s dossier.State) []Notice {
	var out []Notice
	add := func(k kind, title locale.Text, says ...locale.Text) {
		n := Notice{Title: title, kind: k}
		for _, say := range says {
			if !say.IsZero() {
				n.Says = append(n.Says, say)
			}
		}
		out = append(out, n)
	}
	if a := s.Apology; a != nil {
		add(ofApology, locale.T("Cơ quan giải quyết xin lỗi Ông/Bà", "The agency apologises"), v.apology(s, a)...)
	}
	if p := openPayment(s); p != nil {
		add(ofPayment, locale.T("Ông/Bà cần nộp tiền", "Please pay"), v.payment(s, p)...)
	}
	if p := s.Suspension; p != nil {
		add(ofSuspension, locale.T("Hồ sơ đang tạm dừng theo quy định", "The dossier is suspended as the law says"), v.suspension(s, p)...)
	}
	if e := s.Ending; e != nil && s.Status == dossier.Stopped {
		add(ofStop, locale.T("Vì sao dừng giải quyết", "Why processing was stopped"), v.stop(s, e)...)
	}
	if e := s.Ending; e != nil && s.Status == dossier.Withdrawn {
		add(ofWithdrawal, locale.T("Hồ sơ đã rút", "The dossier was withdrawn"), v.withdrawal(s, e)...)
	}
	if n := len(s.Corrections); n > 0 && s.EndedAt.IsZero() {
		add(ofCorrection, locale.T("Việc kết thúc đã được đính chính", "Finishing was corrected"),
			locale.T("Hồ sơ được xử lý lại từ "+At(s.Corrections[n-1].At).VI+"; thời hạn không thay đổi. Ông/Bà không phải nộp lại.",
				"The dossier is dealt with again since "+At(s.Corrections[n-1].At).EN+"; the time limit is unchanged. You need not file again."))
	}
	if p := s.Posted; p != nil && s.Status == dossier.Finished {
		add(ofPost, locale.T("Kết quả đang trên đường bưu chính", "The result is on its way by post"),
			locale.T("Đã gửi lúc "+At(p.At).VI+". Người nhận xin mang giấy tờ tùy thân khi bưu tá phát.", "Posted "+At(p.At).EN+". The receiver shows an identity paper on delivery."))
	}
	return out
}

func openPayment(s dossier.State) *dossier.Payment {
	if n := len(s.Payments); n > 0 && s.Status == dossier.Paying {
		return &s.Payments[n-1]
	}
	return nil
}

func (v viewer) payment(s dossier.State, p *dossier.Payment) []locale.Text {
	says := []locale.Text{}
	if !p.Until.IsZero() {
		d := Day(p.Until)
		says = append(says, locale.T("Xin nộp trước "+d.VI+".", "Please pay before "+d.EN+"."))
	}
	return append(says, locale.T(
		"Thời hạn giải quyết tạm dừng từ "+At(p.At).VI+". Nộp xong, xin mang hoặc gửi chứng từ đến "+place(v.counter(s))+" để thời hạn được tính tiếp ngay.",
		"The time limit is paused since "+At(p.At).EN+". Once paid, please bring or send the receipt to "+place(v.counter(s))+", so that it runs again at once."))
}

func (v viewer) suspension(s dossier.State, p *dossier.Suspension) []locale.Text {
	return []locale.Text{
		locale.T("Tạm dừng từ "+At(p.At).VI+". Thời hạn không tính trong thời gian này; khi xử lý tiếp, chúng tôi báo ngay cùng ngày hẹn mới.",
			"Suspended since "+At(p.At).EN+". This time does not count; when work goes on we tell you at once, with the new day."),
		clause(p.Clause), v.complaint(s),
	}
}

func (v viewer) stop(s dossier.State, e *dossier.Ending) []locale.Text {
	number := locale.Text{}
	if e.Number > 0 {
		n := strconv.FormatInt(e.Number, 10)
		number = locale.T("Thông báo dừng giải quyết (mẫu 05) số "+n+", "+At(e.At).VI+".", "Notice of stopping (form 05) no. "+n+", "+At(e.At).EN+".")
	}
	return []locale.Text{number, clause(e.Clause), v.complaint(s)}
}

func clause(c string) locale.Text {
	if c == "" {
		return locale.Text{}
	}
	return locale.T("Căn cứ: "+c+".", "It rests on: "+c+".")
}

// complaint says how to complain (Luật Khiếu nại 02/2011/QH13, Điều 7 and 9).
func (v viewer) complaint(s dossier.State) locale.Text {
	vi := "Nếu không đồng ý, Ông/Bà có quyền khiếu nại đến người đã ký văn bản trong thời hạn 90 ngày kể từ ngày nhận được, hoặc khởi kiện tại Tòa án."
	en := "If you disagree, you may complain to whoever signed within 90 days of receiving it, or go to court."
	if c := v.contact(s.Agency); c.Phone != "" {
		vi += " Cần hướng dẫn, xin gọi " + c.Name + ", " + c.Phone + "."
		en += " For guidance, please call " + c.Name + ", " + c.Phone + "."
	}
	return locale.T(vi, en)
}

func (v viewer) withdrawal(s dossier.State, e *dossier.Ending) []locale.Text {
	if e.Fee == "" {
		return []locale.Text{locale.T(
			"Đã rút lúc "+At(e.At).VI+". Xin đến "+place(v.counter(s))+" để nhận lại giấy tờ bản giấy; phí, lệ phí (nếu đã nộp) được xác định khi đó.",
			"Withdrawn "+At(e.At).EN+". Please come to "+place(v.counter(s))+" for your papers; any fee paid is settled then.")}
	}
	fee := map[dossier.Fee]locale.Text{
		dossier.FeeUnpaid: locale.T("Phí, lệ phí: chưa thu.", "Fee: nothing was collected."),
		dossier.FeeKept:   locale.T("Phí, lệ phí đã nộp không hoàn trả theo quy định về phí.", "The fee paid is kept, as the rules on it say."),
		dossier.FeeRefund: locale.T("Phí, lệ phí đã nộp được hoàn trả.", "The fee paid is given back."),
	}[e.Fee]
	return []locale.Text{locale.T("Đã rút lúc "+At(e.At).VI+".", "Withdrawn "+At(e.At).EN+"."), fee}
}

func (v viewer) apology(s dossier.State, a *dossier.Apology) []locale.Text {
	says := []locale.Text{locale.T(
		"Hồ sơ chưa xong đúng hẹn "+At(a.Due).VI+". Văn bản xin lỗi (mẫu 04) do lãnh đạo cơ quan ký "+At(a.Signed.At).VI+".",
		"The dossier was not done by "+At(a.Due).EN+". The letter of apology (form 04) was signed by the agency's leader "+At(a.Signed.At).EN+".")}
	if !a.NewDate.IsZero() && s.EndedAt.IsZero() {
		d := Day(a.NewDate)
		says = append(says, locale.T("Hẹn lại: "+d.VI+". Ông/Bà không phải nộp thêm hay đi lại; có kết quả, chúng tôi báo ngay.",
			"The new day: "+d.EN+". You need not send anything more or come again; we tell you as soon as there is a result."))
	}
	return says
}

// TellWords adds what only the owner may read: reasons, notices and numbers as
// they were written.
func (s *Sight) TellWords(of dossier.State) {
	for i := range s.Notices {
		n := &s.Notices[i]
		add := func(about locale.Text, text string) {
			if text != "" {
				n.Words = append(n.Words, Words{about, text})
			}
		}
		reason := locale.T("Lý do", "Reason")
		switch n.kind {
		case ofPayment:
			if p := openPayment(of); p != nil {
				add(locale.T("Khoản phải nộp", "What is due"), p.Ground)
				if p.Amount > 0 {
					add(locale.T("Số tiền", "Amount"), locale.Dong(p.Amount))
				}
			}
		case ofSuspension:
			add(reason, of.Suspension.Ground)
		case ofApology:
			add(reason, of.Apology.Reason)
		case ofStop, ofWithdrawal:
			add(reason, of.Ending.Reason)
			add(locale.T("Ghi chú", "Note"), of.Ending.Note)
		case ofPost:
			add(locale.T("Số vận đơn", "Tracking number"), of.Posted.Tracking)
		case ofCorrection:
			add(reason, of.Corrections[len(of.Corrections)-1].Reason)
		}
	}
}

// newDay is the day that an apology promised, in large letters.
func (v viewer) newDay(s dossier.State) (locale.Text, bool) {
	if s.Apology == nil || s.Apology.NewDate.IsZero() || !s.EndedAt.IsZero() {
		return locale.Text{}, false
	}
	return Day(s.Apology.NewDate), true
}

// excused reports whether the agency has apologised and the day it named has not
// passed.
func (v viewer) excused(s dossier.State) bool {
	return s.Apology != nil && !v.now.Date().After(s.Apology.NewDate)
}

// endLabel names the instant at which a dossier's clock ended.
func endLabel(s dossier.Status) locale.Text {
	switch s {
	case dossier.Stopped:
		return locale.T("Dừng giải quyết lúc", "Stopped")
	case dossier.Withdrawn:
		return locale.T("Rút hồ sơ lúc", "Withdrawn")
	default:
		return locale.T("Xử lý xong lúc", "Finished")
	}
}

// paused is the large words of a dossier whose clock stands still, with when it
// goes on.
func paused(s dossier.State) (locale.Text, bool) {
	switch {
	case s.Suspension != nil:
		return locale.T("Khi lý do tạm dừng không còn, thời hạn được tính tiếp và trang này hiện ngày hẹn mới.", "When its cause is gone the time limit runs on, and this page shows the new day."), true
	case s.Status == dossier.Paying:
		return locale.T("Khi đã nộp tiền, thời hạn được tính tiếp và trang này hiện ngày hẹn mới.", "Once paid, the time limit runs on, and this page shows the new day."), true
	case s.Status == dossier.Supplement:
		return locale.T("Khi nhận đủ giấy tờ, thời hạn được tính tiếp và trang này hiện ngày hẹn mới.",
			"When all papers have come the time limit runs on, and this page shows the new day."), true
	}
	return locale.Text{}, false
}
