package worktimedb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/worktime"
)

// Order is a person's command about a calendar.
type Order struct {
	ID       string // of the command
	Calendar string // its id
	Expect   int64  // version that the person saw, or journal.Any
	Actor    org.Actor
	Command  worktime.Command
}

// Do carries out a command and answers when it is stored and seen by this
// process.
func (d *Directory) Do(ctx context.Context, o Order) (journal.Receipt, error) {
	body, err := json.Marshal(o.Command)
	if err != nil {
		return journal.Receipt{}, fmt.Errorf("worktimedb: command: %w", err)
	}
	sum := sha256.Sum256(fmt.Appendf(body, "%T", o.Command))
	q := journal.Request{
		ID: o.ID, Stream: worktime.Stream(o.Calendar), Expect: o.Expect, Actor: o.Actor.Account, Digest: hex.EncodeToString(sum[:]),
	}
	r, err := journal.Execute(ctx, d.j, q, func(s worktime.State, now calendar.Instant) ([]act.Event, error) {
		return worktime.Decide(s, o.Command, worktime.Facts{Now: now, Actor: o.Actor})
	})
	if err != nil {
		return r, err
	}
	return r, d.Refresh(ctx)
}

// Seed makes the calendars that come with the program streams of their own, as
// their version 1, where they are not yet. Run again, it changes nothing. at is
// the instant in a simulated database, else 0.
func (d *Directory) Seed(ctx context.Context, at calendar.Instant) error {
	if err := d.Refresh(ctx); err != nil {
		return err
	}
	var failed error
	for _, k := range calendar.QuangNinh() {
		if _, version, err := d.Find(k.ID); err == nil && version > 0 {
			continue
		}
		actor := org.System()
		q := journal.Request{ID: "seed/" + worktime.Stream(k.ID), Stream: worktime.Stream(k.ID), Expect: journal.Any, Actor: actor.Account, SimulatedAt: at}
		_, err := journal.Execute(ctx, d.j, q, func(s worktime.State, now calendar.Instant) ([]act.Event, error) {
			if s.Exists() {
				return nil, nil // another process was first
			}
			return worktime.Decide(s, worktime.Publish{Calendar: k}, worktime.Facts{Now: now, Actor: actor})
		})
		failed = errors.Join(failed, err)
	}
	if failed != nil {
		return fmt.Errorf("worktimedb: seed: %w", failed)
	}
	return d.Refresh(ctx)
}
