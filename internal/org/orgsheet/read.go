package orgsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Limits of a staff list. What a file says of its own size is not believed: the
// reader counts what it unpacks.
const (
	MostBytes       = 4 << 20  // of the file
	mostUnpacked    = 24 << 20 // of all parts together
	mostParts       = 200
	mostSheetRows   = org.MostListed + 1 // with the head
	mostSheetColumn = 26                 // A to Z
	MostProblems    = 200
)

// column is one column of a staff list.
type column struct {
	head string
	hint string // what the template says below
}

// columns are the columns of a staff list, A first.
var columns = []column{
	{"Họ và tên", "Nguyễn Thị Mẫu"}, {"Tài khoản", "nguyen.thi.mau"}, {"Chức vụ", "Chuyên viên"}, {"Đơn vị", "tên hoặc mã đơn vị của cơ quan"},
	{"Nhiệm vụ", "tên nhiệm vụ ở trang Nhiệm vụ"}, {"Từ ngày", "01/07/2026"}, {"Đến ngày", "để trống nếu chưa định"},
	{"Ký", "để trống, KT, TL hoặc TUQ"}, {"Ký thay chức vụ", "Chủ tịch"}, {"Căn cứ", "Quyết định số …"},
}

// Problem is something wrong in a file, with its place: "E7", or "" for the
// whole file.
type Problem struct {
	Cell string
	Say  locale.Text
}

type problems []Problem

func (p *problems) add(cell, vi, en string, args ...any) {
	p.say(cell, locale.Text{VI: fmt.Sprintf(vi, args...), EN: fmt.Sprintf(en, args...)})
}

func (p *problems) say(cell string, say locale.Text) {
	if len(*p) < MostProblems {
		*p = append(*p, Problem{cell, say})
	}
}

var errTooBig = errors.New("orgsheet: the unpacked file is too large")

// inspect looks through every part of the file before anything is built from
// it: sizes, far cells, formulas, merged cells.
func inspect(raw []byte) (p problems) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(z.File) > mostParts {
		p.add("", "Tệp này không phải bảng tính .xlsx nên chưa đọc được. Xin lưu lại từ Excel với định dạng .xlsx.", "This file is no .xlsx sheet and was not read. Please save it as .xlsx.")
		return p
	}
	left := int64(mostUnpacked)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			p.add("", "Tệp bị hỏng nên chưa đọc được. Xin lưu lại từ Excel.", "The file is damaged and was not read. Please save it again.")
			return p
		}
		counted := &limited{r: r, left: &left}
		if ext := path.Ext(f.Name); ext == ".xml" {
			err = inspectSheet(counted, &p)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, counted)
		}
		_ = r.Close() // a reader of bytes in memory
		switch {
		case errors.Is(err, errTooBig):
			p.add("", "Tệp giải nén lớn quá %s nên chưa đọc. Xin chỉ giữ danh sách cán bộ trong tệp.", "The unpacked file is larger than %s and was not read. Please keep only the list in it.", locale.Size(mostUnpacked).VI)
			return p
		case err != nil:
			p.add("", "Tệp bị hỏng nên chưa đọc được. Xin lưu lại từ Excel.", "The file is damaged and was not read. Please save it again.")
			return p
		}
	}
	return p
}

// limited stops when all readers together have given too much.
type limited struct {
	r    io.Reader
	left *int64
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if *l.left -= int64(n); *l.left < 0 {
		return 0, errTooBig
	}
	return n, err
}

// inspectSheet reads a part as a stream, so that a cell far away costs nothing,
// and passes over what is no sheet.
func inspectSheet(r io.Reader, p *problems) error {
	d := xml.NewDecoder(r)
	var in scan
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
			continue
		case !in.sheet && start.Name.Local != "worksheet":
			return nil
		}
		in.sheet = true
		if !in.element(start, p) || len(*p) >= MostProblems {
			return nil
		}
	}
}

// scan is how far the reading of a sheet has come.
type scan struct {
	sheet       bool
	cell        string
	rows, cells int
}

// element looks at an element and reports whether to go on.
func (in *scan) element(e xml.StartElement, p *problems) bool {
	switch e.Name.Local {
	case "row":
		in.rows++
		in.cells = 0
	case "c":
		in.cells++
		in.cell = attr(e, "r")
	case "f":
		p.add(in.cell, "Ô có công thức. Xin thay bằng giá trị (sao chép, dán đặc biệt, Giá trị).", "The cell holds a formula. Please put its value instead (copy, paste special, values).")
		return true
	case "mergeCell":
		p.add(attr(e, "ref"), "Các ô bị gộp. Xin bỏ gộp và điền từng dòng.", "The cells are merged. Please unmerge them and fill in every line.")
		return true
	default:
		return true
	}
	if ref := attr(e, "r"); in.rows > mostSheetRows || in.cells > mostSheetColumn || ref != "" && tooFar(e.Name.Local, ref) {
		p.add(ref, "Tệp có dữ liệu quá xa: nhiều nhất %d dòng và cột đến Z. Xin chia thành nhiều tệp, xóa ô thừa.", "There is data too far away: at most %d lines and columns to Z. Please split the file and delete what is left over.", org.MostListed)
		return false
	}
	return true
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func tooFar(element, ref string) bool {
	if element == "row" {
		n, err := strconv.Atoi(ref)
		return err != nil || n > mostSheetRows
	}
	col, row, err := excelize.CellNameToCoordinates(ref)
	return err != nil || col > mostSheetColumn || row > mostSheetRows
}

// Duty is a duty by the name that a list gives it.
type Duty struct {
	ID         org.Duty
	Name, Does string
}

// List is what a staff list of an agency may speak of.
type List struct {
	Units  []org.Unit
	Duties []Duty
	// BadAccount is said of a name that no account can have.
	BadAccount locale.Text
}

// Line is a line of a staff list with its number in the sheet.
type Line struct {
	Number int      `json:"n"`
	Post   org.Post `json:"p"`
}

// Read reads a filled-in list; lines are whole only when there are no problems.
func (v List) Read(raw []byte) ([]Line, []Problem) {
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
	if err != nil || len(rows) == 0 {
		p.add("", "Trang tính đầu tiên trống. Xin tải tệp mẫu và điền vào.", "The first sheet is empty. Please fill in the template.")
		return nil, p
	}
	for i, c := range columns {
		if at(rows[0], i) == "" || locale.Fold(at(rows[0], i)) != locale.Fold(c.head) {
			p.add(cellName(i, 1), "Dòng đầu phải là “%s”. Xin dùng tệp mẫu, không đổi tên cột.", "The first line must be “%s”. Please use the template and keep its heads.", c.head)
		}
	}
	if len(p) > 0 {
		return nil, p
	}
	var lines []Line
	for n, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			lines = append(lines, Line{Number: n + 2, Post: v.readLine(row, n+2, &p)})
		}
	}
	if len(lines) == 0 && len(p) == 0 {
		p.add("", "Danh sách chưa có dòng nào. Xin điền từ dòng 2.", "The list has no line. Please fill it in from line 2.")
	}
	return lines, p
}

func at(row []string, i int) string {
	if i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func cellName(column, row int) string { return string(rune('A'+column)) + strconv.Itoa(row) }

// readLine reads one post and says what is wrong by cell.
func (v List) readLine(row []string, n int, p *problems) org.Post {
	text := func(i int, need bool) string {
		s, bad := locale.Clean(at(row, i))
		switch {
		case bad != nil || len([]rune(s)) > 300:
			p.add(cellName(i, n), "Chữ trong ô bị lỗi hoặc quá dài. Xin gõ lại.", "The text is garbled or too long. Please type it again.")
		case need && s == "":
			p.add(cellName(i, n), "Còn thiếu “%s”. Xin điền.", "“%s” is missing. Please fill it in.", columns[i].head)
		}
		return s
	}
	q := org.Post{
		Name: text(0, true), Account: strings.ToLower(text(1, true)), Title: text(2, true), Unit: v.unitNamed(text(3, true)),
		Mandate: org.Mandate(strings.ToUpper(strings.TrimSuffix(text(7, false), "."))), For: text(8, false), Ground: text(9, false),
	}
	if q.Account != "" && !identity.IsAccount(q.Account) {
		p.say(cellName(1, n), v.BadAccount)
	}
	if q.Unit == "" && at(row, 3) != "" {
		p.add(cellName(3, n), "Cơ quan không có đơn vị “%s”. Xin ghi đúng tên hoặc mã đơn vị.", "The agency has no unit “%s”. Please give its name or id.", at(row, 3))
	}
	if duty := text(4, true); duty != "" {
		if q.Duty = v.dutyNamed(duty); q.Duty == "" {
			p.add(cellName(4, n), "Không có nhiệm vụ “%s”. Xin chọn một tên trong trang Nhiệm vụ của tệp mẫu.", "There is no duty “%s”. Please choose one of the template's sheet of duties.", duty)
		}
	}
	q.From, q.Until = dayIn(row, 5, n, p), dayIn(row, 6, n, p)
	if q.From.IsZero() && at(row, 5) == "" {
		p.add(cellName(5, n), "Còn thiếu “%s”. Xin điền.", "“%s” is missing. Please fill it in.", columns[5].head)
	}
	switch q.Mandate {
	case org.MandateNone, org.MandateDeputy, org.MandateOrder, org.MandateDelegate:
	default:
		p.add(cellName(7, n), "Cách ký chỉ là KT, TL hoặc TUQ, hoặc để trống.", "A mandate is KT, TL or TUQ, or empty.")
	}
	return q
}

// unitNamed is the id of the unit with that id or name, "" for none.
func (v List) unitNamed(s string) string {
	for _, u := range v.Units {
		if u.ID == s || locale.Fold(u.Name) == locale.Fold(s) {
			return u.ID
		}
	}
	return ""
}

func (v List) dutyNamed(s string) org.Duty {
	for _, d := range v.Duties {
		if string(d.ID) == s || locale.Fold(d.Name) == locale.Fold(s) {
			return d.ID
		}
	}
	return ""
}

// dayIn reads a day typed as 01/07/2026, or stored by the spreadsheet as a
// number of days.
func dayIn(row []string, i, n int, p *problems) calendar.Date {
	s := at(row, i)
	if s == "" {
		return calendar.Date{}
	}
	if serial, err := strconv.ParseFloat(s, 64); err == nil && serial > 20000 && serial < 80000 { // 1954 to 2119
		if t, err := excelize.ExcelDateToTime(serial, false); err == nil {
			return calendar.D(t.Year(), int(t.Month()), t.Day())
		}
	}
	if d, err := calendar.ParseDate(s); err == nil {
		return d
	}
	if d, bad := locale.ParseDay(s); bad == nil {
		return calendar.Date(d)
	}
	p.add(cellName(i, n), "“%s” không phải ngày. Xin ghi như 01/07/2026.", "“%s” is no day. Please write it like 01/07/2026.", s)
	return calendar.Date{}
}

// Template writes the empty list to fill in, with the duties on a second sheet.
func (v List) Template(w io.Writer) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	const list, words = "Danh sách", "Nhiệm vụ"
	err := errors.Join(f.SetSheetName("Sheet1", list), f.SetColWidth(list, "A", "J", 22))
	for i, c := range columns {
		err = errors.Join(err, f.SetCellStr(list, cellName(i, 1), c.head))
	}
	if _, e := f.NewSheet(words); e != nil {
		return e
	}
	err = errors.Join(err, f.SetColWidth(words, "A", "B", 40), f.SetCellStr(words, "A1", "Nhiệm vụ"), f.SetCellStr(words, "B1", "Làm được"),
		f.SetCellStr(words, "D1", "Cột"), f.SetCellStr(words, "E1", "Cách điền"), f.SetColWidth(words, "D", "E", 30))
	for i, d := range v.Duties {
		err = errors.Join(err, f.SetCellStr(words, cellName(0, i+2), d.Name), f.SetCellStr(words, cellName(1, i+2), d.Does))
	}
	for i, c := range columns {
		err = errors.Join(err, f.SetCellStr(words, cellName(3, i+2), c.head), f.SetCellStr(words, cellName(4, i+2), c.hint))
	}
	if err != nil {
		return err
	}
	return f.Write(w)
}
