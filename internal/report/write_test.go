package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/report"
)

func sample() report.Report {
	line := func(online, direct, carried, early, onTime, late, inTime, openLate int64) report.Line {
		return report.Line{
			Received: report.ReceivedLine{Total: online + direct + carried, Online: online, Direct: direct, Carried: carried},
			Settled:  report.SettledLine{Total: early + onTime + late, Early: early, OnTime: onTime, Late: late},
			Open:     report.OpenLine{Total: inTime + openLate, InTime: inTime, Late: openLate},
		}
	}
	return report.Report{
		Definition: report.Definition, Position: 17, AsAt: calendar.On(calendar.D(2024, 4, 1), 0, 0), Period: report.CalendarQuarter(2024, 1), By: report.ByLevel,
		Rows: []report.Row{
			{Key: "province", Name: locale.T("Cấp tỉnh", "Province"), Line: line(80, 15, 5, 60, 20, 10, 8, 2), Outside: report.Outside{Refused: 3}},
			{Key: "commune", Name: locale.T("=Cấp xã", "Communes"), Line: line(190, 10, 0, 100, 50, 20, 30, 0)},
		},
	}
}

func TestWriteJSON(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.WriteCLI(&b, sample(), report.JSON); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	row := got["rows"].([]any)[0].(map[string]any)
	want := map[string]any{
		"key": "province", "name": "Cấp tỉnh", "received": map[string]any{"total": 100.0, "online": 80.0, "direct": 15.0, "carried": 5.0},
		"settled": map[string]any{"total": 90.0, "early": 60.0, "on_time": 20.0, "late": 10.0}, "open": map[string]any{"total": 10.0, "in_time": 8.0, "late": 2.0},
	}
	if a, b := mustJSON(t, row), mustJSON(t, want); a != b {
		t.Errorf("row %s, want %s", a, b)
	}
	for key, want := range map[string]any{"definition": "II.06a/1", "position": 17.0, "from": "2024-01-01", "to": "2024-03-31"} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
	if len(got) != 6 || got["annex"].(map[string]any)["rows"].([]any)[0].(map[string]any)["refused"] != 3.0 {
		t.Errorf("object %v", got)
	}
	if err := report.WriteCLI(&b, sample(), "xml"); err == nil {
		t.Error("wrote xml")
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWriteCSV(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.WriteCLI(&b, sample(), report.CSV); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(b.String(), "\uFEFF")
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatal(err, marked)
	}
	if len(lines) != 5 || lines[0][2] != "(3) Tiếp nhận" || lines[0][12] != "(13) Đang giải quyết, quá hạn" || lines[1][12] != "open_late" {
		t.Fatalf("head %q", lines[:2])
	}
	if lines[3][1] != "'=Cấp xã" {
		t.Errorf("a name could run as a formula: %q", lines[3][1])
	}
	if total := lines[4]; total[0] != "total" || total[2] != "300" || total[12] != "2" || total[len(total)-5] != "II.06a/1" {
		t.Errorf("total %q", total)
	}
}

// hidden is a report published alone.
func hidden(r report.Report) report.PublicReport {
	return report.Hide(report.Views{Reports: []report.Report{r}})[r.By]
}

func TestHide(t *testing.T) {
	t.Parallel()
	p := hidden(sample())
	province := p.Lines[0]
	if province.Figures[10].Text(locale.VI) != "<5" {
		t.Errorf("two open late ones are published: %+v", province.Figures)
	}
	if province.Figures[9].Hide == report.Plain && province.Figures[8].Hide == report.Plain {
		t.Error("12 and 11 give 13 away")
	}
	if p.Sum.Figures[0].N != 300 || p.Sum.Figures[4].N != 260 || p.Sum.Late.N != 32 {
		t.Errorf("the totals are hidden: %+v", p.Sum)
	}
	if p.Outside.Refused.Text(locale.VI) != "<5" {
		t.Errorf("refusals %+v", p.Outside)
	}
	var j, c bytes.Buffer
	if err := report.WritePublicJSON(&j, p); err != nil {
		t.Fatal(err)
	}
	if err := report.WritePublicCSV(&c, p); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(j.String(), `"late": null`) || !strings.Contains(c.String(), "<5") || strings.Contains(c.String(), "withdrawn") {
		t.Errorf("%s\n%s", j.String(), c.String())
	}
}

// Four small figures under a sum that is said to be below five would each be one.
func TestAHiddenSumFixesNoPart(t *testing.T) {
	t.Parallel()
	r := report.Report{By: report.ByAgency, Period: report.CalendarQuarter(2024, 1)}
	for range 4 {
		var row report.Row
		row.Received = report.ReceivedLine{Total: 100, Online: 60, Direct: 40}
		row.Settled = report.SettledLine{Total: 100, Early: 90, OnTime: 9, Late: 1}
		r.Rows = append(r.Rows, row)
	}
	p := hidden(r)
	const late = 7
	for _, line := range p.Lines {
		if got := line.Figures[late].Text(locale.VI); got != "<5" {
			t.Errorf("one late dossier is published as %q", got)
		}
	}
	if got := p.Sum.Figures[late].Text(locale.VI); got != "*" {
		t.Errorf("the sum of four is published as %q", got)
	}
}
