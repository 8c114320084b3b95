package notify

import (
	"cmp"

	"motcua/internal/act"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

// KindOf is the message that an event of a dossier makes; false for an event
// that tells the applicant nothing. A filing at a counter tells nothing: what
// follows in the same act does.
func KindOf(e act.Event) (Kind, bool) {
	switch e := e.(type) {
	case dossier.Filed:
		return Filed, e.Method == procedure.Online
	case dossier.WasAccepted:
		return Accepted, true
	case dossier.WasDenied:
		return Denied, true
	case dossier.SupplementRequested:
		return SupplementRequested, true
	case dossier.SupplementReceived:
		return SupplementReceived, true
	case dossier.LimitDetermined:
		return LimitDetermined, true
	case dossier.DueMoved:
		return DueMoved, true
	case dossier.WasFinished:
		return Finished, true
	case dossier.WasHandedOver:
		return HandedOver, true
	}
	return asideKind(e)
}

// asideKind is KindOf for the acts off the straight way.
func asideKind(e act.Event) (Kind, bool) {
	switch e.(type) {
	case dossier.PaymentAsked:
		return PaymentAsked, true
	case dossier.PaymentRecorded:
		return PaymentRecorded, true
	case dossier.WasSuspended:
		return Suspended, true
	case dossier.WasResumed:
		return Resumed, true
	case dossier.WasStopped:
		return Stopped, true
	case dossier.WasWithdrawn:
		return Withdrawn, true
	case dossier.Apologised:
		return Apologised, true
	case dossier.FinishCorrected:
		return FinishCorrected, true
	case dossier.WasPosted:
		return PostedResult, true
	}
	return "", false
}

// Contact is what the account of an applicant says about reaching its owner.
// The zero Contact is that of somebody without an account, or of a closed one.
type Contact struct {
	Inbox bool // the account is open: its owner can read an inbox
	Phone string
	Email string
	// NoEmail: the owner does not agree to e-mail, whatever address a dossier names.
	NoEmail bool
}

// RecipientOf is whom a dossier's messages are for: who filed it, else the
// owner; of those the first that can be reached without an account.
func RecipientOf(s dossier.State, c Contact) Recipient {
	p := s.Owner
	if !s.Applicant.IsZero() && (s.Applicant.Phone != "" || s.Applicant.Email != "" || s.Account != "" || s.Owner.Phone == "" && s.Owner.Email == "") {
		p = s.Applicant
	}
	to := Recipient{Name: p.Name, Phone: cmp.Or(p.Phone, c.Phone), Email: cmp.Or(p.Email, c.Email), Address: cmp.Or(s.Return.Address, p.Address)}
	if c.NoEmail {
		to.Email = ""
	}
	if c.Inbox {
		to.Account = s.Account
	}
	return to
}

// ChannelsFor chooses the ways to a recipient: inbox and e-mail as far as they
// are known; without both the call list. Who stood at the counter during the
// act and holds its paper is not called. actor is the account that acted, mail
// whether e-mail can be sent.
func ChannelsFor(s dossier.State, e act.Event, actor string, to Recipient, mail bool) []Channel {
	var ways []Channel
	if to.Account != "" {
		ways = append(ways, Inbox)
	}
	if mail && to.Email != "" {
		ways = append(ways, Email)
	}
	switch {
	case len(ways) > 0:
		return ways
	case present(s, e, actor):
		return []Channel{InPerson}
	}
	return []Channel{Call}
}

// present reports whether the applicant stood at the counter during the act.
func present(s dossier.State, e act.Event, actor string) bool {
	switch e := e.(type) {
	case dossier.WasAccepted, dossier.WasDenied:
		return s.Method == procedure.Direct
	case dossier.SupplementReceived:
		return s.Method == procedure.Direct && actor != s.Account
	case dossier.WasHandedOver:
		return e.Way == dossier.AtCounter
	}
	return false
}
