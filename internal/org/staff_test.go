package org_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
)

func unitAdmin(account string) org.Facts {
	return by(account, org.ActorPost{Agency: "a", Unit: "u", Duty: org.DutyUnitAdmin})
}

func refusedAs(t *testing.T, code string, s org.State, c org.Command, f org.Facts) {
	t.Helper()
	events, err := org.Decide(s, c, f)
	if !errors.Is(err, &fault.Error{Code: code}) || len(events) != 0 {
		t.Errorf("%T: want %s, got %v %v", c, code, err, events)
	}
	for _, e := range fault.All(err) {
		if e.Say.VI == "" || e.Say.EN == "" {
			t.Errorf("%s says nothing in one language", e.Code)
		}
	}
}

func TestASensitiveDutyNeedsASecondPerson(t *testing.T) {
	t.Parallel()
	s := given(t, office())
	propose := org.Appoint{Post: org.Post{Account: "y", Name: "Mẫu y", Title: "Phó Giám đốc", Unit: "u", Duty: org.DutyLeader, Mandate: org.MandateDeputy, For: "Giám đốc"}}
	confirm := org.Confirm{Account: "y", Unit: "u", Duty: org.DutyLeader}
	s = then(t, s, admin("admin"), propose)
	today := asSystem().Now.Date()
	if o := org.Build([]org.State{s}, org.Territory{}); o.IsHolder("a", "y", org.DutyLeader, today) {
		t.Fatal("nobody holds what is only proposed")
	}
	refusedAs(t, "org.already_proposed", s, propose, admin("admin"))
	refusedAs(t, "org.same_person", s, confirm, admin("admin"))
	refusedAs(t, "org.same_person", s, confirm, admin("y"))
	refusedAs(t, "org.decline_reason", s, org.Decline{Account: "y", Unit: "u", Duty: org.DutyLeader}, admin("second"))
	t.Run("confirmed, from that day on", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, admin("second"), confirm)
		o := org.Build([]org.State{s}, org.Territory{})
		if !o.IsHolder("a", "y", org.DutyLeader, today) || o.IsHolder("a", "y", org.DutyLeader, today.AddDays(-1)) {
			t.Error("a duty holds from its confirmation")
		}
		p := s.Posts[len(s.Posts)-1]
		if p.By != "admin" || p.Second != "second" || p.Name == "" || len(s.Proposed) != 0 {
			t.Errorf("%+v", p)
		}
		refusedAs(t, "org.no_proposal", s, confirm, admin("second"))
	})
	t.Run("declined, with a reason", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, admin("second"), org.Decline{Account: "y", Unit: "u", Duty: org.DutyLeader, Reason: "Chưa có quyết định"})
		if len(s.Proposed) != 0 || len(s.Posts) != len(office().Posts) {
			t.Errorf("%+v", s.Proposed)
		}
	})
	t.Run("the system's seed needs none", func(t *testing.T) {
		t.Parallel()
		if s := then(t, given(t, office()), asSystem(), propose); len(s.Proposed) != 0 {
			t.Error("waits")
		}
	})
}

func TestAUnitAdministratorKeepsToHisAgency(t *testing.T) {
	t.Parallel()
	s := given(t, office())
	f := unitAdmin("qtdv")
	as := func(d org.Duty) org.Post {
		return org.Post{Account: "new", Title: "Chuyên viên", Unit: "u", Duty: d}
	}
	then(t, s, f, org.Appoint{Post: as(org.DutySpecialist)}, org.Relieve{Account: "x", Unit: "u", Duty: org.DutySpecialist, Until: march(1)},
		org.Depart{Account: "y", Until: march(1)}, org.OpenCounter{Unit: "u", Counter: org.Counter{ID: "1", Name: "Quầy 1", Span: org.Span{From: march(1)}}},
		org.Leave{Account: "unit", From: march(1), Until: march(2)})
	if s := then(t, s, f, org.Appoint{Post: as(org.DutyLeader)}); len(s.Proposed) != 1 {
		t.Error("a leader is proposed only")
	}
	refusedAs(t, "org.unit_admin_grants", s, org.Appoint{Post: as(org.DutyAdmin)}, f)
	refusedAs(t, "org.unit_admin_grants", s, org.Appoint{Post: as(org.DutyUnitAdmin)}, f)
	refusedAs(t, "org.unit_admin_grants", s, org.Confirm{Account: "x", Unit: "u", Duty: org.DutyAdmin}, f)
	refusedAs(t, "org.unit_admin_grants", s, org.Relieve{Account: "admin", Unit: "u", Duty: org.DutyAdmin, Until: march(1)}, f)
	refusedAs(t, "org.unit_admin_grants", s, org.Depart{Account: "admin", Until: march(1)}, f)
	refusedAs(t, "org.unit_admin_grants", s, org.Move{Account: "x", Unit: "u", Duty: org.DutySpecialist, Until: march(1), To: as(org.DutyAdmin)}, f)
	refusedAs(t, "org.unit_admin_scope", s, org.OpenUnit{Unit: org.Unit{ID: "v", Name: "Phòng V", Kind: org.UnitDepartment}}, f)
	refusedAs(t, "org.unit_admin_scope", s, org.End{Until: march(1), Successors: []string{"b"}}, f)
	refusedAs(t, "org.own_grant", s, org.Appoint{Post: org.Post{Account: "qtdv", Title: "Chuyên viên", Unit: "u", Duty: org.DutySpecialist}}, f)
	other := by("qtdv", org.ActorPost{Agency: "b", Duty: org.DutyUnitAdmin})
	refusedAs(t, "org.not_admin", s, org.Appoint{Post: as(org.DutySpecialist)}, other)
	lent := by("x", org.ActorPost{Agency: "a", Duty: org.DutyAdmin, StandsInFor: "admin"})
	refusedAs(t, "org.not_admin", s, org.Appoint{Post: as(org.DutySpecialist)}, lent)
}

func TestStaffMoveAndLeave(t *testing.T) {
	t.Parallel()
	s := given(t, office())
	busy := admin("admin")
	busy.OpenWork = 3
	depart := org.Depart{Account: "x", Until: march(31), Ground: "Nghỉ hưu"}
	refusedAs(t, "org.open_work", s, depart, busy)
	refusedAs(t, "org.open_work", s, org.Relieve{Account: "x", Unit: "u", Duty: org.DutySpecialist, Until: march(1)}, busy)
	refusedAs(t, "org.missing", s, org.Depart{Account: "x"}, admin("admin"))
	refusedAs(t, "org.not_appointed", s, org.Depart{Account: "nobody", Until: march(1)}, admin("admin"))
	standsIn := then(t, s, admin("admin"), org.Leave{Account: "y", From: march(2), Until: date(2026, 4, 30), StandIn: "x"})
	refusedAs(t, "org.depart_stands_in", standsIn, depart, admin("admin"))
	gone := org.Build([]org.State{then(t, s, admin("admin"), depart)}, org.Territory{})
	if len(gone.Posts("x", march(31))) != 1 || len(gone.Posts("x", date(2026, 4, 1))) != 0 {
		t.Error("who left holds nothing from the next day on")
	}
	move := org.Move{Account: "x", Unit: "u", Duty: org.DutySpecialist, Until: march(31), To: org.Post{Title: "Trưởng phòng", Unit: "u", Duty: org.DutyUnitHead}}
	moved := org.Build([]org.State{then(t, s, admin("admin"), move)}, org.Territory{})
	if p := moved.Posts("x", date(2026, 4, 1)); len(p) != 1 || p[0].Duty != org.DutyUnitHead {
		t.Errorf("%+v", p)
	}
	if a, _ := moved.Official("x", date(2026, 4, 1)); a.Name == "" {
		t.Error("the name goes along")
	}
	last := given(t, office(), org.Relieve{Account: "second", Unit: "u", Duty: org.DutyAdmin, Until: march(1)})
	f := admin("second")
	f.Organisation = org.Build([]org.State{last}, org.Territory{})
	refusedAs(t, "org.last_admin", last, org.Depart{Account: "admin", Until: march(31)}, f)
}

func TestUnitsChange(t *testing.T) {
	t.Parallel()
	s := given(t, office(), org.OpenUnit{Unit: org.Unit{ID: "v", Name: "Phòng V", Kind: org.UnitDepartment}},
		org.OpenCounter{Unit: "v", Counter: org.Counter{ID: "1", Name: "Quầy 1", Span: org.Span{From: march(1)}}},
		org.RenameUnit{Unit: "v", From: march(10), Name: "Phòng W"}, org.CloseUnit{Unit: "v", Until: march(20)})
	o := org.Build([]org.State{s}, org.Territory{})
	name := func(day calendar.Date) string {
		for _, u := range o.Units("a", day) {
			if u.ID == "v" {
				return u.Name
			}
		}
		return ""
	}
	if name(march(9)) != "Phòng V" || name(march(20)) != "Phòng W" || name(march(21)) != "" {
		t.Error(name(march(9)), name(march(20)), name(march(21)))
	}
	if u, _ := s.Unit("v"); u.Counters[0].Until != march(20) {
		t.Error("a counter ends with its unit")
	}
	refusedAs(t, "org.unit_staffed", s, org.CloseUnit{Unit: "u", Until: march(1)}, admin("admin"))
	refusedAs(t, "org.unit_closed", s, org.CloseUnit{Unit: "v", Until: march(25)}, admin("admin"))
	refusedAs(t, "org.no_unit", s, org.RenameUnit{Unit: "z", From: march(1), Name: "Z"}, admin("admin"))
	refusedAs(t, "org.no_counter", s, org.CloseCounter{Unit: "u", Counter: "9", Until: march(1)}, admin("admin"))
}

func TestCyclesAndGapsAreRefused(t *testing.T) {
	t.Parallel()
	commune := func(id string, from calendar.Date) org.Agency {
		a := agency(id)
		a.Level, a.Kind, a.Territory, a.From = org.LevelCommune, org.KindPeoplesCommittee, "place", from
		return a
	}
	a := given(t, org.Found{Agency: commune("a", date(2020, 1, 1))})
	above := agency("up")
	above.Parent = "down"
	f := admin("admin")
	f.Organisation = org.Build([]org.State{a, given(t, org.Found{Agency: above})}, org.Territory{})
	below := agency("down")
	below.Parent = "up"
	refusedAs(t, "org.parent_cycle", org.State{}, org.Found{Agency: below}, f)
	below.Parent = "down"
	refusedAs(t, "org.parent_cycle", org.State{}, org.Found{Agency: below}, f)
	below.Parent = "nowhere"
	refusedAs(t, "org.no_parent", org.State{}, org.Found{Agency: below}, f)
	refusedAs(t, "org.seat_taken", org.State{}, org.Found{Agency: commune("b", date(2026, 1, 1))}, f)
	refusedAs(t, "org.no_successor", a, org.End{Until: march(31)}, f)
	refusedAs(t, "org.successor_absent", a, org.End{Until: march(31), Successors: []string{"later"}}, f)
}

// TestAtEveryInstantOneCompetentAgencyOrANamedGap plays administrators who
// found and end agencies of two places as they like.
func TestAtEveryInstantOneCompetentAgencyOrANamedGap(t *testing.T) {
	t.Parallel()
	territory := org.Territory{Places: map[string]org.Place{}}
	for _, id := range []string{"p", "q"} {
		territory.Places[id] = org.Place{ID: id, Name: id, Level: org.LevelCommune, Span: org.Span{From: date(2020, 1, 1)}}
	}
	ids := []string{"a", "b", "c", "d", "e", "f"}
	rapid.Check(t, func(t *rapid.T) {
		states := map[string]org.State{}
		build := func() *org.Organisation {
			var all []org.State
			for _, s := range states {
				all = append(all, s)
			}
			return org.Build(all, territory)
		}
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			f := admin("admin")
			f.Organisation = build()
			id := rapid.SampledFrom(ids).Draw(t, "agency")
			on := date(2024, 1, 1).AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
			var c org.Command = org.End{Until: on, Successors: []string{rapid.SampledFrom(ids).Draw(t, "heir")}}
			if rapid.Bool().Draw(t, "found") {
				a := agency(id)
				a.Level, a.Kind, a.From = org.LevelCommune, org.KindPeoplesCommittee, on
				a.Territory = rapid.SampledFrom([]string{"p", "q"}).Draw(t, "place")
				c = org.Found{Agency: a}
			}
			events, err := org.Decide(states[id], c, f)
			if err != nil {
				continue
			}
			s := states[id]
			for _, e := range events {
				s = org.Evolve(s, e)
			}
			states[id] = s
		}
		o := build()
		for d := date(2023, 12, 25); d.Before(date(2025, 4, 1)); d = d.AddDays(3) {
			for _, place := range []string{"p", "q"} {
				oneOrNone(t, o, place, d)
			}
			for id, s := range states {
				if !d.Before(s.Agency.From) {
					if _, ok := o.Successor(id, d); !ok {
						t.Fatalf("%s: nobody does the work of %s, %+v", d, id, s.Agency)
					}
				}
			}
		}
	})
}

func oneOrNone(t *rapid.T, o *org.Organisation, place string, day calendar.Date) {
	agencies, gaps := o.Competent([]org.Rule{org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)}, place, day)
	if len(agencies)+len(gaps) != 1 || len(gaps) == 1 && gaps[0].Reason == "" {
		t.Fatalf("%s %s: %v %v", day, place, agencies, gaps)
	}
	seated := 0
	for _, a := range o.Agencies(day, org.LevelCommune) {
		if a.Territory == place {
			seated++
		}
	}
	if seated != len(agencies) {
		t.Fatalf("%s %s: %d agencies govern it", day, place, seated)
	}
}
