package filingweb

import (
	"cmp"
	"net/http"
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

func (v *visit) caseForm(f *web.Form) *web.Form {
	if f != nil {
		return f
	}
	d := v.d.Filing
	return web.NewForm().Set("case", d.Case).Set("dia_ban", d.Place).Set("co_quan", d.Agency)
}

// saveCase keeps case and place and finds the agency that is competent today.
func (p *pages) saveCase(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	return v.takeCase(w, r, f)
}

// takeCase keeps the answers of the first step.
func (v *visit) takeCase(w http.ResponseWriter, r *http.Request, f *web.Form) error {
	filing := v.d.Filing
	if len(v.def.Choices()) > 0 {
		filing.Case = f.Value("case")
		if _, ok := v.def.Case(filing.Case); !ok {
			filing.Case = ""
			f.Wrong("case", locale.T("Xin chọn trường hợp của Ông/Bà; giấy tờ phải nộp tùy theo trường hợp.", "Please choose your case; the papers depend on it."))
		}
	}
	if v.needsPlace() {
		filing.Place = f.Value("dia_ban")
		if _, ok := v.o.Place(filing.Place); !ok {
			filing.Place = ""
		}
	}
	filing.Agency = v.competent(f, filing)
	if filing.Agency != "" {
		closed, err := v.p.Casework.FilingClosed(r.Context(), filing.Agency)
		if err != nil {
			return err
		}
		if !closed.IsZero() {
			f.Wrong("", closed)
		}
	}
	if err := v.change(r.Context(), stepCase, func(d *dossier.Filing) {
		d.Case, d.Place, d.Agency = filing.Case, filing.Place, filing.Agency
	}); err != nil {
		return err
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, stepCase, f)
	}
	return v.next(w, r, stepCase)
}

// competent is the agency of the filing: the only one, or the chosen one of
// several; otherwise the form says what is missing.
func (v *visit) competent(f *web.Form, filing dossier.Filing) string {
	found, gaps := v.o.Competent(v.rules, filing.Place, v.day)
	switch {
	case len(found) == 1:
		return found[0].ID
	case len(found) == 0 && len(gaps) > 0:
		f.Wrong("dia_ban", gaps[0].Say())
		return ""
	}
	chosen := f.Value("co_quan")
	if slices.ContainsFunc(found, func(a org.Agency) bool { return a.ID == chosen }) {
		return chosen
	}
	f.Wrong("co_quan", locale.T("Có nhiều cơ quan cùng giải quyết thủ tục này. Xin chọn một nơi.", "Several agencies may decide this. Please choose one."))
	return ""
}

// places are today's communes in the order of a Vietnamese dictionary.
func (v *visit) places() []ui.OptionProps {
	all := slices.Clone(v.o.Places(org.LevelCommune, v.day))
	slices.SortFunc(all, func(a, b org.Place) int {
		return cmp.Compare(locale.SortKey(bare(a.Name)), locale.SortKey(bare(b.Name)))
	})
	out := make([]ui.OptionProps, len(all))
	for i, p := range all {
		out[i] = ui.OptionProps{Value: p.ID, Text: ui.S(p.Name)}
	}
	return out
}

// bare is a place's name without its type, by which people look it up.
func bare(name string) string {
	for _, kind := range []string{"Phường ", "Xã ", "Đặc khu ", "Thị trấn "} {
		if len(name) > len(kind) && name[:len(kind)] == kind {
			return name[len(kind):]
		}
	}
	return name
}

func (v *visit) cases() []ui.OptionProps {
	var out []ui.OptionProps
	for _, c := range v.def.Choices() {
		o := ui.OptionProps{Value: c.Code, Text: c.Name}
		if c.Limit.IsKnown() {
			o.Hint = locale.T("Thời hạn: "+c.Limit.Words(locale.VI), "Limit: "+c.Limit.Words(locale.EN))
		}
		out = append(out, o)
	}
	return out
}

// offices are the agencies to choose from; none when there is no choice.
func (v *visit) offices(place string) []ui.OptionProps {
	found, _ := v.o.Competent(v.rules, place, v.day)
	if len(found) < 2 {
		return nil
	}
	var out []ui.OptionProps
	for _, a := range found {
		out = append(out, ui.OptionProps{Value: a.ID, Text: ui.S(a.Name), Hint: ui.S(a.Address)})
	}
	return out
}
