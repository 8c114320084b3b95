package paper

import (
	"fmt"
	"strings"

	"motcua/internal/calendar"
)

// Document is one official paper as a value: PDF and HTML both print it, so the
// file and its accessible twin cannot differ in what they say.
type Document struct {
	// Form is the form's key in its circular ("01"), "" for papers without one.
	Form string
	// Head is the letterhead.
	Head Head
	// Title is the name of the paper, one entry a line; the first is set as
	// "tên loại văn bản", the others as its subject (trích yếu).
	Title []string
	// Copy tells which copy this is ("Liên: Giao người nộp hồ sơ"), "" for none.
	Copy string
	// Blocks is the body in reading order.
	Blocks []Block
	// Marks are printed in a frame at the top of every page: MarkSimulated,
	// MarkDemo, MarkReprint, MarkUnconfirmed or a sentence of the caller's.
	Marks []string
	// Watermark is printed pale behind the text of every page, upwards.
	Watermark string
	// Footer is printed small at the foot of every page.
	Footer string
	// OneSheet asks the file to be set smaller rather than run over to a second
	// sheet; what is Big stays big.
	OneSheet bool
}

// The marks that the product prints.
const (
	MarkSimulated   = "SỐ LIỆU MÔ PHỎNG"
	MarkDemo        = "BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
	MarkReprint     = "BẢN IN LẠI"
	MarkUnconfirmed = "chưa đối chiếu với mẫu ban hành"
)

// The national head of every official paper (NĐ 30/2020/NĐ-CP, Phụ lục I).
const (
	nationName  = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	nationMotto = "Độc lập - Tự do - Hạnh phúc"
)

// Head is the letterhead: who issues the paper, its number, where and when.
type Head struct {
	Parent string        // cơ quan chủ quản, "" when there is none
	Agency string        // cơ quan ban hành
	Number string        // "Số: 15/TNHS", printed as given
	Place  string        // địa danh
	Date   calendar.Date // the day of the paper; also the PDF's creation date
}

// DateLine is the line of place and date, with the leading zeros that
// NĐ 30/2020 asks for (days below 10, months 1 and 2). Without a date it
// leaves room to write one.
func (h Head) DateLine() string {
	day := "ngày … tháng … năm …"
	if d := h.Date; !d.IsZero() {
		month := fmt.Sprint(int(d.Month))
		if d.Month <= 2 {
			month = "0" + month
		}
		day = fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day, month, d.Year)
	}
	if h.Place == "" {
		return strings.ToUpper(day[:1]) + day[1:]
	}
	return h.Place + ", " + day
}

// Block is one part of a body: Para, Fields, Table, Big, Secret, Code128, QR,
// Note, Signatures or Columns.
type Block interface{ isBlock() }

// Align says how a text stands in its width; "" is left (a Para: justified).
type Align string

// The alignments.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// Run is a stretch of text in one style. A line feed breaks the line.
type Run struct {
	Text   string `json:"text"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
}

// Para is a justified paragraph.
type Para struct {
	Runs   []Run `json:"runs"`
	Align  Align `json:"align,omitempty"`
	Indent bool  `json:"indent,omitempty"` // the first line begins 1 cm further in
}

// Field is one labelled value ("Địa chỉ: …").
type Field struct {
	Label  string `json:"label"`
	Value  string `json:"value"`
	Strong bool   `json:"strong,omitempty"` // the value in bold
	Half   bool   `json:"half,omitempty"`   // may share its line with the next half field
}

// Fields is a list of labelled values.
type Fields struct {
	Items []Field `json:"items"`
}

// Column describes a column of a Table.
type Column struct {
	Head    string  `json:"head"`
	Width   float64 `json:"width"` // share of the table's width, relative to the other columns
	Align   Align   `json:"align,omitempty"`
	RowHead bool    `json:"row_head,omitempty"` // its cells name their rows, for screen readers
}

// Table is a ruled table; its head is repeated on every page.
type Table struct {
	Caption string     `json:"caption,omitempty"`
	Columns []Column   `json:"columns"`
	Rows    [][]string `json:"rows,omitempty"`
	Empty   string     `json:"empty,omitempty"` // said instead of rows when there are none
	Stack   bool       `json:"stack,omitempty"` // on a phone's screen each row is a block: columns hold long texts
}

// Big is a labelled value that must be read without glasses: 16 points, bold.
type Big struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Secret is a look-up secret, printed bold in groups of four.
type Secret struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Groups is the value in groups of four characters: "1234 5678".
func (s Secret) Groups() []string {
	var out []string
	r := []rune(strings.Join(strings.Fields(s.Value), ""))
	for len(r) > 4 {
		out, r = append(out, string(r[:4])), r[4:]
	}
	return append(out, string(r))
}

// Code128 is a bar code (ISO/IEC 15417) with its content in letters below.
type Code128 struct {
	Content string `json:"content"`         // printable ASCII, at most 40 characters
	Label   string `json:"label,omitempty"` // what it is: "Mã hồ sơ"
}

// label is the label as it stands before the content.
func (b Code128) label() string {
	if b.Label == "" {
		return ""
	}
	return b.Label + ": "
}

// QR is a QR code (ISO/IEC 18004, error correction M).
type QR struct {
	Content string `json:"content"`
	Caption string `json:"caption,omitempty"`
}

// Note is an explanation in small print.
type Note struct {
	Title string   `json:"title,omitempty"`
	Lines []string `json:"lines"`
}

// Signature is one place to sign.
type Signature struct {
	Role string `json:"role"`           // quyền hạn, chức vụ: "NGƯỜI TIẾP NHẬN HỒ SƠ"
	Note string `json:"note,omitempty"` // "(Ký và ghi rõ họ tên)"
	Name string `json:"name,omitempty"` // họ và tên
}

// Signatures are places to sign side by side; a single one stands right.
type Signatures struct {
	Recipients []string    `json:"recipients,omitempty"` // "Nơi nhận", printed left of the signatures
	Columns    []Signature `json:"columns"`
}

// Cell is one column of Columns.
type Cell struct {
	Width  float64 // relative to the other cells
	Blocks []Block
}

// Columns puts blocks side by side and keeps them on one page.
type Columns struct {
	Cells []Cell
}

func (Para) isBlock()       {}
func (Fields) isBlock()     {}
func (Table) isBlock()      {}
func (Big) isBlock()        {}
func (Secret) isBlock()     {}
func (Code128) isBlock()    {}
func (QR) isBlock()         {}
func (Note) isBlock()       {}
func (Signatures) isBlock() {}
func (Columns) isBlock()    {}

// name is the paper's whole title on one line, for metadata.
func (d Document) name() string { return strings.Join(d.Title, " ") }
