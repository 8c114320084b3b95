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
	Unlimited, Refused, ReceptionLate, LateEntry, Withdrawn, Stopped Figure
}

// lateColumn is where the sum of (10) and (13) stands in a line of the grid.
const lateColumn = 11

// identities of one line, by column: what stands first is the sum of the rest.
func identities() [][]int {
	return [][]int{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10}, {0, 4, 8}, {lateColumn, 7, 10}}
}

// cellAt is a place of the grid of all lines; the last line is the total.
type cellAt struct{ line, column int }

// grid is what is published and what is hidden of it.
type grid struct {
	n    [][lateColumn + 1]int64
	hide [][lateColumn + 1]Hiding
}

// Hide makes a report public: figures of one to four are hidden, and so is
// whatever would let a reader compute one of them from the identities of its
// line or from the total of its column. Each hidden small figure keeps at
// least two possible values in every one of those sums.
func Hide(r Report) PublicReport {
	total := r.Total()
	g := grid{n: make([][lateColumn + 1]int64, len(r.Rows)+1), hide: make([][lateColumn + 1]Hiding, len(r.Rows)+1)}
	for i := range g.n {
		row := total
		if i < len(r.Rows) {
			row = r.Rows[i]
		}
		for k, c := range Columns() {
			g.n[i][k] = row.Of(c)
		}
		g.n[i][lateColumn] = row.Late()
	}
	g.cover()
	out := PublicReport{Report: r, Sum: g.line(len(r.Rows), total)}
	out.Rows = nil
	for i, row := range r.Rows {
		out.Lines = append(out.Lines, g.line(i, row))
	}
	out.Outside = PublicOutside{
		Unlimited: figure(total.Outside.Unlimited.Total), Refused: figure(total.Outside.Refused), ReceptionLate: figure(total.Outside.ReceptionLate),
		LateEntry: figure(total.Beside.LateEntry), Withdrawn: figure(total.Beside.Withdrawn), Stopped: figure(total.Beside.Stopped),
	}
	return out
}

// figure hides a figure that stands in no sum.
func figure(n int64) Figure {
	if n > 0 && n < Small {
		return Figure{Hide: Few}
	}
	return Figure{N: n}
}

func (g grid) line(i int, row Row) PublicRow {
	p := PublicRow{Key: row.Key, Name: row.Name}
	at := func(k int) Figure {
		if g.hide[i][k] != Plain {
			return Figure{Hide: g.hide[i][k]}
		}
		return Figure{N: g.n[i][k]}
	}
	for k := range p.Figures {
		p.Figures[k] = at(k)
	}
	p.Late = at(lateColumn)
	return p
}

// cover hides the small figures, then guards every sum until none lets one be
// computed. Each round hides at least one figure more, so it ends.
func (g grid) cover() {
	for i := range g.n {
		for k, n := range g.n[i] {
			if n > 0 && n < Small {
				g.hide[i][k] = Few
			}
		}
	}
	sums := g.sums()
	for changed := true; changed; {
		changed = false
		for _, s := range sums {
			if !g.safe(s) && g.guard(s) {
				changed = true
			}
		}
	}
}

// sums are all sums a reader can form: those of each line, and each column's.
// Their first place is the sum.
func (g grid) sums() [][]cellAt {
	var out [][]cellAt
	for i := range g.n {
		for _, ks := range identities() {
			var s []cellAt
			for _, k := range ks {
				s = append(s, cellAt{i, k})
			}
			out = append(out, s)
		}
	}
	for k := range lateColumn + 1 {
		s := []cellAt{{len(g.n) - 1, k}}
		for i := range len(g.n) - 1 {
			s = append(s, cellAt{i, k})
		}
		out = append(out, s)
	}
	return out
}

// safe reports whether every hidden figure of a sum keeps two possible values:
// a Few is 1 to 4, a Guard at least 5. A hidden sum is counted against its
// parts with the other sign.
func (g grid) safe(s []cellAt) bool {
	var known, low int64 // what is shown, and the least that is hidden, as signed parts
	var few, guards int64
	for i, at := range s {
		n, hide := g.n[at.line][at.column], g.hide[at.line][at.column]
		switch {
		case i == 0 && hide == Plain:
			known += n
		case i == 0: // hidden
		case hide == Plain:
			known -= n
		case hide == Few:
			few, low = few+1, low+1
		default:
			guards, low = guards+1, low+Small
		}
	}
	hidden := few + guards
	switch g.hide[s[0].line][s[0].column] {
	case Few: // the sum, too, is at most Small-1: that may leave its parts no room
		return hidden > 0 && Small-1+known-low > 0
	case Guard:
		return hidden > 0 // open upwards: nothing is fixed by it
	case Plain:
	}
	switch {
	case hidden == 0:
		return true
	case hidden == 1:
		return false
	}
	// known is what the hidden parts add up to; their slack must leave room.
	slack := known - low
	if guards > 0 {
		return slack > 0
	}
	return slack > 0 && slack < few*(Small-2)
}

// guard hides one figure more of a sum: the smallest shown one above the
// threshold, the sum itself last, since headlines stand on it.
func (g grid) guard(s []cellAt) bool {
	best := -1
	for i, at := range s {
		n := g.n[at.line][at.column]
		if g.hide[at.line][at.column] != Plain || n < Small {
			continue
		}
		if best < 0 || (best == 0 && i > 0) || (i > 0 && n < g.n[s[best].line][s[best].column]) {
			best = i
		}
	}
	if best < 0 {
		sum := s[0]
		if g.hide[sum.line][sum.column] != Few {
			return false
		}
		best = 0 // "<5" tells too much of a sum whose parts are as small: no longer said
	}
	g.hide[s[best].line][s[best].column] = Guard
	return true
}
