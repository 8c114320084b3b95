package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"motcua/internal/journal"
	"motcua/internal/store"
)

// Follower is the name under which the journal keeps the dispatcher's position.
const Follower = "queue"

// DefaultAttempts lead over about an hour and a quarter.
const DefaultAttempts = 8

const (
	jobTimeout = time.Minute
	stuckAfter = 5 * time.Minute // a killed process's jobs are taken up again
	softStop   = 10 * time.Second
	pollEvery  = 500 * time.Millisecond
	maxWorkers = 8
	retryOpen  = 2 * time.Second
	// margin is how many attempts River allows beyond a worker's own, so that
	// it never throws a job away before the worker has recorded its end.
	margin = 100
)

// Job is one event's work for one worker.
type Job struct {
	Kind     string
	Position int64  // of the event
	Stream   string // of the event
	Attempt  int    // from 1
	Last     bool   // nothing is tried after this
}

// Key is the same for every run of the job: ids of its commands come from it.
func (j Job) Key() string { return fmt.Sprintf("%s/%d", j.Kind, j.Position) }

// Worker does one kind of work.
type Worker struct {
	Kind  string                        // stable: "notify.email"
	Wants func(e journal.Recorded) bool // which events make a job; must not read
	// Work does it; an error is tried again. It must end within a minute.
	Work     func(ctx context.Context, j Job) error
	Attempts int // 0 is DefaultAttempts
}

// Later, answered by Work, puts the job off without counting the attempt.
func Later(d time.Duration) error { return river.JobSnooze(d) }

// task is the job as River stores it.
type task struct {
	Of       string `json:"of"       river:"unique"`
	Position int64  `json:"position" river:"unique"`
	Stream   string `json:"stream"`
}

// Kind is River's name of all our jobs; ours is in Of.
func (task) Kind() string { return "act" }

// Queue is the dispatcher and the workers of one process.
type Queue struct {
	db      *store.DB
	j       *journal.Journal
	log     *slog.Logger
	workers map[string]Worker
	watch   Watch
}

// Watch is told of every run of a job: it may change the context, and done is
// called with what became of it: done, later, failed, given_up.
type Watch func(ctx context.Context, j Job) (_ context.Context, done func(outcome string))

// Observe sets who is told of runs; before Run.
func (q *Queue) Observe(w Watch) { q.watch = w }

// New makes a queue. Nothing is opened before Run.
func New(db *store.DB, j *journal.Journal, log *slog.Logger) *Queue {
	return &Queue{db: db, j: j, log: log, workers: map[string]Worker{}}
}

// Add adds a worker; call it before Run. It panics on a kind that is taken.
func (q *Queue) Add(w Worker) {
	if _, taken := q.workers[w.Kind]; taken || w.Kind == "" {
		panic("queue: kind taken or empty: " + w.Kind)
	}
	if w.Attempts == 0 {
		w.Attempts = DefaultAttempts
	}
	q.workers[w.Kind] = w
}

// Run dispatches and works until ctx ends; then it lets running jobs finish,
// for at most ten seconds. What failed to open is tried again. River is not
// opened, and its tables are not made, before the first job.
func (q *Queue) Run(ctx context.Context) {
	if there, err := q.used(ctx); err == nil && !there {
		q.idle(ctx)
	}
	for ctx.Err() == nil {
		o, err := q.open(ctx)
		if err == nil {
			q.run(ctx, o)
			continue
		}
		if ctx.Err() == nil {
			q.failed(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(retryOpen):
		}
	}
}

// used reports whether this database ever had a job.
func (q *Queue) used(ctx context.Context) (bool, error) {
	if q.db.Dialect == store.SQLite {
		_, err := os.Stat(JobsPath(q.db.Path()))
		return err == nil, nil
	}
	var table sql.NullString
	err := q.db.Read.QueryRowContext(ctx, `SELECT CAST(to_regclass('river_job') AS TEXT)`).Scan(&table)
	return table.Valid, store.Lost(err)
}

var errWanted = errors.New("queue: the first job")

// idle follows until the first event that makes a job, or until ctx ends.
func (q *Queue) idle(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	q.j.FollowAfter(ctx, Follower, func(_ context.Context, events []journal.Recorded) error {
		if len(q.jobs(events)) > 0 {
			cancel()
			return errWanted
		}
		return nil
	}, q.failed)
}

// opened is River on its database.
type opened struct {
	client *river.Client[*sql.Tx]
	apart  *store.DB // the file of its own, nil where it shares the database
}

func (o opened) close() error {
	if o.apart == nil {
		return nil
	}
	return o.apart.Close()
}

// JobsPath is the file of the jobs beside a SQLite database.
func JobsPath(path string) string { return strings.TrimSuffix(path, ".db") + ".jobs.db" }

func (q *Queue) open(ctx context.Context) (o opened, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, o.close())
		}
	}()
	var driver riverdriver.Driver[*sql.Tx]
	if q.db.Dialect == store.SQLite {
		if o.apart, err = store.Open(ctx, "sqlite:"+JobsPath(q.db.Path())); err != nil {
			return o, err
		}
		driver = riversqlite.New(o.apart.Write)
		if err = migrate(ctx, driver); err != nil {
			return o, err
		}
		// Only one process serves a file: whatever ran has been interrupted.
		if _, err = o.apart.Write.ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running'`); err != nil {
			return o, store.Lost(err)
		}
	} else {
		driver = riverdatabasesql.New(q.db.Write)
		if err = q.migrateOnce(ctx, driver); err != nil {
			return o, err
		}
	}
	o.client, err = river.NewClient(driver, q.config())
	return o, err
}

func (q *Queue) config() *river.Config {
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(q.work))
	return &river.Config{
		Logger:            slog.New(warnings{q.log.Handler()}),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: maxWorkers}},
		Workers:           workers,
		FetchPollInterval: pollEvery, JobTimeout: jobTimeout, RescueStuckJobsAfter: stuckAfter, SoftStopTimeout: softStop,
		PollOnly: true,
	}
}

// run works until ctx ends.
func (q *Queue) run(ctx context.Context, o opened) {
	defer func() {
		if err := o.close(); err != nil {
			q.failed(err)
		}
	}()
	// The client outlives ctx: running jobs are let finish by Stop.
	if err := o.client.Start(context.WithoutCancel(ctx)); err != nil {
		q.failed(err)
		return
	}
	if o.apart == nil {
		q.j.Follow(ctx, Follower, func(ctx context.Context, tx *sql.Tx, events []journal.Recorded) error {
			return insert(q.jobs(events), func(p []river.InsertManyParams) error {
				_, err := o.client.InsertManyTx(ctx, tx, p)
				return err
			})
		}, q.failed)
	} else {
		q.j.FollowAfter(ctx, Follower, func(ctx context.Context, events []journal.Recorded) error {
			return insert(q.jobs(events), func(p []river.InsertManyParams) error {
				_, err := o.client.InsertMany(ctx, p)
				return err
			})
		}, q.failed)
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), softStop+5*time.Second)
	defer cancel()
	if err := o.client.Stop(stopping); err != nil {
		q.failed(err)
	}
}

func insert(p []river.InsertManyParams, many func([]river.InsertManyParams) error) error {
	if len(p) == 0 {
		return nil
	}
	return many(p)
}

// jobs are the jobs that events make.
func (q *Queue) jobs(events []journal.Recorded) []river.InsertManyParams {
	var all []river.InsertManyParams
	for _, e := range events {
		for _, w := range q.workers {
			if w.Wants(e) {
				all = append(all, river.InsertManyParams{
					Args: task{Of: w.Kind, Position: e.Position, Stream: e.Stream},
					InsertOpts: &river.InsertOpts{MaxAttempts: w.Attempts + margin, UniqueOpts: river.UniqueOpts{
						ByArgs: true, ByState: []rivertype.JobState{
							rivertype.JobStateAvailable, rivertype.JobStateCancelled, rivertype.JobStateCompleted, rivertype.JobStateDiscarded,
							rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
						},
					}},
				})
			}
		}
	}
	return all
}

// work hands a job to its worker. After the worker's last attempt the job is
// cancelled: the worker has recorded its end.
func (q *Queue) work(ctx context.Context, j *river.Job[task]) error {
	w, ok := q.workers[j.Args.Of]
	if !ok {
		return fmt.Errorf("queue: no worker for jobs of kind %q", j.Args.Of)
	}
	job := Job{Kind: w.Kind, Position: j.Args.Position, Stream: j.Args.Stream, Attempt: j.Attempt, Last: j.Attempt >= w.Attempts}
	done := func(string) {}
	if q.watch != nil {
		ctx, done = q.watch(ctx, job)
	}
	err := w.Work(ctx, job)
	var later *rivertype.JobSnoozeError
	switch {
	case err == nil:
		done("done")
		return nil
	case errors.As(err, &later):
		done("later")
		return err
	case job.Last:
		done("given_up")
	default:
		done("failed")
	}
	q.log.LogAttrs(ctx, slog.LevelWarn, "job failed", slog.String("job", job.Key()), slog.Int("attempt", job.Attempt), slog.Bool("last", job.Last), slog.Any("error", err))
	if job.Last {
		return river.JobCancel(err)
	}
	return err
}

func (q *Queue) failed(err error) {
	q.log.LogAttrs(context.Background(), slog.LevelError, "queue failed", slog.Any("error", err))
}

func migrate(ctx context.Context, driver riverdriver.Driver[*sql.Tx]) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("queue: tables of the jobs: %w", err)
	}
	return nil
}

// migrationLock is the key of PostgreSQL's advisory lock while River's tables
// are brought up to date: processes that start together do it one by one.
const migrationLock = 0x6d6f74637561

func (q *Queue) migrateOnce(ctx context.Context, driver riverdriver.Driver[*sql.Tx]) (err error) {
	c, err := q.db.Write.Conn(ctx)
	if err != nil {
		return store.Lost(err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if _, err := c.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return store.Lost(err)
	}
	defer func() {
		_, unlock := c.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(migrationLock))
		err = errors.Join(err, unlock)
	}()
	return migrate(ctx, driver)
}

// warnings lets only warnings and errors of River through: it tells much.
type warnings struct{ slog.Handler }

// Enabled is the filter.
func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}

// WithAttrs keeps the filter.
func (w warnings) WithAttrs(a []slog.Attr) slog.Handler { return warnings{w.Handler.WithAttrs(a)} }

// WithGroup keeps the filter.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
