package api_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/api"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
)

type nobody struct{}

func (nobody) Viewer(context.Context, string) (web.Viewer, error) { return web.Viewer{}, nil }

// noted is what an operation was asked to write down, and what it answers.
type noted struct {
	Text string `json:"text"`
}

type note struct {
	Body noted
}

// newAPI is an API with an operation for everybody and one for tokens with the
// scope "notes"; the token is its own scope.
func newAPI() http.Handler { return newPaced(nil) }

func newPaced(slow api.Slow[string]) http.Handler {
	a := api.New("Thử", "1", func(_ context.Context, token string) (api.Caller[string], error) {
		if token == "none" {
			return api.Caller[string]{}, fault.New(fault.SignedOut, "test.token", locale.T("Không có.", "None."))
		}
		return api.Caller[string]{Who: "ai", Scopes: []string{token}}, nil
	})
	a.Pace(slow)
	write := func(_ context.Context, who string, in *note) (*noted, error) { return &noted{who + in.Body.Text}, nil }
	api.Add(a, api.Operation{Method: http.MethodPost, Path: "/open", ID: "open"}, write)
	api.Add(a, api.Operation{Method: http.MethodPost, Path: "/broken", ID: "broken"}, func(context.Context, string, *note) (*noted, error) {
		return nil, errors.New("secret detail of SELECT word FROM credential")
	})
	api.Add(a, api.Operation{Method: http.MethodPost, Path: "/notes", ID: "notes", Scope: "notes"}, write)
	m := web.New(web.Config{Accounts: nobody{}, Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), true), Log: slog.New(slog.DiscardHandler)})
	a.Mount(m)
	return m
}

func ask(h http.Handler, path, token, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, api.Prefix+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnswersToTokens(t *testing.T) {
	t.Parallel()
	h := newAPI()
	for _, c := range []struct {
		say, token string
		want       int
	}{{"the scope", "notes", http.StatusOK}, {"another scope", "other", http.StatusForbidden}, {"no account", "none", http.StatusUnauthorized}, {"no token", "", http.StatusUnauthorized}} {
		t.Run(c.say+" is never stored, and is what it says", func(t *testing.T) {
			t.Parallel()
			w := ask(h, "/notes", c.token, `{"text":"x"}`)
			if w.Code != c.want || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%d, Cache-Control %q", w.Code, w.Header().Get("Cache-Control"))
			}
			kind := "application/json"
			if c.want != http.StatusOK {
				kind = "application/problem+json"
			}
			for name, want := range map[string]string{"Content-Type": kind, "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": ""} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s %q, want %q", name, got, want)
				}
			}
			if w.Header().Get("Strict-Transport-Security") == "" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'") {
				t.Error("the site's headers are missing")
			}
		})
	}
}

// TestFieldsThatNobodyAskedFor: a body has the operation's own fields alone.
func TestFieldsThatNobodyAskedFor(t *testing.T) {
	t.Parallel()
	h := newAPI()
	for body, want := range map[string]int{
		`{"text":"x"}`: http.StatusOK, `{"text":"x","account":"admin"}`: http.StatusUnprocessableEntity, `{"text":["x"]}`: http.StatusUnprocessableEntity,
		`{"text":7}`: http.StatusUnprocessableEntity, `{}`: http.StatusUnprocessableEntity, `{"text":"x"} {}`: http.StatusBadRequest,
	} {
		if w := ask(h, "/open", "", body); w.Code != want {
			t.Errorf("%s: %d, want %d: %s", body, w.Code, want, w.Body)
		}
	}
}

// TestFailuresTellNothing: a failure of ours says that it is ours, and no more.
func TestFailuresTellNothing(t *testing.T) {
	t.Parallel()
	w := ask(newAPI(), "/broken", "", `{"text":"x"}`)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || !strings.Contains(w.Body.String(), "Chưa có gì thay đổi") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestBodiesThatBreakOff are the sender's matter, not a failure of ours.
func TestBodiesThatBreakOff(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(newAPI())
	t.Cleanup(server.Close)
	for say, c := range map[string]struct {
		head, body, want string
		open             bool
	}{
		"closed before its length":       {"Content-Length: 100", `{"text":"x"}`, "400 Bad Request|api.body_cut", false},
		"closed within a chunk":          {"Transfer-Encoding: chunked", "40\r\n{", "400 Bad Request|api.body_cut", false},
		"of chunks that are none":        {"Transfer-Encoding: chunked", "zz\r\n{", "400 Bad Request|api.body_cut", false},
		"that never comes":               {"Content-Length: 100", "{", "408 Request Timeout|api.body_late", true},
		"whole, of a client that leaves": {"Content-Length: 12", `{"text":"x"}`, "200 OK|x", false},
	} {
		t.Run("a body "+say, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := fmt.Fprintf(conn, "POST %s/open HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s\r\n\r\n%s", api.Prefix, c.head, c.body); err != nil {
				t.Fatal(err)
			}
			if tcp, ok := conn.(*net.TCPConn); ok && !c.open {
				if err := tcp.CloseWrite(); err != nil {
					t.Fatal(err)
				}
			}
			if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			var got []byte
			buf := make([]byte, 4096)
			for !strings.Contains(string(got), "}") {
				n, err := conn.Read(buf)
				got = append(got, buf[:n]...)
				if err != nil && !errors.Is(err, io.EOF) {
					t.Fatal(err, string(got))
				}
				if err != nil {
					break
				}
			}
			for _, want := range strings.Split(c.want, "|") {
				if !strings.Contains(string(got), want) {
					t.Errorf("no %q in %s", want, got)
				}
			}
		})
	}
}

// TestTokensThatAskTooFast are told how long to wait, in words and seconds.
func TestTokensThatAskTooFast(t *testing.T) {
	t.Parallel()
	var asked api.Operation
	h := newPaced(func(who string, o api.Operation) (time.Duration, error) {
		asked = o
		return 2500 * time.Millisecond, fault.New(fault.Throttled, "test.fast", locale.F("Chậm lại, %s.", "Slow down, %s.", who))
	})
	w := ask(h, "/notes", "notes", `{"text":"x"}`)
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "3" || !strings.Contains(w.Body.String(), "Slow down, ai.") || asked.ID != "notes" {
		t.Errorf("%d, Retry-After %q, %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	if w := ask(h, "/open", "", `{"text":"x"}`); w.Code != http.StatusOK {
		t.Errorf("for everybody: %d", w.Code)
	}
}
