package proceduredb_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"sync/atomic"
	"testing"

	"motcua/internal/procedure/proceduredb"
	"motcua/internal/store"
)

// counter opens connections that count their queries.
type counter struct {
	behind driver.Driver
	dsn    string
	n      *atomic.Int64
}

// Connect opens one connection.
func (c counter) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.behind.Open(c.dsn)
	return countingConn{conn, c.n}, err
}

// Driver is the driver behind.
func (c counter) Driver() driver.Driver { return c.behind }

type countingConn struct {
	driver.Conn
	n *atomic.Int64
}

// QueryContext counts a query and passes it on.
func (c countingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.n.Add(1)
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func TestAPageAsksFewQueries(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "count.db")
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	n := &atomic.Int64{}
	plain := db.Read
	db.Read = sql.OpenDB(counter{plain.Driver(), "file:" + path + "?_pragma=busy_timeout(10000)", n})
	t.Cleanup(func() { _ = plain.Close() })
	j := start(t, db)
	if _, err := (&proceduredb.Import{Journal: j}).Embedded(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := catalogue(t, j, db)
	asks := func(want int64, what string, do func() error) {
		t.Helper()
		before := n.Load()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if got := n.Load() - before; got != want {
			t.Errorf("%s asks %d queries, want %d", what, got, want)
		}
	}
	search := func(q proceduredb.Query) func() error {
		return func() error { _, err := c.Search(t.Context(), q, today()); return err }
	}
	asks(6, "the first search, with the index built", search(proceduredb.Query{}))
	asks(0, "the same list again", search(proceduredb.Query{}))
	asks(1, "another page with procedures not shown yet", search(proceduredb.Query{Page: 2}))
	asks(0, "a search among procedures shown before", search(proceduredb.Query{Text: "khai sinh"}))
	asks(0, "counting", func() error { _, err := c.Count(t.Context(), today()); return err })
	asks(2, "the page of a procedure", func() error { _, err := c.Find(t.Context(), "1.001193"); return err })
	asks(1, "looking for news where nothing was written", func() error { return c.Refresh(t.Context()) })
}
