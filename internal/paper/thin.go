package paper

import (
	"encoding/binary"
	"maps"
	"slices"
)

// common reports whether a rune belongs to the letters that nearly all papers
// use: Latin with every Vietnamese mark, punctuation, currency and arrows.
func common(r int) bool {
	switch {
	case r < 0x0250, r >= 0x0300 && r < 0x0370, r >= 0x1E00 && r < 0x1F00:
		return true
	}
	return r >= 0x2000 && r < 0x2070 || r >= 0x20A0 && r < 0x20C0 || r >= 0x2100 && r < 0x2300 || r >= 0x25A0 && r < 0x2600
}

// thin is a font file without the Unicode entries that common does not name and
// without the tables that the PDF library skips: it reads such a file faster,
// and it reads the file for every document.
func thin(t map[string][]byte, glyphs map[int]int) []byte {
	small := map[int]int{}
	for r, g := range glyphs {
		if common(r) {
			small[r] = g
		}
	}
	keep := map[string][]byte{"cmap": writeCmap(small)}
	for _, name := range []string{"OS/2", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"} {
		keep[name] = t[name]
	}
	return writeTables(keep)
}

// writeCmap writes a Unicode map of the basic plane in format 4, one segment
// for each stretch where rune and glyph advance together.
func writeCmap(glyphs map[int]int) []byte {
	type segment struct{ start, end, delta int }
	var segs []segment
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		delta := glyphs[r] - r
		if n := len(segs); n > 0 && segs[n-1].end == r-1 && segs[n-1].delta == delta {
			segs[n-1].end = r
			continue
		}
		segs = append(segs, segment{r, r, delta})
	}
	segs = append(segs, segment{0xFFFF, 0xFFFF, 1})
	var out []byte
	put := func(vs ...int) {
		for _, v := range vs {
			out = binary.BigEndian.AppendUint16(out, uint16(v&0xFFFF))
		}
	}
	n, search, entry := len(segs), 1, 0
	for search*2 <= n {
		search, entry = search*2, entry+1
	}
	put(0, 1, 3, 1, 0, 12)                                // one subtable: Windows, Unicode BMP
	put(4, 16+8*n, 0, 2*n, 2*search, entry, 2*(n-search)) // format 4
	column := func(of func(segment) int) {
		for _, s := range segs {
			put(of(s))
		}
	}
	column(func(s segment) int { return s.end })
	put(0)
	column(func(s segment) int { return s.start })
	column(func(s segment) int { return s.delta })
	column(func(segment) int { return 0 })
	return out
}

// writeTables writes a TrueType file. Checksums stay zero: the file is read by
// the PDF library only, which writes a new one.
func writeTables(t map[string][]byte) []byte {
	out := []byte{0, 1, 0, 0}
	out = binary.BigEndian.AppendUint16(out, uint16(len(t)))
	out = append(out, 0, 0, 0, 0, 0, 0)
	at := len(out) + 16*len(t)
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(t)) {
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t[name])))
		body = append(body, t[name]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}
