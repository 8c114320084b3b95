package identity

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// IssuePassword gives another official a password to be handed over on paper
// (mật khẩu dùng một lần): it must be changed at the next sign-in. The shell
// makes the password; it never comes here.
type IssuePassword struct{ Ground string }

func (IssuePassword) accountCommand() {}

// PasswordIssued says that an administrator replaced the account's password.
type PasswordIssued struct {
	Ground string `json:"ground"`
}

// EventType is the stable name.
func (PasswordIssued) EventType() string { return "identity.password_issued" }

// Keeps reports whether the actor looks after somebody else's way in: signs him
// out, disables his account, gives him a password, resets his second factors.
// The system and administrators do for everybody; a unit administrator for
// officials all of whose duties, present or to come, lie in agencies that he
// administers, and never for another administrator. held are those duties.
func Keeps(actor org.Actor, account string, held []org.Held) bool {
	switch {
	case actor.Account == account:
		return false
	case actor.IsSystem() || actor.HoldsAnywhere(org.DutyAdmin):
		return true
	}
	beyond := func(h org.Held) bool {
		return h.Duty == org.DutyAdmin || h.Duty == org.DutyUnitAdmin || !actor.Administers(h.Agency)
	}
	return len(held) > 0 && !slices.ContainsFunc(held, beyond)
}

// decideStanding decides whether and how somebody else's account may act.
func decideStanding(s State, c Command, f Facts) ([]act.Event, error) {
	if _, end := c.(Close); end && !f.administers() || !Keeps(f.Actor, s.Account, f.Held) {
		return nil, notKept(f.Actor)
	}
	switch c := c.(type) {
	case Disable:
		if s.Off {
			return nil, nil
		}
		return grounded(c.Ground, Disabled(c), locale.T("Xin ghi lý do khóa tài khoản rồi lưu lại.", "Please give the ground for disabling the account and save again."))
	case Enable:
		if !s.Off {
			return nil, nil
		}
		return []act.Event{Enabled{}}, nil
	case EndSessions:
		return grounded(c.Ground, SessionsEnded(c), locale.T(
			"Xin ghi lý do đăng xuất tài khoản rồi lưu lại.", "Please give the ground for signing the account out and save again."))
	case ResetFactors:
		return grounded(c.Ground, FactorsReset(c), locale.T(
			"Xin ghi lý do đặt lại (ví dụ mất điện thoại, đã gặp trực tiếp) rồi lưu lại.",
			"Please give the ground for the reset (for example a lost telephone, seen in person) and save again."))
	case IssuePassword:
		if err := takesPassword(s); err != nil {
			return nil, err
		}
		return grounded(c.Ground, PasswordIssued(c), locale.T(
			"Xin ghi lý do cấp mật khẩu (ví dụ quên mật khẩu, đã gặp trực tiếp) rồi lưu lại.",
			"Please give the ground for the password (for example forgotten, seen in person) and save again."))
	default:
		return []act.Event{Closed{}}, nil
	}
}

func notKept(actor org.Actor) *fault.Error {
	if actor.HoldsAnywhere(org.DutyUnitAdmin) {
		return fault.New(fault.Forbidden, "identity.not_kept", locale.T(
			"Quản trị đơn vị chỉ làm được việc này cho người có mọi nhiệm vụ ở cơ quan mình và không giữ nhiệm vụ quản trị. Chưa có gì thay đổi; xin nhờ quản trị hệ thống.",
			"A unit administrator does this only for somebody whose duties all lie in the own agency and who administers nothing. Nothing was changed; please ask an administrator."))
	}
	return fault.New(fault.Forbidden, "identity.not_admin", locale.T(
		"Chỉ quản trị được khóa, mở, đóng, đăng xuất hoặc đặt lại tài khoản của người khác. Chưa có gì thay đổi.",
		"Only an administrator may disable, enable, close, sign out or reset another's account. Nothing was changed."))
}

// grounded is the event if its ground is given.
func grounded(ground string, e act.Event, ask locale.Text) ([]act.Event, error) {
	if ground == "" {
		return nil, fault.New(fault.Invalid, "identity.ground", ask).At("ground")
	}
	return []act.Event{e}, nil
}

// takesPassword says why an account gets no password, nil if it does.
func takesPassword(s State) error {
	switch {
	case s.Kind != org.ActorOfficial:
		return fault.New(fault.Refused, "identity.no_password", locale.T(
			"Chỉ tài khoản cán bộ có mật khẩu. Chưa có gì thay đổi.", "Only officials' accounts have passwords. Nothing was changed."))
	case s.Demo:
		return fault.New(fault.Refused, "identity.demo_password", locale.T(
			"Tài khoản trình diễn đăng nhập không cần mật khẩu. Chưa có gì thay đổi.", "Demonstration accounts sign in without a password. Nothing was changed."))
	case !s.Active():
		return fault.New(fault.Refused, "identity.disabled_password", locale.T(
			"Tài khoản đang bị khóa. Xin mở lại trước rồi cấp mật khẩu.", "The account is disabled. Please enable it first, then issue a password."))
	}
	return nil
}
