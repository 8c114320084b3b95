package identitydb_test

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/identity/identitydb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// TestPasswordsAreTakenAsTyped: of any signs and of any length that a person
// types, and kept as a hash that is slow to try out.
func TestPasswordsAreTakenAsTyped(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := start(t, db)
		s.official(t, "le.van.b")
		for _, password := range []string{
			strings.Repeat("mưa rơi trên mái ", 8), strings.Repeat("đàn bò vàng ăn cỏ xanh ", 8), "chỉ có chữ thường", "  hai bên là ô trống  ", "159 208 637 041 952", "🌸🐟🍚🪑🐃🌾🛶🏮🥢🎋🐉🥭",
		} {
			if err := s.SetPassword(t.Context(), "le.van.b", password); err != nil {
				t.Errorf("%q: %v", password, err)
				continue
			}
			if err := s.CheckPassword(t.Context(), "le.van.b", password, identitydb.Browser{}); err != nil {
				t.Errorf("%q does not let its holder in: %v", password, err)
			}
			for _, other := range []string{strings.ToUpper(password) + "x", password[:len(password)-1], strings.TrimSpace(password) + " x"} {
				if s.CheckPassword(t.Context(), "le.van.b", other, identitydb.Browser{}) == nil {
					t.Errorf("%q lets in instead of %q", other, password)
				}
			}
			s.pass(time.Hour)
		}
		var hash string
		if err := db.Read.QueryRowContext(t.Context(), `SELECT hash FROM credential`).Scan(&hash); err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("stored as %.30q, %v", hash, err)
		}
	})
}
