package identity_test

import (
	"strings"
	"testing"

	"motcua/internal/identity"
	"motcua/internal/org"
)

var (
	official = identity.Open{Account: "can-bo", Kind: org.ActorOfficial, Name: "Lê Văn Mẫu"}
	clerk    = org.Actor{Account: "can-bo", Kind: org.ActorOfficial}
)

func passkey(id string) identity.EnrolFactor {
	return identity.EnrolFactor{Factor: id, Kind: identity.FactorPasskey, Name: "Điện thoại"}
}

func app(id string) identity.EnrolFactor {
	return identity.EnrolFactor{Factor: id, Kind: identity.FactorTOTP}
}

func TestSecondFactors(t *testing.T) {
	t.Parallel()
	full := []identity.Command{official}
	for i := range identity.MostPasskeys {
		full = append(full, passkey(string(rune('a'+i))))
	}
	open := []identity.Command{official}
	for _, c := range []struct {
		say     string
		given   []identity.Command
		command identity.Command
		by      org.Actor
		must    bool // officials must have one
		want    string
	}{
		{"the holder adds an app", open, app("t1"), clerk, true, "identity.factor_enrolled"},
		{"a new app replaces the old", []identity.Command{official, app("t1")}, app("t2"), clerk, true, "identity.factor_removed identity.factor_enrolled"},
		{"passkeys stand side by side", []identity.Command{official, app("t1"), passkey("p1")}, passkey("p2"), clerk, true, "identity.factor_enrolled"},
		{"a passkey has a name", open, identity.EnrolFactor{Factor: "p1", Kind: identity.FactorPasskey}, clerk, true, "!identity.factor_name"},
		{"a name is short", open, identity.EnrolFactor{Factor: "p1", Kind: identity.FactorPasskey, Name: strings.Repeat("ơ", 61)}, clerk, true, "!identity.factor_name"},
		{"passkeys are not endless", full, passkey("z"), clerk, true, "!identity.passkey_count"},
		{"an id is used once", []identity.Command{official, passkey("p1")}, passkey("p1"), clerk, true, "!identity.factor_shape"},
		{"there are two kinds", open, identity.EnrolFactor{Factor: "x", Kind: "sms"}, clerk, true, "!identity.factor_shape"},
		{"nobody adds another's", open, app("t1"), admin, true, "!identity.not_yours"},
		{"citizens have none", []identity.Command{opening}, app("t1"), holder, true, "!identity.not_official"},
		{"a disabled account adds none", []identity.Command{official, identity.Disable{Ground: "x"}}, app("t1"), clerk, true, "!identity.disabled_factor"},
		{"the last stays where one is required", []identity.Command{official, app("t1")}, identity.RemoveFactor{Factor: "t1"}, clerk, true, "!identity.last_factor"},
		{"the last goes where none is required", []identity.Command{official, app("t1")}, identity.RemoveFactor{Factor: "t1"}, clerk, false, "identity.factor_removed"},
		{"one of two goes", []identity.Command{official, app("t1"), passkey("p1")}, identity.RemoveFactor{Factor: "t1"}, clerk, true, "identity.factor_removed"},
		{"what is gone is not removed", open, identity.RemoveFactor{Factor: "t1"}, clerk, true, "!identity.no_factor"},
		{"an administrator does not remove one, he resets all", []identity.Command{official, app("t1")}, identity.RemoveFactor{Factor: "t1"}, admin, true, "!identity.not_yours"},
		{"an administrator resets with a ground", []identity.Command{official, app("t1")}, identity.ResetFactors{Ground: "Mất máy"}, admin, true, "identity.factors_reset"},
		{"without a ground not", []identity.Command{official, app("t1")}, identity.ResetFactors{}, admin, true, "!identity.ground"},
		{"the holder does not reset", []identity.Command{official, app("t1")}, identity.ResetFactors{Ground: "x"}, clerk, true, "!identity.not_admin"},
		{"recovery codes go with a factor", []identity.Command{official, app("t1")}, identity.IssueRecoveryCodes{}, clerk, true, "identity.recovery_codes_issued"},
		{"without one they help nobody", open, identity.IssueRecoveryCodes{}, clerk, true, "!identity.codes_without_factor"},
		{"others do not issue them", []identity.Command{official, app("t1")}, identity.IssueRecoveryCodes{}, admin, true, "!identity.not_yours"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			f := facts(c.by)
			f.SecondFactor = c.must
			events, err := identity.Decide(given(t, c.given...), c.command, f)
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, err)
			}
		})
	}
	t.Run("a demonstration account has none", func(t *testing.T) {
		t.Parallel()
		s := given(t, official)
		s.Demo = true
		events, err := identity.Decide(s, app("t1"), facts(clerk))
		if got := outcome(events, err); got != "!identity.demo_factor" {
			t.Error(got)
		}
	})
	t.Run("a reset takes all", func(t *testing.T) {
		t.Parallel()
		s := given(t, official, app("t1"), passkey("p1"))
		if !s.HasFactor(identity.FactorTOTP) || !s.HasFactor(identity.FactorPasskey) {
			t.Error(s.Factors)
		}
		if s = given(t, official, app("t1"), passkey("p1"), identity.ResetFactors{Ground: "x"}); len(s.Factors) > 0 {
			t.Error(s.Factors)
		}
	})
}
