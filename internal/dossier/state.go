package dossier

import (
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// PartyKind says what an owner or applicant is (LoaiDoiTuong).
type PartyKind string

// The kinds of party.
const (
	Citizen      PartyKind = "citizen"
	Business     PartyKind = "business"
	Organisation PartyKind = "organisation"
)

// Party is a person or organisation of a dossier. All of it is personal data.
type Party struct {
	Kind    PartyKind     `json:"kind,omitempty"`
	Account string        `json:"account,omitempty"` // "" at a counter
	Name    string        `json:"name,omitempty"`
	Number  string        `json:"number,omitempty"` // CCCD, passport (locale.PassportKey) or MST
	Born    calendar.Date `json:"born,omitzero"`
	Sex     string        `json:"sex,omitempty"` // "nam", "nữ"
	Address string        `json:"address,omitempty"`
	Phone   string        `json:"phone,omitempty"` // +84…
	Email   string        `json:"email,omitempty"`
}

// IsZero reports whether nobody is named.
func (p Party) IsZero() bool { return p == Party{} }

// Upload is a stored file.
type Upload struct {
	Hash string `json:"hash"` // SHA-256, hex
	Name string `json:"name"`
	Type string `json:"type"` // media type found in the bytes
	Size int64  `json:"size"` // bytes
}

// Mark is what the applicant says of a paper.
type Mark string

// The marks.
const (
	MarkSubmitted     Mark = "submitted"      // nộp
	MarkShown         Mark = "shown"          // xuất trình
	MarkNotApplicable Mark = "not_applicable" // không áp dụng
)

// PaperMark is one paper of the list as it was handed in.
type PaperMark struct {
	Key       string   `json:"key"` // procedure.Paper.Key; "" for a paper not on the list
	Name      string   `json:"name"`
	Mark      Mark     `json:"mark"`
	Why       string   `json:"why,omitempty"` // of not applicable
	Originals int      `json:"originals,omitempty"`
	Copies    int      `json:"copies,omitempty"`
	Files     []Upload `json:"files,omitempty"`
}

// ReturnWay is how a result is handed over.
type ReturnWay string

// The ways.
const (
	AtCounter ReturnWay = "counter"
	ByPost    ReturnWay = "post"
	OnPortal  ReturnWay = "portal"
)

// Return is how the applicant wants the result.
type Return struct {
	Way     ReturnWay `json:"way,omitempty"`
	Address string    `json:"address,omitempty"` // by post
}

// Outcome is what is decided, kept apart from the status.
type Outcome string

// The outcomes.
const (
	Grant  Outcome = "grant"
	Refuse Outcome = "refuse" // refusal on the merits: a reasoned decision
)

// Document is a file that an official adds. Generated marks one made by the
// product itself, allowed in a demo only: it has no legal value.
type Document struct {
	Upload
	Generated bool `json:"generated,omitempty"`
}

// Proposal is what the specialist proposes and the leader decides on.
type Proposal struct {
	Outcome  Outcome          `json:"outcome"`
	Opinion  string           `json:"opinion"`
	Article  string           `json:"article,omitempty"`
	Remedies string           `json:"remedies,omitempty"`
	Draft    *Document        `json:"draft,omitempty"`
	By       string           `json:"by"`
	For      string           `json:"for,omitempty"` // absent official for whom it was proposed
	At       calendar.Instant `json:"at"`
}

// Signed is an approval.
type Signed struct {
	By      string           `json:"by"`
	Title   string           `json:"title"`
	Mandate string           `json:"mandate,omitempty"`
	For     string           `json:"for,omitempty"`
	At      calendar.Instant `json:"at"`
}

// Result is the document that is handed over.
type Result struct {
	Number   int64         `json:"number"`
	Symbol   string        `json:"symbol"`
	Date     calendar.Date `json:"date"`
	Document *Document     `json:"document,omitempty"` // once sealed
	SealedBy string        `json:"sealed_by,omitempty"`
}

// Item is one thing asked for in a supplement.
type Item struct {
	Key  string `json:"key,omitempty"` // of the paper, "" for another thing
	Name string `json:"name"`
	Why  string `json:"why"` // what is missing or wrong, and what to do
}

// Asked is an open or answered request for papers.
type Asked struct {
	Items  []Item           `json:"items"`
	Reason string           `json:"reason,omitempty"`
	Until  calendar.Date    `json:"until,omitzero"`
	Number int64            `json:"number"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
	Done   calendar.Instant `json:"done,omitempty"`
}

// Holder is who has the dossier now. Account "" means whoever holds the duty.
type Holder struct {
	Agency  string `json:"agency,omitempty"`
	Duty    string `json:"duty,omitempty"`
	Account string `json:"account,omitempty"`
}

// Slip is what opens the public tracking page: the QR's token, or the code
// with the secret of eight digits.
type Slip struct {
	Token  string `json:"token,omitempty"`  // 128 random bits, base64url
	Secret string `json:"secret,omitempty"` // 8 digits
}

// Delivery is a result's hand-over.
type Delivery struct {
	Receiver string           `json:"receiver,omitempty"`
	ByPaper  string           `json:"by_paper"`
	Number   string           `json:"number,omitempty"`
	Way      ReturnWay        `json:"way"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
}

// State is a dossier as its events leave it.
type State struct {
	ID     string `json:"id,omitempty"` // the stream's key
	Status Status `json:"status"`
	// The definition it was filed under, copied so that it never changes.
	Procedure string           `json:"procedure,omitempty"`
	Version   int64            `json:"version,omitempty"` // of the procedure's stream
	Short     locale.Text      `json:"short,omitzero"`
	Field     procedure.Field  `json:"field,omitzero"`
	Case      string           `json:"case,omitempty"`
	Method    procedure.Method `json:"method,omitempty"`
	Agency    string           `json:"agency,omitempty"`   // deciding
	Received  string           `json:"received,omitempty"` // agency that received
	Level     string           `json:"level,omitempty"`    // tier of the deciding agency
	Place     string           `json:"place,omitempty"`
	Former    []Former         `json:"former,omitempty"` // agencies that ended while they had it, the first one first

	Owner     Party       `json:"owner,omitzero"`
	Applicant Party       `json:"applicant,omitzero"`
	Relation  string      `json:"relation,omitempty"`
	Account   string      `json:"account,omitempty"`  // that filed online, or the business it was filed for
	Authority Authority   `json:"authority,omitzero"` // the paper by which another filed
	Mandate   string      `json:"mandate,omitempty"`  // by which he filed for a business, see MandateOf
	Papers    []PaperMark `json:"papers,omitempty"`
	Return    Return      `json:"return,omitzero"`
	Note      string      `json:"note,omitempty"`
	Slip      Slip        `json:"slip,omitzero"`

	Submission   string           `json:"submission,omitempty"` // mã nộp
	Code         string           `json:"code,omitempty"`       // mã hồ sơ
	FormNumber   int64            `json:"form_number,omitempty"`
	FiledAt      calendar.Instant `json:"filed_at,omitempty"`
	ReceptionDue calendar.Instant `json:"reception_due,omitempty"`
	AcceptedAt   calendar.Instant `json:"accepted_at,omitempty"`
	AcceptedBy   string           `json:"accepted_by,omitempty"`
	AcceptedFor  string           `json:"accepted_for,omitempty"` // absent official for whom it was accepted
	Refusal      *Denial          `json:"refusal,omitempty"`

	// The clock.
	Calendar  CalendarRef      `json:"calendar,omitzero"`
	Limit     calendar.Limit   `json:"limit,omitzero"`
	LimitText locale.Text      `json:"limit_text,omitzero"`
	Clause    string           `json:"clause,omitempty"` // of a limit an officer determined
	Mode      calendar.Mode    `json:"mode,omitempty"`
	Promised  calendar.Instant `json:"promised,omitempty"` // hạn hẹn trả
	Due       calendar.Instant `json:"due,omitempty"`      // hạn hiện hành, 0 while stopped or unknown
	Expected  bool             `json:"expected,omitempty"` // the due time is provisional (dự kiến)
	Pauses    []calendar.Pause `json:"pauses,omitempty"`
	Moves     []Moved          `json:"moves,omitempty"` // by law, the first one first
	EndedAt   calendar.Instant `json:"ended_at,omitempty"`
	EndStatus Status           `json:"end_status,omitempty"`
	EndDue    calendar.Instant `json:"end_due,omitempty"` // Due at the clock's end

	// The work.
	Steps     []process.Step   `json:"steps,omitempty"`
	Template  bool             `json:"template,omitempty"` // the process is an unapproved template
	Step      int              `json:"step,omitempty"`
	StepSince calendar.Instant `json:"step_since,omitempty"`
	StepDue   calendar.Instant `json:"step_due,omitempty"`
	Holder    Holder           `json:"holder,omitzero"`
	Performed map[int]string   `json:"performed,omitempty"` // step → account that completed it last
	Charged   []string         `json:"charged,omitempty"`   // accounts that were charged by name before it was reassigned
	PassedBy  string           `json:"passed_by,omitempty"` // account whose act brought it to its holder, "" for a filing
	Proposal  *Proposal        `json:"proposal,omitempty"`
	Approval  *Signed          `json:"approval,omitempty"`
	Result    *Result          `json:"result,omitempty"`
	SentBack  string           `json:"sent_back,omitempty"` // reason of the last return, until answered
	Asked     []Asked          `json:"asked,omitempty"`
	Delivery  *Delivery        `json:"delivery,omitempty"`
	Taken     *Taken           `json:"taken,omitempty"`   // at the present step
	Allowed   bool             `json:"allowed,omitempty"` // papers may be asked for once more
	Posted    *Posting         `json:"posted,omitempty"`

	// Off the straight way.
	Payments    []Payment    `json:"payments,omitempty"`
	Suspension  *Suspension  `json:"suspension,omitempty"` // work stands still; status Stopped is not final
	Ending      *Ending      `json:"ending,omitempty"`     // of a stop or a withdrawal
	Corrections []Correction `json:"corrections,omitempty"`
	Apology     *Apology     `json:"apology,omitempty"`
	Closed      *Closing     `json:"closed,omitempty"`

	// After the work.
	Hold   *Holding `json:"hold,omitempty"`
	Erased *Erasure `json:"erased,omitempty"`
	Asking *Answer  `json:"asking,omitempty"` // the last answer to who asked for erasure
}

// Former is an agency that decided a dossier until it ended (tiếp nhận từ …).
type Former struct {
	Agency   string           `json:"agency"`
	Received string           `json:"received"`
	Until    calendar.Instant `json:"until"` // when the successor took over
	Decision string           `json:"decision"`
}

// CalendarRef is the calendar's version that due times were counted with.
type CalendarRef struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// Denial is a refusal at reception as it was issued.
type Denial struct {
	Reason string           `json:"reason"`
	Clause string           `json:"clause"`
	Remedy string           `json:"remedy,omitempty"`
	Number int64            `json:"number"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

// Exists reports whether something was filed.
func (s State) Exists() bool { return s.Status != None }

// CurrentStep is the step the dossier stands at.
func (s State) CurrentStep() (process.Step, bool) {
	if s.Status == New || s.Status == None || s.Step < 0 || s.Step >= len(s.Steps) {
		return process.Step{}, false
	}
	return s.Steps[s.Step], true
}

// OpenRequest is the request for papers that waits for an answer.
func (s State) OpenRequest() (Asked, bool) {
	if s.Status == Supplement && len(s.Asked) > 0 {
		return s.Asked[len(s.Asked)-1], true
	}
	return Asked{}, false
}

// Timing is the verdict of an ended dossier: by the instant, against the due
// time then in force. A clock that stood still had not reached it: early.
func (s State) Timing() calendar.Timing { return s.judge(s.EndedAt, s.EndDue) }

// judge is the verdict of an end against a due time. A dossier with a limit has
// no due time only while its clock stands still.
func (s State) judge(end, due calendar.Instant) calendar.Timing {
	if due == 0 && !end.IsZero() && !s.AcceptedAt.IsZero() && s.Limit.IsKnown() {
		return calendar.Early
	}
	return calendar.Verdict(end, due)
}

// Outcome is what was approved, "" before.
func (s State) Outcome() Outcome {
	if s.Approval == nil || s.Proposal == nil {
		return ""
	}
	return s.Proposal.Outcome
}

// StreamKind is the kind of a dossier's stream: "dossier/<id>".
const StreamKind = "dossier"

// Stream is a dossier's stream id.
func Stream(id string) string { return StreamKind + "/" + id }

// Workers lists the accounts that had the dossier at one of its steps, each
// once: who worked on it may read it whole for ever.
func (s State) Workers() []string {
	had := append([]string{s.AcceptedBy, s.AcceptedFor}, s.Charged...)
	for _, by := range s.Performed {
		had = append(had, by)
	}
	if s.Proposal != nil {
		had = append(had, s.Proposal.By, s.Proposal.For)
	}
	if s.Approval != nil {
		had = append(had, s.Approval.By)
	}
	if s.Result != nil {
		had = append(had, s.Result.SealedBy)
	}
	if s.Refusal != nil {
		had = append(had, s.Refusal.By)
	}
	if s.Delivery != nil {
		had = append(had, s.Delivery.By)
	}
	slices.Sort(had)
	had = slices.Compact(had)
	if had[0] == "" {
		had = had[1:]
	}
	return had
}
