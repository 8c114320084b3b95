package identityweb

import (
	"net/http"
	"slices"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// accountView is what the account page shows.
type accountView struct {
	State  identity.State
	Place  string // name of the place of residence or seat
	Posts  []web.Post
	Tokens int

	Links    []linkLine
	Sessions []openSession
	Ends     string // when this session ends if nothing is done
}

func (p *pages) account(w http.ResponseWriter, r *http.Request) error {
	v := web.ViewerOf(r.Context())
	s, _, err := p.Accounts.Load(r.Context(), v.Account)
	if err != nil {
		return err
	}
	view := accountView{State: s, Posts: v.Posts, Links: p.links(s)}
	if place, ok := p.Organisation().Place(s.Place); ok {
		view.Place = place.Name
	}
	for _, t := range s.Tokens {
		if t.Expires > p.Now() {
			view.Tokens++
		}
	}
	here, _ := web.SessionOf(r.Context())
	if view.Sessions, err = p.sessions(r.Context(), v, here); err != nil {
		return err
	}
	view.Ends = momentOf(here.Ends())
	return web.Render(w, r, http.StatusOK, accountPage(view))
}

// kindOf is the kind of account in words.
func kindOf(k org.ActorKind) locale.Text {
	switch k {
	case org.ActorCitizen:
		return locale.T("Công dân", "Citizen")
	case org.ActorBusiness:
		return locale.T("Doanh nghiệp", "Business")
	case org.ActorOfficial:
		return locale.T("Cán bộ", "Official")
	case org.ActorSystem:
	}
	return locale.T("Hệ thống", "System")
}

// accountRows is what the account says about its holder.
func accountRows(v accountView) []ui.SummaryRow {
	s := v.State
	rows := []ui.SummaryRow{
		{Key: locale.T("Tên", "Name"), Value: s.Name},
		{Key: locale.T("Loại tài khoản", "Kind of account"), Body: ui.Words(kindOf(s.Kind))},
		{Key: locale.T("Tên tài khoản", "Account name"), Value: s.Account},
	}
	switch s.Kind {
	case org.ActorCitizen:
		rows = append(rows, ui.SummaryRow{Key: locale.T("Số định danh", "Identification number"), Value: s.Number},
			ui.SummaryRow{Key: locale.T("Ngày sinh", "Date of birth"), Value: locale.Date(locale.Day(s.Birth))})
	case org.ActorBusiness:
		rows = append(rows, ui.SummaryRow{Key: locale.T("Mã số thuế", "Tax code"), Value: s.Number})
	case org.ActorOfficial, org.ActorSystem:
	}
	return rows
}

// contactRows is how the holder is reached.
func contactRows(v accountView) []ui.SummaryRow {
	s := v.State
	row := func(key locale.Text, value string) ui.SummaryRow {
		if value == "" {
			return ui.SummaryRow{Key: key, Body: ui.Words(locale.T("Chưa có", "None"))}
		}
		return ui.SummaryRow{Key: key, Value: value}
	}
	rows := []ui.SummaryRow{
		row(locale.T("Điện thoại", "Telephone"), locale.Phone(s.Phone).Display()),
		row(locale.T("Thư điện tử", "E-mail"), s.Email),
	}
	if s.Kind == org.ActorOfficial {
		return rows
	}
	return append(rows, row(locale.T("Địa chỉ", "Address"), s.Address), row(locale.T("Xã, phường, đặc khu", "Commune, ward or special zone"), v.Place))
}

// contactView is what the form of contact data shows.
type contactView struct {
	Form    *web.Form
	Version int64
	Person  bool // has an address
	Places  []ui.OptionProps
}

func (p *pages) contactForm(w http.ResponseWriter, r *http.Request) error {
	s, version, err := p.Accounts.Load(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	f := web.NewForm().Set("phone", locale.Phone(s.Phone).Display()).Set("email", s.Email).Set("address", s.Address).Set("place", s.Place)
	return p.showContact(w, r, http.StatusOK, f, s, version)
}

func (p *pages) showContact(w http.ResponseWriter, r *http.Request, status int, f *web.Form, s identity.State, version int64) error {
	view := contactView{Form: f, Version: version, Person: s.Kind != org.ActorOfficial}
	if view.Person {
		view.Places = p.places()
	}
	return web.Render(w, r, status, contactPage(view))
}

// places lists today's communes in Vietnamese order.
func (p *pages) places() []ui.OptionProps {
	communes := p.Organisation().Places(org.LevelCommune, p.Now().Date())
	slices.SortFunc(communes, func(a, b org.Place) int {
		return strings.Compare(locale.SortKey(a.Name), locale.SortKey(b.Name))
	})
	out := make([]ui.OptionProps, len(communes))
	for i, c := range communes {
		out[i] = ui.OptionProps{Value: c.ID, Text: ui.S(c.Name)}
	}
	return out
}

func (p *pages) contact(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	s, version, err := p.Accounts.Load(r.Context(), actor.Account)
	if err != nil {
		return err
	}
	c := identity.Contact{Phone: f.Value("phone"), Email: f.Value("email"), Address: s.Address, Place: s.Place}
	if s.Kind != org.ActorOfficial {
		c.Address, c.Place = f.Value("address"), p.chosenPlace(f)
	}
	id := f.Command()
	if f.Valid() {
		_, err = p.Accounts.Execute(r.Context(), identitydb.Act{ID: id, Account: actor.Account, Expect: f.Version(), Actor: actor}, identity.ChangeContact{Contact: c})
		if err = f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return p.showContact(w, r, http.StatusUnprocessableEntity, f, s, version)
	}
	web.Flash(r, locale.T("Đã lưu thông tin liên hệ.", "Your contact data was saved."))
	return web.Redirect(w, r, "/tai-khoan")
}

func (p *pages) chosenPlace(f *web.Form) string {
	choices := []string{""}
	for _, o := range p.places() {
		choices = append(choices, o.Value)
	}
	return f.OneOf("place", locale.T("Xin chọn một xã, phường hoặc đặc khu trong danh sách.", "Please choose a commune, ward or special zone of the list."), choices...)
}

func (p *pages) passwordForm(w http.ResponseWriter, r *http.Request) error {
	return web.Render(w, r, http.StatusOK, passwordPage(web.NewForm(), web.Confined(r.Context()) != ""))
}

// password changes the official's own password, knowing the present one.
func (p *pages) password(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	account := web.ViewerOf(r.Context()).Account
	present, next := r.PostForm.Get("present"), r.PostForm.Get("password") // as typed
	if next != r.PostForm.Get("again") {
		f.Wrong("again", locale.T("Hai lần gõ mật khẩu mới khác nhau. Xin gõ lại.", "The two new passwords differ. Please type them again."))
	}
	if next == present && next != "" {
		f.Wrong("password", locale.T("Mật khẩu mới trùng mật khẩu hiện nay. Xin chọn mật khẩu khác.", "The new password is the present one. Please choose another."))
	}
	if f.Valid() {
		err = p.Accounts.ConfirmPassword(r.Context(), account, present)
		switch kind := fault.KindOf(err); {
		case err == nil:
			here, _ := web.SessionOf(r.Context())
			if err = f.Refuse(p.Accounts.ChangePassword(r.Context(), account, next, here.Handle)); err != nil {
				return err
			}
		case kind == fault.Invalid:
			f.Wrong("present", locale.T("Mật khẩu hiện nay chưa đúng. Xin gõ lại.", "The present password is not right. Please type it again."))
		case kind == fault.Throttled:
			f.Wrong("present", fault.All(err)[0].Say)
		default:
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, passwordPage(f, web.Confined(r.Context()) != ""))
	}
	return p.changed(w, r, account)
}

// changed goes on after the password was changed: whoever had to do that first
// goes on to what he wanted.
func (p *pages) changed(w http.ResponseWriter, r *http.Request, account string) error {
	ctx := r.Context()
	confined := web.Confined(ctx) != ""
	// A new session token too: whoever copied the old one is out as well.
	if err := web.SignIn(ctx, account); err != nil {
		return err
	}
	web.Flash(r, locale.T("Đã đổi mật khẩu. Các trình duyệt khác đã bị đăng xuất.", "Your password was changed. Other browsers were signed out."))
	if !confined {
		return web.Redirect(w, r, "/tai-khoan")
	}
	first, err := p.first(r, account)
	if err != nil {
		return err
	}
	if first != "" {
		web.Confine(ctx, first)
		return web.Redirect(w, r, first)
	}
	after := web.Recall(ctx, afterNote)
	web.Forget(ctx, afterNote)
	return p.goOn(w, r, account, after)
}
