package act

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
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
	// First is the number that the book begins with, 0 for 1: whoever moves over
	// from a paper book goes on where it ended. Once the book has begun it says
	// nothing: no number is skipped or given twice.
	First int64
}

// Numbered is an event that takes numbers from books.
type Numbered interface {
	Event
	// Numbers lists the books, in the order WithNumbers expects. Two books of one
	// name and day are one book.
	Numbers() []Number
	// WithNumbers returns the event with its numbers filled in.
	WithNumbers(n []int64) Event
}

// Erasing is an event that erases personal data (xóa dữ liệu cá nhân): with it
// the journal deletes every personal part that these streams had before, and
// folds them anew. What is public of them, and the proof, stays. It must be the
// first event of its command.
type Erasing interface {
	Event
	// Erases lists streams, the event's own among them if its parts go too.
	Erases() []string
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
type Codec struct{ types map[string]shape }

// shape is what a codec knows of one event type, read once.
type shape struct {
	of     reflect.Type
	fields []field // sorted by name, as JSON objects are stored
}

// field is one stored field of an event.
type field struct {
	index int
	name  string
	label []byte // `"name":`
	omit  bool   // left out when zero
	role  string // of personal data, "" for the public part
}

// NewCodec makes a codec from one zero value of each event struct.
func NewCodec(samples ...Event) Codec {
	c := Codec{types: make(map[string]shape, len(samples))}
	for _, s := range samples {
		c.types[s.EventType()] = shapeOf(reflect.TypeOf(s))
	}
	return c
}

func shapeOf(t reflect.Type) shape {
	s := shape{of: t}
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		role := f.Tag.Get("personal")
		s.fields = append(s.fields, field{
			index: i, name: name, label: append(strconv.AppendQuote(nil, name), ':'), role: role,
			omit: role != "" || strings.Contains(opts, "omitempty") || strings.Contains(opts, "omitzero"),
		})
	}
	slices.SortFunc(s.fields, func(a, b field) int { return cmp.Compare(a.name, b.name) })
	return s
}

// Types lists the event names the codec knows, sorted.
func (c Codec) Types() []string { return slices.Sorted(maps.Keys(c.types)) }

// Encode splits an event into its public part and its personal parts: JSON
// objects with sorted names. An empty personal field is not stored.
func (c Codec) Encode(e Event) (Encoded, error) {
	s, ok := c.types[e.EventType()]
	if !ok {
		return Encoded{}, fmt.Errorf("act: event %q is not declared to its codec", e.EventType())
	}
	v := reflect.ValueOf(e)
	out := Encoded{Type: e.EventType(), Public: []byte{'{'}}
	for _, f := range s.fields {
		value := v.Field(f.index)
		if f.omit && value.IsZero() {
			continue
		}
		raw, err := json.Marshal(value.Interface())
		if err != nil {
			return Encoded{}, fmt.Errorf("act: %s.%s: %w", out.Type, f.name, err)
		}
		body := &out.Public
		if f.role != "" {
			body = out.part(f.role)
		}
		if len(*body) > 1 {
			*body = append(*body, ',')
		}
		*body = append(append(*body, f.label...), raw...)
	}
	out.Public = append(out.Public, '}')
	for i := range out.Parts {
		out.Parts[i].Body = append(out.Parts[i].Body, '}')
	}
	return out, nil
}

// part is the open body of a role's part, in its place among the others.
func (e *Encoded) part(role string) *[]byte {
	i, found := slices.BinarySearchFunc(e.Parts, role, func(p Part, r string) int { return cmp.Compare(p.Role, r) })
	if !found {
		e.Parts = slices.Insert(e.Parts, i, Part{Role: role, Body: []byte{'{'}})
	}
	return &e.Parts[i].Body
}

// Decode rebuilds an event. Parts that were erased are simply absent: their
// fields come back empty.
func (c Codec) Decode(name string, public []byte, parts []Part) (Event, error) {
	s, ok := c.types[name]
	if !ok {
		return nil, fmt.Errorf("act: unknown event %q", name)
	}
	p := reflect.New(s.of)
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
