package locale

import (
	"strings"
	"unicode"
)

// Phone is a telephone number as stored: E.164, "+84912345678".
type Phone string

// ParsePhone reads a number as typed in Vietnam: ten digits of a mobile phone,
// eleven of a landline (area code and number), with 0, 84, +84 or 0084 in front
// and any grouping. The 11-digit mobile numbers of before 2018 are converted to
// their new form (016x to 03x and so on). A number with + and another country's
// code is taken as it is.
func ParsePhone(s string) (Phone, *Problem) {
	bad := problem("phone.shape",
		"Chưa đọc được số điện thoại. Số di động có 10 chữ số (0912 345 678), số cố định có cả mã vùng (0203 3825 678). Xin Ông/Bà gõ lại.",
		"The phone number could not be read. A mobile number has 10 digits (0912 345 678), a landline its area code (0203 3825 678). Please type it again.")
	trimmed := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == '\ufeff' })
	rest, plus := strings.CutPrefix(trimmed, "+")
	d, ok := digitsOnly(rest)
	if !ok || len(d) > 17 {
		return "", bad
	}
	if !plus && strings.HasPrefix(d, "00") {
		d, plus = d[2:], true
	}
	national := d
	switch {
	case strings.HasPrefix(d, "84") && (plus || len(d) >= 11):
		national = "0" + strings.TrimPrefix(d[2:], "0") // +84 (0)912…
	case plus:
		if len(d) < 8 || len(d) > 15 || d[0] == '0' {
			return "", bad
		}
		return Phone("+" + d), nil
	}
	national = renumbered(national)
	mobile := len(national) == 10 && strings.ContainsRune("35789", rune(national[1]))
	landline := len(national) == 11 && national[1] == '2'
	if national == "" || national[0] != '0' || !mobile && !landline {
		return "", bad
	}
	return Phone("+84" + national[1:]), nil
}

// renumbered turns an 11-digit mobile number into the ten digits it has had
// since 2018 (QĐ 798/QĐ-BTTTT); any other number is returned as it is.
func renumbered(n string) string {
	if len(n) != 11 || n[:2] != "01" {
		return n
	}
	const table = "162:32 163:33 164:34 165:35 166:36 167:37 168:38 169:39 " +
		"120:70 121:79 122:77 126:76 128:78 123:83 124:84 125:85 127:81 129:82 186:56 188:58 199:59"
	for pair := range strings.SplitSeq(table, " ") {
		if pair[:3] == n[1:4] {
			return "0" + pair[4:] + n[4:]
		}
	}
	return n
}

// IsVietnamese reports whether the number is of Vietnam.
func (p Phone) IsVietnamese() bool { return strings.HasPrefix(string(p), "+84") }

// IsMobile reports whether the number can receive SMS in Vietnam.
func (p Phone) IsMobile() bool { return p.IsVietnamese() && len(p) == 12 && p[3] != '2' }

// National is the number as dialled in Vietnam, "0912345678"; another country's
// stays with its +.
func (p Phone) National() string {
	if !p.IsVietnamese() {
		return string(p)
	}
	return "0" + string(p[3:])
}

// Display groups the number for reading: "0912 345 678", "0203 3825 678",
// "024 3825 6789"; another country's stays E.164.
func (p Phone) Display() string {
	n := p.National()
	switch {
	case p.IsMobile() && len(n) == 10:
		return n[:4] + " " + n[4:7] + " " + n[7:]
	case p.IsVietnamese() && len(n) == 11 && (n[:3] == "024" || n[:3] == "028"):
		return n[:3] + " " + n[3:7] + " " + n[7:]
	case p.IsVietnamese() && len(n) == 11:
		return n[:4] + " " + n[4:8] + " " + n[8:]
	}
	return n
}

// Doubt warns about a mobile number whose first digits no network has.
func (p Phone) Doubt() *Problem {
	const given = " 32 33 34 35 36 37 38 39 52 55 56 58 59 70 76 77 78 79 81 82 83 84 85 86 87 88 89 90 91 92 93 94 96 97 98 99 "
	if !p.IsMobile() || strings.Contains(given, " "+string(p[3:5])+" ") {
		return nil
	}
	return &Problem{Code: "phone.prefix", Say: F(
		"Chưa có mạng di động nào dùng đầu số 0%s. Xin Ông/Bà xem lại số điện thoại; nếu đúng thì cứ tiếp tục.",
		"No mobile network uses numbers beginning with 0%s. Please check the number; if it is right, go on.", string(p[3:5]))}
}
