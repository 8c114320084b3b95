package look

import (
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/process"
)

// Place is what a list knows of where a dossier stands and stood: enough to say
// whether its reader sees it whole.
type Place struct {
	Agency, Received string // that decides it, and that took it in
	Account          string // of the applicant, "" at a counter
	Holder           dossier.Holder
	Step             process.Kind // the current step's, "" for none
	Field            string       // code of the procedure's field
	Workers          []string     // dossier.State.Workers
}

// Reader is an actor who reads dossiers: made once for a whole list.
type Reader struct {
	actor org.Actor
	scope dossier.Scope
	desks []dossier.Desk
}

// NewReader prepares to read as the actor.
func NewReader(a org.Actor) Reader {
	return Reader{actor: a, scope: dossier.ScopeOf(a), desks: dossier.Desks(a)}
}

// Own reports whether the reader sees a dossier at that place whole without a
// reason. It is the one rule behind pages, lists, searches, the API and files.
func (r Reader) Own(p Place) bool {
	if r.actor.Kind != org.ActorOfficial {
		return p.Account != "" && p.Account == r.actor.Account
	}
	if !r.scope.All && !slices.Contains(r.scope.Agencies, p.Agency) && !slices.Contains(r.scope.Agencies, p.Received) {
		return false
	}
	if _, here := dossier.At(r.desks, p.Holder, p.Step, p.Field); here {
		return true
	}
	for _, post := range r.actor.Posts {
		counter := post.Duty == org.DutyReception || post.Duty == org.DutyReturner
		leads := post.Agency == p.Agency && (post.Duty == org.DutyLeader || post.Duty == org.DutyUnitHead)
		if leads || counter && (post.Agency == p.Agency || post.Agency == p.Received) {
			return true
		}
	}
	return r.actor.Account != "" && slices.Contains(p.Workers, r.actor.Account)
}

// Owner is an owner's name as the reader sees it in a list: whole for his own
// work, else its initials.
func (r Reader) Owner(p Place, name string) string {
	if r.Own(p) {
		return name
	}
	return Name(name)
}
