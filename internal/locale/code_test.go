package locale_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/locale"
)

func TestParseDossierCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"000.00.12.H49-240401-0001":      "000.00.12.H49-240401-0001",
		"H49.12-240401-0001":             "H49.12-240401-0001",
		" h49.12 – 240401 / 000123 \r\n": "H49.12-240401-000123",
		"H49.12.03-240401-00012":         "H49.12.03-240401-00012",
		"0000012h492404010001":           "000.00.12.H49-240401-0001",
		"00000.12H49 240401 000001":      "000.00.12.H49-240401-000001",
		"H492404010001":                  "H49-240401-0001",
	} {
		got, p := locale.ParseDossierCode(in)
		if p != nil || got.Text != want || got.Key != locale.CodeKey(want) {
			t.Errorf("ParseDossierCode(%q) = %+v, %v; want %s", in, got, p, want)
		}
	}
	full, _ := locale.ParseDossierCode("H49.12-240401-0017")
	if full.Agency != "H49.12" || full.Day != (locale.Day{Year: 2024, Month: 4, Day: 1}) || full.Number != 17 {
		t.Errorf("parts: %+v", full)
	}
	// Without dots and dashes the agency's length is not known: the key is.
	if got, p := locale.ParseDossierCode("h49122404010001"); p != nil || got.Text != "" || got.Key != "H49122404010001" {
		t.Errorf("lost punctuation: %+v, %v", got, p)
	}
	for _, in := range []string{
		"", "H49.12", "H49.12-240431-0001", "H49.12-240401-001", "H49.12-240401-0000001", "012345678901", "Đăng ký khai sinh",
		"000.00.1.H49-240401-0001", strings.Repeat("H49.", 40), "H4912-999999-0001",
	} {
		if got, p := locale.ParseDossierCode(in); p == nil {
			t.Errorf("ParseDossierCode(%q) = %+v, want a problem", in, got)
		}
	}
}

func TestDossierCodesReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		agency := rapid.StringMatching(`000\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.[0-9A-Z]{1,3}){0,4}`).Draw(t, "agency")
		day := locale.Day{Year: rapid.IntRange(2000, 2099).Draw(t, "year"), Month: 2, Day: rapid.IntRange(1, 28).Draw(t, "day")}
		n := rapid.IntRange(1, 999999).Draw(t, "n")
		text := locale.FormatDossierCode(agency, day, n)
		got, p := locale.ParseDossierCode(strings.ToLower(text))
		if p != nil || got.Text != text || got.Agency != agency || got.Day != day || got.Number != n {
			t.Fatalf("%s: %+v, %v", text, got, p)
		}
		bare, p := locale.ParseDossierCode(locale.CodeKey(text))
		if p != nil || bare.Key != got.Key {
			t.Fatalf("%s without signs: %+v, %v", text, bare, p)
		}
	})
}

func TestParseProcedureCode(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"1.001193": "1.001193", "1001193": "1.001193", " 1,001193 ": "1.001193", "1-001193": "1.001193", "1.001193.01": "1.001193.01",
		"2.000815.000.00.00.h55": "2.000815.000.00.00.H55",
	} {
		if got, p := locale.ParseProcedureCode(in); p != nil || got.String() != want {
			t.Errorf("ParseProcedureCode(%q) = %s, %v", in, got, p)
		}
	}
	for _, in := range []string{"", "1.00119", "10011930", "1.0011930", "1.001193.", "1.001193..1", "khai sinh", "１.001193", "a.001193"} {
		if got, p := locale.ParseProcedureCode(in); p == nil {
			t.Errorf("ParseProcedureCode(%q) = %s, want a problem", in, got)
		}
	}
}

func FuzzParseDossierCode(f *testing.F) {
	shape := regexp.MustCompile(`^(?:000\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,4})-\d{6}-\d{4,6}$`)
	f.Add("H49.12-240401-0001")
	f.Add("0000012H492404010001")
	f.Fuzz(func(t *testing.T, s string) {
		c, p := locale.ParseDossierCode(s)
		if (p == nil) != (c.Key != "") || c.Text != "" && (!shape.MatchString(c.Text) || locale.CodeKey(c.Text) != c.Key || !c.Day.Valid()) {
			t.Fatalf("%q: %+v, %v", s, c, p)
		}
	})
}

func FuzzParseProcedureCode(f *testing.F) {
	shape := regexp.MustCompile(`^\d\.\d{6}$`)
	f.Add("1.001193.01")
	f.Fuzz(func(t *testing.T, s string) {
		c, p := locale.ParseProcedureCode(s)
		if (p == nil) != shape.MatchString(c.Code) {
			t.Fatalf("%q: %+v, %v", s, c, p)
		}
	})
}

func FuzzParseCitizenID(f *testing.F) {
	f.Add("022190001234")
	f.Fuzz(func(t *testing.T, s string) {
		id, p := locale.ParseCitizenID(s)
		if (p == nil) != (len(id) == 12) {
			t.Fatalf("%q: %q, %v", s, id, p)
		}
		_, _, _, _ = id.Sex(), id.BirthYear(), id.Province(), id.Doubt(locale.Day{Year: 2024, Month: 1, Day: 1})
	})
}

func FuzzParseTaxCode(f *testing.F) {
	shape := regexp.MustCompile(`^\d{10}(-\d{3}|\d{2})?$`)
	f.Add("5700100256-001")
	f.Fuzz(func(t *testing.T, s string) {
		c, p := locale.ParseTaxCode(s)
		if (p == nil) != shape.MatchString(string(c)) {
			t.Fatalf("%q: %q, %v", s, c, p)
		}
		_ = c.Doubt()
	})
}

func FuzzParsePhone(f *testing.F) {
	shape := regexp.MustCompile(`^\+[1-9]\d{7,14}$`)
	f.Add("01681234567")
	f.Add("+84 (0)912 345 678")
	f.Fuzz(func(t *testing.T, s string) {
		n, p := locale.ParsePhone(s)
		if (p == nil) != shape.MatchString(string(n)) {
			t.Fatalf("%q: %q, %v", s, n, p)
		}
		if p != nil {
			return
		}
		if again, p := locale.ParsePhone(n.Display()); p != nil || again != n {
			t.Fatalf("%q: %q is shown %q and read back %q, %v", s, n, n.Display(), again, p)
		}
	})
}
