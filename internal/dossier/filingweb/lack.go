package filingweb

import (
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// lack is one thing that a filing still needs, with where it is answered.
type lack struct {
	say  locale.Text
	href string
}

// check says at the form's fields what an earlier step left out or wrong: every
// step is saved as it stands, so that nothing typed is lost. Papers are the
// core's to check.
func (v *visit) check(slug string, f *web.Form) {
	switch d := v.d.Filing; slug {
	case stepCase:
		if _, ok := v.def.Case(d.Case); !ok && len(v.def.Choices()) > 0 {
			f.Wrong("case", locale.T("Xin chọn trường hợp của Ông/Bà; giấy tờ phải nộp tùy theo trường hợp.", "Please choose your case; the papers depend on it."))
		}
		if _, ok := v.agency(); !ok {
			f.Wrong("dia_ban", locale.T("Xin chọn địa bàn để biết cơ quan giải quyết.", "Please choose the place, so that the agency is known."))
		}
	case stepPeople:
		v.checkPeople(f)
	case stepReturn:
		checkReturn(f, d.Return)
	}
}

// complete looks for what an earlier step left wrong, the first step first: ""
// when nothing is.
func (v *visit) complete(f *web.Form) string {
	before := len(f.Faults())
	for _, s := range steps() {
		if v.check(s.slug, f); len(f.Faults()) > before {
			return s.slug
		}
	}
	return ""
}

func (v *visit) checkPeople(f *web.Form) {
	d := v.d.Filing
	me := d.Owner
	if _, named := v.principal(); named {
		me = d.Applicant
		if !v.mayFile(d.Owner.Account) {
			f.Wrong("whose", dossier.ErrNotEmpowered.Say)
		}
	} else if !v.forSelf() {
		me = d.Applicant
		if _, wrong := checkNumber(d.Owner, ""); wrong != nil && !isNewborn(d.Owner) {
			f.Wrong("owner_number", wrong.Say)
		}
		if d.Owner.Name == "" {
			f.Wrong("owner_name", locale.T("Xin nhập họ và tên (hoặc tên đơn vị) của chủ hồ sơ.", "Please give the owner's full name."))
		}
		for _, e := range d.Authority.Check(v.day) {
			f.Wrong(e.Field, e.Say)
		}
		if d.Relation == "" {
			f.Wrong("relation", locale.T("Xin cho biết căn cứ nộp thay.", "Please say by what right you file."))
		}
	}
	checkContact(f, &me)
}

// checkReturn asks for a way, and for the address that the post needs.
func checkReturn(f *web.Form, back dossier.Return) {
	switch {
	case back.Way == "":
		f.Wrong("return_way", locale.T("Xin chọn cách nhận kết quả.", "Please choose how you want the result."))
	case back.Way == dossier.ByPost && back.Address == "":
		f.Wrong("return_address", locale.T("Xin nhập địa chỉ nhận bưu phẩm: số nhà, đường hoặc thôn, xã hoặc phường, tỉnh.", "Please give the postal address: house, street or village, commune, province."))
	}
}

// lacks are what a step still needs.
func (v *visit) lacks(slug string) []lack {
	var out []lack
	if slug == stepPapers {
		for _, c := range v.missing() {
			out = append(out, lack{locale.T("Chưa có “"+c.name.VI+"”", "“"+c.name.In(locale.EN)+"” is missing"), v.path(slug) + "#" + cardID(c.key)})
		}
		return out
	}
	f := web.NewForm()
	v.check(slug, f)
	for _, e := range f.Faults() {
		out = append(out, lack{e.Say, v.path(slug) + "#" + ui.FieldID(e.Field)})
	}
	return out
}

// allLacks are what keeps the whole filing from being sent.
func (v *visit) allLacks() []lack {
	var out []lack
	for _, s := range steps() {
		out = append(out, v.lacks(s.slug)...)
	}
	return out
}

// missing are the due papers of which nothing was said yet, or only that they
// do not apply, without why.
func (v *visit) missing() []card {
	given := v.marks()
	var out []card
	for _, c := range v.cards(web.NewForm()) {
		said := slices.ContainsFunc(given, func(m dossier.PaperMark) bool {
			return m.Key == c.key && (m.Mark != dossier.MarkNotApplicable || m.Why != "")
		})
		if !c.optional && !said {
			out = append(out, c)
		}
	}
	return out
}

// way are the steps as they stand when slug is open. One that was passed is
// done or says what it lacks; one that is still to come is neither.
func (v *visit) way(slug string) []ui.Step {
	at := stepIndex(slug)
	var out []ui.Step
	for i, s := range steps() {
		step := ui.Step{Text: s.short}
		if i < at {
			step.Href = v.path(s.slug)
			step.Lack = lackWords(s.slug, len(v.lacks(s.slug)))
			step.Done = step.Lack.IsZero()
		}
		out = append(out, step)
	}
	return out
}

// lackWords say under a step how much it lacks; zero for nothing.
func lackWords(slug string, n int) locale.Text {
	switch {
	case n == 0:
		return locale.Text{}
	case slug == stepPapers:
		return locale.F("còn thiếu %d giấy tờ", "%d missing", n)
	}
	return locale.T("chưa khai xong", "not complete")
}

// stillMissing is said when somebody goes on without all papers.
func stillMissing(n int) locale.Text {
	return locale.F("Còn thiếu %d giấy tờ. Những gì đã tải lên được giữ; Ông/Bà khai tiếp các bước sau, rồi quay lại bổ sung. Hồ sơ chỉ nộp được khi đủ giấy tờ.",
		"%d due papers are missing. What was uploaded is kept; you may go on and add them later. The dossier can be filed only when all are there.", n)
}
