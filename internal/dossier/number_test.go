package dossier_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
)

// keeping is the world in which the ward keeps number books: "KQ-PHUONG
// results 18; TB-PHUONG refusals".
func (w *world) keeping(text string) (*world, error) {
	var states []org.State
	for _, a := range w.organisation.All() {
		s, _ := w.organisation.State(a.ID)
		for part := range strings.SplitSeq(text, ";") {
			if a.ID != ward {
				break
			}
			words := strings.Fields(part)
			if len(words) < 2 {
				return nil, fmt.Errorf("no number book: %q", part)
			}
			b := org.Book{Symbol: words[0], Uses: []org.BookUse{org.BookUse(words[1])}, Span: org.Span{From: calendar.D(2025, 9, 1)}}
			if len(words) > 2 {
				n, err := strconv.ParseInt(words[2], 10, 64)
				if err != nil {
					return nil, err
				}
				b.First = n
			}
			events, err := org.Decide(s, org.OpenBook{Book: b}, org.Facts{Actor: org.System()})
			if err != nil {
				return nil, err
			}
			for _, e := range events {
				s = org.Evolve(s, e)
			}
		}
		states = append(states, s)
	}
	other := *w
	other.organisation = org.Build(states, w.territory)
	return &other, nil
}

// TestTheFirstNumberOfABookIsStored: a number that was taken says from which
// the book was to begin, and one without a first is stored as ever.
func TestTheFirstNumberOfABookIsStored(t *testing.T) {
	t.Parallel()
	codec := dossier.Codec()
	for _, first := range []int64{0, 18} {
		e := dossier.Numbered{By: "vt", Agency: ward, Symbol: "KQ-PHUONG", Day: calendar.D(2025, 9, 10), Number: 20, First: first}
		enc, err := codec.Encode(e)
		if err != nil || strings.Contains(string(enc.Public), "first") != (first > 0) {
			t.Errorf("stored as %s, %v", enc.Public, err)
		}
		back, err := codec.Decode(enc.Type, enc.Public, nil)
		if err != nil || fmt.Sprint(back) != fmt.Sprint(e) {
			t.Errorf("came back as %+v, %v", back, err)
		}
		if got, want := e.Numbers()[0], (act.Number{Book: "outgoing/" + ward + "/KQ-PHUONG", Day: "2025", First: first}); got != want {
			t.Errorf("takes %+v, want %+v", got, want)
		}
	}
}
