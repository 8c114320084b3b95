package filingweb

import (
	"context"
	"net/http"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// send files the draft under its own command id: sent twice, it has one effect
// and both answers are the same confirmation.
func (p *pages) send(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.visit(r)
	if fault.KindOf(err) == fault.NotFound {
		return p.sentBefore(w, r, f, err)
	}
	if err != nil {
		return err
	}
	f.Require("cam_doan", locale.T("Xin đánh dấu vào ô cam đoan trước khi nộp.", "Please tick the declaration before you file."))
	if page := v.complete(f); page != "" {
		return v.show(w, r, http.StatusUnprocessableEntity, page, v.refilled(page, f))
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, stepReview, f)
	}
	actor, err := p.actor(r.Context())
	if err != nil {
		return err
	}
	filing := v.d.Filing
	filing.Papers = v.marks()
	done, err := p.Casework.Do(r.Context(), dossierdb.Order{
		ID: v.d.Command, Expect: journal.Any, Actor: actor, Command: dossier.File{Filing: filing},
	})
	if err != nil {
		if err := f.Refuse(err); err != nil {
			return err
		}
		page := stepReview
		for _, e := range f.Faults() {
			if at := pageOf(e.Field); at != "" {
				page = at
				break
			}
		}
		return v.show(w, r, http.StatusUnprocessableEntity, page, v.refilled(page, f))
	}
	if err := p.Casework.DropDraft(r.Context(), v.d.Account, v.d.ID); err != nil {
		return err
	}
	return web.Redirect(w, r, minePath+"/"+done.Dossier+"/da-nop")
}

// sentBefore answers a second sending, whose draft is gone: its dossier is
// found by the command that filed it, among the sender's own.
func (p *pages) sentBefore(w http.ResponseWriter, r *http.Request, f *web.Form, gone error) error {
	actor, err := p.actor(r.Context())
	if err != nil {
		return err
	}
	id := dossierdb.NewID(f.Value("form_token"))
	if _, _, err := p.Casework.Get(r.Context(), actor, id); err != nil {
		return gone
	}
	return web.Redirect(w, r, minePath+"/"+id+"/da-nop")
}

// refilled is a step's form with what the draft holds and the faults found.
func (v *visit) refilled(page string, f *web.Form) *web.Form {
	var out *web.Form
	switch page {
	case stepCase:
		out = v.caseForm(nil)
	case stepPeople:
		out = v.peopleForm(nil)
	case stepReturn:
		out = v.returnForm(nil)
	default:
		return f
	}
	for _, e := range f.Faults() {
		if e.Field != "cam_doan" {
			out.Wrong(e.Field, e.Say)
		}
	}
	return out
}

// pageOf is the step that a field of the filing belongs to, "" for none.
func pageOf(field string) string {
	switch {
	case strings.HasPrefix(field, "paper."):
		return stepPapers
	case field == "case":
		return stepCase
	case strings.HasPrefix(field, "owner_"), strings.HasPrefix(field, "applicant_"), field == "relation", field == "whose", strings.HasPrefix(field, "authority_"):
		return stepPeople
	case strings.HasPrefix(field, "return"), field == "note":
		return stepReturn
	}
	return ""
}

// summary are the answers with links to change them.
func (v *visit) summary(ctx context.Context) []ui.SummaryRow {
	d := v.d.Filing
	change := func(slug string, what locale.Text) []ui.Link {
		return []ui.Link{{Href: v.path(slug), Text: locale.T("Sửa", "Change"), Extra: what}}
	}
	var out []ui.SummaryRow
	add := func(key locale.Text, value, slug string) {
		if value != "" {
			out = append(out, ui.SummaryRow{Key: key, Value: value, Actions: change(slug, key)})
		}
	}
	if c, ok := v.def.Case(d.Case); ok {
		add(locale.T("Trường hợp", "Case"), ui.Say(ctx, c.Name), stepCase)
	}
	if a, ok := v.agency(); ok {
		add(locale.T("Cơ quan giải quyết", "Deciding agency"), a.Name, stepCase)
	}
	add(locale.T("Chủ hồ sơ", "Owner"), partyWords(d.Owner), stepPeople)
	if !v.forSelf() {
		add(locale.T("Người nộp", "Applicant"), partyWords(d.Applicant), stepPeople)
		add(locale.T("Căn cứ nộp thay", "Right to file"), d.Relation, stepPeople)
	}
	return out
}
