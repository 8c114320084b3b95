package identity

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/org"
)

// PrincipalKind is the kind of the stream about who may act for a business:
// "principal/<account of the business>".
const PrincipalKind = "principal"

// PrincipalStream is the stream about who may act for the business with that
// account.
func PrincipalStream(account string) string { return PrincipalKind + "/" + account }

// Represented says that a person is the business's legal representative (người
// đại diện theo pháp luật) from now on.
type Represented struct {
	Account string           `json:"account"`
	By      string           `json:"by"`                // account that named him, or the system
	Through string           `json:"through,omitempty"` // identity provider that proved it, "" when he was named
	Since   calendar.Instant `json:"since"`
}

// RepresentationEnded says that the person represents the business no more.
type RepresentationEnded struct {
	Account string           `json:"account"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// Empowered says what a person may do for the business (giao việc), from a day
// to a day; an earlier grant to him ends with it.
type Empowered struct {
	Grant   string           `json:"grant"` // its id
	Account string           `json:"account"`
	Powers  []org.Power      `json:"powers"`
	From    calendar.Date    `json:"from"`
	Until   calendar.Date    `json:"until"` // the last day
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// PowerRevoked says that the grant ends now (thu hồi).
type PowerRevoked struct {
	Grant string           `json:"grant"`
	By    string           `json:"by"`
	At    calendar.Instant `json:"at"`
}

// EventType is the stable name.
func (Represented) EventType() string { return "identity.represented" }

// EventType is the stable name.
func (RepresentationEnded) EventType() string { return "identity.representation_ended" }

// EventType is the stable name.
func (Empowered) EventType() string { return "identity.empowered" }

// EventType is the stable name.
func (PowerRevoked) EventType() string { return "identity.power_revoked" }

// PrincipalCodec stores the events about who may act for a business. They name
// accounts, never people: nothing in them is left to erase when an account is.
func PrincipalCodec() act.Codec {
	return act.NewCodec(Represented{}, RepresentationEnded{}, Empowered{}, PowerRevoked{})
}

// Representative is a legal representative.
type Representative struct {
	Account string           `json:"account"`
	By      string           `json:"by"`
	Through string           `json:"through,omitempty"`
	Since   calendar.Instant `json:"since"`
}

// Grant is what somebody was given to do for the business.
type Grant struct {
	ID      string           `json:"id"`
	Account string           `json:"account"`
	Powers  []org.Power      `json:"powers"`
	From    calendar.Date    `json:"from"`
	Until   calendar.Date    `json:"until"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// PrincipalState is who may act for a business. The zero value is a business
// that acts with its own account alone.
type PrincipalState struct {
	Representatives []Representative `json:"representatives,omitempty"`
	Grants          []Grant          `json:"grants,omitempty"` // not revoked; some may have ended
}

// Represents reports whether the account is a legal representative.
func (s PrincipalState) Represents(account string) bool {
	return slices.ContainsFunc(s.Representatives, func(r Representative) bool { return r.Account == account })
}

// Grant is the grant with that id, if it was not revoked.
func (s PrincipalState) Grant(id string) (Grant, bool) {
	i := slices.IndexFunc(s.Grants, func(g Grant) bool { return g.ID == id })
	if i < 0 {
		return Grant{}, false
	}
	return s.Grants[i], true
}

// EvolvePrincipal folds one event into the state. It never panics.
func EvolvePrincipal(s PrincipalState, e act.Event) PrincipalState {
	switch e := e.(type) {
	case Represented:
		s.Representatives = append(s.others(e.Account), Representative(e))
		s.Grants = s.grantsBut(e.Account)
	case RepresentationEnded:
		s.Representatives = s.others(e.Account)
	case Empowered:
		s.Grants = append(s.grantsBut(e.Account), Grant{ID: e.Grant, Account: e.Account, Powers: slices.Clone(e.Powers), From: e.From, Until: e.Until, By: e.By, At: e.At})
	case PowerRevoked:
		s.Grants = slices.DeleteFunc(slices.Clone(s.Grants), func(g Grant) bool { return g.ID == e.Grant })
	}
	return s
}

func (s PrincipalState) others(account string) []Representative {
	return slices.DeleteFunc(slices.Clone(s.Representatives), func(r Representative) bool { return r.Account == account })
}

func (s PrincipalState) grantsBut(account string) []Grant {
	return slices.DeleteFunc(slices.Clone(s.Grants), func(g Grant) bool { return g.Account == account })
}

// PrincipalTables are the projections of the principal streams: what each
// person may do for which business.
func PrincipalTables() []act.Table {
	return []act.Table{{Name: "principal_power", Key: []string{"principal", "account"}, Columns: []string{"grant_id", "powers", "from_day", "until_day"}}}
}

// PrincipalRows are one row for each person who may act for the business; days
// are ISO texts, "" is no bound.
func PrincipalRows(stream string, s PrincipalState) []act.Row {
	principal := strings.TrimPrefix(stream, PrincipalKind+"/")
	var rows []act.Row
	row := func(account, grant string, powers []org.Power, from, until string) {
		rows = append(rows, act.Row{Table: "principal_power", Values: []any{principal, account, grant, JoinPowers(powers), from, until}})
	}
	for _, r := range s.Representatives {
		row(r.Account, "", org.Powers(), "", "")
	}
	for _, g := range s.Grants {
		row(g.Account, g.ID, g.Powers, g.From.String(), g.Until.String())
	}
	return rows
}

// JoinPowers writes powers as one list of words.
func JoinPowers(powers []org.Power) string {
	words := make([]string, len(powers))
	for i, p := range powers {
		words[i] = string(p)
	}
	return strings.Join(words, " ")
}

// SplitPowers reads what JoinPowers wrote.
func SplitPowers(words string) []org.Power {
	var powers []org.Power
	for _, w := range strings.Fields(words) {
		powers = append(powers, org.Power(w))
	}
	return powers
}
