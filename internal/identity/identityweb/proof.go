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
	Home     string // where somebody goes who would rather not
	Ways     Ways   // who came through a provider may have no password here
	Demo     bool   // one click is enough, as for signing in
	Password bool   // the account has one
	App      bool   // or an authenticator app
	Passkey  bool
}

func (p *pages) proofForm(w http.ResponseWriter, r *http.Request) error {
	return p.showProof(w, r, http.StatusOK, web.NewForm())
}

func (p *pages) showProof(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	v := web.ViewerOf(r.Context())
	view := proofView{Form: f, Return: web.ReturnPath(r), Home: p.home(v), Demo: v.Demo, Password: v.Kind == web.Staff || v.Kind == web.Operator}
	view.Ways = p.ways(view.Return)
	if view.Password && !v.Demo {
		var err error
		if view.App, view.Passkey, err = p.has(r.Context(), v.Account); err != nil {
			return err
		}
	}
	return web.Render(w, r, status, proofPage(view))
}

// proof takes the password or a code once more and goes back to what asked.
func (p *pages) proof(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v := web.ViewerOf(r.Context())
	field := "password"
	switch password, code := r.PostForm.Get("password"), f.Value("code"); { // the password as typed
	case v.Demo:
	case password == "" && code != "":
		field = "code"
		err = p.Accounts.ConfirmCode(r.Context(), v.Account, code)
	default:
		err = p.Accounts.ConfirmPassword(r.Context(), v.Account, password)
	}
	switch kind := fault.KindOf(err); {
	case err == nil:
		web.Proved(r.Context())
		return web.Redirect(w, r, web.ReturnPath(r))
	case kind == fault.Invalid && field == "password":
		f.Wrong(field, locale.T("Mật khẩu chưa đúng. Xin kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi gõ lại.",
			"The password is not right. Please check your keyboard and Caps Lock, then try again."))
	case kind == fault.Invalid || kind == fault.Throttled:
		f.Set("code", "").Wrong(field, fault.All(err)[0].Say)
	default:
		return err
	}
	return p.showProof(w, r, web.Status(fault.KindOf(err)), f)
}
