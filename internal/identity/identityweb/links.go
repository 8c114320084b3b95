package identityweb

import (
	"net/http"

	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// linkLine is an identity provider's user who may enter the account.
type linkLine struct {
	identity.Link

	Label locale.Text
}

// links lists them under the names that people know.
func (p *pages) links(s identity.State) []linkLine {
	var lines []linkLine
	for _, l := range s.Links {
		line := linkLine{l, locale.Text{VI: l.Provider}}
		if p.Label != nil {
			line.Label = p.Label(l.Provider)
		}
		lines = append(lines, line)
	}
	return lines
}

// unlink takes the way in through a provider away from the viewer's account.
func (p *pages) unlink(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	id := f.Command()
	if f.Valid() {
		if err := p.Accounts.Unlink(r.Context(), identitydb.Act{ID: id, Account: actor.Account, Expect: journal.Any, Actor: actor}, f.Value("provider")); err != nil {
			return err
		}
		web.Flash(r, locale.T("Đã gỡ liên kết. Lần sau đăng nhập qua nơi đó, tài khoản được nối lại nếu số định danh được xác thực ở mức độ 2.",
			"The link was removed. The next sign-in there links the account again if your number is proved at level 2."))
	}
	return web.Redirect(w, r, "/tai-khoan")
}
