package identity

import (
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Limits of tokens and texts.
const (
	TokenLife    = 365 * 24 * time.Hour // the longest a token may be used
	MostTokens   = 20                   // of one account at a time
	longestLabel = 60                   // characters
	longestText  = 300
)

// Command is what can be asked of an account's stream.
//
//sumtype:decl
type Command interface{ accountCommand() }

// Open opens an account.
type Open struct {
	Account string
	Kind    org.ActorKind
	Demo    bool // only in a database marked as a demonstration
	Name    string
	Number  string // identification number, passport (locale.PassportKey) or tax code; "" for officials
	Birth   calendar.Date
	Contact Contact
}

// ChangeContact replaces all contact data.
type ChangeContact struct{ Contact Contact }

// Disable keeps everybody from acting with the account.
type Disable struct{ Ground string }

// Enable lets it act again.
type Enable struct{}

// Close ends the account for ever.
type Close struct{}

// EndSessions signs another's account out on every browser; the account itself
// stays as it is. One's own sessions are no act.
type EndSessions struct{ Ground string }

// IssueToken gives a program the right to act for the account. The shell made
// id and secret; only the hash comes here.
type IssueToken struct {
	Token   string
	Label   string
	Scopes  []Scope
	Hash    string // SHA-256 of the secret, 64 hex digits
	Expires calendar.Instant
}

// RevokeToken ends a token.
type RevokeToken struct{ Token string }

func (Open) accountCommand()          {}
func (ChangeContact) accountCommand() {}
func (Disable) accountCommand()       {}
func (Enable) accountCommand()        {}
func (Close) accountCommand()         {}
func (EndSessions) accountCommand()   {}
func (IssueToken) accountCommand()    {}
func (RevokeToken) accountCommand()   {}

// Facts are what Decide may know besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor org.Actor
	Demo  bool // the database is marked as a demonstration
	// SecondFactor says that officials must have a second factor here.
	SecondFactor bool
	// Held are the duties of the account's holder, present and to come; who looks
	// after the account depends on them.
	Held []org.Held
}

func (f Facts) administers() bool { return f.Actor.IsSystem() || f.Actor.HoldsAnywhere(org.DutyAdmin) }

// Decide says what happens to the account, or why not. Holders change their
// own contact and tokens; the system and holders of the admin duty open and
// close; they and unit administrators disable, sign out and reset, as Keeps
// says, never touching their own account so.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if open, ok := c.(Open); ok {
		return decideOpen(s, open, f)
	}
	if !s.Exists() {
		return nil, fault.New(fault.NotFound, "identity.no_account", locale.T(
			"Không có tài khoản này. Xin kiểm tra lại tên tài khoản.", "There is no such account. Please check its name."))
	}
	if s.Closed {
		return nil, fault.New(fault.Refused, "identity.closed", locale.T(
			"Tài khoản này đã đóng nên không thay đổi được nữa.", "This account is closed and cannot be changed any more."))
	}
	own := f.Actor.Account == s.Account
	switch c := c.(type) {
	case ChangeContact:
		if !own && !f.administers() {
			return nil, notYours()
		}
		return decideContact(s, c)
	case IssueToken:
		if !own && !f.Actor.IsSystem() {
			return nil, notYours()
		}
		return decideIssue(s, c, f)
	case RevokeToken:
		if !own && !f.administers() {
			return nil, notYours()
		}
		if _, ok := s.Token(c.Token); !ok {
			return nil, fault.New(fault.NotFound, "identity.no_token", locale.T(
				"Mã truy cập này không còn nữa; không cần làm gì thêm.", "This token is gone already; nothing more is needed."))
		}
		return []act.Event{TokenRevoked(c)}, nil
	case EnrolFactor, RemoveFactor, IssueRecoveryCodes:
		if !own && !f.Actor.IsSystem() {
			return nil, notYours()
		}
		return decideFactor(s, c, f)
	case EraseContact, EraseAccount, GiveConsent, WithdrawConsent:
		return decidePrivacy(s, c, f)
	case Disable, Enable, Close, EndSessions, ResetFactors, IssuePassword:
		return decideStanding(s, c, f)
	case Open:
	}
	return nil, fault.New(fault.Invalid, "identity.unknown_command", locale.T(
		"Yêu cầu này không áp dụng cho tài khoản; chưa có gì thay đổi.", "This request does not apply to an account; nothing was changed."))
}

func notYours() *fault.Error {
	return fault.New(fault.Forbidden, "identity.not_yours", locale.T(
		"Ông/Bà chỉ thay đổi được tài khoản của mình. Chưa có gì thay đổi.", "You can change only your own account. Nothing was changed."))
}

var accountShape = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$`)

// IsAccount reports whether an account may have that name: 1 to 64 lower-case
// letters and digits, with dots, dashes and underscores between them.
func IsAccount(name string) bool { return accountShape.MatchString(name) }

func decideOpen(s State, c Open, f Facts) ([]act.Event, error) {
	switch {
	// A unit administrator opens officials' accounts; what they may do comes from
	// duties in his own agency alone.
	case !f.administers() && (c.Kind != org.ActorOfficial || !f.Actor.HoldsAnywhere(org.DutyUnitAdmin)):
		return nil, fault.New(fault.Forbidden, "identity.not_admin", locale.T(
			"Chỉ quản trị hệ thống được mở tài khoản. Chưa có gì thay đổi.", "Only an administrator may open accounts. Nothing was changed."))
	case s.Exists():
		return nil, fault.New(fault.Conflict, "identity.account_exists", locale.F(
			"Tài khoản %q đã có; dữ liệu cũ được giữ nguyên. Xin chọn tên khác.", "Account %q already exists and was left as it is. Please choose another name.", c.Account)).At("account")
	case c.Demo && !f.Demo:
		return nil, fault.New(fault.Refused, "identity.not_demo", locale.T(
			"Tài khoản trình diễn chỉ mở được trong cơ sở dữ liệu trình diễn. Chưa có gì thay đổi.",
			"Demonstration accounts can be opened only in a demonstration database. Nothing was changed."))
	}
	var list fault.List
	if !IsAccount(c.Account) || c.Account == org.System().Account {
		list = append(list, fault.New(fault.Invalid, "identity.account_name", locale.T(
			"Tên tài khoản gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối (tối đa 64 ký tự), ví dụ “nguyen.van.a”. Xin gõ lại.",
			"An account name has lower-case letters, digits, dots and dashes (at most 64), for example “nguyen.van.a”. Please type it again.")).At("account"))
	}
	e := Opened{Account: c.Account, Kind: c.Kind, Demo: c.Demo, Birth: c.Birth}
	var p *locale.Problem
	if e.Name, p = locale.Clean(c.Name); p == nil && (e.Name == "" || utf8.RuneCountInString(e.Name) > longestText) {
		p = &locale.Problem{Code: "identity.name", Say: locale.T("Xin nhập họ và tên (hoặc tên tổ chức).", "Please enter the name.")}
	}
	list = note(list, "name", p)
	switch c.Kind {
	case org.ActorCitizen:
		e.Number, p = accountNumber(c.Number)
		list = note(list, "number", p)
	case org.ActorBusiness:
		code, p := locale.ParseTaxCode(c.Number)
		e.Number, list = string(code), note(list, "number", p)
	case org.ActorOfficial:
	default:
		list = note(list, "kind", &locale.Problem{Code: "identity.kind", Say: locale.T(
			"Xin chọn loại tài khoản: công dân, doanh nghiệp hoặc cán bộ.", "Please choose the kind of account: citizen, business or official.")})
	}
	contact, list := checkContact(c.Contact, list)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	e.Phone, e.Email, e.Address, e.Place = contact.Phone, contact.Email, contact.Address, contact.Place
	return []act.Event{e}, nil
}

// accountNumber reads what a person's account is known by: the personal number,
// or a foreigner's passport with its nationality. A Vietnamese passport will not
// do: its holder has a personal number, and would get a second account.
func accountNumber(s string) (string, *locale.Problem) {
	if f, ok := locale.SplitPassportKey(s); ok && f.Nation != "VNM" {
		return f.Key(), nil
	}
	id, bad := locale.ParseCitizenID(s)
	return string(id), bad
}

func note(list fault.List, field string, p *locale.Problem) fault.List {
	if p == nil {
		return list
	}
	return append(list, fault.New(fault.Invalid, p.Code, p.Say).At(field))
}

// checkContact brings contact data into their stored form; every part may be
// empty.
func checkContact(c Contact, list fault.List) (Contact, fault.List) {
	out := Contact{Place: c.Place}
	if c.Phone != "" {
		phone, p := locale.ParsePhone(c.Phone)
		out.Phone, list = string(phone), note(list, "phone", p)
	}
	if c.Email != "" {
		email, p := locale.ParseEmail(c.Email)
		out.Email, list = string(email), note(list, "email", p)
	}
	address, p := locale.Clean(c.Address)
	if p == nil && utf8.RuneCountInString(address) > longestText {
		p = &locale.Problem{Code: "identity.address", Say: locale.F(
			"Địa chỉ dài quá %d ký tự. Xin viết ngắn lại.", "The address is longer than %d characters. Please shorten it.", longestText)}
	}
	out.Address = address
	return out, note(list, "address", p)
}

func decideContact(s State, c ChangeContact) ([]act.Event, error) {
	contact, list := checkContact(c.Contact, nil)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if contact == s.Contact {
		return nil, nil
	}
	return []act.Event{ContactChanged{Account: s.Account, Phone: contact.Phone, Email: contact.Email, Address: contact.Address, Place: contact.Place}}, nil
}

var hashShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

func decideIssue(s State, c IssueToken, f Facts) ([]act.Event, error) {
	if !s.Active() {
		return nil, fault.New(fault.Refused, "identity.disabled", locale.T(
			"Tài khoản đang bị khóa nên chưa cấp được mã truy cập. Xin liên hệ quản trị của cơ quan.",
			"The account is disabled, so no token was issued. Please contact your agency's administrator."))
	}
	var list fault.List
	label, p := locale.Clean(c.Label)
	if p == nil && (label == "" || utf8.RuneCountInString(label) > longestLabel) {
		p = &locale.Problem{Code: "identity.token_label", Say: locale.F(
			"Xin đặt tên cho mã truy cập (tối đa %d ký tự), ví dụ tên phần mềm sẽ dùng.", "Please name the token (at most %d characters), for example after the program that will use it.", longestLabel)}
	}
	list = note(list, "label", p)
	allowed := ScopesFor(s.Kind)
	if len(c.Scopes) == 0 || slices.ContainsFunc(c.Scopes, func(x Scope) bool { return !slices.Contains(allowed, x) }) {
		list = note(list, "scopes", &locale.Problem{Code: "identity.token_scopes", Say: locale.T(
			"Xin chọn ít nhất một việc trong danh sách mà mã truy cập được làm.", "Please choose at least one thing of the list that the token may do.")})
	}
	if c.Expires <= f.Now || c.Expires > f.Now.Add(TokenLife) {
		list = note(list, "expires", &locale.Problem{Code: "identity.token_expires", Say: locale.T(
			"Xin chọn thời hạn không quá một năm.", "Please choose a term of at most a year.")})
	}
	live := 0
	for _, t := range s.Tokens {
		if t.Expires > f.Now {
			live++
		}
	}
	if live >= MostTokens {
		list = note(list, "", &locale.Problem{Code: "identity.token_count", Say: locale.F(
			"Tài khoản đã có %d mã truy cập. Xin thu hồi mã không còn dùng rồi cấp lại.", "The account already has %d tokens. Please revoke one that is not used, then try again.", MostTokens)})
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if _, taken := s.Token(c.Token); taken || c.Token == "" || !hashShape.MatchString(c.Hash) {
		return nil, fault.New(fault.Invalid, "identity.token_shape", locale.T(
			"Mã truy cập chưa được tạo đúng cách nên chưa được cấp. Xin mở lại trang và thử lại.", "The token was not made properly and was not issued. Please open the page again and retry."))
	}
	scopes := slices.Clone(c.Scopes)
	slices.Sort(scopes)
	return []act.Event{TokenIssued{
		Account: s.Account, Token: c.Token, Label: label, Scopes: slices.Compact(scopes), Hash: c.Hash, Issued: f.Now, Expires: c.Expires,
	}}, nil
}
