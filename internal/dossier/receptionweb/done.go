package receptionweb

import (
	"cmp"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// result is what the page after an act shows.
type result struct {
	dossier.State

	form string // the form to print
	due  calendar.Due
}

// asked reports whether the visit ended with a request for papers.
func asked(s dossier.State) bool {
	return s.AcceptedAt.IsZero() && s.Refusal == nil && len(s.Asked) > 0
}

// received shows what was just received, asked for or refused: code, secret,
// due time, the paper to print, and whose turn is next.
func (p *pages) received(w http.ResponseWriter, r *http.Request) error {
	a, err := p.actor(r)
	if err != nil {
		return err
	}
	s, _, err := p.Casework.Get(r.Context(), a, r.PathValue("id"))
	if err != nil {
		return err
	}
	forms := dossierpaper.Forms(s)
	if len(forms) == 0 {
		return web.Redirect(w, r, "/ho-so/"+s.ID)
	}
	v := result{State: s, form: forms[0]}
	if s.Refusal != nil {
		v.form = dossierpaper.FormRefusal
	}
	if clock := p.Casework.ClockFor(s); s.Limit.IsKnown() {
		// A trace that does not lead to the promised time is not shown.
		if due, err := clock.Due(s.AcceptedAt, s.Limit); err == nil && due.At == s.Promised {
			v.due = due
		}
	}
	return web.Render(w, r, http.StatusOK, receivedPage(v))
}

// secret is the look-up secret in two groups of four.
func secret(s string) string {
	if len(s) != 8 {
		return s
	}
	return s[:4] + " " + s[4:]
}

func promised(s dossier.State) locale.Text {
	if s.Promised.IsZero() {
		return locale.T("chưa xác định", "not determined")
	}
	t := locale.DateTime(s.Promised.Time())
	if s.Expected {
		t.VI, t.EN = t.VI+" (dự kiến)", t.EN+" (expected)"
	}
	return t
}

// reissueForm asks for the identity check before a lost slip is replaced.
func (p *pages) reissueForm(w http.ResponseWriter, r *http.Request) error {
	a, err := p.actor(r)
	if err != nil {
		return err
	}
	s, version, err := p.Casework.Get(r.Context(), a, r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := dossier.May(dossier.ActReissueSlip, s, a); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, reissuePage(web.NewForm(), s, version, web.FormToken()))
}

// reissue gives the dossier a new token and secret; the old ones are dead.
func (p *pages) reissue(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	a, err := p.actor(r)
	if err != nil {
		return err
	}
	s, version, err := p.Casework.Get(r.Context(), a, r.PathValue("id"))
	if err != nil {
		return err
	}
	if f.Value("checked") != "yes" {
		f.Wrong("checked", locale.T("Xin đối chiếu giấy tờ tùy thân của người đến trước khi cấp lại mã, rồi đánh dấu vào ô này.",
			"Please check the person's identity paper before reissuing, then tick this box."))
	}
	paper := f.OneOf("paper", locale.T("Xin chọn loại giấy tờ đã đối chiếu.", "Please choose the paper you checked."), dossier.CheckedPapers()...)
	reason := f.OneOf("reason", locale.T("Xin chọn lý do cấp lại.", "Please choose the reason."), dossier.SlipReasons()...)
	if f.Valid() {
		command := f.Command()
		if f.Valid() {
			_, err = p.Casework.Do(r.Context(), dossierdb.Order{
				ID: command, Dossier: s.ID, Expect: f.Version(), Actor: a,
				Command: dossier.ReissueSlip{Reason: reason, Checked: paper},
			})
			if err = f.Refuse(err); err != nil {
				return err
			}
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, reissuePage(f, s, version, cmp.Or(f.Value("form_token"), web.FormToken())))
	}
	web.Flash(r, locale.T("Đã cấp lại mã tra cứu; mã cũ không còn dùng được. Xin in giấy mới cho Ông/Bà.",
		"The tracking code was issued anew; the old one is dead. Please print the new receipt."))
	return web.Redirect(w, r, "/tiep-nhan/"+s.ID)
}

func options(list []string) []ui.OptionProps {
	out := make([]ui.OptionProps, len(list))
	for i, v := range list {
		out[i] = ui.OptionProps{Value: v, Text: ui.S(v)}
	}
	return out
}

// back leads to the dossier.
func back(s dossier.State) ui.Link {
	return ui.Link{Href: "/ho-so/" + s.ID, Text: locale.T("Về trang hồ sơ", "Back to the dossier")}
}
