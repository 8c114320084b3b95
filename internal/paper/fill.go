package paper

import (
	"errors"
	"fmt"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Values fills a form. Texts are printed as given: numbers, dates and money
// come formatted (15.000 đồng; 16 giờ 30 phút, thứ Sáu, ngày 26/4/2024).
type Values struct {
	Date      calendar.Date                  // the day of the paper
	Text      map[string]string              // by placeholder
	Lists     map[string][]map[string]string // rows by list name; a row's values win over Text
	Marks     []string                       // printed on every page, before the form's own mark
	Watermark string
}

// MissingError tells which value a form asks for and did not get. Its fault is
// fault.Internal "paper.value_missing": the program filled the form wrongly,
// or a corrected form asks for something unknown.
type MissingError struct {
	Form string // key and period: "01 A"
	Name string // the placeholder, or the list's name when the whole list is missing
	List string // the list whose row lacks it, "" outside lists
	Row  int    // row in the list, from 1; 0 outside lists
}

// Error names the form, the placeholder and the row.
func (e *MissingError) Error() string {
	at := ""
	if e.List != "" {
		at = fmt.Sprintf(" in row %d of list {%s}", e.Row, e.List)
	}
	return fmt.Sprintf("paper: form %s asks for {%s}%s", e.Form, e.Name, at)
}

// Unwrap gives the sentence for people.
func (e *MissingError) Unwrap() error {
	return fault.New(fault.Internal, "paper.value_missing", locale.F(
		"Chưa in được giấy theo mẫu %s vì thiếu nội dung {%s}. Hồ sơ vẫn được giữ; xin báo cán bộ quản trị xem lại biểu mẫu.",
		"The paper by form %s could not be printed: {%s} is missing. The dossier was kept; please ask the administrator to check the form.", e.Form, e.Name))
}

const (
	rowNumber = "tt" // the placeholder that counts rows
	blank     = "……" // what is printed for an optional value without content
)

// token is literal text or a placeholder.
type token struct {
	literal  string
	name     string
	optional bool
}

// scan cuts a text into literals and placeholders.
func scan(s string) ([]token, error) {
	var out []token
	var lit strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			lit.WriteString(s)
			break
		}
		lit.WriteString(s[:i])
		switch {
		case strings.HasPrefix(s[i:], "{{"), strings.HasPrefix(s[i:], "}}"):
			lit.WriteByte(s[i])
			s = s[i+2:]
			continue
		case s[i] == '}':
			return out, fmt.Errorf("a closing brace without its opening in %q", s)
		}
		end := strings.IndexAny(s[i+1:], "{}")
		if end < 0 || s[i+1+end] != '}' {
			return out, fmt.Errorf("an opening brace without its closing in %q", s[i:])
		}
		name, optional := strings.CutSuffix(s[i+1:i+1+end], "?")
		if !isName(name) {
			return out, fmt.Errorf("{%s} is not a name of a–z, 0–9 and _", name)
		}
		if lit.Len() > 0 {
			out = append(out, token{literal: lit.String()})
			lit.Reset()
		}
		out = append(out, token{name: name, optional: optional})
		s = s[i+end+2:]
	}
	if lit.Len() > 0 {
		out = append(out, token{literal: lit.String()})
	}
	return out, nil
}

func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return s != ""
}

// Fill puts values into a form. A field, paragraph or large value whose
// placeholders are all optional and empty is left out; an empty optional value
// inside other text leaves dots to write on. Errors: *MissingError;
// fault.Invalid "paper.form_invalid" for a form that was not checked by
// ParseForms.
func Fill(form Form, values Values) (Document, error) {
	f := filler{form: form, values: values}
	doc := Document{Form: form.Key, Watermark: values.Watermark, Marks: append([]string(nil), values.Marks...)}
	if !form.Confirmed {
		doc.Marks = append(doc.Marks, MarkUnconfirmed)
	}
	doc.Head.Date = values.Date
	for _, t := range []struct {
		to   *string
		text string
	}{
		{&doc.Head.Parent, form.Head.Parent}, {&doc.Head.Agency, form.Head.Agency},
		{&doc.Head.Number, form.Head.Number}, {&doc.Head.Place, form.Head.Place},
		{&doc.Copy, form.Copy}, {&doc.Footer, form.Footer},
	} {
		s, drop, err := f.text(t.text)
		if err != nil {
			return Document{}, err
		}
		if !drop {
			*t.to = s
		}
	}
	for _, t := range form.Title {
		s, _, err := f.text(t)
		if err != nil {
			return Document{}, err
		}
		doc.Title = append(doc.Title, s)
	}
	var err error
	doc.Blocks, err = f.parts(form.Body)
	if err != nil {
		return Document{}, err
	}
	return doc, nil
}

// filler fills one form; list, row and n are set inside a repeated part.
type filler struct {
	form   Form
	values Values
	list   string
	row    map[string]string
	n      int
}

// text fills one text; drop tells that all it had to say is empty.
func (f filler) text(s string) (out string, drop bool, err error) {
	tokens, err := scan(s)
	if err != nil {
		return "", false, invalidForm(err)
	}
	var b strings.Builder
	asked, given := 0, 0
	for _, t := range tokens {
		if t.name == "" {
			b.WriteString(t.literal)
			continue
		}
		if t.name == rowNumber && f.list != "" {
			b.WriteString(itoa(f.n))
			continue
		}
		asked++
		v, ok := f.row[t.name]
		if !ok {
			v, ok = f.values.Text[t.name]
		}
		v = strings.TrimSpace(strings.ToValidUTF8(v, ""))
		switch {
		case v != "":
			given++
			b.WriteString(v)
		case t.optional:
			b.WriteString(blank)
		case f.list != "" && ok: // a row's cell may be empty, not absent
			given++
		default:
			return "", false, &MissingError{Form: f.form.Key + " " + string(f.form.Period), Name: t.name, List: f.list, Row: f.n}
		}
	}
	return b.String(), asked > 0 && given == 0, nil
}

func (f filler) parts(parts []Part) ([]Block, error) {
	var out []Block
	for _, p := range parts {
		if p.Columns != nil {
			var c Columns
			for _, cell := range p.Columns {
				blocks, err := f.parts(cell.Parts)
				if err != nil {
					return nil, err
				}
				c.Cells = append(c.Cells, Cell{cell.Width, blocks})
			}
			out = append(out, c)
			continue
		}
		blocks, err := f.part(p)
		if err != nil {
			return nil, err
		}
		out = append(out, blocks...)
	}
	return out, nil
}

// part fills one part, repeating it for its list.
func (f filler) part(p Part) ([]Block, error) {
	if p.Each == "" {
		b, err := f.block(p.block())
		if err != nil || b == nil {
			return nil, err
		}
		return []Block{b}, nil
	}
	rows, ok := f.values.Lists[p.Each]
	switch {
	case len(rows) == 0 && p.Optional:
		return nil, nil
	case !ok:
		return nil, &MissingError{Form: f.form.Key + " " + string(f.form.Period), Name: p.Each}
	}
	var out []Block
	table, note := p.Table, p.Note
	var cells [][]string
	var lines []string
	for i, row := range rows {
		in := f
		in.list, in.row, in.n = p.Each, row, i+1
		b, err := in.block(p.block())
		if err != nil {
			return nil, err
		}
		switch b := b.(type) {
		case Table:
			cells = append(cells, b.Rows...)
		case Note:
			lines = append(lines, b.Lines...)
		case nil:
		default:
			out = append(out, b)
		}
	}
	switch {
	case table != nil:
		t, err := f.block(withRows(*table))
		if err != nil {
			return nil, err
		}
		if t, ok := t.(Table); ok {
			t.Rows = cells
			out = append(out, t)
		}
	case note != nil && len(lines) > 0:
		title, _, err := f.text(note.Title)
		if err != nil {
			return nil, err
		}
		out = append(out, Note{Title: title, Lines: lines})
	}
	return out, nil
}

// withRows is a table without its template row.
func withRows(t Table) Table { t.Rows = nil; return t }

// errDrop leaves out the block it is returned for.
var errDrop = errors.New("nothing to say")

// block fills one block; nil when it has nothing to say.
func (f filler) block(b Block) (Block, error) {
	switch b := b.(type) {
	case Fields:
		var out Fields
		for _, it := range b.Items {
			label, _, err := f.text(it.Label)
			if err != nil {
				return nil, err
			}
			value, drop, err := f.text(it.Value)
			if err != nil {
				return nil, err
			}
			if !drop {
				it.Label, it.Value = label, value
				out.Items = append(out.Items, it)
			}
		}
		if len(out.Items) == 0 {
			return nil, nil
		}
		return out, nil
	case Para:
		return f.para(b)
	case Big, Secret, Code128, QR:
		full, err := mapTexts(b, func(s string) (string, error) {
			out, drop, err := f.text(s)
			if err == nil && drop {
				return "", errDrop
			}
			return out, err
		})
		if errors.Is(err, errDrop) {
			return nil, nil
		}
		return full, err
	}
	return mapTexts(b, func(s string) (string, error) {
		out, drop, err := f.text(s)
		if drop {
			out = ""
		}
		return out, err
	})
}

// para fills a paragraph, judging all its runs together.
func (f filler) para(b Para) (Block, error) {
	asked, empty := 0, 0
	runs := make([]Run, len(b.Runs))
	for i, r := range b.Runs {
		s, drop, err := f.text(r.Text)
		if err != nil {
			return nil, err
		}
		if drop {
			empty++
		}
		if strings.Contains(r.Text, "{") {
			asked++
		}
		r.Text = s
		runs[i] = r
	}
	if asked > 0 && asked == empty {
		return nil, nil
	}
	b.Runs = runs
	return b, nil
}

// mapTexts copies a block with every text changed by fn.
func mapTexts(b Block, fn func(string) (string, error)) (Block, error) {
	var err error
	do := func(s string) string {
		if err != nil {
			return s
		}
		var out string
		out, err = fn(s)
		return out
	}
	all := func(ss []string) []string {
		out := make([]string, len(ss))
		for i, s := range ss {
			out[i] = do(s)
		}
		return out
	}
	switch v := b.(type) {
	case Para:
		runs := append([]Run(nil), v.Runs...)
		for i := range runs {
			runs[i].Text = do(runs[i].Text)
		}
		v.Runs = runs
		b = v
	case Fields:
		items := append([]Field(nil), v.Items...)
		for i := range items {
			items[i].Label, items[i].Value = do(items[i].Label), do(items[i].Value)
		}
		v.Items = items
		b = v
	case Table:
		v.Caption, v.Empty = do(v.Caption), do(v.Empty)
		cols := append([]Column(nil), v.Columns...)
		for i := range cols {
			cols[i].Head = do(cols[i].Head)
		}
		rows := make([][]string, len(v.Rows))
		for i, r := range v.Rows {
			rows[i] = all(r)
		}
		v.Columns, v.Rows = cols, rows
		b = v
	case Big:
		v.Label, v.Value = do(v.Label), do(v.Value)
		b = v
	case Secret:
		v.Label, v.Value = do(v.Label), do(v.Value)
		b = v
	case Code128:
		v.Label, v.Content = do(v.Label), do(v.Content)
		b = v
	case QR:
		v.Caption, v.Content = do(v.Caption), do(v.Content)
		b = v
	case Note:
		v.Title, v.Lines = do(v.Title), all(v.Lines)
		b = v
	case Signatures:
		v.Recipients = all(v.Recipients)
		cols := append([]Signature(nil), v.Columns...)
		for i := range cols {
			cols[i].Role, cols[i].Note, cols[i].Name = do(cols[i].Role), do(cols[i].Note), do(cols[i].Name)
		}
		v.Columns = cols
		b = v
	}
	return b, err
}
