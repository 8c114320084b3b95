package filingweb

import (
	"net/http"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Bounds of what is typed, in characters.
const (
	mostName    = 200
	mostAddress = 500
	mostNote    = 2000
)

// The answers to "whose dossier is it".
const (
	forMyself  = "toi"
	forAnother = "nguoi-khac"
)

// The answers to "has the owner a number".
const (
	hasNumber = "co"
	newborn   = "chua-co"
)

func (v *visit) peopleForm(f *web.Form) *web.Form {
	if f != nil {
		return f
	}
	f = web.NewForm()
	d := v.d.Filing
	me := d.Owner
	f.Set("whose", forMyself)
	if p, named := v.principal(); named {
		me = d.Applicant
		f.Set("whose", forBusiness+p.Account)
	} else if !v.forSelf() {
		me = d.Applicant
		f.Set("whose", forAnother)
		o := d.Owner
		f.Set("owner_kind", string(o.Kind)).Set("owner_name", o.Name).Set("owner_number", o.Number).Set("owner_address", o.Address)
		f.Set("owner_phone", shownPhone(o.Phone)).Set("relation", d.Relation).Set("owner_has", hasNumber)
		if isNewborn(o) {
			f.Set("owner_has", newborn)
		}
		if p, ok := locale.SplitPassportKey(o.Number); ok {
			f.Set("owner_number", string(p.Number)).Set("owner_nation", p.Nation)
		}
		showAuthority(f, d.Authority)
		if b := o.Born; !b.IsZero() {
			f.Set("owner_born-day", itoa(b.Day)).Set("owner_born-month", itoa(int(b.Month))).Set("owner_born-year", itoa(b.Year))
		}
	}
	return f.Set("phone", shownPhone(me.Phone)).Set("email", me.Email).Set("address", me.Address)
}

// savePeople keeps who files and whose dossier it is. The applicant's name and
// number are the account's, never typed.
func (p *pages) savePeople(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	me := v.self.Party
	me.Phone, me.Email, me.Address = f.Value("phone"), f.Value("email"), f.Text("address", mostAddress)
	checkContact(f, &me)
	owner, applicant, relation, authority := me, dossier.Party{}, "", dossier.Authority{}
	whose := f.OneOf("whose", locale.T("Xin chọn Ông/Bà nộp cho ai.", "Please choose for whom you file."), v.whose()...)
	if business, ok := strings.CutPrefix(whose, forBusiness); ok {
		if owner, relation, err = v.forPrincipal(r.Context(), business); err != nil {
			return err
		}
		applicant = me
	} else if whose == forAnother {
		applicant, owner = me, v.owner(f)
		relation = f.Text("relation", mostName)
		if authority = readAuthority(f, v.day); !authority.IsZero() {
			relation = authority.Words()
		} else if relation == "" && f.Error("authority_kind").IsZero() {
			f.Wrong("relation", locale.T("Xin cho biết căn cứ nộp thay, ví dụ: mẹ của người được khai; giấy ủy quyền số 12 ngày 3/5/2024.", "Please say by what right you file, for example: mother of the child; authorisation no. 12 of 3/5/2024."))
		}
	}
	if err := v.change(r.Context(), stepPeople, func(d *dossier.Filing) {
		d.Owner, d.Applicant, d.Relation, d.Authority = owner, applicant, relation, authority
	}); err != nil {
		return err
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, stepPeople, f)
	}
	return v.next(w, r, stepPeople)
}

// checkContact reads telephone and e-mail into their stored form; wrong ones
// stay as they were typed.
func checkContact(f *web.Form, me *dossier.Party) {
	if me.Phone == "" {
		f.Wrong("phone", locale.T("Xin nhập số điện thoại để chúng tôi báo tin và hỏi khi cần.", "Please give a telephone number, so that we can tell and ask you."))
	} else if number, wrong := locale.ParsePhone(me.Phone); wrong != nil {
		f.Wrong("phone", wrong.Say)
	} else {
		me.Phone = string(number)
	}
	if me.Email == "" {
		return
	}
	if address, wrong := locale.ParseEmail(me.Email); wrong != nil {
		f.Wrong("email", wrong.Say)
	} else {
		me.Email = string(address)
	}
}

// owner reads the person or body for whom another files.
func (v *visit) owner(f *web.Form) dossier.Party {
	o := dossier.Party{Kind: dossier.PartyKind(f.Value("owner_kind")), Name: f.Text("owner_name", mostName), Number: f.Value("owner_number"), Address: f.Text("owner_address", mostAddress), Phone: f.Value("owner_phone")}
	switch o.Kind {
	case dossier.Citizen, dossier.Business, dossier.Organisation:
	default:
		f.Wrong("owner_kind", locale.T("Xin chọn chủ hồ sơ là cá nhân, doanh nghiệp hay tổ chức.", "Please choose whether the owner is a person, a business or an organisation."))
		o.Kind = dossier.Citizen
	}
	if o.Name == "" {
		f.Wrong("owner_name", locale.T("Xin nhập họ và tên (hoặc tên đơn vị) của chủ hồ sơ.", "Please give the owner's full name."))
	}
	if o.Kind == dossier.Citizen {
		o.Born = f.Date("owner_born")
		if o.Born.After(v.day) {
			f.Wrong("owner_born", locale.T("Ngày sinh ở sau hôm nay. Xin kiểm tra lại năm.", "The day of birth lies in the future. Please check the year."))
		}
	}
	v.ownerNumber(f, &o)
	if o.Phone != "" {
		if phone, wrong := locale.ParsePhone(o.Phone); wrong != nil {
			f.Wrong("owner_phone", wrong.Say)
		} else {
			o.Phone = string(phone)
		}
	}
	return o
}

// ownerNumber reads what identifies the owner. A child just born has no number
// yet; its day of birth stands for it.
func (v *visit) ownerNumber(f *web.Form, o *dossier.Party) {
	if f.Value("owner_has") == newborn {
		o.Number = ""
		switch {
		case o.Kind != dossier.Citizen:
			f.Wrong("owner_has", locale.T("Doanh nghiệp, tổ chức nào cũng có mã số thuế. Xin chọn “Đã có số” và nhập mã số thuế.", "Every business and organisation has a tax code. Please choose “Has a number” and give it."))
		case o.Born.IsZero() && f.Error("owner_born").IsZero():
			f.Wrong("owner_born", locale.T("Xin nhập ngày sinh của trẻ; ngày sinh thay cho số định danh chưa có.", "Please give the child's day of birth; it stands for the number that is not there yet."))
		}
		return
	}
	number, wrong := checkNumber(*o, f.Value("owner_nation"))
	switch {
	case wrong != nil && (wrong.Code == "passport.nation" || wrong.Code == "passport.no_nation"):
		f.Wrong("owner_nation", wrong.Say)
		return
	case wrong != nil:
		f.Wrong("owner_number", wrong.Say)
		return
	}
	o.Number = number
}

// isNewborn reports whether a person is known by the day of birth alone.
func isNewborn(o dossier.Party) bool {
	return o.Kind == dossier.Citizen && o.Number == "" && !o.Born.IsZero()
}

// checkNumber reads what identifies a party: a citizen's personal number or
// passport with its nationality, a body's tax code.
func checkNumber(o dossier.Party, nation string) (string, *locale.Problem) {
	if o.Number == "" {
		if o.Kind == dossier.Citizen {
			return "", &locale.Problem{Code: "filing.number", Say: locale.T("Xin nhập số định danh cá nhân (12 chữ số trên thẻ căn cước) hoặc số hộ chiếu.", "Please give the personal number (12 digits on the identity card) or the passport number.")}
		}
		return "", &locale.Problem{Code: "filing.number", Say: locale.T("Xin nhập mã số thuế của đơn vị.", "Please give the body's tax code.")}
	}
	if o.Kind != dossier.Citizen {
		code, wrong := locale.ParseTaxCode(o.Number)
		return string(code), wrong
	}
	key, wrong := locale.ParsePersonNumber(o.Number, nation)
	if _, passport := locale.SplitPassportKey(key); passport || wrong != nil {
		return key, wrong
	}
	id, wrong := locale.ParseCitizenID(key) // an old card is worth nothing online
	if wrong != nil {
		return "", wrong
	}
	for _, problem := range id.Check(locale.Day(o.Born), "") {
		return "", &problem
	}
	return string(id), nil
}

// shownPhone groups a stored number for reading; a wrong one stays as typed.
func shownPhone(stored string) string {
	if number, wrong := locale.ParsePhone(stored); wrong == nil {
		return number.Display()
	}
	return stored
}

func (v *visit) returnForm(f *web.Form) *web.Form {
	if f != nil {
		return f
	}
	d := v.d.Filing
	return web.NewForm().Set("return_way", string(d.Return.Way)).Set("return_address", d.Return.Address).Set("note", d.Note)
}

// saveReturn keeps how the result is wanted.
func (p *pages) saveReturn(w http.ResponseWriter, r *http.Request) error {
	v, err := p.visit(r)
	if err != nil {
		return err
	}
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	back := dossier.Return{Address: f.Text("return_address", mostAddress)}
	switch way := dossier.ReturnWay(f.Value("return_way")); way {
	case dossier.AtCounter, dossier.ByPost, dossier.OnPortal:
		back.Way = way
	}
	checkReturn(f, back)
	note := f.Text("note", mostNote)
	if err := v.change(r.Context(), stepReturn, func(d *dossier.Filing) { d.Return, d.Note = back, note }); err != nil {
		return err
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, stepReturn, f)
	}
	return v.next(w, r, stepReturn)
}

// partyWords is a party in one block of text.
func partyWords(p dossier.Party) string {
	lines := []string{p.Name}
	if isNewborn(p) {
		lines = append(lines, "Chưa có số định danh; sinh ngày "+dayWords(p.Born))
		p.Born = calendar.Date{}
	}
	for _, s := range []string{locale.ShowPersonNumber(p.Number), dayWords(p.Born), p.Address, shownPhone(p.Phone), p.Email} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

func dayWords(d calendar.Date) string { return locale.Date(locale.Day(d)) }

func kindOptions() []ui.OptionProps {
	return []ui.OptionProps{
		{Value: string(dossier.Citizen), Text: locale.T("Cá nhân", "A person"), Chosen: true},
		{Value: string(dossier.Business), Text: locale.T("Doanh nghiệp, hộ kinh doanh", "A business")},
		{Value: string(dossier.Organisation), Text: locale.T("Tổ chức khác", "Another organisation")},
	}
}
