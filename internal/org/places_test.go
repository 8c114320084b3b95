package org_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/org"
)

// small is a map of one province, a district that ends, and three communes.
func small(t testing.TB) org.Territory {
	t.Helper()
	return adopt(t, org.Territory{},
		org.Place{ID: "22", Code: "22", Name: "Tỉnh Mẫu", Level: org.LevelProvince, Span: org.Span{From: date(2021, 1, 1)}},
		org.Place{ID: "193", Code: "193", Name: "Huyện Mẫu", Level: org.LevelDistrict, Parent: "22", Span: org.Span{From: date(2021, 1, 1), Until: date(2025, 6, 30)}, Successors: []string{"moi"}},
		org.Place{ID: "06649", Code: "06649", Name: "Xã Cũ", Level: org.LevelCommune, Parent: "193", Span: org.Span{From: date(2021, 1, 1), Until: date(2025, 6, 30)}, Successors: []string{"moi"}},
		org.Place{ID: "moi", Name: "Xã Mới", Level: org.LevelCommune, Parent: "22", Span: org.Span{From: date(2025, 7, 1)}, Unconfirmed: true},
	)
}

func adopt(t testing.TB, m org.Territory, places ...org.Place) org.Territory {
	t.Helper()
	events, err := org.DecideTerritory(m, org.AdoptPlaces{Places: places}, asSystem())
	if err != nil {
		t.Fatal(err)
	}
	return foldPlaces(m, events)
}

func foldPlaces(m org.Territory, events []act.Event) org.Territory {
	for _, e := range events {
		m = org.EvolveTerritory(m, e)
	}
	return m
}

func TestPlacesThatCannotBeOnTheMap(t *testing.T) {
	t.Parallel()
	m := small(t)
	change := func(id string, f func(*org.Place)) org.Place {
		p := m.Places[id]
		f(&p)
		return p
	}
	commune := func(id string, f func(*org.Place)) org.Place {
		p := org.Place{ID: id, Code: id, Name: "Xã " + id, Level: org.LevelCommune, Parent: "22", Span: org.Span{From: date(2025, 7, 1)}}
		f(&p)
		return p
	}
	for say, c := range map[string]struct {
		code, at string
		places   []org.Place
	}{
		"belongs to itself":             {"org.place_cycle", "22", []org.Place{change("22", func(p *org.Place) { p.Parent = "22" })}},
		"belongs to what is below it":   {"org.place_cycle", "22", []org.Place{change("22", func(p *org.Place) { p.Parent = "moi" })}},
		"belongs to nothing":            {"org.place_no_parent", "00001", []org.Place{commune("00001", func(p *org.Place) { p.Parent = "" })}},
		"belongs to what is not there":  {"org.place_parent_absent", "00001", []org.Place{commune("00001", func(p *org.Place) { p.Parent = "193" })}},
		"belongs to an equal":           {"org.place_parent_level", "00001", []org.Place{commune("00001", func(p *org.Place) { p.Parent = "moi" })}},
		"outlives where it belongs":     {"org.place_outlives", "06649", []org.Place{change("06649", func(p *org.Place) { p.Until, p.Successors = date(2025, 12, 31), nil })}},
		"its parts would outlive it":    {"org.place_outlives", "06649", []org.Place{change("193", func(p *org.Place) { p.Until, p.Successors = date(2025, 5, 31), nil })}},
		"a code twice at one time":      {"org.place_code_taken", "00001", []org.Place{commune("00001", func(p *org.Place) { p.Code, p.From = "06649", date(2025, 6, 30) })}},
		"becomes itself":                {"org.place_successor_cycle", "06649", []org.Place{change("06649", func(p *org.Place) { p.Successors = []string{"06649"} })}},
		"two become each other":         {"org.place_successor_cycle", "06649", []org.Place{change("moi", func(p *org.Place) { p.Until, p.Successors = date(2025, 12, 31), []string{"06649"} })}},
		"becomes what is not there yet": {"org.place_successor", "06649", []org.Place{change("moi", func(p *org.Place) { p.From = date(2025, 7, 2) })}},
		"becomes another level":         {"org.place_successor_level", "06649", []org.Place{change("06649", func(p *org.Place) { p.Successors = []string{"22"} })}},
		"ends before it begins":         {"org.span", "06649", []org.Place{change("06649", func(p *org.Place) { p.Until = date(2020, 12, 31) })}},
		"one twice":                     {"org.place_twice", "moi", []org.Place{m.Places["moi"], m.Places["moi"]}},
	} {
		t.Run(say, func(t *testing.T) {
			t.Parallel()
			all := fault.All(m.CheckPlaces(c.places))
			if !slices.ContainsFunc(all, func(e *fault.Error) bool { return e.Code == c.code && e.Field == c.at }) {
				t.Errorf("%v", all)
			}
		})
	}
	// A code may go on in a place that begins the day after.
	if err := m.CheckPlaces([]org.Place{change("moi", func(p *org.Place) { p.Code = "06649" })}); err != nil {
		t.Error(err)
	}
}

func TestAChangeOfPlacesNeedsASecondPerson(t *testing.T) {
	t.Parallel()
	m := small(t)
	p := m.Places["moi"]
	p.Name, p.Unconfirmed = "Phường Mới", false
	propose := org.ProposePlaces{List: "l", Places: []org.Place{p, m.Places["22"]}, Ground: "Nghị quyết mẫu"}
	refused := func(code string, c org.TerritoryCommand, f org.Facts) {
		t.Helper()
		if _, err := org.DecideTerritory(m, c, f); !errors.Is(err, &fault.Error{Code: code}) {
			t.Errorf("%T: %v, want %s", c, err, code)
		}
	}
	refused("org.not_admin", propose, org.Facts{Actor: org.Actor{Account: "x", Kind: org.ActorOfficial}})
	refused("org.not_admin", org.AdoptPlaces{Places: []org.Place{p}}, admin("one"))
	refused("org.place_ground", org.ProposePlaces{List: "l", Places: propose.Places}, admin("one"))
	refused("org.places_same", org.ProposePlaces{List: "l", Places: []org.Place{m.Places["22"]}, Ground: "x"}, admin("one"))
	refused("org.list_size", org.ProposePlaces{List: "l", Ground: "x"}, admin("one"))
	refused("org.no_place_proposal", org.ConfirmPlaces{List: "l"}, admin("two"))
	events, err := org.DecideTerritory(m, propose, admin("one"))
	if err != nil {
		t.Fatal(err)
	}
	m = foldPlaces(m, events)
	if m.Places["moi"].Name != "Xã Mới" || len(m.Proposed) != 1 || len(m.Proposed[0].Places) != 1 || !m.Waits("moi") {
		t.Fatalf("%+v", m.Proposed)
	}
	refused("org.already_proposed", org.ProposePlaces{List: "l2", Places: []org.Place{p}, Ground: "x"}, admin("two"))
	refused("org.second_person", org.ConfirmPlaces{List: "l"}, admin("one"))
	refused("org.decline_reason", org.DeclinePlaces{List: "l"}, admin("two"))
	declined, err := org.DecideTerritory(m, org.DeclinePlaces{List: "l", Reason: "Sai tên"}, admin("two"))
	if gone := foldPlaces(m, declined); err != nil || len(gone.Proposed) != 0 || gone.Places["moi"].Name != "Xã Mới" {
		t.Errorf("%v %+v", err, gone.Proposed)
	}
	confirmed, err := org.DecideTerritory(m, org.ConfirmPlaces{List: "l"}, admin("two"))
	if done := foldPlaces(m, confirmed); err != nil || len(done.Proposed) != 0 || done.Places["moi"].Name != "Phường Mới" {
		t.Errorf("%v %+v", err, done)
	}
	// What was right when proposed may be wrong when confirmed.
	gone := m.Places["22"]
	gone.Until = date(2025, 7, 31)
	m.Places = map[string]org.Place{"22": gone, "moi": m.Places["moi"]}
	refused("org.place_outlives", org.ConfirmPlaces{List: "l"}, admin("two"))
}

func TestDraftsBecomePlaces(t *testing.T) {
	t.Parallel()
	m := small(t)
	drafts := []org.PlaceDraft{
		{Code: "22", Kind: "tỉnh", Name: "Mẫu", Span: org.Span{From: date(2021, 1, 1)}},
		{Code: "6652", Kind: "Phường", Name: "Khác", Parent: "193", Span: org.Span{From: date(2021, 1, 1), Until: date(2025, 6, 30)}, Becomes: []string{"6649"}},
		{Code: "06649", Kind: "Xã", Name: "Xã Mới", Parent: "22", Span: org.Span{From: date(2025, 7, 1)}}, // has no code on the map
		{Code: "06653", Kind: "Làng", Name: "Sai", Parent: "22", Span: org.Span{From: date(2025, 7, 1)}},
		{Code: "123456", Kind: "Xã", Name: "Sai", Parent: "22", Span: org.Span{From: date(2025, 7, 1)}},
		{Code: "06654", Kind: "Xã", Name: "Lạc", Parent: "99", Span: org.Span{From: date(2025, 7, 1)}},
		{Code: "06655", Kind: "Xã", Name: "Cụt", Parent: "22", Span: org.Span{From: date(2025, 7, 1), Until: date(2026, 1, 1)}, Becomes: []string{"00001"}},
		{Code: "06649", Kind: "Xã", Name: "Xã Mới", Parent: "22", Span: org.Span{From: date(2025, 7, 1)}},
	}
	places, err := m.Match(drafts)
	codes := map[string]string{}
	for _, e := range fault.All(err) {
		codes[e.Field] = e.Code
	}
	want := map[string]string{"3": "org.place_kind", "4": "org.place_code", "5": "org.place_parent_absent", "6": "org.place_successor", "7": "org.place_twice"}
	for at, code := range want {
		if codes[at] != code {
			t.Errorf("line %s: %q, want %s", at, codes[at], code)
		}
	}
	if len(codes) != len(want) {
		t.Errorf("%v", err)
	}
	if p := places[1]; p.ID != "06652" || p.Code != "06652" || p.Name != "Phường Khác" || p.Level != org.LevelCommune || p.Parent != "193" || !slices.Equal(p.Successors, []string{"moi"}) {
		t.Errorf("%+v", p)
	}
	if p := places[2]; p.ID != "moi" || p.Code != "06649" || p.Name != "Xã Mới" {
		t.Errorf("%+v", p)
	}
	var what []org.PlaceWhat
	for _, c := range m.Changes(places[:3]) {
		what = append(what, c.What)
	}
	if !slices.Equal(what, []org.PlaceWhat{org.PlaceSame, org.PlaceNew, org.PlaceChanged}) {
		t.Error(what)
	}
}

func TestWhatLeansOnARefusedPlaceIsRefusedToo(t *testing.T) {
	t.Parallel()
	m := small(t)
	from := org.Span{From: date(2025, 7, 1)}
	bad := org.Place{ID: "194", Code: "194", Name: "Huyện Sai", Level: org.LevelDistrict, Parent: "193", Span: from} // 193 has ended
	below := org.Place{ID: "00001", Code: "00001", Name: "Xã Trong", Level: org.LevelCommune, Parent: "194", Span: from}
	fine := org.Place{ID: "00002", Code: "00002", Name: "Xã Được", Level: org.LevelCommune, Parent: "22", Span: from}
	good, refused := m.Sift([]org.Place{bad, below, fine})
	if len(good) != 1 || good[0].ID != "00002" || len(refused) != 2 || refused[0].Field != "194" || refused[1].Field != "00001" {
		t.Errorf("%+v %v", good, refused)
	}
	early := m.Places["193"] // its commune would outlive it
	early.Until, early.Successors = date(2025, 5, 31), nil
	if good, refused := m.Sift([]org.Place{early, fine}); len(good) != 1 || len(refused) != 1 || refused[0].Field != "193" {
		t.Errorf("%+v %v", good, refused)
	}
}

func TestGapsInTimeAreNamed(t *testing.T) {
	t.Parallel()
	m := small(t)
	a := agency("ubnd-moi")
	a.Level, a.Kind, a.Territory, a.From = org.LevelCommune, org.KindPeoplesCommittee, "moi", date(2025, 7, 1)
	o := org.Build([]org.State{given(t, org.Found{Agency: a})}, m)
	if w := o.WarnPlaces([]org.Place{m.Places["06649"], m.Places["moi"], m.Places["193"]}); len(w) != 0 {
		t.Errorf("%+v", w)
	}
	ends := m.Places["moi"]
	ends.Until = date(2025, 12, 31)
	if w := o.WarnPlaces([]org.Place{ends}); len(w) != 2 {
		t.Errorf("an end without a successor, and its agency: %+v", w)
	}
	late := org.Place{ID: "x", Code: "06649", Name: "Xã Sau", Level: org.LevelCommune, Parent: "22", Span: org.Span{From: date(2026, 1, 1)}}
	w := o.WarnPlaces([]org.Place{m.Places["06649"], late})
	if len(w) != 2 || w[0].Place != "06649" || w[1].Place != "x" {
		t.Errorf("a code that is nobody's for half a year, and a place made of nothing: %+v", w)
	}
}

// TestAnyConfirmedMapIsSound draws changes and sees that what is taken keeps
// every rule, whatever came before.
func TestAnyConfirmedMapIsSound(t *testing.T) {
	t.Parallel()
	base := small(t)
	rapid.Check(t, func(t *rapid.T) {
		m := base
		ids := []string{"22", "193", "06649", "moi", "00001", "00002"}
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			day := date(2021, 1, 1).AddDays(rapid.IntRange(0, 2200).Draw(t, "from"))
			p := org.Place{
				ID: rapid.SampledFrom(ids).Draw(t, "id"), Name: "Xã", Level: rapid.SampledFrom([]org.Level{org.LevelCommune, org.LevelDistrict, org.LevelProvince}).Draw(t, "level"),
				Code: rapid.SampledFrom([]string{"", "06649", "00001"}).Draw(t, "code"), Parent: rapid.SampledFrom(append(ids, "")).Draw(t, "parent"), Span: org.Span{From: day},
			}
			if rapid.Bool().Draw(t, "ends") {
				p.Until = day.AddDays(rapid.IntRange(-1, 900).Draw(t, "days"))
				p.Successors = rapid.SliceOfN(rapid.SampledFrom(ids), 0, 2).Draw(t, "next")
			}
			if good, _ := m.Sift([]org.Place{p}); len(good) == 1 {
				m = foldPlaces(m, []act.Event{org.PlacesAdopted{Places: good}})
			}
		}
		var all []org.Place
		for _, p := range m.Places {
			all = append(all, p)
		}
		if err := m.CheckPlaces(all); err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			for at, n := p.Parent, 0; at != ""; at, n = m.Places[at].Parent, n+1 {
				if n > len(all) {
					t.Fatalf("%s belongs to itself", p.ID)
				}
			}
		}
	})
}
