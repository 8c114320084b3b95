package procedureweb

import (
	"cmp"
	"net/http"

	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web"
)

// confidentialPath is below a procedure: who finds its dossiers.
const confidentialPath = "/bao-mat"

// confidentialView is the page of whether a procedure's dossiers are confidential.
type confidentialView struct {
	Form  *web.Form
	Code  string
	Short locale.Text
	On    bool
	Sets  []procedure.Confidentiality              // the newest first
	by    func(c procedure.Confidentiality) string // who set it, by name
}

func (d Deps) confidential(w http.ResponseWriter, r *http.Request) error {
	return d.showConfidential(w, r, http.StatusOK, web.NewForm())
}

func (d Deps) showConfidential(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	s, err := d.Catalogue.State(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	if !s.Exists() {
		return unknownProcedure
	}
	v := confidentialView{Form: f, Code: r.PathValue("code"), Short: s.Procedure(d.Now().Date()).Short, On: s.Confidential(), by: d.madeConfidentialBy}
	for i := range s.Confidentialities {
		v.Sets = append(v.Sets, s.Confidentialities[len(s.Confidentialities)-1-i])
	}
	return web.Render(w, r, status, confidentialPage(v))
}

func (d Deps) madeConfidentialBy(c procedure.Confidentiality) string {
	a, _ := d.Offices.Organisation().Official(c.By, c.At.Date())
	return cmp.Or(a.Name, c.By)
}

func (d Deps) setConfidential(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := d.Actors.Actor(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	set := procedure.SetConfidentiality{On: f.Value("on") == "1", Ground: f.Value("ground"), Dated: f.Date("dated")}
	id := f.Command()
	if f.Valid() {
		if err := f.Refuse(d.Catalogue.SetConfidentiality(r.Context(), id, actor, r.PathValue("code"), set)); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return d.showConfidential(w, r, http.StatusUnprocessableEntity, f)
	}
	if set.On {
		web.Flash(r, locale.T("Từ bây giờ hồ sơ của thủ tục này được bảo mật nội bộ.", "From now on the dossiers of this procedure are confidential."))
	} else {
		web.Flash(r, locale.T("Đã thôi bảo mật nội bộ; hồ sơ hiện ra như các thủ tục khác.", "The dossiers are no longer confidential; they are shown as those of other procedures."))
	}
	return web.Redirect(w, r, r.URL.Path)
}
