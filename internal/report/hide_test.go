package report_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/locale"
	"motcua/internal/report"
)

// tally is what happened in one kind of dossiers: columns 4–6, and of all of
// them those settled late, early, and open late.
type tally struct{ online, direct, carried, open, openLate, late, early int64 }

func (y tally) add(row *report.Row) {
	all := y.online + y.direct + y.carried
	settled := all - y.open
	for c, n := range map[report.Cell]int64{
		report.Received: all, report.ReceivedOnline: y.online, report.ReceivedDirect: y.direct, report.ReceivedCarried: y.carried,
		report.Settled: settled, report.SettledEarly: y.early, report.SettledLate: y.late, report.SettledOnTime: settled - y.early - y.late,
		report.Open: y.open, report.OpenLate: y.openLate, report.OpenInTime: y.open - y.openLate,
	} {
		row.Add(c, n)
	}
}

// drawn is a tally where draw gives a number of 0 to its argument.
func drawn(figure func() int64, draw func(int64) int64) tally {
	y := tally{online: figure(), direct: figure(), carried: figure()}
	all := y.online + y.direct + y.carried
	y.open = draw(all)
	y.openLate = draw(y.open)
	y.late = draw(all - y.open)
	y.early = draw(all - y.open - y.late)
	return y
}

// views gathers tallies of agency × procedure into the four reports.
func views(agencies, procedures int, level, field func(int) int, at func(a, p int) (tally, bool)) report.Views {
	v := report.Views{Reports: make([]report.Report, 4)}
	rows := [4]map[string]*report.Row{{}, {}, {}, {}}
	links := [2]map[report.Part]bool{{}, {}}
	for a := range agencies {
		for p := range procedures {
			y, ok := at(a, p)
			if !ok {
				continue
			}
			keys := [4]string{fmt.Sprint("L", level(a)), fmt.Sprintf("A%04d", a), fmt.Sprint("F", field(p)), fmt.Sprintf("P%04d", p)}
			for i, k := range keys {
				if rows[i][k] == nil {
					rows[i][k] = &report.Row{Key: k}
				}
				y.add(rows[i][k])
			}
			links[0][report.Part{Row: keys[1], Of: keys[0]}], links[1][report.Part{Row: keys[3], Of: keys[2]}] = true, true
		}
	}
	for i, by := range report.Groupings() {
		v.Reports[i].By = by
		for _, r := range rows[i] {
			v.Reports[i].Rows = append(v.Reports[i].Rows, *r)
		}
		slices.SortFunc(v.Reports[i].Rows, func(a, b report.Row) int { return int(locale.SortKey(a.Key)[0]) - int(locale.SortKey(b.Key)[0]) })
	}
	for l := range links[0] {
		v.Agencies = append(v.Agencies, l)
	}
	for l := range links[1] {
		v.Procedures = append(v.Procedures, l)
	}
	return v
}

// attacker is who reads all four reports: what a figure may be, and the sums
// that must hold: those of every line, every column, and the two hierarchies.
type attacker struct {
	truth, low, high []int64
	hidden           []bool
	sums             [][]int // signed: +i+1 a whole, -i-1 a part
}

const far = int64(1) << 50

func attack(v report.Views, out map[report.By]report.PublicReport) *attacker {
	x := &attacker{}
	at := map[report.By]map[string]int{}
	line := func(p report.PublicRow, real report.Row) int {
		start := len(x.truth)
		for k := range 12 {
			f, n := p.Late, real.Late()
			if k < 11 {
				f, n = p.Figures[k], real.Of(report.Columns()[k])
			}
			x.truth, x.hidden = append(x.truth, n), append(x.hidden, f.Hide != report.Plain)
			low, high := f.N, f.N
			switch f.Hide {
			case report.Few:
				low, high = 1, 4
			case report.Guard:
				if low, high = 5, far; n < 5 {
					low = 1
				}
			case report.Plain:
			}
			x.low, x.high = append(x.low, low), append(x.high, high)
		}
		for _, ks := range [][]int{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10}, {0, 4, 8}, {11, 7, 10}} {
			x.sum(start, ks[:1], ks[1:])
		}
		return start
	}
	total := line(out[v.Reports[0].By].Sum, v.Reports[0].Total())
	for _, r := range v.Reports {
		at[r.By] = map[string]int{}
		var all []int
		for i, row := range r.Rows {
			at[r.By][row.Key] = line(out[r.By].Lines[i], row)
			all = append(all, at[r.By][row.Key])
		}
		for k := range 12 {
			x.sum(k, []int{total}, all)
		}
	}
	for _, h := range []struct {
		links        []report.Part
		coarse, fine report.By
	}{{v.Agencies, report.ByLevel, report.ByAgency}, {v.Procedures, report.ByField, report.ByProcedure}} {
		parts := map[string][]int{}
		owners := map[string]int{}
		for _, l := range h.links {
			parts[l.Of] = append(parts[l.Of], at[h.fine][l.Row])
			owners[l.Row]++
		}
		for of, rows := range parts {
			if slices.ContainsFunc(h.links, func(l report.Part) bool { return l.Of == of && owners[l.Row] > 1 }) {
				continue
			}
			for k := range 12 {
				x.sum(k, []int{at[h.coarse][of]}, rows)
			}
		}
	}
	return x
}

func (x *attacker) sum(shift int, wholes, parts []int) {
	var s []int
	for _, w := range wholes {
		s = append(s, w+shift+1)
	}
	for _, p := range parts {
		s = append(s, -(p + shift + 1))
	}
	x.sums = append(x.sums, s)
}

// bound draws bounds through all sums until nothing moves.
func (x *attacker) bound() {
	for moved := true; moved; {
		moved = false
		for _, s := range x.sums {
			for i, c := range s {
				// ±c = −(the others): between the negated bounds of their sum.
				var low, high int64
				for j, o := range s {
					if i == j {
						continue
					}
					if o > 0 {
						low, high = low+x.low[o-1], high+x.high[o-1]
					} else {
						low, high = low-x.high[-o-1], high-x.low[-o-1]
					}
				}
				at, l, h := c-1, -high, -low
				if c < 0 {
					at, l, h = -c-1, low, high
				}
				if l > x.low[at] {
					x.low[at], moved = l, true
				}
				if h < x.high[at] {
					x.high[at], moved = h, true
				}
			}
		}
	}
}

// solved are the cells that the equations alone fix: Gaussian elimination over
// all hidden cells, modulo a prime of its own.
func (x *attacker) solved() []int {
	const p = 998_244_353
	var hidden []int
	column := map[int]int{}
	for c, h := range x.hidden {
		if h {
			column[c] = len(hidden)
			hidden = append(hidden, c)
		}
	}
	power := func(a, e int64) int64 {
		out := int64(1)
		for ; e > 0; e >>= 1 {
			if e&1 == 1 {
				out = out * a % p
			}
			a = a * a % p
		}
		return out
	}
	rows := map[int][]int64{} // by leading column
	var order []int
	for _, s := range x.sums {
		v := make([]int64, len(hidden))
		for _, c := range s {
			if at, ok := column[max(c, -c)-1]; ok && c > 0 {
				v[at] = 1
			} else if ok {
				v[at] = p - 1
			}
		}
		for k := range v {
			if v[k] == 0 {
				continue
			}
			if w := rows[k]; w != nil {
				f := p - v[k]
				for i := k; i < len(v); i++ {
					v[i] = (v[i] + f*w[i]) % p
				}
				continue
			}
			f := power(v[k], p-2)
			for i := range v {
				v[i] = v[i] * f % p
			}
			rows[k] = v
			order = append(order, k)
			break
		}
	}
	slices.Sort(order)
	slices.Reverse(order)
	var out []int
	for _, k := range order { // from the last: reduce by those behind, then look whether one cell is left
		v := rows[k]
		for i := k + 1; i < len(v); i++ {
			if w := rows[i]; v[i] != 0 && w != nil {
				f := p - v[i]
				for j := i; j < len(v); j++ {
					v[j] = (v[j] + f*w[j]) % p
				}
			}
		}
		if !slices.ContainsFunc(v[k+1:], func(n int64) bool { return n != 0 }) {
			out = append(out, hidden[k])
		}
	}
	return out
}

// pinned is a small figure that the attacker knows, with the way it was found.
func (x *attacker) pinned() (cell int, way string, found bool) {
	small := func(c int) bool { return x.truth[c] >= 1 && x.truth[c] <= 4 }
	for _, c := range x.solved() {
		if small(c) {
			return c, "equations", true
		}
	}
	x.bound()
	for c := range x.truth {
		if x.low[c] > x.truth[c] || x.high[c] < x.truth[c] {
			return c, "attacker is wrong", true
		}
		if small(c) && x.low[c] == x.high[c] {
			return c, "bounds", true
		}
	}
	return 0, "", false
}

func TestNoSmallFigureIsComputedFromAllViews(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		figure := rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 9), rapid.Int64Range(0, 80))
		agencies, procedures := rapid.IntRange(1, 5).Draw(t, "agencies"), rapid.IntRange(1, 6).Draw(t, "procedures")
		levels, fields := rapid.IntRange(1, 3).Draw(t, "levels"), rapid.IntRange(1, 3).Draw(t, "fields")
		density := rapid.IntRange(1, 4).Draw(t, "density")
		v := views(agencies, procedures, func(a int) int { return a % levels }, func(p int) int { return p % fields }, func(_, _ int) (tally, bool) {
			if rapid.IntRange(1, 4).Draw(t, "works here") > density {
				return tally{}, false
			}
			return drawn(func() int64 { return figure.Draw(t, "n") }, func(n int64) int64 { return rapid.Int64Range(0, n).Draw(t, "of") }), true
		})
		if len(v.Reports[0].Rows) == 0 {
			return
		}
		out := report.Hide(v)
		if c, way, found := attack(v, out).pinned(); found {
			t.Fatalf("cell %d of line %d (0 is the total) is known to be small by %s\n%+v", c%12, c/12, way, out)
		}
	})
}

// province is a province's quarter: 1,800 procedures of 90 fields, 75 agencies
// of three levels, most procedures rare.
func province() report.Views {
	r := rand.New(rand.NewSource(7))
	return views(75, 1800, func(a int) int { return min(a/20, 2) }, func(p int) int { return p % 90 }, func(a, p int) (tally, bool) {
		if (a*31+p*17)%25 != 0 {
			return tally{}, false
		}
		scale := int64(1 + 200/(1+p%97))
		return drawn(func() int64 { return r.Int63n(scale) }, func(n int64) int64 { return r.Int63n(n/4 + 1) }), true
	})
}

func TestAProvinceIsHiddenTogether(t *testing.T) {
	t.Parallel()
	v := province()
	out := report.Hide(v)
	x := attack(v, out)
	x.bound()
	small, guards, shown := 0, 0, 0
	for c, n := range x.truth {
		switch {
		case n >= 1 && n <= 4:
			small++
			if x.low[c] == x.high[c] {
				t.Fatalf("cell %d of line %d is known to be %d", c%12, c/12, n)
			}
		case x.hidden[c]:
			guards++
		default:
			shown++
		}
	}
	t.Logf("%d cells: %d small, %d guarded, %d shown", len(x.truth), small, guards, shown)
	if guards > 2*small {
		t.Errorf("%d figures are hidden to protect %d", guards, small)
	}
	if s := out[report.ByLevel].Sum; s.Figures[0].Hide != report.Plain || s.Late.Hide != report.Plain {
		t.Errorf("headlines are hidden: %+v", s)
	}
}

func TestAViewIsHiddenTheSameWhoeverAsks(t *testing.T) {
	t.Parallel()
	v := province()
	want := fmt.Sprint(report.Hide(v))
	slices.Reverse(v.Agencies)
	slices.Reverse(v.Procedures)
	if got := fmt.Sprint(report.Hide(v)); got != want {
		t.Error("the same figures are hidden in another way")
	}
}

// BenchmarkHide hides a province's quarter in all four views.
func BenchmarkHide(b *testing.B) {
	v := province()
	for b.Loop() {
		report.Hide(v)
	}
}
