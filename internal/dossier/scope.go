package dossier

import (
	"slices"

	"motcua/internal/org"
)

// casework are the duties whose holders see the dossiers of their agency.
//
//nolint:gochecknoglobals // a constant table
var casework = []org.Duty{
	org.DutyReception, org.DutySpecialist, org.DutyUnitHead, org.DutyLeader, org.DutyClerk, org.DutySealKeeper, org.DutyReturner,
}

// Scope is what an actor may see of all dossiers, as a value: lists, searches,
// counts, exports and files build their one WHERE clause from it.
type Scope struct {
	Account  string   // own dossiers of a citizen or business
	Agencies []string // dossiers that these agencies decide or received
	All      bool     // the whole province: inspectors and the centre's director
}

// ScopeOf derives the scope from who the actor is and what duties he holds.
// Whoever grants rights works on no dossiers, whatever else he holds.
func ScopeOf(a org.Actor) Scope {
	if a.Kind != org.ActorOfficial {
		return Scope{Account: a.Account}
	}
	if a.HoldsAnywhere(org.DutyAdmin) {
		return Scope{}
	}
	s := Scope{All: a.HoldsAnywhere(org.DutyInspector) || a.HoldsAnywhere(org.DutyDirector)}
	for _, p := range a.Posts {
		if slices.Contains(casework, p.Duty) && !slices.Contains(s.Agencies, p.Agency) {
			s.Agencies = append(s.Agencies, p.Agency)
		}
	}
	return s
}

// Sees reports whether the dossier lies in the scope.
func (s Scope) Sees(d State) bool {
	switch {
	case !d.Exists():
		return false
	case s.All:
		return true
	case s.Account != "":
		return d.Account == s.Account
	}
	return slices.Contains(s.Agencies, d.Agency) || slices.Contains(s.Agencies, d.Received)
}
