package paper

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Period is the legal period of a form.
type Period string

// The periods: until 30/6/2025 by NĐ 61/2018 and TT 01/2018/TT-VPCP, from
// 01/7/2025 by NĐ 118/2025 and TT 03/2025/TT-VPCP.
const (
	PeriodA Period = "A"
	PeriodB Period = "B"
)

// PeriodOf is the period in force on a day.
func PeriodOf(day calendar.Date) Period {
	if day.Before(calendar.D(2025, 7, 1)) {
		return PeriodA
	}
	return PeriodB
}

// Form is the wording of a form (biểu mẫu) as data. Its texts hold
// placeholders: {ma_ho_so} must have a value, {email?} may be empty, {{ and }}
// print braces, {tt} counts the rows of a repeated part.
type Form struct {
	Key       string   `json:"key"`    // number in the circular: "01"
	Period    Period   `json:"period"` // the legal period it belongs to
	Version   int      `json:"version"`
	Source    string   `json:"source"`    // the text that issued the form
	Confirmed bool     `json:"confirmed"` // compared with the issued form by a person
	Head      FormHead `json:"head"`
	Title     []string `json:"title"`
	Copy      string   `json:"copy,omitempty"`
	Footer    string   `json:"footer,omitempty"`
	Body      []Part   `json:"body"`
}

// FormHead is the letterhead of a form; its date is that of the paper.
type FormHead struct {
	Parent string `json:"parent,omitempty"`
	Agency string `json:"agency"`
	Number string `json:"number,omitempty"`
	Place  string `json:"place,omitempty"`
}

// Part is one block of a form: exactly one of the block fields is set.
type Part struct {
	// Each names a list of Values: the paragraph or fields are repeated for
	// each of its rows, or the table's or note's one template row is.
	Each string `json:"each,omitempty"`
	// Optional drops the part when its list is absent or empty.
	Optional bool `json:"optional,omitempty"`

	Para       *Para       `json:"para,omitempty"`
	Fields     *Fields     `json:"fields,omitempty"`
	Table      *Table      `json:"table,omitempty"`
	Big        *Big        `json:"big,omitempty"`
	Secret     *Secret     `json:"secret,omitempty"`
	Code128    *Code128    `json:"code128,omitempty"`
	QR         *QR         `json:"qr,omitempty"`
	Note       *Note       `json:"note,omitempty"`
	Signatures *Signatures `json:"signatures,omitempty"`
	Columns    []PartCell  `json:"columns,omitempty"`
}

// PartCell is one of the parts standing side by side.
type PartCell struct {
	Width float64 `json:"width"`
	Parts []Part  `json:"parts"`
}

//go:embed forms.json
var formsJSON []byte

// Forms gives the forms that come with the product, those of both periods, read
// once. What no circular has a form for has a word as its key: "dung" is the
// notice of a stop before 01/7/2025.
//
//nolint:gochecknoglobals // parsed once, then constant
var Forms = sync.OnceValues(func() ([]Form, error) { return ParseForms(formsJSON) })

// FormFor picks the newest version of a form for the day of the paper; pass
// the clerk's corrected forms after the built-in ones. Error: fault.NotFound
// "paper.form_missing".
func FormFor(forms []Form, key string, day calendar.Date) (Form, error) {
	var best *Form
	for i := range forms {
		f := &forms[i]
		if f.Key == key && f.Period == PeriodOf(day) && (best == nil || f.Version >= best.Version) {
			best = f
		}
	}
	if best == nil {
		return Form{}, fault.New(fault.NotFound, "paper.form_missing", locale.F(
			"Chưa có biểu mẫu %s dùng cho ngày %[2]s. Hồ sơ vẫn được giữ; xin báo cán bộ quản trị bổ sung biểu mẫu.",
			"There is no form %s for %[2]s. The dossier was kept; please ask the administrator to add the form.", key, day))
	}
	return *best, nil
}

// ParseForms reads and checks forms written as JSON, an array of Form. Unknown
// members are refused so that a slip of the pen cannot lose a line. Error:
// fault.Invalid "paper.form_invalid" with the place in its cause.
func ParseForms(data []byte) ([]Form, error) {
	var forms []Form
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&forms); err != nil {
		return nil, invalidForm(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, invalidForm(errors.New("text after the array of forms"))
	}
	seen := map[string]bool{}
	for _, f := range forms {
		id := fmt.Sprintf("%s/%s/%d", f.Key, f.Period, f.Version)
		if seen[id] {
			return nil, invalidForm(fmt.Errorf("form %s: written twice", id))
		}
		seen[id] = true
		if err := f.check(); err != nil {
			return nil, invalidForm(fmt.Errorf("form %s: %w", id, err))
		}
	}
	return forms, nil
}

func invalidForm(err error) error {
	return fault.New(fault.Invalid, "paper.form_invalid", locale.F(
		"Chưa dùng được biểu mẫu vừa sửa: %s. Biểu mẫu đang dùng vẫn giữ nguyên; xin sửa chỗ này rồi gửi lại.",
		"The corrected form cannot be used: %s. The form in use is unchanged; please correct this place and send it again.", err)).Because(err)
}

func (f Form) check() error {
	switch {
	case f.Key == "":
		return errors.New("no key")
	case f.Period != PeriodA && f.Period != PeriodB:
		return fmt.Errorf("period %q is not A or B", f.Period)
	case f.Version < 1:
		return errors.New("version is below 1")
	case len(f.Title) == 0 || f.Head.Agency == "" || len(f.Body) == 0:
		return errors.New("title, agency and body are required")
	}
	for i, p := range f.Body {
		if err := p.check(); err != nil {
			return fmt.Errorf("body[%d]: %w", i, err)
		}
	}
	_, err := f.Placeholders()
	return err
}

// check verifies that a part is one block and can be repeated if it is.
func (p Part) check() error {
	kinds := 0
	for _, set := range []bool{p.Para != nil, p.Fields != nil, p.Table != nil, p.Big != nil, p.Secret != nil,
		p.Code128 != nil, p.QR != nil, p.Note != nil, p.Signatures != nil, p.Columns != nil} {
		if set {
			kinds++
		}
	}
	if kinds != 1 {
		return fmt.Errorf("a part is exactly one block, not %d", kinds)
	}
	repeats := p.Para != nil || p.Fields != nil || p.Table != nil || p.Note != nil
	if p.Each != "" && !repeats {
		return errors.New("only para, fields, table and note repeat")
	}
	if t := p.Table; t != nil {
		if len(t.Columns) == 0 || p.Each != "" && len(t.Rows) != 1 {
			return errors.New("a table needs columns and, when it repeats, one template row")
		}
		for _, r := range t.Rows {
			if len(r) != len(t.Columns) {
				return fmt.Errorf("a row has %d cells for %d columns", len(r), len(t.Columns))
			}
		}
		for _, c := range t.Columns {
			if c.Width <= 0 {
				return fmt.Errorf("column %q has no width", c.Head)
			}
		}
	}
	if p.Note != nil && p.Each != "" && len(p.Note.Lines) != 1 {
		return errors.New("a repeated note needs one template line")
	}
	for _, c := range p.Columns {
		if c.Width <= 0 {
			return errors.New("a column has no width")
		}
		for i, inner := range c.Parts {
			if inner.Columns != nil {
				return errors.New("columns inside columns")
			}
			if err := inner.check(); err != nil {
				return fmt.Errorf("column part[%d]: %w", i, err)
			}
		}
	}
	return nil
}

// Placeholder is a value that a form asks for.
type Placeholder struct {
	List     string // the list whose rows carry it, "" for the paper's own values
	Name     string
	Optional bool
}

// Placeholders lists what a form asks for, sorted; a list appears once with an
// empty name. Error: a brace that is not closed or an empty name.
func (f Form) Placeholders() ([]Placeholder, error) {
	found := map[Placeholder]bool{}
	look := func(list, text string) error {
		tokens, err := scan(text)
		for _, t := range tokens {
			if t.name != "" && t.name != rowNumber {
				found[Placeholder{list, t.name, t.optional}] = true
			}
		}
		return err
	}
	for _, s := range append([]string{f.Head.Parent, f.Head.Agency, f.Head.Number, f.Head.Place, f.Copy, f.Footer}, f.Title...) {
		if err := look("", s); err != nil {
			return nil, err
		}
	}
	var walk func(parts []Part) error
	walk = func(parts []Part) error {
		for _, p := range parts {
			if p.Each != "" {
				found[Placeholder{List: p.Each, Optional: p.Optional}] = true
			}
			err := p.texts(func(s string) error { return look(p.Each, s) })
			for _, c := range p.Columns {
				err = errors.Join(err, walk(c.Parts))
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(f.Body); err != nil {
		return nil, err
	}
	out := slices.Collect(maps.Keys(found))
	slices.SortFunc(out, func(a, b Placeholder) int {
		return strings.Compare(fmt.Sprint(a.List, "\x00", a.Name, a.Optional), fmt.Sprint(b.List, "\x00", b.Name, b.Optional))
	})
	return out, nil
}

// texts calls fn with every text of a part's own block.
func (p Part) texts(fn func(string) error) error {
	b := p.block()
	if b == nil {
		return nil
	}
	_, err := mapTexts(b, func(s string) (string, error) { return s, fn(s) })
	return err
}

// block is the part's block with its placeholders, nil for columns.
func (p Part) block() Block {
	switch {
	case p.Para != nil:
		return *p.Para
	case p.Fields != nil:
		return *p.Fields
	case p.Table != nil:
		return *p.Table
	case p.Big != nil:
		return *p.Big
	case p.Secret != nil:
		return *p.Secret
	case p.Code128 != nil:
		return *p.Code128
	case p.QR != nil:
		return *p.QR
	case p.Note != nil:
		return *p.Note
	case p.Signatures != nil:
		return *p.Signatures
	}
	return nil
}
