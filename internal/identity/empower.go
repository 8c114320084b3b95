package identity

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Bounds of what a business gives to do.
const (
	MostRepresentatives = 20
	MostGrants          = 200
	LongestGrant        = 5 // years
)

// PrincipalCommand is what can be asked of the stream about who may act for a
// business.
//
//sumtype:decl
type PrincipalCommand interface{ principalCommand() }

// NameRepresentative makes a person the business's legal representative: named
// by the business itself or by one of its representatives.
type NameRepresentative struct{ Account string }

// ProveRepresentative does so on an identity provider's word: it told whose the
// business account is. Only the system asks it.
type ProveRepresentative struct {
	Account   string
	Provider  string
	Assurance Assurance
}

// EndRepresentation ends it: the representative's own leave, or another's act.
type EndRepresentation struct{ Account string }

// Empower gives a person something to do for the business.
type Empower struct {
	Grant   string // fresh id
	Account string
	Powers  []org.Power
	From    calendar.Date // zero is today
	Until   calendar.Date // the last day
}

// RevokePower takes a grant back at once.
type RevokePower struct{ Grant string }

func (NameRepresentative) principalCommand()  {}
func (ProveRepresentative) principalCommand() {}
func (EndRepresentation) principalCommand()   {}
func (Empower) principalCommand()             {}
func (RevokePower) principalCommand()         {}

// PrincipalFacts are what DecidePrincipal may know besides the state.
type PrincipalFacts struct {
	Now      calendar.Instant
	Actor    org.Actor
	Assured  bool  // the actor's sign-in has the level that filing asks for
	Business State // the account of the business
	Person   State // whom the command names; zero when the account is not there
}

// Refusals that callers compare with errors.Is.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrNotRepresentative = fault.New(fault.Forbidden, "identity.not_representative", locale.T(
		"Chỉ tài khoản của chính doanh nghiệp và người đại diện theo pháp luật của doanh nghiệp được giao và thu hồi việc. Chưa có gì thay đổi.",
		"Only the business's own account and its legal representatives may give and revoke powers. Nothing was changed."))
	ErrOwnPower = fault.New(fault.Refused, "identity.own_power", locale.T(
		"Không ai tự giao quyền cho chính mình. Chưa có gì thay đổi; xin để người đại diện khác hoặc tài khoản của doanh nghiệp làm việc này.",
		"Nobody grants anything to himself. Nothing was changed; please have another representative or the business's own account do it."))
	ErrLastRepresentative = fault.New(fault.Refused, "identity.last_representative", locale.T(
		"Đây là người đại diện cuối cùng nên chưa thôi được. Chưa có gì thay đổi; xin ghi người đại diện mới trước.",
		"This is the last representative, who cannot leave yet. Nothing was changed; please name the next one first."))
	ErrNoPerson = fault.New(fault.Refused, "identity.no_person", locale.T(
		"Chưa tìm thấy tài khoản cá nhân mang đúng số giấy tờ và họ tên này. Người được giao cần đăng nhập cổng này ít nhất một lần bằng tài khoản định danh mức độ 2; xin đối chiếu lại số và họ tên. Nội dung đã nhập vẫn còn.",
		"No personal account with exactly this number and name was found. The person must have signed in here once with an identification account of level 2; please compare number and name. What you entered is kept.")).At("number")
)

// DecidePrincipal says what changes in who may act for a business, or why
// nothing does. The business's own account and its legal representatives
// decide; a grant never gives the right to grant.
//
// A representative is safe to trust in two cases only: an identity provider told
// at level 2 whose the business account is, or one who already speaks for the
// business named him. A counter officer who saw papers is not enough: one
// deceived officer would open all dossiers of a business, and its own account
// can be proved since 01/7/2025 (Nghị định 69/2024/NĐ-CP).
func DecidePrincipal(s PrincipalState, c PrincipalCommand, f PrincipalFacts) ([]act.Event, error) {
	if f.Business.Kind != org.ActorBusiness || !f.Business.Active() {
		return nil, fault.New(fault.NotFound, "identity.no_business", locale.T(
			"Không có doanh nghiệp này, hoặc tài khoản của doanh nghiệp đang bị khóa. Xin kiểm tra lại địa chỉ trang.",
			"There is no such business, or its account is disabled. Please check the address of the page."))
	}
	if c, ok := c.(ProveRepresentative); ok {
		return decideProved(s, c, f)
	}
	switch own := f.Actor.Kind == org.ActorBusiness && f.Actor.Account == f.Business.Account; {
	case !own && !s.Represents(f.Actor.Account):
		return nil, ErrNotRepresentative
	case !f.Assured:
		return nil, tooLittle()
	}
	switch c := c.(type) {
	case NameRepresentative:
		return decideRepresentative(s, c, f)
	case EndRepresentation:
		switch {
		case !s.Represents(c.Account):
			return nil, nil
		case len(s.Representatives) == 1:
			return nil, ErrLastRepresentative
		}
		return []act.Event{RepresentationEnded{Account: c.Account, By: f.Actor.Account, At: f.Now}}, nil
	case Empower:
		return decideEmpower(s, c, f)
	case RevokePower:
		if _, ok := s.Grant(c.Grant); !ok {
			return nil, nil
		}
		return []act.Event{PowerRevoked{Grant: c.Grant, By: f.Actor.Account, At: f.Now}}, nil
	case ProveRepresentative:
	}
	return nil, ErrNotRepresentative
}

// decideProved takes a provider's word: at level 2 alone.
func decideProved(s PrincipalState, c ProveRepresentative, f PrincipalFacts) ([]act.Event, error) {
	switch {
	case !f.Actor.IsSystem():
		return nil, ErrNotRepresentative
	case c.Assurance < AssuranceToFile, !f.nameable(c.Account), s.Represents(c.Account), len(s.Representatives) >= MostRepresentatives:
		return nil, nil
	}
	return []act.Event{Represented{Account: c.Account, By: f.Actor.Account, Through: c.Provider, Since: f.Now}}, nil
}

// nameable reports whether the person of a command may act for a business: one
// who was seen, by an account that is there.
func (f PrincipalFacts) nameable(account string) bool {
	p := f.Person
	if account == "" || p.Account != account || p.Kind != org.ActorCitizen || !p.Active() {
		return false
	}
	return p.Demo || slices.ContainsFunc(p.Links, func(l Link) bool { return l.Assurance >= AssuranceToFile })
}

func (f PrincipalFacts) checkPerson(account string) error {
	switch {
	case account != "" && account == f.Actor.Account:
		return ErrOwnPower
	case !f.nameable(account):
		return ErrNoPerson
	}
	return nil
}

func decideRepresentative(s PrincipalState, c NameRepresentative, f PrincipalFacts) ([]act.Event, error) {
	if s.Represents(c.Account) {
		return nil, nil
	}
	if err := f.checkPerson(c.Account); err != nil {
		return nil, err
	}
	if len(s.Representatives) >= MostRepresentatives {
		return nil, tooManyPowers(MostRepresentatives)
	}
	return []act.Event{Represented{Account: c.Account, By: f.Actor.Account, Since: f.Now}}, nil
}

func decideEmpower(s PrincipalState, c Empower, f PrincipalFacts) ([]act.Event, error) {
	if err := f.checkPerson(c.Account); err != nil {
		return nil, err
	}
	if s.Represents(c.Account) {
		return nil, fault.New(fault.Refused, "identity.represents", locale.T(
			"Người này đang là người đại diện theo pháp luật nên đã có mọi quyền. Chưa có gì thay đổi.",
			"This person is a legal representative and may do everything already. Nothing was changed.")).At("number")
	}
	today := f.Now.Date()
	if c.From.IsZero() {
		c.From = today
	}
	var list fault.List
	powers, known := orderly(c.Powers)
	if !known || len(powers) == 0 {
		list = note(list, "powers", &locale.Problem{Code: "identity.powers", Say: locale.T(
			"Xin chọn ít nhất một việc trong danh sách được giao.", "Please choose at least one thing of the list.")})
	}
	switch {
	case c.From.Before(today):
		list = note(list, "from", &locale.Problem{Code: "identity.power_from", Say: locale.T(
			"Ngày bắt đầu đã qua. Xin chọn từ hôm nay trở đi.", "The first day has passed. Please choose today or later.")})
	case c.Until.IsZero() || c.Until.Before(c.From) || c.Until.After(calendar.D(c.From.Year+LongestGrant, int(c.From.Month), c.From.Day)):
		list = note(list, "until", &locale.Problem{Code: "identity.power_until", Say: locale.F(
			"Xin chọn ngày cuối: không trước ngày bắt đầu, không quá %d năm.", "Please choose the last day: not before the first, at most %d years later.", LongestGrant)})
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if _, taken := s.Grant(c.Grant); taken || c.Grant == "" {
		return nil, ErrNotRepresentative
	}
	if len(s.grantsBut(c.Account)) >= MostGrants {
		return nil, tooManyPowers(MostGrants)
	}
	return []act.Event{Empowered{Grant: c.Grant, Account: c.Account, Powers: powers, From: c.From, Until: c.Until, By: f.Actor.Account, At: f.Now}}, nil
}

// orderly brings powers into their order, each once, and adds that whoever does
// something for a business follows its dossiers; false for an unknown one.
func orderly(asked []org.Power) ([]org.Power, bool) {
	var out []org.Power
	for _, p := range org.Powers() {
		if slices.Contains(asked, p) || p == org.PowerFollow && len(asked) > 0 {
			out = append(out, p)
		}
	}
	return out, !slices.ContainsFunc(asked, func(p org.Power) bool { return !slices.Contains(org.Powers(), p) })
}

func tooManyPowers(most int) *fault.Error {
	return fault.New(fault.Refused, "identity.many_powers", locale.F(
		"Doanh nghiệp đã có %d người. Chưa có gì thay đổi; xin thu hồi bớt người không còn làm rồi giao lại.",
		"The business has %d people already. Nothing was changed; please revoke some who left, then try again.", most))
}

// SayPower is a power in words.
func SayPower(p org.Power) locale.Text {
	switch p {
	case org.PowerFollow:
		return locale.T("Theo dõi hồ sơ", "Follow dossiers")
	case org.PowerFile:
		return locale.T("Nộp hồ sơ, nộp bổ sung", "File dossiers and supplements")
	case org.PowerReceive:
		return locale.T("Nhận kết quả", "Receive results")
	case org.PowerPay:
		return locale.T("Nộp phí, lệ phí", "Pay fees")
	}
	return locale.Text{VI: string(p)}
}
