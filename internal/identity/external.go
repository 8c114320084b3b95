package identity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Assurance (mức độ định danh) is how well an identity provider knows who its
// user is: the level of the electronic identification account.
type Assurance int

// The levels, Nghị định 69/2024/NĐ-CP.
const (
	Unproved      Assurance = 0 // signed in, nothing said about who it is
	AssuranceLow  Assurance = 1 // mức độ 01: what was declared agrees with the population database
	AssuranceHigh Assurance = 2 // mức độ 02: seen in person, face and fingerprints compared
)

// What needs which level: an account is opened for whoever is known to the
// population database at all; to be let into an account that a counter opened,
// and to file, one must have been seen.
const (
	AssuranceToOpen = AssuranceLow
	AssuranceToJoin = AssuranceHigh
	AssuranceToFile = AssuranceHigh
)

// Say is the level in words.
func (a Assurance) Say() locale.Text {
	switch {
	case a >= AssuranceHigh:
		return locale.T("Mức độ 2 (đã đối chiếu trực tiếp)", "Level 2 (compared in person)")
	case a == AssuranceLow:
		return locale.T("Mức độ 1", "Level 1")
	}
	return locale.T("Chưa được xác thực", "Not proved")
}

// Proof is what an identity provider said about whoever signed in there; the
// shell has checked that the provider said it, to us, just now.
type Proof struct {
	Provider  string // id of the provider in the configuration
	Subject   string // SHA-256 (hex) of issuer and subject: the same user again
	Assurance Assurance
	Kind      org.ActorKind
	Number    string // identification number, passport or tax code; "" for officials
	Nation    string // nationality of the passport that Number is (ISO 3166-1), "" for any other number
	Name      string
	Birth     calendar.Date // zero when the provider does not tell
	Phone     string        // taken when the account is opened only
	Email     string        // the same
	// Holder is the identification number of the person whose business account
	// it is (người đại diện theo pháp luật), "" when the provider does not tell;
	// HolderNation is the nationality of the passport that it is.
	Holder       string
	HolderNation string
}

// Link is an identity provider's user who may enter the account.
type Link struct {
	Provider  string           `json:"provider"`
	Subject   string           `json:"subject,omitempty"` // "" once erased
	Assurance Assurance        `json:"assurance,omitempty"`
	Since     calendar.Instant `json:"since"`
}

// Linked says that the provider's user enters the account from now on: the
// provider proved the account's own number.
type Linked struct {
	Account   string           `json:"account"`
	Provider  string           `json:"provider"`
	Subject   string           `json:"subject,omitempty" personal:"self"` // Proof.Subject
	Assurance Assurance        `json:"assurance,omitempty"`
	Since     calendar.Instant `json:"since"`
}

// Unlinked says that nobody enters the account through the provider until it
// is linked again.
type Unlinked struct {
	Provider string `json:"provider"`
}

// Proved says that a linked provider now tells another name, birth or level of
// assurance than the account had.
type Proved struct {
	Account   string        `json:"account"`
	Provider  string        `json:"provider"`
	Assurance Assurance     `json:"assurance,omitempty"`
	Name      string        `json:"name,omitempty" personal:"self"`
	Birth     calendar.Date `json:"birth,omitzero" personal:"self"`
}

// EventType is the stable name.
func (Linked) EventType() string { return "identity.linked" }

// EventType is the stable name.
func (Unlinked) EventType() string { return "identity.unlinked" }

// EventType is the stable name.
func (Proved) EventType() string { return "identity.proved" }

// Subjects names whose personal data the event carries.
func (e Linked) Subjects() map[string]string { return self(e.Account) }

// Subjects names whose personal data the event carries.
func (e Proved) Subjects() map[string]string { return self(e.Account) }

// Link is the link to the provider, if there is one.
func (s State) Link(provider string) (Link, bool) {
	for _, l := range s.Links {
		if l.Provider == provider {
			return l, true
		}
	}
	return Link{}, false
}

func evolveLinks(s State, e act.Event) State {
	without := func(provider string) []Link {
		return slices.DeleteFunc(slices.Clone(s.Links), func(l Link) bool { return l.Provider == provider })
	}
	switch e := e.(type) {
	case Linked:
		s.Links = append(without(e.Provider), Link{Provider: e.Provider, Subject: e.Subject, Assurance: e.Assurance, Since: e.Since})
	case Unlinked:
		s.Links = without(e.Provider)
	case Proved:
		s.Links = slices.Clone(s.Links)
		for i := range s.Links {
			if s.Links[i].Provider == e.Provider {
				s.Links[i].Assurance = e.Assurance
			}
		}
		s.Name, s.Birth = e.Name, e.Birth
	}
	return s
}

// Admission is somebody who arrives from an identity provider at an account:
// one that is not there yet, is linked already, or has the proven number.
type Admission struct {
	Account string
	Proof   Proof
}

// DecideAdmission opens the account, links it or takes over what has changed;
// or says why the person is not let in. Only the system admits: the shell that
// checked the proof.
func DecideAdmission(s State, c Admission, f Facts) ([]act.Event, error) {
	if !f.Actor.IsSystem() {
		return nil, notYours()
	}
	p, err := ReadProof(c.Proof)
	if err != nil {
		return nil, err
	}
	if !s.Exists() {
		return decideFirst(c.Account, p, f)
	}
	if !s.Active() {
		return nil, fault.New(fault.Refused, "identity.disabled", locale.T(
			"Tài khoản của Ông/Bà tại cổng này đang bị khóa hoặc đã đóng nên chưa đăng nhập được. Xin gọi tổng đài hoặc đến Trung tâm Phục vụ hành chính công gần nhất.",
			"Your account at this portal is disabled or closed, so you were not signed in. Please call the hotline or visit the nearest public service centre."))
	}
	if s.Kind != p.Kind || p.Kind != org.ActorOfficial && s.Number != p.Number {
		return nil, fault.New(fault.Refused, "identity.other_number", locale.T(
			"Số định danh hoặc mã số thuế do hệ thống định danh gửi sang khác với tài khoản đang nối với Ông/Bà. Chưa có gì thay đổi; xin gọi tổng đài để được đối chiếu.",
			"The number that the identity provider sent differs from the account that is linked to you. Nothing was changed; please call the hotline to have it compared."))
	}
	if l, ok := s.Link(p.Provider); ok {
		return decideAgain(s, l, p)
	}
	return decideJoin(s, p, f)
}

// decideFirst opens an account from what was proved.
func decideFirst(account string, p Proof, f Facts) ([]act.Event, error) {
	switch {
	case p.Kind == org.ActorOfficial:
		return nil, fault.New(fault.NotFound, "identity.no_official", locale.T(
			"Danh bạ của tỉnh biết Ông/Bà nhưng hệ thống này chưa có tài khoản cán bộ tương ứng. Xin liên hệ quản trị của cơ quan để được mở tài khoản.",
			"The province's directory knows you, but there is no such official's account here. Please ask your agency's administrator to open one."))
	case p.Assurance < AssuranceToOpen:
		return nil, tooLittle()
	}
	open := Open{Account: account, Kind: p.Kind, Name: p.Name, Number: p.Number, Birth: p.Birth, Contact: Contact{Phone: p.Phone, Email: p.Email}}
	events, err := decideOpen(State{}, open, f)
	if err != nil {
		return nil, err
	}
	return append(events, linked(account, p, f.Now)), nil
}

// decideAgain takes over what the provider tells differently.
func decideAgain(s State, l Link, p Proof) ([]act.Event, error) {
	if l.Subject != p.Subject {
		return nil, fault.New(fault.Refused, "identity.other_subject", locale.T(
			"Số định danh này đã được nối với một tài khoản định danh khác, nên lượt đăng nhập này chưa được chấp nhận. Nếu Ông/Bà đã đổi tài khoản định danh, xin đến Trung tâm Phục vụ hành chính công với giấy tờ tùy thân để gỡ liên kết cũ.",
			"This number is already linked to another user of the identity provider, so you were not signed in. If your identification account was replaced, please visit a public service centre with your identity paper to have the old link removed."))
	}
	name, birth := p.Name, p.Birth
	if birth.IsZero() {
		birth = s.Birth
	}
	if p.Kind == org.ActorOfficial {
		name, birth = s.Name, s.Birth // staff are named by the organisation
	}
	if strings.EqualFold(name, s.Name) {
		name = s.Name // some providers send capitals only: that is no other name
	}
	if name == s.Name && birth == s.Birth && p.Assurance == l.Assurance {
		return nil, nil
	}
	return []act.Event{Proved{Account: s.Account, Provider: p.Provider, Assurance: p.Assurance, Name: name, Birth: birth}}, nil
}

// decideJoin links an account that somebody else opened: at a counter, or
// through another provider.
func decideJoin(s State, p Proof, f Facts) ([]act.Event, error) {
	if p.Kind == org.ActorOfficial {
		return []act.Event{linked(s.Account, p, f.Now)}, nil
	}
	switch {
	case p.Assurance < AssuranceToJoin:
		return nil, tooLittle()
	case !p.Birth.IsZero() && !s.Birth.IsZero() && p.Birth != s.Birth:
		return nil, fault.New(fault.Refused, "identity.other_birth", locale.T(
			"Tại cổng này đã có tài khoản mang số định danh của Ông/Bà nhưng ngày sinh khác, nên chưa nối được. Chưa có gì thay đổi; xin gọi tổng đài hoặc đến quầy để sửa ngày sinh.",
			"There is an account with your number but another date of birth, so it was not linked. Nothing was changed; please call the hotline or visit a counter to have the date corrected."))
	}
	events := []act.Event{linked(s.Account, p, f.Now)}
	if name, birth := p.Name, p.Birth; !strings.EqualFold(name, s.Name) || !birth.IsZero() && birth != s.Birth {
		if birth.IsZero() {
			birth = s.Birth
		}
		events = append(events, Proved{Account: s.Account, Provider: p.Provider, Assurance: p.Assurance, Name: name, Birth: birth})
	}
	return events, nil
}

func linked(account string, p Proof, now calendar.Instant) Linked {
	return Linked{Account: account, Provider: p.Provider, Subject: p.Subject, Assurance: p.Assurance, Since: now}
}

func tooLittle() *fault.Error {
	return fault.New(fault.Refused, "identity.assurance", locale.T(
		"Tài khoản định danh của Ông/Bà chưa đủ mức độ để vào tài khoản tại cổng này. Xin nâng lên mức độ 2 tại cơ quan Công an cấp xã bất kỳ, rồi đăng nhập lại.",
		"Your identification account has too low a level to enter the account at this portal. Please have it raised to level 2 at any commune's police, then sign in again."))
}

var providerShape = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)

// ProviderID reports whether the text can name a provider: lower-case letters,
// digits and dashes, at most 32.
func ProviderID(id string) bool { return providerShape.MatchString(id) }

// ReadProof brings what a provider said into the stored form; twice is as good
// as once. A provider that sends something else than agreed is no mistake of the
// person's.
func ReadProof(p Proof) (Proof, error) {
	if !ProviderID(p.Provider) || !hashShape.MatchString(p.Subject) {
		return p, badProof("subject")
	}
	var problem *locale.Problem
	if p.Name, problem = locale.Clean(p.Name); problem != nil || p.Name == "" && p.Kind != org.ActorOfficial || utf8.RuneCountInString(p.Name) > longestText {
		return p, badProof("name")
	}
	switch p.Kind {
	case org.ActorCitizen:
		number, problem := provedNumber(p.Number, p.Nation)
		if problem != nil {
			return p, badProof("number")
		}
		p.Number, p.Nation = number, ""
	case org.ActorBusiness:
		code, problem := locale.ParseTaxCode(p.Number)
		if problem != nil {
			return p, badProof("number")
		}
		p.Number = string(code)
	case org.ActorOfficial:
	case org.ActorSystem:
		return p, badProof("kind")
	default:
		return p, badProof("kind")
	}
	if holder, problem := provedNumber(p.Holder, p.HolderNation); problem == nil && p.Kind == org.ActorBusiness {
		p.Holder, p.HolderNation = holder, ""
	} else {
		p.Holder, p.HolderNation = "", ""
	}
	// How to reach the person is a gift of the provider: what cannot be used is
	// left out, the person gives it on the account page.
	if phone, problem := locale.ParsePhone(p.Phone); problem == nil {
		p.Phone = string(phone)
	} else {
		p.Phone = ""
	}
	if email, problem := locale.ParseEmail(p.Email); problem == nil {
		p.Email = string(email)
	} else {
		p.Email = ""
	}
	return p, nil
}

// provedNumber is the number that a provider tells in the form that accounts
// store; nation is told with a passport alone.
func provedNumber(number, nation string) (string, *locale.Problem) {
	if nation != "" {
		key, bad := locale.PassportKey(number, nation)
		if bad != nil {
			return "", bad
		}
		number = key
	}
	return accountNumber(number)
}

func badProof(field string) *fault.Error {
	return fault.New(fault.Refused, "identity.proof", locale.F(
		"Hệ thống định danh gửi sang thông tin chưa đủ để nhận ra Ông/Bà (mục %q). Chưa có gì thay đổi; xin thử lại sau, hoặc gọi tổng đài và đọc mục này.",
		"What the identity provider sent is not enough to know you (field %q). Nothing was changed; please try again later, or call the hotline and read out that field.", field))
}

// DecideUnlink ends the way in through a provider: the holder's own wish, or
// an administrator's act after the person was seen.
func DecideUnlink(s State, provider string, f Facts) ([]act.Event, error) {
	switch _, ok := s.Link(provider); {
	case !s.Exists() || s.Closed:
		return nil, fault.New(fault.NotFound, "identity.no_account", locale.T(
			"Không có tài khoản này. Xin kiểm tra lại tên tài khoản.", "There is no such account. Please check its name."))
	case f.Actor.Account != s.Account && !f.administers():
		return nil, notYours()
	case !ok:
		return nil, nil
	}
	return []act.Event{Unlinked{Provider: provider}}, nil
}
