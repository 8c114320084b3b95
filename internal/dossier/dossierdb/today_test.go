package dossierdb_test

import (
	"slices"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
)

// TestTheDaysConcernsAreWhatTheCoreSays compares the lists of a day's direction
// with the rules of the core, at many hours of two weeks.
func TestTheDaysConcernsAreWhatTheCoreSays(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	states := everyStep(t, e, "gd-ubnd-hong-gai-chuyen-vien-2")
	leader := e.Actor("lanh-dao")
	if _, err := do(t, e, leader, states[3].ID, dossier.Apologise{Reason: "Chờ ý kiến (mẫu).", Cause: dossier.CauseAgency, NewDate: e.Now().Date().AddDays(30)}); err != nil {
		t.Fatal(err)
	}
	if _, err := do(t, e, e.Actor("chuyen-vien"), states[2].ID, dossier.AskPayment{Ground: "Thông báo mẫu số 5"}); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{2, 3} {
		s, _, err := e.Casework.Get(t.Context(), leader, states[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		states[i] = s
	}
	clock := e.Casework.ClockOf("ubnd-hong-gai")
	seen := map[dossierdb.Concern]bool{}
	for hour := range 14 * 24 {
		now := e.Now() + calendar.Instant(hour)*3_600_000_000
		for _, concern := range dossierdb.Concerns() {
			list, count, err := e.Casework.Direct(t.Context(), leader, dossierdb.Direction{Concern: concern, Size: 100}, now)
			if err != nil {
				t.Fatal(err)
			}
			if count != int64(len(list)) {
				t.Fatalf("%s counts %d and lists %d", concern, count, len(list))
			}
			for _, s := range states {
				want := concerns(s, concern, clock, now)
				seen[concern] = seen[concern] || want
				if got := slices.ContainsFunc(list, func(x dossierdb.Entry) bool { return x.ID == s.ID }); got != want {
					t.Errorf("%s at %s: status %d due %s reception %s: listed %v, the rule says %v", concern, now, s.Status, s.Due, s.ReceptionDue, got, want)
				}
			}
		}
	}
	for _, c := range []dossierdb.Concern{dossierdb.ConcernLate, dossierdb.ConcernApology, dossierdb.ConcernToday, dossierdb.ConcernRisk, dossierdb.ConcernReception} {
		if !seen[c] {
			t.Errorf("nothing was ever %s: the test shows less than it says", c)
		}
	}
	if _, count, err := e.Casework.Direct(t.Context(), e.Actor("chuyen-vien"), dossierdb.Direction{Concern: dossierdb.ConcernLate, Size: 10}, e.Now().Add(1<<50)); err != nil || count != 0 {
		t.Errorf("who leads nothing is told of %d dossiers (%v)", count, err)
	}
}

// concerns says by the core's rules whether a dossier is one of a concern.
func concerns(s dossier.State, c dossierdb.Concern, clock *calendar.Clock, now calendar.Instant) bool {
	works := s.Status == dossier.Accepted || s.Status == dossier.Processing
	tomorrow := now.Date().AddDays(1).Start()
	switch c {
	case dossierdb.ConcernLate:
		return works && s.Due != 0 && s.Due < now
	case dossierdb.ConcernToday:
		return works && s.Due >= now && s.Due < tomorrow
	case dossierdb.ConcernRisk:
		return works && s.Due >= tomorrow && clock.Working(now, s.Due).Hours() < 16
	case dossierdb.ConcernReception:
		return s.Status == dossier.New && s.ReceptionDue != 0 && clock.Working(now, s.ReceptionDue).Hours() < 2
	case dossierdb.ConcernApology:
		return s.ApologyOwed(clock, now)
	case dossierdb.ConcernAnswered:
	}
	return len(s.Asked) > 0 && s.Status == dossier.Processing
}
