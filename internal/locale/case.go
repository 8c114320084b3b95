package locale

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// UpperFirst raises the first letter: words that begin a sentence.
func UpperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// LowerFirst puts a title inside a sentence: its first letter becomes small,
// unless it begins an abbreviation ("UBND").
func LowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[n:]); n == 0 || r == utf8.RuneError || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Size is a number of bytes for people: "1,2 MB", "340 KB", "dưới 1 KB".
func Size(bytes int64) Text {
	switch {
	case bytes < 1<<10:
		return T("dưới 1 KB", "under 1 KB")
	case bytes < 1<<20:
		n := strconv.FormatInt((bytes+512)>>10, 10)
		return T(n+" KB", n+" KB")
	}
	tenths := (bytes*10 + 1<<19) >> 20
	return T(Decimal(tenths, 1, VI)+" MB", Decimal(tenths, 1, EN)+" MB")
}
