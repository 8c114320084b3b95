package identitydb_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/web"
)

var (
	_ web.Accounts = (*identitydb.Accounts)(nil)
	_ scs.CtxStore = (*identitydb.Sessions)(nil)
)

// clock is a server's clock that tests move on.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(int64(calendar.On(calendar.D(2026, 7, 6), 8, 0)))
	return c
}

func (c *clock) now() calendar.Instant { return calendar.Instant(c.at.Load()) }
func (c *clock) pass(d time.Duration)  { c.at.Add(d.Microseconds()) }

type site struct {
	*identitydb.Accounts
	*clock
	j         *journal.Journal
	db        *store.DB
	directory *orgdb.Directory
}

func start(t *testing.T, db *store.DB) *site {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations(), identitydb.Migrations()); err != nil {
		t.Fatal(err)
	}
	c := newClock()
	j, err := journal.New(t.Context(), db, c.now)
	if err != nil {
		t.Fatal(err)
	}
	orgdb.Register(j)
	identitydb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	d := orgdb.New(j)
	return &site{identitydb.New(db, j, d.Organisation, c.now), c, j, db, d}
}

func startDemo(t *testing.T, db *store.DB) *site {
	t.Helper()
	s := start(t, db)
	if err := errors.Join(orgdb.Seed(t.Context(), s.j, 0), s.SeedDemo(t.Context(), 0), s.directory.Refresh(t.Context())); err != nil {
		t.Fatal(err)
	}
	return s
}

func system(account string) identitydb.Act {
	return identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()}
}

func (s *site) do(t *testing.T, account string, c identity.Command) {
	t.Helper()
	if _, err := s.Execute(t.Context(), system(account), c); err != nil {
		t.Fatal(err)
	}
}

func (s *site) official(t *testing.T, account string) (password string) {
	t.Helper()
	password, err := s.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: account, Name: "Phạm Thị Mẫu"})
	if err != nil {
		t.Fatal(err)
	}
	return password
}

func TestDemo(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := startDemo(t, db)
		ctx := t.Context()
		t.Run("seeding again changes nothing", func(t *testing.T) {
			before, _ := s.j.Position(ctx)
			if err := s.SeedDemo(ctx, 0); err != nil {
				t.Fatal(err)
			}
			if after, _ := s.j.Position(ctx); after != before {
				t.Errorf("position %d, then %d", before, after)
			}
		})
		t.Run("every account may act, officials with their posts of today", func(t *testing.T) {
			accounts, err := s.DemoAccounts(ctx)
			if err != nil || len(accounts) != len(province.DemoAccounts()) {
				t.Fatalf("%d accounts: %v", len(accounts), err)
			}
			for _, d := range province.DemoAccounts() {
				actor, err := s.Actor(ctx, d.Account)
				if err != nil || actor.Name != d.Name || actor.Kind != d.Kind || (len(actor.Posts) > 0) != (d.Kind == org.ActorOfficial) {
					t.Errorf("%s: %+v %v", d.Key, actor, err)
				}
			}
		})
		t.Run("a reader of pages has kind, name and duties", func(t *testing.T) { viewers(t, s) })
		t.Run("is found by number", func(t *testing.T) {
			found, err := s.ByNumber(ctx, "022190000001")
			if err != nil || len(found) != 1 || found[0].ID != "gd-cong-dan-1" {
				t.Errorf("%+v %v", found, err)
			}
		})
		t.Run("a disabled account is nobody", func(t *testing.T) {
			s.do(t, "gd-cong-dan-2", identity.Disable{Ground: "Thử"})
			if _, err := s.Viewer(ctx, "gd-cong-dan-2"); !errors.Is(err, identitydb.ErrNoAccount) {
				t.Errorf("got %v", err)
			}
			if c, err := s.j.Fsck(ctx); err != nil || len(c.Findings) > 0 {
				t.Errorf("fsck: %+v %v", c.Findings, err)
			}
		})
	})
}

func viewers(t *testing.T, s *site) {
	t.Helper()
	for _, c := range []struct {
		key  string
		kind web.Kind
		duty org.Duty
		say  string
	}{
		{"cong-dan-1", web.Person, "", ""},
		{"doanh-nghiep", web.Person, "", ""},
		{"tiep-nhan", web.Staff, org.DutyReception, "Công chức Một cửa, UBND phường Hồng Gai"},
		{"quan-tri", web.Operator, org.DutyAdmin, "Quản trị hệ thống, Trung tâm PVHCC tỉnh"},
	} {
		for _, d := range province.DemoAccounts() {
			if d.Key != c.key {
				continue
			}
			v, err := s.Viewer(t.Context(), d.Account)
			if err != nil || v.Kind != c.kind || !v.Demo || (c.duty != "") != v.Holds(string(c.duty)) {
				t.Errorf("%s: %+v %v", c.key, v, err)
			}
			if c.say != "" && (len(v.Posts) == 0 || v.Posts[0].Title != c.say) {
				t.Errorf("%s: %+v", c.key, v.Posts)
			}
		}
	}
}

func TestOutsideADemonstration(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := start(t, db)
		ctx := t.Context()
		if demo, err := s.IsDemo(ctx); err != nil || demo {
			t.Fatalf("a new database is no demonstration: %v %v", demo, err)
		}
		var n int64
		if err := db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM account_row`).Scan(&n); err != nil || n != 0 {
			t.Fatalf("%d default accounts, %v", n, err)
		}
		s.official(t, "nguyen.van.a")
		if err := s.SeedDemo(ctx, 0); err == nil {
			t.Error("a database in use became a demonstration")
		}
		_, err := s.Execute(ctx, system("thu"), identity.Open{Account: "thu", Kind: org.ActorOfficial, Demo: true, Name: "Mẫu"})
		if err == nil {
			t.Error("a demonstration account was opened in a real database")
		}
		if list, err := s.DemoAccounts(ctx); err != nil || len(list) > 0 {
			t.Errorf("demonstration accounts %v %v", list, err)
		}
	})
}

func TestTokens(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := startDemo(t, db)
		ctx := t.Context()
		self, err := s.Actor(ctx, "gd-cong-dan-1")
		if err != nil {
			t.Fatal(err)
		}
		act := identitydb.Act{ID: uuid.NewString(), Account: self.Account, Expect: journal.Any, Actor: self}
		want := identitydb.NewToken{Label: "Phần mềm kế toán", Scopes: []identity.Scope{identity.ScopeDossiersRead, identity.ScopeDossiersFile}, Expires: s.now().Add(24 * time.Hour)}
		token, err := s.IssueToken(ctx, act, want)
		if err != nil || !strings.HasPrefix(token, "motcua_") {
			t.Fatalf("%q %v", token, err)
		}
		refused := func(t *testing.T, bearer string) {
			t.Helper()
			if _, _, err := s.Authenticate(ctx, bearer); !errors.Is(err, identitydb.ErrToken) {
				t.Errorf("%q: %v", bearer, err)
			}
		}
		t.Run("acts for its account within its scopes", func(t *testing.T) {
			actor, scopes, err := s.Authenticate(ctx, token)
			if err != nil || actor.Account != self.Account || identity.JoinScopes(scopes) != "dossiers:file dossiers:read" {
				t.Errorf("%+v %v %v", actor, scopes, err)
			}
		})
		t.Run("refuses what is not that token", func(t *testing.T) {
			for _, bad := range []string{"", "motcua_", "motcua__", token[:len(token)-1], token + "a", strings.TrimPrefix(token, "motcua_"), strings.ToUpper(token), "motcua_a_b"} {
				refused(t, bad)
			}
		})
		t.Run("issues once for one command", func(t *testing.T) {
			if again, err := s.IssueToken(ctx, act, want); err != nil || again != "" {
				t.Errorf("%q %v", again, err)
			}
		})
		t.Run("the database does not hold the secret", func(t *testing.T) {
			secret := token[strings.LastIndex(token, "_")+1:]
			events, err := s.j.Stream(ctx, identity.Stream(self.Account))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range events {
				if issued, ok := e.Event.(identity.TokenIssued); ok && (issued.Hash == secret || issued.Token == secret) {
					t.Error("the secret is in the journal")
				}
			}
		})
		t.Run("ends with its account's standing", func(t *testing.T) {
			s.do(t, self.Account, identity.Disable{Ground: "Thử"})
			refused(t, token)
			s.do(t, self.Account, identity.Enable{})
			if _, _, err := s.Authenticate(ctx, token); err != nil {
				t.Error(err)
			}
		})
		t.Run("ends on its day, or when revoked", func(t *testing.T) {
			act.ID = uuid.NewString()
			second, err := s.IssueToken(ctx, act, want)
			if err != nil {
				t.Fatal(err)
			}
			id := strings.Split(second, "_")[1]
			s.do(t, self.Account, identity.RevokeToken{Token: id})
			refused(t, second)
			s.pass(25 * time.Hour)
			refused(t, token)
		})
	})
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := startDemo(t, db)
		ctx := t.Context()
		password := s.official(t, "le.van.b")
		wants := func(t *testing.T, account, password, device string, kind fault.Kind, ok bool) {
			t.Helper()
			err := s.CheckPassword(ctx, account, password, identitydb.Browser{Device: device})
			if (err == nil) != ok || err != nil && fault.KindOf(err) != kind {
				t.Errorf("%s: %v", account, err)
			}
		}
		wants(t, "le.van.b", password, "", 0, true)
		wants(t, " Le.Van.B ", password, "", 0, true)
		t.Run("answers the same for what is wrong and who is unknown", func(t *testing.T) {
			for _, account := range []string{"le.van.b", "khong.co", "gd-cong-dan-1", "gd-ubnd-hong-gai-tiep-nhan-1", ""} {
				if err := s.CheckPassword(ctx, account, "sai hoàn toàn", identitydb.Browser{}); !errors.Is(err, identitydb.ErrPassword) {
					t.Errorf("%q: %v", account, err)
				}
			}
		})
		device, _, err := s.RememberDevice(ctx, "le.van.b")
		if err != nil {
			t.Fatal(err)
		}
		t.Run("slows guessing down, not the owner's own browser", func(t *testing.T) {
			for range 10 {
				_ = s.CheckPassword(ctx, "le.van.b", "sai hoàn toàn", identitydb.Browser{})
			}
			wants(t, "le.van.b", password, "", fault.Throttled, false)
			wants(t, "le.van.b", password, "thiết bị lạ", fault.Throttled, false)
			wants(t, "le.van.b", password, device, 0, true)
			s.pass(time.Minute)
			wants(t, "le.van.b", password, "", 0, true)
			wants(t, "le.van.b", password, "", 0, true)
		})
		t.Run("many at once are counted", func(t *testing.T) {
			var wg sync.WaitGroup
			var tried atomic.Int64
			for range 12 {
				wg.Go(func() {
					if errors.Is(s.CheckPassword(ctx, "ai.do", "sai hoàn toàn", identitydb.Browser{}), identitydb.ErrPassword) {
						tried.Add(1)
					}
				})
			}
			wg.Wait()
			if n := tried.Load(); n == 0 || n > 4 {
				t.Errorf("%d guesses were tried at once", n)
			}
		})
		t.Run("refuses weak passwords and other kinds of accounts", func(t *testing.T) {
			for _, weak := range []string{"", "ngắn", "xx le.van.b xx", strings.Repeat("a", 300)} {
				if err := s.SetPassword(ctx, "le.van.b", weak); fault.KindOf(err) != fault.Invalid {
					t.Errorf("%q: %v", weak, err)
				}
			}
			if err := s.SetPassword(ctx, "gd-cong-dan-1", "một câu rất dài"); fault.KindOf(err) != fault.Refused {
				t.Errorf("a citizen got a password: %v", err)
			}
		})
		t.Run("takes Vietnamese however it is typed", func(t *testing.T) {
			if err := s.SetPassword(ctx, "le.van.b", "Vịnh Hạ Long đẹp"); err != nil {
				t.Fatal(err)
			}
			wants(t, "le.van.b", "Vi\u0323nh Ha\u0323 Long \u0111e\u0323p", "", 0, true)
		})
		t.Run("a disabled account does not get in", func(t *testing.T) {
			s.do(t, "le.van.b", identity.Disable{Ground: "Thử"})
			wants(t, "le.van.b", "Vịnh Hạ Long đẹp", "", fault.Invalid, false)
			s.do(t, "le.van.b", identity.Close{})
			if err := s.Sweep(ctx); err != nil {
				t.Fatal(err)
			}
			var n int64
			if err := db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM credential`).Scan(&n); err != nil || n != 0 {
				t.Errorf("%d passwords are kept of closed accounts, %v", n, err)
			}
		})
	})
}

func TestSessions(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := start(t, db)
		ctx := t.Context()
		sessions := identitydb.NewSessions(db, s.now)
		end := s.now().Add(time.Hour).Time()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		find := func(want string) {
			t.Helper()
			body, found, err := sessions.FindCtx(ctx, "id")
			if err != nil || string(body) != want || found != (want != "") {
				t.Errorf("%q %v %v, want %q", body, found, err, want)
			}
		}
		find("")
		must(sessions.CommitCtx(ctx, "id", []byte("một\x00"), end))
		find("một\x00")
		must(sessions.Commit("id", []byte("hai"), end))
		find("hai")
		s.pass(time.Hour)
		find("")
		must(s.Sweep(ctx))
		must(sessions.CommitCtx(ctx, "id", []byte("ba"), end.Add(time.Hour)))
		must(s.Sweep(ctx))
		find("ba")
		must(sessions.Delete("id"))
		must(sessions.DeleteCtx(ctx, "id"))
		find("")
	})
}
