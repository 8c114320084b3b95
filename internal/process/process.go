package process

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// MinutesPerDay is the working minutes that process tables count for a day
// (1 working day = 8 hours). It is a way of writing only: legal limits are
// counted by the calendar.
const MinutesPerDay = 480

// Kind is what is done in a step.
type Kind string

// The kinds of step, in the usual order.
const (
	Receive  Kind = "receive"  // tiếp nhận
	Assign   Kind = "assign"   // phân công
	Appraise Kind = "appraise" // thẩm định
	Inspect  Kind = "inspect"  // kiểm tra thực địa
	Consult  Kind = "consult"  // lấy ý kiến
	Review   Kind = "review"   // lãnh đạo phòng xem xét
	Approve  Kind = "approve"  // ký duyệt
	Issue    Kind = "issue"    // cấp số, đóng dấu
	Return   Kind = "return"   // trả kết quả
)

// The kinds of unit that perform steps; the words are those of the
// organisation.
const (
	OneStop    = "one_stop"   // bộ phận một cửa
	Department = "department" // phòng chuyên môn
	Leadership = "leadership" // lãnh đạo cơ quan
	Office     = "office"     // văn phòng, văn thư
)

// The duties that perform steps; the words are those of the organisation.
const (
	Reception  = "reception"   // cán bộ một cửa
	UnitHead   = "unit_head"   // lãnh đạo phòng
	Specialist = "specialist"  // chuyên viên
	Leader     = "leader"      // lãnh đạo cơ quan
	Clerk      = "clerk"       // văn thư
	SealKeeper = "seal_keeper" // người giữ con dấu
	Returner   = "returner"    // cán bộ trả kết quả
)

// Step is one step: who (by unit kind and duty, never a named person), what,
// how long.
type Step struct {
	ID   string      `json:"id"` // unique in its process: "receive", "appraise"
	Kind Kind        `json:"kind"`
	Name locale.Text `json:"name"`
	Unit string      `json:"unit"`
	Duty string      `json:"duty"`
	// Minutes is the planned working time, MinutesPerDay to a day; 0 is
	// allowed (handing over a result).
	Minutes int    `json:"minutes"`
	Form    string `json:"form,omitempty"`
	Result  string `json:"result,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Process is one version of the steps for a procedure: a plain value.
type Process struct {
	Procedure string `json:"procedure"` // procedure code
	// Case is the procedure's case it is made for, "" for all.
	Case     string `json:"case,omitempty"`
	Version  int    `json:"version"`            // from 1
	Template string `json:"template,omitempty"` // key of the template it came from
	Steps    []Step `json:"steps"`
	// Approved tells that a competent person approved it, by Decision.
	Approved bool   `json:"approved"`
	Decision string `json:"decision,omitempty"` // "663/QĐ-TTPVHCC, 13/5/2026"
	// LimitMinutes is the limit it was planned for, 0 when that is unknown.
	LimitMinutes int           `json:"limit_minutes,omitempty"`
	ValidFrom    calendar.Date `json:"valid_from"`
	Mark         locale.Text   `json:"mark"` // what pages say of it; empty when approved
}
