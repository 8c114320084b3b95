package dossier

import (
	"motcua/internal/calendar"
	"motcua/internal/procedure"
)

// Command is what can be asked of a dossier: one struct for each act. In JSON,
// as the API takes them, every field may be missing: Decide says what it needs.
//
//sumtype:decl
type Command interface{ Act() Act }

// Filing is what a filing says, online or at a counter.
type Filing struct {
	Procedure string
	Case      string    // code of the chosen case, "" when there is none
	Agency    string    // the deciding agency
	Place     string    // the applicant's place, by which the agency is competent
	Owner     Party     // chủ hồ sơ
	Applicant Party     // người nộp; zero when the owner files
	Relation  string    // by what right another files: "giấy ủy quyền số …"
	Authority Authority // the paper that gives that right; zero when Relation says it alone
	Papers    []PaperMark
	Return    Return
	Note      string
}

// File files a dossier online.
type File struct{ Filing }

// Receive files and accepts at a counter, in one act.
type Receive struct {
	Filing
	Method procedure.Method // Direct or Postal
	Chosen ChosenLimit
}

// AskAtCounter keeps who came and what was brought to a counter when papers are
// missing, and asks for them with form 02. Nothing is accepted yet: once the
// papers are here, reception checks anew.
type AskAtCounter struct {
	Filing
	RequestSupplement

	Method procedure.Method
}

// DenyAtCounter refuses what is brought to a counter, with form 03.
type DenyAtCounter struct {
	Filing
	Method procedure.Method
	Refusal
}

// ChosenLimit is the limit an officer determines when the record tells it only
// as a sentence, with the clause it rests on. Zero when the record suffices.
type ChosenLimit struct {
	Limit  calendar.Limit `json:"limit,omitzero"`
	Clause string         `json:"clause,omitempty"`
}

// Refusal says why a dossier is not accepted, and what the applicant can do.
type Refusal struct {
	Reason string `json:"reason,omitempty"` // the facts
	Clause string `json:"clause,omitempty"` // article and law
	Remedy string `json:"remedy,omitempty"` // where to file instead, or when again
}

// Accept takes an online filing in.
type Accept struct {
	Chosen ChosenLimit `json:"chosen,omitzero"`
}

// Deny refuses an online filing, with form 03.
type Deny struct{ Refusal }

// Assign gives the dossier to a specialist of the unit.
type Assign struct {
	To   string `json:"to,omitempty"` // account
	Note string `json:"note,omitempty"`
}

// Appraise records the specialist's examination and proposal.
type Appraise struct {
	Outcome  Outcome   `json:"outcome,omitempty"`
	Opinion  string    `json:"opinion,omitempty"`
	Article  string    `json:"article,omitempty"`  // of a refusal: article and law
	Remedies string    `json:"remedies,omitempty"` // of a refusal: how to complain or sue
	Draft    *Document `json:"draft,omitempty"`
}

// RecordStep records an inspection or a consultation.
type RecordStep struct {
	Opinion string    `json:"opinion,omitempty"`
	Minutes *Document `json:"minutes,omitempty"` // biên bản, văn bản góp ý
}

// Review is the unit head's agreement.
type Review struct {
	Note string `json:"note,omitempty"`
}

// SendBack returns the dossier to the performer of an earlier step.
type SendBack struct {
	Reason string `json:"reason,omitempty"`
	Step   int    `json:"step,omitempty"` // which one, counted from 1; 0 is the step before
}

// Approve is the competent leader's decision on the proposal.
type Approve struct {
	Note string `json:"note,omitempty"`
}

// GiveNumber takes the document's number from the agency's book.
type GiveNumber struct {
	Symbol string `json:"symbol,omitempty"` // "GXN-UBND"; "" for the agency's usual symbol
}

// Seal records the sealing of one document: the scan of the paper as signed
// and sealed by hand.
type Seal struct {
	Document Document `json:"document,omitzero"`
}

// Finish ends processing; the result goes to the one-stop.
type Finish struct{}

// HandOver gives the result to the person entitled to it.
type HandOver struct {
	Receiver string    `json:"receiver,omitempty"` // who came
	ByPaper  string    `json:"by_paper,omitempty"` // giấy hẹn, CCCD, giấy ủy quyền …
	Number   string    `json:"number,omitempty"`   // of that paper
	Way      ReturnWay `json:"way,omitempty"`
}

// RequestSupplement asks for papers, once and completely, with form 02.
type RequestSupplement struct {
	Items  []Item        `json:"items,omitempty"`
	Sound  []string      `json:"sound,omitempty"` // keys of the papers that were found in order
	Reason string        `json:"reason,omitempty"`
	Until  calendar.Date `json:"until,omitzero"` // send before this day
}

// ReceiveSupplement hands in what was asked for.
type ReceiveSupplement struct {
	Papers []PaperMark `json:"papers,omitempty"`
}

// DetermineLimit sets the limit of a dossier accepted without a computable one.
type DetermineLimit struct{ ChosenLimit }

// ReissueSlip gives a new tracking code to a person whose identity was checked;
// the old one dies. Both are chosen from lists: they become part of the lasting
// public record, where no name or number may stand.
type ReissueSlip struct {
	Reason  string `json:"reason,omitempty"`  // of SlipReasons
	Checked string `json:"checked,omitempty"` // of CheckedPapers
}

// SlipReasons lists why a tracking code is given anew.
func SlipReasons() []string {
	return []string{"mất giấy tiếp nhận", "giấy rách, mờ", "người khác đã biết mã"}
}

// CheckedPapers lists the papers by which a person's identity is checked at a
// counter.
func CheckedPapers() []string {
	return []string{"thẻ căn cước", "căn cước điện tử (VNeID)", "hộ chiếu", "giấy ủy quyền và căn cước người được ủy quyền"}
}

// Reassign takes the step from who is charged with it and gives it to another
// holder of the same duty, or, with To "", to whoever holds it.
type Reassign struct {
	To     string `json:"to,omitempty"`     // account
	Reason string `json:"reason,omitempty"` // the ground: absence, leave, workload
}

// Succeed passes an open dossier of an agency that has ended to its successor.
type Succeed struct {
	Decision string `json:"decision,omitempty"` // the text by which the agency ended
}

// Act names the command's row.
func (File) Act() Act              { return ActFile }
func (Receive) Act() Act           { return ActReceive }           //nolint:revive // see File
func (AskAtCounter) Act() Act      { return ActAskAtCounter }      //nolint:revive // see File
func (DenyAtCounter) Act() Act     { return ActDenyAtCounter }     //nolint:revive // see File
func (Accept) Act() Act            { return ActAccept }            //nolint:revive // see File
func (Deny) Act() Act              { return ActDeny }              //nolint:revive // see File
func (Assign) Act() Act            { return ActAssign }            //nolint:revive // see File
func (Appraise) Act() Act          { return ActAppraise }          //nolint:revive // see File
func (RecordStep) Act() Act        { return ActRecordStep }        //nolint:revive // see File
func (Review) Act() Act            { return ActReview }            //nolint:revive // see File
func (SendBack) Act() Act          { return ActSendBack }          //nolint:revive // see File
func (Approve) Act() Act           { return ActApprove }           //nolint:revive // see File
func (GiveNumber) Act() Act        { return ActNumber }            //nolint:revive // see File
func (Seal) Act() Act              { return ActSeal }              //nolint:revive // see File
func (Finish) Act() Act            { return ActFinish }            //nolint:revive // see File
func (HandOver) Act() Act          { return ActHandOver }          //nolint:revive // see File
func (RequestSupplement) Act() Act { return ActRequestSupplement } //nolint:revive // see File
func (ReceiveSupplement) Act() Act { return ActReceiveSupplement } //nolint:revive // see File
func (DetermineLimit) Act() Act    { return ActDetermineLimit }    //nolint:revive // see File
func (ReissueSlip) Act() Act       { return ActReissueSlip }       //nolint:revive // see File
func (Succeed) Act() Act           { return ActSucceed }           //nolint:revive // see File
func (Reassign) Act() Act          { return ActReassign }          //nolint:revive // see File
