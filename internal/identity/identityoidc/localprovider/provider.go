package localprovider

import (
	"bytes"
	"crypto/rand"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/zitadel/oidc/v3/pkg/op"

	"motcua/internal/fault"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/locale"
	"motcua/internal/web"
)

const (
	root   = "/trinh-dien/dinh-danh"
	choose = root + "/chon"
	// ID is the provider's name in addresses and events.
	ID = "trinh-dien"
)

// Person is somebody whom a visitor may choose to be.
type Person struct {
	Subject string // of the provider, not the personal number
	Name    string // invented
	Note    locale.Text
	Claims  map[string]any // what the user-info endpoint tells
	AMR     []string       // by which methods the ID token says it was proved (RFC 8176)
	ACR     string         // and of which class
}

// Provider is a running identity provider. Safe for concurrent use.
type Provider struct {
	issuer  string
	secret  string
	handler http.Handler
	storage *storage
}

// New makes the provider of the site that people reach at base.
func New(base string, people []Person) (*Provider, error) {
	base = strings.TrimSuffix(base, "/")
	p := &Provider{issuer: base + root, secret: rand.Text()}
	plain := strings.HasPrefix(base, "http:")
	var err error
	p.storage, err = newStorage(client{
		id: "motcua", back: base + identityoidc.Path + ID + "/ve", home: base + "/", login: choose, plain: plain,
	}, p.secret, people)
	if err != nil {
		return nil, err
	}
	config := &op.Config{CodeMethodS256: true, SupportedScopes: []string{"openid", "profile"}}
	if _, err := rand.Read(config.CryptoKey[:]); err != nil {
		return nil, err
	}
	var options []op.Option
	if plain {
		options = append(options, op.WithAllowInsecure())
	}
	provider, err := op.NewProvider(config, p.storage, op.StaticIssuer(p.issuer), options...)
	if err != nil {
		return nil, err
	}
	p.handler = http.StripPrefix(root, provider)
	return p, nil
}

// Configured is the provider as the relying party's configuration has it. Its
// requests do not leave the process.
func (p *Provider) Configured() identityoidc.Provider {
	c := identityoidc.Provider{
		ID: ID, Kind: identityoidc.Citizens, Issuer: p.issuer, ClientID: "motcua", Secret: p.secret, Transport: inside{p.handler},
		Label: locale.T("hệ thống định danh trình diễn", "the demonstration's identity provider"),
	}
	c.Default()
	return c
}

// Routes registers the provider's endpoints and its page.
func (p *Provider) Routes(mux *web.Mux) {
	mux.Mount(root+"/", "public", p.handler)
	mux.Handle("GET "+choose, web.Public, p.form)
	mux.Handle("POST "+choose, web.Public, p.chosen)
}

var errGone = fault.New(fault.Refused, "localprovider.gone", locale.T( //nolint:gochecknoglobals // a sentinel
	"Lượt đăng nhập trình diễn này đã quá hạn hoặc đã dùng. Xin mở lại trang Đăng nhập.",
	"This demonstration sign-in has expired or was used. Please open the sign-in page again."))

func (p *Provider) form(w http.ResponseWriter, r *http.Request) error {
	x, err := p.storage.request(r.URL.Query().Get("id"))
	if err != nil {
		return errGone.Because(err)
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, http.StatusOK, choosePage(x.id, p.storage.people))
}

// chosen goes on as the person that was chosen, or back without anybody.
func (p *Provider) chosen(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	x, err := p.storage.request(f.Value("id"))
	if err != nil || x.Done() {
		return errGone.Because(err)
	}
	if f.Has("stop") {
		if err := p.storage.DeleteAuthRequest(r.Context(), x.id); err != nil {
			return err
		}
		// The address was checked against the client's when the request came.
		http.Redirect(w, r, x.back+"?"+url.Values{"error": {"access_denied"}, "state": {x.state}}.Encode(), http.StatusSeeOther)
		return nil
	}
	person, ok := p.storage.person(f.Value("person"))
	if !ok {
		return errGone
	}
	if err := p.storage.choose(x.id, person); err != nil {
		return errGone.Because(err)
	}
	return web.Redirect(w, r, root+"/authorize/callback?"+url.Values{"id": {x.id}}.Encode())
}

// inside sends requests to a handler of the same process.
type inside struct{ handler http.Handler }

// RoundTrip answers one request.
func (t inside) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	q := r.Clone(r.Context())
	q.RequestURI = q.URL.RequestURI()
	if q.Host == "" {
		q.Host = q.URL.Host
	}
	if q.Body == nil {
		q.Body = http.NoBody
	}
	a := &answer{header: http.Header{}}
	t.handler.ServeHTTP(a, q)
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return &http.Response{
		Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(&a.body), ContentLength: int64(a.body.Len()), Request: r,
	}, nil
}

// answer collects what a handler writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is the answer's header.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader notes the status.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

// Write takes a part of the body.
func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}
