package identityweb

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/skip2/go-qrcode"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// factorsView is what the page of second factors shows.
type factorsView struct {
	Form     *web.Form
	First    bool // nothing else may be done before there is one
	Demo     bool
	App      identity.Factor // the zero Factor for none
	Keys     []identitydb.Passkey
	Passkeys bool // this site can have passkeys
	Left     int  // recovery codes not used yet
	Must     bool // there must be one
}

// HasApp reports whether an authenticator app is set up.
func (v factorsView) HasApp() bool { return v.App.ID != "" }

// Removable reports whether a factor may be taken away.
func (v factorsView) Removable() bool {
	n := len(v.Keys)
	if v.HasApp() {
		n++
	}
	return n > 1 || !v.Must
}

func (p *pages) factors(w http.ResponseWriter, r *http.Request) error {
	return p.showFactors(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showFactors(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	ctx, viewer := r.Context(), web.ViewerOf(r.Context())
	s, _, err := p.Accounts.Load(ctx, viewer.Account)
	if err != nil {
		return err
	}
	v := factorsView{
		Form: f, First: web.Confined(ctx) != "" && len(s.Factors) == 0, Demo: viewer.Demo, Passkeys: p.Accounts.Passkeys(), Must: p.Accounts.SecondFactor(),
	}
	for _, x := range s.Factors {
		if x.Kind == identity.FactorTOTP {
			v.App = x
		}
	}
	if v.Keys, err = p.Accounts.PasskeysOf(ctx, s); err != nil {
		return err
	}
	if v.Left, err = p.Accounts.RecoveryCodesLeft(ctx, viewer.Account); err != nil {
		return err
	}
	return web.Render(w, r, status, factorsPage(v))
}

// appView is what the page shows on which an app is set up.
type appView struct {
	Form   *web.Form
	QR     string // picture as a data: address
	Secret string // in groups of four
}

func (p *pages) appForm(w http.ResponseWriter, r *http.Request) error {
	return p.showApp(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showApp(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	viewer := web.ViewerOf(r.Context())
	if viewer.Demo {
		return web.Redirect(w, r, factorsPath)
	}
	e, err := p.Accounts.BeginTOTP(r.Context(), viewer.Account, p.issuer)
	if err != nil {
		return err
	}
	picture, err := qrcode.Encode(e.URL, qrcode.Medium, 264)
	if err != nil {
		return err
	}
	return web.Render(w, r, status, appPage(appView{
		Form: f, QR: "data:image/png;base64," + base64.StdEncoding.EncodeToString(picture), Secret: inGroups(e.Secret),
	}))
}

// inGroups makes a word easy to type: in groups of four.
func inGroups(word string) string {
	var b strings.Builder
	for i, c := range word {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// confirmApp ends the setting up of an app with a code that it shows.
func (p *pages) confirmApp(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	act, err := p.own(r, f)
	if err != nil {
		return err
	}
	code := f.Require("code", locale.T("Xin nhập 6 chữ số mà ứng dụng đang hiện.", "Please type the 6 digits that the app shows."))
	var recovery []string
	if f.Valid() {
		recovery, err = p.Accounts.ConfirmTOTP(r.Context(), act, code)
		if fault.KindOf(err) == fault.Throttled {
			f.Wrong("code", fault.All(err)[0].Say)
		} else if err = f.Set("code", "").Refuse(at(err, "code")); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return p.showApp(w, r, http.StatusUnprocessableEntity, f)
	}
	return p.enrolled(w, r, recovery, locale.T("Đã thiết lập ứng dụng xác thực.", "The authenticator app is set up."))
}

// at puts an error that names no field beside the field it is about.
func at(err error, field string) error {
	if all := fault.All(err); len(all) == 1 && all[0].Field == "" && all[0].Kind == fault.Invalid {
		return all[0].At(field)
	}
	return err
}

// enrolled goes on after a second factor was added: what was closed before it
// is open, and the first one's recovery codes are shown.
func (p *pages) enrolled(w http.ResponseWriter, r *http.Request, recovery []string, say locale.Text) error {
	ctx := r.Context()
	after := factorsPath
	if web.Confined(ctx) != "" {
		after = web.Recall(ctx, afterNote)
		web.Forget(ctx, afterNote)
		web.Release(ctx)
	}
	if len(recovery) > 0 {
		if after == "" || after == "/" {
			after = p.home(web.ViewerOf(ctx))
		}
		return web.Render(w, r, http.StatusOK, codesPage(recovery, say, after))
	}
	web.Flash(r, say)
	return p.goOn(w, r, web.ViewerOf(ctx).Account, after)
}

// newCodes replaces the recovery codes.
func (p *pages) newCodes(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	act, err := p.own(r, f)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return p.showFactors(w, r, http.StatusUnprocessableEntity, f)
	}
	recovery, err := p.Accounts.IssueRecoveryCodes(r.Context(), act)
	if err = f.Refuse(err); err != nil {
		return err
	}
	switch {
	case !f.Valid():
		return p.showFactors(w, r, http.StatusUnprocessableEntity, f)
	case len(recovery) == 0:
		web.FlashNote(r, locale.T("Mã dự phòng này đã được tạo và chỉ hiện một lần. Nếu chưa kịp chép lại, xin tạo mã khác.",
			"These codes were made already and are shown only once. If you did not copy them, please make others."))
		return web.Redirect(w, r, factorsPath)
	}
	return web.Render(w, r, http.StatusOK, codesPage(recovery, locale.T("Đã tạo mã dự phòng mới; các mã cũ không dùng được nữa.", "New recovery codes were made; the old ones are no longer good."), factorsPath))
}

// removeFactor takes one of the viewer's second factors away.
func (p *pages) removeFactor(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	act, err := p.own(r, f)
	if err != nil {
		return err
	}
	if f.Valid() {
		_, err = p.Accounts.Execute(r.Context(), act, identity.RemoveFactor{Factor: f.Value("factor")})
		if err = f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return p.showFactors(w, r, http.StatusUnprocessableEntity, f)
	}
	web.Flash(r, locale.T("Đã gỡ cách xác nhận này.", "The second factor was removed."))
	return web.Redirect(w, r, factorsPath)
}

// own is a command of the viewer about the own account.
func (p *pages) own(r *http.Request, f *web.Form) (identitydb.Act, error) {
	actor, err := p.actor(r)
	return identitydb.Act{ID: f.Command(), Account: actor.Account, Expect: journal.Any, Actor: actor}, err
}

// has reports what the account can confirm with besides its password.
func (p *pages) has(ctx context.Context, account string) (app, passkey bool, err error) {
	s, _, err := p.Accounts.Load(ctx, account)
	return s.HasFactor(identity.FactorTOTP), s.HasFactor(identity.FactorPasskey) && p.Accounts.Passkeys(), err
}

// usedWords says when a passkey was last used.
func usedWords(at calendar.Instant) locale.Text {
	if at.IsZero() {
		return locale.T("chưa dùng lần nào", "never used")
	}
	return locale.T("dùng lần cuối lúc "+momentOf(at), "last used at "+momentOf(at))
}

// backToAccount is the way back, which whoever must set up a factor has not.
func backToAccount(first bool) ui.Link {
	if first {
		return ui.Link{}
	}
	return ui.Link{Href: "/tai-khoan"}
}

func appWords(v factorsView) locale.Text {
	if v.HasApp() {
		return locale.T("Đổi sang điện thoại khác", "Change to another telephone")
	}
	return locale.T("Thiết lập ứng dụng", "Set up an app")
}
