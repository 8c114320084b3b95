package dossierweb

import (
	"context"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// keptField is the hidden field that carries the files of a form that could not
// be accepted yet: hash and name. That the viewer really sent them is known.
func keptField(name string) string { return "giu." + name }

// take stores the files of a field, after those kept from earlier tries. What
// is wrong with one file is said at the field and spares the others.
func (p *pages) take(ctx context.Context, f *web.Form, v *visit, field string) []dossier.Upload {
	var kept []dossier.Upload
	for _, k := range f.Values(keptField(field)) {
		hash, name, _ := strings.Cut(k, " ")
		kept = append(kept, dossier.Upload{Hash: hash, Name: name})
	}
	known, err := p.Files.Known(ctx, v.actor.Account, dossier.State{}, kept)
	if err != nil {
		refuseFile(f, field, "", err)
	}
	var out []dossier.Upload
	for _, k := range kept {
		if u, ok := known[k.Hash]; ok {
			u.Name = dossierfile.Name(k.Name)
			out = append(out, u)
		}
	}
	for _, h := range f.Files(field) {
		u, err := p.Files.TakePart(ctx, v.actor.Account, h)
		if err != nil {
			refuseFile(f, field, h.Filename, err)
			continue
		}
		out = append(out, u)
	}
	values := make([]string, len(out))
	for i, u := range out {
		values[i] = u.Hash + " " + u.Name
	}
	f.Set(keptField(field), values...)
	return out
}

// refuseFile says at the field which file was not taken, and why.
func refuseFile(f *web.Form, field, name string, err error) {
	say, about := dossierfile.Refusal(err)
	if !about {
		say = locale.T("Xin thử tải lại.", "Please try again.")
	}
	f.Wrong(field, locale.F("Chưa tải được “%[1]s”. %[2]s", "“%[1]s” was not taken. %[3]s", dossierfile.Name(name), say.VI, say.EN))
}

// keptFiles lists what a field holds from earlier tries.
func keptFiles(f *web.Form, field string) []ui.KeptFile {
	var out []ui.KeptFile
	for _, kept := range f.Values(keptField(field)) {
		_, name, _ := strings.Cut(kept, " ")
		out = append(out, ui.KeptFile{Name: name, Size: "đã tải lên"})
	}
	return out
}

// document is the last of the files as an official's document, nil for none.
func document(files []dossier.Upload) *dossier.Document {
	if len(files) == 0 {
		return nil
	}
	return &dossier.Document{Upload: files[len(files)-1]}
}
