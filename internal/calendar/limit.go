package calendar

// Unit is how a time limit is counted.
type Unit string

// The units that Vietnamese law and the national catalogue use. By working
// days, days and months the day of receipt is not counted and the limit ends
// with the office hours of its last day (BLDS 2015 Điều 147–148); hours and
// same-day limits are counted by the hour.
const (
	WorkingDays Unit = "working_day"
	Days        Unit = "day"
	Months      Unit = "month"
	Hours       Unit = "hour"
	SameDay     Unit = "same_day"
	// Unknown is a limit told only as a sentence: nothing can be computed until
	// an officer picks the record's case or enters days with the clause quoted.
	Unknown Unit = "unknown"
)

// Limit is a time limit: Milli thousandths of its unit (7,500 of working_day
// is seven and a half working days). SameDay and Unknown carry no quantity.
type Limit struct {
	Unit  Unit  `json:"unit"`
	Milli int64 `json:"milli,omitempty"`
}

// IsKnown reports whether a due time can be computed from the limit.
func (l Limit) IsKnown() bool {
	return l.Unit == SameDay || (l.Milli > 0 && l.Unit != Unknown && l.Unit != "")
}
