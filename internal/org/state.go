package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
)

// Version is a description in force from a day on.
type Version struct {
	From        calendar.Date `json:"from"`
	Description Description   `json:"description"`
}

// State is one agency with all its history. The zero State is an agency that
// was never founded.
type State struct {
	Agency   Agency    `json:"agency"`             // with its first description
	Versions []Version `json:"versions,omitempty"` // later descriptions, by From
	Units    []Unit    `json:"units,omitempty"`
	Posts    []Post    `json:"posts,omitempty"`
	Proposed []Post    `json:"proposed,omitempty"` // wait for a second person
	Absences []Absence `json:"absences,omitempty"` // by the order of recording
	Books    []Book    `json:"books,omitempty"`    // by the order of recording
}

// Exists reports whether the agency was founded.
func (s State) Exists() bool { return s.Agency.ID != "" }

// Described is the agency as it was described on the day.
func (s State) Described(day calendar.Date) Agency {
	a := s.Agency
	for _, v := range s.Versions {
		if v.From.After(day) {
			break
		}
		a.Description = v.Description
	}
	return a
}

// Unit is the unit with that id.
func (s State) Unit(id string) (Unit, bool) {
	for _, u := range s.Units {
		if u.ID == id {
			return u, true
		}
	}
	return Unit{}, false
}

// Evolve folds one event into the state. It never panics and takes events
// whose personal part was erased.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Founded:
		s.Agency = e.Agency
	case Described:
		v := Version{From: e.From, Description: e.Description}
		i, same := slices.BinarySearchFunc(s.Versions, v, func(a, b Version) int { return a.From.Compare(b.From) })
		s.Versions = slices.Clone(s.Versions)
		if same {
			s.Versions[i] = v
		} else {
			s.Versions = slices.Insert(s.Versions, i, v)
		}
	case UnitOpened:
		s.Units = append(slices.Clip(s.Units), e.Unit)
	case UnitRenamed, UnitClosed, CounterOpened, CounterClosed:
		return evolveUnit(s, e)
	case Appointed, AppointmentProposed, AppointmentDeclined, ListDeclined, Relieved, Departed:
		return evolveStaff(s, e)
	case BookOpened, BookClosed:
		return evolveBook(s, e)
	case AbsenceRecorded:
		s.Absences = append(slices.Clip(s.Absences), Absence{
			Account: e.Account, StandIn: e.StandIn, Reason: e.Reason, By: e.By, Second: e.Second, Span: Span{From: e.From, Until: e.Until},
		})
	case AbsenceEnded:
		s.Absences = eachAbsence(s.Absences, e.Account, e.From, func(b *Absence) { b.Until = e.Until })
	case StandInConfirmed:
		s.Absences = eachAbsence(s.Absences, e.Account, e.From, func(b *Absence) { b.Second = e.Second })
	case Ended:
		s = evolveEnded(s, e)
	}
	return s
}

// evolveEnded closes the agency and, with it, every unit, post and number book
// that would have outlived it.
func evolveEnded(s State, e Ended) State {
	s.Agency.Until, s.Agency.Successors = e.Until, slices.Clone(e.Successors)
	s.Units, s.Posts, s.Proposed = slices.Clone(s.Units), slices.Clone(s.Posts), nil
	for i, u := range s.Units {
		if !u.Ended(e.Until) {
			s.Units[i].Until = e.Until
		}
	}
	for i, p := range s.Posts {
		if !p.Ended(e.Until) {
			s.Posts[i].Until = e.Until
		}
	}
	s.Books = slices.Clone(s.Books)
	for i, b := range s.Books {
		if !b.Ended(e.Until) {
			s.Books[i].Until = e.Until
		}
	}
	return s
}
