package journal_test

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// trouble is a database that fails when told to, at the worst moment: as a
// group commits. failNext counts the failures still to come.
type trouble struct {
	failNext atomic.Int64
	done     atomic.Bool // the commit goes through, only its answer is lost
	away     atomic.Bool // from the next failure on nothing answers at all
	down     atomic.Bool
}

// fail arms n failures.
func (f *trouble) fail(n int64, done, away bool) {
	f.done.Store(done)
	f.away.Store(away)
	f.failNext.Store(n)
}

func (f *trouble) heal() {
	f.failNext.Store(0)
	f.down.Store(false)
}

// strikes reports whether this commit fails.
func (f *trouble) strikes() bool {
	if f.failNext.Load() <= 0 || f.failNext.Add(-1) < 0 {
		return false
	}
	if f.away.Load() {
		f.down.Store(true)
	}
	return true
}

// eachTroubled runs a test on both databases behind a trouble.
func eachTroubled(t *testing.T, test func(t *testing.T, db *store.DB, f *trouble)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f := &trouble{}
		test(t, troubledSQLite(t, f), f)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f := &trouble{}
		test(t, troubledPostgres(t, f), f)
	})
}

func TestACommitThatFailsHasOneEffect(t *testing.T) {
	t.Parallel()
	eachTroubled(t, func(t *testing.T, db *store.DB, f *trouble) {
		j := start(t, db)
		numbers := 0
		take := func(name string) journal.Request {
			numbers++
			return request(name)
		}
		owner := register("2024-04-01", "Người Mẫu")
		t.Run("failed and not done, once: it is done at the second attempt", func(t *testing.T) {
			f.fail(1, false, false)
			if r := do(t, j, take("a"), owner); r.Repeated || r.Version != 1 {
				t.Errorf("%+v", r)
			}
		})
		t.Run("failed but done, once: the second attempt finds it", func(t *testing.T) {
			f.fail(1, true, false)
			if r := do(t, j, take("b"), owner); !r.Repeated || r.Version != 1 || r.Position != 2 {
				t.Errorf("%+v", r)
			}
		})
		for name, done := range map[string]bool{"failed and not done": false, "failed but done": true} {
			t.Run(name+", then nothing answers: told as unavailable, repeated once it answers", func(t *testing.T) {
				q := take(name)
				f.fail(1, done, true)
				if _, err := journal.Execute(t.Context(), j, q, owner); fault.KindOf(err) != fault.Unavailable {
					t.Errorf("want unavailable, got %v", err)
				}
				f.heal()
				if r := do(t, j, q, owner); r.Repeated != done || r.Version != 1 {
					t.Errorf("%+v", r)
				}
				if r := do(t, j, q, owner); !r.Repeated {
					t.Errorf("done twice: %+v", r)
				}
			})
		}
		numbered(t, j, numbers)
		clean(t, j)
	})
}

// numbered: every register event has its own number, 1 to n without a gap.
func numbered(t *testing.T, j *journal.Journal, n int) {
	t.Helper()
	var events []journal.Recorded
	eventually(t, func() (err error) {
		events, err = j.After(t.Context(), 0, 10_000)
		return err
	})
	seen := map[int64]bool{}
	for _, e := range events {
		if r, ok := e.Event.(registered); ok {
			if seen[r.Number] {
				t.Errorf("number %d was given twice", r.Number)
			}
			seen[r.Number] = true
		}
	}
	for i := range int64(n) {
		if !seen[i+1] {
			t.Errorf("number %d is missing", i+1)
		}
	}
	if len(seen) != n {
		t.Errorf("%d numbers, want %d", len(seen), n)
	}
}

func TestGroupsThatFailUnderLoad(t *testing.T) {
	t.Parallel()
	eachTroubled(t, func(t *testing.T, db *store.DB, f *trouble) {
		j := start(t, db)
		ctx, cancel := context.WithCancel(t.Context())
		var storm sync.WaitGroup
		storm.Go(func() { // every few commits one fails, in turn done and not done
			for n := 0; ctx.Err() == nil; n++ {
				f.fail(1, n%2 == 0, false)
				time.Sleep(7 * time.Millisecond)
			}
			f.heal()
		})
		const callers, each = 8, 12
		var work sync.WaitGroup
		for c := range callers {
			work.Go(func() {
				for i := range each {
					persist(t, j, request(fmt.Sprintf("%d-%d", c, i)), register("2024-04-01", "x"))
				}
			})
		}
		work.Wait()
		cancel()
		storm.Wait()
		numbered(t, j, callers*each)
		clean(t, j)
	})
}

// persist is a client that repeats its command until it hears an outcome.
func persist(t *testing.T, j *journal.Journal, q journal.Request, decide journal.Decision[parcel]) {
	for range 50 {
		_, err := journal.Execute(t.Context(), j, q, decide)
		if err == nil {
			return
		}
		if fault.KindOf(err) != fault.Unavailable {
			t.Errorf("%s: %v", q.Stream, err)
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Errorf("%s: unavailable for ever", q.Stream)
}

func TestConnectionsCutByTheServer(t *testing.T) {
	t.Parallel()
	db := storetest.Postgres(t)
	j := start(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	var storm sync.WaitGroup
	storm.Go(func() {
		for ctx.Err() == nil {
			// The pool's own connection may be among them: its error says so.
			_, _ = db.Read.ExecContext(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`)
			time.Sleep(15 * time.Millisecond)
		}
	})
	var work sync.WaitGroup
	for c := range 8 {
		work.Go(func() {
			for i := range 15 {
				persist(t, j, request(fmt.Sprintf("%d-%d", c, i)), register("2024-04-01", "x"))
			}
		})
	}
	work.Wait()
	cancel()
	storm.Wait()
	numbered(t, j, 8*15)
	eventually(t, func() error {
		c, err := j.Fsck(t.Context())
		for _, f := range c.Findings {
			t.Errorf("fsck: %s: %s", f.Where, f.What)
		}
		return err
	})
}

// eventually waits until the pool has thrown its dead connections away.
func eventually(t *testing.T, try func() error) {
	t.Helper()
	var err error
	for range 40 {
		if err = try(); err == nil {
			return
		}
		time.Sleep(25 * time.Millisecond) // a connection may be told of its end late
	}
	t.Fatal(err)
}

func TestAFullDiskGivesErrorsNotDamage(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	j := start(t, db)
	ctx := t.Context()
	do(t, j, request("before"), register("2024-04-01", "Người Mẫu"))
	var pages int64
	if err := db.Write.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	room := func(n int64) {
		t.Helper()
		if _, err := db.Write.ExecContext(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, n)); err != nil {
			t.Fatal(err)
		}
	}
	room(pages + 8)
	var full journal.Request
	done := 1
	for i := 0; full.ID == ""; i++ {
		q := request(fmt.Sprint(i))
		_, err := journal.Execute(ctx, j, q, register("2024-04-01", "Người Mẫu"))
		switch {
		case err == nil:
			done++
		case fault.KindOf(err) == fault.Unavailable:
			full = q
		default:
			t.Fatal(err)
		}
		if i > 5000 {
			t.Fatal("the disk never filled up")
		}
	}
	for range 3 { // it stays full, and says so each time
		if _, err := journal.Execute(ctx, j, full, register("2024-04-01", "Người Mẫu")); fault.KindOf(err) != fault.Unavailable {
			t.Errorf("want unavailable, got %v", err)
		}
	}
	clean(t, j)
	if s, _, err := journal.Load[parcel](ctx, j, "parcel/before"); err != nil || s.Owner != "Người Mẫu" {
		t.Errorf("what was stored before cannot be read: %+v %v", s, err)
	}
	room(1 << 30)
	if r := do(t, j, full, register("2024-04-01", "Người Mẫu")); r.Repeated {
		t.Errorf("the refused command was stored: %+v", r)
	}
	numbered(t, j, done+1)
	clean(t, j)
}

// TestAnUnwritableCommandFailsAlone: what the database itself refuses (here a
// projection row without room for its value) takes no neighbour with it.
func TestAnUnwritableCommandFailsAlone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		if _, err := db.Write.ExecContext(t.Context(), `CREATE UNIQUE INDEX only_one ON parcel_item (items)`); err != nil {
			t.Fatal(err)
		}
		do(t, j, request("first"), pack(1))
		var tickets []journal.Ticket
		for i := range 20 {
			decide := register("2024-04-01", "x")
			if i == 7 {
				decide = func(parcel, calendar.Instant) ([]act.Event, error) {
					return []act.Event{registered{Day: "2024-04-01", Owner: "x"}, packed{1}}, nil
				}
			}
			tickets = append(tickets, journal.Submit(t.Context(), j, request(fmt.Sprint(i)), decide))
		}
		for i, ticket := range tickets {
			if _, err := ticket.Wait(t.Context()); (err != nil) != (i == 7) {
				t.Errorf("command %d: %v", i, err)
			}
		}
		numbered(t, j, 19)
		clean(t, j)
	})
}

// broken is a size at which the core's own code fails.
const broken = 666

// TestBrokenCodeFailsItsOwnCommandAlone: one dossier that the code cannot fold
// must not stop the province.
func TestBrokenCodeFailsItsOwnCommandAlone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.Migrate(t.Context(), lines()...); err != nil {
			t.Fatal(err)
		}
		j, err := journal.New(t.Context(), db, clock)
		if err != nil {
			t.Fatal(err)
		}
		c := core()
		c.Evolve = func(s parcel, e act.Event) parcel {
			if e == act.Event(packed{broken}) {
				panic("a size that nobody thought of")
			}
			return evolve(s, e)
		}
		journal.Register(j, c)
		j.Start()
		t.Cleanup(j.Close)
		var tickets []journal.Ticket
		for i := range 20 {
			decide := register("2024-04-01", "x")
			if i == 7 {
				decide = func(parcel, calendar.Instant) ([]act.Event, error) {
					return []act.Event{registered{Day: "2024-04-01", Owner: "x"}, packed{broken}}, nil
				}
			}
			tickets = append(tickets, journal.Submit(t.Context(), j, request(fmt.Sprint(i)), decide))
		}
		for i, ticket := range tickets {
			_, err := ticket.Wait(t.Context())
			if (err != nil) != (i == 7) {
				t.Errorf("command %d: %v", i, err)
			}
			if i == 7 && errors.Is(err, store.ErrLost) {
				t.Error("our own failure is put down to the database")
			}
		}
		numbered(t, j, 19)
		clean(t, j)
	})
}

// ---- a SQLite whose commits fail ------------------------------------------------

func troubledSQLite(t *testing.T, f *trouble) *store.DB {
	t.Helper()
	db := storetest.SQLite(t)
	dsn := "file:" + filepath.ToSlash(db.Path()) + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_txlock=immediate"
	write := sql.OpenDB(connector{db.Write.Driver(), dsn, f})
	write.SetMaxOpenConns(1)
	if err := db.Write.Close(); err != nil {
		t.Fatal(err)
	}
	db.Write = write
	return db
}

var errTrouble = errors.New("the disk has gone")

type connector struct {
	driver driver.Driver
	dsn    string
	f      *trouble
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	inner, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	whole, ok := inner.(wholeConn)
	if !ok {
		return nil, fmt.Errorf("%T lacks what a test needs", inner)
	}
	return troubledConn{whole, c.f}, nil
}

// wholeConn is what the real connection can and database/sql asks for.
type wholeConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
}

type troubledConn struct {
	wholeConn
	f *trouble
}

func (c troubledConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if c.f.down.Load() {
		return nil, errTrouble
	}
	tx, err := c.wholeConn.BeginTx(ctx, o)
	return troubledTx{tx, c.f}, err
}

type troubledTx struct {
	driver.Tx
	f *trouble
}

func (x troubledTx) Commit() error {
	if !x.f.strikes() {
		return x.Tx.Commit()
	}
	if x.f.done.Load() {
		return errors.Join(x.Tx.Commit(), errTrouble)
	}
	return errors.Join(x.Tx.Rollback(), errTrouble)
}

// ---- a PostgreSQL behind a line that breaks -------------------------------------

// troubledPostgres is a database behind a line that breaks before the commit
// reaches the server, or before its answer comes back.
func troubledPostgres(t *testing.T, f *trouble) *store.DB {
	t.Helper()
	address, err := url.Parse(storetest.PostgresAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	l := &line{f: f, server: address.Host}
	var config net.ListenConfig
	if l.listener, err = config.Listen(t.Context(), "tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	l.work.Go(l.accept)
	address.Host = l.listener.Addr().String()
	q := address.Query()
	q.Set("default_query_exec_mode", "exec") // every statement crosses the line as text
	address.RawQuery = q.Encode()
	db, err := store.Open(t.Context(), address.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(db.Close(), l.listener.Close()); err != nil {
			t.Error(err)
		}
		l.work.Wait()
	})
	return db
}

type line struct {
	f        *trouble
	server   string
	listener net.Listener
	work     sync.WaitGroup
}

func (l *line) accept() {
	for {
		client, err := l.listener.Accept()
		if err != nil {
			return
		}
		var dialer net.Dialer
		server, err := dialer.DialContext(context.Background(), "tcp", l.server)
		if err != nil || l.f.down.Load() {
			_ = client.Close()
			if server != nil {
				_ = server.Close()
			}
			continue
		}
		cut := func() { _, _ = client.Close(), server.Close() }
		l.work.Go(func() { l.carry(server, client, "COMMIT", false, cut) })
		l.work.Go(func() { l.carry(client, server, "COMMIT\x00", true, cut) })
	}
}

// carry copies one direction until a commit passes that is to fail: what the
// client sends before it arrives, or what the server answers after it is done.
func (l *line) carry(to, from net.Conn, commit string, done bool, cut func()) {
	defer cut()
	var tail []byte
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		if err != nil {
			return
		}
		tail = append(tail, b[:n]...)
		if bytes.Contains(tail, []byte(commit)) {
			tail = nil
			if l.f.done.Load() == done && l.f.strikes() {
				return
			}
		}
		tail = tail[max(0, len(tail)-len(commit)):]
		if l.f.down.Load() {
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}
