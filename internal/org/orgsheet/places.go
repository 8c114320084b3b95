package orgsheet

import (
	"strings"

	"motcua/internal/org"
)

// PlaceLine is a line of a list of places with its number in the file.
type PlaceLine struct {
	Number int            `json:"n"`
	Draft  org.PlaceDraft `json:"d"`
}

// PlaceHeads are the columns of a list of places, A first.
func PlaceHeads() []string {
	return []string{"Mã", "Tên", "Loại", "Thuộc", "Từ ngày", "Đến ngày", "Trở thành"}
}

// ReadPlaces reads a list of places (danh mục địa bàn) from a sheet or CSV.
// Wrong cells are named and their lines left out; the others are whole.
func ReadPlaces(raw []byte) ([]PlaceLine, []Problem) {
	heads := PlaceHeads()
	rows, p := readTable(raw, heads)
	var out []PlaceLine
	for i, row := range rows {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		before := len(p)
		c := cells{row, i + 2, heads, &p}
		d := org.PlaceDraft{
			Code: c.text(0, true), Name: c.text(1, true), Kind: c.text(2, true), Parent: c.text(3, false),
			Span: org.Span{From: c.day(4), Until: c.day(5)}, Becomes: References(c.text(6, false)),
		}
		if d.From.IsZero() && at(row, 4) == "" {
			p.add(cellName(4, i+2), "Còn thiếu “%s”. Xin điền.", "“%s” is missing. Please fill it in.", heads[4])
		}
		if len(p) == before {
			out = append(out, PlaceLine{i + 2, d})
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

// References are the codes of a cell that names several places, each once.
func References(s string) []string {
	var out []string
	seen := map[string]bool{}
	for _, code := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;+ \t", r) }) {
		if !seen[code] {
			seen[code] = true
			out = append(out, code)
		}
	}
	return out
}
