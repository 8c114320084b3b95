package receptionweb

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// most is the largest count of a paper that a form takes.
const most = 999

func whole(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0
}

// setPaper fills a paper's fields with a mark.
func (d *desk) setPaper(key string, m dossier.PaperMark) {
	d.Set("paper."+key, string(m.Mark))
	d.Set("originals."+key, countWords(m.Originals))
	d.Set("copies."+key, countWords(m.Copies))
	d.Set("why."+key, m.Why)
	for _, f := range m.Files {
		d.keep(key, f)
	}
}

func countWords(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// receiveAll marks every paper that is due and not marked yet as handed in (or
// shown), in the numbers that the list asks for.
func (d *desk) receiveAll() {
	for _, p := range d.procedure.Papers(d.caseCode(), d.method()) {
		if p.Optional || d.Value("paper."+p.Key) != "" {
			continue
		}
		m := dossier.PaperMark{Mark: dossier.MarkSubmitted, Originals: p.Originals, Copies: p.Copies, Files: nil}
		if p.Kind == procedure.Present {
			m.Mark = dossier.MarkShown
		}
		if m.Originals+m.Copies == 0 {
			m.Originals = 1
		}
		d.setPaper(p.Key, m)
	}
}

// marks are the papers as they go into the dossier. Wrong counts are told at
// their field.
func (d *desk) marks() []dossier.PaperMark {
	var out []dossier.PaperMark
	for _, p := range d.papers {
		mark := dossier.Mark(d.Value("paper." + p.Key))
		switch mark {
		case dossier.MarkSubmitted, dossier.MarkShown, dossier.MarkNotApplicable:
		default:
			if p.Optional || mark != "" {
				continue
			}
			mark = ""
		}
		if mark == "" { // left to the core, which names the missing paper
			continue
		}
		m := dossier.PaperMark{Key: p.Key, Name: p.Name.VI, Mark: mark, Why: d.Value("why." + p.Key), Files: p.Files}
		m.Originals, m.Copies = d.number("originals."+p.Key), d.number("copies."+p.Key)
		if mark == dossier.MarkNotApplicable {
			m.Originals, m.Copies, m.Files = 0, 0, nil
		}
		out = append(out, m)
	}
	return out
}

func (d *desk) number(field string) int {
	v := d.Value(field)
	if v == "" {
		return 0
	}
	n, ok := whole(v)
	if !ok || n > most {
		d.Wrong(field, locale.F("Số bản “%s” chưa đọc được. Xin gõ một số từ 0 đến 999.", "The number “%s” could not be read. Please type a number from 0 to 999.", v))
		return 0
	}
	return n
}

// kept are the files scanned for a paper and stored already; the page carries
// them in hidden fields.
func (d *desk) kept(key string) []dossier.Upload {
	var out []dossier.Upload
	for _, raw := range d.Values("file." + key) {
		var u dossier.Upload
		if json.Unmarshal([]byte(raw), &u) == nil && u.Hash != "" {
			out = append(out, u)
		}
	}
	return out
}

func (d *desk) keep(key string, u dossier.Upload) {
	b, err := json.Marshal(u)
	if err != nil {
		return // three strings and a number always encode
	}
	d.Set("file."+key, append(d.Values("file."+key), string(b))...)
}

// store takes over the files that came with the form. One that is refused
// spares the others and every field.
func (p *pages) store(ctx context.Context, d *desk) error {
	for _, paper := range d.procedure.Papers("", "") {
		for _, h := range d.Form.Files("upload." + paper.Key) {
			u, err := p.Files.TakePart(ctx, d.actor.Account, h)
			if say, about := dossierfile.Refusal(err); about {
				d.Wrong("upload."+paper.Key, say)
				continue
			}
			if err != nil {
				return err
			}
			d.keep(paper.Key, u)
		}
	}
	return nil
}

// settleFiles leaves each paper the files that this officer sent, or that the
// person's dossier before has: what else a page names is nobody's to attach.
func (p *pages) settleFiles(ctx context.Context, d *desk) error {
	var named []dossier.Upload
	for _, paper := range d.papers {
		named = append(named, paper.Files...)
	}
	var before dossier.State
	if id := d.Value("after"); id != "" && len(named) > 0 {
		var err error
		if before, _, err = p.Casework.Get(ctx, d.actor, id); err != nil {
			return err
		}
	}
	known, err := p.Files.Known(ctx, d.actor.Account, before, named)
	if err != nil {
		return err
	}
	for i := range d.papers {
		var own []dossier.Upload
		for _, f := range d.papers[i].Files {
			if u, ok := known[f.Hash]; ok {
				u.Name = dossierfile.Name(f.Name)
				own = append(own, u)
				continue
			}
			d.Wrong("upload."+d.papers[i].Key, locale.F("Tệp “%s” không còn trong lần quét này. Các nội dung khác vẫn được giữ. Quét lại tệp.",
				"The file “%s” is no longer among what you scanned. Everything else is kept. Please scan it again.", dossierfile.Name(f.Name)))
		}
		d.papers[i].Files = own
	}
	return nil
}

// sayOf is what an error says to people.
func sayOf(err error) locale.Text {
	if all := fault.All(err); len(all) > 0 {
		return all[0].Say
	}
	return locale.Text{}
}

// paperName is a paper's name with the condition under which it is due.
func (p paperLine) condition() locale.Text {
	if !p.Optional {
		return locale.Text{}
	}
	return locale.T(cmp.Or(p.Condition.VI, "nếu có"), cmp.Or(p.Condition.EN, "if any"))
}

// asked is how many of the paper the list asks for.
func (p paperLine) asked() locale.Text {
	switch {
	case p.Quantity != "":
		return locale.Text{VI: p.Quantity}
	case p.Originals > 0 && p.Copies > 0:
		return locale.F("%d chính, %d sao", "%d original, %d copies", p.Originals, p.Copies)
	case p.Originals > 0:
		return locale.F("%d chính", "%d original", p.Originals)
	case p.Copies > 0:
		return locale.F("%d sao", "%d copies", p.Copies)
	}
	return locale.Text{}
}
