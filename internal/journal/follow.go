package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua/internal/store"
)

// followLimit is the most events a follower takes in one transaction.
const followLimit = 512

// pollEvery bounds how late a follower sees events that another process wrote.
const pollEvery = 500 * time.Millisecond

// Effect is what a follower does with events, inside the transaction that
// moves its position: effect and position stand or fall together.
type Effect func(ctx context.Context, tx *sql.Tx, events []Recorded) error

// Step lets a follower take the next events once; it answers how many.
func (j *Journal) Step(ctx context.Context, name string, effect Effect) (int, error) {
	from, err := j.Followed(ctx, name)
	if err != nil {
		return 0, err
	}
	events, err := j.After(ctx, from, followLimit)
	if err != nil || len(events) == 0 {
		return 0, err
	}
	err = j.db.Tx(ctx, func(tx *sql.Tx) error {
		// Two processes may follow under one name: the first to move the position wins.
		if _, err := tx.ExecContext(ctx, `INSERT INTO subscription (name, position) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING`, name); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `UPDATE subscription SET position = $1 WHERE name = $2 AND position = $3`, events[len(events)-1].Position, name, from)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(errOvertaken, err)
		}
		return effect(ctx, tx, events)
	})
	if errors.Is(err, errOvertaken) {
		return 0, nil
	}
	return len(events), err
}

var errOvertaken = errors.New("journal: another process moved this follower")

// Followed is a follower's position, 0 before its first step.
func (j *Journal) Followed(ctx context.Context, name string) (int64, error) {
	var p int64
	err := j.db.Read.QueryRowContext(ctx, `SELECT position FROM subscription WHERE name = $1`, name).Scan(&p)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return p, store.Lost(err)
}

// Deed is what a follower does with events outside any transaction: where its
// effect lies in another database, or is itself a command. It may meet the same
// events again after a crash, and must then change nothing.
type Deed func(ctx context.Context, events []Recorded) error

// StepAfter lets a follower do its deed with the next events once and then
// moves its position: at least once. It answers how many.
func (j *Journal) StepAfter(ctx context.Context, name string, deed Deed) (int, error) {
	from, err := j.Followed(ctx, name)
	if err != nil {
		return 0, err
	}
	events, err := j.After(ctx, from, followLimit)
	if err != nil || len(events) == 0 {
		return 0, err
	}
	if err := deed(ctx, events); err != nil {
		return 0, err
	}
	// Never backwards: another process may have got further meanwhile.
	_, err = j.db.Write.ExecContext(ctx, `INSERT INTO subscription (name, position) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE subscription.position < excluded.position`, name, events[len(events)-1].Position)
	return len(events), store.Lost(err)
}

// Follow steps until ctx ends: at once when this process wrote, and every half
// second for what others wrote. A failing effect is retried with a pause and
// told to failed; nothing is skipped.
func (j *Journal) Follow(ctx context.Context, name string, effect Effect, failed func(error)) {
	j.follow(ctx, func() (int, error) { return j.Step(ctx, name, effect) }, failed)
}

// FollowAfter is Follow by StepAfter.
func (j *Journal) FollowAfter(ctx context.Context, name string, deed Deed, failed func(error)) {
	j.follow(ctx, func() (int, error) { return j.StepAfter(ctx, name, deed) }, failed)
}

// FollowNew is FollowAfter for a follower whom only what is recorded from its
// first start on concerns.
func (j *Journal) FollowNew(ctx context.Context, name string, deed Deed, failed func(error)) {
	begun := false
	j.follow(ctx, func() (int, error) {
		if !begun {
			_, err := j.db.Write.ExecContext(ctx, `INSERT INTO subscription (name, position) SELECT $1, position FROM journal_head WHERE id = 1 ON CONFLICT (name) DO NOTHING`, name)
			if err != nil {
				return 0, store.Lost(err)
			}
			begun = true
		}
		return j.StepAfter(ctx, name, deed)
	}, failed)
}

func (j *Journal) follow(ctx context.Context, step func() (int, error), failed func(error)) {
	for ctx.Err() == nil {
		more := j.changes()
		n, err := step()
		if err != nil && ctx.Err() == nil {
			failed(err)
			more = nil
		}
		if n > 0 && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-more:
		case <-time.After(pollEvery):
		}
	}
}

// changes is closed at the next commit of this process.
func (j *Journal) changes() <-chan struct{} {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.changed
}

func (j *Journal) wake() {
	j.mu.Lock()
	defer j.mu.Unlock()
	close(j.changed)
	j.changed = make(chan struct{})
}

// WaitFor waits until a follower has passed a position, so that a page can
// read its own write; it gives up when ctx ends.
func (j *Journal) WaitFor(ctx context.Context, name string, position int64) error {
	for {
		p, err := j.Followed(ctx, name)
		if err != nil || p >= position {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}
