package worktime

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
)

// StreamKind is the kind of a calendar's stream: "calendar/<id>".
const StreamKind = "calendar"

// Stream is the stream id of the calendar.
func Stream(id string) string { return StreamKind + "/" + id }

// Decision is the text that a calendar rests on. The calendars that come with
// the program have none.
type Decision struct {
	Number  string        `json:"number"`            // "Thông báo số 6150/TB-BLĐTBXH"
	Date    calendar.Date `json:"date,omitzero"`     // of signing
	Issuer  string        `json:"issuer"`            // who issued it
	Subject string        `json:"subject,omitempty"` // trích yếu
	File    string        `json:"file,omitempty"`    // SHA-256 of the file, "" when none was kept
}

// Change is what one decision changes.
type Change struct {
	Days     []calendar.Day  `json:"days,omitempty"`     // special days, in the place of what was said of those dates
	Ordinary []calendar.Date `json:"ordinary,omitempty"` // special days that are ordinary again
	// Seasons are office hours of stretches of time; they hold over all earlier ones.
	Seasons []calendar.Season `json:"seasons,omitempty"`
	// Announced are stretches whose days off are announced: no longer provisional.
	Announced []calendar.Span `json:"announced,omitempty"`
}

// Published says that a calendar exists: its version 1.
type Published struct {
	Agency   string            `json:"agency,omitempty"` // whose own calendar it is; "" is the province's
	Calendar calendar.Calendar `json:"calendar"`
	Decision Decision          `json:"decision"`
	By       string            `json:"by"`
	At       calendar.Instant  `json:"at"`
}

// Amended says that a decision changed the calendar: a new version.
type Amended struct {
	Version  int              `json:"version"`
	Decision Decision         `json:"decision"`
	Change   Change           `json:"change"`
	Ground   string           `json:"ground,omitempty"` // why days that have passed change
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
}

func (Published) EventType() string { return "calendar.published" } //nolint:revive // the stable name
func (Amended) EventType() string   { return "calendar.amended" }   //nolint:revive // the stable name

// Codec knows every event of a calendar.
func Codec() act.Codec {
	return act.NewCodec(Published{}, Amended{}, MoveProposed{}, MoveConfirmed{}, MoveDropped{}, MoveFinished{})
}

// IsZero reports whether nothing changes.
func (c Change) IsZero() bool {
	return len(c.Days) == 0 && len(c.Ordinary) == 0 && len(c.Seasons) == 0 && len(c.Announced) == 0
}

// Earliest is the first day that the change touches, zero for a change that
// only announces: it changes no day.
func (c Change) Earliest() calendar.Date {
	var first calendar.Date
	touch := func(d calendar.Date) {
		if first.IsZero() || d.Before(first) {
			first = d
		}
	}
	for i := range c.Days {
		touch(c.Days[i].Date)
	}
	for _, d := range c.Ordinary {
		touch(d)
	}
	for i := range c.Seasons {
		touch(c.Seasons[i].From)
	}
	return first
}

// Apply is the calendar with the change. The given one stays as it is.
func (c Change) Apply(k calendar.Calendar) calendar.Calendar {
	gone := func(d calendar.Day) bool {
		return slices.Contains(c.Ordinary, d.Date) || slices.ContainsFunc(c.Days, func(n calendar.Day) bool { return n.Date == d.Date })
	}
	k.Days = append(slices.DeleteFunc(slices.Clone(k.Days), gone), c.Days...)
	slices.SortStableFunc(k.Days, func(a, b calendar.Day) int { return a.Date.Compare(b.Date) })
	k.Seasons = append(slices.Clone(k.Seasons), c.Seasons...)
	for _, s := range c.Announced {
		k.Provisional = without(k.Provisional, s)
		if s.Until.After(k.Known.Until) && !s.From.After(k.Known.Until.AddDays(1)) {
			k.Known.Until = s.Until
		}
	}
	return k
}

// without cuts a stretch out of stretches.
func without(spans []calendar.Span, cut calendar.Span) []calendar.Span {
	var out []calendar.Span
	for _, s := range spans {
		if cut.Until.Before(s.From) || cut.From.After(s.Until) {
			out = append(out, s)
			continue
		}
		if s.From.Before(cut.From) {
			out = append(out, calendar.Span{From: s.From, Until: cut.From.AddDays(-1), Note: s.Note})
		}
		if s.Until.After(cut.Until) {
			out = append(out, calendar.Span{From: cut.Until.AddDays(1), Until: s.Until, Note: s.Note})
		}
	}
	return out
}
