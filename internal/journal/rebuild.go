package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/store"
)

// rebuildAtOnce is how many streams one transaction writes anew.
const rebuildAtOnce = 500

// ErrMoved: somebody wrote while the journal was rebuilt.
var ErrMoved = errors.New("journal: a stream moved on while it was rebuilt: stop every server of this database, then run it again")

// Rebuilt is what Rebuild wrote.
type Rebuilt struct{ Streams, Rows, Removed int64 }

// Rebuild writes every stored state and projection row anew from the events,
// for a program whose cores fold or project otherwise than the one that stored
// them. Events are never touched. Nobody may serve the database meanwhile; a
// stream that moves all the same gives ErrMoved and keeps what was written.
func (j *Journal) Rebuild(ctx context.Context, progress func(done, all int)) (Rebuilt, error) {
	var out Rebuilt
	states, err := j.refold(ctx)
	if err != nil {
		return out, err
	}
	ids := slices.Sorted(maps.Keys(states))
	for some := range slices.Chunk(ids, rebuildAtOnce) {
		n, err := j.rewrite(ctx, some, states)
		if err != nil {
			return out, err
		}
		out.Streams += int64(len(some))
		out.Rows += n
		progress(int(out.Streams), len(ids))
	}
	out.Removed, err = j.removeRows(ctx, states)
	return out, err
}

// refold folds every stream; events that cannot be read stop it.
func (j *Journal) refold(ctx context.Context) (map[string]*folded, error) {
	tx, err := j.db.Read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return nil, store.Lost(err)
	}
	defer tx.Rollback()
	var c Check
	states, err := j.checkEvents(ctx, tx, &c)
	if err != nil {
		return nil, err
	}
	if len(c.Findings) > 0 {
		return nil, fmt.Errorf("journal: the events are not in order, so nothing was rebuilt: %s: %s", c.Findings[0].Where, c.Findings[0].What)
	}
	return states, nil
}

// rewrite stores some states and their rows in one transaction.
func (j *Journal) rewrite(ctx context.Context, ids []string, states map[string]*folded) (rows int64, err error) {
	u, err := open(ctx, j.db)
	if err != nil {
		return 0, store.Lost(err)
	}
	defer func() { err = errors.Join(err, u.close()) }()
	stored := map[string]int64{}
	was, err := u.read(nil, ids, nil, func(id string, version int64, _ []byte) error {
		stored[id] = version
		return nil
	})
	if err != nil {
		return 0, store.Lost(err)
	}
	b := batch{position: was.position, instant: was.instant, tables: j.tables}
	for _, id := range ids {
		f := states[id]
		if stored[id] != f.version {
			return 0, ErrMoved
		}
		text, err := json.Marshal(f.state)
		if err != nil {
			return 0, fmt.Errorf("journal: state of %s: %w", id, err)
		}
		b.states = append(b.states, streamRow{id, f.version, string(text)})
		b.put = append(b.put, j.machines[kindOf(id)].rows(id, f.state)...)
	}
	return int64(len(b.put)), store.Lost(u.write(b))
}

// removeRows deletes projection rows that no stream gives any more.
func (j *Journal) removeRows(ctx context.Context, states map[string]*folded) (int64, error) {
	wanted := map[string]bool{}
	for id, f := range states {
		for _, r := range j.machines[kindOf(id)].rows(id, f.state) {
			wanted[rowKey(r, len(j.tables[r.Table].Key))] = true
		}
	}
	var removed int64
	for _, name := range slices.Sorted(maps.Keys(j.tables)) {
		t := j.tables[name]
		surplus, err := j.surplus(ctx, t, wanted)
		if err != nil {
			return removed, store.Lost(err)
		}
		for _, key := range surplus {
			if _, err := j.db.Write.ExecContext(ctx, "DELETE FROM "+name+" WHERE ("+strings.Join(t.Key, ", ")+") = ("+placeholders(1, len(t.Key))+")", key...); err != nil {
				return removed, store.Lost(err)
			}
			removed++
		}
	}
	return removed, nil
}

// surplus lists the keys of rows that are not wanted.
func (j *Journal) surplus(ctx context.Context, t act.Table, wanted map[string]bool) ([][]any, error) {
	rows, err := j.db.Read.QueryContext(ctx, "SELECT "+strings.Join(t.Key, ", ")+" FROM "+t.Name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out [][]any
	for rows.Next() {
		key, targets := make([]any, len(t.Key)), make([]any, len(t.Key))
		for i := range key {
			targets[i] = &key[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		for i, v := range key {
			if b, ok := v.([]byte); ok {
				key[i] = string(b)
			}
		}
		if !wanted[rowKey(act.Row{Table: t.Name, Values: key}, len(t.Key))] {
			out = append(out, key)
		}
	}
	return out, rows.Err()
}
