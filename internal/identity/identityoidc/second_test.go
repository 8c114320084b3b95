package identityoidc_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/identity/identityoidc/localprovider"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
)

const (
	secondStep = "/dang-nhap/ma"
	setUp      = "/tai-khoan/xac-thuc"
)

// newDirectory is a site with two directories of officials, who must have a
// second factor; the first knows cb.mau.
func newDirectory(t *testing.T, second identityoidc.Second) *site {
	t.Helper()
	s := newSiteOf(t, identityoidc.Officials, second)
	s.accounts.RequireSecondFactor()
	s.addOfficial("cb.mau")
	for name, value := range map[string]any{"preferred_username": "cb.mau", "name": "Cán bộ Mẫu", "email": "cb.mau@example.vn"} {
		s.a.claims[name] = value
	}
	return s
}

func (s *site) addOfficial(account string) {
	s.t.Helper()
	if _, err := s.accounts.AddOfficial(s.t.Context(), uuid.NewString(), org.System(), identitydb.Official{Account: account, Name: "Cán bộ Mẫu"}); err != nil {
		s.t.Fatal(err)
	}
}

// enrol sets an authenticator app up and returns its secret.
func (s *site) enrol(account string) string {
	s.t.Helper()
	e, err := s.accounts.BeginTOTP(s.t.Context(), account, "Cổng mẫu")
	if err != nil {
		s.t.Fatal(err)
	}
	act := identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.Actor{Kind: org.ActorOfficial, Account: account}}
	if _, err := s.accounts.ConfirmTOTP(s.t.Context(), act, s.code(e.Secret)); err != nil {
		s.t.Fatal(err)
	}
	s.pass(time.Minute)
	return e.Secret
}

func (s *site) code(secret string) string {
	s.t.Helper()
	code, err := totp.GenerateCode(secret, s.now().Time())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

// pass moves the clock on; the provider's tokens are of that time too.
func (s *site) pass(d time.Duration) {
	s.passed.Add(d.Microseconds())
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	now := s.now().Time()
	s.a.claims["iat"], s.a.claims["exp"], s.a.claims["auth_time"] = now.Unix(), now.Add(time.Minute).Unix(), now.Unix()
}

// say changes what the first provider's ID token says.
func (s *site) say(claims map[string]any) {
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	for name, value := range claims {
		s.a.claims[name] = value
	}
}

// arrive comes back from the first provider and is where that leads.
func (s *site) arrive(c *http.Client, path string) (int, string) {
	s.t.Helper()
	return s.get(c, back("a", answer(s.begin(c, s.a, path))))
}

// send posts a form and is the status, Location and body.
func (s *site) send(c *http.Client, path string, fields url.Values) (int, string, string) {
	s.t.Helper()
	res, err := c.PostForm(s.base+path, fields)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Location"), string(body)
}

// TestWhatProvesASecondFactor: an official whose directory proves a second
// factor enters; any other is asked for the one of the account here.
func TestWhatProvesASecondFactor(t *testing.T) {
	t.Parallel()
	acr := []string{"urn:example:cao", "urn:example:rat-cao"}
	for _, c := range []struct {
		say    string
		second identityoidc.Second
		claims map[string]any
		info   map[string]any
		enters bool
	}{
		{say: "no amr"},
		{say: "a password alone", claims: map[string]any{"amr": []string{"pwd"}}},
		{say: "a short message, which is not listed", claims: map[string]any{"amr": []string{"pwd", "sms"}}},
		{say: "amr that is no list", claims: map[string]any{"amr": "mfa"}},
		{say: "amr with something else than text", claims: map[string]any{"amr": []any{"mfa", 1}}},
		{say: "amr in other letters", claims: map[string]any{"amr": []string{"MFA"}}},
		{say: "amr in the unsigned user info alone", info: map[string]any{"amr": []string{"mfa"}, "acr": acr[0]}},
		{say: "acr that nobody configured", claims: map[string]any{"acr": acr[0]}},
		{say: "several factors", claims: map[string]any{"amr": []string{"pwd", "mfa"}}, enters: true},
		{say: "a code", claims: map[string]any{"amr": []string{"pwd", "otp"}}, enters: true},
		{say: "a key in hardware", claims: map[string]any{"amr": []string{"hwk"}}, enters: true},
		{say: "a smart card", claims: map[string]any{"amr": []string{"sc"}}, enters: true},
		{say: "a method of the configuration", second: identityoidc.Second{AMR: []string{"face"}}, claims: map[string]any{"amr": []string{"face"}}, enters: true},
		{say: "a usual method, where another is configured", second: identityoidc.Second{AMR: []string{"face"}}, claims: map[string]any{"amr": []string{"mfa"}}},
		{say: "a class of the configuration", second: identityoidc.Second{ACR: acr}, claims: map[string]any{"acr": acr[1]}, enters: true},
		{say: "a class that is too low", second: identityoidc.Second{ACR: acr}, claims: map[string]any{"acr": "urn:example:thap", "amr": []string{"mfa"}}},
		{say: "no class where one is configured", second: identityoidc.Second{ACR: acr}, claims: map[string]any{"amr": []string{"mfa"}}},
		{say: "the class, but not the method as well", second: identityoidc.Second{ACR: acr, AMR: []string{"otp"}}, claims: map[string]any{"acr": acr[0]}},
		{say: "the class and the method", second: identityoidc.Second{ACR: acr, AMR: []string{"otp"}}, claims: map[string]any{"acr": acr[0], "amr": []string{"otp"}}, enters: true},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			s := newDirectory(t, c.second)
			s.enrol("cb.mau")
			s.say(c.claims)
			if c.info != nil {
				s.a.mu.Lock()
				delete(s.a.claims, "email") // so that the user info is asked at all
				s.a.info = map[string]any{"sub": "u1", "email": "cb.mau@example.vn"}
				for name, value := range c.info {
					s.a.info[name] = value
				}
				s.a.mu.Unlock()
			}
			b := s.browser()
			asked := s.begin(b, s.a, identityoidc.Path+"a?ve=%2Ftoi")
			if want := strings.Join(c.second.ACR, " "); asked.Get("acr_values") != want {
				t.Errorf("asked for %q, want %q", asked.Get("acr_values"), want)
			}
			status, to := s.get(b, back("a", answer(asked)))
			want := secondStep + "?ve=%2Ftoi"
			if c.enters {
				want = "/toi"
			}
			if status != http.StatusSeeOther || to != want || s.signedIn(b) != c.enters {
				t.Errorf("%d %s, want %s; signed in: %t", status, to, want, s.signedIn(b))
			}
		})
	}
}

func TestSecondStepAfterADirectory(t *testing.T) {
	t.Parallel()
	s := newDirectory(t, identityoidc.Second{})
	secret := s.enrol("cb.mau")
	from := identityoidc.Path + "a?ve=%2Ftoi"
	t.Run("no address skips it", func(t *testing.T) {
		c := s.browser()
		s.arrive(c, from)
		for _, path := range []string{"/toi", "/tai-khoan", setUp, setUp + "/ung-dung", "/tai-khoan/ma-truy-cap", "/xac-nhan"} {
			if status, to := s.get(c, path); status != http.StatusSeeOther || !strings.HasPrefix(to, "/dang-nhap") {
				t.Errorf("%s: %d %s", path, status, to)
			}
		}
	})
	t.Run("the answer is no good a second time, and the step stays", func(t *testing.T) {
		c := s.browser()
		asked := s.begin(c, s.a, from)
		s.get(c, back("a", answer(asked)))
		if status, _ := s.get(c, back("a", answer(asked))); status != http.StatusConflict || s.signedIn(c) {
			t.Errorf("%d", status)
		}
	})
	t.Run("a wrong code opens nothing, the right one opens once", func(t *testing.T) {
		c := s.browser()
		_, to := s.arrive(c, from)
		if status, _, body := s.send(c, to, url.Values{"code": {"000000"}, "ve": {"/toi"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Mã chưa đúng") || s.signedIn(c) {
			t.Errorf("a wrong code: %d", status)
		}
		code := s.code(secret)
		if status, where, _ := s.send(c, secondStep, url.Values{"code": {code}, "ve": {"/toi"}}); status != http.StatusSeeOther || where != "/toi" || !s.signedIn(c) {
			t.Errorf("the right code: %d %s", status, where)
		}
		other := s.browser()
		s.arrive(other, from)
		if status, _, _ := s.send(other, secondStep, url.Values{"code": {code}}); status != http.StatusUnprocessableEntity || s.signedIn(other) {
			t.Errorf("the same code again: %d", status)
		}
	})
	t.Run("ten minutes are enough", func(t *testing.T) {
		c := s.browser()
		s.arrive(c, from)
		s.pass(10 * time.Minute)
		if _, _, body := s.send(c, secondStep, url.Values{"code": {s.code(secret)}}); !strings.Contains(body, "Tên tài khoản") || s.signedIn(c) {
			t.Error("it was taken later")
		}
	})
	t.Run("it is asked of whoever proves himself anew, too", func(t *testing.T) {
		s.pass(time.Minute)
		c := s.browser()
		s.arrive(c, from)
		s.send(c, secondStep, url.Values{"code": {s.code(secret)}, "ve": {"/toi"}})
		s.pass(time.Hour / 2)
		if _, to := s.get(c, setUp+"/ung-dung"); !strings.HasPrefix(to, "/xac-nhan") {
			t.Fatalf("led to %s", to)
		}
		if _, to := s.arrive(c, identityoidc.Path+"a?ve="+url.QueryEscape(setUp+"/ung-dung")); !strings.HasPrefix(to, secondStep) {
			t.Errorf("led to %s", to)
		}
		if _, to := s.get(c, setUp+"/ung-dung"); !strings.HasPrefix(to, "/xac-nhan") {
			t.Errorf("the directory alone was proof: %s", to)
		}
	})
}

func TestADirectorysOfficialSetsUpASecondFactor(t *testing.T) {
	t.Parallel()
	s := newDirectory(t, identityoidc.Second{})
	c := s.browser()
	s.say(map[string]any{"auth_time": s.now().Time().Add(-3 * time.Hour).Unix()}) // the directory's own session of the morning
	if _, to := s.arrive(c, identityoidc.Path+"a?ve=%2Ftoi"); to != setUp {
		t.Fatalf("led to %s", to)
	}
	t.Run("nothing else is open before", func(t *testing.T) {
		for _, path := range []string{"/toi", "/tai-khoan", "/tai-khoan/mat-khau"} {
			if _, to := s.get(c, path); to != setUp {
				t.Errorf("%s led to %s", path, to)
			}
		}
	})
	t.Run("a session of the directory that is hours old is not enough to set one up", func(t *testing.T) {
		if _, to := s.get(c, setUp+"/ung-dung"); !strings.HasPrefix(to, "/xac-nhan") {
			t.Fatalf("led to %s", to)
		}
		asked := s.begin(c, s.a, identityoidc.Path+"a?ve="+url.QueryEscape(setUp+"/ung-dung"))
		if asked.Get("prompt") != "login" {
			t.Errorf("asked %v", asked)
		}
		s.pass(0)
		if _, to := s.get(c, back("a", answer(asked))); to != setUp {
			t.Errorf("led to %s", to)
		}
		if status, _ := s.get(c, setUp+"/ung-dung"); status != http.StatusOK {
			t.Errorf("%d", status)
		}
	})
}

func TestAFirstPasswordIsNoMatterToADirectory(t *testing.T) {
	t.Parallel()
	s := newSiteOf(t, identityoidc.Officials, identityoidc.Second{}) // as in a demonstration: none is required
	s.addOfficial("cb.mau")
	s.say(map[string]any{"preferred_username": "cb.mau", "name": "Cán bộ Mẫu", "email": "cb.mau@example.vn"})
	c := s.browser()
	if status, to := s.arrive(c, identityoidc.Path+"a?ve=%2Ftoi"); status != http.StatusSeeOther || to != "/toi" || !s.signedIn(c) {
		t.Errorf("%d %s", status, to)
	}
}

// TestTheLocalProviderAsADirectory signs in through a real OpenID Provider.
func TestTheLocalProviderAsADirectory(t *testing.T) {
	t.Parallel()
	var local *localprovider.Provider
	people := []localprovider.Person{
		{Subject: "mot", Name: "Cán bộ Mẫu Một", Note: locale.T("mật khẩu", "password"), Claims: map[string]any{"preferred_username": "cb.mot"}, AMR: []string{"pwd"}},
		{Subject: "hai", Name: "Cán bộ Mẫu Hai", Note: locale.T("thẻ", "card"), Claims: map[string]any{"preferred_username": "cb.hai"}, AMR: []string{"pwd", "sc"}},
	}
	s := newSiteOf(t, identityoidc.Officials, identityoidc.Second{}, func(base string) identityoidc.Provider {
		var err error
		if local, err = localprovider.New(base, people); err != nil {
			t.Fatal(err)
		}
		p := local.Configured()
		p.Kind, p.Claims = identityoidc.Officials, identityoidc.Claims{}
		p.Default()
		return p
	})
	s.accounts.RequireSecondFactor()
	local.Routes(s.mux)
	for person, want := range map[string]string{"mot": secondStep + "?ve=%2Ftoi", "hai": "/toi"} {
		account := "cb." + person
		s.addOfficial(account)
		s.enrol(account)
		c := s.browser()
		to := identityoidc.Path + localprovider.ID + "?ve=%2Ftoi"
		for range 2 { // to the provider, which asks who it is
			_, to = s.get(c, strings.TrimPrefix(to, s.base))
		}
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		_, to, _ = s.send(c, u.Path, url.Values{"id": {u.Query().Get("id")}, "person": {person}})
		_, to = s.get(c, to) // the provider's way back
		if _, to = s.get(c, strings.TrimPrefix(to, s.base)); to != want {
			t.Errorf("%s is led to %s, want %s", person, to, want)
		}
	}
}
