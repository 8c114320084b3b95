package identity

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// EraseContact erases how the holder is reached, now and ever before.
type EraseContact struct{}

// EraseAccount closes the holder's account and erases all that it and the
// messages in its inbox say about a person. Dossiers stay: they are the state's
// records.
type EraseAccount struct {
	Messages []string // streams of the messages in its inbox, as the shell found them
}

// GiveConsent agrees to a purpose in the words of its newest version.
type GiveConsent struct {
	Purpose Purpose
	Version int // of the words that were read
}

// WithdrawConsent takes it back; what was done before stays lawful.
type WithdrawConsent struct{ Purpose Purpose }

func (EraseContact) accountCommand()    {}
func (EraseAccount) accountCommand()    {}
func (GiveConsent) accountCommand()     {}
func (WithdrawConsent) accountCommand() {}

// ContactErased says that contact data were erased (xóa thông tin liên hệ), and
// repeats what stays known of the person, since all earlier parts are gone.
type ContactErased struct {
	Account string            `json:"account"`
	Name    string            `json:"name,omitempty" personal:"self"`
	Number  string            `json:"number,omitempty" personal:"self"`
	Birth   calendar.Date     `json:"birth,omitzero" personal:"self"`
	Links   map[string]string `json:"links,omitempty" personal:"self"`  // provider to Link.Subject
	Labels  map[string]string `json:"labels,omitempty" personal:"self"` // token to its label
}

// AccountErased says that the account ended and that nothing personal is left
// of it.
type AccountErased struct {
	Account  string   `json:"account"`
	Messages []string `json:"messages,omitempty"` // streams that were erased with it
}

// ConsentGiven says that the holder agreed to a purpose.
type ConsentGiven struct {
	Purpose Purpose          `json:"purpose"`
	Version int              `json:"version"`
	At      calendar.Instant `json:"at"`
}

// ConsentWithdrawn says that the holder does not agree any more.
type ConsentWithdrawn struct {
	Purpose Purpose          `json:"purpose"`
	At      calendar.Instant `json:"at"`
}

// EventType is the stable name.
func (ContactErased) EventType() string { return "identity.contact_erased" }

// EventType is the stable name.
func (AccountErased) EventType() string { return "identity.account_erased" }

// EventType is the stable name.
func (ConsentGiven) EventType() string { return "identity.consent_given" }

// EventType is the stable name.
func (ConsentWithdrawn) EventType() string { return "identity.consent_withdrawn" }

// Subjects names whose personal data the event carries.
func (e ContactErased) Subjects() map[string]string { return self(e.Account) }

// Erases is the account's own stream.
func (e ContactErased) Erases() []string { return []string{Stream(e.Account)} }

// Erases is the account's own stream and its messages.
func (e AccountErased) Erases() []string {
	return append([]string{Stream(e.Account)}, e.Messages...)
}

// decidePrivacy decides what only the holder may ask for.
func decidePrivacy(s State, c Command, f Facts) ([]act.Event, error) {
	if f.Actor.Account != s.Account {
		return nil, notYours()
	}
	if s.Kind == org.ActorOfficial {
		return nil, fault.New(fault.Refused, "identity.service_record", locale.T(
			"Tài khoản cán bộ là hồ sơ công vụ, do cơ quan quản lý và lưu theo quy định về cán bộ, công chức, nên Ông/Bà không tự xóa được. Chưa có gì thay đổi. Thông tin liên hệ vẫn sửa được; việc đóng tài khoản do quản trị của cơ quan thực hiện.",
			"An official's account is a service record that the agency keeps by the rules on public servants, so it cannot be erased by its holder. Nothing was changed. Contact data can be changed; your agency's administrator closes accounts."))
	}
	switch c := c.(type) {
	case EraseContact:
		e := ContactErased{Account: s.Account, Name: s.Name, Number: s.Number, Birth: s.Birth}
		for _, l := range s.Links {
			e.Links = with(e.Links, l.Provider, l.Subject)
		}
		for _, t := range s.Tokens {
			e.Labels = with(e.Labels, t.ID, t.Label)
		}
		return []act.Event{e}, nil
	case EraseAccount:
		if s.Demo {
			return nil, fault.New(fault.Refused, "identity.demo_erasure", locale.T(
				"Tài khoản trình diễn dùng chung nên không đóng được. Chưa có gì thay đổi; thông tin liên hệ vẫn xóa được.",
				"Demonstration accounts are for everybody and cannot be closed. Nothing was changed; contact data can be erased."))
		}
		return []act.Event{AccountErased{Account: s.Account, Messages: c.Messages}}, nil
	case GiveConsent:
		p, ok := PurposeOf(c.Purpose)
		if !ok || c.Version != p.Version {
			return nil, fault.New(fault.Conflict, "identity.consent_words", locale.T(
				"Nội dung đồng ý đã được sửa từ khi Ông/Bà mở trang. Chưa có gì thay đổi; xin mở lại trang và đọc nội dung mới.",
				"The words of this consent have changed since you opened the page. Nothing was changed; please open the page again and read the new words."))
		}
		if had, ok := s.Consent(c.Purpose); ok && had.Version == c.Version {
			return nil, nil
		}
		return []act.Event{ConsentGiven{Purpose: c.Purpose, Version: c.Version, At: f.Now}}, nil
	case WithdrawConsent:
		if _, ok := PurposeOf(c.Purpose); !ok || s.refuses(c.Purpose) {
			return nil, nil
		}
		return []act.Event{ConsentWithdrawn{Purpose: c.Purpose, At: f.Now}}, nil
	default:
		return nil, notYours()
	}
}

func with(m map[string]string, key, value string) map[string]string {
	if value == "" {
		return m
	}
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

func evolvePrivacy(s State, e act.Event) State {
	switch e := e.(type) {
	case ContactErased:
		s.Name, s.Number, s.Birth, s.Contact = e.Name, e.Number, e.Birth, Contact{}
		s.Links, s.Tokens = slices.Clone(s.Links), slices.Clone(s.Tokens)
		for i := range s.Links {
			s.Links[i].Subject = e.Links[s.Links[i].Provider]
		}
		for i := range s.Tokens {
			s.Tokens[i].Label = e.Labels[s.Tokens[i].ID]
		}
	case AccountErased:
		s = State{Account: s.Account, Kind: s.Kind, Demo: s.Demo, Off: s.Off, Closed: true, Erased: true}
	case ConsentGiven:
		s.Consents = append(s.without(e.Purpose), Consent{Purpose: e.Purpose, Version: e.Version, Given: e.At})
	case ConsentWithdrawn:
		had, _ := s.Consent(e.Purpose)
		s.Consents = append(s.without(e.Purpose), Consent{Purpose: e.Purpose, Version: had.Version, Given: had.Given, Withdrawn: e.At})
	}
	return s
}
