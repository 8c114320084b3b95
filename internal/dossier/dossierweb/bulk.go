package dossierweb

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/process"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// bulkPath is the page on which one act is done on many dossiers.
const bulkPath = deskPath + "/nhieu-ho-so"

// mostAtOnce is how many dossiers are offered, and taken, at a time.
const mostAtOnce = 100

// bulkActs are the acts that need nothing said of the single dossier. Decisions
// are not among them: each is looked at by itself.
func bulkActs() []dossier.Act {
	return []dossier.Act{dossier.ActAccept, dossier.ActAssign, dossier.ActReview}
}

// bulkKind is the step at which an act of bulkActs is the next one.
func bulkKind(a dossier.Act) process.Kind {
	switch a {
	case dossier.ActAssign:
		return process.Assign
	case dossier.ActReview:
		return process.Review
	default:
		return process.Receive
	}
}

// bulkView is the page's data.
type bulkView struct {
	form  *web.Form
	act   dossier.Act
	acts  []dossier.Act // of this official, those with something to do first
	lines []line
	ids   []string // of lines
	to    []candidate
	done  int
	left  []leftOver // what was not done, and why
}

func (p *pages) showBulk(w http.ResponseWriter, r *http.Request) error {
	return p.renderBulk(w, r, http.StatusOK, bulkView{form: web.NewForm(), act: dossier.Act(web.Query(r).Value("viec"))})
}

// renderBulk lists what waits for the official and for the act. It asks the
// database once, for assigning twice.
func (p *pages) renderBulk(w http.ResponseWriter, r *http.Request, status int, v bulkView) error {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	now := p.Now()
	list, _, err := p.Casework.List(ctx, actor, dossierdb.Query{Size: mostAtOnce}, now)
	if err != nil {
		return err
	}
	v.acts = ownBulk(actor)
	if !slices.Contains(v.acts, v.act) {
		v.act = v.acts[0]
		for _, a := range v.acts {
			if slices.ContainsFunc(list, func(e dossierdb.Entry) bool { return waitsFor(&e, a) }) {
				v.act = a
				break
			}
		}
	}
	names, desks := people{p.Casework.Organisation(), now.Date()}, dossier.Desks(actor)
	for i := range list {
		if waitsFor(&list[i], v.act) {
			v.lines, v.ids = append(v.lines, p.line(&list[i], names, desks, now)), append(v.ids, list[i].ID)
		}
	}
	if v.act == dossier.ActAssign {
		if v.to, err = p.specialists(ctx, actor, names); err != nil {
			return err
		}
	}
	return web.Render(w, r, status, bulkPage(v))
}

// ownBulk are the acts whose duty the official holds.
func ownBulk(a org.Actor) []dossier.Act {
	var out []dossier.Act
	for _, act := range bulkActs() {
		duty := org.DutyUnitHead
		if act == dossier.ActAccept {
			duty = org.DutyReception
		}
		if a.HoldsAnywhere(duty) {
			out = append(out, act)
		}
	}
	if len(out) == 0 {
		return bulkActs()[:1] // nothing will be listed
	}
	return out
}

// waitsFor reports whether the act is the next one of a dossier.
func waitsFor(e *dossierdb.Entry, a dossier.Act) bool {
	if a == dossier.ActAccept {
		return e.Status == dossier.New
	}
	return (e.Status == dossier.Accepted || e.Status == dossier.Processing) && process.Kind(e.StepKind) == bulkKind(a)
}

// specialists are those of the agencies whose units the official heads.
func (p *pages) specialists(ctx context.Context, a org.Actor, names people) ([]candidate, error) {
	var out []candidate
	for _, post := range a.Posts {
		if post.Duty != org.DutyUnitHead {
			continue
		}
		loads, err := p.Casework.Loads(ctx, post.Agency)
		if err != nil {
			return nil, err
		}
		for _, s := range names.o.Holders(post.Agency, org.DutySpecialist, names.day) {
			if !slices.ContainsFunc(out, func(c candidate) bool { return c.account == s.Account }) {
				out = append(out, candidate{s.Account, names.name(s.Account), s.Title, loads[s.Account]})
			}
		}
	}
	return out, nil
}

// doBulk does the act on each chosen dossier by itself: one that is refused
// keeps none of the others, and each outcome is told.
func (p *pages) doBulk(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v := bulkView{form: f, act: dossier.Act(f.Value("viec"))}
	chosen, id := f.Values("dossier"), f.Command()
	command := bulkCommand(v.act, f)
	if err := f.Refuse(bulkFault(len(chosen), command)); err != nil {
		return err
	}
	if !f.Valid() {
		return p.renderBulk(w, r, http.StatusUnprocessableEntity, v)
	}
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	for _, d := range slices.Compact(slices.Sorted(slices.Values(chosen))) {
		order := dossierdb.Order{ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(id+"/"+d)).String(), Dossier: d, Expect: journal.Any, Actor: actor, Command: command}
		_, err := p.Casework.Do(ctx, order)
		switch all := fault.All(err); {
		case err == nil:
			v.done++
		case len(all) > 0 && fault.KindOf(err) != fault.Unavailable:
			v.left = append(v.left, leftOver{p.codeOf(ctx, actor, d), all[0].Say})
		default:
			return err
		}
	}
	if len(v.left) == 0 {
		web.Flash(r, bulkDone(v.act, v.done))
		return web.Redirect(w, r, bulkPath+"?"+url.Values{"viec": {string(v.act)}}.Encode())
	}
	v.form = web.NewForm()
	return p.renderBulk(w, r, http.StatusUnprocessableEntity, v)
}

// bulkFault says what is wrong with what was chosen.
func bulkFault(chosen int, c dossier.Command) error {
	switch {
	case c == nil:
		return fault.New(fault.Invalid, "dossier.bulk_act", locale.T("Xin chọn một việc trong danh sách. Chưa có gì thay đổi.", "Please choose an act of the list. Nothing was changed."))
	case chosen == 0:
		return fault.New(fault.Invalid, "dossier.bulk_none", locale.T("Chưa chọn hồ sơ nào, nên chưa có gì thay đổi. Xin đánh dấu các hồ sơ cần làm.", "No dossier was chosen, so nothing was changed. Please tick the dossiers."))
	case chosen > mostAtOnce:
		return fault.New(fault.Invalid, "dossier.bulk_many", locale.F("Xin chọn tối đa %d hồ sơ một lần. Chưa có gì thay đổi.", "Please choose at most %d dossiers at a time. Nothing was changed.", mostAtOnce))
	}
	return nil
}

// codeOf names a dossier of which the act was refused, to whoever may see it.
func (p *pages) codeOf(ctx context.Context, a org.Actor, id string) string {
	s, _, err := p.Casework.Get(ctx, a, id)
	if err != nil {
		return ""
	}
	return cmp.Or(s.Code, s.Submission)
}

// bulkCommand is the command of an act for all chosen dossiers, nil for an act
// that is none of these.
func bulkCommand(a dossier.Act, f *web.Form) dossier.Command {
	switch a {
	case dossier.ActAccept:
		return dossier.Accept{}
	case dossier.ActReview:
		return dossier.Review{}
	case dossier.ActAssign:
		if f.Value("assignee") == "" {
			f.Wrong("assignee", locale.T("Xin chọn chuyên viên. Các hồ sơ vẫn chờ phân công.", "Please choose the specialist. The dossiers still wait."))
		}
		return dossier.Assign{To: f.Value("assignee")}
	default:
		return nil
	}
}

// bulkDone is the sentence after an act on many.
func bulkDone(a dossier.Act, n int) locale.Text {
	rule, _ := dossier.RuleOf(a)
	return locale.F("Đã "+locale.LowerFirst(rule.Name.VI)+" %d hồ sơ.", "Done for %d dossiers: "+locale.LowerFirst(rule.Name.EN)+".", n)
}

// options are the dossiers as they are ticked.
func (v bulkView) options() []ui.OptionProps {
	out := make([]ui.OptionProps, len(v.lines))
	for i, l := range v.lines {
		out[i] = ui.OptionProps{
			Value: v.ids[i], Text: locale.T(l.procedure.VI+" – "+l.owner, l.procedure.EN+" – "+l.owner),
			Hint: locale.T(l.code+" · "+l.signs.first.words.VI+" · "+l.from, l.code+" · "+l.signs.first.words.EN+" · "+l.from),
		}
	}
	return out
}

// chips lead to each act.
func (v bulkView) chips() []ui.TabItem {
	out := make([]ui.TabItem, len(v.acts))
	for i, a := range v.acts {
		rule, _ := dossier.RuleOf(a)
		out[i] = ui.TabItem{Href: bulkPath + "?" + url.Values{"viec": {string(a)}}.Encode(), Text: rule.Name, Active: a == v.act}
	}
	return out
}

// button is the act's name on the one button.
func (v bulkView) button() locale.Text {
	rule, _ := dossier.RuleOf(v.act)
	return locale.T(rule.Name.VI+" các hồ sơ đã chọn", rule.Name.EN+": the chosen dossiers")
}
