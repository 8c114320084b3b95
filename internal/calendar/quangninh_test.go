package calendar_test

import (
	"slices"
	"testing"
	"time"

	"motcua/internal/calendar"
)

// The weekdays off and the Saturdays worked, year by year.
func TestQuangNinhDaysOff(t *testing.T) {
	t.Parallel()
	c := seed(t, calendar.Administrative)
	for year, want := range map[int][]string{
		2023: {"01-02", "01-20", "01-23", "01-24", "01-25", "01-26", "05-01", "05-02", "05-03", "09-01", "09-04"},
		2024: {"01-01", "02-08", "02-09", "02-12", "02-13", "02-14", "04-18", "04-29", "04-30", "05-01", "+05-04", "09-02", "09-03"},
		2025: {"01-01", "01-27", "01-28", "01-29", "01-30", "01-31", "04-07", "+04-26", "04-30", "05-01", "05-02", "09-01", "09-02"},
		2026: {"01-01", "01-02", "+01-10", "02-16", "02-17", "02-18", "02-19", "02-20", "04-27", "04-30", "05-01", "+08-22", "08-31", "09-01", "09-02"},
		2027: {"01-01", "02-04", "02-05", "02-08", "02-09", "02-10", "04-16", "04-30", "05-03", "09-02", "09-03"},
		2028: {"01-03", "01-24", "01-25", "01-26", "01-27", "01-28", "04-04", "05-01", "05-02", "09-01", "09-04"},
	} {
		var got []string
		for d := calendar.D(year, 1, 1); d.Year == year; d = d.AddDays(1) {
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			switch o := c.OfficeDay(d); {
			case weekend && o.Counts():
				got = append(got, "+"+d.String()[5:])
			case !weekend && !o.Counts():
				got = append(got, d.String()[5:])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: off %v, want %v", year, got, want)
		}
	}
}

func TestQuangNinhHasElevenHolidays(t *testing.T) {
	t.Parallel()
	days, _ := calendar.DaysOff()
	count := map[int]map[calendar.DayKind]int{}
	for _, d := range days {
		if count[d.Date.Year] == nil {
			count[d.Date.Year] = map[calendar.DayKind]int{}
		}
		count[d.Date.Year][d.Kind]++
	}
	for year, n := range count {
		if n[calendar.Holiday] != 11 || n[calendar.Swapped] != n[calendar.MakeUp] {
			t.Errorf("%d: %v", year, n)
		}
	}
}

func TestProvisional(t *testing.T) {
	t.Parallel()
	c := seed(t, calendar.Administrative)
	for from, want := range map[string]bool{
		"2022-12-30 10:00": true, // before the known years
		"2024-03-04 10:00": false,
		"2026-03-04 10:00": false,
		"2026-01-05 10:00": true, // across a swap not checked
		"2026-11-20 10:00": true, // across 24/11
		"2026-12-30 10:00": true, // into 2027
		"2027-03-04 10:00": true,
		"2031-03-04 10:00": true, // after the known years
	} {
		d, err := c.Due(at(t, from), limit(calendar.WorkingDays, 3000))
		if err != nil || d.Provisional != want {
			t.Errorf("from %s: provisional %v, want %v, %v", from, d.Provisional, want, err)
		}
	}
}
