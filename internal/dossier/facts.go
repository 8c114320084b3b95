package dossier

import (
	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// Facts are what Decide knows besides the state: values read before, whose
// versions the journal checks again under its lock.
type Facts struct {
	Now          calendar.Instant
	Actor        org.Actor
	Organisation *org.Organisation
	// Clock is the deciding agency's calendar.
	Clock *calendar.Clock
	// Procedure with its stream's version, Rules by which agencies are
	// competent, and Process in force: needed by acts that file or accept.
	Procedure procedure.Procedure
	Version   int64
	Rules     []org.Rule
	Process   process.Process
	Fileable  bool // the portal takes dossiers for it (procedure.Fileable)
	// ID and Slip are fresh ids for a new dossier or slip.
	ID   string
	Slip Slip
	// Retention is the procedure's term on the day, Related the streams about the
	// dossier that are erased with it.
	Retention procedure.Retention
	Related   []string
	// Confidential: the dossier's procedure is confidential (bảo mật nội bộ).
	Confidential bool
	// Demo allows files that the product made itself as results.
	Demo bool

	// as is the post by which the actor acts, found by Decide; zero for an
	// applicant.
	as org.ActorPost
}

// behalf is for whom the actor acts.
func (f Facts) behalf() Behalf {
	if f.as.StandsInFor == "" {
		return Behalf{}
	}
	return Behalf{Absent: f.as.StandsInFor, Title: f.as.Title, Mandate: string(f.as.Mandate)}
}

// isHe reports whether an account is the actor, or the official he stands in
// for: what one may not do, the other may not do for him.
func (f Facts) isHe(account string) bool {
	return account != "" && (account == f.Actor.Account || account == f.as.StandsInFor)
}
