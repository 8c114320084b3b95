package paper

// table sets a ruled table, one piece a row (a very high row in several).
func (p *press) table(b Table, width float64) []piece {
	var out []piece
	if b.Caption != "" {
		out = p.text([]ink{{b.Caption, style{size: p.set.body}}}, width, 0, p.set.para, Left)
		for i := range out {
			out[i].keep = true
		}
	}
	widths := columnWidths(b.Columns, width)
	heads := make([]string, len(b.Columns))
	for i, c := range b.Columns {
		heads[i] = c.Head
	}
	head := stack(p.row(heads, b.Columns, widths, true))
	head.gap, head.keep = 1, true
	out = append(out, head)
	for _, r := range b.Rows {
		out = append(out, p.row(r, b.Columns, widths, false)...)
	}
	if len(b.Rows) == 0 && b.Empty != "" {
		out = append(out, p.row([]string{b.Empty}, []Column{{Align: Center}}, []float64{width}, false)...)
	}
	for i := range out {
		if !out[i].keep {
			out[i].head = &head
		}
	}
	return out
}

func columnWidths(cols []Column, width float64) []float64 {
	parts := make([]float64, len(cols))
	for i, c := range cols {
		parts[i] = c.Width
	}
	return shares(parts, width)
}

// shares divides a width in proportion to parts, evenly when they say nothing.
func shares(parts []float64, width float64) []float64 {
	total := 0.0
	for _, w := range parts {
		total += max(w, 0)
	}
	out := make([]float64, len(parts))
	for i, w := range parts {
		out[i] = width / float64(len(parts))
		if total > 0 {
			out[i] = width * max(w, 0) / total
		}
	}
	return out
}

// rowLimit is how many lines of a row stand in one piece: about half a page.
const rowLimit = 24

// row sets one table row; rows over rowLimit lines are cut between lines.
func (p *press) row(texts []string, cols []Column, widths []float64, head bool) []piece {
	cells := make([][]line, len(cols))
	n := 1
	for i := range cols {
		if i < len(texts) {
			ink := []ink{{texts[i], style{bold: head, size: p.set.table}}}
			cells[i] = p.lines(ink, max(widths[i]-2*cellPad, 1), 0)
		}
		n = max(n, len(cells[i]))
	}
	var out []piece
	for from := 0; from < n; from += rowLimit {
		out = append(out, p.strip(cells, cols, widths, from, min(from+rowLimit, n), n, head))
	}
	return out
}

// strip is the part of a row from one line to another, of total lines.
func (p *press) strip(cells [][]line, cols []Column, widths []float64, from, to, total int, head bool) piece {
	step := p.set.table * leading * mmPerPoint
	h := float64(to-from)*step + 1.2
	return piece{h: h, draw: func(x, y float64) {
		for i, ls := range cells {
			w := widths[i]
			p.pdf.Line(x, y, x, y+h)
			p.pdf.Line(x+w, y, x+w, y+h)
			if from == 0 {
				p.pdf.Line(x, y, x+w, y)
			}
			if to == total {
				p.pdf.Line(x, y+h, x+w, y+h)
			}
			align := cols[i].Align
			at := y + 0.6
			if head {
				align = Center
				at += float64(to-from-len(ls)) * step / 2
			}
			if align == "" {
				align = Left
			}
			for k := from; k < min(to, len(ls)); k++ {
				p.drawLine(ls[k], x+cellPad, at, w-2*cellPad, align)
				at += step
			}
			x += w
		}
	}}
}
