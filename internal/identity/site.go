package identity

import (
	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// SiteKind is the kind of the stream about the database itself: "site/H49".
const SiteKind = "site"

// SiteStream is the stream about the database of a province, by its code.
func SiteStream(province string) string { return SiteKind + "/" + province }

// DemoMarked says that the database is a demonstration for ever: nothing in it
// has legal effect, and its demonstration accounts need no password.
type DemoMarked struct{}

// EventType is the stable name.
func (DemoMarked) EventType() string { return "identity.demo_marked" }

// SiteState is what the database is for.
type SiteState struct {
	Demo bool `json:"demo,omitempty"`
}

// SiteCodec stores the events of the site stream.
func SiteCodec() act.Codec { return act.NewCodec(DemoMarked{}) }

// EvolveSite folds one event; it never panics.
func EvolveSite(s SiteState, e act.Event) SiteState {
	if _, ok := e.(DemoMarked); ok {
		s.Demo = true
	}
	return s
}

// SiteFacts are what DecideDemo may know besides the state.
type SiteFacts struct {
	Now      calendar.Instant
	Actor    org.Actor
	Accounts int64 // accounts there are, of whatever kind
}

// DecideDemo marks the database as a demonstration: only the system may, and
// only while nobody has an account. Marked already, nothing happens.
func DecideDemo(s SiteState, f SiteFacts) ([]act.Event, error) {
	switch {
	case s.Demo:
		return nil, nil
	case !f.Actor.IsSystem():
		return nil, fault.New(fault.Forbidden, "identity.demo_by_system", locale.T(
			"Chỉ lệnh cài đặt bản trình diễn được đánh dấu cơ sở dữ liệu là trình diễn. Chưa có gì thay đổi.",
			"Only the installation of a demonstration may mark its database. Nothing was changed."))
	case f.Accounts > 0:
		return nil, fault.New(fault.Refused, "identity.demo_in_use", locale.T(
			"Cơ sở dữ liệu này đã có tài khoản thật nên không thể chuyển thành bản trình diễn. Chưa có gì thay đổi; xin dùng một cơ sở dữ liệu mới.",
			"This database already has real accounts and cannot become a demonstration. Nothing was changed; please use a new database."))
	}
	return []act.Event{DemoMarked{}}, nil
}
