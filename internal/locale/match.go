package locale

import "strings"

// The quality of a word of a query against a word of a text.
const (
	exactWord  = 1.0
	telexWord  = 0.9  // typed with Telex keys and no input method
	prefixWord = 0.6  // plus up to 0.3 by how much of the word was typed
	slipWord   = 0.55 // one slip of a key
)

// The parts of a score; they add up to fullScore.
const (
	fullScore     = 1000
	qualityShare  = 550 // how well the words of the query were met
	coverageShare = 300 // how much of the text the query spoke of
	phraseShare   = 150 // how many neighbours stayed neighbours
	initialsScore = 500
	codeScore     = 2000 // the code itself was typed
)

// Match reports whether text answers query, forgiving marks, capitals, word
// order, unfinished words, and one slip of a key in words of four letters or
// more, and how well: the higher the better, shorter texts before longer ones.
// A query that is the text's own code comes before everything. For more than a
// few texts use an Index.
func Match(query, text string) (score int, ok bool) {
	b := NewIndexBuilder()
	b.Add("", text, 1, 0)
	hits := b.Build().Search(query, 1)
	if len(hits) == 0 {
		return 0, false
	}
	return hits[0].Score, true
}

// wordQuality tells how well the query's word q meets the text's word w; 0 is
// not at all.
func wordQuality(q, w string, slips bool) float32 {
	switch {
	case q == w:
		return exactWord
	case strings.HasPrefix(w, q):
		return prefixWord + 0.3*float32(len(q))/float32(len(w))
	case slips && max(len(q), len(w)) >= 4 && oneSlip(q, w) && !hasDigit(q) && !hasDigit(w):
		return slipWord
	}
	return 0
}

// oneSlip reports whether a and b differ by exactly one letter too many, too
// few, wrong, or by two neighbours swapped. It compares bytes: folded
// Vietnamese is ASCII.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// untelex reads a folded word that was typed with Telex keys while no input
// method was on: "ddawng" is dang, "kys" ky, "sinhs" sinh.
func untelex(w string) string {
	var b strings.Builder
	for i := range len(w) {
		c := w[i]
		switch {
		case c == 'w' || c == 'j' || c == 'z' || c == 'f':
			continue
		case i > 0 && c == w[i-1] && strings.IndexByte("aeod", c) >= 0:
			continue
		case i > 0 && (c == 's' || c == 'r' || c == 'x') && !telexStays(w, i):
			continue
		}
		b.WriteByte(c)
	}
	return foldY(b.String())
}

// telexStays reports whether the s, r or x at w[i] is a letter and no tone: it
// begins the word, or follows t (tr).
func telexStays(w string, i int) bool { return w[i] == 'r' && i == 1 && w[0] == 't' }
