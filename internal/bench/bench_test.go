package bench

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/store/storetest"
)

// stretch is how long each side of a comparison runs.
const stretch = 3 * time.Second

// open opens a seeded cell for a benchmark.
func open(b *testing.B, address string) *app.App {
	b.Helper()
	a, err := app.Open(b.Context(), app.Config{
		DB: address, Files: filepath.Join(b.TempDir(), "files"), SecretFile: filepath.Join(b.TempDir(), "key"), BaseURL: "http://localhost",
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := a.Close(); err != nil {
			b.Error(err)
		}
	})
	if err := a.Seed(b.Context(), 0); err != nil {
		b.Fatal(err)
	}
	if err := a.Directory.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	return a
}

func sqliteAddress(b *testing.B) string { return "sqlite:" + filepath.Join(b.TempDir(), "bench.db") }

// rate runs do from n goroutines for a stretch and answers calls a second.
func rate(b *testing.B, n int, do func(ctx context.Context, worker int) error) float64 {
	b.Helper()
	var calls atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	for w := range n {
		wg.Go(func() {
			for time.Since(start) < stretch {
				if err := do(b.Context(), w); err != nil {
					b.Error(err)
					return
				}
				calls.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(calls.Load()) / time.Since(start).Seconds()
}

// filing is an act as people do it: a citizen files a dossier with its papers;
// ids are those of the first commands, drawn when they run out.
func filing(b *testing.B, a *app.App, ids ...string) func(ctx context.Context, worker int) error {
	b.Helper()
	const code = "1.004873"
	p, _, err := a.Casework.Definition(b.Context(), code)
	if err != nil {
		b.Fatal(err)
	}
	def := p.Procedure(a.Now().Date())
	f := dossier.Filing{
		Procedure: code, Agency: "ubnd-hong-gai", Place: "hong-gai",
		Owner: dossier.Party{Kind: dossier.Citizen, Name: "Nguyễn Thị Mẫu Đo Tốc Độ", Number: "022190000001", Address: "Tổ 1, khu 2, phường Hồng Gai, tỉnh Quảng Ninh", Phone: "+84900000001"},
	}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range def.Papers(f.Case, procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "anh-chup.png", Type: "image/png", Size: 4096}}})
	}
	actor := org.Actor{Account: "gd-cong-dan-1", Name: "Nguyễn Thị Mẫu Một", Kind: org.ActorCitizen}
	var used atomic.Int64
	return func(ctx context.Context, _ int) error {
		id := uuid.NewString()
		if n := int(used.Add(1)); n <= len(ids) {
			id = ids[n-1]
		}
		_, err := a.Casework.Do(ctx, dossierdb.Order{ID: id, Expect: journal.Any, Actor: actor, Command: dossier.File{Filing: f}})
		return err
	}
}

// postgres is a fresh database on the private server.
func postgres(b *testing.B) string {
	b.Helper()
	return storetest.PostgresAddress(b)
}
