package dossierdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/store"
)

// draftLife is how long an untouched draft is kept.
const draftLife = 90 * 24 * time.Hour

// Draft is a filing that is not sent yet. It belongs to its account and can be
// taken up on any device.
type Draft struct {
	ID        string
	Account   string
	Procedure string
	Step      string // where the applicant was
	Filing    dossier.Filing
	Command   string // the id under which it will be filed, once
	ChangedAt calendar.Instant
	ExpiresAt calendar.Instant
}

type draftBody struct {
	Filing  dossier.Filing `json:"filing"`
	Command string         `json:"command"`
}

var errNoDraft = fault.New(fault.NotFound, "dossier.no_draft", locale.T( //nolint:gochecknoglobals // a sentinel
	"Bản nháp này không còn: có thể đã nộp hoặc đã quá 90 ngày. Xin xem “Hồ sơ của tôi”.",
	"This draft is gone: it was filed or is older than 90 days. Please look at “My dossiers”."))

// NewDraft begins a filing.
func (c *Casework) NewDraft(ctx context.Context, account, procedure string, f dossier.Filing, now calendar.Instant) (Draft, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Draft{}, fmt.Errorf("dossierdb: %w", err)
	}
	d := Draft{ID: id.String(), Account: account, Procedure: procedure, Filing: f, Command: uuid.NewString()}
	return d, c.SaveDraft(ctx, &d, now)
}

// SaveDraft keeps a draft as it stands.
func (c *Casework) SaveDraft(ctx context.Context, d *Draft, now calendar.Instant) error {
	d.ChangedAt, d.ExpiresAt = now, now.Add(draftLife)
	body, err := json.Marshal(draftBody{d.Filing, d.Command})
	if err != nil {
		return fmt.Errorf("dossierdb: draft: %w", err)
	}
	_, err = c.db.Write.ExecContext(ctx, `INSERT INTO dossier_draft (id, account, procedure_code, step, body, changed_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO UPDATE SET step = excluded.step, body = excluded.body, changed_at = excluded.changed_at, expires_at = excluded.expires_at`,
		d.ID, d.Account, d.Procedure, d.Step, string(body), int64(d.ChangedAt), int64(d.ExpiresAt))
	return store.Lost(err)
}

const draftColumns = `id, account, procedure_code, step, body, changed_at, expires_at`

func scanDraft(scan func(...any) error) (Draft, error) {
	var d Draft
	var body string
	if err := scan(&d.ID, &d.Account, &d.Procedure, &d.Step, &body, &d.ChangedAt, &d.ExpiresAt); err != nil {
		return d, err
	}
	var b draftBody
	if err := json.Unmarshal([]byte(body), &b); err != nil {
		return d, fmt.Errorf("dossierdb: draft %s: %w", d.ID, err)
	}
	d.Filing, d.Command = b.Filing, b.Command
	return d, nil
}

// GetDraft reads an account's own draft.
func (c *Casework) GetDraft(ctx context.Context, account, id string, now calendar.Instant) (Draft, error) {
	d, err := scanDraft(c.db.Read.QueryRowContext(ctx, `SELECT `+draftColumns+` FROM dossier_draft WHERE id = $1 AND account = $2 AND expires_at > $3`, id, account, int64(now)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return d, errNoDraft
	}
	return d, store.Lost(err)
}

// Drafts lists an account's drafts, last touched first.
func (c *Casework) Drafts(ctx context.Context, account string, now calendar.Instant) ([]Draft, error) {
	rows, err := c.db.Read.QueryContext(ctx, `SELECT `+draftColumns+` FROM dossier_draft WHERE account = $1 AND expires_at > $2 ORDER BY changed_at DESC LIMIT 50`, account, int64(now))
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var all []Draft
	for rows.Next() {
		d, err := scanDraft(rows.Scan)
		if err != nil {
			return nil, store.Lost(err)
		}
		all = append(all, d)
	}
	return all, store.Lost(rows.Err())
}

// DropDraft deletes an account's draft: filed, or given up.
func (c *Casework) DropDraft(ctx context.Context, account, id string) error {
	if err := c.freeUploads(ctx, account, id); err != nil {
		return err
	}
	_, err := c.db.Write.ExecContext(ctx, `DELETE FROM dossier_draft WHERE id = $1 AND account = $2`, id, account)
	return store.Lost(err)
}

// ExpireDrafts deletes drafts past their time; it answers how many.
func (c *Casework) ExpireDrafts(ctx context.Context, now calendar.Instant) (int64, error) {
	r, err := c.db.Write.ExecContext(ctx, `DELETE FROM dossier_draft WHERE expires_at <= $1`, int64(now))
	if err != nil {
		return 0, store.Lost(err)
	}
	return r.RowsAffected()
}
