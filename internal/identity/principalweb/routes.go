package principalweb

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// Deps is what the pages use.
type Deps struct {
	Accounts *identitydb.Accounts
	Now      func() calendar.Instant
	// Assured reports whether whoever reads the page has proved well enough who
	// it is; nil is everybody.
	Assured func(context.Context) bool
}

// Path is the page of the businesses for which one may act.
const Path = "/doanh-nghiep"

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	one := Path + "/{business}"
	mux.Handle("GET "+Path, web.Citizen, p.list)
	mux.Handle("GET "+one, web.Citizen, p.show)
	fresh := web.Fresh(web.Citizen, web.Recently)
	mux.Handle("POST "+one+"/giao-viec", fresh, p.empower)
	mux.Handle("POST "+one+"/thu-hoi", fresh, p.revoke)
	mux.Handle("POST "+one+"/dai-dien", fresh, p.name)
	mux.Handle("POST "+one+"/thoi-dai-dien", fresh, p.end)
}

type pages struct{ Deps }

func (p *pages) assured(ctx context.Context) bool { return p.Assured == nil || p.Assured(ctx) }

// list shows for which businesses the reader may act. A business's own account
// has one page: its own.
func (p *pages) list(w http.ResponseWriter, r *http.Request) error {
	actor, err := p.Accounts.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	if actor.Kind == org.ActorBusiness {
		return web.Redirect(w, r, Path+"/"+actor.Account)
	}
	return web.Render(w, r, http.StatusOK, listPage(actor.Principals))
}

// person is one who may act for the business, as the page shows him.
type person struct {
	account, name, number string
	self                  bool
	representative        bool
	through               bool // an identity provider proved it
	grant                 identity.Grant
	standing              locale.Text
}

// view is a business with who may act for it.
type view struct {
	business identitydb.Account
	version  int64
	people   []person
	form     *web.Form // of giving work
	naming   *web.Form // of naming a representative
}

// Representatives are the legal representatives, Staff those with work to do.
func (v view) Representatives() []person { return v.of(true) }

// Staff are those who were given something to do.
func (v view) Staff() []person { return v.of(false) }

func (v view) of(representative bool) []person {
	return slices.DeleteFunc(slices.Clone(v.people), func(p person) bool { return p.representative != representative })
}

func (v view) path(what string) string { return Path + "/" + v.business.ID + what }

// load reads a business for whoever decides about it: its own account or a
// representative. To everybody else it does not exist.
func (p *pages) load(r *http.Request) (view, org.Actor, error) {
	ctx := r.Context()
	actor, err := p.Accounts.Actor(ctx, web.ViewerOf(ctx).Account)
	if err != nil {
		return view{}, actor, err
	}
	id := r.PathValue("business")
	s, version, err := p.Accounts.Principal(ctx, id)
	if err != nil {
		return view{}, actor, err
	}
	if actor.Account != id && !s.Represents(actor.Account) {
		return view{}, actor, errNoBusiness
	}
	v := view{version: version, form: web.NewForm(), naming: web.NewForm()}
	if v.business, err = p.Accounts.Find(ctx, id); err != nil || v.business.Kind != org.ActorBusiness {
		return v, actor, cmp.Or(err, error(errNoBusiness))
	}
	return v, actor, p.fill(ctx, &v, s, actor)
}

// fill names the people of a business, all in one query.
func (p *pages) fill(ctx context.Context, v *view, s identity.PrincipalState, actor org.Actor) error {
	var accounts []string
	for _, r := range s.Representatives {
		accounts = append(accounts, r.Account)
	}
	for _, g := range s.Grants {
		accounts = append(accounts, g.Account)
	}
	known, err := p.Accounts.FindAll(ctx, accounts)
	if err != nil {
		return err
	}
	add := func(x person, account string) {
		a := known[account]
		x.account, x.name, x.number, x.self = account, a.Name, a.Number, account == actor.Account
		v.people = append(v.people, x)
	}
	for _, r := range s.Representatives {
		add(person{representative: true, through: r.Through != ""}, r.Account)
	}
	today := p.Now().Date()
	for _, g := range s.Grants {
		add(person{grant: g, standing: standing(g, today)}, g.Account)
	}
	return nil
}

func standing(g identity.Grant, today calendar.Date) locale.Text {
	switch {
	case today.Before(g.From):
		return locale.T("Chưa đến ngày", "Not yet")
	case today.After(g.Until):
		return locale.T("Đã hết hạn", "Ended")
	}
	return locale.T("Đang có hiệu lực", "In force")
}

func (p *pages) show(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.load(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, businessPage(v))
}

// do carries out what a form asks for and comes back to the page. What is wrong
// is said at the form, with what was typed.
func (p *pages) do(w http.ResponseWriter, r *http.Request, into func(*view) **web.Form, said locale.Text, read func(f *web.Form) (identity.PrincipalCommand, string, error)) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, actor, err := p.load(r)
	if err != nil {
		return err
	}
	id := f.Command()
	command, person, err := read(f)
	if err != nil {
		return err
	}
	if f.Valid() {
		_, err := p.Accounts.ExecutePrincipal(r.Context(), identitydb.PrincipalAct{
			ID: id, Business: v.business.ID, Expect: journal.Any, Actor: actor, Assured: p.assured(r.Context()), Person: person,
		}, command)
		if err := f.Refuse(err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		*into(&v) = f
		return web.Render(w, r, http.StatusUnprocessableEntity, businessPage(v))
	}
	web.Flash(r, said)
	return web.Redirect(w, r, v.path(""))
}

func staffForm(v *view) **web.Form  { return &v.form }
func namingForm(v *view) **web.Form { return &v.naming }

// personOf reads whom a form names; one who is not there is the core's to
// refuse, in the same words as one of another name.
func (p *pages) personOf(ctx context.Context, f *web.Form, prefix string) (string, error) {
	number, bad := readNumber(f, prefix)
	if bad != nil {
		f.Wrong(prefix+"number", bad.Say)
	}
	name := f.Require(prefix+"name", locale.T("Xin nhập họ và tên như trên giấy tờ.", "Please give the full name as on the paper."))
	if !f.Valid() {
		return "", nil
	}
	return p.Accounts.PersonNamed(ctx, number, name)
}

func (p *pages) empower(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, staffForm, locale.T("Đã giao việc. Người được giao thấy hồ sơ của doanh nghiệp ngay từ ngày bắt đầu.", "The work was given. The person sees the business's dossiers from the first day."),
		func(f *web.Form) (identity.PrincipalCommand, string, error) {
			person, err := p.personOf(r.Context(), f, "")
			c := identity.Empower{Grant: uuid.NewString(), Account: person, From: f.Date("from"), Until: f.Date("until")}
			for _, power := range f.Values("powers") {
				c.Powers = append(c.Powers, org.Power(power))
			}
			return c, person, err
		})
}

func (p *pages) revoke(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, staffForm, locale.T("Đã thu hồi. Từ lúc này người đó không thấy hồ sơ của doanh nghiệp nữa.", "Revoked. From now on the person sees no dossier of the business."),
		func(f *web.Form) (identity.PrincipalCommand, string, error) {
			return identity.RevokePower{Grant: f.Value("grant")}, "", nil
		})
}

func (p *pages) name(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, namingForm, locale.T("Đã ghi người đại diện.", "The representative was recorded."),
		func(f *web.Form) (identity.PrincipalCommand, string, error) {
			person, err := p.personOf(r.Context(), f, "rep_")
			return identity.NameRepresentative{Account: person}, person, err
		})
}

func (p *pages) end(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, namingForm, locale.T("Người này không còn là người đại diện.", "The person is no representative any more."),
		func(f *web.Form) (identity.PrincipalCommand, string, error) {
			return identity.EndRepresentation{Account: f.Value("account")}, "", nil
		})
}

//nolint:gochecknoglobals // a sentinel
var errNoBusiness = fault.New(fault.NotFound, "principal.no_business", locale.T(
	"Không có trang này, hoặc trang chỉ dành cho người đại diện của doanh nghiệp. Xin mở lại từ trang Tài khoản.",
	"There is no such page, or it is for the business's representatives alone. Please open it from your account's page."))
