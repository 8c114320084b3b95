package calendar

import (
	"slices"
	"time"

	"motcua/internal/locale"
)

// The seed calendars of Quảng Ninh.
const (
	// Administrative (hành chính): the same hours all year, Monday to Friday.
	Administrative = "hc"
	// Seasonal: summer and winter hours.
	Seasonal = "hc-mua"
	// SaturdayMorning: administrative hours and a duty shift on Saturday
	// mornings, as police offices keep.
	SaturdayMorning = "hc-t7"
)

// QuangNinh returns the seed calendars with the days off of civil servants
// 2023–2028: those of 2023–2025 and Tết 2026 as announced, later ones computed
// from the law and the lunar new year, and marked provisional. The caller owns
// the result.
func QuangNinh() []Calendar {
	office := []Period{{7 * 60, 11*60 + 30}, {13*60 + 30, 17 * 60}}
	winter := []Period{{7*60 + 30, 12 * 60}, {13 * 60, 16*60 + 30}}
	yearRound := []Season{{Name: locale.T("Cả năm", "All year"), Week: weekdays(office)}}

	seasonal := []Season{{Name: locale.T("Giờ mùa hè", "Summer hours"), Week: weekdays(office)}}
	for y := 2022; y <= 2028; y++ {
		seasonal = append(seasonal, Season{Name: locale.T("Giờ mùa đông", "Winter hours"), From: D(y, 10, 16), Until: D(y+1, 4, 15), Week: weekdays(winter)})
	}
	saturday := []Season{{Name: locale.T("Cả năm", "All year"), Week: weekdays(office)}}
	saturday[0].Week[time.Saturday] = []Period{office[0]}

	seed := func(id string, name locale.Text, seasons []Season) Calendar {
		days, provisional := DaysOff()
		return Calendar{
			ID: id, Version: 1, Name: name, Seasons: seasons, Days: days, Provisional: provisional,
			Known: Span{From: D(2023, 1, 1), Until: D(2028, 12, 31)}, CutOff: 15 * 60,
		}
	}
	police := seed(SaturdayMorning, locale.T("Giờ hành chính, trực sáng thứ Bảy", "Office hours with Saturday-morning duty"), saturday)
	police.DutyDays = []time.Weekday{time.Saturday}
	return []Calendar{
		seed(Administrative, locale.T("Giờ hành chính", "Office hours"), yearRound),
		seed(Seasonal, locale.T("Giờ hành chính theo mùa", "Office hours by season"), seasonal),
		police,
	}
}

func weekdays(hours []Period) (w [7][]Period) {
	for d := time.Monday; d <= time.Friday; d++ {
		w[d] = slices.Clone(hours)
	}
	return w
}

// yearOff is what must be known of a year beyond the fixed dates.
type yearOff struct {
	year   int
	tet    Date // mùng 1 Tết
	before int  // days of the old lunar year among the five of Tết
	kings  Date // Giỗ Tổ, 10/3 âm lịch
	swaps  [][2]Date
	source string // the announcement of the swaps and of Tết
}

// DaysOff are the special days of civil servants 2023–2028, sorted, and the
// stretches of them that are computed and not announced. Holidays follow BLLĐ
// 2019 Điều 112 (01/01; five days of Tết; Giỗ Tổ; 30/4; 01/5; 02/9 and a day
// beside it), compensatory days Điều 111 khoản 3.
func DaysOff() ([]Day, []Span) {
	const yearly = "Thông báo hằng năm về nghỉ lễ, tết của cán bộ, công chức"
	years := []yearOff{
		{2023, D(2023, 1, 22), 2, D(2023, 4, 29), nil, yearly},
		{2024, D(2024, 2, 10), 2, D(2024, 4, 18), [][2]Date{{D(2024, 4, 29), D(2024, 5, 4)}}, yearly},
		{2025, D(2025, 1, 29), 2, D(2025, 4, 7), [][2]Date{{D(2025, 5, 2), D(2025, 4, 26)}}, yearly},
		{2026, D(2026, 2, 17), 1, D(2026, 4, 26), [][2]Date{{D(2026, 1, 2), D(2026, 1, 10)}, {D(2026, 8, 31), D(2026, 8, 22)}}, yearly},
		{2027, D(2027, 2, 6), 2, D(2027, 4, 16), nil, ""},
		{2028, D(2028, 1, 26), 2, D(2028, 4, 4), nil, ""},
	}
	var days []Day
	for _, y := range years {
		days = append(days, y.days()...)
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	swap := locale.T("ngày hoán đổi chưa đối chiếu với thông báo ban hành", "swapped days not yet checked against the announcement")
	return days, []Span{
		{D(2026, 1, 2), D(2026, 1, 10), swap},
		{D(2026, 8, 22), D(2026, 9, 2), swap},
		{D(2026, 11, 24), D(2026, 11, 24), locale.T("Ngày Văn hóa Việt Nam: chưa rõ đã là ngày nghỉ hay chưa", "Vietnam Culture Day: not yet certain whether it is a day off")},
		{D(2027, 1, 1), D(2028, 12, 31), locale.T("ngày nghỉ tự tính, chưa có thông báo", "days off computed, not yet announced")},
	}
}

// days are the special days of one year.
func (y yearOff) days() []Day {
	var days []Day
	holiday := func(d Date, vi, en string) {
		days = append(days, Day{Date: d, Kind: Holiday, Name: locale.T(vi, en)})
	}
	holiday(D(y.year, 1, 1), "Tết Dương lịch", "New Year's Day")
	for i := range 5 {
		holiday(y.tet.AddDays(i-y.before), "Tết Nguyên đán", "Lunar New Year")
	}
	holiday(y.kings, "Giỗ Tổ Hùng Vương", "Hùng Kings' Commemoration Day")
	holiday(D(y.year, 4, 30), "Ngày Chiến thắng 30/4", "Victory Day")
	holiday(D(y.year, 5, 1), "Ngày Quốc tế lao động", "International Labour Day")
	national := D(y.year, 9, 2)
	holiday(national, "Quốc khánh", "National Day")
	holiday(besideNational(national), "Quốc khánh", "National Day")
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })

	off := make(map[Date]bool, len(days))
	for _, d := range days {
		off[d.Date] = true
	}
	swapped := make(map[Date]bool, len(y.swaps))
	for _, s := range y.swaps {
		swapped[s[0]] = true
	}
	for _, d := range slices.Clone(days) {
		if !isWeekend(d.Date) {
			continue
		}
		comp := d.Date.AddDays(1)
		for isWeekend(comp) || off[comp] || swapped[comp] {
			comp = comp.AddDays(1)
		}
		off[comp] = true
		days = append(days, Day{Date: comp, Kind: Compensatory, With: d.Date, Name: d.Name})
	}
	for _, s := range y.swaps {
		days = append(
			days,
			Day{Date: s[0], Kind: Swapped, With: s[1], Decision: y.source},
			Day{Date: s[1], Kind: MakeUp, With: s[0], Decision: y.source},
		)
	}
	return days
}

// besideNational is the second day of National Day: the one of the two
// neighbours that the law lets be chosen, as it has been chosen since 2021:
// a working day, and of two the one that joins the weekend, else the eve.
func besideNational(d Date) Date {
	eve, next := d.AddDays(-1), d.AddDays(1)
	switch {
	case isWeekend(eve):
		return next
	case isWeekend(next):
		return eve
	case isWeekend(next.AddDays(1)):
		return next
	}
	return eve
}

func isWeekend(d Date) bool { w := d.Weekday(); return w == time.Saturday || w == time.Sunday }
