package identityweb

import (
	"net/http"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// proofView is what the page shows that asks once more who sits there.
type proofView struct {
	Form     *web.Form
	Return   string
	Demo     bool // one click is enough, as for signing in
	Password bool // the account has one
}

func (p *pages) proofForm(w http.ResponseWriter, r *http.Request) error {
	return p.showProof(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showProof(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	v := web.ViewerOf(r.Context())
	view := proofView{Form: f, Return: web.ReturnPath(r), Demo: v.Demo, Password: v.Kind == web.Staff || v.Kind == web.Operator}
	return web.Render(w, r, status, proofPage(view))
}

// proof takes the password once more and goes back to what asked for it.
func (p *pages) proof(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	if v := web.ViewerOf(r.Context()); !v.Demo {
		err := p.Accounts.ConfirmPassword(r.Context(), v.Account, r.PostForm.Get("password")) // as typed
		switch kind := fault.KindOf(err); {
		case err == nil:
		case kind == fault.Invalid:
			f.Wrong("password", locale.T("Mật khẩu chưa đúng. Xin kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi gõ lại.",
				"The password is not right. Please check your keyboard and Caps Lock, then try again."))
			return p.showProof(w, r, http.StatusUnprocessableEntity, f)
		case kind == fault.Throttled:
			f.Wrong("password", fault.All(err)[0].Say)
			return p.showProof(w, r, http.StatusTooManyRequests, f)
		default:
			return err
		}
	}
	web.Proved(r.Context())
	return web.Redirect(w, r, web.ReturnPath(r))
}
