package filingweb

import (
	"net/http"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/trackingweb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
)

const (
	withdrawPath = "/rut" // below an own dossier
	// maxReason bounds the reason for withdrawing, in characters.
	maxReason = 1000
)

// withdrawal is the owner taking a dossier back: first the reason, then what
// happens to papers and fee, to be confirmed.
type withdrawal struct {
	s       dossier.State
	where   trackingweb.Contact // where papers on paper are given back
	form    *web.Form
	reason  string
	confirm bool
}

func (v withdrawal) code() string {
	if v.s.Code == "" {
		return v.s.Submission
	}
	return v.s.Code
}

// outcomes says what withdrawing means for this dossier.
func (v withdrawal) outcomes() []locale.Text {
	out := []locale.Text{
		locale.T("Cơ quan ngừng giải quyết ngay. Hồ sơ đã rút không mở lại được; cần nữa thì nộp hồ sơ mới.", "Work stops at once. A withdrawn dossier cannot be opened again; if you need it later, please file anew."),
		locale.T("Giấy tờ bản giấy (nếu đã nộp) được trả lại tại "+v.where.Name+", "+v.where.Address+". Tệp đã gửi trực tuyến chỉ được giữ để lưu.", "Papers handed in are given back at "+v.where.Name+", "+v.where.Address+". Files sent online are only kept on record."),
		locale.T("Phí, lệ phí đã nộp (nếu có): bộ phận một cửa xác định có được hoàn trả hay không theo quy định về từng khoản, và ghi vào hồ sơ này.", "Any fee paid: the one-stop says, by the rules on each fee, whether it is given back, and writes it into this dossier."),
	}
	if v.s.Status == dossier.New {
		out = append(out, locale.T("Hồ sơ chưa được tiếp nhận, nên chưa có phí nào phải thu.", "The dossier was not accepted yet, so no fee is due."))
	}
	return out
}

func (p *pages) withdrawal(r *http.Request) (withdrawal, error) {
	s, err := p.load(r)
	if err != nil {
		return withdrawal{}, err
	}
	actor, err := p.actor(r.Context())
	if err != nil {
		return withdrawal{}, err
	}
	return withdrawal{s: s, where: trackingweb.Counter(p.Casework.Organisation(), s), form: web.NewForm()}, dossier.May(dossier.ActWithdraw, s, actor)
}

// showWithdrawal asks for the reason.
func (p *pages) showWithdrawal(w http.ResponseWriter, r *http.Request) error {
	v, err := p.withdrawal(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, withdrawPage(v))
}

// withdraw shows what will happen, and takes the dossier back once that is
// confirmed.
func (p *pages) withdraw(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, err := p.withdrawal(r)
	f, wrong := web.ParseForm(r)
	if wrong != nil {
		return wrong
	}
	if err != nil && (f.Value("act") != "confirm" || v.s.Status != dossier.Withdrawn) {
		return err // a confirmation sent twice is answered like the first
	}
	v.form = f
	v.reason = f.Require("reason", locale.T("Xin cho biết vì sao Ông/Bà rút hồ sơ, một câu ngắn là đủ. Hồ sơ vẫn được giải quyết.", "Please say why you withdraw it; a short sentence will do. The dossier goes on."))
	if len([]rune(v.reason)) > maxReason {
		f.Wrong("reason", locale.F("Xin viết ngắn hơn %d ký tự.", "Please write fewer than %d characters.", maxReason))
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, withdrawPage(v))
	}
	if f.Value("act") != "confirm" {
		v.confirm = true
		return web.Render(w, r, http.StatusOK, withdrawPage(v))
	}
	id := f.Command()
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, withdrawPage(v))
	}
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	if _, err := p.Casework.Do(ctx, dossierdb.Order{ID: id, Dossier: v.s.ID, Expect: journal.Any, Actor: actor, Command: dossier.Withdraw{Reason: v.reason}}); err != nil {
		return err
	}
	web.Flash(r, locale.T("Đã rút hồ sơ "+v.code()+". Trang này cho biết cách nhận lại giấy tờ và phí.", "The dossier "+v.code()+" was withdrawn. This page tells about papers and fee."))
	return web.Redirect(w, r, minePath+"/"+v.s.ID)
}
