package procedure

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/locale"
)

//nolint:gochecknoglobals // compiled once
var amountText = regexp.MustCompile(`(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ\b|vnđ|vnd)`)

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
