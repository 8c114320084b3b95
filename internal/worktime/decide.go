package worktime

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Command is what can be asked of a calendar's stream.
//
//sumtype:decl
type Command interface{ calendarCommand() }

// Publish makes a new calendar: of an agency with hours of its own, or one of
// the province.
type Publish struct {
	Agency   string // "" is the province's
	Calendar calendar.Calendar
	Decision Decision
}

// Amend changes the calendar by a decision.
type Amend struct {
	Decision Decision
	Change   Change
	Ground   string // required when a day that has passed changes
}

func (Publish) calendarCommand() {}
func (Amend) calendarCommand()   {}

// Facts are what Decide knows besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor org.Actor
}

// The bounds of one decision.
const (
	mostDays    = 120
	mostSeasons = 60
	mostWords   = 300 // characters of a text
	mostHours   = 12  // office hours of a day
	yearsBack   = 1   // how far back days may be changed at all
	yearsAhead  = 6
)

// ErrNoCalendar: there is no such calendar for this person.
var ErrNoCalendar = fault.New(fault.NotFound, "worktime.no_calendar", locale.T( //nolint:gochecknoglobals // a sentinel
	"Không có lịch làm việc này trong phạm vi quản trị của Ông/Bà. Xin chọn lại trong danh sách lịch.",
	"There is no such calendar that you administer. Please choose one of the list."))

// MayChange reports whether the actor may publish the calendar: the province's
// administrators any, a unit administrator the own calendar of the own agency.
func MayChange(a org.Actor, agency string) bool {
	return a.IsSystem() || a.AdministersAll() || agency != "" && a.Administers(agency)
}

// Decide says what a command does, or why not.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case Publish:
		return decidePublish(s, c, f)
	case Amend:
		return decideAmend(s, c, f)
	case ProposeMove, ConfirmMove, DropMove, FinishMove:
		return decideMove(s, c, f)
	}
	return nil, nil
}

func decidePublish(s State, c Publish, f Facts) ([]act.Event, error) {
	switch {
	case !MayChange(f.Actor, c.Agency):
		return nil, notYours()
	case s.Exists():
		return nil, fault.New(fault.Conflict, "worktime.exists", locale.T(
			"Lịch làm việc này đã có nên chưa lập thêm. Xin mở lịch đó và công bố thay đổi.",
			"This calendar exists, so no other was made. Please open it and publish a change."))
	}
	var wrong fault.List
	if !f.Actor.IsSystem() {
		wrong = c.Decision.check(f.Now.Date())
	}
	if err := wrong.OrNil(); err != nil {
		return nil, err
	}
	c.Calendar.Version = 1
	if _, err := c.Calendar.Compile(); err != nil {
		return nil, err
	}
	return []act.Event{Published{Agency: c.Agency, Calendar: c.Calendar, Decision: c.Decision, By: f.Actor.Account, At: f.Now}}, nil
}

func decideAmend(s State, c Amend, f Facts) ([]act.Event, error) {
	switch {
	case !s.Exists():
		return nil, ErrNoCalendar
	case !MayChange(f.Actor, s.Agency):
		return nil, notYours()
	}
	today := f.Now.Date()
	wrong := c.Decision.check(today)
	wrong = append(wrong, c.Change.check(s.Current(), today)...)
	if first := c.Change.Earliest(); !first.IsZero() && first.Before(today) && strings.TrimSpace(c.Ground) == "" {
		wrong = append(wrong, fault.New(fault.Invalid, "worktime.ground_missing", locale.F(
			"Thay đổi có hiệu lực từ %s, trước hôm nay. Xin ghi căn cứ áp dụng cho ngày đã qua.",
			"The change holds from %s, which has passed. Please give the ground for changing days that have passed.", first.Short())).At("ground"))
	}
	if utf8.RuneCountInString(c.Ground) > mostWords {
		wrong = append(wrong, tooLong("ground"))
	}
	if err := wrong.OrNil(); err != nil {
		return nil, err
	}
	if _, err := c.Change.Apply(s.Current()).Compile(); err != nil {
		return nil, err
	}
	return []act.Event{Amended{
		Version: s.Latest() + 1, Decision: c.Decision, Change: c.Change, Ground: c.Ground, By: f.Actor.Account, At: f.Now,
	}}, nil
}

func notYours() error {
	return fault.New(fault.Forbidden, "worktime.not_yours", locale.T(
		"Lịch dùng chung của tỉnh chỉ quản trị hệ thống công bố; quản trị đơn vị công bố lịch riêng của cơ quan mình. Chưa có gì thay đổi.",
		"The province's calendars are published by its administrators; a unit administrator publishes the own calendar of the own agency. Nothing was changed."))
}

func tooLong(field string) *fault.Error {
	return fault.New(fault.Invalid, "worktime.too_long", locale.F(
		"Nội dung dài quá %d ký tự. Xin viết ngắn lại.", "The text is longer than %d characters. Please shorten it.", mostWords)).At(field)
}

// check finds what a decision lacks.
func (d Decision) check(today calendar.Date) fault.List {
	var wrong fault.List
	missing := func(field, code string, say locale.Text) {
		wrong = append(wrong, fault.New(fault.Invalid, "worktime."+code, say).At(field))
	}
	if strings.TrimSpace(d.Number) == "" {
		missing("decision_number", "decision_missing", locale.T(
			"Xin ghi số, ký hiệu của văn bản công bố. Không có văn bản thì lịch không thay đổi.",
			"Please give the number of the announcing text. Without a text the calendar does not change."))
	}
	switch {
	case d.Date.IsZero():
		missing("decision_date", "decision_date_missing", locale.T("Xin ghi ngày ký văn bản.", "Please give the day the text was signed."))
	case d.Date.After(today):
		missing("decision_date", "decision_date_future", locale.F(
			"Ngày ký %s sau hôm nay. Xin kiểm tra lại ngày trên văn bản.", "The day of signing, %s, is after today. Please check the text.", d.Date.Short()))
	}
	if strings.TrimSpace(d.Issuer) == "" {
		missing("decision_issuer", "issuer_missing", locale.T("Xin ghi cơ quan ban hành văn bản.", "Please say who issued the text."))
	}
	for _, f := range [][2]string{{"decision_number", d.Number}, {"decision_issuer", d.Issuer}, {"decision_subject", d.Subject}} {
		if utf8.RuneCountInString(f[1]) > mostWords {
			wrong = append(wrong, tooLong(f[0]))
		}
	}
	return wrong
}
