package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/process"
)

// Decide says what a command makes happen, or why it may not. It is the only
// place where that is decided: the act table's row first (status, step, who),
// then the act's own conditions.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	r, ok := RuleOf(c.Act())
	if !ok {
		return nil, ErrStatus
	}
	if err := allowed(r, s, f.Actor); err != nil {
		return nil, err
	}
	switch c := c.(type) {
	case File:
		return decideFile(c, f)
	case Receive:
		return decideReceive(c, f)
	case AskAtCounter:
		return decideAskAtCounter(c, f)
	case DenyAtCounter:
		return decideDenyAtCounter(c, f)
	case Accept:
		return decideAccept(s, c.Chosen, f)
	case Deny:
		return decideDeny(s, c.Refusal, f)
	case RequestSupplement:
		return decideRequestSupplement(s, c, f)
	case ReceiveSupplement:
		return decideReceiveSupplement(s, c, f)
	case DetermineLimit:
		return decideDetermineLimit(s, c.ChosenLimit, f)
	case ReissueSlip:
		return decideReissueSlip(c, f)
	case HandOver:
		return decideHandOver(s, c, f)
	case Assign, Reassign, Appraise, RecordStep, Review, SendBack, Approve, GiveNumber, Seal, Finish:
		return decideWork(s, c, f)
	}
	return nil, ErrStatus
}

// decideWork decides the acts of the specialists' and leaders' desks.
func decideWork(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case Assign:
		return decideAssign(s, c, f)
	case Reassign:
		return decideReassign(s, c, f)
	case Appraise:
		return decideAppraise(s, c, f)
	case RecordStep:
		return decideRecordStep(s, c, f)
	case Review:
		return decideReview(s, c, f)
	case SendBack:
		return decideSendBack(s, c, f)
	case Approve:
		return decideApprove(s, c, f)
	case GiveNumber:
		return decideNumber(s, c, f)
	case Seal:
		return decideSeal(s, c, f)
	case Finish:
		return decideFinish(s, f)
	}
	return nil, ErrStatus
}

// allowed checks a row of the act table: who first, so that nobody learns the
// state of a dossier that is none of his business, or that there is one.
func allowed(r Rule, s State, a org.Actor) error {
	if s.Exists() && !ScopeOf(a).Sees(s) {
		return ErrNotApplicant
	}
	if err := may(r, s, a); err != nil {
		return err
	}
	if !slices.Contains(r.From, s.Status) {
		return ErrStatus
	}
	step, at := s.CurrentStep()
	if at && len(r.Steps) > 0 && !slices.Contains(r.Steps, step.Kind) {
		return ErrStep
	}
	return nil
}

func may(r Rule, s State, a org.Actor) error {
	switch r.Who {
	case WhoApplicant:
		if a.Kind == org.ActorOfficial || a.IsSystem() || (s.Exists() && s.Account != a.Account) {
			return ErrNotApplicant
		}
	case WhoEither:
		if s.Account != "" && s.Account == a.Account {
			return nil
		}
		return reception(s, a)
	case WhoReception:
		return reception(s, a)
	case WhoReturner:
		if !a.Holds(s.Agency, org.DutyReturner) && !a.Holds(s.Received, org.DutyReturner) &&
			!a.Holds(s.Agency, org.DutyReception) && !a.Holds(s.Received, org.DutyReception) {
			return ErrNotReception
		}
	case WhoPerformer:
		return performer(s, a)
	case WhoHead:
		return head(s, a)
	}
	return nil
}

// head: leads who holds the step. The unit's head leads the specialists, the
// agency's leader everybody.
func head(s State, a org.Actor) error {
	if a.Holds(s.Agency, org.DutyLeader) || (a.Holds(s.Agency, org.DutyUnitHead) && s.Holder.Duty == process.Specialist) {
		return nil
	}
	if a.Kind == org.ActorOfficial {
		return ErrNotHead
	}
	return ErrNotApplicant
}

// reception: a reception officer of the deciding or receiving agency; before
// anything is filed, of any agency (competence is checked with the filing).
func reception(s State, a org.Actor) error {
	if a.HoldsAnywhere(org.DutyAdmin) {
		return ErrNotReception
	}
	ok := a.Holds(s.Agency, org.DutyReception) || a.Holds(s.Received, org.DutyReception)
	if !s.Exists() {
		ok = a.HoldsAnywhere(org.DutyReception)
	}
	switch {
	case ok:
		return nil
	case a.Kind == org.ActorOfficial:
		return ErrNotReception
	}
	return ErrNotApplicant
}

// performer: holds the current step, by name when one is charged, else by duty.
func performer(s State, a org.Actor) error {
	if s.Status == New {
		return reception(s, a)
	}
	h := s.Holder
	switch {
	case h.Account != "" && h.Account == a.Account && a.Holds(h.Agency, org.Duty(h.Duty)):
		return nil
	case h.Account == "" && h.Duty != "" && a.Holds(h.Agency, org.Duty(h.Duty)):
		return nil
	// Numbering and sealing are two duties of one step.
	case h.Account == "" && h.Duty == string(org.DutyClerk) && a.Holds(h.Agency, org.DutySealKeeper):
		return nil
	case a.Kind == org.ActorOfficial && a.InAgency(s.Agency):
		return ErrNotPerformer
	}
	return ErrNotApplicant
}

// Offered lists the acts that an actor may do now, in the table's order: the
// buttons of a page. It asks the same rules as Decide.
func Offered(s State, a org.Actor) []Rule {
	var out []Rule
	for _, r := range table {
		if s.Exists() && !slices.Contains(r.From, None) && allowed(r, s, a) == nil && ready(r.Act, s, a) {
			out = append(out, r)
		}
	}
	return out
}

// May says why an actor may not do an act now, by the rules of the act table;
// nil means that a page may offer it. What the act itself asks is Decide's.
func May(c Act, s State, a org.Actor) error {
	r, ok := RuleOf(c)
	if !ok || !s.Exists() {
		return ErrStatus
	}
	if err := allowed(r, s, a); err != nil {
		return err
	}
	if !ready(c, s, a) {
		return ErrStatus
	}
	return nil
}

// ready leaves out acts whose own condition is not met yet.
func ready(c Act, s State, a org.Actor) bool {
	sealed := s.Result != nil && s.Result.Document != nil
	switch c {
	case ActNumber:
		return s.Approval != nil && s.Result == nil && a.Holds(s.Agency, org.DutyClerk)
	case ActSeal:
		return s.Result != nil && !sealed && a.Holds(s.Agency, org.DutySealKeeper)
	case ActFinish:
		return sealed
	case ActAppraise, ActRecordStep:
		return s.AcceptedBy != a.Account
	case ActReview:
		return s.Proposal != nil && s.Proposal.By != a.Account
	case ActApprove:
		return s.Proposal != nil && s.Proposal.By != a.Account && s.AcceptedBy != a.Account
	case ActReassign:
		return s.reassignable()
	case ActDetermineLimit:
		return s.Promised.IsZero()
	case ActSendBack:
		return s.Step > s.firstDesk() && !sealed
	default:
		return true
	}
}

// firstDesk is the first step after reception.
func (s State) firstDesk() int {
	for i, st := range s.Steps {
		if st.Kind != process.Receive {
			return i
		}
	}
	return 0
}

// tooMany refuses a list beyond its bound.
func tooMany(field string, n, most int) *fault.Error {
	return fault.New(fault.Invalid, "dossier.too_many", locale.F(
		"Số mục (%d) vượt quá %d. Xin gộp bớt; nội dung đã nhập vẫn được giữ.",
		"There are too many items (%d, at most %d). Please merge some; what you entered is kept.", n, most)).At(field)
}
