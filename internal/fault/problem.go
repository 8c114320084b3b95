package fault

import "motcua/internal/locale"

// Of makes the Invalid error of a locale.Problem found in a form field; nil
// stays nil. Assign it to an error only after comparing it with nil.
func Of(p *locale.Problem, field string) *Error {
	if p == nil {
		return nil
	}
	return New(Invalid, p.Code, p.Say).At(field)
}
