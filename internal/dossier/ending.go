package dossier

import (
	"slices"
	"strconv"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Fee is what becomes of the fee of a dossier that was withdrawn.
type Fee string

// The answers.
const (
	FeeUnpaid Fee = "unpaid" // nothing was collected
	FeeKept   Fee = "kept"   // collected and kept, as the law on the fee says
	FeeRefund Fee = "refund" // to be given back
)

// Stop ends work on a dossier without a decision on it, on a written ground: a
// supplement never came, the law forbids going on. No timer does this.
type Stop struct {
	Ground string `json:"ground,omitempty"` // the text and the facts
	Clause string `json:"clause,omitempty"` // article and law
}

// Withdraw takes a dossier back at the applicant's wish.
type Withdraw struct {
	Reason string `json:"reason,omitempty"`
	Fee    Fee    `json:"fee,omitempty"` // at the counter, when it is known at once
}

// SettleWithdrawal gives the papers of a withdrawn dossier back and says what
// becomes of its fee.
type SettleWithdrawal struct {
	Fee  Fee    `json:"fee,omitempty"`
	Note string `json:"note,omitempty"`
}

// CorrectFinish opens a dossier again that was finished wrongly. Its clock had
// not lawfully ended; the number given to the wrong paper is not used again.
type CorrectFinish struct {
	Reason string `json:"reason,omitempty"`
}

// Close archives the file of a dossier that is over.
type Close struct {
	Shelf string `json:"shelf,omitempty"` // where it stands: "hộp 12, hồ sơ số 7"
}

// Act names the command's row.
func (Stop) Act() Act             { return ActStop }
func (Withdraw) Act() Act         { return ActWithdraw }         //nolint:revive // see Stop
func (SettleWithdrawal) Act() Act { return ActSettleWithdrawal } //nolint:revive // see Stop
func (CorrectFinish) Act() Act    { return ActCorrectFinish }    //nolint:revive // see Stop
func (Close) Act() Act            { return ActClose }            //nolint:revive // see Stop

// WasStopped: work ended without a decision; the clock ended.
type WasStopped struct {
	Agency string        `json:"agency"`
	Day    calendar.Date `json:"day"`
	Number int64         `json:"number"` // of the year's book of form 05
	By     string        `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Due    calendar.Instant `json:"due,omitempty"` // in force then
	Timing calendar.Timing  `json:"timing"`
	Clause string           `json:"clause"`
	Ground string           `json:"ground" personal:"owner"`
}

// Numbers takes the form's number of the year.
func (e WasStopped) Numbers() []act.Number { return []act.Number{yearly("form05", e.Agency, e.Day)} }

// WithNumbers fills it in.
func (e WasStopped) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

// WasWithdrawn: the applicant took the dossier back; the clock ended.
type WasWithdrawn struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Due    calendar.Instant `json:"due,omitempty"`
	Timing calendar.Timing  `json:"timing"`
	Fee    Fee              `json:"fee,omitempty"`
	Reason string           `json:"reason" personal:"owner"`
}

// WithdrawalSettled: the papers are back with the applicant, the fee is settled.
type WithdrawalSettled struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Fee    Fee              `json:"fee"`
	Note   string           `json:"note" personal:"owner"`
}

// FinishCorrected: finishing was wrong. Void is the number of the wrong paper.
type FinishCorrected struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Ended  calendar.Instant `json:"ended"` // the end that does not count
	Void   string           `json:"void,omitempty"`
	Reason string           `json:"reason" personal:"owner"`
	To     Passed           `json:"to"`
}

// WasClosed: the file is in the archive.
type WasClosed struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Shelf  string           `json:"shelf"`
}

func (WasStopped) EventType() string        { return "dossier.stopped" }            //nolint:revive // see Filed
func (WasWithdrawn) EventType() string      { return "dossier.withdrawn" }          //nolint:revive // see Filed
func (WithdrawalSettled) EventType() string { return "dossier.withdrawal_settled" } //nolint:revive // see Filed
func (FinishCorrected) EventType() string   { return "dossier.finish_corrected" }   //nolint:revive // see Filed
func (WasClosed) EventType() string         { return "dossier.closed" }             //nolint:revive // see Filed

// Ending is how a dossier ended without a result.
type Ending struct {
	Reason string           `json:"reason"`
	Clause string           `json:"clause,omitempty"` // of a stop
	Number int64            `json:"number,omitempty"` // of form 05
	Fee    Fee              `json:"fee,omitempty"`    // of a withdrawal, "" until settled
	Note   string           `json:"note,omitempty"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

// Correction is a finish that did not count.
type Correction struct {
	Ended  calendar.Instant `json:"ended"`
	At     calendar.Instant `json:"at"`
	By     string           `json:"by"`
	Void   string           `json:"void,omitempty"`
	Reason string           `json:"reason"`
}

// Closing is where and since when the file is archived.
type Closing struct {
	Shelf string           `json:"shelf"`
	By    string           `json:"by"`
	At    calendar.Instant `json:"at"`
}

// The refusals of this file.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrDecided = fault.New(fault.Refused, "dossier.decided", locale.T(
		"Văn bản kết quả đã được cấp số, nên hồ sơ không rút được nữa. Chưa có gì thay đổi. Xin liên hệ bộ phận một cửa để nhận kết quả.",
		"The result has its number, so the dossier can no longer be withdrawn. Nothing was changed. Please ask the one-stop for the result."))
	ErrUnsettled = fault.New(fault.Refused, "dossier.unsettled", locale.T(
		"Hồ sơ đã rút nhưng giấy tờ, phí chưa được trả, xác định. Hồ sơ chưa được lưu. Xin bộ phận một cửa làm việc đó trước.",
		"The dossier was withdrawn, but papers and fee are not settled. It was not closed. Please have the one-stop settle them first."))
	ErrApologyOwed = fault.New(fault.Refused, "dossier.apology_owed", locale.T(
		"Hồ sơ quá hạn chưa có văn bản xin lỗi, nên chưa lưu được. Xin trình lãnh đạo ký văn bản xin lỗi (mẫu 04).",
		"The dossier was late and nobody apologised, so it cannot be closed yet. Please put form 04 to the leader."))
)

func decideStop(s State, c Stop, f Facts) ([]act.Event, error) {
	list := text(nil, "ground", c.Ground, "văn bản, lý do dừng", "the text and the reason", true)
	if err := text(list, "clause", c.Clause, "điều, khoản làm căn cứ", "the article it rests on", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasStopped{
		Agency: s.Agency, Day: f.Now.Date(), By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Due: s.Due, Timing: s.judge(f.Now, s.Due), Clause: c.Clause, Ground: c.Ground,
	}}, nil
}

func decideWithdraw(s State, c Withdraw, f Facts) ([]act.Event, error) {
	if s.Result != nil {
		return nil, ErrDecided
	}
	list := text(nil, "reason", c.Reason, "lý do rút hồ sơ", "the reason", true)
	if c.Fee != "" && (f.Actor.Kind != org.ActorOfficial || !c.Fee.known()) { // the agency says what becomes of it
		list = append(list, badFee())
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasWithdrawn{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Due: s.Due, Timing: s.judge(f.Now, s.Due), Fee: c.Fee, Reason: c.Reason}}, nil
}

func (x Fee) known() bool { return x == FeeUnpaid || x == FeeKept || x == FeeRefund }

func badFee() *fault.Error {
	return missing("fee", "phí, lệ phí: chưa nộp, không hoàn hay hoàn trả (bộ phận một cửa xác định)", "whether the fee was unpaid, is kept or is refunded (the one-stop says which)")
}

func decideSettleWithdrawal(s State, c SettleWithdrawal, f Facts) ([]act.Event, error) {
	if !s.unsettled() {
		return nil, ErrStatus
	}
	list := text(nil, "note", c.Note, "ghi chú", "the note", false)
	if !c.Fee.known() {
		list = append(list, badFee())
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WithdrawalSettled{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Fee: c.Fee, Note: c.Note}}, nil
}

// decideCorrectFinish opens the dossier again where its first desk is: what
// follows is done and decided anew.
func decideCorrectFinish(s State, c CorrectFinish, f Facts) ([]act.Event, error) {
	if err := text(nil, "reason", c.Reason, "lý do đính chính", "the reason", true).OrNil(); err != nil {
		return nil, err
	}
	e := FinishCorrected{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Ended: s.EndedAt, Reason: c.Reason, To: s.pass(s.firstDesk(), "", f)}
	if s.Result != nil {
		e.Void = strconv.FormatInt(s.Result.Number, 10) + "/" + s.Result.Symbol
	}
	return []act.Event{e}, nil
}

func decideClose(s State, c Close, f Facts) ([]act.Event, error) {
	switch {
	case s.Closed != nil:
		return nil, ErrStatus
	case s.unsettled():
		return nil, ErrUnsettled
	case s.ApologyMissing():
		return nil, ErrApologyOwed
	}
	if err := text(nil, "shelf", c.Shelf, "nơi lưu: hộp, số hồ sơ", "where it is kept", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasClosed{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Shelf: c.Shelf}}, nil
}

// unsettled: the dossier was withdrawn, its papers and fee are not settled yet.
func (s State) unsettled() bool {
	return s.Status == Withdrawn && s.Ending != nil && s.Ending.Fee == ""
}

// ending folds what ends a dossier, or undoes an end.
func (s State) ending(e act.Event) State {
	switch e := e.(type) {
	case WasStopped:
		s = s.ends(Stopped, e.At)
		s.Ending = &Ending{Reason: e.Ground, Clause: e.Clause, Number: e.Number, By: e.By, At: e.At}
	case WasWithdrawn:
		s = s.ends(Withdrawn, e.At)
		s.Ending = &Ending{Reason: e.Reason, Fee: e.Fee, By: e.By, At: e.At}
	case WithdrawalSettled:
		if s.Ending != nil {
			settled := *s.Ending
			settled.Fee, settled.Note = e.Fee, e.Note
			s.Ending = &settled
		}
	case FinishCorrected:
		s.Corrections = append(slices.Clone(s.Corrections), Correction{Ended: e.Ended, At: e.At, By: e.By, Void: e.Void, Reason: e.Reason})
		s.EndedAt, s.EndStatus, s.EndDue, s.Proposal, s.Approval, s.Result = 0, None, 0, nil, nil, nil
		s.Status, s.PassedBy, s.Posted = Processing, e.By, nil
		return s.at(e.To)
	case WasClosed:
		s.Closed = &Closing{Shelf: e.Shelf, By: e.By, At: e.At}
	}
	return s
}

// ends ends the clock, also one that stands still.
func (s State) ends(status Status, at calendar.Instant) State {
	s = s.pauseEnds(at)
	s.Status, s.EndedAt, s.EndStatus, s.EndDue, s.Suspension = status, at, status, s.Due, nil
	s.Holder, s.StepDue, s.ReceptionDue, s.Taken = Holder{}, 0, 0, nil
	return s
}
