package org

import "slices"

// ActorKind is the sort of account that acts.
type ActorKind string

// The actor kinds.
const (
	ActorCitizen  ActorKind = "citizen"
	ActorBusiness ActorKind = "business"
	ActorOfficial ActorKind = "official"
	ActorSystem   ActorKind = "system"
)

// ActorPost is a post that the actor holds at the instant of the act.
type ActorPost struct {
	Agency  string  `json:"agency"`
	Unit    string  `json:"unit"`
	Duty    Duty    `json:"duty"`
	Title   string  `json:"title,omitempty"`
	Mandate Mandate `json:"mandate,omitempty"`
	For     string  `json:"for,omitempty"`
	// Fields limits what may be decided by the post to procedures of these
	// fields (mã lĩnh vực); empty is every field.
	Fields []string `json:"fields,omitempty"`
	// StandsInFor is the account of the absent official whose post this is, for
	// whom the actor stands in today; "" is the actor's own post. Title is the
	// actor's own title all the same, For and Mandate say for whom he signs.
	StandsInFor string `json:"stands_in_for,omitempty"`
}

// Covers reports whether the post's delegation reaches procedures of the field.
func (p ActorPost) Covers(field string) bool {
	return len(p.Fields) == 0 || slices.Contains(p.Fields, field)
}

// Actor is who acts, with the posts held on that day, as a value in Facts.
type Actor struct {
	Account string      `json:"account"`
	Name    string      `json:"name"`
	Kind    ActorKind   `json:"kind"`
	Posts   []ActorPost `json:"posts,omitempty"`
	// Principals are the businesses for which a person may act today.
	Principals []ActorPrincipal `json:"principals,omitempty"`
}

// System is the product itself, for seeding, migration and jobs; it never
// decides a dossier.
func System() Actor {
	return Actor{Account: "system", Name: "Hệ thống", Kind: ActorSystem}
}

// IsSystem reports whether the product itself acts.
func (a Actor) IsSystem() bool { return a.Kind == ActorSystem }

// Holds reports whether the actor holds the duty in the agency.
func (a Actor) Holds(agency string, duty Duty) bool {
	_, ok := a.Post(agency, duty)
	return ok
}

// HoldsAnywhere reports whether the actor holds the duty in any agency.
func (a Actor) HoldsAnywhere(duty Duty) bool {
	for _, p := range a.Posts {
		if p.Duty == duty {
			return true
		}
	}
	return false
}

// HoldsIn reports whether the actor holds the duty in that very unit.
func (a Actor) HoldsIn(agency, unit string, duty Duty) bool {
	for _, p := range a.Posts {
		if p.Agency == agency && p.Unit == unit && p.Duty == duty {
			return true
		}
	}
	return false
}

// Administers reports whether the actor administers the agency's staff by a
// post of his own: the province's administrator anywhere, a unit administrator
// (quản trị đơn vị) in his own agency.
func (a Actor) Administers(agency string) bool {
	return slices.ContainsFunc(a.Posts, func(p ActorPost) bool {
		return p.StandsInFor == "" && (p.Duty == DutyAdmin || p.Duty == DutyUnitAdmin && p.Agency == agency)
	})
}

// AdministersAll reports whether the actor administers the whole province by a
// post of his own.
func (a Actor) AdministersAll() bool {
	return slices.ContainsFunc(a.Posts, func(p ActorPost) bool { return p.StandsInFor == "" && p.Duty == DutyAdmin })
}

// Post is the first post of that duty in the agency, an own one before those
// of whom the actor stands in for.
func (a Actor) Post(agency string, duty Duty) (ActorPost, bool) {
	for _, p := range a.Posts {
		if p.Agency == agency && p.Duty == duty {
			return p, true
		}
	}
	return ActorPost{}, false
}

// InAgency reports whether the actor has any post in the agency.
func (a Actor) InAgency(agency string) bool {
	for _, p := range a.Posts {
		if p.Agency == agency {
			return true
		}
	}
	return false
}

// InUnit reports whether the actor has any post in the unit of the agency.
func (a Actor) InUnit(agency, unit string) bool {
	for _, p := range a.Posts {
		if p.Agency == agency && p.Unit == unit {
			return true
		}
	}
	return false
}

// Agencies lists the ids of the agencies the actor has posts in, each once, in
// the order of the posts.
func (a Actor) Agencies() []string {
	var ids []string
	for _, p := range a.Posts {
		seen := false
		for _, id := range ids {
			seen = seen || id == p.Agency
		}
		if !seen {
			ids = append(ids, p.Agency)
		}
	}
	return ids
}
