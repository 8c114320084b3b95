package calendar

import (
	"slices"
	"sort"
	"time"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

const (
	dayMinutes   = 24 * 60
	microsMinute = 60 * 1_000_000
	microsDay    = dayMinutes * microsMinute
	microsZone   = 7 * 60 * microsMinute

	// The days that the engine reckons with, as days since 1970-01-01: 1900 to
	// 2300. It bounds every walk, so that absurd input costs little.
	firstDay = -25567
	lastDay  = 120530
	// maxTable bounds the compiled table: 200 years of days.
	maxTable = 73_100
)

// Office is what one day is to the agency. Hours are shared with the calendar:
// read only.
type Office struct {
	Kind  DayKind
	Hours []Period // sorted; none when closed
	// Special is the declared day behind Kind, nil for an ordinary day.
	Special *Day

	minutes int64
}

// IsOpen reports whether the day has office hours.
func (o *Office) IsOpen() bool { return o.minutes > 0 }

// Counts reports whether the day is a working day (ngày làm việc) for limits
// of days.
func (o *Office) Counts() bool { return o.Kind == Workday || o.Kind == MakeUp }

// Minutes is the working time of the day, in minutes.
func (o *Office) Minutes() int64 { return o.minutes }

// Clock is a compiled Calendar: the same rules with fast look-ups. It is
// immutable and safe for concurrent use.
type Clock struct {
	cal     Calendar
	seasons []season
	lo      int       // day number of days[0]
	days    []*Office // the table; outside it the seasons alone decide
	minutes []int64   // minutes[i]: working minutes of days[0:i]
	counted []int32   // counted[i]: working days among days[0:i]
}

type season struct {
	from, until int
	week        [7]*Office
}

// Calendar is the data that the clock was compiled from; read only.
func (c *Clock) Calendar() Calendar { return c.cal }

// Compile checks the calendar and builds its Clock. It fails with a
// fault.Invalid that names the field when hours overlap, a date is declared
// twice, a kind is unknown or the calendar has no working time at all. The
// clock keeps the calendar's slices: they must not be changed afterwards.
func (c Calendar) Compile() (*Clock, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	k := &Clock{cal: c}
	for _, s := range c.Seasons {
		k.seasons = append(k.seasons, compileSeason(s, c.DutyDays))
	}
	if err := k.build(); err != nil {
		return nil, err
	}
	return k, nil
}

func compileSeason(s Season, duty []time.Weekday) season {
	out := season{from: firstDay, until: lastDay}
	if !s.From.IsZero() {
		out.from = s.From.number()
	}
	if !s.Until.IsZero() {
		out.until = s.Until.number()
	}
	for w, hours := range s.Week {
		out.week[w] = weekOffice(time.Weekday(w), hours, slices.Contains(duty, time.Weekday(w)))
	}
	return out
}

func weekOffice(w time.Weekday, hours []Period, duty bool) *Office {
	o := &Office{Kind: Workday, Hours: hours, minutes: total(hours)}
	switch {
	case len(hours) == 0 && (w == time.Saturday || w == time.Sunday):
		o.Kind = Weekend
	case len(hours) == 0:
		o.Kind = Closed
	case duty:
		o.Kind = Duty
	}
	return o
}

func total(hours []Period) (sum int64) {
	for _, p := range hours {
		sum += int64(p.Until - p.From)
	}
	return sum
}

// build fills the table, which covers all known and special days.
func (c *Clock) build() error {
	// At least these years are tabled: today's work lies in them.
	lo, hi := D(2022, 1, 1).number(), D(2031, 12, 31).number()
	cover := func(d Date) {
		if !d.IsZero() {
			lo, hi = min(lo, d.number()), max(hi, d.number())
		}
	}
	cover(c.cal.Known.From)
	cover(c.cal.Known.Until)
	for i := range c.cal.Days {
		cover(c.cal.Days[i].Date)
	}
	if hi-lo > maxTable {
		return invalid("known", locale.T("Lịch trải quá 200 năm; xin chia thành nhiều lịch.", "The calendar spans more than 200 years; please split it."))
	}
	c.lo = lo
	days := make([]*Office, hi-lo+1)
	for i := range days {
		days[i] = c.byWeek(lo + i)
	}
	for i := range c.cal.Days {
		d := &c.cal.Days[i]
		o := &Office{Kind: d.Kind, Special: d}
		if d.Kind == MakeUp {
			o.Hours = c.makeUpHours(d)
			o.minutes = total(o.Hours)
			if o.minutes == 0 {
				return invalid("days", locale.F("Ngày làm bù %s không có giờ làm việc; xin ghi giờ hoặc ngày được làm bù.", "The make-up day %s has no office hours; please give hours or the day it makes up for.", d.Date))
			}
		}
		days[d.Date.number()-lo] = o
	}
	c.minutes, c.counted = make([]int64, len(days)+1), make([]int32, len(days)+1)
	for i, o := range days {
		c.minutes[i+1], c.counted[i+1] = c.minutes[i]+o.minutes, c.counted[i]
		if o.Counts() {
			c.counted[i+1]++
		}
	}
	c.days = days
	return nil
}

func (c *Clock) makeUpHours(d *Day) []Period {
	if len(d.Hours) > 0 {
		return d.Hours
	}
	weekday := time.Monday
	if !d.With.IsZero() {
		weekday = d.With.Weekday()
	}
	return c.seasonAt(d.Date.number()).week[weekday].Hours
}

//nolint:gochecknoglobals // a constant: a week without any office hours
var closedSeason = compileSeason(Season{}, nil)

func (c *Clock) seasonAt(n int) *season {
	for i := len(c.seasons) - 1; i >= 0; i-- {
		if s := &c.seasons[i]; s.from <= n && n <= s.until {
			return s
		}
	}
	return &closedSeason
}

func (c *Clock) byWeek(n int) *Office { return c.seasonAt(n).week[weekdayOf(n)] }

// office is the day with that number, also outside the table.
func (c *Clock) office(n int) *Office {
	if i := n - c.lo; i >= 0 && i < len(c.days) {
		return c.days[i]
	}
	return c.byWeek(n)
}

// before is the working minutes from the table's first day to the start of
// day n; negative before the table.
func (c *Clock) before(n int) int64 {
	i := n - c.lo
	if i >= 0 && i <= len(c.days) {
		return c.minutes[i]
	}
	var sum int64
	if i < 0 {
		for d := n; d < c.lo; d++ {
			sum -= c.byWeek(d).minutes
		}
		return sum
	}
	sum = c.minutes[len(c.days)]
	for d := c.lo + len(c.days); d < n; d++ {
		sum += c.byWeek(d).minutes
	}
	return sum
}

// position is the working microseconds before i, on before's scale: the time
// that the agency's own clock shows.
func (c *Clock) position(i Instant) int64 {
	n, at := i.split()
	return c.before(n)*microsMinute + c.office(n).worked(at)
}

// worked is the working microseconds of the day until at from its midnight.
func (o *Office) worked(at int64) (sum int64) {
	for _, p := range o.Hours {
		from, until := int64(p.From)*microsMinute, int64(p.Until)*microsMinute
		sum += max(0, min(at, until)-from)
	}
	return sum
}

// seek is the inverse of position: the earliest instant that shows pos, or
// with latest the last one. It fails when no such instant lies in 1900–2300.
func (c *Clock) seek(pos int64, latest bool) (Instant, bool) {
	// short reports that sum working minutes do not yet hold the instant.
	short := func(sum int64) bool {
		if us := sum * microsMinute; latest {
			return us <= pos
		} else {
			return us < pos
		}
	}
	i := sort.Search(len(c.days), func(i int) bool { return !short(c.minutes[i+1]) })
	n, sum := c.lo+i, c.minutes[i]
	for ; n > firstDay && !short(sum); n-- { // before the table
		sum -= c.byWeek(n - 1).minutes
	}
	for ; n > firstDay && n < lastDay; n++ {
		o := c.office(n)
		if !short(sum + o.minutes) {
			return minuteOf(n, 0) + intoDay(o.Hours, pos-sum*microsMinute, latest), true
		}
		sum += o.minutes
	}
	return 0, false
}

// intoDay is how far into the day its hours have run for us microseconds.
func intoDay(hours []Period, us int64, latest bool) Instant {
	for _, p := range hours {
		length := int64(p.Until-p.From) * microsMinute
		if us < length || (us == length && !latest) {
			return Instant(int64(p.From)*microsMinute + us)
		}
		us -= length
	}
	return 0
}

func (c *Clock) inside(n int) bool { return n >= c.lo && n-c.lo < len(c.days) }

// IsWorking reports whether the agency is at work at that instant. The last
// microsecond of a period is worked, its end is not.
func (c *Clock) IsWorking(i Instant) bool {
	n, at := i.split()
	for _, p := range c.office(n).Hours {
		if at >= int64(p.From)*microsMinute && at < int64(p.Until)*microsMinute {
			return true
		}
	}
	return false
}

// NextWorking is i itself within office hours, else the next opening; zero
// when the agency never opens again.
func (c *Clock) NextWorking(i Instant) Instant {
	n, at := i.split()
	for ; n < lastDay; n++ {
		for _, p := range c.office(n).Hours {
			if at < int64(p.Until)*microsMinute {
				return midnight(n) + Instant(max(at, int64(p.From)*microsMinute))
			}
		}
		at = 0
	}
	return 0
}

// Working is the working time from a to b; negative when b is earlier, so that
// Working(a,b)+Working(b,c) = Working(a,c). Instants outside 1900–2300 count
// as its bounds.
func (c *Clock) Working(a, b Instant) time.Duration {
	return time.Duration(c.position(b)-c.position(a)) * time.Microsecond
}

// AddWorking is the earliest instant by which d of working time has passed
// since from: within office hours or at their end, never between. For d = 0 it
// is NextWorking(from); a negative d goes back to the latest instant from
// which -d remains until from. It is zero when there is no such instant.
func (c *Clock) AddWorking(from Instant, d time.Duration) Instant {
	if d == 0 {
		return c.NextWorking(from)
	}
	at, ok := c.seek(c.position(from)+d.Microseconds(), d < 0)
	if !ok {
		return 0
	}
	return at
}

// AddMinutes is AddWorking of m working minutes.
func (c *Clock) AddMinutes(from Instant, m int64) Instant {
	const most = 400 * 366 * dayMinutes // more than the engine reckons with
	m = max(-most, min(m, most))
	return c.AddWorking(from, time.Duration(m)*time.Minute)
}

// OfficeDay is what that day is to the agency.
func (c *Clock) OfficeDay(d Date) Office { return *c.office(d.number()) }

// EndOfDay is the end of that day's office hours; zero when it has none. Hours
// until 24:00 end a microsecond before, so that the end lies on its own day.
func (c *Clock) EndOfDay(d Date) Instant { return c.endOf(d.number()) }

func (c *Clock) endOf(n int) Instant {
	o := c.office(n)
	if len(o.Hours) == 0 {
		return 0
	}
	return min(minuteOf(n, o.Hours[len(o.Hours)-1].Until), midnight(n+1)-1)
}

// NextWorkingDay is the first working day after d; zero when there is none.
func (c *Clock) NextWorkingDay(d Date) Date { return c.AddWorkingDays(d, 1) }

// AddWorkingDays is the n-th working day after d, or before it for a negative
// n; d itself for 0; zero when there is none between 1900 and 2300.
func (c *Clock) AddWorkingDays(d Date, n int) Date {
	day, step := d.number(), 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		day += step
		if day <= firstDay || day >= lastDay {
			return Date{}
		}
		if c.office(day).Counts() {
			n -= step
		}
	}
	return dateOf(day)
}

// WorkingDaysBetween counts the working days after a and up to b included:
// how many days people say are left at a until b. Zero when b is not later.
func (c *Clock) WorkingDaysBetween(a, b Date) int { return c.countDays(a.number()+1, b.number()+1) }

// countDays counts the working days in [from, until).
func (c *Clock) countDays(from, until int) (sum int) {
	if from < until && c.inside(from) && c.inside(until-1) {
		return int(c.counted[until-c.lo] - c.counted[from-c.lo])
	}
	for n := from; n < until; n++ {
		if c.office(n).Counts() {
			sum++
		}
	}
	return sum
}

// IsProvisional reports whether days from a to b include one whose holidays
// are not known or not yet announced.
func (c *Clock) IsProvisional(a, b Date) bool {
	if a.Before(c.cal.Known.From) || b.After(c.cal.Known.Until) {
		return true
	}
	for i := range c.cal.Provisional {
		if p := &c.cal.Provisional[i]; !b.Before(p.From) && !a.After(p.Until) {
			return true
		}
	}
	return false
}

// number is the day's number since 1970-01-01, held within 1900–2300.
func (d Date) number() int {
	if d.Year < 1900 {
		return firstDay
	}
	if d.Year >= 2300 {
		return lastDay
	}
	n := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	return int(max(firstDay, min(n, lastDay)))
}

// dateOf is number's inverse.
func dateOf(n int) Date { return DateOf(time.Unix(int64(n)*24*60*60, 0).UTC()) }

func weekdayOf(n int) int { return ((n+4)%7 + 7) % 7 } // 1970-01-01 was a Thursday

// split gives the day's number and the microseconds since its midnight in
// Vietnam, held within 1900–2300.
func (i Instant) split() (int, int64) {
	const most = int64(lastDay) * microsDay
	us := max(int64(firstDay)*microsDay, min(int64(i), most)) + microsZone
	us = min(us, most)
	n := us / microsDay
	if us%microsDay < 0 {
		n--
	}
	return int(n), us - n*microsDay
}

func midnight(n int) Instant { return Instant(int64(n)*microsDay - microsZone) }

func minuteOf(n int, m Minute) Instant { return midnight(n) + Instant(int64(m)*microsMinute) }

func invalid(field string, say locale.Text) error {
	return fault.New(fault.Invalid, "calendar."+field+"_invalid", say).At(field)
}
