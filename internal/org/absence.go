package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Absence is a time in which an official is away (vắng mặt: leave, illness, a
// mission) and who stands in for him (người làm thay), "" for nobody. The
// absent official keeps his posts: the stand-in uses them beside him.
type Absence struct {
	Agency  string `json:"-"` // filled in by Organisation
	Account string `json:"account"`
	StandIn string `json:"stand_in,omitempty"`
	Reason  string `json:"reason,omitempty"` // "" once erased
	By      string `json:"by,omitempty"`     // account that recorded it
	Second  string `json:"second,omitempty"` // account that let the stand-in use sensitive duties
	Span
}

// MaySecond reports whether the account may let the stand-in use sensitive
// duties: neither who recorded the absence nor one of the two it is about.
func (b Absence) MaySecond(account string) bool {
	return account != b.By && account != b.Account && account != b.StandIn
}

// Leave records an absence in this agency; Until is its last day. A stand-in
// holds a post of the agency all that time, is not away himself and is nobody's
// absent: there are no chains.
type Leave struct {
	Account string
	From    calendar.Date
	Until   calendar.Date
	StandIn string
	Reason  string
}

// EndLeave brings the last day of the absence that began on From forward, or
// takes it back when Until is the day before From.
type EndLeave struct {
	Account string
	From    calendar.Date
	Until   calendar.Date
}

// ConfirmStandIn lets the stand-in use the absent official's sensitive duties;
// another administrator than the one who recorded the absence does it.
type ConfirmStandIn struct {
	Account string
	From    calendar.Date
}

func decideLeave(s State, c Leave, f Facts) ([]act.Event, error) {
	away := Span{From: c.From, Until: c.Until}
	switch {
	case c.Account == "" || c.From.IsZero() || c.Until.IsZero():
		return nil, fault.New(fault.Invalid, "org.leave_missing", locale.T(
			"Cần có người vắng, ngày đầu và ngày cuối. Nếu chưa biết ngày cuối, xin ghi ngày dự kiến rồi ghi tiếp khi gia hạn.",
			"An official, a first and a last day are needed. If the last day is not known, please enter the expected one and record more later.")).At("until")
	case c.Until.Before(c.From):
		return nil, spanFault("until")
	case !s.holdsThrough(c.Account, away):
		return nil, fault.New(fault.Refused, "org.leave_no_post", locale.T(
			"Người này không giữ nhiệm vụ nào trong cơ quan suốt thời gian vắng. Chưa có gì thay đổi; xin chọn lại ngày.",
			"This official holds no post in the agency all that time. Nothing was changed; please choose other days.")).At("account")
	}
	for _, b := range s.Absences {
		if b.Account == c.Account && b.overlaps(away) {
			return nil, fault.New(fault.Conflict, "org.leave_twice", locale.F(
				"Đã ghi người này vắng từ %s đến %s. Xin sửa lần ghi đó thay vì ghi lần nữa.",
				"This official is already recorded as away from %s to %s. Please change that record instead.", said(b.From), said(b.Until))).At("from")
		}
		if b.StandIn == c.Account && b.overlaps(away) {
			return nil, fault.New(fault.Refused, "org.leave_stands_in", locale.F(
				"Người này đang làm thay cho người khác từ %s đến %s, nên vắng thì việc ấy không còn ai làm. Xin ghi người khác làm thay trước.",
				"This official stands in for somebody from %s to %s, whose work nobody would do. Please name another stand-in there first.", said(b.From), said(b.Until))).At("account")
		}
	}
	if c.StandIn != "" {
		if err := checkStandIn(s, c, f); err != nil {
			return nil, err
		}
	}
	e := AbsenceRecorded{Account: c.Account, From: c.From, Until: c.Until, StandIn: c.StandIn, Reason: c.Reason, By: f.Actor.Account}
	if f.Actor.IsSystem() {
		e.Second = f.Actor.Account
	}
	return []act.Event{e}, nil
}

// checkStandIn refuses who cannot stand in during the leave, with the reason.
func checkStandIn(s State, c Leave, f Facts) error {
	refuse := func(code, vi, en string) error {
		return fault.New(fault.Refused, code, locale.T(vi, en)).At("stand_in")
	}
	away := Span{From: c.From, Until: c.Until}
	absent := slices.Clone(s.Absences)
	if f.Organisation != nil {
		absent = append(absent, f.Organisation.away[c.StandIn]...)
	}
	switch {
	case c.StandIn == c.Account:
		return refuse("org.stand_in_self", "Người vắng không thể tự làm thay cho mình. Xin chọn người khác.",
			"Nobody stands in for himself. Please choose another official.")
	case c.StandIn == f.Actor.Account:
		return fault.New(fault.Forbidden, "org.own_grant", locale.T(
			"Ông/Bà không thể tự cử mình làm thay. Xin nhờ một quản trị khác ghi nhận.",
			"You cannot name yourself as a stand-in. Please ask another administrator.")).At("stand_in")
	case !s.holdsThrough(c.StandIn, away):
		return refuse("org.stand_in_elsewhere", "Người làm thay phải đang giữ nhiệm vụ trong chính cơ quan này suốt thời gian đó. Xin chọn người khác.",
			"A stand-in holds a post in this very agency all that time. Please choose another official.")
	case slices.ContainsFunc(absent, func(b Absence) bool { return b.Account == c.StandIn && b.overlaps(away) }):
		return refuse("org.stand_in_away", "Người làm thay cũng vắng trong thời gian đó. Xin chọn người khác hoặc đổi ngày.",
			"The stand-in is away in that time too. Please choose another official or other days.")
	}
	return nil
}

func decideEndLeave(s State, c EndLeave) ([]act.Event, error) {
	for _, b := range s.Absences {
		if b.Account != c.Account || b.From != c.From {
			continue
		}
		if c.Until.Before(c.From.AddDays(-1)) || c.Until.After(b.Until) {
			return nil, fault.New(fault.Invalid, "org.leave_end", locale.F(
				"Ngày cuối mới phải từ %s đến %s. Muốn kéo dài, xin ghi thêm một lần vắng mới.",
				"The new last day must be from %s to %s. To make it longer, please record one more absence.", said(c.From.AddDays(-1)), said(b.Until))).At("until")
		}
		if c.Until == b.Until {
			return nil, nil
		}
		return []act.Event{AbsenceEnded(c)}, nil
	}
	return nil, noLeave()
}

func noLeave() error {
	return fault.New(fault.NotFound, "org.no_leave", locale.T(
		"Không có lần vắng nào bắt đầu ngày đó. Chưa có gì thay đổi; xin mở lại trang của người này.",
		"No absence begins on that day. Nothing was changed; please open the official's page again."))
}

func decideConfirmStandIn(s State, c ConfirmStandIn, by Actor) ([]act.Event, error) {
	for _, b := range s.Absences {
		if b.Account != c.Account || b.From != c.From || b.StandIn == "" {
			continue
		}
		switch {
		case b.Second != "":
			return nil, nil
		case !b.MaySecond(by.Account):
			return nil, fault.New(fault.Forbidden, "org.same_person", locale.T(
				"Việc này cần người thứ hai: không phải người đã ghi, người vắng hay người làm thay. Xin nhờ một quản trị khác xác nhận.",
				"This needs a second person: not the one who recorded it, the absent official or the stand-in. Please ask another administrator."))
		}
		return []act.Event{StandInConfirmed{Account: c.Account, From: c.From, Second: by.Account}}, nil
	}
	return nil, noLeave()
}

// holdsThrough reports whether the account holds a post on the first and on
// the last day of the span.
func (s State) holdsThrough(account string, span Span) bool {
	on := func(day calendar.Date) bool {
		return slices.ContainsFunc(s.Posts, func(p Post) bool { return p.Account == account && p.On(day) })
	}
	return on(span.From) && (span.Until.IsZero() || on(span.Until))
}

func eachAbsence(list []Absence, account string, from calendar.Date, change func(*Absence)) []Absence {
	list = slices.Clone(list)
	for i := range list {
		if list[i].Account == account && list[i].From == from {
			change(&list[i])
		}
	}
	return list
}

// Absent is the official's absence on the day.
func (o *Organisation) Absent(account string, day calendar.Date) (Absence, bool) {
	for _, b := range o.away[account] {
		if b.On(day) {
			return b, true
		}
	}
	return Absence{}, false
}

// Absences lists every absence of the official, in the order of recording.
func (o *Organisation) Absences(account string) []Absence { return slices.Clone(o.away[account]) }

// StandIn is who stands in for the official on the day; false when he is there,
// or nobody does.
func (o *Organisation) StandIn(account string, day calendar.Date) (string, bool) {
	for _, b := range o.away[account] {
		if b.StandIn != "" && b.On(day) && len(o.lent(b, day)) > 0 {
			return b.StandIn, true
		}
	}
	return "", false
}

// Posts lists the posts an account may use on the day: its own in the order of
// appointment, then those of the officials for whom it stands in, marked. An
// absent official keeps his own.
func (o *Organisation) Posts(account string, day calendar.Date) []ActorPost {
	out := o.own(account, day)
	for _, b := range o.covers[account] {
		if b.On(day) {
			out = append(out, o.lent(b, day)...)
		}
	}
	return out
}

func (o *Organisation) own(account string, day calendar.Date) []ActorPost {
	var out []ActorPost
	for _, h := range o.heldBy[account] {
		if h.post.On(day) && o.states[h.agency].Agency.On(day) {
			p := h.post
			out = append(out, ActorPost{
				Agency: h.agency, Unit: p.Unit, Duty: p.Duty, Title: p.Title, Mandate: p.Mandate, For: p.For, Fields: p.Fields,
			})
		}
	}
	return out
}

// lent lists the absent official's posts that pass to the stand-in that day:
// none when he is away too or holds nothing in the agency any more; never
// those that grant rights; sensitive ones when he holds the same duty there,
// or a second person confirmed it.
func (o *Organisation) lent(b Absence, day calendar.Date) []ActorPost {
	if _, away := o.Absent(b.StandIn, day); away {
		return nil
	}
	var mine []ActorPost
	for _, p := range o.own(b.StandIn, day) {
		if p.Agency == b.Agency {
			mine = append(mine, p)
		}
	}
	if len(mine) == 0 {
		return nil
	}
	var out []ActorPost
	for _, p := range o.own(b.Account, day) {
		same := slices.IndexFunc(mine, func(m ActorPost) bool { return m.Duty == p.Duty })
		if p.Agency != b.Agency || p.Duty.Administers() || p.Duty.Sensitive() && same < 0 && b.Second == "" {
			continue
		}
		p.StandsInFor = b.Account
		if p.Duty == DutyLeader {
			p.Mandate, p.For = standMandate(p, mine, same)
		}
		p.Title = mine[max(same, 0)].Title
		out = append(out, p)
	}
	return out
}

// standMandate says how a stand-in signs what the absent leader would: the
// head signs as himself, a deputy for the head (KT.), anybody else by
// delegation (TUQ.; NĐ 30/2020/NĐ-CP, Phụ lục I).
func standMandate(absent ActorPost, mine []ActorPost, same int) (Mandate, string) {
	head := absent.For
	if head == "" {
		head = absent.Title
	}
	switch {
	case same < 0:
		return MandateDelegate, head
	case mine[same].Mandate == MandateNone && absent.Mandate != MandateNone:
		return MandateNone, ""
	}
	return MandateDeputy, head
}
