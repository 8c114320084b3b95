package orgweb

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/web"
)

// plan is one agency that is to end, with who takes over and what passes.
type plan struct {
	text       string
	agency     org.Agency
	successors []org.Agency
	units      int
	staff      int
	dossiers   int64
	wrong      locale.Text // zero when it can be done
	done       bool        // it ended so already: the act was interrupted after it
}

// reformView is the reorganisation page.
type reformView struct {
	desk
	form  *web.Form
	last  calendar.Date
	plans []plan
}

// ready reports whether everything that was previewed can be done.
func (v reformView) ready() bool {
	return len(v.plans) > 0 && v.form.Valid() && !slices.ContainsFunc(v.plans, func(x plan) bool { return !x.wrong.IsZero() })
}

// mostPlans is how many agencies end in one act: more than the province had
// communes.
const mostPlans = 400

func (p *pages) reformForm(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := reformView{desk: d, form: web.NewForm()}
	if id := r.URL.Query().Get("co-quan"); id != "" {
		if _, ok := d.o.Find(id); ok {
			v.form.Set("plan", id+" > ")
		}
	}
	setDate(v.form, "last", d.today)
	return web.Render(w, r, http.StatusOK, reformPage(v))
}

// reform previews the end of agencies, and carries it out once it is confirmed.
func (p *pages) reform(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := reformView{desk: d, form: f, last: f.Date("last")}
	command, ground := f.Command(), f.Text("ground", 300)
	if v.last.IsZero() && f.Valid() {
		f.Wrong("last", locale.T("Xin nhập ngày hoạt động cuối cùng.", "Please enter the last day."))
	}
	if ground == "" {
		f.Wrong("ground", locale.T("Xin ghi nghị quyết hoặc quyết định làm căn cứ.", "Please enter the deciding text."))
	}
	if f.Valid() {
		if err := p.preview(r.Context(), &v, ground); err != nil {
			return err
		}
	}
	switch {
	case !v.ready():
		return web.Render(w, r, http.StatusUnprocessableEntity, reformPage(v))
	case f.Value("step") != "do":
		return web.Render(w, r, http.StatusOK, reformPage(v))
	case f.Value("agreed") != "yes":
		f.Wrong("agreed", locale.T("Xin đánh dấu đã đối chiếu với văn bản.", "Please tick that it was compared with the text."))
		return web.Render(w, r, http.StatusUnprocessableEntity, reformPage(v))
	}
	return p.carryOut(w, r, v, command, ground)
}

// preview reads the plan line by line and asks the core of each.
func (p *pages) preview(ctx context.Context, v *reformView, ground string) error {
	ending := map[string]bool{}
	for text := range strings.Lines(v.form.Value("plan")) {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		if len(v.plans) == mostPlans {
			v.form.Wrong("plan", locale.F("Một lần chỉ kết thúc được %d cơ quan. Xin chia thành nhiều lần.", "At most %d agencies end in one act. Please split the plan.", mostPlans))
			return nil
		}
		x := p.planOf(v, text, ground)
		if ending[x.agency.ID] {
			x.wrong = locale.T("Cơ quan này đã có ở dòng trên. Xin bỏ một dòng.", "This agency is in a line above. Please take one out.")
		}
		ending[x.agency.ID] = true
		v.plans = append(v.plans, x)
	}
	for i, x := range v.plans {
		for _, s := range x.successors {
			if ending[s.ID] && x.wrong.IsZero() {
				v.plans[i].wrong = locale.T(s.Name+" cũng kết thúc trong lần này nên không thể kế thừa. Xin chọn cơ quan khác.", s.Name+" ends in this act too and cannot take over. Please choose another.")
			}
		}
	}
	ids := make([]string, len(v.plans))
	for i, x := range v.plans {
		ids[i] = x.agency.ID
	}
	waiting, err := p.Succession.Waiting(ctx, ids...)
	if err != nil {
		return err
	}
	for i, x := range v.plans {
		v.plans[i].dossiers = waiting[x.agency.ID]
	}
	switch {
	case len(v.plans) == 0:
		v.form.Wrong("plan", locale.T("Xin ghi ít nhất một dòng, ví dụ: so-a > so-b.", "Please write at least one line, for example: so-a > so-b."))
	case !slices.ContainsFunc(v.plans, func(x plan) bool { return !x.done }):
		v.form.Wrong("plan", locale.T("Mọi cơ quan của phương án đã kết thúc đúng như vậy; không cần làm lại. Xin xem biên bản ở cuối trang.",
			"Every agency of the plan has ended just so; nothing is left to do. Please see the minutes at the end of the page."))
	}
	return nil
}

// planOf reads a line of the plan and asks the core whether it can be done.
func (p *pages) planOf(v *reformView, text, ground string) plan {
	x := plan{text: text}
	id, heirs, ok := strings.Cut(text, ">")
	id = strings.TrimSpace(id)
	a, known := v.o.Agency(id, v.last)
	if !ok || !known {
		x.wrong = locale.T("Dòng phải có dạng “mã cơ quan > mã cơ quan kế thừa” và cơ quan phải đang hoạt động vào ngày cuối. Xin sửa: “"+text+"”.",
			"A line is “id > ids of the successors”, and the agency exists on the last day. Please correct: “"+text+"”.")
		return x
	}
	x.agency = a
	end := org.End{Until: v.last, Ground: ground}
	for _, heir := range strings.FieldsFunc(heirs, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		end.Successors = append(end.Successors, heir)
		if s, ok := v.o.Find(heir); ok {
			x.successors = append(x.successors, s)
		}
	}
	s, _ := v.o.State(id)
	x.units, x.staff = len(v.o.Units(id, v.last)), s.Staff(v.last)
	if x.done = s.Agency.Until == v.last && slices.Equal(s.Agency.Successors, end.Successors); x.done {
		return x
	}
	if _, err := org.Decide(s, end, org.Facts{Now: p.Now(), Actor: v.actor, Organisation: v.o}); err != nil {
		x.wrong = fault.All(err)[0].Say
	}
	return x
}

// carryOut ends every agency of the plan that has not ended so yet: sent again,
// it goes on where it was interrupted.
func (p *pages) carryOut(w http.ResponseWriter, r *http.Request, v reformView, command, ground string) error {
	for i, x := range v.plans {
		if x.done {
			continue
		}
		c := org.End{Until: v.last, Ground: ground}
		for _, s := range x.successors {
			c.Successors = append(c.Successors, s.ID)
		}
		id := uuid.NewSHA1(uuid.NameSpaceOID, []byte(command+"/"+x.agency.ID)).String()
		_, err := p.Directory.Do(r.Context(), orgdb.Order{ID: id, Agency: x.agency.ID, Expect: journal.Any, Actor: v.actor, Command: c})
		if err := v.form.Refuse(placed(err)); err != nil {
			return err
		}
		if !v.form.Valid() {
			return web.Render(w, r, http.StatusConflict, reformPage(v))
		}
		v.plans[i].done = true
	}
	passed, stayed, err := p.pass(r.Context(), v.desk, v.last)
	if err != nil {
		return err
	}
	say := locale.F("Đã ghi kết thúc %d cơ quan. Biên bản dưới đây có thể in.", "%d agencies are ended. The minutes below can be printed.", len(v.plans))
	if passed > 0 || len(stayed) > 0 {
		more := toldPassed(passed, stayed)
		say = locale.T(say.VI+" "+more.VI, say.EN+" "+more.EN)
	}
	web.Flash(r, say)
	return web.Redirect(w, r, reformPath+"/bien-ban?ngay="+v.last.String())
}

// pass passes the open dossiers of the agencies whose last day that was, once
// the day is over.
func (p *pages) pass(ctx context.Context, d desk, last calendar.Date) (passed int64, stayed []string, err error) {
	if !last.Before(d.today) {
		return 0, nil, nil
	}
	for _, a := range ended(p.Directory.Organisation(), last) {
		ground, _, _, err := p.endOf(ctx, d, a.ID)
		if err != nil {
			return passed, stayed, err
		}
		n, left, err := p.Succession.Pass(ctx, d.actor, a.ID, ground)
		passed, stayed = passed+n, append(stayed, left...)
		if err != nil {
			return passed, stayed, err
		}
	}
	return passed, stayed, nil
}

func toldPassed(passed int64, stayed []string) locale.Text {
	if len(stayed) == 0 {
		return locale.F("Đã chuyển %d hồ sơ đang giải quyết sang cơ quan kế thừa.", "%d open dossiers were passed to the successors.", passed)
	}
	codes := strings.Join(stayed[:min(10, len(stayed))], ", ")
	return locale.F("Đã chuyển %d hồ sơ; %d hồ sơ chưa chuyển được vì nhiều cơ quan kế thừa hoặc chưa rõ địa bàn, xin xem từng hồ sơ: %s.",
		"%d dossiers were passed; %d stayed, because of several successors or an unclear place: %s.", passed, len(stayed), codes)
}

// passOn passes what is still open of the agencies that ended on a day.
func (p *pages) passOn(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	last, err := calendar.ParseDate(f.Value("ngay"))
	if err != nil {
		return noMinutes()
	}
	passed, stayed, err := p.pass(r.Context(), d, last)
	if err != nil {
		return err
	}
	web.Flash(r, toldPassed(passed, stayed))
	return web.Redirect(w, r, reformPath+"/bien-ban?ngay="+last.String())
}

// endOf says by which text an agency ended, who recorded it and when.
func (p *pages) endOf(ctx context.Context, d desk, agency string) (ground, by string, at calendar.Instant, err error) {
	history, err := p.Directory.History(ctx, agency)
	for _, e := range history {
		if end, ok := e.Event.(org.Ended); ok {
			ground, by, at = end.Ground, d.name(e.Actor), e.At
		}
	}
	return ground, by, at, err
}

func noMinutes() error {
	return fault.New(fault.NotFound, "org.no_minutes", locale.T(
		"Không có cơ quan nào kết thúc vào ngày này. Xin chọn ngày khác.", "No agency ended on that day. Please choose another."))
}

// ended lists the agencies whose last day it was, by name.
func ended(o *org.Organisation, last calendar.Date) []org.Agency {
	out := slices.DeleteFunc(o.Agencies(last), func(a org.Agency) bool { return a.Until != last })
	slices.SortStableFunc(out, func(a, b org.Agency) int { return strings.Compare(locale.SortKey(a.Name), locale.SortKey(b.Name)) })
	return out
}

// ending is a day after which agencies were no more.
type ending struct {
	last  calendar.Date
	count int
}

// endings lists the days on which agencies ended, the latest first.
func endings(o *org.Organisation) []ending {
	counts := map[calendar.Date]int{}
	for _, a := range o.All() {
		if !a.Until.IsZero() {
			counts[a.Until]++
		}
	}
	out := make([]ending, 0, len(counts))
	for day, n := range counts {
		out = append(out, ending{day, n})
	}
	slices.SortFunc(out, func(a, b ending) int { return strings.Compare(b.last.String(), a.last.String()) })
	return out
}

// minutesLine is an ended agency in the minutes.
type minutesLine struct {
	agency   org.Agency
	units    int
	staff    int
	waiting  int64
	ground   string
	by       string
	recorded calendar.Instant
}

type minutesView struct {
	desk
	last  calendar.Date
	lines []minutesLine
}

// record says who recorded the end, and when.
func (l minutesLine) record() string {
	return joined(l.by, locale.ShortDateTime(l.recorded.Time()))
}

// oneRecord reports whether one person ended all agencies at one time on one
// ground; then it is said once, above the table.
func (v minutesView) oneRecord() bool {
	first := v.lines[0]
	return !slices.ContainsFunc(v.lines, func(l minutesLine) bool { return l.ground != first.ground || l.record() != first.record() })
}

// waiting counts what has not passed yet.
func (v minutesView) waiting() (n int64) {
	for _, l := range v.lines {
		n += l.waiting
	}
	return n
}

func (p *pages) minutes(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	last, err := calendar.ParseDate(r.URL.Query().Get("ngay"))
	if err != nil {
		return noMinutes()
	}
	v := minutesView{desk: d, last: last}
	agencies := ended(d.o, last)
	if len(agencies) == 0 {
		return noMinutes()
	}
	ids := make([]string, len(agencies))
	for i, a := range agencies {
		ids[i] = a.ID
	}
	waiting, err := p.Succession.Waiting(r.Context(), ids...)
	if err != nil {
		return err
	}
	for _, a := range agencies {
		s, _ := d.o.State(a.ID)
		l := minutesLine{agency: a, staff: s.Staff(last), waiting: waiting[a.ID], units: len(d.o.Units(a.ID, last))}
		l.ground, l.by, l.recorded, err = p.endOf(r.Context(), d, a.ID)
		if err != nil {
			return err
		}
		v.lines = append(v.lines, l)
	}
	return web.Render(w, r, http.StatusOK, minutesPage(v))
}
