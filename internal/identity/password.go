package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/locale"
)

// Password lengths, in characters. NIST SP 800-63B-4 (3.1.1) asks for length
// and a list of common passwords, not for signs of several kinds and not for
// new passwords every few months.
const (
	ShortestPassword = 12
	LongestPassword  = 200
	// leastOwn is how many characters must be left of a password when what
	// everybody would guess is taken away.
	leastOwn = 6
)

// CheckPassword says why a new password will not do, nil if it will. about are
// words about its owner that it must not rest on: account, name, telephone.
func CheckPassword(password string, about ...string) *locale.Problem {
	if n := utf8.RuneCountInString(password); n < ShortestPassword || n > LongestPassword {
		return &locale.Problem{Code: "identity.weak_password", Say: locale.F(
			"Mật khẩu cần từ %d đến %d ký tự. Một câu dài dễ nhớ là tốt nhất.",
			"A password needs %d to %d characters. A long sentence that you remember is best.", ShortestPassword, LongestPassword)}
	}
	if own(password, about) < leastOwn {
		return &locale.Problem{Code: "identity.common_password", Say: locale.T(
			"Mật khẩu này dễ đoán: phần lớn là từ thông dụng, dãy số, dãy phím, tên hoặc số điện thoại của Ông/Bà. Xin ghép vài từ không liên quan, ví dụ bốn từ ngẫu nhiên.",
			"This password is easy to guess: it is mostly common words, runs of digits or keys, or your own name or number. Please put a few unrelated words together, for example four random ones.")}
	}
	return nil
}

// own counts the characters that are neither of a word everybody tries first,
// nor of the owner's data, nor the next or the same as the one before.
func own(password string, about []string) int {
	plain := plainLetters(password)
	for _, a := range about {
		for _, w := range strings.FieldsFunc(a, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if w = plainLetters(w); len(w) >= 3 { // "an" is in half of all words
				plain = strings.ReplaceAll(plain, w, " ")
			}
		}
		if w := plainLetters(a); len(w) >= 4 {
			plain = strings.ReplaceAll(plain, w, " ")
		}
	}
	for _, w := range commonWords() {
		plain = strings.ReplaceAll(plain, w, " ")
	}
	n, last := 0, rune(-2)
	for _, r := range plain {
		if r != ' ' && r != last && r != last+1 && r != last-1 {
			n++
		}
		last = r
	}
	return n
}

// plainLetters is a text as guessers vary it: without marks, capitals, signs and
// the usual digits in place of letters.
func plainLetters(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '@':
			return 'a'
		case '$':
			return 's'
		case '!':
			return 'i'
		}
		if r <= unicode.MaxASCII && !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, locale.Fold(s))
	return s
}

// commonWords are what is tried first here: the longer before those they hold.
func commonWords() []string {
	return strings.Fields(`
		dichvuconghanhchinh trungtamphucvuhanhchinhcong hanhchinhcong dichvucong phucvuhanhchinh motcualienthong
		uybannhandan ubndphuong ubndtinh ubnd congchucvienchuc congchuc vienchuc canbo chuyenvien lanhdao tiepnhan vanthu
		quantrihethong quantri hethong administrator adminadmin admin root user guest test demo
		matkhaumoi matkhau doimatkhau macdinh matma password passw0rd p4ssword pass secret welcome letmein changeme login dangnhap
		quangninh halong hongai honggai campha uongbi mongcai haiphong hanoi saigon hochiminh danang vietnam vietnamvodich
		motcua cuamot xinchao chaoban camon hanhphuc doclaptudohanhphuc doclap tudo congan chinhphu
		anhyeuem emyeuanh yeuem yeuanh iloveyou love giadinh conyeu meyeu congaiyeu
		qwertyuiop qwerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx 1q2w3e4r5t 1q2w3e4r 1q2w3e q1w2e3r4 1qaz2wsx
		123123 456456 789789 112233 121212 101010 abcabc abc123 a1b2c3
		thang ngay nam 1975 1945 1954 1980 1985 1990 1995 2000 2020 2021 2022 2023 2024 2025 2026 2027 2028`)
}
