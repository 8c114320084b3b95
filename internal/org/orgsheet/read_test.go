package orgsheet

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// office is an agency with two units.
func office() List {
	return List{
		Units:      []org.Unit{{ID: "mot-cua", Name: "Bộ phận Một cửa"}, {ID: "chuyen-mon", Name: "Phòng Chuyên môn"}},
		Duties:     []Duty{{org.DutySpecialist, "Chuyên viên", "thẩm định"}, {org.DutyLeader, "Lãnh đạo cơ quan", "phê duyệt"}},
		BadAccount: locale.T("Xin gõ lại.", "Please type it again."),
	}
}

// sheet makes a list from its lines below the template's head.
func sheet(t *testing.T, change func(*excelize.File), lines ...[]any) []byte {
	t.Helper()
	var template, out bytes.Buffer
	if err := office().Template(&template); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&template)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lines {
		if err := f.SetSheetRow("Danh sách", cellName(0, i+2), &l); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(f)
	}
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func good() []any {
	return []any{"Lê Văn Mẫu", "le.van.mau", "Chuyên viên", "phong chuyen mon", "Chuyên viên", "01/07/2026", "", "", "", "Quyết định mẫu"}
}

func with(i int, value any) []any { l := good(); l[i] = value; return l }

func TestAStaffListIsRead(t *testing.T) {
	t.Parallel()
	lines, wrong := office().Read(sheet(t, nil, good(), []any{"Trần Thị Mẫu", "Tran.Thi.Mau", "Phó Giám đốc", "mot-cua", "leader", 46204, "2026-12-31", "kt", "Giám đốc"}))
	if len(wrong) != 0 || len(lines) != 2 {
		t.Fatalf("%+v %+v", lines, wrong)
	}
	if p := lines[0].Post; p.Unit != "chuyen-mon" || p.Duty != org.DutySpecialist || p.From != calendar.D(2026, 7, 1) || p.Ground == "" {
		t.Errorf("%+v", p)
	}
	if p := lines[1].Post; p.Account != "tran.thi.mau" || p.Duty != org.DutyLeader || p.From != calendar.D(2026, 7, 1) || p.Until != calendar.D(2026, 12, 31) || p.Mandate != org.MandateDeputy {
		t.Errorf("%+v", p)
	}
}

func TestWhatIsWrongInAStaffListIsNamedByCell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		say  string
		file func(*testing.T) []byte
		cell string
	}{
		{"no account", func(t *testing.T) []byte { return sheet(t, nil, with(1, "")) }, "B2"},
		{"a strange account", func(t *testing.T) []byte { return sheet(t, nil, good(), with(1, "lê văn")) }, "B3"},
		{"an unknown unit", func(t *testing.T) []byte { return sheet(t, nil, with(3, "Phòng Ma")) }, "D2"},
		{"an unknown duty", func(t *testing.T) []byte { return sheet(t, nil, with(4, "Vua")) }, "E2"},
		{"a day that is none", func(t *testing.T) []byte { return sheet(t, nil, with(5, "31/02/2026")) }, "F2"},
		{"a mandate that is none", func(t *testing.T) []byte { return sheet(t, nil, with(7, "XX")) }, "H2"},
		{"a formula", func(t *testing.T) []byte {
			return sheet(t, func(f *excelize.File) { _ = f.SetCellFormula("Danh sách", "C2", "1+1") }, good())
		}, "C2"},
		{"merged cells", func(t *testing.T) []byte {
			return sheet(t, func(f *excelize.File) { _ = f.MergeCell("Danh sách", "A2", "B2") }, good())
		}, "A2:B2"},
		{"a line far down", func(t *testing.T) []byte {
			return sheet(t, func(f *excelize.File) { _ = f.SetCellStr("Danh sách", "A5002", "x") }, good())
		}, "5002"},
		{"a cell far right", func(t *testing.T) []byte {
			return sheet(t, func(f *excelize.File) { _ = f.SetCellStr("Danh sách", "AA2", "x") }, good())
		}, "AA2"},
		{"another head", func(t *testing.T) []byte {
			return sheet(t, func(f *excelize.File) { _ = f.SetCellStr("Danh sách", "B1", "Tên") }, good())
		}, "B1"},
		{"no line", func(t *testing.T) []byte { return sheet(t, nil) }, ""},
		{"no sheet at all", func(*testing.T) []byte { return []byte("PK nothing") }, ""},
		{"a bomb", bomb, ""},
		{"a sheet of a million lines without numbers", endless, ""},
		{"a broken sheet", func(t *testing.T) []byte { return part(t, strings.NewReader("<worksheet><sheetData><row r=")) }, ""},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			lines, wrong := office().Read(c.file(t))
			if len(wrong) == 0 || wrong[0].Cell != c.cell || wrong[0].Say.VI == "" || wrong[0].Say.EN == "" {
				t.Errorf("%+v, lines %d", wrong, len(lines))
			}
		})
	}
}

// part is a file with one sheet of that XML.
func part(t *testing.T, r interface{ Read([]byte) (int, error) }) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 64<<10)
	for {
		n, err := r.Read(b)
		if _, failed := w.Write(b[:n]); failed != nil {
			t.Fatal(failed)
		}
		if err != nil {
			break
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func bomb(t *testing.T) []byte {
	t.Helper()
	return part(t, strings.NewReader("<worksheet>"+strings.Repeat(" ", 2*mostUnpacked)))
}

func endless(t *testing.T) []byte {
	t.Helper()
	return part(t, strings.NewReader("<worksheet><sheetData>"+strings.Repeat("<row><c/></row>", 1_000_000)+"</sheetData></worksheet>"))
}

func TestTheTemplateIsRefusedEmpty(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := office().Template(&b); err != nil {
		t.Fatal(err)
	}
	if _, wrong := office().Read(b.Bytes()); len(wrong) != 1 || wrong[0].Cell != "" {
		t.Errorf("%+v", wrong)
	}
}

func FuzzReadSheet(f *testing.F) {
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		lines, wrong := office().Read(raw)
		if len(lines) > org.MostListed || len(wrong) > MostProblems {
			t.Fatal(len(lines), len(wrong))
		}
	})
}
