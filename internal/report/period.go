package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Period is the days of a report, both included.
type Period struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
}

// Start is the first instant of the period.
func (p Period) Start() calendar.Instant { return p.From.Start() }

// End is the first instant after the period.
func (p Period) End() calendar.Instant { return p.To.AddDays(1).Start() }

// Check refuses a period without both days, the wrong way round, or outside
// the years that a dossier can have.
func (p Period) Check() error {
	switch {
	case p.From.IsZero() || p.To.IsZero():
		return fault.New(fault.Invalid, "report.period_missing", locale.T(
			"Xin chọn đủ ngày đầu và ngày cuối của kỳ báo cáo.", "Please give the first and the last day of the period.")).At("tu")
	case p.To.Before(p.From):
		return fault.New(fault.Invalid, "report.period_reversed", locale.T(
			"Ngày cuối của kỳ báo cáo đứng trước ngày đầu. Xin đổi lại hai ngày.",
			"The last day of the period is before the first. Please swap the two days.")).At("den")
	case p.From.Year < 2000 || p.To.Year > 2200:
		return fault.New(fault.Invalid, "report.period_far", locale.T(
			"Kỳ báo cáo phải nằm trong khoảng từ năm 2000 đến năm 2200.", "The period must lie between the years 2000 and 2200.")).At("tu")
	}
	return nil
}

// Words is "từ ngày 01/01/2024 đến hết ngày 31/03/2024".
func (p Period) Words() locale.Text {
	return locale.F("từ ngày %s đến hết ngày %s", "from %s to %s inclusive", locale.Date(locale.Day(p.From)), locale.Date(locale.Day(p.To)))
}

// CheckPublished refuses, beyond Check, a period that is too finely cut to be
// published: figures of two periods a day apart, subtracted, would tell of one
// person's dossier although each hides its small groups. Published periods begin
// on the 1st or 15th and end on the 14th or a month's last day, as the reporting
// and the calendar periods do.
func (p Period) CheckPublished() error {
	if err := p.Check(); err != nil {
		return err
	}
	begins, ends := p.From.Day == 1 || p.From.Day == 15, p.To.Day == 14 || p.To.AddDays(1).Day == 1
	if begins && ends {
		return nil
	}
	field := "tu"
	if begins {
		field = "den"
	}
	return fault.New(fault.Invalid, "report.period_too_fine", locale.T(
		"Số liệu công khai chỉ lập cho kỳ bắt đầu từ ngày 1 hoặc ngày 15 và kết thúc vào ngày 14 hoặc ngày cuối tháng, để không ai suy ra hồ sơ của từng người. Xin chọn lại ngày.",
		"Published figures are made only for periods that begin on the 1st or 15th and end on the 14th or a month's last day, so that nobody's own dossier can be worked out. Please choose other days.")).At(field)
}

// ReportingQuarter is quarter q (1–4) of a year as state reports cut it (NĐ
// 09/2019/NĐ-CP Điều 12): quý I from 15/12 of the year before to 14/3, and so
// on in steps of three months.
func ReportingQuarter(year, q int) Period {
	return Period{calendar.D(year, 3*q-3, 15), calendar.D(year, 3*q, 14)}
}

// ReportingHalf is the report of the first six months: from 15/12 of the year
// before to 14/6 (NĐ 09/2019/NĐ-CP Điều 12).
func ReportingHalf(year int) Period {
	return Period{calendar.D(year-1, 12, 15), calendar.D(year, 6, 14)}
}

// ReportingYear is the report of a year: from 15/12 of the year before to
// 14/12 (NĐ 09/2019/NĐ-CP Điều 12).
func ReportingYear(year int) Period {
	return Period{calendar.D(year-1, 12, 15), calendar.D(year, 12, 14)}
}

// CalendarQuarter is quarter q (1–4) by the calendar, as the indices of the
// national portal cut it (QĐ 766/QĐ-TTg).
func CalendarQuarter(year, q int) Period {
	return Period{calendar.D(year, 3*q-2, 1), calendar.D(year, 3*q+1, 0)}
}

// Named is a period that has a name.
type Named struct {
	Key string // "2024-q1", "2024-h1", "2024-y", "2024-c1": stable, for addresses
	Period
	Name locale.Text
}

// ByKey finds a named period: reporting quarters q1–q4, the half year h1, the
// reporting year y, calendar quarters c1–c4.
func ByKey(key string) (Named, bool) {
	y, what, ok := strings.Cut(key, "-")
	year, err := strconv.Atoi(y)
	if !ok || err != nil || len(y) != 4 || year < 2001 || year > 2199 {
		return Named{}, false
	}
	switch what {
	case "q1", "q2", "q3", "q4":
		q := int(what[1] - '0')
		return Named{key, ReportingQuarter(year, q), named("Báo cáo quý "+roman(q), fmt.Sprintf("Report of quarter %d", q), year)}, true
	case "c1", "c2", "c3", "c4":
		q := int(what[1] - '0')
		return Named{key, CalendarQuarter(year, q), named("Quý "+roman(q)+" theo lịch", fmt.Sprintf("Calendar quarter %d", q), year)}, true
	case "h1":
		return Named{key, ReportingHalf(year), named("Báo cáo 6 tháng đầu năm", "Report of the first half", year)}, true
	case "y":
		return Named{key, ReportingYear(year), named("Báo cáo năm", "Report of the year", year)}, true
	}
	return Named{}, false
}

func named(vi, en string, year int) locale.Text {
	return locale.F("%[1]s/%[3]d", "%[2]s, %[3]d", vi, en, year)
}

func roman(q int) string { return [...]string{"", "I", "II", "III", "IV"}[q] }

// QuarterOf is the reporting quarter that a day lies in.
func QuarterOf(day calendar.Date) Named {
	year, month := day.Year, day.Month
	if day.Day >= 15 {
		month++
	}
	if month > time.December {
		year, month = year+1, time.January
	}
	n, _ := ByKey(fmt.Sprintf("%04d-q%d", year, (int(month)+2)/3))
	return n
}

// Recent lists named periods to choose from, newest first: the n reporting
// quarters up to day, each followed by the half year or year that ends with
// it, and the calendar quarters of the same stretch.
func Recent(day calendar.Date, n int) []Named {
	var out []Named
	at := QuarterOf(day)
	add := func(format string, args ...any) {
		if p, ok := ByKey(fmt.Sprintf(format, args...)); ok && !p.From.After(day) {
			out = append(out, p)
		}
	}
	for range n {
		year, q := at.To.Year, int(at.To.Month)/3
		add("%s", at.Key)
		if q == 2 {
			add("%04d-h1", year)
		}
		if q == 4 {
			add("%04d-y", year)
		}
		add("%04d-c%d", year, q)
		at = QuarterOf(at.From.AddDays(-1))
	}
	return out
}
