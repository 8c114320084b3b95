package identityweb

import (
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/identity/identitydb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// Deps is what the pages use.
type Deps struct {
	Accounts     *identitydb.Accounts
	Organisation func() *org.Organisation
	Now          func() calendar.Instant
	// Home is where somebody lands who signed in without having asked for a
	// page; nil is the home page for all.
	Home   func(web.Viewer) string
	Secure bool // the site is reached by HTTPS only
	// Ways are the configured identity providers; nil is none.
	Ways func(back string) Ways
	// Left is the page after signing out of a session that came through one of
	// them, "" for the home page; nil is the home page for all.
	Left func(web.Session) string
	// Label is what people call a provider; nil is its id.
	Label func(provider string) locale.Text
}

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{Deps: d, issuer: mux.Site().Name.VI}
	mux.Handle("GET /dang-nhap", web.Public, p.signInForm)
	mux.Handle("POST /dang-nhap", web.Public, p.signIn, web.Secret())
	mux.Handle("GET "+secondPath, web.Public, p.secondForm)
	mux.Handle("POST "+secondPath, web.Public, p.second, web.Secret())
	mux.Handle("POST /dang-nhap/khoa/bat-dau", web.Public, p.beginUsing)
	mux.Handle("POST /dang-nhap/khoa", web.Public, p.useKey, web.Secret())
	mux.Handle("POST /dang-nhap/trinh-dien", web.Public, p.signInDemo)
	mux.Handle("POST /dang-xuat", web.Public, p.signOut)
	mux.Handle("GET /xac-nhan", web.SignedIn, p.proofForm)
	mux.Handle("POST /xac-nhan", web.SignedIn, p.proof, web.Secret())
	mux.Handle("POST /xac-nhan/khoa", staff(), p.proveByKey, web.Secret())

	mux.Handle("GET /tai-khoan", web.SignedIn, p.account)
	mux.Handle("POST /tai-khoan/phien/ket-thuc", web.SignedIn, p.endSession)
	mux.Handle("POST /tai-khoan/phien/ket-thuc-khac", web.SignedIn, p.endOthers)
	mux.Handle("POST /tai-khoan/dinh-danh/go", web.Fresh(web.SignedIn, web.Recently), p.unlink)
	mux.Handle("GET /tai-khoan/lien-he", web.SignedIn, p.contactForm)
	mux.Handle("POST /tai-khoan/lien-he", web.SignedIn, p.contact)
	// The form asks for the present password: that is the proof.
	mux.Handle("GET "+passwordPath, staff(), p.passwordForm)
	mux.Handle("POST "+passwordPath, staff(), p.password, web.Secret())
	mux.Handle("GET /tai-khoan/ma-truy-cap", web.SignedIn, p.tokens)
	mux.Handle("POST /tai-khoan/ma-truy-cap", web.Fresh(web.SignedIn, web.Recently), p.issueToken)
	mux.Handle("POST /tai-khoan/ma-truy-cap/thu-hoi", web.SignedIn, p.revokeToken)

	fresh := web.Fresh(staff(), web.Recently)
	mux.Handle("GET "+factorsPath, staff(), p.factors)
	mux.Handle("GET "+factorsPath+"/ung-dung", fresh, p.appForm)
	mux.Handle("POST "+factorsPath+"/ung-dung", fresh, p.confirmApp, web.Secret())
	mux.Handle("POST "+factorsPath+"/khoa/bat-dau", fresh, p.beginAdding)
	mux.Handle("POST "+factorsPath+"/khoa", fresh, p.addKey, web.Secret())
	mux.Handle("POST "+factorsPath+"/ma-du-phong", fresh, p.newCodes)
	mux.Handle("POST "+factorsPath+"/go", fresh, p.removeFactor)
}

// staff is everybody who has a password.
func staff() web.Access { return web.Any(web.Official, web.AdminOnly) }

type pages struct {
	Deps

	issuer string // name that authenticator apps show
}

func (p *pages) home(v web.Viewer) string {
	if p.Home == nil {
		return "/"
	}
	return p.Home(v)
}

// actor is who sent the request, as an actor of commands.
func (p *pages) actor(r *http.Request) (org.Actor, error) {
	return p.Accounts.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
}
