package identitydb

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/store"
)

// KeySize is the size of a cell's secret key in bytes.
const KeySize = 32

// ErrOtherKey: the secrets in this database were sealed with another key.
var ErrOtherKey = errors.New("identitydb: the secret key is not the one that this database was set up with; give the right one, or reset everybody's second factor")

// errNoKey: there is no key, so nothing can be sealed or opened.
//
//nolint:gochecknoglobals // a sentinel
var errNoKey = fault.New(fault.Unavailable, "identity.no_key", locale.T(
	"Máy chủ chưa có khóa bí mật nên chưa dùng được bước xác nhận thứ hai. Xin báo bộ phận kỹ thuật.",
	"The server has no secret key, so second factors cannot be used. Please tell the technical staff."))

// checkWord is what every database has sealed, to know its key again.
const checkWord = "motcua"

// Keyed reports whether the database was set up with a secret key before.
func (a *Accounts) Keyed(ctx context.Context) (bool, error) {
	var n int64
	err := a.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM secret_check`).Scan(&n)
	return n > 0, store.Lost(err)
}

// UseKey gives the accounts the key of their secrets, KeySize random bytes; the
// first key that a database sees is its own. It fails with ErrOtherKey for any
// other. Call it before anything is served.
func (a *Accounts) UseKey(ctx context.Context, key []byte) error {
	if len(key) != KeySize {
		return fmt.Errorf("identitydb: a secret key has %d bytes, this one has %d", KeySize, len(key))
	}
	derived, err := hkdf.Key(sha256.New, key, nil, "motcua second factors", KeySize)
	if err != nil {
		return err
	}
	block, err := aes.NewCipher(derived)
	if err != nil {
		return err
	}
	if a.aead, err = cipher.NewGCMWithRandomNonce(block); err != nil {
		return err
	}
	sealed, err := a.seal(checkWord, []byte(checkWord))
	if err != nil {
		return err
	}
	// Two processes that start together: the first one's key stands.
	if _, err = a.db.Write.ExecContext(ctx, `INSERT INTO secret_check (id, sealed) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING`, checkWord, sealed); err != nil {
		return store.Lost(err)
	}
	if err := a.db.Write.QueryRowContext(ctx, `SELECT sealed FROM secret_check WHERE id = $1`, checkWord).Scan(&sealed); err != nil {
		return store.Lost(err)
	}
	if _, err := a.unseal(checkWord, sealed); err != nil {
		a.aead = nil
		return ErrOtherKey
	}
	return nil
}

// seal encrypts a secret (AES-256-GCM with a random nonce); owner is bound to
// it, so that one cannot be put in another's place.
func (a *Accounts) seal(owner string, secret []byte) ([]byte, error) {
	if a.aead == nil {
		return nil, errNoKey
	}
	return a.aead.Seal(nil, nil, secret, []byte(owner)), nil //nolint:gosec // G407: this AEAD draws its nonces itself
}

func (a *Accounts) unseal(owner string, sealed []byte) ([]byte, error) {
	if a.aead == nil {
		return nil, errNoKey
	}
	return a.aead.Open(nil, nil, sealed, []byte(owner))
}

// NewKey makes a secret key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	if _, err := rand.Read(key); err != nil {
		panic(err) // the operating system has no randomness: nothing may be kept secret
	}
	return key
}

// forgetFactor deletes what one second factor needs, after the journal took it
// away.
func (a *Accounts) forgetFactor(ctx context.Context, account, factor string) error {
	for _, q := range []string{`DELETE FROM totp_secret WHERE account = $1 AND factor = $2`, `DELETE FROM passkey WHERE account = $1 AND factor = $2`} {
		if _, err := a.db.Write.ExecContext(ctx, q, account, factor); err != nil {
			return store.Lost(err)
		}
	}
	return nil
}

// forgetFactors deletes what second factors need, after the journal took them
// away, and ends the account's sessions.
func (a *Accounts) forgetFactors(ctx context.Context, account string) error {
	err := a.db.Tx(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{`DELETE FROM totp_secret WHERE account = $1`, `DELETE FROM passkey WHERE account = $1`, `DELETE FROM recovery_code WHERE account = $1`} {
			if _, err := tx.ExecContext(ctx, q, account); err != nil {
				return store.Lost(err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = a.EndSessions(ctx, account, "")
	return err
}
