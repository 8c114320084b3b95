package paper

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/text/unicode/norm"
)

// face is one style of the type family, read once and never changed, so that
// any number of documents can be set at the same time.
type face struct {
	ttf   []byte
	small []byte   // ttf for documents whose letters are all common
	has   []bool   // by rune of the basic plane: the face has the letter
	width []uint16 // likewise: its advance in 1/1000 em
}

// style picks a face and a size in points.
type style struct {
	bold, italic bool
	size         float64
}

// key is fpdf's style string.
func (s style) key() string {
	switch {
	case s.bold && s.italic:
		return "BI"
	case s.bold:
		return "B"
	case s.italic:
		return "I"
	}
	return ""
}

// loadFaces reads the four faces. Liberation Serif has the metrics of Times New
// Roman, which NĐ 30/2020 prescribes, and every letter of Vietnamese.
//
//nolint:gochecknoglobals // read once, then constant
var loadFaces = sync.OnceValues(func() (map[string]*face, error) {
	faces := map[string]*face{}
	for key, ttf := range map[string][]byte{
		"": liberationserifregular.TTF, "B": liberationserifbold.TTF,
		"I": liberationserifitalic.TTF, "BI": liberationserifbolditalic.TTF,
	} {
		f, err := readFace(ttf)
		if err != nil {
			return nil, fmt.Errorf("paper: face %q: %w", key, err)
		}
		faces[key] = f
	}
	return faces, nil
})

// tables finds the tables of a TrueType file.
func tables(ttf []byte) map[string][]byte {
	out := map[string][]byte{}
	n := int(binary.BigEndian.Uint16(ttf[4:]))
	for i := range n {
		rec := ttf[12+16*i:]
		at, size := binary.BigEndian.Uint32(rec[8:]), binary.BigEndian.Uint32(rec[12:])
		out[string(rec[:4])] = ttf[at : at+size]
	}
	return out
}

// readFace reads the advance of every rune of the basic plane.
func readFace(ttf []byte) (*face, error) {
	t := tables(ttf)
	glyphs, err := runeGlyphs(t["cmap"])
	if err != nil {
		return nil, err
	}
	em := int(binary.BigEndian.Uint16(t["head"][18:]))
	long := int(binary.BigEndian.Uint16(t["hhea"][34:]))
	f := &face{ttf: ttf, small: thin(t, glyphs), has: make([]bool, 1<<16), width: make([]uint16, 1<<16)}
	for r, g := range glyphs {
		adv := int(binary.BigEndian.Uint16(t["hmtx"][4*min(g, long-1):]))
		f.has[r] = true
		f.width[r] = uint16((adv*1000 + em/2) / em)
	}
	return f, nil
}

// runeGlyphs reads the Unicode map of the basic plane (cmap format 4).
func runeGlyphs(cmap []byte) (map[int]int, error) {
	u16 := func(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
	for i := range u16(cmap, 2) {
		rec := cmap[4+8*i:]
		if u16(rec, 0) != 3 || u16(rec, 2) != 1 {
			continue
		}
		sub := cmap[binary.BigEndian.Uint32(rec[4:]):]
		if u16(sub, 0) != 4 {
			continue
		}
		out := map[int]int{}
		size := u16(sub, 6) // twice the number of segments
		for s := 0; s < size; s += 2 {
			end, start := u16(sub, 14+s), u16(sub, 16+size+s)
			delta, offset := u16(sub, 16+2*size+s), u16(sub, 16+3*size+s)
			for r := start; r <= end && r != 0xFFFF; r++ {
				g := r
				if offset != 0 {
					g = u16(sub, 16+3*size+s+offset+2*(r-start))
				}
				if g = (g + delta) & 0xFFFF; g != 0 {
					out[r] = g
				}
			}
		}
		return out, nil
	}
	return nil, errors.New("no Unicode map")
}

// substitute stands for a character that the face lacks.
const substitute = '□'

// clean prepares text for setting: NFC, no control characters but the line
// feed, and a white square for each letter outside the type family (the HTML
// twin keeps the letter itself).
func (p *press) clean(f *face, s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.C, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		case int(r) >= len(f.has) || !f.has[r]:
			return substitute
		}
		if !common(int(r)) {
			p.rare = true
		}
		return r
	}, s)
}

// measure is the width of cleaned text in millimetres.
func (f *face) measure(s string, size float64) float64 {
	w := 0
	for _, r := range s {
		if int(r) < len(f.width) {
			w += int(f.width[r])
		}
	}
	return float64(w) * size * mmPerPoint / 1000
}

const mmPerPoint = 25.4 / 72
