package orgweb

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

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
