package journal

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/store"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the journal's own line.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the folder is embedded: it cannot be missing
	}
	return store.Line{Name: "journal", Files: files}
}

// Any as Request.Expect accepts whatever version the stream has.
const Any int64 = -1

// Ref is a definition (a stream) at the version that facts were read from.
type Ref struct {
	Stream  string
	Version int64
}

// Request is one command on its way to the journal.
type Request struct {
	ID     string // unique; the same id answers the same outcome and has one effect
	Stream string // "dossier/0192…"
	Expect int64  // the version the person saw, or Any
	Actor  string // account that acts, "system" for the system itself
	Reads  []Ref  // what Facts rest on; changed meanwhile: ErrStale
	// SimulatedAt is the instant of a simulated act; only a database marked as
	// simulated takes it, and never earlier than the last act.
	SimulatedAt calendar.Instant
	Digest      string // of what is asked for: the same ID with another is refused; "" is not compared
	// Alone gives the command a transaction of its own; one that erases needs it.
	Alone bool
}

// Receipt says what became of a command.
type Receipt struct {
	Stream   string
	Version  int64            // of the stream, after the command
	Position int64            // of its last event; 0 when it changed nothing
	Recorded calendar.Instant // the server's clock
	Events   []act.Event      // empty when Repeated
	Repeated bool             // the command had been done before
}

// Core binds one pure core to the journal. S is its state.
type Core[S any] struct {
	Kind   string // the stream ids' first part
	Codec  act.Codec
	Evolve func(S, act.Event) S
	Tables []act.Table                    // synchronous projection, may be empty
	Rows   func(id string, s S) []act.Row // nil without a projection
}

// Decision is a core's Decide with its command and facts bound; the journal
// calls it under its lock with the stored state and the instant.
type Decision[S any] func(state S, now calendar.Instant) ([]act.Event, error)

// machine is a Core without its type parameter.
type machine struct {
	codec  act.Codec
	tables []act.Table
	decode func([]byte) (any, error)
	evolve func(any, act.Event) any
	rows   func(string, any) []act.Row
}

// Journal is the write path of one database. Make it with New, declare the
// cores with Register, then Start it.
type Journal struct {
	db        *store.DB
	now       func() calendar.Instant
	simulated bool
	machines  map[string]*machine
	tables    map[string]act.Table
	queue     chan *pending
	done      chan struct{}
	stop      context.CancelFunc
	observer  Observer // nil for none

	mu      sync.Mutex // guards changed
	changed chan struct{}
}

// New makes a journal on a migrated database. The clock is the server's.
func New(ctx context.Context, db *store.DB, now func() calendar.Instant) (*Journal, error) {
	j := &Journal{
		db: db, now: now,
		machines: map[string]*machine{}, tables: map[string]act.Table{},
		queue: make(chan *pending, 1024), done: make(chan struct{}), changed: make(chan struct{}),
	}
	var simulated int64
	if err := db.Read.QueryRowContext(ctx, `SELECT simulated FROM journal_head WHERE id = 1`).Scan(&simulated); err != nil {
		return nil, store.Lost(err)
	}
	j.simulated = simulated == 1
	return j, nil
}

// Register declares a core. It must be called before Start.
func Register[S any](j *Journal, c Core[S]) {
	m := &machine{codec: c.Codec, tables: c.Tables}
	m.decode = func(b []byte) (any, error) {
		var s S
		if len(b) == 0 {
			return s, nil
		}
		err := json.Unmarshal(b, &s)
		return s, err
	}
	m.evolve = func(s any, e act.Event) any { return c.Evolve(s.(S), e) } //nolint:forcetypeassert // decode made it
	m.rows = func(id string, s any) []act.Row {
		if c.Rows == nil {
			return nil
		}
		return c.Rows(id, s.(S)) //nolint:forcetypeassert // decode made it
	}
	j.machines[c.Kind] = m
	for _, t := range c.Tables {
		j.tables[t.Name] = t
	}
}

// Start runs the batcher until Close.
func (j *Journal) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	j.stop = cancel
	go j.run(ctx)
}

// Close lets the running group finish and stops the batcher. Commands still
// waiting are answered as not done.
func (j *Journal) Close() {
	if j.stop != nil {
		j.stop()
		<-j.done
	}
}

// Simulated reports whether the database is marked as simulated.
func (j *Journal) Simulated() bool { return j.simulated }

// MarkSimulated marks a database for ever as simulated; it must be new.
func (j *Journal) MarkSimulated(ctx context.Context) error {
	r, err := j.db.Write.ExecContext(ctx, `UPDATE journal_head SET simulated = 1 WHERE id = 1 AND position = 0`)
	if err != nil {
		return store.Lost(err)
	}
	if n, err := r.RowsAffected(); err != nil || n != 1 {
		return fault.New(fault.Refused, "journal.not_new", locale.T(
			"Chỉ một cơ sở dữ liệu mới mới được đánh dấu là mô phỏng.",
			"Only a new database can be marked as simulated."))
	}
	j.simulated = true
	return nil
}

//nolint:gochecknoglobals // sentinels
var (
	// ErrStale: a definition that the facts rest on has changed; read the facts
	// anew and execute again (Retry does).
	ErrStale = fault.New(fault.Conflict, "journal.facts_stale", locale.T(
		"Quy định dùng để xử lý vừa được cập nhật. Nội dung vừa nhập vẫn còn. Xin bấm gửi lại.",
		"A definition used for this act has just been updated. What you typed is kept. Please send it again."))
	// ErrVersion: the stream has moved on since the person saw it.
	ErrVersion = fault.New(fault.Conflict, "journal.version", locale.T(
		"Hồ sơ này vừa thay đổi sau khi trang được mở. Nội dung vừa nhập vẫn còn. Xin xem phần thay đổi rồi gửi lại.",
		"This dossier has changed since the page was opened. What you typed is kept. Please look at the change, then send again."))
	// ErrClosed: the server is stopping.
	ErrClosed = fault.New(fault.Unavailable, "journal.closed", locale.T(
		"Máy chủ đang khởi động lại. Chưa có gì thay đổi. Xin thử lại sau ít phút.",
		"The server is restarting. Nothing was changed. Please try again in a few minutes."))
	errReused = fault.New(fault.Refused, "journal.command_reused", locale.T(
		"Mã yêu cầu này đã được dùng cho một việc khác nên nội dung mới chưa được ghi. Những gì vừa nhập vẫn còn. Xin kiểm tra rồi gửi lại.",
		"This request id was used for something else, so this was not recorded. What you typed is kept. Please check it and send it again."))
)

// Execute gives a command to the journal and waits for its outcome. Errors:
// what Decide returned, ErrStale, ErrVersion, ErrClosed, store.ErrLost. After
// an error nothing was written; only after store.ErrLost, where the database
// left before it answered, and when ctx ends first, the command may still be
// carried out; executing the same id again tells.
func Execute[S any](ctx context.Context, j *Journal, r Request, decide Decision[S]) (Receipt, error) {
	return Submit(ctx, j, r, decide).Wait(ctx)
}

// Ticket is a command whose outcome is not waited for yet.
type Ticket struct {
	p      *pending
	closed <-chan struct{} // the batcher has ended
}

// Submit queues a command; commands of one caller keep their order.
func Submit[S any](ctx context.Context, j *Journal, r Request, decide Decision[S]) Ticket {
	p := &pending{req: r, done: make(chan struct{}), decide: func(s any, now calendar.Instant) ([]act.Event, error) {
		return decide(s.(S), now) //nolint:forcetypeassert // the machine of the stream's kind made it
	}}
	if j.observer != nil {
		p.told = j.observer.Command(ctx, kindOf(r.Stream))
	}
	if _, ok := j.machines[kindOf(r.Stream)]; !ok || r.ID == "" || r.Actor == "" {
		p.finish(Receipt{}, fmt.Errorf("journal: bad request for stream %q (id %q, actor %q)", r.Stream, r.ID, r.Actor))
		return Ticket{p, j.done}
	}
	select {
	case <-j.done:
		p.finish(Receipt{}, ErrClosed)
	case <-ctx.Done():
		p.finish(Receipt{}, ctx.Err())
	case j.queue <- p:
	}
	return Ticket{p, j.done}
}

// Wait answers the command's outcome.
func (t Ticket) Wait(ctx context.Context) (Receipt, error) {
	select {
	case <-t.p.done:
		return t.p.receipt, t.p.err
	case <-ctx.Done():
		return Receipt{}, ctx.Err()
	case <-t.closed:
	}
	// Queued in the moment of closing, perhaps too late for the batcher.
	select {
	case <-t.p.done:
		return t.p.receipt, t.p.err
	default:
		return Receipt{}, ErrClosed
	}
}

// Retry runs f, which reads facts and executes, again while the facts were
// stale: at most four times.
func Retry(f func() (Receipt, error)) (Receipt, error) {
	for range 3 {
		r, err := f()
		if !IsStale(err) {
			return r, err
		}
		time.Sleep(time.Millisecond)
	}
	return f()
}

// IsStale reports whether a command failed only because its facts had changed.
func IsStale(err error) bool {
	all := fault.All(err)
	return len(all) == 1 && all[0].Code == ErrStale.Code
}

func kindOf(stream string) string {
	kind, _, _ := strings.Cut(stream, "/")
	return kind
}
