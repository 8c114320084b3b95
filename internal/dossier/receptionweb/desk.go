package receptionweb

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web"
)

// maxFound is how many procedures a search shows.
const maxFound = 8

// desk is one showing of the counter: the form and all that follows from it.
type desk struct {
	*web.Form

	token string
	now   calendar.Instant
	actor org.Actor
	posts []org.Agency // where the actor receives
	org   *org.Organisation

	found    []foundOffer
	searched bool
	say      locale.Text // what came of a scan

	procedure procedure.Procedure // zero: none is chosen
	rules     []org.Rule
	choices   []org.Agency // agencies that may decide here
	agency    org.Agency   // the one that decides; zero when none of them may
	elsewhere locale.Text  // who is competent when it is not this counter
	places    []org.Place  // asked when the procedure may be filed for another place
	papers    []paperLine
	due       dueLine
	doubts    []doubt
	refusing  bool   // the middle shows the fields of a refusal
	asking    bool   // the middle shows the fields of a request for papers
	focus     string // field to begin at; "" leaves it to the error summary
}

// foundOffer is a procedure found, and whether this counter receives for it.
type foundOffer struct {
	Offer

	Mine bool
}

// paperLine is one paper of the list.
type paperLine struct {
	procedure.Paper

	Files []dossier.Upload // scanned at this counter
}

// dueLine is the due time as it would be if the dossier were accepted now.
type dueLine struct {
	Known bool
	At    calendar.Due
	Limit locale.Text // the limit in words, or the record's sentence
	Fees  []string
	Error locale.Text
}

// open begins a showing for the actor.
func (p *pages) open(f *web.Form, a org.Actor) *desk {
	d := &desk{Form: f, now: p.Now(), actor: a, org: p.Casework.Organisation(), token: cmp.Or(f.Value("form_token"), web.FormToken())}
	for _, post := range a.Posts {
		if ag, ok := d.org.Agency(post.Agency, d.now.Date()); ok && post.Duty == org.DutyReception {
			d.posts = append(d.posts, ag)
		}
	}
	if f.Value("method") == "" {
		f.Set("method", string(procedure.Direct))
	}
	if f.Value("owner_kind") == "" {
		f.Set("owner_kind", string(dossier.Citizen))
	}
	if f.Value("return_way") == "" {
		f.Set("return_way", string(dossier.AtCounter))
	}
	return d
}

// fill works out everything that follows from the form.
func (p *pages) fill(ctx context.Context, d *desk) error {
	if err := p.search(ctx, d); err != nil {
		return err
	}
	if code := d.Value("procedure"); code != "" {
		state, _, err := p.Casework.Definition(ctx, code)
		if err != nil {
			return err
		}
		if state.Exists() {
			d.procedure, d.rules = state.Procedure(d.now.Date()), state.Rules
		}
	}
	d.doubts = d.findDoubts()
	if d.procedure.Code == "" {
		return nil
	}
	d.place()
	if err := p.previous(ctx, d); err != nil {
		return err
	}
	d.count(p.Casework.ClockOf(d.agency.ID))
	return nil
}

// search finds procedures by what was typed; those of this counter first.
func (p *pages) search(ctx context.Context, d *desk) error {
	text := d.Value("q")
	if text == "" {
		return nil
	}
	d.searched = true
	all, err := p.Search(ctx, text, d.now.Date(), 2*maxFound)
	if err != nil {
		return err
	}
	for _, o := range all {
		mine := len(d.competent(o.Rules, false, "")) > 0
		if !mine { // perhaps one that any counter receives: at most 2*maxFound look-ups
			state, _, err := p.Casework.Definition(ctx, o.Code)
			if err != nil {
				return err
			}
			mine = state.Procedure(d.now.Date()).Anywhere && len(d.competent(o.Rules, true, "")) > 0
		}
		d.found = append(d.found, foundOffer{o, mine})
	}
	slices.SortStableFunc(d.found, func(a, b foundOffer) int {
		switch {
		case a.Mine == b.Mine:
			return 0
		case a.Mine:
			return -1
		}
		return 1
	})
	d.found = d.found[:min(len(d.found), maxFound)]
	return nil
}

// centre reports whether the actor receives at a centre for all agencies.
func (d *desk) centre() bool {
	return slices.ContainsFunc(d.posts, func(a org.Agency) bool { return a.Kind == org.KindOneStopCentre })
}

// competent lists the agencies that decide by the rules and for which this
// counter receives: for the given place, else for the counter's own.
func (d *desk) competent(rules []org.Rule, anywhere bool, place string) []org.Agency {
	places := []string{place}
	if place == "" {
		for _, a := range d.posts {
			if !slices.Contains(places, a.Territory) {
				places = append(places, a.Territory)
			}
		}
	}
	var out []org.Agency
	for _, at := range places {
		list, _ := d.org.Competent(rules, at, d.now.Date())
		for _, a := range list {
			known := slices.ContainsFunc(out, func(o org.Agency) bool { return o.ID == a.ID })
			if !known && (anywhere || d.centre() || d.actor.Holds(a.ID, org.DutyReception)) {
				out = append(out, a)
			}
		}
	}
	return out
}

// place finds the deciding agency, and what must be asked to find it.
func (d *desk) place() {
	pr := d.procedure
	d.choices = d.competent(d.rules, pr.Anywhere, d.Value("place"))
	if pr.Anywhere || d.centre() {
		for _, r := range d.rules {
			if r.On(d.now.Date()) && (r.Level == org.LevelCommune || r.Level == org.LevelDistrict) {
				d.places = d.org.Places(org.LevelCommune, d.now.Date())
				slices.SortFunc(d.places, func(a, b org.Place) int {
					return strings.Compare(locale.SortKey(a.Name), locale.SortKey(b.Name))
				})
				break
			}
		}
	}
	for _, a := range d.choices {
		if d.agency.ID == "" || a.ID == d.Value("agency") {
			d.agency = a
		}
	}
	if d.agency.ID == "" && len(d.places) == 0 {
		d.elsewhere = locale.T("Thủ tục này không thuộc thẩm quyền của quầy này. Có thể lập phiếu từ chối và hướng dẫn nơi nộp.",
			"This counter does not receive this procedure. You can refuse it with a slip that tells where to file.")
		if list, _ := d.org.Competent(d.rules, "", d.now.Date()); len(list) > 0 {
			name := cmp.Or(list[0].ShortName, list[0].Name)
			d.elsewhere = locale.F("Thủ tục này do %s giải quyết, không nhận tại quầy này. Có thể lập phiếu từ chối và hướng dẫn nơi nộp.",
				"This procedure is decided by %s and not received here. You can refuse it with a slip that tells where to file.", name)
		}
	}
}

// placeID is the place by which the agency is competent.
func (d *desk) placeID() string { return cmp.Or(d.Value("place"), d.agency.Territory) }

func (d *desk) method() procedure.Method {
	if d.Value("method") == string(procedure.Postal) {
		return procedure.Postal
	}
	return procedure.Direct
}

// caseCode is the chosen case, if the procedure has it.
func (d *desk) caseCode() string {
	if _, ok := d.procedure.Case(d.Value("case")); ok {
		return d.Value("case")
	}
	return ""
}

// count works out papers, fees and the due time.
func (d *desk) count(clock *calendar.Clock) {
	code, m := d.caseCode(), d.method()
	for _, paper := range d.procedure.Papers(code, m) {
		d.papers = append(d.papers, paperLine{paper, d.kept(paper.Key)})
	}
	ch, ok := d.procedure.Channel(m)
	if !ok {
		ch, _ = d.procedure.Channel(procedure.Direct)
	}
	for _, f := range ch.Fees {
		text := f.Text.VI
		if text == "" && f.Known {
			text = locale.Dong(f.Amount)
		}
		if text != "" {
			d.due.Fees = append(d.due.Fees, text)
		}
	}
	if d.caseDue() {
		return // the limit may be another one for each case
	}
	limit, words, _ := d.procedure.LimitFor(m, code)
	d.due.Limit, d.due.Known = words, limit.IsKnown()
	if !limit.IsKnown() {
		if limit = d.chosenLimit(); !limit.IsKnown() {
			return
		}
	}
	due, err := clock.Due(d.now, limit)
	if err != nil {
		d.due.Error = sayOf(err)
		return
	}
	d.due.At = due
}

// chosenLimit is the limit an officer typed where the record tells none.
func (d *desk) chosenLimit() calendar.Limit {
	n, ok := whole(d.Value("limit_days"))
	if !ok || n < 1 || n > 1000 {
		return calendar.Limit{Unit: calendar.Unknown}
	}
	unit := calendar.WorkingDays
	if d.Value("limit_unit") == string(calendar.Days) {
		unit = calendar.Days
	}
	return calendar.Limit{Unit: unit, Milli: int64(n) * 1000}
}

// previous keeps the papers of this person's dossier before, where the lists
// name the same paper and nothing was said about it yet.
func (p *pages) previous(ctx context.Context, d *desk) error {
	id := d.Value("after")
	if id == "" {
		return nil
	}
	s, _, err := p.Casework.Get(ctx, d.actor, id)
	if err != nil {
		return err
	}
	for _, paper := range d.procedure.Papers(d.caseCode(), d.method()) {
		if d.Has("paper." + paper.Key) {
			continue
		}
		i := slices.IndexFunc(s.Papers, func(m dossier.PaperMark) bool {
			return m.Mark != dossier.MarkNotApplicable && (m.Key == paper.Key || locale.Fold(m.Name) == locale.Fold(paper.Name.VI))
		})
		if i >= 0 {
			d.setPaper(paper.Key, s.Papers[i])
		}
	}
	return nil
}
