package locale_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/locale"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Đăng ký khai sinh":          "dang ki khai sinh",
		"  ĐĂNG   KÍ\u00a0khai sinh": "dang ki khai sinh",
		"Ðăng ký":                    "dang ki", // eth in place of Đ
		"hoà":                        "hoa",
		"hòa":                        "hoa",
		"lý":                         "li",
		"lí":                         "li",
		"quý":                        "qui",
		"thúy":                       "thuy",
		"Ngày":                       "ngay",
		"Y tế":                       "y te",
		"1.001193":                   "1.001193",
		"Nguyê\u0303n":               "nguyen",
		"a\u200bb":                   "ab",
		"":                           "",
	} {
		if got := locale.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if got := locale.Plain("Ông/Bà Đỗ Thị Ý"); got != "Ong/Ba Do Thi Y" {
		t.Errorf("Plain keeps capitals and signs: %q", got)
	}
}

func TestFSaysTextsInTheirLanguage(t *testing.T) {
	t.Parallel()
	want := locale.T("Còn 3 việc (cách đây 2 phút)", "3 left (2 min ago)")
	if got := locale.F("Còn %d việc (%s)", "%d left (%s)", 3, locale.T("cách đây 2 phút", "2 min ago")); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestFoldIsIdempotent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once := locale.Fold(s)
		if twice := locale.Fold(once); twice != once {
			t.Fatalf("Fold(%q) = %q, again %q", s, once, twice)
		}
	})
	for r := rune(1); r < 0x30000; r++ {
		once := locale.Fold("a" + string(r) + "y")
		if twice := locale.Fold(once); twice != once {
			t.Fatalf("%U: %q, again %q", r, once, twice)
		}
	}
}

func TestWordsAndInitials(t *testing.T) {
	t.Parallel()
	if got := locale.Words("Cấp Giấy phép (1.001193), lần 2/2024."); !slices.Equal(got, []string{"cap", "giay", "phep", "1.001193", "lan", "2", "2024"}) {
		t.Errorf("Words: %q", got)
	}
	if got := locale.Initials("Đăng ký khai sinh"); got != "dkks" {
		t.Errorf("Initials: %q", got)
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		" Nguyê\u0303n\u00a0 Văn\tAn \r\n": "Nguyễn Văn An",
		"a\x00b\u202ec\ufeff":              "abc",
		"":                                 "",
	} {
		got, p := locale.Clean(in)
		if p != nil || got != want {
			t.Errorf("Clean(%q) = %q, %v; want %q", in, got, p, want)
		}
	}
	if _, p := locale.Clean("Nguy\xea\x9bn"); p == nil || p.Code != "text.encoding" {
		t.Errorf("text that is not UTF-8 must be refused, got %v", p)
	}
	got, _ := locale.CleanLines("\r\nDòng một \r\n\r\n dòng  hai\r")
	if got != "Dòng một\n\ndòng hai" {
		t.Errorf("CleanLines: %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		once, _ := locale.Clean(rapid.String().Draw(t, "s"))
		if twice, _ := locale.Clean(once); twice != once {
			t.Fatalf("%q, again %q", once, twice)
		}
	})
}

// ordered is in dictionary order, each entry after the one before.
var ordered = []string{
	"2", "a", "à", "ả", "ã", "á", "ạ", "an", "az", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "ăn", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "ân",
	"b", "c", "ca", "cha", "d", "dung", "đ", "đa", "e", "ê", "f", "g", "gi", "h", "hoa", "Hoa", "hòa", "hỏa", "hoá", "họa", "hoa an", "hoan",
	"i", "j", "k", "l", "la", "là", "lan", "làn", "m", "ma", "mà", "mả", "mã", "má", "mạ", "mã lực", "n", "ng", "nh", "o", "ô", "ơ", "p", "q", "r", "s", "t", "th", "tr",
	"u", "ư", "v", "w", "x", "y", "ý", "z",
}

func TestSortKeyFollowsTheDictionary(t *testing.T) {
	t.Parallel()
	for i, a := range ordered {
		for _, b := range ordered[i+1:] {
			if ka, kb := locale.SortKey(a), locale.SortKey(b); bytes.Compare([]byte(ka), []byte(kb)) >= 0 {
				t.Errorf("%q (%q) must come before %q (%q)", a, ka, b, kb)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if k := locale.SortKey(s); strings.ContainsRune(k, 0) {
			t.Fatalf("SortKey(%q) holds NUL", s)
		}
	})
}

func TestNameSortKey(t *testing.T) {
	t.Parallel()
	names := []string{
		"Bùi Thị An", "NGUYỄN VĂN AN", "Nguyễn Xuân An", "Trần An", "Lê Văn Ân", "Lê Hoa", "Lê Hòa", "Đỗ Văn Hoàn", "Y",
	}
	shuffled := slices.Clone(names)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, func(a, b string) int {
		return strings.Compare(locale.NameSortKey(a), locale.NameSortKey(b))
	})
	if !slices.Equal(shuffled, names) {
		t.Errorf("sorted: %q", shuffled)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cookie, header string
		want           locale.Lang
	}{
		{"", "", locale.VI},
		{"en", "vi", locale.EN},
		{"xx", "en-GB,en;q=0.9", locale.EN},
		{"", "ko-KR,ko;q=0.9,en;q=0.8", locale.EN},
		{"", "en;q=0.8, vi-VN;q=0.9", locale.VI},
		{"", "vi;q=0.5,en;q=0.6", locale.EN},
		{"", "en;q=0", locale.VI},
		{"", "fr", locale.VI},
		{"", "en;q=zzz,;;,=", locale.VI},
	} {
		if got := locale.Choose(c.cookie, c.header); got != c.want {
			t.Errorf("Choose(%q, %q) = %s, want %s", c.cookie, c.header, got, c.want)
		}
	}
}
