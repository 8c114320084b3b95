package worktime_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/worktime"
)

var (
	now      = calendar.On(calendar.D(2026, 3, 2), 9, 0)
	decision = worktime.Decision{Number: "Thông báo số 01/TB-MẪU", Date: calendar.D(2026, 2, 27), Issuer: "UBND tỉnh (mẫu)"}
)

func admin(duty org.Duty, agency string) org.Actor {
	return org.Actor{Account: "qt", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: agency, Unit: "vp", Duty: duty}}}
}

func published(t testing.TB, agency string) worktime.State {
	t.Helper()
	return apply(t, worktime.State{}, worktime.Publish{Agency: agency, Calendar: calendar.QuangNinh()[0]}, org.System())
}

func apply(t testing.TB, s worktime.State, c worktime.Command, a org.Actor) worktime.State {
	t.Helper()
	events, err := worktime.Decide(s, c, worktime.Facts{Now: now, Actor: a})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		s = worktime.Evolve(s, e)
	}
	return s
}

func day(y, m, d int, k calendar.DayKind) calendar.Day {
	return calendar.Day{Date: calendar.D(y, m, d), Kind: k}
}

func pair(off, worked calendar.Date) []calendar.Day {
	return []calendar.Day{{Date: off, Kind: calendar.Swapped, With: worked}, {Date: worked, Kind: calendar.MakeUp, With: off}}
}

// TestRefusals: what a decision cannot say is refused with its place and reason.
func TestRefusals(t *testing.T) {
	t.Parallel()
	week := func(hours ...calendar.Period) (w [7][]calendar.Period) { w[time.Monday] = hours; return w }
	season := func(w [7][]calendar.Period) worktime.Change {
		return worktime.Change{Seasons: []calendar.Season{{From: calendar.D(2026, 5, 1), Week: w}}}
	}
	for name, c := range map[string]struct {
		amend worktime.Amend
		field string
		code  string
	}{
		"without a text":          {worktime.Amend{Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 1, calendar.Holiday)}}}, "decision_number", "worktime.decision_missing"},
		"a text of tomorrow":      {worktime.Amend{Decision: worktime.Decision{Number: "1", Issuer: "x", Date: calendar.D(2026, 3, 3)}, Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 1, calendar.Holiday)}}}, "decision_date", "worktime.decision_date_future"},
		"nothing":                 {worktime.Amend{Decision: decision}, "", "worktime.nothing"},
		"off and made up at once": {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 6, calendar.Holiday), day(2026, 6, 6, calendar.MakeUp)}}}, "day.1", "worktime.day_twice"},
		"made up on a holiday":    {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 4, 30, calendar.MakeUp)}}}, "day.0", "worktime.off_and_made_up"},
		"off on a make-up day":    {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 8, 22, calendar.Holiday)}}}, "day.0", "worktime.off_and_made_up"},
		"made up on a workday":    {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 3, calendar.MakeUp)}}}, "day.0", "worktime.works_anyway"},
		"swapped on a Sunday":     {worktime.Amend{Decision: decision, Change: worktime.Change{Days: pair(calendar.D(2026, 6, 7), calendar.D(2026, 6, 13))}}, "day.0", "worktime.rests_anyway"},
		"swapped without another": {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 3, calendar.Swapped)}}}, "day.0", "worktime.no_make_up"},
		"half a pair cancelled":   {worktime.Amend{Decision: decision, Change: worktime.Change{Ordinary: []calendar.Date{calendar.D(2026, 8, 22)}}}, "ordinary", "worktime.half_a_pair"},
		"a past day, no ground":   {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 2, 27, calendar.Holiday)}}}, "ground", "worktime.ground_missing"},
		"the wrong century":       {worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2126, 6, 1, calendar.Holiday)}}}, "day.0", "worktime.out_of_reach"},
		"hours that end first":    {worktime.Amend{Decision: decision, Change: season(week(calendar.Period{From: 780, Until: 700}))}, "season.0", "worktime.hours_order"},
		"hours that overlap":      {worktime.Amend{Decision: decision, Change: season(week(calendar.Period{From: 420, Until: 720}, calendar.Period{From: 700, Until: 900}))}, "season.0", "worktime.hours_overlap"},
		"thirteen hours":          {worktime.Amend{Decision: decision, Change: season(week(calendar.Period{From: 420, Until: 1200}))}, "season.0", "worktime.hours_many"},
		"a week without hours":    {worktime.Amend{Decision: decision, Change: season(week())}, "season.0", "worktime.season_empty"},
		"announced with a gap":    {worktime.Amend{Decision: decision, Change: worktime.Change{Announced: []calendar.Span{{From: calendar.D(2030, 1, 1), Until: calendar.D(2030, 12, 31)}}}}, "announced", "worktime.announced_gap"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := worktime.Decide(published(t, ""), c.amend, worktime.Facts{Now: now, Actor: admin(org.DutyAdmin, "ubnd-tinh")})
			if !slices.ContainsFunc(fault.All(err), func(e *fault.Error) bool {
				return e.Code == c.code && e.Field == c.field && e.Say.VI != "" && e.Say.EN != ""
			}) {
				t.Errorf("%v, want %s at %q", err, c.code, c.field)
			}
		})
	}
}

func TestWhoPublishes(t *testing.T) {
	t.Parallel()
	amend := worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 6, 1, calendar.Holiday)}}}
	for name, c := range map[string]struct {
		actor  org.Actor
		agency string
		may    bool
	}{
		"the administrator, the province's":    {admin(org.DutyAdmin, "ubnd-tinh"), "", true},
		"the administrator, an agency's":       {admin(org.DutyAdmin, "ubnd-tinh"), "so-mau", true},
		"a unit administrator, its own":        {admin(org.DutyUnitAdmin, "so-mau"), "so-mau", true},
		"a unit administrator, another's":      {admin(org.DutyUnitAdmin, "so-mau"), "so-khac", false},
		"a unit administrator, the province's": {admin(org.DutyUnitAdmin, "so-mau"), "", false},
		"a leader":                             {admin(org.DutyLeader, "so-mau"), "so-mau", false},
		"a citizen":                            {org.Actor{Account: "cd", Kind: org.ActorCitizen}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := worktime.Decide(published(t, c.agency), amend, worktime.Facts{Now: now, Actor: c.actor})
			if (err == nil) != c.may || err != nil && fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%v", err)
			}
		})
	}
	if _, err := worktime.Decide(worktime.State{}, amend, worktime.Facts{Now: now, Actor: org.System()}); !errors.Is(err, worktime.ErrNoCalendar) {
		t.Errorf("a calendar that is not: %v", err)
	}
}

// TestVersionsStay: a new version leaves the earlier ones as they were, and
// says since when.
func TestVersionsStay(t *testing.T) {
	t.Parallel()
	s := published(t, "")
	off, worked := calendar.D(2026, 6, 3), calendar.D(2026, 6, 6)
	s = apply(t, s, worktime.Amend{Decision: decision, Change: worktime.Change{Days: pair(off, worked), Announced: []calendar.Span{{From: calendar.D(2026, 8, 22), Until: calendar.D(2026, 9, 2)}}}}, admin(org.DutyAdmin, "x"))
	first, second := clock(t, s, 1), clock(t, s, 2)
	if first.OfficeDay(off).Kind != calendar.Workday || second.OfficeDay(off).Kind != calendar.Swapped || second.OfficeDay(worked).Kind != calendar.MakeUp {
		t.Error("the versions do not say what was published")
	}
	d := calendar.D(2026, 8, 31)
	if !first.IsProvisional(d, d) || second.IsProvisional(d, d) {
		t.Error("an announced stretch is still provisional, or was never")
	}
	if s.Since(off).Number != 2 || s.Since(calendar.D(2026, 4, 30)).Number != 1 || s.Current().Version != 2 {
		t.Error("since when: wrong")
	}
	s = apply(t, s, worktime.Amend{Decision: decision, Change: worktime.Change{Ordinary: []calendar.Date{off, worked}}}, admin(org.DutyAdmin, "x"))
	if clock(t, s, 3).OfficeDay(off).Kind != calendar.Workday || clock(t, s, 2).OfficeDay(off).Kind != calendar.Swapped {
		t.Error("a cancelled pair still holds, or was lost from the version before")
	}
}

func clock(t testing.TB, s worktime.State, n int) *calendar.Clock {
	t.Helper()
	k, ok := s.At(n)
	if !ok {
		t.Fatalf("no version %d", n)
	}
	c, err := k.Compile()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEveryVersionCounts: whatever is published, every version compiles, keeps
// its number, and is the one before with the change alone.
func TestEveryVersionCounts(t *testing.T) {
	t.Parallel()
	first := published(t, "")
	rapid.Check(t, func(r *rapid.T) {
		s := first
		for range rapid.IntRange(1, 6).Draw(r, "acts") {
			d := calendar.D(2026, 3, rapid.IntRange(-60, 900).Draw(r, "day"))
			c := worktime.Change{Days: []calendar.Day{{Date: d, Kind: rapid.SampledFrom(worktime.Kinds()).Draw(r, "kind")}}}
			if rapid.Bool().Draw(r, "cancel") {
				c = worktime.Change{Ordinary: []calendar.Date{d}}
			}
			events, err := worktime.Decide(s, worktime.Amend{Decision: decision, Change: c, Ground: "Mẫu"}, worktime.Facts{Now: now, Actor: org.System()})
			if err != nil {
				continue
			}
			before := s.Current()
			for _, e := range events {
				s = worktime.Evolve(s, e)
			}
			after := s.Current()
			if _, err := after.Compile(); err != nil || after.Version != before.Version+1 {
				r.Fatalf("version %d after %d: %v", after.Version, before.Version, err)
			}
			kept, _ := s.At(before.Version)
			if len(kept.Days) != len(before.Days) {
				r.Fatal("the version before changed")
			}
			for _, x := range before.Days {
				if x.Date != d && !slices.ContainsFunc(after.Days, func(y calendar.Day) bool { return y.Date == x.Date && y.Kind == x.Kind }) {
					r.Fatalf("%s was changed by a decision about %s", x.Date, d)
				}
			}
		}
	})
}

func samples() []act.Event {
	k := calendar.QuangNinh()[1]
	k.Days, k.Seasons = k.Days[:2], k.Seasons[:2]
	return []act.Event{
		worktime.Published{Calendar: k, By: "system", At: now},
		worktime.Amended{Version: 2, Decision: decision, Change: worktime.Change{
			Days: pair(calendar.D(2026, 6, 3), calendar.D(2026, 6, 6)), Ordinary: []calendar.Date{calendar.D(2026, 8, 31)}, Seasons: k.Seasons[:1],
			Announced: []calendar.Span{{From: calendar.D(2026, 8, 22), Until: calendar.D(2026, 9, 2), Note: locale.T("mẫu", "sample")}},
		}, Ground: "Mẫu", By: "qt", At: now},
		worktime.MoveProposed{Version: 2, Law: law(), By: "qt", At: now},
		worktime.MoveConfirmed{Version: 2, By: "qt-2", At: now},
		worktime.MoveDropped{Version: 2, By: "qt-2", At: now},
		worktime.MoveFinished{Version: 2, Moved: 12, Passed: 3, By: "qt-2", At: now},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	acttest.Samples(t, samples(), func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		worktime.Evolve(worktime.State{}, acttest.Same(t, codec, e, s))
	}, worktime.Codec())
}
