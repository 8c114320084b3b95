package dossierweb

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// actPage is one act's page: its address, who may open it, its fields, and how
// what was typed becomes the command. Fields are named as the core names them
// in its faults.
type actPage struct {
	act      dossier.Act
	slug     string
	access   web.Access
	upload   bool // takes files
	movesOn  bool // the usual way on: it is the main button
	group    int  // of the folded menu; groupNone is a button
	warn     bool // it cannot be undone and ends the way
	proposal bool // shows the proposal beside its fields
	papers   bool // shows the papers beside its fields
	name     locale.Text
	lead     locale.Text // what the act does, one sentence
	fields   func(context.Context, *pages, *visit, *web.Form) (templ.Component, error)
	read     func(context.Context, *pages, *visit, *web.Form) dossier.Command
	preview  func(*pages, *visit, dossier.Command) templ.Component
}

func duty(d ...org.Duty) web.Access {
	names := make([]string, len(d))
	for i := range d {
		names[i] = string(d[i])
	}
	return web.Duty(names...)
}

// performers are the duties that a process may give a step to. Which of them a
// dossier's step needs, the core decides.
func performers() web.Access {
	return duty(org.DutySpecialist, org.DutyUnitHead, org.DutyLeader, org.DutyReception, org.DutyClerk, org.DutySealKeeper, org.DutyReturner)
}

// actPages is the table of the pages, in the order of a dossier's way.
func actPages() []actPage {
	reception := duty(org.DutyReception)
	return append([]actPage{
		{act: dossier.ActAccept, slug: "tiep-nhan", access: reception, papers: true, movesOn: true, fields: acceptFields, read: readAccept,
			lead: locale.T("Hồ sơ được cấp mã và thời hạn giải quyết bắt đầu tính ngay.", "The dossier gets its code, and the time limit starts at once.")},
		{act: dossier.ActDeny, slug: "tu-choi", access: reception, papers: true, warn: true, fields: denyFields, read: readDeny,
			lead: locale.T("Người nộp nhận phiếu từ chối (mẫu 03) với đúng lý do ghi dưới đây.", "The applicant gets form 03 with the reason given here.")},
		{act: dossier.ActAssign, slug: "phan-cong", access: performers(), movesOn: true, fields: assignFields, read: readAssign,
			lead: locale.T("Chọn chuyên viên thẩm định. Bên cạnh tên là số hồ sơ người đó đang giữ.", "Choose the specialist. The number of dossiers each holds stands beside the name.")},
		{act: dossier.ActReassign, slug: "chuyen-nguoi", access: duty(org.DutyUnitHead, org.DutyLeader), fields: reassignFields, read: readReassign,
			lead: locale.T("Bước này sang người khác cùng nhiệm vụ, kèm lý do. Hạn của bước và hẹn trả kết quả giữ nguyên.", "The step goes to another with the same duty, with the ground. Its due time and the promised day stay.")},
		{act: dossier.ActAppraise, slug: "tham-dinh", access: performers(), papers: true, upload: true, movesOn: true, fields: appraiseFields, read: readAppraise,
			lead: locale.T("Ghi ý kiến và đề xuất; hồ sơ chuyển sang bước sau.", "Give your opinion and proposal; the dossier moves on.")},
		{act: dossier.ActRecordStep, slug: "ghi-ket-qua", access: performers(), papers: true, upload: true, movesOn: true, fields: recordFields, read: readRecord,
			lead: locale.T("Ghi kết quả kiểm tra thực tế hoặc ý kiến của cơ quan được hỏi.", "Record the finding of the inspection or the answer of the agency asked.")},
		{act: dossier.ActReview, slug: "trinh-ky", access: performers(), papers: true, movesOn: true, proposal: true, fields: noteFields, read: readReview,
			lead: locale.T("Đồng ý với đề xuất của chuyên viên và trình người có thẩm quyền ký.", "Agree with the specialist's proposal and submit it for signature.")},
		{act: dossier.ActSendBack, slug: "tra-lai", access: performers(), papers: true, proposal: true, fields: sendBackFields, read: readSendBack,
			lead: locale.T("Hồ sơ về người thực hiện bước trước, kèm lý do. Thời hạn vẫn chạy.", "The dossier returns to who did the step before, with the reason. The clock goes on.")},
		{act: dossier.ActApprove, slug: "phe-duyet", access: performers(), papers: true, movesOn: true, proposal: true, fields: noteFields, read: readApprove,
			lead: locale.T("Ông/Bà quyết định theo đề xuất của chuyên viên.", "You decide as the specialist proposed.")},
		{act: dossier.ActNumber, slug: "cap-so", access: duty(org.DutyClerk), movesOn: true, proposal: true, fields: numberFields, read: readNumber,
			lead: locale.T("Số tiếp theo trong sổ văn bản đi của cơ quan được cấp, không bỏ trống, không cấp lại.", "The next number of the agency's book is taken; none is skipped or used twice.")},
		{act: dossier.ActSeal, slug: "dong-dau", access: duty(org.DutySealKeeper), upload: true, movesOn: true, fields: sealFields, read: readSeal,
			lead: locale.T("Tải bản quét của văn bản đã ký và đóng dấu tay. Mỗi lần chỉ một văn bản.", "Upload the scan of the one paper that was signed and sealed by hand.")},
		{act: dossier.ActFinish, slug: "ket-thuc", access: duty(org.DutyClerk, org.DutySealKeeper, org.DutySpecialist, org.DutyUnitHead, org.DutyLeader), movesOn: true, fields: finishFields, read: readFinish,
			lead: locale.T("Thời hạn dừng tính; kết quả chuyển bộ phận một cửa và người nộp được báo.", "The clock ends; the result goes to the one-stop and the applicant is told.")},
		{act: dossier.ActHandOver, slug: "tra-ket-qua", access: duty(org.DutyReturner, org.DutyReception), movesOn: true, fields: handOverFields, read: readHandOver,
			lead: locale.T("Ghi ai nhận kết quả, bằng giấy tờ nào.", "Record who takes the result, and by which paper.")},
		{act: dossier.ActRequestSupplement, slug: "yeu-cau-bo-sung", access: performers(), papers: true, fields: requestFields, read: readRequest, preview: previewRequest,
			lead: locale.T("Yêu cầu một lần, đầy đủ. Thời hạn tạm dừng đến khi người nộp bổ sung xong.", "Ask once and completely. The clock stops until the papers have come.")},
		{act: dossier.ActReceiveSupplement, slug: "nhan-bo-sung", access: reception, upload: true, movesOn: true, fields: receiveFields, read: readReceive,
			name: locale.T("Nhận giấy tờ bổ sung", "Receive the papers"),
			lead: locale.T("Nhận tại quầy mọi giấy tờ đã yêu cầu; thời hạn được tính tiếp ngay.", "Receive at the counter all that was asked for; the clock goes on at once.")},
		{act: dossier.ActDetermineLimit, slug: "xac-dinh-thoi-han", access: performers(), fields: determineFields, read: readDetermine,
			lead: locale.T("Quy định ghi thời hạn bằng lời; xin xác định số ngày và căn cứ. Xác định rồi không thay đổi được.", "The rules tell the limit in words only; give the days and the clause. It cannot be changed afterwards.")},
	}, append(asidePages(), holdPages()...)...)
}

func actPageOf(a dossier.Act) (actPage, bool) {
	all := actPages()
	i := slices.IndexFunc(all, func(p actPage) bool { return p.act == a })
	if i < 0 {
		return actPage{}, false
	}
	return all[i], true
}

// button is the act's name on buttons.
func (a actPage) button(v *visit, r dossier.Rule) locale.Text {
	switch {
	case !a.name.IsZero():
		return a.name
	case a.act == dossier.ActApprove && v.s.Proposal != nil && v.s.Proposal.Outcome == dossier.Refuse:
		return locale.T("Phê duyệt từ chối", "Approve the refusal")
	}
	return r.Name
}

// actView is an act's page as its template shows it.
type actView struct {
	*visit

	page     actPage
	form     *web.Form
	button   locale.Text
	fields   templ.Component
	preview  templ.Component
	changed  *changed
	demoSeal bool
	papers   []shownPaper
}

// beside tells whether there is something to read beside the form.
func (v actView) beside() bool { return len(v.papers) > 0 || v.page.proposal && v.s.Proposal != nil }

// changed is what others did since the page was opened.
type changed struct {
	say   locale.Text
	items []ui.TimelineItem
	// refused says why the act is no longer possible, zero while it is.
	refused locale.Text
}

// showAct opens an act's page; an act that is not offered is refused as Decide
// would refuse it.
func (p *pages) showAct(w http.ResponseWriter, r *http.Request, a actPage) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	if a.act == dossier.ActRequestSupplement && v.secondRequest() {
		return p.showSecond(w, r, v)
	}
	if err := dossier.May(a.act, v.s, v.actor); err != nil {
		return v.refused(err)
	}
	return p.render(w, r, http.StatusOK, v, a, web.NewForm(), nil, nil)
}

// refused is an act's refusal whose page leads back to the dossier. That the
// dossier stands elsewhere is told with where it stands: to load the act's page
// again would show the same.
func (v *visit) refused(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, dossier.ErrStatus) || errors.Is(err, dossier.ErrStep) {
		at := v.s.Status.Name()
		if st, ok := v.s.CurrentStep(); ok && v.s.Status.IsOpen() {
			at = locale.T(at.VI+", bước “"+st.Name.VI+"”", at.EN+", step “"+st.Name.EN+"”")
		}
		err = fault.New(fault.KindOf(err), "dossier.status", locale.F(
			"Việc này đã được làm xong hoặc chưa đến lượt: hồ sơ đang ở trạng thái %[1]s. Chưa có gì thay đổi. Xin mở hồ sơ để xem việc tiếp theo.",
			"This is done already or not due yet: the dossier is “%[2]s”. Nothing was changed. Please open the dossier to see the next act.", at.VI, at.EN)).Because(err)
	}
	return web.Lead(err, ui.Link{Href: v.path(), Text: locale.T("Mở hồ sơ "+v.code(), "Open the dossier "+v.code())})
}

// doAct carries an act out, or shows the page again with all that was typed.
func (p *pages) doAct(w http.ResponseWriter, r *http.Request, a actPage) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	cmd := a.read(ctx, p, v, f)
	if a.preview != nil && f.Value("do") == "xem-truoc" && f.Valid() {
		return p.render(w, r, http.StatusOK, v, a, f, a.preview(p, v, cmd), nil)
	}
	id := f.Command()
	if !f.Valid() {
		return p.render(w, r, http.StatusUnprocessableEntity, v, a, f, nil, nil)
	}
	_, err = p.Casework.Do(ctx, dossierdb.Order{ID: id, Dossier: v.s.ID, Expect: f.Version(), Actor: v.actor, Command: cmd})
	if errors.Is(err, journal.ErrVersion) {
		return p.conflict(w, r, v, a, f)
	}
	err = v.refused(err)
	status := web.Status(fault.KindOf(err))
	if err := f.Refuse(err); err != nil {
		return err
	}
	if !f.Valid() {
		return p.render(w, r, status, v, a, f, nil, nil)
	}
	return p.goOn(w, r, v, a, f)
}

// goOn tells what was done and what happens next, and leads there.
func (p *pages) goOn(w http.ResponseWriter, r *http.Request, v *visit, a actPage, f *web.Form) error {
	ctx := r.Context()
	s, _, err := p.Casework.Get(ctx, v.actor, v.s.ID)
	if err != nil {
		return err
	}
	after := *v
	after.s = s
	web.Flash(r, after.outcome(a), after.issued(a)...)
	path := v.path()
	if f.Value("then") == "next" {
		next, err := p.following(ctx, v.actor, v.s.ID)
		if err != nil {
			return err
		}
		if path = next; path == "" {
			path = deskPath
		}
	}
	return web.Redirect(w, r, path)
}

// outcome is the sentence after an act: done, and what happens next.
func (v *visit) outcome(a actPage) locale.Text {
	rule, _ := dossier.RuleOf(a.act)
	name := a.button(v, rule)
	vi, en := "Đã "+locale.LowerFirst(name.VI)+": hồ sơ "+v.code()+". ", "Done: "+locale.LowerFirst(name.EN)+", dossier "+v.code()+". "
	who := v.people.holder(v.s.Holder)
	switch {
	case v.s.IsOver() && v.s.Status != dossier.Denied && v.s.Status != dossier.HandedOver, beside(a.act):
		return locale.T(vi, en)
	case v.s.Suspension != nil:
		return locale.T(vi+"Thời hạn tạm dừng; người nộp được báo căn cứ.", en+"The clock stands still; the applicant is told the ground.")
	case v.s.Status == dossier.Paying:
		return locale.T(vi+"Thời hạn tạm dừng; người nộp được báo để nộp.", en+"The clock stands still; the applicant is told.")
	case v.s.Status == dossier.Supplement:
		return locale.T(vi+"Thời hạn tạm dừng; người nộp được báo để bổ sung.", en+"The clock stands still; the applicant is told.")
	case v.s.Status == dossier.Denied:
		return locale.T(vi+"Người nộp nhận phiếu từ chối có lý do.", en+"The applicant gets the slip with the reason.")
	case v.s.Status == dossier.Finished:
		return locale.T(vi+"Kết quả chờ trả tại "+v.people.agency(v.s.Received)+"; người nộp được báo.", en+"The result waits at the counter; the applicant is told.")
	case v.s.Status == dossier.HandedOver:
		return locale.T(vi+"Hồ sơ đã hoàn tất.", en+"The dossier is complete.")
	case v.s.StepDue.IsZero():
		return locale.T(vi+"Tiếp theo: "+who+".", en+"Next: "+who+".")
	}
	return locale.T(vi+"Tiếp theo: "+who+", trước "+v.s.StepDue.Words(locale.VI)+".", en+"Next: "+who+", before "+v.s.StepDue.Words(locale.EN)+".")
}

// beside tells the acts that move nothing: there is no next one to name.
func beside(a dossier.Act) bool {
	switch a {
	case dossier.ActHold, dossier.ActLiftHold, dossier.ActTake, dossier.ActApologise, dossier.ActSendByPost, dossier.ActClose, dossier.ActReceivePart, dossier.ActAllowSupplement:
		return true
	default:
		return false
	}
}

// conflict shows what others did since the page was opened and keeps what was
// typed: to go on with it, or to drop it.
func (p *pages) conflict(w http.ResponseWriter, r *http.Request, v *visit, a actPage, f *web.Form) error {
	events, err := p.Casework.Timeline(r.Context(), v.s.ID)
	if err != nil {
		return err
	}
	seen := f.Version()
	since := changedSince(events, seen)
	if len(since) == 0 {
		return journal.ErrVersion // a version that never was: the page was not ours
	}
	c := &changed{say: v.lastAct(since[len(since)-1]), items: v.timeline(since)}
	if err := dossier.May(a.act, v.s, v.actor); err != nil {
		c.refused = locale.T("Việc này không còn thực hiện được.", "This can no longer be done.")
		if all := fault.All(err); len(all) > 0 {
			c.refused = all[0].Say
		}
	}
	return p.render(w, r, http.StatusConflict, v, a, f, nil, c)
}

func (p *pages) render(w http.ResponseWriter, r *http.Request, status int, v *visit, a actPage, f *web.Form, preview templ.Component, c *changed) error {
	rule, _ := dossier.RuleOf(a.act)
	view := actView{visit: v, page: a, form: f, button: a.button(v, rule), preview: preview, changed: c}
	view.demoSeal = a.act == dossier.ActSeal && p.Demo
	if a.papers {
		events, err := p.Casework.Timeline(r.Context(), v.s.ID)
		if err != nil {
			return err
		}
		view.papers = v.papers(events)
	}
	var err error
	if view.fields, err = a.fields(r.Context(), p, v, f); err != nil {
		return err
	}
	return web.Render(w, r, status, actTemplate(view))
}
