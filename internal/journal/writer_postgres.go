package journal

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"motcua/internal/act"
)

// postgresWriter sends one statement per table and group; arrays keep the SQL
// text, and so its prepared plan, the same for every group size.
type postgresWriter struct{}

func (postgresWriter) head(ctx context.Context, tx *sql.Tx) (position, instant int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT position, instant FROM journal_head WHERE id = 1 FOR UPDATE`).Scan(&position, &instant)
	return position, instant, err
}

func (postgresWriter) commands(ctx context.Context, tx *sql.Tx, ids []string) (map[string]outcome, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, stream, actor, version, position, recorded_at FROM command WHERE id = ANY($1)`, ids)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all, err := collect(rows, func(o *outcome) error {
		return rows.Scan(&o.id, &o.stream, &o.actor, &o.version, &o.position, &o.recordedAt)
	})
	found := make(map[string]outcome, len(all))
	for _, o := range all {
		found[o.id] = o
	}
	return found, err
}

func (postgresWriter) streams(ctx context.Context, tx *sql.Tx, names, refs []string, take func(string, int64, []byte) error) error {
	rows, err := tx.QueryContext(ctx, `SELECT id, version, state FROM stream WHERE id = ANY($1) UNION ALL SELECT id, version, NULL FROM stream WHERE id = ANY($2)`, names, refs)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var version int64
		var state sql.NullString
		if err := rows.Scan(&id, &version, &state); err != nil {
			return err
		}
		var b []byte
		if state.Valid {
			b = []byte(state.String)
		}
		if err := take(id, version, b); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (w postgresWriter) write(ctx context.Context, tx *sql.Tx, b batch) error {
	if err := w.events(ctx, tx, b.records); err != nil {
		return err
	}
	states := newColumns(2, 1)
	for _, s := range b.states {
		states.add([]any{s.id, s.state, s.version})
	}
	if err := states.exec(ctx, tx, `INSERT INTO stream (id, state, version) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`); err != nil {
		return err
	}
	outcomes := newColumns(3, 3)
	for _, o := range b.outcomes {
		outcomes.add([]any{o.id, o.stream, o.actor, o.version, o.position, o.recordedAt})
	}
	if err := outcomes.exec(ctx, tx, `INSERT INTO command (id, stream, actor, version, position, recorded_at) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])`); err != nil {
		return err
	}
	books := newColumns(2, 1)
	for _, n := range b.books {
		books.add([]any{n.Book, n.Day, n.last})
	}
	if err := books.exec(ctx, tx, `INSERT INTO book (name, day, last) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (name, day) DO UPDATE SET last = excluded.last`); err != nil {
		return err
	}
	if err := w.rows(ctx, tx, b); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE journal_head SET position = $1, instant = $2 WHERE id = 1`, b.position, b.instant)
	return err
}

func (postgresWriter) events(ctx context.Context, tx *sql.Tx, records []record) error {
	events := newColumns(6, 4)
	var salts, leaves [][]byte
	for _, r := range records {
		events.add([]any{r.stream, r.name, r.actor, r.command, r.public, r.parts, r.position, r.version, r.recordedAt, r.claimedAt})
		salts, leaves = append(salts, r.salt), append(leaves, r.leaf)
	}
	events.extra = []any{salts, leaves}
	if err := events.exec(ctx, tx, `INSERT INTO event (stream, type, actor, command, public, parts, position, version, recorded_at, claimed_at, salt, leaf) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bytea[], $12::bytea[])`); err != nil {
		return err
	}
	parts := newColumns(3, 1)
	var partSalts [][]byte
	for _, p := range flatten(records) {
		parts.add([]any{p.role, p.subject, p.body, p.position})
		partSalts = append(partSalts, p.salt)
	}
	parts.extra = []any{partSalts}
	return parts.exec(ctx, tx, `INSERT INTO event_personal (role, subject, body, position, salt) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bytea[])`)
}

// rows applies the synchronous projections: deletions first, so that a row may
// change its key.
func (w postgresWriter) rows(ctx context.Context, tx *sql.Tx, b batch) error {
	names, byName := perTable(b.gone)
	for _, n := range names {
		t := b.tables[n]
		unnest, cols := arrays(byName[n])
		if err := cols.exec(ctx, tx, "DELETE FROM "+n+" WHERE ("+strings.Join(t.Key, ", ")+") IN (SELECT * FROM "+unnest+")"); err != nil {
			return err
		}
	}
	names, byName = perTable(b.put)
	for _, n := range names {
		t := b.tables[n]
		unnest, cols := arrays(byName[n])
		if err := cols.exec(ctx, tx, "INSERT INTO "+n+" ("+strings.Join(columns(t), ", ")+") SELECT * FROM "+unnest+upsert(t)); err != nil {
			return err
		}
	}
	return nil
}

// columnSet turns rows into one array per column.
type columnSet struct {
	texts [][]string
	ints  [][]int64
	order []bool // true: a text column
	extra []any
	n     int
}

// newColumns makes a set of text columns followed by int64 columns.
func newColumns(texts, ints int) *columnSet {
	c := &columnSet{texts: make([][]string, texts), ints: make([][]int64, ints)}
	for i := range texts + ints {
		c.order = append(c.order, i < texts)
	}
	return c
}

func (c *columnSet) add(values []any) {
	t, n := 0, 0
	for _, v := range values {
		switch v := v.(type) {
		case string:
			c.texts[t] = append(c.texts[t], v)
			t++
		case int64:
			c.ints[n] = append(c.ints[n], v)
			n++
		default:
			panic(fmt.Sprintf("journal: a row holds %T; only string and int64 are written", v))
		}
	}
	c.n++
}

func (c *columnSet) exec(ctx context.Context, tx *sql.Tx, query string) error {
	if c.n == 0 {
		return nil
	}
	args := make([]any, 0, len(c.order)+len(c.extra))
	t, n := 0, 0
	for _, text := range c.order {
		if text {
			args = append(args, c.texts[t])
			t++
		} else {
			args = append(args, c.ints[n])
			n++
		}
	}
	_, err := tx.ExecContext(ctx, query, append(args, c.extra...)...)
	return err
}

// arrays is the unnest(…) of projection rows, typed by their first row.
func arrays(rows []act.Row) (string, *columnSet) {
	c := &columnSet{}
	casts := make([]string, len(rows[0].Values))
	for i, v := range rows[0].Values {
		if _, text := v.(string); text {
			c.texts, c.order = append(c.texts, nil), append(c.order, true)
			casts[i] = fmt.Sprintf("$%d::text[]", i+1)
		} else {
			c.ints, c.order = append(c.ints, nil), append(c.order, false)
			casts[i] = fmt.Sprintf("$%d::bigint[]", i+1)
		}
	}
	for _, r := range rows {
		c.add(r.Values)
	}
	return "unnest(" + strings.Join(casts, ", ") + ")", c
}
