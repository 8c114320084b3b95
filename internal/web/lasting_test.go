package web

import (
	"testing"
	"time"

	"motcua/internal/calendar"
)

// TestLimitsOfSessions: what is set holds at once for a session that is open,
// and never lengthens it beyond the longest.
func TestLimitsOfSessions(t *testing.T) {
	t.Parallel()
	begun := calendar.On(calendar.D(2026, 3, 2), 8, 0)
	used := begun.Add(3 * time.Hour)
	for name, c := range map[string]struct {
		idle, life time.Duration
		want       calendar.Instant
	}{
		"nothing set":         {0, 0, used.Add(SessionIdle)},
		"a shorter idle time": {15 * time.Minute, 0, used.Add(15 * time.Minute)},
		"a shorter life":      {0, 200 * time.Minute, begun.Add(200 * time.Minute)},
		"longer than allowed": {9 * time.Hour, 99 * time.Hour, used.Add(SessionIdle)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &Mux{cfg: Config{Lasts: func() (time.Duration, time.Duration) { return c.idle, c.life }}}
			if got := m.lasting(Session{Begun: begun, Used: used}).Ends(); got != c.want {
				t.Errorf("ends %v, want %v", got, c.want)
			}
		})
	}
}
