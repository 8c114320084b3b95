package identity_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"motcua/internal/identity"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	about := []string{"nguyen.van.an", "Nguyễn Văn An", "+84912345678"}
	for _, c := range []struct{ password, want string }{
		{"", "identity.weak_password"}, {"ngắn thôi", "identity.weak_password"}, {strings.Repeat("ơ a", 100), "identity.weak_password"},
		{"Matkhau@2026", "identity.common_password"}, {"Mật khẩu 123456", "identity.common_password"}, {"QuangNinh2026!", "identity.common_password"},
		{"HaLong@123456", "identity.common_password"}, {"123456789012", "identity.common_password"}, {"aaaaaaaaaaaaaaa", "identity.common_password"},
		{"abcdefghijklmnop", "identity.common_password"}, {"qwertyuiop123", "identity.common_password"}, {"1q2w3e4r5t6y", "identity.common_password"},
		{"P@ssw0rd2026!!", "identity.common_password"}, {"anhyeuem@2024", "identity.common_password"}, {"UBND@HongGai2025", "identity.common_password"},
		{"nguyen.van.an1", "identity.common_password"}, {"NguyễnVănAn2026", "identity.common_password"}, {"An84912345678", "identity.common_password"},
		{"tiepnhan@motcua1", "identity.common_password"},
		{"cá kho mưa rào ghế", ""}, {"Vịnh Hạ Long đẹp", ""}, {"mẹ nấu canh chua", ""}, {"x7kq-mmp2-vv0z", ""}, {"bốn mùa hoa sữa rơi", ""},
	} {
		got := ""
		if p := identity.CheckPassword(c.password, about...); p != nil {
			got = p.Code
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.password, got, c.want)
		}
	}
	t.Run("generated words are never common", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(t *rapid.T) {
			w := rapid.StringMatching(`[a-z2-7]{5}-[a-z2-7]{5}-[a-z2-7]{5}-[a-z2-7]{5}`).Draw(t, "word")
			if p := identity.CheckPassword(w); p != nil && utf8.RuneCountInString(strings.Trim(w, w[:1]+"-")) > 12 {
				distinct := map[rune]bool{}
				for _, r := range w {
					distinct[r] = true
				}
				if len(distinct) > 12 {
					t.Fatal(w, p.Code)
				}
			}
		})
	})
}
