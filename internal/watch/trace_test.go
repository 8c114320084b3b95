package watch_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	span "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"motcua/internal/watch"
)

func TestTraces(t *testing.T) { //nolint:paralleltest // it sets the environment
	t.Run("without an endpoint there are none", func(t *testing.T) { //nolint:paralleltest // as above
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "")
		t.Setenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "")
		none, err := watch.NewTraces(t.Context(), "test", quiet(t))
		if err != nil || none != nil {
			t.Fatal(none, err)
		}
		allocated := testing.AllocsPerRun(100, func() {
			none.Command(t.Context(), "dossier")("done")
			none.Group(3)()
			none.Answered(t.Context(), "GET", "GET /", "r", 200)
		})
		if allocated > 0 {
			t.Errorf("%v allocations", allocated)
		}
		if err := none.Close(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("a request, its command and a job reach the collector", func(t *testing.T) { //nolint:paralleltest // as above
		var mu sync.Mutex
		got := map[string]*span.Span{}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			b, err := io.ReadAll(r.Body)
			var in collector.ExportTraceServiceRequest
			if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(b, &in) != nil {
				t.Errorf("request %s: %v", r.URL.Path, err)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, a := range in.GetResourceSpans() {
				for _, b := range a.GetScopeSpans() {
					for _, s := range b.GetSpans() {
						got[s.GetName()] = s
					}
				}
			}
			w.Header().Set("Content-Type", "application/x-protobuf")
		}))
		defer server.Close()
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
		traces, err := watch.NewTraces(t.Context(), "test", quiet(t))
		if err != nil {
			t.Fatal(err)
		}
		h := traces.Requests(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			traces.Command(r.Context(), "dossier")("done")
			traces.Answered(r.Context(), "POST", "POST /ho-so/{id}", "r-1", 303)
		}))
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/ho-so/1", nil))
		traces.Group(2)()
		_, done := traces.Job(t.Context(), "notify.email", 17, 1)
		done("failed")
		if err := traces.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		defer mu.Unlock()
		request, command := got["POST /ho-so/{id}"], got["journal.Execute dossier"]
		if request == nil || command == nil || got["journal.group"] == nil || got["job notify.email"] == nil {
			t.Fatalf("spans %v", got)
		}
		if string(command.GetParentSpanId()) != string(request.GetSpanId()) || string(command.GetTraceId()) != string(request.GetTraceId()) {
			t.Error("the command is not within its request")
		}
		if got["job notify.email"].GetStatus().GetCode() != span.Status_STATUS_CODE_ERROR {
			t.Error("a failed job is no error")
		}
	})
}
