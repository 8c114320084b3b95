package queue_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// bell is an event that wants to be heard.
type bell struct {
	N int `json:"n"`
}

func (bell) EventType() string { return "bell.rung" }

type world struct {
	t  *testing.T
	db *store.DB
	j  *journal.Journal

	mu  sync.Mutex // guards ran
	ran []queue.Job
}

func begin(t *testing.T, db *store.DB) *world {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, func() calendar.Instant { return calendar.At(time.Now()) })
	if err != nil {
		t.Fatal(err)
	}
	journal.Register(j, journal.Core[int]{Kind: "bell", Codec: act.NewCodec(bell{}), Evolve: func(n int, _ act.Event) int { return n + 1 }})
	j.Start()
	t.Cleanup(j.Close)
	return &world{t: t, db: db, j: j}
}

func (w *world) ring(n int) {
	w.t.Helper()
	_, err := journal.Execute(w.t.Context(), w.j, journal.Request{ID: fmt.Sprint("ring-", n), Stream: "bell/a", Expect: journal.Any, Actor: "system"},
		func(int, calendar.Instant) ([]act.Event, error) { return []act.Event{bell{n}}, nil })
	if err != nil {
		w.t.Fatal(err)
	}
}

// run starts a queue whose worker notes what it was given and answers.
func (w *world) run(attempts int, answer func(queue.Job) error) (stop func()) {
	w.t.Helper()
	q := queue.New(w.db, w.j, slog.New(slog.NewTextHandler(w.t.Output(), nil)))
	q.Add(queue.Worker{
		Kind: "hear", Attempts: attempts,
		Wants: func(e journal.Recorded) bool { _, ok := e.Event.(bell); return ok },
		Work: func(_ context.Context, j queue.Job) error {
			w.mu.Lock()
			w.ran = append(w.ran, j)
			w.mu.Unlock()
			return answer(j)
		},
	})
	ctx, cancel := context.WithCancel(w.t.Context())
	var all sync.WaitGroup
	all.Go(func() { q.Run(ctx) })
	stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	w.t.Cleanup(stop)
	return stop
}

func (w *world) heard() []queue.Job {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]queue.Job(nil), w.ran...)
}

func (w *world) wait(what string, done func([]queue.Job) bool) {
	w.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if done(w.heard()) {
			return
		}
	}
	w.t.Fatalf("%s: %+v", what, w.heard())
}

func atLeast(n int) func([]queue.Job) bool {
	return func(j []queue.Job) bool { return len(j) >= n }
}

func TestRun(t *testing.T) {
	t.Parallel()
	none := func(queue.Job) error { return nil }
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := begin(t, db)
		w.ring(1)
		stop := w.run(0, none)
		w.ring(2)
		w.wait("one job for each event, before the queue started and after", atLeast(2))
		if j := w.heard()[0]; j.Stream != "bell/a" || j.Position == 0 || j.Attempt != 1 || j.Last || j.Key() != fmt.Sprintf("hear/%d", j.Position) {
			t.Errorf("%+v", j)
		}
		stop()

		// A crash after the jobs and before the position: they are dispatched again.
		if _, err := db.Write.ExecContext(t.Context(), `UPDATE subscription SET position = 0 WHERE name = 'queue'`); err != nil {
			t.Fatal(err)
		}
		stop = w.run(0, none)
		w.ring(3)
		w.wait("the new event's job", atLeast(3))
		time.Sleep(700 * time.Millisecond) // longer than the next look for jobs
		if n := len(w.heard()); n != 3 {
			t.Errorf("%d runs, want 3: %+v", n, w.heard())
		}
		stop()
	})
}

func TestAFailingJobIsTriedAgainUntilItsLastAttempt(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := begin(t, db)
		put := false
		w.run(2, func(j queue.Job) error {
			if j.Attempt == 1 && !put { // once put off: the attempt is not counted
				put = true
				return queue.Later(0)
			}
			return errors.New("deaf")
		})
		w.ring(1)
		w.wait("three runs", atLeast(3))
		time.Sleep(700 * time.Millisecond)
		ran := w.heard()
		if len(ran) != 3 || ran[0].Attempt != 1 || ran[1].Attempt != 1 || ran[1].Last || ran[2].Attempt != 2 || !ran[2].Last {
			t.Errorf("%+v", ran)
		}
	})
}

func TestStopLetsARunningJobFinish(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := begin(t, db)
		var finished bool
		stop := w.run(0, func(queue.Job) error {
			time.Sleep(300 * time.Millisecond)
			finished = true
			return nil
		})
		w.ring(1)
		w.wait("the job begun", atLeast(1))
		stop()
		if !finished {
			t.Error("the job was cut off")
		}
	})
}

func TestAddRefusesAKindTwice(t *testing.T) {
	t.Parallel()
	q := queue.New(nil, nil, slog.New(slog.DiscardHandler))
	q.Add(queue.Worker{Kind: "hear"})
	defer func() {
		if recover() == nil {
			t.Error("the second worker was taken")
		}
	}()
	q.Add(queue.Worker{Kind: "hear"})
}
