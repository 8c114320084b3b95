package fault

import (
	"errors"
	"fmt"
	"strings"

	"motcua/internal/locale"
)

// Kind says what sort of failure an error is.
type Kind int

// The kinds, with the HTTP status that pages and API answer.
const (
	Internal    Kind = iota // 500: our failure; nothing was kept
	Invalid                 // 422: a field is wrong; what was typed is kept
	NotFound                // 404: not there, or not to be seen by this person
	Forbidden               // 403: known person without the right
	SignedOut               // 401: sign in first
	Conflict                // 409: somebody changed it meanwhile
	Refused                 // 409: the law or the state of the dossier does not allow the act
	TooLarge                // 413: the body is over the limit, in bytes
	Throttled               // 429: too many tries; wait
	Unavailable             // 503: a service we need is away; nothing was lost
)

//nolint:gochecknoglobals // a constant table
var kindNames = [...]string{"internal", "invalid", "not_found", "forbidden", "signed_out", "conflict", "refused", "too_large", "throttled", "unavailable"}

// String is the kind's stable name.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return "internal"
	}
	return kindNames[k]
}

// Error is a failure that a person may read.
type Error struct {
	Kind  Kind
	Code  string      // stable, dotted, English: "dossier.paper_missing"
	Say   locale.Text // the sentence for people
	Field string      // the form field at fault, "" when none
	Err   error       // the cause, for the log only
}

// New makes an error of a kind with a stable code and a sentence for people.
func New(kind Kind, code string, say locale.Text) *Error {
	return &Error{Kind: kind, Code: code, Say: say}
}

// At returns a copy of e that names the form field at fault.
func (e *Error) At(field string) *Error { c := *e; c.Field = field; return &c }

// Because returns a copy of e with its cause, which only the log shows.
func (e *Error) Because(err error) *Error { c := *e; c.Err = err; return &c }

// Error gives the machine-readable form, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", e.Kind, e.Code)
	if e.Field != "" {
		fmt.Fprintf(&b, " (%s)", e.Field)
	}
	if e.Say.EN != "" {
		b.WriteString(": " + e.Say.EN)
	} else if e.Say.VI != "" {
		b.WriteString(": " + e.Say.VI)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is matches another *Error by its code.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Code == e.Code
}

// List is several errors of one form, shown together in its error summary.
type List []*Error

// Error joins the errors, one a line.
func (l List) Error() string {
	s := make([]string, len(l))
	for i, e := range l {
		s[i] = e.Error()
	}
	return strings.Join(s, "\n")
}

// Unwrap gives the errors to errors.Is and errors.As.
func (l List) Unwrap() []error {
	s := make([]error, len(l))
	for i, e := range l {
		s[i] = e
	}
	return s
}

// OrNil is nil when the list is empty, so that a plain error can be returned.
func (l List) OrNil() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// KindOf is the kind of err: that of the first *Error in its chain, Internal
// for any other error.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// All returns every *Error in err, in order.
func All(err error) []*Error {
	var list List
	if errors.As(err, &list) {
		return list
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}
