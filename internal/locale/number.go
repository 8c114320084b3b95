package locale

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Number groups the thousands of n: "120.500" in Vietnamese, "120,500" in
// English.
func Number(n int64, lang Lang) string {
	digits := strconv.FormatInt(n, 10)
	neg := strings.HasPrefix(digits, "-")
	digits = strings.TrimPrefix(digits, "-")
	sep := byte('.')
	if lang == EN {
		sep = ','
	}
	var b strings.Builder
	if neg {
		b.WriteByte('-')
	}
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// Decimal writes unscaled / 10^places with a decimal comma (a point in
// English), without trailing zeros: Decimal(7500, 3, VI) is "7,5".
func Decimal(unscaled int64, places int, lang Lang) string {
	digits := strconv.FormatInt(unscaled, 10)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if pad := places + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	whole, frac := digits[:len(digits)-places], strings.TrimRight(digits[len(digits)-places:], "0")
	n, _ := strconv.ParseInt(whole, 10, 64) // digits of an int64
	out := sign + Number(n, lang)
	if frac == "" {
		return out
	}
	if lang == EN {
		return out + "." + frac
	}
	return out + "," + frac
}

// Percent is part of whole with one decimal, rounded half up: "82,4%". Of
// nothing there is no share: "–". What is not all never reads 100%, and what is
// not nothing never reads 0%.
func Percent(part, whole int64, lang Lang) string {
	if whole <= 0 || part < 0 {
		return "–"
	}
	// In float64 the tenths of a percent of any count of dossiers are exact
	// enough; the two ends are settled by comparison.
	tenths := int64(float64(part)/float64(whole)*1000 + 0.5)
	switch {
	case tenths >= 1000 && part < whole:
		tenths = 999
	case tenths == 0 && part > 0:
		tenths = 1
	}
	return Decimal(tenths, 1, lang) + "%"
}

// Dong is an amount of money in figures: "1.000.000 đồng".
func Dong(n int64) string { return Number(n, VI) + " đồng" }

// DongIn is Dong in Vietnamese and "VND 1,000,000" in English.
func DongIn(n int64, lang Lang) string {
	if lang == EN {
		return "VND " + Number(n, EN)
	}
	return Dong(n)
}

// DongWords is an amount in Vietnamese words as receipts need it: "Một triệu
// hai trăm linh năm nghìn không trăm mười lăm đồng".
func DongWords(n int64) string {
	s := NumberWords(n) + " đồng"
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// NumberWords reads n in Vietnamese, in the northern way (linh, nghìn).
func NumberWords(n int64) string {
	switch {
	case n == 0:
		return "không"
	case n < 0:
		// The magnitude of the least int64 fits only a uint64.
		return "âm " + strings.Join(readNumber(nil, uint64(-(n+1))+1, false), " ")
	}
	return strings.Join(readNumber(nil, uint64(n), false), " ")
}

// readNumber appends the words of n > 0; padded says that something larger was
// read before, so that every group is read with its hundreds.
func readNumber(w []string, n uint64, padded bool) []string {
	const billion = 1_000_000_000
	if high := n / billion; high > 0 {
		w = append(readNumber(w, high, padded), "tỷ")
		n, padded = n%billion, true
	}
	for _, group := range [...]struct {
		value uint64
		name  string
	}{{1_000_000, "triệu"}, {1_000, "nghìn"}, {1, ""}} {
		g := n / group.value % 1000
		if g == 0 {
			continue
		}
		w = readGroup(w, g, padded)
		if group.name != "" {
			w = append(w, group.name)
		}
		padded = true
	}
	return w
}

// readGroup appends the words of 1…999.
func readGroup(w []string, g uint64, padded bool) []string {
	digit := [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
	hundreds, tens, ones := g/100, g/10%10, g%10
	if hundreds > 0 || padded {
		w = append(w, digit[hundreds], "trăm")
		padded = true
	}
	switch {
	case tens == 0 && ones > 0 && padded:
		w = append(w, "linh")
	case tens == 1:
		w = append(w, "mười")
	case tens > 1:
		w = append(w, digit[tens], "mươi")
	}
	switch {
	case ones == 0:
		return w
	case ones == 1 && tens > 1:
		return append(w, "mốt")
	case ones == 4 && tens > 1:
		return append(w, "tư")
	case ones == 5 && tens > 0:
		return append(w, "lăm")
	}
	return append(w, digit[ones])
}

// Quantity is a count with its noun: "2 ngày", "1 day", "2 days". Vietnamese
// nouns have no plural.
func Quantity(n int64, vi, one, many string) Text {
	return T(Number(n, VI)+" "+vi, Number(n, EN)+" "+Plural(n, one, many))
}

// Plural picks the English form for n.
func Plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Ordinal is the place in a row: "thứ nhất", "thứ hai", "thứ tư", "thứ hai mươi
// mốt"; "1st", "2nd", "11th". n is at least 1.
func Ordinal(n int64) Text {
	vi := "thứ " + NumberWords(n)
	switch n {
	case 1:
		vi = "thứ nhất"
	case 4:
		vi = "thứ tư"
	}
	suffix := "th"
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return T(vi, strconv.FormatInt(n, 10)+suffix)
}
