package identitydb

import (
	"context"
	"database/sql"
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

// hashParams are the least that OWASP's password storage guide asks of
// Argon2id (RFC 9106): 19 MiB, two passes, one lane.
func hashParams() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// nobody is the hash of a password that nobody has: an unknown account takes
// as long to refuse as a wrong password.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$E9lRVsV4nCp8LKX4JmwJBA$nB3nPwh3qTR1nIfMEQQAg1HWrZAI9VkpBvHs5WW3abs"

//nolint:gochecknoglobals // sentinels
var (
	// ErrPassword: the account is unknown, disabled, not an official's, or the
	// password is wrong; which of them is not told.
	ErrPassword = fault.New(fault.Invalid, "identity.password", locale.T(
		"Tên tài khoản hoặc mật khẩu chưa đúng. Xin kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi gõ lại.",
		"The account name or the password is not right. Please check your keyboard and Caps Lock, then try again."))
	errNotOfficial = fault.New(fault.Refused, "identity.not_official", locale.T(
		"Chỉ tài khoản cán bộ có mật khẩu. Chưa có gì thay đổi.", "Only officials' accounts have passwords. Nothing was changed."))
)

// Official is an official to be entered.
type Official struct {
	Account string // also the name to sign in with: "nguyen.van.a"
	Name    string
	Phone   string
	Email   string
}

// OneTimeLife is how long a password may be used that was handed over on paper.
const OneTimeLife = 7 * 24 * time.Hour

// AddOfficial opens an official's account and returns a one-time password,
// which is stored nowhere in clear and must be changed at the first sign-in.
// Duties are given in the organisation. id is the command's; repeated, it makes
// a new password for the same account.
func (a *Accounts) AddOfficial(ctx context.Context, id string, by org.Actor, o Official) (password string, err error) {
	r := Act{ID: id, Account: o.Account, Expect: journal.Any, Actor: by}
	open := identity.Open{Account: o.Account, Kind: org.ActorOfficial, Name: o.Name, Contact: identity.Contact{Phone: o.Phone, Email: o.Email}}
	if _, err := a.Execute(ctx, r, open); err != nil {
		return "", err
	}
	return a.oneTime(ctx, o.Account)
}

// IssuePassword replaces an official's password by an act and returns the new
// one, to be handed over on paper: it signs in within OneTimeLife and must then
// be changed. The command repeated makes another one.
func (a *Accounts) IssuePassword(ctx context.Context, r Act, ground string) (password string, err error) {
	if _, err := a.Execute(ctx, r, identity.IssuePassword{Ground: ground}); err != nil {
		return "", err
	}
	return a.oneTime(ctx, r.Account)
}

func (a *Accounts) oneTime(ctx context.Context, account string) (password string, err error) {
	password = GeneratePassword()
	return password, a.setPassword(ctx, account, password, "", a.now().Add(OneTimeLife))
}

// OneTime reports whether the account's password must be changed at the next
// sign-in.
func (a *Accounts) OneTime(ctx context.Context, account string) (bool, error) {
	var n int64
	err := a.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM credential WHERE account = $1 AND once_until > 0`, account).Scan(&n)
	return n > 0, store.Lost(err)
}

// GeneratePassword makes a password of 100 random bits in four groups, easy to
// read aloud and to type.
func GeneratePassword() string {
	w := randomWord(13)
	return w[0:5] + "-" + w[5:10] + "-" + w[10:15] + "-" + w[15:20]
}

// SetPassword gives an official's account a new password and signs it out
// everywhere. Who may do that is the caller's matter.
func (a *Accounts) SetPassword(ctx context.Context, account, password string) error {
	return a.ChangePassword(ctx, account, password, "")
}

// ChangePassword is SetPassword for the holder, whose own session stays, the
// one with the handle keep: whoever else got in with the old password is out.
func (a *Accounts) ChangePassword(ctx context.Context, account, password, keep string) error {
	return a.setPassword(ctx, account, password, keep, 0)
}

// setPassword stores a password that must be changed and ends at once, 0 for one
// that stays, and ends the sessions but keep.
func (a *Accounts) setPassword(ctx context.Context, account, password, keep string, once calendar.Instant) error {
	found, err := a.active(ctx, account)
	if err != nil {
		return err
	}
	if found.Kind != org.ActorOfficial {
		return errNotOfficial
	}
	password = norm.NFC.String(password)
	if p := identity.CheckPassword(password, account, found.Name, found.Phone, found.Email); p != nil {
		return fault.New(fault.Invalid, p.Code, p.Say).At("password")
	}
	var hash string
	err = a.hashing.known.pass(ctx, func() error {
		hash, err = argon2id.CreateHash(password, hashParams())
		return err
	})
	if err != nil {
		return err
	}
	_, err = a.db.Write.ExecContext(ctx, `INSERT INTO credential (account, hash, changed_at, once_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at, once_until = excluded.once_until`, account, hash, int64(a.now()), int64(once))
	if err != nil {
		return store.Lost(err)
	}
	_, err = a.EndSessions(ctx, account, keep)
	return err
}

// Browser is where somebody signs in.
type Browser struct {
	Device string     // what RememberDevice gave it, or ""
	From   netip.Addr // the zero Addr when it is not known
}

// CheckPassword lets an official in, or fails with ErrPassword, a
// fault.Throttled that names the seconds to wait, or a fault.Unavailable when
// too many wait already. Browsers that signed in before are counted and queue by
// themselves, so that a stranger's wrong guesses keep nobody out.
func (a *Accounts) CheckPassword(ctx context.Context, account, password string, b Browser) error {
	account = SignInName(account)
	known, err := a.KnowsDevice(ctx, account, b.Device)
	if err != nil {
		return err
	}
	counter := hashOf("account " + account)
	if known {
		counter = hashOf("device " + b.Device)
	}
	lane, wait := a.hashing.lane(known, b.From)
	if wait > 0 { // somebody tries one password on many accounts
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
	err = a.compare(ctx, account, password, counter, lane)
	if errors.Is(err, ErrPassword) && !known {
		a.hashing.missed(b.From)
	}
	return err
}

// ConfirmPassword asks somebody who is signed in for the password once more. It
// fails as CheckPassword does. Its wrong attempts are counted by themselves:
// only who is signed in can make them, so no stranger keeps the holder out.
func (a *Accounts) ConfirmPassword(ctx context.Context, account, password string) error {
	return a.compare(ctx, account, password, hashOf("confirm "+account), a.hashing.known)
}

// compare counts an attempt and compares the password, all of it in its turn:
// guesses that wait cost the database nothing, those that are sent away count
// for nothing.
func (a *Accounts) compare(ctx context.Context, account, password, counter string, l *lane) error {
	return l.pass(ctx, func() error {
		if err := a.countAttempt(ctx, counter, longestWait); err != nil {
			return err
		}
		hash, err := a.credential(ctx, account)
		if err != nil {
			return err
		}
		right, err := argon2id.ComparePasswordAndHash(norm.NFC.String(password), hash)
		if err != nil {
			return err
		}
		if !right || hash == nobody {
			return ErrPassword
		}
		return a.forgive(ctx, counter)
	})
}

// forgive forgets the wrong attempts before a right one.
func (a *Accounts) forgive(ctx context.Context, counter string) error {
	_, err := a.db.Write.ExecContext(ctx, `DELETE FROM sign_in_attempt WHERE id = $1`, counter)
	return store.Lost(err)
}

// SignInName is the account that is meant by a name as typed.
func SignInName(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// credential is the hash of an active official's password, else nobody's; a
// one-time password counts until its end.
func (a *Accounts) credential(ctx context.Context, account string) (string, error) {
	var hash string
	err := a.db.Read.QueryRowContext(ctx, `SELECT c.hash FROM credential c JOIN account_row a ON a.id = c.account
WHERE c.account = $1 AND a.active = 1 AND a.kind = $2 AND (c.once_until = 0 OR c.once_until > $3)`, account, string(org.ActorOfficial), int64(a.now())).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return nobody, nil
	}
	return hash, store.Lost(err)
}

const (
	freeAttempts   = 4 // before the first wait
	longestWait    = time.Minute
	longestCode    = 15 * time.Minute // a code has only six digits
	attemptsForget = time.Hour        // after the last wrong attempt
)

// waitAfter is how long to wait after n failures in a row: nothing, then 2, 4,
// 8 … seconds up to the longest.
func waitAfter(n int64, longest time.Duration) time.Duration {
	if n < freeAttempts {
		return 0
	}
	return min(time.Duration(2<<min(n-freeAttempts, 20))*time.Second, longest)
}

// countAttempt counts an attempt as failed before it is made, so that many at
// once gain nothing; a right password takes the count away.
func (a *Accounts) countAttempt(ctx context.Context, counter string, longest time.Duration) error {
	now := a.now()
	return a.db.Tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO sign_in_attempt (id, failures, next_at, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
			counter, int64(0), int64(0), int64(now.Add(attemptsForget)))
		if err != nil {
			return store.Lost(err)
		}
		var failures int64
		var next, expires calendar.Instant
		if err := tx.QueryRowContext(ctx, `SELECT failures, next_at, expires_at FROM sign_in_attempt WHERE id = $1`, counter).Scan(&failures, &next, &expires); err != nil {
			return store.Lost(err)
		}
		if next > now {
			return tooSoon(next.Time().Sub(now.Time()))
		}
		seen := failures
		if expires <= now {
			failures = 0
		}
		failures++
		r, err := tx.ExecContext(ctx, `UPDATE sign_in_attempt SET failures = $1, next_at = $2, expires_at = $3 WHERE id = $4 AND failures = $5`,
			failures, int64(now.Add(waitAfter(failures, longest))), int64(now.Add(attemptsForget)), counter, seen)
		if err != nil {
			return store.Lost(err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return tooSoon(time.Second) // another attempt came in between
		}
		return nil
	})
}

func tooSoon(wait time.Duration) *fault.Error {
	seconds := int64((wait + time.Second - 1) / time.Second)
	return fault.New(fault.Throttled, "identity.too_soon", locale.F(
		"Đã gõ sai nhiều lần. Xin thử lại sau %d giây; tài khoản không bị khóa.",
		"There were several wrong attempts. Please try again in %d seconds; the account is not locked.", seconds))
}

const deviceLife = 180 * 24 * time.Hour

// RememberDevice returns a random word for the browser of somebody who has
// just signed in, to be kept in a cookie.
func (a *Accounts) RememberDevice(ctx context.Context, account string) (device string, life time.Duration, err error) {
	device = randomWord(32)
	_, err = a.db.Write.ExecContext(ctx, `INSERT INTO known_device (hash, account, expires_at) VALUES ($1, $2, $3)`,
		hashOf(device), account, int64(a.now().Add(deviceLife)))
	return device, deviceLife, store.Lost(err)
}

// KnowsDevice reports whether the account signed in on the browser before.
func (a *Accounts) KnowsDevice(ctx context.Context, account, device string) (bool, error) {
	if device == "" {
		return false, nil
	}
	var n int64
	err := a.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM known_device WHERE hash = $1 AND account = $2 AND expires_at > $3`,
		hashOf(device), account, int64(a.now())).Scan(&n)
	return n > 0, store.Lost(err)
}
