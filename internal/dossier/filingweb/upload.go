package filingweb

import (
	"context"
	"errors"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/blob"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// take stores the files sent for one paper. What is refused is said at the
// field by its name; everything else stays.
func (p *pages) take(ctx context.Context, f *web.Form, account, key string, had int) ([]dossier.Upload, error) {
	field := paperField(key)
	var taken []dossier.Upload
	most := p.Limit(dossier.LimitFiles)
	for _, h := range append(f.Files(field), f.Files(cameraField(key))...) {
		if int64(had+len(taken)) >= most {
			f.Wrong(field, locale.F("Giấy tờ này đã có %d tệp nên chưa nhận thêm. Các tệp đã tải vẫn được lưu. Xin ghép nhiều trang vào một tệp PDF.",
				"This paper has %d files already, so no more were taken. They are kept. Please put several pages into one PDF.", most))
			break
		}
		u, err := p.Files.TakePart(ctx, account, h)
		switch {
		case err == nil:
			taken = append(taken, u)
		case errors.Is(err, blob.ErrTooLarge), errors.Is(err, blob.ErrKind), errors.Is(err, blob.ErrEmpty):
			f.Wrong(field, p.refused(h, err))
		default:
			return taken, err
		}
	}
	return taken, nil
}

// refused is the message about a file that was not taken: why, what was kept,
// what to do.
func (p *pages) refused(h *multipart.FileHeader, err error) locale.Text {
	name := dossierfile.Name(h.Filename)
	var why, then locale.Text
	switch {
	case errors.Is(err, blob.ErrTooLarge):
		why = locale.T("tệp "+locale.Size(h.Size).VI+", tối đa "+locale.Size(blob.MaxSize).VI, "it has "+locale.Size(h.Size).EN+", at most "+locale.Size(blob.MaxSize).EN+" are taken")
		then = locale.T("Xin chụp lại từng trang hoặc chọn tệp nhỏ hơn", "Please photograph page by page or choose a smaller file")
	case errors.Is(err, blob.ErrEmpty):
		why = locale.T("tệp không có nội dung", "the file is empty")
		then = locale.T("Xin chụp lại hoặc chọn tệp khác", "Please photograph it again or choose another file")
	default:
		why = locale.T("nội dung tệp không phải là ảnh (JPEG, PNG, WebP) hoặc PDF", "its content is neither a picture (JPEG, PNG, WebP) nor a PDF")
		then = locale.T("Xin chụp ảnh giấy tờ hoặc lưu thành PDF", "Please photograph the paper or save it as PDF")
	}
	vi := "Chưa tải được “" + name + "” vì " + why.VI + ". Các tệp khác và nội dung đã khai vẫn được lưu. " + then.VI + ", rồi tải lại tệp này."
	en := "“" + name + "” was not taken: " + why.EN + ". The other files and what you entered are kept. " + then.EN + ", then upload it again."
	if p.site.Hotline != "" {
		vi += " Cần giúp, xin gọi " + p.site.Hotline + "."
		en += " For help, please call " + p.site.Hotline + "."
	}
	return locale.T(vi, en)
}

func paperField(key string) string  { return "paper." + key }
func cameraField(key string) string { return "camera." + key }
func markField(key string) string   { return "mark." + key }
func whyField(key string) string    { return "why." + key }

// markOf finds the mark of a paper among those of a draft, or makes room.
func markOf(marks *[]dossier.PaperMark, key string) *dossier.PaperMark {
	i := slices.IndexFunc(*marks, func(m dossier.PaperMark) bool { return m.Key == key })
	if i < 0 {
		*marks = append(*marks, dossier.PaperMark{Key: key})
		i = len(*marks) - 1
	}
	return &(*marks)[i]
}

// addFiles adds files that the paper does not have yet.
func addFiles(had, more []dossier.Upload) []dossier.Upload {
	out := slices.Clone(had)
	for _, u := range more {
		if !slices.ContainsFunc(out, func(x dossier.Upload) bool { return x.Hash == u.Hash }) {
			out = append(out, u)
		}
	}
	return out
}

// without takes one file away; remove is "key/hash" as a button sends it.
func without(marks []dossier.PaperMark, remove string) []dossier.PaperMark {
	i := strings.LastIndex(remove, "/")
	if i < 0 {
		return marks
	}
	out := slices.Clone(marks)
	for j := range out {
		if out[j].Key == remove[:i] {
			out[j].Files = slices.DeleteFunc(slices.Clone(out[j].Files), func(u dossier.Upload) bool { return u.Hash == remove[i+1:] })
		}
	}
	return out
}

func findFile(marks []dossier.PaperMark, hash string) (dossier.Upload, bool) {
	for _, m := range marks {
		for _, u := range m.Files {
			if u.Hash == hash {
				return u, true
			}
		}
	}
	return dossier.Upload{}, false
}

func itoa(n int) string { return strconv.Itoa(n) }
