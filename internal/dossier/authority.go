package dossier

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// AuthorityKind says by what right somebody files for another person.
type AuthorityKind string

// The kinds of authority, Bộ luật Dân sự 2015 Điều 46–59 and 134–141.
const (
	Parent     AuthorityKind = "parent"     // cha, mẹ của người chưa thành niên
	Guardian   AuthorityKind = "guardian"   // người giám hộ
	Authorised AuthorityKind = "authorised" // người được ủy quyền
	Delegate   AuthorityKind = "delegate"   // người đại diện khác
)

// AuthorityKinds lists the kinds.
func AuthorityKinds() []AuthorityKind { return []AuthorityKind{Parent, Guardian, Authorised, Delegate} }

// Say is the kind in words.
func (k AuthorityKind) Say() locale.Text {
	switch k {
	case Parent:
		return locale.T("Cha, mẹ của người chưa thành niên", "Parent of a minor")
	case Guardian:
		return locale.T("Người giám hộ", "Guardian")
	case Authorised:
		return locale.T("Người được ủy quyền", "Authorised person")
	case Delegate:
		return locale.T("Người đại diện khác", "Another representative")
	}
	return locale.Text{}
}

// Authority is the paper by which somebody files for another person (giấy tờ
// chứng minh quyền nộp thay): it is handed in with the dossier's papers.
type Authority struct {
	Kind   AuthorityKind `json:"kind,omitempty"`
	Number string        `json:"number,omitempty"` // of the paper
	From   calendar.Date `json:"from,omitzero"`
	Until  calendar.Date `json:"until,omitzero"` // the last day; zero is open
}

// IsZero reports whether no authority is named.
func (a Authority) IsZero() bool { return a == Authority{} }

// AuthorityKey is the key of the authority's paper among those of a filing.
const AuthorityKey = "authority"

// AuthorityPaper is the paper that a filing by an authority must bring.
func AuthorityPaper() procedure.Paper {
	return procedure.Paper{
		Key: AuthorityKey, Originals: 1,
		Name: locale.T("Giấy tờ chứng minh quyền nộp thay (giấy ủy quyền, quyết định giám hộ, giấy khai sinh…)", "The paper that gives the right to file (authorisation, decision on guardianship, birth certificate …)"),
	}
}

// Words are the authority as a dossier and its form say it.
func (a Authority) Words() string {
	parts := []string{a.Kind.Say().VI}
	if a.Number != "" {
		parts = append(parts, "giấy tờ số "+a.Number)
	}
	if !a.From.IsZero() {
		parts = append(parts, "từ ngày "+a.From.Short())
	}
	if !a.Until.IsZero() {
		parts = append(parts, "đến hết ngày "+a.Until.Short())
	}
	return strings.Join(parts, ", ")
}

// Check says what is wrong with an authority on the day of the filing: one that
// has ended, or has not begun, lets nobody file.
func (a Authority) Check(today calendar.Date) fault.List {
	if a.IsZero() {
		return nil
	}
	var list fault.List
	if a.Kind.Say().IsZero() {
		list = append(list, missing("authority_kind", "loại quyền nộp thay có trong danh sách", "a kind of authority of the list"))
	}
	list = text(list, "authority_number", a.Number, "số của giấy ủy quyền, quyết định", "the number of the authorisation or decision", a.Kind != Parent)
	wrong := func(field string, say locale.Text) {
		list = append(list, fault.New(fault.Invalid, "dossier.authority", say).At(field))
	}
	switch {
	case a.Kind == Authorised && a.Until.IsZero():
		wrong("authority_until", locale.T("Xin nhập ngày cuối của thời hạn ủy quyền ghi trên giấy.", "Please give the last day of the authorisation as the paper has it."))
	case !a.Until.IsZero() && a.Until.Before(a.From):
		wrong("authority_until", locale.T("Ngày cuối đứng trước ngày đầu. Xin xem lại hai ngày trên giấy.", "The last day is before the first. Please check both on the paper."))
	case !a.Until.IsZero() && today.After(a.Until):
		wrong("authority_until", locale.T("Giấy này đã hết hạn nên không dùng để nộp thay được nữa. Xin dùng giấy còn hạn; nội dung khác vẫn được giữ.", "This paper has ended, so nobody can file by it any more. Please use one that is in force; the rest is kept."))
	}
	if today.Before(a.From) {
		wrong("authority_from", locale.T("Giấy này chưa đến ngày có hiệu lực nên chưa dùng để nộp thay được. Nội dung khác vẫn được giữ.", "This paper is not in force yet, so nobody can file by it. The rest is kept."))
	}
	return list
}

// authorise settles the words of a filing by an authority and checks it.
func (c *Filing) authorise(today calendar.Date) fault.List {
	if c.Authority.IsZero() {
		return nil
	}
	c.Relation = c.Authority.Words()
	return c.Authority.Check(today)
}
