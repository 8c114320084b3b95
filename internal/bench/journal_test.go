package bench

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"motcua/internal/present"
)

// BenchmarkActs compares acts a second through the journal on PostgreSQL with
// pgbench's one-row insert on the same server: at least 0.5 at 32 callers and
// 0.9 at 128 is the aim.
func BenchmarkActs(b *testing.B) {
	for _, callers := range []int{1, 8, 32, 128} {
		b.Run(fmt.Sprintf("postgres/%d", callers), func(b *testing.B) {
			address := postgres(b)
			a := open(b, address)
			act := filing(b, a)
			for b.Loop() {
				floor := pgbench(b, address, callers)
				acts := rate(b, callers, act)
				b.ReportMetric(acts, "acts/s")
				b.ReportMetric(floor, "pgbench/s")
				b.ReportMetric(acts/floor, "ratio")
			}
			b.ReportMetric(0, "ns/op")
		})
	}
	b.Run("sqlite/32", func(b *testing.B) {
		a := open(b, sqliteAddress(b))
		act := filing(b, a)
		for b.Loop() {
			floor := oneInsertPerCommit(b)
			acts := rate(b, 32, act)
			b.ReportMetric(acts, "acts/s")
			b.ReportMetric(floor, "one-insert-commits/s")
			b.ReportMetric(acts/floor, "ratio")
		}
		b.ReportMetric(0, "ns/op")
	})
}

//nolint:gochecknoglobals // compiled once
var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench runs one-row inserts with that many clients.
func pgbench(b *testing.B, address string, clients int) float64 {
	b.Helper()
	program := present.Program(b, "it comes with Debian's postgresql package", "pgbench")
	db, err := sql.Open("pgx", address)
	if err != nil {
		b.Fatal(err)
	}
	_, err = db.ExecContext(b.Context(), `CREATE TABLE IF NOT EXISTS bench_floor (id BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL, body TEXT NOT NULL)`)
	if err = errors.Join(err, db.Close()); err != nil {
		b.Fatal(err)
	}
	script := filepath.Join(b.TempDir(), "insert.sql")
	body := bytes.Repeat([]byte("đ"), 150)
	if err := os.WriteFile(script, fmt.Appendf(nil, "INSERT INTO bench_floor (at, body) VALUES (1, '%s');\n", body), 0o600); err != nil {
		b.Fatal(err)
	}
	cmd := exec.CommandContext(b.Context(), program, "-n", "-M", "prepared", "-f", script, "-c", strconv.Itoa(clients), "-j", "2",
		"-T", strconv.Itoa(int(stretch.Seconds())), address)
	out, err := cmd.CombinedOutput()
	m := tps.FindSubmatch(out)
	if err != nil || m == nil {
		b.Fatalf("pgbench: %v\n%s", err, out)
	}
	v, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// oneInsertPerCommit is SQLite's own floor with synchronous=FULL.
func oneInsertPerCommit(b *testing.B) float64 {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "floor.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() {
		if err := db.Close(); err != nil {
			b.Error(err)
		}
	})
	if _, err := db.ExecContext(b.Context(), `CREATE TABLE IF NOT EXISTS floor (id INTEGER PRIMARY KEY, at BIGINT NOT NULL, body TEXT NOT NULL)`); err != nil {
		b.Fatal(err)
	}
	body := string(bytes.Repeat([]byte("đ"), 150))
	return rate(b, 1, func(ctx context.Context, _ int) error {
		_, err := db.ExecContext(ctx, `INSERT INTO floor (at, body) VALUES ($1, $2)`, int64(1), body)
		return err
	})
}
