package filingweb

import (
	"context"
	"net/http"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors tells who an account is now.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Self is the signed-in person as the account knows it, to fill in forms.
type Self struct {
	Party dossier.Party
	Place string // id of an org.Place, "" when unknown
}

// Deps is what the pages need.
type Deps struct {
	Casework *dossierdb.Casework
	Files    dossierfile.Desk
	Actors   Actors
	Self     func(ctx context.Context, account string) (Self, error)
	Now      func() calendar.Instant
	Online   bool   // filings are taken here: in a demonstration, or when citizens can prove who they are
	Home     string // the province's name: "Quảng Ninh"
	// Assured reports whether whoever reads the page has proved well enough who
	// it is to file; nil is everybody.
	Assured func(context.Context) bool
	// Limit is a number of dossier.Settings as it is set now.
	Limit func(key string) int64
	// Messages is the place of the inbox on an own dossier's page; the key is
	// the dossier's id. nil is empty.
	Messages *web.Slot
}

const (
	filePath = "/nop-ho-so"
	minePath = "/ho-so-cua-toi"
)

// uploadBody is the largest form with papers: several photographs at once. One
// file above blob.MaxSize is refused by itself, so that the others stay.
const uploadBody = 60 << 20

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{Deps: d, site: mux.Site()}
	mux.Handle("GET "+filePath, web.Public, p.begin)
	mux.Handle("POST "+filePath, web.Public, p.begin)
	draft := filePath + "/{draft}"
	mux.Handle("GET "+draft, web.Citizen, p.online(p.resume))
	for _, s := range steps() {
		mux.Handle("GET "+draft+"/"+s.slug, web.Citizen, p.online(func(w http.ResponseWriter, r *http.Request) error { return p.showStep(w, r, s) }))
	}
	mux.Handle("POST "+draft+"/"+stepCase, web.Citizen, p.online(p.saveCase))
	mux.Handle("POST "+draft+"/"+stepPeople, web.Citizen, p.online(p.savePeople))
	mux.Handle("POST "+draft+"/"+stepPapers, web.Citizen, p.online(p.savePapers), web.MaxBody(uploadBody))
	mux.Handle("POST "+draft+"/"+stepReturn, web.Citizen, p.online(p.saveReturn))
	mux.Handle("POST "+draft+"/"+stepReview, web.Citizen, p.online(p.send))
	mux.Handle("POST "+draft+"/xoa", web.Citizen, p.drop)
	mux.Handle("GET "+draft+"/tep/{hash}", web.Citizen, p.draftFile)

	mux.Handle("GET "+minePath, web.Citizen, p.mine)
	own := minePath + "/{id}"
	mux.Handle("GET "+own, web.Citizen, p.own)
	mux.Handle("GET "+own+"/da-nop", web.Citizen, p.filed)
	mux.Handle("GET "+own+"/tep/{hash}", web.Citizen, p.ownFile)
	mux.Handle("POST "+own+"/nop-lai", web.Citizen, p.online(p.again))
	mux.Handle("GET "+own+withdrawPath, web.Citizen, p.showWithdrawal)
	mux.Handle("POST "+own+withdrawPath, web.Citizen, p.withdraw)
	mux.Handle("GET "+own+"/bo-sung", web.Citizen, p.supplement)
	mux.Handle("POST "+own+"/bo-sung", web.Citizen, p.sendSupplement, web.MaxBody(uploadBody))
	mux.Handle("GET "+own+"/bo-sung/tep/{hash}", web.Citizen, p.supplementFile)
}

type pages struct {
	Deps

	site  ui.Site
	names sync.Map // procedure code → locale.Text, its short name
}

// online keeps the filing pages closed where nobody can prove who he is, and to
// whoever has not.
func (p *pages) online(h web.Handler) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if !p.Online {
			return p.elsewhere(w, r, "", "", locale.Text{})
		}
		if !p.assured(r.Context()) {
			return errNotAssured
		}
		return h(w, r)
	}
}

func (p *pages) assured(ctx context.Context) bool { return p.Assured == nil || p.Assured(ctx) }

func (p *pages) actor(ctx context.Context) (org.Actor, error) {
	return p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
}

//nolint:gochecknoglobals // sentinels
var (
	errNoProcedure = fault.New(fault.NotFound, "filing.no_procedure", locale.T(
		"Không tìm thấy thủ tục này. Xin chọn lại trong danh mục thủ tục.",
		"This procedure was not found. Please choose it again in the list of procedures."))
	errManyDrafts = fault.New(fault.Refused, "filing.many_drafts", locale.T(
		"Ông/Bà đang có số bản nháp nhiều nhất được giữ nên chưa mở thêm được. Các bản nháp vẫn được giữ. Xin nộp hoặc xóa bớt ở “Hồ sơ của tôi”.",
		"You have as many drafts as are kept, so no more can be begun. They are all kept. Please file or delete some at “My dossiers”."))
	errNoFile = fault.New(fault.NotFound, "filing.no_file", locale.T(
		"Không tìm thấy tệp này trong hồ sơ của Ông/Bà.", "This file is not among your papers."))
	errNotAssured = fault.New(fault.Refused, "filing.not_assured", locale.T(
		"Nộp hồ sơ trực tuyến cần tài khoản định danh mức độ 2. Xin nâng mức độ tại cơ quan Công an cấp xã bất kỳ rồi đăng nhập lại, hoặc nộp tại quầy. Bản nháp và hồ sơ đã nộp vẫn được giữ.",
		"Filing online needs an identification account of level 2. Please have yours raised at any commune's police and sign in again, or file at a counter. Drafts and dossiers already filed are kept."))
	errNotPerson = fault.New(fault.Forbidden, "filing.not_person", locale.T(
		"Trang này dành cho người nộp hồ sơ. Tài khoản cán bộ không nộp hồ sơ trực tuyến.",
		"This page is for applicants. Officials' accounts file no dossiers online."))
)
