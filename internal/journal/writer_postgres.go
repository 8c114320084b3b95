package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"motcua/internal/act"
	"motcua/internal/store"
)

// postgresUnit sends all reads of a group in one round trip and all writes,
// with the commit, in a second; arrays keep the SQL text, and so its prepared
// plan, the same for every group size. It speaks pgx's own protocol because
// database/sql has no batches.
type postgresUnit struct {
	ctx   context.Context //nolint:containedctx // lives as long as one transaction
	pool  *sql.Conn
	conn  *pgx.Conn
	ended bool // committed
}

func openPostgres(ctx context.Context, db *store.DB) (unit, error) {
	pool, err := db.Write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	u := &postgresUnit{ctx: ctx, pool: pool}
	err = pool.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("journal: %T is not pgx", driver)
		}
		u.conn = c.Conn()
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return u, nil
}

// close rolls back what was not committed. A connection that cannot even do
// that is thrown away, so that nobody meets an open transaction in the pool.
func (u *postgresUnit) close() error {
	if !u.ended {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(u.ctx), rollbackTimeout)
		defer cancel()
		if _, err := u.conn.Exec(ctx, "ROLLBACK"); err != nil {
			return errors.Join(u.conn.Close(ctx), u.pool.Close())
		}
	}
	return u.pool.Close()
}

const rollbackTimeout = 2 * time.Second

func (u *postgresUnit) book(b bookKey) (last int64, err error) {
	err = u.conn.QueryRow(u.ctx, `SELECT last FROM book WHERE name = $1 AND day = $2`, b.name, b.day).Scan(&last)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, nil
	}
	return last, err
}

func (u *postgresUnit) read(ids, names, refs []string, take func(string, int64, []byte) error) (standing, error) {
	s := standing{commands: map[string]outcome{}}
	var b pgx.Batch
	b.Queue("BEGIN")
	b.Queue(`SELECT position, instant FROM journal_head WHERE id = 1 FOR UPDATE`).QueryRow(func(r pgx.Row) error {
		return r.Scan(&s.position, &s.instant)
	})
	b.Queue(`SELECT id, stream, actor, digest, version, position, recorded_at FROM command WHERE id = ANY($1)`, ids).Query(func(rows pgx.Rows) error {
		var o outcome
		_, err := pgx.ForEachRow(rows, []any{&o.id, &o.stream, &o.actor, &o.digest, &o.version, &o.position, &o.recordedAt}, func() error {
			s.commands[o.id] = o
			return nil
		})
		return err
	})
	b.Queue(`SELECT id, version, state FROM stream WHERE id = ANY($1) UNION ALL SELECT id, version, NULL FROM stream WHERE id = ANY($2)`, names, refs).Query(func(rows pgx.Rows) error {
		var id string
		var version int64
		var state []byte
		_, err := pgx.ForEachRow(rows, []any{&id, &version, &state}, func() error { return take(id, version, state) })
		return err
	})
	return s, u.conn.SendBatch(u.ctx, &b).Close()
}

func (u *postgresUnit) each(query string, args []any, row func(scan func(...any) error) error) error {
	rows, err := u.conn.Query(u.ctx, query, args...)
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

func (u *postgresUnit) exec(query string, args ...any) error {
	_, err := u.conn.Exec(u.ctx, query, args...)
	return err
}

func (u *postgresUnit) write(b batch) error {
	var q pgx.Batch
	queueEvents(&q, b.records)
	states := newColumns(2, 1)
	for _, s := range b.states {
		states.add([]any{s.id, s.state, s.version})
	}
	states.queue(&q, `INSERT INTO stream (id, state, version) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state`)
	outcomes := newColumns(4, 3)
	for _, o := range b.outcomes {
		outcomes.add([]any{o.id, o.stream, o.actor, o.digest, o.version, o.position, o.recordedAt})
	}
	outcomes.queue(&q, `INSERT INTO command (id, stream, actor, digest, version, position, recorded_at) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])`)
	books := newColumns(2, 1)
	for _, n := range b.books {
		books.add([]any{n.name, n.day, n.last})
	}
	books.queue(&q, `INSERT INTO book (name, day, last) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (name, day) DO UPDATE SET last = excluded.last`)
	queueRows(&q, b)
	q.Queue(`UPDATE journal_head SET position = $1, instant = $2 WHERE id = 1`, b.position, b.instant)
	q.Queue("COMMIT")
	err := u.conn.SendBatch(u.ctx, &q).Close()
	u.ended = err == nil
	return err
}

func queueEvents(q *pgx.Batch, records []record) {
	events := newColumns(6, 4)
	var salts, leaves [][]byte
	for _, r := range records {
		events.add([]any{r.stream, r.name, r.actor, r.command, r.public, r.parts, r.position, r.version, r.recordedAt, r.claimedAt})
		salts, leaves = append(salts, r.salt), append(leaves, r.leaf)
	}
	events.extra = []any{salts, leaves}
	events.queue(q, `INSERT INTO event (stream, type, actor, command, public, parts, position, version, recorded_at, claimed_at, salt, leaf) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bytea[], $12::bytea[])`)
	parts := newColumns(3, 1)
	var partSalts [][]byte
	for _, p := range flatten(records) {
		parts.add([]any{p.role, p.subject, p.body, p.position})
		partSalts = append(partSalts, p.salt)
	}
	parts.extra = []any{partSalts}
	parts.queue(q, `INSERT INTO event_personal (role, subject, body, position, salt) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bytea[])`)
}

// queueRows applies the synchronous projections: deletions first, so that a
// row may change its key.
func queueRows(q *pgx.Batch, b batch) {
	names, byName := perTable(b.gone)
	for _, n := range names {
		unnest, cols := arrays(byName[n])
		cols.queue(q, "DELETE FROM "+n+" WHERE ("+strings.Join(b.tables[n].Key, ", ")+") IN (SELECT * FROM "+unnest+")")
	}
	names, byName = perTable(b.put)
	for _, n := range names {
		unnest, cols := arrays(byName[n])
		cols.queue(q, "INSERT INTO "+n+" ("+strings.Join(columns(b.tables[n]), ", ")+") SELECT * FROM "+unnest+upsert(b.tables[n]))
	}
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

func (c *columnSet) queue(q *pgx.Batch, query string) {
	if c.n == 0 {
		return
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
	q.Queue(query, append(args, c.extra...)...)
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
