package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// AskPayment tells the applicant of a duty to pay that the agency or the tax
// office has determined; the clock stops until it is met.
type AskPayment struct {
	Ground string        `json:"ground,omitempty"` // the notice: its number, day and issuer
	Amount int64         `json:"amount,omitempty"` // đồng; 0 when the notice alone says it
	Until  calendar.Date `json:"until,omitzero"`   // pay before this day
}

// RecordPayment says that the duty was met; the clock goes on.
type RecordPayment struct {
	Proof string `json:"proof,omitempty"` // number and day of the receipt
}

// Suspend stops work for a time, where the law says so and on a written ground.
type Suspend struct {
	Ground string `json:"ground,omitempty"` // the text, its number and day, and the facts
	Clause string `json:"clause,omitempty"` // article and law
}

// Resume goes on after a suspension.
type Resume struct {
	Ground string `json:"ground,omitempty"` // why its cause is gone
}

// Act names the command's row.
func (AskPayment) Act() Act    { return ActAskPayment }
func (RecordPayment) Act() Act { return ActRecordPayment } //nolint:revive // see AskPayment
func (Suspend) Act() Act       { return ActSuspend }       //nolint:revive // see AskPayment
func (Resume) Act() Act        { return ActResume }        //nolint:revive // see AskPayment

// PaymentAsked: a duty to pay is open; the clock stops.
type PaymentAsked struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Amount int64            `json:"amount,omitempty"` // đồng
	Until  calendar.Date    `json:"until,omitzero"`
	Ground string           `json:"ground" personal:"owner"`
}

// PaymentRecorded: the duty is met; the clock goes on.
type PaymentRecorded struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Onward `json:"onward,omitzero"`
	Proof  string `json:"proof" personal:"owner"`
}

// WasSuspended: work stands still by law; the clock stops.
type WasSuspended struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Clause string           `json:"clause"`
	Ground string           `json:"ground" personal:"owner"`
}

// WasResumed: work and clock go on.
type WasResumed struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Onward `json:"onward,omitzero"`
	Ground string `json:"ground" personal:"owner"`
}

// Onward is how the clock goes on after a pause.
type Onward struct {
	Due      calendar.Instant `json:"due,omitempty"`      // hạn hiện hành from now on, 0 without a limit
	Expected bool             `json:"expected,omitempty"` // counted over days not announced yet
	StepDue  calendar.Instant `json:"step_due,omitempty"`
}

func (PaymentAsked) EventType() string    { return "dossier.payment_asked" }    //nolint:revive // see Filed
func (PaymentRecorded) EventType() string { return "dossier.payment_recorded" } //nolint:revive // see Filed
func (WasSuspended) EventType() string    { return "dossier.suspended" }        //nolint:revive // see Filed
func (WasResumed) EventType() string      { return "dossier.resumed" }          //nolint:revive // see Filed

// Payment is a duty to pay that the dossier waits for.
type Payment struct {
	Ground string           `json:"ground"`
	Amount int64            `json:"amount,omitempty"` // đồng
	Until  calendar.Date    `json:"until,omitzero"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
	Proof  string           `json:"proof,omitempty"`
	Done   calendar.Instant `json:"done,omitempty"`
}

// Suspension is why and since when work stands still.
type Suspension struct {
	Ground string           `json:"ground"`
	Clause string           `json:"clause"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

// IsOver reports whether nothing more happens to the dossier's decision: its
// status is final, and Stopped is not a mere suspension.
func (s State) IsOver() bool { return s.Status.IsFinal() && s.Suspension == nil }

// stands reports whether the processing clock stands still by a lawful pause.
func (s State) stands() bool {
	n := len(s.Pauses)
	return n > 0 && s.Pauses[n-1].Until.IsZero() && s.EndedAt.IsZero()
}

// maxAmount bounds a sum: a hundred thousand billion đồng.
const maxAmount = 100_000_000_000_000

func decideAskPayment(c AskPayment, f Facts) ([]act.Event, error) {
	list := text(nil, "ground", c.Ground, "thông báo nộp tiền: số, ngày, nơi ban hành", "the notice of payment", true)
	if c.Amount < 0 || c.Amount > maxAmount {
		list = append(list, missing("amount", "số tiền bằng số, đơn vị đồng", "the amount in đồng"))
	}
	if !c.Until.IsZero() && !c.Until.After(f.Now.Date()) {
		list = append(list, missing("until", "hạn nộp sau hôm nay", "a day after today"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{PaymentAsked{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Amount: c.Amount, Until: c.Until, Ground: c.Ground}}, nil
}

func decideRecordPayment(s State, c RecordPayment, f Facts) ([]act.Event, error) {
	if err := text(nil, "proof", c.Proof, "chứng từ nộp tiền: số, ngày", "the proof of payment", true).OrNil(); err != nil {
		return nil, err
	}
	onward, err := s.onward(f)
	if err != nil {
		return nil, err
	}
	return []act.Event{PaymentRecorded{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Proof: c.Proof, Onward: onward}}, nil
}

func decideSuspend(c Suspend, f Facts) ([]act.Event, error) {
	list := text(nil, "ground", c.Ground, "văn bản, lý do tạm dừng", "the text and the reason", true)
	if err := text(list, "clause", c.Clause, "điều, khoản cho phép tạm dừng", "the article that allows it", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasSuspended{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Ground: c.Ground, Clause: c.Clause}}, nil
}

func decideResume(s State, c Resume, f Facts) ([]act.Event, error) {
	if s.Suspension == nil {
		return nil, ErrStatus
	}
	if err := text(nil, "ground", c.Ground, "lý do xử lý tiếp", "why it goes on", true).OrNil(); err != nil {
		return nil, err
	}
	onward, err := s.onward(f)
	if err != nil {
		return nil, err
	}
	return []act.Event{WasResumed{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Ground: c.Ground, Onward: onward}}, nil
}

// onward counts the due time after the open pause, which ends now; the step
// goes on with the working time it had left.
func (s State) onward(f Facts) (Onward, error) {
	var o Onward
	pauses := slices.Clone(s.Pauses)
	if len(pauses) == 0 {
		return o, ErrStatus
	}
	last := &pauses[len(pauses)-1]
	last.Until = f.Now
	if s.Limit.IsKnown() {
		due, err := f.Clock.Current(s.AcceptedAt, s.Limit, pauses, s.Mode)
		if err != nil {
			return o, err
		}
		o.Due, o.Expected = due.At, due.Provisional
	}
	if !s.StepDue.IsZero() {
		o.StepDue = f.Clock.AddWorking(f.Now, max(f.Clock.Working(last.From, s.StepDue), 0))
	}
	return o, nil
}

// pausing folds payments and suspensions.
func (s State) pausing(e act.Event) State {
	switch e := e.(type) {
	case PaymentAsked:
		s.Payments = append(slices.Clone(s.Payments), Payment{Ground: e.Ground, Amount: e.Amount, Until: e.Until, By: e.By, At: e.At})
		s.Status = Paying
		return s.still(e.At, locale.T("chờ thực hiện nghĩa vụ tài chính", "waiting for payment"))
	case PaymentRecorded:
		if n := len(s.Payments); n > 0 {
			s.Payments = slices.Clone(s.Payments)
			s.Payments[n-1].Done, s.Payments[n-1].Proof = e.At, e.Proof
		}
		s.PassedBy = e.By
		return s.again(e.At, e.Onward)
	case WasSuspended:
		s.Suspension = &Suspension{Ground: e.Ground, Clause: e.Clause, By: e.By, At: e.At}
		s.Status = Stopped
		return s.still(e.At, locale.T("tạm dừng theo quy định", "suspended by law"))
	case WasResumed:
		s.Suspension, s.PassedBy = nil, e.By
		return s.again(e.At, e.Onward)
	}
	return s
}

// still opens a pause of the processing clock.
func (s State) still(at calendar.Instant, ground locale.Text) State {
	s.Pauses = append(slices.Clone(s.Pauses), calendar.Pause{From: at, Ground: ground})
	if s.Due == 0 || at <= s.Due {
		s.Due = 0 // a notice after the due time moves nothing
	}
	return s
}

// again ends the open pause.
func (s State) again(at calendar.Instant, o Onward) State {
	s = s.pauseEnds(at)
	s.Status, s.Due, s.StepDue = Processing, o.Due, o.StepDue
	s.Expected = s.Expected || o.Expected
	return s
}

func (s State) pauseEnds(at calendar.Instant) State {
	if n := len(s.Pauses); n > 0 && s.Pauses[n-1].Until.IsZero() {
		s.Pauses = slices.Clone(s.Pauses)
		s.Pauses[n-1].Until = at
	}
	return s
}

// ErrNotLeader: only who leads the agency decides this.
//
//nolint:gochecknoglobals // a sentinel
var ErrNotLeader = fault.New(fault.Forbidden, "dossier.not_leader", locale.T(
	"Việc này do lãnh đạo cơ quan giải quyết quyết định. Chưa có gì thay đổi. Xin trình lãnh đạo.",
	"The leader of the deciding agency decides this. Nothing was changed. Please put it to the leader."))
