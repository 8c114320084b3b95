package dossierweb

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/process"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

func itoa(n int) string { return strconv.Itoa(n) }

// dossierView is the dossier's page as its template shows it.
type dossierView struct {
	*visit

	buttons       []ui.ButtonProps
	groups        []actGroup
	events        []journal.Recorded
	form          *web.Form // of the reason for looking
	beside, below templ.Component
}

// dossier shows a dossier: the next act on top, papers, people, history. It
// asks the database twice, besides what the slots read.
func (p *pages) dossier(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	return p.showDossier(w, r, v, web.NewForm(), http.StatusOK)
}

// showDossier writes the page; f is the form of the reason for looking, with
// what was wrong in it. Masked, the page has no slots and no erasable words.
func (p *pages) showDossier(w http.ResponseWriter, r *http.Request, v *visit, f *web.Form, status int) error {
	ctx := r.Context()
	d := dossierView{visit: v, form: f}
	var err error
	if d.buttons, d.groups, err = p.acts(ctx, v); err != nil {
		return err
	}
	if d.events, err = p.Casework.Timeline(ctx, v.s.ID); err != nil {
		return err
	}
	if v.masked {
		if d.events, err = dossierdb.Erased(d.events); err != nil {
			return err
		}
		return web.Render(w, r, status, dossierPage(d))
	}
	if d.beside, err = p.Beside.Content(ctx, v.s.ID); err != nil {
		return err
	}
	if d.below, err = p.Below.Content(ctx, v.s.ID); err != nil {
		return err
	}
	return web.Render(w, r, status, dossierPage(d))
}

// prints are the official forms that the dossier has, newest request for papers
// last: links to their pages, which have the PDF.
func (v *visit) prints() []ui.Link {
	if v.masked {
		return nil
	}
	var out []ui.Link
	forms := dossierpaper.Forms(v.s)
	if !v.s.AcceptedAt.IsZero() {
		forms = append(forms, dossierpaper.FormControl)
	}
	for _, form := range forms {
		day, _ := dossierpaper.IssuedOn(v.s, form) // Forms lists what has a day
		name := dossierpaper.Titled(form, day)
		if form != dossierpaper.FormSupplement || len(v.s.Asked) == 1 {
			out = append(out, ui.Link{Href: dossierpaper.Address(v.s.ID, form, false), Text: name})
			continue
		}
		for i, a := range v.s.Asked {
			out = append(out, ui.Link{Href: dossierpaper.RequestAddress(v.s.ID, i+1), Text: locale.T(
				name.VI+", lần "+itoa(i+1)+" ngày "+a.At.Date().Short(), name.EN+", no. "+itoa(i+1)+", "+a.At.Date().Short())})
		}
	}
	return out
}

// issued is the form that an act has just issued, to be printed at once; nil
// for acts without a form.
func (v *visit) issued(a actPage) []ui.Link {
	rule, _ := dossier.RuleOf(a.act)
	key := dossierpaper.Issued(rule)
	if key == "" {
		return nil
	}
	name := dossierpaper.Titled(key, v.now.Date())
	return []ui.Link{{Href: dossierpaper.Address(v.s.ID, key, true), Text: locale.T("In "+locale.LowerFirst(name.VI), "Print: "+locale.LowerFirst(name.EN))}}
}

// task is the headline of the page: what the reader must do, or who has it.
func (v *visit) task() locale.Text {
	if v.s.Status == dossier.Supplement {
		return locale.T("Hồ sơ đang chờ người nộp bổ sung giấy tờ", "Waiting for papers from the applicant")
	}
	if v.s.IsOver() && (v.s.Ending == nil || v.s.Status != dossier.Withdrawn || v.s.Ending.Fee != "") {
		return v.s.Status.Name()
	}
	for _, rule := range dossier.Offered(v.s, v.actor) {
		if a, ok := actPageOf(rule.Act); ok && v.onward(a) {
			if absent := v.standsInFor(rule.Act); absent != "" {
				return locale.T("Việc Ông/Bà làm thay "+absent+": "+locale.LowerFirst(a.button(v, rule).VI), "Your task, for "+absent+": "+locale.LowerFirst(a.button(v, rule).EN))
			}
			return locale.T("Việc của Ông/Bà: "+locale.LowerFirst(a.button(v, rule).VI), "Your task: "+locale.LowerFirst(a.button(v, rule).EN))
		}
	}
	switch {
	case v.s.IsOver():
		return v.s.Status.Name()
	case v.s.Suspension != nil:
		return locale.T("Hồ sơ đang tạm dừng xử lý", "The dossier is suspended")
	case v.s.Status == dossier.Paying:
		return locale.T("Hồ sơ đang chờ người nộp thực hiện nghĩa vụ tài chính", "Waiting for the applicant's payment")
	}
	who := v.people.holder(v.s.Holder)
	return locale.T("Đang chờ "+who, "Waiting for "+who)
}

// formerly names the agency that a dossier was taken over from: " (tiếp nhận từ
// UBND xã …)", "" when it has always been with this one.
func (v *visit) formerly() string {
	n := len(v.s.Former)
	if n == 0 || v.s.Former[n-1].Agency == v.s.Agency {
		return ""
	}
	return " (tiếp nhận từ " + v.people.agency(v.s.Former[n-1].Agency) + ")"
}

// standsInFor names the absent official for whom the viewer would do an act, ""
// when he acts by his own post.
func (v *visit) standsInFor(a dossier.Act) string {
	post, err := dossier.Capacity(a, v.s, v.actor)
	if err != nil || post.StandsInFor == "" {
		return ""
	}
	return v.people.titled(post.StandsInFor, post.Agency)
}

// stepDue is the line below the headline: by when the step is due.
func (v *visit) stepDue() locale.Text {
	st, ok := v.s.CurrentStep()
	switch {
	case v.s.Status == dossier.Supplement || v.s.Status == dossier.Paying || v.s.Suspension != nil || v.s.IsOver():
		return locale.Text{}
	case ok && handsOver(st):
		return locale.T("Trả kết quả ngay khi người dân đến.", "Hand the result over as soon as the applicant comes.")
	case v.s.StepDue.IsZero():
		return locale.Text{}
	}
	return locale.T("Hạn của bước này: "+v.s.StepDue.Words(locale.VI), "This step is due "+v.s.StepDue.Words(locale.EN))
}

func (v *visit) due() calendar.Instant {
	if v.s.Status == dossier.New {
		return v.s.ReceptionDue
	}
	return v.s.Due
}

// dueText is the due time in words, with its mark when it is provisional.
func (v *visit) dueText() locale.Text {
	due := v.due()
	if due.IsZero() {
		due = v.s.Promised
	}
	switch {
	case due.IsZero():
		return locale.T("Chưa xác định", "Not determined")
	case v.s.Expected:
		return locale.T(due.Words(locale.VI)+" (dự kiến)", due.Words(locale.EN)+" (provisional)")
	}
	return inText(due)
}

func (v *visit) dueLabel() locale.Text {
	switch {
	case v.s.Status == dossier.New:
		return locale.T("Hạn tiếp nhận", "Reception due")
	case v.s.Due.IsZero() && !v.s.Promised.IsZero():
		return locale.T("Hẹn trả kết quả (đang tạm dừng)", "Result due (paused)")
	}
	return locale.T("Hẹn trả kết quả", "Result due")
}

// why is the due time's reasons, sentence by sentence.
func (v *visit) why(lang locale.Lang) []string {
	lines := calendar.Words(v.s.DueTrace(v.counted).Trace, lang)
	for _, m := range v.s.MoveSentences() {
		lines = append(lines, m.In(lang))
	}
	if at := cmp.Or(v.s.Due, v.s.Promised); v.s.Expected && !at.IsZero() {
		lines = append(lines, calendar.Provisional(at.Date()).In(lang))
	}
	return lines
}

func (v *visit) tone() ui.Tone {
	switch v.s.Status {
	case dossier.New, dossier.Supplement, dossier.Paying:
		return ui.Yellow
	case dossier.Accepted, dossier.Processing:
		return ui.Blue
	case dossier.Finished, dossier.HandedOver:
		return ui.Green
	case dossier.Denied, dossier.Stopped:
		return ui.Red
	case dossier.None, dossier.Withdrawn:
	}
	return ui.Grey
}

// warnings are what who decides must know: late, asked twice, a template.
func (v *visit) warnings() []locale.Text {
	var out []locale.Text
	if !v.s.Due.IsZero() && v.s.EndedAt.IsZero() && v.now > v.s.Due {
		out = append(out, locale.T("Hồ sơ đã quá hạn trả kết quả.", "The dossier is overdue."))
	}
	if len(v.s.Asked) > 1 {
		out = append(out, locale.F("Đã yêu cầu bổ sung %d lần: chỉ số quốc gia tính hồ sơ này là trễ hạn.", "Papers were requested %d times: the national index counts this dossier as late.", len(v.s.Asked)))
	}
	if v.s.Template {
		out = append(out, locale.T("Quy trình mẫu, chưa phê duyệt.", "A sample process, not approved yet."))
	}
	return out
}

func row(key locale.Text, value string) ui.SummaryRow { return ui.SummaryRow{Key: key, Value: value} }

// parties are the rows about owner and applicant; empty values are left out.
func (v *visit) parties() []ui.SummaryRow {
	rows := partyRows(locale.T("Chủ hồ sơ", "Owner"), v.s.Owner)
	if !v.s.Applicant.IsZero() {
		rows = append(rows, partyRows(locale.T("Người nộp", "Applicant"), v.s.Applicant)...)
		rows = append(rows, row(locale.T("Căn cứ nộp thay", "By what right"), v.s.Relation))
	}
	rows = append(rows,
		row(locale.T("Nhận kết quả", "Result goes"), returnWords(v.s.Return.Way)+joined(": ", v.s.Return.Address)),
		row(locale.T("Ghi chú", "Note"), v.s.Note))
	return filled(rows)
}

func partyRows(who locale.Text, p dossier.Party) []ui.SummaryRow {
	born := ""
	if !p.Born.IsZero() {
		born = p.Born.Short()
	}
	return []ui.SummaryRow{
		row(who, p.Name), row(locale.T("Số giấy tờ", "Number"), p.Number), row(locale.T("Ngày sinh", "Born"), born),
		row(locale.T("Địa chỉ", "Address"), p.Address), row(locale.T("Điện thoại", "Telephone"), p.Phone), row(locale.T("Thư điện tử", "E-mail"), p.Email),
	}
}

func filled(rows []ui.SummaryRow) []ui.SummaryRow {
	var out []ui.SummaryRow
	for _, r := range rows {
		if r.Value != "" || r.Body != nil {
			out = append(out, r)
		}
	}
	return out
}

func returnWords(w dossier.ReturnWay) string {
	switch w {
	case dossier.AtCounter:
		return "Tại quầy"
	case dossier.ByPost:
		return "Qua bưu chính"
	case dossier.OnPortal:
		return "Trên cổng"
	}
	return ""
}

// proposal is what the specialist proposes, row by row; nil before.
func (v *visit) proposal() []ui.SummaryRow {
	p := v.s.Proposal
	if p == nil {
		return nil
	}
	rows := []ui.SummaryRow{
		{Key: locale.T("Đề xuất", "Proposal"), Body: ui.Tag(outcomeName(p.Outcome), outcomeTone(p.Outcome))},
		row(locale.T("Ý kiến thẩm định", "Opinion"), p.Opinion),
		row(locale.T("Căn cứ từ chối", "Grounds"), p.Article), row(locale.T("Quyền khiếu nại, khởi kiện", "Remedies"), p.Remedies),
		row(locale.T("Người thẩm định", "By"), v.people.titled(p.By, v.s.Agency)+", "+p.At.Words(locale.VI)),
	}
	if p.Draft != nil && p.Draft.Hash != "" {
		rows = append(rows, ui.SummaryRow{Key: locale.T("Dự thảo văn bản", "Draft"), Body: fileLink(v.file(p.Draft.Upload))})
	}
	return filled(rows)
}

func outcomeName(o dossier.Outcome) locale.Text {
	if o == dossier.Refuse {
		return locale.T("Từ chối giải quyết", "Refuse")
	}
	return locale.T("Giải quyết theo yêu cầu", "Grant")
}

func outcomeTone(o dossier.Outcome) ui.Tone {
	if o == dossier.Refuse {
		return ui.Red
	}
	return ui.Green
}

// result is the approved document, row by row; nil before approval.
func (v *visit) result() []ui.SummaryRow {
	var rows []ui.SummaryRow
	if a := v.s.Approval; a != nil {
		rows = append(rows, row(locale.T("Người phê duyệt", "Approved by"), v.people.name(a.By)+joined(", ", a.Title)+", "+a.At.Words(locale.VI)))
	}
	if r := v.s.Result; r != nil {
		rows = append(rows, row(locale.T("Văn bản", "Document"), documentNumber(r.Number, r.Symbol)+" ngày "+r.Date.Short()))
		if r.Document != nil && r.Document.Hash != "" {
			rows = append(rows, ui.SummaryRow{Key: locale.T("Bản đã đóng dấu", "Sealed copy"), Body: fileLink(v.file(r.Document.Upload))})
			if r.Document.Generated {
				rows = append(rows, row(locale.T("Lưu ý", "Note"), "Bản trình diễn, không có giá trị pháp lý"))
			}
		}
	}
	if d := v.s.Delivery; d != nil {
		rows = append(rows, row(locale.T("Đã trả cho", "Handed to"), d.Receiver+joined(", ", d.ByPaper)+joined(" số ", d.Number)+", "+d.At.Words(locale.VI)))
	}
	if d := v.s.Refusal; d != nil {
		rows = append(rows, row(locale.T("Lý do từ chối", "Reason"), d.Reason), row(locale.T("Căn cứ", "Grounds"), d.Clause), row(locale.T("Hướng dẫn", "Advice"), d.Remedy))
	}
	return filled(rows)
}

func documentNumber(n int64, symbol string) string {
	return strconv.FormatInt(n, 10) + "/" + symbol
}

// station is one step of the dossier's way.
type station struct {
	name          locale.Text
	note          string
	done, current bool
}

// stations are the steps with their planned hours and who did or does them.
func (v *visit) stations() []station {
	out := make([]station, 0, len(v.s.Steps))
	for i, st := range v.s.Steps {
		s := station{name: st.Name, current: i == v.s.Step && !v.s.IsOver(), done: i < v.s.Step || v.s.Status == dossier.HandedOver}
		who := v.people.name(v.s.Performed[i])
		switch {
		case st.Kind == process.Receive && v.s.AcceptedBy != "":
			who = v.people.name(v.s.AcceptedBy)
		case s.current && v.s.Holder.Account != "":
			who = v.people.name(v.s.Holder.Account)
		case v.s.Performed[i] == "" && st.Kind == process.Return && v.s.Delivery != nil:
			who = v.people.name(v.s.Delivery.By)
		case v.s.Performed[i] == "":
			who = dutyName(st.Duty).VI
		}
		s.note = planned(st) + who
		out = append(out, s)
	}
	return out
}

// handsOver tells the step that has no time of its own: it waits for the
// applicant, not the applicant for it.
func handsOver(st process.Step) bool { return st.Kind == process.Return && st.Minutes <= 0 }

// planned is a step's time before who does it: "1 giờ 15 phút · ".
func planned(st process.Step) string {
	switch {
	case handsOver(st):
		return "ngay khi người dân đến · "
	case st.Minutes <= 0:
		return ""
	}
	return calendar.OfficeTime(int64(st.Minutes), locale.VI) + " · "
}
