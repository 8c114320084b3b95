package calendar_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
)

// clocks are the seeds and offices of odd shapes.
func clocks(t *testing.T) []*calendar.Clock {
	t.Helper()
	odd := []calendar.Period{{From: 0, Until: 1}, {From: 61, Until: 700}, {From: 1439, Until: 1440}}
	var out []*calendar.Clock
	for _, c := range calendar.QuangNinh() {
		out = append(out, clockOf(t, c))
	}
	return append(out,
		plain(t, map[time.Weekday][]calendar.Period{time.Wednesday: odd, time.Saturday: {morning}}),
		plain(t, map[time.Weekday][]calendar.Period{time.Sunday: {{From: 0, Until: 1440}}, time.Monday: {{From: 0, Until: 1440}}}))
}

// instant draws from 2021 to 2032: beyond the tables on both sides.
func instant(t *rapid.T, label string) calendar.Instant {
	from, until := calendar.On(calendar.D(2021, 1, 1), 0, 0), calendar.On(calendar.D(2032, 12, 31), 0, 0)
	return calendar.Instant(rapid.Int64Range(int64(from), int64(until)).Draw(t, label))
}

func anyLimit(t *rapid.T, units ...calendar.Unit) calendar.Limit {
	l := calendar.Limit{Unit: rapid.SampledFrom(units).Draw(t, "unit")}
	if l.Unit != calendar.SameDay {
		most := int64(60_000)
		if l.Unit == calendar.Months {
			most = 14_000
		}
		l.Milli = rapid.OneOf(rapid.Int64Range(1, most), rapid.Map(rapid.Int64Range(1, most/1000), func(n int64) int64 { return n * 1000 })).Draw(t, "milli")
	}
	return l
}

var allUnits = []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours, calendar.SameDay}

func due(t *rapid.T, c *calendar.Clock, from calendar.Instant, l calendar.Limit) calendar.Instant {
	d, err := c.Due(from, l)
	if err != nil {
		t.Fatalf("due(%s, %v): %v", from, l, err)
	}
	return d.At
}

func TestProperties(t *testing.T) {
	t.Parallel()
	all := clocks(t)
	for says, property := range map[string]func(*rapid.T, *calendar.Clock){
		"a later start is never due earlier": func(t *rapid.T, c *calendar.Clock) {
			a, l := instant(t, "a"), anyLimit(t, allUnits...)
			b := a.Add(time.Duration(rapid.Int64Range(0, int64(100*time.Hour)).Draw(t, "later")))
			if x, y := due(t, c, a, l), due(t, c, b, l); x > y {
				t.Fatalf("%s for %s, but %s for %s", x, a, y, b)
			}
		},
		"a longer limit is never due earlier": func(t *rapid.T, c *calendar.Clock) {
			a, l := instant(t, "a"), anyLimit(t, calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours)
			longer := l
			longer.Milli += rapid.Int64Range(0, 3000).Draw(t, "more")
			if x, y := due(t, c, a, l), due(t, c, a, longer); x > y {
				t.Fatalf("%v due %s, but %v due %s", l, x, longer, y)
			}
		},
		"a due time lies after its start and within or at the end of office hours": func(t *rapid.T, c *calendar.Clock) {
			a, l := instant(t, "a"), anyLimit(t, allUnits...)
			if x := due(t, c, a, l); x <= a || !c.IsWorking(x-1) {
				t.Fatalf("%s", x)
			}
		},
		"adding hours and measuring gives back the limit": func(t *rapid.T, c *calendar.Clock) {
			a, l := instant(t, "a"), anyLimit(t, calendar.Hours)
			if got := c.Working(a, due(t, c, a, l)); got != time.Duration(l.Milli)*time.Hour/1000 {
				t.Fatalf("%v of %v", got, l)
			}
		},
		"adding working days and counting gives back the limit": func(t *rapid.T, c *calendar.Clock) {
			a, n := instant(t, "a"), rapid.Int64Range(1, 90).Draw(t, "n")
			x := due(t, c, a, limit(calendar.WorkingDays, n*1000))
			if got := c.WorkingDaysBetween(a.Date(), x.Date()); int64(got) != n || x != c.EndOfDay(x.Date()) {
				t.Fatalf("%d working days until %s", got, x)
			}
			if x.Date() != c.AddWorkingDays(a.Date(), int(n)) {
				t.Fatal("AddWorkingDays disagrees")
			}
		},
		"going back undoes going on": func(t *rapid.T, c *calendar.Clock) {
			a := instant(t, "a")
			d := time.Duration(rapid.Int64Range(1, int64(200*time.Hour/time.Microsecond)).Draw(t, "d")) * time.Microsecond
			back := c.AddWorking(a, -d)
			if got := c.Working(back, a); got != d || !c.IsWorking(back) {
				t.Fatalf("%s: %v of %v", back, got, d)
			}
		},
		"working time is additive and agrees with the days": func(t *rapid.T, c *calendar.Clock) {
			a, b, x := instant(t, "a"), instant(t, "b"), instant(t, "x")
			if c.Working(a, b)+c.Working(b, x) != c.Working(a, x) || c.Working(a, b) != -c.Working(b, a) {
				t.Fatal("not additive")
			}
			day := a.Date()
			o := c.OfficeDay(day)
			if got := c.Working(day.Start(), day.AddDays(1).Start()); got != time.Duration(o.Minutes())*time.Minute {
				t.Fatalf("%v on %s", got, day)
			}
		},
		"the next working instant is working, and nothing is worked before it": func(t *rapid.T, c *calendar.Clock) {
			a := instant(t, "a")
			if n := c.NextWorking(a); n < a || !c.IsWorking(n) || c.Working(a, n) != 0 {
				t.Fatalf("%s", n)
			}
		},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { property(t, all[rapid.IntRange(0, len(all)-1).Draw(t, "clock")]) })
		})
	}
}

// pausesBefore draws pauses one after another that begin before the due time.
func pausesBefore(t *rapid.T, c *calendar.Clock, from calendar.Instant, l calendar.Limit) []calendar.Pause {
	var ps []calendar.Pause
	at := from
	for range rapid.IntRange(1, 4).Draw(t, "pauses") {
		d, err := c.Current(from, l, ps, calendar.Resume)
		if err != nil {
			t.Fatal(err)
		}
		if at > d.At {
			break
		}
		p := calendar.Instant(rapid.Int64Range(int64(at), int64(d.At)).Draw(t, "notice"))
		at = p.Add(time.Duration(rapid.Int64Range(0, int64(200*time.Hour)).Draw(t, "length")))
		ps = append(ps, calendar.Pause{From: p, Until: at})
	}
	return ps
}

func TestPauseProperties(t *testing.T) {
	t.Parallel()
	all := clocks(t)
	for says, property := range map[string]func(*rapid.T, *calendar.Clock){
		"hours shift by exactly the working time of the pauses": func(t *rapid.T, c *calendar.Clock) {
			from, l := instant(t, "from"), anyLimit(t, calendar.Hours, calendar.SameDay)
			ps := pausesBefore(t, c, from, l)
			whole := c.Working(from, due(t, c, from, l))
			d, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil {
				t.Fatal(err)
			}
			spent := c.Working(from, d.At)
			for _, p := range ps {
				spent -= c.Working(p.From, p.Until)
			}
			if spent != whole {
				t.Fatalf("%v spent of %v", spent, whole)
			}
		},
		"working days outside the pauses are the limit": func(t *rapid.T, c *calendar.Clock) {
			from, n := instant(t, "from"), rapid.Int64Range(1, 30).Draw(t, "n")
			l := limit(calendar.WorkingDays, n*1000)
			ps := pausesBefore(t, c, from, l)
			d, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil {
				t.Fatal(err)
			}
			spent, start := 0, from.Date()
			for _, p := range ps {
				spent += c.WorkingDaysBetween(start, p.From.Date().AddDays(-1))
				start = p.Until.Date()
			}
			if spent += c.WorkingDaysBetween(start, d.At.Date()); int64(spent) != n {
				t.Fatalf("%d days of %d until %s", spent, n, d.At)
			}
		},
		"a pause never brings the due time forward, in either mode": func(t *rapid.T, c *calendar.Clock) {
			from, l := instant(t, "from"), anyLimit(t, allUnits...)
			ps := pausesBefore(t, c, from, l)
			d, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil {
				t.Fatal(err)
			}
			// A part day after the pause may lie earlier in its day, not on an earlier one.
			if first := due(t, c, from, l); d.At.Date().Before(first.Date()) {
				t.Fatalf("%s before %s", d.At, first)
			}
			anew, err := c.Current(from, l, ps, calendar.Restart)
			if err != nil {
				t.Fatal(err)
			}
			sized := l.Unit != calendar.Months && l.Unit != calendar.SameDay // their length depends on the day
			if sized && anew.At < d.At && len(ps) == 1 {
				t.Fatalf("restarted %s before resumed %s", anew.At, d.At)
			}
		},
		"the order of the pauses does not matter": func(t *rapid.T, c *calendar.Clock) {
			from, l := instant(t, "from"), anyLimit(t, allUnits...)
			ps := pausesBefore(t, c, from, l)
			d, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil {
				t.Fatal(err)
			}
			slices.Reverse(ps)
			again, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil || again.At != d.At {
				t.Fatalf("%s, then %s, %v", d.At, again.At, err)
			}
		},
		"the last unfinished pause stops the clock and tells what is left": func(t *rapid.T, c *calendar.Clock) {
			from, l := instant(t, "from"), anyLimit(t, allUnits...)
			ps := pausesBefore(t, c, from, l)
			ps[len(ps)-1].Until = 0
			d, err := c.Current(from, l, ps, calendar.Resume)
			if err != nil {
				t.Fatal(err)
			}
			if !d.Stopped || d.At != 0 || d.Left.Milli < 0 {
				t.Fatalf("%+v", d)
			}
		},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { property(t, all[rapid.IntRange(0, len(all)-1).Draw(t, "clock")]) })
		})
	}
}
