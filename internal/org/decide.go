package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Command is what can be asked of an agency's stream.
//
//sumtype:decl
type Command interface{ agencyCommand() }

// Found sets up an agency with its first units and posts, in one act.
type Found struct {
	Agency Agency
	Units  []Unit
	Posts  []Post
	Ground string
}

// Describe changes names or contacts from a day on.
type Describe struct {
	From        calendar.Date
	Description Description
	Ground      string
}

// OpenUnit adds a unit.
type OpenUnit struct{ Unit Unit }

// Appoint charges an official with a duty in a unit.
type Appoint struct{ Post Post }

// Relieve ends an official's duty; Until is its last day.
type Relieve struct {
	Account string
	Unit    string
	Duty    Duty
	Until   calendar.Date
}

// End closes the agency; Until is its last day.
type End struct {
	Until      calendar.Date
	Successors []string
	Ground     string
}

func (Found) agencyCommand()          {}
func (Describe) agencyCommand()       {}
func (OpenUnit) agencyCommand()       {}
func (Appoint) agencyCommand()        {}
func (Relieve) agencyCommand()        {}
func (End) agencyCommand()            {}
func (Leave) agencyCommand()          {}
func (EndLeave) agencyCommand()       {}
func (ConfirmStandIn) agencyCommand() {}

// Facts are what Decide may know besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor Actor
	// Organisation is the whole as it stands, nil while the first agency is
	// founded: with it a cycle of successors is refused.
	Organisation *Organisation
}

// Decide says what happens to the agency, or why not. Only the system and
// holders of the admin duty may, and nobody appoints himself.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if !f.Actor.IsSystem() && !f.Actor.HoldsAnywhere(DutyAdmin) {
		return nil, fault.New(fault.Forbidden, "org.not_admin", locale.T(
			"Chỉ quản trị hệ thống được thay đổi tổ chức bộ máy. Chưa có gì thay đổi; xin Ông/Bà liên hệ quản trị của cơ quan.",
			"Only an administrator may change the organisation. Nothing was changed; please contact your agency's administrator."))
	}
	if found, ok := c.(Found); ok {
		return decideFound(s, found, f)
	}
	if !s.Exists() {
		return nil, fault.New(fault.NotFound, "org.no_agency", locale.T(
			"Không có cơ quan này trong danh mục. Xin kiểm tra lại mã cơ quan.",
			"There is no such agency in the register. Please check its id."))
	}
	switch c := c.(type) {
	case Describe:
		return decideDescribe(s, c)
	case OpenUnit:
		return decideOpenUnit(s, c.Unit)
	case Appoint:
		return decideAppoint(s, c.Post, f.Actor)
	case Relieve:
		return decideRelieve(s, c)
	case End:
		return decideEnd(s, c, f)
	case Leave:
		return decideLeave(s, c, f)
	case EndLeave:
		return decideEndLeave(s, c)
	case ConfirmStandIn:
		return decideConfirmStandIn(s, c, f.Actor)
	case Found:
	}
	return nil, fault.New(fault.Invalid, "org.unknown_command", locale.T(
		"Yêu cầu này không áp dụng cho cơ quan; chưa có gì thay đổi.", "This request does not apply to an agency; nothing was changed."))
}

func decideFound(s State, c Found, f Facts) ([]act.Event, error) {
	if s.Exists() {
		return nil, fault.New(fault.Conflict, "org.agency_exists", locale.F(
			"Cơ quan %q đã có trong danh mục; dữ liệu cũ được giữ nguyên.", "Agency %q is already in the register; it was left as it is.", c.Agency.ID))
	}
	if err := checkFields(c.Agency); err != nil {
		return nil, err
	}
	events := []act.Event{Founded{Agency: c.Agency, Ground: c.Ground}}
	next := Evolve(s, events[0])
	for _, u := range c.Units {
		more, err := decideOpenUnit(next, u)
		if err != nil {
			return nil, err
		}
		next, events = fold(next, more), append(events, more...)
	}
	for _, p := range c.Posts {
		more, err := decideAppoint(next, p, f.Actor)
		if err != nil {
			return nil, err
		}
		next, events = fold(next, more), append(events, more...)
	}
	if len(c.Agency.Successors) > 0 {
		if err := checkSuccessors(c.Agency.ID, c.Agency.Successors, f.Organisation); err != nil {
			return nil, err
		}
	}
	return events, nil
}

func fold(s State, events []act.Event) State {
	for _, e := range events {
		s = Evolve(s, e)
	}
	return s
}

// checkFields lists every missing field at once.
func checkFields(a Agency) error {
	var list fault.List
	missing := func(field, vi, en string) {
		list = append(list, fault.New(fault.Invalid, "org.missing", locale.F(
			"Còn thiếu %s. Xin nhập rồi lưu lại.", "Missing: %[2]s. Please enter it and save again.", vi, en)).At(field))
	}
	if a.ID == "" {
		missing("id", "mã cơ quan trong hệ thống", "the agency's id")
	}
	if a.Name == "" {
		missing("name", "tên cơ quan", "the agency's name")
	}
	if a.From.IsZero() {
		missing("from", "ngày bắt đầu hoạt động", "its first day")
	}
	if a.Level == "" {
		missing("level", "cấp của cơ quan", "its level")
	}
	if a.Kind == "" {
		missing("kind", "loại cơ quan", "its kind")
	}
	if !a.Until.IsZero() && a.Until.Before(a.From) {
		list = append(list, spanFault("until"))
	}
	return list.OrNil()
}

func spanFault(field string) *fault.Error {
	return fault.New(fault.Invalid, "org.span", locale.T(
		"Ngày kết thúc sớm hơn ngày bắt đầu. Xin sửa một trong hai ngày.",
		"The last day is before the first. Please correct one of them.")).At(field)
}

func decideDescribe(s State, c Describe) ([]act.Event, error) {
	if c.Description.Name == "" {
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Còn thiếu tên cơ quan. Xin nhập rồi lưu lại.", "Missing: the agency's name. Please enter it and save again.")).At("name")
	}
	if !s.Agency.On(c.From) {
		return nil, outside("from")
	}
	return []act.Event{Described(c)}, nil
}

func outside(field string) *fault.Error {
	return fault.New(fault.Refused, "org.outside_agency", locale.T(
		"Cơ quan không hoạt động trong ngày này. Chưa có gì thay đổi; xin chọn ngày trong thời gian cơ quan hoạt động.",
		"The agency does not exist on that day. Nothing was changed; please choose a day of its existence.")).At(field)
}

func decideOpenUnit(s State, u Unit) ([]act.Event, error) {
	if u.ID == "" || u.Name == "" || u.Kind == "" {
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Đơn vị cần có mã, tên và loại. Xin nhập đủ rồi lưu lại.", "A unit needs an id, a name and a kind. Please enter them and save again.")).At("unit")
	}
	if _, ok := s.Unit(u.ID); ok {
		return nil, fault.New(fault.Conflict, "org.unit_exists", locale.F(
			"Đơn vị %q đã có trong cơ quan; dữ liệu cũ được giữ nguyên.", "Unit %q already exists in the agency; it was left as it is.", u.ID)).At("unit")
	}
	if u.From.IsZero() {
		u.From = s.Agency.From
	}
	if u.Until.IsZero() {
		u.Until = s.Agency.Until
	}
	if !s.Agency.On(u.From) {
		return nil, outside("from")
	}
	return []act.Event{UnitOpened{Unit: u}}, nil
}

func decideAppoint(s State, p Post, by Actor) ([]act.Event, error) {
	if p.Account == by.Account {
		return nil, fault.New(fault.Forbidden, "org.own_grant", locale.T(
			"Ông/Bà không thể tự giao nhiệm vụ cho mình. Xin nhờ một quản trị khác thực hiện.",
			"You cannot appoint yourself. Please ask another administrator."))
	}
	if p.Account == "" || p.Title == "" || !slices.Contains(Duties(), p.Duty) {
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Cần có tài khoản, chức vụ và nhiệm vụ. Xin nhập đủ rồi lưu lại.", "An account, a title and a duty are needed. Please enter them and save again.")).At("post")
	}
	u, ok := s.Unit(p.Unit)
	if !ok {
		return nil, fault.New(fault.Invalid, "org.no_unit", locale.F(
			"Cơ quan không có đơn vị %q. Xin chọn một đơn vị trong danh sách.", "The agency has no unit %q. Please choose one of the list.", p.Unit)).At("unit")
	}
	if p.From.IsZero() {
		p.From = u.From
	}
	if p.Until.IsZero() {
		p.Until = u.Until
	}
	if !s.Agency.On(p.From) || !u.On(p.From) {
		return nil, outside("from")
	}
	if !p.Until.IsZero() && p.Until.Before(p.From) {
		return nil, spanFault("until")
	}
	for _, q := range s.Posts {
		if q.Account == p.Account && q.Unit == p.Unit && q.Duty == p.Duty && q.overlaps(p.Span) {
			return nil, fault.New(fault.Conflict, "org.already_appointed", locale.T(
				"Người này đã được giao nhiệm vụ đó trong thời gian này; không cần giao lại.",
				"This person already holds that duty in that time; nothing more is needed.")).At("post")
		}
	}
	return []act.Event{Appointed{
		Account: p.Account, Name: p.Name, Title: p.Title, Unit: p.Unit,
		Duty: p.Duty, Mandate: p.Mandate, For: p.For, From: p.From, Until: p.Until, Fields: p.Fields,
	}}, nil
}

func decideRelieve(s State, c Relieve) ([]act.Event, error) {
	for _, p := range s.Posts {
		if p.Account == c.Account && p.Unit == c.Unit && p.Duty == c.Duty && !p.Ended(c.Until) {
			if c.Until.Before(p.From) {
				return nil, spanFault("until")
			}
			return []act.Event{Relieved(c)}, nil
		}
	}
	return nil, fault.New(fault.NotFound, "org.not_appointed", locale.T(
		"Người này không giữ nhiệm vụ đó. Chưa có gì thay đổi.", "This person does not hold that duty. Nothing was changed."))
}

func decideEnd(s State, c End, f Facts) ([]act.Event, error) {
	if !s.Agency.Until.IsZero() {
		return nil, fault.New(fault.Conflict, "org.already_ended", locale.F(
			"Cơ quan này đã kết thúc ngày %s; chưa có gì thay đổi.", "This agency already ended on %s; nothing was changed.", s.Agency.Until))
	}
	if c.Until.Before(s.Agency.From) {
		return nil, spanFault("until")
	}
	if err := checkSuccessors(s.Agency.ID, c.Successors, f.Organisation); err != nil {
		return nil, err
	}
	return []act.Event{Ended(c)}, nil
}

// checkSuccessors refuses a chain of successors that would come back to id.
func checkSuccessors(id string, successors []string, o *Organisation) error {
	seen := map[string]bool{}
	queue := slices.Clone(successors)
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if next == id {
			return fault.New(fault.Refused, "org.succession_cycle", locale.F(
				"Chuỗi kế thừa quay lại chính cơ quan %q. Xin chọn cơ quan kế thừa khác; chưa có gì thay đổi.",
				"The chain of successors comes back to %q itself. Please choose another successor; nothing was changed.", id)).At("successors")
		}
		if seen[next] || o == nil {
			continue
		}
		seen[next] = true
		if a, ok := o.Find(next); ok {
			queue = append(queue, a.Successors...)
		}
	}
	return nil
}
