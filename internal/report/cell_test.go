package report_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/report"
)

// on is an instant of 2024: month, day, hour.
func on(month, day, hour int) calendar.Instant {
	return calendar.On(calendar.D(2024, month, day), hour, 0)
}

// told folds events, each recorded at the instant before it.
func told(steps ...any) report.Case {
	var c report.Case
	for i := 0; i < len(steps); i += 2 {
		c = c.After(steps[i+1].(act.Event), report.Stamp{At: steps[i].(calendar.Instant)})
	}
	return c
}

func online(due calendar.Instant) dossier.Filed {
	return dossier.Filed{ID: "d", Method: procedure.Online, ReceptionDue: due}
}

func accepted(due calendar.Instant) dossier.WasAccepted { return dossier.WasAccepted{Promised: due} }

//nolint:funlen // a table
func TestCells(t *testing.T) {
	t.Parallel()
	march := report.Period{From: calendar.D(2024, 3, 1), To: calendar.D(2024, 3, 31)}
	counter := dossier.Filed{ID: "d", Method: procedure.Direct}
	post := dossier.Filed{ID: "d", Method: procedure.Postal}
	cells := func(c ...report.Cell) []report.Cell { return c }
	for _, c := range []struct {
		name string
		is   report.Case
		want []report.Cell
	}{
		{"filed, not accepted: in no figure", told(on(3, 31, 8), online(on(4, 1, 17))), nil},
		{
			"accepted online and settled on an earlier date", told(on(3, 4, 8), online(on(3, 5, 8)), on(3, 4, 9), accepted(on(3, 8, 17)), on(3, 7, 20), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedOnline, report.Settled, report.SettledEarly, report.NationalEarly),
		},
		{
			"settled on the day, not after the instant", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 8, 17), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledOnTime, report.NationalOnTime),
		},
		{
			"an hour after the instant is late, by dates alone on time", told(on(3, 4, 8), post, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 8, 18), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledLate, report.NationalOnTime, report.Unapologised),
		},
		{
			"carried in, settled late", told(on(2, 1, 8), counter, on(2, 1, 8), accepted(on(2, 8, 17)), on(3, 1, 0), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedCarried, report.Settled, report.SettledLate, report.NationalLate, report.Unapologised),
		},
		{"ended before the period: gone", told(on(2, 1, 8), counter, on(2, 1, 8), accepted(on(2, 8, 17)), on(2, 29, 23), dossier.WasFinished{}), nil},
		{"accepted after the period: not yet", told(on(4, 1, 0), counter, on(4, 1, 0), accepted(on(4, 8, 17))), nil},
		{
			"settled after the period: still open in it, late by then", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(4, 2, 8), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenLate, report.Unapologised),
		},
		{
			"due on the last day of the period and open: late", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 31, 17))),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenLate, report.Unapologised),
		},
		{
			"paused before the due time: in time, however long ago that was",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 6, 9), dossier.SupplementRequested{}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenInTime, report.OpenPaused),
		},
		{
			"papers asked for after the due time stop nothing",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 8, 18), dossier.SupplementRequested{}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenLate, report.Unapologised),
		},
		{
			"a pause ended after the period does not move its figures",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 6, 9), dossier.SupplementRequested{}, on(4, 9, 9), dossier.SupplementReceived{Due: on(4, 11, 17)}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenInTime, report.OpenPaused),
		},
		{
			"after the pause the moved due time counts",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 6, 9), dossier.SupplementRequested{}, on(3, 11, 9), dossier.SupplementReceived{Due: on(3, 14, 17)}, on(3, 13, 9), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledEarly, report.NationalEarly),
		},
		{
			"a provisional due time is noted", told(on(3, 4, 8), counter, on(3, 4, 8), dossier.WasAccepted{Promised: on(5, 8, 17), Expected: true}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenInTime, report.OpenProvisional),
		},
		{
			"without a computable limit: outside, never on time", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(0), on(3, 5, 8), dossier.WasFinished{}),
			cells(report.Unlimited, report.UnlimitedSettled),
		},
		{
			"a limit determined after the period is not known in it",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(0), on(4, 2, 8), dossier.LimitDetermined{Promised: on(4, 20, 17)}), cells(report.Unlimited, report.UnlimitedOpen),
		},
		{
			"a limit determined in the period counts",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(0), on(3, 20, 8), dossier.LimitDetermined{Promised: on(4, 20, 17)}),
			cells(report.Received, report.ReceivedDirect, report.Open, report.OpenInTime),
		},
		{
			"withdrawn while paused: settled early, shown apart",
			told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 6, 9), dossier.SupplementRequested{}).Ended(on(3, 20, 9), dossier.Withdrawn),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledEarly, report.NationalEarly, report.Withdrawn),
		},
		{
			"stopped after the due time: late, shown apart", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17))).Ended(on(3, 20, 9), dossier.Stopped),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledLate, report.NationalLate, report.StoppedWork, report.Unapologised),
		},
		{
			"late, and the head apologised: late all the same", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 8, 8), dossier.Apologised{}, on(3, 20, 9), dossier.WasFinished{}),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledLate, report.NationalLate),
		},
		{
			"an apology after the period does not count in it", told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 8, 17)), on(3, 20, 9), dossier.WasFinished{}, on(4, 2, 8), dossier.Apologised{}),
			cells(report.Received, report.ReceivedDirect, report.Settled, report.SettledLate, report.NationalLate, report.Unapologised),
		},
		{"refused at reception: annex", told(on(3, 4, 8), counter, on(3, 4, 8), dossier.WasDenied{}), cells(report.Refused)},
		{
			"an online filing accepted after its reception clock: a list of its own", told(on(3, 4, 8), online(on(3, 5, 8)), on(3, 5, 9), accepted(on(4, 8, 17))),
			cells(report.ReceptionLate, report.Received, report.ReceivedOnline, report.Open, report.OpenInTime),
		},
		{"an online filing nobody answered", told(on(3, 4, 8), online(on(3, 5, 8))), cells(report.ReceptionLate)},
		{"papers asked for at reception in time: it waits for the applicant", told(on(3, 4, 8), online(on(3, 5, 8)), on(3, 4, 9), dossier.SupplementRequested{}), nil},
		{
			"a missed reception stays missed when papers are asked for", told(on(3, 4, 8), online(on(3, 5, 8)), on(3, 6, 9), dossier.SupplementRequested{}, on(3, 7, 8), dossier.SupplementReceived{ReceptionDue: on(3, 8, 8)}),
			cells(report.ReceptionLate),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.is.Cells(march, on(12, 31, 0)); !slices.Equal(got, c.want) {
				t.Errorf("cells %v, want %v", got, c.want)
			}
		})
	}
	t.Run("while the period runs, open ones are judged now", func(t *testing.T) {
		t.Parallel()
		is := told(on(3, 4, 8), counter, on(3, 4, 8), accepted(on(3, 20, 17)))
		if got := is.Cells(march, on(3, 20, 17)); !slices.Contains(got, report.OpenInTime) {
			t.Errorf("at the due time: %v", got)
		}
		if got := is.Cells(march, on(3, 20, 18)); !slices.Contains(got, report.OpenLate) {
			t.Errorf("after it: %v", got)
		}
	})
	t.Run("entry with a claimed instant has its own column", func(t *testing.T) {
		t.Parallel()
		is := report.Case{}.After(counter, report.Stamp{At: on(3, 4, 8), Claimed: on(2, 27, 9)}).After(accepted(on(3, 8, 17)), report.Stamp{At: on(3, 4, 8)})
		if got := is.Cells(march, on(3, 5, 0)); !slices.Contains(got, report.LateEntry) || !slices.Contains(got, report.ReceivedDirect) {
			t.Errorf("cells %v", got)
		}
	})
}

// cases draws a dossier with any history, also an unlikely one.
func cases(t *rapid.T) report.Case {
	at := on(1, 1, 0).Add(0)
	step := func() calendar.Instant {
		at += calendar.Instant(rapid.Int64Range(0, 40*24*3600*1_000_000).Draw(t, "step"))
		return at
	}
	later := func() calendar.Instant {
		if rapid.IntRange(0, 5).Draw(t, "no limit") == 0 {
			return 0
		}
		return at + calendar.Instant(rapid.Int64Range(0, 60*24*3600*1_000_000).Draw(t, "due"))
	}
	m := rapid.SampledFrom([]procedure.Method{procedure.Online, procedure.Direct, procedure.Postal}).Draw(t, "method")
	c := report.Case{}.After(dossier.Filed{ID: "d", Method: m, ReceptionDue: later()}, report.Stamp{At: step()})
	for range rapid.IntRange(0, 7).Draw(t, "events") {
		e := rapid.SampledFrom([]act.Event{
			dossier.WasAccepted{}, dossier.WasDenied{}, dossier.SupplementRequested{}, dossier.SupplementReceived{}, dossier.LimitDetermined{}, dossier.WasFinished{}, dossier.Assigned{},
		}).Draw(t, "event")
		s := report.Stamp{At: step()}
		switch x := e.(type) {
		case dossier.WasAccepted:
			x.Promised, x.Expected = later(), rapid.Bool().Draw(t, "expected")
			e = x
		case dossier.SupplementReceived:
			x.Due, x.ReceptionDue = later(), later()
			e = x
		case dossier.LimitDetermined:
			x.Promised = later()
			e = x
		}
		c = c.After(e, s)
	}
	if rapid.IntRange(0, 4).Draw(t, "ends otherwise") == 0 {
		c = c.Ended(step(), rapid.SampledFrom([]dossier.Status{dossier.Withdrawn, dossier.Stopped}).Draw(t, "end"))
	}
	return c
}

func TestIdentitiesHoldForAnyHistory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := calendar.D(2024, 1, 1).AddDays(rapid.IntRange(0, 300).Draw(t, "from"))
		p := report.Period{From: from, To: from.AddDays(rapid.IntRange(0, 120).Draw(t, "days"))}
		now := p.Start().Add(0) + calendar.Instant(rapid.Int64Range(0, 200*24*3600*1_000_000).Draw(t, "now"))
		var row report.Row
		for range rapid.IntRange(0, 12).Draw(t, "dossiers") {
			for _, c := range cases(t).Cells(p, now) {
				row.Add(c, 1)
			}
		}
		if err := row.Check(); err != nil {
			t.Fatal(err)
		}
		if n := row.Beside.National; n.Early+n.OnTime+n.Late != row.Settled.Total {
			t.Fatalf("by dates %+v, settled %d", n, row.Settled.Total)
		}
		if u := row.Outside.Unlimited; u.Total != u.Settled+u.Open {
			t.Fatalf("annex %+v", u)
		}
	})
}

// What one period leaves open, the next carries in.
func TestConsecutivePeriodsJoin(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := cases(t)
		cut := calendar.D(2024, 1, 1).AddDays(rapid.IntRange(1, 300).Draw(t, "cut"))
		first := report.Period{From: calendar.D(2024, 1, 1), To: cut.AddDays(-1)}
		second := report.Period{From: cut, To: cut.AddDays(90)}
		left := c.Cells(first, second.End())
		next := c.Cells(second, second.End())
		open := slices.Contains(left, report.Open) || slices.Contains(left, report.UnlimitedOpen)
		carried := slices.Contains(next, report.ReceivedCarried) || (slices.Contains(next, report.Unlimited) && c.AcceptedAt < second.Start())
		if open != carried {
			t.Fatalf("left %v, next %v", left, next)
		}
	})
}
