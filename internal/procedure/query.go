package procedure

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// LevelsOn lists the tiers that decide on a day.
func (p Procedure) LevelsOn(day calendar.Date) []Level {
	var out []Level
	for _, l := range p.Levels {
		if l.on(day) {
			out = append(out, l.Level)
		}
	}
	return out
}

func (l LevelPeriod) on(day calendar.Date) bool {
	return !day.Before(l.From) && (l.Until.IsZero() || !day.After(l.Until))
}

// Choices are the cases an applicant chooses from; nil when there is nothing
// to choose. Cases that change the papers come before those that only change
// the limit, because people know their papers.
func (p Procedure) Choices() []Case {
	var byPapers []Case
	for _, c := range p.Cases {
		if p.hasOwnPapers(c.Code) {
			byPapers = append(byPapers, c)
		}
	}
	switch {
	case len(byPapers) > 1:
		return byPapers
	case len(p.distinctCases()) > 1:
		return p.distinctCases()
	}
	return nil
}

// distinctCases are the cases that differ from each other in name or limit:
// records list the same one for each agency, up to 27 times.
func (p Procedure) distinctCases() []Case {
	type sight struct {
		name  string
		limit calendar.Limit
	}
	seen := map[sight]bool{}
	var out []Case
	for _, c := range p.Cases {
		k := sight{locale.Fold(c.Name.VI), c.Limit}
		if !seen[k] {
			seen[k] = true
			out = append(out, c)
		}
	}
	return out
}

// Case finds a case by its code.
func (p Procedure) Case(code string) (Case, bool) {
	i := slices.IndexFunc(p.Cases, func(c Case) bool { return c.Code == code })
	if i < 0 {
		return Case{}, false
	}
	return p.Cases[i], true
}

func (p Procedure) hasOwnPapers(code string) bool {
	return slices.ContainsFunc(p.Groups, func(g PaperGroup) bool { return g.Case != "" && g.Case == code })
}

// Papers lists what a citizen must bring or show in a case ("" when none is
// chosen) by a way of filing ("" for any): never notes. Without a case of their
// own, the papers of the cases come as optional under their case's name.
func (p Procedure) Papers(caseCode string, m Method) []Paper {
	own := p.hasOwnPapers(caseCode)
	var out []Paper
	for _, g := range p.Groups {
		if g.Case != "" && own && g.Case != caseCode {
			continue
		}
		for _, paper := range g.Papers {
			if paper.Kind == Note || (m != "" && len(paper.Methods) > 0 && !slices.Contains(paper.Methods, m)) {
				continue
			}
			if g.Case != "" && !own && !paper.Optional {
				paper.Optional, paper.Condition = true, g.Name
			}
			out = append(out, paper)
		}
	}
	return out
}

// Channel is the first way of filing by that method.
func (p Procedure) Channel(m Method) (Channel, bool) {
	i := slices.IndexFunc(p.Channels, func(c Channel) bool { return c.Method == m })
	if i < 0 {
		return Channel{}, false
	}
	return p.Channels[i], true
}

// Source says where a limit comes from.
type Source string

// The sources of a limit.
const (
	FromChannel Source = "channel"
	FromCase    Source = "case"
	FromNowhere Source = ""
)

// LimitFor is the limit of a dossier filed by a method in a case. A chosen
// case that tells its own limit rules, being the more specific; otherwise the
// channel's; a channel that cannot be counted takes that of the record's only
// case, told once or several times. Unknown: an officer picks the case or
// enters days with the clause.
func (p Procedure) LimitFor(m Method, caseCode string) (calendar.Limit, locale.Text, Source) {
	ch, found := p.Channel(m)
	c, chosen := p.Case(caseCode)
	if chosen && c.Limit.IsKnown() && (len(p.Cases) > 1 || !ch.Limit.IsKnown()) {
		return c.Limit, c.LimitText, FromCase
	}
	if found && ch.Limit.IsKnown() {
		return ch.Limit, ch.LimitText, FromChannel
	}
	if only := p.distinctCases(); !chosen && len(only) == 1 && only[0].Limit.IsKnown() {
		return only[0].Limit, only[0].LimitText, FromCase
	}
	text := ch.LimitText
	if chosen && !c.LimitText.IsZero() {
		text = c.LimitText
	}
	if text.IsZero() {
		text = LimitWords(calendar.Limit{Unit: calendar.Unknown})
	}
	return calendar.Limit{Unit: calendar.Unknown}, text, FromNowhere
}

// Limit is the limit of the procedure at a glance: the counter's, else the
// first channel's that can be counted, else the first such case's.
func (p Procedure) Limit() calendar.Limit {
	for _, m := range []Method{Direct, Online, Postal} {
		if l, _, _ := p.LimitFor(m, ""); l.IsKnown() {
			return l
		}
	}
	for _, c := range p.Cases {
		if c.Limit.IsKnown() {
			return c.Limit
		}
	}
	return calendar.Limit{Unit: calendar.Unknown}
}

// Conflicts names, for officials, the limits of one record that contradict
// each other; nothing is corrected silently.
func (p Procedure) Conflicts() []string {
	var out []string
	for i, a := range p.Channels {
		if found := countedIn(a.Note.VI); len(found) > 1 {
			out = append(out, fmt.Sprintf("Kênh %s kể nhiều thời hạn trong lời: %s.", methodWords(a.Method), strings.Join(found, "; ")))
		}
		for _, b := range p.Channels[i+1:] {
			if a.Method == b.Method && a.Limit != b.Limit {
				out = append(out, fmt.Sprintf("Kênh %s ghi hai thời hạn: %s và %s.", methodWords(a.Method), a.LimitText.VI, b.LimitText.VI))
			}
		}
	}
	if len(p.Cases) != 1 {
		return out
	}
	c := p.Cases[0]
	for _, ch := range p.Channels {
		if ch.Limit.IsKnown() && c.Limit.IsKnown() && ch.Limit != c.Limit {
			out = append(out, fmt.Sprintf("Kênh %s ghi %s, trường hợp %s ghi %s.", methodWords(ch.Method), ch.LimitText.VI, c.Code, c.LimitText.VI))
		}
	}
	return out
}

// countedIn lists the different limits that a sentence names.
func countedIn(s string) []string {
	var out []string
	for _, m := range durationText.FindAllString(strings.ToLower(s), -1) {
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

func methodWords(m Method) string { return MethodName(m).VI }

// MethodName is the method in words.
func MethodName(m Method) locale.Text {
	switch m {
	case Online:
		return locale.T("trực tuyến", "online")
	case Postal:
		return locale.T("bưu chính", "by post")
	case Direct:
	}
	return locale.T("trực tiếp", "at a counter")
}

// OfficialText is the text on how the procedure runs, all parts in order.
func (p Procedure) OfficialText() string {
	parts := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		parts[i] = s.Text
	}
	return strings.Join(parts, "\n")
}
