package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	_ "modernc.org/sqlite"             // the SQLite driver

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Dialect names the database engine, for the few declared exceptions to the
// one SQL text.
type Dialect string

// The supported engines.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// DB is an open database. Read serves queries; Write serves transactions that
// change rows (on SQLite it is a single connection, so writers queue in Go).
type DB struct {
	Dialect Dialect
	Read    *sql.DB
	Write   *sql.DB
	path    string
	lock    *os.File
}

// Open connects to "sqlite:PATH" or "postgres://…". It checks that the
// database answers; it changes nothing in it.
func Open(ctx context.Context, address string) (*DB, error) {
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		return openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"))
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		return openPostgres(ctx, address)
	}
	return nil, fmt.Errorf("store: database address %q: use sqlite:PATH or postgres://user@host/name", redact(address))
}

const sqlitePragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)&_pragma=cache_size(-16000)&_pragma=secure_delete(1)&_txlock=immediate"

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if path == "" {
		return nil, errors.New("store: sqlite needs a path: sqlite:var/motcua.db")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("store: folder of the database: %w", err)
	}
	if err := makePrivate(path); err != nil {
		return nil, err
	}
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + sqlitePragmas
	write, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", path, err), write.Close())
	}
	read, err := sql.Open("sqlite", dsn+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", path, err), write.Close())
	}
	read.SetMaxOpenConns(8)
	read.SetMaxIdleConns(8)
	return &DB{Dialect: SQLite, Read: read, Write: write, path: path}, nil
}

// makePrivate makes a new database's file for the process's own user alone;
// SQLite gives the files beside it the same mode. One that is there keeps what
// its operator gave it.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return fmt.Errorf("store: make %s: %w", path, err)
	}
	return f.Close()
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", redact(address), err)
	}
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", redact(address), err), pool.Close())
	}
	if err := comparesBytes(ctx, pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &DB{Dialect: Postgres, Read: pool, Write: pool}, nil
}

// comparesBytes refuses a database whose collation is not bytewise: the keys by
// which Vietnamese text is ordered and searched would be ordered otherwise.
func comparesBytes(ctx context.Context, pool *sql.DB) error {
	var name string
	var bytewise bool
	if err := pool.QueryRowContext(ctx, `SELECT current_database(), 'B' < 'a' AND 'a b' < 'ab'`).Scan(&name, &bytewise); err != nil {
		return fmt.Errorf("store: collation of the database: %w", err)
	}
	if bytewise {
		return nil
	}
	return fmt.Errorf("store: database %[1]s does not compare text byte by byte, so Vietnamese would be misordered; make it anew with: createdb --template=template0 --locale=C.UTF-8 %[1]s", name)
}

// redact hides a password in a database address, for messages.
func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable address)"
	}
	return u.Redacted()
}

// Close releases the connections and the serving lock.
func (d *DB) Close() error {
	err := d.Read.Close()
	if d.Write != d.Read {
		err = errors.Join(err, d.Write.Close())
	}
	if d.lock != nil {
		err = errors.Join(err, d.lock.Close())
	}
	return err
}

// LockServing makes this process the only one that serves a SQLite file; it is
// released by Close or the process's end. On PostgreSQL, where several
// processes may serve one database, it does nothing.
func (d *DB) LockServing() error {
	if d.Dialect != SQLite {
		return nil
	}
	f, err := os.OpenFile(d.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("store: lock file: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return errors.Join(fmt.Errorf("store: another process already serves %s: stop it first, or use PostgreSQL for several", d.path), f.Close())
	}
	d.lock = f
	return nil
}

// Tx runs f in one write transaction: committed when f returns nil, rolled
// back otherwise.
func (d *DB) Tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := d.Write.BeginTx(ctx, nil)
	if err != nil {
		return Lost(err)
	}
	if err := f(tx); err != nil {
		if rb := tx.Rollback(); rb != nil && !errors.Is(rb, sql.ErrTxDone) {
			return errors.Join(err, rb)
		}
		return err
	}
	if err := tx.Commit(); err != nil {
		return Lost(err)
	}
	return nil
}

// ErrLost is what a person reads when the database does not answer.
//
//nolint:gochecknoglobals // a sentinel
var ErrLost = fault.New(fault.Unavailable, "store.unavailable", locale.T(
	"Hệ thống tạm thời chưa trả lời được. Nội dung đã lưu trước đó vẫn còn. Xin gửi lại sau ít phút; gửi lại không bị ghi hai lần.",
	"The system does not answer just now. What was saved before is kept. Please send it again in a few minutes; it is never recorded twice."))

// Lost wraps a failure of the database itself (connection, disk) as ErrLost.
func Lost(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return ErrLost.Because(err)
}

// Path is the SQLite file, "" on PostgreSQL.
func (d *DB) Path() string { return d.path }
