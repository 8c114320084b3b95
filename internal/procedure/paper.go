package procedure

import (
	"encoding/json"
	"fmt"
	"strings"

	"motcua/internal/locale"
)

// papers reads the groups of rows: which rows are papers, which are notes or
// headings that stand among them, and which groups are cases.
func (r rawRecord) papers(p *Procedure) {
	groups := r.Groups
	if len(r.Loose) > 0 {
		groups = append(groups[:len(groups):len(groups)], rawGroup{Papers: r.Loose})
	}
	for _, c := range r.Cases {
		if len(c.Papers) > 0 {
			groups = append(groups[:len(groups):len(groups)], rawGroup{Name: c.Name, Papers: c.Papers})
		}
	}
	cases := caseTitles(groups)
	keys := map[string]int{}
	for gi, g := range groups {
		kind, isCase := groupKind(g.Name)
		out := PaperGroup{Name: locale.Text{VI: title(g.Name)}, Kind: kind}
		if isCase && len(cases) > 1 {
			out.Name.VI = caseTitle(out.Name.VI)
			out.Case = p.caseFor(out.Name.VI)
		}
		for ri, row := range g.Papers {
			paper := row.paper(kind)
			paper.Key = uniqueKey(keys, paper.Code, gi, ri)
			if isCase && len(cases) == 1 && paper.Kind != Note && !paper.Optional && conditional(strings.ToLower(out.Name.VI)) {
				paper.Optional, paper.Condition = true, out.Name
			}
			if paper.Kind == Note && paper.Name.VI != "" {
				p.Notes = append(p.Notes, paper.Name.VI)
			}
			out.Papers = append(out.Papers, paper)
		}
		p.Groups = append(p.Groups, out)
	}
}

func uniqueKey(keys map[string]int, code string, group, row int) string {
	key := code
	if key == "" {
		key = fmt.Sprintf("g%d.%d", group+1, row+1)
	}
	keys[key]++
	if n := keys[key]; n > 1 {
		key = fmt.Sprintf("%s#%d", key, n)
	}
	return key
}

func caseTitles(groups []rawGroup) map[string]bool {
	out := map[string]bool{}
	for _, g := range groups {
		if _, isCase := groupKind(g.Name); isCase {
			out[strings.ToLower(title(g.Name))] = true
		}
	}
	return out
}

// groupKind reads a group's title: what is done with its papers, and whether
// the title names a case.
func groupKind(name string) (kind GroupKind, isCase bool) {
	low := strings.ToLower(title(name))
	switch {
	case low == "" || hasAnyPrefix(low, "thành phần hồ sơ", "thành phầm hồ sơ", "hồ sơ gồm", "hồ sơ bao gồm"):
		return Submit, false
	case hasAnyPrefix(low, "lưu ý", "ghi chú", "chú ý"):
		return Note, false
	case strings.Contains(low, "xuất trình") && !strings.Contains(low, "nộp") && hasAnyPrefix(low, "giấy tờ", "các giấy tờ", "xuất trình"):
		return Present, false
	case hasAnyPrefix(low, "giấy tờ phải nộp", "các giấy tờ phải nộp", "giấy tờ nộp"):
		return Submit, false
	}
	return Submit, true
}

// caseTitle takes "hồ sơ … gồm" off a title that names a case.
func caseTitle(name string) string {
	for _, tail := range []string{" bao gồm", " gồm", " hồ sơ", ","} {
		name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(name), tail))
	}
	if rest, ok := strings.CutPrefix(name, "Hồ sơ "); ok {
		name = rest
	}
	return locale.UpperFirst(name)
}

// caseFor finds the case of that name or adds one that only its papers make.
func (p *Procedure) caseFor(name string) string {
	for _, c := range p.Cases {
		if strings.EqualFold(title(c.Name.VI), name) {
			return c.Code
		}
	}
	n := 1
	for _, c := range p.Cases {
		if strings.HasPrefix(c.Code, p.Code+".g") {
			n++
		}
	}
	c := Case{Code: fmt.Sprintf("%s.g%d", p.Code, n), Name: locale.Text{VI: name}}
	if c.Limit = p.limitInNotes(strings.ToLower(name)); c.Limit.IsKnown() {
		c.LimitText = LimitWords(c.Limit)
	}
	p.Cases = append(p.Cases, c)
	return c.Code
}

func (r rawPaper) paper(group GroupKind) Paper {
	p := Paper{
		Code: cleanLine(r.Code), Name: locale.Text{VI: strings.TrimLeft(cleanLine(r.Name), bullets)},
		ElectronicForm: r.ElectronicForm,
	}
	var plainO, plainC bool
	p.Originals, plainO = quantity(r.Originals)
	p.Copies, plainC = quantity(r.Copies)
	if !plainO || !plainC {
		p.Quantity = strings.TrimSpace(fmt.Sprintf("bản chính: %s; bản sao: %s", oddQuantity(r.Originals), oddQuantity(r.Copies)))
	}
	p.Kind = rowKind(group, p)
	if p.Kind != Note {
		p.readCondition()
	}
	return p
}

// quantity reads a small whole number; false when it is something else.
func quantity(raw json.RawMessage) (int, bool) {
	if len(raw) == 0 || string(raw) == "null" {
		return 0, true
	}
	var n int
	if json.Unmarshal(raw, &n) != nil || n < 0 || n > 1000 {
		return 0, false
	}
	return n, true
}

func oddQuantity(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return cleanLine(s)
	}
	return clip(cleanLine(string(raw)))
}

// rowKind tells papers from the notes, headings and rules that records put
// among them. A row with no quantity that opens like a rule is a note; one
// with a quantity that opens with a case and asks for something is a paper due
// in that case.
func rowKind(group GroupKind, p Paper) GroupKind {
	low := strings.ToLower(p.Name.VI)
	counted := p.Originals > 0 || p.Copies > 0 || p.Quantity != ""
	switch {
	case group == Note, low == "", hasAnyPrefix(low, "lưu ý", "ghi chú", "chú ý", "ví dụ"):
		return Note
	case strings.HasSuffix(low, ":"):
		return Note
	case conditional(low) || hasAnyPrefix(low, "người ", "cơ quan ", "công dân ", "việc "):
		if counted && conditional(low) && asksForPaper(low) {
			return group
		}
		return Note
	}
	return group
}

// conditional tells a row that opens with a case.
func conditional(low string) bool {
	return hasAnyPrefix(low, "trường hợp", "trong trường hợp", "đối với", "nếu ", "ngoài ", "tùy ", "tuỳ ", "khi ")
}

func asksForPaper(low string) bool {
	if containsAny(low, "không phải nộp", "không phải xuất trình", "không yêu cầu", "không được yêu cầu", "được thay thế",
		"thay thế bằng", "gửi hồ sơ qua", "hủy bỏ kết quả", "có thể nộp bản") {
		return false
	}
	return containsAny(low, "phải có", "nộp", "xuất trình", "bổ sung", "kèm", "còn phải", "thêm", "gồm", "giấy", "văn bản", "bản sao", "lập")
}

// readCondition finds when a paper is due: "(nếu có)", "trong trường hợp …",
// or only for some ways of filing.
func (p *Paper) readCondition() {
	s := p.Name.VI
	low := strings.ToLower(s)
	if strings.Contains(low, "lựa chọn nộp") || strings.Contains(low, "lựa chọn hình thức") {
		paperWay := containsAny(low, "hình thức trực tiếp", "bưu chính")
		if screen := strings.Contains(low, "hình thức trực tuyến"); screen != paperWay {
			if screen {
				p.Methods, p.ElectronicForm = []Method{Online}, true
			} else {
				p.Methods = []Method{Direct, Postal}
			}
			return
		}
	}
	switch {
	case conditional(low):
		p.Optional = true
		p.Condition = locale.Text{VI: clause(s, 0)}
	case ifAny(low):
		p.Optional, p.Condition = true, locale.T("Nếu có", "If there is one")
	default:
		for _, mark := range []string{" trong trường hợp ", " đối với trường hợp ", "(nếu ", "(đối với ", "(trường hợp "} {
			if i := strings.Index(low, mark); i > 0 && !strings.ContainsAny(s[:i], ";.") {
				p.Optional = true
				p.Condition = locale.Text{VI: locale.UpperFirst(strings.Trim(clause(s, i), " ("))}
				return
			}
		}
	}
}

// ifAny tells that the row's only item is due "if there is one"; in a row of
// several items the words belong to the last.
func ifAny(low string) bool {
	first, _, _ := strings.Cut(low, ";")
	return strings.Contains(first, "nếu có)") || strings.HasSuffix(strings.TrimRight(first, " .;"), "nếu có")
}

// clause is the text from i to the end of its clause.
func clause(s string, i int) string {
	rest := s[i:]
	end := len(rest)
	for _, stop := range []string{" thì ", " phải ", ". ", ";", ")", ":"} {
		if j := strings.Index(rest, stop); j > 10 && j < end {
			end = j
		}
	}
	return strings.TrimRight(strings.TrimSpace(rest[:end]), ".,;")
}
