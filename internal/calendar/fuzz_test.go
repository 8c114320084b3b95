package calendar_test

import (
	"encoding/json"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// FuzzCalendar feeds any JSON as a calendar: what compiles must reckon without
// panic, and its due times must lie at work.
func FuzzCalendar(f *testing.F) {
	for _, c := range calendar.QuangNinh() {
		c.Days = c.Days[:12]
		b, err := json.Marshal(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, int64(1_714_014_000_000_000), int64(3500), uint8(0), int64(90_000_000_000))
	}
	f.Add([]byte(`{"seasons":[{"week":[[],[{"from":"00:00","until":"24:00"}],[],[],[],[],[]]}],"cut_off":"24:00"}`), int64(-1), int64(1), uint8(4), int64(1))
	units := []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours, calendar.SameDay, calendar.Unknown}
	f.Fuzz(func(t *testing.T, data []byte, from, milli int64, unit uint8, pause int64) {
		var c calendar.Calendar
		if json.Unmarshal(data, &c) != nil {
			return
		}
		k, err := c.Compile()
		if err != nil {
			return
		}
		start := calendar.Instant(from)
		k.Working(start, calendar.Instant(pause))
		k.AddMinutes(start, milli)
		l := calendar.Limit{Unit: units[int(unit)%len(units)], Milli: milli}
		if d, err := k.Due(start, l); err == nil && !k.IsWorking(d.At-1) {
			t.Fatalf("%v from %s ends at %s", l, start, d.At)
		}
		d, err := k.Current(start, l, []calendar.Pause{{From: start + calendar.Instant(pause), Until: start + 2*calendar.Instant(pause)}}, calendar.Restart)
		if err == nil {
			d.Explain(locale.VI)
			calendar.Words(d.Trace, locale.EN)
			k.Remaining(start, d.At).Words(locale.VI)
		}
	})
}

func FuzzMinute(f *testing.F) {
	for _, s := range []string{"07:30", "24:00", "24:01", "7:30", "-1:00", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var m calendar.Minute
		if m.UnmarshalText([]byte(s)) == nil && m.String() != s {
			t.Fatalf("%q reads as %q", s, m)
		}
	})
}
