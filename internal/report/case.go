package report

import (
	"math"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// Due times that are no instant.
const (
	// NoLimit: the limit is told only in words, nothing was determined yet.
	NoLimit calendar.Instant = 0
	// Stopped: the clock stands still by a lawful pause, so nothing is late.
	Stopped calendar.Instant = math.MaxInt64
)

// DueChange is a due time (hạn hiện hành) and since when it is in force.
type DueChange struct {
	At       calendar.Instant // recorded
	Due      calendar.Instant // NoLimit, Stopped or an instant
	Expected bool             // counted over a year whose holidays are not announced (dự kiến)
}

// Reception is the reception clock of an online filing. Once missed it is kept
// as it was missed first.
type Reception struct {
	Due      calendar.Instant // 0: none runs, or it was kept
	Answered calendar.Instant // the late answer; 0 while it waits
	Missed   bool             // answered after Due
}

// Case is what reports know of one dossier. It holds no personal data.
type Case struct {
	ID        string // the dossier stream's key
	Code      string // mã hồ sơ, "" before acceptance
	Agency    string // deciding
	Received  string // agency at whose counter it was received
	Level     string // tier of the deciding agency
	Field     procedure.Field
	Procedure string
	Short     locale.Text
	Method    procedure.Method

	FiledAt    calendar.Instant
	Reception  Reception
	AcceptedAt calendar.Instant // 0: never accepted
	Claimed    calendar.Instant // earlier instant claimed at filing or acceptance ("nhập bổ sung"), 0 for none
	DeniedAt   calendar.Instant // refused at reception
	Dues       []DueChange      // in order; the first at acceptance

	EndedAt   calendar.Instant // clock end, 0 while open
	EndStatus dossier.Status
	EndDue    calendar.Instant // in force at the end
	Outcome   dossier.Outcome

	Supplements int              // requests for papers
	Apologised  calendar.Instant // by the head, for its lateness; 0 for not

	Undone []End // ends that were corrected, in order; empty for nearly all

	Seats []Seat // agencies that decided it before, in order; empty for nearly all
}

// End is an end of the clock that was corrected later: it stands in the figures
// of every period that was over before the correction.
type End struct {
	Until   calendar.Instant // when it was corrected
	At      calendar.Instant
	Status  dossier.Status
	Due     calendar.Instant // in force then
	Outcome dossier.Outcome
}

// Seat is who decided and received a dossier until its agency ended and a
// successor took it over.
type Seat struct {
	Until                   calendar.Instant
	Agency, Received, Level string
}

// AsAt is the case as a period ending before an instant counts it: with the end
// of the clock that stood then, and with whoever decided it then, or at the clock's end when that was earlier.
// So each dossier is counted once in every period, and a period that was closed
// before a succession stays what it was.
func (c Case) AsAt(end calendar.Instant) Case {
	for _, e := range c.Undone {
		if e.Until >= end && e.At < end {
			c.EndedAt, c.EndStatus, c.EndDue, c.Outcome = e.At, e.Status, e.Due, e.Outcome
			break
		}
	}
	for _, s := range c.Seats {
		if s.Until >= end {
			c.Agency, c.Received, c.Level = s.Agency, s.Received, s.Level
			return c
		}
	}
	return c
}

// moved passes the case to the successor; who had it at the clock's end keeps it.
func (c Case) moved(e dossier.Succeeded, at calendar.Instant) Case {
	if !c.EndedAt.IsZero() {
		return c
	}
	c.Seats = append(c.Seats[:len(c.Seats):len(c.Seats)], Seat{Until: at, Agency: c.Agency, Received: c.Received, Level: c.Level})
	c.Agency, c.Received, c.Level = e.Agency, e.Received, e.Level
	return c
}

// Stamp is when an event was recorded, and the earlier instant it claims.
type Stamp struct {
	At      calendar.Instant
	Claimed calendar.Instant // 0 for none
}

// After folds one event of the dossier into the case. Events that concern no
// report change nothing.
func (c Case) After(e act.Event, s Stamp) Case {
	switch e := e.(type) {
	case dossier.Filed:
		c = Case{
			ID: e.ID, Agency: e.Agency, Received: e.Received, Level: e.Level, Field: e.Field, Procedure: e.Procedure, Short: e.Short,
			Method: e.Method, FiledAt: s.At, Claimed: s.Claimed, Reception: Reception{Due: e.ReceptionDue},
		}
	case dossier.WasAccepted:
		c.Code, c.AcceptedAt, c.Claimed = e.Code(), s.At, max(c.Claimed, s.Claimed)
		c.Reception = c.Reception.answer(s.At)
		c = c.due(DueChange{s.At, e.Promised, e.Expected})
	case dossier.WasDenied:
		c.DeniedAt, c.Reception = s.At, c.Reception.answer(s.At)
	case dossier.SupplementRequested:
		c.Supplements++
		if c.AcceptedAt.IsZero() {
			c.Reception = c.Reception.answer(s.At)
		} else {
			c = c.stopped(s.At)
		}
	case dossier.SupplementReceived:
		if !c.AcceptedAt.IsZero() {
			c = c.due(DueChange{s.At, e.Due, e.Expected || c.last().Expected})
		} else if !c.Reception.Missed {
			c.Reception = Reception{Due: e.ReceptionDue}
		}
	case dossier.LimitDetermined:
		c = c.due(DueChange{s.At, e.InForce(), e.Expected})
	case dossier.DueMoved:
		if !e.Due.IsZero() {
			c = c.due(DueChange{s.At, e.Due, e.Expected})
		}
	case dossier.Succeeded:
		return c.moved(e, s.At)
	case dossier.WasFinished:
		c.Outcome = e.Outcome
		c = c.Ended(s.At, dossier.Finished)
	default:
		return c.aside(e, s)
	}
	return c
}

// aside folds what happens off a dossier's straight way.
func (c Case) aside(e act.Event, s Stamp) Case {
	switch e := e.(type) {
	case dossier.PaymentAsked, dossier.WasSuspended:
		return c.stopped(s.At)
	case dossier.PaymentRecorded:
		return c.goesOn(s.At, e.Onward)
	case dossier.WasResumed:
		return c.goesOn(s.At, e.Onward)
	case dossier.WasWithdrawn:
		c.Reception = c.Reception.answer(s.At)
		return c.Ended(s.At, dossier.Withdrawn)
	case dossier.WasStopped:
		return c.Ended(s.At, dossier.Stopped)
	case dossier.FinishCorrected:
		return c.reopened(s.At)
	case dossier.Apologised:
		if c.Apologised.IsZero() {
			c.Apologised = s.At
		}
	}
	return c
}

// goesOn lets the clock go on after a pause.
func (c Case) goesOn(at calendar.Instant, o dossier.Onward) Case {
	return c.due(DueChange{at, o.Due, o.Expected || c.last().Expected})
}

// stopped stops the clock; a notice after the due time moves nothing.
func (c Case) stopped(at calendar.Instant) Case {
	if now := c.last(); now.Due != NoLimit && at <= now.Due {
		return c.due(DueChange{At: at, Due: Stopped, Expected: now.Expected})
	}
	return c
}

// reopened undoes the end of the clock; periods that were over before keep it.
func (c Case) reopened(at calendar.Instant) Case {
	if c.EndedAt.IsZero() {
		return c
	}
	c.Undone = append(c.Undone[:len(c.Undone):len(c.Undone)], End{Until: at, At: c.EndedAt, Status: c.EndStatus, Due: c.EndDue, Outcome: c.Outcome})
	c.EndedAt, c.EndStatus, c.EndDue, c.Outcome = 0, 0, 0, ""
	return c
}

// Ended ends the clock, by the due time in force then. The first end stands.
func (c Case) Ended(at calendar.Instant, status dossier.Status) Case {
	if c.EndedAt.IsZero() && !c.AcceptedAt.IsZero() {
		c.EndedAt, c.EndStatus, c.EndDue = at, status, c.last().Due
	}
	return c
}

// due records a change of the due time; an unchanged one is left out.
func (c Case) due(d DueChange) Case {
	if n := len(c.Dues); n > 0 && c.Dues[n-1].Due == d.Due && c.Dues[n-1].Expected == d.Expected {
		return c
	}
	c.Dues = append(c.Dues[:len(c.Dues):len(c.Dues)], d)
	return c
}

// last is the due time in force now. Several acts may share one instant: order
// counts, not time.
func (c Case) last() DueChange {
	if len(c.Dues) == 0 {
		return DueChange{}
	}
	return c.Dues[len(c.Dues)-1]
}

// InForce is the last change recorded before an instant.
func (c Case) InForce(before calendar.Instant) DueChange {
	for i := len(c.Dues) - 1; i >= 0; i-- {
		if c.Dues[i].At < before {
			return c.Dues[i]
		}
	}
	return DueChange{}
}

// answer ends a round of the reception clock. What was in time leaves no trace.
func (r Reception) answer(at calendar.Instant) Reception {
	switch {
	case r.Missed:
		return r
	case r.Due != 0 && at > r.Due:
		return Reception{Due: r.Due, Answered: at, Missed: true}
	}
	return Reception{}
}

// Timing judges the end of the clock. A clock that stood still when it ended
// (withdrawn while papers were awaited) had not reached its due time: early.
func (c Case) Timing() calendar.Timing { return timing(c.EndedAt, c.EndDue, calendar.Verdict) }

// National is the same by dates alone.
func (c Case) National() calendar.Timing { return timing(c.EndedAt, c.EndDue, calendar.DateVerdict) }

func timing(end, due calendar.Instant, by func(end, due calendar.Instant) calendar.Timing) calendar.Timing {
	if due == Stopped && !end.IsZero() {
		return calendar.Early
	}
	return by(end, due)
}
