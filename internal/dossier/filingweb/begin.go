package filingweb

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web"
)

// begin starts a draft of a procedure, with the case and place chosen on its
// page; whoever has to sign in first goes straight on afterwards. It is open to
// everybody, so that nobody is sent to sign in for nothing where no filings are
// taken.
func (p *pages) begin(w http.ResponseWriter, r *http.Request) error {
	f := web.Query(r)
	if r.Method == http.MethodPost {
		var err error
		if f, err = web.ParseForm(r); err != nil {
			return err
		}
	}
	filing := dossier.Filing{Procedure: f.Value("thu_tuc"), Case: f.Value("truong_hop"), Place: f.Value("dia_ban")}
	v := web.ViewerOf(r.Context())
	switch {
	case !p.Online:
		return p.elsewhere(w, r, filing.Procedure, filing.Place, locale.Text{})
	case filing.Procedure == "":
		return web.Redirect(w, r, "/thu-tuc")
	case !v.SignedIn():
		return web.Redirect(w, r, signInTo(filing))
	case r.Method != http.MethodPost && v.Kind != web.Person:
		return web.Redirect(w, r, "/thu-tuc/"+filing.Procedure)
	case v.Kind != web.Person:
		return errNotPerson
	case !p.assured(r.Context()):
		return errNotAssured
	case r.Method != http.MethodPost:
		return p.firstStep(w, r, filing)
	case f.Has(firstStepField):
		return p.startWith(w, r, f, filing)
	}
	return p.start(w, r, filing)
}

// firstStepField marks the form of a first step that has no draft yet.
const firstStepField = "buoc_dau"

// signInTo leads through the sign-in page straight on to the first step.
func signInTo(f dossier.Filing) string {
	q := url.Values{"thu_tuc": {f.Procedure}}
	for name, value := range map[string]string{"truong_hop": f.Case, "dia_ban": f.Place} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/dang-nhap?" + url.Values{"ve": {filePath + "?" + q.Encode()}}.Encode()
}

// firstStep shows the first step before there is a draft: an address alone, as
// after signing in, stores nothing.
func (p *pages) firstStep(w http.ResponseWriter, r *http.Request, filing dossier.Filing) error {
	ctx, now := r.Context(), p.Now()
	t, err := p.topic(ctx, filing.Procedure, now)
	if err != nil {
		return err
	}
	if !t.standing.Fileable {
		return p.elsewhere(w, r, filing.Procedure, filing.Place, t.standing.Say)
	}
	account := web.ViewerOf(ctx).Account
	self, err := p.Self(ctx, account)
	if err != nil {
		return err
	}
	prefill(&filing, t, self, now.Date())
	v := &visit{topic: t, p: p, d: dossierdb.Draft{Account: account, Procedure: filing.Procedure, Filing: filing}, self: self, now: now, site: p.site}
	return v.show(w, r, http.StatusOK, stepCase, nil)
}

// startWith makes the draft with the answers of its first step.
func (p *pages) startWith(w http.ResponseWriter, r *http.Request, f *web.Form, filing dossier.Filing) error {
	filing.Case = f.Value("case")
	d, why, err := p.draftOf(r.Context(), filing)
	switch {
	case err != nil:
		return err
	case !why.IsZero():
		return p.elsewhere(w, r, filing.Procedure, filing.Place, why)
	}
	v, err := p.visitDraft(r.Context(), d)
	if err != nil {
		return err
	}
	return v.takeCase(w, r, f)
}

// start makes the draft and shows its first step.
func (p *pages) start(w http.ResponseWriter, r *http.Request, filing dossier.Filing) error {
	d, why, err := p.draftOf(r.Context(), filing)
	switch {
	case err != nil:
		return err
	case !why.IsZero():
		return p.elsewhere(w, r, filing.Procedure, filing.Place, why)
	}
	return web.Redirect(w, r, draftPath(d.ID, stepCase))
}

// draftOf makes the draft, or takes the one that a second click has just made;
// why says that the procedure takes no dossiers.
func (p *pages) draftOf(ctx context.Context, filing dossier.Filing) (d dossierdb.Draft, why locale.Text, err error) {
	now := p.Now()
	account := web.ViewerOf(ctx).Account
	t, err := p.topic(ctx, filing.Procedure, now)
	if err != nil || !t.standing.Fileable {
		return d, t.standing.Say, err
	}
	drafts, err := p.Casework.Drafts(ctx, account, now)
	if err != nil {
		return d, why, err
	}
	again := !filing.Owner.IsZero()
	self, err := p.Self(ctx, account)
	if err != nil {
		return d, why, err
	}
	prefill(&filing, t, self, now.Date())
	for _, d := range drafts {
		if !again && justBegun(d, filing, now) {
			return d, why, nil
		}
	}
	if int64(len(drafts)) >= p.Limit(dossier.LimitDrafts) {
		return d, why, errManyDrafts
	}
	d, err = p.Casework.NewDraft(ctx, account, filing.Procedure, filing, now)
	return d, why, err
}

// justBegun recognises the draft of a first click: the same filing, a moment
// ago, still at its first step.
func justBegun(d dossierdb.Draft, f dossier.Filing, now calendar.Instant) bool {
	return d.Procedure == f.Procedure && d.Filing.Case == f.Case && d.Filing.Place == f.Place &&
		(d.Step == "" || d.Step == stepCase) && now < d.ChangedAt.Add(time.Minute)
}

// prefill completes a filing with what the account knows, and drops what the
// procedure does not have.
func prefill(f *dossier.Filing, t topic, self Self, day calendar.Date) {
	if _, ok := t.def.Case(f.Case); !ok {
		f.Case = ""
	}
	if _, gap := t.o.PlaceOn(f.Place, day); f.Place == "" || gap != nil {
		f.Place = self.Place
	}
	if f.Owner.IsZero() {
		f.Owner = self.Party
	}
	if found, _ := t.o.Competent(t.rules, f.Place, day); len(found) == 1 {
		f.Agency = found[0].ID
	}
}

func (p *pages) drop(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.Casework.GetDraft(ctx, web.ViewerOf(ctx).Account, r.PathValue("draft"), p.Now())
	if err != nil {
		return err
	}
	if err := p.Casework.DropDraft(ctx, d.Account, d.ID); err != nil {
		return err
	}
	web.FlashNote(r, locale.T("Đã xóa bản nháp.", "The draft was deleted."))
	return web.Redirect(w, r, minePath)
}

// elsewhere says where to file when the portal does not take it.
func (p *pages) elsewhere(w http.ResponseWriter, r *http.Request, code, place string, why locale.Text) error {
	v := elsewhereView{why: why, hotline: p.site.Hotline, code: code}
	if v.why.IsZero() {
		v.counter = true
		v.why = locale.T("Cổng này chưa kết nối định danh điện tử quốc gia nên chưa nhận hồ sơ trực tuyến.",
			"This portal is not connected to the national electronic identity yet, so it takes no online filings.")
	}
	if code != "" {
		t, err := p.topic(r.Context(), code, p.Now())
		if err != nil {
			return err
		}
		v.name = t.name()
		found, _ := t.o.Competent(t.rules, place, p.Now().Date())
		v.offices = append(v.offices, found...)
		for _, c := range t.def.Channels {
			v.post = v.post || c.Method == procedure.Postal
		}
	}
	return web.Render(w, r, http.StatusConflict, elsewherePage(v))
}

type elsewhereView struct {
	why     locale.Text
	counter bool // every counter of the province can help
	name    locale.Text
	code    string
	offices []org.Agency
	post    bool
	hotline string
}

func (v elsewhereView) title() locale.Text {
	if v.counter || len(v.offices) > 0 {
		return locale.T("Xin nộp hồ sơ tại quầy", "Please file at a counter")
	}
	return locale.T("Chưa nộp hồ sơ ở đây được", "This cannot be filed here")
}

// office is where an agency receives, with address and telephone.
func office(a org.Agency) string {
	name := a.OneStop
	if name == "" {
		name = a.Name
	}
	parts := []string{name}
	for _, s := range []string{a.Address, a.Phone} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

func draftPath(id, step string) string { return filePath + "/" + id + "/" + step }

// isSupplement tells a draft of papers asked for later, which is no filing.
func isSupplement(d dossierdb.Draft) bool { return strings.HasPrefix(d.Step, supplementStep) }
