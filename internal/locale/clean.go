package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean normalises one line of typed text as it is stored: Unicode NFC, every
// kind of space (also the non-breaking one and line breaks) as a single blank,
// ends trimmed, control, formatting and private characters dropped. Text that
// is not UTF-8 is a "text.encoding" Problem, because guessing would change a
// name. Secrets are never cleaned.
func Clean(s string) (string, *Problem) {
	if !utf8.ValidString(s) {
		return "", badEncoding()
	}
	// Dropping a character can bring a letter and its mark together, so the
	// composition comes last.
	return norm.NFC.String(strings.Join(strings.Fields(strings.Map(printable, s)), " ")), nil
}

// CleanLines is Clean for a text of several lines: line breaks are kept as
// "\n", empty lines at both ends are dropped.
func CleanLines(s string) (string, *Problem) {
	if !utf8.ValidString(s) {
		return "", badEncoding()
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i], _ = Clean(l) // valid: the whole text is
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n"), nil
}

func badEncoding() *Problem {
	return problem("text.encoding",
		"Ô này có ký tự bị lỗi phông chữ nên chưa lưu được. Xin Ông/Bà gõ lại bằng tiếng Việt Unicode.",
		"This field holds broken characters and could not be saved. Please type it again in Unicode.")
}

// printable maps spaces to the blank and drops what cannot be seen: controls,
// formatting (zero-width and direction marks), private use and U+FFFE/FFFF.
func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r&0xFFFE == 0xFFFE:
		return -1
	}
	return r
}
