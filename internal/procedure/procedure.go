package procedure

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Kind says who made a procedure and for whom.
type Kind string

// The kinds of the national catalogue.
const (
	Standard Kind = "standard" // made by a ministry, the same in every province
	Specific Kind = "specific" // made by one province for itself (đặc thù)
	Internal Kind = "internal" // between state agencies (TTHC nội bộ): no citizen files it
)

// Stage is how much is known of a procedure.
type Stage string

// The stages. Fileable is not one of them: it is derived.
const (
	Listed    Stage = "listed"    // a catalogue line: name, field, promulgator
	Described Stage = "described" // limits, papers, fees, levels are known
)

// Level is the tier of government that decides.
type Level string

// The tiers. District ended on 30 June 2025 (Luật 72/2025/QH15).
const (
	Ministry    Level = "ministry"
	Province    Level = "province"
	District    Level = "district"
	Commune     Level = "commune"
	OtherAgency Level = "other"
)

// Method is the way a dossier comes in.
type Method string

// The three ways, with the portal's codes 1, 2, 3.
const (
	Direct Method = "direct" // at a counter (trực tiếp)
	Online Method = "online" // on the portal (trực tuyến)
	Postal Method = "postal" // by the public postal service (bưu chính công ích)
)

// FeeKind is what a charge is in law.
type FeeKind string

// The kinds of charge (Luật Phí và lệ phí 97/2015/QH13).
const (
	Charge FeeKind = "fee"         // phí: pays for a service's cost
	Duty   FeeKind = "service_fee" // lệ phí: fixed amount for a state service
	Price  FeeKind = "price"       // giá: a price set by the state
)

// GroupKind says what is done with the papers of a group, or with one row.
type GroupKind string

// The kinds of paper rows.
const (
	Submit  GroupKind = "submit"  // handed in (phải nộp)
	Present GroupKind = "present" // shown and given back (xuất trình)
	Note    GroupKind = "note"    // no paper at all: advice, a heading, a rule
)

// Field is the field of administration a procedure belongs to (lĩnh vực):
// "G15-TP07", "Hộ tịch". Catalogue lines know no code.
type Field struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name"`
}

// Fee is one charge. Amount is in đồng and set only when Known: the portal's
// numbers contradict their own text (100 for 100.000), so the text rules.
type Fee struct {
	Kind   FeeKind     `json:"kind"`
	Amount int64       `json:"amount"`
	Known  bool        `json:"known"`
	Text   locale.Text `json:"text"`
}

// Channel is one way of filing with its own limit and fees.
type Channel struct {
	Method Method `json:"method"`
	// Limit is how long the decision may take; Unit unknown when LimitText
	// cannot be counted.
	Limit     calendar.Limit `json:"limit"`
	LimitText locale.Text    `json:"limit_text"`
	Fees      []Fee          `json:"fees,omitempty"`
	Note      locale.Text    `json:"note"`
}

// Case is a situation with its own limit or papers (trường hợp), coded
// "1.001193.01" in national records.
type Case struct {
	Code      string         `json:"code"`
	Name      locale.Text    `json:"name"`
	Limit     calendar.Limit `json:"limit"`
	LimitText locale.Text    `json:"limit_text"`
}

// Paper is one row of the list of papers (thành phần hồ sơ).
type Paper struct {
	// Key names the row within its procedure: the national code where that is
	// unique, else the code or place with a suffix. Dossiers mark papers by it.
	Key  string      `json:"key"`
	Code string      `json:"code,omitempty"`
	Kind GroupKind   `json:"kind"`
	Name locale.Text `json:"name"`
	// Originals and Copies are how many of each; both 0 when the record tells
	// no number.
	Originals int `json:"originals,omitempty"`
	Copies    int `json:"copies,omitempty"`
	// Quantity is the quantity as text when it is not two whole numbers.
	Quantity string `json:"quantity,omitempty"`
	// ElectronicForm tells that the record knows the paper as a form to fill in
	// on its own portal; here people fill in the paper form and photograph it.
	ElectronicForm bool `json:"electronic_form,omitempty"`
	// Optional papers are due only under Condition; an applicant to whom it
	// does not apply says so.
	Optional  bool        `json:"optional,omitempty"`
	Condition locale.Text `json:"condition"`
	// Methods limits the paper to some ways of filing; empty means all.
	Methods []Method `json:"methods,omitempty"`
}

// PaperGroup is a titled group of rows. Case "" means every case.
type PaperGroup struct {
	Name   locale.Text `json:"name"`
	Case   string      `json:"case,omitempty"`
	Kind   GroupKind   `json:"kind"`
	Papers []Paper     `json:"papers"`
}

// Step is one part of the official text on how a procedure runs (trình tự).
type Step struct {
	Name string `json:"name,omitempty"`
	Text string `json:"text"`
}

// Reference is a coded name: a result, a legal basis.
type Reference struct {
	Code string      `json:"code,omitempty"`
	Name locale.Text `json:"name"`
}

// Decision is the act that published the procedure (quyết định công bố).
type Decision struct {
	Number string        `json:"number,omitempty"`
	Date   calendar.Date `json:"date"`
	Agency string        `json:"agency,omitempty"`
	Type   string        `json:"type,omitempty"`
}

// LevelPeriod is a tier that decides from one day until another, both
// included; a zero day is open.
type LevelPeriod struct {
	Level Level         `json:"level"`
	From  calendar.Date `json:"from"`
	Until calendar.Date `json:"until"`
}

// Procedure is one version of a procedure's definition: a plain value.
type Procedure struct {
	Code string `json:"code"` // "1.001193"
	Name string `json:"name"` // official name, Vietnamese
	// Short is the name people use, at most two lines.
	Short       locale.Text `json:"short"`
	Stage       Stage       `json:"stage"`
	Kind        Kind        `json:"kind"`
	Province    string      `json:"province,omitempty"` // of a specific one: "Hải Phòng"
	Field       Field       `json:"field"`
	Promulgator string      `json:"promulgator,omitempty"`
	// Departments are the agencies as a catalogue line names them.
	Departments []string      `json:"departments,omitempty"`
	Levels      []LevelPeriod `json:"levels,omitempty"`
	Subjects    []string      `json:"subjects,omitempty"`
	Channels    []Channel     `json:"channels,omitempty"`
	Cases       []Case        `json:"cases,omitempty"`
	Groups      []PaperGroup  `json:"groups,omitempty"`
	// Notes are sentences for the applicant that stood among the papers.
	Notes        []string    `json:"notes,omitempty"`
	Steps        []Step      `json:"steps,omitempty"`
	Results      []Reference `json:"results,omitempty"`
	LegalBases   []Reference `json:"legal_bases,omitempty"`
	Requirements string      `json:"requirements,omitempty"`
	Executing    string      `json:"executing,omitempty"`
	Authorised   string      `json:"authorised,omitempty"`
	Coordinating string      `json:"coordinating,omitempty"`
	Receiving    string      `json:"receiving,omitempty"`
	Decision     Decision    `json:"decision"`
	Keywords     []string    `json:"keywords,omitempty"`
	LifeEvents   []string    `json:"life_events,omitempty"` // keys of LifeEvents
	// Restart tells that a supplement starts the whole limit anew; otherwise
	// the time that was left goes on (the rule).
	Restart bool `json:"restart,omitempty"`
	// Anywhere tells that any counter of the province receives it.
	Anywhere bool `json:"anywhere,omitempty"`
	// Uncertain names what nobody has compared with the published text yet;
	// pages then say "chưa đối chiếu". Empty when all was compared.
	Uncertain []string `json:"uncertain,omitempty"`
}
