package paper

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// compose sets head, title and body into pieces.
func (p *press) compose() ([]piece, error) {
	out := p.head()
	out = append(out, p.title()...)
	for i, b := range p.doc.Blocks {
		ps, err := p.block(b, textWidth)
		if err != nil {
			return nil, err
		}
		if _, sign := b.(Signatures); sign && i > 0 && len(out) > 0 {
			out[len(out)-1].keep = true // signatures never stand alone on a page
		}
		out = append(out, ps...)
	}
	return out, nil
}

// block sets one block in a width.
func (p *press) block(b Block, width float64) ([]piece, error) {
	switch b := b.(type) {
	case Para:
		return p.para(b, width), nil
	case Fields:
		return p.fields(b, width), nil
	case Table:
		return p.table(b, width), nil
	case Big:
		return p.big(b, width), nil
	case Secret:
		return p.secret(b, width), nil
	case Code128:
		return p.code128(b, width)
	case QR:
		return p.qr(b, width)
	case Note:
		return p.note(b, width), nil
	case Signatures:
		return p.signatures(b, width), nil
	case Columns:
		return p.columns(b, width)
	}
	return nil, nil // Block is sealed: nothing else exists
}

// text sets inks as pieces, one a line, without a lonely first or last line.
func (p *press) text(inks []ink, width, first, gap float64, align Align) []piece {
	ls := p.lines(inks, width, first)
	if align == Center {
		ls = p.balanced(inks, width)
	}
	out := make([]piece, len(ls))
	for i, l := range ls {
		in := 0.0
		if i == 0 {
			in = first
		}
		out[i] = piece{h: l.height(), keep: len(ls) > 1 && (i == 0 || i == len(ls)-2),
			draw: func(x, y float64) { p.drawLine(l, x+in, y, width-in, align) }}
	}
	if len(out) > 0 {
		out[0].gap = gap
	}
	return out
}

// stack makes one piece of several, for what must not break.
func stack(ps []piece) piece {
	if len(ps) == 0 {
		return piece{draw: func(_, _ float64) {}}
	}
	h := ps[0].h
	for _, q := range ps[1:] {
		h += q.gap + q.h
	}
	return piece{h: h, gap: ps[0].gap, draw: func(x, y float64) {
		for i, q := range ps {
			if i > 0 {
				y += q.gap
			}
			q.draw(x, y)
			y += q.h
		}
	}}
}

// underline is a rule of a length centred in a width.
func (p *press) underline(width, length float64) piece {
	return piece{h: 1, gap: 0.6, draw: func(x, y float64) {
		p.pdf.Line(x+(width-length)/2, y, x+(width+length)/2, y)
	}}
}

// widest is the width of the longest line of a text.
func (p *press) widest(text string, s style, width float64) float64 {
	w := 0.0
	for _, l := range p.lines([]ink{{text, s}}, width, 0) {
		w = max(w, l.width)
	}
	return w
}

// head sets the letterhead: agencies left, nation right, then number and date.
func (p *press) head() []piece {
	const left, right = 70.0, textWidth - 70.0
	h := p.doc.Head
	caps, bold := style{size: sizeHead}, style{bold: true, size: sizeHead}
	motto := style{bold: true, size: p.set.body}
	agency := strings.ToUpper(h.Agency)
	var l []piece
	if h.Parent != "" {
		l = append(l, p.text([]ink{{strings.ToUpper(h.Parent), caps}}, left-4, 0, 0, Center)...)
	}
	l = append(l, p.text([]ink{{agency, bold}}, left-4, 0, 0, Center)...)
	l = append(l, p.underline(left-4, p.widest(agency, bold, left-4)*0.4))
	r := p.text([]ink{{nationName, bold}}, right, 0, 0, Center)
	r = append(r, p.text([]ink{{nationMotto, motto}}, right, 0, 0, Center)...)
	r = append(r, p.underline(right, p.widest(nationMotto, motto, right)))
	top := p.beside([]float64{left, right}, [][]piece{l, r})
	var num []piece
	if h.Number != "" {
		num = p.text([]ink{{h.Number, style{size: p.set.body}}}, left-4, 0, 0, Center)
	}
	date := p.text([]ink{{h.DateLine(), style{italic: true, size: p.set.body}}}, right, 0, 0, Center)
	second := p.beside([]float64{left, right}, [][]piece{num, date})
	second.gap = 1
	return []piece{top, second}
}

// beside puts stacks of pieces side by side in one piece.
func (p *press) beside(widths []float64, cells [][]piece) piece {
	stacks := make([]piece, len(cells))
	h := 0.0
	for i, c := range cells {
		stacks[i] = stack(c)
		h = max(h, stacks[i].h)
	}
	return piece{h: h, draw: func(x, y float64) {
		for i, s := range stacks {
			s.draw(x, y)
			x += widths[i]
		}
	}}
}

// title sets the name of the paper, its subject and which copy it is.
func (p *press) title() []piece {
	var out []piece
	for i, t := range p.doc.Title {
		s, gap := style{bold: true, size: p.set.body}, 0.8
		if i == 0 {
			t, s.size, gap = strings.ToUpper(t), sizeTitle, 4
		}
		out = append(out, p.text([]ink{{t, s}}, textWidth, 0, gap, Center)...)
	}
	if n := len(out); n > 0 && p.doc.Copy == "" {
		out = append(out, piece{h: 2, keep: true, draw: func(_, _ float64) {}})
	}
	if p.doc.Copy != "" {
		out = append(out, p.text([]ink{{p.doc.Copy, style{italic: true, size: p.set.table}}}, textWidth, 0, 0.4, Center)...)
	}
	for i := range out {
		out[i].keep = true
	}
	return out
}

func (p *press) para(b Para, width float64) []piece {
	inks := make([]ink, len(b.Runs))
	for i, r := range b.Runs {
		inks[i] = ink{r.Text, style{r.Bold, r.Italic, p.set.body}}
	}
	first := 0.0
	if b.Indent {
		first = indent
	}
	return p.text(inks, width, first, p.set.para+1.3, b.Align)
}

// fieldInks sets a field as "label: value".
func (p *press) fieldInks(f Field) []ink {
	label := f.Label
	if label != "" {
		label += ": "
	}
	return []ink{{label, style{size: p.set.body}}, {f.Value, style{bold: f.Strong, size: p.set.body}}}
}

func (p *press) fields(b Fields, width float64) []piece {
	var out []piece
	for i := 0; i < len(b.Items); i++ {
		f := b.Items[i]
		if f.Half && i+1 < len(b.Items) && b.Items[i+1].Half {
			if pc, ok := p.pair(f, b.Items[i+1], width); ok {
				out = append(out, pc)
				i++
				continue
			}
		}
		out = append(out, p.text(p.fieldInks(f), width, 0, p.set.para, "")...)
	}
	return out
}

// pair sets two fields on one line, the second from the middle if both fit so.
func (p *press) pair(a, b Field, width float64) (piece, bool) {
	const between = 6.0
	l, r := p.lines(p.fieldInks(a), width, 0), p.lines(p.fieldInks(b), width, 0)
	if len(l) != 1 || len(r) != 1 {
		return piece{}, false
	}
	at := max(width/2, l[0].width+between)
	if at+r[0].width > width {
		at = width - r[0].width
	}
	if at < l[0].width+between {
		return piece{}, false
	}
	return piece{h: max(l[0].height(), r[0].height()), gap: p.set.para, draw: func(x, y float64) {
		p.drawLine(l[0], x, y, width, Left)
		p.drawLine(r[0], x+at, y, width-at, Left)
	}}, true
}

func (p *press) big(b Big, width float64) []piece {
	inks := []ink{{b.Label + ": ", style{size: p.set.body}}, {b.Value, style{bold: true, size: sizeBig}}}
	return p.text(inks, width, 0, p.set.para, Left)
}

func (p *press) secret(b Secret, width float64) []piece {
	out := p.text([]ink{{b.Label, style{size: p.set.table}}}, width, 0, p.set.block, Center)
	return append(out, p.text([]ink{{strings.Join(b.Groups(), "  "), style{bold: true, size: 20}}}, width, 0, 0.6, Center)...)
}

func (p *press) note(b Note, width float64) []piece {
	var out []piece
	if b.Title != "" {
		out = p.text([]ink{{b.Title, style{bold: true, size: p.set.note}}}, width, 0, p.set.block, Left)
		for i := range out {
			out[i].keep = true
		}
	}
	for _, l := range b.Lines {
		out = append(out, p.text([]ink{{l, style{size: p.set.note}}}, width, 0, 0.2, Left)...)
	}
	return out
}

func (p *press) columns(b Columns, width float64) ([]piece, error) {
	parts := make([]float64, len(b.Cells))
	for i, c := range b.Cells {
		parts[i] = c.Width
	}
	widths, cells := shares(parts, width), make([][]piece, len(b.Cells))
	for i, c := range b.Cells {
		for _, inner := range c.Blocks {
			ps, err := p.block(inner, max(widths[i]-2, 1))
			if err != nil {
				return nil, err
			}
			cells[i] = append(cells[i], ps...)
		}
	}
	pc := p.beside(widths, cells)
	pc.gap = p.set.block
	return []piece{pc}, nil
}

// signatures sets the places to sign as one piece.
func (p *press) signatures(b Signatures, width float64) []piece {
	n := max(len(b.Columns), 1)
	if n == 1 || len(b.Recipients) > 0 {
		n = len(b.Columns) + 1 // the left place stays empty or takes "Nơi nhận"
	}
	w := width / float64(n)
	var cells [][]piece
	if n > len(b.Columns) {
		cells = append(cells, p.recipients(b.Recipients, w))
	}
	role := 0.0 // the names stand on one line whatever the roles' lengths
	for _, c := range b.Columns {
		role = max(role, stack(p.signer(c, w-2)).h)
	}
	for _, c := range b.Columns {
		s := p.signer(c, w-2)
		gap := p.set.sign + role - stack(s).h
		s = append(s, p.text([]ink{{c.Name, style{bold: true, size: p.set.body}}}, w-2, 0, gap, Center)...)
		if c.Name == "" {
			s = append(s, piece{h: 5, gap: gap, draw: func(_, _ float64) {}})
		}
		cells = append(cells, s)
	}
	widths := make([]float64, len(cells))
	for i := range widths {
		widths[i] = w
	}
	pc := p.beside(widths, cells)
	pc.gap = 3
	return []piece{pc}
}

func (p *press) signer(c Signature, width float64) []piece {
	s := p.text([]ink{{strings.ToUpper(c.Role), style{bold: true, size: p.set.body}}}, width, 0, 0, Center)
	if c.Note != "" {
		s = append(s, p.text([]ink{{c.Note, style{italic: true, size: p.set.table}}}, width, 0, 0, Center)...)
	}
	return s
}

func (p *press) recipients(list []string, width float64) []piece {
	if len(list) == 0 {
		return nil
	}
	out := p.text([]ink{{"Nơi nhận:", style{bold: true, italic: true, size: 12}}}, width, 0, 0, Left)
	for i, r := range list {
		end := ";"
		if i == len(list)-1 {
			end = "."
		}
		out = append(out, p.text([]ink{{"- " + r + end, style{size: 11}}}, width, 0, 0, Left)...)
	}
	return out
}
