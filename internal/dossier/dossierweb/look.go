package dossierweb

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

const (
	lookPath      = "/xem" // below a dossier: gives the reason for looking
	emergencyPath = "/truy-cap-khan-cap"
)

// AlarmsPath is the list of emergency accesses.
const AlarmsPath = "/canh-bao-truy-cap"

func reasonLabel(k look.Kind) locale.Text {
	switch k {
	case look.Inspection:
		return locale.T("Kiểm tra theo QĐ số", "Inspection by order no.")
	case look.Colleague, look.Emergency, look.Caller:
	}
	return locale.T("Lý do xem", "Reason for looking")
}

func reasonHint(k look.Kind) locale.Text {
	switch k {
	case look.Inspection:
		return locale.T("Ví dụ: 12/QĐ-TTr ngày 05/9/2025.", "For example: 12 of 5 September 2025.")
	case look.Colleague, look.Emergency, look.Caller:
	}
	return locale.T("Ví dụ: phối hợp thẩm định với chuyên viên đang giữ hồ sơ.", "For example: helping the specialist who has it.")
}

// usual are the reasons that a colleague gives with one tap.
//
//nolint:gochecknoglobals // a constant table
var usual = []locale.Text{
	locale.T("Phối hợp xử lý hồ sơ", "Working on it together"),
	locale.T("Trả lời người nộp hồ sơ", "Answering the applicant"),
	locale.T("Làm thay người vắng mặt", "Doing the work of somebody absent"),
}

// reasonOf is the reason of a form: a colleague's usual one by its number, an
// inspector's order written out, else as typed.
func reasonOf(f *web.Form, k look.Kind) string {
	typed := f.Text("reason", maxLine)
	if n, err := strconv.Atoi(f.Value("usual")); k == look.Colleague && err == nil && n >= 0 && n < len(usual) {
		return usual[n].VI
	}
	const order = "Kiểm tra theo QĐ số "
	if folded := locale.Fold(typed); k == look.Inspection && typed != "" && !strings.Contains(folded, "qd") && !strings.Contains(folded, "quyet dinh") {
		return order + typed
	}
	return typed
}

// look takes the reason for looking and opens the dossier.
func (p *pages) look(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	cmd := look.Command{Kind: look.Kind(f.Value("kind"))}
	cmd.Reason = reasonOf(f, cmd.Kind)
	if cmd.Kind == look.Inspection {
		cmd.HideUntil = f.Date("hide_until")
	}
	id := f.Command()
	if !f.Valid() {
		return p.showDossier(w, r, v, f, http.StatusUnprocessableEntity)
	}
	err = p.Casework.Look(ctx, id, v.actor, v.s.ID, cmd)
	status := web.Status(fault.KindOf(err))
	if err := f.Refuse(err); err != nil {
		return err
	}
	if !f.Valid() {
		return p.showDossier(w, r, v, f, status)
	}
	return web.Redirect(w, r, v.path())
}

func (p *pages) showEmergency(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, emergencyPage(web.NewForm()))
}

// emergency opens a dossier outside the viewer's scope by its code: recorded,
// limited in time, and told to whom it concerns.
func (p *pages) emergency(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	code, reason := f.Value("code"), f.Text("reason", maxLine)
	id := ""
	if f.Valid() && reason != "" { // without a reason nobody learns whether a code exists
		if id, err = p.Casework.Coded(ctx, code); err != nil {
			return err
		}
	}
	switch {
	case reason == "":
		f.Wrong("reason", look.ErrReason.Say)
	case id == "":
		f.Wrong("code", locale.T("Không có hồ sơ với mã này. Xin kiểm tra lại từng chữ số; lý do đã nhập vẫn còn.", "There is no dossier with this code. Please check it; the reason is kept."))
	}
	status := http.StatusUnprocessableEntity
	if command := f.Command(); f.Valid() {
		err = p.Casework.Look(ctx, command, actor, id, look.Command{Kind: byCode(actor), Reason: reason})
		status = web.Status(fault.KindOf(err))
		if err := f.Refuse(err); err != nil {
			return err
		}
		if f.Valid() {
			return web.Redirect(w, r, rootPath+id)
		}
	}
	return web.Render(w, r, status, emergencyPage(f))
}

// byCode is by what right somebody opens a dossier that he does not find: an
// inspector by his order, anybody else in an emergency.
func byCode(a org.Actor) look.Kind {
	if dossier.ScopeOf(a).All {
		return look.Inspection
	}
	return look.Emergency
}

// alarmsBack leads back to the desk; who administers has none.
func alarmsBack(a org.Actor) ui.Link {
	if leads(a) {
		return ui.Link{Href: deskPath, Text: locale.T("Về bàn làm việc", "Back to the desk")}
	}
	return ui.Link{}
}

// alarms lists emergency accesses for who must look into them.
func (p *pages) alarms(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	list, err := p.Casework.Alarms(ctx, actor)
	if err != nil {
		return err
	}
	names := people{p.Casework.Organisation(), p.Now().Date()}
	t := ui.TableProps{
		Caption: locale.T("Truy cập khẩn cấp, mới nhất ở trên", "Emergency accesses, the newest first"), CaptionHide: true,
		Columns: []ui.Column{
			{Head: locale.T("Lúc", "When")}, {Head: locale.T("Người xem", "Who")}, {Head: locale.T("Mã hồ sơ", "Code")}, {Head: locale.T("Lý do", "Reason")},
		},
	}
	for _, a := range list {
		t.Rows = append(t.Rows, ui.Row{Cells: []ui.Cell{
			{Text: a.At.Words(locale.VI)}, {Text: names.name(a.Account) + joined(", ", names.agency(a.Agency))}, {Text: cmp.Or(a.Code, "Hồ sơ bảo mật")}, {Text: a.Reason},
		}})
	}
	return web.Render(w, r, http.StatusOK, alarmsPage(t, alarmsBack(actor)))
}
