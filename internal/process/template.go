package process

import (
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// The keys of the six templates.
const (
	TemplateSameDay = "same_day"     // trong ngày
	Template3Days   = "up_to_3"      // đến 3 ngày làm việc
	Template7Days   = "up_to_7"      // đến 7 ngày làm việc
	Template15Days  = "up_to_15"     // đến 15 ngày làm việc và dài hơn
	TemplateSite    = "site_check"   // có thẩm định thực tế
	TemplateConsult = "consultation" // có lấy ý kiến
)

// quarter is the grain of planned times: a quarter of an hour, in minutes.
const quarter = 15

// SampleMark is what every page says of a process made from a template.
func SampleMark() locale.Text {
	return locale.T("quy trình mẫu, chưa phê duyệt", "sample process, not yet approved")
}

// Template is a pattern of steps; the shares are relative weights of the limit.
type Template struct {
	Key   string
	Name  locale.Text
	steps []share
}

type share struct {
	kind   Kind
	weight int
}

// Templates are the six patterns of import. Weights follow the published
// processes of QĐ 663/QĐ-TTPVHCC (Hà Nội, 2026) and QĐ 917–918/QĐ-TTPVHCC
// (2025) and, for the longer ones, their shape.
func Templates() []Template {
	return []Template{
		{
			TemplateSameDay, locale.T("Giải quyết trong ngày", "Decided on the same day"),
			[]share{{Receive, 2}, {Appraise, 3}, {Approve, 2}, {Issue, 1}, {Return, 0}},
		},
		{
			Template3Days, locale.T("Đến 3 ngày làm việc", "Up to 3 working days"),
			[]share{{Receive, 2}, {Assign, 2}, {Appraise, 12}, {Review, 2}, {Approve, 4}, {Issue, 1}, {Return, 1}},
		},
		{
			Template7Days, locale.T("Đến 7 ngày làm việc", "Up to 7 working days"),
			[]share{{Receive, 4}, {Assign, 4}, {Appraise, 32}, {Review, 6}, {Approve, 8}, {Issue, 2}, {Return, 0}},
		},
		{
			Template15Days, locale.T("Đến 15 ngày làm việc và dài hơn", "Up to 15 working days and longer"),
			[]share{{Receive, 4}, {Assign, 4}, {Appraise, 84}, {Review, 12}, {Approve, 12}, {Issue, 2}, {Return, 2}},
		},
		{
			TemplateSite, locale.T("Có thẩm định thực tế", "With a site check"),
			[]share{{Receive, 4}, {Assign, 4}, {Appraise, 16}, {Inspect, 16}, {Review, 4}, {Approve, 8}, {Issue, 2}, {Return, 2}},
		},
		{
			TemplateConsult, locale.T("Có lấy ý kiến cơ quan liên quan", "With a consultation of other agencies"),
			[]share{{Receive, 4}, {Assign, 4}, {Appraise, 20}, {Consult, 12}, {Review, 4}, {Approve, 8}, {Issue, 2}, {Return, 2}},
		},
	}
}

// TemplateByKey finds a template.
func TemplateByKey(key string) (Template, bool) {
	ts := Templates()
	i := slices.IndexFunc(ts, func(t Template) bool { return t.Key == key })
	if i < 0 {
		return Template{}, false
	}
	return ts[i], true
}

// PlannedMinutes is the limit as process tables count it: 480 minutes a working
// day; 5 working days to 7 days, 21 to a month. Same-day limits plan one day.
// Unknown limits give 0. It plans steps only: due times are the calendar's.
func PlannedMinutes(l calendar.Limit) int {
	const perWeek, workWeek, perMonth = 7, 5, 21
	m := int(l.Milli)
	switch l.Unit {
	case calendar.SameDay:
		return MinutesPerDay
	case calendar.WorkingDays:
		return m * MinutesPerDay / 1000
	case calendar.Days:
		return max(quarter, m*MinutesPerDay*workWeek/(1000*perWeek))
	case calendar.Months:
		return m * MinutesPerDay * perMonth / 1000
	case calendar.Hours:
		return m * 60 / 1000
	case calendar.Unknown:
	}
	return 0
}

// Subject is what a template is chosen by: a procedure's code, its limit and
// its official text on how it runs (procedure.Procedure.OfficialText).
type Subject struct {
	Code  string
	Limit calendar.Limit
	Text  string
}

// Choose is the key of the template that fits: a site check or a consultation
// where the official text speaks of one and the limit leaves room, otherwise by
// the length of the limit.
func Choose(s Subject) string {
	minutes := PlannedMinutes(s.Limit)
	const threeDays, sevenDays = 3 * MinutesPerDay, 7 * MinutesPerDay
	if minutes > threeDays || minutes == 0 {
		text := locale.Fold(s.Text)
		switch {
		case containsAny(text, "tham dinh thuc te", "kiem tra thuc dia", "kiem tra thuc te", "kiem tra hien trang", "tham dinh tai cho", "kiem tra tai co so"):
			return TemplateSite
		case containsAny(text, "lay i kien", "lay y kien", "xin y kien", "van ban tham gia y kien"):
			return TemplateConsult
		}
	}
	switch {
	case minutes == 0:
		return Template15Days
	case minutes <= MinutesPerDay:
		return TemplateSameDay
	case minutes <= threeDays:
		return Template3Days
	case minutes <= sevenDays:
		return Template7Days
	}
	return Template15Days
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// unknownPlan is what is planned, in minutes, while a limit is not known: 15
// working days, to be replaced by the approved process.
const unknownPlan = 15 * MinutesPerDay

// Sample is the process that import gives a described procedure: the fitting
// template scaled to its limit, marked as a sample, in force from a day on.
func Sample(s Subject, from calendar.Date) Process {
	t, _ := TemplateByKey(Choose(s)) // Choose answers only keys of Templates
	limit := PlannedMinutes(s.Limit)
	plan := limit
	if plan == 0 {
		plan = unknownPlan
	}
	return Process{
		Procedure: s.Code, Template: t.Key, Steps: t.Scale(plan), LimitMinutes: limit, ValidFrom: from, Mark: SampleMark(),
	}
}

// Scale spreads minutes over the template's steps by their weights, in quarter
// hours. The steps sum to exactly minutes: the longest one takes what the
// rounding left, and a step with weight keeps a quarter as long as there is
// one for each.
func (t Template) Scale(minutes int) []Step {
	minutes = max(0, minutes)
	total, longest := 0, 0
	for i, s := range t.steps {
		total += s.weight
		if s.weight > t.steps[longest].weight {
			longest = i
		}
	}
	steps := make([]Step, len(t.steps))
	left := minutes
	for i, s := range t.steps {
		steps[i] = StepOf(s.kind)
		if i == longest || total == 0 {
			continue
		}
		m := minutes * s.weight / total / quarter * quarter
		if m == 0 && s.weight > 0 && minutes >= quarter*len(t.steps) {
			m = quarter
		}
		steps[i].Minutes = m
		left -= m
	}
	if len(steps) > 0 {
		steps[longest].Minutes = left
	}
	return steps
}

// StepOf is the step of a kind with its usual name and performer.
func StepOf(k Kind) Step {
	s := Step{ID: string(k), Kind: k}
	switch k {
	case Receive:
		s.Name, s.Unit, s.Duty = locale.T("Tiếp nhận hồ sơ, chuyển cơ quan giải quyết", "Receive and pass on"), OneStop, Reception
		s.Result = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
	case Assign:
		s.Name, s.Unit, s.Duty = locale.T("Phân công thụ lý", "Assign"), Department, UnitHead
	case Appraise:
		s.Name, s.Unit, s.Duty = locale.T("Thẩm định hồ sơ, dự thảo kết quả", "Appraise and draft the result"), Department, Specialist
		s.Result = "Phiếu trình, dự thảo kết quả"
	case Inspect:
		s.Name, s.Unit, s.Duty = locale.T("Kiểm tra, thẩm định thực tế", "Check on site"), Department, Specialist
		s.Result = "Biên bản kiểm tra"
	case Consult:
		s.Name, s.Unit, s.Duty = locale.T("Lấy ý kiến cơ quan liên quan", "Consult other agencies"), Department, Specialist
		s.Result = "Văn bản lấy ý kiến, ý kiến trả lời"
	case Review:
		s.Name, s.Unit, s.Duty = locale.T("Lãnh đạo phòng xem xét, trình ký", "Review by the head of unit"), Department, UnitHead
	case Approve:
		s.Name, s.Unit, s.Duty = locale.T("Phê duyệt, ký kết quả", "Approve and sign"), Leadership, Leader
	case Issue:
		s.Name, s.Unit, s.Duty = locale.T("Cấp số, đóng dấu", "Number and seal"), Office, Clerk
	case Return:
		s.Name, s.Unit, s.Duty = locale.T("Trả kết quả", "Hand over the result"), OneStop, Returner
	}
	return s
}
