package browsertest

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch follows a tab: which requests are under way, and what went wrong.
type watch struct {
	mu       sync.Mutex                   // guards all below
	open     map[network.RequestID]string // their addresses
	changed  time.Time                    // when open last changed
	status   int64                        // of the last document
	found    []string
	expected []string
}

func newWatch() *watch { return &watch{open: map[network.RequestID]string{}} }

// enable asks the tab for the events that the watch follows.
func (w *watch) enable(ctx context.Context, s cdp.Session) error {
	if _, err := cdp.Call(ctx, s, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, s, runtime.Enable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := cdp.Call(ctx, s, log.Enable, cdp.Empty{})
	return err
}

// event takes an event of the tab.
func (w *watch) event(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.request(e)
	case *network.EventResponseReceived:
		w.response(e)
	case *network.EventLoadingFinished:
		w.done(e.RequestID)
	case *network.EventLoadingFailed:
		w.done(e.RequestID)
		if !e.Canceled && e.BlockedReason != "" {
			w.add("a %s was blocked: %s", strings.ToLower(string(e.Type)), e.BlockedReason)
		}
	case *log.EventEntryAdded:
		// Failed requests are judged by their response; a page that answers
		// 422 to a form is right.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			w.add("%s: %s", e.Entry.Source, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		w.add("exception: %s %s", e.ExceptionDetails.Text, description(e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, a := range e.Args {
				words = append(words, description(a))
			}
			w.add("console: %s", strings.Join(words, " "))
		}
	}
}

func description(o *runtime.RemoteObject) string {
	switch {
	case o == nil:
		return ""
	case o.Description != "":
		return o.Description
	}
	return string(o.Value)
}

func (w *watch) request(e *network.EventRequestWillBeSent) {
	// Other is the page's icon, which the browser fetches for itself and whose
	// end it does not always report.
	if e.Type != network.ResourceTypeEventSource && e.Type != network.ResourceTypePing && e.Type != network.ResourceTypeOther {
		w.open[e.RequestID] = e.Request.URL
		w.changed = time.Now()
	}
	u, err := url.Parse(e.Request.URL)
	if err == nil && strings.HasPrefix(u.Scheme, "http") && !slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, u.Hostname()) {
		w.add("the page asks another host: %s", e.Request.URL)
	}
}

func (w *watch) response(e *network.EventResponseReceived) {
	switch e.Type {
	case network.ResourceTypeDocument:
		w.status = e.Response.Status
	case network.ResourceTypeStylesheet, network.ResourceTypeScript, network.ResourceTypeFont, network.ResourceTypeImage:
		// Chromium asks for a favicon by itself.
		if e.Response.Status >= 400 && !strings.HasSuffix(e.Response.URL, "/favicon.ico") {
			w.add("%s %s answered %d", strings.ToLower(string(e.Type)), e.Response.URL, e.Response.Status)
		}
	default: // what a script asks for, it answers for
	}
}

func (w *watch) done(id network.RequestID) {
	if _, ok := w.open[id]; ok {
		delete(w.open, id)
		w.changed = time.Now()
	}
}

func (w *watch) add(format string, args ...any) {
	said := fmt.Sprintf(format, args...)
	for _, part := range w.expected {
		if strings.Contains(said, part) {
			return
		}
	}
	if !slices.Contains(w.found, said) {
		w.found = append(w.found, said)
	}
}

// quiet reports whether no request has been under way for a moment.
func (w *watch) quiet(moment time.Duration) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.open) == 0 && time.Since(w.changed) > moment
}

// underway are the addresses of the requests that have not ended.
func (w *watch) underway() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Values(w.open))
}

// reset forgets requests: the page that made them is gone.
func (w *watch) reset() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.open = map[network.RequestID]string{}
}

func (w *watch) problems() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.found)
}
