package org

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
}

// Actor is who acts, with the posts held on that day, as a value in Facts.
type Actor struct {
	Account string      `json:"account"`
	Name    string      `json:"name"`
	Kind    ActorKind   `json:"kind"`
	Posts   []ActorPost `json:"posts,omitempty"`
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

// Post is the first post of that duty in the agency.
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
