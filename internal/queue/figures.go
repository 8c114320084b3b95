package queue

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"motcua/internal/calendar"
	"motcua/internal/store"
)

// Figures are the jobs of one kind in one state of River's: available, running,
// retryable, scheduled, completed, cancelled, discarded, pending.
type Figures struct {
	Kind, State string
	Jobs        int64
	Oldest      calendar.Instant // when the oldest was made
	Newest      calendar.Instant // when the last of them ended; 0 for none. Ended jobs are kept a day, given up ones a week.
}

// The two databases keep River's arguments and instants differently.
const (
	figuresSQLite = `SELECT CAST(COALESCE(json_extract(args, '$.of'), '') AS TEXT), state, COUNT(*), CAST(MIN(strftime('%s', created_at)) AS BIGINT), CAST(MAX(strftime('%s', finalized_at)) AS BIGINT)
FROM river_job GROUP BY 1, 2 ORDER BY 1, 2`
	figuresPostgres = `SELECT COALESCE(args->>'of', ''), state::text, COUNT(*), CAST(EXTRACT(EPOCH FROM MIN(created_at)) AS BIGINT), CAST(EXTRACT(EPOCH FROM MAX(finalized_at)) AS BIGINT)
FROM river_job GROUP BY 1, 2 ORDER BY 1, 2`
)

// Counts counts the jobs by kind and state, in one query; none before the
// first job ever.
func (q *Queue) Counts(ctx context.Context) (out []Figures, err error) {
	there, err := q.used(ctx)
	if err != nil || !there {
		return nil, err
	}
	db, text := q.db.Read, figuresPostgres
	if q.db.Dialect == store.SQLite {
		text = figuresSQLite
		if db, err = sql.Open("sqlite", "file:"+JobsPath(q.db.Path())+"?mode=ro&_pragma=busy_timeout(2000)"); err != nil {
			return nil, store.Lost(err)
		}
		defer func() { err = errors.Join(err, db.Close()) }()
	}
	rows, err := db.QueryContext(ctx, text)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, nil
		}
		return nil, store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var f Figures
		var oldest, newest sql.NullInt64
		if err := rows.Scan(&f.Kind, &f.State, &f.Jobs, &oldest, &newest); err != nil {
			return nil, store.Lost(err)
		}
		f.Oldest = calendar.Instant(oldest.Int64 * 1_000_000)
		f.Newest = calendar.Instant(newest.Int64 * 1_000_000)
		out = append(out, f)
	}
	return out, store.Lost(rows.Err())
}
