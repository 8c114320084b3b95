package report

import "slices"

// cover hides the small figures, then guards until none can be computed: first
// what bounds drawn through the sums fix, then what their equations do. Each
// round hides at least one figure more or says less of one, so it ends; with
// everything hidden, nothing is fixed, since any figures may be doubled.
func (n *net) cover() {
	for c, v := range n.n {
		if small(v) {
			n.put(c, Few)
		}
	}
	b := newBounds(n)
	for {
		exposed := b.draw()
		if len(exposed) == 0 {
			exposed = n.solve()
		}
		if len(exposed) == 0 {
			return
		}
		n.round(exposed, b)
	}
}

// exposure is a small figure that can be computed, and the sum that last did;
// -1 when it takes several.
type exposure struct{ cell, sum int }

// round guards the exposed figures: those that a sum with shown figures fixes,
// or, where all that is left has none, each near itself. What a figure just
// guarded may have covered too is looked at again in the next round, and so is
// what only followed from the others.
func (n *net) round(exposed []exposure, b *bounds) {
	near := map[int]bool{}
	again := func(e exposure) bool {
		return near[e.sum] || slices.ContainsFunc(n.of[e.cell], func(i int) bool { return near[i] && len(n.sums[i].cells) <= width })
	}
	guard := func(cell int) {
		n.put(cell, Guard)
		for _, i := range n.of[cell] {
			near[i] = true
		}
	}
	for _, e := range exposed {
		if e.sum < 0 || again(e) {
			continue
		}
		if r, ok := n.best(&n.sums[e.sum]); ok {
			guard(n.behind(e.sum, r, b).cell)
		}
	}
	if len(near) > 0 {
		return
	}
	for _, e := range exposed {
		if again(e) {
			continue
		}
		cell, found := 0, false
		if e.sum >= 0 {
			cell, found = n.trace(e.sum, b)
		}
		if !found {
			cell = n.widen(e.cell)
		}
		guard(cell)
	}
}

// behind answers something better to guard than a total, where there is: what
// bounds the figures that are guarded in the same sum already, or those that
// bound them.
func (n *net) behind(sum int, r rank, b *bounds) rank {
	if r.weight < 2 {
		return r
	}
	seen, queue := map[int]bool{sum: true}, []int{sum}
	for at := 0; at < len(queue); at++ {
		s := &n.sums[queue[at]]
		if other, ok := n.best(s); ok && other.before(r) {
			r = other
		}
		for _, c := range slices.Concat(s.wholes, s.parts) {
			for _, why := range []int{b.lowered[c], b.raised[c]} {
				if n.hide[c] == Guard && why >= 0 && !seen[why] {
					seen[why] = true
					queue = append(queue, why)
				}
			}
		}
	}
	return r
}

// trace follows the bounds that met in a sum back to where they came from, and
// answers the first figure on the way that can be hidden or of which less can
// be said: "<5" tells too much of a sum whose parts are as small.
func (n *net) trace(from int, b *bounds) (int, bool) {
	seen, queue := map[int]bool{from: true}, []int{from}
	few := -1
	for at := 0; at < len(queue); at++ {
		s := &n.sums[queue[at]]
		if r, ok := n.best(s); ok {
			return r.cell, true
		}
		if i := slices.IndexFunc(s.wholes, func(c int) bool { return n.hide[c] == Few }); i >= 0 {
			return s.wholes[i], true
		}
		for _, c := range slices.Concat(s.wholes, s.parts) {
			if few < 0 && n.hide[c] == Few {
				few = c
			}
			for _, why := range []int{b.lowered[c], b.raised[c]} {
				if why >= 0 && !seen[why] {
					seen[why] = true
					queue = append(queue, why)
				}
			}
		}
	}
	return few, few >= 0
}

// widen answers a figure to guard among the sums of the cell, then among
// those of the hidden cells in them, and so on.
func (n *net) widen(cell int) int {
	seen, ring := map[int]bool{cell: true}, []int{cell}
	for len(ring) > 0 {
		best, found := rank{}, false
		var next []int
		for _, from := range ring {
			for _, i := range n.of[from] {
				s := &n.sums[i]
				if r, ok := n.best(s); ok && (!found || r.before(best)) {
					best, found = r, true
				}
				for _, c := range slices.Concat(s.wholes, s.parts) {
					if !seen[c] {
						seen[c] = true
						next = append(next, c)
					}
				}
			}
		}
		if found {
			return best.cell
		}
		ring = next
	}
	for _, want := range []Hiding{Plain, Few} {
		for c, v := range n.n {
			if v > 0 && n.hide[c] == want {
				return c
			}
		}
	}
	return cell
}

// rank orders what could be guarded: parts before their sums, the total of
// all last, since headlines stand on them; then what stands in the fewest sums
// that would give it away again; then the smallest.
type rank struct {
	weight, alone int
	n             int64
	cell          int
}

func (r rank) before(o rank) bool {
	switch {
	case r.weight != o.weight:
		return r.weight < o.weight
	case r.alone != o.alone:
		return r.alone < o.alone
	case r.n != o.n:
		return r.n < o.n
	}
	return r.cell < o.cell
}

func (n *net) rank(cell int, whole bool) rank {
	r := rank{n: n.n[cell], cell: cell}
	if whole {
		r.weight = 1
	}
	if cell < width {
		r.weight += 2
	}
	for _, i := range n.of[cell] {
		if len(n.sums[i].wholes)+len(n.sums[i].parts) == 0 {
			r.alone++
		}
	}
	return r
}

// best is the shown figure of a sum, above the threshold, that is best guarded.
func (n *net) best(s *sum) (rank, bool) {
	best, found := rank{}, false
	for i, c := range s.cells {
		if n.hide[c] != Plain || n.n[c] < Small {
			continue
		}
		if r := n.rank(c, i < s.left); !found || r.before(best) {
			best, found = r, true
		}
	}
	return best, found
}

// unbounded is the upper bound of a figure of which nothing is known.
const unbounded = int64(1) << 62

// bounds are what a reader can tell of each hidden figure by drawing bounds
// from sum to sum until nothing moves. They only narrow while a cell stays as
// it is hidden; a figure more hidden starts them anew.
type bounds struct {
	net             *net
	low, high       []int64
	raised, lowered []int // the sums that last moved low and high; -1 for none
	queued          []bool
	queue, moved    []int
}

func newBounds(n *net) *bounds {
	all := len(n.n)
	return &bounds{net: n, low: make([]int64, all), high: make([]int64, all), raised: make([]int, all), lowered: make([]int, all), queued: make([]bool, len(n.sums))}
}

// draw answers the small figures that are fixed, each with the sum that fixed
// it, in the order of finding.
func (b *bounds) draw() []exposure {
	n := b.net
	for c, h := range n.hide {
		b.raised[c], b.lowered[c] = -1, -1
		switch {
		case h == Few:
			b.low[c], b.high[c] = 1, Small-1
		case h == Guard && small(n.n[c]): // it says nothing but that there is something
			b.low[c], b.high[c] = 1, unbounded
		case h == Guard:
			b.low[c], b.high[c] = Small, unbounded
		}
	}
	b.queue = b.queue[:0]
	for i, s := range n.sums {
		if b.queued[i] = len(s.wholes)+len(s.parts) > 0; b.queued[i] {
			b.queue = append(b.queue, i)
		}
	}
	var out []exposure
	fixed := map[int]bool{}
	round := len(b.queue) // what this round found out may rest on; later rounds only draw conclusions
	for at := 0; at < len(b.queue); at++ {
		if at == round {
			if len(out) > 0 {
				return out
			}
			round = len(b.queue)
		}
		i := b.queue[at]
		b.queued[i] = false
		for _, c := range b.through(i) {
			if b.low[c] == b.high[c] && small(n.n[c]) && !fixed[c] {
				fixed[c] = true
				out = append(out, exposure{c, i})
			}
			for _, j := range n.of[c] {
				if !b.queued[j] && j != i {
					b.queued[j] = true
					b.queue = append(b.queue, j)
				}
			}
		}
	}
	return out
}

// side is the sum of bounds of one side, open upwards or not.
type side struct {
	low, high int64
	open      int // how many have no upper bound
}

func (b *bounds) side(cells []int) side {
	var s side
	for _, c := range cells {
		s.low += b.low[c]
		if b.high[c] == unbounded {
			s.open++
		} else {
			s.high += b.high[c]
		}
	}
	return s
}

// through narrows the hidden cells of one sum and answers those that moved,
// until the next call.
// wholes + known = parts.
func (b *bounds) through(i int) []int {
	s := &b.net.sums[i]
	wholes, parts := b.side(s.wholes), b.side(s.parts)
	b.moved = b.moved[:0]
	narrow := func(c int, own, other side, shift int64) {
		low, high := b.low[c], b.high[c]
		restOpen, restHigh := own.open, own.high-high
		if high == unbounded {
			restOpen, restHigh = own.open-1, own.high
		}
		if other.open == 0 {
			b.high[c] = min(high, other.high+shift-(own.low-low))
		}
		if restOpen == 0 {
			b.low[c] = max(low, other.low+shift-restHigh)
		}
		if b.low[c] != low {
			b.raised[c] = i
		}
		if b.high[c] != high {
			b.lowered[c] = i
		}
		if b.low[c] != low || b.high[c] != high {
			b.moved = append(b.moved, c)
		}
	}
	for _, c := range s.wholes {
		narrow(c, wholes, parts, -s.known)
	}
	for _, c := range s.parts {
		narrow(c, parts, wholes, s.known)
	}
	return b.moved
}
