package look_test

import (
	"errors"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/org"
)

// TestACallerProvesTwoFacts: two facts of one person, all of them right, and only
// to a call agent; the look opens no dossier.
func TestACallerProvesTwoFacts(t *testing.T) {
	t.Parallel()
	s := secret()
	s.Owner.Born, s.Owner.Address = calendar.D(1990, 5, 6), "Số 1 Bí Mật, phường Hồng Gai, tỉnh Quảng Ninh"
	now := calendar.On(calendar.D(2025, 9, 8), 9, 0)
	agent := official("tong-dai", org.DutyCallAgent)
	for name, c := range map[string]struct {
		actor org.Actor
		said  look.Said
		err   error
	}{
		"name and last signs":              {agent, look.Said{Name: "nguyen thi  bi mat", Last4: "0123"}, nil},
		"birth date and telephone":         {agent, look.Said{Born: calendar.D(1990, 5, 6), Phone: "0900 000 456"}, nil},
		"name and commune":                 {agent, look.Said{Name: "Nguyễn Thị Bí Mật", Commune: "Hồng Gai"}, nil},
		"the applicant's":                  {agent, look.Said{Name: "Trần Văn Bí Mật", Last4: "0789"}, nil},
		"one fact":                         {agent, look.Said{Name: "Nguyễn Thị Bí Mật"}, look.ErrCaller},
		"no fact":                          {agent, look.Said{}, look.ErrCaller},
		"two right and one wrong":          {agent, look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "0123", Commune: "Bãi Cháy"}, look.ErrCaller},
		"one of each person":               {agent, look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "0789"}, look.ErrCaller},
		"fewer than four signs":            {agent, look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "23"}, look.ErrCaller},
		"a street for a commune":           {agent, look.Said{Name: "Nguyễn Thị Bí Mật", Commune: "Số 1 Bí Mật"}, look.ErrCaller},
		"signs that mean nothing":          {agent, look.Said{Name: "…", Commune: "?"}, look.ErrCaller},
		"somebody who is no call agent":    {official("van-thu", org.DutyClerk), look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "0123"}, look.ErrKind},
		"a call agent who grants rights":   {official("qt", org.DutyCallAgent, org.DutyAdmin), look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "0123"}, look.ErrKind},
		"a citizen who answers for others": {org.Actor{Account: "khac", Kind: org.ActorCitizen}, look.Said{Name: "Nguyễn Thị Bí Mật", Last4: "0123"}, look.ErrKind},
	} {
		cmd := look.Command{Kind: look.Caller, Said: c.said}
		facts := look.Facts{Now: now, Actor: c.actor, Dossier: s}
		events, err := look.Decide(look.State{}, cmd, facts)
		if !errors.Is(err, c.err) || (len(events) == 1) != (c.err == nil) {
			t.Errorf("%s: %v, %v", name, events, err)
		}
		if c.err != nil {
			continue
		}
		looks := look.Evolve(look.State{}, events[0])
		if looks.Looks[0].Reason != look.CallerReason || looks.Looks[0].Kind != look.Caller {
			t.Errorf("%s: kept is %+v", name, looks.Looks[0])
		}
		if _, open := looks.OpenTo(c.actor.Account, now); open {
			t.Errorf("%s: answering opened the whole dossier", name)
		}
		if again, err := look.Decide(looks, cmd, facts); err != nil || len(again) > 0 {
			t.Errorf("%s: kept twice: %v, %v", name, again, err)
		}
	}
	erased := s
	erased.Owner, erased.Applicant = dossier.Party{}, dossier.Party{}
	if (look.Said{Name: "", Last4: "0123", Phone: "0900000456"}).Of(erased.Owner) {
		t.Error("nobody is everybody")
	}
}
