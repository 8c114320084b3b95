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
	post, err := allowed(r, s, f.Actor)
	if err != nil {
		return nil, err
	}
	if hiddenFrom(r, s, f) {
		return nil, ErrNotApplicant
	}
	f.as = post
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
	case Succeed:
		return decideSucceed(s, c, f)
	case MoveByLaw:
		return decideMoveByLaw(s, c, f)
	case Hold, LiftHold, Erase, AskErasure:
		return decideRetention(s, c, f)
	case Take, Recall, ChangeCase, AskPayment, RecordPayment, Suspend, Resume, Stop, Withdraw, SettleWithdrawal, CorrectFinish, Close:
		return decideAside(s, c, f)
	case AllowSupplement, ReceivePart, Apologise, SendByPost:
		return decideOwed(s, c, f)
	case Assign, Reassign, Appraise, RecordStep, Review, SendBack, Approve, GiveNumber, Seal, Finish:
		return decideWork(s, c, f)
	}
	return nil, ErrStatus
}

// decideAside decides pauses, returns and endings.
func decideAside(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case Take:
		return decideTake(s, f)
	case Recall:
		return decideRecall(s, c, f)
	case ChangeCase:
		return decideChangeCase(s, c, f)
	case AskPayment:
		return decideAskPayment(c, f)
	case RecordPayment:
		return decideRecordPayment(s, c, f)
	case Suspend:
		return decideSuspend(c, f)
	case Resume:
		return decideResume(s, c, f)
	case Stop:
		return decideStop(s, c, f)
	case Withdraw:
		return decideWithdraw(s, c, f)
	case SettleWithdrawal:
		return decideSettleWithdrawal(s, c, f)
	case CorrectFinish:
		return decideCorrectFinish(s, c, f)
	case Close:
		return decideClose(s, c, f)
	}
	return nil, ErrStatus
}

// decideOwed decides what applicants are owed beside the result: papers asked
// for once, an apology, the post.
func decideOwed(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case AllowSupplement:
		return decideAllowSupplement(s, c, f)
	case ReceivePart:
		return decideReceivePart(s, c, f)
	case Apologise:
		return decideApologise(s, c, f)
	case SendByPost:
		return decideSendByPost(s, c, f)
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

// allowed checks a row of the act table and answers by which post the actor may
// do the act: who first, so that nobody learns the state of a dossier that is
// none of his business, or that there is one.
func allowed(r Rule, s State, a org.Actor) (org.ActorPost, error) {
	blind := r.Who == WhoAdmin && (a.IsSystem() || a.AdministersAll()) // acts without reading
	if s.Exists() && !blind && !ScopeOf(a).Covers(s) {
		return org.ActorPost{}, ErrNotApplicant
	}
	post, err := capacity(r, s, a)
	if err != nil {
		return org.ActorPost{}, err
	}
	if !slices.Contains(r.From, s.Status) || (s.Suspension != nil && !r.Suspended) {
		return org.ActorPost{}, ErrStatus
	}
	if s.Status == Stopped && s.Suspension == nil && r.Suspended && r.To != None { // stopped for good
		return org.ActorPost{}, ErrStatus
	}
	step, at := s.CurrentStep()
	if at && len(r.Steps) > 0 && !slices.Contains(r.Steps, step.Kind) {
		return org.ActorPost{}, ErrStep
	}
	return post, nil
}

// hiddenFrom reports whether a confidential dossier is none of the actor's. Who
// keeps or guards the records of an agency acts on what its lists name.
func hiddenFrom(r Rule, s State, f Facts) bool {
	if !s.Exists() || r.Who == WhoAdmin || r.Who == WhoKeeper || r.Who == WhoGuard {
		return false
	}
	return !ScopeOf(f.Actor).Sees(s, f.Confidential)
}

// Offered lists the acts that an actor may do now, in the table's order: the
// buttons of a page. It asks the same rules as Decide.
func Offered(s State, a org.Actor) []Rule {
	var out []Rule
	for _, r := range table {
		if s.Exists() && !slices.Contains(r.From, None) && May(r.Act, s, a) == nil {
			out = append(out, r)
		}
	}
	return out
}

// May says why an actor may not do an act now, by the rules of the act table;
// nil means that a page may offer it. What the act itself asks is Decide's.
func May(c Act, s State, a org.Actor) error {
	_, err := Capacity(c, s, a)
	return err
}

// Capacity is May that also answers by which post the actor would do it: his
// own, or that of an absent official for whom he stands in. It is zero for an
// applicant.
func Capacity(c Act, s State, a org.Actor) (org.ActorPost, error) {
	r, ok := RuleOf(c)
	if !ok || !s.Exists() {
		return org.ActorPost{}, ErrStatus
	}
	post, err := allowed(r, s, a)
	if err != nil {
		return org.ActorPost{}, err
	}
	f := Facts{Actor: a, as: post}
	if hiddenFrom(r, s, f) {
		return org.ActorPost{}, ErrNotApplicant
	}
	if !ready(c, s, f) {
		return org.ActorPost{}, ErrStatus
	}
	return post, nil
}

// ready leaves out acts whose own condition is not met yet.
func ready(c Act, s State, f Facts) bool {
	sealed := s.Result != nil && s.Result.Document != nil
	switch c {
	case ActNumber:
		return s.Approval != nil && s.Result == nil && f.Actor.Holds(s.Agency, org.DutyClerk)
	case ActSeal:
		return s.Result != nil && !sealed && f.Actor.Holds(s.Agency, org.DutySealKeeper)
	case ActFinish:
		return sealed
	case ActAppraise, ActRecordStep:
		return notReception(s, f) == nil
	case ActReview:
		return s.Proposal != nil && !s.drafted(f)
	case ActApprove:
		return s.Proposal != nil && !s.drafted(f) && notReception(s, f) == nil
	case ActReassign:
		return s.reassignable()
	case ActRequestSupplement:
		return len(s.Asked) == 0 || s.Allowed
	case ActHold:
		return s.Hold == nil && s.Erased == nil
	case ActLiftHold:
		return s.Hold != nil && s.Erased == nil
	case ActErase, ActAskErasure, ActSucceed, ActMoveByLaw: // no button: done from lists, for many dossiers at once
		return false
	case ActDetermineLimit:
		return s.Promised.IsZero()
	case ActSendBack:
		return s.Step > s.firstDesk() && !sealed
	default:
		return readyAside(c, s, f)
	}
}

// readyAside is ready for the acts off the straight way.
func readyAside(c Act, s State, f Facts) bool {
	switch c {
	case ActTake:
		return s.Taken == nil
	case ActRecall:
		return s.recallable(f) == nil
	case ActAllowSupplement:
		return len(s.Asked) > 0 && !s.Allowed
	case ActWithdraw:
		return s.Result == nil
	case ActSettleWithdrawal:
		return s.unsettled()
	case ActApologise:
		return s.Apology == nil && s.missable() != 0
	case ActClose:
		return s.Closed == nil && !s.ApologyMissing() && !s.unsettled()
	case ActSendByPost:
		return s.Posted == nil
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
