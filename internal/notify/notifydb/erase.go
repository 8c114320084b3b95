package notifydb

import (
	"context"

	"motcua/internal/notify"
	"motcua/internal/store"
)

// StreamsOfDossier lists the streams of all messages about a dossier, which are
// erased with it.
func (m *Messages) StreamsOfDossier(ctx context.Context, dossier string) ([]string, error) {
	return m.streams(ctx, `dossier = $1`, dossier)
}

// StreamsOfAccount lists the streams of the messages in an account's inbox,
// which are erased with it; what still has to be told stays until it is, and
// then with its dossier.
func (m *Messages) StreamsOfAccount(ctx context.Context, account string) ([]string, error) {
	return m.streams(ctx, `account = $1 AND call <> 'waiting' AND mail <> 'waiting'`, account)
}

// Received counts the messages of an account.
func (m *Messages) Received(ctx context.Context, account string) (n int64, err error) {
	err = m.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM message_row WHERE account = $1`, account).Scan(&n)
	return n, store.Lost(err)
}

func (m *Messages) streams(ctx context.Context, where, arg string) ([]string, error) {
	rows, err := m.db.Read.QueryContext(ctx, `SELECT id FROM message_row WHERE `+where+` ORDER BY id`, arg)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, store.Lost(err)
		}
		all = append(all, notify.Stream(id))
	}
	return all, store.Lost(rows.Err())
}
