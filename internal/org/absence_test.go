package org_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
)

// office is an agency with a head, a deputy, two specialists and their unit head.
func office() org.Found {
	post := func(account, title string, d org.Duty) org.Post {
		return org.Post{Account: account, Name: "Mẫu " + account, Title: title, Unit: "u", Duty: d}
	}
	deputy := post("deputy", "Phó Giám đốc", org.DutyLeader)
	deputy.Mandate, deputy.For = org.MandateDeputy, "Giám đốc"
	return org.Found{
		Agency: agency("a"),
		Units:  []org.Unit{{ID: "u", Name: "Phòng U", Kind: org.UnitDepartment}},
		Posts: []org.Post{
			post("head", "Giám đốc", org.DutyLeader), deputy, post("unit", "Trưởng phòng", org.DutyUnitHead),
			post("x", "Chuyên viên", org.DutySpecialist), post("y", "Chuyên viên", org.DutySpecialist),
			post("admin", "Quản trị", org.DutyAdmin), post("second", "Quản trị", org.DutyAdmin),
		},
	}
}

func by(account string, posts ...org.ActorPost) org.Facts {
	f := asSystem()
	f.Actor = org.Actor{Account: account, Kind: org.ActorOfficial, Posts: posts}
	return f
}

func admin(account string) org.Facts {
	return by(account, org.ActorPost{Agency: "a", Duty: org.DutyAdmin})
}

// then carries out commands of others than the system.
func then(t *testing.T, s org.State, f org.Facts, cmds ...org.Command) org.State {
	t.Helper()
	for _, c := range cmds {
		events, err := org.Decide(s, c, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			s = org.Evolve(s, e)
		}
	}
	return s
}

func march(day int) calendar.Date { return date(2026, 3, day) }

func TestAStandInUsesThePostsOfTheAbsent(t *testing.T) {
	t.Parallel()
	leave := func(absent, standIn string) org.Leave {
		return org.Leave{Account: absent, From: march(2), Until: march(6), StandIn: standIn}
	}
	held := func(t *testing.T, s org.State, account string, day calendar.Date) []org.ActorPost {
		t.Helper()
		return slices.DeleteFunc(org.Build([]org.State{s}, org.Territory{}).Posts(account, day), func(p org.ActorPost) bool { return p.StandsInFor == "" })
	}
	s := given(t, office())
	t.Run("a specialist for a unit head, on the days of the leave only", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, admin("admin"), leave("unit", "x"))
		for day, want := range map[calendar.Date]int{march(1): 0, march(2): 1, march(6): 1, march(7): 0} {
			got := held(t, s, "x", day)
			if len(got) != want {
				t.Errorf("%s: %+v", day, got)
			}
		}
		o := org.Build([]org.State{s}, org.Territory{})
		if b, ok := o.Absent("unit", march(3)); !ok || b.StandIn != "x" || b.Agency != "a" {
			t.Errorf("absent: %+v", b)
		}
		if who, ok := o.StandIn("unit", march(3)); !ok || who != "x" {
			t.Error(who)
		}
		if len(o.Posts("unit", march(3))) != 1 {
			t.Error("the absent official keeps his posts")
		}
		if p := held(t, s, "x", march(3))[0]; p.StandsInFor != "unit" || p.Duty != org.DutyUnitHead || p.Title != "Chuyên viên" {
			t.Errorf("%+v", p)
		}
	})
	t.Run("the deputy signs for the head", func(t *testing.T) {
		t.Parallel()
		got := held(t, then(t, s, admin("admin"), leave("head", "deputy")), "deputy", march(3))
		if len(got) != 1 || got[0].Mandate != org.MandateDeputy || got[0].For != "Giám đốc" || got[0].Title != "Phó Giám đốc" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("the head signs as himself for the deputy", func(t *testing.T) {
		t.Parallel()
		got := held(t, then(t, s, admin("admin"), leave("deputy", "head")), "head", march(3))
		if len(got) != 1 || got[0].Mandate != org.MandateNone || got[0].For != "" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("who is no leader signs by delegation, once a second person agreed", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, admin("admin"), leave("head", "unit"))
		if got := held(t, s, "unit", march(3)); len(got) != 0 {
			t.Errorf("unconfirmed: %+v", got)
		}
		confirm := org.ConfirmStandIn{Account: "head", From: march(2)}
		for _, who := range []string{"admin", "unit", "head"} {
			if _, err := org.Decide(s, confirm, admin(who)); !errors.Is(err, &fault.Error{Code: "org.same_person"}) {
				t.Errorf("%s: %v", who, err)
			}
		}
		got := held(t, then(t, s, admin("second"), confirm), "unit", march(3))
		if len(got) != 1 || got[0].Mandate != org.MandateDelegate || got[0].For != "Giám đốc" || got[0].Title != "Trưởng phòng" {
			t.Errorf("%+v", got)
		}
	})
	t.Run("administration does not pass", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, asSystem(), leave("admin", "second"), leave("head", "x"))
		if got := held(t, s, "second", march(3)); len(got) != 0 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a leave ends early, or never was", func(t *testing.T) {
		t.Parallel()
		s := then(t, s, admin("admin"), leave("unit", "x"), org.EndLeave{Account: "unit", From: march(2), Until: march(3)})
		if len(held(t, s, "x", march(3))) != 1 || len(held(t, s, "x", march(4))) != 0 {
			t.Error("the leave ends on the day it was given")
		}
		s = then(t, s, admin("admin"), org.EndLeave{Account: "unit", From: march(2), Until: march(1)})
		if len(held(t, s, "x", march(2))) != 0 {
			t.Error("the leave was taken back")
		}
	})
}

func TestLeaveRefuses(t *testing.T) {
	t.Parallel()
	s := then(t, given(t, office()), admin("admin"), org.Leave{Account: "unit", From: march(2), Until: march(6), StandIn: "x"})
	for _, c := range []struct{ say, absent, standIn, code string }{
		{"a chain: the stand-in goes away", "x", "", "org.leave_stands_in"},
		{"a circle: the absent stands in", "deputy", "unit", "org.stand_in_away"},
		{"twice the same days", "unit", "y", "org.leave_twice"},
		{"oneself", "y", "y", "org.stand_in_self"},
		{"the one who records it", "y", "admin", "org.own_grant"},
		{"somebody of another agency", "y", "stranger", "org.stand_in_elsewhere"},
		{"somebody who holds nothing", "stranger", "", "org.leave_no_post"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			_, err := org.Decide(s, org.Leave{Account: c.absent, From: march(5), Until: march(9), StandIn: c.standIn}, admin("admin"))
			if !errors.Is(err, &fault.Error{Code: c.code}) {
				t.Errorf("want %s, got %v", c.code, err)
			}
		})
	}
	if _, err := org.Decide(s, org.Leave{Account: "y", From: march(5)}, admin("admin")); !errors.Is(err, &fault.Error{Code: "org.leave_missing"}) {
		t.Error(err)
	}
}

// TestAStandInNeverHasMoreThanTheAbsent draws leaves as they come, also such as
// no decision would let through, and looks at every day.
func TestAStandInNeverHasMoreThanTheAbsent(t *testing.T) {
	t.Parallel()
	people := []string{"head", "deputy", "unit", "x", "y", "admin", "second"}
	base := given(t, office())
	rapid.Check(t, func(t *rapid.T) {
		s := base
		for range rapid.IntRange(1, 12).Draw(t, "leaves") {
			from := march(rapid.IntRange(1, 20).Draw(t, "from"))
			absent, standIn := rapid.SampledFrom(people).Draw(t, "absent"), rapid.SampledFrom(people).Draw(t, "stand-in")
			until := from.AddDays(rapid.IntRange(-1, 10).Draw(t, "days"))
			if rapid.Bool().Draw(t, "checked") {
				events, err := org.Decide(s, org.Leave{Account: absent, From: from, Until: until, StandIn: standIn}, asSystem())
				if err != nil {
					continue
				}
				s = org.Evolve(s, events[0])
			} else {
				s = org.Evolve(s, org.AbsenceRecorded{Account: absent, From: from, Until: until, StandIn: standIn})
			}
		}
		o := org.Build([]org.State{s}, org.Territory{})
		for d := march(1); d.Before(date(2026, 4, 5)); d = d.AddDays(1) {
			for _, who := range people {
				for _, p := range o.Posts(who, d) {
					if p.StandsInFor == "" {
						continue
					}
					b, away := o.Absent(p.StandsInFor, d)
					if !away || p.Duty.Administers() || p.StandsInFor == who {
						t.Fatalf("%s: %s has %+v of %+v", d, who, p, b)
					}
					if !slices.ContainsFunc(o.Posts(p.StandsInFor, d), func(q org.ActorPost) bool {
						return q.StandsInFor == "" && q.Agency == p.Agency && q.Unit == p.Unit && q.Duty == p.Duty
					}) {
						t.Fatalf("%s: %s has more than %s: %+v", d, who, p.StandsInFor, p)
					}
				}
			}
		}
	})
}
