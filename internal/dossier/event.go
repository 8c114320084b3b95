package dossier

import (
	"cmp"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// Filed: somebody filed. It starts the reception clock when online.
type Filed struct {
	ID           string           `json:"id"`
	Procedure    string           `json:"procedure"`
	Version      int64            `json:"version"`
	Short        locale.Text      `json:"short"`
	Field        procedure.Field  `json:"field"`
	Case         string           `json:"case,omitempty"`
	Method       procedure.Method `json:"method"`
	Agency       string           `json:"agency"`
	Received     string           `json:"received"`
	Level        string           `json:"level"`
	Place        string           `json:"place,omitempty"`
	Day          calendar.Date    `json:"day"`
	Number       int64            `json:"number"` // of the submission book that day
	ReceptionDue calendar.Instant `json:"reception_due,omitempty"`
	At           calendar.Instant `json:"at"`
	Return       Return           `json:"return" personal:"owner"`
	Owner        Party            `json:"owner" personal:"owner"`
	Papers       []PaperMark      `json:"papers" personal:"owner"`
	Note         string           `json:"note" personal:"owner"`
	Slip         Slip             `json:"slip" personal:"owner"`
	Applicant    Party            `json:"applicant" personal:"applicant"`
	Relation     string           `json:"relation" personal:"applicant"`
	Account      string           `json:"account" personal:"applicant"` // whose dossier it is: who filed, or the business he filed for
	Authority    Authority        `json:"authority,omitzero" personal:"applicant"`
	Mandate      string           `json:"mandate,omitempty"` // by which he filed for a business, see MandateOf
}

// EventType is the stable name.
func (Filed) EventType() string { return "dossier.filed" }

// Numbers takes the submission number.
func (e Filed) Numbers() []act.Number {
	return []act.Number{{Book: "submission", Day: e.Day.String()}}
}

// WithNumbers fills it in.
func (e Filed) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

// Subjects names whose data it carries, where accounts are known.
func (e Filed) Subjects() map[string]string {
	return map[string]string{"owner": e.Owner.Account, "applicant": cmp.Or(e.Applicant.Account, e.Account)}
}

// Submission is the number that a filing answers: "N240401-00012".
func (e Filed) Submission() string {
	return fmt.Sprintf("N%02d%02d%02d-%05d", e.Day.Year%100, e.Day.Month, e.Day.Day, e.Number)
}

// Behalf says for whom an act was done: the absent official whose post the
// actor used (thay mặt người vắng). It is zero for whoever acts by his own post.
type Behalf struct {
	Absent  string `json:"absent,omitempty"`  // account
	Title   string `json:"title,omitempty"`   // the actor's own, as on his post
	Mandate string `json:"mandate,omitempty"` // how he signs for the absent official
}

// OnBehalf is for whom the event's act was done.
func (b Behalf) OnBehalf() Behalf { return b }

// WasAccepted: the dossier is complete; its code is given and the processing
// clock starts.
type WasAccepted struct {
	AgencyCode string        `json:"agency_code"`
	Agency     string        `json:"agency"`
	Day        calendar.Date `json:"day"`
	Number     int64         `json:"number"`      // of the agency's day
	FormNumber int64         `json:"form_number"` // of the year's book of form 01
	By         string        `json:"by"`
	Behalf     `json:"behalf,omitzero"`
	At         calendar.Instant `json:"at"`
	Calendar   CalendarRef      `json:"calendar"`
	Limit      calendar.Limit   `json:"limit"`
	LimitText  locale.Text      `json:"limit_text"`
	Clause     string           `json:"clause,omitempty"`
	Mode       calendar.Mode    `json:"mode"`
	Promised   calendar.Instant `json:"promised,omitempty"`
	Expected   bool             `json:"expected,omitempty"`
	Steps      []process.Step   `json:"steps"`
	Template   bool             `json:"template,omitempty"`
	To         Passed           `json:"to"`
}

// Passed is where a dossier goes next.
type Passed struct {
	Step   int              `json:"step"`
	Since  calendar.Instant `json:"since"`
	Due    calendar.Instant `json:"due,omitempty"`
	Holder Holder           `json:"holder"`
}

// EventType is the stable name.
func (WasAccepted) EventType() string { return "dossier.accepted" }

// Numbers takes the code's number of the agency's day and the form's of the year.
func (e WasAccepted) Numbers() []act.Number {
	return []act.Number{
		{Book: "code/" + e.AgencyCode, Day: e.Day.String()},
		{Book: "form01/" + e.Agency, Day: fmt.Sprint(e.Day.Year)},
	}
}

// WithNumbers fills them in.
func (e WasAccepted) WithNumbers(n []int64) act.Event {
	e.Number, e.FormNumber = n[0], n[1]
	return e
}

// Code is the dossier code: agency code, day of reception, number of the day.
func (e WasAccepted) Code() string {
	return fmt.Sprintf("%s-%02d%02d%02d-%04d", e.AgencyCode, e.Day.Year%100, e.Day.Month, e.Day.Day, e.Number)
}

// WasDenied: reception refused, with form 03.
type WasDenied struct {
	Agency string        `json:"agency"`
	Day    calendar.Date `json:"day"`
	Number int64         `json:"number"`
	By     string        `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Clause string           `json:"clause"`
	Reason string           `json:"reason" personal:"owner"`
	Remedy string           `json:"remedy" personal:"owner"`
}

// EventType is the stable name.
func (WasDenied) EventType() string { return "dossier.denied" }

// Numbers takes the form's number of the year.
func (e WasDenied) Numbers() []act.Number { return []act.Number{yearly("form03", e.Agency, e.Day)} }

// WithNumbers fills it in.
func (e WasDenied) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

func yearly(book, agency string, d calendar.Date) act.Number {
	return act.Number{Book: book + "/" + agency, Day: fmt.Sprint(d.Year)}
}

// Assigned: a specialist has the dossier.
type Assigned struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	Note   string `json:"note" personal:"owner"`
	To     Passed `json:"to"`
}

// Reassigned: the step went from one performer to another; its time runs on.
type Reassigned struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	From   Holder           `json:"from"`
	Reason string           `json:"reason" personal:"owner"`
	To     Passed           `json:"to"`
}

// Succeeded: the deciding agency, the receiving one or both have ended; their
// successors have the dossier. Code, numbers, limit and due times stay.
type Succeeded struct {
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
	From     string           `json:"from"`     // deciding agency before
	Counter  string           `json:"counter"`  // receiving agency before
	Agency   string           `json:"agency"`   // deciding from now on
	Received string           `json:"received"` // at whose counter the result is handed over
	Level    string           `json:"level"`    // tier of the deciding agency
	Decision string           `json:"decision"` // by which the agency ended
	To       Passed           `json:"to"`
}

// Appraised: the examination is done, a decision is proposed.
type Appraised struct {
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	At       calendar.Instant `json:"at"`
	Outcome  Outcome          `json:"outcome"`
	Opinion  string           `json:"opinion" personal:"owner"`
	Article  string           `json:"article,omitempty"`
	Remedies string           `json:"remedies,omitempty"`
	Draft    *Document        `json:"draft" personal:"owner"`
	To       Passed           `json:"to"`
	Cites    string           `json:"cites,omitempty" personal:"owner"`  // in place of Article, see Worded
	Advice   string           `json:"advice,omitempty" personal:"owner"` // in place of Remedies
}

// StepRecorded: an inspection or consultation is done.
type StepRecorded struct {
	By      string `json:"by"`
	Behalf  `json:"behalf,omitzero"`
	At      calendar.Instant `json:"at"`
	Opinion string           `json:"opinion" personal:"owner"`
	Minutes *Document        `json:"minutes" personal:"owner"`
	To      Passed           `json:"to"`
}

// Reviewed: the unit head agreed.
type Reviewed struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	Note   string `json:"note" personal:"owner"`
	To     Passed `json:"to"`
}

// WasSentBack: the dossier returned to the previous performer.
type WasSentBack struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	Reason string `json:"reason" personal:"owner"`
	To     Passed `json:"to"`
}

// Approved: the competent leader decided.
type Approved struct {
	Signed  Signed `json:"signed"`
	Behalf  `json:"behalf,omitzero"`
	Outcome Outcome `json:"outcome"`
	Note    string  `json:"note" personal:"owner"`
	To      Passed  `json:"to"`
}

// Numbered: the result has its number and date.
type Numbered struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	Agency string        `json:"agency"`
	Symbol string        `json:"symbol"`
	Day    calendar.Date `json:"day"`
	Number int64         `json:"number"`
	First  int64         `json:"first,omitempty"` // that the book was to begin with, see act.Number
}

// EventType is the stable name.
func (Numbered) EventType() string { return "dossier.numbered" }

// Numbers takes the number of the agency's outgoing book of the year.
func (e Numbered) Numbers() []act.Number {
	n := OutgoingBook(e.Agency, e.Symbol, e.Day)
	n.First = e.First
	return []act.Number{n}
}

// OutgoingBook is the book of the day's year from which an agency's documents
// with a symbol (ký hiệu) take their numbers (sổ văn bản đi).
func OutgoingBook(agency, symbol string, day calendar.Date) act.Number {
	return yearly("outgoing", agency+"/"+symbol, day)
}

// WithNumbers fills it in.
func (e Numbered) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

// Sealed: one document was signed and sealed.
type Sealed struct {
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	At       calendar.Instant `json:"at"`
	Hash     string           `json:"hash"` // SHA-256 of the scan
	Document Document         `json:"document" personal:"owner"`
}

// WasFinished: processing ended; the clock stops for good.
type WasFinished struct {
	By      string `json:"by"`
	Behalf  `json:"behalf,omitzero"`
	At      calendar.Instant `json:"at"`
	Due     calendar.Instant `json:"due,omitempty"` // in force then
	Timing  calendar.Timing  `json:"timing"`
	Outcome Outcome          `json:"outcome"`
	To      Passed           `json:"to"`
}

// WasHandedOver: the result is in the hands of the person entitled to it.
type WasHandedOver struct {
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	At       calendar.Instant `json:"at"`
	Way      ReturnWay        `json:"way"`
	ByPaper  string           `json:"by_paper"`
	Receiver string           `json:"receiver" personal:"receiver"`
	Number   string           `json:"number" personal:"receiver"`
	Proof    string           `json:"proof,omitempty" personal:"receiver"` // in place of ByPaper, see Worded
}

// SupplementRequested: papers are asked for; the clock stops.
type SupplementRequested struct {
	Agency string        `json:"agency"`
	Day    calendar.Date `json:"day"`
	Number int64         `json:"number"`
	By     string        `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Until  calendar.Date    `json:"until,omitzero"`
	Items  []Item           `json:"items" personal:"owner"`
	Reason string           `json:"reason" personal:"owner"`
}

// EventType is the stable name.
func (SupplementRequested) EventType() string { return "dossier.supplement_requested" }

// Numbers takes the form's number of the year.
func (e SupplementRequested) Numbers() []act.Number {
	return []act.Number{yearly("form02", e.Agency, e.Day)}
}

// WithNumbers fills it in.
func (e SupplementRequested) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

// SupplementReceived: what was asked for came; the clock goes on.
type SupplementReceived struct {
	By           string `json:"by"`
	Behalf       `json:"behalf,omitzero"`
	At           calendar.Instant `json:"at"`
	Due          calendar.Instant `json:"due,omitempty"`
	Expected     bool             `json:"expected,omitempty"`
	StepDue      calendar.Instant `json:"step_due,omitempty"`
	ReceptionDue calendar.Instant `json:"reception_due,omitempty"`
	Papers       []PaperMark      `json:"papers" personal:"owner"`
}

// LimitDetermined: an officer determined the limit that the record told only
// as a sentence.
type LimitDetermined struct {
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	Limit    calendar.Limit   `json:"limit"`
	Clause   string           `json:"clause"`
	Promised calendar.Instant `json:"promised"`
	Due      calendar.Instant `json:"due,omitempty"` // in force, where earlier pauses moved it; else 0
	Expected bool             `json:"expected,omitempty"`
}

// InForce is the due time in force from then on.
func (e LimitDetermined) InForce() calendar.Instant { return cmp.Or(e.Due, e.Promised) }

// SlipReissued: a new tracking code; the old one is dead.
type SlipReissued struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	Reason string `json:"reason,omitempty"`
	Slip   Slip   `json:"slip" personal:"owner"`
	Why    string `json:"why,omitempty" personal:"owner"` // in place of Reason, see Worded
}

func (Assigned) EventType() string           { return "dossier.assigned" }            //nolint:revive // see Filed
func (Reassigned) EventType() string         { return "dossier.reassigned" }          //nolint:revive // see Filed
func (Succeeded) EventType() string          { return "dossier.succeeded" }           //nolint:revive // see Filed
func (Appraised) EventType() string          { return "dossier.appraised" }           //nolint:revive // see Filed
func (StepRecorded) EventType() string       { return "dossier.step_recorded" }       //nolint:revive // see Filed
func (Reviewed) EventType() string           { return "dossier.reviewed" }            //nolint:revive // see Filed
func (WasSentBack) EventType() string        { return "dossier.sent_back" }           //nolint:revive // see Filed
func (Approved) EventType() string           { return "dossier.approved" }            //nolint:revive // see Filed
func (Sealed) EventType() string             { return "dossier.sealed" }              //nolint:revive // see Filed
func (WasFinished) EventType() string        { return "dossier.finished" }            //nolint:revive // see Filed
func (WasHandedOver) EventType() string      { return "dossier.handed_over" }         //nolint:revive // see Filed
func (SupplementReceived) EventType() string { return "dossier.supplement_received" } //nolint:revive // see Filed
func (LimitDetermined) EventType() string    { return "dossier.limit_determined" }    //nolint:revive // see Filed
func (SlipReissued) EventType() string       { return "dossier.slip_reissued" }       //nolint:revive // see Filed

// Codec knows every event of a dossier.
func Codec() act.Codec {
	return act.NewCodec(Filed{}, WasAccepted{}, WasDenied{}, Assigned{}, Appraised{}, StepRecorded{}, Reviewed{},
		WasSentBack{}, Approved{}, Numbered{}, Sealed{}, WasFinished{}, WasHandedOver{}, SupplementRequested{},
		SupplementReceived{}, LimitDetermined{}, SlipReissued{}, Reassigned{}, Succeeded{},
		DueMoved{}, Held{}, HoldLifted{}, WasErased{}, ErasureAnswered{},
		WasTaken{}, WasRecalled{}, CaseChanged{}, PaymentAsked{}, PaymentRecorded{}, WasSuspended{}, WasResumed{},
		WasStopped{}, WasWithdrawn{}, WithdrawalSettled{}, FinishCorrected{}, WasClosed{},
		SupplementAllowed{}, SupplementPartReceived{}, WasPosted{}, Apologised{})
}
