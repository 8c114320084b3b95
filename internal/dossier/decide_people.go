package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/process"
)

// reassignable: somebody is charged with the step by name, or a specialist
// could be.
func (s State) reassignable() bool {
	_, at := s.CurrentStep()
	return at && s.Holder.Agency == s.Agency && (s.Holder.Account != "" || s.Holder.Duty == process.Specialist)
}

func decideReassign(s State, c Reassign, f Facts) ([]act.Event, error) {
	if !s.reassignable() {
		return nil, ErrStatus
	}
	if err := checkPerformer(s, c.To, f); err != nil {
		return nil, err
	}
	if err := text(nil, "reason", c.Reason, "lý do chuyển", "the ground", true).OrNil(); err != nil {
		return nil, err
	}
	to := Passed{Step: s.Step, Since: f.Now, Due: s.StepDue, Holder: s.Holder}
	to.Holder.Account = c.To
	return []act.Event{Reassigned{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, From: s.Holder, Reason: c.Reason, To: to}}, nil
}

// examines tells the kinds of step that who received the dossier does not do.
func examines(k process.Kind) bool {
	return slices.Contains([]process.Kind{process.Appraise, process.Inspect, process.Consult, process.Approve}, k)
}

// checkPerformer: the step's new performer holds its duty, has it not already,
// and is not kept from it by what he did before.
func checkPerformer(s State, account string, f Facts) error {
	if account == "" && s.Holder.Account != "" {
		return nil // whoever holds the duty
	}
	holders := f.Organisation.Holders(s.Agency, org.Duty(s.Holder.Duty), f.Now.Date())
	held := slices.ContainsFunc(holders, func(p org.Post) bool { return p.Account == account })
	if account == "" || account == s.Holder.Account || !held {
		return fault.New(fault.Invalid, "dossier.new_performer", locale.T(
			"Xin chọn một người khác có nhiệm vụ của bước này trong cơ quan. Hồ sơ vẫn ở người đang giữ.",
			"Please choose another official of the agency who holds this step's duty. The dossier stays where it is.")).At("to")
	}
	step, _ := s.CurrentStep()
	if examines(step.Kind) && (account == s.AcceptedBy || account == s.AcceptedFor) {
		return ErrReceptionDecides
	}
	if (step.Kind == process.Review || step.Kind == process.Approve) && s.Proposal != nil && (s.Proposal.By == account || s.Proposal.For == account) {
		return ErrDrafterApproves
	}
	return nil
}
