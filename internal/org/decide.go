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

// End closes the agency; Until is its last day. Whoever is no system names the
// successors, and they exist on the next day: no day is without a competent
// agency.
type End struct {
	Until      calendar.Date
	Successors []string
	Ground     string
}

func (Found) agencyCommand()          {}
func (Describe) agencyCommand()       {}
func (OpenUnit) agencyCommand()       {}
func (RenameUnit) agencyCommand()     {}
func (CloseUnit) agencyCommand()      {}
func (OpenCounter) agencyCommand()    {}
func (CloseCounter) agencyCommand()   {}
func (Appoint) agencyCommand()        {}
func (Confirm) agencyCommand()        {}
func (Decline) agencyCommand()        {}
func (ProposeList) agencyCommand()    {}
func (ConfirmList) agencyCommand()    {}
func (DeclineList) agencyCommand()    {}
func (Relieve) agencyCommand()        {}
func (Move) agencyCommand()           {}
func (Depart) agencyCommand()         {}
func (End) agencyCommand()            {}
func (Leave) agencyCommand()          {}
func (EndLeave) agencyCommand()       {}
func (ConfirmStandIn) agencyCommand() {}
func (OpenBook) agencyCommand()       {}
func (CloseBook) agencyCommand()      {}

// Facts are what Decide may know besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor Actor
	// Organisation is the whole as it stands, nil while the first agency is
	// founded: with it cycles, gaps and seats taken twice are refused.
	Organisation *Organisation
	// OpenWork counts the open dossiers that lie with the official by name whom
	// a Relieve, Move or Depart is about.
	OpenWork int
	// LastNumber is what the book that an OpenBook is about gave last in the year
	// of its first day, 0 for nothing: documents had numbers before books were kept.
	LastNumber int64
}

// Decide says what happens to the agency, or why not. The system and the
// province's administrators may do anything but appoint themselves; a unit
// administrator looks after the staff of his own agency, its clerk after its
// number books.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if err := authority(s, c, f.Actor); err != nil {
		return nil, err
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
	case RenameUnit:
		return decideRenameUnit(s, c)
	case CloseUnit:
		return decideCloseUnit(s, c)
	case OpenCounter:
		return decideOpenCounter(s, c)
	case CloseCounter:
		return decideCloseCounter(s, c)
	case OpenBook:
		return decideOpenBook(s, c.Book, f)
	case CloseBook:
		return decideCloseBook(s, c, f)
	case End:
		return decideEnd(s, c, f)
	case Leave:
		return decideLeave(s, c, f)
	case EndLeave:
		return decideEndLeave(s, c)
	case ConfirmStandIn:
		return decideConfirmStandIn(s, c, f.Actor)
	default:
		return decideStaff(s, c, f)
	}
}

func decideStaff(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case Appoint:
		return decideAppoint(s, c.Post, f.Actor)
	case Confirm:
		return decideConfirm(s, c, f)
	case Decline:
		return decideDecline(s, c, f.Actor)
	case ProposeList:
		return decideProposeList(s, c, f)
	case ConfirmList:
		return decideConfirmList(s, c, f)
	case DeclineList:
		return decideDeclineList(s, c, f.Actor)
	case Relieve:
		return decideRelieve(s, c, f)
	case Move:
		return decideMove(s, c, f)
	case Depart:
		return decideDepart(s, c, f)
	default:
		return nil, fault.New(fault.Invalid, "org.unknown_command", locale.T(
			"Yêu cầu này không áp dụng cho cơ quan; chưa có gì thay đổi.", "This request does not apply to an agency; nothing was changed."))
	}
}

// authority refuses a command that the actor may not give at all.
func authority(s State, c Command, by Actor) error {
	if by.IsSystem() || by.AdministersAll() {
		return nil
	}
	if keepsBooks(s, c, by) {
		return nil
	}
	if !s.Exists() || !by.Administers(s.Agency.ID) {
		return fault.New(fault.Forbidden, "org.not_admin", locale.T(
			"Chỉ quản trị hệ thống, hoặc quản trị đơn vị trong cơ quan mình, được thay đổi tổ chức và cán bộ. Chưa có gì thay đổi; xin Ông/Bà liên hệ quản trị của cơ quan.",
			"Only an administrator, or a unit administrator in the own agency, may change organisation and staff. Nothing was changed; please contact your agency's administrator."))
	}
	granting := false
	switch c := c.(type) {
	case Appoint:
		granting = c.Post.Duty.Administers()
	case Confirm:
		granting = c.Duty.Administers()
	case Decline:
		granting = c.Duty.Administers()
	case Relieve:
		granting = c.Duty.Administers()
	case Move:
		granting = c.Duty.Administers() || c.To.Duty.Administers()
	case Depart:
		granting = slices.ContainsFunc(s.Posts, func(p Post) bool {
			return p.Account == c.Account && p.Duty.Administers() && !p.Ended(c.Until)
		})
	case ProposeList:
		granting = slices.ContainsFunc(c.Posts, func(p Post) bool { return p.Duty.Administers() })
	case ConfirmList:
		granting = slices.ContainsFunc(s.Proposed, func(p Post) bool { return p.List == c.List && p.Duty.Administers() })
	case Leave, EndLeave, ConfirmStandIn, OpenCounter, CloseCounter, DeclineList, OpenBook, CloseBook:
	default:
		return fault.New(fault.Forbidden, "org.unit_admin_scope", locale.T(
			"Quản trị đơn vị chỉ quản lý cán bộ và quầy của cơ quan mình; thành lập, đổi tên, mở hoặc đóng đơn vị là việc của quản trị hệ thống. Chưa có gì thay đổi.",
			"A unit administrator looks after the own agency's staff and counters; founding, renaming, opening and closing belong to the province's administrator. Nothing was changed."))
	}
	if granting {
		return fault.New(fault.Forbidden, "org.unit_admin_grants", locale.T(
			"Quản trị đơn vị không giao, không rút quyền quản trị. Chưa có gì thay đổi; xin đề nghị quản trị hệ thống.",
			"A unit administrator neither grants nor withdraws administration. Nothing was changed; please ask the province's administrator."))
	}
	return nil
}

func decideFound(s State, c Found, f Facts) ([]act.Event, error) {
	if s.Exists() {
		return nil, fault.New(fault.Conflict, "org.agency_exists", locale.F(
			"Cơ quan %q đã có trong danh mục; dữ liệu cũ được giữ nguyên.", "Agency %q is already in the register; it was left as it is.", c.Agency.ID))
	}
	if err := checkFields(c.Agency); err != nil {
		return nil, err
	}
	if err := checkSeat(c.Agency, f.Organisation); err != nil {
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
		return nil, outside()
	}
	return []act.Event{Described(c)}, nil
}

func outside() *fault.Error {
	return fault.New(fault.Refused, "org.outside_agency", locale.T(
		"Cơ quan không hoạt động trong ngày này. Chưa có gì thay đổi; xin chọn ngày trong thời gian cơ quan hoạt động.",
		"The agency does not exist on that day. Nothing was changed; please choose a day of its existence.")).At("from")
}

func decideEnd(s State, c End, f Facts) ([]act.Event, error) {
	if !s.Agency.Until.IsZero() {
		return nil, fault.New(fault.Conflict, "org.already_ended", locale.F(
			"Cơ quan này đã kết thúc ngày %s; chưa có gì thay đổi.", "This agency already ended on %s; nothing was changed.", said(s.Agency.Until)))
	}
	if c.Until.Before(s.Agency.From) {
		return nil, spanFault("until")
	}
	if err := checkSuccessors(s.Agency.ID, c.Successors, f.Organisation); err != nil {
		return nil, err
	}
	if err := checkHeirs(s, c, f); err != nil {
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

// checkHeirs refuses an end that would leave a day without a competent agency,
// naming the agency and the day.
func checkHeirs(s State, c End, f Facts) error {
	if f.Actor.IsSystem() || f.Organisation == nil {
		return nil
	}
	next := c.Until.AddDays(1)
	if len(c.Successors) == 0 {
		return fault.New(fault.Refused, "org.no_successor", locale.F(
			"Từ ngày %s sẽ không có cơ quan nào làm việc của %s. Xin chọn ít nhất một cơ quan kế thừa; chưa có gì thay đổi.",
			"From %s on no agency would do the work of %s. Please choose at least one successor; nothing was changed.", said(next), s.Described(c.Until).Name)).At("successors")
	}
	for _, id := range c.Successors {
		if _, ok := f.Organisation.Agency(id, next); !ok {
			name := id
			if a, known := f.Organisation.Find(id); known {
				name = a.Name
			}
			return fault.New(fault.Refused, "org.successor_absent", locale.F(
				"%s không hoạt động vào ngày %s nên chưa thể kế thừa. Xin thành lập cơ quan ấy trước, hoặc chọn cơ quan khác; chưa có gì thay đổi.",
				"%s does not exist on %s and cannot take over. Please found it first or choose another; nothing was changed.", name, said(next))).At("successors")
		}
	}
	return nil
}

// checkSeat refuses an agency above itself, below one that is not there, or in
// a place that another of its level and kind already governs.
func checkSeat(a Agency, o *Organisation) error {
	if a.Parent == a.ID && a.ID != "" {
		return parentCycle(a.ID)
	}
	if o == nil {
		return nil
	}
	at := a.Parent
	for range len(o.ids) + 1 {
		if at == "" {
			break
		}
		if at == a.ID {
			return parentCycle(a.ID)
		}
		s, ok := o.states[at]
		if !ok || at == a.Parent && !s.Agency.On(a.From) {
			return fault.New(fault.Refused, "org.no_parent", locale.F(
				"Cơ quan cấp trên %q không có vào ngày %s. Xin chọn cơ quan khác hoặc đổi ngày; chưa có gì thay đổi.",
				"The superior agency %q does not exist on %s. Please choose another agency or another day; nothing was changed.", at, said(a.From))).At("parent")
		}
		at = s.Agency.Parent
	}
	if a.Territory == "" || a.Level != LevelCommune && a.Level != LevelDistrict {
		return nil
	}
	for _, id := range o.seats[seat{a.Level, a.Kind, a.Territory}] {
		if other := o.states[id]; id != a.ID && other.Agency.overlaps(a.Span) {
			return fault.New(fault.Refused, "org.seat_taken", locale.F(
				"%s đã là cơ quan cùng cấp, cùng loại ở địa bàn này trong thời gian ấy; mỗi ngày chỉ một cơ quan có thẩm quyền. Xin kết thúc cơ quan ấy trước hoặc đổi ngày.",
				"%s is the agency of that level and kind in this place at that time already; on a day one agency is competent. Please end that one first or choose another day.", other.Described(a.From).Name)).At("territory")
		}
	}
	return nil
}

func parentCycle(id string) error {
	return fault.New(fault.Refused, "org.parent_cycle", locale.F(
		"Cơ quan %q sẽ là cấp trên của chính mình. Xin chọn cơ quan cấp trên khác; chưa có gì thay đổi.",
		"Agency %q would stand above itself. Please choose another superior; nothing was changed.", id)).At("parent")
}
