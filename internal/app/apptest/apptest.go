package apptest

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/watch"
	"motcua/internal/web/webtest"
)

// Env is a running demonstration.
type Env struct {
	*app.App
	URL string
	t   testing.TB
}

// New opens a demonstration on SQLite, seeded with the province, the carried
// procedures and the demo accounts. The seeding is done once in a test binary
// and copied, so that a test costs milliseconds. Clean-up is automatic.
//
// prepare is called with the open app before anything runs in it.
func New(t testing.TB, prepare ...func(*app.App)) *Env {
	t.Helper()
	return NewAt(t, nil, prepare...)
}

// NewAt is New with a clock of the test's own.
func NewAt(t testing.TB, now func() calendar.Instant, prepare ...func(*app.App)) *Env {
	t.Helper()
	return NewWith(t, func(c *app.Config) { c.Now = now }, prepare...)
}

// NewWith is New with its configuration changed.
func NewWith(t testing.TB, change func(*app.Config), prepare ...func(*app.App)) *Env {
	t.Helper()
	dir := t.TempDir()
	b, err := seeding()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "demo.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	c := app.Config{DB: "sqlite:" + path, Files: filepath.Join(dir, "files"), SecretKey: secretKey}
	change(&c)
	return Open(t, c, prepare...)
}

// Open starts an app on a database as it is and serves it; prepare is called
// with the open app before anything runs in it.
func Open(t testing.TB, c app.Config, prepare ...func(*app.App)) *Env {
	t.Helper()
	var a *app.App
	server := httptest.NewUnstartedServer(nil)
	c.BaseURL = "http://" + server.Listener.Addr().String()
	if !strings.HasPrefix(c.DB, "sqlite:") { // whose key lies beside it
		c.SecretKey = cmp.Or(c.SecretKey, secretKey)
	}
	if c.Watch.Rates == nil { // tests ask faster than people; those of the limits give their own
		c.Watch.Rates = map[string]watch.Rate{}
	}
	c.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	a, err := app.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prepare {
		p(a)
	}
	server.Config.Handler = a
	server.Start()
	a.Start()
	t.Cleanup(func() {
		server.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Env{App: a, URL: server.URL, t: t}
}

// secretKey is the key of every seeded database.
const secretKey = "0707070707070707070707070707070707070707070707070707070707070707"

//nolint:gochecknoglobals // one seeding for a test binary
var seeding = sync.OnceValues(seed)

// seed makes a seeded database in a folder of its own and returns its bytes.
func seed() (_ []byte, err error) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "motcua-seeded")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "demo.db")
	a, err := app.Open(ctx, app.Config{DB: "sqlite:" + path, Files: filepath.Join(dir, "files"), SecretKey: secretKey, BaseURL: "http://localhost"})
	if err != nil {
		return nil, err
	}
	if err := a.Seed(ctx, 0); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if _, err := a.Store.Write.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	if err := a.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// Client is a browser that is signed in with a demo account's key ("cong-dan-1",
// "tiep-nhan", "chuyen-vien", …), "" for signed out.
func (e *Env) Client(key string) *webtest.Client {
	e.t.Helper()
	c := webtest.NewClient(e.t, e.App)
	if key != "" {
		c.Post("/dang-nhap/trinh-dien", url.Values{"account": {e.Account(key)}})
	}
	return c
}

// Account is the account id of a demo account's key.
func (e *Env) Account(key string) string {
	e.t.Helper()
	for _, d := range province.DemoAccounts() {
		if d.Key == key {
			return d.Account
		}
	}
	e.t.Fatalf("no demo account %q", key)
	return ""
}

// Actor is a demo account as it may act now.
func (e *Env) Actor(key string) org.Actor {
	e.t.Helper()
	a, err := e.Accounts.Actor(e.t.Context(), e.Account(key))
	if err != nil {
		e.t.Fatal(err)
	}
	return a
}

// Command is a fresh command id.
func (e *Env) Command() string { return uuid.NewString() }

// Soon is a context that ends before the test would hang.
func (e *Env) Soon() context.Context {
	ctx, cancel := context.WithTimeout(e.t.Context(), 20*time.Second)
	e.t.Cleanup(cancel)
	return ctx
}
