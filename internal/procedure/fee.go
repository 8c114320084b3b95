package procedure

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/locale"
)

//nolint:gochecknoglobals // compiled once
var (
	amountText = regexp.MustCompile(`(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ\b|vnđ|vnd)`)
	// perUnit is what a fee is counted by: "/trang", "mỗi bản".
	perUnit = regexp.MustCompile(`(?:/\s*(?:0?1\s+)?|mỗi\s+)(trang|bản|tờ|người|thửa|m2|km|xe|giấy|trích lục)(?:[^\p{L}]|$)`)
	// depending are the words of a fee that rests on more than the dossier.
	depending = regexp.MustCompile(`[;:]|nếu|tối đa|tối thiểu|trở lên|trở đi|tùy|tuỳ|theo quy mô|từ |đến |hoặc|giảm|miễn .* (?:đối với|cho)|đối với`)
)

// minAmount is the smallest charge in đồng that is believed from a bare
// number: the portal shows 100 for 100.000.
const minAmount = 1000

// readFee keeps the fee's text and believes its number only where nothing
// contradicts it. nothingCharged tells that the whole record has only zeros
// and no text.
func readFee(f rawFee, nothingCharged bool) Fee {
	fee := Fee{Kind: feeKind(f.Type), Text: locale.Text{VI: cleanText(f.Description)}}
	currency := cleanLine(f.CurrencyName)
	var value float64
	if f.Value != nil {
		value = *f.Value
	}
	whole := int64(value)
	inText := amounts(fee.Text.VI)
	low := strings.ToLower(strings.TrimLeft(fee.Text.VI, bullets+"("))
	switch {
	case currency != "" && !strings.Contains(strings.ToLower(currency), "đồng") && value > 0:
		amount := strconv.FormatFloat(value, 'f', -1, 64) + " " + currency
		fee.Text.VI = strings.TrimSpace(amount + ". " + fee.Text.VI)
	case f.Value != nil && whole == 0 && (hasAnyPrefix(low, "miễn lệ phí", "miễn phí", "không thu", "không.") || low == "không"):
		fee.Known = true
	case f.Value != nil && whole == 0 && nothingCharged:
		fee.Known = true
		fee.Text = locale.T("Không thu", "Free of charge")
	case whole >= minAmount && float64(whole) == value && (len(inText) == 0 || (len(inText) == 1 && inText[0] == whole)):
		fee.Known, fee.Amount = true, whole
	}
	return fee
}

// IsCertain reports whether the fee is one sum for every dossier: known, and
// its own words name no other sum, no unit to count and no condition.
func (f Fee) IsCertain() bool {
	words := strings.ToLower(strings.TrimSpace(f.Text.VI))
	return f.Known && len(amounts(words)) <= 1 && !perUnit.MatchString(words) && !depending.MatchString(words)
}

// Unit is what the fee is counted by ("trang", "bản"), "" for one that is not
// counted.
func (f Fee) Unit() string {
	if m := perUnit.FindStringSubmatch(strings.ToLower(f.Text.VI)); m != nil {
		return m[1]
	}
	return ""
}

func feeKind(t string) FeeKind {
	switch t {
	case "SERVICE_FEE":
		return Duty
	case "PRICE_LEVEL":
		return Price
	}
	return Charge
}

// amounts lists the different sums in đồng that a text names.
func amounts(s string) []int64 {
	var out []int64
	for _, m := range amountText.FindAllStringSubmatch(strings.ToLower(s), -1) {
		n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(m[1]), 10, 64)
		if err != nil {
			continue
		}
		seen := false
		for _, o := range out {
			seen = seen || o == n
		}
		if !seen {
			out = append(out, n)
		}
	}
	return out
}
