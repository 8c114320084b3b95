package localprovider

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

const (
	requestLife  = 15 * time.Minute
	tokenLife    = 5 * time.Minute
	mostRequests = 10_000 // waiting at once; more is an attack
)

var errNone = errors.New("no such request, token or client")

// request is a sign-in that waits for somebody to choose who he is.
type request struct {
	id, client, back, state, nonce string
	scopes                         []string
	response                       oidc.ResponseType
	mode                           oidc.ResponseMode
	challenge                      *oidc.CodeChallenge
	code                           string
	begun                          time.Time
	person                         Person // once chosen
	chosen                         time.Time
}

func (r request) GetID() string                         { return r.id }
func (r request) GetACR() string                        { return r.person.ACR }
func (r request) GetAMR() []string                      { return r.person.AMR }
func (r request) GetAudience() []string                 { return []string{r.client} }
func (r request) GetAuthTime() time.Time                { return r.chosen }
func (r request) GetClientID() string                   { return r.client }
func (r request) GetCodeChallenge() *oidc.CodeChallenge { return r.challenge }
func (r request) GetNonce() string                      { return r.nonce }
func (r request) GetRedirectURI() string                { return r.back }
func (r request) GetResponseType() oidc.ResponseType    { return r.response }
func (r request) GetResponseMode() oidc.ResponseMode    { return r.mode }
func (r request) GetScopes() []string                   { return r.scopes }
func (r request) GetState() string                      { return r.state }
func (r request) GetSubject() string                    { return r.person.Subject }
func (r request) Done() bool                            { return r.person.Subject != "" }

// signingKey is the key of the process, for signing and, its public half, for
// whoever verifies.
type signingKey struct {
	id  string
	key any
}

func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.ES256 }
func (k signingKey) Algorithm() jose.SignatureAlgorithm          { return jose.ES256 }
func (k signingKey) Use() string                                 { return "sig" }
func (k signingKey) Key() any                                    { return k.key }
func (k signingKey) ID() string                                  { return k.id }

type token struct {
	subject string
	ends    time.Time
}

// storage keeps what the OpenID Provider needs; it is an op.Storage.
type storage struct {
	client client
	secret string
	people []Person
	keyID  string
	key    *ecdsa.PrivateKey

	mu       sync.Mutex
	requests map[string]request
	tokens   map[string]token
}

func newStorage(c client, secret string, people []Person) (*storage, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	return &storage{client: c, secret: secret, people: people, keyID: rand.Text(), key: key, requests: map[string]request{}, tokens: map[string]token{}}, nil
}

// CreateAuthRequest notes a sign-in that begins.
func (s *storage) CreateAuthRequest(_ context.Context, r *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for id, old := range s.requests {
		if now.Sub(old.begun) > requestLife {
			delete(s.requests, id)
		}
	}
	for id, old := range s.tokens {
		if now.After(old.ends) {
			delete(s.tokens, id)
		}
	}
	if len(s.requests) >= mostRequests {
		return nil, oidc.ErrServerError().WithDescription("too many sign-ins at once")
	}
	if r.CodeChallenge == "" || r.CodeChallengeMethod != oidc.CodeChallengeMethodS256 {
		return nil, oidc.ErrInvalidRequest().WithDescription("PKCE with S256 is required")
	}
	if slices.Contains(r.Prompt, oidc.PromptNone) {
		return nil, oidc.ErrLoginRequired()
	}
	x := request{
		id: rand.Text(), client: r.ClientID, back: r.RedirectURI, state: r.State, nonce: r.Nonce, scopes: r.Scopes, response: r.ResponseType,
		mode: r.ResponseMode, challenge: &oidc.CodeChallenge{Challenge: r.CodeChallenge, Method: r.CodeChallengeMethod}, begun: now,
	}
	s.requests[x.id] = x
	return x, nil
}

// AuthRequestByID is a sign-in that waits or was chosen for.
func (s *storage) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	return s.request(id)
}

func (s *storage) request(id string) (request, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.requests[id]
	if !ok || time.Since(r.begun) > requestLife {
		return request{}, errNone
	}
	return r, nil
}

// AuthRequestByCode is the sign-in for which a code was given.
func (s *storage) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		if code != "" && r.code == code {
			return r, nil
		}
	}
	return nil, errNone
}

// SaveAuthCode gives a sign-in its code.
func (s *storage) SaveAuthCode(_ context.Context, id, code string) error {
	return s.change(id, func(r *request) { r.code = code })
}

// choose says who signs in.
func (s *storage) choose(id string, p Person) error {
	return s.change(id, func(r *request) { r.person, r.chosen = p, time.Now() })
}

func (s *storage) change(id string, change func(*request)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.requests[id]
	if !ok {
		return errNone
	}
	change(&r)
	s.requests[id] = r
	return nil
}

// DeleteAuthRequest ends a sign-in: its code is worth nothing afterwards.
func (s *storage) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.requests, id)
	return nil
}

// CreateAccessToken makes the token for the user-info endpoint.
func (s *storage) CreateAccessToken(_ context.Context, r op.TokenRequest) (string, time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, ends := rand.Text(), time.Now().Add(tokenLife)
	s.tokens[id] = token{r.GetSubject(), ends}
	return id, ends, nil
}

// CreateAccessAndRefreshTokens refuses: nobody stays signed in here.
func (s *storage) CreateAccessAndRefreshTokens(context.Context, op.TokenRequest, string) (string, string, time.Time, error) {
	return "", "", time.Time{}, oidc.ErrUnsupportedGrantType()
}

// TokenRequestByRefreshToken knows no refresh tokens.
func (s *storage) TokenRequestByRefreshToken(context.Context, string) (op.RefreshTokenRequest, error) {
	return nil, op.ErrInvalidRefreshToken
}

// TerminateSession has nothing to end: each sign-in is chosen anew.
func (s *storage) TerminateSession(context.Context, string, string) error { return nil }

// RevokeToken ends an access token.
func (s *storage) RevokeToken(_ context.Context, id, _, _ string) *oidc.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tokens, id)
	return nil
}

// GetRefreshTokenInfo knows no refresh tokens.
func (s *storage) GetRefreshTokenInfo(context.Context, string, string) (string, string, error) {
	return "", "", op.ErrInvalidRefreshToken
}

// SigningKey is the key of the process.
func (s *storage) SigningKey(context.Context) (op.SigningKey, error) {
	return signingKey{s.keyID, s.key}, nil
}

// SignatureAlgorithms is what the key signs with.
func (s *storage) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.ES256}, nil
}

// KeySet is the public half of the key.
func (s *storage) KeySet(context.Context) ([]op.Key, error) {
	return []op.Key{signingKey{s.keyID, &s.key.PublicKey}}, nil
}

// GetClientByClientID is the one client, this very site.
func (s *storage) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != s.client.id {
		return nil, errNone
	}
	return s.client, nil
}

// AuthorizeClientIDSecret checks the client's secret.
func (s *storage) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != s.client.id || subtle.ConstantTimeCompare([]byte(secret), []byte(s.secret)) != 1 {
		return errNone
	}
	return nil
}

// SetUserinfoFromScopes adds nothing to ID tokens but the subject: the claims
// are asked for.
func (s *storage) SetUserinfoFromScopes(_ context.Context, info *oidc.UserInfo, subject, _ string, _ []string) error {
	info.Subject = subject
	return nil
}

// SetUserinfoFromToken tells who the holder of an access token is.
func (s *storage) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, id, _, _ string) error {
	s.mu.Lock()
	t, ok := s.tokens[id]
	s.mu.Unlock()
	p, there := s.person(t.subject)
	if !ok || !there || time.Now().After(t.ends) {
		return errNone
	}
	info.Subject = p.Subject
	for name, value := range p.Claims {
		info.AppendClaims(name, value)
	}
	return nil
}

func (s *storage) person(subject string) (Person, bool) {
	i := slices.IndexFunc(s.people, func(p Person) bool { return p.Subject == subject })
	if i < 0 {
		return Person{}, false
	}
	return s.people[i], true
}

// SetIntrospectionFromToken is not offered.
func (s *storage) SetIntrospectionFromToken(context.Context, *oidc.IntrospectionResponse, string, string, string) error {
	return errNone
}

// GetPrivateClaimsFromScopes adds nothing to access tokens.
func (s *storage) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return map[string]any{}, nil
}

// GetKeyByIDAndClientID knows no keys of clients.
func (s *storage) GetKeyByIDAndClientID(context.Context, string, string) (*jose.JSONWebKey, error) {
	return nil, errNone
}

// ValidateJWTProfileScopes grants no scopes to programs.
func (s *storage) ValidateJWTProfileScopes(context.Context, string, []string) ([]string, error) {
	return nil, errNone
}

// Health has nothing that could fail.
func (s *storage) Health(context.Context) error { return nil }
