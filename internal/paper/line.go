package paper

import (
	"strings"
	"unicode/utf8"
)

// span is cleaned text in one style.
type span struct {
	text  string
	style style
	width float64 // mm
}

// word is what a line never breaks inside: spans without a space between them.
type word struct {
	spans []span
	width float64
	space float64 // width of the space after it, mm
	brk   bool    // the line ends after it (a line feed in the source)
}

// line is one set line of a paragraph.
type line struct {
	words []word
	width float64 // natural width, mm
	last  bool    // the last before a line feed or the end: not stretched
}

// height is the line's height: the leading of its largest type, mm.
func (l line) height() float64 {
	size := 0.0
	for _, w := range l.words {
		for _, s := range w.spans {
			size = max(size, s.style.size)
		}
	}
	return size * leading * mmPerPoint
}

// ink is a styled stretch of a paragraph before it is broken into lines.
type ink struct {
	text  string
	style style
}

// words cuts inks at spaces and line feeds.
func (p *press) words(inks []ink) []word {
	var out []word
	var cur word
	flush := func(space float64, brk bool) {
		if len(cur.spans) == 0 {
			if brk && len(out) > 0 {
				out[len(out)-1].brk = true
			}
			return
		}
		cur.space, cur.brk = space, brk
		out, cur = append(out, cur), word{}
	}
	for _, in := range inks {
		f := p.faces[in.style.key()]
		space := f.measure(" ", in.style.size)
		for i, row := range strings.Split(p.clean(f, in.text), "\n") {
			if i > 0 {
				flush(space, true)
			}
			for j, piece := range strings.Split(row, " ") {
				if j > 0 {
					flush(space, false)
				}
				if piece == "" {
					continue
				}
				w := f.measure(piece, in.style.size)
				cur.spans = append(cur.spans, span{piece, in.style, w})
				cur.width += w
			}
		}
	}
	flush(0, false)
	return out
}

// chop cuts a word wider than a line into pieces that fit.
func (p *press) chop(w word, width float64) []word {
	var out []word
	cur := word{}
	for _, s := range w.spans {
		f := p.faces[s.style.key()]
		for rest := s.text; rest != ""; {
			n, used := 0, 0.0
			for n < len(rest) {
				_, size := utf8.DecodeRuneInString(rest[n:])
				step := f.measure(rest[n:n+size], s.style.size)
				if cur.width+used+step > width && (n > 0 || len(cur.spans) > 0) {
					break
				}
				n, used = n+size, used+step
			}
			if n > 0 {
				cur.spans = append(cur.spans, span{rest[:n], s.style, used})
				cur.width += used
			}
			if rest = rest[n:]; rest != "" {
				out, cur = append(out, cur), word{}
			}
		}
	}
	cur.space, cur.brk = w.space, w.brk
	return append(out, cur)
}

// balanced breaks inks into as few lines as lines does, but of even length, as
// headings are set.
func (p *press) balanced(inks []ink, width float64) []line {
	best := p.lines(inks, width, 0)
	if len(best) < 2 {
		return best
	}
	for w := width - 2; w > width/3; w -= 2 {
		ls := p.lines(inks, w, 0)
		if len(ls) > len(best) {
			break
		}
		best = ls
	}
	return best
}

// lines breaks inks into lines of a width; first is the indent of line one.
func (p *press) lines(inks []ink, width, first float64) []line {
	var out []line
	var cur line
	room := width - first
	end := func(last bool) {
		cur.last = last
		out, cur, room = append(out, cur), line{}, width
	}
	for _, w := range p.words(inks) {
		pieces := []word{w}
		if w.width > width {
			pieces = p.chop(w, width)
		}
		for _, piece := range pieces {
			gap := 0.0
			if n := len(cur.words); n > 0 {
				gap = cur.words[n-1].space
			}
			if len(cur.words) > 0 && cur.width+gap+piece.width > room+0.001 {
				end(false)
				gap = 0
			}
			cur.words = append(cur.words, piece)
			cur.width += gap + piece.width
			if piece.brk {
				end(true)
			}
		}
	}
	if len(cur.words) > 0 {
		end(true)
	}
	return out
}

// drawLine sets a line with its top left corner at (x, y) in a width.
func (p *press) drawLine(l line, x, y, width float64, align Align) {
	extra := 0.0 // what each space is widened by
	switch {
	case align == Center:
		x += (width - l.width) / 2
	case align == Right:
		x += width - l.width
	case align == "" && !l.last && len(l.words) > 1:
		extra = (width - l.width) / float64(len(l.words)-1)
	}
	base := y + l.height()*0.77
	var run span
	start := x
	put := func() {
		if run.text != "" {
			p.setText(run, start, base, x-start, extra > 0)
		}
		run, start = span{}, x
	}
	for i, w := range l.words {
		for j, s := range w.spans {
			text, width := s.text, s.width
			if j == len(w.spans)-1 && i < len(l.words)-1 {
				text, width = text+" ", width+w.space+extra
			}
			if run.text != "" && run.style != s.style {
				put()
			}
			run.text, run.style = run.text+text, s.style
			x += width
		}
	}
	put()
}

// setText prints one span on a baseline; a stretched one fills its width
// exactly by widening its spaces (fpdf's "J").
func (p *press) setText(s span, x, base, width float64, stretch bool) {
	p.setFont(s.style)
	size := s.style.size * mmPerPoint
	align := "L"
	if stretch && strings.Contains(s.text, " ") {
		align = "J"
	}
	// fpdf puts a cell's baseline at y + h/2 + 0.3 size; with h = size that is 0.8 size.
	p.pdf.SetXY(x, base-0.8*size)
	p.pdf.CellFormat(width, size, s.text, "", 0, align, false, 0, "")
}
