package locale_test

import (
	"testing"

	"motcua/internal/locale"
)

func TestFirstLetters(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][2]string{
		"":            {"", ""},
		"đăng ký":     {"Đăng ký", "đăng ký"},
		"Ủy ban":      {"Ủy ban", "ủy ban"},
		"UBND phường": {"UBND phường", "UBND phường"},
		"1 giờ":       {"1 giờ", "1 giờ"},
		"ừ":           {"Ừ", "ừ"},
		"\xff hỏng":   {"\xff hỏng", "\xff hỏng"},
	} {
		if got := [2]string{locale.UpperFirst(s), locale.LowerFirst(s)}; got != want {
			t.Errorf("%q gives %q, want %q", s, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{0: "dưới 1 KB", 317: "dưới 1 KB", 1024: "1 KB", 348_160: "340 KB", 1_258_291: "1,2 MB", 20 << 20: "20 MB"} {
		if got := locale.Size(bytes).VI; got != want {
			t.Errorf("%d bytes are %q, want %q", bytes, got, want)
		}
	}
}
