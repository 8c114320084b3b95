package dossierdb

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/store"
)

// uploadLife is how long a file can be attached after it was sent.
const uploadLife = 90 * 24 * time.Hour

// KeepUpload notes that the account sent a file.
func (c *Casework) KeepUpload(ctx context.Context, account string, u dossier.Upload, now calendar.Instant) error {
	_, err := c.db.Write.ExecContext(ctx, `INSERT INTO dossier_upload (account, hash, media_type, size, sent_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account, hash) DO UPDATE SET sent_at = excluded.sent_at`, account, u.Hash, u.Type, u.Size, int64(now))
	return store.Lost(err)
}

// uploadsAtOnce is how many files one query asks for.
const uploadsAtOnce = 100

// Uploads finds, by hash, which of the files the account sent: hash, kind and
// size as they were found in the bytes, without a name.
func (c *Casework) Uploads(ctx context.Context, account string, files []dossier.Upload) (map[string]dossier.Upload, error) {
	out := map[string]dossier.Upload{}
	for some := range slices.Chunk(files, uploadsAtOnce) {
		if err := c.uploads(ctx, account, some, out); err != nil {
			return nil, store.Lost(err)
		}
	}
	return out, nil
}

func (c *Casework) uploads(ctx context.Context, account string, files []dossier.Upload, out map[string]dossier.Upload) error {
	args, places := []any{account}, make([]string, 0, len(files))
	for _, f := range files {
		args = append(args, f.Hash)
		places = append(places, fmt.Sprintf("$%d", len(args)))
	}
	rows, err := c.db.Read.QueryContext(ctx, `SELECT hash, media_type, size FROM dossier_upload WHERE account = $1 AND hash IN (`+strings.Join(places, ", ")+`)`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var u dossier.Upload
		if err := rows.Scan(&u.Hash, &u.Type, &u.Size); err != nil {
			return err
		}
		out[u.Hash] = u
	}
	return rows.Err()
}

// ExpireUploads forgets who sent files that were not attached in time; it
// answers how many. Attached files stay with their dossiers.
func (c *Casework) ExpireUploads(ctx context.Context, now calendar.Instant) (int64, error) {
	r, err := c.db.Write.ExecContext(ctx, `DELETE FROM dossier_upload WHERE sent_at <= $1`, int64(now.Add(-uploadLife)))
	if err != nil {
		return 0, store.Lost(err)
	}
	return r.RowsAffected()
}
