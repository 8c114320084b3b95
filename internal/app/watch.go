package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"motcua/internal/act"
	"motcua/internal/api"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/queue"
	"motcua/internal/store"
	"motcua/internal/watch"
	"motcua/internal/watch/watchweb"
	"motcua/internal/web"
)

// WatchConfig says how the house is watched.
type WatchConfig struct {
	Security io.Writer             // where the security log goes; nil is nowhere
	Syslog   string                // "tcp://host:port", "tls://…" or "udp://…"; "" for no feed
	Stamp    string                // file whose time is that of the newest backup; "" for none
	Rates    map[string]watch.Rate // nil is rates()
}

// Classes of routes, each with its own rate.
const (
	readClass  = "read"
	writeClass = "write"
	heavyClass = "heavy"
)

// rates are far beyond what a person does, and what two windows of a busy
// counter do; a script that runs away meets them.
func rates() map[string]watch.Rate {
	return map[string]watch.Rate{
		readClass:  {Burst: 300, Per: 600},
		writeClass: {Burst: 120, Per: 240},
		heavyClass: {Burst: 30, Per: 60},
	}
}

// watching is what an app is watched with.
type watching struct {
	Metrics  *watch.Metrics
	House    *watch.House
	traces   *watch.Traces // nil when off
	security *watch.Security
	limits   *watch.Limiter
	served   http.Handler // the mux, within a span when there are traces
}

// Command and Group make it the journal's observer.
func (w watching) Command(ctx context.Context, kind string) func(outcome string) {
	counted, traced := w.Metrics.Command(ctx, kind), w.traces.Command(ctx, kind)
	return func(outcome string) {
		counted(outcome)
		traced(outcome)
	}
}

// Group is told of a transaction.
func (w watching) Group(commands int) func() {
	counted, traced := w.Metrics.Group(commands), w.traces.Group(commands)
	return func() {
		counted()
		traced()
	}
}

// openWatch makes what watches, before the journal starts.
func (a *App) openWatch(ctx context.Context) error {
	c := a.Watch
	traces, err := watch.NewTraces(ctx, Version, a.Log)
	if err != nil {
		return err
	}
	if c.Rates == nil {
		c.Rates = rates()
	}
	if c.Security == nil {
		c.Security = io.Discard
	}
	var feed *watch.Feed
	if c.Syslog != "" {
		if feed, err = watch.NewFeed(c.Syslog, "motcua", a.Log, nil); err != nil {
			return err
		}
	}
	m := watch.NewMetrics()
	a.watching = watching{Metrics: m, traces: traces, security: watch.NewSecurity(c.Security, feed), limits: watch.NewLimiter(c.Rates, nil)}
	a.Journal.Observe(a.watching)
	m.Pool("read", a.Store.Read)
	if a.Store.Write != a.Store.Read {
		m.Pool("write", a.Store.Write)
	}
	m.Gauge("journal_waiting", "Commands queued in this process.", func() float64 { return float64(a.Journal.Waiting()) })
	m.Counter("security_dropped_total", "Events of the security log that were dropped.", func() float64 { return float64(a.security.Dropped()) })
	a.House = watch.NewHouse(a.sources())
	m.Watch(a.House)
	return nil
}

func (a *App) sources() watch.Sources {
	s := watch.Sources{
		DB: a.Store, Now: a.Now, Lines: lines(), Alive: a.Journal.Alive, Waiting: a.Journal.Waiting, Stamp: a.Watch.Stamp, Files: a.Config.Files,
		Mail: watch.Mail{Server: redacted(a.SMTP), Kind: notifydb.JobKind},
		Jobs: func(ctx context.Context) ([]watch.Job, error) {
			if a.jobs == nil {
				return nil, nil
			}
			counts, err := a.jobs.Counts(ctx)
			var out []watch.Job
			for _, f := range counts {
				out = append(out, watch.Job{Kind: f.Kind, State: f.State, Count: f.Jobs, Oldest: f.Oldest, Newest: f.Newest})
			}
			return out, err
		},
	}
	if path, ok := strings.CutPrefix(a.DB, "sqlite:"); ok {
		s.Database = filepath.Dir(path)
	}
	return s
}

// closeWatch writes and sends what waits.
func (a *App) closeWatch() error {
	if a.security != nil {
		a.security.Close()
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	return a.traces.Close(ctx)
}

// closeWait is how long spans may take to be sent at the end.
const closeWait = 3 * time.Second

// watchRoutes registers health checks and the page of administrators.
func (a *App) watchRoutes() {
	a.served = a.traces.Requests(a.Mux)
	a.Mux.Handle("GET /healthz", web.Public, func(w http.ResponseWriter, _ *http.Request) error {
		w.WriteHeader(http.StatusNoContent)
		return nil
	})
	a.Mux.Handle("GET /readyz", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		if err := a.House.Ready(r.Context()); err != nil {
			if errors.Is(err, watch.ErrNoJournal) || errors.Is(err, store.ErrBehind) {
				return notReady.Because(err)
			}
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	})
	watchweb.Routes(a.Mux, watchweb.Deps{
		House: a.House, Access: web.AdminOnly, Version: Version,
		Subscribers: map[string]locale.Text{
			"report": locale.T("Báo cáo", "Reports"), queue.Follower: locale.T("Việc nền", "Background work"),
			notifydb.Follower: locale.T("Tin báo", "Messages"), securityFollower: locale.T("Nhật ký an ninh", "Security log"),
		},
		Jobs: map[string]locale.Text{notifydb.JobKind: locale.T("Thư điện tử", "E-mail")},
	})
}

//nolint:gochecknoglobals // constants
var (
	notReady = fault.New(fault.Unavailable, "app.not_ready", locale.T(
		"Máy chủ chưa sẵn sàng. Xin thử lại sau ít phút.", "The server is not ready. Please try again in a few minutes."))
	tooFast = fault.New(fault.Throttled, "app.too_fast", locale.T(
		"Tài khoản của Ông/Bà gửi quá nhiều yêu cầu trong thời gian ngắn. Chưa có gì thay đổi. Xin chờ một lát rồi thử lại.",
		"Your account has sent too many requests in a short time. Nothing was changed. Please wait a moment and try again."))
)

// admit refuses an account that asks too fast. Who is not signed in has no
// account: sign-in and tracking have limits of their own.
func (a *App) admit(w http.ResponseWriter, r *http.Request, v web.Viewer) error {
	if !v.SignedIn() {
		return nil
	}
	wait := a.slow(classOf(r), v.Account)
	if wait == 0 {
		return nil
	}
	w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	return tooFast
}

// slow takes a token and counts a refusal.
func (a *App) slow(class, account string) time.Duration {
	wait := a.limits.Take(class, account)
	if wait > 0 {
		a.Metrics.Limited(class)
	}
	return wait
}

// classOf is the class of a page's request: what makes files or reads many
// dossiers is heavy.
func classOf(r *http.Request) string {
	for _, end := range []string{".csv", ".json", ".pdf", ".xlsx"} {
		if strings.HasSuffix(r.URL.Path, end) {
			return heavyClass
		}
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return readClass
	}
	return writeClass
}

// caller is who an API token stands for, if he may ask now.
func (a *App) caller(ctx context.Context, token string) (api.Caller[org.Actor], error) {
	who, scopes, err := a.Accounts.Authenticate(ctx, token)
	if err != nil {
		return api.Caller[org.Actor]{}, err
	}
	web.ActsAs(ctx, who.Account)
	c := api.Caller[org.Actor]{Who: who}
	for _, s := range scopes {
		c.Scopes = append(c.Scopes, string(s))
	}
	return c, nil
}

// pace bounds how fast tokens ask, in the classes of pages: of an account all
// together.
func (a *App) pace(who org.Actor, o api.Operation) (time.Duration, error) {
	class := writeClass
	switch {
	case o.Heavy:
		class = heavyClass
	case o.Method == http.MethodGet:
		class = readClass
	}
	return a.slow(class, who.Account), tooFast
}

// answered counts an answer and notes it where it matters to security.
func (a *App) answered(ctx context.Context, an web.Answer) {
	a.traces.Answered(ctx, an.Method, an.Pattern, an.Request, an.Status)
	a.Metrics.Answered(an.Method, an.Pattern, an.Status, an.Took)
	if name := securityOf(an); name != "" {
		a.security.Note(watch.Event{Name: name, Account: an.Account, Route: an.Pattern, Request: an.Request, Code: an.Refused, Status: an.Status})
	}
}

// securityOf is the event that an answer is, "" for none.
func securityOf(an web.Answer) string {
	signIn := an.Method == http.MethodPost && strings.HasPrefix(strings.TrimPrefix(an.Pattern, "POST "), "/dang-nhap")
	proof := an.Pattern == "POST /xac-nhan"
	failed := an.Status >= http.StatusBadRequest
	switch {
	case an.Refused == "web.cross_origin":
		return "csrf.refused"
	case an.Began:
		return "sign_in.ok"
	case an.Status == http.StatusTooManyRequests && signIn:
		return "sign_in.throttled"
	case an.Status == http.StatusTooManyRequests:
		return "access.throttled"
	case failed && signIn:
		return "sign_in.failed"
	case failed && proof:
		return "proof.failed"
	case an.Status == http.StatusUnauthorized, an.Status == http.StatusForbidden && strings.Contains(an.Pattern, api.Prefix+"/"):
		return "token.used_denied"
	case an.Status == http.StatusForbidden:
		return "access.denied"
	case an.Status == http.StatusNotFound && an.Account != "" && an.Refused != "web.no_page" && an.Pattern != "":
		return "access.denied" // not there, or not to be seen by this account
	case !failed && proof:
		return "proof.ok"
	case !failed && (an.Pattern == "POST /dang-xuat" || strings.HasPrefix(an.Pattern, "POST /tai-khoan/phien/")):
		return "session.ended"
	}
	return ""
}

// securityFollower is the journal's reader for the security log.
const securityFollower = "security"

// actOf is the event of the security log that an act is, "" for none.
func actOf(e act.Event) string {
	name := e.EventType()
	switch name {
	case identity.TokenIssued{}.EventType():
		return "token.issued"
	case identity.TokenRevoked{}.EventType():
		return "token.revoked"
	case identity.SessionsEnded{}.EventType():
		return "session.ended"
	}
	slice, what, _ := strings.Cut(name, ".")
	switch {
	case slice == "identity" && what != "contact_changed" && what != "demo_marked":
		return "account." + what
	case slice == "org" && grantWords()[what]:
		return "grant." + what
	case strings.HasPrefix(what, "look"), slice == "look":
		return "look." + strings.TrimPrefix(what, "look_")
	}
	return ""
}

// grantWords are the acts of the organisation that give or take rights.
func grantWords() map[string]bool {
	return map[string]bool{
		"appointed": true, "relieved": true, "departed": true, "appointment_proposed": true, "appointment_declined": true,
		"stand_in_confirmed": true, "absence_recorded": true, "absence_ended": true,
	}
}

// followSecurity notes acts that matter to security: from the position of the
// first start on, whichever way they came.
func (a *App) followSecurity(ctx context.Context) {
	a.Journal.FollowNew(ctx, securityFollower, func(_ context.Context, events []journal.Recorded) error {
		for _, e := range events {
			if name := actOf(e.Event); name != "" {
				a.security.Note(watch.Event{Name: name, Account: e.Actor, Position: e.Position})
			}
		}
		return nil
	}, a.failed(securityFollower))
}

// watchJob counts the runs of background jobs.
func (a *App) watchJob(ctx context.Context, j queue.Job) (context.Context, func(string)) {
	ctx, traced := a.traces.Job(ctx, j.Kind, j.Position, j.Attempt)
	return ctx, func(outcome string) {
		a.Metrics.Job(j.Kind, outcome)
		traced(outcome)
	}
}

// metricsServer is the server of the metrics' own listener.
func (a *App) metricsServer() *http.Server {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.Metrics.Handler())
	s := web.Server("", mux)
	s.ErrorLog = slog.NewLogLogger(a.Log.Handler(), slog.LevelWarn)
	return s
}
