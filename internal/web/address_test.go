package web_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"motcua/internal/web"
)

func TestClientAddress(t *testing.T) {
	t.Parallel()
	got := ""
	mux := newSite(&bytes.Buffer{}, func(m *web.Mux) {
		m.Handle("GET /o-dau", web.Public, func(w http.ResponseWriter, r *http.Request) error {
			got = web.ClientAddress(r).String()
			w.WriteHeader(http.StatusNoContent)
			return nil
		})
	})
	for _, c := range []struct{ peer, forwarded, want string }{
		{"203.0.113.5:4711", "", "203.0.113.5"},
		{"203.0.113.5:4711", "198.51.100.1", "203.0.113.5"}, // a stranger's word
		{"127.0.0.1:4711", "198.51.100.1", "198.51.100.1"},
		{"127.0.0.1:4711", "10.0.0.1, 198.51.100.1", "198.51.100.1"}, // what the client itself claimed stands before
		{"[::1]:4711", "2001:db8::7", "2001:db8::7"},
		{"127.0.0.1:4711", "", "invalid IP"},
		{"127.0.0.1:4711", "unknown", "invalid IP"},
		{"127.0.0.1:4711", "127.0.0.1", "invalid IP"},
		{"@", "", "invalid IP"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/o-dau", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		mux.ServeHTTP(httptest.NewRecorder(), r)
		if got != c.want {
			t.Errorf("%s, %q: %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
}
