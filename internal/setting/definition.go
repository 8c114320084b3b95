package setting

import (
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Kind is what sort of value a setting has.
type Kind string

// The kinds.
const (
	Words  Kind = "words"  // a text, in Vietnamese alone or in both languages
	Number Kind = "number" // a whole number between two bounds
	Switch Kind = "switch" // open or closed, with the sentence that people read while it is closed
)

// Value is the value of a setting; which fields count its kind says.
type Value struct {
	Text   locale.Text `json:"text,omitzero"`
	Number int64       `json:"number,omitempty"`
	On     bool        `json:"on,omitempty"`
	// Confirmed: a person has compared the wording with the issued form.
	Confirmed bool `json:"confirmed,omitempty"`
}

// Placeholder is a name in braces that a text takes a value for: {ma}.
type Placeholder struct {
	Name   string
	Says   locale.Text // what stands there
	Sample locale.Text // for the preview
	Needed bool        // a text without it does not do its work
}

// Definition is something that can be set.
type Definition struct {
	Key   string // stable, dotted: "message.accepted"
	Kind  Kind
	Group locale.Text // heading of the list
	Name  locale.Text
	Does  locale.Text // what it changes for whom
	// Default holds as long as nobody has set anything.
	Default Value
	// Low and High bound a number, both included; Unit says what is counted.
	Low, High int64
	Unit      locale.Text
	// Longest is the longest text, in characters.
	Longest      int
	Placeholders []Placeholder
	// Single: the text is Vietnamese alone, as official forms are.
	Single bool
	// Empty: the text may be left out.
	Empty bool
	// PerAgency: an agency may have a value of its own; ByUnit: its own
	// administrator may set it.
	PerAgency, ByUnit bool
	// Second: a change is proposed, and in force only once another administrator
	// has confirmed it. Settings of security.
	Second bool
	// Confirmable: the wording is marked as not compared with the issued form
	// until a person confirms it.
	Confirmable bool
	// Verify checks the Vietnamese text beyond its placeholders, nil for none.
	Verify func(text string) error
}

// MayChange reports whether the actor may set it for the agency, "" being the
// province.
func (d Definition) MayChange(a org.Actor, agency string) bool {
	switch {
	case agency != "" && !d.PerAgency:
		return false
	case a.IsSystem(), a.AdministersAll():
		return true
	}
	return agency != "" && d.ByUnit && a.Administers(agency)
}

// Samples are the placeholders' sample values, for a preview.
func (d Definition) Samples() map[string]locale.Text {
	out := map[string]locale.Text{}
	for _, p := range d.Placeholders {
		out[p.Name] = p.Sample
	}
	return out
}
