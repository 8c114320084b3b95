package procedureweb

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web/ui"
)

// standingWords says why there is no button, and what to do instead.
func (v *view) standingWords() locale.Text {
	if !v.Standing.Fileable {
		return v.Standing.Say
	}
	if _, online := v.Channel(procedure.Online); online {
		return locale.T("Hiện nhận hồ sơ tại quầy và qua bưu chính; nộp trực tuyến sẽ mở khi cổng kết nối đăng nhập định danh quốc gia.",
			"For now dossiers are taken at counters and by post; filing online opens once the national sign-in is connected.")
	}
	if _, post := v.Channel(procedure.Postal); post {
		return locale.T("Thủ tục này nộp tại quầy hoặc qua bưu chính; bản ghi quốc gia không cho nộp trực tuyến.",
			"This procedure is filed at a counter or by post; the record allows no filing online.")
	}
	return locale.T("Thủ tục này nộp trực tiếp tại quầy.", "This procedure is filed in person at a counter.")
}

func caseOptions(v view) []ui.OptionProps {
	out := make([]ui.OptionProps, len(v.Choices))
	for i, c := range v.Choices {
		out[i] = ui.OptionProps{Value: c.Code, Text: c.Name, Chosen: c.Code == v.Chosen.Code}
		if c.Limit.IsKnown() && casesDiffer(v.Choices) {
			out[i].Hint = limitWords(c.Limit)
		}
	}
	return out
}

// paperCount counts the papers that everybody needs and those that only some do.
func (v *view) paperCount() locale.Text {
	some := v.conditional()
	all := strconv.Itoa(len(v.Papers) - some)
	if some == 0 {
		return ui.S("(" + all + ")")
	}
	more := strconv.Itoa(some)
	return locale.T("("+all+", và "+more+" tùy hoàn cảnh)", "("+all+", and "+more+" for some people)")
}

func placeOptions(v view) []ui.OptionProps {
	out := make([]ui.OptionProps, len(v.Places))
	for i, p := range v.Places {
		out[i] = ui.OptionProps{Value: p.ID, Text: ui.S(p.Name), Chosen: p.ID == v.Place}
	}
	return out
}

func wayRows(v view) []ui.Row {
	out := make([]ui.Row, len(v.Ways))
	for i, w := range v.Ways {
		out[i] = ui.Row{Cells: []ui.Cell{{Body: words(w.Name)}, {Body: words(w.Limit)}, {Body: feeCell(w.Fees)}}}
	}
	return out
}

// notedWays are the ways of which the record says something in words.
func (v *view) notedWays() []way {
	var out []way
	for _, w := range v.Ways {
		if !w.Note.IsZero() {
			out = append(out, w)
		}
	}
	return out
}

// long reports whether a text is folded in a table.
func long(t locale.Text) bool { return utf8.RuneCountInString(t.VI) > longPaper/2 }

func headOf(t locale.Text) string {
	head, _ := clip(strings.ReplaceAll(t.VI, "\n", " "), shortText)
	return locale.UpperFirst(head)
}

// basis is a legal text with its number, told once.
func basis(r procedure.Reference) locale.Text {
	if r.Code == "" || strings.Contains(r.Name.VI, r.Code) {
		return r.Name
	}
	if r.Name.VI == "" {
		return ui.S(r.Code)
	}
	return ui.S(r.Code + ": " + r.Name.VI)
}

// summary is what stands in the record's head.
func (v *view) summary() []ui.SummaryRow {
	var out []ui.SummaryRow
	add := func(vi, en string, texts ...locale.Text) {
		var told []locale.Text
		for _, t := range texts {
			if !t.IsZero() {
				told = append(told, t)
			}
		}
		if len(told) > 0 {
			out = append(out, ui.SummaryRow{Key: locale.T(vi, en), Body: listOf(told)})
		}
	}
	var results, subjects, departments []locale.Text
	for _, r := range v.Results {
		results = append(results, r.Name)
	}
	for _, s := range v.Subjects {
		subjects = append(subjects, ui.S(s))
	}
	for _, s := range v.Departments {
		departments = append(departments, ui.S(s))
	}
	add("Kết quả", "Result", results...)
	add("Đối tượng", "For whom", subjects...)
	add("Lĩnh vực", "Field", ui.S(v.Field.Name))
	add("Cơ quan thực hiện", "Carried out by", ui.S(v.Executing))
	add("Cơ quan trong danh mục", "Agencies as listed", departments...)
	add("Cơ quan công bố", "Published by", ui.S(v.Promulgator))
	add("Quyết định công bố", "Publishing decision", decision(v.Decision))
	if v.Published.Rev > 0 {
		add("Phiên bản", "Version", locale.T(
			"Bản thứ "+strconv.Itoa(v.Published.Rev)+", áp dụng từ "+v.Published.ValidFrom.Short(),
			"No. "+strconv.Itoa(v.Published.Rev)+", in force from "+v.Published.ValidFrom.Short()))
		add("Nguồn", "Source", origin(v.Published.Origin))
	}
	return out
}

func decision(d procedure.Decision) locale.Text {
	if d.Number == "" {
		return locale.Text{}
	}
	vi, en := d.Number, d.Number
	if !d.Date.IsZero() {
		vi, en = vi+" ngày "+d.Date.Short(), en+" of "+d.Date.Short()
	}
	if d.Agency != "" {
		vi, en = vi+", "+d.Agency, en+", "+d.Agency
	}
	return locale.T(vi, en)
}

func origin(o procedure.Origin) locale.Text {
	switch o {
	case procedure.National:
		return locale.T("Cơ sở dữ liệu quốc gia về thủ tục hành chính", "National database of administrative procedures")
	case procedure.Embedded:
		return locale.T("Bản mang theo phần mềm, viết từ các văn bản", "Carried by the software, written from the legal texts")
	case procedure.Own:
	}
	return locale.T("Tỉnh tự nhập", "Entered by the province")
}
