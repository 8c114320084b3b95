package dossier

import (
	"slices"

	"motcua/internal/org"
	"motcua/internal/process"
)

// Desk is one place where dossiers wait for an official (bàn làm việc): what a
// duty of an agency has, charged to nobody or to Account. An official has the
// desks of his own posts and, marked, those of the absent officials for whom he
// stands in. Lists and Decide both ask desks what somebody may work on.
type Desk struct {
	Agency  string
	Duty    org.Duty // as steps name it: a seal keeper sits at the clerk's desk
	Account string   // charged by name: the official himself or the absent one
	// Fields bounds what may be reviewed and approved here to procedures of
	// these fields; empty is every field.
	Fields []string
	Post   org.ActorPost
}

// Desks lists an official's desks, his own first. Whoever grants rights has
// none, whatever else he holds.
func Desks(a org.Actor) []Desk {
	if a.Kind != org.ActorOfficial || a.HoldsAnywhere(org.DutyAdmin) {
		return nil
	}
	out := make([]Desk, 0, len(a.Posts)+1)
	for _, p := range a.Posts {
		d := Desk{Agency: p.Agency, Duty: p.Duty, Account: a.Account, Fields: p.Fields, Post: p}
		if p.StandsInFor != "" {
			d.Account = p.StandsInFor
		}
		if p.Duty == org.DutySealKeeper { // sealing is part of the clerk's step
			d.Duty = org.DutyClerk
		}
		out = append(out, d)
		if p.Duty == org.DutyReception {
			d.Duty = org.DutyReturner
			out = append(out, d)
		}
	}
	return out
}

// Has reports whether what the holder has waits at the desk.
func (d Desk) Has(h Holder) bool {
	return h.Duty != "" && d.Agency == h.Agency && string(d.Duty) == h.Duty && (h.Account == "" || h.Account == d.Account)
}

// Decides reports whether the desk's mandate reaches a step of that kind in a
// procedure of that field.
func (d Desk) Decides(k process.Kind, field string) bool {
	return !slices.Contains(Mandated(), k) || d.Post.Covers(field)
}

// Mandated lists the kinds of step at which a mandate's fields count.
func Mandated() []process.Kind { return []process.Kind{process.Review, process.Approve} }

// At is the first of the desks at which the dossier waits.
func At(desks []Desk, h Holder, k process.Kind, field string) (Desk, bool) {
	for _, d := range desks {
		if d.Has(h) && d.Decides(k, field) {
			return d, true
		}
	}
	return Desk{}, false
}

// capacity is by which post an actor is who a rule names.
func capacity(r Rule, s State, a org.Actor) (org.ActorPost, error) {
	switch r.Who {
	case WhoApplicant:
		if a.Kind == org.ActorOfficial || a.IsSystem() || (s.Exists() && !files(s, a)) {
			return org.ActorPost{}, ErrNotApplicant
		}
	case WhoEither:
		if files(s, a) {
			return org.ActorPost{}, nil
		}
		return reception(s, a)
	case WhoReception:
		return reception(s, a)
	case WhoReturner:
		if post, ok := postOf(s, a, org.DutyReturner, org.DutyReception); ok {
			return post, nil
		}
		return org.ActorPost{}, ErrNotReception
	case WhoPerformer:
		return performer(s, a)
	case WhoHead:
		return head(s, a)
	case WhoLeader:
		return leader(s, a)
	case WhoServing:
		if post, err := performer(s, a); err == nil {
			return post, nil
		}
		return reception(s, a)
	case WhoPasser:
		return passer(s, a)
	case WhoKeeper:
		if post, ok := a.Post(s.Agency, org.DutyClerk); ok {
			return post, nil
		}
		return org.ActorPost{}, ErrNotKeeper
	case WhoGuard:
		return guard(s, a)
	case WhoAdmin:
		if !a.IsSystem() && !a.AdministersAll() {
			return org.ActorPost{}, ErrNotAdmin
		}
	}
	return org.ActorPost{}, nil
}

// guard: an inspector, or the leader of the deciding agency.
func guard(s State, a org.Actor) (org.ActorPost, error) {
	if post, ok := a.Post(s.Agency, org.DutyLeader); ok {
		return post, nil
	}
	if a.HoldsAnywhere(org.DutyInspector) {
		return org.ActorPost{}, nil
	}
	return org.ActorPost{}, ErrNotGuard
}

// postOf is the actor's first post of one of the duties in the deciding or
// receiving agency, his own before others'.
func postOf(s State, a org.Actor, duties ...org.Duty) (org.ActorPost, bool) {
	i := slices.IndexFunc(a.Posts, func(p org.ActorPost) bool {
		return slices.Contains(duties, p.Duty) && (p.Agency == s.Agency || p.Agency == s.Received)
	})
	if i < 0 {
		return org.ActorPost{}, false
	}
	return a.Posts[i], true
}

// reception: a reception officer of the deciding or receiving agency; before
// anything is filed, of any agency (competence is checked with the filing).
func reception(s State, a org.Actor) (org.ActorPost, error) {
	if a.HoldsAnywhere(org.DutyAdmin) {
		return org.ActorPost{}, ErrNotReception
	}
	post, ok := postOf(s, a, org.DutyReception)
	if !s.Exists() {
		i := slices.IndexFunc(a.Posts, func(p org.ActorPost) bool { return p.Duty == org.DutyReception })
		if ok = i >= 0; ok {
			post = a.Posts[i]
		}
	}
	switch {
	case ok:
		return post, nil
	case a.Kind == org.ActorOfficial:
		return org.ActorPost{}, ErrNotReception
	}
	return org.ActorPost{}, ErrNotApplicant
}

// performer: holds the current step, by name when one is charged, else by duty.
func performer(s State, a org.Actor) (org.ActorPost, error) {
	if s.Status == New {
		return reception(s, a)
	}
	step, _ := s.CurrentStep()
	desks := Desks(a)
	if d, ok := At(desks, s.Holder, step.Kind, s.Field.Code); ok {
		return d.Post, nil
	}
	switch {
	case slices.ContainsFunc(desks, func(d Desk) bool { return d.Has(s.Holder) }):
		return org.ActorPost{}, ErrMandate
	case a.Kind == org.ActorOfficial && a.InAgency(s.Agency):
		return org.ActorPost{}, ErrNotPerformer
	}
	return org.ActorPost{}, ErrNotApplicant
}

// leader: leads the deciding agency, and his mandate reaches the procedure's
// field.
func leader(s State, a org.Actor) (org.ActorPost, error) {
	err := error(ErrNotApplicant)
	if a.Kind == org.ActorOfficial {
		err = ErrNotLeader
	}
	for _, d := range Desks(a) {
		if d.Agency != s.Agency || d.Duty != org.DutyLeader {
			continue
		}
		if d.Post.Covers(s.Field.Code) {
			return d.Post, nil
		}
		err = ErrMandate
	}
	return org.ActorPost{}, err
}

// head: leads who holds the step. The unit's head leads the specialists, the
// agency's leader everybody.
func head(s State, a org.Actor) (org.ActorPost, error) {
	if post, ok := a.Post(s.Agency, org.DutyLeader); ok {
		return post, nil
	}
	if post, ok := a.Post(s.Agency, org.DutyUnitHead); ok && s.Holder.Duty == process.Specialist {
		return post, nil
	}
	if a.Kind == org.ActorOfficial {
		return org.ActorPost{}, ErrNotHead
	}
	return org.ActorPost{}, ErrNotApplicant
}
