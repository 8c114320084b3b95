package identitydb

import (
	"context"
	"database/sql"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/store"
)

// Privacy carries out what a holder asks about the data of the own account:
// erasures and consents. With the account go its ways in: sessions, devices and
// secrets.
func (a *Accounts) Privacy(ctx context.Context, r Act, c identity.Command) (journal.Receipt, error) {
	facts := identity.Facts{Actor: r.Actor, SecondFactor: a.secondFactor}
	q := journal.Request{ID: r.ID, Stream: identity.Stream(r.Account), Expect: r.Expect, Actor: r.Actor.Account, SimulatedAt: r.At, Alone: true}
	receipt, err := journal.Execute(ctx, a.j, q, func(s identity.State, now calendar.Instant) ([]act.Event, error) {
		f := facts
		f.Now = now
		return identity.Decide(s, c, f)
	})
	if _, ended := c.(identity.EraseAccount); ended && err == nil {
		err = a.forget(ctx, r.Account)
	}
	return receipt, err
}

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

// SweepErased deletes what is kept of erased accounts, for a process that was
// killed between the erasure and its consequences. Run it every few minutes.
func (a *Accounts) SweepErased(ctx context.Context) error {
	for _, table := range ofAccount {
		if _, err := a.db.Write.ExecContext(ctx, `DELETE FROM `+table+` WHERE account IN (SELECT id FROM account_row WHERE active = 0 AND name = '')`); err != nil {
			return store.Lost(err)
		}
	}
	return nil
}
