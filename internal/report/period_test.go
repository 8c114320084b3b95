package report_test

import (
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/report"
)

func TestPeriod(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key, from, to, name string
	}{
		{"2024-q1", "2023-12-15", "2024-03-14", "Báo cáo quý I/2024"},
		{"2024-q2", "2024-03-15", "2024-06-14", "Báo cáo quý II/2024"},
		{"2024-q3", "2024-06-15", "2024-09-14", "Báo cáo quý III/2024"},
		{"2024-q4", "2024-09-15", "2024-12-14", "Báo cáo quý IV/2024"},
		{"2024-h1", "2023-12-15", "2024-06-14", "Báo cáo 6 tháng đầu năm/2024"},
		{"2024-y", "2023-12-15", "2024-12-14", "Báo cáo năm/2024"},
		{"2024-c1", "2024-01-01", "2024-03-31", "Quý I theo lịch/2024"},
		{"2024-c4", "2024-10-01", "2024-12-31", "Quý IV theo lịch/2024"},
	} {
		t.Run(c.key, func(t *testing.T) {
			t.Parallel()
			n, ok := report.ByKey(c.key)
			if !ok || n.From.String() != c.from || n.To.String() != c.to || n.Name.VI != c.name {
				t.Errorf("%v %s–%s %q, want %s–%s %q", ok, n.From, n.To, n.Name.VI, c.from, c.to, c.name)
			}
		})
	}
	t.Run("keys that name no period", func(t *testing.T) {
		t.Parallel()
		for _, key := range []string{"", "2024", "2024-q5", "24-q1", "2024-q", "0000-y", "2024-q1-q2"} {
			if n, ok := report.ByKey(key); ok {
				t.Errorf("%q is %v", key, n)
			}
		}
	})
	t.Run("days are inclusive, at +07:00", func(t *testing.T) {
		t.Parallel()
		p := report.Period{From: calendar.D(2024, 1, 1), To: calendar.D(2024, 1, 1)}
		if p.Start() != calendar.On(calendar.D(2024, 1, 1), 0, 0) || p.End() != calendar.On(calendar.D(2024, 1, 2), 0, 0) {
			t.Errorf("%s … %s", p.Start(), p.End())
		}
	})
	t.Run("a wrong period is refused in words", func(t *testing.T) {
		t.Parallel()
		for code, p := range map[string]report.Period{
			"report.period_missing":  {From: calendar.D(2024, 1, 1)},
			"report.period_reversed": {From: calendar.D(2024, 1, 2), To: calendar.D(2024, 1, 1)},
			"report.period_far":      {From: calendar.D(1024, 1, 2), To: calendar.D(2024, 1, 1)},
		} {
			if all := fault.All(p.Check()); len(all) != 1 || all[0].Code != code {
				t.Errorf("%v: %v, want %s", p, all, code)
			}
		}
	})
}

func TestReportingQuartersCoverEveryDayOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		day := calendar.D(2001, 12, 15).AddDays(rapid.IntRange(0, 60_000).Draw(t, "day"))
		q := report.QuarterOf(day)
		if day.Before(q.From) || day.After(q.To) {
			t.Fatalf("%s is not in %s (%s–%s)", day, q.Key, q.From, q.To)
		}
		if next := report.QuarterOf(q.To.AddDays(1)); next.From != q.To.AddDays(1) {
			t.Fatalf("after %s comes %s from %s", q.Key, next.Key, next.From)
		}
		recent := report.Recent(day, 4)
		if recent[0].Key != q.Key || len(recent) < 8 {
			t.Fatalf("recent of %s: %v", day, recent)
		}
	})
}

func TestPublishedPeriodsAreNotCutFinely(t *testing.T) {
	t.Parallel()
	for _, n := range report.Recent(calendar.D(2024, 6, 20), 8) {
		if err := n.CheckPublished(); err != nil {
			t.Errorf("%s: %v", n.Key, err)
		}
	}
	for _, p := range []report.Period{
		{From: calendar.D(2024, 1, 2), To: calendar.D(2024, 3, 31)}, {From: calendar.D(2024, 1, 1), To: calendar.D(2024, 3, 30)},
		{From: calendar.D(2024, 1, 1), To: calendar.D(2024, 1, 1)}, {From: calendar.D(2024, 3, 1), To: calendar.D(2024, 1, 31)}, {},
	} {
		if fault.KindOf(p.CheckPublished()) != fault.Invalid {
			t.Errorf("%+v is published", p)
		}
	}
}
