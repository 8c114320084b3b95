package identitydb

import (
	"context"
	"database/sql"

	"motcua/internal/store"
)

// ofAccount are the tables that keep something of an account beside the journal
// and its projections.
//
//nolint:gochecknoglobals // a constant table
var ofAccount = []string{"web_session", "known_device", "credential", "totp_secret", "passkey", "recovery_code", "number_hold"}

// forget deletes what is kept of an account that was erased.
func (a *Accounts) forget(ctx context.Context, account string) error {
	return a.db.Tx(ctx, func(tx *sql.Tx) error {
		for _, table := range ofAccount {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE account = $1`, account); err != nil {
				return store.Lost(err)
			}
		}
		for _, counter := range []string{"account ", "confirm ", "code "} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM sign_in_attempt WHERE id = $1`, hashOf(counter+account)); err != nil {
				return store.Lost(err)
			}
		}
		return nil
	})
}

// sweepErased deletes what is kept of erased accounts, for a process that was
// killed between the erasure and its consequences.
func (a *Accounts) sweepErased(ctx context.Context) error {
	for _, table := range ofAccount {
		if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM `+table+` WHERE account IN (SELECT id FROM account_row WHERE active = 0 AND name = '')`); err != nil {
			return store.Lost(err)
		}
	}
	return nil
}
