package setting

import "strings"

// Piece is a stretch of words in a comparison of two texts.
type Piece struct {
	Text string
	Kind PieceKind
}

// PieceKind says in which of the two texts a piece stands.
type PieceKind int

// The kinds of pieces.
const (
	Kept PieceKind = iota
	Removed
	Added
)

// mostCompared bounds the comparison: longer texts are shown one after another.
const mostCompared = 800

// Difference compares two texts word by word: what was kept, removed, added, in
// the order of reading.
func Difference(before, after string) []Piece {
	a, b := strings.Fields(before), strings.Fields(after)
	if len(a) > mostCompared || len(b) > mostCompared {
		return join([]Piece{{before, Removed}, {after, Added}})
	}
	// common[i][j] is the longest common sequence of a[i:] and b[j:].
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []Piece
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, Piece{a[i], Kept})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			out = append(out, Piece{a[i], Removed})
			i++
		default:
			out = append(out, Piece{b[j], Added})
			j++
		}
	}
	return join(out)
}

// join puts neighbours of a kind together.
func join(pieces []Piece) []Piece {
	var out []Piece
	for _, p := range pieces {
		if n := len(out); n > 0 && out[n-1].Kind == p.Kind {
			out[n-1].Text += " " + p.Text
			continue
		}
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}
