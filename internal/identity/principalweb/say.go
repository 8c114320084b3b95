package principalweb

import (
	"strings"

	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// The kinds of identity paper by which a person is named.
const (
	paperCard     = "card"
	paperPassport = "passport"
)

// readNumber reads the number of the chosen paper into the form that accounts
// store.
func readNumber(f *web.Form, prefix string) (string, *locale.Problem) {
	if f.Value(prefix+"paper") == paperPassport {
		return locale.ParsePersonNumber(f.Value(prefix+"number"), f.Value(prefix+"nation"))
	}
	id, bad := locale.ParseCitizenID(f.Value(prefix + "number"))
	return string(id), bad
}

func nameOf(p person) string {
	if p.name == "" {
		return "Tài khoản đã đóng"
	}
	return p.name
}

// powersWords list powers in words.
func powersWords(powers []org.Power) locale.Text {
	vi, en := make([]string, len(powers)), make([]string, len(powers))
	for i, p := range powers {
		say := identity.SayPower(p)
		vi[i], en[i] = say.VI, say.EN
	}
	return locale.T(strings.Join(vi, "; "), strings.Join(en, "; "))
}

// ownPowers say what the reader may do for a business, and until when.
func ownPowers(b org.ActorPrincipal) locale.Text {
	if b.Represents() {
		return locale.T("Ông/Bà là người đại diện theo pháp luật.", "You are the legal representative.")
	}
	say := powersWords(b.Powers)
	return locale.T(say.VI+"; đến hết ngày "+b.Until.Short()+".", say.EN+"; until "+b.Until.Short()+".")
}
