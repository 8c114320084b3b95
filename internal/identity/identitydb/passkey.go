package identitydb

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

//nolint:gochecknoglobals // sentinels
var (
	// ErrPasskey: the browser's answer does not open an account: wrong site, too
	// late, an unknown, removed or disabled key; which of them is not told.
	ErrPasskey = fault.New(fault.Invalid, "identity.passkey", locale.T(
		"Khóa truy cập này chưa mở được tài khoản nào. Xin thử lại, hoặc đăng nhập bằng mật khẩu và mã.",
		"This passkey opens no account. Please try again, or sign in with password and code."))
	// ErrCopied: the key's counter went back, as it does when the key was copied.
	ErrCopied = fault.New(fault.Refused, "identity.passkey_copied", locale.T(
		"Khóa truy cập này có dấu hiệu bị sao chép nên chưa được chấp nhận. Xin đăng nhập bằng mật khẩu và mã, gỡ khóa này và báo quản trị của cơ quan.",
		"This passkey looks as if it had been copied and was not accepted. Please sign in with password and code, remove this key and tell your administrator."))
	errNoPasskeys = fault.New(fault.Refused, "identity.no_passkeys", locale.T(
		"Địa chỉ của cổng này chưa dùng được khóa truy cập. Xin đăng nhập bằng mật khẩu.", "Passkeys cannot be used at this site's address. Please sign in with your password."))
)

// UsePasskeys lets officials have passkeys for the site at an address, which
// must be HTTPS or localhost and have a name: browsers give no keys to numbers.
// Call it before anything is served; without it there are none.
func (a *Accounts) UsePasskeys(base, name string) error {
	u, err := url.Parse(base)
	if err != nil {
		return err
	}
	host := u.Hostname()
	if host == "" || net.ParseIP(host) != nil || u.Scheme != "https" && host != "localhost" {
		return nil
	}
	a.passkeys, err = webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: name, RPOrigins: []string{u.Scheme + "://" + u.Host},
		AttestationPreference: protocol.PreferNoAttestation, // which make of key somebody has is not our business
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		},
	})
	return err
}

// Passkeys reports whether this site can have passkeys.
func (a *Accounts) Passkeys() bool { return a.passkeys != nil && a.aead != nil }

// Passkey is a passkey as its holder sees it.
type Passkey struct {
	identity.Factor

	Used   calendar.Instant // 0 for never
	Warned calendar.Instant // when it looked as if it had been copied, 0 for never
}

// PasskeysOf lists the passkeys of an account.
func (a *Accounts) PasskeysOf(ctx context.Context, s identity.State) ([]Passkey, error) {
	rows, err := a.db.Read.QueryContext(ctx, `SELECT factor, used_at, warned_at FROM passkey WHERE account = $1`, s.Account)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	seen := map[string]Passkey{}
	for rows.Next() {
		var k Passkey
		if err := rows.Scan(&k.ID, &k.Used, &k.Warned); err != nil {
			return nil, store.Lost(err)
		}
		seen[k.ID] = k
	}
	var all []Passkey
	for _, f := range s.Factors {
		if f.Kind == identity.FactorPasskey {
			all = append(all, Passkey{f, seen[f.ID].Used, seen[f.ID].Warned})
		}
	}
	return all, store.Lost(rows.Err())
}

// holder is an account as the WebAuthn library wants it.
type holder struct {
	handle  []byte
	account Account
	keys    []webauthn.Credential
}

// WebAuthnID is a random word, the same for all keys of the account: what lies
// in the key tells nobody who it belongs to.
func (h *holder) WebAuthnID() []byte { return h.handle }

// WebAuthnName is the name that the browser shows beside the key.
func (h *holder) WebAuthnName() string { return h.account.ID }

// WebAuthnDisplayName is the same for people.
func (h *holder) WebAuthnDisplayName() string { return h.account.Name }

// WebAuthnCredentials are the account's keys.
func (h *holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

// Ceremony is one exchange with a browser's keys: Options go to the browser,
// Secret stays in the session until the answer.
type Ceremony struct{ Options, Secret []byte }

func ceremony(options any, session *webauthn.SessionData, err error) (Ceremony, error) {
	if err != nil {
		return Ceremony{}, err
	}
	o, err := json.Marshal(options)
	if err != nil {
		return Ceremony{}, err
	}
	s, err := json.Marshal(session)
	return Ceremony{o, s}, err
}

// BeginPasskey begins to add a passkey to an account.
func (a *Accounts) BeginPasskey(ctx context.Context, account string) (Ceremony, error) {
	if !a.Passkeys() {
		return Ceremony{}, errNoPasskeys
	}
	h, err := a.holder(ctx, account)
	if err != nil {
		return Ceremony{}, err
	}
	c, session, err := a.passkeys.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return Ceremony{}, err
	}
	return ceremony(c.Response, session, nil)
}

// AddPasskey ends it with the browser's answer. Recovery codes come as with
// ConfirmTOTP. It fails with ErrPasskey.
func (a *Accounts) AddPasskey(ctx context.Context, r Act, name, secret, answer string) (recovery []string, err error) {
	var session webauthn.SessionData
	if !a.Passkeys() {
		return nil, errNoPasskeys
	}
	if json.Unmarshal([]byte(secret), &session) != nil {
		return nil, ErrPasskey
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return nil, ErrPasskey.Because(err)
	}
	h, err := a.holder(ctx, r.Account)
	if err != nil {
		return nil, err
	}
	if len(h.keys) == 0 {
		h.handle = session.UserID // the first key's handle was made for this ceremony
	}
	key, err := a.passkeys.CreateCredential(h, session, parsed)
	if err != nil {
		return nil, ErrPasskey.Because(err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return nil, err
	}
	sealed, err := a.sealKey(r.Account, key)
	if err != nil {
		return nil, err
	}
	done, err := a.db.Write.ExecContext(ctx, `INSERT INTO passkey (factor, account, credential, handle, sealed, used_at, warned_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential) DO NOTHING`,
		id.String(), r.Account, word(key.ID), word(h.handle), sealed, int64(0), int64(0), int64(a.now().Add(enrolTime)))
	if err != nil {
		return nil, store.Lost(err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return nil, errors.Join(ErrPasskey, store.Lost(err)) // another account's key
	}
	return a.enrol(ctx, r, identity.EnrolFactor{Factor: id.String(), Kind: identity.FactorPasskey, Name: name})
}

// BeginPasskeySignIn asks a browser for any of its keys for this site.
func (a *Accounts) BeginPasskeySignIn() (Ceremony, error) {
	if !a.Passkeys() {
		return Ceremony{}, errNoPasskeys
	}
	c, session, err := a.passkeys.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Ceremony{}, err
	}
	return ceremony(c.Response, session, nil)
}

// PasskeySignIn finds whose key the browser's answer is made with. It fails
// with ErrPasskey or ErrCopied.
func (a *Accounts) PasskeySignIn(ctx context.Context, secret, answer string) (Account, error) {
	var session webauthn.SessionData
	if !a.Passkeys() {
		return Account{}, errNoPasskeys
	}
	if json.Unmarshal([]byte(secret), &session) != nil {
		return Account{}, ErrPasskey
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes([]byte(answer))
	if err != nil {
		return Account{}, ErrPasskey.Because(err)
	}
	var found *holder
	_, key, err := a.passkeys.ValidatePasskeyLogin(func(id, _ []byte) (webauthn.User, error) {
		found, err = a.keyHolder(ctx, id)
		return found, err
	}, session, parsed)
	if err != nil {
		return Account{}, ErrPasskey.Because(err)
	}
	return found.account, a.usedKey(ctx, found.account.ID, key)
}

// usedKey writes down the use of a key with its new counter.
func (a *Accounts) usedKey(ctx context.Context, account string, key *webauthn.Credential) error {
	now := int64(a.now())
	if key.Authenticator.CloneWarning {
		_, err := a.db.Write.ExecContext(ctx, `UPDATE passkey SET warned_at = $1 WHERE credential = $2`, now, word(key.ID))
		return errors.Join(ErrCopied, store.Lost(err))
	}
	sealed, err := a.sealKey(account, key)
	if err != nil {
		return err
	}
	_, err = a.db.Write.ExecContext(ctx, `UPDATE passkey SET sealed = $1, used_at = $2 WHERE credential = $3`, sealed, now, word(key.ID))
	return store.Lost(err)
}

func (a *Accounts) sealKey(account string, key *webauthn.Credential) ([]byte, error) {
	body, err := json.Marshal(key)
	if err != nil {
		return nil, err
	}
	return a.seal(account+"/"+word(key.ID), body)
}

const selectKeys = `SELECT p.account, p.credential, p.handle, p.sealed FROM passkey p JOIN account_factor f ON f.id = p.factor `

// holder is an account with its keys, or with a new handle while it has none.
func (a *Accounts) holder(ctx context.Context, account string) (*holder, error) {
	found, err := a.active(ctx, account)
	if err != nil {
		return nil, err
	}
	h := &holder{account: found}
	if err := a.keys(ctx, h, selectKeys+`WHERE p.account = $1`, account); err != nil {
		return nil, err
	}
	if len(h.keys) == 0 {
		h.handle = make([]byte, 32)
		_, err = rand.Read(h.handle)
	}
	return h, err
}

// keyHolder is the official whose key has an id, with this key.
func (a *Accounts) keyHolder(ctx context.Context, id []byte) (*holder, error) {
	h := &holder{}
	if err := a.keys(ctx, h, selectKeys+`WHERE p.credential = $1`, word(id)); err != nil {
		return nil, err
	}
	if len(h.keys) != 1 || !bytes.Equal(h.keys[0].ID, id) {
		return nil, ErrPasskey
	}
	found, err := a.active(ctx, h.account.ID)
	if err == nil && found.Kind != org.ActorOfficial {
		err = ErrPasskey
	}
	h.account = found
	return h, err
}

func (a *Accounts) keys(ctx context.Context, h *holder, query, arg string) error {
	rows, err := a.db.Read.QueryContext(ctx, query, arg)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var credential, handle string
		var sealed []byte
		if err := rows.Scan(&h.account.ID, &credential, &handle, &sealed); err != nil {
			return store.Lost(err)
		}
		body, err := a.unseal(h.account.ID+"/"+credential, sealed)
		if err != nil {
			return err
		}
		var key webauthn.Credential
		if err := json.Unmarshal(body, &key); err != nil {
			return err
		}
		if h.handle, err = base64.RawURLEncoding.DecodeString(handle); err != nil {
			return err
		}
		h.keys = append(h.keys, key)
	}
	return store.Lost(rows.Err())
}

// word is bytes as the browser writes them.
func word(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
