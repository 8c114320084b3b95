package identityweb_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/webtest"
)

// official opens an account with a password that its holder chose.
func (s *site) official(t *testing.T, account string) (password string) {
	t.Helper()
	password, err := s.accounts.AddOfficial(t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: account, Name: "Lê Văn Mẫu"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.accounts.SetPassword(t.Context(), account, password); err != nil {
		t.Fatal(err)
	}
	return password
}

func (s *site) pass(d time.Duration) { s.passed.Add(d.Microseconds()) }

// in is a browser on which the account has just signed in.
func (s *site) in(account, password string) *webtest.Client {
	c := s.Fresh()
	c.Submit(c.Get("/dang-nhap"), "mat-khau", url.Values{"account": {account}, "password": {password}})
	return c
}

func signedIn(t *testing.T, c *webtest.Client, want bool) {
	t.Helper()
	if page := c.Get("/ho-so"); strings.HasPrefix(page.Path, "/dang-nhap") == want {
		t.Errorf("signed in %v, want %v: %s", !want, want, page.Path)
	}
}

func TestOwnSessions(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	password := s.official(t, "le.van.b")
	mine, other, third := s.in("le.van.b", password), s.in("le.van.b", password), s.in("le.van.b", password)
	t.Run("are listed, this browser first", func(t *testing.T) {
		page := mine.Get("/tai-khoan").Wants(http.StatusOK, "Trình duyệt này", "Nếu không làm gì thêm, phiên này kết thúc lúc 09:00 06/07/2026")
		if n := strings.Count(page.Body, `name="session"`); n != 2 {
			t.Errorf("%d other sessions, want 2", n)
		}
	})
	t.Run("one is ended", func(t *testing.T) {
		page := mine.Get("/tai-khoan")
		id := page.Body[strings.Index(page.Body, `id="phien-`)+len(`id="`):]
		id = id[:strings.Index(id, `"`)]
		mine.Submit(page, id, nil).Wants(http.StatusOK, "Đã đăng xuất trình duyệt đó")
		open, err := s.accounts.Sessions(t.Context(), "le.van.b")
		if err != nil || len(open) != 2 {
			t.Errorf("%d sessions, %v", len(open), err)
		}
	})
	t.Run("nobody ends another's", func(t *testing.T) {
		secondPassword := s.official(t, "tran.thi.c")
		theirs := s.in("tran.thi.c", secondPassword)
		open, err := s.accounts.Sessions(t.Context(), "tran.thi.c")
		if err != nil || len(open) != 1 {
			t.Fatal(len(open), err)
		}
		mine.Post("/tai-khoan/phien/ket-thuc", url.Values{"session": {open[0].Handle}})
		signedIn(t, theirs, true)
	})
	t.Run("all others are ended", func(t *testing.T) {
		mine.Submit(mine.Get("/tai-khoan"), "phien-khac", nil).Wants(http.StatusOK, "Đã đăng xuất 1 trình duyệt khác").Lacks("phien-khac")
		signedIn(t, mine, true)
		signedIn(t, other, false)
		signedIn(t, third, false)
	})
	t.Run("a new password ends the others", func(t *testing.T) {
		other := s.in("le.van.b", password)
		next := "một câu thật dài để nhớ"
		mine.Submit(mine.Get("/tai-khoan/mat-khau"), "", url.Values{"present": {password}, "password": {next}, "again": {next}}).Wants(http.StatusOK, "Đã đổi mật khẩu")
		signedIn(t, mine, true)
		signedIn(t, other, false)
		password = next
	})
	t.Run("end when nothing is done for an hour, at the latest after twelve", func(t *testing.T) {
		s.pass(web.SessionIdle)
		signedIn(t, mine, false)
		mine = s.in("le.van.b", password)
		for range 23 {
			s.pass(web.SessionIdle / 2)
			mine.Get("/tai-khoan")
		}
		signedIn(t, mine, true)
		s.pass(web.SessionIdle / 2)
		signedIn(t, mine, false)
	})
	t.Run("a demonstration shows nobody else's", func(t *testing.T) {
		demo := newSite(t, true)
		one, two := demo.Fresh(), demo.Fresh()
		enter(one, "gd-cong-dan-1")
		enter(two, "gd-cong-dan-1")
		page := one.Get("/tai-khoan").Wants(http.StatusOK, "Trình duyệt này")
		if strings.Contains(page.Body, `name="session"`) {
			t.Error("others' browsers are listed")
		}
		one.Post("/tai-khoan/phien/ket-thuc-khac", nil)
		signedIn(t, two, true)
	})
}

func TestSessionsEndWithTheAccount(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]identity.Command{
		"disabled": identity.Disable{Ground: "Nghỉ việc"}, "closed": identity.Close{}, "signed out by an administrator": identity.EndSessions{Ground: "Mất máy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, false)
			mine := s.in("le.van.b", s.official(t, "le.van.b"))
			signedIn(t, mine, true)
			do := func(c identity.Command) {
				r := identitydb.Act{ID: uuid.NewString(), Account: "le.van.b", Expect: journal.Any, Actor: org.System()}
				if _, err := s.accounts.Execute(context.WithoutCancel(t.Context()), r, c); err != nil {
					t.Fatal(err)
				}
			}
			do(c)
			if _, ok := c.(identity.Disable); ok {
				do(identity.Enable{}) // does not bring the session back
			}
			signedIn(t, mine, false)
		})
	}
}

// TestAnEndedSessionStaysEnded: a request that was still on its way when the
// session was ended does not write it again.
func TestAnEndedSessionStaysEnded(t *testing.T) {
	t.Parallel()
	s := newSite(t, false)
	password := s.official(t, "le.van.b")
	s.mux.Handle("POST /cham", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		if _, err := s.accounts.EndSessions(r.Context(), "le.van.b", ""); err != nil {
			return err
		}
		web.FlashNote(r, identity.Device{}.Say())
		return web.Redirect(w, r, "/")
	})
	mine := s.in("le.van.b", password)
	mine.Post("/cham", nil)
	signedIn(t, mine, false)
}

// TestASessionFromBeforeSigningInOpensNothing: whoever fixed a browser's session
// does not share what is signed in later.
func TestASessionFromBeforeSigningInOpensNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t, true)
	first := sessionCookie(record(s.mux, "", url.Values{"account": {"gd-cong-dan-1"}}))
	second := sessionCookie(record(s.mux, first, url.Values{"account": {"gd-cong-dan-1"}}))
	if first == "" || second == "" || first == second {
		t.Fatalf("%q, then %q", first, second)
	}
	for cookie, want := range map[string]int{first: http.StatusSeeOther, second: http.StatusOK, "motcua_session=AAAA": http.StatusSeeOther} {
		r := httptest.NewRequest(http.MethodGet, "/tai-khoan", nil)
		r.Header.Set("Cookie", cookie)
		w := httptest.NewRecorder()
		s.mux.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", cookie, w.Code, want)
		}
	}
}

func sessionCookie(h http.Header) string {
	cookie, _, _ := strings.Cut(h.Get("Set-Cookie"), ";")
	return cookie
}

// do is a command of the system about an account.
func (s *site) do(t *testing.T, account string, c identity.Command) {
	t.Helper()
	r := identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()}
	if _, err := s.accounts.Execute(t.Context(), r, c); err != nil {
		t.Fatal(err)
	}
}
