package dossierweb

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web"
)

// asidePages are the pages of the acts off a dossier's straight way.
func asidePages() []actPage {
	return append(coursePages(), endPages()...)
}

// coursePages are the pages of hand-overs, requests for papers and pauses.
func coursePages() []actPage {
	reception, leader := duty(org.DutyReception), duty(org.DutyLeader)
	return []actPage{
		{act: dossier.ActTake, slug: "nhan-viec", access: performers(), group: groupPassing, fields: takeFields, read: readTake,
			lead: locale.T("Xác nhận đã nhận hồ sơ từ người chuyển. Từ lúc này người chuyển không rút lại được.", "Confirm that you have the dossier. From now on it cannot be recalled.")},
		{act: dossier.ActRecall, slug: "rut-lai", access: performers(), group: groupPassing, fields: reasonFields(locale.T("Lý do rút lại", "Reason"), locale.T("Ví dụ: thiếu trang 2 của dự thảo.", "For example: page 2 of the draft is missing.")), read: readRecall,
			lead: locale.T("Hồ sơ về lại Ông/Bà, khi người thực hiện bước sau chưa nhận.", "The dossier comes back to you, as long as nobody took it.")},
		{act: dossier.ActChangeCase, slug: "doi-truong-hop", access: performers(), group: groupPassing, papers: true, fields: caseFields, read: readCase,
			lead: locale.T("Hồ sơ sang trường hợp khác của cùng thủ tục. Hẹn trả kết quả không thay đổi.", "The dossier becomes another case of the same procedure. The promised day stays.")},
		{act: dossier.ActAllowSupplement, slug: "cho-phep-bo-sung", access: duty(org.DutyUnitHead, org.DutyLeader), group: groupPapers, papers: true, fields: allowFields, read: readAllow,
			lead: locale.T("Người thẩm định được yêu cầu bổ sung thêm một lần. Chỉ số quốc gia tính hồ sơ này là trễ hạn.", "The specialist may ask for papers once more. The national index counts the dossier as late.")},
		{act: dossier.ActReceivePart, slug: "nhan-mot-phan", access: reception, group: groupPapers, upload: true, fields: partFields, read: readPart,
			lead: locale.T("Nhận những giấy tờ đã có. Thời hạn vẫn tạm dừng đến khi đủ.", "Receive what has come. The clock stands still until everything is there.")},
		{act: dossier.ActAskPayment, slug: "yeu-cau-nop-tien", access: performers(), group: groupPause, fields: payFields, read: readPay,
			lead: locale.T("Người nộp nhận thông báo; thời hạn tạm dừng đến khi nộp xong.", "The applicant is told; the clock stops until it is paid.")},
		{act: dossier.ActRecordPayment, slug: "da-nop-tien", access: performers(), movesOn: true, fields: paidFields, read: readPaid,
			lead: locale.T("Ghi chứng từ người nộp đưa hoặc cơ quan thuế chuyển; thời hạn được tính tiếp ngay.", "Record the receipt; the clock goes on at once.")},
		{act: dossier.ActSuspend, slug: "tam-dung", access: leader, group: groupPause, fields: suspendFields, read: readSuspend,
			lead: locale.T("Chỉ tạm dừng khi luật cho phép. Thời hạn tạm dừng, người nộp được báo căn cứ.", "Only where the law allows it. The clock stops and the applicant is told the ground.")},
		{act: dossier.ActResume, slug: "xu-ly-tiep", access: leader, fields: resumeFields, read: readResume,
			lead: locale.T("Hồ sơ về đúng bước đang dở; thời hạn được tính tiếp, người nộp được báo.", "The dossier goes on where it stood; the clock runs again and the applicant is told.")},
		{act: dossier.ActSendByPost, slug: "gui-buu-chinh", access: duty(org.DutyReturner, org.DutyReception), fields: postFields, read: readPost,
			lead: locale.T("Ghi số vận đơn khi giao cho bưu chính. Người nộp được báo để theo dõi; khi bưu chính đã phát, ghi “Trả kết quả”.", "Record the tracking number. The applicant is told; once it was delivered, record the hand-over.")},
	}
}

// endPages are the pages of ends, apologies and what follows them.
func endPages() []actPage {
	reception, leader := duty(org.DutyReception), duty(org.DutyLeader)
	return []actPage{
		{act: dossier.ActStop, slug: "dung-giai-quyet", access: leader, group: groupPause, warn: true, papers: true, fields: stopFields, read: readStop,
			lead: locale.T("Hồ sơ kết thúc mà không có kết quả. Người nộp nhận thông báo (mẫu 05) với đúng căn cứ, lý do ghi dưới đây.", "The dossier ends without a result. The applicant gets form 05 with the ground given here.")},
		{act: dossier.ActWithdraw, slug: "rut-ho-so", access: reception, group: groupPause, warn: true, fields: withdrawFields, read: readWithdraw,
			lead: locale.T("Ghi việc người nộp đến rút hồ sơ. Việc giải quyết kết thúc và không mở lại được.", "Record that the applicant withdraws the dossier. Work on it ends for good.")},
		{act: dossier.ActSettleWithdrawal, slug: "tra-giay-to", access: reception, movesOn: true, papers: true, fields: settleFields, read: readSettle,
			lead: locale.T("Trả lại giấy tờ đã nhận và ghi phí, lệ phí được xử lý thế nào.", "Give the papers back and say what becomes of the fee.")},
		{act: dossier.ActApologise, slug: "xin-loi", access: leader, group: groupSorry, fields: sorryFields, read: readSorry,
			lead: locale.T("Ông/Bà ký văn bản xin lỗi (mẫu 04); người nộp được gửi ngay. Chỉ hẹn lại được một lần, và hồ sơ vẫn tính là trễ hạn.", "You sign form 04, which is sent at once. A dossier is rescheduled only once and still counts as late.")},
		{act: dossier.ActCorrectFinish, slug: "dinh-chinh", access: leader, group: groupPause, warn: true, proposal: true,
			fields: reasonFields(locale.T("Sai ở đâu", "What was wrong"), locale.T("Ví dụ: văn bản ghi sai ngày sinh. Người nộp đọc được nguyên văn.", "For example: the wrong day of birth. The applicant reads these words.")), read: readCorrect,
			lead: locale.T("Hồ sơ mở lại từ bước đầu sau tiếp nhận. Thời hạn tính như chưa từng kết thúc; số văn bản đã cấp không dùng lại.", "The dossier opens again at its first desk. The clock counts as if it had never ended; the number is not used again.")},
		{act: dossier.ActClose, slug: "luu-ho-so", access: duty(org.DutyClerk), fields: shelfFields, read: readShelf,
			lead: locale.T("Hồ sơ đã xong mọi việc và được đưa vào lưu trữ.", "Everything is done; the file goes to the archive.")},
	}
}

func takeFields(_ context.Context, _ *pages, v *visit, _ *web.Form) (templ.Component, error) {
	return takeForm(v), nil
}

func readTake(context.Context, *pages, *visit, *web.Form) dossier.Command { return dossier.Take{} }

// reasonFields is a form with a reason alone.
func reasonFields(label, hint locale.Text) func(context.Context, *pages, *visit, *web.Form) (templ.Component, error) {
	return func(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
		return reasonForm(f, label, hint), nil
	}
}

func readRecall(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Recall{Reason: f.Text("reason", maxLine)}
}

func readCorrect(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.CorrectFinish{Reason: f.Text("reason", maxLine)}
}

// otherCases are the cases of the dossier's procedure that it is not.
func (p *pages) otherCases(ctx context.Context, v *visit) ([]procedure.Case, error) {
	definition, _, err := p.Casework.Definition(ctx, v.s.Procedure)
	if err != nil {
		return nil, err
	}
	var out []procedure.Case
	for _, c := range definition.Procedure(v.now.Date()).Choices() {
		if c.Code != v.s.Case {
			out = append(out, c)
		}
	}
	return out, nil
}

// caseName is the dossier's case in words, "" without one.
func (p *pages) caseName(ctx context.Context, v *visit, code string) (locale.Text, error) {
	if code == "" {
		return locale.T("chưa xác định", "not determined"), nil
	}
	definition, _, err := p.Casework.Definition(ctx, v.s.Procedure)
	if err != nil {
		return locale.Text{}, err
	}
	if c, ok := definition.Procedure(v.now.Date()).Case(code); ok {
		return c.Name, nil
	}
	return locale.T(code, code), nil
}

func caseFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	cases, err := p.otherCases(ctx, v)
	if err != nil {
		return nil, err
	}
	now, err := p.caseName(ctx, v, v.s.Case)
	if err != nil {
		return nil, err
	}
	return caseForm(f, now, cases), nil
}

func readCase(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.ChangeCase{Case: f.Value("case"), Reason: f.Text("reason", maxLine)}
}

func allowFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return allowForm(v, f), nil
}

func readAllow(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.AllowSupplement{Reason: f.Text("reason", maxLine)}
}

func partFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return partForm(v.lastAsked(), f), nil
}

// readPart takes the papers that were ticked; the others are still waited for.
func readPart(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	var c dossier.ReceivePart
	for i, it := range v.lastAsked() {
		n := itoa(i + 1)
		files := p.take(ctx, f, v, "files."+n)
		if f.Value("got."+n) == "" && len(files) == 0 {
			continue
		}
		c.Papers = append(c.Papers, dossier.PaperMark{
			Key: it.Key, Name: it.Name, Mark: dossier.MarkSubmitted, Files: files, Originals: quantity(f, "originals."+n), Copies: quantity(f, "copies."+n),
		})
	}
	return c
}

func payFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return payForm(f), nil
}

func readPay(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.AskPayment{Ground: f.Text("ground", maxLine), Amount: dong(f, "amount"), Until: f.Date("until")}
}

// dong reads an amount as people write it, "1.500.000 đ"; 0 when it is empty.
func dong(f *web.Form, name string) int64 {
	typed := strings.Trim(strings.ToLower(strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "").Replace(f.Value(name))), "đồngd")
	if typed == "" && f.Value(name) == "" {
		return 0
	}
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 0 {
		f.Wrong(name, locale.T("Xin nhập số tiền bằng số, ví dụ 1.500.000.", "Please type the amount in figures, for example 1.500.000."))
		return 0
	}
	return n
}

func paidFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return paidForm(v, f), nil
}

func readPaid(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.RecordPayment{Proof: f.Text("proof", maxLine)}
}

func suspendFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return writtenForm(f, locale.T("Văn bản và lý do tạm dừng", "Text and reason"), locale.T("Số, ngày văn bản và sự việc. Người nộp đọc được nguyên văn.", "Number and day of the text, and the facts. The applicant reads these words.")), nil
}

func readSuspend(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Suspend{Ground: f.Text("ground", maxLine), Clause: f.Text("clause", maxLine)}
}

func resumeFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return resumeForm(v, f), nil
}

func readResume(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Resume{Ground: f.Text("ground", maxLine)}
}

func postFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return postForm(v, f), nil
}

func readPost(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.SendByPost{Tracking: f.Text("tracking", 100)}
}

func stopFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return stopForm(v, f), nil
}

func readStop(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Stop{Ground: f.Text("ground", maxLine), Clause: f.Text("clause", maxLine)}
}

func withdrawFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return withdrawForm(f), nil
}

// laterFee is the choice to say later what becomes of the fee.
const laterFee = "sau"

func readWithdraw(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	c := dossier.Withdraw{Reason: f.Text("reason", maxLine), Fee: dossier.Fee(f.Value("fee"))}
	if f.Value("fee") == laterFee {
		c.Fee = ""
	} else if c.Fee == "" {
		f.Wrong("fee", locale.T("Xin chọn phí, lệ phí được xử lý thế nào, hoặc xác định sau.", "Please say what becomes of the fee, or that it is settled later."))
	}
	return c
}

func settleFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return settleForm(v, f), nil
}

func readSettle(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.SettleWithdrawal{Fee: dossier.Fee(f.Value("fee")), Note: f.Text("note", maxLine)}
}

func sorryFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return sorryForm(v, f), nil
}

func readSorry(_ context.Context, _ *pages, v *visit, f *web.Form) dossier.Command {
	c := dossier.Apologise{Reason: f.Text("reason", maxLine), Cause: dossier.Cause(f.Value("cause"))}
	if v.s.EndedAt.IsZero() { // a dossier that has ended gets no new day
		c.NewDate = f.Date("new_date")
	}
	return c
}

func shelfFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return shelfForm(f), nil
}

func readShelf(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Close{Shelf: f.Text("shelf", 300)}
}
