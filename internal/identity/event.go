package identity

import (
	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/org"
)

// StreamKind is the kind of an account's stream: "account/<id>".
const StreamKind = "account"

// Stream is the stream id of the account.
func Stream(account string) string { return StreamKind + "/" + account }

// Opened says that an account exists from now on.
type Opened struct {
	Account string        `json:"account"`
	Kind    org.ActorKind `json:"kind"`
	Demo    bool          `json:"demo,omitempty"`
	Name    string        `json:"name,omitempty" personal:"self"`
	// Number is the identification number (số định danh) of a citizen, nationality
	// and passport of a foreigner without one (locale.PassportKey), the tax code (mã
	// số thuế) of a business.
	Number  string        `json:"number,omitempty" personal:"self"`
	Birth   calendar.Date `json:"birth,omitzero" personal:"self"`
	Phone   string        `json:"phone,omitempty" personal:"self"` // E.164
	Email   string        `json:"email,omitempty" personal:"self"`
	Address string        `json:"address,omitempty" personal:"self"`
	Place   string        `json:"place,omitempty" personal:"self"` // id of an org.Place
}

// ContactChanged says how the person is reached from now on; empty is "not at
// all".
type ContactChanged struct {
	Account string `json:"account"`
	Phone   string `json:"phone,omitempty" personal:"self"`
	Email   string `json:"email,omitempty" personal:"self"`
	Address string `json:"address,omitempty" personal:"self"`
	Place   string `json:"place,omitempty" personal:"self"`
}

// Disabled says that nobody may act with the account until it is enabled.
type Disabled struct {
	Ground string `json:"ground"`
}

// Enabled says that the account may act again.
type Enabled struct{}

// Closed says that the account has ended; its tokens end with it.
type Closed struct{}

// SessionsEnded says that an administrator signed the account out everywhere.
type SessionsEnded struct {
	Ground string `json:"ground"`
}

// TokenIssued says that whoever presents the secret of which Hash is the
// SHA-256 (hex) acts for the account within the scopes until Expires.
type TokenIssued struct {
	Account string           `json:"account"`
	Token   string           `json:"token"` // its public id
	Label   string           `json:"label,omitempty" personal:"self"`
	Scopes  []Scope          `json:"scopes"`
	Hash    string           `json:"hash"`
	Issued  calendar.Instant `json:"issued"`
	Expires calendar.Instant `json:"expires"`
}

// TokenRevoked says that the token ends now.
type TokenRevoked struct {
	Token string `json:"token"`
}

// EventType is the stable name.
func (Opened) EventType() string { return "identity.opened" }

// EventType is the stable name.
func (ContactChanged) EventType() string { return "identity.contact_changed" }

// EventType is the stable name.
func (Disabled) EventType() string { return "identity.disabled" }

// EventType is the stable name.
func (Enabled) EventType() string { return "identity.enabled" }

// EventType is the stable name.
func (Closed) EventType() string { return "identity.closed" }

// EventType is the stable name.
func (SessionsEnded) EventType() string { return "identity.sessions_ended" }

// EventType is the stable name.
func (TokenIssued) EventType() string { return "identity.token_issued" }

// EventType is the stable name.
func (TokenRevoked) EventType() string { return "identity.token_revoked" }

// Subjects names whose personal data the event carries.
func (e Opened) Subjects() map[string]string { return self(e.Account) }

// Subjects names whose personal data the event carries.
func (e ContactChanged) Subjects() map[string]string { return self(e.Account) }

// Subjects names whose personal data the event carries.
func (e TokenIssued) Subjects() map[string]string { return self(e.Account) }

func self(account string) map[string]string { return map[string]string{"self": account} }

// Codec stores the events of the account streams.
func Codec() act.Codec {
	return act.NewCodec(Opened{}, ContactChanged{}, Disabled{}, Enabled{}, Closed{}, SessionsEnded{}, TokenIssued{}, TokenRevoked{},
		FactorEnrolled{}, FactorRemoved{}, FactorsReset{}, RecoveryCodesIssued{}, Linked{}, Unlinked{}, Proved{},
		PasswordIssued{}, ContactErased{}, AccountErased{}, ConsentGiven{}, ConsentWithdrawn{})
}
