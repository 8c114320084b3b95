package identityoidc

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/org"
)

// told is what a provider says about a user: the members of the ID token, then
// those of the user-info answer that the token does not have.
type told map[string]any

// text is a claim as text; numbers are written as they came.
func (t told) text(name string) string {
	switch v := t[name].(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	}
	return ""
}

// also takes over what t does not say itself.
func (t told) also(more told) {
	for name, value := range more {
		if _, ok := t[name]; !ok {
			t[name] = value
		}
	}
}

// subjectOf marks a provider's user without telling who it is: subjects of
// national providers may be personal numbers.
func subjectOf(issuer, subject string) string {
	sum := sha256.Sum256([]byte(issuer + "\x00" + subject))
	return hex.EncodeToString(sum[:])
}

// proof maps what a provider said; official is the account here that a
// directory names. What is missing or broken is left empty, the core says so.
func (p Provider) proof(subject string, t told) (proof identity.Proof, official string) {
	c := p.Claims
	proof = identity.Proof{Provider: p.ID, Subject: subjectOf(p.Issuer, subject), Name: t.text(c.Name), Email: t.text(c.Email)}
	if p.Kind == Officials {
		proof.Kind = org.ActorOfficial
		return proof, strings.ToLower(t.text(c.Account))
	}
	proof.Kind = org.ActorCitizen
	if kind := t.text(c.Type); kind != "" {
		proof.Kind = c.Types[kind]
	}
	proof.Assurance = c.level(t)
	proof.Phone = t.text(c.Phone)
	if proof.Kind == org.ActorBusiness {
		proof.Number = t.text(c.Tax)
		proof.Holder, proof.HolderNation = c.person(t)
		if name := t.text(c.Business); name != "" {
			proof.Name = name
		}
		if !c.levelled(t) {
			proof.Assurance = c.Unlevelled
		}
		return proof, ""
	}
	proof.Number, proof.Nation = c.person(t)
	if at, err := time.Parse(layouts()[c.Layout], t.text(c.Birth)); err == nil {
		proof.Birth = calendar.D(at.Year(), int(at.Month()), at.Day())
	}
	return proof, ""
}

// person is the number by which a person is known: the personal number wherever
// there is one, else a passport with its nationality.
func (c Claims) person(t told) (number, nation string) {
	if number = t.text(c.Number); number != "" {
		return number, ""
	}
	if number, nation = t.text(c.Passport), t.text(c.Nation); number == "" || nation == "" {
		return "", ""
	}
	return number, nation
}

// levelled reports whether the provider says a level at all.
func (c Claims) levelled(t told) bool {
	for _, name := range c.Level {
		if t.text(name) != "" {
			return true
		}
	}
	return false
}

func (c Claims) level(t told) identity.Assurance {
	for _, name := range c.Level {
		if value := t.text(name); value != "" {
			return c.Levels[strings.ToLower(value)]
		}
	}
	return identity.Unproved
}
