package dossier_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// amendedVersion is the calendar's version that a law made: one more holiday,
// on the day extra.
const amendedVersion = 7

// The administrator who confirms.
const admin = "gd-trung-tam-phuc-vu-hcc-quan-tri-1"

var extra = calendar.D(2025, 9, 12)

func law() dossier.Law {
	return dossier.Law{Number: "Nghị quyết số 1/NQ-MẪU", Date: calendar.D(2020, 1, 2), Article: "Điều 3", Subject: "Về ngày nghỉ mẫu"}
}

// amended is the calendar with the extra holiday.
func amended(c *calendar.Clock) *calendar.Clock {
	k := c.Calendar()
	k.Version = amendedVersion
	k.Days = append(append([]calendar.Day(nil), k.Days...), calendar.Day{Date: extra, Kind: calendar.Holiday, Name: locale.T("Ngày nghỉ mẫu", "Sample holiday")})
	out, err := k.Compile()
	if err != nil {
		panic(err)
	}
	return out
}

// running is a dossier in work, accepted on 9/9/2025 for three working days.
func running(c *calendar.Clock) dossier.State {
	k := c.Calendar()
	s := dossier.State{
		ID: "x", Status: dossier.Processing, AcceptedAt: at(9, 9, 0), Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 3000},
		Mode: calendar.Resume, Calendar: dossier.CalendarRef{ID: k.ID, Version: k.Version},
	}
	due, err := c.Due(s.AcceptedAt, s.Limit)
	if err != nil {
		panic(err)
	}
	s.Promised, s.Due = due.At, due.At
	return s
}

// TestALawMovesDueTimes: only the time in force, only forward of now, only for
// two persons, and only when the text is named.
func TestALawMovesDueTimes(t *testing.T) {
	t.Parallel()
	before := theWorld(t).clock
	after := amended(before)
	s := running(before)
	command := dossier.MoveByLaw{Law: law(), Proposer: "gd-quan-tri-2"}
	decide := func(s dossier.State, c dossier.MoveByLaw, now calendar.Instant, clock *calendar.Clock) (dossier.State, error) {
		a := theWorld(t).official(admin, now.Date())
		events, err := dossier.Decide(s, c, dossier.Facts{Now: now, Actor: a, Clock: clock})
		for _, e := range events {
			s = dossier.Evolve(s, e)
		}
		return s, err
	}
	moved, err := decide(s, command, at(10, 8, 0), after)
	if err != nil {
		t.Fatal(err)
	}
	if moved.Due != after.EndOfDay(calendar.D(2025, 9, 15)) || moved.Promised != s.Promised || moved.Calendar.Version != amendedVersion {
		t.Errorf("due %v, promised %v, calendar %v", moved.Due, moved.Promised, moved.Calendar)
	}
	if due := moved.DueTrace(after); due.At != moved.Due || len(moved.MoveSentences()) != 1 {
		t.Errorf("the trace tells %v", due.At)
	}
	paused := s
	paused.Status, paused.Due, paused.Pauses = dossier.Supplement, 0, []calendar.Pause{{From: at(10, 7, 30)}}
	if got, err := decide(paused, command, at(10, 8, 0), after); err != nil || !got.Due.IsZero() || got.Calendar.Version != amendedVersion {
		t.Errorf("paused: %v, %v", got.Due, err)
	}
	done := s
	done.Status = dossier.Finished
	for name, c := range map[string]struct {
		s     dossier.State
		law   func(*dossier.MoveByLaw)
		now   calendar.Instant
		clock *calendar.Clock
		code  string
	}{
		"again":                        {moved, nil, at(10, 9, 0), after, "dossier.not_moved"},
		"with the calendar it has":     {s, nil, at(10, 9, 0), before, "dossier.not_moved"},
		"a due time that has passed":   {s, nil, at(15, 8, 0), after, "dossier.move_passed"},
		"confirmed by who proposed it": {s, func(c *dossier.MoveByLaw) { c.Proposer = admin }, at(10, 9, 0), after, "dossier.move_alone"},
		"proposed by nobody":           {s, func(c *dossier.MoveByLaw) { c.Proposer = "" }, at(10, 9, 0), after, "dossier.move_alone"},
		"a law signed tomorrow":        {s, func(c *dossier.MoveByLaw) { c.Law.Date = calendar.D(2025, 9, 11) }, at(10, 9, 0), after, "dossier.law_date"},
		"no article":                   {s, func(c *dossier.MoveByLaw) { c.Law.Article = " " }, at(10, 9, 0), after, "dossier.missing"},
		"a finished dossier":           {done, nil, at(10, 9, 0), after, "dossier.status"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			order := command
			if c.law != nil {
				c.law(&order)
			}
			if _, err := decide(c.s, order, c.now, c.clock); !hasCode(err, c.code) {
				t.Errorf("%v, want %s", err, c.code)
			}
		})
	}
}

func hasCode(err error, code string) bool {
	for _, e := range fault.All(err) {
		if e.Code == code {
			return true
		}
	}
	return false
}
