package identityweb

import (
	"net/http"
	"net/url"
	"time"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// Between password, or directory, and code the session remembers halfway: who
// has still to give the code. Nobody is signed in yet.
const (
	halfwayNote = "halfway"
	halfwayLife = 10 * time.Minute
	afterNote   = "after" // where somebody was going who must first set up a second factor
)

// factorsPath is where second factors are set up; who must do that first is
// confined to it.
const factorsPath = "/tai-khoan/xac-thuc"

// secondPath is where the second step is asked.
const secondPath = "/dang-nhap/ma"

// passwordPath is where the password is changed; who signed in with a one-time
// password is confined to it first.
const passwordPath = "/tai-khoan/mat-khau" //nolint:gosec // an address

// secondView is what the page of the second step shows.
type secondView struct {
	Form    *web.Form
	Return  string
	App     bool // the account has an authenticator app
	Passkey bool
}

// afterPassword goes on with somebody who gave the right password: to the
// second step, to setting one up where there must be one, or in.
func (p *pages) afterPassword(w http.ResponseWriter, r *http.Request, found identitydb.Account, device string) error {
	ctx := r.Context()
	s, _, err := p.Accounts.Load(ctx, found.ID)
	if err != nil {
		return err
	}
	if len(s.Factors) > 0 {
		halfway{Account: found.ID}.remember(ctx)
		return web.Redirect(w, r, secondPath+returningTo(web.ReturnPath(r)))
	}
	if err := p.remember(w, r, found.ID, device); err != nil {
		return err
	}
	return p.afterProof(w, r, found)
}

// afterProof goes on with somebody who gave everything that his account has: in,
// or to what must be set right first.
func (p *pages) afterProof(w http.ResponseWriter, r *http.Request, found identitydb.Account) error {
	first, err := p.first(r, found.ID)
	if err != nil {
		return err
	}
	if first == "" {
		return p.enter(w, r, found)
	}
	if err := web.SignIn(r.Context(), found.ID); err != nil {
		return err
	}
	web.Remember(r.Context(), afterNote, web.ReturnPath(r), time.Hour)
	web.Confine(r.Context(), first)
	return web.Redirect(w, r, first)
}

// first is the page of what an official must do before anything else: change a
// password that others have seen, then set up a second factor where there must
// be one; "" for nothing.
func (p *pages) first(r *http.Request, account string) (string, error) {
	once, err := p.Accounts.OneTime(r.Context(), account)
	if err != nil {
		return "", err
	}
	if once {
		return passwordPath, nil
	}
	s, _, err := p.Accounts.Load(r.Context(), account)
	if err != nil || !p.Accounts.SecondFactor() || len(s.Factors) > 0 {
		return "", err
	}
	return factorsPath, nil
}

func (p *pages) secondForm(w http.ResponseWriter, r *http.Request) error {
	return p.showSecond(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showSecond(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	h := halfwayOf(r.Context())
	if h.Account == "" {
		return p.showSignIn(w, r, http.StatusOK, web.NewForm()) // nobody gave a password here, or too long ago
	}
	s, _, err := p.Accounts.Load(r.Context(), h.Account)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, status, secondPage(secondView{
		Form: f, Return: web.ReturnPath(r), App: s.HasFactor(identity.FactorTOTP), Passkey: s.HasFactor(identity.FactorPasskey) && p.Accounts.Passkeys(),
	}))
}

// second takes the code of somebody who gave the right password or came from a
// directory.
func (p *pages) second(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	h, device := halfwayOf(ctx), p.deviceOfCookie(r)
	code := f.Require("code", locale.T("Xin nhập mã.", "Please type the code."))
	if h.Account == "" || !f.Valid() {
		return p.showSecond(w, r, http.StatusUnprocessableEntity, f)
	}
	err = p.Accounts.CheckCode(ctx, h.Account, code, device)
	switch kind := fault.KindOf(err); {
	case err == nil:
	case kind == fault.Invalid || kind == fault.Throttled:
		f.Set("code", "").Wrong("code", fault.All(err)[0].Say)
		return p.showSecond(w, r, web.Status(kind), f)
	default:
		return err
	}
	web.Forget(ctx, halfwayNote)
	found, err := p.Accounts.Find(ctx, h.Account)
	if err != nil {
		return err
	}
	if !found.Active { // since the password was given
		return identitydb.ErrNoAccount
	}
	if err := p.remember(w, r, h.Account, device); err != nil {
		return err
	}
	if err := p.fewCodes(r, h.Account, code); err != nil {
		return err
	}
	return p.afterSecond(w, r, h, found)
}

// fewCodes tells who used a recovery code how many are left.
func (p *pages) fewCodes(r *http.Request, account, code string) error {
	if !identitydb.IsRecoveryCode(code) {
		return nil
	}
	left, err := p.Accounts.RecoveryCodesLeft(r.Context(), account)
	if err != nil {
		return err
	}
	web.FlashNote(r, locale.F("Đã dùng một mã dự phòng, còn %d mã. Có thể tạo mã mới ở trang Tài khoản, mục Bảo mật.",
		"A recovery code was used; %d are left. New ones can be made on the account page, under Security.", left))
	return nil
}

// returningTo is the query that carries the page to come back to.
func returningTo(back string) string { return "?ve=" + url.QueryEscape(back) }
