package dossierdb

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/store"
)

//nolint:gochecknoglobals // sentinels
var (
	// ErrSecret: the code or the secret is wrong; which one is not told.
	ErrSecret = fault.New(fault.Invalid, "dossier.tracking_wrong", locale.T(
		"Mã hồ sơ hoặc mã tra cứu chưa đúng. Xin xem hai dòng in đậm ở đầu giấy tiếp nhận (mã tra cứu có 8 chữ số) và nhập lại. Mất giấy: mang giấy tờ tùy thân đến quầy gần nhất để được cấp lại mã.",
		"The dossier code or the tracking secret is not right. Please look at the two bold lines at the top of your receipt (the secret has 8 digits) and type them again. If the receipt is lost, bring your identity paper to the nearest counter for a new secret.")).At("code")
	// ErrSlow: too many wrong tries for this code.
	ErrSlow = fault.New(fault.Throttled, "dossier.tracking_slow", locale.T(
		"Mã này vừa được nhập sai nhiều lần. Để bảo vệ hồ sơ, xin đợi ít phút rồi nhập lại; hồ sơ không bị ảnh hưởng. Có thể quét mã QR trên giấy tiếp nhận để xem ngay.",
		"This code was just entered wrongly several times. To protect the dossier, please wait a few minutes; nothing happened to it. The QR code on the receipt opens it at once."))
	errLink = fault.New(fault.NotFound, "dossier.tracking_link", locale.T(
		"Liên kết tra cứu này không còn dùng được. Giấy tiếp nhận mới nhất có mã QR đang dùng; hoặc nhập mã hồ sơ và mã tra cứu.",
		"This tracking link is no longer valid. Your newest receipt has the valid QR code; or enter the dossier code and the secret."))
)

// Guessing is slowed down per code (the wait doubles with each wrong try) and
// altogether; never by the asker's address, which whole villages share.
const (
	freeTries   = 3
	firstWait   = 2 * time.Second
	longestWait = 15 * time.Minute
	allKey      = "*"
	allTries    = 1200 // tries a minute, of everybody, above which each waits slowdown
	slowdown    = time.Second
)

// TrackByToken opens a dossier by the token of its QR code.
func (c *Casework) TrackByToken(ctx context.Context, token string) (dossier.State, int64, error) {
	id, err := c.byKey(ctx, "token_hash", dossier.TokenHash(token))
	if err != nil {
		return dossier.State{}, 0, err
	}
	if id == "" {
		return dossier.State{}, 0, errLink
	}
	return journal.Load[dossier.State](ctx, c.j, dossier.Stream(id))
}

// TrackByCode opens a dossier by its code (or submission number), forgiving
// dots, dashes and capitals, and the secret of 8 digits.
func (c *Casework) TrackByCode(ctx context.Context, code, secret string, now calendar.Instant) (dossier.State, int64, error) {
	key := locale.CodeKey(code)
	secret = strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, secret)
	if key == "" || len(key) > 64 {
		return dossier.State{}, 0, ErrSecret
	}
	many, err := c.takeTry(ctx, key, now)
	if err != nil {
		return dossier.State{}, 0, err
	}
	if many {
		// Somebody guesses on all codes: everybody waits a moment, nobody is refused.
		select {
		case <-ctx.Done():
			return dossier.State{}, 0, ctx.Err()
		case <-time.After(slowdown):
		}
	}
	id, err := c.Coded(ctx, code)
	if err != nil {
		return dossier.State{}, 0, err
	}
	var s dossier.State
	var v int64
	if id != "" {
		if s, v, err = journal.Load[dossier.State](ctx, c.j, dossier.Stream(id)); err != nil {
			return dossier.State{}, 0, err
		}
	}
	if len(secret) == 8 && subtle.ConstantTimeCompare([]byte(s.Slip.Secret), []byte(secret)) == 1 {
		return s, v, c.forgive(ctx, key)
	}
	return dossier.State{}, 0, ErrSecret
}

// takeTry counts a try before it is made, for the code and for everybody in this
// minute, so that guesses sent at once cannot all pass; a right one is forgiven
// afterwards. ErrSlow while the code waits. many reports that there were too
// many tries altogether.
func (c *Casework) takeTry(ctx context.Context, key string, now calendar.Instant) (many bool, err error) {
	err = c.db.Tx(ctx, func(tx *sql.Tx) error {
		// Written first: whoever tries the same code at once waits for this row.
		if _, err := tx.ExecContext(ctx, `INSERT INTO dossier_try (code_key, wrong, last_at) VALUES ($1, 0, 0)
ON CONFLICT (code_key) DO UPDATE SET wrong = dossier_try.wrong`, key); err != nil {
			return err
		}
		var wrong, all int64
		var last calendar.Instant
		if err := tx.QueryRowContext(ctx, `SELECT wrong, last_at FROM dossier_try WHERE code_key = $1`, key).Scan(&wrong, &last); err != nil {
			return err
		}
		if now < last.Add(waitAfter(wrong)) {
			return ErrSlow
		}
		if _, err := tx.ExecContext(ctx, `UPDATE dossier_try SET wrong = wrong + 1, last_at = $1 WHERE code_key = $2`, int64(now), key); err != nil {
			return err
		}
		minuteAgo := int64(now.Add(-time.Minute))
		if _, err := tx.ExecContext(ctx, `INSERT INTO dossier_try (code_key, wrong, last_at) VALUES ('*', 1, $1)
ON CONFLICT (code_key) DO UPDATE SET wrong = CASE WHEN dossier_try.last_at < $2 THEN 1 ELSE dossier_try.wrong + 1 END,
last_at = CASE WHEN dossier_try.last_at < $2 THEN excluded.last_at ELSE dossier_try.last_at END`, int64(now), minuteAgo); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT wrong FROM dossier_try WHERE code_key = $1`, allKey).Scan(&all); err != nil {
			return err
		}
		many = all > allTries
		_, err := tx.ExecContext(ctx, `DELETE FROM dossier_try WHERE last_at < $1`, int64(now.Add(-24*time.Hour)))
		return err
	})
	return many, err
}

// waitAfter is how long a code waits after so many wrong tries.
func waitAfter(wrong int64) time.Duration {
	n := wrong - freeTries
	switch {
	case n < 0:
		return 0
	case n < 9:
		return min(firstWait<<n, longestWait)
	}
	return longestWait
}

func (c *Casework) forgive(ctx context.Context, key string) error {
	_, err := c.db.Write.ExecContext(ctx, `DELETE FROM dossier_try WHERE code_key = $1`, key)
	return store.Lost(err)
}
