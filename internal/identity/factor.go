package identity

import (
	"slices"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// FactorKind is what a second factor (bước xác nhận thứ hai) is.
type FactorKind string

// The kinds of second factors. A passkey also signs in by itself: it is
// something one has, opened by something one is or knows.
const (
	FactorTOTP    FactorKind = "totp"    // an app that shows a code every 30 seconds (RFC 6238)
	FactorPasskey FactorKind = "passkey" // a key in a device or on a stick (W3C WebAuthn)
)

// Say is the kind in words.
func (k FactorKind) Say() locale.Text {
	switch k {
	case FactorTOTP:
		return locale.T("Ứng dụng xác thực", "Authenticator app")
	case FactorPasskey:
		return locale.T("Khóa truy cập", "Passkey")
	}
	return locale.Text{VI: string(k)}
}

// MostPasskeys is how many passkeys an account can have at a time.
const MostPasskeys = 10

// Factor is one enrolled second factor; its secret is not here.
type Factor struct {
	ID    string           `json:"id"` // public
	Kind  FactorKind       `json:"kind"`
	Name  string           `json:"name,omitempty"` // as the holder calls it
	Since calendar.Instant `json:"since"`
}

// EnrolFactor adds a second factor that the shell has seen working; an app
// replaces the one before.
type EnrolFactor struct {
	Factor string // its public id
	Kind   FactorKind
	Name   string
}

// RemoveFactor takes one of the holder's second factors away.
type RemoveFactor struct{ Factor string }

// ResetFactors takes all of another's second factors and recovery codes away:
// the telephone is lost, the holder has been identified in person.
type ResetFactors struct{ Ground string }

// IssueRecoveryCodes replaces the holder's recovery codes (mã dự phòng).
type IssueRecoveryCodes struct{}

func (EnrolFactor) accountCommand()        {}
func (RemoveFactor) accountCommand()       {}
func (ResetFactors) accountCommand()       {}
func (IssueRecoveryCodes) accountCommand() {}

// FactorEnrolled says that the account has one more second factor.
type FactorEnrolled struct {
	Account string           `json:"account"`
	Factor  string           `json:"factor"`
	Kind    FactorKind       `json:"kind"`
	Name    string           `json:"name,omitempty" personal:"self"`
	Since   calendar.Instant `json:"since"`
}

// FactorRemoved says that the second factor is good for nothing any more.
type FactorRemoved struct {
	Factor string `json:"factor"`
}

// FactorsReset says that an administrator took all second factors and recovery
// codes away.
type FactorsReset struct {
	Ground string `json:"ground"`
}

// RecoveryCodesIssued says that new recovery codes replaced the old ones.
type RecoveryCodesIssued struct{}

// EventType is the stable name.
func (FactorEnrolled) EventType() string { return "identity.factor_enrolled" }

// EventType is the stable name.
func (FactorRemoved) EventType() string { return "identity.factor_removed" }

// EventType is the stable name.
func (FactorsReset) EventType() string { return "identity.factors_reset" }

// EventType is the stable name.
func (RecoveryCodesIssued) EventType() string { return "identity.recovery_codes_issued" }

// Subjects names whose personal data the event carries.
func (e FactorEnrolled) Subjects() map[string]string { return self(e.Account) }

// Factor is the second factor with that id, if it was not removed.
func (s State) Factor(id string) (Factor, bool) {
	for _, f := range s.Factors {
		if f.ID == id {
			return f, true
		}
	}
	return Factor{}, false
}

// HasFactor reports whether the account has a second factor of a kind.
func (s State) HasFactor(kind FactorKind) bool {
	return slices.ContainsFunc(s.Factors, func(f Factor) bool { return f.Kind == kind })
}

func evolveFactor(s State, e act.Event) State {
	switch e := e.(type) {
	case FactorEnrolled:
		s.Factors = append(slices.Clip(s.Factors), Factor{ID: e.Factor, Kind: e.Kind, Name: e.Name, Since: e.Since})
	case FactorRemoved:
		s.Factors = slices.DeleteFunc(slices.Clone(s.Factors), func(f Factor) bool { return f.ID == e.Factor })
		if len(s.Factors) == 0 {
			s.Factors = nil // as a stored state is read back
		}
	case FactorsReset:
		s.Factors = nil
	}
	return s
}

// decideFactor decides about the holder's own second factors.
func decideFactor(s State, c Command, f Facts) ([]act.Event, error) {
	switch {
	case s.Kind != org.ActorOfficial:
		return nil, fault.New(fault.Refused, "identity.not_official", locale.T(
			"Bước xác nhận thứ hai chỉ dùng cho tài khoản cán bộ. Chưa có gì thay đổi.", "Only officials' accounts have second factors. Nothing was changed."))
	case s.Demo:
		return nil, fault.New(fault.Refused, "identity.demo_factor", locale.T(
			"Tài khoản trình diễn dùng chung nên không đặt bước xác nhận thứ hai. Chưa có gì thay đổi.",
			"Demonstration accounts are for everybody and have no second factors. Nothing was changed."))
	case !s.Active():
		return nil, fault.New(fault.Refused, "identity.disabled_factor", locale.T(
			"Tài khoản đang bị khóa. Chưa có gì thay đổi; xin liên hệ quản trị của cơ quan.", "The account is disabled. Nothing was changed; please contact your agency's administrator."))
	}
	switch c := c.(type) {
	case EnrolFactor:
		return decideEnrol(s, c, f)
	case RemoveFactor:
		if _, ok := s.Factor(c.Factor); !ok {
			return nil, fault.New(fault.NotFound, "identity.no_factor", locale.T(
				"Cách xác nhận này không còn nữa; không cần làm gì thêm.", "This second factor is gone already; nothing more is needed."))
		}
		if f.SecondFactor && len(s.Factors) == 1 {
			return nil, fault.New(fault.Refused, "identity.last_factor", locale.T(
				"Đây là cách xác nhận duy nhất, mà cán bộ phải có ít nhất một. Xin thêm cách khác trước rồi gỡ cách này.",
				"This is the only second factor, and officials must have one. Please add another first, then remove this one."))
		}
		return []act.Event{FactorRemoved(c)}, nil
	default: // IssueRecoveryCodes
		if len(s.Factors) == 0 {
			return nil, fault.New(fault.Refused, "identity.codes_without_factor", locale.T(
				"Mã dự phòng chỉ có ích khi đã đặt bước xác nhận thứ hai. Xin đặt bước đó trước.", "Recovery codes help only with a second factor. Please set one up first."))
		}
		return []act.Event{RecoveryCodesIssued{}}, nil
	}
}

func decideEnrol(s State, c EnrolFactor, f Facts) ([]act.Event, error) {
	name, p := locale.Clean(c.Name)
	if p == nil && (utf8.RuneCountInString(name) > longestLabel || name == "" && c.Kind == FactorPasskey) {
		p = &locale.Problem{Code: "identity.factor_name", Say: locale.F(
			"Xin đặt tên cho khóa (tối đa %d ký tự), ví dụ “Điện thoại của tôi”.", "Please name the key (at most %d characters), for example “My phone”.", longestLabel)}
	}
	if list := note(nil, "name", p); len(list) > 0 {
		return nil, list
	}
	if _, taken := s.Factor(c.Factor); taken || c.Factor == "" || c.Kind != FactorTOTP && c.Kind != FactorPasskey {
		return nil, fault.New(fault.Invalid, "identity.factor_shape", locale.T(
			"Cách xác nhận này chưa được tạo đúng cách nên chưa được thêm. Xin mở lại trang và thử lại.", "The second factor was not made properly and was not added. Please open the page again and retry."))
	}
	var events []act.Event
	passkeys := 0
	for _, old := range s.Factors {
		if old.Kind == FactorPasskey {
			passkeys++
		} else if c.Kind == FactorTOTP {
			events = append(events, FactorRemoved{Factor: old.ID})
		}
	}
	if c.Kind == FactorPasskey && passkeys >= MostPasskeys {
		return nil, fault.New(fault.Refused, "identity.passkey_count", locale.F(
			"Tài khoản đã có %d khóa truy cập. Xin gỡ khóa không còn dùng rồi thêm lại.", "The account already has %d passkeys. Please remove one that is not used, then try again.", MostPasskeys))
	}
	return append(events, FactorEnrolled{Account: s.Account, Factor: c.Factor, Kind: c.Kind, Name: name, Since: f.Now}), nil
}
