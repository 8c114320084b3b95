package dossierweb

import (
	"net/http"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

//nolint:gochecknoglobals // a sentinel
var errNoFile = fault.New(fault.NotFound, "dossier.no_file", locale.T(
	"Không có tệp này trong hồ sơ. Xin mở lại trang hồ sơ và chọn tệp trong danh sách.",
	"There is no such file in the dossier. Please open the dossier's page again and choose from the list."))

// file serves a file of a dossier in the viewer's scope: by its dossier, never
// by its hash alone.
func (p *pages) file(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	if v.masked {
		return web.Lead(dossierdb.ErrLookFirst, ui.Link{Href: v.path(), Text: locale.T("Mở hồ sơ "+v.code(), "Open the dossier "+v.code())})
	}
	hash := r.PathValue("hash")
	u, ok := dossierdb.HasFile(v.s, hash)
	if !ok {
		if u, ok, err = p.fileOfHistory(r, v, hash); err != nil {
			return err
		}
	}
	if !ok {
		return web.Lead(errNoFile, ui.Link{Href: v.path(), Text: locale.T("Mở hồ sơ "+v.code(), "Open the dossier "+v.code())})
	}
	return p.Files.Serve(w, r, u)
}

// fileOfHistory finds files that only events hold: minutes of an inspection, a
// draft that a later one replaced.
func (p *pages) fileOfHistory(r *http.Request, v *visit, hash string) (dossier.Upload, bool, error) {
	events, err := p.Casework.Timeline(r.Context(), v.s.ID)
	if err != nil {
		return dossier.Upload{}, false, err
	}
	for _, e := range events {
		if t := v.people.tell(e.Event); t.file != nil && t.file.Hash == hash && hash != "" {
			return t.file.Upload, true, nil
		}
	}
	return dossier.Upload{}, false, nil
}
