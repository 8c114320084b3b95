package storetest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"sync/atomic"
	"testing"

	"motcua/internal/store"
)

type countKey struct{}

// Counting returns a context whose queries are counted by a database on which
// Count was called.
func Counting(ctx context.Context) (context.Context, *atomic.Int64) {
	n := &atomic.Int64{}
	return context.WithValue(ctx, countKey{}, n), n
}

// Count makes the reads of an SQLite database countable: each by its context
// (see Counting), so that what others read meanwhile is not mixed in, and all of
// them, which it answers. Call it before the database is shared. What is counted
// are queries sent, so a loop that asks for each row shows.
func Count(t testing.TB, db *store.DB) *atomic.Int64 {
	t.Helper()
	var seq int
	var name, path string
	if err := db.Read.QueryRowContext(t.Context(), "PRAGMA database_list").Scan(&seq, &name, &path); err != nil {
		t.Fatal(err)
	}
	plain := db.Read
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(10000)&_pragma=query_only(1)"
	all := &atomic.Int64{}
	db.Read = sql.OpenDB(connector{plain.Driver(), dsn, all})
	db.Read.SetMaxOpenConns(8)
	t.Cleanup(func() { _ = plain.Close() })
	return all
}

// connector opens connections that count their queries.
type connector struct {
	behind driver.Driver
	dsn    string
	all    *atomic.Int64
}

// Connect opens one connection.
func (c connector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.behind.Open(c.dsn)
	return countingConn{conn, c.all}, err
}

// Driver is the driver behind.
func (c connector) Driver() driver.Driver { return c.behind }

type countingConn struct {
	driver.Conn

	all *atomic.Int64
}

// QueryContext counts a query and passes it on.
func (c countingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.all.Add(1)
	if n, ok := ctx.Value(countKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args) //nolint:forcetypeassert // the driver is known
}

// BeginTx passes the options on.
func (c countingConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts) //nolint:forcetypeassert // the driver is known
}
