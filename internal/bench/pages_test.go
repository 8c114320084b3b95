package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"motcua/internal/app"
	"motcua/internal/app/simulation"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/watch"
)

// size is how many dossiers the pages are measured with. The aim is 100,000;
// MOTCUA_BENCH_DOSSIERS changes it, since filling takes minutes.
func size(b *testing.B) float64 {
	b.Helper()
	n := 100_000.0
	if s := os.Getenv("MOTCUA_BENCH_DOSSIERS"); s != "" {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			b.Fatal(err)
		}
		n = v
	}
	return n
}

// filled is a simulated province of that many dossiers, half of the last
// quarter, with the agency of the demo accounts in the middle of it.
func filled(b *testing.B, address string) *app.App {
	b.Helper()
	a, err := app.Open(b.Context(), app.Config{
		DB: address, Files: b.TempDir(), SecretFile: filepath.Join(b.TempDir(), "key"), BaseURL: "http://localhost", Log: slog.New(slog.DiscardHandler),
		Watch: app.WatchConfig{Rates: map[string]watch.Rate{}}, // one account asks as fast as it can
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	now := a.Now()
	start := time.Now()
	percent := debug.SetGCPercent(400) // filling is not what is measured
	defer debug.SetGCPercent(percent)
	_, err = a.Simulate(b.Context(), simulation.Options{
		From: now.Date().AddDays(-90), To: now.Date(), Until: now - 1, Scale: size(b) / 120_500, Seed: 1,
		Focus: []string{"ubnd-hong-gai"}, Showcase: []string{"ubnd-hong-gai"},
	}, b.Output())
	if err != nil {
		b.Fatal(err)
	}
	if err := a.Reports.CatchUp(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("filled in %s", time.Since(start).Round(time.Second))
	return a
}

// BenchmarkPages measures pages at 16 connections beside a bare handler in the
// same process, on both databases: p95 under 50 ms is the aim, under 300 ms
// for the report.
func BenchmarkPages(b *testing.B) {
	for name, address := range map[string]func(*testing.B) string{"sqlite": sqliteAddress, "postgres": postgres} {
		b.Run(name, func(b *testing.B) {
			a := filled(b, address(b))
			server := httptest.NewServer(a)
			b.Cleanup(server.Close)
			officer := signedIn(b, server.URL, "gd-ubnd-hong-gai-chuyen-vien-1")
			leader, inspector := signedIn(b, server.URL, "gd-ubnd-hong-gai-lanh-dao-1"), signedIn(b, server.URL, "gd-vp-ubnd-tinh-kiem-soat")
			id, token := sample(b, a)
			bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
			b.Cleanup(bare.Close)
			for _, page := range []struct {
				name, url string
				c         *http.Client
				want      int
			}{
				{"bare", bare.URL, client(), http.StatusNoContent},
				{"tracking", server.URL + "/t/" + token, client(), http.StatusOK},
				{"search", server.URL + "/thu-tuc?q=" + url.QueryEscape("dang ky khai sinh"), client(), http.StatusOK},
				{"procedure", server.URL + "/thu-tuc/1.001193", client(), http.StatusOK},
				{"inbox", server.URL + "/ban-lam-viec", officer, http.StatusOK},
				{"inbox-of-the-agency", server.URL + "/ban-lam-viec?loc=co-quan", leader, http.StatusOK},
				{"inbox-of-the-province", server.URL + "/ban-lam-viec?loc=co-quan", inspector, http.StatusOK},
				{"dossier", server.URL + "/ho-so/" + id, officer, http.StatusOK},
			} {
				b.Run(page.name, func(b *testing.B) { measure(b, page.c, page.url, page.want) })
			}
			b.Run("ii06a", func(b *testing.B) { measureReport(b, a) })
		})
	}
}

func measure(b *testing.B, c *http.Client, address string, want int) {
	b.Helper()
	for b.Loop() {
		s := load(b, 16, func(ctx context.Context) error {
			q, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
			if err != nil {
				return err
			}
			return status(c, q, want)
		})
		b.ReportMetric(s.perSecond, "requests/s")
		b.ReportMetric(float64(s.p50.Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(s.p95.Microseconds())/1000, "p95-ms")
		b.ReportMetric(float64(s.p99.Microseconds())/1000, "p99-ms")
	}
	b.ReportMetric(0, "ns/op")
}

func measureReport(b *testing.B, a *app.App) {
	b.Helper()
	today := a.Now().Date()
	for b.Loop() {
		s := load(b, 1, func(ctx context.Context) error {
			_, err := a.Reports.Run(ctx, reportdb.Query{
				Period: report.Period{From: today.AddDays(-90), To: today}, By: report.ByLevel, Scope: dossier.Scope{All: true}, Now: a.Now(),
			})
			return err
		})
		b.ReportMetric(float64(s.p50.Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(s.p95.Microseconds())/1000, "p95-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// signedIn is a browser with a demo account's session.
func signedIn(b *testing.B, base, account string) *http.Client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	c := client()
	c.Jar = jar
	form := url.Values{"account": {account}}
	r, err := c.PostForm(base+"/dang-nhap/trinh-dien", form)
	if err == nil {
		err = errors.Join(r.Body.Close(), wrongStatus(r))
	}
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func wrongStatus(r *http.Response) error {
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", r.Request.URL.Path, r.Status)
	}
	return nil
}

// sample is a dossier of the agency with its tracking token.
func sample(b *testing.B, a *app.App) (id, token string) {
	b.Helper()
	err := a.Store.Read.QueryRowContext(b.Context(), `SELECT id FROM dossier_row WHERE agency = $1 AND status = $2 ORDER BY id LIMIT 1`, "ubnd-hong-gai", int64(dossier.Processing)).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		b.Fatal("no dossier to measure with")
	}
	if err != nil {
		b.Fatal(err)
	}
	s, _, err := journal.Load[dossier.State](b.Context(), a.Journal, dossier.Stream(id))
	if err != nil {
		b.Fatal(err)
	}
	return id, s.Slip.Token
}
