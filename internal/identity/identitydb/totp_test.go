package identitydb_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// self is a command of the account's holder.
func self(account string) identitydb.Act {
	return identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.Actor{Account: account, Kind: org.ActorOfficial}}
}

func (s *site) key(t *testing.T) {
	t.Helper()
	if err := s.UseKey(t.Context(), bytes.Repeat([]byte{7}, identitydb.KeySize)); err != nil {
		t.Fatal(err)
	}
}

// app is an authenticator app set up with a secret.
type app struct {
	s      *site
	secret string
}

func (a app) code(t *testing.T) string {
	t.Helper()
	code, err := totp.GenerateCode(a.secret, a.s.now().Time())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enrol sets up an app for an account.
func (s *site) enrol(t *testing.T, account string) (app, []string) {
	t.Helper()
	e, err := s.BeginTOTP(t.Context(), account, "Một cửa thử")
	if err != nil {
		t.Fatal(err)
	}
	a := app{s, e.Secret}
	recovery, err := s.ConfirmTOTP(t.Context(), self(account), a.code(t))
	if err != nil {
		t.Fatal(err)
	}
	s.pass(time.Minute)
	return a, recovery
}

func TestAuthenticatorApp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := start(t, db)
		s.key(t)
		ctx := t.Context()
		s.official(t, "le.van.b")
		wants := func(t *testing.T, code string, want error) {
			t.Helper()
			if err := s.CheckCode(ctx, "le.van.b", code, ""); !errors.Is(err, want) {
				t.Errorf("%q: %v, want %v", code, err, want)
			}
		}
		t.Run("is not there before it was confirmed", func(t *testing.T) {
			e, err := s.BeginTOTP(ctx, "le.van.b", "Một cửa thử")
			if err != nil || !strings.HasPrefix(e.URL, "otpauth://totp/M%E1%BB%99t%20c%E1%BB%ADa%20th%E1%BB%AD:le.van.b?secret="+e.Secret) {
				t.Fatal(e, err)
			}
			wants(t, app{s, e.Secret}.code(t), identitydb.ErrCode)
			again, err := s.BeginTOTP(ctx, "le.van.b", "Một cửa thử")
			if err != nil || again != e {
				t.Errorf("%+v, then %+v %v", e, again, err)
			}
			s.pass(16 * time.Minute)
			if _, err := s.ConfirmTOTP(ctx, self("le.van.b"), app{s, e.Secret}.code(t)); fault.KindOf(err) != fault.Invalid {
				t.Errorf("a late code was taken: %v", err)
			}
			if err := s.Sweep(ctx); err != nil {
				t.Fatal(err)
			}
		})
		a, recovery := s.enrol(t, "le.van.b")
		t.Run("a code is good once, also when it comes twice at once", func(t *testing.T) {
			code := a.code(t)
			wants(t, code, nil)
			wants(t, code, identitydb.ErrCode)
			s.pass(time.Minute)
			code = a.code(t)
			var wg sync.WaitGroup
			var in atomic.Int64
			for range 4 {
				wg.Go(func() {
					if s.CheckCode(ctx, "le.van.b", code, "") == nil {
						in.Add(1)
					}
				})
			}
			if wg.Wait(); in.Load() > 1 {
				t.Errorf("one code let %d in", in.Load())
			}
			s.pass(20 * time.Minute)
			wants(t, a.code(t), nil)
		})
		t.Run("codes of clocks that differ by half a minute are taken, older ones not", func(t *testing.T) {
			code := a.code(t)
			s.pass(30 * time.Second)
			wants(t, code, identitydb.ErrCode) // used a moment ago
			code = a.code(t)
			s.pass(30 * time.Second)
			wants(t, code, nil)
			code = a.code(t)
			s.pass(time.Minute)
			wants(t, code, identitydb.ErrCode)
		})
		t.Run("guesses are slowed down, not on the owner's own browser", func(t *testing.T) {
			for range 20 {
				_ = s.CheckCode(ctx, "le.van.b", "000000", "")
			}
			if err := s.CheckCode(ctx, "le.van.b", a.code(t), ""); fault.KindOf(err) != fault.Throttled {
				t.Errorf("guessing goes on: %v", err)
			}
			device, _, err := s.RememberDevice(ctx, "le.van.b")
			if err != nil {
				t.Fatal(err)
			}
			if err := s.CheckCode(ctx, "le.van.b", a.code(t), device); err != nil {
				t.Errorf("the owner is kept out: %v", err)
			}
			s.pass(15 * time.Minute)
			wants(t, a.code(t), nil)
		})
		t.Run("recovery codes are good once each, however they are typed", func(t *testing.T) {
			if len(recovery) != identitydb.RecoveryCodes {
				t.Fatalf("%d codes", len(recovery))
			}
			wants(t, " "+strings.ToUpper(recovery[0])+" ", nil)
			wants(t, recovery[0], identitydb.ErrCode)
			wants(t, strings.ReplaceAll(recovery[1], "-", " "), nil)
			if n, err := s.RecoveryCodesLeft(ctx, "le.van.b"); err != nil || n != 8 {
				t.Error(n, err)
			}
			fresh, err := s.IssueRecoveryCodes(ctx, self("le.van.b"))
			if err != nil || len(fresh) != identitydb.RecoveryCodes {
				t.Fatal(fresh, err)
			}
			wants(t, recovery[2], identitydb.ErrCode)
			wants(t, fresh[9], nil)
		})
		t.Run("the database alone does not give the secret away", func(t *testing.T) {
			var sealed []byte
			if err := db.Read.QueryRowContext(ctx, `SELECT sealed FROM totp_secret`).Scan(&sealed); err != nil || bytes.Contains(sealed, []byte(a.secret)) {
				t.Error(err)
			}
			other := identitydb.New(db, s.j, s.directory.Organisation, s.now)
			if err := other.UseKey(ctx, bytes.Repeat([]byte{8}, identitydb.KeySize)); !errors.Is(err, identitydb.ErrOtherKey) {
				t.Errorf("another key was taken: %v", err)
			}
			if err := other.CheckCode(ctx, "le.van.b", a.code(t), ""); fault.KindOf(err) != fault.Unavailable {
				t.Errorf("without a key: %v", err)
			}
			s.pass(time.Minute)
		})
		t.Run("a new app replaces the old; recovery codes stay", func(t *testing.T) {
			b, codes := s.enrol(t, "le.van.b")
			if codes != nil {
				t.Error("new recovery codes with a second app")
			}
			wants(t, a.code(t), identitydb.ErrCode)
			wants(t, b.code(t), nil)
			a = b
		})
		t.Run("a reset takes app and recovery codes away", func(t *testing.T) {
			s.pass(time.Minute)
			s.do(t, "le.van.b", identity.ResetFactors{Ground: "Mất điện thoại"})
			wants(t, a.code(t), identitydb.ErrCode)
			if n, err := s.RecoveryCodesLeft(ctx, "le.van.b"); err != nil || n != 0 {
				t.Error(n, err)
			}
			if c, err := s.j.Fsck(ctx); err != nil || len(c.Findings) > 0 {
				t.Errorf("fsck: %+v %v", c.Findings, err)
			}
		})
	})
}
