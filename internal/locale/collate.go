package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The separators of sort keys, in rising order and below every digit and
// letter, so that a shorter text sorts before a longer one that begins with it.
const (
	partEnd  = ' ' // between the parts of a name
	levelEnd = '!' // between letters, tones and capitals
	wordEnd  = '"' // between words
	sign     = '#' // any punctuation
	firstOf  = 'A' // the letter a; ă is 'B', â is 'C' …
	foreign  = '~' // before a letter outside the Latin script
	noTone   = '0' // ngang
	other    = '6' // an accent that Vietnamese does not have
	alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
)

// SortKey is a text whose byte order is the order of a Vietnamese dictionary
// (CLDR, locale vi): letters first (a ă â b c d đ e ê … u ư v x y), then the
// tones of each syllable (ngang, huyền, hỏi, ngã, sắc, nặng), then small before
// capital letters. It is printable ASCII apart from foreign letters; where it
// is stored it must be compared bytewise (COLLATE "C" in PostgreSQL).
func SortKey(s string) string {
	letters, tones, caps := sortLevels(s)
	return letters + string(levelEnd) + tones + string(levelEnd) + caps
}

// NameSortKey is the key by which lists of Vietnamese people are sorted: given
// name (tên, the last word), then family name (họ, the first), then the middle
// names (đệm). Capitals do not count, since names are typed either way.
func NameSortKey(fullName string) string {
	words := strings.Fields(strings.ToLower(norm.NFC.String(strings.Map(printable, fullName))))
	var given, family, middle string
	switch n := len(words); {
	case n == 1:
		given = words[0]
	case n > 1:
		given, family, middle = words[n-1], words[0], strings.Join(words[1:n-1], " ")
	}
	return SortKey(given) + string(partEnd) + SortKey(family) + string(partEnd) + SortKey(middle)
}

// sortLevels gives the three levels of SortKey. The tone is one digit a word,
// whatever vowel carries it, so hoà and hòa stand together.
func sortLevels(s string) (letters, tones, caps string) {
	var l, t, c strings.Builder
	for i, word := range strings.Fields(strings.Map(printable, s)) {
		if i > 0 {
			l.WriteByte(wordEnd)
			c.WriteByte('0')
		}
		tone := byte(noTone)
		for _, r := range norm.NFC.String(word) {
			letter, mark := splitTone(r)
			if tone == noTone {
				tone = mark
			}
			writeLetter(&l, unicode.ToLower(letter))
			if unicode.IsUpper(letter) {
				c.WriteByte('1')
			} else {
				c.WriteByte('0')
			}
		}
		t.WriteByte(tone)
	}
	return l.String(), strings.TrimRight(t.String(), "0"), strings.TrimRight(c.String(), "0")
}

// writeLetter writes the weight of one lower-case letter without its tone.
func writeLetter(b *strings.Builder, r rune) {
	if i := runeIndex(alphabet, r); i >= 0 {
		b.WriteByte(byte(firstOf + i))
		return
	}
	switch {
	case isDigit(r):
		b.WriteRune(r)
	case unicode.IsMark(r):
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		b.WriteByte(foreign)
		b.WriteRune(r)
	default:
		b.WriteByte(sign)
	}
}

// runeIndex is the position of r among the runes of s, or -1.
func runeIndex(s string, r rune) int {
	i := 0
	for _, x := range s {
		if x == r {
			return i
		}
		i++
	}
	return -1
}

// splitTone separates a composed character into its letter, with the marks that
// make another letter of it (ă â ê ô ơ ư), and the weight of its tone.
func splitTone(r rune) (letter rune, tone byte) {
	tone = noTone
	switch r {
	case 'Ð', 'Ɖ':
		return 'Đ', tone
	case 'ð', 'ɖ':
		return 'đ', tone
	}
	var kept []rune
	for _, x := range norm.NFD.String(string(r)) {
		switch x {
		case 0x0300:
			tone = '1'
		case 0x0309:
			tone = '2'
		case 0x0303:
			tone = '3'
		case 0x0301:
			tone = '4'
		case 0x0323:
			tone = '5'
		default:
			kept = append(kept, x)
		}
	}
	if len(kept) == 0 { // a bare tone mark
		return r, tone
	}
	letter = []rune(norm.NFC.String(string(kept)))[0]
	if runeIndex(alphabet, unicode.ToLower(letter)) < 0 && unicode.Is(unicode.Latin, kept[0]) && len(kept) > 1 {
		return kept[0], other
	}
	return letter, tone
}
