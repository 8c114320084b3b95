package filingweb

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// The answers to "have you a paper that gives you the right".
const (
	byPaper    = "giay"
	byRelation = "quan-he"
)

// authorityOptions are the ways in which somebody files for another: by a paper,
// whose fields follow the choice, or by another relation in words.
func authorityOptions(f *web.Form) []ui.OptionProps {
	return []ui.OptionProps{
		{
			Value: byPaper, Text: locale.T("Có giấy tờ chứng minh quyền nộp thay", "A paper gives me the right"),
			Hint: locale.T("Cha mẹ, người giám hộ, người được ủy quyền, người đại diện", "Parents, guardians, authorised persons, representatives"), Reveal: authorityFields(f),
		},
		{Value: byRelation, Text: locale.T("Quan hệ khác", "Another relation"), Reveal: relationField(f), Chosen: true},
	}
}

// authorityKinds are the capacities of somebody with a paper.
func authorityKinds() []ui.OptionProps {
	var out []ui.OptionProps
	for _, k := range dossier.AuthorityKinds() {
		out = append(out, ui.OptionProps{Value: string(k), Text: k.Say()})
	}
	return out
}

// readAuthority reads the paper by which somebody files for another; zero when
// the form names none.
func readAuthority(f *web.Form, today calendar.Date) dossier.Authority {
	kind, by := dossier.AuthorityKind(f.Value("authority_kind")), f.Value("authority")
	switch {
	case by == byRelation, by == "" && kind == "":
		return dossier.Authority{}
	case kind == "":
		f.Wrong("authority_kind", locale.T("Xin chọn Ông/Bà nộp thay với tư cách gì.", "Please choose in what capacity you file."))
		return dossier.Authority{}
	}
	a := dossier.Authority{Kind: kind, Number: f.Text("authority_number", mostName), From: f.Date("authority_from"), Until: f.Date("authority_until")}
	for _, e := range a.Check(today) {
		f.Wrong(e.Field, e.Say)
	}
	return a
}

// showAuthority fills the form with what the draft holds.
func showAuthority(f *web.Form, a dossier.Authority) {
	by := byPaper
	if a.IsZero() {
		by = byRelation
	}
	f.Set("authority", by).Set("authority_kind", string(a.Kind)).Set("authority_number", a.Number)
	for name, d := range map[string]calendar.Date{"authority_from": a.From, "authority_until": a.Until} {
		if !d.IsZero() {
			f.Set(name+"-day", itoa(d.Day)).Set(name+"-month", itoa(int(d.Month))).Set(name+"-year", itoa(d.Year))
		}
	}
}
