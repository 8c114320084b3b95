package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Plain writes s without Vietnamese marks, keeping capitals, spaces and
// punctuation, as in SMS: "Đăng ký" becomes "Dang ky". The Icelandic eth, which
// old fonts left in place of Đ, becomes d as well.
func Plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch {
		case r >= 0x0300 && r <= 0x036F:
		case r == 'đ' || r == 'ð' || r == 'ɖ':
			b.WriteByte('d')
		case r == 'Đ' || r == 'Ð' || r == 'Ɖ':
			b.WriteByte('D')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Fold is the search key of s: no marks, lower case, single spaces, invisible
// characters dropped, and the final y of a syllable written i where both
// spellings are in use (lý and lí, quý and quí; but not thúy and thúi). It is
// idempotent; Fold("Hoà") == Fold("hòa").
func Fold(s string) string {
	s = strings.ToLower(Plain(strings.Map(printable, s)))
	// Lower case of a few capitals (İ) carries a mark of its own.
	s = Plain(s)
	fields := strings.Fields(s)
	for i, f := range fields {
		fields[i] = foldYs(f)
	}
	return strings.Join(fields, " ")
}

// foldYs applies foldY to each run of letters in s.
func foldYs(s string) string {
	if !strings.Contains(s, "y") {
		return s
	}
	b := []byte(s)
	for i := range b {
		if b[i] == 'y' && (i+1 == len(b) || !isWordByte(b[i+1])) && yIsI(b, i) {
			b[i] = 'i'
		}
	}
	return string(b)
}

// foldY applies the rule of Fold to the end of one word.
func foldY(word string) string {
	if n := len(word); n > 0 && word[n-1] == 'y' && yIsI([]byte(word), n-1) {
		return word[:n-1] + "i"
	}
	return word
}

// yIsI reports whether the y that ends a syllable at b[i] may be written i: it
// follows a consonant, or qu.
func yIsI(b []byte, i int) bool {
	if i == 0 {
		return false
	}
	switch p := b[i-1]; p {
	case 'a', 'e', 'i', 'o', 'y':
		return false
	case 'u':
		return i >= 2 && b[i-2] == 'q'
	default:
		return p >= 'a' && p <= 'z'
	}
}

// isWordByte reports whether c goes on a word; all of UTF-8 above ASCII does.
func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 0x80
}

// Words are the folded words of s: runs of letters and digits; a point between
// digits stays inside ("1.001193" is one word).
func Words(s string) []string {
	var words []string
	rs := []rune(Fold(s))
	start := -1
	flush := func(end int) {
		if start >= 0 {
			words = append(words, string(rs[start:end]))
		}
		start = -1
	}
	for i, r := range rs {
		inner := r == '.' && start >= 0 && isDigit(rs[i-1]) && i+1 < len(rs) && isDigit(rs[i+1])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || inner {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(rs))
	return words
}

// Initials are the first letters of the folded words of s: "dkks" for "Đăng ký
// khai sinh", "nva" for "Nguyễn Văn An".
func Initials(s string) string {
	var b strings.Builder
	for _, w := range Words(s) {
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// digitsOnly drops the blanks, dots, dashes and brackets by which people group
// digits; ok is false when anything else is left or nothing is.
func digitsOnly(s string) (digits string, ok bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case isDigit(r):
			b.WriteRune(r)
		case unicode.IsSpace(r), strings.ContainsRune(".-–—_()/\u200b\ufeff", r):
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}
