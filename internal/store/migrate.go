package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strconv"
	"strings"
)

// Line is the migrations of one owner: files NNNN_name.sql, numbered from 0001
// without gaps, each run once, in order, in its own transaction. A file that
// was shipped is never edited. NNNN_name_sqlite.sql and NNNN_name_postgres.sql
// stand in for a step that must differ by engine.
type Line struct {
	Name  string
	Files fs.FS
}

// Migrate brings the database up to date with every line, in the order given.
// Several processes that start at once on PostgreSQL take turns.
func (d *DB) Migrate(ctx context.Context, lines ...Line) (err error) {
	unlock, err := d.lockMigrations(ctx)
	if err != nil {
		return Lost(err)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if _, err := d.Write.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS migration (line TEXT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (line, number))`); err != nil {
		return Lost(err)
	}
	for _, l := range lines {
		if err := d.migrateLine(ctx, l); err != nil {
			return fmt.Errorf("store: migrations of %s: %w", l.Name, err)
		}
	}
	return nil
}

// ErrBehind: the database was made by an older program, or by none.
var ErrBehind = errors.New("the database is not as new as this program: start motcua serve on it once (after a backup), which brings it up to date; nothing was changed")

// Current answers ErrBehind when Migrate would change something. It writes
// nothing itself.
func (d *DB) Current(ctx context.Context, lines ...Line) error {
	_, err := d.Standing(ctx, lines...)
	return err
}

// Standing is how far each line in the database has come: the number of its
// newest step. It answers ErrBehind beside it when one of lines goes further.
func (d *DB) Standing(ctx context.Context, lines ...Line) (map[string]int64, error) {
	const table = `SELECT COUNT(*) FROM sqlite_master WHERE name = 'migration'`
	const tablePostgres = `SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'`
	var n int
	if err := d.Read.QueryRowContext(ctx, map[Dialect]string{SQLite: table, Postgres: tablePostgres}[d.Dialect]).Scan(&n); err != nil {
		return nil, Lost(err)
	}
	if n == 0 {
		return nil, ErrBehind
	}
	done, err := d.newest(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		names, err := d.steps(l)
		if err != nil {
			return nil, err
		}
		if int(done[l.Name]) < len(names) {
			return done, ErrBehind
		}
	}
	return done, nil
}

func (d *DB) newest(ctx context.Context) (map[string]int64, error) {
	rows, err := d.Read.QueryContext(ctx, `SELECT line, MAX(number) FROM migration GROUP BY line`)
	if err != nil {
		return nil, Lost(err)
	}
	defer rows.Close()
	done := map[string]int64{}
	for rows.Next() {
		var line string
		var number int64
		if err := rows.Scan(&line, &number); err != nil {
			return nil, Lost(err)
		}
		done[line] = number
	}
	return done, Lost(rows.Err())
}

// migrationLock is the advisory lock of migrations, any number of our own.
const migrationLock = 7203114906

func (d *DB) lockMigrations(ctx context.Context) (unlock func() error, err error) {
	if d.Dialect != Postgres { // one file, one process
		return func() error { return nil }, nil
	}
	c, err := d.Write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := c.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return func() error {
		_, err := c.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(migrationLock))
		return errors.Join(err, c.Close())
	}, nil
}

func (d *DB) migrateLine(ctx context.Context, l Line) error {
	names, err := d.steps(l)
	if err != nil {
		return err
	}
	var done int64
	if err := d.Write.QueryRowContext(ctx, `SELECT COALESCE(MAX(number), 0) FROM migration WHERE line = $1`, l.Name).Scan(&done); err != nil {
		return Lost(err)
	}
	if int(done) > len(names) {
		return fmt.Errorf("the database is at %04d, this program knows %04d: use the newer program", done, len(names))
	}
	for i := int(done); i < len(names); i++ {
		text, err := fs.ReadFile(l.Files, names[i])
		if err != nil {
			return err
		}
		err = d.Tx(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, string(text)); err != nil {
				return fmt.Errorf("%s: %w", names[i], err)
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO migration (line, number) VALUES ($1, $2)`, l.Name, int64(i+1))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// steps lists the files of a line for this engine and checks their numbers.
func (d *DB) steps(l Line) ([]string, error) {
	all, err := fs.Glob(l.Files, "*.sql")
	if err != nil {
		return nil, err
	}
	sort.Strings(all)
	var names []string
	for _, n := range all {
		base := strings.TrimSuffix(n, ".sql")
		other := map[Dialect]string{SQLite: "_postgres", Postgres: "_sqlite"}[d.Dialect]
		if strings.HasSuffix(base, other) {
			continue
		}
		names = append(names, n)
		if num, err := strconv.Atoi(n[:4]); err != nil || num != len(names) {
			return nil, fmt.Errorf("%s: expected number %04d", n, len(names))
		}
	}
	return names, nil
}
