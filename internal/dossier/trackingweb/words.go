package trackingweb

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// At is an instant as it is read aloud: "16 giờ 30 phút, thứ Sáu, ngày
// 26/4/2024"; zero for none.
func At(i calendar.Instant) locale.Text {
	if i.IsZero() {
		return locale.Text{}
	}
	return locale.DateTime(i.Time())
}

// Day is a day as it is read aloud: "thứ Sáu, ngày 26/4/2024".
func Day(d calendar.Date) locale.Text { return locale.LongDate(locale.Day(d)) }

// dutyTitle names who holds a dossier by duty.
func dutyTitle(duty string) locale.Text {
	switch org.Duty(duty) {
	case org.DutyReception:
		return locale.T("Bộ phận tiếp nhận", "Reception")
	case org.DutySpecialist:
		return locale.T("Chuyên viên thẩm định", "The specialist")
	case org.DutyUnitHead:
		return locale.T("Lãnh đạo phòng", "The head of the unit")
	case org.DutyLeader:
		return locale.T("Lãnh đạo cơ quan", "The leader of the agency")
	case org.DutyClerk, org.DutySealKeeper:
		return locale.T("Văn thư", "The clerk's office")
	case org.DutyReturner:
		return locale.T("Bộ phận trả kết quả", "The result counter")
	default:
		return locale.T("Cán bộ phụ trách", "The official in charge")
	}
}

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// dial keeps what a telephone can dial.
func dial(printed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, printed)
}
