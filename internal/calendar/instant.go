package calendar

import (
	"fmt"
	"time"
)

// Zone is Vietnam's time: UTC+7 without daylight saving. It is fixed, so that
// no machine's time zone database can change a due time.
//
//nolint:gochecknoglobals // a constant
var Zone = time.FixedZone("+07", 7*60*60)

// Instant is a point in time: microseconds since 1970-01-01 UTC. Zero means
// "none". It is what is stored, signed and compared.
type Instant int64

// At converts a time to an Instant, cutting below the microsecond.
func At(t time.Time) Instant { return Instant(t.UnixMicro()) }

// On is the instant of a wall-clock minute in Vietnam.
func On(d Date, hour, minute int) Instant {
	return At(time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, Zone))
}

// Time is the instant on Vietnam's clock.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).In(Zone) }

// Date is the civil day of the instant in Vietnam.
func (i Instant) Date() Date { return DateOf(i.Time()) }

// IsZero reports whether there is no instant.
func (i Instant) IsZero() bool { return i == 0 }

// Add moves the instant by d.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Microseconds()) }

// String is RFC 3339 in Vietnam's zone.
func (i Instant) String() string { return i.Time().Format("2006-01-02T15:04:05.999999Z07:00") }

// Date is a civil day. The zero Date means "none". As text it is ISO 8601,
// yyyy-mm-dd, and "" for none.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the civil day that t shows on its own clock.
func DateOf(t time.Time) Date { y, m, d := t.Date(); return Date{y, m, d} }

// D is a short constructor that normalises (32 January is 1 February).
func D(year, month, day int) Date {
	return DateOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, Zone))
}

// ParseDate reads yyyy-mm-dd; "" is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: date %q is not yyyy-mm-dd", s)
	}
	return DateOf(t), nil
}

// IsZero reports whether there is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Start is midnight at the beginning of the day in Vietnam.
func (d Date) Start() Instant { return On(d, 0, 0) }

// AddDays moves by n civil days.
func (d Date) AddDays(n int) Date { return D(d.Year, int(d.Month), d.Day+n) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Start().Time().Weekday() }

// Before reports whether d is an earlier day than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// Compare is -1, 0 or 1.
func (d Date) Compare(o Date) int {
	a, b := d.Year*10000+int(d.Month)*100+d.Day, o.Year*10000+int(o.Month)*100+o.Day
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// String is yyyy-mm-dd, "" for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes yyyy-mm-dd.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads yyyy-mm-dd.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
