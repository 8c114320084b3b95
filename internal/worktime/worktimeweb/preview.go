package worktimeweb

import (
	"context"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/worktime"
)

const (
	// mostLooked bounds how many open dossiers of one agency a preview counts.
	mostLooked = 5000
	// mostExamples is how many of them it names.
	mostExamples = 3
)

// example is an open dossier whose due time would be another one.
type example struct {
	id, code     string
	due, instead calendar.Instant
}

// count is an agency's part of a preview.
type count struct {
	agency   org.Agency
	looked   int
	moved    int
	cut      bool // there are more than were looked at
	examples []example
}

// preview is what a change would do to open dossiers if they were counted anew.
type preview struct {
	change worktime.Change
	counts []count // agencies with dossiers that would move
	looked int
	moved  int
}

// touched counts the open dossiers whose due time would move if it were counted
// by the changed calendar instead of today's. Nothing is moved.
func (p *pages) touched(ctx context.Context, v view, c worktime.Change) (preview, error) {
	out := preview{change: c}
	first := c.Earliest()
	after, err := c.Apply(v.s.Current()).Compile()
	if err != nil || first.IsZero() {
		return out, err
	}
	for _, a := range v.agencies() {
		n := count{agency: a}
		err := p.Open(ctx, a.ID, first.Start(), mostLooked, func(s dossier.State) error {
			n.add(s, v.clock, after)
			return nil
		})
		if err != nil {
			return out, err
		}
		n.cut = n.looked == mostLooked
		out.looked, out.moved = out.looked+n.looked, out.moved+n.moved
		if n.moved > 0 {
			out.counts = append(out.counts, n)
		}
	}
	slices.SortStableFunc(out.counts, func(a, b count) int { return b.moved - a.moved })
	return out, nil
}

// add counts one dossier.
func (n *count) add(s dossier.State, before, after *calendar.Clock) {
	n.looked++
	was, is := s.DueTrace(before).At, s.DueTrace(after).At
	if was == is || is.IsZero() {
		return
	}
	n.moved++
	if len(n.examples) < mostExamples {
		n.examples = append(n.examples, example{id: s.ID, code: s.Code, due: s.Due, instead: is})
	}
}
