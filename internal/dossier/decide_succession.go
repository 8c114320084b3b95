package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/org"
)

// decideSucceed passes a dossier on when its deciding or receiving agency has
// ended. Only who has it changes: code, numbers, limit and due times stay.
func decideSucceed(s State, c Succeed, f Facts) ([]act.Event, error) {
	if s.IsOver() {
		return nil, ErrStatus
	}
	day := f.Now.Date()
	_, decides := f.Organisation.Agency(s.Agency, day)
	_, receives := f.Organisation.Agency(s.Received, day)
	if decides && (receives || s.Received == "") {
		return nil, ErrNoSuccession
	}
	if err := text(nil, "decision", c.Decision, "văn bản làm căn cứ", "the deciding text", true).OrNil(); err != nil {
		return nil, err
	}
	e := Succeeded{By: f.Actor.Account, At: f.Now, From: s.Agency, Counter: s.Received, Agency: s.Agency, Received: s.Received, Level: s.Level, Decision: c.Decision}
	if !decides {
		next, ok := heir(s, f)
		if !ok {
			return nil, ErrNoSuccessor
		}
		e.Agency, e.Level = next.ID, string(next.Level.Tier())
	}
	switch {
	case receives || s.Received == "":
	case s.Received == s.Agency:
		e.Received = e.Agency
	default:
		next, ok := f.Organisation.Successor(s.Received, day)
		if !ok {
			return nil, ErrNoSuccessor
		}
		e.Received = next.ID
	}
	e.To = Passed{Step: s.Step, Since: f.Now, Due: s.StepDue, Holder: inherited(s, e, f)}
	return []act.Event{e}, nil
}

// heir is the agency that decides in the ended one's place: whichever is
// competent for the procedure at the applicant's place now (a task may have
// gone to another agency), else its main successor.
func heir(s State, f Facts) (org.Agency, bool) {
	day := f.Now.Date()
	main, found := f.Organisation.Successor(s.Agency, day)
	competent, _ := f.Organisation.Competent(f.Rules, s.Place, day)
	switch {
	case len(competent) == 0 || slices.ContainsFunc(competent, func(a org.Agency) bool { return a.ID == main.ID }):
		return main, found
	case len(competent) == 1:
		return competent[0], true
	}
	return main, found
}

// inherited is who has the dossier in the successor: the same duty, and the
// same official when he holds it there.
func inherited(s State, e Succeeded, f Facts) Holder {
	h := s.Holder
	switch h.Agency {
	case s.Agency:
		h.Agency = e.Agency
	case s.Received:
		h.Agency = e.Received
	}
	if h.Account != "" && !f.Organisation.IsHolder(h.Agency, h.Account, org.Duty(h.Duty), f.Now.Date()) {
		h.Account = ""
	}
	return h
}
