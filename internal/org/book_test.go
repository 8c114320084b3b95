package org_test

import (
	"slices"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
)

func TestNumberBooks(t *testing.T) {
	t.Parallel()
	s := given(t, founded())
	now := calendar.On(date(2025, 5, 5), 9, 0)
	clerk := org.Actor{Account: "vt", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: s.Agency.ID, Unit: "vp", Duty: org.DutyClerk}}}
	book := func(symbol string, first int64, from calendar.Date) org.OpenBook {
		return org.OpenBook{Book: org.Book{Symbol: symbol, Uses: []org.BookUse{org.BookResults}, First: first, Span: org.Span{From: from}}}
	}
	do := func(t *testing.T, s org.State, c org.Command, f org.Facts) org.State {
		t.Helper()
		f.Now = now
		events, err := org.Decide(s, c, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			s = org.Evolve(s, e)
		}
		return s
	}
	if s.KeepsBooks(now.Date()) {
		t.Error("books are kept before any was recorded")
	}
	s = do(t, s, book(" kq-mau ", 18, date(2025, 5, 1)), org.Facts{Actor: clerk})
	s = do(t, s, book("TB-MAU", 0, date(2025, 6, 1)), org.Facts{Actor: org.System()})
	b := s.Books[0]
	if b.Symbol != "KQ-MAU" || b.FirstIn(2025) != 18 || b.FirstIn(2026) != 0 || !b.For(org.BookResults) || b.For(org.BookRefusals) {
		t.Errorf("the book is %+v", b)
	}
	if s.KeepsBooks(date(2025, 4, 30)) || !s.KeepsBooks(date(2025, 5, 1)) || len(s.OpenBooks(date(2025, 5, 5))) != 1 || len(s.OpenBooks(date(2025, 6, 1))) != 2 {
		t.Error("a book is open on its days only")
	}
	t.Run("refuses what cannot be, with its field", func(t *testing.T) {
		t.Parallel()
		other := clerk
		other.Posts = []org.ActorPost{{Agency: "co-quan-khac", Unit: "vp", Duty: org.DutyClerk}}
		for name, c := range map[string]struct {
			command org.Command
			facts   org.Facts
			code    string
		}{
			"another agency's clerk":      {book("X", 0, date(2025, 5, 5)), org.Facts{Actor: other}, "org.not_admin"},
			"the clerk names nothing":     {org.Describe{From: date(2025, 5, 5)}, org.Facts{Actor: clerk}, "org.not_admin"},
			"a symbol of strange letters": {book("KQ MAU", 0, date(2025, 5, 5)), org.Facts{Actor: clerk}, "org.book_symbol"},
			"no use":                      {org.OpenBook{Book: org.Book{Symbol: "X", Span: org.Span{From: date(2025, 5, 5)}}}, org.Facts{Actor: clerk}, "org.book_uses"},
			"a negative first":            {book("X", -1, date(2025, 5, 5)), org.Facts{Actor: clerk}, "org.book_first"},
			"no first day":                {book("X", 0, calendar.Date{}), org.Facts{Actor: clerk}, "org.missing"},
			"before the agency":           {book("X", 0, date(1990, 1, 1)), org.Facts{Actor: clerk}, "org.outside_agency"},
			"a symbol twice":              {book("kq-mau", 0, date(2025, 5, 5)), org.Facts{Actor: clerk}, "org.book_open"},
			"a book begun here":           {book("X", 40, date(2025, 5, 5)), org.Facts{Actor: clerk, LastNumber: 3}, "org.book_begun"},
			"closing an unknown one":      {org.CloseBook{Symbol: "X", Until: date(2025, 5, 6)}, org.Facts{Actor: clerk}, "org.no_book"},
			"closing in the past":         {org.CloseBook{Symbol: "KQ-MAU", Until: date(2025, 5, 4)}, org.Facts{Actor: clerk}, "org.book_past"},
			"closing before its first":    {org.CloseBook{Symbol: "TB-MAU", Until: date(2025, 5, 6)}, org.Facts{Actor: clerk}, "org.span"},
		} {
			c.facts.Now = now
			_, err := org.Decide(s, c.command, c.facts)
			if !slices.ContainsFunc(fault.All(err), func(e *fault.Error) bool { return e.Code == c.code }) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	t.Run("a closed symbol opens again on the next day, and closes again", func(t *testing.T) {
		t.Parallel()
		s := do(t, s, org.CloseBook{Symbol: "KQ-MAU", Until: date(2025, 5, 10)}, org.Facts{Actor: clerk})
		s = do(t, s, book("KQ-MAU", 0, date(2025, 5, 11)), org.Facts{Actor: clerk, LastNumber: 20})
		s = do(t, s, org.CloseBook{Symbol: "KQ-MAU", Until: date(2025, 5, 20)}, org.Facts{Actor: clerk})
		if s.Books[0].Until != date(2025, 5, 10) || s.Books[2].Until != date(2025, 5, 20) || len(s.OpenBooks(date(2025, 5, 21))) != 0 {
			t.Errorf("%+v", s.Books)
		}
		if !s.KeepsBooks(date(2025, 5, 21)) {
			t.Error("an agency that closed its books gives no number without one")
		}
	})
	t.Run("the agency's end closes its books", func(t *testing.T) {
		t.Parallel()
		s := do(t, s, org.End{Until: date(2025, 6, 30)}, org.Facts{Actor: org.System()})
		if len(s.OpenBooks(date(2025, 6, 30))) != 2 || len(s.OpenBooks(date(2025, 7, 1))) != 0 {
			t.Errorf("%+v", s.Books)
		}
	})
}
