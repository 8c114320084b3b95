package locale

import "strings"

// TaxCode is a tax identification number (mã số thuế, MST): ten digits of a
// business, NNNNNNNNNN-NNN of its branch, or the 12-digit identification number
// of an individual, which is their tax code from 01/7/2025 (TT 86/2024/TT-BTC).
type TaxCode string

// ParseTaxCode reads a tax code as typed; 13 digits in a row are a branch. The
// last digit of ten is not checked here: see Doubt.
func ParseTaxCode(s string) (TaxCode, *Problem) {
	d, ok := digitsOnly(s)
	switch {
	case !ok:
	case len(d) == 12 && strings.IndexByte(strings.TrimSpace(s), '-') == 10: // a branch with a digit missing
	case len(d) == 12:
		id, p := ParseCitizenID(d)
		return TaxCode(id), p
	case len(d) == 10 && d != "0000000000":
		return TaxCode(d), nil
	case len(d) == 13 && d[:10] != "0000000000":
		return TaxCode(d[:10] + "-" + d[10:]), nil
	}
	return "", problem("tax_code.shape",
		"Mã số thuế có 10 chữ số (doanh nghiệp), 10 chữ số, gạch nối và 3 chữ số (chi nhánh) hoặc 12 chữ số (cá nhân). Xin Ông/Bà đối chiếu rồi gõ lại.",
		"A tax code has 10 digits (business), 10 digits, a dash and 3 digits (branch), or 12 digits (individual). Please compare and type it again.")
}

// IsIndividual reports whether the code is a person's identification number.
func (t TaxCode) IsIndividual() bool { return len(t) == 12 }

// IsBranch reports whether the code is that of a dependent unit.
func (t TaxCode) IsBranch() bool { return len(t) == 14 }

// Parent is the business's own ten digits; "" for an individual.
func (t TaxCode) Parent() TaxCode {
	if len(t) == 10 || len(t) == 14 {
		return t[:10]
	}
	return ""
}

// Doubt warns when the tenth digit is not the check digit, 10 − (Σ wᵢnᵢ mod 11)
// with the weights 31 29 23 19 17 13 7 5 3. It never makes a code wrong:
// implementations differ where the formula gives ten.
func (t TaxCode) Doubt() *Problem {
	p := t.Parent()
	if p == "" {
		return nil
	}
	sum := 0
	for i, w := range [...]int{31, 29, 23, 19, 17, 13, 7, 5, 3} {
		sum += w * int(p[i]-'0')
	}
	if 10-sum%11 == int(p[9]-'0') {
		return nil
	}
	return problem("tax_code.check_digit",
		"Chữ số thứ mười của mã số thuế chưa khớp phép kiểm tra, có thể gõ nhầm một chữ số. Xin Ông/Bà đối chiếu với giấy chứng nhận; nếu đúng thì cứ tiếp tục.",
		"The tenth digit of the tax code does not match its check; one digit may be mistyped. Please compare it with the certificate; if it is right, go on.")
}
