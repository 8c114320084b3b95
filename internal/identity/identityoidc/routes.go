package identityoidc

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/identityweb"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Path is where sign-ins through a provider begin: Path + Provider.ID.
const Path = "/dang-nhap/qua/"

const (
	backStep = "/ve"
	leftPath = "/dang-nhap/da-ra"
	// flowCookie binds a sign-in to the browser that began it.
	flowCookie = "motcua_flow"
)

// Deps is what the pages use.
type Deps struct {
	Accounts  *identitydb.Accounts
	Providers []Provider // complete, as of function Providers
	Base      string     // address by which people reach the site
	Now       func() calendar.Instant
	Log       *slog.Logger
	Home      func(web.Viewer) string // where somebody lands who asked for no page; nil is the home page
	// Second asks an official for a second factor whose directory has proved
	// none; needed where there is a directory.
	Second func(http.ResponseWriter, *http.Request, identityweb.Arrival) error
}

// Desk is the relying party of all configured providers.
type Desk struct {
	Deps

	parties map[string]*party
	secure  bool
}

// New makes the desk; nothing is asked of the providers yet.
func New(d Deps) *Desk {
	d.Base = strings.TrimSuffix(d.Base, "/")
	desk := &Desk{Deps: d, parties: map[string]*party{}, secure: strings.HasPrefix(d.Base, "https:")}
	for _, p := range d.Providers {
		desk.parties[p.ID] = newParty(p, d.Base, d.Now)
	}
	return desk
}

// Routes registers the pages.
func (d *Desk) Routes(mux *web.Mux) {
	mux.Handle("GET "+Path+"{provider}", web.Public, d.begin)
	mux.Handle("GET "+Path+"{provider}"+backStep, web.Public, d.back)
	mux.Handle("GET "+leftPath, web.Public, d.left)
}

// Takes reports whether there is a provider of the kind.
func (d *Desk) Takes(k Kind) bool {
	for _, p := range d.Providers {
		if p.Kind == k {
			return true
		}
	}
	return false
}

// Ways are the providers of the kind, as links that come back to a path.
func (d *Desk) Ways(k Kind, back string) []ui.Link {
	var links []ui.Link
	for _, p := range d.Providers {
		if p.Kind == k {
			link := ui.Link{Href: Path + p.ID, Text: p.Label}
			if back = web.LocalPath(back); back != "/" {
				link.Href += "?" + url.Values{"ve": {back}}.Encode()
			}
			links = append(links, link)
		}
	}
	return links
}

// Label is what people call a provider; its id when it is not configured any
// more.
func (d *Desk) Label(provider string) locale.Text {
	if p, ok := d.parties[provider]; ok {
		return p.Label
	}
	return locale.Text{VI: provider}
}

// Left is the page for somebody who has just signed out of a session that came
// through a provider: the provider's own session may still be open there. ""
// is no page.
func (d *Desk) Left(s web.Session) string {
	if _, ok := d.parties[s.Through]; !ok {
		return ""
	}
	return leftPath + "?" + url.Values{"qua": {s.Through}}.Encode()
}

var errNoProvider = fault.New(fault.NotFound, "oidc.no_provider", locale.T( //nolint:gochecknoglobals // a sentinel
	"Cổng này không nối với nơi đăng nhập đó. Xin mở trang Đăng nhập và chọn lại.",
	"This portal is not connected to that identity provider. Please open the sign-in page and choose again."))

func (d *Desk) party(r *http.Request) (*party, error) {
	p, ok := d.parties[r.PathValue("provider")]
	if !ok {
		return nil, errNoProvider
	}
	return p, nil
}

// begin sends the browser to the provider. Whoever is signed in already, be it
// to set up a second factor only, comes to prove anew who it is, or to change
// the account: the provider must not let him through by its own old session.
func (d *Desk) begin(w http.ResponseWriter, r *http.Request) error {
	p, err := d.party(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	_, again := web.SessionOf(r.Context())
	f := identitydb.Flow{
		State: rand.Text(), Browser: d.browser(r), Provider: p.ID, Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(),
		Back: web.ReturnPath(r), Again: again,
	}
	if f.Browser == "" {
		f.Browser = rand.Text()
	}
	address, err := p.away(r.Context(), f)
	if err != nil {
		return d.trouble(w, r, p, f.Back, err)
	}
	if err := d.Accounts.BeginFlow(r.Context(), f); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure where the site has HTTPS; a demonstration on localhost has none
		Name: web.CookieName(flowCookie, "/", d.secure), Value: f.Browser, Path: "/", MaxAge: int(identitydb.FlowLife / time.Second),
		HttpOnly: true, Secure: d.secure, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r, address, http.StatusSeeOther)
	return nil
}

// browser is the secret of the browser's cookie, the same for two tabs; "" for
// none, or one that we cannot have set.
func (d *Desk) browser(r *http.Request) string {
	c, err := r.Cookie(web.CookieName(flowCookie, "/", d.secure))
	if err != nil || len(c.Value) != len(rand.Text()) {
		return ""
	}
	return c.Value
}

// back takes the browser in that comes from the provider.
func (d *Desk) back(w http.ResponseWriter, r *http.Request) error {
	p, err := d.party(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	ctx, q := r.Context(), r.URL.Query()
	// First of all the flow is used up, whatever else is wrong with the answer.
	f, err := d.Accounts.TakeFlow(ctx, p.ID, q.Get("state"), d.browser(r))
	if err != nil {
		return d.trouble(w, r, p, "/", err)
	}
	if err := p.checkIssuer(ctx, q); err != nil {
		return d.trouble(w, r, p, f.Back, err)
	}
	if code := q.Get("error"); code != "" {
		return d.stopped(w, r, p, f, code)
	}
	said, err := p.redeem(ctx, q.Get("code"), f)
	if err != nil {
		return d.trouble(w, r, p, f.Back, err)
	}
	proof, official := p.proof(said.subject, said.told)
	account, err := d.Accounts.Admit(ctx, proof, official)
	if err != nil {
		return d.trouble(w, r, p, f.Back, err)
	}
	proved := calendar.At(said.at)
	switch {
	case !said.at.IsZero():
	case f.Again:
		proved = d.Now() // it was asked to prove anew, and says no time
	default:
		proved = 0
	}
	if p.Kind == Officials && !said.second {
		return d.Second(w, r, identityweb.Arrival{Account: account.ID, Provider: p.ID, Back: f.Back, Proved: proved})
	}
	return d.enter(w, r, account.ID, f.Back, func(ctx context.Context) {
		web.CameThrough(ctx, p.ID, int(proof.Assurance))
		web.ProvedAt(ctx, proved)
	})
}

// enter begins the account's session, notes what the provider said in it, and
// leads to the page that was asked for.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request, account, back string, note func(context.Context)) error {
	ctx := r.Context()
	if err := web.SignIn(ctx, account); err != nil {
		return err
	}
	note(ctx)
	if back == "/" && d.Home != nil {
		v, err := d.Accounts.Viewer(ctx, account)
		if err != nil {
			return err
		}
		back = d.Home(v)
	}
	return web.Redirect(w, r, back)
}

// stopped answers somebody whom the provider sent back without a code.
func (d *Desk) stopped(w http.ResponseWriter, r *http.Request, p *party, f identitydb.Flow, code string) error {
	if code == "access_denied" {
		web.FlashNote(r, locale.T(
			"Ông/Bà đã dừng đăng nhập qua "+p.Label.VI+". Chưa có gì thay đổi.", "You stopped signing in through "+p.Label.EN+". Nothing was changed."))
		back := "/dang-nhap"
		if f.Back != "/" {
			back += "?" + url.Values{"ve": {f.Back}}.Encode()
		}
		return web.Redirect(w, r, back)
	}
	err := errRefusedThere
	if code == "temporarily_unavailable" || code == "server_error" {
		err = errAway
	}
	return d.trouble(w, r, p, f.Back, err)
}

// trouble says why somebody is not let in, and how to go on. What a person
// cannot read, the mux says.
func (d *Desk) trouble(w http.ResponseWriter, r *http.Request, p *party, back string, err error) error {
	all := fault.All(err)
	if len(all) == 0 {
		return err
	}
	d.Log.LogAttrs(r.Context(), slog.LevelWarn, "external sign-in refused", slog.String("request", web.RequestID(r.Context())),
		slog.String("provider", p.ID), slog.Any("error", err))
	again := ui.Link{Href: Path + p.ID, Text: locale.T("Đăng nhập lại qua "+p.Label.VI, "Sign in again through "+p.Label.EN)}
	if back != "/" {
		again.Href += "?" + url.Values{"ve": {back}}.Encode()
	}
	return web.Render(w, r, web.Status(all[0].Kind), troublePage(troubleView{Say: all[0].Say, Again: again}))
}

// left tells whoever signed out that the provider's own session may be open.
func (d *Desk) left(w http.ResponseWriter, r *http.Request) error {
	p, ok := d.parties[r.URL.Query().Get("qua")]
	if !ok {
		return web.Redirect(w, r, "/")
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, http.StatusOK, leftPage(leftView{Label: p.Label, There: p.leave(r.Context(), d.Base+"/")}))
}
