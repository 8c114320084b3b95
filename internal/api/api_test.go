package api_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

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
func newAPI() http.Handler {
	a := api.New("Thử", "1", func(_ context.Context, token string) (api.Caller[string], error) {
		if token == "none" {
			return api.Caller[string]{}, fault.New(fault.SignedOut, "test.token", locale.T("Không có.", "None."))
		}
		return api.Caller[string]{Who: "ai", Scopes: []string{token}}, nil
	})
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
