package setting

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Proposed (đề nghị) says that somebody wants a value that needs a second
// person; nothing is in force by it.
type Proposed struct {
	Key      string           `json:"key"`
	Agency   string           `json:"agency,omitempty"`
	Number   int              `json:"number"` // of the setting's proposals, from 1
	Value    Value            `json:"value"`
	From     calendar.Instant `json:"from,omitempty"` // 0: as soon as it is confirmed
	Restored int              `json:"restored,omitempty"`
	Reason   string           `json:"reason"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
}

// Dropped says that a proposal was withdrawn, or not confirmed.
type Dropped struct {
	Key    string           `json:"key"`
	Agency string           `json:"agency,omitempty"`
	Number int              `json:"number"`
	Reason string           `json:"reason"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

func (Proposed) EventType() string { return "setting.proposed" } //nolint:revive // the stable name
func (Dropped) EventType() string  { return "setting.dropped" }  //nolint:revive // the stable name

// Confirm puts a proposal of another person in force.
type Confirm struct{ Proposal int }

// Drop ends a proposal: its own maker withdraws it, another does not confirm.
type Drop struct {
	Proposal int
	Reason   string
}

func (Confirm) settingCommand() {}
func (Drop) settingCommand()    {}

// waiting is the proposal of that number, or why it cannot be decided on.
func (s State) waiting(number int) (Proposed, error) {
	if s.Waiting == nil || s.Waiting.Number != number {
		return Proposed{}, fault.New(fault.Conflict, "setting.no_proposal", locale.T(
			"Đề nghị này đã được giải quyết hoặc không còn. Chưa có gì thay đổi; xin xem lại trang.",
			"This proposal was decided on already, or is not there. Nothing was changed; please look at the page again."))
	}
	return *s.Waiting, nil
}

// propose is a change that waits for a second person.
func propose(s State, e Changed) ([]act.Event, error) {
	if s.Waiting != nil {
		return nil, fault.New(fault.Conflict, "setting.waiting", locale.T(
			"Mục này đang có một đề nghị chờ xác nhận. Xin xác nhận, hoặc rút đề nghị ấy trước.",
			"A proposal for this setting waits to be confirmed. Please confirm or withdraw it first."))
	}
	p := Proposed{Key: e.Key, Agency: e.Agency, Number: s.Proposals + 1, Value: e.Value, Restored: e.Restored, Reason: e.Reason, By: e.By, At: e.At}
	if e.From > e.At {
		p.From = e.From
	}
	return []act.Event{p}, nil
}

// decideConfirm is the second person's word.
func decideConfirm(s State, c Confirm, f Facts) ([]act.Event, error) {
	p, err := s.waiting(c.Proposal)
	if err != nil {
		return nil, err
	}
	if p.By == f.Actor.Account || f.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, "setting.second", locale.T(
			"Một quản trị hệ thống khác phải xác nhận; người đề nghị không tự xác nhận được. Đề nghị vẫn đang chờ.",
			"Another of the province's administrators must confirm; nobody confirms the own proposal. It still waits."))
	}
	if err := f.Definition.Check(p.Value).OrNil(); err != nil {
		return nil, err // the bounds of a newer program
	}
	return []act.Event{Changed{
		Key: p.Key, Agency: p.Agency, Version: len(s.Versions) + 1, Value: p.Value, From: max(p.From, f.Now), Restored: p.Restored,
		Reason: p.Reason, By: p.By, At: f.Now, Proposal: p.Number, Confirmed: f.Actor.Account,
	}}, nil
}

// decideDrop ends a proposal with a reason.
func decideDrop(s State, c Drop, f Facts) ([]act.Event, error) {
	p, err := s.waiting(c.Proposal)
	if err != nil {
		return nil, err
	}
	reason := strings.TrimSpace(c.Reason)
	if err := checkReason(reason).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{Dropped{Key: p.Key, Agency: p.Agency, Number: p.Number, Reason: reason, By: f.Actor.Account, At: f.Now}}, nil
}

func checkReason(reason string) fault.List {
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		return fault.List{fault.New(fault.Invalid, "setting.reason", locale.T(
			"Xin ghi lý do thay đổi; người kiểm tra sau này sẽ đọc.", "Please say why; whoever checks later will read it.")).At("reason")}
	case n > mostReason:
		return fault.List{fault.New(fault.Invalid, "setting.reason_long", locale.F(
			"Lý do dài %d ký tự, tối đa %d.", "The reason is %d characters long, at most %d.", n, mostReason)).At("reason")}
	}
	return nil
}
