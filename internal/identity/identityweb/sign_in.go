package identityweb

import (
	"net/http"
	"time"

	"motcua/internal/fault"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// deviceCookie marks a browser on which somebody signed in with a password
// before; see identitydb.CheckPassword.
const deviceCookie = "motcua_device"

// signInView is what the sign-in page shows.
type signInView struct {
	Demo   bool
	Groups []demoGroup
	Return string // path to come back to, "/" for none
	Now    string // name of whoever is signed in already
	Form   *web.Form
	Ways   Ways

	Passkey bool // officials may have passkeys here
}

func (p *pages) signInForm(w http.ResponseWriter, r *http.Request) error {
	return p.showSignIn(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showSignIn(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	accounts, err := p.Accounts.DemoAccounts(r.Context())
	if err != nil {
		return err
	}
	v := signInView{Groups: demoGroups(accounts, p.Organisation()), Return: web.ReturnPath(r), Now: web.ViewerOf(r.Context()).Name, Form: f, Passkey: p.Accounts.Passkeys()}
	v.Demo = len(v.Groups) > 0
	v.Ways = p.ways(v.Return)
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, status, signInPage(v))
}

// signInDemo lets whoever asks into a demonstration account.
func (p *pages) signInDemo(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	accounts, err := p.Accounts.DemoAccounts(r.Context())
	if err != nil {
		return err
	}
	for _, a := range accounts {
		if a.ID == f.Value("account") {
			return p.enter(w, r, a)
		}
	}
	return fault.New(fault.NotFound, "identity.no_demo_account", locale.T(
		"Không có tài khoản trình diễn này. Xin mở lại trang Đăng nhập và chọn một vai.",
		"There is no such demonstration account. Please open the sign-in page again and choose a role."))
}

// signIn checks an official's password.
func (p *pages) signIn(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	name := f.Require("account", locale.T("Xin nhập tên tài khoản.", "Please type the account name."))
	// The password as it was typed: secrets are not cleaned.
	password := r.PostForm.Get("password")
	if password == "" {
		f.Wrong("password", locale.T("Xin nhập mật khẩu.", "Please type the password."))
	}
	if !f.Valid() {
		return p.showSignIn(w, r, http.StatusUnprocessableEntity, f)
	}
	device := p.deviceOfCookie(r)
	err = p.Accounts.CheckPassword(ctx, name, password, identitydb.Browser{Device: device, From: web.ClientAddress(r)})
	switch kind := fault.KindOf(err); {
	case err == nil:
	case kind == fault.Invalid || kind == fault.Throttled:
		f.Wrong("password", fault.All(err)[0].Say)
		return p.showSignIn(w, r, web.Status(kind), f)
	default:
		return err
	}
	found, err := p.Accounts.Find(ctx, identitydb.SignInName(name))
	if err != nil {
		return err
	}
	return p.afterPassword(w, r, found, device)
}

// deviceOfCookie is the word that RememberDevice gave this browser, if any.
func (p *pages) deviceOfCookie(r *http.Request) string {
	c, err := r.Cookie(web.CookieName(deviceCookie, "/", p.Secure))
	if err != nil {
		return ""
	}
	return c.Value
}

// remember marks the browser as one on which the account signed in, unless it
// is marked already.
func (p *pages) remember(w http.ResponseWriter, r *http.Request, account, present string) error {
	if known, err := p.Accounts.KnowsDevice(r.Context(), account, present); err == nil && known {
		return nil
	}
	device, life, err := p.Accounts.RememberDevice(r.Context(), account)
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure where the site has HTTPS; a demonstration on localhost has none
		Name: web.CookieName(deviceCookie, "/", p.Secure), Value: device, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: p.Secure, SameSite: http.SameSiteStrictMode,
	})
	return nil
}

// enter begins a session and leads to the page that was asked for.
func (p *pages) enter(w http.ResponseWriter, r *http.Request, a identitydb.Account) error {
	if err := web.SignIn(r.Context(), a.ID); err != nil {
		return err
	}
	return p.goOn(w, r, a.ID, web.ReturnPath(r))
}

// goOn leads somebody who is signed in to a page, "/" to the first of the own
// work.
func (p *pages) goOn(w http.ResponseWriter, r *http.Request, account, back string) error {
	if back == "/" || back == "" {
		v, err := p.Accounts.Viewer(r.Context(), account)
		if err != nil {
			return err
		}
		back = p.home(v)
	}
	return web.Redirect(w, r, back)
}

func (p *pages) signOut(w http.ResponseWriter, r *http.Request) error {
	here, _ := web.SessionOf(r.Context())
	if err := web.SignOut(r.Context()); err != nil {
		return err
	}
	// Other people may sit down at this computer: nothing of the pages stays.
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return web.Redirect(w, r, p.after(here))
}

func signInTitle(v signInView) locale.Text {
	if v.Demo {
		return locale.T("Đăng nhập bản trình diễn", "Sign in to the demonstration")
	}
	return locale.T("Đăng nhập", "Sign in")
}
