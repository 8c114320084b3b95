package org_test

import (
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
)

func date(y, m, d int) calendar.Date { return calendar.D(y, m, d) }

func asSystem() org.Facts {
	return org.Facts{Now: calendar.On(date(2026, 1, 5), 8, 0), Actor: org.System()}
}

func agency(id string) org.Agency {
	return org.Agency{
		ID: id, Level: org.LevelSector, Kind: org.KindDepartment, Span: org.Span{From: date(2020, 1, 1)},
		Description: org.Description{Name: "Sở " + id},
	}
}

func given(t *testing.T, cmds ...org.Command) org.State {
	t.Helper()
	var s org.State
	for _, c := range cmds {
		events, err := org.Decide(s, c, asSystem())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			s = org.Evolve(s, e)
		}
	}
	return s
}

func founded() org.Found {
	return org.Found{
		Agency: agency("a"),
		Units:  []org.Unit{{ID: "u", Name: "Phòng U", Kind: org.UnitDepartment}},
		Posts:  []org.Post{{Account: "x", Name: "Lê Văn Mẫu", Title: "Chuyên viên", Unit: "u", Duty: org.DutySpecialist}},
	}
}

func TestDecideRefuses(t *testing.T) {
	t.Parallel()
	citizen := org.Facts{Actor: org.Actor{Account: "c", Kind: org.ActorCitizen}}
	admin := org.Facts{Actor: org.Actor{Account: "adm", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: "a", Duty: org.DutyAdmin}}}}
	post := org.Post{Account: "y", Title: "Chuyên viên", Unit: "u", Duty: org.DutySpecialist}
	with := func(change func(*org.Post)) org.Appoint { p := post; change(&p); return org.Appoint{Post: p} }
	for _, c := range []struct {
		say     string
		given   []org.Command
		when    org.Command
		facts   org.Facts
		code    string
		accepts bool
	}{
		{"a citizen", nil, founded(), citizen, "org.not_admin", false},
		{"an agency twice", []org.Command{founded()}, founded(), asSystem(), "org.agency_exists", false},
		{"an agency without a name", nil, org.Found{Agency: org.Agency{ID: "a", Level: org.LevelSector, Kind: org.KindBoard, Span: org.Span{From: date(2020, 1, 1)}}}, asSystem(), "org.missing", false},
		{"anything about an unknown agency", nil, org.OpenUnit{}, asSystem(), "org.no_agency", false},
		{"an administrator appointing himself", []org.Command{founded()}, with(func(p *org.Post) { p.Account = "adm" }), admin, "org.own_grant", false},
		{"a duty that does not exist", []org.Command{founded()}, with(func(p *org.Post) { p.Duty = "king" }), admin, "org.missing", false},
		{"a unit that does not exist", []org.Command{founded()}, with(func(p *org.Post) { p.Unit = "v" }), admin, "org.no_unit", false},
		{"a post that ends before it begins", []org.Command{founded()}, with(func(p *org.Post) { p.From, p.Until = date(2024, 2, 2), date(2024, 1, 1) }), admin, "org.span", false},
		{"the same duty twice", []org.Command{founded()}, with(func(p *org.Post) { p.Account = "x" }), admin, "org.already_appointed", false},
		{"a post after the agency's end", []org.Command{founded(), org.End{Until: date(2025, 6, 30)}}, with(func(p *org.Post) { p.From = date(2025, 7, 1) }), admin, "org.outside_agency", false},
		{"relieving who holds nothing", []org.Command{founded()}, org.Relieve{Account: "z", Unit: "u", Duty: org.DutySpecialist, Until: date(2025, 1, 1)}, admin, "org.not_appointed", false},
		{"a second end", []org.Command{founded(), org.End{Until: date(2025, 6, 30)}}, org.End{Until: date(2025, 7, 30)}, admin, "org.already_ended", false},
		{"an agency that succeeds itself", []org.Command{founded()}, org.End{Until: date(2025, 6, 30), Successors: []string{"a"}}, admin, "org.succession_cycle", false},
		{"a description outside its time", []org.Command{founded()}, org.Describe{From: date(2010, 1, 1), Description: org.Description{Name: "Sở B"}}, admin, "org.outside_agency", false},
		{"nothing of a good appointment", []org.Command{founded()}, with(func(*org.Post) {}), admin, "", true},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := org.Decide(given(t, c.given...), c.when, c.facts)
			if c.accepts {
				if err != nil || len(events) == 0 {
					t.Fatalf("%v %v", events, err)
				}
				return
			}
			all := fault.All(err)
			if len(all) == 0 || all[0].Code != c.code || len(events) != 0 {
				t.Fatalf("want %s, got %v", c.code, err)
			}
			if all[0].Say.VI == "" || all[0].Say.EN == "" {
				t.Errorf("%s says nothing in one language", c.code)
			}
		})
	}
}

func TestACycleOfSuccessorsIsRefused(t *testing.T) {
	t.Parallel()
	a := given(t, org.Found{Agency: agency("a")})
	b := given(t, org.Found{Agency: agency("b")}, org.End{Until: date(2024, 1, 1), Successors: []string{"c"}})
	c := given(t, org.Found{Agency: agency("c")}, org.End{Until: date(2024, 6, 1), Successors: []string{"a"}})
	f := asSystem()
	f.Organisation = org.Build([]org.State{a, b, c}, org.Territory{})
	_, err := org.Decide(a, org.End{Until: date(2025, 1, 1), Successors: []string{"b"}}, f)
	if !errors.Is(err, &fault.Error{Code: "org.succession_cycle"}) {
		t.Fatal(err)
	}
	// Data that came in turning all the same ends in a named gap, not a loop.
	a.Agency.Until, a.Agency.Successors = date(2025, 1, 1), []string{"b"}
	o := org.Build([]org.State{a, b, c}, org.Territory{})
	if _, gap := o.Resolve(org.ByAgency("a"), "", date(2026, 1, 1)); gap == nil || gap.Reason != org.GapNoSuccessor {
		t.Fatal(gap)
	}
}

func TestWhatHoldsOnADay(t *testing.T) {
	t.Parallel()
	s := given(t, founded(),
		org.Describe{From: date(2022, 1, 1), Description: org.Description{Name: "Sở Mới"}},
		org.Describe{From: date(2021, 1, 1), Description: org.Description{Name: "Sở Giữa"}},
		org.Appoint{Post: org.Post{Account: "y", Name: "Trần Thị Mẫu", Title: "Trưởng phòng", Unit: "u", Duty: org.DutyUnitHead, Span: org.Span{From: date(2023, 1, 1)}}},
		org.Relieve{Account: "x", Unit: "u", Duty: org.DutySpecialist, Until: date(2023, 5, 31)},
		org.End{Until: date(2024, 12, 31), Successors: []string{"b"}})
	b := given(t, org.Found{Agency: org.Agency{
		ID: "b", Code: "H49.09", Level: org.LevelSector, Kind: org.KindDepartment, Span: org.Span{From: date(2025, 1, 1)},
		Description: org.Description{Name: "Sở B"},
	}})
	o := org.Build([]org.State{s, b}, org.Territory{})
	for day, name := range map[calendar.Date]string{date(2020, 6, 1): "Sở a", date(2021, 6, 1): "Sở Giữa", date(2024, 12, 31): "Sở Mới", date(2025, 1, 1): ""} {
		if a, ok := o.Agency("a", day); a.Name != name || ok != (name != "") {
			t.Errorf("%s: %q, want %q", day, a.Name, name)
		}
	}
	if got := o.Holders("a", org.DutySpecialist, date(2023, 5, 31)); len(got) != 1 {
		t.Error("the specialist holds the duty on the last day")
	}
	if got := o.Holders("a", org.DutySpecialist, date(2023, 6, 1)); len(got) != 0 {
		t.Error("the specialist was relieved")
	}
	y, ok := o.Official("y", date(2024, 1, 1))
	if !ok || !y.Holds("a", org.DutyUnitHead) || !y.InUnit("a", "u") || !y.HoldsIn("a", "u", org.DutyUnitHead) || y.Holds("b", org.DutyUnitHead) {
		t.Errorf("%+v", y)
	}
	if _, ok := o.Official("y", date(2025, 1, 1)); ok {
		t.Error("a post ends with its agency")
	}
	if next, ok := o.Successor("a", date(2025, 1, 1)); !ok || next.ID != "b" {
		t.Errorf("%+v", next)
	}
	if a, ok := o.ByCode(" h49.09 ", date(2025, 1, 1)); !ok || a.ID != "b" {
		t.Error("a code is found whatever its capitals")
	}
}

func TestTerritoryRefusesASuccessorThatDoesNotFollow(t *testing.T) {
	t.Parallel()
	old := org.Place{ID: "o", Name: "Xã O", Level: org.LevelCommune, Parent: "t", Span: org.Span{From: date(2020, 1, 1), Until: date(2025, 6, 30)}, Successors: []string{"n"}}
	next := org.Place{ID: "n", Name: "Xã N", Level: org.LevelCommune, Parent: "t", Span: org.Span{From: date(2025, 7, 1)}}
	above := org.Place{ID: "t", Name: "Tỉnh T", Level: org.LevelProvince, Span: org.Span{From: date(2020, 1, 1)}}
	late := next
	late.From = date(2025, 7, 2)
	for _, c := range []struct {
		say    string
		places []org.Place
		ok     bool
	}{
		{"taken over on the next day", []org.Place{above, old, next}, true},
		{"a day nobody governs", []org.Place{above, old, late}, false},
		{"an unknown successor", []org.Place{above, old}, false},
		{"no name", []org.Place{{ID: "p"}}, false},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := org.DecideTerritory(org.Territory{}, org.AdoptPlaces{Places: c.places}, asSystem())
			if (err == nil) != c.ok || (len(events) == 1) != c.ok {
				t.Fatalf("%v %v", events, err)
			}
		})
	}
}

// TestFoldNeverPanics lets any events come in any order, whole and erased.
func TestFoldNeverPanics(t *testing.T) {
	t.Parallel()
	codec := org.Codec()
	rapid.Check(t, func(t *rapid.T) {
		var s, erased org.State
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			e := drawEvent(t)
			stored, err := codec.Encode(e)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := codec.Decode(stored.Type, stored.Public, stored.Parts)
			if err != nil {
				t.Fatal(err)
			}
			bare, err := codec.Decode(stored.Type, stored.Public, nil)
			if err != nil {
				t.Fatal(err)
			}
			before := len(s.Posts)
			s, erased = org.Evolve(s, whole), org.Evolve(erased, bare)
			if len(s.Posts) < before {
				t.Fatal("a post was forgotten")
			}
		}
		if len(s.Posts) != len(erased.Posts) || s.Agency.Until != erased.Agency.Until {
			t.Fatal("erasing a name changed more than the name")
		}
		for i := range s.Posts {
			p := s.Posts[i]
			p.Name = ""
			if !reflect.DeepEqual(p, erased.Posts[i]) {
				t.Fatalf("%+v, erased %+v", p, erased.Posts[i])
			}
		}
	})
}

func drawEvent(t *rapid.T) act.Event {
	day := date(2024, 1, 1).AddDays(rapid.IntRange(0, 900).Draw(t, "day"))
	id := rapid.SampledFrom([]string{"", "x", "y"})
	switch rapid.IntRange(0, 5).Draw(t, "event") {
	case 0:
		a := agency(id.Draw(t, "id"))
		a.From = day
		return org.Founded{Agency: a}
	case 1:
		return org.Described{From: day, Description: org.Description{Name: id.Draw(t, "name")}}
	case 2:
		return org.UnitOpened{Unit: org.Unit{ID: id.Draw(t, "unit"), Span: org.Span{From: day}}}
	case 3:
		return org.Appointed{Account: id.Draw(t, "account"), Name: id.Draw(t, "person"), Unit: id.Draw(t, "unit"), Duty: org.DutyClerk, From: day}
	case 4:
		return org.Relieved{Account: id.Draw(t, "account"), Unit: id.Draw(t, "unit"), Duty: org.DutyClerk, Until: day}
	}
	return org.Ended{Until: day, Successors: []string{id.Draw(t, "next")}}
}
