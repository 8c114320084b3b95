package identitydb

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

// tokenPrefix lets scanners of source code find a token that was published.
const tokenPrefix = "motcua_"

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// ErrToken: the bearer token is unknown, expired or revoked, or its account may
// not act. Its kind is fault.SignedOut.
//
//nolint:gochecknoglobals // a sentinel
var ErrToken = fault.New(fault.SignedOut, "identity.token", locale.T(
	"Mã truy cập không có, đã hết hạn hoặc đã bị thu hồi. Xin cấp mã mới trên trang Tài khoản.",
	"The token is unknown, has expired or was revoked. Please issue a new one on the account page."))

// NewToken is what IssueToken asks for.
type NewToken struct {
	Label   string
	Scopes  []identity.Scope
	Expires calendar.Instant
}

// IssueToken issues a token for r.Account and returns it; it is stored nowhere
// and cannot be shown again. A repeated command returns "": the token of the
// first answer stands.
func (a *Accounts) IssueToken(ctx context.Context, r Act, n NewToken) (token string, err error) {
	id, secret := randomWord(10), randomWord(32)
	receipt, err := a.Execute(ctx, r, identity.IssueToken{
		Token: id, Label: n.Label, Scopes: n.Scopes, Hash: hashOf(secret), Expires: n.Expires,
	})
	if err != nil || receipt.Repeated {
		return "", err
	}
	return tokenPrefix + id + "_" + secret, nil
}

// Authenticate finds who a bearer token acts for and what it may be used for;
// what the account itself may do still holds. It fails with ErrToken.
func (a *Accounts) Authenticate(ctx context.Context, bearer string) (org.Actor, []identity.Scope, error) {
	rest, ok := strings.CutPrefix(bearer, tokenPrefix)
	id, secret, two := strings.Cut(rest, "_")
	if !ok || !two {
		return org.Actor{}, nil, ErrToken
	}
	var account, hash, scopes string
	var expires calendar.Instant
	err := a.db.Read.QueryRowContext(ctx, `SELECT account, hash, scopes, expires_at FROM api_token WHERE id = $1`, id).Scan(&account, &hash, &scopes, &expires)
	if errors.Is(err, sql.ErrNoRows) {
		return org.Actor{}, nil, ErrToken
	}
	if err != nil {
		return org.Actor{}, nil, store.Lost(err)
	}
	if subtle.ConstantTimeCompare([]byte(hash), []byte(hashOf(secret))) != 1 || expires <= a.now() {
		return org.Actor{}, nil, ErrToken
	}
	actor, err := a.Actor(ctx, account)
	if errors.Is(err, ErrNoAccount) {
		return org.Actor{}, nil, ErrToken
	}
	return actor, identity.SplitScopes(scopes), err
}

// randomWord is n random bytes in lower-case base 32.
func randomWord(n int) string {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic(err) // the operating system has no randomness: nothing may be signed in
	}
	return lowerBase32.EncodeToString(b)
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
