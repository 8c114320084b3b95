package calendar_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

func BenchmarkDue(b *testing.B) {
	c := seed(b, calendar.Administrative)
	from := at(b, "2024-04-10 10:00")
	for name, l := range map[string]calendar.Limit{
		"30WorkingDays": limit(calendar.WorkingDays, 30_000), "30Days": limit(calendar.Days, 30_000),
		"240Hours": limit(calendar.Hours, 240_000), "SameDay": limit(calendar.SameDay, 0),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Due(from, l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The longest limit, beyond the table: what absurd input costs.
func BenchmarkDueFar(b *testing.B) {
	c := seed(b, calendar.Seasonal)
	from := at(b, "2130-04-10 10:00")
	for b.Loop() {
		if _, err := c.Due(from, limit(calendar.Hours, 36_500_000)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRemaining(b *testing.B) {
	c := seed(b, calendar.Administrative)
	now, due := at(b, "2024-04-10 10:00"), at(b, "2024-06-10 17:00")
	for b.Loop() {
		c.Remaining(now, due)
	}
}

func BenchmarkWords(b *testing.B) {
	d, err := seed(b, calendar.Administrative).Due(at(b, "2024-04-10 10:00"), limit(calendar.WorkingDays, 30_000))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		calendar.Words(d.Trace, locale.VI)
	}
}

func BenchmarkCompile(b *testing.B) {
	c := calendar.QuangNinh()[1]
	for b.Loop() {
		if _, err := c.Compile(); err != nil {
			b.Fatal(err)
		}
	}
}
