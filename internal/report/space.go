package report

import "math/bits"

// prime is what the equations are solved modulo: their coefficients are small,
// so that what is zero modulo it is zero.
const prime = 1<<31 - 1

// vector is a change of one line's figures.
type vector [width]uint64

// space is a set of such changes that is closed under addition: its reduced
// echelon basis, which is the same for the same set.
type space struct {
	basis [width]vector
	rank  int
	pivot uint16 // columns that lead a vector
}

func inverse(a uint64) uint64 {
	out, power := uint64(1), a
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = out * power % prime
		}
		power = power * power % prime
	}
	return out
}

// take subtracts f times w.
func (v *vector) take(f uint64, w *vector) {
	if f == 0 {
		return
	}
	f = prime - f
	for k := range v {
		v[k] = (v[k] + f*w[k]) % prime
	}
}

// add widens the space by a vector.
func (s *space) add(v vector) {
	for i := range s.rank {
		v.take(v[s.leads(i)], &s.basis[i])
	}
	lead := -1
	var f uint64
	for k, x := range v {
		if x != 0 {
			lead, f = k, x
			break
		}
	}
	if lead < 0 {
		return
	}
	if f != 1 {
		f = inverse(f)
		for k := range v {
			v[k] = v[k] * f % prime
		}
	}
	at := bits.OnesCount16(s.pivot & (1<<lead - 1))
	copy(s.basis[at+1:s.rank+1], s.basis[at:s.rank])
	s.basis[at] = v
	s.rank++
	s.pivot |= 1 << lead
	for i := range s.rank {
		if i != at {
			s.basis[i].take(s.basis[i][lead], &v)
		}
	}
}

// leads is the column that leads basis vector i.
func (s *space) leads(i int) int {
	p := s.pivot
	for range i {
		p &= p - 1
	}
	return bits.TrailingZeros16(p)
}

// join is all changes that are one of s and one of o together.
func (s space) join(o space) space {
	if s.rank < o.rank {
		s, o = o, s
	}
	for i := range o.rank {
		s.add(o.basis[i])
	}
	return s
}

// against is what is orthogonal to the space: the equations that define it.
func (s space) against() space {
	var out space
	for k := range width {
		if s.pivot>>k&1 == 1 {
			continue
		}
		v := vector{}
		v[k] = 1
		for i := range s.rank {
			v[s.leads(i)] = (prime - s.basis[i][k]) % prime
		}
		out.add(v)
	}
	return out
}

// meet is the changes that are in both.
func (s space) meet(o space) space {
	if s.rank == width || o.rank == 0 {
		return o
	}
	if o.rank == width || s.rank == 0 {
		return s
	}
	return s.against().join(o.against()).against()
}

// reaches reports whether some change moves column k.
func (s space) reaches(k int) bool {
	for i := range s.rank {
		if s.basis[i][k] != 0 {
			return true
		}
	}
	return false
}

// everything is all changes.
func everything() space { return space{}.against() }

// solve answers the small figures that the equations fix, all sums taken
// together and as numbers of any size and sign: what no change leaves free. A
// line's figures are one vector; the lines are a tree under the total, so what
// each may do is worked out from the leaves up and from the total down.
func (n *net) solve() []exposure {
	lines := map[uint16]space{}
	n.root.rise(func(line int) space {
		var hidden uint16
		for k := range width {
			if n.hide[line*width+k] != Plain {
				hidden |= 1 << k
			}
		}
		s, ok := lines[hidden]
		if !ok {
			s = within(hidden)
			lines[hidden] = s
		}
		return s
	})
	n.root.moves = n.root.free
	var out []exposure
	n.root.fall(func(x *node) {
		for k := range width {
			if c := x.line*width + k; small(n.n[c]) && !x.moves.reaches(k) {
				out = append(out, exposure{c, -1})
			}
		}
	})
	return out
}

// within is how one line may change where only some columns are hidden.
func within(hidden uint16) space {
	var shown space
	for k := range width {
		if hidden>>k&1 == 0 {
			v := vector{}
			v[k] = 1
			shown.add(v)
		}
	}
	for _, ks := range identities() {
		v := vector{}
		for i, k := range ks {
			v[k] = 1
			if i == 0 {
				v[k] = prime - 1
			}
		}
		shown.add(v)
	}
	return shown.against()
}

// rise works out free for the node and all below it.
func (x *node) rise(line func(int) space) {
	if x.line >= 0 {
		x.free = line(x.line)
	} else {
		x.free = everything()
	}
	for _, g := range x.groups {
		var all space
		last := all
		for _, c := range g {
			c.rise(line)
			if c.free != last {
				all, last = all.join(c.free), c.free
			}
		}
		x.free = x.free.meet(all)
	}
}

// fall works out moves for all below the node, and shows every line.
func (x *node) fall(show func(*node)) {
	if x.line >= 0 {
		show(x)
	}
	for _, g := range x.groups {
		kinds, order := map[space]int{}, []space{}
		for _, c := range g {
			if kinds[c.free]++; kinds[c.free] == 1 {
				order = append(order, c.free)
			}
		}
		before, after := x.moves, make([]space, len(order)+1) // what the whole and the others leave to one of a kind
		for i := len(order) - 1; i >= 0; i-- {
			after[i] = after[i+1].join(order[i])
		}
		moves := make(map[space]space, len(order))
		for i, kind := range order {
			rest := before.join(after[i+1])
			if before = before.join(kind); kinds[kind] > 1 {
				rest = rest.join(kind)
			}
			moves[kind] = kind.meet(rest)
		}
		for _, c := range g {
			c.moves = moves[c.free]
			c.fall(show)
		}
	}
}
