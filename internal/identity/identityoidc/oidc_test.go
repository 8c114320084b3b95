package identityoidc_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"motcua/internal/calendar"
	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/identity/identityweb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/store/storetest"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// liar is an identity provider that says whatever a test wants, signed with its
// own key.
type liar struct {
	*httptest.Server

	key *ecdsa.PrivateKey

	mu       sync.Mutex
	nonce    string // of the last sign-in
	claims   map[string]any
	info     map[string]any    // of the user-info endpoint
	signWith *ecdsa.PrivateKey // nil is the right key
	down     bool
	sendsIss bool
	verifier string // what came to the token endpoint
}

func newLiar(t *testing.T) *liar {
	t.Helper()
	l := &liar{key: newKey(t)}
	mux := http.NewServeMux()
	say := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.down {
			http.Error(w, "away", http.StatusBadGateway)
			return
		}
		say(w, map[string]any{
			"issuer": l.URL, "authorization_endpoint": l.URL + "/authorize", "token_endpoint": l.URL + "/token", "jwks_uri": l.URL + "/keys",
			"userinfo_endpoint": l.URL + "/userinfo", "id_token_signing_alg_values_supported": []string{"ES256"},
			"authorization_response_iss_parameter_supported": l.sendsIss,
		})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		say(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &l.key.PublicKey, KeyID: "k", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.verifier = r.FormValue("code_verifier")
		say(w, map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": l.token(t)})
	})
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, _ *http.Request) {
		l.mu.Lock()
		defer l.mu.Unlock()
		say(w, l.info)
	})
	l.Server = httptest.NewServer(mux)
	t.Cleanup(l.Close)
	l.claims = map[string]any{
		"iss": l.URL, "aud": "motcua", "sub": "u1", "iat": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix(), "auth_time": time.Now().Unix(),
	}
	l.info = map[string]any{
		"sub": "u1", "LoaiTaiKhoan": 1, "SoDinhDanh": "022190000001", "HoVaTen": "Nguyễn Thị Mẫu", "NgayThangNamSinh": "19900512", "IAL": "2",
	}
	return l
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// token is the ID token of the claims, called under the lock.
func (l *liar) token(t *testing.T) string {
	claims := maps.Clone(l.claims)
	if _, ok := claims["nonce"]; !ok {
		claims["nonce"] = l.nonce
	}
	key := l.key
	if l.signWith != nil {
		key = l.signWith
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: "k"}}, nil)
	body, bad := json.Marshal(claims)
	if err = errors.Join(err, bad); err != nil {
		t.Error(err)
		return ""
	}
	signed, err := signer.Sign(body)
	if err != nil {
		t.Error(err)
		return ""
	}
	compact, err := signed.CompactSerialize()
	if err != nil {
		t.Error(err)
	}
	return compact
}

// site is the relying party with two providers.
type site struct {
	t        *testing.T
	base     string
	accounts *identitydb.Accounts
	a, b     *liar
	mux      *web.Mux
	passed   atomic.Int64 // how far the clock was moved on, in µs
}

func newSite(t *testing.T) *site {
	t.Helper()
	return newSiteOf(t, identityoidc.Citizens, identityoidc.Second{})
}

func (s *site) now() calendar.Instant {
	return calendar.At(time.Now()) + calendar.Instant(s.passed.Load())
}

// newSiteOf is a site whose two providers are of a kind; directories prove a
// second factor as second says.
func newSiteOf(t *testing.T, kind identityoidc.Kind, second identityoidc.Second, more ...func(base string) identityoidc.Provider) *site {
	t.Helper()
	s := &site{t: t, a: newLiar(t), b: newLiar(t)}
	now := s.now
	db := storetest.SQLite(t)
	if err := db.Migrate(t.Context(), journal.Migrations(), identitydb.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, now)
	if err != nil {
		t.Fatal(err)
	}
	orgdb.Register(j)
	identitydb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	s.accounts = identitydb.New(db, j, func() *org.Organisation { return &org.Organisation{} }, now)
	if err := s.accounts.UseKey(t.Context(), bytes.Repeat([]byte{7}, identitydb.KeySize)); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(nil)
	s.base = "http://" + server.Listener.Addr().String()
	provider := func(id string, l *liar) identityoidc.Provider {
		p := identityoidc.Provider{ID: id, Kind: kind, Label: locale.T("nơi "+id, id), Issuer: l.URL, ClientID: "motcua", Second: second}
		p.Default()
		return p
	}
	mux := web.New(web.Config{
		Site:     ui.Site{Name: locale.T("Cổng mẫu", "Sample"), Hotline: "0203 3000 000"},
		Accounts: s.accounts, Sessions: web.NewSessions(identitydb.NewSessions(db, now), false), Log: slog.New(slog.DiscardHandler), Now: now,
	})
	providers := []identityoidc.Provider{provider("a", s.a), provider("b", s.b)}
	for _, make := range more {
		providers = append(providers, make(s.base))
	}
	pages := identityweb.Deps{Accounts: s.accounts, Organisation: func() *org.Organisation { return &org.Organisation{} }, Now: now}
	desk := identityoidc.New(identityoidc.Deps{
		Accounts: s.accounts, Base: s.base, Now: now, Log: slog.New(slog.DiscardHandler), Providers: providers, Second: pages.AskSecond,
	})
	desk.Routes(mux)
	pages.Ways = func(back string) identityweb.Ways {
		return identityweb.Ways{Officials: desk.Ways(identityoidc.Officials, back)}
	}
	identityweb.Routes(mux, pages)
	s.mux = mux
	mux.Handle("GET /toi", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		_, err := w.Write([]byte(web.ViewerOf(r.Context()).Name))
		return err
	})
	server.Config.Handler = mux
	server.Start()
	t.Cleanup(server.Close)
	return s
}

// browser keeps cookies and follows nothing.
func (s *site) browser() *http.Client {
	s.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// get is the status and Location of a page of the site.
func (s *site) get(c *http.Client, path string) (int, string) {
	s.t.Helper()
	res, err := c.Get(s.base + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode, res.Header.Get("Location")
}

// begin leaves for a provider and is what was asked of it.
func (s *site) begin(c *http.Client, l *liar, path string) url.Values {
	s.t.Helper()
	status, away := s.get(c, path)
	u, err := url.Parse(away)
	if err != nil || status != http.StatusSeeOther || !strings.HasPrefix(away, l.URL+"/authorize?") {
		s.t.Fatalf("%s: %d %s %v", path, status, away, err)
	}
	l.mu.Lock()
	l.nonce = u.Query().Get("nonce")
	l.mu.Unlock()
	return u.Query()
}

func back(provider string, q url.Values) string {
	return identityoidc.Path + provider + "/ve?" + q.Encode()
}

func answer(asked url.Values) url.Values {
	return url.Values{"code": {"c"}, "state": {asked.Get("state")}}
}

func (s *site) signedIn(c *http.Client) bool {
	status, _ := s.get(c, "/toi")
	return status == http.StatusOK
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.browser()
	asked := s.begin(c, s.a, identityoidc.Path+"a?ve=%2Ftoi")
	for name, want := range map[string]string{"response_type": "code", "code_challenge_method": "S256", "client_id": "motcua", "redirect_uri": s.base + identityoidc.Path + "a/ve"} {
		if asked.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, asked.Get(name), want)
		}
	}
	if len(asked.Get("state")) < 22 || len(asked.Get("nonce")) < 22 || asked.Get("nonce") == asked.Get("state") || asked.Has("prompt") {
		t.Errorf("asked %v", asked)
	}
	if status, to := s.get(c, back("a", answer(asked))); status != http.StatusSeeOther || to != "/toi" || !s.signedIn(c) {
		t.Fatalf("%d %s", status, to)
	}
	if len(s.a.verifier) < 43 {
		t.Errorf("verifier %q", s.a.verifier)
	}
	t.Run("a replayed answer is refused", func(t *testing.T) {
		if status, _ := s.get(c, back("a", answer(asked))); status != http.StatusConflict {
			t.Errorf("%d", status)
		}
	})
	t.Run("whoever is signed in must prove anew", func(t *testing.T) {
		if asked := s.begin(c, s.a, identityoidc.Path+"a"); asked.Get("prompt") != "login" || asked.Get("max_age") != "0" {
			t.Errorf("asked %v", asked)
		}
	})
	t.Run("there is one account now, by the proven number", func(t *testing.T) {
		all, err := s.accounts.ByNumber(t.Context(), "022190000001")
		if err != nil || len(all) != 1 || all[0].Name != "Nguyễn Thị Mẫu" {
			t.Errorf("%v %v", all, err)
		}
	})
}

func TestTwoTabs(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.browser()
	first := s.begin(c, s.a, identityoidc.Path+"a?ve=%2Ftoi")
	nonce := s.a.nonce
	second := s.begin(c, s.b, identityoidc.Path+"b")
	s.b.mu.Lock()
	s.b.info["IAL"] = "2"
	s.b.mu.Unlock()
	if status, _ := s.get(c, back("b", answer(second))); status != http.StatusSeeOther {
		t.Errorf("the second tab: %d", status)
	}
	s.a.nonce = nonce
	if status, to := s.get(c, back("a", answer(first))); status != http.StatusSeeOther || to != "/toi" {
		t.Errorf("the first tab, after it: %d %s", status, to)
	}
}

func TestAnswersThatAreRefused(t *testing.T) {
	t.Parallel()
	forged := newKey(t)
	for _, c := range []struct {
		say    string
		change func(s *site, q url.Values) // before the answer comes
		want   int
	}{
		{"a forged signature", func(s *site, _ url.Values) { s.a.signWith = forged }, http.StatusConflict},
		{"an expired token", func(s *site, _ url.Values) { s.a.claims["exp"] = time.Now().Add(-time.Minute).Unix() }, http.StatusConflict},
		{"a token of the future", func(s *site, _ url.Values) { s.a.claims["iat"] = time.Now().Add(time.Hour).Unix() }, http.StatusConflict},
		{"another nonce", func(s *site, _ url.Values) { s.a.claims["nonce"] = "x" }, http.StatusConflict},
		{"a token of another issuer", func(s *site, _ url.Values) { s.a.claims["iss"] = s.b.URL }, http.StatusConflict},
		{"a token for another client", func(s *site, _ url.Values) { s.a.claims["aud"] = "other" }, http.StatusConflict},
		{"a token that another client asked for", func(s *site, _ url.Values) { s.a.claims["azp"] = "other" }, http.StatusConflict},
		{"two audiences and nobody named", func(s *site, _ url.Values) { s.a.claims["aud"] = []string{"motcua", "other"} }, http.StatusConflict},
		{"the hash of another access token", func(s *site, _ url.Values) { s.a.claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" }, http.StatusConflict},
		{"user info about somebody else", func(s *site, _ url.Values) { s.a.info["sub"] = "u2" }, http.StatusConflict},
		{"an answer in the name of another issuer", func(s *site, q url.Values) { q.Set("iss", s.b.URL) }, http.StatusConflict},
		{"no issuer from a provider that names itself", func(s *site, _ url.Values) { s.a.sendsIss = true }, http.StatusConflict},
		{"another state", func(_ *site, q url.Values) { q.Set("state", "x") }, http.StatusConflict},
		{"no state", func(_ *site, q url.Values) { q.Del("state") }, http.StatusConflict},
		{"an error of the provider", func(_ *site, q url.Values) { q.Set("error", "invalid_scope") }, http.StatusConflict},
		{"a provider that is away", func(_ *site, q url.Values) { q.Set("error", "temporarily_unavailable") }, http.StatusServiceUnavailable},
		{"no number", func(s *site, _ url.Values) { delete(s.a.info, "SoDinhDanh") }, http.StatusConflict},
		{"a kind of account that is not agreed", func(s *site, _ url.Values) { s.a.info["LoaiTaiKhoan"] = "9" }, http.StatusConflict},
		{"a level that is not agreed", func(s *site, _ url.Values) { s.a.info["IAL"] = "super" }, http.StatusConflict},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			b := s.browser()
			s.a.mu.Lock()
			q := url.Values{}
			c.change(s, q) // what discovery says must be there before
			s.a.mu.Unlock()
			asked := s.begin(b, s.a, identityoidc.Path+"a")
			q = answer(asked)
			s.a.mu.Lock()
			c.change(s, q)
			s.a.mu.Unlock()
			if status, _ := s.get(b, back("a", q)); status != c.want || s.signedIn(b) {
				t.Errorf("%d, want %d; signed in: %t", status, c.want, s.signedIn(b))
			}
		})
	}
}

func TestMixUp(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	t.Run("an answer at another provider's address is refused, and leaves the sign-in as it is", func(t *testing.T) {
		c := s.browser()
		asked := s.begin(c, s.a, identityoidc.Path+"a")
		if status, _ := s.get(c, back("b", answer(asked))); status != http.StatusConflict || s.b.verifier != "" || s.signedIn(c) {
			t.Errorf("%d; the other provider got the verifier %q", status, s.b.verifier)
		}
		if status, _ := s.get(c, back("a", answer(asked))); status != http.StatusSeeOther {
			t.Errorf("the right answer afterwards: %d", status)
		}
	})
	t.Run("a state that began in another browser is refused and stays with that one", func(t *testing.T) {
		c, other := s.browser(), s.browser()
		asked := s.begin(c, s.a, identityoidc.Path+"a")
		s.begin(other, s.b, identityoidc.Path+"b") // it has a cookie of its own
		if status, _ := s.get(other, back("a", answer(asked))); status != http.StatusConflict || s.signedIn(other) {
			t.Errorf("%d", status)
		}
		if status, _ := s.get(s.browser(), back("a", answer(asked))); status != http.StatusConflict {
			t.Errorf("a browser without a cookie: %d", status)
		}
		if status, _ := s.get(c, back("a", answer(asked))); status != http.StatusSeeOther {
			t.Errorf("the right browser afterwards: %d", status)
		}
	})
}

func TestNoOpenRedirect(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, to := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "/%0d%0aLocation:x", "javascript:alert(1)"} {
		c := s.browser()
		asked := s.begin(c, s.a, identityoidc.Path+"a?"+url.Values{"ve": {to}}.Encode())
		if status, where := s.get(c, back("a", answer(asked))); status != http.StatusSeeOther || strings.Contains(where, "evil") || strings.ContainsAny(where, "\r\n") || !strings.HasPrefix(where, "/") {
			t.Errorf("%q leads to %d %q", to, status, where)
		}
	}
}

func TestASessionIsNotFixed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.browser()
	sign := func() string {
		asked := s.begin(c, s.a, identityoidc.Path+"a")
		s.get(c, back("a", answer(asked)))
		u, err := url.Parse(s.base)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range c.Jar.Cookies(u) {
			if strings.HasSuffix(k.Name, "motcua_session") {
				return k.Value
			}
		}
		return ""
	}
	if first, second := sign(), sign(); first == "" || first == second {
		t.Errorf("session tokens %q, %q", first, second)
	}
}

func TestAProviderThatIsAway(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.a.mu.Lock()
	s.a.down = true
	s.a.mu.Unlock()
	if status, _ := s.get(s.browser(), identityoidc.Path+"a"); status != http.StatusServiceUnavailable {
		t.Errorf("%d", status)
	}
	if status, _ := s.get(s.browser(), identityoidc.Path+"khong-co"); status != http.StatusNotFound {
		t.Errorf("an unknown provider: %d", status)
	}
	if status, _ := s.get(s.browser(), identityoidc.Path+"b"); status != http.StatusSeeOther {
		t.Errorf("the other provider: %d", status)
	}
}

func TestASecondUserOfANumberIsRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	c := s.browser()
	s.get(c, back("a", answer(s.begin(c, s.a, identityoidc.Path+"a"))))
	s.a.mu.Lock()
	s.a.claims["sub"], s.a.info["sub"] = "u2", "u2"
	s.a.mu.Unlock()
	other := s.browser()
	if status, _ := s.get(other, back("a", answer(s.begin(other, s.a, identityoidc.Path+"a")))); status != http.StatusConflict || s.signedIn(other) {
		t.Errorf("%d", status)
	}
}
