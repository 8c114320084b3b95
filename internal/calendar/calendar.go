package calendar

import (
	"fmt"
	"strconv"
	"time"

	"motcua/internal/locale"
)

// Minute is a minute of the day from midnight, 0 to 1440; as text "07:30",
// "24:00" being the end of the day.
type Minute int

// String is hh:mm.
func (m Minute) String() string { return fmt.Sprintf("%02d:%02d", int(m)/60, int(m)%60) }

// MarshalText writes hh:mm.
func (m Minute) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads hh:mm, up to 24:00.
func (m *Minute) UnmarshalText(b []byte) error {
	s := string(b)
	if len(s) != 5 || s[2] != ':' {
		return fmt.Errorf("calendar: time of day %q is not hh:mm", s)
	}
	h, err1 := strconv.ParseUint(s[:2], 10, 8)
	n, err2 := strconv.ParseUint(s[3:], 10, 8)
	v := Minute(h*60 + n)
	if err1 != nil || err2 != nil || n > 59 || v > dayMinutes {
		return fmt.Errorf("calendar: time of day %q is not hh:mm", s)
	}
	*m = v
	return nil
}

// Period is a stretch of office hours: From included, Until excluded.
type Period struct {
	From  Minute `json:"from"`
	Until Minute `json:"until"`
}

// Season is the office hours of a stretch of the year. A zero bound is open.
// Week is indexed by time.Weekday, Sunday first; no periods: closed.
type Season struct {
	Name  locale.Text `json:"name,omitzero"`
	From  Date        `json:"from,omitzero"`
	Until Date        `json:"until,omitzero"`
	Week  [7][]Period `json:"week"`
}

// DayKind says what a day is to the agency.
type DayKind string

// The kinds of days. The first four are declared as special days; the others
// follow from the season's week.
const (
	Holiday      DayKind = "holiday"      // nghỉ lễ, tết (BLLĐ 2019 Điều 112)
	Compensatory DayKind = "compensatory" // nghỉ bù (Điều 111 khoản 3)
	Swapped      DayKind = "swapped"      // hoán đổi nghỉ, worked on another day
	MakeUp       DayKind = "make_up"      // làm bù

	Workday DayKind = "workday" // ngày làm việc
	Duty    DayKind = "duty"    // a shift for the public on a weekly rest day
	Weekend DayKind = "weekend" // nghỉ hằng tuần: closed Saturday or Sunday
	Closed  DayKind = "closed"  // another weekday without office hours
)

// Day is a special day, decided by law or by an announcement.
type Day struct {
	Date Date    `json:"date"`
	Kind DayKind `json:"kind"`
	// With is the other day of the pair: the day made up for, or the day on
	// which a swapped day is worked, or the holiday that a compensatory day
	// stands for. Zero when none.
	With Date        `json:"with,omitzero"`
	Name locale.Text `json:"name,omitzero"`
	// Decision is the announcement or the article of law, in Vietnamese.
	Decision string `json:"decision,omitempty"`
	// Hours are the office hours of a make-up day; without them it has those
	// of With's weekday, or of a Monday.
	Hours []Period `json:"hours,omitempty"`
}

// Span is a stretch of civil days, both included.
type Span struct {
	From  Date        `json:"from"`
	Until Date        `json:"until"`
	Note  locale.Text `json:"note,omitzero"`
}

// Calendar is one agency's working time as versioned data.
type Calendar struct {
	ID      string      `json:"id"`
	Version int         `json:"version"`
	Name    locale.Text `json:"name,omitzero"`
	// Seasons give the office hours; where several cover a day the last one
	// in the list holds, so that a year-round season comes first.
	Seasons []Season `json:"seasons"`
	// DutyDays are weekdays whose hours are a duty shift for the public: they
	// count for limits of hours, not as working days.
	DutyDays []time.Weekday `json:"duty_days,omitempty"`
	Days     []Day          `json:"days,omitempty"`
	// Known is the stretch of days whose holidays the data holds. A due time
	// that reaches outside is provisional (dự kiến).
	Known Span `json:"known"`
	// Provisional are stretches inside Known that are computed, not yet
	// announced; due times across them are provisional too.
	Provisional []Span `json:"provisional,omitempty"`
	// CutOff is the hour before which a same-day limit ends the same day;
	// zero is 15:00.
	CutOff Minute `json:"cut_off,omitempty"`
}

// cutOff is the same-day cut-off in force.
func (c *Calendar) cutOff() Minute {
	if c.CutOff == 0 {
		return 15 * 60
	}
	return c.CutOff
}
