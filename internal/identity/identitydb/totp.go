package identitydb

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"encoding/base32"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/store"
)

const (
	codePeriod   = 30               // seconds a code is shown (RFC 6238)
	codeSkew     = 1                // periods before and after that are taken, for clocks that differ
	secretSize   = 20               // bytes (RFC 4226, 4, R6)
	enrolTime    = 15 * time.Minute // until an app that was begun must be confirmed
	recoverySize = 15               // bytes of a recovery code: above 112 bits a plain hash is enough (OWASP ASVS 5.0.0, 6.5.2)
	// RecoveryCodes is how many recovery codes are issued at a time.
	RecoveryCodes = 10
)

//nolint:gochecknoglobals // sentinels
var (
	// ErrCode: the code is wrong, was used already, or the account has no app; or
	// it is a recovery code that is not there any more.
	ErrCode = fault.New(fault.Invalid, "identity.code", locale.T(
		"Mã chưa đúng hoặc đã dùng rồi. Xin đợi ứng dụng hiện mã mới rồi nhập lại; đồng hồ điện thoại cần đúng giờ.",
		"The code is not right or was used already. Please wait for the app's next code; the telephone's clock must be right."))
	errEnrolEnded = fault.New(fault.Invalid, "identity.enrol_ended", locale.T(
		"Đã quá 15 phút nên mã thiết lập này không dùng được nữa. Xin quét mã mới ở trang này.",
		"After 15 minutes this setup code is no longer good. Please scan the new one on this page."))
)

// Enrolment is an authenticator app that is being set up.
type Enrolment struct {
	Factor string
	Secret string // base 32, to be typed into the app
	URL    string // otpauth://…, to be scanned
}

// BeginTOTP begins to set up an authenticator app, or goes on with what was
// begun in the last minutes. issuer is the name that the app shows.
func (a *Accounts) BeginTOTP(ctx context.Context, account, issuer string) (Enrolment, error) {
	if e, err := a.pendingTOTP(ctx, account, issuer); err == nil || !errors.Is(err, errEnrolEnded) {
		return e, err
	}
	secret := make([]byte, secretSize)
	if _, err := rand.Read(secret); err != nil {
		return Enrolment{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Enrolment{}, err
	}
	sealed, err := a.seal(account+"/"+id.String(), secret)
	if err != nil {
		return Enrolment{}, err
	}
	_, err = a.db.Write.ExecContext(ctx, `INSERT INTO totp_secret (factor, account, sealed, last_step, expires_at) VALUES ($1, $2, $3, $4, $5)`,
		id.String(), account, sealed, int64(0), int64(a.now().Add(enrolTime)))
	return enrolment(id.String(), account, issuer, secret), store.Lost(err)
}

// pendingTOTP is the app that is being set up; errEnrolEnded if there is none.
func (a *Accounts) pendingTOTP(ctx context.Context, account, issuer string) (Enrolment, error) {
	var factor string
	var sealed []byte
	err := a.db.Read.QueryRowContext(ctx, `SELECT factor, sealed FROM totp_secret WHERE account = $1 AND expires_at > $2
AND factor NOT IN (SELECT id FROM account_factor WHERE account = $1) ORDER BY factor DESC LIMIT 1`, account, int64(a.now())).Scan(&factor, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return Enrolment{}, errEnrolEnded
	}
	if err != nil {
		return Enrolment{}, store.Lost(err)
	}
	secret, err := a.unseal(account+"/"+factor, sealed)
	return enrolment(factor, account, issuer, secret), err
}

func enrolment(factor, account, issuer string, secret []byte) Enrolment {
	word := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + account}
	// Apps read %20, not +.
	u.RawQuery = "secret=" + word + "&issuer=" + strings.ReplaceAll(url.QueryEscape(issuer), "+", "%20")
	return Enrolment{Factor: factor, Secret: word, URL: u.String()}
}

// ConfirmTOTP ends the setting up with a code that the app shows. With the
// account's first second factor come recovery codes, to be shown once; else
// there are none. It fails with ErrCode.
func (a *Accounts) ConfirmTOTP(ctx context.Context, r Act, code string) (recovery []string, err error) {
	if err := a.countAttempt(ctx, hashOf("enrol "+r.Account), longestWait); err != nil {
		return nil, err
	}
	e, err := a.pendingTOTP(ctx, r.Account, "")
	if err != nil {
		return nil, err
	}
	if err := a.useCode(ctx, r.Account, e.Factor, code); err != nil {
		return nil, err
	}
	if err := a.forgive(ctx, hashOf("enrol "+r.Account)); err != nil {
		return nil, err
	}
	recovery, err = a.enrol(ctx, r, identity.EnrolFactor{Factor: e.Factor, Kind: identity.FactorTOTP})
	if err != nil {
		return nil, err
	}
	_, err = a.db.Write.ExecContext(ctx, `DELETE FROM totp_secret WHERE account = $1 AND factor <> $2`, r.Account, e.Factor)
	return recovery, store.Lost(err)
}

// enrol carries out the enrolment; with the first factor come recovery codes.
func (a *Accounts) enrol(ctx context.Context, r Act, c identity.EnrolFactor) ([]string, error) {
	before, _, err := a.Load(ctx, r.Account)
	if err != nil {
		return nil, err
	}
	receipt, err := a.Execute(ctx, r, c)
	if err != nil || receipt.Repeated || len(before.Factors) > 0 {
		return nil, err
	}
	return a.storeRecoveryCodes(ctx, r.Account)
}

// CheckCode lets somebody go on who gave the password: with a code of the app
// or with one of the recovery codes, each good once. It fails with ErrCode or a
// fault.Throttled. Browsers that signed in before are counted by themselves.
func (a *Accounts) CheckCode(ctx context.Context, account, code, device string) error {
	known, err := a.KnowsDevice(ctx, account, device)
	if err != nil {
		return err
	}
	counter := hashOf("code " + account)
	if known {
		counter = hashOf("code " + account + " " + device)
	}
	return a.checkCode(ctx, account, code, counter)
}

// ConfirmCode is CheckCode for somebody who is signed in already.
func (a *Accounts) ConfirmCode(ctx context.Context, account, code string) error {
	return a.checkCode(ctx, account, code, hashOf("confirm code "+account))
}

func (a *Accounts) checkCode(ctx context.Context, account, code, counter string) error {
	if err := a.countAttempt(ctx, counter, longestCode); err != nil {
		return err
	}
	if err := a.anyCode(ctx, account, code); err != nil {
		return err
	}
	return a.forgive(ctx, counter)
}

// IsRecoveryCode reports whether a code as typed can only be a recovery code: it
// has not the length of an app's.
func IsRecoveryCode(typed string) bool { return len(plainCode(typed)) != otp.DigitsSix.Length() }

// anyCode uses up a code of the app or a recovery code.
func (a *Accounts) anyCode(ctx context.Context, account, code string) error {
	if IsRecoveryCode(code) {
		return a.useRecoveryCode(ctx, account, plainCode(code))
	}
	var factor string
	err := a.db.Read.QueryRowContext(ctx, `SELECT t.factor FROM totp_secret t JOIN account_factor f ON f.id = t.factor
WHERE t.account = $1 AND f.account = $1`, account).Scan(&factor)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrCode
	}
	if err != nil {
		return store.Lost(err)
	}
	return a.useCode(ctx, account, factor, code)
}

// useCode takes a code of the app once: a period's code, or an older one, is
// not taken after it was used.
func (a *Accounts) useCode(ctx context.Context, account, factor, code string) error {
	var sealed []byte
	var last int64
	err := a.db.Read.QueryRowContext(ctx, `SELECT sealed, last_step FROM totp_secret WHERE factor = $1 AND account = $2`, factor, account).Scan(&sealed, &last)
	if err != nil {
		return store.Lost(err)
	}
	secret, err := a.unseal(account+"/"+factor, sealed)
	if err != nil {
		return err
	}
	step, err := stepOf(plainCode(code), secret, a.now().Time())
	if err != nil {
		return err
	}
	if step <= last {
		return ErrCode
	}
	r, err := a.db.Write.ExecContext(ctx, `UPDATE totp_secret SET last_step = $1 WHERE factor = $2 AND last_step < $1`, step, factor)
	if err != nil {
		return store.Lost(err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrCode, store.Lost(err)) // the same code came twice at once
	}
	return nil
}

// stepOf is the period whose code this is; ErrCode for none of those around now.
func stepOf(code string, secret []byte, now time.Time) (int64, error) {
	word := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
	found := int64(0)
	for step := now.Unix()/codePeriod - codeSkew; step <= now.Unix()/codePeriod+codeSkew; step++ {
		want, err := hotp.GenerateCodeCustom(word, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	if found == 0 {
		return 0, ErrCode
	}
	return found, nil
}

// plainCode is a code as it is compared: without spaces and dashes, in lower case.
func plainCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(typed)))
}

// IssueRecoveryCodes replaces the account's recovery codes and returns the new
// ones, to be shown once. A repeated command returns none.
func (a *Accounts) IssueRecoveryCodes(ctx context.Context, r Act) ([]string, error) {
	receipt, err := a.Execute(ctx, r, identity.IssueRecoveryCodes{})
	if err != nil || receipt.Repeated {
		return nil, err
	}
	return a.storeRecoveryCodes(ctx, r.Account)
}

// storeRecoveryCodes makes new codes. Their 120 random bits need no slow hash:
// nobody tries them out.
func (a *Accounts) storeRecoveryCodes(ctx context.Context, account string) ([]string, error) {
	codes := make([]string, RecoveryCodes)
	err := a.db.Tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM recovery_code WHERE account = $1`, account); err != nil {
			return store.Lost(err)
		}
		for i := range codes {
			w := randomWord(recoverySize)
			codes[i] = w[0:4] + "-" + w[4:8] + "-" + w[8:12] + "-" + w[12:16] + "-" + w[16:20] + "-" + w[20:24]
			if _, err := tx.ExecContext(ctx, `INSERT INTO recovery_code (account, hash) VALUES ($1, $2)`, account, hashOf(account+" "+w)); err != nil {
				return store.Lost(err)
			}
		}
		return nil
	})
	return codes, err
}

func (a *Accounts) useRecoveryCode(ctx context.Context, account, code string) error {
	r, err := a.db.Write.ExecContext(ctx, `DELETE FROM recovery_code WHERE account = $1 AND hash = $2
AND EXISTS (SELECT 1 FROM account_factor WHERE account = $1)`, account, hashOf(account+" "+code))
	if err != nil {
		return store.Lost(err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrCode, store.Lost(err))
	}
	return nil
}

// RecoveryCodesLeft is how many recovery codes have not been used.
func (a *Accounts) RecoveryCodesLeft(ctx context.Context, account string) (int, error) {
	var n int
	err := a.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM recovery_code WHERE account = $1`, account).Scan(&n)
	return n, store.Lost(err)
}
