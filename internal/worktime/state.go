package worktime

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
)

// Version is one version of a calendar: what changed, by which decision.
type Version struct {
	Number   int              `json:"number"` // from 1
	Decision Decision         `json:"decision"`
	Change   Change           `json:"change,omitzero"` // none of version 1
	Ground   string           `json:"ground,omitempty"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
	Move     *Move            `json:"move,omitempty"` // of due times, by law
}

// State is one calendar with all its history. The zero State is a calendar
// that was never published.
type State struct {
	Agency   string            `json:"agency,omitempty"` // whose own calendar it is; "" is the province's
	First    calendar.Calendar `json:"first"`
	Versions []Version         `json:"versions,omitempty"`
}

// Exists reports whether the calendar was published.
func (s State) Exists() bool { return len(s.Versions) > 0 }

// Latest is the number of the newest version, 0 without any.
func (s State) Latest() int { return len(s.Versions) }

// At is the calendar as its version n says; false for a version that is not.
func (s State) At(n int) (calendar.Calendar, bool) {
	if n < 1 || n > len(s.Versions) {
		return calendar.Calendar{}, false
	}
	k := s.First
	for _, v := range s.Versions[:n] {
		k = v.Change.Apply(k)
	}
	k.Version = n
	return k, true
}

// Current is the newest version of the calendar.
func (s State) Current() calendar.Calendar {
	k, _ := s.At(s.Latest())
	return k
}

// Since is the version that last said something of a day, the first when none
// did: by which decision the day is what it is.
func (s State) Since(d calendar.Date) Version {
	for _, v := range slices.Backward(s.Versions) {
		for i := range v.Change.Days {
			if v.Change.Days[i].Date == d {
				return v
			}
		}
		if slices.Contains(v.Change.Ordinary, d) {
			return v
		}
	}
	if len(s.Versions) == 0 {
		return Version{}
	}
	return s.Versions[0]
}

// Evolve folds one event into the state. It never fails.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Published:
		s = State{Agency: e.Agency, First: e.Calendar, Versions: []Version{{Number: 1, Decision: e.Decision, By: e.By, At: e.At}}}
	case Amended:
		s.Versions = append(slices.Clone(s.Versions), Version{Number: e.Version, Decision: e.Decision, Change: e.Change, Ground: e.Ground, By: e.By, At: e.At})
	default:
		return evolveMove(s, e)
	}
	return s
}
