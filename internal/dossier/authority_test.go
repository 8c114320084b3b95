package dossier_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
)

func TestAnAuthorityIsInForceOrLetsNobodyFile(t *testing.T) {
	t.Parallel()
	today := calendar.D(2025, 7, 10)
	for name, c := range map[string]struct {
		a    dossier.Authority
		want string // the field that is wrong, "" for none
	}{
		"none":                           {},
		"an authorisation in force":      {dossier.Authority{Kind: dossier.Authorised, Number: "12", From: today, Until: today}, ""},
		"one that ended yesterday":       {dossier.Authority{Kind: dossier.Authorised, Number: "12", Until: today.AddDays(-1)}, "authority_until"},
		"one that begins tomorrow":       {dossier.Authority{Kind: dossier.Authorised, Number: "12", From: today.AddDays(1), Until: today.AddDays(9)}, "authority_from"},
		"an authorisation without end":   {dossier.Authority{Kind: dossier.Authorised, Number: "12"}, "authority_until"},
		"an end before the beginning":    {dossier.Authority{Kind: dossier.Guardian, Number: "12", From: today, Until: today.AddDays(-1)}, "authority_until"},
		"a guardian without a paper":     {dossier.Authority{Kind: dossier.Guardian}, "authority_number"},
		"a parent needs no number":       {dossier.Authority{Kind: dossier.Parent}, ""},
		"a kind that is not on the list": {dossier.Authority{Kind: "friend", Number: "1"}, "authority_kind"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			for _, e := range c.a.Check(today) {
				got = e.Field
				break
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
