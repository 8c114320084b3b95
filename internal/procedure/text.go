package procedure

import (
	"strings"

	"motcua/internal/locale"
)

// cleanText makes a record's text storable and searchable: NFC, ordinary
// spaces, no control or invisible characters. Line breaks stay. Records are
// checked for UTF-8 before, so there is no other problem to report.
func cleanText(s string) string {
	out, _ := locale.CleanLines(s)
	return out
}

// cleanLine is cleanText on one line with single spaces.
func cleanLine(s string) string {
	out, _ := locale.Clean(s)
	return out
}

// bullets are the marks that open a row or a title in records.
const bullets = " -+*•–—.·…\t"

// title drops what numbers or points at a title: "a) ", "(1.2) ", "* ", and
// the colon after it.
func title(s string) string {
	s = strings.TrimLeft(cleanLine(s), bullets)
	for {
		rest, cut := cutNumber(s)
		if !cut {
			break
		}
		s = strings.TrimLeft(rest, bullets)
	}
	return strings.TrimRight(s, " :;.,")
}

// cutNumber removes one leading "a)", "(1)", "4)", "1-" or "1.2".
func cutNumber(s string) (string, bool) {
	i := 0
	for i < len(s) && i < 6 && strings.IndexByte("(0123456789.,", s[i]) >= 0 {
		i++
	}
	if i > 0 && i < len(s) && (s[i] == ')' || s[i] == '-' || s[i] == '/') {
		return s[i+1:], true
	}
	if len(s) > 1 && s[1] == ')' && s[0] >= 'a' && s[0] <= 'z' {
		return s[2:], true
	}
	if strings.HasPrefix(s, "đ)") {
		return s[len("đ)"):], true
	}
	return s, false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// shortLength is how many letters fit two lines of a phone.
const shortLength = 90

// ShortName derives the name people use from the official one: without
// "Thủ tục", parentheses and the legal tail, at most shortLength letters, cut
// at a clause where there is one.
func ShortName(official string) string {
	s := strings.Trim(cleanLine(official), " .;,:")
	if form := "thủ tục"; len(s) > len(form)+4 && strings.EqualFold(s[:len(form)], form) {
		s = strings.TrimLeft(s[len(form):], " :-")
	}
	s = dropParentheses(s)
	for _, tail := range []string{
		" theo quy định", " quy định tại", " thuộc thẩm quyền", " thuộc phạm vi", " ban hành kèm theo", " trên địa bàn",
	} {
		if i := indexFold(s, tail); i > 12 {
			s = s[:i]
		}
	}
	if runeLen(s) > shortLength {
		s = cutClause(s)
	}
	if s = strings.Trim(s, " .;,:-/"); s == "" {
		// Only marks are left once the form words are gone: the official name is all there is.
		return cleanLine(official)
	}
	return locale.UpperFirst(s)
}

// indexFold is the byte place in s of its first part equal to tail but for
// case, or -1. (A place found in a lowered copy of s need not be a place in s:
// some letters change their length with their case.)
func indexFold(s, tail string) int {
	for i := range s {
		if len(s)-i >= len(tail) && strings.EqualFold(s[i:i+len(tail)], tail) {
			return i
		}
	}
	return -1
}

func runeLen(s string) int { return len([]rune(s)) }

// dropParentheses removes bracketed parts; an unclosed one ends the name.
func dropParentheses(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(0, depth-1)
		case depth == 0:
			b.WriteRune(r)
		}
	}
	out := strings.Join(strings.Fields(b.String()), " ")
	if runeLen(out) < 8 {
		return s
	}
	return out
}

// cutClause shortens at the last clause that fits, else at a word with "…".
func cutClause(s string) string {
	runes := []rune(s)
	head := string(runes[:shortLength])
	best := -1
	for _, mark := range []string{"; ", " đối với ", " trong trường hợp ", " trường hợp ", ", "} {
		if i := strings.LastIndex(head, mark); i > best && len([]rune(head[:i])) >= 30 {
			best = i
		}
	}
	if best > 0 {
		return head[:best]
	}
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return head + "…"
}

// OnlyWhen says as one phrase when a conditional paper is due: "Chỉ khi nhờ
// người khác nộp thay", "Only for an abandoned child". Conditions of records and
// of our own begin in many ways. Without English words it has none.
func OnlyWhen(condition locale.Text) locale.Text {
	vi, en := locale.LowerFirst(condition.VI), ""
	rest, opens := cutAnyPrefix(vi, "khi ", "nếu ")
	switch {
	case vi == "":
		return locale.Text{}
	case opens:
		vi = "Chỉ khi " + rest
	case hasAnyPrefix(vi, "trong ", "đối với ", "với "):
		vi = "Chỉ " + vi
	case strings.HasPrefix(vi, "trường hợp "):
		vi = "Chỉ trong " + vi
	default:
		vi = "Chỉ trong trường hợp " + vi
	}
	switch low := locale.LowerFirst(condition.EN); {
	case low == "":
	case hasAnyPrefix(low, "if ", "when ", "where ", "for ", "in "):
		en = "Only " + low
	default:
		en = "Only in this case: " + low
	}
	return locale.Text{VI: vi, EN: en}
}

func cutAnyPrefix(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// PaperTitle is a paper's name as a line of a list: without the number before
// it and the semicolon after it that records carry over from their documents.
func PaperTitle(name locale.Text) locale.Text {
	return locale.Text{VI: listed(name.VI), EN: listed(name.EN)}
}

func listed(s string) string {
	number, rest, ok := strings.Cut(s, ". ")
	if ok && len(number) < 3 && number != "" && strings.Trim(number, "0123456789") == "" {
		s = rest
	}
	if cut := title(s); cut != "" {
		return cut
	}
	return s
}
