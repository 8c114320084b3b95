package watch

import (
	"context"
	"log/slog"
	"net/http"
	"os"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// Traces are OpenTelemetry spans of requests, commands, groups and jobs (dấu
// vết xử lý). A nil Traces makes none and costs nothing.
type Traces struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// NewTraces sends spans by OTLP over HTTP where OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT says, with the other standard variables
// (headers, sampler, service name); nil when neither is set. What cannot be
// sent is dropped, with a line in the log.
func NewTraces(ctx context.Context, version string, log *slog.Logger) (*Traces, error) {
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" && os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") == "" {
		return nil, nil //nolint:nilnil // a nil Traces is one that is off
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "motcua"), attribute.String("service.version", version)), resource.WithFromEnv())
	if err != nil {
		return nil, err
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		log.LogAttrs(context.Background(), slog.LevelWarn, "traces not sent", slog.Any("error", err))
	}))
	p := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about))
	return &Traces{provider: p, tracer: p.Tracer("motcua")}, nil
}

// Close sends what waits.
func (t *Traces) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// Requests puts a span around each request. It is a new trace: what a caller
// from outside says of his own is not taken over.
func (t *Traces) Requests(h http.Handler) http.Handler {
	if t == nil {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, span := t.tracer.Start(r.Context(), "request", trace.WithSpanKind(trace.SpanKindServer), trace.WithNewRoot())
		defer span.End()
		h.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Answered names the span of a request by its route and says how it was
// answered; request is its id in the log.
func (t *Traces) Answered(ctx context.Context, method, route, request string, status int) {
	if t == nil {
		return
	}
	span := trace.SpanFromContext(ctx)
	name := route
	if name == "" {
		name = knownMethod(method)
	}
	span.SetName(name)
	span.SetAttributes(attribute.String("http.request.method", knownMethod(method)), attribute.String("http.route", route),
		attribute.Int("http.response.status_code", status), attribute.String("motcua.request", request))
	if status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, "")
	}
}

// Command is the span of a command of the journal; see journal.Observer.
func (t *Traces) Command(ctx context.Context, kind string) func(outcome string) {
	if t == nil {
		return func(string) {}
	}
	_, span := t.tracer.Start(ctx, "journal.Execute "+kind, trace.WithAttributes(attribute.String("motcua.kind", kind)))
	return ended(span)
}

// Group is the span of a transaction of the journal; see journal.Observer. It
// is a trace of its own, since many requests share it.
func (t *Traces) Group(commands int) func() {
	if t == nil {
		return func() {}
	}
	_, span := t.tracer.Start(context.Background(), "journal.group", trace.WithAttributes(attribute.Int("motcua.commands", commands)))
	return func() { span.End() }
}

// Job is the span of a run of a background job.
func (t *Traces) Job(ctx context.Context, kind string, position int64, attempt int) (context.Context, func(outcome string)) {
	if t == nil {
		return ctx, func(string) {}
	}
	ctx, span := t.tracer.Start(ctx, "job "+kind, trace.WithSpanKind(trace.SpanKindConsumer), trace.WithNewRoot(),
		trace.WithAttributes(attribute.String("motcua.kind", kind), attribute.Int64("motcua.position", position), attribute.Int("motcua.attempt", attempt)))
	return ctx, ended(span)
}

func ended(span trace.Span) func(string) {
	return func(outcome string) {
		span.SetAttributes(attribute.String("motcua.outcome", outcome))
		if outcome == "internal" || outcome == "failed" || outcome == "given_up" || outcome == "unavailable" {
			span.SetStatus(codes.Error, outcome)
		}
		span.End()
	}
}
