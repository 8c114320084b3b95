package dossierweb

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

//nolint:gochecknoglobals // a sentinel
var errNoFile = fault.New(fault.NotFound, "dossier.no_file", locale.T(
	"Không có tệp này trong hồ sơ. Xin mở lại trang hồ sơ và chọn tệp trong danh sách.",
	"There is no such file in the dossier. Please open the dossier's page again and choose from the list."))

// file serves a file of a dossier in the viewer's scope: by its dossier, never
// by its hash alone.
func (p *pages) file(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	hash := r.PathValue("hash")
	u, ok := dossierdb.HasFile(v.s, hash)
	if !ok {
		if u, ok, err = p.fileOfHistory(r, v, hash); err != nil {
			return err
		}
	}
	if !ok {
		return errNoFile
	}
	body, err := p.Files.Get(ctx, u.Hash)
	if err != nil {
		return err
	}
	defer body.Close()
	header := w.Header()
	header.Set("Content-Type", fileType(u.Type))
	header.Set("Content-Disposition", mime.FormatMediaType(disposition(u.Type), map[string]string{"filename": fileName(u)}))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "private, no-store")
	header.Set("Content-Security-Policy", filePolicy(u.Type))
	if u.Size > 0 {
		header.Set("Content-Length", strconv.FormatInt(u.Size, 10))
	}
	_, _ = io.Copy(w, body) // the reader has gone: nothing to do
	return nil
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

// fileType is the type found when the file was taken over; anything else than
// what is taken is only downloaded.
func fileType(t string) string {
	switch t {
	case "application/pdf", "image/jpeg", "image/png", "image/webp":
		return t
	}
	return "application/octet-stream"
}

func disposition(t string) string {
	if fileType(t) == t {
		return "inline"
	}
	return "attachment"
}

// filePolicy lets a file do nothing. Browsers refuse to show a PDF in a
// sandbox, so that only pictures get one.
func filePolicy(t string) string {
	if t == "application/pdf" {
		return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
	}
	return "default-src 'none'; sandbox; frame-ancestors 'none'"
}

// fileName is a name that no file system reads as a path.
func fileName(u dossier.Upload) string {
	name := cleanName(u.Name)
	if name == "" {
		name = "tep-" + u.Hash[:min(8, len(u.Hash))]
	}
	return name
}

// cleanName is the last part of a file's name without what paths and headers
// are made of, at most 120 characters.
func cleanName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`"<>|:*?;`, r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if r := []rune(name); len(r) > 120 {
		name = string(r[len(r)-120:])
	}
	return name
}
