package act

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

// Event is something that happened, past tense. Its fields are written as
// JSON. A field tagged `personal:"role"` (role: whose data it is, such as
// "owner") is kept apart from the public part, in a record that can be erased;
// what folds events must accept it empty.
type Event interface {
	// EventType is the stable name, "dossier.accepted"; a changed shape is a
	// new name, and old names decode for ever.
	EventType() string
}

// Number names the next number of a gap-free book on a day: the journal fills
// it under the lock of the write, only when the act is accepted.
type Number struct {
	Book string // "code/H49.12", "form01/H49.12"
	Day  string // yyyy-mm-dd, or a year for yearly books: the book starts anew with each
}

// Numbered is an event that takes numbers from books.
type Numbered interface {
	Event
	// Numbers lists the books, in the order WithNumbers expects.
	Numbers() []Number
	// WithNumbers returns the event with its numbers (from 1) filled in.
	WithNumbers(n []int64) Event
}

// Subjected is an event that knows whose personal data it carries: role to
// subject (an account's id). Without it the subject is the stream itself.
type Subjected interface {
	Event
	Subjects() map[string]string
}

// Claimed is an event that claims an earlier instant than the one it is
// recorded at (entry after an outage, receipt by post, take-over, migration).
// It returns µs since 1970 UTC, 0 for none.
type Claimed interface {
	Event
	ClaimedAt() int64
}

// Row is one row of a synchronous projection: Values are the table's columns
// in order, the key first. Values are string or int64, never nil: "" and 0 say
// "none".
type Row struct {
	Table  string
	Values []any
}

// Table declares a projection's table to the journal, which writes it.
type Table struct {
	Name    string
	Key     []string // key columns
	Columns []string // the other columns, in the order of Row.Values
}

// Part is the personal part of one event about one subject.
type Part struct {
	Role string // the tag's value: "owner", "applicant", "performer"
	Body []byte // JSON object of that role's fields
}

// Encoded is an event ready to be stored.
type Encoded struct {
	Type   string
	Public []byte
	Parts  []Part // sorted by role
}

// Codec turns the events of one core into stored form and back.
type Codec struct{ types map[string]reflect.Type }

// NewCodec makes a codec from one zero value of each event struct.
func NewCodec(samples ...Event) Codec {
	c := Codec{types: make(map[string]reflect.Type, len(samples))}
	for _, s := range samples {
		c.types[s.EventType()] = reflect.TypeOf(s)
	}
	return c
}

// Types lists the event names the codec knows, sorted.
func (c Codec) Types() []string {
	names := make([]string, 0, len(c.types))
	for n := range c.types {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// Encode splits an event into its public part and its personal parts.
func (c Codec) Encode(e Event) (Encoded, error) {
	v := reflect.ValueOf(e)
	if _, ok := c.types[e.EventType()]; !ok {
		return Encoded{}, fmt.Errorf("act: event %q is not declared to its codec", e.EventType())
	}
	public := map[string]json.RawMessage{}
	parts := map[string]map[string]json.RawMessage{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, skip := jsonName(f, v.Field(i))
		if skip {
			continue
		}
		raw, err := json.Marshal(v.Field(i).Interface())
		if err != nil {
			return Encoded{}, fmt.Errorf("act: %s.%s: %w", e.EventType(), f.Name, err)
		}
		role := f.Tag.Get("personal")
		if role == "" {
			public[name] = raw
			continue
		}
		if v.Field(i).IsZero() {
			continue
		}
		if parts[role] == nil {
			parts[role] = map[string]json.RawMessage{}
		}
		parts[role][name] = raw
	}
	return assemble(e.EventType(), public, parts)
}

func assemble(name string, public map[string]json.RawMessage, parts map[string]map[string]json.RawMessage) (Encoded, error) {
	out := Encoded{Type: name}
	var err error
	if out.Public, err = json.Marshal(public); err != nil {
		return Encoded{}, fmt.Errorf("act: %s: %w", name, err)
	}
	roles := make([]string, 0, len(parts))
	for r := range parts {
		roles = append(roles, r)
	}
	sort.Strings(roles)
	for _, r := range roles {
		body, err := json.Marshal(parts[r])
		if err != nil {
			return Encoded{}, fmt.Errorf("act: %s: %w", name, err)
		}
		out.Parts = append(out.Parts, Part{Role: r, Body: body})
	}
	return out, nil
}

func jsonName(f reflect.StructField, v reflect.Value) (name string, skip bool) {
	if !f.IsExported() {
		return "", true
	}
	tag, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
	if tag == "-" {
		return "", true
	}
	if tag == "" {
		tag = f.Name
	}
	omit := strings.Contains(opts, "omitempty") || strings.Contains(opts, "omitzero")
	return tag, omit && v.IsZero()
}

// Decode rebuilds an event. Parts that were erased are simply absent: their
// fields come back empty.
func (c Codec) Decode(name string, public []byte, parts []Part) (Event, error) {
	t, ok := c.types[name]
	if !ok {
		return nil, fmt.Errorf("act: unknown event %q", name)
	}
	p := reflect.New(t)
	if err := json.Unmarshal(public, p.Interface()); err != nil {
		return nil, fmt.Errorf("act: %s: %w", name, err)
	}
	for _, part := range parts {
		if err := json.Unmarshal(part.Body, p.Interface()); err != nil {
			return nil, fmt.Errorf("act: %s, part %s: %w", name, part.Role, err)
		}
	}
	e, ok := p.Elem().Interface().(Event)
	if !ok {
		return nil, fmt.Errorf("act: %s does not implement Event by value", name)
	}
	return e, nil
}
