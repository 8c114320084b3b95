package watch

import (
	"context"
	"database/sql"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are what the process counts of itself (số đo), and at each scrape
// what House reads. Safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	commands *prometheus.CounterVec
	executed *prometheus.HistogramVec
	group    prometheus.Histogram
	grouped  prometheus.Histogram
	jobs     *prometheus.CounterVec
	limited  *prometheus.CounterVec
}

// buckets of durations, in seconds: a page is meant to take 50 ms.
func buckets() []float64 {
	return []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}
}

// NewMetrics makes the metrics of one process.
func NewMetrics() *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "motcua", Name: name, Help: help}, labels)
	}
	seconds := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "motcua", Name: name, Help: help, Buckets: buckets()}, labels)
	}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: counter("http_requests_total", "Requests answered, by route pattern, method and class of status; class 0 is a reader who left.", "route", "method", "class"),
		took:     seconds("http_request_duration_seconds", "Time to answer, by route pattern.", "route", "method"),
		commands: counter("journal_commands_total", "Commands by kind of stream and what became of them: done, repeated, or the kind of refusal.", "kind", "outcome"),
		executed: seconds("journal_command_duration_seconds", "Time from queueing a command to its outcome.", "kind"),
		group: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "motcua", Name: "journal_group_commands", Help: "Commands that shared a transaction.", Buckets: []float64{1, 2, 4, 8, 16, 32, 64},
		}),
		grouped: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "motcua", Name: "journal_group_duration_seconds", Help: "Time of the transaction of a group.", Buckets: buckets(),
		}),
		jobs:    counter("job_runs_total", "Runs of background jobs by kind and outcome.", "kind", "outcome"),
		limited: counter("rate_limited_total", "Requests refused because their account asked too fast, by class.", "class"),
	}
	m.registry.MustRegister(m.requests, m.took, m.commands, m.executed, m.group, m.grouped, m.jobs, m.limited,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler serves the metrics in Prometheus' text formats. It is for a listener
// that only the monitoring reaches.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, Timeout: 10 * time.Second})
}

// Answered counts an answered request. The route is a pattern, never a path;
// "" is an unknown address.
func (m *Metrics) Answered(method, route string, status int, took time.Duration) {
	if route == "" {
		route = "(none)"
	}
	method = knownMethod(method)
	m.requests.WithLabelValues(route, method, class(status)).Inc()
	m.took.WithLabelValues(route, method).Observe(took.Seconds())
}

// knownMethod bounds the label: a client may send any word as its method.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

func class(status int) string {
	if status == 0 {
		return "0"
	}
	return strconv.Itoa(status/100) + "xx"
}

// Command times a command of the journal; see journal.Observer.
func (m *Metrics) Command(_ context.Context, kind string) func(outcome string) {
	start := time.Now()
	return func(outcome string) {
		m.commands.WithLabelValues(kind, outcome).Inc()
		m.executed.WithLabelValues(kind).Observe(time.Since(start).Seconds())
	}
}

// Group times a transaction of the journal; see journal.Observer.
func (m *Metrics) Group(commands int) func() {
	m.group.Observe(float64(commands))
	start := time.Now()
	return func() { m.grouped.Observe(time.Since(start).Seconds()) }
}

// Job counts a run of a background job.
func (m *Metrics) Job(kind, outcome string) { m.jobs.WithLabelValues(kind, outcome).Inc() }

// Limited counts a request that was refused by a Limiter.
func (m *Metrics) Limited(class string) { m.limited.WithLabelValues(class).Inc() }

// Pool adds the figures of a pool of database connections, under a name.
func (m *Metrics) Pool(name string, db *sql.DB) {
	m.registry.MustRegister(collectors.NewDBStatsCollector(db, name))
}

// Gauge adds a figure that is asked for at each scrape.
func (m *Metrics) Gauge(name, help string, read func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: "motcua", Name: name, Help: help}, read))
}

// Counter adds a figure that only grows, asked for at each scrape.
func (m *Metrics) Counter(name, help string, read func() float64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Namespace: "motcua", Name: name, Help: help}, read))
}

// Watch adds what a house reads, at each scrape.
func (m *Metrics) Watch(h *House) { m.registry.MustRegister(&standing{h}) }

// standing turns a State into metrics.
type standing struct{ house *House }

//nolint:gochecknoglobals // descriptions
var (
	position  = prometheus.NewDesc("motcua_journal_position", "Position of the newest act.", nil, nil)
	lag       = prometheus.NewDesc("motcua_subscriber_lag_positions", "Acts that a subscriber has not taken yet.", []string{"subscriber"}, nil)
	jobStates = prometheus.NewDesc("motcua_jobs", "Background jobs by kind and state.", []string{"kind", "state"}, nil)
	fileBytes = prometheus.NewDesc("motcua_files_bytes", "Bytes of the kept files; counted anew every quarter of an hour.", nil, nil)
	free      = prometheus.NewDesc("motcua_disk_free_bytes", "Bytes free where something is kept.", []string{"of"}, nil)
	backupAge = prometheus.NewDesc("motcua_backup_age_seconds", "Seconds since the newest backup; absent when none is known.", nil, nil)
	dbBytes   = prometheus.NewDesc("motcua_database_bytes", "Bytes of the database.", nil, nil)
	readable  = prometheus.NewDesc("motcua_figures_readable", "1 when the figures of this scrape could be read from the database.", nil, nil)
)

// Describe names nothing: figures that cannot be read are absent.
func (s *standing) Describe(chan<- *prometheus.Desc) {}

// Collect reads the house.
func (s *standing) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	set := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	now, err := s.house.Read(ctx)
	if err != nil {
		set(readable, 0)
		return
	}
	set(readable, 1)
	set(position, float64(now.Position))
	for _, sub := range now.Subscribers {
		set(lag, float64(now.Position-sub.Position), sub.Name)
	}
	for _, j := range now.Jobs {
		set(jobStates, float64(j.Count), j.Kind, j.State)
	}
	for _, d := range now.Disks {
		if d.Err == nil {
			set(free, float64(d.Free), d.Of)
		}
	}
	if now.FileBytes >= 0 {
		set(fileBytes, float64(now.FileBytes))
	}
	if !now.Backup.At.IsZero() {
		set(backupAge, float64(now.At-now.Backup.At)/1e6)
	}
	set(dbBytes, float64(now.DatabaseBytes))
}
