package calendar

import (
	"sort"
	"time"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Due is a due time (hạn) with its reasons.
type Due struct {
	// At is the instant until which an act is on time; zero when Stopped.
	At Instant `json:"at,omitempty"`
	// Provisional (dự kiến): days on the way have holidays that are not yet
	// announced, so that the due time may still move.
	Provisional bool `json:"provisional,omitempty"`
	// Stopped: the clock stands in an unfinished pause; Left is what remains
	// of the limit (hours rounded up to a thousandth, months told in days).
	Stopped bool   `json:"stopped,omitempty"`
	Left    Limit  `json:"left,omitzero"`
	Trace   []Step `json:"trace,omitempty"`
}

// Pause is a lawful stop of the clock: From is the notice, Until the completed
// supplement (or payment…), zero while it lasts.
type Pause struct {
	From   Instant     `json:"from"`
	Until  Instant     `json:"until,omitempty"`
	Ground locale.Text `json:"ground,omitzero"`
}

// Mode says how a limit goes on after a pause.
type Mode string

// The modes.
const (
	Resume  Mode = "resume"  // tính tiếp phần còn lại; the default
	Restart Mode = "restart" // tính lại từ đầu
)

// maxMilli bounds a limit: 36,500 units; a longer one is a slip of the pen.
const maxMilli = 36_500_000

// The refusals of the engine; compare with errors.Is.
//
//nolint:gochecknoglobals // constant errors
var (
	// ErrUnknownLimit: the limit is told only as a sentence.
	ErrUnknownLimit = fault.New(fault.Invalid, "calendar.limit_unknown", locale.T(
		"Chưa xác định được thời hạn: thủ tục chỉ ghi thời hạn bằng lời. Xin chọn trường hợp hoặc nhập số ngày kèm căn cứ.",
		"The time limit is undetermined: the procedure states it only in words. Please pick the case, or enter days with the legal ground."))
	// ErrOutOfRange: the instant or limit lies outside what can be reckoned.
	ErrOutOfRange = fault.New(fault.Invalid, "calendar.out_of_range", locale.T(
		"Thời điểm hoặc thời hạn nằm ngoài khoảng tính được (từ năm 1900 đến năm 2299). Xin kiểm tra lại ngày và số ngày đã nhập.",
		"The instant or the limit is outside what can be reckoned (years 1900 to 2299). Please check the date and number entered."))
	// ErrNoHours: the agency does not open often enough for the limit to end.
	ErrNoHours = fault.New(fault.Invalid, "calendar.no_hours", locale.T(
		"Lịch làm việc của cơ quan không còn giờ làm việc sau thời điểm này nên chưa tính được hạn. Xin bổ sung giờ làm việc vào lịch.",
		"The agency's calendar has no office hours after this instant, so no due time can be reckoned. Please add office hours to the calendar."))
	// ErrPause: a pause that ends before it begins.
	ErrPause = fault.New(fault.Invalid, "calendar.pause_invalid", locale.T(
		"Lần tạm dừng có thời điểm kết thúc trước thời điểm bắt đầu. Xin kiểm tra lại hai thời điểm.",
		"A pause ends before it begins. Please check its two instants."))
)

// Due is when a limit that starts with from ends (hạn hẹn trả).
func (c *Clock) Due(from Instant, l Limit) (Due, error) { return c.Current(from, l, nil, Resume) }

// ReceptionDue is when an online filing must have been answered (hạn tiếp
// nhận): eight working hours after it came in (NĐ 45/2020).
func (c *Clock) ReceptionDue(from Instant) (Due, error) {
	d, err := c.Due(from, Limit{Unit: Hours, Milli: 8000})
	if err != nil {
		return Due{}, err
	}
	d.Trace[len(d.Trace)-1].Clause = ClauseReception
	return d, nil
}

// Current is the due time in force (hạn hiện hành): Due moved by lawful pauses.
//
// By days: working days (or civil days, by which months count on too) wholly
// before the day of the notice are used up, and the rest counts from the day
// after completion. By hours and same-day: what working time remained at the
// notice counts on from the completion, exactly. A notice after the due time
// moves nothing: lateness is not healed. Pauses may come in any order;
// overlapping ones count once, and one from before the start begins with it.
// An unfinished pause gives a Stopped Due without an instant.
func (c *Clock) Current(from Instant, l Limit, pauses []Pause, mode Mode) (Due, error) {
	if !l.IsKnown() {
		return Due{}, ErrUnknownLimit
	}
	if l.Milli > maxMilli || (l.Unit == Months && l.Milli > 1_200_000) || !inReach(from.Date()) {
		return Due{}, ErrOutOfRange
	}
	ps, err := tidy(from, pauses)
	if err != nil {
		return Due{}, err
	}
	var leg counting
	r := &reckoning{Clock: c, limit: l, trace: make([]Step, 0, 24)}
	switch l.Unit {
	case WorkingDays:
		leg = &workingLeg{reckoning: r}
	case Days, Months:
		leg = &civilLeg{reckoning: r}
	case Hours, SameDay:
		leg = &hourLeg{reckoning: r}
	case Unknown:
		return Due{}, ErrUnknownLimit
	default:
		return Due{}, ErrUnknownLimit
	}
	r.add(Step{Kind: StepReceived, Date: from.Date(), From: from})
	d, err := r.run(leg, from, ps, mode)
	if err != nil {
		return Due{}, err
	}
	end := d.At
	if d.Stopped {
		end = ps[len(ps)-1].From
	}
	d.Provisional = c.IsProvisional(from.Date(), end.Date())
	d.Trace = r.trace
	return d, nil
}

// counting is one way of counting, over legs between pauses.
type counting interface {
	// begin sets the whole limit to run from an instant.
	begin(from Instant) error
	// resume sets what is left to run from an instant.
	resume(from Instant)
	// due is when the leg ends when nothing stops it; zero: never.
	due() Instant
	// spend tells the counting up to the notice and keeps what is left.
	spend(notice Instant)
	// left is what remains.
	left() Limit
	// finish tells the counting to its end.
	finish()
}

func (r *reckoning) run(leg counting, from Instant, ps []Pause, mode Mode) (Due, error) {
	if err := leg.begin(from); err != nil {
		return Due{}, err
	}
	late := -1
	for i := range ps {
		p := &ps[i]
		at := leg.due()
		if at.IsZero() {
			return Due{}, ErrNoHours
		}
		if p.From > at {
			late = i
			break
		}
		leg.spend(p.From)
		r.add(Step{Kind: StepPaused, Date: p.From.Date(), From: p.From, Left: leg.left(), Name: p.Ground})
		if p.Until.IsZero() {
			return Due{Stopped: true, Left: leg.left()}, nil
		}
		if mode == Restart {
			r.add(Step{Kind: StepRestarted, Date: p.Until.Date(), From: p.Until, Left: r.limit})
			if err := leg.begin(p.Until); err != nil {
				return Due{}, err
			}
			continue
		}
		r.add(Step{Kind: StepResumed, Date: p.Until.Date(), From: p.Until, Left: leg.left()})
		leg.resume(p.Until)
	}
	at := leg.due()
	if at.IsZero() {
		return Due{}, ErrNoHours
	}
	leg.finish()
	r.add(Step{Kind: StepEnd, Date: at.Date(), To: at})
	if late >= 0 {
		for i := range ps[late:] {
			p := &ps[late+i]
			r.add(Step{Kind: StepPauseLate, Date: p.From.Date(), From: p.From, Name: p.Ground})
		}
	}
	return Due{At: at}, nil
}

// tidy sorts the pauses, joins those that overlap and cuts off what lies
// before the start.
func tidy(start Instant, pauses []Pause) ([]Pause, error) {
	if len(pauses) == 0 {
		return nil, nil
	}
	ps := make([]Pause, 0, len(pauses))
	for _, p := range pauses {
		if !p.Until.IsZero() && p.Until < p.From {
			return nil, ErrPause
		}
		if !inReach(p.From.Date()) || !inReach(p.Until.Date()) {
			return nil, ErrOutOfRange
		}
		if !p.Until.IsZero() && p.Until < start {
			continue
		}
		p.From = max(p.From, start)
		ps = append(ps, p)
	}
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].From < ps[j].From })
	out := ps[:0]
	for _, p := range ps {
		k := len(out) - 1
		switch {
		case k < 0 || (!out[k].Until.IsZero() && p.From >= out[k].Until):
			out = append(out, p)
		case out[k].Until.IsZero():
		case p.Until.IsZero() || p.Until > out[k].Until:
			out[k].Until = p.Until
		}
	}
	return out, nil
}

// fraction is the instant by which milli thousandths of day n's office hours
// have passed, rounded up to the minute, and those minutes.
func (c *Clock) fraction(n int, milli int64) (Instant, int64) {
	o := c.office(n)
	m := (o.minutes*milli + 999) / 1000
	return minuteOf(n, 0) + intoDay(o.Hours, m*microsMinute, false), m
}

// nextCounted is the first working day from n on; lastDay when there is none.
func (c *Clock) nextCounted(n int) int {
	for n < lastDay && !c.office(n).Counts() {
		n++
	}
	return n
}

// restAfter is what remains of milli after used whole days: at least the part
// day, or one whole day, since the notice came no later than the due time.
func restAfter(milli int64, used int) int64 {
	rest := milli - int64(max(0, used))*1000
	if rest > 0 {
		return rest
	}
	if part := milli % 1000; part > 0 {
		return part
	}
	return 1000
}

// workingLeg counts working days.
type workingLeg struct {
	*reckoning
	start int   // the day not counted
	milli int64 // what is left from start
	used  int   // days counted in earlier legs
}

func (w *workingLeg) begin(from Instant) error {
	w.start, w.milli, w.used = from.Date().number(), w.limit.Milli, 0
	w.add(Step{Kind: StepNotCounted, Date: dateOf(w.start), Clause: ClauseFirstDay})
	return nil
}

func (w *workingLeg) resume(from Instant) {
	w.start = from.Date().number()
	w.add(Step{Kind: StepNotCounted, Date: dateOf(w.start)})
}

// end is the last day and the part of it, 0 for the whole day.
func (w *workingLeg) end() (day int, part int64) {
	whole, part := w.milli/1000, w.milli%1000
	if part > 0 {
		whole++
	}
	day = w.start
	for ; whole > 0 && day < lastDay; whole-- {
		day = w.nextCounted(day + 1)
	}
	return day, part
}

func (w *workingLeg) due() Instant {
	day, part := w.end()
	switch {
	case day >= lastDay:
		return 0
	case part > 0:
		at, _ := w.fraction(day, part)
		return at
	}
	return w.endOf(day)
}

// tell writes the whole days in (start, until).
func (w *workingLeg) tell(until int) {
	for n := w.start + 1; n < until; n++ {
		o := w.office(n)
		if !o.Counts() {
			w.skip(n)
			continue
		}
		w.used++
		s := Step{Kind: StepCounted, Date: dateOf(n), N: w.used, Minutes: o.minutes}
		if o.Kind == MakeUp {
			s.Kind, s.With, s.Name, s.Clause = StepMakeUp, o.Special.With, o.Special.Name, Clause(o.Special.Decision)
		}
		w.add(s)
	}
}

func (w *workingLeg) spend(notice Instant) {
	n := notice.Date().number()
	w.tell(n)
	w.milli = restAfter(w.milli, w.countDays(w.start+1, n))
}

func (w *workingLeg) left() Limit { return Limit{Unit: WorkingDays, Milli: w.milli} }

func (w *workingLeg) finish() {
	day, part := w.end()
	if part == 0 {
		w.tell(day + 1)
		return
	}
	w.tell(day)
	w.part(day, part)
}

// part tells the fraction of the last day.
func (r *reckoning) part(day int, milli int64) {
	at, m := r.fraction(day, milli)
	r.add(Step{Kind: StepPart, Date: dateOf(day), From: minuteOf(day, r.office(day).Hours[0].From), To: at, Minutes: m, Left: Limit{Unit: WorkingDays, Milli: milli}})
}

// civilLeg counts civil days; months are turned into days where they begin.
type civilLeg struct {
	*reckoning
	start int
	milli int64
	used  int
}

func (d *civilLeg) begin(from Instant) error {
	date := from.Date()
	d.start, d.milli, d.used = date.number(), d.limit.Milli, 0
	d.add(Step{Kind: StepNotCounted, Date: date, Clause: ClauseFirstDay})
	if d.limit.Unit == Months {
		whole, part := int(d.limit.Milli/1000), d.limit.Milli%1000
		end := monthsAfter(date, whole)
		if !inReach(end) {
			return ErrOutOfRange
		}
		days := end.number() - d.start
		if part > 0 { // in whole days of a month of thirty, within the next month
			next := monthsAfter(date, whole+1)
			if !inReach(next) {
				return ErrOutOfRange
			}
			days = min(days+int(part*30+999)/1000, next.number()-d.start)
		}
		d.milli = int64(days) * 1000
		d.add(Step{Kind: StepMonths, Date: date, Until: dateOf(d.start + int(d.milli/1000)), Left: d.limit, Clause: ClauseMonths})
	}
	return nil
}

// monthsAfter is the same day number n months on, or the month's last day.
func monthsAfter(d Date, n int) Date {
	first := D(d.Year, int(d.Month)+n, 1)
	last := time.Date(first.Year, first.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Date{first.Year, first.Month, min(d.Day, last)}
}

func (d *civilLeg) resume(from Instant) {
	d.start = from.Date().number()
	d.add(Step{Kind: StepNotCounted, Date: dateOf(d.start)})
}

// nominal is the last day before it is moved off a rest day.
func (d *civilLeg) nominal() int {
	n := d.start + int(d.milli/1000)
	if d.milli%1000 > 0 {
		n++
	}
	return n
}

// end is the last day, moved off rest days, and the part of it, 0 for the
// whole day: also where the whole days alone already reach to its end.
func (d *civilLeg) end() (day int, part int64) {
	day, part = d.nextCounted(d.nominal()), d.milli%1000
	if part > 0 && d.milli > 1000 && d.nextCounted(d.nominal()-1) == day {
		part = 0
	}
	return day, part
}

func (d *civilLeg) due() Instant {
	day, part := d.end()
	switch {
	case day >= lastDay:
		return 0
	case part > 0:
		at, _ := d.fraction(day, part)
		return at
	}
	return d.endOf(day)
}

func (d *civilLeg) tell(until int) {
	if until-1 > d.start {
		d.add(Step{Kind: StepDays, Date: dateOf(d.start + 1), Until: dateOf(until - 1), N: d.used + 1})
		d.used += until - 1 - d.start
	}
}

func (d *civilLeg) spend(notice Instant) {
	n := notice.Date().number()
	d.tell(min(n, d.nominal()+1))
	d.milli = restAfter(d.milli, n-1-d.start)
}

func (d *civilLeg) left() Limit { return Limit{Unit: Days, Milli: d.milli} }

func (d *civilLeg) finish() {
	nominal := d.nominal()
	day, part := d.end()
	if d.milli%1000 > 0 {
		d.tell(nominal) // the last day counts in part
	} else {
		d.tell(nominal + 1)
	}
	if day != nominal {
		for n := nominal; n < day; n++ {
			d.skip(n)
		}
		d.add(Step{Kind: StepMoved, Date: dateOf(day), Clause: ClauseRestDay})
	}
	if part > 0 {
		d.part(day, part)
	}
}

// hourLeg counts working time; a same-day limit is the working time until its
// end.
type hourLeg struct {
	*reckoning
	start Instant
	work  time.Duration
}

func (h *hourLeg) begin(from Instant) error {
	open := h.open(from)
	if open.IsZero() {
		return ErrNoHours
	}
	h.trace[0].Clause = ClauseHours
	if h.limit.Unit == Hours {
		h.work = time.Duration(h.limit.Milli) * (time.Hour / 1000)
		return nil
	}
	n, at := open.split()
	cut := h.cal.cutOff()
	s := Step{Kind: StepSameDay, Date: dateOf(n), From: open, Minutes: int64(cut)}
	if !h.office(n).Counts() || at >= int64(cut)*microsMinute {
		if h.office(n).Counts() {
			s.Kind = StepCutOff
		}
		n = h.nextCounted(n + 1)
		if n >= lastDay {
			return ErrNoHours
		}
		s.Date = dateOf(n)
	}
	h.add(s)
	h.work = h.Working(open, h.endOf(n))
	return nil
}

func (h *hourLeg) resume(from Instant) { h.open(from) }

// open starts the leg at from or at the next opening, telling the days between.
func (h *hourLeg) open(from Instant) Instant {
	h.start = from
	open := h.NextWorking(from)
	if open == from || open.IsZero() {
		return open
	}
	h.start = open
	first, _ := from.split()
	for n := first; n < open.Date().number(); n++ {
		if !h.office(n).IsOpen() {
			h.skip(n)
		}
	}
	h.add(Step{Kind: StepOpening, Date: open.Date(), From: from, To: open})
	return open
}

func (h *hourLeg) due() Instant { return h.AddWorking(h.start, h.work) }

func (h *hourLeg) tell(until Instant) {
	first, at := h.start.split()
	last, stop := until.split()
	for n := first; n <= last; n++ {
		o := h.office(n)
		from, to := int64(0), int64(microsDay)
		if n == first {
			from = at
		}
		if n == last {
			to = stop
		}
		if len(o.Hours) == 0 {
			if n < last {
				h.skip(n)
			}
			continue
		}
		opens, shuts := int64(o.Hours[0].From)*microsMinute, int64(o.Hours[len(o.Hours)-1].Until)*microsMinute
		from, to = max(from, opens), min(to, shuts)
		if work := o.worked(to) - o.worked(from); work > 0 {
			h.add(Step{Kind: StepHours, Date: dateOf(n), From: midnight(n) + Instant(from), To: midnight(n) + Instant(to), Minutes: work / microsMinute})
		}
	}
}

func (h *hourLeg) spend(notice Instant) {
	h.tell(notice)
	h.work -= h.Working(h.start, notice)
}

func (h *hourLeg) left() Limit {
	const unit = time.Hour / 1000
	return Limit{Unit: Hours, Milli: int64((h.work + unit - 1) / unit)}
}

func (h *hourLeg) finish() { h.tell(h.due()) }
