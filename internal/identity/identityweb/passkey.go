package identityweb

import (
	"net/http"
	"time"

	"motcua/internal/fault"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// A challenge is answered once and within minutes; one session has one for
// adding a key and one for using one.
const (
	addingNote    = "passkey.add"
	usingNote     = "passkey.use"
	challengeLife = 5 * time.Minute
)

// beginAdding gives the browser what it needs to make a key, as JSON.
func (p *pages) beginAdding(w http.ResponseWriter, r *http.Request) error {
	c, err := p.Accounts.BeginPasskey(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	return begun(w, r, addingNote, c)
}

// beginUsing gives the browser what it needs to use a key, as JSON.
func (p *pages) beginUsing(w http.ResponseWriter, r *http.Request) error {
	c, err := p.Accounts.BeginPasskeySignIn()
	if err != nil {
		return err
	}
	return begun(w, r, usingNote, c)
}

func begun(w http.ResponseWriter, r *http.Request, note string, c identitydb.Ceremony) error {
	web.Remember(r.Context(), note, string(c.Secret), challengeLife)
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(c.Options) // the reader has gone: nothing to do
	return nil
}

// taken is what a note holds, which is then good no more.
func taken(r *http.Request, note string) string {
	body := web.Recall(r.Context(), note)
	web.Forget(r.Context(), note)
	return body
}

// addKey adds the key that the browser made.
func (p *pages) addKey(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	act, err := p.own(r, f)
	if err != nil {
		return err
	}
	secret := taken(r, addingNote)
	name := f.Require("name", locale.T("Xin đặt tên cho khóa, ví dụ “Điện thoại của tôi”.", "Please name the key, for example “My phone”."))
	var recovery []string
	if f.Valid() {
		recovery, err = p.Accounts.AddPasskey(r.Context(), act, name, secret, r.PostForm.Get("credential"))
		if err = f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return p.showFactors(w, r, http.StatusUnprocessableEntity, f)
	}
	return p.enrolled(w, r, recovery, locale.T("Đã thêm khóa truy cập.", "The passkey was added."))
}

// useKey signs somebody in who has a key: it takes the place of password and
// code, or of the code.
func (p *pages) useKey(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	found, err := p.Accounts.PasskeySignIn(r.Context(), taken(r, usingNote), r.PostForm.Get("credential"))
	if err = f.Refuse(err); err != nil {
		return err
	}
	if !f.Valid() {
		return p.showSignIn(w, r, web.Status(f.Faults()[0].Kind), f)
	}
	h := halfwayOf(r.Context())
	web.Forget(r.Context(), halfwayNote)
	if err := p.remember(w, r, found.ID, p.deviceOfCookie(r)); err != nil {
		return err
	}
	if h.Account == found.ID && h.Through != "" {
		return p.afterSecond(w, r, h, found)
	}
	return p.enter(w, r, found)
}

// proveByKey is useKey for somebody who is signed in and was asked once more.
func (p *pages) proveByKey(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	found, err := p.Accounts.PasskeySignIn(r.Context(), taken(r, usingNote), r.PostForm.Get("credential"))
	if err == nil && found.ID != web.ViewerOf(r.Context()).Account {
		err = fault.New(fault.Invalid, "identity.other_passkey", locale.T(
			"Khóa truy cập này thuộc tài khoản khác. Xin chọn khóa của tài khoản đang đăng nhập.", "This passkey belongs to another account. Please choose one of the account that is signed in."))
	}
	if err = f.Refuse(err); err != nil {
		return err
	}
	if !f.Valid() {
		return p.showProof(w, r, http.StatusUnprocessableEntity, f)
	}
	web.Proved(r.Context())
	return web.Redirect(w, r, web.ReturnPath(r))
}
