package filingweb

import (
	"context"
	"net/http"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// The steps of a filing, as they stand in addresses.
const (
	stepCase   = "truong-hop"
	stepPeople = "nguoi-nop"
	stepPapers = "giay-to"
	stepReturn = "nhan-ket-qua"
	stepReview = "xem-lai"
)

// step is one page of the filing.
type step struct {
	slug  string
	short locale.Text
	title locale.Text
}

func steps() []step {
	return []step{
		{stepCase, locale.T("Nơi nộp", "Where"), locale.T("Trường hợp và nơi giải quyết", "Your case and the place")},
		{stepPeople, locale.T("Người nộp", "Who"), locale.T("Ai nộp, hồ sơ của ai", "Who files, whose dossier it is")},
		{stepPapers, locale.T("Giấy tờ", "Papers"), locale.T("Giấy tờ của hồ sơ", "The papers")},
		{stepReturn, locale.T("Nhận kết quả", "Result"), locale.T("Nhận kết quả bằng cách nào", "How you want the result")},
		{stepReview, locale.T("Xem lại", "Review"), locale.T("Xem lại và nộp hồ sơ", "Review and file")},
	}
}

func stepIndex(slug string) int {
	return max(0, slices.IndexFunc(steps(), func(s step) bool { return s.slug == slug }))
}

// topic is a procedure as it stands now.
type topic struct {
	def      procedure.Procedure
	rules    []org.Rule
	standing procedure.Standing
	o        *org.Organisation
	day      calendar.Date
}

func (p *pages) topic(ctx context.Context, code string, now calendar.Instant) (topic, error) {
	def, processes, err := p.Casework.Definition(ctx, code)
	if err != nil {
		return topic{}, err
	}
	if !def.Exists() {
		return topic{}, errNoProcedure
	}
	day := now.Date()
	q, _ := processes.InForce(day, "")
	t := topic{
		def: def.Procedure(day), rules: def.Rules, standing: def.Fileable(day, p.Home, q.Version > 0), o: p.Casework.Organisation(), day: day,
	}
	p.names.Store(code, t.name())
	return t, nil
}

func (t topic) name() locale.Text {
	if t.def.Short.IsZero() {
		return ui.S(t.def.Name)
	}
	return t.def.Short
}

// needsPlace reports whether the competent agency depends on the place.
func (t topic) needsPlace() bool {
	return slices.ContainsFunc(t.rules, func(r org.Rule) bool { return r.Agency == "" && r.On(t.day) })
}

// papers are what is due in a case when filing online.
func (t topic) papers(f dossier.Filing) []procedure.Paper {
	due := t.def.Papers(f.Case, procedure.Online)
	if !f.Authority.IsZero() {
		due = append(slices.Clip(due), dossier.AuthorityPaper())
	}
	return due
}

// visit is a person at one of his drafts.
type visit struct {
	topic

	p    *pages
	d    dossierdb.Draft
	self Self
	may  []org.ActorPrincipal // the businesses for which he may file
	now  calendar.Instant
	site ui.Site
}

// visit loads the draft of the address; another account's is not found.
func (p *pages) visit(r *http.Request) (*visit, error) {
	ctx := r.Context()
	d, err := p.Casework.GetDraft(ctx, web.ViewerOf(ctx).Account, r.PathValue("draft"), p.Now())
	if err != nil {
		return nil, err
	}
	return p.visitDraft(ctx, d)
}

func (p *pages) visitDraft(ctx context.Context, d dossierdb.Draft) (*visit, error) {
	now := p.Now()
	t, err := p.topic(ctx, d.Procedure, now)
	if err != nil {
		return nil, err
	}
	self, err := p.Self(ctx, d.Account)
	if err != nil {
		return nil, err
	}
	actor, err := p.actor(ctx)
	return &visit{topic: t, p: p, d: d, self: self, may: filesFor(actor), now: now, site: p.site}, err
}

// change saves a change of the draft as it stands now, and where the person is.
func (v *visit) change(ctx context.Context, step string, change func(*dossier.Filing)) error {
	d, err := v.p.Casework.ChangeDraft(ctx, v.d.Account, v.d.ID, v.now, func(d *dossierdb.Draft) {
		d.Step = step
		change(&d.Filing)
	})
	if err == nil {
		v.d = d
	}
	return err
}

// next leads to the page after a step; the draft resumes there.
func (v *visit) next(w http.ResponseWriter, r *http.Request, slug string) error {
	return web.Redirect(w, r, v.path(steps()[stepIndex(slug)+1].slug))
}

// title heads a step; a procedure without cases asks for the place alone.
func (v *visit) title(slug string) locale.Text {
	if slug == stepCase && len(v.def.Choices()) == 0 {
		return locale.T("Nơi giải quyết", "The place")
	}
	return steps()[stepIndex(slug)].title
}

// path is where a step is shown and sent; before there is a draft, its first
// step makes it.
func (v *visit) path(slug string) string {
	if v.unsaved() {
		return filePath
	}
	return draftPath(v.d.ID, slug)
}

// unsaved reports whether nothing is stored of the filing yet.
func (v *visit) unsaved() bool { return v.d.ID == "" }

// back is the page before a step.
func (v *visit) back(slug string) ui.Link {
	if v.unsaved() {
		return ui.Link{Href: "/thu-tuc/" + v.d.Procedure}
	}
	if i := stepIndex(slug); i > 0 {
		return ui.Link{Href: v.path(steps()[i-1].slug)}
	}
	return ui.Link{Href: minePath, Text: locale.T("Hồ sơ của tôi", "My dossiers")}
}

// agency is the deciding agency, once it is known.
func (v *visit) agency() (org.Agency, bool) { return v.o.Agency(v.d.Filing.Agency, v.day) }

// forSelf reports whether the dossier is the applicant's own.
func (v *visit) forSelf() bool { return v.d.Filing.Applicant.IsZero() }

// resume goes on where the draft was left, on whatever device.
func (p *pages) resume(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.Casework.GetDraft(ctx, web.ViewerOf(ctx).Account, r.PathValue("draft"), p.Now())
	if err != nil {
		return err
	}
	if isSupplement(d) {
		return web.Redirect(w, r, supplementPath(d))
	}
	return web.Redirect(w, r, draftPath(d.ID, steps()[stepIndex(d.Step)].slug))
}

// showStep shows a step with what the draft holds.
func (p *pages) showStep(w http.ResponseWriter, r *http.Request, s step) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	if isSupplement(v.d) {
		return web.Redirect(w, r, supplementPath(v.d))
	}
	if v.d.Step != s.slug {
		if err := v.change(r.Context(), s.slug, func(*dossier.Filing) {}); err != nil {
			return err
		}
	}
	return v.show(w, r, http.StatusOK, s.slug, nil)
}

// show renders a step; f is what was typed, nil for what is stored.
func (v *visit) show(w http.ResponseWriter, r *http.Request, status int, slug string, f *web.Form) error {
	switch slug {
	case stepPeople:
		return web.Render(w, r, status, peoplePage(v, v.peopleForm(f)))
	case stepPapers:
		return web.Render(w, r, status, papersPage(v, formOr(f), v.cards(formOr(f))))
	case stepReturn:
		return web.Render(w, r, status, returnPage(v, v.returnForm(f)))
	case stepReview:
		return web.Render(w, r, status, reviewPage(v, formOr(f)))
	}
	return web.Render(w, r, status, casePage(v, v.caseForm(f)))
}

func formOr(f *web.Form) *web.Form {
	if f == nil {
		return web.NewForm()
	}
	return f
}
