package report

import "motcua/internal/locale"

// Small is the smallest figure that is published of a group: one to four
// dossiers could lead to a person.
const Small = 5

// Hiding is why a published figure is not shown.
type Hiding int

// The reasons.
const (
	Plain Hiding = iota // shown
	Few                 // one to four: "<5"
	Guard               // shown, it would let a small one be computed: "*"
)

// Figure is one published figure.
type Figure struct {
	N    int64 // 0 when hidden
	Hide Hiding
}

// Text is the figure as people read it.
func (f Figure) Text(lang locale.Lang) string {
	switch f.Hide {
	case Few:
		return "<5"
	case Guard:
		return "*"
	case Plain:
	}
	return locale.Number(f.N, lang)
}

// Columns lists the eleven counted columns of II.06a, (3) to (13).
func Columns() []Cell {
	return []Cell{Received, ReceivedOnline, ReceivedDirect, ReceivedCarried, Settled, SettledEarly, SettledOnTime, SettledLate, Open, OpenInTime, OpenLate}
}

// PublicRow is one published line: Figures in the order of Columns, and Late,
// the sum of (10) and (13).
type PublicRow struct {
	Key     string
	Name    locale.Text
	Figures [11]Figure
	Late    Figure
}

// PublicReport is a report as it may be read by everybody.
type PublicReport struct {
	Report  // for its head; its Rows are emptied
	Lines   []PublicRow
	Sum     PublicRow
	Outside PublicOutside
}

// PublicOutside is the annex of the whole: without lists, small figures hidden.
type PublicOutside struct {
	Unlimited, Refused, ReceptionLate, Corrected, LateEntry, Withdrawn, Stopped, Unapologised Figure
}

// Part says that a row of a finer grouping lies in a row of a coarser one: a
// procedure in a field, an agency in a level.
type Part struct{ Row, Of string }

// Views are the reports of one period that are published side by side, counted
// in one snapshot: at most one of each grouping, all with the same total. Who
// reads two of them knows, besides the sums within each, that a level is the
// sum of its agencies and a field the sum of its procedures; Agencies and
// Procedures say which. A row may be part of several (a procedure that changed
// its field): then the sums over all that hang together are known.
type Views struct {
	Reports    []Report
	Agencies   []Part
	Procedures []Part
}

// Hide makes reports public: figures of one to four are hidden in each, and so
// is whatever would let a reader of all of them compute one. Known to the
// reader are the identities of every line, the total of every column, that a
// level is the sum of its agencies and a field of its procedures; that "<5" is
// 1 to 4 and "*" is no small figure. However these are combined as equations,
// and however far bounds are drawn from one to the next, each hidden small
// figure keeps at least two possible values. What a figure's place shows does
// not depend on which of the reports is asked for: all are hidden together.
//
// Not kept from a reader: figures of other periods, and what else is known of
// the world, such as that only one agency carries out a procedure.
func Hide(v Views) map[By]PublicReport {
	out := make(map[By]PublicReport, len(v.Reports))
	if len(v.Reports) == 0 {
		return out
	}
	total := v.Reports[0].Total()
	n := newNet(v, total)
	n.cover()
	for i, r := range v.Reports {
		p := PublicReport{Report: r, Sum: n.row(0, total)}
		p.Rows = nil
		for j, row := range r.Rows {
			p.Lines = append(p.Lines, n.row(n.first[i]+j, row))
		}
		p.Outside = PublicOutside{
			Unlimited: figure(total.Outside.Unlimited.Total), Refused: figure(total.Outside.Refused), ReceptionLate: figure(total.Outside.ReceptionLate),
			Corrected: figure(total.Outside.Corrected), LateEntry: figure(total.Beside.LateEntry), Withdrawn: figure(total.Beside.Withdrawn), Stopped: figure(total.Beside.Stopped), Unapologised: figure(total.Beside.Unapologised),
		}
		out[r.By] = p
	}
	return out
}

// figure hides a figure that stands in no sum.
func figure(n int64) Figure {
	if small(n) {
		return Figure{Hide: Few}
	}
	return Figure{N: n}
}

func small(n int64) bool { return n > 0 && n < Small }
