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
	Restricted       bool         // dossier.State.Restricted: nobody's own work any more
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
		return r.scope.Owns(p.Account)
	}
	if p.Restricted {
		return false
	}
	if !r.scope.All && !slices.Contains(r.scope.Agencies, p.Agency) && !slices.Contains(r.scope.Agencies, p.Received) {
		return false
	}
	if _, here := dossier.At(r.desks, p.Holder, p.Step, p.Field); here {
		return true
	}
	for _, post := range r.actor.Posts {
		leads := post.Agency == p.Agency && (post.Duty == org.DutyLeader || post.Duty == org.DutyUnitHead)
		if leads || counter(post, p.Agency, p.Received) {
			return true
		}
	}
	return r.actor.Account != "" && slices.Contains(p.Workers, r.actor.Account)
}

// counter reports whether a post sits at a counter of the deciding or the
// receiving agency.
func counter(p org.ActorPost, agency, received string) bool {
	return (p.Duty == org.DutyReception || p.Duty == org.DutyReturner) && (p.Agency == agency || p.Agency == received)
}

// HandsOut reports whether an actor who sees the dossier sees its tracking code
// too: the applicant, and a counter that gives the slip to him.
func HandsOut(s dossier.State, a org.Actor) bool {
	return a.Kind != org.ActorOfficial || slices.ContainsFunc(a.Posts, func(p org.ActorPost) bool { return counter(p, s.Agency, s.Received) })
}

// Owner is an owner's name as the reader sees it in a list: whole for his own
// work, else its initials.
func (r Reader) Owner(p Place, name string) string {
	if r.Own(p) {
		return name
	}
	return Name(name)
}
