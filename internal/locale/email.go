package locale

import "strings"

// Email is an e-mail address with its domain in small letters.
type Email string

// ParseEmail checks the form of an address (the part of RFC 5321 that is in
// use: ASCII, no quoted names, no bare addresses of machines). Whether it can
// receive is known only by writing to it.
func ParseEmail(s string) (Email, *Problem) {
	s = strings.TrimSpace(s)
	if Plain(s) != s {
		return "", problem("email.marks",
			"Địa chỉ thư điện tử không có dấu tiếng Việt. Xin Ông/Bà gõ lại không dấu, thí dụ nguyenvana@example.com.",
			"An e-mail address has no Vietnamese marks. Please type it without marks, for example nguyenvana@example.com.")
	}
	local, domain, found := strings.Cut(s, "@")
	domain = strings.ToLower(domain)
	if !found || len(s) > 254 || !isMailbox(local) || !isDomain(domain) {
		return "", problem("email.shape",
			"Chưa đọc được địa chỉ thư điện tử. Địa chỉ có dạng ten@example.com, không có dấu cách; xin Ông/Bà gõ lại.",
			"The e-mail address could not be read. It looks like name@example.com, without spaces; please type it again.")
	}
	return Email(local + "@" + domain), nil
}

// isMailbox reports whether s is a dot-atom of RFC 5322, of at most 64 bytes.
func isMailbox(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !isAlnum(c) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", rune(c)) {
			return false
		}
	}
	return true
}

// isDomain reports whether s is a host name of two labels or more whose last is
// no number.
func isDomain(s string) bool {
	labels := strings.Split(s, ".")
	if len(s) > 253 || len(labels) < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for i := range len(l) {
			if !isAlnum(l[i]) && l[i] != '-' {
				return false
			}
		}
	}
	last := labels[len(labels)-1]
	return len(last) >= 2 && !allDigits(last)
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// Doubt asks about a domain that is one slip of a key away from a common one
// (gmail.con, gmial.com).
func (e Email) Doubt() *Problem {
	local, domain, _ := strings.Cut(string(e), "@")
	known := [...]string{"gmail.com", "yahoo.com", "yahoo.com.vn", "outlook.com", "hotmail.com", "icloud.com"}
	for _, k := range known {
		if domain == k {
			return nil
		}
	}
	for _, k := range known {
		if oneSlip(domain, k) {
			return &Problem{Code: "email.domain", Say: F(
				"Có phải Ông/Bà muốn ghi %s? Nếu địa chỉ đang ghi là đúng thì cứ tiếp tục.",
				"Did you mean %s? If the address is right as it is, go on.", local+"@"+k)}
		}
	}
	return nil
}
