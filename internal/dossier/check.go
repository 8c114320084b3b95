package dossier

import (
	"slices"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// The bounds of lists in one command.
const (
	maxPapers = 500
	maxFiles  = 100
)

// checkTexts bounds what a filing says in its own words.
func checkTexts(c Filing) fault.List {
	var list fault.List
	for _, f := range []struct{ field, value, vi, en string }{
		{"owner_phone", c.Owner.Phone, "số điện thoại của chủ hồ sơ", "the owner's telephone"},
		{"owner_email", c.Owner.Email, "thư điện tử của chủ hồ sơ", "the owner's e-mail"},
		{"owner_sex", c.Owner.Sex, "giới tính của chủ hồ sơ", "the owner's sex"},
		{"owner_address", c.Owner.Address, "địa chỉ của chủ hồ sơ", "the owner's address"},
		{"applicant_number", c.Applicant.Number, "số định danh của người nộp", "the applicant's number"},
		{"applicant_sex", c.Applicant.Sex, "giới tính của người nộp", "the applicant's sex"},
		{"applicant_address", c.Applicant.Address, "địa chỉ của người nộp", "the applicant's address"},
		{"applicant_phone", c.Applicant.Phone, "số điện thoại của người nộp", "the applicant's telephone"},
		{"applicant_email", c.Applicant.Email, "thư điện tử của người nộp", "the applicant's e-mail"},
		{"place", c.Place, "địa bàn", "the place"},
		{"case", c.Case, "trường hợp", "the case"},
		{"return_address", c.Return.Address, "địa chỉ nhận kết quả", "the address for the result"},
		{"note", c.Note, "ghi chú", "the note"},
	} {
		list = text(list, f.field, f.value, f.vi, f.en, false)
	}
	return append(list, checkWay("return", c.Return.Way)...)
}

func checkWay(field string, w ReturnWay) fault.List {
	switch w {
	case "", AtCounter, ByPost, OnPortal:
		return nil
	}
	return fault.List{missing(field, "cách nhận kết quả có trong danh sách", "a way of return of the list")}
}

// checkMethod: a counter takes what is brought or came by post.
func checkMethod(m procedure.Method) fault.List {
	if m == procedure.Direct || m == procedure.Postal {
		return nil
	}
	return fault.List{missing("method", "cách nộp: trực tiếp hoặc bưu chính", "the way of filing: direct or by post")}
}

// checkMarks bounds the papers that somebody hands in.
func checkMarks(marks []PaperMark) fault.List {
	if len(marks) > maxPapers {
		return fault.List{tooMany("papers", len(marks), maxPapers)}
	}
	var list fault.List
	for _, m := range marks {
		field := "paper." + m.Key
		switch m.Mark {
		case "", MarkSubmitted, MarkShown, MarkNotApplicable:
		default:
			list = append(list, missing(field, "cách nộp giấy tờ có trong danh sách (nộp, xuất trình, không áp dụng)", "a mark of the list (submitted, shown, not_applicable)"))
		}
		list = text(list, field, m.Name, "tên giấy tờ", "the paper's name", false)
		list = text(list, field, m.Why, "lý do không nộp", "why it does not apply", false)
		if len(m.Files) > maxFiles {
			list = append(list, tooMany(field, len(m.Files), maxFiles))
		}
		list = checkFiles(list, field, m.Files...)
	}
	return list
}

// checkAnswer asks for everything that was requested: the clock goes on only
// when the supplement is complete. The applicant sends a picture of each paper;
// reception may also note why one is no longer needed. Papers take the
// request's names; others may come with them.
func checkAnswer(marks []PaperMark, asked []Item, byApplicant bool) ([]PaperMark, fault.List) {
	list := checkMarks(marks)
	if len(list) > 0 {
		return nil, list
	}
	rest, out := slices.Clone(marks), make([]PaperMark, 0, len(marks))
	for _, item := range asked {
		i := slices.IndexFunc(rest, func(m PaperMark) bool {
			return m.Key == item.Key && (item.Key != "" || m.Name == item.Name)
		})
		if i < 0 {
			list = append(list, paperMissing(item.Name).At("paper."+item.Key))
			continue
		}
		m := rest[i]
		rest = slices.Delete(rest, i, i+1)
		m.Name = item.Name
		switch {
		case m.Mark == "", byApplicant && (m.Mark != MarkSubmitted || len(m.Files) == 0):
			list = append(list, paperMissing(item.Name).At("paper."+item.Key))
		case m.Mark == MarkNotApplicable && strings.TrimSpace(m.Why) == "":
			list = append(list, paperWhy(item.Name).At("paper."+item.Key))
		}
		out = append(out, m)
	}
	for _, m := range rest {
		if byApplicant && m.Mark == MarkSubmitted && len(m.Files) == 0 {
			list = append(list, paperMissing(m.Name).At("paper."+m.Key))
		}
	}
	return append(out, rest...), list
}

// checkParties asks for the owner, and for by what right another files.
func checkParties(c Filing) fault.List {
	var list fault.List
	list = text(list, "owner_name", c.Owner.Name, "họ tên chủ hồ sơ", "the owner's name", true)
	// A newborn has no number yet: whoever files for him gives the day of birth.
	newborn := c.Owner.Kind == Citizen && !c.Owner.Born.IsZero() && !c.Applicant.IsZero()
	list = text(list, "owner_number", c.Owner.Number, "số định danh, hộ chiếu hoặc mã số thuế của chủ hồ sơ", "the owner's personal, passport or tax number", !newborn)
	if !c.Applicant.IsZero() {
		list = text(list, "applicant_name", c.Applicant.Name, "họ tên người nộp", "the applicant's name", true)
		list = text(list, "relation", c.Relation, "căn cứ nộp thay (giấy ủy quyền, quan hệ)", "by what right you file for the owner", true)
	}
	return append(checkParty(list, "owner", c.Owner), checkParty(nil, "applicant", c.Applicant)...)
}

// checkParty reads a person's kind, number, telephone and e-mail as the pages
// do, for those who file by other ways.
func checkParty(list fault.List, who string, p Party) fault.List {
	wrong := func(field string, bad *locale.Problem) {
		if bad != nil {
			list = append(list, fault.New(fault.Invalid, "dossier.person", bad.Say).At(who+"_"+field))
		}
	}
	switch p.Kind {
	case "", Citizen, Business, Organisation:
	default:
		list = append(list, missing(who+"_kind", "loại đối tượng có trong danh sách (citizen, business, organisation)", "a kind of the list (citizen, business, organisation)"))
	}
	if number := strings.TrimSpace(p.Number); number != "" {
		wrong("number", badNumber(p.Kind, number))
	}
	if p.Phone != "" {
		_, bad := locale.ParsePhone(p.Phone)
		wrong("phone", bad)
	}
	if p.Email != "" {
		_, bad := locale.ParseEmail(p.Email)
		wrong("email", bad)
	}
	return list
}

// badNumber says what is wrong with a number: of a person one of the identity
// card, old or new, or of a passport with its nationality; of others the tax number, which is a
// person's own for a household.
func badNumber(k PartyKind, number string) *locale.Problem {
	_, bad := locale.ParseCitizenID(number)
	if bad == nil {
		return nil
	}
	if k == Business || k == Organisation {
		_, bad = locale.ParseTaxCode(number)
		return bad
	}
	key, bad := locale.ParsePersonNumber(number, "")
	if bad != nil {
		return bad
	}
	if _, passport := locale.SplitPassportKey(key); passport && key != number {
		return &locale.Problem{Code: "dossier.passport", Say: locale.F(
			"Xin viết hộ chiếu bằng ba chữ cái quốc tịch, gạch nối và số: %s.", "Please write the passport as the three letters of nationality, a dash and the number: %s.", key)}
	}
	return nil
}

func checkCase(code string, p procedure.Procedure) fault.List {
	if code == "" {
		if len(p.Choices()) > 0 {
			return fault.List{missing("case", "trường hợp của Ông/Bà", "your case")}
		}
		return nil
	}
	if _, ok := p.Case(code); !ok {
		return fault.List{missing("case", "trường hợp có trong danh sách", "a case of the list")}
	}
	return nil
}

// checkPapers stops a filing without a due paper, naming it. Marks for rows of
// the list take the list's name, whatever was sent.
func checkPapers(marks []PaperMark, due []procedure.Paper, by procedure.Method) ([]PaperMark, fault.List) {
	list := checkMarks(marks)
	if len(list) > 0 {
		return nil, list
	}
	byKey := make(map[string]PaperMark, len(marks))
	out := make([]PaperMark, 0, len(marks))
	for _, m := range marks {
		if m.Key != "" {
			byKey[m.Key] = m
		}
	}
	for _, p := range due {
		m, marked := byKey[p.Key]
		delete(byKey, p.Key)
		if err := checkMark(m, marked, p, by); err != nil {
			list = append(list, err)
			continue
		}
		if marked {
			m.Name = p.Name.VI
			out = append(out, m)
		}
	}
	for _, m := range marks { // papers beyond the list
		if m.Key == "" && strings.TrimSpace(m.Name) != "" {
			out = append(out, m)
		}
	}
	return out, list
}

func checkMark(m PaperMark, marked bool, p procedure.Paper, by procedure.Method) *fault.Error {
	field := "paper." + p.Key
	// Online a paper is its picture; only what is shown in person has none.
	empty := by == procedure.Online && len(m.Files) == 0 && m.Mark != MarkNotApplicable && (m.Mark != MarkShown || p.Kind != procedure.Present)
	switch {
	case marked && m.Mark == MarkNotApplicable && strings.TrimSpace(m.Why) == "" && !p.Optional:
		return paperWhy(p.Name.VI).At(field)
	case !marked && !p.Optional, marked && (m.Mark == "" || empty):
		return paperMissing(p.Name.VI).At(field)
	}
	return nil
}

func paperWhy(name string) *fault.Error {
	return fault.New(fault.Invalid, "dossier.paper_why", locale.F(
		"Xin cho biết vì sao không nộp “%[1]s”. Các giấy tờ khác vẫn được giữ.",
		"Please say why “%[1]s” does not apply. The other papers are kept.", shorten(name)))
}

func paperMissing(name string) *fault.Error {
	return fault.New(fault.Invalid, "dossier.paper_missing", locale.F(
		"Còn thiếu “%[1]s”. Xin chụp hoặc tải lên, hoặc đánh dấu “Không áp dụng” kèm lý do. Các giấy tờ khác vẫn được giữ.",
		"“%[1]s” is missing. Please photograph or upload it, or mark it “Not applicable” with the reason. The other papers are kept.", shorten(name)))
}

// shorten keeps a long paper name readable in a message.
func shorten(s string) string {
	const most = 80
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
}

// fileTypes are the kinds of files that are taken; a file is served as the type
// that its dossier names, so nothing that a browser would run may be named.
//
//nolint:gochecknoglobals // a constant table
var fileTypes = map[string]bool{"": true, "application/pdf": true, "image/jpeg": true, "image/png": true, "image/webp": true}

// checkFiles bounds what is said of stored files: the hash becomes part of the
// public record and of addresses, the name is shown.
func checkFiles(list fault.List, field string, files ...Upload) fault.List {
	for _, u := range files {
		if len(u.Hash) != 64 || strings.Trim(u.Hash, "0123456789abcdef") != "" || u.Size < 0 || !fileTypes[u.Type] {
			list = append(list, fault.New(fault.Invalid, "dossier.file", locale.T(
				"Một tệp đính kèm không có trong kho tệp nên chưa được nhận. Xin tải lại tệp đó; các nội dung khác vẫn được giữ.",
				"An attached file is not in the file store, so it was not taken. Please upload it again; the rest is kept.")).At(field))
		}
		list = text(list, field, u.Name, "tên tệp", "the file's name", false)
	}
	return list
}

// checkDocument is checkFiles for one that may be missing.
func checkDocument(list fault.List, field string, d *Document) fault.List {
	if d == nil {
		return list
	}
	return checkFiles(list, field, d.Upload)
}
