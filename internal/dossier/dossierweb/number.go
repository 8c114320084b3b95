package dossierweb

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// nextNumber is what a document would bear that got its number now.
type nextNumber struct {
	symbol string
	number int64
}

// String is the number as it stands on a document: "18/KQ-TTHC".
func (n nextNumber) String() string { return documentNumber(n.number, n.symbol) }

// numberView is what the clerk sees before a number is taken.
type numberView struct {
	form *web.Form
	next []nextNumber // the one that is taken unless the clerk says otherwise first
	kept bool         // from the agency's recorded books: no other symbol goes
	year int

	booksPath string
}

func numberFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	day := v.people.day
	last, err := p.Casework.LastNumbers(ctx, v.s.Agency, day)
	if err != nil {
		return nil, err
	}
	n := numberView{form: f, year: day.Year, booksPath: "/quan-tri/co-quan/" + v.s.Agency + "/so"}
	var open []org.Book
	if open, n.kept = v.s.Books(v.people.o, day); n.kept {
		n.next = nextOfBooks(open, last, day.Year)
	} else {
		n.next = nextOfSymbols(v.s.UsualSymbol(), last)
	}
	return numberForm(n), nil
}

// nextOfBooks are the numbers that open books would give now.
func nextOfBooks(open []org.Book, last map[string]int64, year int) []nextNumber {
	out := make([]nextNumber, len(open))
	for i, b := range open {
		before := last[b.Symbol]
		if before == 0 {
			before = max(b.FirstIn(year)-1, 0)
		}
		out[i] = nextNumber{b.Symbol, before + 1}
	}
	return out
}

// nextOfSymbols are the numbers that the usual symbol and those used this year
// would give now.
func nextOfSymbols(usual string, last map[string]int64) []nextNumber {
	out := []nextNumber{{usual, last[usual] + 1}}
	for _, symbol := range slices.Sorted(maps.Keys(last)) {
		if symbol != usual {
			out = append(out, nextNumber{symbol, last[symbol] + 1})
		}
	}
	return out
}

// others are the numbers after the first, in words.
func (n numberView) others() string {
	out := make([]string, 0, len(n.next))
	for _, x := range n.next[1:] {
		out = append(out, x.String())
	}
	return strings.Join(out, ", ")
}

// books are the choices among several open books.
func (n numberView) books() []ui.OptionProps {
	out := make([]ui.OptionProps, len(n.next))
	for i, x := range n.next {
		out[i] = ui.OptionProps{
			Value: x.symbol, Text: ui.S(x.symbol), Chosen: i == 0,
			Hint: locale.F("Số tiếp theo dự kiến: %s", "The next number would be %s", x.String()),
		}
	}
	return out
}

func symbolHint(usual string, year int) locale.Text {
	return locale.F("Để trống: lấy ký hiệu thường dùng %[1]s. Số là số tiếp theo của ký hiệu đó trong sổ văn bản đi năm %[2]d.", "Empty: the usual symbol %[1]s. The number is the next one of that symbol in the book of %[2]d.", usual, year)
}
