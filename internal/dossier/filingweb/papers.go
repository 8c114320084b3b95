package filingweb

import (
	"net/http"
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// card is one paper on a page: what it is, what was sent, what can be said.
type card struct {
	key      string
	name     locale.Text
	hint     locale.Text
	why      locale.Text // of a supplement: what is missing or wrong
	had      locale.Text // of a supplement: when it came already, zero before
	optional bool
	present  bool // may be shown at the counter instead
	ask      bool // offers "does not apply"
	files    []dossier.Upload
	mark     dossier.Mark
	reason   string // why it does not apply
	post     string // where this card is sent
	view     string // prefix of the addresses of its files
	form     *web.Form
}

// cards are the papers of the case with what the draft holds.
func (v *visit) cards(f *web.Form) []card {
	var out []card
	for _, paper := range v.papers(v.d.Filing) {
		out = append(out, v.card(paper, f))
	}
	return out
}

func (v *visit) card(paper procedure.Paper, f *web.Form) card {
	marks := slices.Clone(v.d.Filing.Papers)
	m := markOf(&marks, paper.Key)
	return card{
		key: paper.Key, name: procedure.PaperTitle(paper.Name), hint: paperHint(paper), optional: paper.Optional, present: paper.Kind == procedure.Present,
		ask: !paper.Optional, files: m.Files, mark: m.Mark, reason: m.Why, form: f,
		post: v.path(stepPapers), view: v.path("tep") + "/",
	}
}

// paperHint says when an optional paper is due and how many there are.
func paperHint(p procedure.Paper) locale.Text {
	switch {
	case p.Optional && !p.Condition.IsZero():
		return procedure.OnlyWhen(p.Condition)
	case p.ElectronicForm:
		return locale.T("Xin điền mẫu giấy rồi chụp lại từng trang; chưa có mẫu thì lấy và điền tại quầy.", "Please fill in the paper form and photograph each page; without the form, get it and fill it in at a counter.")
	case p.Kind == procedure.Present:
		return locale.T("Chụp để gửi trước, hoặc xuất trình bản chính khi nhận kết quả.", "Send a photograph now, or show the original when you collect the result.")
	}
	return locale.Text{}
}

// savePapers keeps what was sent for the papers: all of the page, or, sent by
// the page's script as soon as a file is chosen, one paper alone.
func (p *pages) savePapers(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	papers := v.papers(v.d.Filing)
	one := r.URL.Query().Get("mot")
	if one != "" {
		papers = slices.DeleteFunc(slices.Clone(papers), func(x procedure.Paper) bool { return x.Key != one })
		if len(papers) == 0 {
			return errNoFile
		}
	}
	taken := map[string][]dossier.Upload{}
	for _, paper := range papers {
		had := v.d.Filing.Papers
		if taken[paper.Key], err = p.take(r.Context(), f, v.d.Account, paper.Key, len(markOf(&had, paper.Key).Files)); err != nil {
			return err
		}
	}
	if err := v.change(r.Context(), stepPapers, func(d *dossier.Filing) {
		d.Papers = slices.Clone(d.Papers)
		for _, paper := range papers {
			readMark(f, markOf(&d.Papers, paper.Key), taken[paper.Key])
		}
		d.Papers = without(d.Papers, f.Value("remove"))
	}); err != nil {
		return err
	}
	if one != "" && byScript(r) {
		return web.Render(w, r, http.StatusOK, paperCard(v.card(papers[0], f)))
	}
	if f.Value("act") == "next" {
		v.checkReasons(f)
		if f.Valid() {
			if n := len(v.missing()); n > 0 {
				web.FlashNote(r, stillMissing(n))
			}
			return v.next(w, r, stepPapers)
		}
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, stepPapers, f)
	}
	at := f.Value("act")
	if at == "" {
		at = f.Value("remove")
	}
	return web.Redirect(w, r, v.path(stepPapers)+anchor(at, papers))
}

// readMark takes over what was said and sent for one paper.
func readMark(f *web.Form, m *dossier.PaperMark, more []dossier.Upload) {
	m.Files = addFiles(m.Files, more)
	if f.Has(whyField(m.Key)) || f.Has(markField(m.Key)) || f.Value("act") != "" {
		m.Mark, m.Why = "", f.Text(whyField(m.Key), mostNote)
		for _, said := range f.Values(markField(m.Key)) {
			m.Mark = dossier.Mark(said)
		}
	}
	switch {
	case len(m.Files) > 0:
		m.Mark, m.Why = dossier.MarkSubmitted, ""
	case m.Mark == dossier.MarkShown:
		m.Why = ""
	case m.Mark == dossier.MarkNotApplicable:
	default:
		m.Mark = ""
	}
}

// checkReasons asks why a due paper does not apply.
func (v *visit) checkReasons(f *web.Form) {
	for _, paper := range v.papers(v.d.Filing) {
		marks := v.d.Filing.Papers
		m := markOf(&marks, paper.Key)
		if !paper.Optional && m.Mark == dossier.MarkNotApplicable && m.Why == "" {
			f.Wrong(whyField(paper.Key), locale.T("Xin cho biết vì sao giấy tờ này không áp dụng với Ông/Bà.", "Please say why this paper does not apply to you."))
		}
	}
}

// anchor leads back to the paper that a button belongs to.
func anchor(said string, papers []procedure.Paper) string {
	for _, p := range papers {
		if said == p.Key || len(said) > len(p.Key) && said[:len(p.Key)] == p.Key && said[len(p.Key)] == '/' {
			return "#" + cardID(p.Key)
		}
	}
	return ""
}

func cardID(key string) string { return ui.FieldID("card." + key) }

// marks are the papers as they are filed: what has files is handed in, what is
// promised is shown, an optional paper without files does not apply. A due
// paper of which nothing was said is left out, so that filing stops there.
func (v *visit) marks() []dossier.PaperMark {
	var out []dossier.PaperMark
	stored := v.d.Filing.Papers
	for _, paper := range v.papers(v.d.Filing) {
		m := *markOf(&stored, paper.Key)
		switch {
		case len(m.Files) > 0:
			m.Mark, m.Why = dossier.MarkSubmitted, ""
		case m.Mark == dossier.MarkShown && paper.Kind == procedure.Present:
		case m.Mark == dossier.MarkNotApplicable:
		case paper.Optional:
			m.Mark, m.Why = dossier.MarkNotApplicable, ""
		default:
			continue
		}
		m.Name, m.Originals, m.Copies = paper.Name.VI, paper.Originals, paper.Copies
		out = append(out, m)
	}
	return out
}

func (p *pages) draftFile(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.Casework.GetDraft(ctx, web.ViewerOf(ctx).Account, r.PathValue("draft"), p.Now())
	if err != nil {
		return err
	}
	u, ok := findFile(d.Filing.Papers, r.PathValue("hash"))
	if !ok {
		return errNoFile
	}
	return p.Files.Serve(w, r, u)
}

// byScript reports whether the page's script asks, which takes a part of the
// page and shows it whatever is wrong.
func byScript(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }
