package bench

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/dossier"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/procedure"
)

// client keeps connections for all callers.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: 256}}
}

// BenchmarkHTTPActs compares acts a second over the HTTP API (token,
// permission, journal, projections) at 32 connections with a bare net/http
// handler that runs one UPDATE on the same PostgreSQL: at least as many is the
// aim.
func BenchmarkHTTPActs(b *testing.B) {
	address := postgres(b)
	a := open(b, address)
	api := httptest.NewServer(a)
	b.Cleanup(api.Close)
	floor := httptest.NewServer(oneUpdate(b, address))
	b.Cleanup(floor.Close)
	token, body := citizenToken(b, a), filingJSON(b, a)
	c := client()
	for b.Loop() {
		bare := rate(b, 32, func(ctx context.Context, _ int) error { return post(ctx, c, floor.URL, "", nil, http.StatusNoContent) })
		acts := rate(b, 32, func(ctx context.Context, _ int) error {
			return post(ctx, c, api.URL+"/api/v1/dossiers", token, body, http.StatusCreated)
		})
		b.ReportMetric(acts, "acts/s")
		b.ReportMetric(bare, "updates/s")
		b.ReportMetric(acts/bare, "ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// oneUpdate is the floor: one UPDATE of one of a thousand rows a request.
func oneUpdate(b *testing.B, address string) http.Handler {
	b.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	if _, err := db.ExecContext(b.Context(), `CREATE TABLE bench_row AS SELECT g::bigint AS id, 0::bigint AS n FROM generate_series(0, 999) g; CREATE UNIQUE INDEX bench_row_id ON bench_row (id)`); err != nil {
		b.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := db.ExecContext(r.Context(), `UPDATE bench_row SET n = n + 1 WHERE id = $1`, rand.Int64N(1000)); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
}

func citizenToken(b *testing.B, a *app.App) string {
	b.Helper()
	who, err := a.Accounts.Actor(b.Context(), "gd-cong-dan-1")
	if err != nil {
		b.Fatal(err)
	}
	token, err := a.Accounts.IssueToken(b.Context(), identitydb.Act{ID: uuid.NewString(), Account: who.Account, Expect: journal.Any, Actor: who},
		identitydb.NewToken{Label: "đo tốc độ", Scopes: []identity.Scope{identity.ScopeDossiersFile, identity.ScopeDossiersRead}, Expires: a.Now().Add(time.Hour)})
	if err != nil {
		b.Fatal(err)
	}
	return token
}

func filingJSON(b *testing.B, a *app.App) []byte {
	b.Helper()
	p, _, err := a.Casework.Definition(b.Context(), "1.004873")
	if err != nil {
		b.Fatal(err)
	}
	stored, err := a.Files.Put(b.Context(), strings.NewReader("%PDF-1.4\n% stands for any paper"))
	if err != nil {
		b.Fatal(err)
	}
	file := dossier.Upload{Hash: stored.Hash, Name: "giay-to.pdf", Type: stored.Type, Size: stored.Size}
	if err := a.Casework.KeepUpload(b.Context(), "gd-cong-dan-1", file, a.Now()); err != nil {
		b.Fatal(err)
	}
	var papers []map[string]any
	for _, paper := range p.Procedure(a.Now().Date()).Papers("", procedure.Online) {
		papers = append(papers, map[string]any{"key": paper.Key, "name": paper.Name.VI, "mark": "submitted", "files": []dossier.Upload{file}})
	}
	out, err := json.Marshal(map[string]any{
		"procedure": "1.004873", "agency": "ubnd-hong-gai", "place": "hong-gai", "papers": papers,
		"owner": map[string]any{"kind": "citizen", "name": "Phạm Thị Mẫu Đo", "number": "022190000001"},
	})
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// post sends one request and checks its status.
func post(ctx context.Context, c *http.Client, url, token string, body []byte, want int) error {
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	q.Header.Set("Content-Type", "application/json")
	if token != "" {
		q.Header.Set("Authorization", "Bearer "+token)
	}
	return status(c, q, want)
}

func status(c *http.Client, q *http.Request, want int) error {
	r, err := c.Do(q)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r.Body)
	if r.StatusCode != want {
		err = errors.Join(err, fmt.Errorf("%s: %s", q.URL.Path, r.Status))
	}
	return errors.Join(err, r.Body.Close())
}

// spread is requests a second with their latencies.
type spread struct {
	perSecond     float64
	p50, p95, p99 time.Duration
}

// load sends requests over n connections for a stretch.
func load(b *testing.B, n int, do func(ctx context.Context) error) spread {
	b.Helper()
	var mu sync.Mutex
	var took []time.Duration
	perSecond := rate(b, n, func(ctx context.Context, _ int) error {
		start := time.Now()
		err := do(ctx)
		d := time.Since(start)
		mu.Lock()
		took = append(took, d)
		mu.Unlock()
		return err
	})
	slices.Sort(took)
	at := func(p float64) time.Duration { return took[min(len(took)-1, int(p*float64(len(took))))] }
	return spread{perSecond, at(0.50), at(0.95), at(0.99)}
}
