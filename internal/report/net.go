package report

import "slices"

// width is how many figures stand in a line: those of Columns, and Late.
const (
	lateColumn = 11
	width      = lateColumn + 1
)

// identities of one line, by column: what stands first is the sum of the rest.
func identities() [][]int {
	return [][]int{{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10}, {0, 4, 8}, {lateColumn, 7, 10}}
}

// net is all lines of all views with the sums that tie them. Line 0 is the
// total, which every view prints; a cell is line × width + column.
type net struct {
	n     []int64
	hide  []Hiding
	first []int   // the first line of each report
	sums  []sum   // every sum that a reader can form without combining others
	of    [][]int // the sums that a cell stands in
	root  *node   // the total, with what it is the sum of
}

// sum says that the cells before left and those from it on add up to the same.
// hidden lists those that are not shown, wholes first; known is what the shown
// wholes are more than the shown parts.
type sum struct {
	cells  []int
	left   int
	wholes []int // hidden ones
	parts  []int
	known  int64
}

// node is a line, or several lines that are only known together (line < 0),
// as the sum of each of its groups.
type node struct {
	line   int
	groups [][]*node
	free   space // how the line and all below may change while nothing shown does
	moves  space // of that, what all the rest allows
}

func newNet(v Views, total Row) *net {
	n := &net{root: &node{}}
	n.add(total)
	index := map[By]map[string]int{}
	for _, r := range v.Reports {
		n.first = append(n.first, len(n.n)/width)
		at := map[string]int{}
		for _, row := range r.Rows {
			at[row.Key] = len(n.n) / width
			n.add(row)
		}
		index[r.By] = at
	}
	n.hide = make([]Hiding, len(n.n))
	for line := range len(n.n) / width {
		for _, ks := range identities() {
			var cells []int
			for _, k := range ks {
				cells = append(cells, line*width+k)
			}
			n.sums = append(n.sums, sum{cells: cells, left: 1})
		}
	}
	for i, r := range v.Reports {
		lines := make([]int, len(r.Rows))
		for j := range lines {
			lines[j] = n.first[i] + j
		}
		n.columns([]int{0}, lines)
	}
	n.hang(index[ByLevel], index[ByAgency], v.Agencies)
	n.hang(index[ByField], index[ByProcedure], v.Procedures)
	n.of = make([][]int, len(n.n))
	room := make([]int, 16*len(n.n)) // a cell stands in nine sums at most, but for odd clusters
	for c := range n.of {
		n.of[c] = room[16*c : 16*c : 16*c+16]
	}
	for i, s := range n.sums {
		for j, c := range s.cells {
			n.of[c] = append(n.of[c], i)
			if j < s.left {
				n.sums[i].known += n.n[c]
			} else {
				n.sums[i].known -= n.n[c]
			}
		}
	}
	return n
}

func (n *net) add(row Row) {
	for _, c := range Columns() {
		n.n = append(n.n, row.Of(c))
	}
	n.n = append(n.n, row.Late())
}

// columns adds, for each column, that the wholes are the sum of the parts.
func (n *net) columns(wholes, parts []int) {
	for k := range width {
		s := sum{left: len(wholes), cells: make([]int, 0, len(wholes)+len(parts))}
		for _, lines := range [][]int{wholes, parts} {
			for _, l := range lines {
				s.cells = append(s.cells, l*width+k)
			}
		}
		n.sums = append(n.sums, s)
	}
}

// hang ties the lines of a coarse and a fine view to the total and to each
// other, by the parts that hang together.
func (n *net) hang(coarse, fine map[string]int, parts []Part) {
	var group []*node
	for _, c := range clusters(coarse, fine, parts) {
		wholes, leaves := nodes(c[0]), nodes(c[1])
		if len(wholes) > 0 && len(leaves) > 0 {
			n.columns(c[0], c[1])
		}
		switch {
		case len(wholes) == 1:
			if len(leaves) > 0 {
				wholes[0].groups = [][]*node{leaves}
			}
			group = append(group, wholes[0])
		case len(wholes) == 0:
			group = append(group, leaves...)
		case len(leaves) == 0:
			group = append(group, wholes...)
		default:
			group = append(group, &node{line: -1, groups: [][]*node{wholes, leaves}})
		}
	}
	if len(group) > 0 {
		n.root.groups = append(n.root.groups, group)
	}
}

func nodes(lines []int) []*node {
	out := make([]*node, len(lines))
	for i, l := range lines {
		out[i] = &node{line: l}
	}
	return out
}

// clusters are the lines of two views that hang together by the parts: the
// coarse ones and the fine ones of each, in the order of their lines.
func clusters(coarse, fine map[string]int, parts []Part) [][2][]int {
	parent := map[int]int{}
	var find func(int) int
	find = func(l int) int {
		if up, ok := parent[l]; ok && up != l {
			parent[l] = find(up)
			return parent[l]
		}
		return l
	}
	for _, p := range parts {
		row, there := fine[p.Row]
		of, known := coarse[p.Of]
		if a, b := find(row), find(of); there && known && a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	found := map[int]*[2][]int{}
	var heads []int
	for i, lines := range []map[string]int{coarse, fine} {
		for _, l := range lines {
			h := find(l)
			if found[h] == nil {
				found[h] = &[2][]int{}
				heads = append(heads, h)
			}
			found[h][i] = append(found[h][i], l)
		}
	}
	slices.Sort(heads)
	out := make([][2][]int, len(heads))
	for i, h := range heads {
		slices.Sort(found[h][0])
		slices.Sort(found[h][1])
		out[i] = *found[h]
	}
	return out
}

// row is a line as it is published.
func (n *net) row(line int, row Row) PublicRow {
	p := PublicRow{Key: row.Key, Name: row.Name}
	at := func(k int) Figure {
		if c := line*width + k; n.hide[c] == Plain {
			return Figure{N: n.n[c]}
		}
		return Figure{Hide: n.hide[line*width+k]}
	}
	for k := range p.Figures {
		p.Figures[k] = at(k)
	}
	p.Late = at(lateColumn)
	return p
}

// put hides a cell, or hides it otherwise.
func (n *net) put(cell int, h Hiding) {
	if n.hide[cell] == Plain {
		for _, i := range n.of[cell] {
			s := &n.sums[i]
			if slices.Index(s.cells[:s.left], cell) >= 0 {
				s.known -= n.n[cell]
				s.wholes = append(s.wholes, cell)
			} else {
				s.known += n.n[cell]
				s.parts = append(s.parts, cell)
			}
		}
	}
	n.hide[cell] = h
}
