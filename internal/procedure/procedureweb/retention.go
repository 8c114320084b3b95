package procedureweb

import (
	"cmp"
	"context"
	"net/http"
	"strconv"

	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web"
)

// Actors tells who an account is now, with the posts of today.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// retentionView is the page of how long a procedure's dossiers are kept.
type retentionView struct {
	Form  *web.Form
	Code  string
	Short locale.Text
	Now   procedure.Retention
	Sets  []procedure.Retention
	by    func(procedure.Retention) string // who set it, by name
}

func (d Deps) retention(w http.ResponseWriter, r *http.Request) error {
	return d.showRetention(w, r, http.StatusOK, web.NewForm())
}

func (d Deps) showRetention(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	s, err := d.Catalogue.State(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	if !s.Exists() {
		return unknownProcedure
	}
	day := d.Now().Date()
	v := retentionView{Form: f, Code: r.PathValue("code"), Short: s.Procedure(day).Short, Now: s.RetentionOn(day), Sets: s.Retentions, by: d.setBy}
	return web.Render(w, r, status, retentionPage(v))
}

// setBy names who set a term; the account of whom the organisation does not
// know.
func (d Deps) setBy(r procedure.Retention) string {
	a, _ := d.Offices.Organisation().Official(r.By, r.From)
	return cmp.Or(a.Name, r.By)
}

func (d Deps) setRetention(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := d.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	years, err := strconv.Atoi(f.Value("years"))
	if err != nil || years < 0 {
		f.Wrong("years", locale.T("Xin nhập số năm, hoặc 0 nếu lưu vĩnh viễn.", "Please enter the number of years, or 0 for ever."))
	}
	id := f.Command()
	if f.Valid() {
		set := procedure.SetRetention{Years: years, Ground: f.Value("ground")}
		if err := f.Refuse(d.Catalogue.SetRetention(r.Context(), id, actor, r.PathValue("code"), set)); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return d.showRetention(w, r, http.StatusUnprocessableEntity, f)
	}
	web.Flash(r, locale.T("Đã đặt thời hạn lưu trữ, áp dụng từ hôm nay.", "The term of retention was set and counts from today."))
	return web.Redirect(w, r, r.URL.Path)
}

// mayRetain reports whether the reader sets terms of retention.
func mayRetain(ctx context.Context) bool {
	v := web.ViewerOf(ctx)
	return v.Kind == web.Operator || v.Holds(string(org.DutyCatalogueClerk))
}
