package dossier

import (
	"cmp"
	"maps"
	"slices"

	"motcua/internal/act"
	"motcua/internal/locale"
)

// Evolve folds one event into the state. It accepts every event, also with its
// personal parts erased, and never fails; State is not shared with s.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Filed:
		return evolveFiled(e)
	case WasAccepted:
		return s.accepted(e)
	case WasDenied:
		s.Status, s.EndedAt, s.EndStatus = Denied, e.At, Denied
		s.Refusal = &Denial{Reason: e.Reason, Clause: e.Clause, Remedy: e.Remedy, Number: e.Number, By: e.By, At: e.At}
		s.Holder, s.ReceptionDue = Holder{}, 0
	case SupplementRequested:
		return s.paused(e)
	case SupplementReceived:
		return s.resumed(e)
	case LimitDetermined:
		s.Limit, s.Clause, s.Promised, s.Due, s.Expected = e.Limit, e.Clause, e.Promised, e.InForce(), e.Expected
		s.LimitText = locale.T(e.Limit.Words(locale.VI), e.Limit.Words(locale.EN))
	case DueMoved:
		return s.moved(e)
	case SlipReissued:
		s.Slip = e.Slip
	case Succeeded:
		s.Former = append(slices.Clone(s.Former), Former{Agency: e.From, Received: e.Counter, Until: e.At, Decision: e.Decision})
		s.Agency, s.Received, s.Level = e.Agency, e.Received, e.Level
		return s.at(e.To)
	case WasHandedOver:
		s.Status, s.Holder, s.StepDue = HandedOver, Holder{}, 0
		s.Delivery = &Delivery{Receiver: e.Receiver, ByPaper: e.Words(), Number: e.Number, Way: e.Way, By: e.By, At: e.At}
	case PaymentAsked, PaymentRecorded, WasSuspended, WasResumed:
		return s.pausing(e)
	case WasTaken, WasRecalled, CaseChanged:
		return s.coursed(e)
	case WasStopped, WasWithdrawn, WithdrawalSettled, FinishCorrected, WasClosed:
		return s.ending(e)
	case SupplementAllowed, SupplementPartReceived, WasPosted, Apologised:
		return s.supplemented(e)
	case Held, HoldLifted, WasErased, ErasureAnswered:
		return s.retained(e)
	default:
		return s.worked(e)
	}
	return s
}

func evolveFiled(e Filed) State {
	return State{
		ID: e.ID, Status: New, Procedure: e.Procedure, Version: e.Version, Short: e.Short, Field: e.Field, Case: e.Case, Method: e.Method,
		Agency: e.Agency, Received: e.Received, Level: e.Level, Place: e.Place, Owner: e.Owner, Applicant: e.Applicant, Relation: e.Relation,
		Account: e.Account, Authority: e.Authority, Mandate: e.Mandate, Papers: e.Papers, Return: e.Return, Note: e.Note, Slip: e.Slip, Submission: e.Submission(), FiledAt: e.At,
		ReceptionDue: e.ReceptionDue, Holder: Holder{Agency: e.Received, Duty: "reception"}, StepSince: e.At, StepDue: e.ReceptionDue,
	}
}

func (s State) accepted(e WasAccepted) State {
	s.Status, s.Code, s.FormNumber, s.AcceptedAt, s.AcceptedBy = Accepted, e.Code(), e.FormNumber, e.At, e.By
	s.Calendar, s.Limit, s.LimitText, s.Clause, s.Mode = e.Calendar, e.Limit, e.LimitText, e.Clause, e.Mode
	s.Promised, s.Due, s.Expected, s.Steps, s.Template, s.ReceptionDue = e.Promised, e.Promised, e.Expected, e.Steps, e.Template, 0
	s.PassedBy, s.AcceptedFor = e.By, e.Absent
	return s.at(e.To)
}

// at moves the dossier to where it was passed.
func (s State) at(p Passed) State {
	s.Step, s.StepSince, s.StepDue, s.Holder, s.Taken = p.Step, p.Since, p.Due, p.Holder, nil
	return s
}

// done notes who completed the current step and moves on.
func (s State) done(by string, to Passed) State {
	s.Performed = maps.Clone(s.Performed)
	if s.Performed == nil {
		s.Performed = map[int]string{}
	}
	s.Performed[s.Step] = by
	s.Status, s.SentBack, s.PassedBy = Processing, "", by
	return s.at(to)
}

func (s State) worked(e act.Event) State {
	switch e := e.(type) {
	case Assigned:
		return s.done(e.By, e.To)
	case Reassigned:
		if e.From.Account != "" && !slices.Contains(s.Charged, e.From.Account) {
			s.Charged = append(slices.Clone(s.Charged), e.From.Account)
		}
		s.PassedBy = e.By
		return s.at(e.To)
	case Appraised:
		s.Proposal = &Proposal{Outcome: e.Outcome, Opinion: e.Opinion, Article: cmp.Or(e.Cites, e.Article), Remedies: cmp.Or(e.Advice, e.Remedies), Draft: e.Draft, By: e.By, For: e.Absent, At: e.At}
		return s.done(e.By, e.To)
	case StepRecorded:
		return s.done(e.By, e.To)
	case Reviewed:
		return s.done(e.By, e.To)
	case WasSentBack:
		s = s.done(e.By, e.To)
		s.SentBack, s.Approval, s.Result = e.Reason, nil, nil
		return s
	case Approved:
		signed := e.Signed
		s.Approval = &signed
		return s.done(e.Signed.By, e.To)
	case Numbered:
		s.Result = &Result{Number: e.Number, Symbol: e.Symbol, Date: e.Day}
	case Sealed:
		r := Result{}
		if s.Result != nil {
			r = *s.Result
		}
		d := e.Document
		d.Hash = e.Hash
		r.Document, r.SealedBy = &d, e.By
		s.Result = &r
	case WasFinished:
		s = s.done(e.By, e.To)
		s.Status, s.EndedAt, s.EndStatus, s.EndDue = Finished, e.At, Finished, e.Due
	}
	return s
}

func (s State) paused(e SupplementRequested) State {
	s.Asked = append(slices.Clone(s.Asked), Asked{Items: e.Items, Reason: e.Reason, Until: e.Until, Number: e.Number, By: e.By, At: e.At})
	s.Status, s.Allowed = Supplement, false
	if s.AcceptedAt.IsZero() {
		s.ReceptionDue, s.StepDue = 0, 0
		return s
	}
	return s.still(e.At, locale.T("chờ bổ sung giấy tờ", "waiting for papers"))
}

func (s State) resumed(e SupplementReceived) State {
	if n := len(s.Asked); n > 0 {
		s.Asked = slices.Clone(s.Asked)
		s.Asked[n-1].Done = e.At
	}
	s.Papers, s.PassedBy = merge(s.Papers, e.Papers), e.By
	if s.AcceptedAt.IsZero() {
		s.Status, s.ReceptionDue, s.StepDue = New, e.ReceptionDue, e.ReceptionDue
		return s
	}
	return s.again(e.At, Onward{Due: e.Due, Expected: e.Expected, StepDue: e.StepDue})
}

// merge adds supplement papers: a row of the list is replaced by its new mark
// and keeps its earlier files, others are added.
func merge(had, more []PaperMark) []PaperMark {
	out := slices.Clone(had)
	for _, m := range more {
		i := slices.IndexFunc(out, func(p PaperMark) bool { return p.Key == m.Key && (m.Key != "" || p.Name == m.Name) })
		if i < 0 {
			out = append(out, m)
			continue
		}
		files := slices.Clone(out[i].Files)
		for _, u := range m.Files {
			if !slices.Contains(files, u) { // a part that came before is named again with the rest
				files = append(files, u)
			}
		}
		m.Files = files
		if m.Name == "" {
			m.Name = out[i].Name
		}
		out[i] = m
	}
	return out
}
