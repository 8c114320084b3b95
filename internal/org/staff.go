package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Appoint charges an official with a duty in a unit. A sensitive duty is only
// proposed by it, until a second person confirms.
type Appoint struct{ Post Post }

// Confirm is the second person's word for a proposed appointment; it takes
// effect from that day at the earliest.
type Confirm struct {
	Account string
	Unit    string
	Duty    Duty
}

// Decline takes a proposed appointment back, with the reason.
type Decline struct {
	Account string
	Unit    string
	Duty    Duty
	Reason  string
}

// Relieve ends an official's duty; Until is its last day.
type Relieve struct {
	Account string
	Unit    string
	Duty    Duty
	Until   calendar.Date
}

// Move ends one duty on Until and gives another of the same agency from the
// next day, in one act.
type Move struct {
	Account string
	Unit    string
	Duty    Duty
	Until   calendar.Date
	To      Post
}

// Depart ends every post of an official in the agency; Until is the last day.
// Open work must have found a new owner before.
type Depart struct {
	Account string
	Until   calendar.Date
	Ground  string
}

func decideAppoint(s State, p Post, by Actor) ([]act.Event, error) {
	if p.Account == by.Account {
		return nil, fault.New(fault.Forbidden, "org.own_grant", locale.T(
			"Ông/Bà không thể tự giao nhiệm vụ cho mình. Xin nhờ một quản trị khác thực hiện.",
			"You cannot appoint yourself. Please ask another administrator."))
	}
	p, err := checkPost(s, p)
	if err != nil {
		return nil, err
	}
	p.By = by.Account
	if by.IsSystem() {
		p.By = "" // the seed and the first administrator: nobody to name
	}
	if !p.Duty.Sensitive() || by.IsSystem() {
		return []act.Event{appointed(p)}, nil
	}
	if _, waits := s.Proposal(p.Account, p.Unit, p.Duty); waits {
		return nil, fault.New(fault.Conflict, "org.already_proposed", locale.T(
			"Nhiệm vụ này đã được đề nghị cho người đó và đang chờ người thứ hai xác nhận; không cần đề nghị lại.",
			"This duty is already proposed for that person and waits for a second person; nothing more is needed.")).At("duty")
	}
	return []act.Event{proposed(p)}, nil
}

func appointed(p Post) Appointed {
	return Appointed{
		Account: p.Account, Name: p.Name, Title: p.Title, Unit: p.Unit, Duty: p.Duty, Mandate: p.Mandate, For: p.For,
		From: p.From, Until: p.Until, Fields: p.Fields, By: p.By, Second: p.Second, Ground: p.Ground,
	}
}

func proposed(p Post) AppointmentProposed {
	return AppointmentProposed{
		Account: p.Account, Name: p.Name, Title: p.Title, Unit: p.Unit, Duty: p.Duty, Mandate: p.Mandate, For: p.For,
		From: p.From, Until: p.Until, Fields: p.Fields, By: p.By, Ground: p.Ground, List: p.List,
	}
}

func (e AppointmentProposed) post() Post {
	return Post{
		Account: e.Account, Name: e.Name, Title: e.Title, Unit: e.Unit, Duty: e.Duty, Mandate: e.Mandate, For: e.For,
		Fields: slices.Clone(e.Fields), By: e.By, Ground: e.Ground, List: e.List, Span: Span{From: e.From, Until: e.Until},
	}
}

func (e Appointed) post() Post {
	return Post{
		Account: e.Account, Name: e.Name, Title: e.Title, Unit: e.Unit, Duty: e.Duty, Mandate: e.Mandate, For: e.For,
		Fields: slices.Clone(e.Fields), By: e.By, Second: e.Second, Ground: e.Ground, Span: Span{From: e.From, Until: e.Until},
	}
}

// checkPost completes a post's days and refuses one that cannot be held.
func checkPost(s State, p Post) (Post, error) {
	if p.Account == "" || p.Title == "" || !slices.Contains(Duties(), p.Duty) {
		return p, fault.New(fault.Invalid, "org.missing", locale.T(
			"Cần có tài khoản, chức vụ và nhiệm vụ. Xin nhập đủ rồi lưu lại.", "An account, a title and a duty are needed. Please enter them and save again.")).At("duty")
	}
	u, ok := s.Unit(p.Unit)
	if !ok {
		return p, noUnit(p.Unit)
	}
	if p.From.IsZero() {
		p.From = u.From
	}
	if p.Until.IsZero() {
		p.Until = u.Until
	}
	switch {
	case !s.Agency.On(p.From) || !u.On(p.From):
		return p, outside()
	case !p.Until.IsZero() && p.Until.Before(p.From):
		return p, spanFault("until")
	case p.Mandate != MandateNone && (p.Duty != DutyLeader || p.For == ""):
		return p, fault.New(fault.Invalid, "org.mandate", locale.T(
			"Ký thay, thừa lệnh hoặc thừa ủy quyền chỉ dùng cho nhiệm vụ lãnh đạo và phải ghi ký thay chức vụ nào. Xin bổ sung.",
			"A mandate belongs to a leader's duty and names the title signed for. Please complete it.")).At("mandate")
	}
	for _, q := range s.Posts {
		if q.Account == p.Account && q.Unit == p.Unit && q.Duty == p.Duty && q.overlaps(p.Span) {
			return p, fault.New(fault.Conflict, "org.already_appointed", locale.T(
				"Người này đã được giao nhiệm vụ đó trong thời gian này; không cần giao lại.",
				"This person already holds that duty in that time; nothing more is needed.")).At("duty")
		}
	}
	return p, nil
}

// Staff counts the officials who hold a post on the day.
func (s State) Staff(day calendar.Date) int {
	seen := map[string]bool{}
	for _, p := range s.Posts {
		if p.On(day) {
			seen[p.Account] = true
		}
	}
	return len(seen)
}

// Proposal is the proposed appointment that waits for a second person.
func (s State) Proposal(account, unit string, d Duty) (Post, bool) {
	for _, p := range s.Proposed {
		if p.Account == account && p.Unit == unit && p.Duty == d {
			return p, true
		}
	}
	return Post{}, false
}

// MaySecond reports whether the account may be the second person for the
// proposed post: neither who proposed it nor whom it is for.
func (p Post) MaySecond(account string) bool { return account != p.By && account != p.Account }

func noProposal() error {
	return fault.New(fault.NotFound, "org.no_proposal", locale.T(
		"Đề nghị này không còn chờ nữa: đã được xác nhận hoặc từ chối. Xin mở lại trang để xem.",
		"This proposal waits no more: it was confirmed or declined. Please open the page again."))
}

func decideConfirm(s State, c Confirm, f Facts) ([]act.Event, error) {
	p, ok := s.Proposal(c.Account, c.Unit, c.Duty)
	if !ok {
		return nil, noProposal()
	}
	return confirmed(s, p, f)
}

// confirmed is the second person's word for one proposed post.
func confirmed(s State, p Post, f Facts) ([]act.Event, error) {
	if !p.MaySecond(f.Actor.Account) {
		return nil, fault.New(fault.Forbidden, "org.same_person", locale.T(
			"Nhiệm vụ này cần người thứ hai xác nhận: không phải người đề nghị hay người được giao. Xin nhờ một quản trị khác.",
			"This duty needs a second person: neither the one who proposed it nor the one it is for. Please ask another administrator."))
	}
	if today := f.Now.Date(); p.From.Before(today) {
		p.From = today // what was not confirmed was not in force
	}
	p, err := checkPost(s, p)
	if err != nil {
		return nil, err
	}
	p.Second = f.Actor.Account
	return []act.Event{appointed(p)}, nil
}

func decideDecline(s State, c Decline, by Actor) ([]act.Event, error) {
	if _, ok := s.Proposal(c.Account, c.Unit, c.Duty); !ok {
		return nil, noProposal()
	}
	if c.Reason == "" {
		return nil, fault.New(fault.Invalid, "org.decline_reason", locale.T(
			"Xin ghi lý do không xác nhận để người đề nghị biết.", "Please give the reason, for the one who proposed it.")).At("reason")
	}
	return []act.Event{AppointmentDeclined{Account: c.Account, Unit: c.Unit, Duty: c.Duty, Reason: c.Reason, By: by.Account}}, nil
}

func decideRelieve(s State, c Relieve, f Facts) ([]act.Event, error) {
	for _, p := range s.Posts {
		if p.Account == c.Account && p.Unit == c.Unit && p.Duty == c.Duty && !p.Ended(c.Until) {
			if c.Until.Before(p.From) {
				return nil, spanFault("until")
			}
			if err := openWork(f); err != nil {
				return nil, err
			}
			if err := lastAdmin(c.Account, []Duty{c.Duty}, c.Until, f); err != nil {
				return nil, err
			}
			return []act.Event{Relieved(c)}, nil
		}
	}
	return nil, fault.New(fault.NotFound, "org.not_appointed", locale.T(
		"Người này không giữ nhiệm vụ đó. Chưa có gì thay đổi.", "This person does not hold that duty. Nothing was changed."))
}

// openWork refuses while dossiers lie with the official by name: nobody else
// could act on them.
func openWork(f Facts) error {
	if f.OpenWork == 0 {
		return nil
	}
	return fault.New(fault.Refused, "org.open_work", locale.F(
		"Còn %d hồ sơ đang giao đích danh cho người này. Xin vào Bàn làm việc, chọn Phân công lại cho từng hồ sơ, rồi làm lại việc này; chưa có gì thay đổi.",
		"%d open dossiers lie with this official by name. Please reassign them at the desk, then do this again; nothing was changed.", f.OpenWork)).At("account")
}

// lastAdmin refuses to leave the province without an administrator.
func lastAdmin(account string, duties []Duty, until calendar.Date, f Facts) error {
	if f.Organisation == nil || f.Actor.IsSystem() || !slices.Contains(duties, DutyAdmin) {
		return nil
	}
	if slices.ContainsFunc(f.Organisation.Administrators(until.AddDays(1)), func(a string) bool { return a != account }) {
		return nil
	}
	return fault.New(fault.Refused, "org.last_admin", locale.T(
		"Đây là quản trị hệ thống cuối cùng; rút đi thì không ai quản trị được nữa. Xin giao cho người khác trước.",
		"This is the last administrator; without one nobody could administer any more. Please appoint another first.")).At("account")
}

func decideMove(s State, c Move, f Facts) ([]act.Event, error) {
	if c.Account == f.Actor.Account {
		return nil, fault.New(fault.Forbidden, "org.own_grant", locale.T(
			"Ông/Bà không thể tự điều động mình. Xin nhờ một quản trị khác thực hiện.",
			"You cannot move yourself. Please ask another administrator."))
	}
	events, err := decideRelieve(s, Relieve{Account: c.Account, Unit: c.Unit, Duty: c.Duty, Until: c.Until}, f)
	if err != nil {
		return nil, err
	}
	c.To.Account = c.Account
	if c.To.From.IsZero() {
		c.To.From = c.Until.AddDays(1)
	}
	if !c.To.From.After(c.Until) {
		return nil, fault.New(fault.Invalid, "org.move_days", locale.T(
			"Nhiệm vụ mới phải bắt đầu sau ngày cuối của nhiệm vụ cũ. Xin sửa một trong hai ngày.",
			"The new duty begins after the last day of the old one. Please correct one of the days.")).At("from")
	}
	for _, p := range s.Posts {
		if p.Account == c.Account && p.Name != "" && c.To.Name == "" {
			c.To.Name = p.Name
		}
	}
	more, err := decideAppoint(fold(s, events), c.To, f.Actor)
	if err != nil {
		return nil, err
	}
	return append(events, more...), nil
}

func decideDepart(s State, c Depart, f Facts) ([]act.Event, error) {
	var duties []Duty
	began := false
	for _, p := range s.Posts {
		if p.Account == c.Account && !p.Ended(c.Until) {
			duties = append(duties, p.Duty)
			began = began || !p.From.After(c.Until)
		}
	}
	switch {
	case c.Until.IsZero():
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Còn thiếu ngày làm việc cuối cùng. Xin nhập rồi lưu lại.", "Missing: the last working day. Please enter it and save again.")).At("until")
	case len(duties) == 0:
		return nil, fault.New(fault.NotFound, "org.not_appointed", locale.T(
			"Người này không giữ nhiệm vụ nào sau ngày đó. Chưa có gì thay đổi.", "This person holds no duty after that day. Nothing was changed."))
	case !began:
		return nil, spanFault("until")
	}
	if err := openWork(f); err != nil {
		return nil, err
	}
	if err := lastAdmin(c.Account, duties, c.Until, f); err != nil {
		return nil, err
	}
	for _, b := range s.Absences {
		if b.StandIn == c.Account && b.Until.After(c.Until) && !b.Ended(f.Now.Date()) {
			return nil, fault.New(fault.Refused, "org.depart_stands_in", locale.F(
				"Người này đang được cử làm thay đến %s. Xin cử người khác làm thay trước; chưa có gì thay đổi.",
				"This official stands in for somebody until %s. Please name another stand-in first; nothing was changed.", said(b.Until))).At("account")
		}
	}
	return []act.Event{Departed(c)}, nil
}

// evolveStaff folds what happens to posts.
func evolveStaff(s State, e act.Event) State {
	switch e := e.(type) {
	case Appointed:
		s.Posts = append(slices.Clip(s.Posts), e.post())
		s.Proposed = without(s.Proposed, e.Account, e.Unit, e.Duty)
	case AppointmentProposed:
		s.Proposed = append(slices.Clip(s.Proposed), e.post())
	case AppointmentDeclined:
		s.Proposed = without(s.Proposed, e.Account, e.Unit, e.Duty)
	case ListDeclined:
		s.Proposed = slices.DeleteFunc(slices.Clone(s.Proposed), func(p Post) bool { return e.List != "" && p.List == e.List })
	case Relieved:
		s.Posts = slices.Clone(s.Posts)
		for i, p := range s.Posts {
			if p.Account == e.Account && p.Unit == e.Unit && p.Duty == e.Duty && !p.Ended(e.Until) {
				s.Posts[i].Until = e.Until
			}
		}
	case Departed:
		s.Posts, s.Absences = slices.Clone(s.Posts), slices.Clone(s.Absences)
		for i, p := range s.Posts {
			if p.Account == e.Account && !p.Ended(e.Until) {
				s.Posts[i].Until = e.Until // a post of later days never comes to be
			}
		}
		for i, b := range s.Absences {
			if b.Account == e.Account && !b.Ended(e.Until) {
				s.Absences[i].Until = e.Until
			}
		}
		s.Proposed = slices.DeleteFunc(slices.Clone(s.Proposed), func(p Post) bool { return p.Account == e.Account })
	}
	return s
}

func without(list []Post, account, unit string, d Duty) []Post {
	return slices.DeleteFunc(slices.Clone(list), func(p Post) bool {
		return p.Account == account && p.Unit == unit && p.Duty == d
	})
}
