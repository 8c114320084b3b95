package paper

import (
	"slices"
	"strings"
	"unicode"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// lineBreak stands for a line feed inside a text of a sheet.
const lineBreak = " ⏎ "

// Sheet (bản lời văn) is the wording of a form as a clerk corrects it: its
// titles, labels and sentences in reading order, one a line, with their
// placeholders. What holds placeholders alone is not in it.
func (f Form) Sheet() string {
	var lines []string
	_, _ = f.mapped(func(s string) (string, error) {
		if worded(s) {
			lines = append(lines, strings.ReplaceAll(s, "\n", lineBreak))
		}
		return s, nil
	})
	return strings.Join(lines, "\n")
}

// WithSheet is the form with a corrected sheet. Every line keeps its place and
// the placeholders that it has. Error: fault.Invalid "paper.sheet_lines",
// "paper.sheet_placeholder" or "paper.form_invalid" with the line's number.
func (f Form) WithSheet(sheet string) (Form, error) {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(sheet, "\r\n", "\n"), " \t\n"), "\n")
	if want := strings.Count(f.Sheet(), "\n") + 1; len(lines) != want {
		return f, fault.New(fault.Invalid, "paper.sheet_lines", locale.F(
			"Lời văn có %d dòng, mẫu có %d dòng. Xin giữ đúng số dòng; mỗi dòng là một đề mục, nhãn hoặc câu của mẫu.",
			"The sheet has %d lines, the form %d. Please keep the number of lines; each is a title, label or sentence of the form.", len(lines), want))
	}
	n := 0
	return f.mapped(func(s string) (string, error) {
		if !worded(s) {
			return s, nil
		}
		line := strings.ReplaceAll(strings.TrimSpace(lines[n]), strings.TrimSpace(lineBreak), "\n")
		n++
		return line, sameHolders(n, s, line)
	})
}

// worded reports whether a text says something beside its placeholders.
func worded(s string) bool {
	tokens, err := scan(s)
	return err == nil && slices.ContainsFunc(tokens, func(t token) bool {
		return t.name == "" && strings.ContainsFunc(t.literal, unicode.IsLetter)
	})
}

// sameHolders: a corrected line asks for what the line asked for.
func sameHolders(n int, before, after string) error {
	was, err := holders(before)
	if err != nil {
		return err
	}
	is, err := holders(after)
	if err != nil {
		return err
	}
	refuse := func(vi, en, name string) error {
		return fault.New(fault.Invalid, "paper.sheet_placeholder", locale.F(vi, en, n, name))
	}
	for _, name := range was {
		if !slices.Contains(is, name) {
			return refuse("Dòng %d thiếu ô thay thế {%s}. Xin giữ nguyên ô này.", "Line %d lacks the placeholder {%s}. Please keep it.", name)
		}
	}
	for _, name := range is {
		if !slices.Contains(was, name) {
			return refuse("Dòng %d dùng ô thay thế {%s}, dòng này không có. Xin bỏ ô này.", "Line %d uses the placeholder {%s}, which does not belong there. Please remove it.", name)
		}
	}
	if strings.TrimSpace(after) == "" {
		return fault.New(fault.Invalid, "paper.sheet_empty", locale.F("Dòng %d còn trống. Xin ghi lời văn.", "Line %d is empty. Please write it.", n))
	}
	return nil
}

func holders(s string) ([]string, error) {
	tokens, err := scan(s)
	if err != nil {
		return nil, invalidForm(err)
	}
	var out []string
	for _, t := range tokens {
		if t.name == "" {
			continue
		}
		if t.optional {
			t.name += "?"
		}
		out = append(out, t.name)
	}
	return out, nil
}

// mapped copies a form with every text changed by fn, in reading order.
func (f Form) mapped(fn func(string) (string, error)) (Form, error) {
	var err error
	do := func(s string) string {
		if err != nil {
			return s
		}
		out, e := fn(s)
		err = e
		return out
	}
	f.Head.Parent, f.Head.Agency, f.Head.Number, f.Head.Place = do(f.Head.Parent), do(f.Head.Agency), do(f.Head.Number), do(f.Head.Place)
	f.Title = slices.Clone(f.Title)
	for i := range f.Title {
		f.Title[i] = do(f.Title[i])
	}
	f.Copy = do(f.Copy)
	f.Body = mappedParts(f.Body, func(s string) (string, error) { return do(s), err })
	f.Footer = do(f.Footer)
	return f, err
}

func mappedParts(parts []Part, fn func(string) (string, error)) []Part {
	out := slices.Clone(parts)
	for i := range out {
		out[i].Columns = slices.Clone(out[i].Columns)
		for c := range out[i].Columns {
			out[i].Columns[c].Parts = mappedParts(out[i].Columns[c].Parts, fn)
		}
		if b := out[i].block(); b != nil {
			b, _ = mapTexts(b, fn) // fn keeps its first error
			out[i].set(b)
		}
	}
	return out
}

// set puts a block into the part's field of its kind.
func (p *Part) set(b Block) {
	switch b := b.(type) {
	case Para:
		p.Para = &b
	case Fields:
		p.Fields = &b
	case Table:
		p.Table = &b
	case Big:
		p.Big = &b
	case Secret:
		p.Secret = &b
	case Code128:
		p.Code128 = &b
	case QR:
		p.QR = &b
	case Note:
		p.Note = &b
	case Signatures:
		p.Signatures = &b
	case Columns:
	}
}
