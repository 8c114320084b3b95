package calendar

import "motcua/internal/locale"

// StepKind says what one step of a trace tells.
type StepKind string

// The kinds of steps.
const (
	StepReceived   StepKind = "received"    // From: the receipt
	StepNotCounted StepKind = "not_counted" // the day of receipt or completion does not count
	StepOpening    StepKind = "opening"     // outside office hours: counting begins at To
	StepCounted    StepKind = "counted"     // working day number N
	StepMakeUp     StepKind = "make_up"     // working day number N, a make-up day
	StepPart       StepKind = "part"        // a part of a day: From–To, Minutes
	StepDays       StepKind = "days"        // civil days number N and on, Date to Until
	StepMonths     StepKind = "months"      // N months lead from Date to Until
	StepHours      StepKind = "hours"       // From–To on Date, Minutes of working time
	StepWeekend    StepKind = "weekend"     // weekly rest, Date to Until
	StepDuty       StepKind = "duty"        // a duty shift, no working day
	StepClosed     StepKind = "closed"      // a weekday without office hours
	StepHoliday    StepKind = "holiday"     // Name, Date to Until
	StepOff        StepKind = "compensatory"
	StepSwapped    StepKind = "swapped"       // worked on With
	StepSameDay    StepKind = "same_day"      // before the cut-off Minutes of the day
	StepCutOff     StepKind = "cut_off"       // at or after the cut-off Minutes of the day
	StepMoved      StepKind = "moved"         // the last day was a rest day: moved to Date
	StepPaused     StepKind = "paused"        // From: the notice; Left remains
	StepPauseLate  StepKind = "pause_ignored" // the notice came after the due time
	StepResumed    StepKind = "resumed"       // From: the completion; Left is counted on
	StepRestarted  StepKind = "restarted"     // From: the completion; the whole limit anew
	StepEnd        StepKind = "end"           // To: the due time
)

// Clause is where a rule stands, as Vietnamese law is cited: an article, or the
// announcement of a special day.
type Clause string

// The articles that counting rests on.
const (
	ClauseHours     Clause = "Bộ luật Dân sự 2015, Điều 147 khoản 1"
	ClauseFirstDay  Clause = "Bộ luật Dân sự 2015, Điều 147 khoản 2"
	ClauseLastDay   Clause = "Bộ luật Dân sự 2015, Điều 148 khoản 1"
	ClauseMonths    Clause = "Bộ luật Dân sự 2015, Điều 148 khoản 3"
	ClauseRestDay   Clause = "Bộ luật Dân sự 2015, Điều 148 khoản 5"
	ClauseHoliday   Clause = "Bộ luật Lao động 2019, Điều 112"
	ClauseOff       Clause = "Bộ luật Lao động 2019, Điều 111 khoản 3"
	ClauseReception Clause = "Nghị định 45/2020/NĐ-CP"
)

// In is the citation in lang; announcements stay in Vietnamese.
func (c Clause) In(lang locale.Lang) string {
	if lang != locale.EN {
		return string(c)
	}
	switch c {
	case ClauseHours:
		return "Civil Code 2015, Article 147(1)"
	case ClauseFirstDay:
		return "Civil Code 2015, Article 147(2)"
	case ClauseLastDay:
		return "Civil Code 2015, Article 148(1)"
	case ClauseMonths:
		return "Civil Code 2015, Article 148(3)"
	case ClauseRestDay:
		return "Civil Code 2015, Article 148(5)"
	case ClauseHoliday:
		return "Labour Code 2019, Article 112"
	case ClauseOff:
		return "Labour Code 2019, Article 111(3)"
	case ClauseReception:
		return "Decree 45/2020/NĐ-CP"
	}
	return string(c)
}

// Step is one line of a due time's trace. Which fields are set depends on
// Kind, see the kinds.
type Step struct {
	Kind    StepKind    `json:"kind"`
	Date    Date        `json:"date,omitzero"`
	Until   Date        `json:"until,omitzero"` // last day of a run of days
	N       int         `json:"n,omitempty"`
	From    Instant     `json:"from,omitempty"`
	To      Instant     `json:"to,omitempty"`
	Minutes int64       `json:"minutes,omitempty"`
	Left    Limit       `json:"left,omitzero"`
	With    Date        `json:"with,omitzero"`
	Name    locale.Text `json:"name,omitzero"` // the holiday's name, the pause's ground
	Clause  Clause      `json:"clause,omitempty"`
}

// reckoning writes a trace while it counts.
type reckoning struct {
	*Clock
	limit Limit
	trace []Step
}

func (r *reckoning) add(s Step) { r.trace = append(r.trace, s) }

// skip tells why day n is not counted, joining runs of like days.
func (r *reckoning) skip(n int) {
	o := r.office(n)
	s := Step{Date: dateOf(n)}
	switch o.Kind {
	case Weekend:
		s.Kind = StepWeekend
	case Duty:
		s.Kind = StepDuty
	case Closed:
		s.Kind = StepClosed
	case Holiday:
		s.Kind, s.Clause = StepHoliday, ClauseHoliday
	case Compensatory:
		s.Kind, s.Clause = StepOff, ClauseOff
	case Swapped:
		s.Kind = StepSwapped
	case Workday, MakeUp:
		return
	}
	if d := o.Special; d != nil {
		s.Name, s.With = d.Name, d.With
		if d.Decision != "" {
			s.Clause = Clause(d.Decision)
		}
	}
	if k := len(r.trace) - 1; k >= 0 {
		last := &r.trace[k]
		end := last.Date
		if !last.Until.IsZero() {
			end = last.Until
		}
		if last.Kind == s.Kind && s.Kind != StepSwapped && last.Name == s.Name && end.number() == n-1 {
			last.Until = s.Date
			return
		}
	}
	r.add(s)
}
