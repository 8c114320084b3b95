package orgsheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// readTable reads the lines below the head of a sheet or of a text with
// separators (CSV). Cells that hold what no list may hold are named; a problem
// without a cell is of the whole file, which then gives no lines.
func readTable(raw []byte, heads []string) (rows [][]string, p problems) {
	if bytes.HasPrefix(raw, []byte("PK")) {
		rows, p = readSheet(raw)
	} else {
		rows, p = readText(raw)
	}
	if len(p) > 0 {
		return nil, p
	}
	if len(rows) == 0 {
		p.add("", "Tệp trống nên chưa đọc được dòng nào. Xin điền theo mẫu.", "The file is empty. Please fill in the template.")
		return nil, p
	}
	for i, head := range heads {
		if locale.Fold(at(rows[0], i)) != locale.Fold(head) {
			p.add(cellName(i, 1), "Dòng đầu phải là “%s”. Xin giữ tên cột như mẫu.", "The first line must be “%s”. Please keep the template's heads.", head)
		}
	}
	if len(p) > 0 {
		return nil, p
	}
	return rows[1:], nil
}

func readSheet(raw []byte) ([][]string, problems) {
	p := inspect(raw)
	if len(p) > 0 {
		return nil, p
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked, RawCellValue: true})
	if err != nil {
		p.add("", "Tệp này không phải bảng tính .xlsx, hoặc có mật khẩu, nên chưa đọc được. Xin lưu lại không có mật khẩu.", "This file is no .xlsx sheet, or has a password, and was not read. Please save it without one.")
		return nil, p
	}
	defer func() { _ = f.Close() }() // read from memory: nothing is lost
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		p.add("", "Trang tính đầu tiên bị hỏng nên chưa đọc được. Xin lưu lại từ Excel.", "The first sheet is damaged and was not read. Please save it again.")
	}
	return rows, p
}

// readText reads UTF-8 text whose cells are parted by commas, semicolons or
// tabs, whichever the first line has.
func readText(raw []byte) (rows [][]string, p problems) {
	text := strings.TrimPrefix(string(raw), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		p.add("", "Tệp không phải .xlsx và không phải văn bản UTF-8 nên chưa đọc được. Xin lưu lại dạng .xlsx hoặc CSV UTF-8.", "The file is neither .xlsx nor UTF-8 text and was not read. Please save it as one of them.")
		return nil, p
	}
	head, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	for _, c := range []rune{';', '\t'} {
		if strings.ContainsRune(head, c) {
			r.Comma = c
			break
		}
	}
	rows, err := r.ReadAll()
	switch {
	case err != nil:
		p.add("", "Tệp CSV có dấu nháy chưa khép nên chưa đọc được. Xin lưu lại từ bảng tính.", "The CSV has an open quotation mark and was not read. Please save it again from a spreadsheet.")
	case len(rows) > mostSheetRows:
		p.add("", "Tệp có quá %d dòng. Xin chia thành nhiều tệp.", "The file has more than %d lines. Please split it.", org.MostListed)
	}
	return rows, p
}

// cells reads one line of a table and names what is wrong in it.
type cells struct {
	row   []string
	n     int // number of the line in the file
	heads []string
	p     *problems
}

// text is a cell's text, "" when there is none; a garbled or overlong one and a
// formula are named.
func (c cells) text(i int, need bool) string {
	raw := at(c.row, i)
	s, bad := locale.Clean(raw)
	switch {
	case bad != nil || utf8.RuneCountInString(s) > 300:
		c.p.add(cellName(i, c.n), "Chữ trong ô bị lỗi hoặc quá dài. Xin gõ lại.", "The text is garbled or too long. Please type it again.")
		return ""
	case strings.HasPrefix(s, "=") || strings.HasPrefix(s, "@"):
		c.p.add(cellName(i, c.n), "Ô có công thức. Xin thay bằng giá trị.", "The cell holds a formula. Please put its value instead.")
		return ""
	case need && s == "":
		c.p.add(cellName(i, c.n), "Còn thiếu “%s”. Xin điền.", "“%s” is missing. Please fill it in.", c.heads[i])
	}
	return s
}

func (c cells) day(i int) calendar.Date { return dayIn(c.row, i, c.n, c.p) }

// PlanLine is a line of a list of agencies that end.
type PlanLine struct {
	Number      int
	Old, New    string // codes or ids
	Name, Place string // of the new agency, when it is to be founded
	Last        calendar.Date
	Ground      string
}

// PlanHeads are the columns of a plan of reform, A first.
func PlanHeads() []string {
	return []string{"Mã cơ quan kết thúc", "Mã cơ quan kế thừa", "Tên cơ quan kế thừa", "Mã địa bàn mới", "Ngày cuối cùng", "Căn cứ"}
}

// ReadPlan reads a plan of reform (phương án sắp xếp) from a sheet or CSV. Wrong
// cells are named and their lines left out; the others are whole.
func ReadPlan(raw []byte) ([]PlanLine, []Problem) {
	heads := PlanHeads()
	rows, p := readTable(raw, heads)
	var out []PlanLine
	for i, row := range rows {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		before := len(p)
		c := cells{row, i + 2, heads, &p}
		l := PlanLine{Number: i + 2, Old: c.text(0, true), New: c.text(1, true), Name: c.text(2, false), Place: c.text(3, false), Last: c.day(4), Ground: c.text(5, false)}
		if len(out) > 0 && !l.Last.IsZero() && !out[0].Last.IsZero() && l.Last != out[0].Last {
			p.add(cellName(4, l.Number), "Một phương án có một ngày cuối cùng: dòng %d ghi ngày %s. Xin tách thành phương án khác.", "A plan has one last day: line %d says %s. Please make another plan.", out[0].Number, out[0].Last.Short())
		}
		if len(p) == before {
			out = append(out, l)
		}
		if len(p) >= MostProblems {
			break
		}
	}
	if len(out) == 0 && len(p) == 0 {
		p.add("", "Danh sách chưa có dòng nào. Xin điền từ dòng 2.", "The list has no line. Please fill it in from line 2.")
	}
	return out, p
}
