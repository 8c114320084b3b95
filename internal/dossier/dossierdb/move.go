package dossierdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/store"
)

// EachMoving tells the open dossiers of agencies whose due time another version
// of their calendar would move, or that stay although counted otherwise because
// a time has passed. It reads a group at a time.
func (c *Casework) EachMoving(ctx context.Context, agencies []string, clock *calendar.Clock, now calendar.Instant, f func(dossier.Moving) error) error {
	return c.eachOpen(ctx, agencies, func(s dossier.State) error {
		m := dossier.Moving{State: s}
		m.Due, m.Expected, m.Err = s.Move(clock, now)
		if m.Err != nil && !errors.Is(m.Err, dossier.ErrMovePassed) {
			return nil
		}
		return f(m)
	})
}

// eachOpen tells the dossiers that a law may move, group by group.
func (c *Casework) eachOpen(ctx context.Context, agencies []string, f func(dossier.State) error) error {
	if len(agencies) == 0 {
		return nil
	}
	after := ""
	for {
		group, err := c.openAfter(ctx, agencies, after)
		if err != nil || len(group) == 0 {
			return err
		}
		after = group[len(group)-1].ID
		for _, s := range group {
			if err := f(s); err != nil {
				return err
			}
		}
	}
}

// openAfter is the next group of dossiers that a law may move.
func (c *Casework) openAfter(ctx context.Context, agencies []string, after string) ([]dossier.State, error) {
	w := &where{}
	rows, err := c.db.Read.QueryContext(ctx, "SELECT s.state FROM dossier_row r JOIN stream s ON s.id = 'dossier/' || r.id WHERE r."+w.status(dossier.ActMoveByLaw)+
		" AND r.agency IN ("+w.list(agencies)+") AND r.id > "+w.arg(after)+" ORDER BY r.id LIMIT "+w.arg(int64(together)), w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var out []dossier.State
	for rows.Next() {
		var raw string
		if err := rows.Scan(&raw); err != nil {
			return nil, store.Lost(err)
		}
		var s dossier.State
		if err := json.Unmarshal([]byte(raw), &s); err != nil {
			return nil, fmt.Errorf("dossierdb: state: %w", err)
		}
		out = append(out, s)
	}
	return out, store.Lost(rows.Err())
}

// MoveByLaw moves the due times, one act for each dossier, and tells how many
// moved in all and how many stay because a time has passed. Broken off, it goes
// on where it stopped: what moved is counted by the new version already.
func (c *Casework) MoveByLaw(ctx context.Context, l dossier.LawMove) (moved, passed int, err error) {
	err = c.eachOpen(ctx, l.Agencies, func(s dossier.State) error {
		if l.Moved(s) {
			moved++
			return nil
		}
		if _, _, err := s.Move(l.Clock, l.Now); errors.Is(err, dossier.ErrMovePassed) {
			passed++
			return nil
		} else if err != nil {
			return nil //nolint:nilerr // nothing moves there
		}
		_, err := c.Do(ctx, moveOrder(l, s))
		switch {
		case errors.Is(err, dossier.ErrMovePassed):
			passed++
		case errors.Is(err, dossier.ErrNotMoved), errors.Is(err, dossier.ErrStatus): // it ended or moved meanwhile
		case err != nil:
			return err
		default:
			moved++
		}
		return nil
	})
	return moved, passed, err
}

func moveOrder(l dossier.LawMove, s dossier.State) Order {
	k := l.Clock.Calendar()
	key := fmt.Sprintf("move\x00%s\x00%d\x00%s", k.ID, k.Version, s.ID)
	return Order{
		ID: uuid.NewSHA1(dossierSpace, []byte(key)).String(), Dossier: s.ID, Expect: journal.Any,
		Actor: l.Actor, Command: dossier.MoveByLaw{Law: l.Law, Proposer: l.Proposer},
	}
}
