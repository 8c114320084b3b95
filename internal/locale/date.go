package locale

import (
	"fmt"
	"strings"
	"time"
)

// Day is a civil day as plain values. It has the fields of calendar.Date, so
// Day(d) and calendar.Date(d) convert; the zero Day means "none".
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// IsZero reports whether there is no day.
func (d Day) IsZero() bool { return d == Day{} }

// Valid reports whether the day exists, between the years 1 and 9999.
func (d Day) Valid() bool {
	if d.Year < 1 || d.Year > 9999 {
		return false
	}
	y, m, n := d.time().Date()
	return y == d.Year && m == d.Month && n == d.Day
}

// Before reports whether d is earlier than o.
func (d Day) Before(o Day) bool { return d.time().Before(o.time()) }

func (d Day) time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Date is dd/MM/yyyy, "" for none.
func Date(d Day) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, int(d.Month), d.Year)
}

// ParseDay reads a day as people in Vietnam type or scan it: 26/4/2024,
// 26-04-2024, 26.4.2024, 26042024, and ISO 8601 2024-04-26. "" is the zero Day.
func ParseDay(s string) (Day, *Problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Day{}, nil
	}
	d, ok := readDay(s)
	if !ok || !d.Valid() || d.Year < 1800 {
		return Day{}, problem("date.unreadable",
			"Ngày này chưa đọc được. Xin Ông/Bà ghi theo thứ tự ngày/tháng/năm, thí dụ 26/04/2024.",
			"This date could not be read. Please write day/month/year, for example 26/04/2024.")
	}
	return d, nil
}

func readDay(s string) (Day, bool) {
	fields := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/-. ", r) })
	if len(fields) == 1 && len(s) == 8 {
		fields = []string{s[:2], s[2:4], s[4:]}
	}
	if len(fields) != 3 {
		return Day{}, false
	}
	var n [3]int
	for i, f := range fields {
		if len(f) > 4 {
			return Day{}, false
		}
		for _, r := range f {
			if !isDigit(r) {
				return Day{}, false
			}
			n[i] = n[i]*10 + int(r-'0')
		}
	}
	switch {
	case len(fields[2]) == 4:
		return Day{n[2], time.Month(n[1]), n[0]}, true
	case len(fields[0]) == 4:
		return Day{n[0], time.Month(n[1]), n[2]}, true
	}
	return Day{}, false // a year of two digits is a guess
}

// Weekday names a day of the week inside a sentence: "thứ Sáu", "Friday".
func Weekday(w time.Weekday) Text {
	vi := [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}
	return T(vi[((int(w)%7)+7)%7], time.Weekday(((int(w)%7)+7)%7).String())
}

// viDay is the number of a day or month as NĐ 30/2020 writes it: a leading zero
// for days under 10 and for January and February.
func viDay(d Day) (day, month string) {
	day, month = fmt.Sprintf("%02d", d.Day), fmt.Sprint(int(d.Month))
	if d.Month <= time.February {
		month = "0" + month
	}
	return day, month
}

// LongDate is "thứ Sáu, ngày 26/4/2024", "Friday, 26 April 2024".
func LongDate(d Day) Text {
	if d.IsZero() {
		return Text{}
	}
	w := Weekday(d.time().Weekday())
	day, month := viDay(d)
	return T(fmt.Sprintf("%s, ngày %s/%s/%d", w.VI, day, month, d.Year),
		fmt.Sprintf("%s, %d %s %d", w.EN, d.Day, d.Month, d.Year))
}

// FormalDate is the date line of an official document, "ngày 03 tháng 5 năm
// 2024" (NĐ 30/2020, phụ lục I), in English "3 May 2024".
func FormalDate(d Day) Text {
	if d.IsZero() {
		return Text{}
	}
	day, month := viDay(d)
	return T(fmt.Sprintf("ngày %s tháng %s năm %d", day, month, d.Year),
		fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year))
}

// Clock is a time of day on 24 hours: "16 giờ 30 phút", "16:30".
func Clock(hour, minute int) Text {
	return T(fmt.Sprintf("%02d giờ %02d phút", hour, minute), fmt.Sprintf("%02d:%02d", hour, minute))
}

// DateTime is "16 giờ 30 phút, thứ Sáu, ngày 26/4/2024", "16:30 on Friday, 26
// April 2024", by t's own clock: the caller has put it in Vietnam's zone.
func DateTime(t time.Time) Text {
	c, d := Clock(t.Hour(), t.Minute()), LongDate(dayOf(t))
	return T(c.VI+", "+d.VI, c.EN+" on "+d.EN)
}

// ShortDateTime is "16:30 26/04/2024" for tables, alike in both languages.
func ShortDateTime(t time.Time) string { return t.Format("15:04 02/01/2006") }

func dayOf(t time.Time) Day { y, m, d := t.Date(); return Day{y, m, d} }

// RelativeDay tells how far day is from today: "hôm nay", "ngày mai", "3 ngày
// nữa", "hôm qua", "2 ngày trước", counted in civil days.
func RelativeDay(today, day Day) Text {
	n := int64(day.time().Sub(today.time()) / (24 * time.Hour))
	switch {
	case n == 0:
		return T("hôm nay", "today")
	case n == 1:
		return T("ngày mai", "tomorrow")
	case n == -1:
		return T("hôm qua", "yesterday")
	case n > 0:
		q := Quantity(n, "ngày", "day", "days")
		return T(q.VI+" nữa", "in "+q.EN)
	}
	q := Quantity(-n, "ngày", "day", "days")
	return T(q.VI+" trước", q.EN+" ago")
}
