package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/store"
)

// Recorded is an event as it was written.
type Recorded struct {
	Position int64
	Stream   string
	Version  int64
	At       calendar.Instant // the server's clock
	Claimed  calendar.Instant // 0 unless an earlier instant is claimed
	Actor    string
	Event    act.Event
}

// Load reads a stream's state and version; version 0 means there is none.
func Load[S any](ctx context.Context, j *Journal, stream string) (S, int64, error) {
	var state S
	m := j.machines[kindOf(stream)]
	if m == nil {
		return state, 0, fmt.Errorf("journal: no core for stream %q", stream)
	}
	var version int64
	var raw string
	err := j.db.Read.QueryRowContext(ctx, `SELECT version, state FROM stream WHERE id = $1`, stream).Scan(&version, &raw)
	if errors.Is(err, sql.ErrNoRows) {
		return state, 0, nil
	}
	if err != nil {
		return state, 0, store.Lost(err)
	}
	s, err := m.decode([]byte(raw))
	if err != nil {
		return state, 0, fmt.Errorf("journal: state of %s: %w", stream, err)
	}
	return s.(S), version, nil //nolint:forcetypeassert // the machine of S decoded it
}

// LoadKind reads every stream of a kind, in order of id, with its state.
func LoadKind[S any](ctx context.Context, j *Journal, kind string, f func(stream string, version int64, state S) error) error {
	m := j.machines[kind]
	if m == nil {
		return fmt.Errorf("journal: no core for kind %q", kind)
	}
	rows, err := j.db.Read.QueryContext(ctx, `SELECT id, version, state FROM stream WHERE id >= $1 AND id < $2 ORDER BY id`, kind+"/", kind+"0")
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, raw string
		var version int64
		if err := rows.Scan(&id, &version, &raw); err != nil {
			return store.Lost(err)
		}
		s, err := m.decode([]byte(raw))
		if err != nil {
			return fmt.Errorf("journal: state of %s: %w", id, err)
		}
		if err := f(id, version, s.(S)); err != nil { //nolint:forcetypeassert // the machine of S decoded it
			return err
		}
	}
	return store.Lost(rows.Err())
}

// Position is the position of the newest event, 0 in an empty journal.
func (j *Journal) Position(ctx context.Context) (int64, error) {
	var p int64
	err := j.db.Read.QueryRowContext(ctx, `SELECT position FROM journal_head WHERE id = 1`).Scan(&p)
	return p, store.Lost(err)
}

// KindVersion is the sum of the versions of every stream of a kind: it grows
// with each event of any of them, so a cache of all is current while it stays.
func (j *Journal) KindVersion(ctx context.Context, kind string) (int64, error) {
	var sum int64
	err := j.db.Read.QueryRowContext(ctx, `SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM stream WHERE id >= $1 AND id < $2`, kind+"/", kind+"0").Scan(&sum)
	return sum, store.Lost(err)
}

const selectEvents = `SELECT e.position, e.stream, e.version, e.type, e.recorded_at, e.claimed_at, e.actor, e.public, p.role, p.body
FROM event e LEFT JOIN event_personal p ON p.position = e.position `

// Stream reads all events of one stream in order.
func (j *Journal) Stream(ctx context.Context, stream string) ([]Recorded, error) {
	rows, err := j.db.Read.QueryContext(ctx, selectEvents+`WHERE e.stream = $1 ORDER BY e.version, p.role`, stream)
	if err != nil {
		return nil, store.Lost(err)
	}
	return j.scan(rows)
}

// After reads at most limit events that follow a position, in order.
func (j *Journal) After(ctx context.Context, position, limit int64) ([]Recorded, error) {
	rows, err := j.db.Read.QueryContext(ctx, selectEvents+`WHERE e.position > $1 AND e.position <= $2 ORDER BY e.position, p.role`, position, position+limit)
	if err != nil {
		return nil, store.Lost(err)
	}
	return j.scan(rows)
}

// scan joins an event's rows (one per personal part) and decodes it.
func (j *Journal) scan(rows *sql.Rows) ([]Recorded, error) {
	defer rows.Close()
	var all []Recorded
	var name, public string
	var parts []act.Part
	flush := func() error {
		if len(all) == 0 || all[len(all)-1].Event != nil {
			return nil
		}
		r := &all[len(all)-1]
		m := j.machines[kindOf(r.Stream)]
		if m == nil {
			return fmt.Errorf("journal: no core for stream %q", r.Stream)
		}
		e, err := m.codec.Decode(name, []byte(public), parts)
		r.Event = e
		return err
	}
	for rows.Next() {
		var r Recorded
		var n, pub string
		var role, body sql.NullString
		if err := rows.Scan(&r.Position, &r.Stream, &r.Version, &n, &r.At, &r.Claimed, &r.Actor, &pub, &role, &body); err != nil {
			return nil, store.Lost(err)
		}
		if len(all) == 0 || all[len(all)-1].Position != r.Position {
			if err := flush(); err != nil {
				return nil, err
			}
			all, name, public, parts = append(all, r), n, pub, nil
		}
		if role.Valid {
			parts = append(parts, act.Part{Role: role.String, Body: []byte(body.String)})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, store.Lost(err)
	}
	return all, flush()
}
