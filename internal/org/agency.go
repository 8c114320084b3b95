package org

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Level is the tier of government an agency belongs to.
type Level string

// The levels. A sector agency (sở, ban, ngành) acts for the whole province;
// the district level ended on 30/6/2025 (Luật 72/2025/QH15).
const (
	LevelProvince Level = "province"
	LevelSector   Level = "sector"
	LevelDistrict Level = "district"
	LevelCommune  Level = "commune"
)

// Tier is the level as reports count it: sector agencies are provincial.
func (l Level) Tier() Level {
	if l == LevelSector {
		return LevelProvince
	}
	return l
}

// Kind says what sort of agency it is.
type Kind string

// The kinds that competence rules name.
const (
	KindPeoplesCommittee Kind = "peoples_committee" // Ủy ban nhân dân
	KindDepartment       Kind = "department"        // sở và cơ quan tương đương
	KindBoard            Kind = "board"             // ban (Ban Quản lý Khu kinh tế …)
	KindInspectorate     Kind = "inspectorate"      // thanh tra
	KindPolice           Kind = "police"            // công an
	KindLandOffice       Kind = "land_office"       // văn phòng đăng ký đất đai
	KindInsurance        Kind = "insurance"         // bảo hiểm xã hội
	KindTax              Kind = "tax"               // thuế
	KindOneStopCentre    Kind = "one_stop_centre"   // trung tâm phục vụ hành chính công
)

// Span is a stretch of days, both ends inclusive; a zero end is open.
type Span struct {
	From  calendar.Date `json:"from,omitzero"`
	Until calendar.Date `json:"until,omitzero"`
}

// On reports whether day lies in the span.
func (s Span) On(day calendar.Date) bool {
	return !day.Before(s.From) && (s.Until.IsZero() || !day.After(s.Until))
}

// Ended reports whether the span is over before day.
func (s Span) Ended(day calendar.Date) bool { return !s.Until.IsZero() && s.Until.Before(day) }

// Description is what may change of an agency while it stays the same agency:
// its names and how to reach it. It is printed on forms (NĐ 30/2020/NĐ-CP).
type Description struct {
	Name       string `json:"name"`                 // "Ủy ban nhân dân phường Hồng Gai"
	ShortName  string `json:"short_name,omitempty"` // "UBND phường Hồng Gai"
	ParentName string `json:"parent_name,omitempty"`
	// OneStop is the name of the office that receives for the agency:
	// "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh".
	OneStop  string `json:"one_stop,omitempty"`
	Place    string `json:"place,omitempty"` // địa danh of the letterhead: "Hồng Gai"
	Address  string `json:"address,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Email    string `json:"email,omitempty"`
	Calendar string `json:"calendar,omitempty"` // id of its office-hours calendar, "" the province's
}

// Agency is a state agency as it is on a day.
type Agency struct {
	ID        string `json:"id"`                 // stable slug: "hong-gai", "so-tu-phap"
	Code      string `json:"code,omitempty"`     // mã định danh, QĐ 20/2020/QĐ-TTg: "H49.12"
	OldCode   string `json:"old_code,omitempty"` // QCVN 102:2016: "000.00.12.H49"
	Level     Level  `json:"level"`
	Kind      Kind   `json:"kind"`
	Parent    string `json:"parent,omitempty"`    // id of the agency above, "" for the province
	Territory string `json:"territory,omitempty"` // id of the Place it governs, for district and commune
	Span
	// Successors are the agencies that took over on the day after Until, the
	// main one first; a procedure that went to another has a dated Rule.
	Successors []string `json:"successors,omitempty"`
	// DemoCodes marks invented code numbers: only H49 itself is published.
	DemoCodes bool `json:"demo_codes,omitempty"`
	// Unconfirmed marks data not yet compared with the deciding text.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
	Description
}

// PlainName is the name for citizens: the whole one, for nobody outside reads
// "VPĐKĐĐ". Only "UBND phường …" is as people say it.
func (a Agency) PlainName() string {
	if a.Name == "" || strings.HasPrefix(a.ShortName, "UBND ") {
		return a.ShortName
	}
	return a.Name
}

// Letterhead is the line above the agency's name on its papers: its direct
// superior, "" for a People's Committee, which writes none (NĐ 30/2020/NĐ-CP,
// Phụ lục I).
func (a Agency) Letterhead() string {
	if a.Kind == KindPeoplesCommittee {
		return ""
	}
	return a.ParentName
}

// UnitKind is the sort of a unit inside an agency.
type UnitKind string

// The unit kinds.
const (
	UnitOneStop    UnitKind = "one_stop"   // bộ phận tiếp nhận và trả kết quả
	UnitDepartment UnitKind = "department" // phòng chuyên môn
	UnitLeadership UnitKind = "leadership" // lãnh đạo cơ quan
	UnitOffice     UnitKind = "office"     // văn phòng, văn thư
)

// Unit is a part of an agency (đơn vị, phòng).
type Unit struct {
	ID   string   `json:"id"` // unique in its agency: "one-stop"
	Name string   `json:"name"`
	Kind UnitKind `json:"kind"`
	Span
	Renamed  []Naming  `json:"renamed,omitempty"`  // later names, by From
	Counters []Counter `json:"counters,omitempty"` // in the order of opening
}

// Duty is what an official is charged to do (nhiệm vụ được giao).
type Duty string

// The duties. The performers of process steps are found by them.
const (
	DutyReception      Duty = "reception"       // cán bộ một cửa
	DutySpecialist     Duty = "specialist"      // chuyên viên
	DutyUnitHead       Duty = "unit_head"       // lãnh đạo phòng
	DutyLeader         Duty = "leader"          // lãnh đạo cơ quan
	DutyClerk          Duty = "clerk"           // văn thư
	DutySealKeeper     Duty = "seal_keeper"     // người giữ con dấu
	DutyReturner       Duty = "returner"        // cán bộ trả kết quả
	DutyCallAgent      Duty = "call_agent"      // tổng đài viên
	DutyInspector      Duty = "inspector"       // kiểm soát thủ tục hành chính, read only
	DutyCatalogueClerk Duty = "catalogue_clerk" // cán bộ quản lý danh mục thủ tục
	DutyDirector       Duty = "director"        // giám đốc trung tâm phục vụ hành chính công
	DutyUnitAdmin      Duty = "unit_admin"      // quản trị đơn vị: staff of the own agency, no admin duties, reads no dossiers by it
	DutyAdmin          Duty = "admin"           // quản trị hệ thống, does not read dossiers
)

// Duties lists every duty in the order of a dossier's way.
func Duties() []Duty {
	return []Duty{
		DutyReception, DutySpecialist, DutyUnitHead, DutyLeader, DutyClerk, DutySealKeeper, DutyReturner,
		DutyCallAgent, DutyInspector, DutyCatalogueClerk, DutyDirector, DutyUnitAdmin, DutyAdmin,
	}
}

// Administers reports whether the duty grants rights to others. Such a duty
// never passes to a stand-in.
func (d Duty) Administers() bool { return d == DutyAdmin || d == DutyUnitAdmin }

// Sensitive reports whether a second person must confirm before somebody holds
// the duty: it grants rights, decides, seals, or sees the whole province.
func (d Duty) Sensitive() bool {
	switch d {
	case DutyAdmin, DutyUnitAdmin, DutyLeader, DutySealKeeper, DutyInspector, DutyDirector:
		return true
	case DutyReception, DutySpecialist, DutyUnitHead, DutyClerk, DutyReturner, DutyCallAgent, DutyCatalogueClerk:
	}
	return false
}

// Mandate is how a signer signs for another (NĐ 30/2020/NĐ-CP): "" for the
// head himself.
type Mandate string

// The mandates.
const (
	MandateNone     Mandate = ""
	MandateDeputy   Mandate = "KT"  // ký thay: a deputy for the head
	MandateOrder    Mandate = "TL"  // thừa lệnh: a unit head by order
	MandateDelegate Mandate = "TUQ" // thừa ủy quyền: by written delegation
)

// Post is one duty of one official in one unit, for a time.
type Post struct {
	Account string  `json:"account"`
	Name    string  `json:"name,omitempty"` // "" once erased
	Title   string  `json:"title"`          // chức vụ: "Phó Chủ tịch"
	Unit    string  `json:"unit"`
	Duty    Duty    `json:"duty"`
	Mandate Mandate `json:"mandate,omitempty"` // how a leader signs
	For     string  `json:"for,omitempty"`     // whose title stands above: "Chủ tịch"
	// Fields limits a delegation to procedures of these fields (mã lĩnh vực);
	// empty is every field.
	Fields []string `json:"fields,omitempty"`
	By     string   `json:"by,omitempty"`     // account that appointed or proposed, "" before it was kept
	Second string   `json:"second,omitempty"` // account that confirmed a sensitive duty
	Ground string   `json:"ground,omitempty"` // the deciding text: "Quyết định số …"
	List   string   `json:"list,omitempty"`   // id of the list that a proposed post came in with
	Span
}

// overlaps reports whether the two spans share a day; what was taken back (its
// last day is before its first) shares none.
func (s Span) overlaps(o Span) bool {
	if s.Ended(s.From) || o.Ended(o.From) {
		return false
	}
	return !s.Ended(o.From) && !o.Ended(s.From)
}

// said is a day as people read it.
func said(d calendar.Date) string { return locale.Date(locale.Day(d)) }
