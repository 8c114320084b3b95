package ui

import "context"

func column(p TableProps, i int) Column {
	if i < len(p.Columns) {
		return p.Columns[i]
	}
	return Column{}
}

// cardLabel is what stands before a cell when rows are shown as cards.
func cardLabel(ctx context.Context, c Column) string {
	if c.Hidden {
		return ""
	}
	return Say(ctx, c.Head)
}

// pageNumbers are the pages to offer: the first, the last, and one on each
// side of the current one; 0 stands for a gap.
func pageNumbers(page, pages int) []int {
	var out []int
	last := 0
	for n := 1; n <= pages; n++ {
		if n != 1 && n != pages && (n < page-1 || n > page+1) {
			continue
		}
		if n > last+1 {
			out = append(out, 0)
		}
		out = append(out, n)
		last = n
	}
	return out
}

func taskID(id string, i int) string { return "task-" + id + "-" + itoa(i+1) }

// stepMark is what stands in a step's circle; the words beside it say the same.
func stepMark(s Step, i, current int) string {
	switch {
	case i == current:
	case s.Done:
		return "✓"
	case !s.Lack.IsZero():
		return "!"
	}
	return itoa(i + 1)
}
