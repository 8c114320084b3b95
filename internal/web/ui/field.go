package ui

import (
	"strconv"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Form is what the fields of a page read: the values typed so far and what is
// wrong with them. *web.Form is one.
type Form interface {
	// Value is the (first) value of a field, "" when it has none.
	Value(name string) string
	// Values are all values of a field, for checkboxes.
	Values(name string) []string
	// Error is the sentence about a field, zero when it is right.
	Error(name string) locale.Text
	// Faults are all errors in the order of the fields, for the summary.
	Faults() []*fault.Error
}

// FieldID is the id of the input named name; an error summary links to it.
func FieldID(name string) string {
	var b strings.Builder
	b.WriteString("f-")
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		default:
			b.WriteByte('-')
		}
	}
	return b.String()
}

func value(f Form, name, own string) string {
	if f != nil {
		if v := f.Value(name); v != "" || own == "" {
			return v
		}
	}
	return own
}

func chosen(f Form, name, v string, own bool) bool {
	if f == nil {
		return own
	}
	for _, x := range f.Values(name) {
		if x == v {
			return true
		}
	}
	return own && len(f.Values(name)) == 0
}

func errorOf(f Form, name string) locale.Text {
	if f == nil {
		return locale.Text{}
	}
	return f.Error(name)
}

// described is the aria-describedby of a field with or without hint and error.
func described(name string, hint, err locale.Text, more ...string) string {
	ids := append([]string(nil), more...)
	if !hint.IsZero() {
		ids = append(ids, FieldID(name)+"-hint")
	}
	if !err.IsZero() {
		ids = append(ids, FieldID(name)+"-error")
	}
	return strings.Join(ids, " ")
}

func hasFaults(f Form) bool { return f != nil && len(f.Faults()) > 0 }

func itoa(n int) string { return strconv.Itoa(n) }

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
