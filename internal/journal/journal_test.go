package journal_test

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// parcel is the smallest core with everything a core can have: a number, a
// personal part, a projection that grows and shrinks.
type parcel struct {
	Owner string `json:"owner,omitempty"`
	Label string `json:"label,omitempty"`
	Items int    `json:"items,omitempty"`
}

type registered struct {
	Number int64  `json:"number"`
	Day    string `json:"day"`
	Owner  string `json:"owner" personal:"owner"`
}

func (registered) EventType() string       { return "parcel.registered" }
func (e registered) Numbers() []act.Number { return []act.Number{{Book: "parcel", Day: e.Day}} }
func (e registered) WithNumbers(n []int64) act.Event {
	e.Number = n[0]
	return e
}

type packed struct {
	Items int `json:"items"`
}

func (packed) EventType() string { return "parcel.packed" }

func evolve(s parcel, e act.Event) parcel {
	switch e := e.(type) {
	case registered:
		s.Label, s.Owner = fmt.Sprintf("%s-%d", e.Day, e.Number), e.Owner
	case packed:
		s.Items = e.Items
	case forgotten:
		s.Owner = cmp.Or(e.Left, s.Owner)
	}
	return s
}

func rows(id string, s parcel) []act.Row {
	all := []act.Row{{Table: "parcel_owner", Values: []any{id, s.Owner}}}
	for i := range s.Items {
		all = append(all, act.Row{Table: "parcel_item", Values: []any{id, fmt.Sprint(i), s.Label, int64(s.Items)}})
	}
	return all
}

func core() journal.Core[parcel] {
	return journal.Core[parcel]{
		Kind: "parcel", Codec: act.NewCodec(registered{}, packed{}, forgotten{}), Evolve: evolve, Rows: rows,
		Tables: []act.Table{
			{Name: "parcel_item", Key: []string{"parcel", "n"}, Columns: []string{"label", "items"}},
			{Name: "parcel_owner", Key: []string{"parcel"}, Columns: []string{"owner"}},
		},
	}
}

func lines() []store.Line {
	return []store.Line{journal.Migrations(), {Name: "parcel", Files: fstest.MapFS{"0001_item.sql": {Data: []byte(
		`CREATE TABLE parcel_item (parcel TEXT NOT NULL, n TEXT NOT NULL, label TEXT NOT NULL, items BIGINT NOT NULL, PRIMARY KEY (parcel, n));
CREATE TABLE parcel_owner (parcel TEXT PRIMARY KEY, owner TEXT NOT NULL)`)}}}}
}

func clock() calendar.Instant { return calendar.At(time.Now()) }

func start(t testing.TB, db *store.DB) *journal.Journal {
	t.Helper()
	if err := db.Migrate(t.Context(), lines()...); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, clock)
	if err != nil {
		t.Fatal(err)
	}
	journal.Register(j, core())
	j.Start()
	t.Cleanup(j.Close)
	return j
}

func request(stream string) journal.Request {
	return journal.Request{ID: uuid.NewString(), Stream: "parcel/" + stream, Expect: journal.Any, Actor: "tester"}
}

func register(day, owner string) journal.Decision[parcel] {
	return func(s parcel, _ calendar.Instant) ([]act.Event, error) {
		if s.Label != "" {
			return nil, errTaken
		}
		return []act.Event{registered{Day: day, Owner: owner}}, nil
	}
}

var errTaken = fault.New(fault.Refused, "parcel.taken", locale.T("Đã có.", "Taken."))

func pack(n int) journal.Decision[parcel] {
	return func(parcel, calendar.Instant) ([]act.Event, error) { return []act.Event{packed{n}}, nil }
}

func do(t *testing.T, j *journal.Journal, q journal.Request, decide journal.Decision[parcel]) journal.Receipt {
	t.Helper()
	r, err := journal.Execute(t.Context(), j, q, decide)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func clean(t *testing.T, j *journal.Journal) {
	t.Helper()
	c, err := j.Fsck(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Findings {
		t.Errorf("fsck: %s: %s", f.Where, f.What)
	}
}

func TestExecute(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		ctx := t.Context()
		first := request("a")
		r := do(t, j, first, register("2024-04-01", "Người Mẫu"))
		if r.Version != 1 || r.Position != 1 || r.Events[0].(registered).Number != 1 {
			t.Fatalf("first act: %+v", r)
		}
		t.Run("answers the same command with the same outcome and one effect", func(t *testing.T) {
			again := do(t, j, first, register("2024-04-01", "Người Mẫu"))
			if !again.Repeated || again.Position != 1 {
				t.Errorf("again: %+v", again)
			}
			other := first
			other.Stream = "parcel/b"
			if _, err := journal.Execute(ctx, j, other, pack(1)); fault.KindOf(err) != fault.Refused {
				t.Errorf("an id used for another stream: %v", err)
			}
		})
		t.Run("burns no number on a refused act", func(t *testing.T) {
			if _, err := journal.Execute(ctx, j, request("a"), register("2024-04-01", "x")); !errors.Is(err, errTaken) {
				t.Fatal(err)
			}
			r := do(t, j, request("c"), register("2024-04-01", "y"))
			if r.Events[0].(registered).Number != 2 {
				t.Errorf("number %d, want 2", r.Events[0].(registered).Number)
			}
		})
		t.Run("refuses a version or definition that moved on", func(t *testing.T) {
			q := request("a")
			q.Expect = 7
			if _, err := journal.Execute(ctx, j, q, pack(1)); !errors.Is(err, journal.ErrVersion) {
				t.Error(err)
			}
			q = request("a")
			q.Reads = []journal.Ref{{Stream: "parcel/c", Version: 0}}
			if _, err := journal.Execute(ctx, j, q, pack(1)); !errors.Is(err, journal.ErrStale) {
				t.Error(err)
			}
			q = request("a")
			q.Reads = []journal.Ref{{Stream: "parcel/c", Version: 1}, {Stream: "parcel/none", Version: 0}}
			do(t, j, q, pack(3))
		})
		t.Run("keeps the projection equal to the state, also when it shrinks", func(t *testing.T) {
			do(t, j, request("a"), pack(1))
			var n int64
			if err := db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM parcel_item`).Scan(&n); err != nil || n != 1 {
				t.Errorf("%d rows, %v", n, err)
			}
			s, v, err := journal.Load[parcel](ctx, j, "parcel/a")
			if err != nil || v != 3 || s.Items != 1 || s.Owner != "Người Mẫu" {
				t.Errorf("state %+v at %d, %v", s, v, err)
			}
		})
		t.Run("survives a panic in deciding", func(t *testing.T) {
			_, err := journal.Execute(ctx, j, request("a"), func(parcel, calendar.Instant) ([]act.Event, error) { panic("boom") })
			if fault.KindOf(err) != fault.Internal || err == nil {
				t.Error(err)
			}
			do(t, j, request("a"), pack(2))
		})
		clean(t, j)
	})
}

func TestConcurrentActs(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		const callers, each = 32, 20
		var wg sync.WaitGroup
		var refused atomic.Int64
		for c := range callers {
			wg.Go(func() {
				for i := range each {
					if _, err := journal.Execute(t.Context(), j, request(fmt.Sprintf("%d-%d", c, i)), register("2024-04-01", "x")); err != nil {
						t.Error(err)
					}
					if _, err := journal.Execute(t.Context(), j, request(fmt.Sprintf("%d-%d", c, i)), register("2024-04-01", "x")); err != nil {
						refused.Add(1)
					}
				}
			})
		}
		wg.Wait()
		if refused.Load() != callers*each {
			t.Errorf("%d refusals, want %d", refused.Load(), callers*each)
		}
		seen := map[int64]bool{}
		events, err := j.After(t.Context(), 0, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			seen[e.Event.(registered).Number] = true
		}
		for n := int64(1); n <= callers*each; n++ {
			if !seen[n] {
				t.Errorf("number %d is missing", n)
			}
		}
		clean(t, j)
	})
}

func TestErasedPartsKeepTheProof(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		do(t, j, request("a"), register("2024-04-01", "Người Mẫu"))
		if _, err := db.Write.ExecContext(t.Context(), `DELETE FROM event_personal WHERE subject = $1`, "parcel/a"); err != nil {
			t.Fatal(err)
		}
		events, err := j.Stream(t.Context(), "parcel/a")
		if err != nil || len(events) != 1 || events[0].Event.(registered).Owner != "" {
			t.Fatalf("%+v %v", events, err)
		}
		c, err := j.Fsck(t.Context())
		if err != nil || len(c.Findings) != 2 || c.Findings[0].Where != "parcel/a" || c.Findings[1].Where != "table parcel_owner" {
			t.Errorf("only the state and row not yet refolded may be found: %+v %v", c.Findings, err)
		}
	})
}

func TestFsckFindsWhatWasAltered(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]string{
		"a changed public part":     `UPDATE event SET public = '{"items":9}' WHERE position = 2`,
		"a changed instant":         `UPDATE event SET recorded_at = recorded_at + 1 WHERE position = 3`,
		"a removed event":           `DELETE FROM event WHERE position = 2`,
		"a changed personal part":   `UPDATE event_personal SET body = '{"owner":"khác"}' WHERE position = 1`,
		"a changed state":           `UPDATE stream SET state = '{"items":5}' WHERE id = 'parcel/a'`,
		"a changed projection row":  `UPDATE parcel_item SET items = 8 WHERE n = '0'`,
		"a removed projection row":  `DELETE FROM parcel_item WHERE n = '0'`,
		"an added projection row":   `INSERT INTO parcel_item VALUES ('parcel/z', '0', 'x', 1)`,
		"a head that runs ahead":    `UPDATE journal_head SET position = 9`,
		"an act that vanished":      `UPDATE command SET version = 40 WHERE version = 3`,
		"a state without its event": `INSERT INTO stream VALUES ('parcel/q', 1, '{}')`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := storetest.SQLite(t)
			j := start(t, db)
			do(t, j, request("a"), register("2024-04-01", "Người Mẫu"))
			do(t, j, request("a"), pack(1))
			do(t, j, request("a"), pack(2))
			clean(t, j)
			if _, err := db.Write.ExecContext(t.Context(), damage); err != nil {
				t.Fatal(err)
			}
			c, err := j.Fsck(t.Context())
			if err != nil || len(c.Findings) == 0 {
				t.Errorf("not found; %v", err)
			}
		})
	}
}

func TestFollow(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var got, failures atomic.Int64
		done := make(chan struct{})
		go func() {
			defer close(done)
			j.Follow(ctx, "counter", func(_ context.Context, _ *sql.Tx, events []journal.Recorded) error {
				if failures.Load() == 0 {
					return errors.New("the first attempt fails")
				}
				got.Add(int64(len(events)))
				return nil
			}, func(error) { failures.Add(1) })
		}()
		var last int64
		for i := range 30 {
			last = do(t, j, request(fmt.Sprint(i)), register("2024-04-01", "x")).Position
		}
		if err := j.WaitFor(ctx, "counter", last); err != nil {
			t.Fatal(err)
		}
		if got.Load() != 30 {
			t.Errorf("followed %d events, want each once: 30", got.Load())
		}
		cancel()
		<-done
	})
}

func TestSimulatedTime(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		at := calendar.On(calendar.D(2024, 1, 2), 8, 0)
		q := request("a")
		q.SimulatedAt = at
		if _, err := journal.Execute(t.Context(), j, q, pack(1)); err == nil {
			t.Fatal("a real database took a simulated instant")
		}
		if err := j.MarkSimulated(t.Context()); err != nil {
			t.Fatal(err)
		}
		if r := do(t, j, q, pack(1)); r.Recorded != at {
			t.Errorf("recorded at %s", r.Recorded)
		}
		q = request("b")
		q.SimulatedAt = at - 1
		if r := do(t, j, q, pack(1)); r.Recorded != at {
			t.Errorf("time ran backwards: %s", r.Recorded)
		}
		if err := j.MarkSimulated(t.Context()); err == nil {
			t.Error("a database with acts was marked as simulated")
		}
		clean(t, j)
	})
}

func TestALostDatabaseGivesAnErrorNotDamage(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	j := start(t, db)
	do(t, j, request("a"), pack(1))
	if _, err := db.Write.ExecContext(t.Context(), `PRAGMA query_only = 1`); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Execute(t.Context(), j, request("b"), pack(1)); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("want unavailable, got %v", err)
	}
	if _, err := db.Write.ExecContext(t.Context(), `PRAGMA query_only = 0`); err != nil {
		t.Fatal(err)
	}
	do(t, j, request("b"), pack(1))
	clean(t, j)
}

// TestAClosedJournalAnswers: what comes while it closes, or after, is answered
// as not done; nobody waits for ever.
func TestAClosedJournalAnswers(t *testing.T) {
	t.Parallel()
	j := start(t, storetest.SQLite(t))
	j.Close()
	for range 50 { // the queue still has room: it must not swallow them
		_, err := journal.Execute(t.Context(), j, request("parcel/late"), register("2024-04-01", "x"))
		if !errors.Is(err, journal.ErrClosed) {
			t.Fatal(err)
		}
	}
}
