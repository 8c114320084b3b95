package locale_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/internal/locale"
)

// code is the code of a problem, "" for none.
func code(p *locale.Problem) string {
	if p == nil {
		return ""
	}
	return p.Code
}

func TestCitizenID(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"022190001234":          "",
		" 022 190.001-234 ":     "",
		"101":                   "citizen_id.length",
		"101234567":             "citizen_id.old_card",
		"02219000123O":          "citizen_id.characters",
		"":                      "citizen_id.characters",
		"000190001234":          "citizen_id.province",
		"022990001234":          "citizen_id.century",
		"٠٢٢١٩٠٠٠١٢٣٤":          "citizen_id.characters",
		strings.Repeat("1", 99): "citizen_id.length",
	} {
		id, p := locale.ParseCitizenID(in)
		if code(p) != want || p == nil && id != "022190001234" {
			t.Errorf("ParseCitizenID(%q) = %q, %q; want %q", in, id, code(p), want)
		}
	}
	for id, want := range map[locale.CitizenID]struct {
		sex  locale.Sex
		year int
		at   string
	}{
		"022090001234": {locale.Male, 1990, "Quảng Ninh"},
		"001190001234": {locale.Female, 1990, "Hà Nội"},
		"031205001234": {locale.Male, 2005, "Hải Phòng"},
		"079305001234": {locale.Female, 2005, "Thành phố Hồ Chí Minh"},
		"022401001234": {locale.Male, 2101, "Quảng Ninh"},
		"555501001234": {locale.Female, 2101, ""},
	} {
		if id.Sex() != want.sex || id.BirthYear() != want.year || id.Province() != want.at {
			t.Errorf("%s: %s %d %s", id, id.Sex(), id.BirthYear(), id.Province())
		}
	}
}

func TestCitizenIDChecks(t *testing.T) {
	t.Parallel()
	id := locale.CitizenID("022190001234")
	codes := func(ps []locale.Problem) (out []string) {
		for _, p := range ps {
			out = append(out, p.Code)
			if p.Say.VI == "" || p.Say.EN == "" {
				t.Errorf("%s is not said in both languages", p.Code)
			}
		}
		return out
	}
	for _, c := range []struct {
		birth locale.Day
		sex   locale.Sex
		want  []string
	}{
		{locale.Day{Year: 1990, Month: 2, Day: 3}, locale.Female, nil},
		{locale.Day{}, "", nil},
		{locale.Day{Year: 1991, Month: 2, Day: 3}, locale.Female, []string{"citizen_id.birth_year"}},
		{locale.Day{Year: 2090, Month: 2, Day: 3}, locale.Male, []string{"citizen_id.birth_year", "citizen_id.sex"}},
	} {
		if got := codes(id.Check(c.birth, c.sex)); !slices.Equal(got, c.want) {
			t.Errorf("%v %s: %v, want %v", c.birth, c.sex, got, c.want)
		}
	}
	today := locale.Day{Year: 2024, Month: 4, Day: 26}
	for id, want := range map[locale.CitizenID]string{
		"022190001234": "", "022230001234": "citizen_id.future", "003190001234": "citizen_id.province_unknown",
	} {
		if got := code(id.Doubt(today)); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if got := id.Display(); got != "022 190 001 234" {
		t.Errorf("Display: %s", got)
	}
}

func TestOldPapers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"100 123 456": "", "101123456": "", "000000001": "old_id.made_up", "111111111": "old_id.made_up",
		"12345678": "old_id.length", "12345678a": "old_id.length",
	} {
		if _, p := locale.ParseOldID(in); code(p) != want {
			t.Errorf("ParseOldID(%q): %q, want %q", in, code(p), want)
		}
	}
	if code(locale.OldID("100123456").Doubt(locale.Day{Year: 2024, Month: 12, Day: 31})) != "" ||
		code(locale.OldID("100123456").Doubt(locale.Day{Year: 2025, Month: 1, Day: 1})) != "old_id.expired" {
		t.Error("the old card ends with 2024")
	}
}

func TestTaxCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]locale.TaxCode{
		"0100109106": "0100109106", "57 0010 0256": "5700100256", "5700100256-001": "5700100256-001",
		"5700100256001": "5700100256-001", "022190001234": "022190001234",
		"570010025": "", "57001002561": "", "5700100256-01": "", "abc": "", "0000000000": "", "000190001234": "",
	} {
		got, p := locale.ParseTaxCode(in)
		if got != want || (p == nil) != (want != "") {
			t.Errorf("ParseTaxCode(%q) = %q, %v; want %q", in, got, p, want)
		}
	}
	for in, want := range map[locale.TaxCode]string{
		"0100109106": "", "5700100256": "", "5700100256-001": "", "5700100257": "tax_code.check_digit", "022190001234": "",
	} {
		if got := code(in.Doubt()); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
	if b := locale.TaxCode("5700100256-001"); !b.IsBranch() || b.Parent() != "5700100256" || b.IsIndividual() {
		t.Error("a branch belongs to its business")
	}
}

func TestPhone(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"0912345678":         {"+84912345678", "0912 345 678"},
		"091.234.5678":       {"+84912345678", "0912 345 678"},
		"+84 912 345 678":    {"+84912345678", "0912 345 678"},
		"84912345678":        {"+84912345678", "0912 345 678"},
		"0084912345678":      {"+84912345678", "0912 345 678"},
		"+84 (0)912 345 678": {"+84912345678", "0912 345 678"},
		"01681234567":        {"+84381234567", "0381 234 567"},
		"+841231234567":      {"+84831234567", "0831 234 567"},
		"01991234567":        {"+84591234567", "0591 234 567"},
		"(0203) 3825678":     {"+842033825678", "0203 3825 678"},
		"024 3825 6789":      {"+842438256789", "024 3825 6789"},
		"+82 2 1234 5678":    {"+82212345678", "+82212345678"},
		"912345678":          {"", ""}, "0112345678": {"", ""}, "01": {"", ""}, "": {"", ""}, "+": {"", ""}, "091234567x": {"", ""},
		"0171234567890": {"", ""}, "01711234567": {"", ""}, "+0123456789": {"", ""},
	} {
		got, p := locale.ParsePhone(in)
		if string(got) != want[0] || (p == nil) != (want[0] != "") || got.Display() != want[1] && p == nil {
			t.Errorf("ParsePhone(%q) = %q (%s), %v; want %q", in, got, got.Display(), p, want)
		}
	}
	if code(locale.Phone("+84912345678").Doubt()) != "" || code(locale.Phone("+84502345678").Doubt()) != "phone.prefix" {
		t.Error("only numbers that no network has are doubtful")
	}
	if !locale.Phone("+84912345678").IsMobile() || locale.Phone("+842033825678").IsMobile() {
		t.Error("mobiles and landlines are told apart")
	}
}

func TestEmail(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		" Nguyen.VanA+hs@Example.COM ": "Nguyen.VanA+hs@example.com",
		"nguyễnvana@example.com":       "", "a@b": "", "a b@example.com": "", "a@@example.com": "", "a..b@example.com": "",
		"a@-x.com": "", "a@1.2.3.4": "", "@example.com": "", "": "", strings.Repeat("a", 65) + "@example.com": "",
	} {
		got, p := locale.ParseEmail(in)
		if string(got) != want || (p == nil) != (want != "") {
			t.Errorf("ParseEmail(%q) = %q, %v; want %q", in, got, p, want)
		}
	}
	for in, want := range map[locale.Email]string{
		"a@gmail.com": "", "a@gmial.com": "email.domain", "a@gmail.con": "email.domain", "a@halong.example": "", "a@yahoo.com.vn": "",
	} {
		if got := code(in.Doubt()); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
