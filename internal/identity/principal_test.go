package identity_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/org"
)

func principalSamples() []act.Event {
	return []act.Event{
		identity.Represented{Account: "cong-dan", By: "system", Through: "vneid", Since: now},
		identity.RepresentationEnded{Account: "cong-dan", By: "cong-ty", At: now},
		identity.Empowered{Grant: "g1", Account: "cong-dan", Powers: []org.Power{org.PowerFollow, org.PowerFile}, From: calendar.D(2025, 7, 1), Until: calendar.D(2026, 7, 1), By: "cong-ty", At: now},
		identity.PowerRevoked{Grant: "g1", By: "cong-ty", At: now},
	}
}

func person(account string) identity.State {
	return identity.State{Account: account, Kind: org.ActorCitizen, Links: []identity.Link{{Provider: "vneid", Assurance: identity.AssuranceHigh}}}
}

func firm() identity.State { return identity.State{Account: "cong-ty", Kind: org.ActorBusiness} }

func by(account string, kind org.ActorKind, names identity.State) identity.PrincipalFacts {
	return identity.PrincipalFacts{Now: now, Actor: org.Actor{Account: account, Kind: kind}, Assured: true, Business: firm(), Person: names}
}

func TestWhoMayActForABusiness(t *testing.T) {
	t.Parallel()
	today := now.Date()
	led := identity.PrincipalState{Representatives: []identity.Representative{{Account: "giam-doc"}}}
	staffed := led
	staffed.Grants = []identity.Grant{{ID: "g1", Account: "nhan-vien", Powers: org.Powers(), From: today, Until: today.AddDays(30)}}
	give := func(to string) identity.Empower {
		return identity.Empower{Grant: "g2", Account: to, Powers: []org.Power{org.PowerFile}, Until: today.AddDays(30)}
	}
	citizen, business := org.ActorCitizen, org.ActorBusiness
	low := person("muc-1")
	low.Links[0].Assurance = identity.AssuranceLow
	off := person("da-khoa")
	off.Off = true
	unsure := by("giam-doc", citizen, person("nhan-vien"))
	unsure.Assured = false
	closed := by("cong-ty", business, person("nhan-vien"))
	closed.Business.Off = true
	anyError := errors.New("any refusal")
	for name, c := range map[string]struct {
		s    identity.PrincipalState
		c    identity.PrincipalCommand
		f    identity.PrincipalFacts
		want error // nil: something happens
	}{
		"the business names its representative":               {c: identity.NameRepresentative{Account: "giam-doc"}, f: by("cong-ty", business, person("giam-doc"))},
		"a representative names another":                      {s: led, c: identity.NameRepresentative{Account: "pho"}, f: by("giam-doc", citizen, person("pho"))},
		"a representative gives work":                         {s: led, c: give("nhan-vien"), f: by("giam-doc", citizen, person("nhan-vien"))},
		"staff with every power names himself representative": {s: staffed, c: identity.NameRepresentative{Account: "nhan-vien"}, f: by("nhan-vien", citizen, person("nhan-vien")), want: identity.ErrNotRepresentative},
		"staff gives others work":                             {s: staffed, c: give("ban"), f: by("nhan-vien", citizen, person("ban")), want: identity.ErrNotRepresentative},
		"staff widens his own grant":                          {s: staffed, c: give("nhan-vien"), f: by("nhan-vien", citizen, person("nhan-vien")), want: identity.ErrNotRepresentative},
		"a representative gives himself work":                 {s: led, c: give("giam-doc"), f: by("giam-doc", citizen, person("giam-doc")), want: identity.ErrOwnPower},
		"a stranger":                                          {s: led, c: give("ban"), f: by("ban", citizen, person("ban")), want: identity.ErrNotRepresentative},
		"another business":                                    {s: led, c: give("ban"), f: by("cong-ty-khac", business, person("ban")), want: identity.ErrNotRepresentative},
		"an official":                                         {s: led, c: give("ban"), f: by("can-bo", org.ActorOfficial, person("ban")), want: identity.ErrNotRepresentative},
		"an official with the business's account name":        {s: led, c: give("ban"), f: by("cong-ty", org.ActorOfficial, person("ban")), want: identity.ErrNotRepresentative},
		"a sign-in of too low a level":                        {s: led, c: give("nhan-vien"), f: unsure, want: anyError},
		"a business that is disabled":                         {s: led, c: give("nhan-vien"), f: closed, want: anyError},
		"work for who was never seen":                         {s: led, c: give("muc-1"), f: by("giam-doc", citizen, low), want: identity.ErrNoPerson},
		"work for a disabled account":                         {s: led, c: give("da-khoa"), f: by("giam-doc", citizen, off), want: identity.ErrNoPerson},
		"work for nobody":                                     {s: led, c: give(""), f: by("giam-doc", citizen, identity.State{}), want: identity.ErrNoPerson},
		"work for a business":                                 {s: led, c: give("cong-ty"), f: by("giam-doc", citizen, firm()), want: identity.ErrNoPerson},
		"work for a representative":                           {s: led, c: give("giam-doc"), f: by("cong-ty", business, person("giam-doc")), want: anyError},
		"a power that does not exist":                         {s: led, c: identity.Empower{Grant: "g2", Account: "x", Powers: []org.Power{"sign"}, Until: today}, f: by("giam-doc", citizen, person("x")), want: anyError},
		"no power at all":                                     {s: led, c: identity.Empower{Grant: "g2", Account: "x", Until: today}, f: by("giam-doc", citizen, person("x")), want: anyError},
		"work that ended yesterday":                           {s: led, c: identity.Empower{Grant: "g2", Account: "x", Powers: org.Powers(), Until: today.AddDays(-1)}, f: by("giam-doc", citizen, person("x")), want: anyError},
		"work for six years":                                  {s: led, c: identity.Empower{Grant: "g2", Account: "x", Powers: org.Powers(), Until: today.AddDays(6 * 366)}, f: by("giam-doc", citizen, person("x")), want: anyError},
		"the last representative leaves":                      {s: led, c: identity.EndRepresentation{Account: "giam-doc"}, f: by("giam-doc", citizen, identity.State{}), want: identity.ErrLastRepresentative},
		"the business dismisses the last one":                 {s: led, c: identity.EndRepresentation{Account: "giam-doc"}, f: by("cong-ty", business, identity.State{}), want: identity.ErrLastRepresentative},
		"work is taken back":                                  {s: staffed, c: identity.RevokePower{Grant: "g1"}, f: by("giam-doc", citizen, identity.State{})},
		"a provider proves the representative":                {c: identity.ProveRepresentative{Account: "giam-doc", Provider: "vneid", Assurance: identity.AssuranceHigh}, f: by("system", org.ActorSystem, person("giam-doc"))},
		"somebody plays the provider":                         {c: identity.ProveRepresentative{Account: "ban", Provider: "vneid", Assurance: identity.AssuranceHigh}, f: by("ban", citizen, person("ban")), want: identity.ErrNotRepresentative},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := identity.DecidePrincipal(c.s, c.c, c.f)
			switch {
			case c.want == nil && (err != nil || len(events) != 1):
				t.Errorf("%v, %v", events, err)
			case c.want != nil && (err == nil || len(events) > 0 || !errors.Is(c.want, anyError) && !errors.Is(err, c.want)):
				t.Errorf("%v, %v; want %v", events, err, c.want)
			}
		})
	}
	t.Run("a provider's word below level 2 proves nothing", func(t *testing.T) {
		t.Parallel()
		events, err := identity.DecidePrincipal(identity.PrincipalState{}, identity.ProveRepresentative{Account: "giam-doc", Provider: "vneid", Assurance: identity.AssuranceLow},
			by("system", org.ActorSystem, person("giam-doc")))
		if err != nil || len(events) > 0 {
			t.Errorf("%v, %v", events, err)
		}
	})
	t.Run("whoever files also follows, and nothing more is given", func(t *testing.T) {
		t.Parallel()
		events, err := identity.DecidePrincipal(led, give("nhan-vien"), by("giam-doc", citizen, person("nhan-vien")))
		if err != nil || len(events) != 1 {
			t.Fatal(events, err)
		}
		if e, ok := events[0].(identity.Empowered); !ok || !slices.Equal(e.Powers, []org.Power{org.PowerFollow, org.PowerFile}) || e.From != today {
			t.Errorf("%+v", events[0])
		}
	})
}

// However the people of a business act, whoever is not its representative never
// changes anything, and it never loses its last representative.
func TestNobodyGrantsHimself(t *testing.T) {
	t.Parallel()
	names := []string{"giam-doc", "pho", "nhan-vien", "ban"}
	rapid.Check(t, func(t *rapid.T) {
		s := identity.PrincipalState{Representatives: []identity.Representative{{Account: "giam-doc"}}}
		for range rapid.IntRange(1, 30).Draw(t, "acts") {
			actor, to := rapid.SampledFrom(names).Draw(t, "actor"), rapid.SampledFrom(names).Draw(t, "to")
			id := rapid.StringMatching(`g[0-9]`).Draw(t, "grant")
			c := rapid.SampledFrom([]identity.PrincipalCommand{
				identity.NameRepresentative{Account: to}, identity.EndRepresentation{Account: to}, identity.RevokePower{Grant: id},
				identity.Empower{Grant: id, Account: to, Powers: org.Powers(), Until: now.Date().AddDays(5)},
			}).Draw(t, "command")
			events, err := identity.DecidePrincipal(s, c, by(actor, org.ActorCitizen, person(to)))
			if !s.Represents(actor) && (err == nil || len(events) > 0) {
				t.Fatalf("%s did %T", actor, c)
			}
			for _, e := range events {
				if r, ok := e.(identity.Represented); ok && r.Account == actor {
					t.Fatalf("%s made himself representative", actor)
				}
				if g, ok := e.(identity.Empowered); ok && g.Account == actor {
					t.Fatalf("%s gave himself work", actor)
				}
				s = identity.EvolvePrincipal(s, e)
			}
			if len(s.Representatives) == 0 {
				t.Fatal("nobody represents the business")
			}
			for _, g := range s.Grants {
				if s.Represents(g.Account) {
					t.Fatalf("%s has a grant beside representing", g.Account)
				}
			}
		}
	})
}
