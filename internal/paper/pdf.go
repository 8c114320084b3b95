package paper

import (
	"bytes"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// A4 and the margins and sizes of NĐ 30/2020/NĐ-CP, Phụ lục I: lengths in
// millimetres, type in points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	marginLeft            = 30.0
	marginRight           = 15.0
	marginTop             = 20.0
	marginBottom          = 20.0
	textWidth             = pageWidth - marginLeft - marginRight

	sizeBody  = 13.0
	sizeHead  = 12.0 // Quốc hiệu, agencies
	sizeTitle = 14.0
	sizeBig   = 16.0 // what must be read without glasses
	sizeMark  = 9.0

	leading  = 1.1  // line height over type size
	indent   = 10.0 // first line of a paragraph
	hairline = 0.2
	cellPad  = 1.2
)

// typeset is what may give way so that a paper takes one sheet: never what is
// printed big, nor the letterhead.
type typeset struct {
	body, table, note float64 // type, points
	para              float64 // space between paragraphs and fields, mm
	block             float64 // around tables, codes and signatures
	sign              float64 // room for a handwritten signature
}

// typesets are the sizes of NĐ 30/2020/NĐ-CP and, where a second sheet would
// carry a few lines only, smaller ones.
func typesets(oneSheet bool) []typeset {
	usual := typeset{body: sizeBody, table: 12, note: 10, para: 0.9, block: 1.6, sign: 15}
	if !oneSheet {
		return []typeset{usual}
	}
	return []typeset{usual, {body: 12, table: 11, note: 10, para: 0.5, block: 1.1, sign: 12}}
}

// press sets one document.
type press struct {
	doc   Document
	set   typeset
	pdf   *fpdf.Fpdf
	faces map[string]*face
	added map[string]bool // faces this file uses
	rare  bool            // some letter is outside the small faces
	top   float64         // where the text begins on each page
	y     float64
}

// PDF prints a document as an A4 file. The same document always gives the same
// bytes. Errors: fault.Invalid "paper.code_unprintable" when a bar code's
// content cannot be encoded; fault.Internal otherwise.
func PDF(doc Document) ([]byte, error) {
	faces, err := loadFaces()
	if err != nil {
		return nil, failed(err)
	}
	p, pieces, err := composed(doc, faces)
	if err != nil {
		return nil, err
	}
	p.open()
	p.flow(pieces)
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, failed(err)
	}
	return out.Bytes(), nil
}

// composed sets a document in its usual sizes, or in smaller ones if those and
// not the usual fit on one sheet.
func composed(doc Document, faces map[string]*face) (*press, []piece, error) {
	var usual *press
	var set []piece
	for i, sizes := range typesets(doc.OneSheet) {
		p := &press{doc: doc, set: sizes, faces: faces, added: map[string]bool{}}
		pieces, err := p.compose() // reads all text, so that open knows which letters come
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			usual, set = p, pieces
		}
		if p.onOneSheet(pieces) {
			return p, pieces, nil
		}
	}
	return usual, set, nil
}

// onOneSheet tells whether pieces fit on the first page.
func (p *press) onOneSheet(pieces []piece) bool {
	h := 0.0
	for i, pc := range pieces {
		if i > 0 {
			h += pc.gap
		}
		h += pc.h
	}
	return textTop(p.markLines())+h <= pageHeight-marginBottom
}

// textTop is where the text begins on each page: below more marks than the top
// margin holds.
func textTop(marks []line) float64 {
	return marginTop + float64(max(len(marks)-2, 0))*sizeMark*leading*mmPerPoint
}

func failed(err error) error {
	return fault.New(fault.Internal, "paper.pdf_failed", locale.T(
		"Chưa in được giấy này. Dữ liệu vẫn được giữ; xin mở bản xem trên màn hình hoặc in lại sau ít phút.",
		"This paper could not be printed. Nothing was lost; please open the on-screen version or print again in a few minutes.")).Because(err)
}

// open starts the file: metadata, marks, page numbers, first page.
func (p *press) open() {
	p.pdf = fpdf.New("P", "mm", "A4", "")
	f := p.pdf
	day := p.doc.Head.Date
	if day.IsZero() {
		day = calendar.D(2000, 1, 1) // a fixed day keeps undated papers reproducible
	}
	at := day.Start().Time().In(time.UTC).Add(7 * time.Hour)
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	f.SetCatalogSort(true)
	regular := p.faces[""]
	f.SetTitle(p.clean(regular, p.doc.name()), true) // the library cannot take broken UTF-8
	f.SetAuthor(p.clean(regular, p.doc.Head.Agency), true)
	f.SetCreator("Motcua", true)
	f.SetLang("vi-VN")
	f.SetMargins(marginLeft, marginTop, marginRight)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.SetLineWidth(hairline)

	marks, foot := p.markLines(), p.footLines()
	p.clean(p.faces["B"], p.doc.Watermark)
	p.top = textTop(marks)
	f.SetHeaderFunc(func() { p.header(marks) })
	f.SetFooterFunc(func() {
		for _, l := range foot {
			p.drawLine(l, marginLeft, pageHeight-13, textWidth, Left)
		}
	})
	f.AddPage()
	p.y = p.top
}

// setFont selects a face, adding it to the file the first time.
func (p *press) setFont(s style) {
	key := s.key()
	if !p.added[key] {
		ttf := p.faces[key].small
		if p.rare {
			ttf = p.faces[key].ttf
		}
		p.pdf.AddUTF8FontFromBytes("serif", key, ttf)
		p.added[key] = true
	}
	p.pdf.SetFont("serif", key, s.size)
}

// markLines breaks the marks into lines of the frame.
func (p *press) markLines() []line {
	if len(p.doc.Marks) == 0 {
		return nil
	}
	text := strings.Join(p.doc.Marks, " · ")
	return p.lines([]ink{{text, style{bold: true, size: sizeMark}}}, textWidth-4, 0)
}

// header prints watermark, marks and, from page two, the page number.
func (p *press) header(marks []line) {
	if p.doc.Watermark != "" {
		p.watermark()
	}
	y := 6.0
	if len(marks) > 0 {
		h := float64(len(marks)) * marks[0].height()
		p.pdf.Rect(marginLeft, y-0.5, textWidth, h+1, "D")
		for _, l := range marks {
			p.drawLine(l, marginLeft, y, textWidth, Center)
			y += l.height()
		}
	}
	if n := p.pdf.PageNo(); n > 1 {
		num := p.lines([]ink{{itoa(n), style{size: sizeBody}}}, textWidth, 0)
		p.drawLine(num[0], marginLeft, max(y+0.6, 12.5), textWidth, Center)
	}
}

// watermark prints the pale words behind the page's text.
func (p *press) watermark() {
	f := p.faces["B"]
	text := p.clean(f, strings.ReplaceAll(p.doc.Watermark, "\n", " "))
	const length = 230.0
	size := min(72, length/max(f.measure(text, 1), 0.001))
	s := style{bold: true, size: size}
	cx, cy := pageWidth/2, pageHeight/2
	p.pdf.TransformBegin()
	// Upright, not slanting: readers and pdftotext keep a line turned by a right
	// angle together and apart from the page's own lines.
	p.pdf.TransformRotate(90, cx, cy)
	p.setFont(s)
	p.pdf.SetTextColor(236, 236, 236)
	p.pdf.Text(cx-f.measure(text, size)/2, cy+size*mmPerPoint*0.3, text)
	p.pdf.SetTextColor(0, 0, 0)
	p.pdf.TransformEnd()
}

// footLines is the foot line, cut to one line.
func (p *press) footLines() []line {
	ls := p.lines([]ink{{p.doc.Footer, style{size: sizeMark}}}, textWidth, 0)
	return ls[:min(len(ls), 1)]
}

// piece is the smallest thing that stands whole on a page.
type piece struct {
	h    float64
	gap  float64 // space above, dropped at the top of a page
	keep bool    // stays on the page of the next piece
	head *piece  // repeated when a page begins with this piece
	draw func(x, y float64)
}

// flow puts pieces on pages.
func (p *press) flow(pieces []piece) {
	bottom := pageHeight - marginBottom
	for i := 0; i < len(pieces); i++ {
		need, j := pieces[i].h, i
		for ; j+1 < len(pieces) && pieces[j].keep; j++ {
			need += pieces[j+1].gap + pieces[j+1].h
		}
		pc := pieces[i]
		fresh := p.y <= p.top
		whole := need <= bottom-p.top // a group higher than a page is let break anywhere
		if !fresh && (whole && p.y+pc.gap+need > bottom || p.y+pc.gap+pc.h > bottom) {
			p.pdf.AddPage()
			p.y, fresh = p.top, true
			if pc.head != nil {
				pc.head.draw(marginLeft, p.y)
				p.y += pc.head.h
				fresh = false
				pc.gap = 0
			}
		}
		if !fresh {
			p.y += pc.gap
		}
		pc.draw(marginLeft, p.y)
		p.y += pc.h
		// The rest of a group that fits is placed without asking again.
		for whole && i < j {
			i++
			p.y += pieces[i].gap
			pieces[i].draw(marginLeft, p.y)
			p.y += pieces[i].h
		}
	}
}
