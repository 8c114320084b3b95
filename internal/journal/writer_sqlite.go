package journal

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"motcua/internal/store"
)

// sqliteUnit writes in process: one prepared statement a table. The write lock
// is taken when the transaction begins (_txlock=immediate).
type sqliteUnit struct {
	ctx context.Context //nolint:containedctx // lives as long as one transaction
	tx  *sql.Tx
}

func openSQLite(ctx context.Context, db *store.DB) (unit, error) {
	tx, err := db.Write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &sqliteUnit{ctx, tx}, nil
}

func (u *sqliteUnit) close() error {
	if err := u.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

func (u *sqliteUnit) book(b bookKey) (last int64, err error) {
	err = u.tx.QueryRowContext(u.ctx, `SELECT last FROM book WHERE name = $1 AND day = $2`, b.name, b.day).Scan(&last)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return last, err
}

func (u *sqliteUnit) read(ids, names, refs []string, take func(string, int64, []byte) error) (standing, error) {
	s := standing{commands: map[string]outcome{}}
	if err := u.tx.QueryRowContext(u.ctx, `SELECT position, instant FROM journal_head WHERE id = 1`).Scan(&s.position, &s.instant); err != nil {
		return s, err
	}
	err := each(u.ctx, u.tx, `SELECT id, stream, actor, digest, version, position, recorded_at FROM command WHERE id = $1`, ids, func(r *sql.Row) error {
		var o outcome
		if err := r.Scan(&o.id, &o.stream, &o.actor, &o.digest, &o.version, &o.position, &o.recordedAt); err != nil {
			return err
		}
		s.commands[o.id] = o
		return nil
	})
	if err != nil {
		return s, err
	}
	err = each(u.ctx, u.tx, `SELECT id, version, state FROM stream WHERE id = $1`, names, func(r *sql.Row) error {
		var row streamRow
		if err := r.Scan(&row.id, &row.version, &row.state); err != nil {
			return err
		}
		return take(row.id, row.version, []byte(row.state))
	})
	if err != nil {
		return s, err
	}
	return s, each(u.ctx, u.tx, `SELECT id, version FROM stream WHERE id = $1`, refs, func(r *sql.Row) error {
		var row streamRow
		if err := r.Scan(&row.id, &row.version); err != nil {
			return err
		}
		return take(row.id, row.version, nil)
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

func (u *sqliteUnit) each(query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := u.tx.QueryContext(u.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (u *sqliteUnit) exec(query string, args ...any) error {
	_, err := u.tx.ExecContext(u.ctx, query, args...)
	return err
}

func (u *sqliteUnit) write(b batch) error {
	if err := u.insert(`INSERT INTO event (position, stream, version, type, recorded_at, claimed_at, actor, command, public, salt, parts, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, len(b.records), func(i int) []any {
		r := &b.records[i]
		return []any{r.position, r.stream, r.version, r.name, r.recordedAt, r.claimedAt, r.actor, r.command, r.public, r.salt, r.parts, r.leaf}
	}); err != nil {
		return err
	}
	personals := flatten(b.records)
	if err := u.insert(`INSERT INTO event_personal (position, role, subject, salt, body) VALUES ($1, $2, $3, $4, $5)`, len(personals), func(i int) []any {
		p := &personals[i]
		return []any{p.position, p.role, p.subject, p.salt, p.body}
	}); err != nil {
		return err
	}
	if err := u.insert(`INSERT INTO stream (id, version, state) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`, len(b.states), func(i int) []any {
		s := &b.states[i]
		return []any{s.id, s.version, s.state}
	}); err != nil {
		return err
	}
	if err := u.insert(`INSERT INTO command (id, stream, actor, digest, version, position, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, len(b.outcomes), func(i int) []any {
		o := &b.outcomes[i]
		return []any{o.id, o.stream, o.actor, o.digest, o.version, o.position, o.recordedAt}
	}); err != nil {
		return err
	}
	if err := u.insert(`INSERT INTO book (name, day, last) VALUES ($1, $2, $3) ON CONFLICT (name, day) DO UPDATE SET last = excluded.last`, len(b.books), func(i int) []any {
		n := &b.books[i]
		return []any{n.name, n.day, n.last}
	}); err != nil {
		return err
	}
	if err := u.rows(b); err != nil {
		return err
	}
	if _, err := u.tx.ExecContext(u.ctx, `UPDATE journal_head SET position = $1, instant = $2 WHERE id = 1`, b.position, b.instant); err != nil {
		return err
	}
	return u.tx.Commit()
}

// rows applies the synchronous projections: deletions first, so that a row may
// change its key.
func (u *sqliteUnit) rows(b batch) error {
	names, byName := perTable(b.gone)
	for _, n := range names {
		rows, t := byName[n], b.tables[n]
		if err := u.insert("DELETE FROM "+n+" WHERE ("+strings.Join(t.Key, ", ")+") = ("+placeholders(1, len(t.Key))+")", len(rows), func(i int) []any { return rows[i].Values }); err != nil {
			return err
		}
	}
	names, byName = perTable(b.put)
	for _, n := range names {
		rows, t := byName[n], b.tables[n]
		cols := columns(t)
		if err := u.insert("INSERT INTO "+n+" ("+strings.Join(cols, ", ")+") VALUES ("+placeholders(1, len(cols))+")"+upsert(t), len(rows), func(i int) []any { return rows[i].Values }); err != nil {
			return err
		}
	}
	return nil
}

func (u *sqliteUnit) insert(query string, n int, args func(int) []any) error {
	if n == 0 {
		return nil
	}
	stmt, err := u.tx.PrepareContext(u.ctx, query)
	if err != nil {
		return err
	}
	defer stmt.Close() //nolint:errcheck // the transaction reports what matters
	for i := range n {
		if _, err := stmt.ExecContext(u.ctx, args(i)...); err != nil {
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
