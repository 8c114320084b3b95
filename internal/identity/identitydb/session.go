package identitydb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/store"
	"motcua/internal/web"
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

// CommitCtx stores a session until expiry, with what its holder needs to know
// it again. A session that was ended stays ended, whatever request of it was
// still on its way.
func (s *Sessions) CommitCtx(ctx context.Context, id string, body []byte, expiry time.Time) error {
	end := int64(calendar.At(expiry))
	w, in := web.SessionOf(ctx)
	if in && !w.New {
		_, err := s.db.Write.ExecContext(ctx, `UPDATE web_session SET body = $1, expires_at = $2, used_at = $3 WHERE id = $4`, body, end, int64(w.Used), id)
		return store.Lost(err)
	}
	device := ""
	if in {
		device = identity.DeviceOf(w.Agent).String()
	}
	_, err := s.db.Write.ExecContext(ctx, `INSERT INTO web_session (id, body, expires_at, account, handle, device, begun_at, used_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at,
account = excluded.account, handle = excluded.handle, device = excluded.device, begun_at = excluded.begun_at, used_at = excluded.used_at`,
		id, body, end, w.Account, w.Handle, device, int64(w.Begun), int64(w.Used))
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

// OpenSession is one browser on which an account is signed in.
type OpenSession struct {
	Handle string // by which EndSession names it
	Device identity.Device
	Begun  calendar.Instant
	Used   calendar.Instant // to the minute
}

// Sessions lists where an account is signed in, the last used first.
func (a *Accounts) Sessions(ctx context.Context, account string) ([]OpenSession, error) {
	now, idle, begun := a.now(), web.SessionIdle, calendar.Instant(0)
	if a.Lasts != nil {
		var life time.Duration
		idle, life = a.Lasts()
		begun = now.Add(-life)
	}
	rows, err := a.db.Read.QueryContext(ctx, `SELECT handle, device, begun_at, used_at FROM web_session
WHERE account = $1 AND expires_at > $2 AND used_at > $3 AND begun_at > $4 ORDER BY used_at DESC, handle`,
		account, int64(now), int64(now.Add(-idle)), int64(begun))
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var all []OpenSession
	for rows.Next() {
		var s OpenSession
		var device string
		if err := rows.Scan(&s.Handle, &device, &s.Begun, &s.Used); err != nil {
			return nil, store.Lost(err)
		}
		s.Device = identity.ParseDevice(device)
		all = append(all, s)
	}
	return all, store.Lost(rows.Err())
}

// EndSession ends one session of the account; one that has ended is no error.
func (a *Accounts) EndSession(ctx context.Context, account, handle string) error {
	_, err := a.db.Write.ExecContext(ctx, `DELETE FROM web_session WHERE account = $1 AND handle = $2`, account, handle)
	return store.Lost(err)
}

// EndSessions ends the account's sessions but the one with the handle keep
// ("" keeps none) and says how many there were.
func (a *Accounts) EndSessions(ctx context.Context, account, keep string) (int64, error) {
	r, err := a.db.Write.ExecContext(ctx, `DELETE FROM web_session WHERE account = $1 AND handle <> $2`, account, keep)
	if err != nil {
		return 0, store.Lost(err)
	}
	n, err := r.RowsAffected()
	return n, store.Lost(err)
}

// Sweep removes what has expired and what is kept beside the journal of accounts
// that have closed or were erased. Run it every few minutes.
func (a *Accounts) Sweep(ctx context.Context) error {
	now := int64(a.now())
	for _, table := range []string{"web_session", "sign_in_attempt", "known_device", "sign_in_flow", "number_hold"} {
		if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM `+table+` WHERE expires_at <= $1`, now); err != nil {
			return store.Lost(err)
		}
	}
	if err := a.sweepErased(ctx); err != nil {
		return err
	}
	// What second factors need goes with them; a half-made one ends by itself.
	for _, table := range []string{"totp_secret", "passkey"} {
		_, err := a.db.Write.ExecContext(ctx, `DELETE FROM `+table+` WHERE expires_at <= $1 AND factor NOT IN (SELECT id FROM account_factor)`, now)
		if err != nil {
			return store.Lost(err)
		}
	}
	if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM recovery_code WHERE account NOT IN (SELECT account FROM account_factor)`); err != nil {
		return store.Lost(err)
	}
	// Sessions end with their account's standing as soon as that is written; this
	// is for a process that was killed in between.
	_, err := a.db.Write.ExecContext(ctx, `DELETE FROM web_session WHERE account IN (SELECT id FROM account_row WHERE active = 0)`)
	if err != nil {
		return store.Lost(err)
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
