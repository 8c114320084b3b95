package procedure

import (
	"encoding/json"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/org"
)

// StreamKind is the kind of a procedure's stream: "procedure/<code>".
const StreamKind = "procedure"

// Stream is the stream id of a procedure.
func Stream(code string) string { return StreamKind + "/" + code }

// Origin says who wrote a definition.
type Origin string

// The origins.
const (
	National Origin = "national" // a record of the national database
	Embedded Origin = "embedded" // carried by the product, written from the facts
	Own      Origin = "own"      // written by the province's own officials
)

// CatalogueListed says that a catalogue line named the procedure, or named it
// differently than before.
type CatalogueListed struct {
	Listing Procedure       `json:"listing"`
	Hash    string          `json:"hash"`
	Raw     json.RawMessage `json:"raw,omitempty"`
}

// DefinitionPublished says how the procedure is defined from a day on, with the
// record as it came. Rev counts from 1 in the order we learnt them.
type DefinitionPublished struct {
	Rev        int             `json:"rev"`
	ValidFrom  calendar.Date   `json:"valid_from"`
	Claimed    calendar.Date   `json:"claimed"`
	Updated    calendar.Date   `json:"updated"`
	Origin     Origin          `json:"origin"`
	Hash       string          `json:"hash"`
	Definition Procedure       `json:"definition"`
	Raw        json.RawMessage `json:"raw,omitempty"`
}

// Assigned says which agencies decide, replacing what was said before. Rules
// carry their own days.
type Assigned struct {
	Rules []org.Rule `json:"rules"`
	By    string     `json:"by,omitempty"` // account, a pseudonym
}

// EventType is the stable name.
func (CatalogueListed) EventType() string { return "procedure.listed" }

// EventType is the stable name.
func (DefinitionPublished) EventType() string { return "procedure.described" }

// EventType is the stable name.
func (Assigned) EventType() string { return "procedure.assigned" }

// Codec stores the events of the procedure streams.
func Codec() act.Codec {
	return act.NewCodec(CatalogueListed{}, DefinitionPublished{}, Assigned{}, RetentionSet{}, ConfidentialitySet{})
}
