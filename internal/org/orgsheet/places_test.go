package orgsheet

import (
	"slices"
	"strings"
	"testing"

	"motcua/internal/calendar"
)

const placesHead = "Mã;Tên;Loại;Thuộc;Từ ngày;Đến ngày;Trở thành\n"

func TestAListOfPlacesIsRead(t *testing.T) {
	t.Parallel()
	text := placesHead + "22;Quảng Mẫu;Tỉnh;;01/01/2021;;\n06649;Mẫu;Phường;193;01/01/2021;30/06/2025;06650, 06651,06650\n"
	lines, wrong := ReadPlaces([]byte(text))
	if len(wrong) > 0 || len(lines) != 2 {
		t.Fatalf("%+v %+v", lines, wrong)
	}
	d := lines[1].Draft
	if lines[1].Number != 3 || d.Code != "06649" || d.Kind != "Phường" || d.Parent != "193" || d.Until != calendar.D(2025, 6, 30) || !slices.Equal(d.Becomes, []string{"06650", "06651"}) {
		t.Errorf("%+v", d)
	}
}

func TestWrongCellsOfPlacesAreNamedAndTheRestIsRead(t *testing.T) {
	t.Parallel()
	good := "22;Quảng Mẫu;Tỉnh;;01/01/2021;;\n"
	for say, c := range map[string]struct {
		text, cell string
		lines      int
	}{
		"no code":             {";Mẫu;Xã;22;01/01/2021;;\n" + good, "A2", 1},
		"no name":             {good + "1;;Xã;22;01/01/2021;;\n", "B3", 1},
		"a formula":           {good + "1;=A1;Xã;22;01/01/2021;;\n", "B3", 1},
		"no first day":        {good + "1;Mẫu;Xã;22;;;\n", "E3", 1},
		"a day that is none":  {good + "1;Mẫu;Xã;22;01/01/2021;31/02/2025;\n", "F3", 1},
		"no line":             {"", "", 0},
		"too many lines":      {strings.Repeat(good, mostSheetRows), "", 0},
		"hardly any problems": {strings.Repeat(";;;;;;x\n", 1000), "A2", 0},
	} {
		t.Run(say, func(t *testing.T) {
			t.Parallel()
			lines, wrong := ReadPlaces([]byte(placesHead + c.text))
			if len(wrong) == 0 || len(wrong) > MostProblems || wrong[0].Cell != c.cell || len(lines) != c.lines {
				t.Errorf("%d lines, %+v", len(lines), wrong[:min(3, len(wrong))])
			}
		})
	}
}
