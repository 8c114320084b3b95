package journal

import (
	"context"

	"motcua/internal/store"
)

// EachPersonal reads the personal part of every event, in no order: whatever
// names something of a person, such as a file, names it there.
func (j *Journal) EachPersonal(ctx context.Context, f func(body string)) error {
	rows, err := j.db.Read.QueryContext(ctx, `SELECT body FROM event_personal`)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			return store.Lost(err)
		}
		f(body)
	}
	return store.Lost(rows.Err())
}
