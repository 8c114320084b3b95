package calendar_test

import (
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Other deadline engines have failed in these spots; here they hold.
func TestWhereOtherEnginesFail(t *testing.T) {
	t.Parallel()
	whole := []calendar.Period{{From: 0, Until: 24 * 60}}
	office := []calendar.Period{morning, afternoon}

	t.Run("an office open round the clock is not closed for a minute at midnight", func(t *testing.T) {
		t.Parallel()
		week := map[time.Weekday][]calendar.Period{}
		for d := range time.Weekday(7) {
			week[d] = whole
		}
		c := plain(t, week)
		from := at(t, "2024-03-09 23:59")
		if got := c.Working(from, at(t, "2024-03-11 00:01")); got != 24*time.Hour+2*time.Minute {
			t.Fatalf("worked %v", got)
		}
		if got := c.AddMinutes(from, 2); shows(got) != "2024-03-10 00:01" || !c.IsWorking(at(t, "2024-03-10 00:00")) {
			t.Fatalf("got %s", shows(got))
		}
		d, err := c.Due(from, limit(calendar.WorkingDays, 1000))
		if err != nil || d.At.Date() != calendar.D(2024, 3, 10) {
			t.Fatalf("day 1 ends on %s, %v", d.At, err)
		}
	})
	t.Run("a holiday on a Sunday takes no second day by itself", func(t *testing.T) {
		t.Parallel()
		c := clockOf(t, calendar.Calendar{
			Seasons: []calendar.Season{{Week: [7][]calendar.Period{1: office, 2: office, 3: office, 4: office, 5: office}}},
			Days:    []calendar.Day{{Date: calendar.D(2024, 3, 10), Kind: calendar.Holiday}},
		})
		if got := c.WorkingDaysBetween(calendar.D(2024, 3, 8), calendar.D(2024, 3, 15)); got != 5 {
			t.Fatalf("%d working days", got)
		}
	})
	t.Run("nothing falls due at midnight or on a weekend", func(t *testing.T) {
		t.Parallel()
		c := seed(t, "hc")
		for n := int64(1); n <= 400; n++ {
			for _, l := range []calendar.Limit{limit(calendar.WorkingDays, n*125), limit(calendar.Days, n*250), limit(calendar.Hours, n*500)} {
				d, err := c.Due(at(t, "2024-01-13 23:30"), l)
				if err != nil || !c.IsWorking(d.At-1) {
					t.Fatalf("%v ends at %s, %v", l, d.At, err)
				}
			}
		}
	})
	t.Run("a pause counted in days leaves out closures", func(t *testing.T) {
		t.Parallel()
		// Notice before Tết, completion on its last day off: two days remain.
		d, err := seed(t, "hc").Current(at(t, "2024-02-05 09:00"), limit(calendar.WorkingDays, 3000),
			[]calendar.Pause{{From: at(t, "2024-02-07 09:00"), Until: at(t, "2024-02-14 09:00")}}, calendar.Resume)
		if err != nil || shows(d.At) != "2024-02-16 17:00" {
			t.Fatalf("due %s, %v", shows(d.At), err)
		}
	})
	t.Run("overdue is told as overdue, not as a negative remainder", func(t *testing.T) {
		t.Parallel()
		r := seed(t, "hc").Remaining(at(t, "2024-05-04 14:30"), at(t, "2024-05-03 17:00"))
		if got := r.Words(locale.VI); got != "quá hạn 5 giờ làm việc" {
			t.Fatalf("%q", got)
		}
		if !r.Late || r.Work >= 0 || r.Days < 0 {
			t.Fatalf("%+v", r)
		}
	})
	t.Run("created outside hours keeps its whole limit", func(t *testing.T) {
		t.Parallel()
		c := seed(t, "hc")
		for _, from := range []string{"2024-03-08 17:00", "2024-03-08 23:59", "2024-03-09 12:00", "2024-03-10 00:00", "2024-03-11 06:59"} {
			if got := c.AddMinutes(at(t, from), 90); shows(got) != "2024-03-11 08:30" {
				t.Fatalf("from %s: %s", from, shows(got))
			}
		}
	})
	t.Run("a week that does not begin on Monday", func(t *testing.T) {
		t.Parallel()
		c := plain(t, map[time.Weekday][]calendar.Period{time.Wednesday: office, time.Sunday: {morning}})
		if got := c.AddMinutes(at(t, "2024-03-11 09:00"), 9*60); shows(got) != "2024-03-17 08:00" {
			t.Fatalf("got %s", shows(got))
		}
		d, err := c.Due(at(t, "2024-03-11 09:00"), limit(calendar.WorkingDays, 2000))
		if err != nil || shows(d.At) != "2024-03-17 11:30" {
			t.Fatalf("due %s, %v", shows(d.At), err)
		}
	})
	t.Run("the lunch break is no working time, received before, in or after it", func(t *testing.T) {
		t.Parallel()
		c := seed(t, "hc")
		for from, want := range map[string]string{"11:29": "13:31", "11:30": "13:32", "12:30": "13:32", "13:30": "13:32", "13:31": "13:33"} {
			if got := c.AddMinutes(at(t, "2024-03-11 "+from), 2); shows(got) != "2024-03-11 "+want {
				t.Fatalf("from %s: %s, want %s", from, shows(got), want)
			}
		}
		if c.IsWorking(at(t, "2024-03-11 11:30")) || !c.IsWorking(at(t, "2024-03-11 11:29")) {
			t.Fatal("the break does not begin at 11:30")
		}
	})
	t.Run("each return is counted once", func(t *testing.T) {
		t.Parallel()
		c, from := seed(t, "hc"), at(t, "2024-03-04 08:00")
		var ps []calendar.Pause
		for i := range 10 { // ten returns of one working hour
			p := c.AddMinutes(from, int64(60+i*120))
			ps = append(ps, calendar.Pause{From: p, Until: c.AddMinutes(p, 60)})
		}
		d, err := c.Current(from, limit(calendar.Hours, 40_000), ps, calendar.Resume)
		if want := c.AddMinutes(from, 50*60); err != nil || d.At != want {
			t.Fatalf("due %s, want %s, %v", d.At, want, err)
		}
	})
}
