package web

import (
	"context"
	"net/http"
	"regexp"

	"github.com/google/uuid"

	"motcua/internal/locale"
)

// state is what the mux knows about one request; only its goroutine uses it.
type state struct {
	mux      *Mux
	sessions *Sessions
	request  string
	agent    string // the browser's User-Agent
	viewer   Viewer
	session  Session     // the zero Session when signed out
	confined string      // path to which the session is confined, "" for none
	kept     *keptForm   // the form that came back with this request, nil for none
	lang     locale.Lang // chosen on this browser, "" for none
	bearer   string      // account of the token, "" for none
	refused  string      // code of the fault that was answered, "" for none
}

type stateKey struct{}

// stateOf panics outside a request of a Mux: that is a mistake in wiring.
func stateOf(ctx context.Context) *state {
	s, ok := ctx.Value(stateKey{}).(*state)
	if !ok {
		panic("web: the request did not come through a Mux")
	}
	return s
}

// ViewerOf is whoever reads the page; the zero Viewer when signed out.
func ViewerOf(ctx context.Context) Viewer { return stateOf(ctx).viewer }

// RequestID is the id of the request in log and error page.
func RequestID(ctx context.Context) string { return stateOf(ctx).request }

// LangOf is the language to answer in: chosen on this browser, else the
// account's, else Vietnamese.
func LangOf(ctx context.Context) locale.Lang {
	s := stateOf(ctx)
	switch {
	case s.lang != "":
		return s.lang
	case s.viewer.Lang != "":
		return s.viewer.Lang
	default:
		return locale.VI
	}
}

//nolint:gochecknoglobals // compiled once
var requestIDShape = regexp.MustCompile(`^[0-9A-Za-z._-]{8,64}$`)

// requestID takes over the id that a proxy gave, when it looks like one.
func requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); requestIDShape.MatchString(id) {
		return id
	}
	return uuid.NewString()
}

// FormToken is a fresh command id (UUIDv7, RFC 9562) for the hidden field of a
// form; the journal stores it with the outcome, so a form sent twice has one
// effect.
func FormToken() string {
	id, err := uuid.NewV7()
	if err != nil {
		panic(err) // the system's random source is gone: nothing can be signed or numbered
	}
	return id.String()
}
