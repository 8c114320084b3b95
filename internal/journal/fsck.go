package journal

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"motcua/internal/act"
	"motcua/internal/store"
)

// Finding is one thing that is not as it must be.
type Finding struct {
	Where string // "position 12", "dossier/…", "table dossier_row"
	What  string
}

// Check is what Fsck found.
type Check struct {
	Events, Streams, Rows int64
	Findings              []Finding
}

// maxFindings stops a hopeless check.
const maxFindings = 100

func (c *Check) add(where, what string, args ...any) {
	if len(c.Findings) < maxFindings {
		c.Findings = append(c.Findings, Finding{where, fmt.Sprintf(what, args...)})
	}
}

// Fsck checks the whole journal: positions gap-free up to the head, streams
// contiguous, every leaf and personal part as committed, stored states and
// projection rows equal to a refold, every accepted command's outcome inside
// its stream. It reads only, from one snapshot, so that others may write
// meanwhile, and holds one state per stream in memory.
func (j *Journal) Fsck(ctx context.Context) (Check, error) {
	var c Check
	tx, err := j.db.Read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return c, store.Lost(err)
	}
	defer tx.Rollback()
	states, err := j.checkEvents(ctx, tx, &c)
	if err != nil {
		return c, err
	}
	if err := j.checkStates(ctx, tx, &c, states); err != nil {
		return c, err
	}
	return c, j.checkRows(ctx, tx, &c, states)
}

// folded is a stream refolded from its events.
type folded struct {
	version int64
	state   any
}

func (j *Journal) checkEvents(ctx context.Context, tx *sql.Tx, c *Check) (map[string]*folded, error) {
	states := map[string]*folded{}
	rows, err := tx.QueryContext(ctx, `SELECT e.position, e.stream, e.version, e.type, e.recorded_at, e.claimed_at, e.actor, e.command, e.public, e.salt, e.parts, e.leaf,
p.role, p.subject, p.salt, p.body FROM event e LEFT JOIN event_personal p ON p.position = e.position ORDER BY e.position, p.role`)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var r *record
	for rows.Next() {
		var n record
		var role, subject, body sql.NullString
		var partSalt []byte
		if err := rows.Scan(&n.position, &n.stream, &n.version, &n.name, &n.recordedAt, &n.claimedAt, &n.actor, &n.command, &n.public, &n.salt, &n.parts, &n.leaf, &role, &subject, &partSalt, &body); err != nil {
			return nil, store.Lost(err)
		}
		if r == nil || r.position != n.position {
			j.checkRecord(c, states, r)
			if r != nil && n.recordedAt < r.recordedAt {
				c.add(fmt.Sprintf("position %d", n.position), "recorded before position %d", r.position)
			}
			r = &n
			c.Events++
			if n.position != c.Events {
				c.add(fmt.Sprintf("position %d", n.position), "a position is missing or doubled: expected %d", c.Events)
				c.Events = n.position
			}
		}
		if role.Valid {
			r.personal = append(r.personal, personal{role.String, subject.String, partSalt, body.String})
		}
	}
	j.checkRecord(c, states, r)
	if err := rows.Err(); err != nil {
		return nil, store.Lost(err)
	}
	var head int64
	if err := tx.QueryRowContext(ctx, `SELECT position FROM journal_head WHERE id = 1`).Scan(&head); err != nil {
		return nil, store.Lost(err)
	}
	if head != c.Events {
		c.add("head", "stands at %d, the events end at %d", head, c.Events)
	}
	return states, nil
}

// checkRecord checks one event's proof and folds it.
func (j *Journal) checkRecord(c *Check, states map[string]*folded, r *record) {
	if r == nil {
		return
	}
	where := fmt.Sprintf("position %d", r.position)
	if leaf, err := r.commit(); err != nil || !bytes.Equal(leaf, r.leaf) {
		c.add(where, "the leaf hash does not match the event")
	}
	var hashes map[string]string
	if err := json.Unmarshal([]byte(r.parts), &hashes); err == nil {
		for _, p := range r.personal {
			if p.hash() != hashes[p.role] {
				c.add(where, "the personal part %q does not match its hash", p.role)
			}
		}
	}
	m := j.machines[kindOf(r.stream)]
	if m == nil {
		c.add(where, "no core knows stream %s", r.stream)
		return
	}
	parts := make([]act.Part, len(r.personal))
	for i, p := range r.personal {
		parts[i] = act.Part{Role: p.role, Body: []byte(p.body)}
	}
	e, err := m.codec.Decode(r.name, []byte(r.public), parts)
	if err != nil {
		c.add(where, "%v", err)
		return
	}
	f := states[r.stream]
	if f == nil {
		s, err := m.decode(nil)
		if err != nil {
			c.add(r.stream, "%v", err)
			return
		}
		f = &folded{state: s}
		states[r.stream] = f
	}
	if r.version != f.version+1 {
		c.add(where, "version %d of %s follows %d", r.version, r.stream, f.version)
	}
	f.version, f.state = r.version, m.evolve(f.state, e)
}

func (j *Journal) checkStates(ctx context.Context, tx *sql.Tx, c *Check, states map[string]*folded) error {
	rows, err := tx.QueryContext(ctx, `SELECT id, version, state FROM stream`)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s streamRow
		if err := rows.Scan(&s.id, &s.version, &s.state); err != nil {
			return store.Lost(err)
		}
		c.Streams++
		f := states[s.id]
		if f == nil {
			c.add(s.id, "a state without events")
			continue
		}
		if b, err := json.Marshal(f.state); err != nil || string(b) != s.state || f.version != s.version {
			c.add(s.id, "the stored state (version %d) differs from a refold (version %d)", s.version, f.version)
		}
	}
	if err := rows.Err(); err != nil {
		return store.Lost(err)
	}
	if int(c.Streams) != len(states) {
		c.add("streams", "%d states for %d streams with events", c.Streams, len(states))
	}
	var lost int64
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM command c LEFT JOIN stream s ON s.id = c.stream WHERE c.version > COALESCE(s.version, 0)`).Scan(&lost); err != nil {
		return store.Lost(err)
	}
	if lost > 0 {
		c.add("commands", "%d acknowledged commands are not in their streams", lost)
	}
	return nil
}

// checkRows compares every projection row with a refold.
func (j *Journal) checkRows(ctx context.Context, tx *sql.Tx, c *Check, states map[string]*folded) error {
	want := map[string]act.Row{}
	for id, f := range states {
		for _, r := range j.machines[kindOf(id)].rows(id, f.state) {
			want[rowKey(r, len(j.tables[r.Table].Key))] = r
		}
	}
	for name, t := range j.tables {
		if err := j.checkTable(ctx, tx, c, name, t, want); err != nil {
			return err
		}
	}
	for _, r := range want {
		c.add("table "+r.Table, "a row is missing: %v", r.Values[:len(j.tables[r.Table].Key)])
	}
	return nil
}

func (j *Journal) checkTable(ctx context.Context, tx *sql.Tx, c *Check, name string, t act.Table, want map[string]act.Row) error {
	cols := columns(t)
	rows, err := tx.QueryContext(ctx, "SELECT "+strings.Join(cols, ", ")+" FROM "+name)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		values, targets := make([]any, len(cols)), make([]any, len(cols))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return store.Lost(err)
		}
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				values[i] = string(b)
			}
		}
		c.Rows++
		got := act.Row{Table: name, Values: values}
		k := rowKey(got, len(t.Key))
		w, ok := want[k]
		switch {
		case !ok:
			c.add("table "+name, "a row too many: %v", values[:len(t.Key)])
		case !reflect.DeepEqual(w.Values, values):
			c.add("table "+name, "row %v is %v, a refold gives %v", values[:len(t.Key)], values, w.Values)
		}
		delete(want, k)
	}
	return store.Lost(rows.Err())
}
