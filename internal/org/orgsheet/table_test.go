package orgsheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/internal/calendar"
)

const planHead = "Mã cơ quan kết thúc;Mã cơ quan kế thừa;Tên cơ quan kế thừa;Mã địa bàn mới;Ngày cuối cùng;Căn cứ\n"

func TestAPlanOfReformIsRead(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	head := make([]any, 0, 6)
	for _, h := range PlanHeads() {
		head = append(head, h)
	}
	var sheet bytes.Buffer
	line := []any{"H49.31.01", "H49.101", "Ủy ban nhân dân phường Mẫu", "mau", 45838, "Nghị quyết mẫu"}
	if err := f.SetSheetRow("Sheet1", "A1", &head); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetRow("Sheet1", "A2", &line); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&sheet); err != nil {
		t.Fatal(err)
	}
	text := "\ufeff" + planHead + "H49.31.01;H49.101;Ủy ban nhân dân phường Mẫu;mau;30/06/2025;Nghị quyết mẫu\n"
	for name, raw := range map[string][]byte{"sheet": sheet.Bytes(), "text": []byte(text), "commas": []byte(strings.ReplaceAll(text, ";", ","))} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lines, wrong := ReadPlan(raw)
			want := PlanLine{Number: 2, Old: "H49.31.01", New: "H49.101", Name: "Ủy ban nhân dân phường Mẫu", Place: "mau", Last: calendar.D(2025, 6, 30), Ground: "Nghị quyết mẫu"}
			if len(wrong) > 0 || len(lines) != 1 || lines[0] != want {
				t.Errorf("%+v %+v", lines, wrong)
			}
		})
	}
}

func TestWrongCellsOfAPlanAreNamedAndTheRestIsRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		say, text, cell string
		lines           int
	}{
		{"no old code", "H49.1;H49.2\n;H49.2\n", "A3", 1},
		{"a formula", "H49.1;=1+1\nH49.3;H49.2\n", "B2", 1},
		{"a day that is none", "H49.1;H49.2;;;31/02/2025\nH49.3;H49.2\n", "E2", 1},
		{"two last days", "H49.1;H49.2;;;30/06/2025\nH49.3;H49.2;;;01/07/2025\n", "E3", 1},
		{"no line", "", "", 0},
		{"an open quotation mark", "H49.1;\"H49.2\n", "", 0},
		{"too many lines", strings.Repeat("H49.1;H49.2\n", mostSheetRows), "", 0},
		{"no text", "H49.1;\xff\n", "", 0},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			lines, wrong := ReadPlan([]byte(planHead + c.text))
			if len(wrong) == 0 || wrong[0].Cell != c.cell || len(lines) != c.lines {
				t.Errorf("%+v %+v", lines, wrong)
			}
		})
	}
	if _, wrong := ReadPlan([]byte("Mã;Mã\n")); len(wrong) == 0 || wrong[0].Cell != "A1" {
		t.Errorf("%+v", wrong)
	}
}
