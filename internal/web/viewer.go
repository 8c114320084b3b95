package web

import (
	"context"
	"slices"
	"time"

	"motcua/internal/locale"
)

// Kind is the sort of account that reads a page.
type Kind int

// The kinds of accounts.
const (
	None     Kind = iota // signed out
	Person               // công dân, tổ chức: files and follows dossiers
	Staff                // cán bộ, công chức: acts by duties
	Operator             // quản trị: configures, does not read dossiers by default
)

// Post is one duty that an official holds today.
type Post struct {
	Duty   string // stable code of the duty: "reception", "appraisal", …
	Unit   string // id of the unit where it is held
	Agency string // id of the agency that the unit belongs to
	Title  string // as shown: "Cán bộ một cửa, UBND phường Hồng Gai"
}

// Viewer is whoever reads the page. The zero Viewer is signed out.
type Viewer struct {
	Account string // id of the account, "" when signed out
	Name    string
	Kind    Kind
	Lang    locale.Lang // the account's own choice, "" for none
	Posts   []Post
	Demo    bool // a demonstration account
}

// SignedIn reports whether the viewer has an account.
func (v Viewer) SignedIn() bool { return v.Account != "" }

// Holds reports whether the viewer holds a duty at any unit.
func (v Viewer) Holds(duty string) bool {
	return slices.ContainsFunc(v.Posts, func(p Post) bool { return p.Duty == duty })
}

// Accounts finds who an account is now: its name, kind and duties of today. An
// account that does not exist or is closed is a fault.NotFound; the session
// then ends.
type Accounts interface {
	Viewer(ctx context.Context, account string) (Viewer, error)
}

// Access is who may use a route. Name appears in the permission matrix and the
// documentation.
type Access struct {
	Name  string
	Allow func(Viewer) bool
	// Within is how old the proof of who sits there may be; 0 is as old as the
	// session. See Fresh.
	Within time.Duration
}

// The rules that need no duty.
//
//nolint:gochecknoglobals // constants
var (
	// Public is everybody.
	Public = Access{Name: "public", Allow: func(Viewer) bool { return true }}
	// SignedIn is every account.
	SignedIn = Access{Name: "signed-in", Allow: Viewer.SignedIn}
	// Citizen is a person or organisation that files dossiers.
	Citizen = Access{Name: "citizen", Allow: func(v Viewer) bool { return v.Kind == Person }}
	// Official is staff with whatever duty.
	Official = Access{Name: "official", Allow: func(v Viewer) bool { return v.Kind == Staff }}
	// AdminOnly is an operator of the system.
	AdminOnly = Access{Name: "admin", Allow: func(v Viewer) bool { return v.Kind == Operator }}
)

// Duty is staff that holds at least one of the duties. What it may do with a
// given dossier is decided by the core; this rule only opens the route.
func Duty(duties ...string) Access {
	name := "duty:"
	for i, d := range duties {
		if i > 0 {
			name += "|"
		}
		name += d
	}
	return Access{Name: name, Allow: func(v Viewer) bool {
		return v.Kind == Staff && slices.ContainsFunc(duties, v.Holds)
	}}
}

// Any allows whoever one of the rules allows.
func Any(rules ...Access) Access {
	name, within := "", time.Duration(0)
	for i, a := range rules {
		if i > 0 {
			name += "|"
		}
		name += a.Name
		if a.Within > 0 && (within == 0 || a.Within < within) {
			within = a.Within
		}
	}
	return Access{Name: name, Within: within, Allow: func(v Viewer) bool {
		return slices.ContainsFunc(rules, func(a Access) bool { return a.Allow(v) })
	}}
}
