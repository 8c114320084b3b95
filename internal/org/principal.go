package org

import (
	"slices"

	"motcua/internal/calendar"
)

// Power (việc được giao) is one thing that a person may do for a business or
// organisation.
type Power string

// The powers. Whoever has another one follows the dossiers too.
const (
	PowerFollow  Power = "follow"  // theo dõi hồ sơ
	PowerFile    Power = "file"    // nộp hồ sơ, nộp bổ sung
	PowerReceive Power = "receive" // nhận kết quả
	PowerPay     Power = "pay"     // nộp phí, lệ phí
)

// Powers lists all powers: what a legal representative has.
func Powers() []Power { return []Power{PowerFollow, PowerFile, PowerReceive, PowerPay} }

// ActorPrincipal is a business or organisation for which an actor may act
// (chủ thể mà mình đại diện hoặc được giao việc).
type ActorPrincipal struct {
	Account string        `json:"account"` // the business's own
	Name    string        `json:"name"`
	Number  string        `json:"number"`          // tax code (mã số thuế)
	Grant   string        `json:"grant,omitempty"` // by which he may; "" for a legal representative
	Powers  []Power       `json:"powers"`
	From    calendar.Date `json:"from,omitzero"`
	Until   calendar.Date `json:"until,omitzero"` // the last day; zero is open
}

// Represents reports whether the actor is the legal representative (người đại
// diện theo pháp luật).
func (p ActorPrincipal) Represents() bool { return p.Grant == "" }

// May reports whether the actor has the power.
func (p ActorPrincipal) May(w Power) bool { return slices.Contains(p.Powers, w) }

// On reports whether the power is in force on a day.
func (p ActorPrincipal) On(day calendar.Date) bool {
	return !day.Before(p.From) && (p.Until.IsZero() || !day.After(p.Until))
}

// Principal is what the actor may do for the business with that account.
func (a Actor) Principal(account string) (ActorPrincipal, bool) {
	for _, p := range a.Principals {
		if account != "" && p.Account == account {
			return p, true
		}
	}
	return ActorPrincipal{}, false
}

// MayFor reports whether the actor has the power for the business.
func (a Actor) MayFor(account string, w Power) bool {
	p, ok := a.Principal(account)
	return ok && p.May(w)
}

// OnDay is the actor with only those principals that are his on the day.
func (a Actor) OnDay(day calendar.Date) Actor {
	a.Principals = slices.DeleteFunc(slices.Clone(a.Principals), func(p ActorPrincipal) bool { return !p.On(day) })
	return a
}
