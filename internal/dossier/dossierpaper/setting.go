package dossierpaper

import (
	"cmp"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/paper"
	"motcua/internal/setting"
)

// Settings tells what the province, or one agency, had set at an instant.
type Settings interface {
	At(key, agency string, at calendar.Instant) setting.Value
}

// The keys of letterheads (đầu văn bản), set for each agency.
const (
	HeadParent = "letterhead.parent" // cơ quan cấp trên
	HeadAgency = "letterhead.agency" // tên cơ quan
	HeadPlace  = "letterhead.place"  // địa danh
)

const (
	longestSheet = 12_000 // characters of a form's wording
	longestHead  = 200
)

// FormKey is the key of the setting that holds a form's wording: "form.01.a".
func FormKey(f paper.Form) string { return "form." + f.Key + "." + strings.ToLower(string(f.Period)) }

// settings are the wording of the forms and the letterheads. Both begin as the
// program and the organisation have them.
func settings(forms []paper.Form) []setting.Definition {
	var out []setting.Definition
	for _, f := range forms {
		sheet := f.Sheet()
		out = append(out, setting.Definition{
			Key: FormKey(f), Kind: setting.Words, Single: true, Confirmable: true, Longest: longestSheet,
			Group: locale.T("Lời văn biểu mẫu", "Wording of forms"),
			Name:  formName(f),
			Does: locale.T(
				"Mỗi dòng là một đề mục, nhãn hoặc câu của mẫu, theo thứ tự trên giấy. Giấy lập từ lúc áp dụng in theo lời văn này; giấy đã lập khi in lại vẫn theo lời văn của ngày lập.",
				"Each line is a title, label or sentence of the form, in the order of the paper. Papers made from then on are printed with it; earlier ones keep the wording of their day."),
			Default:      setting.Value{Text: locale.T(sheet, sheet), Confirmed: f.Confirmed},
			Placeholders: placeholders(sheet),
			Verify:       func(text string) error { _, err := f.WithSheet(text); return err },
		})
	}
	head := func(key string, name, does locale.Text) {
		out = append(out, setting.Definition{
			Key: key, Kind: setting.Words, Single: true, Empty: true, Longest: longestHead, PerAgency: true, ByUnit: true,
			Group: locale.T("Đầu văn bản", "Letterheads"), Name: name, Does: does,
		})
	}
	does := locale.T("In ở đầu các mẫu do cơ quan lập. Để trống: theo tên cơ quan trong mục Tổ chức. Giấy đã lập khi in lại vẫn theo đầu văn bản của ngày lập.",
		"Printed at the head of the agency's forms. Empty: as the organisation names the agency. Earlier papers keep the letterhead of their day.")
	head(HeadParent, locale.T("Cơ quan cấp trên", "Superior agency"), does)
	head(HeadAgency, locale.T("Tên cơ quan, bộ phận lập giấy", "Issuing agency"), does)
	head(HeadPlace, locale.T("Địa danh", "Place"), does)
	return out
}

// formName names a form among the settings; a paper without a number by its title.
func formName(f paper.Form) locale.Text {
	title := strings.Join(f.Title, " ")
	if f.Footer == "" {
		return locale.T(title+" ("+f.Source+")", "Paper without a form number, period "+string(f.Period)+": "+title)
	}
	return locale.T("Mẫu "+f.Key+" – "+title+" ("+f.Source+")", "Form "+f.Key+", period "+string(f.Period))
}

// Definitions are what a province sets of papers. Forms that cannot be read are
// a slip of the program; then only letterheads can be set.
func Definitions() []setting.Definition {
	forms, err := paper.Forms()
	if err != nil {
		forms = nil
	}
	return settings(forms)
}

// placeholders are those of a form's wording: all of them stay.
func placeholders(sheet string) []setting.Placeholder {
	var out []setting.Placeholder
	for rest := sheet; ; {
		_, after, open := strings.Cut(rest, "{")
		if !open {
			return out
		}
		name, next, _ := strings.Cut(after, "}")
		rest = next
		if slices.ContainsFunc(out, func(p setting.Placeholder) bool { return p.Name == name }) {
			continue
		}
		sample := sampleOf(strings.TrimSuffix(name, "?"))
		out = append(out, setting.Placeholder{
			Name: name, Says: locale.T("phần mềm điền từ hồ sơ", "filled in from the dossier"), Sample: locale.T(sample, sample), Needed: true,
		})
	}
}

// worded is a form with the wording of an instant.
func (p Printer) worded(f paper.Form, at calendar.Instant) paper.Form {
	if p.Settings == nil {
		return f
	}
	return dressed(f, p.Settings.At(FormKey(f), "", at))
}

// dressed is a form with a wording; one that does not fit it, because a release
// changed the form, leaves it as the program has it, marked as unconfirmed.
func dressed(f paper.Form, v setting.Value) paper.Form {
	f.Confirmed = v.Confirmed
	if v.Text.VI == "" {
		return f
	}
	worded, err := f.WithSheet(v.Text.VI)
	if err != nil {
		f.Confirmed = false
		return f
	}
	return worded
}

// letterhead puts what an agency set for its papers in the place of its names.
func (p Printer) letterhead(values map[string]string, agency string, at calendar.Instant) {
	if p.Settings == nil {
		return
	}
	for key, name := range map[string]string{HeadParent: "co_quan_cap_tren", HeadAgency: "co_quan", HeadPlace: "dia_danh"} {
		values[name] = cmp.Or(p.Settings.At(key, agency, at).Text.VI, values[name])
	}
}

// heading is whose letterhead a form has: its counter's, or the deciding
// agency's where its leader signs.
func heading(s dossier.State, key string) string {
	if key == FormApology || key == FormStop {
		return s.Agency
	}
	return cmp.Or(s.Received, s.Agency)
}

// Preview is a form with a wording and an invented dossier; false when the key
// is none of a form.
func Preview(key, sheet string) (templ.Component, bool) {
	forms, err := paper.Forms()
	if err != nil {
		return nil, false
	}
	i := slices.IndexFunc(forms, func(f paper.Form) bool { return FormKey(f) == key })
	if i < 0 {
		return nil, false
	}
	doc, err := sampled(dressed(forms[i], setting.Value{Text: locale.T(sheet, sheet)}))
	if err != nil {
		return nil, false
	}
	return paper.HTML(doc), true
}
