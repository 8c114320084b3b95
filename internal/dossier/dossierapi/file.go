package dossierapi

import (
	"context"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

//nolint:gochecknoglobals // a sentinel
var errForeignFile = fault.New(fault.Invalid, "api.file", locale.T(
	"Một tệp trong yêu cầu không thuộc hồ sơ này. Chưa có gì thay đổi. Xin tải tệp lên ở trang của hồ sơ rồi gửi lại.",
	"A file of the request is not among this dossier's. Nothing was changed. Please upload it on the dossier's page and send again.")).At("files")

// ownFiles refuses a command that names files other than the dossier's own: a
// hash that somebody only knows must open nothing.
func (r *resources) ownFiles(ctx context.Context, who Who, id string, c dossier.Command) error {
	named := filesOf(c)
	if len(named) == 0 {
		return nil
	}
	if id == "" {
		return errForeignFile
	}
	s, _, err := r.Casework.Get(ctx, who, id)
	if err != nil {
		return err
	}
	for _, u := range named {
		if _, ok := dossierdb.HasFile(s, u.Hash); !ok {
			return errForeignFile
		}
	}
	return nil
}

// filesOf are the files that a command names.
func filesOf(c dossier.Command) []dossier.Upload {
	var out []dossier.Upload
	marks := func(papers []dossier.PaperMark) {
		for _, m := range papers {
			out = append(out, m.Files...)
		}
	}
	document := func(d *dossier.Document) {
		if d != nil && d.Hash != "" {
			out = append(out, d.Upload)
		}
	}
	switch c := c.(type) {
	case dossier.File:
		marks(c.Papers)
	case dossier.ReceiveSupplement:
		marks(c.Papers)
	case dossier.Appraise:
		document(c.Draft)
	case dossier.RecordStep:
		document(c.Minutes)
	case dossier.Seal:
		document(&c.Document)
	}
	return out
}
