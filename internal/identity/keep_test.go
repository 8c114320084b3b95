package identity_test

import (
	"testing"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/org"
)

// TestWhoKeepsWhom: a unit administrator looks after officials of the own agency
// alone, and never after another administrator.
func TestWhoKeepsWhom(t *testing.T) {
	t.Parallel()
	held := func(pairs ...string) (out []org.Held) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, org.Held{Agency: pairs[i], Post: org.Post{Account: "can-bo", Duty: org.Duty(pairs[i+1])}})
		}
		return out
	}
	actor := func(account string, duty org.Duty, lent string) org.Actor {
		return org.Actor{Account: account, Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: "phuong", Duty: duty, StandsInFor: lent}}}
	}
	unit := actor("quan-tri-don-vi", org.DutyUnitAdmin, "")
	s := identity.Evolve(identity.State{}, identity.Opened{Account: "can-bo", Kind: org.ActorOfficial, Name: "Lê Văn Mẫu"})
	commands := []identity.Command{
		identity.Disable{Ground: "g"}, identity.EndSessions{Ground: "g"}, identity.ResetFactors{Ground: "g"}, identity.IssuePassword{Ground: "g"},
	}
	for say, c := range map[string]struct {
		by   org.Actor
		held []org.Held
		want bool
	}{
		"of the own agency":                   {unit, held("phuong", "specialist", "phuong", "leader"), true},
		"of another agency":                   {unit, held("so", "specialist"), false},
		"of both":                             {unit, held("phuong", "specialist", "so", "specialist"), false},
		"without any duty":                    {unit, nil, false},
		"who administers the agency too":      {unit, held("phuong", "specialist", "phuong", "unit_admin"), false},
		"who administers all":                 {unit, held("phuong", "admin"), false},
		"himself":                             {actor("can-bo", org.DutyUnitAdmin, ""), held("phuong", "specialist"), false},
		"as a stand-in":                       {actor("thay", org.DutyUnitAdmin, "quan-tri-don-vi"), held("phuong", "specialist"), false},
		"as a leader":                         {actor("lanh-dao", org.DutyLeader, ""), held("phuong", "specialist"), false},
		"as the administrator of all":         {actor("quan-tri", org.DutyAdmin, ""), held("so", "unit_admin"), true},
		"as the system":                       {org.System(), nil, true},
		"as the administrator of all himself": {actor("can-bo", org.DutyAdmin, ""), held("so", "admin"), false},
	} {
		t.Run("somebody "+say, func(t *testing.T) {
			t.Parallel()
			if got := identity.Keeps(c.by, "can-bo", c.held); got != c.want {
				t.Errorf("keeps: %v", got)
			}
			f := identity.Facts{Now: now, Actor: c.by, Held: c.held}
			for _, command := range commands {
				events, err := identity.Decide(s, command, f)
				if done := err == nil && len(events) == 1; done != c.want || !c.want && fault.KindOf(err) != fault.Forbidden {
					t.Errorf("%T: %v, %v", command, events, err)
				}
			}
			off := identity.Evolve(s, identity.Disabled{})
			if events, err := identity.Decide(off, identity.Enable{}, f); (err == nil && len(events) == 1) != c.want {
				t.Errorf("enable: %v, %v", events, err)
			}
			if _, err := identity.Decide(s, identity.Close{}, f); (err == nil) != (c.want && c.by.Account != unit.Account) {
				t.Errorf("close: %v", err)
			}
		})
	}
}

// TestPasswordsAreForOfficials who sign in with one and may.
func TestPasswordsAreForOfficials(t *testing.T) {
	t.Parallel()
	opened := identity.Opened{Account: "can-bo", Kind: org.ActorOfficial}
	demo, citizen := opened, opened
	demo.Demo, citizen.Kind = true, org.ActorCitizen
	off := identity.Evolve(identity.Evolve(identity.State{}, opened), identity.Disabled{})
	f := identity.Facts{Now: now, Actor: org.System()}
	for say, s := range map[string]identity.State{
		"a demonstration account": identity.Evolve(identity.State{}, demo), "a citizen": identity.Evolve(identity.State{}, citizen), "a disabled account": off,
	} {
		if _, err := identity.Decide(s, identity.IssuePassword{Ground: "g"}, f); fault.KindOf(err) != fault.Refused {
			t.Errorf("%s: %v", say, err)
		}
	}
	if _, err := identity.Decide(identity.Evolve(identity.State{}, opened), identity.IssuePassword{}, f); fault.KindOf(err) != fault.Invalid {
		t.Errorf("without a ground: %v", err)
	}
}
