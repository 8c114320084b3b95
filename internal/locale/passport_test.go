package locale_test

import (
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/locale"
)

func TestPersonNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ number, nation, want, problem string }{
		{"022 190 001234", "", "022190001234", ""},
		{"022190001234", "Việt Nam", "022190001234", ""},
		{"100 123 456", "", "100123456", ""},
		{"e1234 5678", "Trung Quốc", "CHN-E12345678", ""},
		{"E12345678", "chn", "CHN-E12345678", ""},
		{"123456789", "USA", "USA-123456789", ""},
		{"M1234567<<", "kor", "KOR-M1234567", ""},
		{"C1234567", "VNM", "VNM-C1234567", ""},
		{"CHN-E12345678", "", "CHN-E12345678", ""},
		{"CHN-E12345678", "CHN", "CHN-E12345678", ""},
		{"E12345678 (chn)", "", "CHN-E12345678", ""},
		{"E12345678/KOR", "", "KOR-E12345678", ""},
		{"CHN-E12345678", "KOR", "", "passport.no_nation"},
		{"E12345678", "", "", "passport.no_nation"},
		{"E12345678", "Sao Hỏa", "", "passport.nation"},
		{"E1234567890", "CHN", "", "passport.icao"},
		{"Ê1234567", "CHN", "", "passport.icao"},
		{"", "CHN", "", "passport.icao"},
		{"02219000123O", "", "", "citizen_id.characters"},
		{"", "", "", "citizen_id.characters"},
	} {
		got, p := locale.ParsePersonNumber(c.number, c.nation)
		if got != c.want || code(p) != c.problem {
			t.Errorf("ParsePersonNumber(%q, %q) = %q, %q; want %q, %q", c.number, c.nation, got, code(p), c.want, c.problem)
		}
	}
	if got := locale.ShowPersonNumber("CHN-E12345678") + " " + locale.ShowPersonNumber("022190001234"); got != "E12345678 (CHN) 022190001234" {
		t.Errorf("shown: %q", got)
	}
}

func TestSoughtPassport(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"e12345678": "-E12345678", "E12345678 (CHN)": "CHN-E12345678", "chn-e12345678": "CHN-E12345678", "12345678": "-12345678",
		"Nguyễn Mẫu": "", "nguyenmau": "", "A1": "", "022190001234": "", "%_12345": "",
	} {
		if got, ok := locale.SoughtPassport(in); got != want || ok != (want != "") {
			t.Errorf("SoughtPassport(%q) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestNationsAndLatinNames(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"D": "DEU", "d": "DEU", "đức": "DEU", "Hàn quốc": "KOR", "XYZ": "", "": "", "CHN ABW": "", "AB": ""} {
		if got, p := locale.ParseNation(in); got != want || (p == nil) != (want != "") {
			t.Errorf("ParseNation(%q) = %q, %v", in, got, p)
		}
	}
	for in, want := range map[string]string{"O’NEIL, Mary-Ann": "O’NEIL, Mary-Ann", "MÜLLER  Jörg": "MÜLLER Jörg", "金先生": "", "Ivan 2": ""} {
		if got, p := locale.ParseLatinName(in); got != want || (p == nil) != (want != "") {
			t.Errorf("ParseLatinName(%q) = %q, %v", in, got, p)
		}
	}
}

// TestPassportKeysMeetNoOtherNumber: whatever is stored as a passport is read
// back as the same passport, and is no other kind of number.
func TestPassportKeysMeetNoOtherNumber(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`[A-Z0-9]{1,9}`).Draw(t, "number")
		nation := rapid.SampledFrom([]string{"CHN", "KOR", "JPN", "USA", "VNM", "D", "Nga"}).Draw(t, "nation")
		key, p := locale.PassportKey(number, nation)
		if p != nil {
			t.Fatal(p)
		}
		f, ok := locale.SplitPassportKey(key)
		if !ok || string(f.Number) != number || f.Key() != key {
			t.Errorf("%q became %+v", key, f)
		}
		if _, p := locale.ParseCitizenID(key); p == nil {
			t.Errorf("%q is a personal number too", key)
		}
		if _, p := locale.ParseOldID(key); p == nil {
			t.Errorf("%q is an old card too", key)
		}
		if _, p := locale.ParseTaxCode(key); p == nil {
			t.Errorf("%q is a tax code too", key)
		}
	})
}
