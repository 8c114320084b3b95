package procedure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Retention (thời hạn lưu trữ) is how long the dossiers of a procedure are kept
// after their end, by which ground.
type Retention struct {
	From    calendar.Date `json:"from"`            // day from which it counts
	Years   int           `json:"years,omitempty"` // 0 is for ever (vĩnh viễn)
	Ground  string        `json:"ground"`          // the table of retention periods and its line
	Checked bool          `json:"checked"`         // somebody compared it with the table
	By      string        `json:"by,omitempty"`    // account
}

// MostYears is the longest term that is not for ever (Luật Lưu trữ 2024).
const MostYears = 70

// Words is the term in words.
func (r Retention) Words() locale.Text {
	if r.Years == 0 {
		return locale.T("Vĩnh viễn", "For ever")
	}
	return locale.F("%d năm", "%d years", r.Years)
}

// SetRetention says how long dossiers are kept from a day on.
type SetRetention struct {
	From   calendar.Date // zero is today
	Years  int
	Ground string
}

func (SetRetention) procedureCommand() {}

// RetentionSet says how long the procedure's dossiers are kept from a day on.
type RetentionSet struct {
	Retention Retention `json:"retention"`
}

// EventType is the stable name.
func (RetentionSet) EventType() string { return "procedure.retention_set" }

// kept lists the fields whose files prove a person's standing or right to land:
// they stay for ever until somebody says otherwise.
//
//nolint:gochecknoglobals // a constant table
var kept = []string{"ho tich", "quoc tich", "nuoi con nuoi", "dat dai"}

// otherYears is how long other fields' files are kept until somebody says
// otherwise.
const otherYears = 20

// DefaultRetention is what counts for a field as long as nobody has set a term:
// careful, and not compared with any table, so that nothing is erased by it.
func DefaultRetention(f Field) Retention {
	r := Retention{Years: otherYears, Ground: "Thời hạn tạm theo lĩnh vực, chưa đối chiếu với bảng thời hạn lưu trữ của ngành"}
	name := locale.Fold(f.Name)
	if slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(name, k) }) {
		r.Years = 0
	}
	return r
}

// RetentionOn is the term that counts on a day: the last one set, else the
// field's.
func (s State) RetentionOn(day calendar.Date) Retention {
	best := DefaultRetention(s.Procedure(day).Field)
	for _, r := range s.Retentions {
		if !r.From.After(day) {
			best = r
		}
	}
	return best
}

// decideRetention takes a term from the catalogue's clerk or an administrator.
func decideRetention(s State, c SetRetention, f Facts) ([]act.Event, error) {
	if !f.Actor.HoldsAnywhere(org.DutyCatalogueClerk) && !f.Actor.HoldsAnywhere(org.DutyAdmin) && !f.Actor.IsSystem() {
		return nil, fault.New(fault.Forbidden, "procedure.not_catalogue_clerk", locale.T(
			"Chỉ cán bộ quản lý danh mục thủ tục hoặc quản trị được đặt thời hạn lưu trữ. Chưa có gì thay đổi.",
			"Only the catalogue clerk or an administrator sets terms of retention. Nothing was changed."))
	}
	if !s.Exists() {
		return nil, fault.New(fault.NotFound, "procedure.unknown", locale.T(
			"Chưa có thủ tục này trong danh mục. Chưa có gì thay đổi; xin nhập thủ tục trước.", "This procedure is not in the catalogue. Nothing was changed; please import it first."))
	}
	var list fault.List
	if c.Years < 0 || c.Years > MostYears {
		list = append(list, fault.New(fault.Invalid, "procedure.retention_years", locale.F(
			"Thời hạn lưu trữ là vĩnh viễn hoặc từ 1 đến %d năm. Xin nhập lại.", "A term of retention is for ever or 1 to %d years. Please enter it again.", MostYears)).At("years"))
	}
	ground, p := locale.Clean(c.Ground)
	if n := utf8.RuneCountInString(ground); p != nil || n == 0 || n > 500 {
		list = append(list, fault.New(fault.Invalid, "procedure.retention_ground", locale.T(
			"Xin ghi căn cứ (tối đa 500 ký tự): số văn bản, bảng thời hạn lưu trữ và mục.", "Please give the ground (at most 500 characters): the text, its table and line.")).At("ground"))
	}
	from := c.From
	if from.IsZero() {
		from = f.Now.Date()
	}
	if n := len(s.Retentions); n > 0 && from.Before(s.Retentions[n-1].From) {
		list = append(list, fault.New(fault.Invalid, "procedure.retention_from", locale.F(
			"Thời hạn trước đã áp dụng từ %s; thời hạn mới không thể bắt đầu sớm hơn. Xin chọn ngày khác.",
			"The term before counts from %s; a new one cannot begin earlier. Please choose another day.", s.Retentions[n-1].From.String())).At("from"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	r := Retention{From: from, Years: c.Years, Ground: ground, Checked: true, By: f.Actor.Account}
	if n := len(s.Retentions); n > 0 && s.Retentions[n-1].Years == r.Years && s.Retentions[n-1].Ground == r.Ground {
		return nil, nil
	}
	return []act.Event{RetentionSet{Retention: r}}, nil
}
