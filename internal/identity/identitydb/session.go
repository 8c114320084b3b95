package identitydb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/store"
)

// Sessions keeps the sessions of browsers; it is a scs.CtxStore. The ids it is
// given are hashes of the cookies already.
type Sessions struct {
	db  *store.DB
	now func() calendar.Instant
}

// NewSessions makes the session store of a database.
func NewSessions(db *store.DB, now func() calendar.Instant) *Sessions { return &Sessions{db, now} }

// FindCtx is the session's content; false when there is none or it has ended.
func (s *Sessions) FindCtx(ctx context.Context, id string) ([]byte, bool, error) {
	var body []byte
	err := s.db.Read.QueryRowContext(ctx, `SELECT body FROM web_session WHERE id = $1 AND expires_at > $2`, id, int64(s.now())).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return body, err == nil, store.Lost(err)
}

// CommitCtx stores a session until expiry.
func (s *Sessions) CommitCtx(ctx context.Context, id string, body []byte, expiry time.Time) error {
	_, err := s.db.Write.ExecContext(ctx, `INSERT INTO web_session (id, body, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at`, id, body, int64(calendar.At(expiry)))
	return store.Lost(err)
}

// DeleteCtx ends a session; one that is not there is no error.
func (s *Sessions) DeleteCtx(ctx context.Context, id string) error {
	_, err := s.db.Write.ExecContext(ctx, `DELETE FROM web_session WHERE id = $1`, id)
	return store.Lost(err)
}

// Find is FindCtx without a context; scs prefers FindCtx.
func (s *Sessions) Find(id string) ([]byte, bool, error) { return s.FindCtx(context.Background(), id) }

// Commit is CommitCtx without a context; scs prefers CommitCtx.
func (s *Sessions) Commit(id string, body []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), id, body, expiry)
}

// Delete is DeleteCtx without a context; scs prefers DeleteCtx.
func (s *Sessions) Delete(id string) error { return s.DeleteCtx(context.Background(), id) }

// Sweep removes sessions, attempts and devices that have expired and the
// passwords of accounts that have closed. Run it every few minutes.
func (a *Accounts) Sweep(ctx context.Context) error {
	now := int64(a.now())
	for _, table := range []string{"web_session", "sign_in_attempt", "known_device"} {
		if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM `+table+` WHERE expires_at <= $1`, now); err != nil {
			return store.Lost(err)
		}
	}
	rows, err := a.db.Read.QueryContext(ctx, `SELECT c.account FROM credential c JOIN account_row a ON a.id = c.account WHERE a.active = 0`)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	var inactive []string
	for rows.Next() {
		var account string
		if err := rows.Scan(&account); err != nil {
			return store.Lost(err)
		}
		inactive = append(inactive, account)
	}
	if err := rows.Err(); err != nil {
		return store.Lost(err)
	}
	for _, account := range inactive {
		s, _, err := a.Load(ctx, account)
		if err != nil {
			return err
		}
		if !s.Closed {
			continue // only disabled: the password is wanted again
		}
		if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM credential WHERE account = $1`, account); err != nil {
			return store.Lost(err)
		}
	}
	return nil
}
