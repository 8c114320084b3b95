package dossierdb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"motcua/internal/blob"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/store"
)

// What one account may keep here that is not filed yet.
const (
	MostUploads     = 1000
	MostUploadBytes = 500 << 20
)

// ErrNoRoom: the account keeps as many files as it may. It is a fault.Invalid,
// so that pages tell it beside the file.
//
//nolint:gochecknoglobals // a sentinel
var ErrNoRoom = fault.New(fault.Invalid, "dossier.upload_room", locale.F(
	"Tài khoản đang giữ %[1]d tệp hoặc %[2]d MB chưa nộp, là mức tối đa, nên tệp này chưa được nhận. Mọi tệp đã gửi vẫn còn. Xin nộp hồ sơ hoặc xóa bản nháp không dùng rồi tải lại.",
	"The account keeps %[1]d files or %[2]d MB that are not filed, which is the most it may, so this file was not taken. All files sent before are kept. Please file a dossier or delete drafts that you do not need, then upload it again.",
	MostUploads, MostUploadBytes>>20))

// Room fails with ErrNoRoom when the account may send no more files for now.
func (c *Casework) Room(ctx context.Context, account string) error {
	var files, size int64
	err := c.db.Read.QueryRowContext(ctx, `SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM dossier_upload WHERE account = $1 AND filed = 0`, account).Scan(&files, &size)
	if err != nil {
		return store.Lost(err)
	}
	if files >= MostUploads || size >= MostUploadBytes {
		return ErrNoRoom
	}
	return nil
}

// filed notes that the files of a command belong to a dossier now. The act is
// done whether or not this succeeds: a file that stays unmarked counts until it
// expires.
func (c *Casework) filed(ctx context.Context, account string, command dossier.Command) {
	text, err := json.Marshal(command)
	if err != nil {
		return
	}
	blob.Mentions(string(text), func(hash string) {
		_, _ = c.db.Write.ExecContext(ctx, `UPDATE dossier_upload SET filed = 1 WHERE account = $1 AND hash = $2`, account, hash)
	})
}

// freeUploads forgets the files of a draft that is given up, unless they were
// filed or another draft of the account has them too.
func (c *Casework) freeUploads(ctx context.Context, account, draft string) error {
	var body string
	err := c.db.Read.QueryRowContext(ctx, `SELECT body FROM dossier_draft WHERE id = $1 AND account = $2`, draft, account).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // gone already: what it had expires by itself
	}
	if err != nil {
		return store.Lost(err)
	}
	blob.Mentions(body, func(hash string) {
		if err != nil {
			return
		}
		_, err = c.db.Write.ExecContext(ctx, `DELETE FROM dossier_upload WHERE account = $1 AND hash = $2 AND filed = 0
AND NOT EXISTS (SELECT 1 FROM dossier_draft WHERE account = $1 AND id <> $3 AND body LIKE $4)`, account, hash, draft, "%"+hash+"%")
	})
	return store.Lost(err)
}

// References calls refer for every file that drafts or uploads before
// submission name; the dossiers' own are in the journal's personal parts.
func (c *Casework) References(ctx context.Context, refer func(hash string)) error {
	for _, query := range []string{`SELECT body FROM dossier_draft`, `SELECT hash FROM dossier_upload`} {
		if err := c.eachText(ctx, query, func(text string) { blob.Mentions(text, refer) }); err != nil {
			return err
		}
	}
	return nil
}

func (c *Casework) eachText(ctx context.Context, query string, f func(string), args ...any) error {
	rows, err := c.db.Read.QueryContext(ctx, query, args...)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return store.Lost(err)
		}
		f(text)
	}
	return store.Lost(rows.Err())
}

// ForgetAccount deletes the drafts and uploads of an account that was erased.
func (c *Casework) ForgetAccount(ctx context.Context, account string) error {
	for _, table := range []string{"dossier_draft", "dossier_upload"} {
		if _, err := c.db.Write.ExecContext(ctx, fmt.Sprintf(`DELETE FROM %s WHERE account = $1`, table), account); err != nil {
			return store.Lost(err)
		}
	}
	return nil
}
