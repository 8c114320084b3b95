package org

import (
	"motcua/internal/act"
	"motcua/internal/calendar"
)

// StreamKind is the kind of an agency's stream: "agency/<id>".
const StreamKind = "agency"

// Stream is the stream id of the agency.
func Stream(id string) string { return StreamKind + "/" + id }

// Founded says that an agency exists, from Agency.From on.
type Founded struct {
	Agency Agency `json:"agency"`
	Ground string `json:"ground,omitempty"` // the deciding text: "Nghị quyết số …"
}

// Described says how the agency is named and reached from a day on; earlier
// days keep their description.
type Described struct {
	From        calendar.Date `json:"from"`
	Description Description   `json:"description"`
	Ground      string        `json:"ground,omitempty"`
}

// UnitOpened says that the agency has a unit from Unit.From on.
type UnitOpened struct {
	Unit Unit `json:"unit"`
}

// UnitRenamed says that a unit has another name from a day on.
type UnitRenamed struct {
	Unit   string        `json:"unit"`
	From   calendar.Date `json:"from"`
	Name   string        `json:"name"`
	Ground string        `json:"ground,omitempty"`
}

// UnitClosed says that Until is the unit's last day.
type UnitClosed struct {
	Unit   string        `json:"unit"`
	Until  calendar.Date `json:"until"`
	Ground string        `json:"ground,omitempty"`
}

// CounterOpened says that a unit serves at a counter from a day on.
type CounterOpened struct {
	Unit    string        `json:"unit"`
	Counter string        `json:"counter"`
	Name    string        `json:"name"`
	From    calendar.Date `json:"from"`
}

// CounterClosed says that Until is the counter's last day.
type CounterClosed struct {
	Unit    string        `json:"unit"`
	Counter string        `json:"counter"`
	Until   calendar.Date `json:"until"`
}

// AppointmentProposed says that a duty waits for a second person's word; nobody holds it yet.
type AppointmentProposed struct {
	Account string        `json:"account"`
	Name    string        `json:"name,omitempty" personal:"official"`
	Title   string        `json:"title"`
	Unit    string        `json:"unit"`
	Duty    Duty          `json:"duty"`
	Mandate Mandate       `json:"mandate,omitempty"`
	For     string        `json:"for,omitempty"`
	From    calendar.Date `json:"from,omitzero"`
	Until   calendar.Date `json:"until,omitzero"`
	Fields  []string      `json:"fields,omitempty"`
	By      string        `json:"by,omitempty"`
	Ground  string        `json:"ground,omitempty"`
	List    string        `json:"list,omitempty"` // id of the list it came in with, "" for one alone
}

// AppointmentDeclined says that a proposed duty was not given.
type AppointmentDeclined struct {
	Account string `json:"account"`
	Unit    string `json:"unit"`
	Duty    Duty   `json:"duty"`
	Reason  string `json:"reason" personal:"official"`
	By      string `json:"by,omitempty"`
}

// ListDeclined says that nothing of a proposed staff list takes effect.
type ListDeclined struct {
	List   string `json:"list"`
	Reason string `json:"reason" personal:"official"`
	By     string `json:"by,omitempty"`
}

// Departed says that an official leaves the agency for good; Until is the last
// day of every post.
type Departed struct {
	Account string        `json:"account"`
	Until   calendar.Date `json:"until"`
	Ground  string        `json:"ground,omitempty"`
}

// Appointed says that an official was charged with a duty. The name is the
// official's personal data; the account id is a pseudonym.
type Appointed struct {
	Account string  `json:"account"`
	Name    string  `json:"name,omitempty" personal:"official"`
	Title   string  `json:"title"`
	Unit    string  `json:"unit"`
	Duty    Duty    `json:"duty"`
	Mandate Mandate `json:"mandate,omitempty"`
	For     string  `json:"for,omitempty"`
	// The days are not an embedded Span: the event codec stores field by field.
	From  calendar.Date `json:"from,omitzero"`
	Until calendar.Date `json:"until,omitzero"`
	// Later additions; events before them have none.
	Fields []string `json:"fields,omitempty"` // limits a delegation, empty is every field
	By     string   `json:"by,omitempty"`     // account that appointed or proposed
	Second string   `json:"second,omitempty"` // account that confirmed a sensitive duty
	Ground string   `json:"ground,omitempty"` // the deciding text
}

// AbsenceRecorded says that an official is away and who stands in for him.
// Second is who confirmed that the stand-in may use sensitive duties.
type AbsenceRecorded struct {
	Account string        `json:"account"`
	From    calendar.Date `json:"from"`
	Until   calendar.Date `json:"until"`
	StandIn string        `json:"stand_in,omitempty"`
	Reason  string        `json:"reason,omitempty" personal:"official"`
	By      string        `json:"by,omitempty"`
	Second  string        `json:"second,omitempty"`
}

// AbsenceEnded says that the absence that began on From ends on Until instead;
// on the day before From, that it never took place.
type AbsenceEnded struct {
	Account string        `json:"account"`
	From    calendar.Date `json:"from"`
	Until   calendar.Date `json:"until"`
}

// StandInConfirmed says that a second person let the stand-in use the absent
// official's sensitive duties.
type StandInConfirmed struct {
	Account string        `json:"account"`
	From    calendar.Date `json:"from"`
	Second  string        `json:"second"`
}

// Relieved says that an official's duty in a unit ends; Until is its last day.
type Relieved struct {
	Account string        `json:"account"`
	Unit    string        `json:"unit"`
	Duty    Duty          `json:"duty"`
	Until   calendar.Date `json:"until"`
}

// Ended says that Until is the agency's last day and who takes over on the
// next, the main successor first.
type Ended struct {
	Until      calendar.Date `json:"until"`
	Successors []string      `json:"successors,omitempty"`
	Ground     string        `json:"ground,omitempty"`
}

// EventType is the stable name.
func (Founded) EventType() string { return "org.founded" }

// EventType is the stable name.
func (Described) EventType() string { return "org.described" }

// EventType is the stable name.
func (UnitOpened) EventType() string { return "org.unit_opened" }

// EventType is the stable name.
func (Appointed) EventType() string { return "org.appointed" }

// EventType is the stable name.
func (Relieved) EventType() string { return "org.relieved" }

// EventType is the stable name.
func (Ended) EventType() string { return "org.ended" }

// EventType is the stable name.
func (AbsenceRecorded) EventType() string { return "org.absence_recorded" }

// EventType is the stable name.
func (AbsenceEnded) EventType() string { return "org.absence_ended" }

// EventType is the stable name.
func (StandInConfirmed) EventType() string { return "org.stand_in_confirmed" }

// EventType is the stable name.
func (UnitRenamed) EventType() string { return "org.unit_renamed" }

// EventType is the stable name.
func (UnitClosed) EventType() string { return "org.unit_closed" }

// EventType is the stable name.
func (CounterOpened) EventType() string { return "org.counter_opened" }

// EventType is the stable name.
func (CounterClosed) EventType() string { return "org.counter_closed" }

// EventType is the stable name.
func (AppointmentProposed) EventType() string { return "org.appointment_proposed" }

// EventType is the stable name.
func (AppointmentDeclined) EventType() string { return "org.appointment_declined" }

// EventType is the stable name.
func (Departed) EventType() string { return "org.departed" }

// EventType is the stable name.
func (ListDeclined) EventType() string { return "org.list_declined" }

// Codec stores the events of the agency streams.
func Codec() act.Codec {
	return act.NewCodec(Founded{}, Described{}, UnitOpened{}, Appointed{}, Relieved{}, Ended{},
		AbsenceRecorded{}, AbsenceEnded{}, StandInConfirmed{},
		UnitRenamed{}, UnitClosed{}, CounterOpened{}, CounterClosed{}, AppointmentProposed{}, AppointmentDeclined{}, ListDeclined{}, Departed{},
		BookOpened{}, BookClosed{})
}
