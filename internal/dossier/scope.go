package dossier

import (
	"slices"

	"motcua/internal/org"
	"motcua/internal/process"
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
	For      []string // accounts of the businesses whose dossiers he may follow
	Agencies []string // dossiers that these agencies decide or received
	All      bool     // the whole province: inspectors and the centre's director
	// Official is who reads, zero for an applicant and for figures: what of the
	// confidential dossiers he finds follows from him (Entitled).
	Official org.Actor
}

// ScopeOf derives the scope from who the actor is and what duties he holds.
// Whoever grants rights works on no dossiers, whatever else he holds.
func ScopeOf(a org.Actor) Scope {
	if a.Kind != org.ActorOfficial {
		return scopeOfPerson(a)
	}
	if a.HoldsAnywhere(org.DutyAdmin) {
		return Scope{}
	}
	s := Scope{Official: a, All: a.HoldsAnywhere(org.DutyInspector) || a.HoldsAnywhere(org.DutyDirector)}
	for _, p := range a.Posts {
		if slices.Contains(casework, p.Duty) && !slices.Contains(s.Agencies, p.Agency) {
			s.Agencies = append(s.Agencies, p.Agency)
		}
	}
	return s
}

// Sees reports whether the dossier lies in the scope. secret says that its
// procedure is confidential (bảo mật nội bộ).
func (s Scope) Sees(d State, secret bool) bool {
	return s.Covers(d) && (!secret && !d.Restricted() || s.Account != "" || s.Entitled(d))
}

// Entitled reports whether an official finds a dossier that is confidential or
// restricted: one that waits at his desk, one that he worked on, and one that
// lies with whom he leads. The reception that took it in has it at its desk as
// long as it holds it. Inspectors are not among them: they find one once they
// have recorded their order (look.State.Inspected).
func (s Scope) Entitled(d State) bool {
	step, _ := d.CurrentStep()
	if _, here := At(Desks(s.Official), d.Holder, step.Kind, d.Field.Code); here {
		return true
	}
	for _, p := range s.Official.Posts {
		if p.Duty == org.DutyLeader && (p.Agency == d.Agency || p.Agency == d.Holder.Agency) ||
			p.Duty == org.DutyUnitHead && p.Agency == d.Holder.Agency && d.Holder.Duty == process.Specialist {
			return true
		}
	}
	return s.Official.Account != "" && slices.Contains(d.Workers(), s.Official.Account)
}

// Covers reports whether the dossier lies in the scope as far as agencies tell.
func (s Scope) Covers(d State) bool {
	switch {
	case !d.Exists():
		return false
	case s.All:
		return true
	case s.Account != "":
		return s.Owns(d.Account)
	}
	return slices.Contains(s.Agencies, d.Agency) || slices.Contains(s.Agencies, d.Received)
}
