package locale

import (
	"fmt"
	"strings"
	"time"
)

// maxCode bounds what is looked at as a code, in bytes; the longest real one
// has under 40.
const maxCode = 80

// CodeKey is the key by which codes are compared and found: capitals, letters
// and digits only, without marks. "h49.12-240401-0001", "H49 12 240401 0001"
// and a scanner's "H4912–240401/0001" have one key.
func CodeKey(s string) string {
	var b strings.Builder
	for _, r := range Plain(s) {
		switch {
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		case r >= 'a' && r <= 'z':
			b.WriteRune(r - 'a' + 'A')
		}
	}
	return b.String()
}

// DossierCode is a dossier code (mã hồ sơ) that was read: the code of the
// agency that settles it, the day of reception and the number within the day,
// as in H49.12-240401-0001 or, in the older form of agency codes,
// 000.00.12.H49-240401-0001.
type DossierCode struct {
	// Key is CodeKey of the code; always there, and what is looked up.
	Key string
	// Text is the code as it is printed. It is "" with Agency, Day and Number
	// when dots and dashes were lost in a way that leaves several readings.
	Text   string
	Agency string
	Day    Day
	Number int
}

// ParseDossierCode reads a dossier code that was typed or scanned: capitals,
// spaces and kinds of dash do not matter, and dots and dashes may be missing.
func ParseDossierCode(s string) (DossierCode, *Problem) {
	if len(s) > maxCode {
		return DossierCode{}, badDossierCode()
	}
	text := strings.Map(func(r rune) rune {
		switch r {
		case '–', '—', '‐', '‑', '−', '_', '/':
			return '-'
		case ' ', '\t', '\r', '\n', '\u00a0', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, strings.ToUpper(s))
	if c, ok := splitDossierCode(text); ok {
		return c, nil
	}
	if c, ok := rebuildDossierCode(CodeKey(s)); ok {
		return c, nil
	}
	return DossierCode{}, badDossierCode()
}

func badDossierCode() *Problem {
	return problem("dossier_code.shape",
		"Chưa đọc được mã hồ sơ. Mã in trên giấy tiếp nhận, có dạng H49.12-240401-0001; xin Ông/Bà xem lại giấy rồi gõ lại.",
		"The dossier code could not be read. It is printed on the receipt and looks like H49.12-240401-0001; please check it and type it again.")
}

// splitDossierCode reads a code that has its dashes.
func splitDossierCode(text string) (DossierCode, bool) {
	parts := strings.Split(text, "-")
	if len(parts) != 3 || !isAgencyCode(parts[0]) || !allDigits(parts[1]) || len(parts[1]) != 6 ||
		!allDigits(parts[2]) || len(parts[2]) < 4 || len(parts[2]) > 6 {
		return DossierCode{}, false
	}
	day := codeDay(parts[1])
	if !day.Valid() {
		return DossierCode{}, false
	}
	return DossierCode{Key: CodeKey(text), Text: text, Agency: parts[0], Day: day, Number: atoi(parts[2])}, true
}

// isAgencyCode reports whether s is an agency's code in the older form (QCVN
// 102:2016) 000.ZZ.YY.H49 or the newer (QĐ 20/2020) H49, H49.12, H49.12.03 …
func isAgencyCode(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) == 4 && parts[0] == "000" {
		return len(parts[1]) == 2 && allDigits(parts[1]) && len(parts[2]) == 2 && allDigits(parts[2]) && isRootCode(parts[3])
	}
	if len(parts) > 5 || !isRootCode(parts[0]) {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) < 1 || len(p) > 3 || CodeKey(p) != p {
			return false
		}
	}
	return true
}

// isRootCode reports whether s is the code of a province or ministry: H49.
func isRootCode(s string) bool {
	return len(s) == 3 && s[0] >= 'A' && s[0] <= 'Z' && allDigits(s[1:])
}

// rebuildDossierCode reads a code without its dots and dashes. Only the older
// agency codes and the bare province code have a known length; for the others
// the key alone is known.
func rebuildDossierCode(key string) (DossierCode, bool) {
	var agency, rest string
	switch {
	case len(key) >= 20 && strings.HasPrefix(key, "000") && allDigits(key[:7]) && isRootCode(key[7:10]):
		agency, rest = fmt.Sprintf("000.%s.%s.%s", key[3:5], key[5:7], key[7:10]), key[10:]
	case len(key) == 13 && isRootCode(key[:3]):
		agency, rest = key[:3], key[3:]
	case len(key) >= 14 && len(key) <= 27 && isRootCode(key[:3]):
		for n := 10; n <= 12 && n <= len(key)-3; n++ {
			tail := key[len(key)-n:]
			if allDigits(tail) && codeDay(tail[:6]).Valid() {
				return DossierCode{Key: key}, true
			}
		}
		return DossierCode{}, false
	default:
		return DossierCode{}, false
	}
	if len(rest) > 12 || !allDigits(rest) {
		return DossierCode{}, false
	}
	return splitDossierCode(agency + "-" + rest[:6] + "-" + rest[6:])
}

// codeDay reads YYMMDD of this century.
func codeDay(s string) Day {
	return Day{2000 + atoi(s[:2]), time.Month(atoi(s[2:4])), atoi(s[4:6])}
}

// FormatDossierCode composes a code from its parts; the number has at least
// four digits.
func FormatDossierCode(agency string, day Day, number int) string {
	return fmt.Sprintf("%s-%02d%02d%02d-%04d", agency, day.Year%100, int(day.Month), day.Day, number)
}

// ProcedureCode is the code of an administrative procedure (mã TTHC).
type ProcedureCode struct {
	// Code is the national code: "1.001193".
	Code string
	// Suffix is what followed it: "01" of one of its cases, "000.00.00.H55" of
	// an agency's own copy; "" for the procedure itself.
	Suffix string
}

// ParseProcedureCode reads a procedure's code as typed: "1.001193", "1001193",
// "1-001193", with or without a suffix.
func ParseProcedureCode(s string) (ProcedureCode, *Problem) {
	bad := problem("procedure_code.shape",
		"Chưa đọc được mã thủ tục. Mã có một chữ số, dấu chấm và sáu chữ số, thí dụ 1.001193; xin Ông/Bà gõ lại hoặc tìm theo tên.",
		"The procedure code could not be read. It is one digit, a point and six digits, such as 1.001193; please type it again or search by name.")
	text := strings.ToUpper(strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\t', '\u200b':
			return -1
		case ',', '-', '–', '_', '·':
			return '.'
		}
		return r
	}, strings.TrimSpace(s)))
	if len(text) > maxCode || len(text) < 7 {
		return ProcedureCode{}, bad
	}
	if allDigits(text[:7]) {
		text = text[:1] + "." + text[1:]
	}
	if len(text) < 8 || text[1] != '.' || !allDigits(text[:1]) || !allDigits(text[2:8]) {
		return ProcedureCode{}, bad
	}
	code, rest := text[:8], text[8:]
	if rest == "" {
		return ProcedureCode{Code: code}, nil
	}
	if rest[0] != '.' || len(rest) == 1 {
		return ProcedureCode{}, bad
	}
	for part := range strings.SplitSeq(rest[1:], ".") {
		if part == "" || CodeKey(part) != part {
			return ProcedureCode{}, bad
		}
	}
	return ProcedureCode{Code: code, Suffix: rest[1:]}, nil
}

// String is the code with its suffix.
func (c ProcedureCode) String() string {
	if c.Suffix == "" {
		return c.Code
	}
	return c.Code + "." + c.Suffix
}

// allDigits reports whether s is one or more ASCII digits.
func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// atoi reads a short run of ASCII digits.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
