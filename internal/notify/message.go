package notify

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
)

// StreamKind is the first part of a message's stream id.
const StreamKind = "message"

// Stream is the stream id of a message.
func Stream(id string) string { return StreamKind + "/" + id }

// Kind is what a message tells; it is named for the dossier's event.
type Kind string

// The kinds, one for each event that the act table marks as telling.
const (
	Filed               Kind = "filed"
	Accepted            Kind = "accepted"
	Denied              Kind = "denied"
	SupplementRequested Kind = "supplement_requested"
	SupplementReceived  Kind = "supplement_received"
	LimitDetermined     Kind = "limit_determined"
	DueMoved            Kind = "due_moved"
	Finished            Kind = "finished"
	HandedOver          Kind = "handed_over"
	PaymentAsked        Kind = "payment_asked"
	PaymentRecorded     Kind = "payment_recorded"
	Suspended           Kind = "suspended"
	Resumed             Kind = "resumed"
	Stopped             Kind = "stopped"
	Withdrawn           Kind = "withdrawn"
	Apologised          Kind = "apologised"
	FinishCorrected     Kind = "finish_corrected"
	PostedResult        Kind = "posted"
)

// Channel is a way in which a message reaches its reader.
type Channel string

// The channels. A message has Inbox, Email or both; without either it has Call
// or InPerson.
const (
	Inbox    Channel = "inbox"     // hộp thư of the account
	Email    Channel = "email"     // thư điện tử
	Call     Channel = "call"      // cần gọi điện
	InPerson Channel = "in_person" // told at the counter, with the paper in hand
)

// MailStatus is how far the e-mail of a message is.
type MailStatus string

// The statuses of an e-mail.
const (
	MailNone    MailStatus = ""        // not by e-mail
	MailWaiting MailStatus = "waiting" // to be sent
	MailSent    MailStatus = "sent"    // a server took it
	MailFailed  MailStatus = "failed"  // given up
)

// CallStatus is how far the call of a message is.
type CallStatus string

// The statuses of a call.
const (
	CallNone    CallStatus = ""        // nobody has to be called
	CallWaiting CallStatus = "waiting" // on the list
	CallDone    CallStatus = "done"    // told, or a newer message tells it
)

// CallOutcome is what became of one call.
type CallOutcome string

// The outcomes of a call.
const (
	Reached     CallOutcome = "reached"      // đã báo: told by telephone
	NoAnswer    CallOutcome = "no_answer"    // không nghe máy: call again
	CallBack    CallOutcome = "call_back"    // hẹn gọi lại
	WrongNumber CallOutcome = "wrong_number" // sai số: find another way
	Otherwise   CallOutcome = "otherwise"    // told in another way: the note says how
	FaceToFace  CallOutcome = "face_to_face" // đã báo trực tiếp: without a number
	Posted      CallOutcome = "posted"       // đã gửi giấy báo: without a number
)

// CallOutcomes lists what may be recorded, in the order of the buttons: what
// becomes of a call, or of telling somebody who has left no number.
func CallOutcomes(phone string) []CallOutcome {
	if phone == "" {
		return []CallOutcome{FaceToFace, Posted, Otherwise}
	}
	return []CallOutcome{Reached, NoAnswer, CallBack, WrongNumber, Otherwise}
}

// Name is the outcome for people.
func (o CallOutcome) Name() locale.Text {
	switch o {
	case Reached:
		return locale.T("Đã báo qua điện thoại", "Told by telephone")
	case NoAnswer:
		return locale.T("Không nghe máy", "No answer")
	case CallBack:
		return locale.T("Hẹn gọi lại", "To be called back")
	case WrongNumber:
		return locale.T("Sai số", "Wrong number")
	case Otherwise:
		return locale.T("Đã báo cách khác", "Told in another way")
	case FaceToFace:
		return locale.T("Đã báo trực tiếp", "Told face to face")
	case Posted:
		return locale.T("Đã gửi giấy báo", "Sent by letter")
	}
	return locale.T("Chưa gọi", "Not called yet")
}

// Settles reports whether nobody has to call again.
func (o CallOutcome) Settles() bool {
	return o == Reached || o == Otherwise || o == FaceToFace || o == Posted
}

// Recipient is whom a message is for and how that person is reached; all of it
// is personal.
type Recipient struct {
	Account string `json:"account,omitempty"` // whose inbox; "" without one
	Name    string `json:"name,omitempty"`
	Phone   string `json:"phone,omitempty"` // E.164
	Email   string `json:"email,omitempty"`
	Address string `json:"address,omitempty"`
}

// Composed: a message is to be told, in these ways.
type Composed struct {
	ID       string           `json:"id"`
	Dossier  string           `json:"dossier"`
	Position int64            `json:"position"` // of the dossier's event in the journal
	Kind     Kind             `json:"kind"`
	Code     string           `json:"code"`   // of the dossier, or its submission number
	Agency   string           `json:"agency"` // whose one-stop tells it
	Office   string           `json:"office"` // that one-stop's name
	At       calendar.Instant `json:"at"`     // of the act that is told
	Channels []Channel        `json:"channels"`
	Subject  locale.Text      `json:"subject"`
	To       Recipient        `json:"to" personal:"recipient"`
	Body     locale.Text      `json:"body" personal:"recipient"`
}

// EventType is the stable name.
func (Composed) EventType() string { return "message.composed" }

// Subjects names whose data it carries: the account's, else the dossier's.
func (e Composed) Subjects() map[string]string {
	if e.To.Account == "" {
		return map[string]string{"recipient": dossier.Stream(e.Dossier)}
	}
	return map[string]string{"recipient": e.To.Account}
}

// Sent: a mail server took the e-mail.
type Sent struct {
	MessageID string           `json:"message_id"` // RFC 5322, the same at every attempt
	Provider  string           `json:"provider"`   // the server's own id of it: its answer to DATA
	Attempt   int              `json:"attempt"`
	At        calendar.Instant `json:"at"`
}

// Failed: the e-mail was given up.
type Failed struct {
	Reason  string           `json:"reason"` // SMTP reply code and enhanced code (RFC 3463), or the class of the failure
	Attempt int              `json:"attempt"`
	At      calendar.Instant `json:"at"`
}

// Read: the account's owner opened it.
type Read struct {
	At calendar.Instant `json:"at"`
}

// CallRecorded: an official called, or told it otherwise.
type CallRecorded struct {
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
	Outcome CallOutcome      `json:"outcome"`
	Note    string           `json:"note" personal:"recipient"`
}

// Superseded: a newer message of the dossier tells what is true now, so nobody
// needs to be called about this one.
type Superseded struct {
	Newer string           `json:"newer"` // message id
	At    calendar.Instant `json:"at"`
}

func (Sent) EventType() string         { return "message.sent" }          //nolint:revive // see Composed
func (Failed) EventType() string       { return "message.failed" }        //nolint:revive // see Composed
func (Read) EventType() string         { return "message.read" }          //nolint:revive // see Composed
func (CallRecorded) EventType() string { return "message.call_recorded" } //nolint:revive // see Composed
func (Superseded) EventType() string   { return "message.superseded" }    //nolint:revive // see Composed

// Codec knows every event of a message.
func Codec() act.Codec {
	return act.NewCodec(Composed{}, Sent{}, Failed{}, Read{}, CallRecorded{}, Superseded{})
}

// CallMade is one call as it was recorded.
type CallMade struct {
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
	Outcome CallOutcome      `json:"outcome"`
	Note    string           `json:"note,omitempty"`
}

// Mail is the e-mail of a message.
type Mail struct {
	Status    MailStatus       `json:"status,omitempty"`
	At        calendar.Instant `json:"at,omitempty"` // of the outcome
	MessageID string           `json:"message_id,omitempty"`
	Provider  string           `json:"provider,omitempty"`
	Reason    string           `json:"reason,omitempty"`
}

// State is one message.
type State struct {
	Composed Composed         `json:"composed,omitzero"`
	Mail     Mail             `json:"mail,omitzero"`
	ReadAt   calendar.Instant `json:"read_at,omitempty"`
	Call     CallStatus       `json:"call,omitempty"`
	Calls    []CallMade       `json:"calls,omitempty"`
	Newer    string           `json:"newer,omitempty"` // the message that tells it instead
}

// Exists reports whether the message was composed.
func (s State) Exists() bool { return s.Composed.ID != "" }

// By reports whether the message goes by a channel.
func (s State) By(c Channel) bool { return slices.Contains(s.Composed.Channels, c) }

// Evolve folds one event into the state. It never fails and takes events whose
// personal part was erased.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Composed:
		s = State{Composed: e}
		if s.By(Email) {
			s.Mail.Status = MailWaiting
		}
		if s.By(Call) {
			s.Call = CallWaiting
		}
	case Sent:
		s.Mail = Mail{Status: MailSent, At: e.At, MessageID: e.MessageID, Provider: e.Provider}
	case Failed:
		s.Mail = Mail{Status: MailFailed, At: e.At, Reason: e.Reason}
		if !s.By(Inbox) && s.Call == CallNone && s.Newer == "" {
			s.Call = CallWaiting // nobody waits unknowingly
		}
	case Read:
		s.ReadAt = e.At
	case CallRecorded:
		s.Calls = append(slices.Clone(s.Calls), CallMade(e))
		if e.Outcome.Settles() {
			s.Call = CallDone
		}
	case Superseded:
		s.Newer = e.Newer
		if s.Call == CallWaiting {
			s.Call = CallDone
		}
	}
	return s
}
