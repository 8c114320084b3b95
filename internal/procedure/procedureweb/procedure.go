package procedureweb

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/process"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// view is what the page of one procedure shows.
type view struct {
	procedure.Procedure
	Lang     locale.Lang
	Standing procedure.Standing
	Online   bool // can be filed here, now, on the portal
	Chip     locale.Text
	Tone     ui.Tone

	Limit, LimitNote locale.Text
	Fee              locale.Text
	Where, WhereNote locale.Text

	Choices []procedure.Case
	Chosen  procedure.Case // zero when none is
	Papers  []paperRow
	// Waiting tells that the papers depend on a case that is not chosen yet.
	Waiting bool

	Ways  []way
	Steps process.Process // no steps: none in force
	Due   *due

	Places   []org.Place // to choose from; none when the place does not matter
	Place    string      // chosen, "" for none
	Agencies []office
	Gaps     []locale.Text

	Conflicts []string
	Published procedure.Version // zero Rev when only listed
}

// paperRow is one paper to bring, send or show.
type paperRow struct {
	Name     locale.Text // shortened when Whole is set
	Whole    locale.Text // the full text of an overlong one
	Quantity locale.Text
	When     locale.Text // "Chỉ khi …", zero when everybody needs it
	How      locale.Text
	Shown    bool // shown and given back
}

// isConditional reports whether the paper is needed only by some.
func (p *paperRow) isConditional() bool { return !p.When.IsZero() }

func (p *paperRow) order() int {
	if p.isConditional() {
		return 1
	}
	return 0
}

// conditional counts the papers that only some need.
func (v *view) conditional() int {
	n := 0
	for i := range v.Papers {
		n += v.Papers[i].order()
	}
	return n
}

// way is one channel of filing.
type way struct {
	Name  locale.Text
	Limit locale.Text
	Fees  []locale.Text
	Note  locale.Text
}

// due is when the result would be there at the latest, with the reasons.
type due struct {
	At      locale.Text
	Reasons []string // in the reader's language
	Unsure  bool     // holidays on the way are not announced yet
}

// office is a competent agency with how to reach it.
type office struct {
	org.Agency
	Hours []locale.Text
	Today locale.Text
}

func (d Deps) procedure(w http.ResponseWriter, r *http.Request) error {
	v, err := d.view(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, procedurePage(v))
}

func (d Deps) checklist(w http.ResponseWriter, r *http.Request) error {
	v, err := d.view(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, checklistPage(v))
}

// view reads a procedure, in two queries, and works out what the reader's case
// and place make of it.
func (d Deps) view(r *http.Request) (view, error) {
	now := d.Now()
	day := now.Date()
	found, err := d.Catalogue.Find(r.Context(), r.PathValue("code"))
	if err != nil {
		return view{}, err
	}
	if !found.Exists() {
		return view{}, unknownProcedure
	}
	f := web.Query(r)
	v := view{Procedure: found.Procedure(day), Lang: web.LangOf(r.Context())}
	v.Code = r.PathValue("code")
	v.Published, _ = found.At(day)
	v.Choices = v.Procedure.Choices()
	if c, ok := v.Case(f.Value("truong-hop")); ok {
		v.Chosen = c
	}
	v.Standing = d.Catalogue.Standing(found, day, v.Chosen.Code)
	_, canOnline := v.Channel(procedure.Online)
	v.Online = v.Standing.Fileable && canOnline && d.Filing
	v.Chip, v.Tone = chip(v.Standing, v.Online, v.Province)
	v.Steps, _ = found.Processes.InForce(day, v.Chosen.Code)
	v.Conflicts = v.Procedure.Conflicts()
	v.papers()
	v.ways()
	d.agencies(&v, found, f.Value("dia-ban"), now)
	v.facts(found.Rules, day, d.Offices.Organisation())
	d.reckon(&v, now)
	return v, nil
}

// papers lists those of the chosen case; while a case must be chosen first,
// those that every case needs.
func (v *view) papers() {
	list := v.Procedure.Papers(v.Chosen.Code, "")
	byCase := slices.ContainsFunc(v.Groups, func(g procedure.PaperGroup) bool { return g.Case != "" })
	if v.Waiting = byCase && len(v.Choices) > 0 && v.Chosen.Code == ""; v.Waiting {
		list = list[:0:0]
		for _, g := range v.Groups {
			if g.Case != "" {
				continue
			}
			for _, p := range g.Papers {
				if p.Kind != procedure.Note {
					list = append(list, p)
				}
			}
		}
	}
	for _, p := range list {
		v.Papers = append(v.Papers, paper(p))
	}
	// What everybody needs comes first; the record's order holds otherwise.
	slices.SortStableFunc(v.Papers, func(a, b paperRow) int { return a.order() - b.order() })
}

// longPaper is how much of a paper's name is shown before it is folded, in
// characters: records hold names of 4,718.
const longPaper = 260

func paper(p procedure.Paper) paperRow {
	row := paperRow{Name: p.Name, Quantity: quantityWords(p), When: procedure.OnlyWhen(p.Condition), Shown: p.Kind == procedure.Present}
	if p.Optional && row.When.IsZero() {
		row.When = locale.T("Chỉ khi áp dụng cho trường hợp của Ông/Bà", "Only if it applies to you")
	}
	if head, long := clip(p.Name.VI, longPaper); long {
		row.Whole = p.Name
		row.Name = locale.Text{VI: head}
		if p.Name.EN != "" {
			row.Name.EN, _ = clip(p.Name.EN, longPaper)
		}
	}
	onlyDirect := len(p.Methods) > 0 && !slices.Contains(p.Methods, procedure.Online)
	switch {
	case row.Shown:
		row.How = locale.T("Mang theo để xuất trình, được trả lại ngay", "Bring it to show; it is given back at once")
	case onlyDirect:
		row.How = locale.T("Chỉ cần khi nộp tại quầy hoặc qua bưu chính", "Needed only at the counter or by post")
	case p.ElectronicForm:
		row.How = locale.T("Nộp trực tuyến: điền mẫu giấy rồi chụp ảnh hoặc tải tệp lên; cũng có thể điền tại quầy", "Online: fill in the paper form, then photograph or upload it; you may also fill it in at the counter")
	default:
		row.How = locale.T("Nộp trực tuyến: chụp ảnh hoặc tải tệp lên", "Online: photograph it or upload a file")
	}
	return row
}

// methods is the order in which ways of filing are shown.
func methods() []procedure.Method {
	return []procedure.Method{procedure.Online, procedure.Direct, procedure.Postal}
}

// ways lists the channels of filing; those that differ in nothing share a row.
func (v *view) ways() {
	for _, m := range methods() {
		for _, c := range v.Channels {
			if c.Method != m {
				continue
			}
			limit, text, from := v.LimitFor(m, v.Chosen.Code)
			if from == procedure.FromChannel { // a record may have several of a method
				limit, text = c.Limit, c.LimitText
			}
			switch {
			case v.undecided():
				text = rangeWords(v.Choices)
			case limit.IsKnown():
				text = limitWords(limit)
			}
			v.addWay(way{Name: procedure.MethodName(m), Limit: text, Fees: feeLines(c), Note: c.Note})
		}
	}
	for i := range v.Ways {
		n := &v.Ways[i].Name
		*n = locale.T(locale.UpperFirst(n.VI), locale.UpperFirst(n.EN))
	}
}

func (v *view) addWay(w way) {
	for i := range v.Ways {
		same := &v.Ways[i]
		if same.Limit == w.Limit && same.Note == w.Note && slices.Equal(same.Fees, w.Fees) && same.Name != w.Name {
			same.Name = locale.T(same.Name.VI+", "+w.Name.VI, same.Name.EN+", "+w.Name.EN)
			return
		}
	}
	v.Ways = append(v.Ways, w)
}

// facts are how long, how much and where.
func (v *view) facts(rules []org.Rule, day calendar.Date, o *org.Organisation) {
	v.Where = whereWords(rules, v.LevelsOn(day), day, o)
	if v.Standing.Code == "other_province" && v.Province != "" {
		v.Where = locale.T(v.Province+": "+v.Where.VI, v.Province+": "+v.Where.In(locale.EN))
		if len(v.Levels) == 0 {
			v.Where = ui.S(v.Province)
		}
	}
	if v.Anywhere && v.Standing.Fileable {
		v.WhereNote = locale.T("Nộp tại bất kỳ Trung tâm Phục vụ hành chính công nào trong tỉnh", "Any public service centre of the province takes it")
	}
	if len(v.Agencies) == 1 {
		v.Where = ui.S(v.Agencies[0].PlainName())
		if v.WhereNote.IsZero() && v.Agencies[0].OneStop != "" {
			v.WhereNote = locale.T("Nộp tại "+v.Agencies[0].OneStop, "Hand in at "+v.Agencies[0].OneStop)
		}
	}
	if v.Stage != procedure.Described {
		return
	}
	v.Fee = feeWords(v.Channels)
	l, text := v.limit()
	v.Limit = limitWords(l)
	if v.undecided() {
		v.Limit = rangeWords(v.Choices)
	}
	switch {
	case l.Unit == calendar.SameDay:
		v.LimitNote = locale.T("Nhận sau 15 giờ thì trả vào ngày làm việc tiếp theo", "If received after 15:00, the next working day")
	case !l.IsKnown() && text.VI != "" && utf8.RuneCountInString(text.VI) <= 2*shortText && len(v.Choices) == 0:
		v.LimitNote = text
	case !l.IsKnown() && len(v.Choices) > 0 && v.Chosen.Code == "":
		v.LimitNote = locale.T("Chọn trường hợp ở dưới để biết", "Choose your case below")
	}
}

// undecided reports whether no case is chosen although their limits differ.
func (v *view) undecided() bool { return v.Chosen.Code == "" && casesDiffer(v.Choices) }

// limit is the limit of the chosen case by the first way that tells one;
// without a case it is told only when all cases agree.
func (v *view) limit() (calendar.Limit, locale.Text) {
	unknown := calendar.Limit{Unit: calendar.Unknown}
	if v.undecided() {
		return unknown, locale.Text{}
	}
	var words locale.Text
	for _, m := range []procedure.Method{procedure.Direct, procedure.Online, procedure.Postal} {
		if _, ok := v.Channel(m); !ok {
			continue
		}
		l, text, _ := v.LimitFor(m, v.Chosen.Code)
		if l.IsKnown() {
			return l, text
		}
		if words.IsZero() {
			words = text
		}
	}
	return unknown, words
}

// agencies finds who decides on the day, for the reader's place if the rules
// need one.
func (d Deps) agencies(v *view, found proceduredb.Found, place string, now calendar.Instant) {
	if v.Standing.Code == "other_province" || v.Standing.Code == "internal" || len(found.Rules) == 0 {
		return
	}
	o, day := d.Offices.Organisation(), now.Date()
	if slices.ContainsFunc(found.Rules, func(r org.Rule) bool { return r.On(day) && byPlace(r) }) {
		v.Places = o.Places(org.LevelCommune, day)
		slices.SortFunc(v.Places, func(a, b org.Place) int {
			return strings.Compare(locale.SortKey(bareName(a.Name)), locale.SortKey(bareName(b.Name)))
		})
		if slices.ContainsFunc(v.Places, func(p org.Place) bool { return p.ID == place }) {
			v.Place = place
		}
	}
	agencies, gaps := o.Competent(found.Rules, v.Place, day)
	for _, a := range agencies {
		k := d.Offices.ClockOf(a.ID)
		v.Agencies = append(v.Agencies, office{a, officeHours(k, day), openToday(k, now)})
	}
	for _, g := range gaps {
		if g.Reason == org.GapNoPlace && v.Place == "" {
			continue // the form asks for it
		}
		v.Gaps = append(v.Gaps, g.Say())
	}
}

// bareName is a place's name without its type, by which people look for it.
func bareName(name string) string {
	for _, kind := range []string{"Phường ", "Xã ", "Đặc khu ", "Thị trấn "} {
		if rest, ok := strings.CutPrefix(name, kind); ok {
			return rest
		}
	}
	return name
}

// reckon tells when the result would be there at the latest.
func (d Deps) reckon(v *view, now calendar.Instant) {
	l, _ := v.limit()
	if !v.Standing.Fileable || !l.IsKnown() {
		return
	}
	agency := ""
	if len(v.Agencies) > 0 {
		agency = v.Agencies[0].ID
	}
	k := d.Offices.ClockOf(agency)
	t, err := k.Due(now, l)
	if err != nil {
		return // a limit that cannot be reckoned is told in words above
	}
	v.Due = &due{At: locale.DateTime(t.At.Time()), Reasons: calendar.Words(t.Trace, v.Lang), Unsure: t.Provisional}
}

// href is this page for a case and place.
func (v *view) href(path string) string {
	q := url.Values{}
	if v.Chosen.Code != "" {
		q.Set("truong-hop", v.Chosen.Code)
	}
	if v.Place != "" {
		q.Set("dia-ban", v.Place)
	}
	if len(q) == 0 {
		return codeHref(v.Code) + path
	}
	return codeHref(v.Code) + path + "?" + q.Encode()
}
