package filingweb

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// authorityOptions are the capacities in which somebody files for another: one
// with a paper of its own, whose fields follow the choice, or another one in
// words.
func authorityOptions(f *web.Form) []ui.OptionProps {
	var out []ui.OptionProps
	for _, k := range dossier.AuthorityKinds() {
		out = append(out, ui.OptionProps{Value: string(k), Text: k.Say()})
	}
	return append(out, ui.OptionProps{Text: locale.T("Quan hệ khác", "Another relation"), Reveal: relationField(f), Chosen: true})
}

// readAuthority reads the paper by which somebody files for another; zero when
// the form names none.
func readAuthority(f *web.Form, today calendar.Date) dossier.Authority {
	kind := dossier.AuthorityKind(f.Value("authority_kind"))
	if kind == "" {
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
	f.Set("authority_kind", string(a.Kind)).Set("authority_number", a.Number)
	for name, d := range map[string]calendar.Date{"authority_from": a.From, "authority_until": a.Until} {
		if !d.IsZero() {
			f.Set(name+"-day", itoa(d.Day)).Set(name+"-month", itoa(int(d.Month))).Set(name+"-year", itoa(d.Year))
		}
	}
}
