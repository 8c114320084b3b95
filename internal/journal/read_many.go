package journal

import (
	"context"
	"fmt"
	"strings"

	"motcua/internal/store"
)

// LoadMany reads the states of several streams of one kind in one query, by
// stream; a stream without events is absent. Callers ask for at most a few
// hundred at a time.
func LoadMany[S any](ctx context.Context, j *Journal, streams []string) (map[string]S, error) {
	out := make(map[string]S, len(streams))
	if len(streams) == 0 {
		return out, nil
	}
	m := j.machines[kindOf(streams[0])]
	if m == nil {
		return nil, fmt.Errorf("journal: no core for stream %q", streams[0])
	}
	marks, args := make([]string, len(streams)), make([]any, len(streams))
	for i, s := range streams {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), s
	}
	rows, err := j.db.Read.QueryContext(ctx, `SELECT id, state FROM stream WHERE id IN (`+strings.Join(marks, ", ")+`)`, args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, raw string
		if err := rows.Scan(&id, &raw); err != nil {
			return nil, store.Lost(err)
		}
		s, err := m.decode([]byte(raw))
		if err != nil {
			return nil, fmt.Errorf("journal: state of %s: %w", id, err)
		}
		out[id] = s.(S) //nolint:forcetypeassert // the machine of S decoded it
	}
	return out, store.Lost(rows.Err())
}
