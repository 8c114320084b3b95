package dossierdb

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/store"
)

// EachOpen tells the open dossiers of an agency whose due time in force lies at
// or after from, at most limit of them, in the order of their due times. It
// reads them one by one: whatever their number, one is in memory.
func (c *Casework) EachOpen(ctx context.Context, agency string, from calendar.Instant, limit int64, f func(dossier.State) error) error {
	rows, err := c.db.Read.QueryContext(ctx, `SELECT s.state FROM dossier_row r JOIN stream s ON s.id = 'dossier/' || r.id
WHERE r.agency = $1 AND r.ended_at = 0 AND r.due >= $2 ORDER BY r.due, r.id LIMIT $3`, agency, int64(from), limit)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var raw string
		if err := rows.Scan(&raw); err != nil {
			return store.Lost(err)
		}
		var s dossier.State
		if err := json.Unmarshal([]byte(raw), &s); err != nil {
			return fmt.Errorf("dossierdb: state: %w", err)
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return store.Lost(rows.Err())
}
