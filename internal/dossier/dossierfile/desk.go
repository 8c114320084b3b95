package dossierfile

import (
	"context"
	"io"
	"mime/multipart"
	"path"
	"strings"

	"motcua/internal/blob"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Desk takes files in and gives them out.
type Desk struct {
	Store    *blob.Store
	Casework *dossierdb.Casework
	Now      func() calendar.Instant
}

// ErrForeign: a command names a file that its account did not send.
//
//nolint:gochecknoglobals // a sentinel
var ErrForeign = fault.New(fault.Invalid, "dossier.foreign_file", locale.T(
	"Một tệp trong yêu cầu không do tài khoản này gửi và không có trong hồ sơ. Chưa có gì thay đổi. Xin tải tệp lên rồi gửi lại.",
	"A file of the request was neither sent by this account nor is it in the dossier. Nothing was changed. Please upload it and send again.")).At("files")

// Take stores a file that the account sends, under a harmless form of its name.
// What is wrong with the file itself is a fault.Invalid of package blob.
func (d Desk) Take(ctx context.Context, account, name string, r io.Reader) (dossier.Upload, error) {
	if err := d.Casework.Room(ctx, account); err != nil {
		return dossier.Upload{}, err
	}
	stored, err := d.Store.Put(ctx, r)
	if err != nil {
		return dossier.Upload{}, err
	}
	u := dossier.Upload{Hash: stored.Hash, Name: Name(name), Type: stored.Type, Size: stored.Size}
	return u, d.Casework.KeepUpload(ctx, account, u, d.Now())
}

// TakePart is Take for a file of a form.
func (d Desk) TakePart(ctx context.Context, account string, h *multipart.FileHeader) (dossier.Upload, error) {
	if h.Size > blob.MaxSize {
		return dossier.Upload{}, blob.ErrTooLarge
	}
	f, err := h.Open()
	if err != nil {
		return dossier.Upload{}, err
	}
	defer func() { _ = f.Close() }() // read only
	return d.Take(ctx, account, h.Filename, f)
}

// Known finds which of the files may be attached: those that the account sent,
// and those that the dossier before has (the zero State has none). They are
// answered by hash, with the kind and size found in their bytes; whoever
// attaches one names it (see Name).
func (d Desk) Known(ctx context.Context, account string, before dossier.State, files []dossier.Upload) (map[string]dossier.Upload, error) {
	if len(files) == 0 {
		return nil, nil //nolint:nilnil // none of none
	}
	known, err := d.Casework.Uploads(ctx, account, files)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if u, ok := dossierdb.HasFile(before, f.Hash); ok {
			known[f.Hash] = u
		}
	}
	return known, nil
}

// nameLength is how much of a file's name is kept, in characters.
const nameLength = 120

// Name is the name that a person gave a file, without what paths and headers
// are made of: its last part, at most 120 characters with its ending.
func Name(sent string) string {
	name, wrong := locale.Clean(path.Base(strings.ReplaceAll(sent, `\`, "/")))
	if wrong != nil {
		return "tep"
	}
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"<>|:*?;/`, r) {
			return -1
		}
		return r
	}, name), ". ")
	if name == "" {
		return "tep"
	}
	if r := []rune(name); len(r) > nameLength {
		ending := []rune(path.Ext(name))
		if len(ending) > 10 {
			ending = nil
		}
		name = string(r[:nameLength-len(ending)]) + string(ending)
	}
	return name
}

// Refusal is what is wrong with a file that Take refused, for a message that
// names the file; false when err is not about the file.
func Refusal(err error) (locale.Text, bool) {
	if fault.KindOf(err) != fault.Invalid {
		return locale.Text{}, false
	}
	all := fault.All(err)
	if len(all) == 0 {
		return locale.Text{}, false
	}
	return all[0].Say, true
}
