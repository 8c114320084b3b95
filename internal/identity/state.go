package identity

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Token (mã truy cập) lets a program act for an account; its secret is known
// to its holder alone.
type Token struct {
	ID      string           `json:"id"`
	Label   string           `json:"label,omitempty"`
	Scopes  []Scope          `json:"scopes"`
	Hash    string           `json:"hash"` // SHA-256 of the secret, hex
	Issued  calendar.Instant `json:"issued"`
	Expires calendar.Instant `json:"expires"`
}

// Contact is how a person is reached.
type Contact struct {
	Phone   string `json:"phone,omitempty"` // E.164
	Email   string `json:"email,omitempty"`
	Address string `json:"address,omitempty"`
	Place   string `json:"place,omitempty"` // id of an org.Place
}

// State is one account. The zero State is an account that was never opened;
// after erasure its personal fields are empty.
type State struct {
	Account string        `json:"account,omitempty"`
	Kind    org.ActorKind `json:"kind,omitempty"`
	Demo    bool          `json:"demo,omitempty"`
	Name    string        `json:"name,omitempty"`
	Number  string        `json:"number,omitempty"`
	Birth   calendar.Date `json:"birth,omitzero"`
	Contact
	Off    bool    `json:"off,omitempty"` // disabled for the time being
	Closed bool    `json:"closed,omitempty"`
	Tokens []Token `json:"tokens,omitempty"` // not revoked; some may have expired
	Links  []Link  `json:"links,omitempty"`  // identity providers' users who may enter

	Factors []Factor `json:"factors,omitempty"` // second factors, the oldest first

	Consents []Consent `json:"consents,omitempty"` // the last word about each purpose
	Erased   bool      `json:"erased,omitempty"`   // closed by its holder, nothing personal is left
}

// Exists reports whether the account was ever opened.
func (s State) Exists() bool { return s.Account != "" }

// Active reports whether the account may sign in and act.
func (s State) Active() bool { return s.Exists() && !s.Off && !s.Closed }

// Token is the token with that id, if it was not revoked.
func (s State) Token(id string) (Token, bool) {
	for _, t := range s.Tokens {
		if t.ID == id {
			return t, true
		}
	}
	return Token{}, false
}

// Evolve folds one event into the state. It never panics and takes events
// whose personal part was erased.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Opened:
		s.Account, s.Kind, s.Demo = e.Account, e.Kind, e.Demo
		s.Name, s.Number, s.Birth = e.Name, e.Number, e.Birth
		s.Contact = Contact{e.Phone, e.Email, e.Address, e.Place}
	case ContactChanged:
		s.Contact = Contact{e.Phone, e.Email, e.Address, e.Place}
	case Disabled:
		s.Off = true
	case Enabled:
		s.Off = false
	case Closed:
		s.Closed, s.Tokens, s.Factors = true, nil, nil
	case TokenIssued:
		s.Tokens = append(slices.Clip(s.Tokens), Token{
			ID: e.Token, Label: e.Label, Scopes: slices.Clone(e.Scopes), Hash: e.Hash, Issued: e.Issued, Expires: e.Expires,
		})
	case FactorEnrolled, FactorRemoved, FactorsReset:
		return evolveFactor(s, e)
	case Linked, Unlinked, Proved:
		return evolveLinks(s, e)
	case ContactErased, AccountErased, ConsentGiven, ConsentWithdrawn:
		return evolvePrivacy(s, e)
	case TokenRevoked:
		s.Tokens = slices.DeleteFunc(slices.Clone(s.Tokens), func(t Token) bool { return t.ID == e.Token })
	}
	return s
}

// Tables are the synchronous projections of accounts.
func Tables() []act.Table {
	return []act.Table{
		{Name: "account_row", Key: []string{"id"}, Columns: []string{"kind", "name", "name_sort", "number", "phone", "email", "demo", "active"}},
		{Name: "api_token", Key: []string{"id"}, Columns: []string{"account", "hash", "scopes", "expires_at"}},
		{Name: "external_link", Key: []string{"account", "provider"}, Columns: []string{"subject", "assurance"}},
		{Name: "account_factor", Key: []string{"id"}, Columns: []string{"account", "kind"}},
	}
}

// Rows are the account's rows: one for itself, one for each second factor, one
// for each token while the account is active.
func Rows(_ string, s State) []act.Row {
	if !s.Exists() {
		return nil
	}
	flag := func(b bool) int64 {
		if b {
			return 1
		}
		return 0
	}
	rows := []act.Row{{Table: "account_row", Values: []any{
		s.Account, string(s.Kind), s.Name, locale.NameSortKey(s.Name), s.Number, s.Phone, s.Email, flag(s.Demo), flag(s.Active()),
	}}}
	for _, f := range s.Factors {
		rows = append(rows, act.Row{Table: "account_factor", Values: []any{f.ID, s.Account, string(f.Kind)}})
	}
	if !s.Closed {
		for _, l := range s.Links {
			rows = append(rows, act.Row{Table: "external_link", Values: []any{s.Account, l.Provider, l.Subject, int64(l.Assurance)}})
		}
	}
	if !s.Active() {
		return rows
	}
	for _, t := range s.Tokens {
		rows = append(rows, act.Row{Table: "api_token", Values: []any{t.ID, s.Account, t.Hash, JoinScopes(t.Scopes), int64(t.Expires)}})
	}
	return rows
}
