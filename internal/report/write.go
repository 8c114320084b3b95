package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"motcua/internal/locale"
)

// The formats that a report is written in.
const (
	JSON = "json"
	CSV  = "csv"
)

// WriteCLI writes a report for `motcua report ii06a`, as JSON or CSV.
func WriteCLI(w io.Writer, r Report, format string) error {
	switch format {
	case JSON, "":
		return WriteJSON(w, r)
	case CSV:
		return WriteCSV(w, r)
	}
	return fmt.Errorf("report: format %q: use json or csv", format)
}

type jsonRow struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Line
}

type jsonOutside struct {
	Key string `json:"key"`
	Beside
	Outside
}

type jsonReport struct {
	Definition string    `json:"definition"`
	Position   int64     `json:"position"`
	From       string    `json:"from"`
	To         string    `json:"to"`
	Rows       []jsonRow `json:"rows"`
	Annex      jsonAnnex `json:"annex"`
}

// jsonAnnex is what the report says beside its thirteen columns: which kind of
// rows, when open dossiers were judged, and per row what is part of a column
// or stands outside all.
type jsonAnnex struct {
	By        By            `json:"by"`
	AsAt      string        `json:"as_at"` // RFC 3339
	Running   bool          `json:"running"`
	Simulated bool          `json:"simulated"`
	Rows      []jsonOutside `json:"rows"`
}

// WriteJSON writes a report as one JSON object: definition, position, from,
// to, rows of the columns 3 to 13, and the annex.
func WriteJSON(w io.Writer, r Report) error {
	out := jsonReport{
		Definition: r.Definition, Position: r.Position, From: r.Period.From.String(), To: r.Period.To.String(),
		Rows:  make([]jsonRow, 0, len(r.Rows)),
		Annex: jsonAnnex{By: r.By, AsAt: r.AsAt.String(), Running: r.Running(), Simulated: r.Simulated, Rows: make([]jsonOutside, 0, len(r.Rows))},
	}
	for _, row := range r.Rows {
		out.Rows = append(out.Rows, jsonRow{row.Key, row.Name.VI, row.Line})
		out.Annex.Rows = append(out.Annex.Rows, jsonOutside{row.Key, row.Beside, row.Outside})
	}
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// csvKeys are the English keys of the second line, csvNames the Vietnamese
// words of the first, with the printed numbers of the columns.
func csvHead() (names, keys []string) {
	numbers := map[Cell]string{}
	for i, c := range Columns() {
		numbers[c] = "(" + strconv.Itoa(i+3) + ") "
	}
	names, keys = []string{"(1) Mã", "(2) Tên"}, []string{"key", "name"}
	for _, c := range Cells() {
		names, keys = append(names, numbers[c]+c.Name().VI), append(keys, string(c))
	}
	return append(names, "Định nghĩa", "Vị trí nhật ký", "Từ ngày", "Đến hết ngày", "Tính đến"), append(keys, "definition", "position", "from", "to", "as_at")
}

func (r Report) csvTail() []string {
	definition := r.Definition
	if r.Simulated {
		definition += " (SỐ LIỆU MÔ PHỎNG)"
	}
	return []string{definition, strconv.FormatInt(r.Position, 10), r.Period.From.String(), r.Period.To.String(), r.AsAt.String()}
}

// WriteCSV writes a report for spreadsheets: UTF-8 with a byte order mark, the
// first line in Vietnamese, the second the English keys, then one line a row
// and the total. Each line carries definition, position and period, so that it
// can be cited alone.
func WriteCSV(w io.Writer, r Report) error {
	lines := make([][]string, 0, len(r.Rows)+1)
	for _, row := range append(r.Rows[:len(r.Rows):len(r.Rows)], r.Total()) {
		line := []string{safe(row.Key), safe(row.Name.VI)}
		for _, c := range Cells() {
			line = append(line, strconv.FormatInt(row.Of(c), 10))
		}
		lines = append(lines, append(line, r.csvTail()...))
	}
	names, keys := csvHead()
	return writeLines(w, append([][]string{names, keys}, lines...))
}

func writeLines(w io.Writer, lines [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.WriteAll(lines); err != nil {
		return err
	}
	return c.Error()
}

// safe keeps a spreadsheet from taking a name for a formula.
func safe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// hiddenNote explains the signs of a published report.
func hiddenNote() locale.Text {
	return locale.T("<5: từ 1 đến 4 hồ sơ; *: ẩn để không tính ngược ra được ô nhỏ. Trong JSON các ô này là null.",
		"<5: one to four dossiers; *: hidden, since a small figure could be computed from it. In JSON both are null.")
}

// WritePublicCSV is WriteCSV of a published report: columns 3 to 13 only,
// hidden figures as "<5" and "*".
func WritePublicCSV(w io.Writer, r PublicReport) error {
	names, keys := csvHead()
	cut := 2 + len(Columns())
	tail := len(Cells()) + 2
	lines := [][]string{append(names[:cut:cut], names[tail:]...), append(keys[:cut:cut], keys[tail:]...)}
	for _, row := range append(r.Lines[:len(r.Lines):len(r.Lines)], r.Sum) {
		line := []string{safe(row.Key), safe(row.Name.VI)}
		for _, f := range row.Figures {
			if f.Hide == Plain {
				line = append(line, strconv.FormatInt(f.N, 10))
			} else {
				line = append(line, f.Text(locale.VI))
			}
		}
		lines = append(lines, append(line, r.csvTail()...))
	}
	return writeLines(w, lines)
}

// shown is a figure in JSON: null when hidden.
func (f Figure) shown() *int64 {
	if f.Hide != Plain {
		return nil
	}
	return &f.N
}

// WritePublicJSON is WriteJSON of a published report, in the same shape, with
// null for hidden figures and the totals of what stands outside.
func WritePublicJSON(w io.Writer, r PublicReport) error {
	type figures = map[string]*int64
	type row struct {
		Key      string  `json:"key"`
		Name     string  `json:"name"`
		Received figures `json:"received"`
		Settled  figures `json:"settled"`
		Open     figures `json:"open"`
	}
	of := func(p PublicRow) row {
		f := func(i int) *int64 { return p.Figures[i].shown() }
		return row{
			p.Key, p.Name.VI, figures{"total": f(0), "online": f(1), "direct": f(2), "carried": f(3)},
			figures{"total": f(4), "early": f(5), "on_time": f(6), "late": f(7)}, figures{"total": f(8), "in_time": f(9), "late": f(10)},
		}
	}
	rows := make([]row, 0, len(r.Lines))
	for _, l := range r.Lines {
		rows = append(rows, of(l))
	}
	return encode(w, struct {
		Definition string `json:"definition"`
		Position   int64  `json:"position"`
		From       string `json:"from"`
		To         string `json:"to"`
		Rows       []row  `json:"rows"`
		Annex      any    `json:"annex"`
	}{r.Definition, r.Position, r.Period.From.String(), r.Period.To.String(), rows, struct {
		By            By     `json:"by"`
		AsAt          string `json:"as_at"`
		Running       bool   `json:"running"`
		Simulated     bool   `json:"simulated"`
		Total         row    `json:"total"`
		Unlimited     *int64 `json:"unlimited"`
		Refused       *int64 `json:"refused"`
		ReceptionLate *int64 `json:"reception_late"`
		Corrected     *int64 `json:"corrected"`
		Unapologised  *int64 `json:"unapologised"`
		Hidden        string `json:"hidden"`
	}{r.By, r.AsAt.String(), r.Running(), r.Simulated, of(r.Sum), r.Outside.Unlimited.shown(), r.Outside.Refused.shown(), r.Outside.ReceptionLate.shown(), r.Outside.Corrected.shown(), r.Outside.Unapologised.shown(), hiddenNote().VI}})
}
