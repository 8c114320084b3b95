package dossierweb

import (
	"context"
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// expiredPath is the list of dossiers whose term of retention has passed.
const expiredPath = "/den-han-tieu-huy"

// holdPages are the pages on which an ended dossier is held and let go.
func holdPages() []actPage {
	guard := duty(org.DutyLeader, org.DutyInspector)
	return []actPage{
		{act: dossier.ActHold, slug: "giu-lai", access: guard, fields: groundFields, read: readHold,
			lead: locale.T("Hồ sơ không bị tiêu hủy khi hết thời hạn lưu trữ, cho đến khi thôi giữ.", "The dossier is not erased when its term has passed, until the hold is lifted.")},
		{act: dossier.ActLiftHold, slug: "thoi-giu", access: guard, fields: groundFields, read: readLift,
			lead: locale.T("Hồ sơ chỉ còn theo thời hạn lưu trữ.", "Only the term of retention counts again.")},
	}
}

func groundFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return groundForm(f), nil
}

func readHold(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Hold{Ground: f.Text("ground", maxLine)}
}

func readLift(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.LiftHold{Ground: f.Text("ground", maxLine)}
}

// tellKeeping puts what concerns keeping and erasing into words.
func tellKeeping(e act.Event) (told, bool) {
	switch e := e.(type) {
	case dossier.Held:
		return told{title: locale.T("Giữ lại, chưa tiêu hủy", "Held"), text: "Căn cứ: " + e.Words()}, true
	case dossier.HoldLifted:
		return told{title: locale.T("Thôi giữ lại", "Lifted the hold"), text: "Căn cứ: " + e.Words()}, true
	case dossier.WasErased:
		return told{title: locale.T("Tiêu hủy dữ liệu cá nhân", "Erased the personal data"), text: e.Decision + joined(". Căn cứ lưu trữ: ", e.Ground)}, true
	case dossier.ErasureAnswered:
		return told{title: locale.T("Trả lời yêu cầu xóa dữ liệu", "Answered a request for erasure"), text: e.Told().Say().VI}, true
	}
	return told{}, false
}

// expiredView is the list of what may be erased.
type expiredView struct {
	Form *web.Form
	List []dossierdb.Expired
	Left []leftOver // what the last erasure left, and why
	Done int        // how many it erased beside them
}

// leftOver is a dossier that was not erased.
type leftOver struct {
	Code string
	Why  locale.Text
}

func (p *pages) expired(w http.ResponseWriter, r *http.Request) error {
	return p.showExpired(w, r, http.StatusOK, expiredView{Form: web.NewForm()})
}

// showExpired fills the list into the page and shows it.
func (p *pages) showExpired(w http.ResponseWriter, r *http.Request, status int, v expiredView) error {
	actor, err := p.actor(r.Context())
	if err != nil {
		return err
	}
	if v.List, err = p.Casework.Expired(r.Context(), actor, p.Now().Date()); err != nil {
		return err
	}
	return web.Render(w, r, status, expiredPage(v))
}

// eraseExpired erases the dossiers that were ticked, each by itself: one that
// is held or not due yet keeps none of the others.
func (p *pages) eraseExpired(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	chosen, decision, id := f.Values("dossier"), f.Text("decision", maxLine), f.Command()
	if decision == "" {
		f.Wrong("decision", locale.T("Xin nhập số, ngày quyết định tiêu hủy của người đứng đầu cơ quan.", "Please give number and day of the decision on disposal by the agency's head."))
	}
	if len(chosen) == 0 {
		f.Wrong("dossier", locale.T("Xin chọn ít nhất một hồ sơ.", "Please choose at least one dossier."))
	}
	if !f.Valid() {
		return p.showExpired(w, r, http.StatusUnprocessableEntity, expiredView{Form: f})
	}
	actor, err := p.actor(ctx)
	if err != nil {
		return err
	}
	list, err := p.Casework.Expired(ctx, actor, p.Now().Date())
	if err != nil {
		return err
	}
	done := 0
	var left []leftOver
	for _, d := range list {
		if !slices.Contains(chosen, d.ID) {
			continue
		}
		order := dossierdb.Order{
			ID: uuid.NewSHA1(uuid.NameSpaceURL, []byte(id+"/"+d.ID)).String(), Dossier: d.ID, Expect: journal.Any, Actor: actor, Command: dossier.Erase{Decision: decision},
		}
		_, err := p.Casework.Do(ctx, order)
		switch all := fault.All(err); {
		case err == nil:
			done++
		case len(all) > 0 && fault.KindOf(err) == fault.Refused:
			left = append(left, leftOver{d.Code, all[0].Say})
		default:
			return err
		}
	}
	if len(left) > 0 {
		return p.showExpired(w, r, http.StatusUnprocessableEntity, expiredView{Form: web.NewForm().Set("decision", decision), Left: left, Done: done})
	}
	web.Flash(r, erasedWords(done))
	return web.Redirect(w, r, expiredPath)
}
