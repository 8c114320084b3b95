package calendar_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

var (
	morning   = calendar.Period{From: 7 * 60, Until: 11*60 + 30}
	afternoon = calendar.Period{From: 13*60 + 30, Until: 17 * 60}
)

func clockOf(t testing.TB, c calendar.Calendar) *calendar.Clock {
	t.Helper()
	k, err := c.Compile()
	if err != nil {
		t.Fatalf("compile %s: %v", c.ID, err)
	}
	return k
}

func seed(t testing.TB, id string) *calendar.Clock {
	t.Helper()
	for _, c := range calendar.QuangNinh() {
		if c.ID == id {
			return clockOf(t, c)
		}
	}
	t.Fatalf("no seed calendar %q", id)
	return nil
}

// plain is a calendar with the given week and no special days.
func plain(t testing.TB, week map[time.Weekday][]calendar.Period) *calendar.Clock {
	t.Helper()
	var s calendar.Season
	for d, hours := range week {
		s.Week[d] = hours
	}
	return clockOf(t, calendar.Calendar{ID: "plain", Version: 1, Seasons: []calendar.Season{s}})
}

// at reads "2006-01-02 15:04" on Vietnam's clock; "" is none.
func at(t testing.TB, s string) calendar.Instant {
	t.Helper()
	if s == "" {
		return 0
	}
	v, err := time.ParseInLocation("2006-01-02 15:04", s, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return calendar.At(v)
}

func shows(i calendar.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.Time().Format("2006-01-02 15:04")
}

func limit(u calendar.Unit, milli int64) calendar.Limit {
	return calendar.Limit{Unit: u, Milli: milli}
}

func TestDue(t *testing.T) {
	t.Parallel()
	wd, days, months, hours, same := calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours, limit(calendar.SameDay, 0)
	for _, tc := range []struct {
		says, calendar, from string
		limit                calendar.Limit
		want                 string
	}{
		{"three working days over the swapped 29/4 and two holidays", "hc", "2024-04-25 10:00", limit(wd, 3000), "2024-05-03 17:00"},
		{"twenty-four hours over the same days", "hc", "2024-04-25 10:00", limit(hours, 24000), "2024-05-03 10:00"},
		{"the make-up Saturday is the fourth working day", "hc", "2024-04-25 10:00", limit(wd, 4000), "2024-05-04 17:00"},
		{"a half day more is half of the agency's next working day", "hc", "2024-04-25 10:00", limit(wd, 4500), "2024-05-06 11:00"},
		{"a quarter of a day is a quarter of the next working day", "hc", "2024-03-04 16:00", limit(wd, 250), "2024-03-05 09:00"},
		{"a fraction follows the season's own hours", "hc-mua", "2024-03-04 16:00", limit(wd, 750), "2024-03-05 14:30"},
		{"winter hours end earlier", "hc-mua", "2024-03-04 16:00", limit(wd, 1000), "2024-03-05 16:30"},
		{"the season changes on the way", "hc-mua", "2024-04-12 08:00", limit(wd, 2000), "2024-04-16 17:00"},
		{"a duty Saturday is no working day for days", "hc-t7", "2024-03-08 10:00", limit(wd, 1000), "2024-03-11 17:00"},
		{"a duty Saturday is office time for hours", "hc-t7", "2024-03-08 16:00", limit(hours, 4000), "2024-03-09 10:00"},
		{"received on a Saturday at night, counted from Monday", "hc", "2024-03-09 22:00", limit(wd, 1000), "2024-03-11 17:00"},
		{"hours from a Saturday night begin on Monday", "hc", "2024-03-09 22:00", limit(hours, 2000), "2024-03-11 09:00"},
		{"hours from the lunch break begin after it", "hc", "2024-03-11 12:00", limit(hours, 1000), "2024-03-11 14:30"},
		{"hours skip the lunch break", "hc", "2024-03-11 11:00", limit(hours, 1000), "2024-03-11 14:00"},
		{"hours that end with the morning end there", "hc", "2024-03-11 10:30", limit(hours, 1000), "2024-03-11 11:30"},
		{"hours over Tết 2024", "hc", "2024-02-07 16:00", limit(hours, 2000), "2024-02-15 08:00"},
		{"calendar days count rest days inside", "hc", "2024-03-07 09:00", limit(days, 5000), "2024-03-12 17:00"},
		{"calendar days that end on a Saturday move to Monday", "hc", "2024-03-06 09:00", limit(days, 3000), "2024-03-11 17:00"},
		{"calendar days that end on a make-up Saturday stay", "hc", "2024-04-29 09:00", limit(days, 5000), "2024-05-04 17:00"},
		{"calendar days that end in Tết move behind it", "hc", "2024-02-01 09:00", limit(days, 8000), "2024-02-15 17:00"},
		{"a month leads to the same day number", "hc", "2024-03-05 09:00", limit(months, 1000), "2024-04-05 17:00"},
		{"a month from the 31st leads to the month's last day", "hc", "2024-01-31 09:00", limit(months, 1000), "2024-02-29 17:00"},
		{"half a month is fifteen days", "hc", "2024-03-04 09:00", limit(months, 500), "2024-03-19 17:00"},
		{"twelve months over the year", "hc", "2023-03-06 09:00", limit(months, 12000), "2024-03-06 17:00"},
		{"same day, a minute before the cut-off", "hc", "2024-03-08 14:59", same, "2024-03-08 17:00"},
		{"same day, at the cut-off", "hc", "2024-03-08 15:00", same, "2024-03-11 17:00"},
		{"same day, in the lunch break", "hc", "2024-03-08 12:10", same, "2024-03-08 17:00"},
		{"same day, before opening", "hc", "2024-03-08 05:00", same, "2024-03-08 17:00"},
		{"same day, after closing", "hc", "2024-03-08 18:00", same, "2024-03-11 17:00"},
		{"same day, on a Sunday", "hc", "2024-03-10 09:00", same, "2024-03-11 17:00"},
		{"same day, on a duty Saturday", "hc-t7", "2024-03-09 09:00", same, "2024-03-11 17:00"},
		{"reception in eight working hours", "hc", "2024-04-26 15:00", limit(hours, 8000), "2024-05-02 15:00"},
		{"before the known years the week alone decides", "hc", "2015-03-06 09:00", limit(wd, 1000), "2015-03-09 17:00"},
	} {
		t.Run(tc.says, func(t *testing.T) {
			t.Parallel()
			d, err := seed(t, tc.calendar).Due(at(t, tc.from), tc.limit)
			if err != nil {
				t.Fatal(err)
			}
			if got := shows(d.At); got != tc.want {
				t.Fatalf("due %s, want %s; %q", got, tc.want, calendar.Words(d.Trace, locale.EN))
			}
			if last := d.Trace[len(d.Trace)-1]; last.Kind != calendar.StepEnd || last.To != d.At {
				t.Fatalf("the trace ends with %+v", last)
			}
		})
	}
}

func TestReceptionDue(t *testing.T) {
	t.Parallel()
	d, err := seed(t, "hc").ReceptionDue(at(t, "2024-03-09 21:00"))
	if err != nil || shows(d.At) != "2024-03-11 17:00" {
		t.Fatalf("got %s, %v", shows(d.At), err)
	}
}

func TestCutOffIsConfigurable(t *testing.T) {
	t.Parallel()
	c := calendar.QuangNinh()[0]
	c.CutOff = 10 * 60
	d, err := clockOf(t, c).Due(at(t, "2024-03-08 10:00"), limit(calendar.SameDay, 0))
	if err != nil || shows(d.At) != "2024-03-11 17:00" {
		t.Fatalf("got %s, %v", shows(d.At), err)
	}
}

type span [2]string

func TestCurrent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		says, from string
		limit      calendar.Limit
		mode       calendar.Mode
		pauses     []span
		want, left string
	}{
		{"days before the notice are used up, the rest counts from the day after completion", "2024-03-04 10:00", limit(calendar.WorkingDays, 5000), calendar.Resume,
			[]span{{"2024-03-07 09:00", "2024-03-12 15:00"}}, "2024-03-15 17:00", ""},
		{"a notice on the day of receipt uses nothing", "2024-03-04 10:00", limit(calendar.WorkingDays, 3000), calendar.Resume,
			[]span{{"2024-03-04 15:00", "2024-03-05 09:00"}}, "2024-03-08 17:00", ""},
		{"a notice on the last day leaves that day", "2024-03-04 10:00", limit(calendar.WorkingDays, 3000), calendar.Resume,
			[]span{{"2024-03-07 16:59", "2024-03-11 09:00"}}, "2024-03-12 17:00", ""},
		{"a part of a day survives the pause", "2024-03-04 10:00", limit(calendar.WorkingDays, 2500), calendar.Resume,
			[]span{{"2024-03-06 08:00", "2024-03-06 16:00"}}, "2024-03-08 11:00", ""},
		{"several returns", "2024-03-04 10:00", limit(calendar.WorkingDays, 5000), calendar.Resume,
			[]span{{"2024-03-06 09:00", "2024-03-08 15:00"}, {"2024-03-13 09:00", "2024-03-20 10:00"}}, "2024-03-22 17:00", ""},
		{"completed on a rest day", "2024-03-04 10:00", limit(calendar.WorkingDays, 2000), calendar.Resume,
			[]span{{"2024-03-05 09:00", "2024-03-09 20:00"}}, "2024-03-12 17:00", ""},
		{"pause over the 30/4 holidays", "2024-04-25 10:00", limit(calendar.WorkingDays, 3000), calendar.Resume,
			[]span{{"2024-04-26 09:00", "2024-05-03 09:00"}}, "2024-05-07 17:00", ""},
		{"restart counts the whole limit anew", "2024-03-04 10:00", limit(calendar.WorkingDays, 5000), calendar.Restart,
			[]span{{"2024-03-07 09:00", "2024-03-12 15:00"}}, "2024-03-19 17:00", ""},
		{"a notice after the due time heals nothing", "2024-03-04 10:00", limit(calendar.WorkingDays, 1000), calendar.Resume,
			[]span{{"2024-03-05 17:01", "2024-03-12 15:00"}}, "2024-03-05 17:00", ""},
		{"an unfinished pause has no due time", "2024-03-04 10:00", limit(calendar.WorkingDays, 5500), calendar.Resume,
			[]span{{"2024-03-07 09:00", ""}}, "", "3,5 ngày làm việc"},
		{"an unfinished pause by hours", "2024-03-04 10:00", limit(calendar.Hours, 8000), calendar.Resume,
			[]span{{"2024-03-04 16:00", ""}}, "", "4 giờ làm việc"},
		{"hours go on exactly", "2024-03-04 10:00", limit(calendar.Hours, 8000), calendar.Resume,
			[]span{{"2024-03-04 11:00", "2024-03-05 16:20"}}, "2024-03-06 15:20", ""},
		{"an hourly pause at night moves nothing", "2024-03-04 10:00", limit(calendar.Hours, 8000), calendar.Resume,
			[]span{{"2024-03-04 18:00", "2024-03-05 06:00"}}, "2024-03-05 10:00", ""},
		{"same day shifts by what remained", "2024-03-04 10:00", limit(calendar.SameDay, 0), calendar.Resume,
			[]span{{"2024-03-04 15:00", "2024-03-05 10:00"}}, "2024-03-05 14:00", ""},
		{"same day restarts with its cut-off", "2024-03-04 10:00", limit(calendar.SameDay, 0), calendar.Restart,
			[]span{{"2024-03-04 15:00", "2024-03-05 15:00"}}, "2024-03-06 17:00", ""},
		{"calendar days", "2024-03-04 10:00", limit(calendar.Days, 10000), calendar.Resume,
			[]span{{"2024-03-08 09:00", "2024-03-20 10:00"}}, "2024-03-27 17:00", ""},
		{"a month goes on in days", "2024-03-04 10:00", limit(calendar.Months, 1000), calendar.Resume,
			[]span{{"2024-03-15 09:00", "2024-03-18 10:00"}}, "2024-04-08 17:00", ""},
		{"a notice on the day that the end was moved to", "2024-03-06 09:00", limit(calendar.Days, 3000), calendar.Resume,
			[]span{{"2024-03-11 09:00", "2024-03-13 10:00"}}, "2024-03-14 17:00", ""},
		{"overlapping pauses count once, in any order", "2024-03-04 10:00", limit(calendar.Hours, 8000), calendar.Resume,
			[]span{{"2024-03-04 15:00", "2024-03-05 10:00"}, {"2024-03-04 14:00", "2024-03-04 16:00"}}, "2024-03-06 08:00", ""},
		{"a pause from before the start begins with it", "2024-03-04 10:00", limit(calendar.Hours, 1000), calendar.Resume,
			[]span{{"2024-03-01 10:00", "2024-03-04 14:00"}}, "2024-03-04 15:00", ""},
		{"a pause wholly before the start is nothing", "2024-03-04 10:00", limit(calendar.Hours, 1000), calendar.Resume,
			[]span{{"2024-03-01 10:00", "2024-03-02 14:00"}}, "2024-03-04 11:00", ""},
	} {
		t.Run(tc.says, func(t *testing.T) {
			t.Parallel()
			var ps []calendar.Pause
			for _, p := range tc.pauses {
				ps = append(ps, calendar.Pause{From: at(t, p[0]), Until: at(t, p[1])})
			}
			d, err := seed(t, "hc").Current(at(t, tc.from), tc.limit, ps, tc.mode)
			if err != nil {
				t.Fatal(err)
			}
			if got := shows(d.At); got != tc.want || d.Stopped != (tc.want == "") {
				t.Fatalf("due %q stopped %v, want %q; %q", got, d.Stopped, tc.want, calendar.Words(d.Trace, locale.EN))
			}
			if tc.left != "" && d.Left.Words(locale.VI) != tc.left {
				t.Fatalf("left %q, want %q", d.Left.Words(locale.VI), tc.left)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	hc, from := seed(t, "hc"), at(t, "2024-03-04 10:00")
	once := clockOf(t, calendar.Calendar{Seasons: []calendar.Season{{
		From: calendar.D(2024, 1, 1), Until: calendar.D(2024, 12, 31), Week: [7][]calendar.Period{1: {morning}},
	}}})
	for _, tc := range []struct {
		says string
		want error
		do   func() (calendar.Due, error)
	}{
		{"a limit in words", calendar.ErrUnknownLimit, func() (calendar.Due, error) { return hc.Due(from, limit(calendar.Unknown, 3000)) }},
		{"no limit", calendar.ErrUnknownLimit, func() (calendar.Due, error) { return hc.Due(from, calendar.Limit{}) }},
		{"an unheard-of unit", calendar.ErrUnknownLimit, func() (calendar.Due, error) { return hc.Due(from, limit("fortnight", 1000)) }},
		{"a negative limit", calendar.ErrUnknownLimit, func() (calendar.Due, error) { return hc.Due(from, limit(calendar.Days, -1000)) }},
		{"a limit of centuries", calendar.ErrOutOfRange, func() (calendar.Due, error) { return hc.Due(from, limit(calendar.Days, 1<<62)) }},
		{"a start in the year 1", calendar.ErrOutOfRange, func() (calendar.Due, error) { return hc.Due(-62e15, limit(calendar.Days, 1000)) }},
		{"an agency that closed for good", calendar.ErrNoHours, func() (calendar.Due, error) {
			return once.Due(calendar.On(calendar.D(2025, 1, 1), 8, 0), limit(calendar.Hours, 1000))
		}},
		{"a limit longer than the agency's life", calendar.ErrNoHours, func() (calendar.Due, error) { return once.Due(from, limit(calendar.WorkingDays, 100_000)) }},
		{"a pause that ends before it begins", calendar.ErrPause, func() (calendar.Due, error) {
			return hc.Current(from, limit(calendar.Hours, 1000), []calendar.Pause{{From: from + 2, Until: from + 1}}, calendar.Resume)
		}},
	} {
		t.Run(tc.says, func(t *testing.T) {
			t.Parallel()
			if _, err := tc.do(); !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
		})
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		says, end, due string
		want, byDate   calendar.Timing
	}{
		{"an earlier date is early", "2024-05-02 23:59", "2024-05-03 17:00", calendar.Early, calendar.Early},
		{"the date, an hour before, is on time", "2024-05-03 16:00", "2024-05-03 17:00", calendar.OnTime, calendar.OnTime},
		{"the very instant is on time", "2024-05-03 17:00", "2024-05-03 17:00", calendar.OnTime, calendar.OnTime},
		{"a minute after is late, but not for the national index", "2024-05-03 17:01", "2024-05-03 17:00", calendar.Late, calendar.OnTime},
		{"the next date is late for both", "2024-05-04 07:00", "2024-05-03 17:00", calendar.Late, calendar.Late},
		{"without a due time never on time", "2024-05-04 07:00", "", calendar.Undetermined, calendar.Undetermined},
		{"without an end undetermined", "", "2024-05-03 17:00", calendar.Undetermined, calendar.Undetermined},
	} {
		t.Run(tc.says, func(t *testing.T) {
			t.Parallel()
			end, due := at(t, tc.end), at(t, tc.due)
			if got := calendar.Verdict(end, due); got != tc.want {
				t.Errorf("verdict %q, want %q", got, tc.want)
			}
			if got := calendar.DateVerdict(end, due); got != tc.byDate {
				t.Errorf("date verdict %q, want %q", got, tc.byDate)
			}
		})
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	d := calendar.D(2024, 3, 4)
	week := func(p ...calendar.Period) []calendar.Season {
		return []calendar.Season{{Week: [7][]calendar.Period{1: p}}}
	}
	for says, c := range map[string]calendar.Calendar{
		"no hours at all":      {},
		"overlapping hours":    {Seasons: week(morning, calendar.Period{From: 11 * 60, Until: 12 * 60})},
		"hours backwards":      {Seasons: week(calendar.Period{From: 600, Until: 500})},
		"hours past midnight":  {Seasons: week(calendar.Period{From: 600, Until: 1500})},
		"a day declared twice": {Seasons: week(morning), Days: []calendar.Day{{Date: d, Kind: calendar.Holiday}, {Date: d, Kind: calendar.Swapped}}},
		"an unknown kind":      {Seasons: week(morning), Days: []calendar.Day{{Date: d, Kind: "party"}}},
		"a kind of the week":   {Seasons: week(morning), Days: []calendar.Day{{Date: d, Kind: calendar.Weekend}}},
		"a make-up day without hours": {Seasons: week(morning), Days: []calendar.Day{
			{Date: calendar.D(2024, 3, 9), Kind: calendar.MakeUp, With: calendar.D(2024, 3, 6)},
		}},
		"a day that does not exist": {Seasons: week(morning), Days: []calendar.Day{{Date: calendar.Date{Year: 2023, Month: 2, Day: 30}, Kind: calendar.Holiday}}},
		"a cut-off past midnight":   {Seasons: week(morning), CutOff: 1500},
		"known backwards":           {Seasons: week(morning), Known: calendar.Span{From: d, Until: d.AddDays(-1)}},
		"a weekday of eight":        {Seasons: week(morning), DutyDays: []time.Weekday{8}},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			if _, err := c.Compile(); err == nil {
				t.Fatal("accepted")
			}
		})
	}
}

func TestCalendarJSON(t *testing.T) {
	t.Parallel()
	for _, c := range calendar.QuangNinh() {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var back calendar.Calendar
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(b) {
			t.Fatalf("%s does not survive JSON: %v", c.ID, err)
		}
	}
}
