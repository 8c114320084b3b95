package paper

import (
	"errors"
	"fmt"
	"strings"

	"github.com/boombuler/barcode/code128"
	"github.com/skip2/go-qrcode"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// bars is a code as dark rectangles on a grid of modules: one row of bars for
// Code 128, a square for QR. The quiet zone is part of the grid.
type bars struct {
	w, h  int
	rects []rect
}

type rect struct{ x, y, w, h int }

// path is the dark area as SVG path data.
func (b bars) path() string {
	var s strings.Builder
	for _, r := range b.rects {
		fmt.Fprintf(&s, "M%d %dh%dv%dh-%dz", r.x, r.y, r.w, r.h, r.w)
	}
	return s.String()
}

// viewBox is the SVG view box of the grid.
func (b bars) viewBox() string { return fmt.Sprintf("0 0 %d %d", b.w, b.h) }

func unprintable(content string, err error) error {
	return fault.New(fault.Invalid, "paper.code_unprintable", locale.T(
		"Chưa in được mã vạch vì nội dung mã quá dài hoặc có ký tự lạ. Hồ sơ vẫn được giữ; xin kiểm tra lại mã hồ sơ.",
		"The bar code could not be printed: its content is too long or has unusual characters. The dossier was kept; please check its code.")).
		Because(fmt.Errorf("content of %d bytes: %w", len(content), err))
}

// maxCode128 bounds a bar code so that it stays readable on the paper's width.
const maxCode128 = 40

// encodeCode128 draws content with ten modules of quiet zone on both sides.
func encodeCode128(content string) (bars, error) {
	if content == "" || len(content) > maxCode128 {
		return bars{}, unprintable(content, fmt.Errorf("must have 1 to %d characters", maxCode128))
	}
	for _, r := range content {
		if r < ' ' || r > '~' {
			return bars{}, unprintable(content, errors.New("not printable ASCII"))
		}
	}
	code, err := code128.Encode(content)
	if err != nil {
		return bars{}, unprintable(content, err)
	}
	const quiet = 10
	n := code.Bounds().Dx()
	b := bars{w: n + 2*quiet, h: 1}
	for x := 0; x < n; x++ {
		from := x
		for x < n && dark(code.At(x, 0)) {
			x++
		}
		if x > from {
			b.rects = append(b.rects, rect{from + quiet, 0, x - from, 1})
		}
	}
	return b, nil
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}

// encodeQR draws content with its quiet zone of four modules.
func encodeQR(content string) (bars, error) {
	if content == "" {
		return bars{}, unprintable(content, errors.New("empty"))
	}
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return bars{}, unprintable(content, err)
	}
	grid := code.Bitmap()
	b := bars{w: len(grid), h: len(grid)}
	for y, row := range grid {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				b.rects = append(b.rects, rect{from, y, x - from, 1})
			}
		}
	}
	return b, nil
}

// print fills the dark rectangles at a place, one module w × h millimetres.
func (p *press) print(b bars, x, y, w, h float64) {
	for _, r := range b.rects {
		p.pdf.Rect(x+float64(r.x)*w, y+float64(r.y)*h, float64(r.w)*w, float64(r.h)*h, "F")
	}
}

func (p *press) code128(b Code128, width float64) ([]piece, error) {
	code, err := encodeCode128(b.Content)
	if err != nil {
		return nil, err
	}
	const height = 13.0
	module := min(0.33, width/float64(code.w)) // 0.33 mm prints well on any office printer
	w := module * float64(code.w)
	out := []piece{{h: height, gap: p.set.block, keep: true, draw: func(x, y float64) {
		p.print(code, x+(width-w)/2, y, module, height)
	}}}
	return append(out, p.text([]ink{{b.label(), style{size: p.set.body}}, {b.Content, style{bold: true, size: p.set.body}}},
		width, 0, 0.4, Center)...), nil
}

func (p *press) qr(b QR, width float64) ([]piece, error) {
	code, err := encodeQR(b.Content)
	if err != nil {
		return nil, err
	}
	side := min(width, 22) // at least 0.5 mm a module for a look-up address
	module := side / float64(code.w)
	out := []piece{{h: side, gap: p.set.block, keep: b.Caption != "", draw: func(x, y float64) {
		p.print(code, x+(width-side)/2, y, module, module)
	}}}
	if b.Caption != "" {
		out = append(out, p.text([]ink{{b.Caption, style{size: sizeMark}}}, width, 0, 0, Center)...)
	}
	return out, nil
}
