package identityoidc

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
)

const (
	answerTime = 6 * time.Second  // of one request to a provider
	answerSize = 1 << 20          // bytes of one answer
	knownFor   = time.Hour        // how long what discovery said is believed
	restAfter  = 15 * time.Second // how long a provider that failed is not asked again
	skew       = 5 * time.Minute  // by which a provider's clock may be ahead
)

//nolint:gochecknoglobals // sentinels
var (
	errAway = fault.New(fault.Unavailable, "oidc.away", locale.T(
		"Hệ thống định danh hiện chưa trả lời nên Ông/Bà chưa đăng nhập được. Không có gì bị mất; xin thử lại sau ít phút. Tra cứu hồ sơ không cần đăng nhập.",
		"The identity provider does not answer, so you were not signed in. Nothing is lost; please try again in a few minutes. Tracking a dossier needs no sign-in."))
	errMixed = fault.New(fault.Refused, "oidc.issuer", locale.T(
		"Câu trả lời đăng nhập đến từ một hệ thống định danh khác với nơi Ông/Bà đã chọn, nên không được chấp nhận. Xin mở lại trang Đăng nhập và tự chọn nơi đăng nhập.",
		"The answer came from another identity provider than the one you chose and was not accepted. Please open the sign-in page again and choose where to sign in."))
	errToken = fault.New(fault.Refused, "oidc.token", locale.T(
		"Lời xác nhận của hệ thống định danh không kiểm tra được nên Ông/Bà chưa được đăng nhập. Xin đăng nhập lại; nếu vẫn vậy, xin gọi tổng đài.",
		"What the identity provider confirmed could not be verified, so you were not signed in. Please sign in again; if it happens once more, call the hotline."))
	errRefusedThere = fault.New(fault.Refused, "oidc.refused_there", locale.T(
		"Hệ thống định danh không hoàn tất lượt đăng nhập này. Xin đăng nhập lại; nếu vẫn vậy, xin gọi tổng đài.",
		"The identity provider did not complete this sign-in. Please sign in again; if it happens once more, call the hotline."))
)

// party is the relying party of one provider. Safe for concurrent use.
type party struct {
	Provider

	back   string // return address, of this provider alone
	client *http.Client
	now    func() calendar.Instant

	mu     sync.Mutex
	known  *discovered
	until  time.Time // when known is asked for again
	failed error
	rest   time.Time
}

// discovered is what a provider's metadata say (OpenID Connect Discovery 1.0).
type discovered struct {
	*oidc.Provider

	SendsIssuer bool   `json:"authorization_response_iss_parameter_supported"` // RFC 9207
	EndSession  string `json:"end_session_endpoint"`
	Token       string `json:"token_endpoint"`
	Keys        string `json:"jwks_uri"`
}

func newParty(p Provider, base string, now func() calendar.Instant) *party {
	transport := p.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &party{
		Provider: p, back: base + Path + p.ID + backStep, now: now,
		client: &http.Client{
			Transport: limited{transport}, Timeout: answerTime,
			CheckRedirect: func(*http.Request, []*http.Request) error {
				return errors.New("the provider's addresses do not redirect")
			},
		},
	}
}

// limited cuts answers off that are too long.
type limited struct{ http.RoundTripper }

// RoundTrip sends one request.
func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, answerSize), res.Body}
	}
	return res, err
}

// discover asks the provider for its metadata, now and then. One request at a
// time: others wait for its answer.
func (p *party) discover(ctx context.Context) (*discovered, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now().Time()
	switch {
	case p.known != nil && now.Before(p.until):
		return p.known, nil
	case p.failed != nil && now.Before(p.rest):
		if p.known != nil {
			return p.known, nil
		}
		return nil, p.failed
	}
	// The one who asks may go away; the others still want the answer.
	d, err := p.ask(context.WithoutCancel(ctx))
	if err != nil {
		p.failed, p.rest = errAway.Because(err), now.Add(restAfter)
		if p.known != nil {
			return p.known, nil // what was true an hour ago; the tokens will tell
		}
		return nil, p.failed
	}
	p.known, p.until, p.failed = d, now.Add(knownFor), nil
	return d, nil
}

func (p *party) ask(ctx context.Context) (*discovered, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	if err != nil {
		return nil, err
	}
	d := &discovered{}
	if err := provider.Claims(d); err != nil {
		return nil, err
	}
	d.Provider = provider
	for _, address := range []string{provider.Endpoint().AuthURL, d.Token, d.Keys} {
		if err := safeAddress(address); err != nil {
			return nil, err
		}
	}
	for _, address := range []string{provider.UserInfoEndpoint(), d.EndSession} {
		if address != "" {
			if err := safeAddress(address); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

func (p *party) oauth(d *discovered) *oauth2.Config {
	return &oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret, Endpoint: d.Endpoint(), RedirectURL: p.back, Scopes: p.Scopes}
}

// away is the provider's address for a sign-in that begins.
func (p *party) away(ctx context.Context, f identitydb.Flow) (string, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if f.Again {
		options = append(options, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	if len(p.Second.ACR) > 0 {
		options = append(options, oauth2.SetAuthURLParam("acr_values", strings.Join(p.Second.ACR, " "))) // a wish; the token is what counts
	}
	return p.oauth(d).AuthCodeURL(f.State, options...), nil
}

// leave is the provider's address for ending its own session, "" for none.
func (p *party) leave(ctx context.Context, home string) string {
	d, err := p.discover(ctx)
	if err != nil || d.EndSession == "" {
		return ""
	}
	u, err := url.Parse(d.EndSession)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", p.ClientID)
	q.Set("post_logout_redirect_uri", home)
	u.RawQuery = q.Encode()
	return u.String()
}

// checkIssuer refuses an answer that another provider gave (RFC 9207, 2.4).
func (p *party) checkIssuer(ctx context.Context, q url.Values) error {
	d, err := p.discover(ctx)
	if err != nil {
		return err
	}
	if iss := q["iss"]; len(iss) > 1 || len(iss) == 1 && iss[0] != p.Issuer || len(iss) == 0 && d.SendsIssuer {
		return errMixed.Because(fmt.Errorf("iss %q, want %q", iss, p.Issuer))
	}
	return nil
}

// redeemed is what a code was good for.
type redeemed struct {
	subject string
	told    told
	at      time.Time // when the provider proved the user; zero when it does not say
	second  bool      // by two factors, as Provider.Second wants it
}

// redeem changes a code into what the provider says about its user, verified.
func (p *party) redeem(ctx context.Context, code string, f identitydb.Flow) (redeemed, error) {
	d, err := p.discover(ctx)
	if err != nil {
		return redeemed{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	tokens, err := p.oauth(d).Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		var answer *oauth2.RetrieveError
		if errors.As(err, &answer) && answer.Response != nil && answer.Response.StatusCode < http.StatusInternalServerError {
			return redeemed{}, errToken.Because(fmt.Errorf("token endpoint: %d %s", answer.Response.StatusCode, answer.ErrorCode))
		}
		return redeemed{}, errAway.Because(err)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return redeemed{}, errToken.Because(errors.New("no id_token"))
	}
	token, err := d.Verifier(&oidc.Config{ClientID: p.ClientID, Now: func() time.Time { return p.now().Time() }}).Verify(ctx, raw)
	if err != nil {
		return redeemed{}, errToken.Because(err)
	}
	said, err := p.verify(token, tokens.AccessToken, f)
	if err != nil {
		return redeemed{}, errToken.Because(err)
	}
	if err := p.addUserInfo(ctx, d, tokens, token.Subject, said.told); err != nil {
		return redeemed{}, err
	}
	return said, nil
}

// verify checks what the library leaves to us: nonce, authorised party, times
// and the access token's hash (OpenID Connect Core 1.0, 3.1.3.7 and 3.1.3.8).
func (p *party) verify(token *oidc.IDToken, access string, f identitydb.Flow) (redeemed, error) {
	said := redeemed{subject: token.Subject}
	var raw json.RawMessage
	if err := token.Claims(&raw); err != nil {
		return said, err
	}
	var err error
	if said.told, err = decode(raw); err != nil {
		return said, err
	}
	now := p.now().Time()
	azp := said.told.text("azp")
	switch {
	case token.Subject == "":
		return said, errors.New("no subject")
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(f.Nonce)) != 1:
		return said, errors.New("another nonce")
	case azp != "" && azp != p.ClientID, azp == "" && len(token.Audience) > 1:
		return said, fmt.Errorf("authorised party %q of audience %q", azp, token.Audience)
	case token.IssuedAt.After(now.Add(skew)):
		return said, fmt.Errorf("issued at %s, later than now", token.IssuedAt)
	}
	if token.AccessTokenHash != "" {
		if err := token.VerifyAccessToken(access); err != nil {
			return said, err
		}
	}
	if n, ok := said.told["auth_time"].(json.Number); ok {
		seconds, err := n.Int64()
		if err != nil {
			return said, err
		}
		said.at = time.Unix(seconds, 0)
	}
	// Now, while told holds the signed token alone: user info is not signed and
	// says nothing of how somebody signed in.
	said.second = p.Second.proved(said.told)
	return said, nil
}

// addUserInfo adds what the user-info endpoint tells, about the same user.
func (p *party) addUserInfo(ctx context.Context, d *discovered, tokens *oauth2.Token, subject string, t told) error {
	if d.UserInfoEndpoint() == "" || !p.wants(t) {
		return nil
	}
	info, err := d.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return errAway.Because(fmt.Errorf("user info: %w", err))
	}
	if info.Subject != subject {
		return errToken.Because(errors.New("user info is about another subject"))
	}
	var raw json.RawMessage
	if err := info.Claims(&raw); err != nil {
		return errToken.Because(err)
	}
	more, err := decode(raw)
	if err != nil {
		return errToken.Because(err)
	}
	t.also(more)
	return nil
}

// wants reports whether the token leaves out anything of the table.
func (p *party) wants(t told) bool {
	c := p.Claims
	names := append([]string{c.Number, c.Tax, c.Name, c.Business, c.Birth, c.Phone, c.Email, c.Account, c.Type}, c.Level...)
	return slices.ContainsFunc(names, func(name string) bool { return name != "" && t.text(name) == "" })
}

// decode reads claims without losing digits of numbers.
func decode(raw []byte) (told, error) {
	t := told{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	err := d.Decode(&t)
	return t, err
}
