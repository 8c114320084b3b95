package notify

import (
	"slices"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Command is what can be asked of a message.
//
//sumtype:decl
type Command interface{ command() }

// Compose makes the message.
type Compose struct{ Composed }

// RecordSent notes that a mail server took the e-mail.
type RecordSent struct {
	MessageID, Provider string
	Attempt             int
}

// RecordFailed notes that the e-mail is given up.
type RecordFailed struct {
	Reason  string
	Attempt int
}

// MarkRead notes that the owner of the inbox opened it.
type MarkRead struct{}

// RecordCall notes one call and what became of it.
type RecordCall struct {
	Outcome CallOutcome
	Note    string // required of Otherwise: how it was told
}

// Supersede takes a message off the list of calls because a newer one is on it.
type Supersede struct{ Newer string }

func (Compose) command()      {}
func (RecordSent) command()   {}
func (RecordFailed) command() {}
func (MarkRead) command()     {}
func (RecordCall) command()   {}
func (Supersede) command()    {}

// Facts are what Decide knows besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor org.Actor
}

// mostNote is the longest note of a call, in characters.
const mostNote = 500

//nolint:gochecknoglobals // sentinels
var (
	// ErrNoMessage: there is no such message for this actor.
	ErrNoMessage = fault.New(fault.NotFound, "notify.no_message", locale.T(
		"Không tìm thấy thông báo này trong mục của Ông/Bà. Xin mở lại từ danh sách.",
		"This message is not among yours. Please open it from the list."))
	// ErrCalled: the call is no longer waiting.
	ErrCalled = fault.New(fault.Conflict, "notify.called", locale.T(
		"Người này đã được báo, hoặc hồ sơ đã có thông báo mới hơn, nên lần gọi chưa được ghi thêm. Xin xem lại danh sách.",
		"This person has been told, or there is a newer message, so the call was not recorded. Please look at the list again."))
	errSystemOnly = fault.New(fault.Forbidden, "notify.system_only", locale.T(
		"Việc gửi thư do hệ thống tự ghi, không ghi bằng tay.",
		"The sending of messages is recorded by the system alone."))
	errOutcome = fault.New(fault.Invalid, "notify.outcome", locale.T(
		"Xin chọn một kết quả bên dưới.", "Please choose one of the outcomes below."))
	errNoteMissing = fault.New(fault.Invalid, "notify.note_missing", locale.T(
		"Xin ghi đã báo bằng cách nào, ví dụ: gặp tại quầy, gửi thư bưu điện.",
		"Please tell how the person was told, for example: at the counter, by letter.")).At("note")
)

// MayCall reports whether the actor makes the calls of that agency's one-stop.
func MayCall(a org.Actor, agency string) bool {
	return a.Holds(agency, org.DutyReception) || a.Holds(agency, org.DutyReturner)
}

// Decide says what a command does, or why not. A command whose effect is there
// already does nothing.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if compose, ok := c.(Compose); ok {
		switch {
		case !f.Actor.IsSystem():
			return nil, errSystemOnly
		case s.Exists():
			return nil, nil
		}
		return []act.Event{compose.Composed}, nil
	}
	if !s.Exists() {
		return nil, ErrNoMessage
	}
	switch c := c.(type) {
	case MarkRead:
		return decideRead(s, f)
	case RecordCall:
		return decideCall(s, c, f)
	case RecordSent, RecordFailed, Supersede:
		if !f.Actor.IsSystem() {
			return nil, errSystemOnly
		}
		return decideDelivery(s, c, f.Now), nil
	case Compose:
	}
	return nil, nil
}

// decideDelivery notes an outcome that is not there yet.
func decideDelivery(s State, c Command, now calendar.Instant) []act.Event {
	switch c := c.(type) {
	case RecordSent:
		if s.Mail.Status == MailWaiting || s.Mail.Status == MailFailed {
			return []act.Event{Sent{MessageID: c.MessageID, Provider: c.Provider, Attempt: c.Attempt, At: now}}
		}
	case RecordFailed:
		if s.Mail.Status == MailWaiting {
			return []act.Event{Failed{Reason: c.Reason, Attempt: c.Attempt, At: now}}
		}
	case Supersede:
		if s.Newer == "" && s.Call != CallDone {
			return []act.Event{Superseded{Newer: c.Newer, At: now}}
		}
	case Compose, MarkRead, RecordCall:
	}
	return nil
}

func decideRead(s State, f Facts) ([]act.Event, error) {
	switch {
	case !s.By(Inbox) || f.Actor.Account == "" || f.Actor.Account != s.Composed.To.Account:
		return nil, ErrNoMessage
	case !s.ReadAt.IsZero():
		return nil, nil
	}
	return []act.Event{Read{At: f.Now}}, nil
}

func decideCall(s State, c RecordCall, f Facts) ([]act.Event, error) {
	switch {
	case !MayCall(f.Actor, s.Composed.Agency), s.Call == CallNone:
		return nil, ErrNoMessage
	case s.Call == CallDone:
		return nil, ErrCalled
	}
	var wrong fault.List
	if !slices.Contains(CallOutcomes(s.Composed.To.Phone), c.Outcome) {
		wrong = append(wrong, errOutcome)
	}
	if n := utf8.RuneCountInString(c.Note); n > mostNote {
		wrong = append(wrong, fault.New(fault.Invalid, "notify.note_long", locale.F(
			"Ghi chú dài %d ký tự, tối đa %d ký tự. Xin viết ngắn lại.", "The note is %d characters long, at most %d are allowed. Please shorten it.", n, mostNote)).At("note"))
	}
	if c.Outcome == Otherwise && c.Note == "" {
		wrong = append(wrong, errNoteMissing)
	}
	if err := wrong.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{CallRecorded{By: f.Actor.Account, At: f.Now, Outcome: c.Outcome, Note: c.Note}}, nil
}
