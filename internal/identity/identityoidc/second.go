package identityoidc

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Second (bước xác nhận thứ hai) says by which claims of its ID token a
// directory proves that it asked for a second factor: each list that is set
// must be met. With none set, amr must name one of RFC 8176's methods that go
// beyond a password: mfa, otp, hwk, swk, sc. Whoever comes without is asked for
// the factor of the account here.
type Second struct {
	AMR []string `json:"amr,omitempty"` // authentication methods; the token must name one
	ACR []string `json:"acr,omitempty"` // authentication context classes; the token must have one
}

// strongMethods are the methods that count when a directory names none: several
// factors, a one-time password, a key in hardware or software, a smart card.
func strongMethods() []string { return []string{"mfa", "otp", "hwk", "swk", "sc"} }

// weakMethods are methods of RFC 8176 that are no second factor: what one knows,
// where one is, and that somebody sits there.
func weakMethods() []string { return []string{"pwd", "pin", "kba", "wia", "geo", "rba", "user"} }

// check refuses lists that would let a password alone through.
func (s Second) check(k Kind) error {
	if k != Officials && len(s.AMR)+len(s.ACR) > 0 {
		return errors.New("only a directory of officials has one")
	}
	for _, value := range slices.Concat(s.AMR, s.ACR) {
		if value == "" || strings.ContainsAny(value, " \t\r\n") {
			return fmt.Errorf("%q: a value without blanks is needed", value)
		}
	}
	for _, value := range s.AMR {
		if slices.Contains(weakMethods(), value) {
			return fmt.Errorf("amr: %q proves no second factor", value)
		}
	}
	return nil
}

// proved reports whether an ID token proves a second factor. Without any list
// nothing does.
func (s Second) proved(token told) bool {
	if len(s.AMR)+len(s.ACR) == 0 {
		return false
	}
	if len(s.ACR) > 0 && !slices.Contains(s.ACR, token.exactly("acr")) {
		return false
	}
	return len(s.AMR) == 0 || slices.ContainsFunc(token.list("amr"), func(m string) bool { return slices.Contains(s.AMR, m) })
}

// exactly is a claim as it was sent, "" unless it is text.
func (t told) exactly(name string) string {
	text, _ := t[name].(string)
	return text
}

// list is a claim that is an array of text (RFC 8176, 1), nil when it is not.
func (t told) list(name string) []string {
	values, ok := t[name].([]any)
	if !ok {
		return nil
	}
	out := make([]string, 0, len(values))
	for _, v := range values {
		text, ok := v.(string)
		if !ok {
			return nil
		}
		out = append(out, text)
	}
	return out
}
