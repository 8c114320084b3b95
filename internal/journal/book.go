package journal

import (
	"context"

	"motcua/internal/store"
)

// Books reads what the books (sổ cấp số) of a day whose names begin with prefix
// gave last, by the rest of their names; a book that gave nothing yet is
// missing. prefix ends with "/", day is as in act.Number. Whoever writes next
// may take the next number meanwhile.
func (j *Journal) Books(ctx context.Context, prefix, day string) (map[string]int64, error) {
	end := prefix[:len(prefix)-1] + "0" // the byte after "/"
	rows, err := j.db.Read.QueryContext(ctx, `SELECT name, last FROM book WHERE name >= $1 AND name < $2 AND day = $3`, prefix, end, day)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	last := map[string]int64{}
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return nil, store.Lost(err)
		}
		last[name[len(prefix):]] = n
	}
	return last, store.Lost(rows.Err())
}
