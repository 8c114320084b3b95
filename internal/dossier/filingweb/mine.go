package filingweb

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/dossier/look"
	"motcua/internal/dossier/trackingweb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

const minePage = 20

// mineView is the list of what a person has begun and filed.
type mineView struct {
	drafts   []draftLine
	dossiers []dossierLine
	page     int
	more     bool
	of       string       // account whose dossiers are listed, "" is the reader's own
	whose    []ui.TabItem // the reader's own and each business's he follows; none without a business
	business locale.Text  // the name of the business whose dossiers are listed
}

// draftLine is a draft in the list.
type draftLine struct {
	id, href            string
	name, step, changed locale.Text
}

// dossierLine is an own dossier in the list.
type dossierLine struct {
	id, code                    string
	name, status, headline, due locale.Text
	tone                        ui.Tone
	owner                       string
	asked                       bool
}

// mine lists drafts and dossiers. It asks the database twice, however many
// there are.
func (p *pages) mine(w http.ResponseWriter, r *http.Request) error {
	ctx, now := r.Context(), p.Now()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	drafts, err := p.Casework.Drafts(ctx, actor.Account, now)
	if err != nil {
		return err
	}
	v := mineView{page: 1}
	v.choose(actor, web.Query(r).Value(forField))
	if n, err := strconv.Atoi(web.Query(r).Value("trang")); err == nil && n > 1 && n < 10_000 {
		v.page = n
	}
	list, more, err := p.Casework.List(ctx, actor, dossierdb.Query{Page: v.page, Size: minePage, For: cmp.Or(v.of, actor.Account)}, now)
	if err != nil {
		return err
	}
	v.more = more
	for _, d := range drafts {
		line, err := p.draftLine(ctx, d, now)
		if err != nil {
			return err
		}
		v.drafts = append(v.drafts, line)
	}
	for i := range list {
		v.dossiers = append(v.dossiers, p.dossierLine(&list[i], now))
	}
	return web.Render(w, r, http.StatusOK, minePageOf(v))
}

func (p *pages) draftLine(ctx context.Context, d dossierdb.Draft, now calendar.Instant) (draftLine, error) {
	name, err := p.nameOf(ctx, d.Procedure, now)
	l := draftLine{id: d.ID, href: filePath + "/" + d.ID, name: name, changed: trackingweb.At(d.ChangedAt)}
	l.step = steps()[stepIndex(d.Step)].short
	if isSupplement(d) {
		l.href, l.step = supplementPath(d), locale.T("Nộp bổ sung", "Papers asked for")
	}
	return l, err
}

// nameOf is a procedure's short name, remembered so that a list of drafts does
// not read every definition.
func (p *pages) nameOf(ctx context.Context, code string, now calendar.Instant) (locale.Text, error) {
	if name, ok := p.names.Load(code); ok {
		return name.(locale.Text), nil //nolint:forcetypeassert // only texts are stored
	}
	t, err := p.topic(ctx, code, now)
	if errors.Is(err, errNoProcedure) {
		return ui.S(code), nil
	}
	return t.name(), err
}

func (p *pages) dossierLine(e *dossierdb.Entry, now calendar.Instant) dossierLine {
	l := dossierLine{id: e.ID, code: e.Code, name: e.Short, status: e.Status.Name(), owner: e.OwnerName, asked: e.Status == dossier.Supplement}
	if l.code == "" {
		l.code = e.Submission
	}
	if l.name.IsZero() {
		l.name = ui.S(e.Procedure)
	}
	l.tone = trackingweb.Tone(e.Status)
	l.headline = dossier.Headline(stateOf(e), p.Casework.ClockOf(e.Agency), now)
	if e.Status.IsOpen() || e.Status == dossier.New {
		due := e.Due
		if e.Status == dossier.New {
			due = e.ReceptionDue
		}
		l.due = trackingweb.At(due)
		if due != 0 && due < now {
			l.tone = ui.Red
		}
	}
	return l
}

// stateOf is as much of a dossier's state as its row tells, for its sentence.
func stateOf(e *dossierdb.Entry) dossier.State {
	s := dossier.State{Status: e.Status, Due: e.Due, ReceptionDue: e.ReceptionDue, Steps: []process.Step{{Kind: process.Kind(e.StepKind)}}}
	if e.Outcome != "" {
		s.Approval, s.Proposal = &dossier.Signed{}, &dossier.Proposal{Outcome: e.Outcome}
	}
	return s
}

// ownView is an own dossier as its page shows it.
type ownView struct {
	s       dossier.State
	sight   trackingweb.Sight
	code    string
	forms   []ui.Link
	result  *dossier.Upload
	again   bool
	leaves  bool              // it can be withdrawn
	looks   []ui.TimelineItem // who looked outside his own step, newest first
	beside  templ.Component
	address string // of the public tracking page
}

func (p *pages) load(r *http.Request) (dossier.State, error) {
	actor, err := p.actor(r.Context())
	if err != nil {
		return dossier.State{}, err
	}
	s, _, err := p.Casework.Get(r.Context(), actor, r.PathValue("id"))
	return s, err
}

// own shows an own dossier: what everybody with the code sees, and what is the
// owner's alone.
func (p *pages) own(w http.ResponseWriter, r *http.Request) error {
	v, err := p.ownView(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, ownPage(v))
}

// filed confirms a filing: the number to keep and what happens next.
func (p *pages) filed(w http.ResponseWriter, r *http.Request) error {
	v, err := p.ownView(r)
	if err != nil {
		return err
	}
	if v.s.Status != dossier.New {
		return web.Redirect(w, r, minePath+"/"+v.s.ID)
	}
	return web.Render(w, r, http.StatusOK, filedPage(v))
}

func (p *pages) ownView(r *http.Request) (ownView, error) {
	s, err := p.load(r)
	if err != nil {
		return ownView{}, err
	}
	v := ownView{s: s, address: trackingweb.Address(s)}
	if v.sight, err = trackingweb.Look(r.Context(), p.Casework, s, p.Now()); err != nil {
		return v, err
	}
	v.code = v.sight.Code
	looks, err := p.Casework.Looks(r.Context(), s.ID)
	if err != nil {
		return v, err
	}
	v.looks = lookedBy(p.Casework.Organisation(), looks.Visible(p.Now().Date()))
	if asked, open := s.OpenRequest(); open {
		v.sight.Ask.Tell(asked)
	}
	v.sight.TellWords(s)
	if v.beside, err = p.Messages.Content(r.Context(), s.ID); err != nil {
		return v, err
	}
	form := func(number string) {
		v.forms = append(v.forms,
			ui.Link{Href: dossierpaper.Address(s.ID, number, false), Text: dossierpaper.Name(number)},
			ui.Link{Href: dossierpaper.Address(s.ID, number, true), Text: locale.T("bản PDF", "PDF"), Extra: dossierpaper.Name(number)})
	}
	for _, key := range dossierpaper.Forms(s) {
		form(key)
	}
	actor, err := p.actor(r.Context())
	if err != nil {
		return v, err
	}
	if u, ok := resultOf(s); ok && dossier.Receives(s, actor) {
		v.result = &u
	}
	v.leaves = dossier.May(dossier.ActWithdraw, s, actor) == nil
	v.again = p.Online && (s.Account == actor.Account || actor.MayFor(s.Account, org.PowerFile))
	return v, nil
}

// lookedBy tells the applicant who looked: by unit and agency, never by name.
func lookedBy(o *org.Organisation, looks []look.Looked) []ui.TimelineItem {
	var out []ui.TimelineItem
	for _, l := range slices.Backward(looks) {
		who := ""
		if a, ok := o.Find(l.Agency); ok {
			who = a.PlainName()
		}
		if u, ok := o.Unit(l.Agency, l.Unit); ok {
			who = u.Name + ", " + who
		}
		out = append(out, ui.TimelineItem{Title: l.Kind.Text(), By: ui.S(who), At: trackingweb.At(l.At), ISO: l.At.String(), Text: ui.S(l.Reason)})
	}
	return out
}

// resultOf is the result's file, once the dossier is finished.
func resultOf(s dossier.State) (dossier.Upload, bool) {
	if (s.Status != dossier.Finished && s.Status != dossier.HandedOver) || s.Result == nil || s.Result.Document == nil {
		return dossier.Upload{}, false
	}
	return s.Result.Document.Upload, true
}

// ownFile serves what the owner sent and the finished result; an official's
// draft is not the owner's to see.
func (p *pages) ownFile(w http.ResponseWriter, r *http.Request) error {
	s, err := p.load(r)
	if err != nil {
		return err
	}
	hash := r.PathValue("hash")
	if u, ok := findFile(s.Papers, hash); ok {
		return p.Files.Serve(w, r, u)
	}
	actor, err := p.actor(r.Context())
	if err != nil {
		return err
	}
	if u, ok := resultOf(s); ok && u.Hash == hash && dossier.Receives(s, actor) {
		return p.Files.Serve(w, r, u)
	}
	return errNoFile
}

// again begins a draft with an earlier dossier's data; papers are not copied,
// for most are valid once.
func (p *pages) again(w http.ResponseWriter, r *http.Request) error {
	s, err := p.load(r)
	if err != nil {
		return err
	}
	return p.start(w, r, dossier.Filing{
		Procedure: s.Procedure, Case: s.Case, Agency: s.Agency, Place: s.Place, Owner: s.Owner, Applicant: s.Applicant, Relation: s.Relation, Authority: s.Authority,
		Return: s.Return, Note: s.Note,
	})
}

// sentPapers are the papers of a dossier with their files.
func sentPapers(s dossier.State) []ui.SummaryRow {
	var out []ui.SummaryRow
	for _, m := range s.Papers {
		out = append(out, ui.SummaryRow{Key: procedure.PaperTitle(ui.S(m.Name)), Body: markWords(m, card{files: m.Files, view: minePath + "/" + s.ID + "/tep/"})})
	}
	return out
}

func parties(s dossier.State) []ui.SummaryRow {
	out := []ui.SummaryRow{{Key: locale.T("Chủ hồ sơ", "Owner"), Value: partyWords(s.Owner)}}
	if !s.Applicant.IsZero() {
		out = append(out, ui.SummaryRow{Key: locale.T("Người nộp", "Applicant"), Value: partyWords(s.Applicant)},
			ui.SummaryRow{Key: locale.T("Căn cứ nộp thay", "Right to file"), Value: s.Relation})
	}
	return out
}

// inGroups writes a tracking secret as receipts do: "1234 5678".
func inGroups(secret string) string {
	if len(secret) != 8 {
		return secret
	}
	return secret[:4] + " " + secret[4:]
}
