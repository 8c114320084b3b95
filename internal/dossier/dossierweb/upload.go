package dossierweb

import (
	"context"
	"mime/multipart"
	"strconv"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Files of a form that could not be accepted yet stay with it: the form names
// them by hash and name, the session remembers which hashes this person really
// sent, with kind and size, so that nobody attaches a file by a hash he knows.

// keptField is the hidden field that carries the files already taken over.
func keptField(name string) string { return "giu." + name }

func memoryKey(dossierID string) string { return "tep." + dossierID }

// take stores the files of a field, after those kept from earlier tries. What
// is wrong with one file is said at the field and spares the others.
func (p *pages) take(ctx context.Context, f *web.Form, dossierID, field string) []dossier.Upload {
	known := remembered(ctx, dossierID)
	var out []dossier.Upload
	for _, kept := range f.Values(keptField(field)) {
		hash, name, _ := strings.Cut(kept, " ")
		if u, ok := known[hash]; ok {
			u.Name = cleanName(name)
			out = append(out, u)
		}
	}
	for _, h := range f.Files(field) {
		u, err := p.store(ctx, h)
		if err != nil {
			refuseFile(f, field, h.Filename, err)
			continue
		}
		known[u.Hash] = u
		out = append(out, u)
	}
	remember(ctx, dossierID, known)
	values := make([]string, len(out))
	for i, u := range out {
		values[i] = u.Hash + " " + u.Name
	}
	f.Set(keptField(field), values...)
	return out
}

func (p *pages) store(ctx context.Context, h *multipart.FileHeader) (dossier.Upload, error) {
	file, err := h.Open()
	if err != nil {
		return dossier.Upload{}, err
	}
	defer file.Close() //nolint:errcheck // only read
	stored, err := p.Files.Put(ctx, file)
	return dossier.Upload{Hash: stored.Hash, Name: cleanName(h.Filename), Type: stored.Type, Size: stored.Size}, err
}

// refuseFile says at the field which file was not taken, and why.
func refuseFile(f *web.Form, field, name string, err error) {
	say := locale.T("Xin thử tải lại.", "Please try again.")
	if all := fault.All(err); len(all) > 0 {
		say = all[0].Say
	}
	f.Wrong(field, locale.F("Chưa tải được “%[1]s”. %[2]s", "“%[1]s” was not taken. %[3]s", cleanName(name), say.VI, say.EN))
}

func remembered(ctx context.Context, dossierID string) map[string]dossier.Upload {
	known := map[string]dossier.Upload{}
	for _, l := range strings.Split(web.Recall(ctx, memoryKey(dossierID)), "\n") {
		parts := strings.Fields(l)
		if len(parts) != 3 {
			continue
		}
		size, err := strconv.ParseInt(parts[2], 10, 64)
		if err != nil {
			continue
		}
		known[parts[0]] = dossier.Upload{Hash: parts[0], Type: parts[1], Size: size}
	}
	return known
}

// remember keeps no names: a session holds nothing personal.
func remember(ctx context.Context, dossierID string, known map[string]dossier.Upload) {
	if len(known) == 0 {
		return
	}
	var lines []string
	for _, u := range known {
		lines = append(lines, u.Hash+" "+u.Type+" "+strconv.FormatInt(u.Size, 10))
	}
	web.Remember(ctx, memoryKey(dossierID), strings.Join(lines, "\n"))
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
