package dossierdb_test

import (
	"slices"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/org"
	"motcua/internal/org/province"
)

// TestADeskListsWhatMayBeDoneThere: the SQL of the desk's list and the core's
// rule of who performs a step are one (dossier.Desks), for every account of the
// demonstration, one of whom stands in for a colleague on leave.
func TestADeskListsWhatMayBeDoneThere(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	const absent = "gd-ubnd-hong-gai-chuyen-vien-2"
	states := everyStep(t, e, absent)
	for _, d := range province.DemoAccounts() {
		a := e.Actor(d.Key)
		if a.Kind != org.ActorOfficial {
			continue
		}
		var listed []string
		for _, tab := range []dossierdb.Tab{dossierdb.TabAll, dossierdb.TabAsked} {
			list, _, err := e.Casework.List(t.Context(), a, dossierdb.Query{Tab: tab, Size: 100}, e.Now())
			if err != nil {
				t.Fatal(err)
			}
			for _, entry := range list {
				listed = append(listed, entry.ID)
			}
		}
		for _, s := range states {
			step, _ := s.CurrentStep()
			_, waits := dossier.At(dossier.Desks(a), s.Holder, step.Kind, s.Field.Code)
			if waits = waits && !s.Status.IsFinal(); waits != slices.Contains(listed, s.ID) {
				t.Errorf("%s at status %d, step %s, holder %+v: the rule says %v, the list the contrary", d.Key, s.Status, step.Kind, s.Holder, waits)
			}
		}
	}
	if a := e.Actor("chuyen-vien"); !slices.ContainsFunc(dossier.Desks(a), func(d dossier.Desk) bool { return d.Account == absent }) {
		t.Error("the demonstration's specialist stands in for nobody: the test shows less than it says")
	}
}

// everyStep leaves dossiers of one ward at every step of their way, one more
// with the absent official.
func everyStep(t *testing.T, e *apptest.Env, absent string) []dossier.State {
	t.Helper()
	var ids []string
	acts := []struct {
		by string
		c  dossier.Command
	}{
		{"tiep-nhan", dossier.Accept{}},
		{"truong-phong", dossier.Assign{To: e.Account("chuyen-vien")}},
		{"chuyen-vien", dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ điều kiện."}},
		{"truong-phong", dossier.Review{}},
		{"lanh-dao", dossier.Approve{}},
	}
	for n := range len(acts) + 2 {
		filed, err := do(t, e, e.Actor("cong-dan-1"), "", dossier.File{Filing: filing(t, e)})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, filed.Dossier)
		for i, a := range acts[:min(n, len(acts))] {
			if n > len(acts) && i == 1 {
				a.c = dossier.Assign{To: absent}
			}
			if _, err := do(t, e, e.Actor(a.by), filed.Dossier, a.c); err != nil {
				t.Fatalf("%s: %v", a.c.Act(), err)
			}
			if n > len(acts) && i == 1 {
				break
			}
		}
	}
	var out []dossier.State
	for _, id := range ids {
		s, _, err := e.Casework.Get(t.Context(), e.Actor("truong-phong"), id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// TestWhoStandsInActsForTheAbsent: what lies with the absent official by name is
// on the stand-in's desk, is his to do, and the event keeps both.
func TestWhoStandsInActsForTheAbsent(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	const absent = "gd-ubnd-hong-gai-chuyen-vien-2"
	states := everyStep(t, e, absent)
	s := states[len(states)-1]
	if s.Holder.Account != absent {
		t.Fatalf("the dossier is with %+v", s.Holder)
	}
	if _, err := do(t, e, e.Actor("chuyen-vien"), s.ID, dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ điều kiện."}); err != nil {
		t.Fatal(err)
	}
	events, err := e.Casework.Timeline(t.Context(), s.ID)
	if err != nil {
		t.Fatal(err)
	}
	done, ok := events[len(events)-1].Event.(dossier.Appraised)
	if !ok || done.By != e.Account("chuyen-vien") || done.Absent != absent {
		t.Errorf("the event keeps %+v", events[len(events)-1].Event)
	}
}

// TestTheHeadSeesTheWorkOfWhoIsAway, and nobody else's.
func TestTheHeadSeesTheWorkOfWhoIsAway(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	const absent = "gd-ubnd-hong-gai-chuyen-vien-2"
	states := everyStep(t, e, absent)
	last := states[len(states)-1].ID
	for key, want := range map[string]int{"truong-phong": 1, "lanh-dao": 1, "chuyen-vien": 0, "so-truong-phong": 0} {
		list, err := e.Casework.WorkOfAway(t.Context(), e.Actor(key), e.Now())
		if err != nil || len(list) != want {
			t.Errorf("%s sees the work of %d officials who are away, want %d (%v)", key, len(list), want, err)
		}
		if want > 0 && (list[0].Account != absent || list[0].Departed || len(list[0].Entries) != 1 || list[0].Entries[0].ID != last) {
			t.Errorf("%s sees %+v", key, list)
		}
	}
}
