package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The beginnings and rimes of Vietnamese syllables, without tones, each between
// blanks. Rimes after qu- and gi- are those of the vowel that follows. Codas in
// k and the beginning kr- are of names of the Central Highlands.
const (
	onsets = " b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x "
	rimes  = " a ac ach ai ak am an ang anh ao ap at au ay" +
		" ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
		" e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu" +
		" i ia iê ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu" +
		" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt" +
		" oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôk ôm ôn ông ôp ôt" +
		" ơ ơi ơm ơn ơp ơt" +
		" u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut" +
		" uy uya uych uyên uyêt uyn uynh uyt uyu uơ" +
		" ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu" +
		" y yên yêt yêm yêu yn ynh yt "
)

// isSyllable reports whether one composed word is a possible Vietnamese
// syllable: a known beginning and rime, at most one tone, and only sắc or nặng
// before c, ch, p, t.
func isSyllable(word string) bool {
	var bare strings.Builder
	tone := byte(noTone)
	for _, r := range strings.ToLower(word) {
		letter, mark := splitTone(r)
		if mark != noTone {
			if tone != noTone || mark == other {
				return false
			}
			tone = mark
		}
		bare.WriteRune(letter)
	}
	s := bare.String()
	for n := min(3, len(s)-1); n >= 0; n-- {
		rime := s[n:]
		if n > 0 && !strings.Contains(onsets, " "+s[:n]+" ") || !strings.Contains(rimes, " "+rime+" ") {
			continue
		}
		return !stops(rime) || tone == '4' || tone == '5'
	}
	return false
}

// stops reports whether a rime ends in c, ch, p or t.
func stops(rime string) bool {
	switch rime[len(rime)-1] {
	case 'c', 'p', 't':
		return true
	}
	return strings.HasSuffix(rime, "ch")
}

// Garbled reports whether a scanned Vietnamese text looks damaged on its way
// through a keyboard scanner: letters of other alphabets ("NguyÃªn"), question
// marks in place of letters, keys of Telex or VNI that were not turned into
// marks ("Nguyeenx", "Nguye64n"), capitals inside words, or impossible
// syllables. Names of other languages may be flagged too: a flag only asks
// somebody to look.
func Garbled(s string, digitsAllowed bool) bool {
	if strings.ContainsRune(s, '\u00a0') { // half of a broken à
		return true
	}
	for _, r := range norm.NFC.String(s) {
		letter, mark := splitTone(r)
		known := runeIndex(alphabet, unicode.ToLower(letter)) >= 0 && mark != other && r != 'Ð' && r != 'ð'
		if !known && r != ' ' && !strings.ContainsRune("'-.", r) &&
			(!digitsAllowed || !isDigit(r) && !strings.ContainsRune(",/()&;:+\"’", r)) {
			return true
		}
	}
	for word := range strings.FieldsFuncSeq(norm.NFC.String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if !isPlausibleWord(word) {
			return true
		}
	}
	return false
}

// isPlausibleWord reports whether a word of a name or address can be meant as
// it stands: a syllable, a letter, a number, a house number such as 12A, or an
// abbreviation such as TP, KĐT.
func isPlausibleWord(w string) bool {
	lower, upper := 0, 0
	digits := strings.ContainsFunc(w, isDigit)
	vowels := strings.ContainsFunc(strings.ToLower(w), func(r rune) bool {
		l, _ := splitTone(r)
		return strings.ContainsRune("aăâeêioôơuưy", l)
	})
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			if lower > 0 { // a capital inside a word
				return false
			}
			upper++
		case unicode.IsLower(r):
			if upper > 1 {
				return false
			}
			lower++
		}
	}
	letters := lower + upper
	switch {
	case letters == 0:
		return true
	case strings.ContainsAny(w, "fFjJwWzZ"):
		return false
	case digits:
		return letters == 1 || lower == 0 && letters <= 3
	case letters == 1 || w == "UBND":
		return true
	case !vowels:
		return lower == 0 && letters <= 4 || lower > 0 && letters == 2 // TP, Tp
	}
	return isSyllable(w)
}

// lacksMarks reports whether a name or address has lost its marks on the way:
// no marked letter in at least five words, or a family name that is always
// written with marks and stands without.
func lacksMarks(s string) bool {
	if Plain(s) != norm.NFD.String(s) {
		return false
	}
	words := strings.Fields(strings.ToLower(s))
	if len(words) >= 5 {
		return true
	}
	const marked = " nguyen tran le pham hoang huynh vu vo dang bui do ho ngo duong ly dinh doan truong trinh luong "
	return len(words) > 1 && strings.Contains(marked, " "+words[0]+" ")
}
