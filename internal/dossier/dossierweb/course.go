package dossierweb

import (
	"context"
	"strconv"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/process"
	"motcua/internal/web/ui"
)

// Groups of the acts that are seldom done; groupNone is shown at once.
const (
	groupNone = iota
	groupPassing
	groupPapers
	groupPause
	groupSorry
	groupKeeping
)

// actGroup is a group of the folded menu.
type actGroup struct {
	name  locale.Text
	links []ui.Link
}

func groupName(g int) locale.Text {
	switch g {
	case groupPassing:
		return locale.T("Chuyển giao", "Passing on")
	case groupPapers:
		return locale.T("Bổ sung", "Papers")
	case groupPause:
		return locale.T("Tạm dừng, kết thúc", "Pauses and ends")
	case groupSorry:
		return locale.T("Xin lỗi", "Apology")
	}
	return locale.T("Giấy tờ, lưu trữ", "Slips and archive")
}

// onward tells the act that is the usual way on: the main button.
func (v *visit) onward(a actPage) bool {
	posts := v.s.Return.Way == dossier.ByPost && v.s.Posted == nil
	switch a.act {
	case dossier.ActHandOver:
		return !posts
	case dossier.ActSendByPost:
		return posts
	default:
		return a.movesOn
	}
}

// groupOf is where an act stands now: one that is owed is not folded away.
func (v *visit) groupOf(a actPage) int {
	switch {
	case a.act == dossier.ActApologise && v.s.ApologyOwed(v.counted, v.now), a.act == dossier.ActReceivePart:
		return groupNone
	case a.act == dossier.ActSendByPost && v.s.Return.Way != dossier.ByPost:
		return groupPassing
	case a.act == dossier.ActHold, a.act == dossier.ActLiftHold:
		return groupKeeping
	case a.act == dossier.ActReassign:
		return groupPassing
	}
	return a.group
}

// acts are what the viewer may do now: buttons, the main one first, and the
// groups of the menu.
func (p *pages) acts(ctx context.Context, v *visit) ([]ui.ButtonProps, []actGroup, error) {
	var main, others []ui.ButtonProps
	folded := map[int][]ui.Link{}
	for _, rule := range dossier.Offered(v.s, v.actor) {
		a, ok := actPageOf(rule.Act)
		if rule.Act == dossier.ActReissueSlip {
			folded[groupKeeping] = append(folded[groupKeeping], ui.Link{Href: v.path() + slipPath, Text: rule.Name})
		}
		if !ok {
			continue // another package's page
		}
		if rule.Act == dossier.ActChangeCase {
			cases, err := p.otherCases(ctx, v)
			if err != nil {
				return nil, nil, err
			}
			if len(cases) == 0 {
				continue
			}
		}
		href, text, group := v.path()+"/"+a.slug, a.button(v, rule), v.groupOf(a)
		switch {
		case len(main) == 0 && v.onward(a):
			main = append(main, ui.ButtonProps{Href: href, Text: text, Kind: ui.Main})
		case group != groupNone:
			folded[group] = append(folded[group], ui.Link{Href: href, Text: text})
		default:
			others = append(others, ui.ButtonProps{Href: href, Text: text, Kind: ui.Secondary})
		}
	}
	if v.secondRequest() {
		folded[groupPapers] = append(folded[groupPapers], ui.Link{Href: v.path() + "/yeu-cau-bo-sung", Text: locale.T("Yêu cầu bổ sung lần nữa: trình lãnh đạo cho phép", "Ask for papers again: with the head's permission")})
	}
	var groups []actGroup
	for g := groupPassing; g <= groupKeeping; g++ {
		if len(folded[g]) > 0 {
			groups = append(groups, actGroup{groupName(g), folded[g]})
		}
	}
	return append(main, others...), groups, nil
}

// openPayment is the duty to pay that the dossier waits for, nil without one.
func (v *visit) openPayment() *dossier.Payment {
	if n := len(v.s.Payments); n > 0 && v.s.Status == dossier.Paying {
		return &v.s.Payments[n-1]
	}
	return nil
}

// standingText is one reason why a dossier stands still, or what is owed.
type standingText struct{ lead, text locale.Text }

// standings are what stops the dossier now.
func (v *visit) standings() []standingText {
	var out []standingText
	if p := v.openPayment(); p != nil {
		out = append(out, standingText{locale.T("Chờ người nộp thực hiện nghĩa vụ tài chính:", "Waiting for payment:"), ui.S(paymentWords(p.Ground, p.Amount, p.Until))})
	}
	if s := v.s.Suspension; s != nil {
		out = append(out, standingText{locale.T("Tạm dừng từ "+s.At.Words(locale.VI)+":", "Suspended since "+s.At.Words(locale.EN)+":"), ui.S(ended(s.Ground) + joined(" Căn cứ: ", s.Clause))})
	}
	if v.s.Status == dossier.Withdrawn && v.s.Ending != nil && v.s.Ending.Fee == "" {
		out = append(out, standingText{locale.T("Còn việc:", "Still to do:"), locale.T("bộ phận một cửa trả lại giấy tờ và xác định phí, lệ phí.", "the one-stop gives the papers back and settles the fee.")})
	}
	if v.s.ApologyOwed(v.counted, v.now) {
		out = append(out, standingText{locale.T("Còn thiếu văn bản xin lỗi (mẫu 04):", "The letter of apology (form 04) is missing:"), locale.T("lãnh đạo cơ quan giải quyết ký. Kết quả vẫn được trả, không phải chờ.", "the agency's leader signs it. The result is handed over all the same.")})
	}
	return out
}

func paymentWords(ground string, amount int64, until calendar.Date) string {
	words := ended(ground)
	if amount > 0 {
		words += " Số tiền: " + locale.Dong(amount) + "."
	}
	if !until.IsZero() {
		words += " Nộp trước ngày " + until.Short() + "."
	}
	return words
}

// takenText says whether whoever has the step has taken it: "Đã nhận lúc …".
func (v *visit) takenText() locale.Text {
	switch t := v.s.Taken; {
	case v.s.Status != dossier.Accepted && v.s.Status != dossier.Processing:
		return locale.Text{}
	case t != nil:
		return locale.T("Đã nhận lúc "+t.At.Words(locale.VI)+" ("+v.people.name(t.By)+").", "Taken at "+t.At.Words(locale.EN)+" ("+v.people.name(t.By)+").")
	}
	return locale.T("Người giữ bước này chưa xác nhận đã nhận.", "Whoever has this step has not confirmed it.")
}

// missedText is the time that an apology is about, in words.
func (v *visit) missedText() locale.Text {
	if !v.s.EndedAt.IsZero() {
		return inText(v.s.EndDue)
	}
	return v.dueText()
}

func feeName(f dossier.Fee) locale.Text {
	switch f {
	case dossier.FeeUnpaid:
		return locale.T("Chưa thu", "Nothing was collected")
	case dossier.FeeKept:
		return locale.T("Đã thu, không hoàn trả theo quy định", "Collected and kept, as the rules say")
	case dossier.FeeRefund:
		return locale.T("Đã thu, hoàn trả người nộp", "Collected, to be given back")
	}
	return locale.T("Chưa xác định", "Not settled yet")
}

// special are the rows about what happened off the straight way; nil for most
// dossiers.
func (v *visit) special() []ui.SummaryRow {
	var rows []ui.SummaryRow
	for _, p := range v.s.Payments {
		if !p.Done.IsZero() {
			rows = append(rows, row(locale.T("Đã nộp tiền", "Paid"), paymentWords(p.Ground, p.Amount, calendar.Date{})+" "+ended(joined("Chứng từ: ", p.Proof)+", "+p.Done.Words(locale.VI))))
		}
	}
	if e := v.s.Ending; e != nil {
		rows = append(rows, v.endingRows(e)...)
	}
	if a := v.s.Apology; a != nil {
		rows = append(rows, row(locale.T("Văn bản xin lỗi", "Letter of apology"), "Số "+strconv.FormatInt(a.Number, 10)+", "+v.people.name(a.Signed.By)+joined(", ", a.Signed.Title)+", "+a.Signed.At.Words(locale.VI)),
			row(locale.T("Lý do chậm", "Reason of the delay"), a.Reason+" ("+locale.LowerFirst(a.Cause.Name().VI)+")"))
		if !a.NewDate.IsZero() {
			rows = append(rows, row(locale.T("Hẹn lại", "New day"), a.NewDate.Short()))
		}
	}
	for _, c := range v.s.Corrections {
		rows = append(rows, row(locale.T("Đính chính", "Corrected"), c.Reason+" ("+v.people.name(c.By)+", "+c.At.Words(locale.VI)+joined("; bỏ số ", c.Void)+")"))
	}
	if p := v.s.Posted; p != nil {
		rows = append(rows, row(locale.T("Gửi bưu chính", "Posted"), joined("Số vận đơn ", p.Tracking)+", "+p.At.Words(locale.VI)))
	}
	if c := v.s.Closed; c != nil {
		rows = append(rows, row(locale.T("Lưu hồ sơ", "Archived"), c.Shelf+", từ "+c.At.Words(locale.VI)))
	}
	return filled(rows)
}

func (v *visit) endingRows(e *dossier.Ending) []ui.SummaryRow {
	if v.s.Status == dossier.Withdrawn {
		return []ui.SummaryRow{
			row(locale.T("Lý do rút", "Withdrawn because"), e.Reason), row(locale.T("Phí, lệ phí", "Fee"), feeName(e.Fee).VI), row(locale.T("Ghi chú", "Note"), e.Note),
		}
	}
	number := ""
	if e.Number > 0 {
		number = "Thông báo (mẫu 05) số " + strconv.FormatInt(e.Number, 10) + ", " + e.At.Words(locale.VI)
	}
	return []ui.SummaryRow{row(locale.T("Lý do dừng", "Stopped because"), e.Reason), row(locale.T("Căn cứ dừng", "Grounds"), e.Clause), row(locale.T("Văn bản dừng", "Notice"), number)}
}

// tellAside puts what happened off the straight way into words.
func (p people) tellAside(e act.Event) (told, bool) {
	switch e := e.(type) {
	case dossier.WasTaken:
		return told{title: locale.T("Nhận hồ sơ", "Took the dossier"), text: joined("Người chuyển: ", p.passer(e.From))}, true
	case dossier.WasRecalled:
		return told{title: locale.T("Rút lại việc vừa chuyển", "Recalled it"), text: e.Reason}, true
	case dossier.CaseChanged:
		return told{title: locale.T("Thay đổi trường hợp", "Changed the case"), text: e.Reason}, true
	case dossier.SupplementAllowed:
		return told{title: locale.T("Cho phép yêu cầu bổ sung lần nữa", "Allowed another request for papers"), text: e.Reason}, true
	case dossier.SupplementPartReceived:
		return told{title: locale.T("Nhận một phần giấy tờ bổ sung", "Received some of the papers"), text: markNames(e.Papers)}, true
	case dossier.PaymentAsked:
		return told{title: locale.T("Yêu cầu thực hiện nghĩa vụ tài chính", "Asked for payment"), text: paymentWords(e.Ground, e.Amount, e.Until)}, true
	case dossier.PaymentRecorded:
		return told{title: locale.T("Ghi nhận đã nộp tiền", "Recorded the payment"), text: joined("Chứng từ: ", e.Proof) + goesOn(e.Onward)}, true
	case dossier.WasSuspended:
		return told{title: locale.T("Tạm dừng xử lý", "Suspended"), text: e.Ground + joined(" Căn cứ: ", e.Clause)}, true
	case dossier.WasResumed:
		return told{title: locale.T("Xử lý tiếp", "Went on"), text: e.Ground + goesOn(e.Onward)}, true
	}
	return p.tellEnd(e)
}

// tellEnd puts ends, apologies and what follows them into words.
func (p people) tellEnd(e act.Event) (told, bool) {
	switch e := e.(type) {
	case dossier.WasStopped:
		return told{title: locale.T("Dừng giải quyết", "Stopped"), text: e.Ground + joined(" Căn cứ: ", e.Clause)}, true
	case dossier.WasWithdrawn:
		return told{title: locale.T("Rút hồ sơ", "Withdrew the dossier"), text: e.Reason}, true
	case dossier.WithdrawalSettled:
		return told{title: locale.T("Trả giấy tờ, xác định phí", "Gave the papers back, settled the fee"), text: "Phí, lệ phí: " + locale.LowerFirst(feeName(e.Fee).VI) + "." + joined(" ", e.Note)}, true
	case dossier.FinishCorrected:
		return told{title: locale.T("Đính chính việc kết thúc", "Corrected a wrong finish"), text: e.Reason + joined(" Văn bản bỏ: ", e.Void)}, true
	case dossier.WasClosed:
		return told{title: locale.T("Lưu hồ sơ", "Closed the file"), text: e.Shelf}, true
	case dossier.WasPosted:
		return told{title: locale.T("Gửi kết quả qua bưu chính", "Posted the result"), text: joined("Số vận đơn: ", e.Tracking)}, true
	case dossier.Apologised:
		t := told{title: locale.T("Xin lỗi và hẹn lại", "Apologised"), text: e.Reason}
		if !e.NewDate.IsZero() {
			t.text += " Hẹn lại ngày " + e.NewDate.Short() + "."
		}
		return t, true
	}
	return told{}, false
}

// passer names who passed a dossier on, "" for nobody known.
func (p people) passer(account string) string {
	if account == "" {
		return ""
	}
	return p.name(account)
}

func goesOn(o dossier.Onward) string {
	if o.Due.IsZero() {
		return ""
	}
	return " Thời hạn được tính tiếp, đến " + o.Due.Words(locale.VI) + "."
}

// markNames lists papers: "Tờ khai; Ảnh 3x4".
func markNames(marks []dossier.PaperMark) string {
	var out string
	for i, m := range marks {
		if i > 0 {
			out += "; "
		}
		out += m.Name
	}
	return out
}

// earlierSteps are the steps to which a dossier may be sent back, the nearest
// first, by their number as people count.
func (v *visit) earlierSteps() []int {
	var out []int
	for i := min(v.s.Step, len(v.s.Steps)) - 1; i >= 0; i-- {
		if v.s.Steps[i].Kind != process.Receive {
			out = append(out, i+1)
		}
	}
	return out
}
