package dossier

import (
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/process"
)

// Dated is an event of a dossier's journal with its instant and who did it.
type Dated struct {
	At    calendar.Instant
	By    string // account
	Event act.Event
}

// Handover is one stay of an accepted dossier with a performer (lần giao, nhận):
// a row of the control sheet.
type Handover struct {
	Step    process.Step
	Holder  Holder           // whom it was passed to; Account is who was charged with it last
	GivenBy string           // account
	GivenAt calendar.Instant // also when the step's time began
	Event   string           // stable name of the event that passed it: a return, a recall, a new charge …
	TakenBy string           // account that took it, "" when nobody said so
	TakenAt calendar.Instant
	Due     calendar.Instant // of the step, moved by pauses; 0 for none
	Until   calendar.Instant // when it was passed on or the dossier ended; 0 while it is there
	EndedBy string           // account
}

// Handovers reads the stays from a dossier's events, oldest first. It is a fold
// by Evolve: whatever moves a dossier makes a row. Events with erased personal
// parts give the same rows.
func Handovers(events []Dated) []Handover {
	var s State
	var out []Handover
	for _, e := range events {
		was := s
		s = Evolve(s, e.Event)
		if s.AcceptedAt.IsZero() {
			continue
		}
		open := len(out) > 0 && out[len(out)-1].Until.IsZero()
		if open && s.stays(was) {
			out[len(out)-1].follow(s)
			continue
		}
		if open {
			last := &out[len(out)-1]
			last.Until, last.EndedBy = e.At, e.By
		}
		if step, ok := s.CurrentStep(); ok && s.Holder != (Holder{}) {
			h := Handover{Step: step, Holder: s.Holder, GivenBy: e.By, GivenAt: s.StepSince, Event: e.Event.EventType()}
			h.follow(s)
			out = append(out, h)
		}
	}
	return out
}

// stays reports whether the dossier is where it was, with who had it: being
// taken up by one of those who could is no new stay.
func (s State) stays(was State) bool {
	return !was.AcceptedAt.IsZero() && s.Step == was.Step && s.StepSince == was.StepSince &&
		s.Holder.Agency == was.Holder.Agency && s.Holder.Duty == was.Holder.Duty && (was.Holder.Account == "" || s.Holder.Account == was.Holder.Account)
}

func (h *Handover) follow(s State) {
	h.Holder.Account = s.Holder.Account
	if s.StepDue != 0 {
		h.Due = s.StepDue
	}
	if s.Taken != nil {
		h.TakenBy, h.TakenAt = s.Taken.By, s.Taken.At
	}
}

// Worked is the working time of a stay until it ended, or now, without the
// dossier's lawful pauses.
func (h Handover) Worked(clock *calendar.Clock, pauses []calendar.Pause, now calendar.Instant) time.Duration {
	until := h.Until
	if until == 0 {
		until = now
	}
	worked := clock.Working(h.GivenAt, until)
	for _, p := range pauses {
		to := p.Until
		if to.IsZero() || to > until {
			to = until
		}
		if from := max(p.From, h.GivenAt); from < to {
			worked -= clock.Working(from, to)
		}
	}
	return max(worked, 0)
}
