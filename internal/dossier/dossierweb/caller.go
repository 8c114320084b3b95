package dossierweb

import (
	"cmp"
	"net/http"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

const callerPath = "/tra-cuu-ho-so-nguoi-goi"

// callerView is a call agent's page: the form, or what the caller may be told.
type callerView struct {
	form    *web.Form
	answers []answer
}

// answer is all that a caller may be told of a dossier.
type answer struct {
	code          string
	headline      locale.Text
	due           locale.Text
	asked, holder string
}

func (a answer) rows() []ui.SummaryRow {
	rows := []ui.SummaryRow{{Key: locale.T("Hạn trả kết quả", "Due"), Body: ui.Words(a.due)}}
	if a.asked != "" {
		rows = append(rows, ui.SummaryRow{Key: locale.T("Cần bổ sung", "Asked for"), Value: a.asked})
	}
	if a.holder != "" {
		rows = append(rows, ui.SummaryRow{Key: locale.T("Đang giữ hồ sơ", "Who has it"), Value: a.holder})
	}
	return rows
}

func (p *pages) showCaller(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, callerPage(callerView{form: web.NewForm()}))
}

// caller compares what a caller said and shows what he may be told. The facts
// come in the body and are kept nowhere.
func (p *pages) caller(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(r.Context())
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	key := f.Require("key", locale.T("Xin nhập mã hồ sơ hoặc số điện thoại.", "Please type a code or a telephone number."))
	said := look.Said{
		Name: f.Value("name"), Born: f.Date("born"), Last4: strings.TrimSpace(f.Value("last4")), Phone: strings.TrimSpace(f.Value("phone")), Commune: f.Value("commune"),
	}
	v := callerView{form: f}
	status := http.StatusUnprocessableEntity
	if f.Valid() {
		status = http.StatusOK
		list, err := p.Casework.Answer(r.Context(), actor, key, said, p.Now())
		if err != nil {
			status = web.Status(fault.KindOf(err))
		}
		if fault.KindOf(err) == fault.Throttled { // what was typed is kept, as it says
			f.Wrong("key", fault.All(err)[0].Say)
		} else if err := f.Refuse(err); err != nil {
			return err
		}
		for i := range list {
			v.answers = append(v.answers, p.answer(list[i]))
		}
	}
	return web.Render(w, r, status, callerPage(v))
}

func (p *pages) answer(s dossier.State) answer {
	now := p.Now()
	names := people{p.Casework.Organisation(), now.Date()}
	a := answer{code: cmp.Or(s.Code, s.Submission), headline: dossier.Headline(s, p.Casework.ClockOf(s.Agency), now), due: locale.T("Chưa có", "None yet")}
	switch {
	case !s.Due.IsZero():
		a.due = inText(s.Due)
	case !s.Promised.IsZero():
		a.due = inText(s.Promised)
	}
	if !s.IsOver() {
		a.holder = names.holder(s.Holder)
	}
	if asked, open := s.OpenRequest(); open {
		var items []string
		for _, it := range asked.Items {
			items = append(items, it.Name)
		}
		a.asked = strings.Join(items, "; ")
	}
	return a
}
