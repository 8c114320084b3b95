package dossierweb

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// shownPaper is one paper of the dossier as shown.
type shownPaper struct {
	name, mark, count string
	added             string // "bổ sung ngày 12/3", "" for papers of the filing
	files             []shownFile
}

// shownFile is a stored file as shown.
type shownFile struct {
	href, name, size string
	added            string // as a paper's
	image            bool
}

func (v *visit) file(u dossier.Upload) shownFile {
	name := u.Name
	if name == "" {
		name = "tệp"
	}
	return shownFile{href: v.path() + "/tep/" + u.Hash, name: name, size: locale.Size(u.Size).VI, image: strings.HasPrefix(u.Type, "image/")}
}

// additions are what came after the filing: when each file and each paper came,
// and which papers an official took at a counter.
type additions struct {
	files, papers map[string]calendar.Instant // by hash; by paperKey
	counter       map[string]bool             // by paperKey
}

func paperKey(m dossier.PaperMark) string {
	if m.Key != "" {
		return m.Key
	}
	return "\x00" + m.Name
}

// additionsOf reads what came later from a dossier's events.
func (v *visit) additionsOf(events []journal.Recorded) additions {
	a := additions{map[string]calendar.Instant{}, map[string]calendar.Instant{}, map[string]bool{}}
	filed := map[string]bool{}
	for _, e := range events {
		switch e := e.Event.(type) {
		case dossier.Filed:
			for _, m := range e.Papers {
				for _, f := range m.Files {
					filed[f.Hash] = true
				}
			}
		case dossier.SupplementReceived:
			for _, m := range e.Papers {
				if m.Mark == dossier.MarkNotApplicable {
					continue
				}
				a.papers[paperKey(m)] = e.At
				a.counter[paperKey(m)] = e.By != v.s.Account
				for _, f := range m.Files {
					if _, had := a.files[f.Hash]; !had && !filed[f.Hash] {
						a.files[f.Hash] = e.At
					}
				}
			}
		}
	}
	return a
}

// papers are the dossier's papers, those that came later marked with their day.
func (v *visit) papers(events []journal.Recorded) []shownPaper {
	later := v.additionsOf(events)
	out := make([]shownPaper, 0, len(v.s.Papers))
	for _, m := range v.s.Papers {
		key := paperKey(m)
		p := shownPaper{name: m.Name, mark: markWords(m), added: v.addedOn(later.papers[key])}
		// What was sent online is a picture, however many originals are asked for.
		if v.s.Method != procedure.Online || later.counter[key] {
			p.count = quantities(m)
		}
		for _, f := range m.Files {
			file := v.file(f)
			file.added = v.addedOn(later.files[f.Hash])
			if p.files = append(p.files, file); file.added != "" {
				p.added = "" // said at the file
			}
		}
		out = append(out, p)
	}
	return out
}

// addedOn is "bổ sung ngày 12/3", with the year when it is another.
func (v *visit) addedOn(at calendar.Instant) string {
	switch {
	case at.IsZero():
		return ""
	case at.Date().Year == v.now.Date().Year:
		return "bổ sung ngày " + at.Time().Format("02/01")
	}
	return "bổ sung ngày " + at.Date().Short()
}

// quantities counts what was handed in or shown on paper.
func quantities(m dossier.PaperMark) string {
	if m.Mark == dossier.MarkNotApplicable {
		return ""
	}
	var parts []string
	if m.Originals > 0 {
		parts = append(parts, itoa(m.Originals)+" bản chính")
	}
	if m.Copies > 0 {
		parts = append(parts, itoa(m.Copies)+" bản sao")
	}
	return strings.Join(parts, ", ")
}

func markWords(m dossier.PaperMark) string {
	switch m.Mark {
	case dossier.MarkSubmitted:
		return "Đã nộp"
	case dossier.MarkShown:
		return "Xuất trình"
	case dossier.MarkNotApplicable:
		return "Không áp dụng" + joined(": ", m.Why)
	}
	return "Chưa đánh dấu"
}

// originalsShown names the papers that were only to be shown: their originals
// are looked at when the result is handed over.
func (v *visit) originalsShown() []string {
	var out []string
	for _, m := range v.s.Papers {
		if m.Mark == dossier.MarkShown {
			out = append(out, m.Name)
		}
	}
	return out
}
