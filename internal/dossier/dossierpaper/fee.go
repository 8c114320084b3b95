package dossierpaper

import (
	"cmp"
	"regexp"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

//nolint:gochecknoglobals // compiled once
var (
	// amountWords are a sum as records write it.
	amountWords = regexp.MustCompile(`\d[\d.,]*\s*(?:đồng|vnđ|vnd|đ)`)
	// perUnit is what a fee is counted by: "/trang", "mỗi bản".
	perUnit = regexp.MustCompile(`(?:/\s*(?:0?1\s+)?|mỗi\s+)(trang|bản|tờ|người|thửa|m2|km|xe|giấy|trích lục)(?:[^\p{L}]|$)`)
	// conditional are the words of a fee that depends on more than the dossier.
	conditional = regexp.MustCompile(`[;:]|nếu|tối đa|tối thiểu|trở lên|trở đi|tùy|tuỳ|theo quy mô|từ |đến |hoặc|giảm|miễn .* (?:đối với|cho)|đối với`)
)

// certain tells whether a fee is one sum for every dossier: known, and its own
// words name no other sum, no unit to count and no condition.
func certain(f procedure.Fee) bool {
	words := strings.ToLower(strings.TrimSpace(f.Text.VI))
	return f.Known && len(amountWords.FindAllString(words, -1)) <= 1 && !perUnit.MatchString(words) && !conditional.MatchString(words)
}

// feeSentence is what the paper says of a fee that must still be reckoned.
func feeSentence(f procedure.Fee) string {
	words := clip(f.Text.VI)
	if words == "" && f.Known {
		words = locale.Dong(f.Amount)
	}
	if m := perUnit.FindStringSubmatch(strings.ToLower(words)); m != nil {
		words = strings.TrimRight(words, " .;,") + ", tính theo số " + m[1] + " thực tế"
	}
	return words
}

// fees lists the charges of the dossier's way of filing with the record's own
// words, and their sum when every amount is certain and none of them is one of
// several to choose from.
func (p Printer) fees(s dossier.State) (rows []map[string]string, total string) {
	ch, ok := p.Definition.Channel(s.Method)
	if !ok || len(ch.Fees) == 0 {
		return nil, ""
	}
	sum, sure := int64(0), true
	kinds := map[procedure.FeeKind]bool{}
	for _, f := range ch.Fees {
		sure = sure && certain(f) && !kinds[f.Kind]
		kinds[f.Kind] = true
		sum += f.Amount
		rows = append(rows, map[string]string{"ten": feeName(f.Kind), "so_tien": cmp.Or(feeSentence(f), "theo quy định")})
	}
	if sure {
		total = locale.Dong(sum)
	}
	return rows, total
}

func feeName(k procedure.FeeKind) string {
	switch k {
	case procedure.Charge:
		return "Phí"
	case procedure.Price:
		return "Giá dịch vụ"
	case procedure.Duty:
	}
	return "Lệ phí"
}

// clip keeps a record's long text from filling the paper.
func clip(s string) string {
	const most = 240
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most]), " ,;") + "…"
	}
	return s
}
