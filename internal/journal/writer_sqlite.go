package journal

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// sqliteWriter writes in process: one prepared statement a table. The write
// lock is taken when the transaction begins (_txlock=immediate).
type sqliteWriter struct{}

func (sqliteWriter) head(ctx context.Context, tx *sql.Tx) (position, instant int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT position, instant FROM journal_head WHERE id = 1`).Scan(&position, &instant)
	return position, instant, err
}

func (sqliteWriter) commands(ctx context.Context, tx *sql.Tx, ids []string) (map[string]outcome, error) {
	found := map[string]outcome{}
	err := each(ctx, tx, `SELECT id, stream, actor, version, position, recorded_at FROM command WHERE id = $1`, ids, func(r *sql.Row) error {
		var o outcome
		if err := r.Scan(&o.id, &o.stream, &o.actor, &o.version, &o.position, &o.recordedAt); err != nil {
			return err
		}
		found[o.id] = o
		return nil
	})
	return found, err
}

func (sqliteWriter) streams(ctx context.Context, tx *sql.Tx, names, refs []string, take func(string, int64, []byte) error) error {
	err := each(ctx, tx, `SELECT id, version, state FROM stream WHERE id = $1`, names, func(r *sql.Row) error {
		var s streamRow
		if err := r.Scan(&s.id, &s.version, &s.state); err != nil {
			return err
		}
		return take(s.id, s.version, []byte(s.state))
	})
	if err != nil {
		return err
	}
	return each(ctx, tx, `SELECT id, version FROM stream WHERE id = $1`, refs, func(r *sql.Row) error {
		var s streamRow
		if err := r.Scan(&s.id, &s.version); err != nil {
			return err
		}
		return take(s.id, s.version, nil)
	})
}

// each runs a one-row query per id with one prepared statement; an id without
// a row is passed over.
func each(ctx context.Context, tx *sql.Tx, query string, ids []string, take func(*sql.Row) error) error {
	if len(ids) == 0 {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close() //nolint:errcheck // nothing was written through it
	for _, id := range ids {
		if err := take(stmt.QueryRowContext(ctx, id)); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}

func (w sqliteWriter) write(ctx context.Context, tx *sql.Tx, b batch) error {
	if err := w.insert(ctx, tx, `INSERT INTO event (position, stream, version, type, recorded_at, claimed_at, actor, command, public, salt, parts, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, len(b.records), func(i int) []any {
		r := &b.records[i]
		return []any{r.position, r.stream, r.version, r.name, r.recordedAt, r.claimedAt, r.actor, r.command, r.public, r.salt, r.parts, r.leaf}
	}); err != nil {
		return err
	}
	personals := flatten(b.records)
	if err := w.insert(ctx, tx, `INSERT INTO event_personal (position, role, subject, salt, body) VALUES ($1, $2, $3, $4, $5)`, len(personals), func(i int) []any {
		p := &personals[i]
		return []any{p.position, p.role, p.subject, p.salt, p.body}
	}); err != nil {
		return err
	}
	if err := w.insert(ctx, tx, `INSERT INTO stream (id, version, state) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`, len(b.states), func(i int) []any {
		s := &b.states[i]
		return []any{s.id, s.version, s.state}
	}); err != nil {
		return err
	}
	if err := w.insert(ctx, tx, `INSERT INTO command (id, stream, actor, version, position, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)`, len(b.outcomes), func(i int) []any {
		o := &b.outcomes[i]
		return []any{o.id, o.stream, o.actor, o.version, o.position, o.recordedAt}
	}); err != nil {
		return err
	}
	if err := w.insert(ctx, tx, `INSERT INTO book (name, day, last) VALUES ($1, $2, $3) ON CONFLICT (name, day) DO UPDATE SET last = excluded.last`, len(b.books), func(i int) []any {
		n := &b.books[i]
		return []any{n.Book, n.Day, n.last}
	}); err != nil {
		return err
	}
	if err := w.rows(ctx, tx, b); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE journal_head SET position = $1, instant = $2 WHERE id = 1`, b.position, b.instant)
	return err
}

// rows applies the synchronous projections: deletions first, so that a row may
// change its key.
func (w sqliteWriter) rows(ctx context.Context, tx *sql.Tx, b batch) error {
	names, byName := perTable(b.gone)
	for _, n := range names {
		rows, t := byName[n], b.tables[n]
		if err := w.insert(ctx, tx, "DELETE FROM "+n+" WHERE ("+strings.Join(t.Key, ", ")+") = ("+placeholders(1, len(t.Key))+")", len(rows), func(i int) []any { return rows[i].Values }); err != nil {
			return err
		}
	}
	names, byName = perTable(b.put)
	for _, n := range names {
		rows, t := byName[n], b.tables[n]
		cols := columns(t)
		if err := w.insert(ctx, tx, "INSERT INTO "+n+" ("+strings.Join(cols, ", ")+") VALUES ("+placeholders(1, len(cols))+")"+upsert(t), len(rows), func(i int) []any { return rows[i].Values }); err != nil {
			return err
		}
	}
	return nil
}

func (sqliteWriter) insert(ctx context.Context, tx *sql.Tx, query string, n int, args func(int) []any) error {
	if n == 0 {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close() //nolint:errcheck // the transaction reports what matters
	for i := range n {
		if _, err := stmt.ExecContext(ctx, args(i)...); err != nil {
			return err
		}
	}
	return nil
}

// placed is a personal part with its event's position.
type placed struct {
	personal
	position int64
}

func flatten(records []record) []placed {
	var all []placed
	for _, r := range records {
		for _, p := range r.personal {
			all = append(all, placed{p, r.position})
		}
	}
	return all
}
