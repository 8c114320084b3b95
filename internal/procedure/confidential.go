package procedure

import (
	"slices"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Confidentiality (bảo mật nội bộ) says whether the dossiers of a procedure are
// shown only to those who have or had a step in them, and by which text.
type Confidentiality struct {
	On     bool             `json:"on"`
	Ground string           `json:"ground"` // the text that asks for it, or that lifts it
	Dated  calendar.Date    `json:"dated"`  // day of that text
	At     calendar.Instant `json:"at"`     // since when it counts
	By     string           `json:"by,omitempty"`
}

// Words is the rule in words.
func (c Confidentiality) Words() locale.Text {
	if c.On {
		return locale.T("Bảo mật nội bộ", "Confidential within the agency")
	}
	return locale.T("Thông thường", "As usual")
}

// SetConfidentiality makes a procedure's dossiers confidential, or lifts that. It
// counts at once, for the dossiers that are there already too.
type SetConfidentiality struct {
	On     bool
	Ground string
	Dated  calendar.Date // day of the text, not after today
}

func (SetConfidentiality) procedureCommand() {}

// ConfidentialitySet says from now on who sees the procedure's dossiers.
type ConfidentialitySet struct {
	Confidentiality Confidentiality `json:"confidentiality"`
}

// EventType is the stable name.
func (ConfidentialitySet) EventType() string { return "procedure.confidentiality_set" }

// Confidential reports whether the procedure's dossiers are confidential.
func (s State) Confidential() bool {
	n := len(s.Confidentialities)
	return n > 0 && s.Confidentialities[n-1].On
}

// decideConfidentiality takes it from the catalogue's clerk or an administrator.
func decideConfidentiality(s State, c SetConfidentiality, f Facts) ([]act.Event, error) {
	if !f.Actor.HoldsAnywhere(org.DutyCatalogueClerk) && !f.Actor.HoldsAnywhere(org.DutyAdmin) && !f.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, "procedure.not_confidentiality_clerk", locale.T(
			"Chỉ cán bộ quản lý danh mục thủ tục hoặc quản trị được đặt chế độ bảo mật nội bộ. Chưa có gì thay đổi.",
			"Only the catalogue clerk or an administrator sets what is confidential. Nothing was changed."))
	}
	if !s.Exists() {
		return nil, fault.New(fault.NotFound, "procedure.unknown", locale.T(
			"Chưa có thủ tục này trong danh mục. Chưa có gì thay đổi; xin nhập thủ tục trước.", "This procedure is not in the catalogue. Nothing was changed; please import it first."))
	}
	var list fault.List
	ground, p := locale.Clean(c.Ground)
	if n := utf8.RuneCountInString(ground); p != nil || n == 0 || n > 500 {
		list = append(list, fault.New(fault.Invalid, "procedure.confidentiality_ground", locale.T(
			"Xin ghi căn cứ (tối đa 500 ký tự): số văn bản và điều khoản.", "Please give the ground (at most 500 characters): the text and its article.")).At("ground"))
	}
	if c.Dated.IsZero() || c.Dated.After(f.Now.Date()) {
		list = append(list, fault.New(fault.Invalid, "procedure.confidentiality_dated", locale.T(
			"Xin nhập ngày của văn bản căn cứ, không sau hôm nay: chế độ có hiệu lực ngay khi ghi. Những gì đã nhập vẫn còn.",
			"Please give the day of the text, not after today: the rule counts as soon as it is recorded. What you typed is kept.")).At("dated"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if s.Confidential() == c.On {
		return nil, fault.New(fault.Refused, "procedure.confidentiality_same", locale.F(
			"Thủ tục này đã ở chế độ “%[1]s” nên không có gì thay đổi.", "This procedure already is %[2]q. Nothing was changed.",
			Confidentiality{On: c.On}.Words().VI, Confidentiality{On: c.On}.Words().EN)).At("on")
	}
	return []act.Event{ConfidentialitySet{Confidentiality: Confidentiality{On: c.On, Ground: ground, Dated: c.Dated, At: f.Now, By: f.Actor.Account}}}, nil
}

// ConfidentialTable is the projection of the procedures that are confidential
// now: what decides who finds their dossiers.
const ConfidentialTable = "procedure_confidential"

// withConfidentiality adds what concerns it to the state.
func (s State) withConfidentiality(c Confidentiality) State {
	s.Confidentialities = append(slices.Clone(s.Confidentialities), c)
	return s
}

// confidentialRow is the row of a procedure that is confidential, none for others.
func (s State) confidentialRow(code string) []act.Row {
	if !s.Confidential() {
		return nil
	}
	return []act.Row{{Table: ConfidentialTable, Values: []any{code, int64(s.Confidentialities[len(s.Confidentialities)-1].At)}}}
}
