package identity

import (
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Purpose (mục đích) is one use of personal data that rests on consent and on
// nothing else.
type Purpose string

// The purposes.
const (
	EmailMessages Purpose = "email_messages" // messages about one's dossiers also by e-mail
)

// PurposeWords are the words of a purpose that a person agrees to. Version
// grows when they change: an older consent then counts no more.
type PurposeWords struct {
	Purpose Purpose
	Version int
	Name    locale.Text
	Words   locale.Text
}

// Purposes lists what a person can agree to.
func Purposes() []PurposeWords {
	return []PurposeWords{{
		Purpose: EmailMessages, Version: 1, Name: locale.T("Nhận thông báo qua thư điện tử", "Messages by e-mail"),
		Words: locale.T(
			"Cổng gửi thông báo về hồ sơ của tôi tới địa chỉ thư điện tử tôi đã khai. Thư đi qua máy chủ của nhà cung cấp thư của tôi. Không đồng ý thì thông báo vẫn có trong Hộp thư.",
			"The portal sends messages about my dossiers to the e-mail address I gave. They pass through my mail provider's servers. Without consent the messages are still in my inbox here."),
	}}
}

// PurposeOf is a purpose with its present words.
func PurposeOf(p Purpose) (PurposeWords, bool) {
	all := Purposes()
	i := slices.IndexFunc(all, func(w PurposeWords) bool { return w.Purpose == p })
	if i < 0 {
		return PurposeWords{}, false
	}
	return all[i], true
}

// Consent (sự đồng ý) is what the holder last said about a purpose.
type Consent struct {
	Purpose   Purpose          `json:"purpose"`
	Version   int              `json:"version,omitempty"` // of the words agreed to
	Given     calendar.Instant `json:"given,omitempty"`
	Withdrawn calendar.Instant `json:"withdrawn,omitempty"`
}

// Consent is the consent in force to a purpose, false without one.
func (s State) Consent(p Purpose) (Consent, bool) {
	for _, c := range s.Consents {
		if c.Purpose == p && c.Withdrawn.IsZero() {
			return c, true
		}
	}
	return Consent{}, false
}

// refuses reports whether the holder withdrew from a purpose.
func (s State) refuses(p Purpose) bool {
	return slices.ContainsFunc(s.Consents, func(c Consent) bool { return c.Purpose == p && !c.Withdrawn.IsZero() })
}

// MayEmail reports whether messages may go to the holder's e-mail address.
// Whoever typed the address in to be told has agreed until withdrawing.
func (s State) MayEmail() bool { return !s.refuses(EmailMessages) }

func (s State) without(p Purpose) []Consent {
	return slices.DeleteFunc(slices.Clone(s.Consents), func(c Consent) bool { return c.Purpose == p })
}
