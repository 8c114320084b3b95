package dossierdb

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/store"
)

//nolint:gochecknoglobals // a sentinel
var errBusyDraft = fault.New(fault.Unavailable, "dossier.draft_busy", locale.T(
	"Bản nháp đang được lưu từ một thiết bị khác. Những gì đã lưu trước đó vẫn còn. Xin bấm gửi lại.",
	"The draft is being saved from another device. Everything saved before is kept. Please send again."))

// changeTries is how often a change begins anew when another device was quicker.
const changeTries = 20

// ChangeDraft changes an account's own draft as it stands now and answers it.
// Two changes at once, from two devices or two uploads, both take effect:
// change may be called several times, each time with what is stored.
func (c *Casework) ChangeDraft(ctx context.Context, account, id string, now calendar.Instant, change func(*Draft)) (Draft, error) {
	for range changeTries {
		d, err := c.GetDraft(ctx, account, id, now)
		if err != nil {
			return d, err
		}
		before, err := draftText(&d)
		if err != nil {
			return d, err
		}
		change(&d)
		d.ChangedAt, d.ExpiresAt = now, now.Add(draftLife)
		after, err := draftText(&d)
		if err != nil {
			return d, err
		}
		r, err := c.db.Write.ExecContext(ctx, `UPDATE dossier_draft SET step = $1, body = $2, changed_at = $3, expires_at = $4 WHERE id = $5 AND account = $6 AND body = $7`,
			d.Step, after, int64(d.ChangedAt), int64(d.ExpiresAt), d.ID, d.Account, before)
		if err != nil {
			return d, store.Lost(err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 1 {
			return d, store.Lost(err)
		}
	}
	return Draft{}, errBusyDraft
}

func draftText(d *Draft) (string, error) {
	b, err := json.Marshal(draftBody{d.Filing, d.Command})
	if err != nil {
		return "", fmt.Errorf("dossierdb: draft: %w", err)
	}
	return string(b), nil
}
