package receptionweb

import (
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
)

// doubt is something about a field that the officer must look at. With Confirm
// it must be corrected or confirmed before anything is stored.
type doubt struct {
	Field   string
	Say     locale.Text
	Confirm bool
}

// doubtOf is the first doubt about a field.
func (d *desk) doubtOf(field string) (doubt, bool) {
	i := slices.IndexFunc(d.doubts, func(x doubt) bool { return x.Field == field })
	if i < 0 {
		return doubt{}, false
	}
	return d.doubts[i], true
}

// confirmed reports whether the officer confirmed the field as it stands: the
// box carries the value that it was ticked for.
func (d *desk) confirmed(field string) bool {
	return d.Value("confirm."+field) != "" && d.Value("confirm."+field) == d.Value(field)
}

// cardField is a field that a card fills.
type cardField struct {
	Name string
	Card locale.CardField
}

func cardFields() []cardField {
	return []cardField{
		{"owner_number", locale.FieldID}, {"owner_name", locale.FieldName}, {"owner_born", locale.FieldBirth},
		{"owner_sex", locale.FieldSex}, {"owner_address", locale.FieldAddress},
	}
}

// findDoubts looks at the person as typed or scanned.
func (d *desk) findDoubts() []doubt {
	var out []doubt
	add := func(field string, say locale.Text, confirm bool) {
		if !slices.ContainsFunc(out, func(x doubt) bool { return x.Field == field }) {
			out = append(out, doubt{field, say, confirm})
		}
	}
	for _, card := range cardFields() {
		f := card.Name
		v, scanned := d.Value(f), d.Value("scanned."+f)
		again := scanned != "" && (f == "owner_name" && locale.Garbled(v, false) || f == "owner_address" && locale.Garbled(v, true))
		if v != "" && (v == scanned || again) {
			add(f, garbled(f), true)
		}
	}
	if v := d.Value("owner_number"); v != "" && d.Value("owner_kind") == string(dossier.Citizen) {
		d.doubtCitizen(v, add)
	} else if v != "" {
		if code, bad := locale.ParseTaxCode(v); bad != nil {
			add("owner_number", bad.Say, false)
		} else if p := code.Doubt(); p != nil {
			add("owner_number", p.Say, false)
		}
	}
	return out
}

// garbled says which field the scan may have got wrong.
func garbled(field string) locale.Text {
	what := map[string]locale.Text{
		"owner_number": locale.T("Số căn cước", "Personal number"), "owner_name": locale.T("Họ tên", "Name"),
		"owner_born": locale.T("Ngày sinh", "Born"), "owner_sex": locale.T("Giới tính", "Sex"), "owner_address": locale.T("Địa chỉ", "Address"),
	}[field]
	return locale.T(what.VI+": chữ quét có thể sai, sửa theo thẻ.", what.EN+": the scan may be wrong, correct it from the card.")
}

// unreachable reports whether nobody could be told of the result.
func (d *desk) unreachable() bool {
	return d.Value("owner_phone") == "" && d.Value("owner_email") == "" && d.Value("applicant_phone") == ""
}

// noContact is said once, before a dossier is accepted without telephone and
// e-mail; a person may well have neither.
func noContact() locale.Text {
	return locale.T("Không có số điện thoại hay email thì không báo được kết quả. Hỏi người nộp; nếu không có, bấm Tiếp nhận (F2) lần nữa.",
		"Without a telephone or e-mail nobody can be told of the result. Ask the person; if there is none, press Accept (F2) again.")
}

// handToApplicant moves the person of the card to who files for the owner: the
// parent of a newborn, the holder of an authorisation.
func (d *desk) handToApplicant() {
	for _, f := range []string{"number", "name", "phone"} {
		d.Set("applicant_"+f, d.Value("owner_"+f)).Set("owner_"+f, "")
	}
	for _, card := range cardFields() {
		d.Set(card.Name, "").Set("scanned."+card.Name, "").Set("confirm."+card.Name, "")
	}
	d.focus = "owner_name"
}

// doubtCitizen compares the personal number with birth and sex.
func (d *desk) doubtCitizen(v string, add func(string, locale.Text, bool)) {
	id, bad := locale.ParseCitizenID(v)
	if bad != nil {
		if old, no := locale.ParseOldID(v); no == nil {
			if p := old.Doubt(locale.Day(d.now.Date())); p != nil {
				add("owner_number", p.Say, true)
			}
		} else if _, no := locale.ParsePersonNumber(v, ""); no != nil {
			add("owner_number", no.Say, false)
		}
		return
	}
	born, _ := locale.ParseDay(d.Value("owner_born"))
	sex := locale.Male
	switch d.Value("owner_sex") {
	case "":
		sex = ""
	case "nữ":
		sex = locale.Female
	}
	for _, p := range id.Check(born, sex) {
		if p.Code == "citizen_id.sex" {
			add("owner_sex", p.Say, true)
		} else {
			add("owner_born", p.Say, true)
		}
	}
	if p := id.Doubt(locale.Day(d.now.Date())); p != nil {
		add("owner_number", p.Say, true)
	}
}

// owner is the person as stored; what cannot be read is told at its field.
func (d *desk) owner() dossier.Party {
	p := dossier.Party{
		Kind: dossier.PartyKind(d.OneOf("owner_kind", locale.T("Xin chọn đối tượng: công dân, doanh nghiệp hoặc tổ chức.", "Please choose citizen, business or organisation."),
			string(dossier.Citizen), string(dossier.Business), string(dossier.Organisation))),
		Name: d.Text("owner_name", 200), Address: d.Text("owner_address", 300),
	}
	p.Number = d.ownerNumber(p.Kind)
	if p.Kind == dossier.Citizen {
		born, bad := locale.ParseDay(d.Value("owner_born"))
		if bad != nil {
			d.Wrong("owner_born", bad.Say)
		}
		p.Born = calendar.Date(born)
		p.Sex = d.OneOf("owner_sex", locale.T("Xin chọn nam hoặc nữ, hoặc để trống.", "Please choose male or female, or leave it empty."), "", "nam", "nữ")
	}
	p.Phone = d.phone("owner_phone")
	if v := d.Value("owner_email"); v != "" {
		mail, bad := locale.ParseEmail(v)
		if bad != nil {
			d.Wrong("owner_email", bad.Say)
		}
		p.Email = string(mail)
	}
	return p
}

func (d *desk) ownerNumber(kind dossier.PartyKind) string {
	v := d.Value("owner_number")
	if v == "" {
		return "" // the core asks for it
	}
	if kind != dossier.Citizen {
		code, bad := locale.ParseTaxCode(v)
		if bad != nil {
			d.Wrong("owner_number", bad.Say)
		}
		return string(code)
	}
	return d.personNumber("owner_number")
}

// personNumber reads a citizen's number, an old card's, or a passport's with its
// nationality beside it.
func (d *desk) personNumber(field string) string {
	v := d.Value(field)
	number, bad := locale.ParsePersonNumber(v, "")
	if bad != nil {
		d.Wrong(field, bad.Say)
	}
	return number
}

func (d *desk) phone(field string) string {
	v := d.Value(field)
	if v == "" {
		return ""
	}
	phone, bad := locale.ParsePhone(v)
	if bad != nil {
		d.Wrong(field, bad.Say)
	}
	return string(phone)
}

// applicant is who files for the owner; zero when the owner came himself.
func (d *desk) applicant() dossier.Party {
	if d.Value("applicant_name") == "" && d.Value("applicant_number") == "" {
		return dossier.Party{}
	}
	p := dossier.Party{Kind: dossier.Citizen, Name: d.Text("applicant_name", 200), Phone: d.phone("applicant_phone")}
	if d.Value("applicant_number") != "" {
		p.Number = d.personNumber("applicant_number")
	}
	return p
}

// settleDoubts tells every doubt that was neither corrected nor confirmed.
func (d *desk) settleDoubts() {
	for _, x := range d.doubts {
		if x.Confirm && !d.confirmed(x.Field) {
			d.Wrong(x.Field, x.Say)
		}
	}
}

// showPerson fills the fields with a person.
func (d *desk) showPerson(p dossier.Party) {
	d.Set("owner_kind", string(p.Kind))
	d.Set("owner_name", p.Name)
	d.Set("owner_number", p.Number)
	d.Set("owner_born", locale.Date(locale.Day(p.Born)))
	d.Set("owner_sex", p.Sex)
	d.Set("owner_address", p.Address)
	d.Set("owner_phone", locale.Phone(p.Phone).National())
	d.Set("owner_email", p.Email)
}
