package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Naming is a unit's name from a day on.
type Naming struct {
	From calendar.Date `json:"from"`
	Name string        `json:"name"`
}

// Counter is a place in a unit where people are served (quầy).
type Counter struct {
	ID   string `json:"id"` // unique in its unit: "1"
	Name string `json:"name"`
	Span
}

// OpenUnit adds a unit.
type OpenUnit struct{ Unit Unit }

// RenameUnit gives a unit another name from a day on.
type RenameUnit struct {
	Unit   string
	From   calendar.Date
	Name   string
	Ground string
}

// CloseUnit ends a unit; Until is its last day. Its staff are moved before.
type CloseUnit struct {
	Unit   string
	Until  calendar.Date
	Ground string
}

// OpenCounter adds a counter to a unit.
type OpenCounter struct {
	Unit    string
	Counter Counter
}

// CloseCounter ends a counter; Until is its last day.
type CloseCounter struct {
	Unit    string
	Counter string
	Until   calendar.Date
}

// Named is the unit under its name of the day.
func (u Unit) Named(day calendar.Date) Unit {
	for _, n := range u.Renamed {
		if n.From.After(day) {
			break
		}
		u.Name = n.Name
	}
	return u
}

func noUnit(id string) error {
	return fault.New(fault.Invalid, "org.no_unit", locale.F(
		"Cơ quan không có đơn vị %q. Xin chọn một đơn vị trong danh sách.", "The agency has no unit %q. Please choose one of the list.", id)).At("unit")
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
		return nil, outside()
	}
	if !u.Until.IsZero() && u.Until.Before(u.From) {
		return nil, spanFault("until")
	}
	return []act.Event{UnitOpened{Unit: u}}, nil
}

func decideRenameUnit(s State, c RenameUnit) ([]act.Event, error) {
	u, ok := s.Unit(c.Unit)
	switch {
	case !ok:
		return nil, noUnit(c.Unit)
	case c.Name == "":
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Còn thiếu tên mới của đơn vị. Xin nhập rồi lưu lại.", "Missing: the unit's new name. Please enter it and save again.")).At("name")
	case !u.On(c.From):
		return nil, outside()
	case u.Named(c.From).Name == c.Name:
		return nil, nil
	}
	return []act.Event{UnitRenamed(c)}, nil
}

func decideCloseUnit(s State, c CloseUnit) ([]act.Event, error) {
	u, ok := s.Unit(c.Unit)
	switch {
	case !ok:
		return nil, noUnit(c.Unit)
	case u.Ended(c.Until):
		return nil, fault.New(fault.Conflict, "org.unit_closed", locale.F(
			"Đơn vị này đã đóng từ sau ngày %s; chưa có gì thay đổi.", "This unit was closed after %s already; nothing was changed.", said(u.Until))).At("until")
	case c.Until.Before(u.From):
		return nil, spanFault("until")
	}
	var staff []string
	after := Span{From: c.Until.AddDays(1)}
	for _, p := range s.Posts {
		if p.Unit == c.Unit && p.overlaps(after) && !slices.Contains(staff, p.Account) {
			staff = append(staff, p.Account)
		}
	}
	if len(staff) > 0 {
		return nil, fault.New(fault.Refused, "org.unit_staffed", locale.F(
			"Đơn vị còn %d người giữ nhiệm vụ sau ngày %s. Xin chuyển họ sang đơn vị khác trước; chưa có gì thay đổi.",
			"%d officials hold posts of the unit after %s. Please move them first; nothing was changed.", len(staff), said(c.Until))).At("unit")
	}
	return []act.Event{UnitClosed(c)}, nil
}

func decideOpenCounter(s State, c OpenCounter) ([]act.Event, error) {
	u, ok := s.Unit(c.Unit)
	if !ok {
		return nil, noUnit(c.Unit)
	}
	k := c.Counter
	if k.ID == "" || k.Name == "" || k.From.IsZero() {
		return nil, fault.New(fault.Invalid, "org.missing", locale.T(
			"Quầy cần có số, tên và ngày mở. Xin nhập đủ rồi lưu lại.", "A counter needs a number, a name and a first day. Please enter them and save again.")).At("counter")
	}
	if !u.On(k.From) {
		return nil, outside()
	}
	for _, have := range u.Counters {
		if have.ID == k.ID && have.overlaps(k.Span) {
			return nil, fault.New(fault.Conflict, "org.counter_exists", locale.F(
				"Quầy số %s đã có trong đơn vị này. Xin chọn số khác.", "Counter %s is in this unit already. Please choose another number.", k.ID)).At("counter")
		}
	}
	return []act.Event{CounterOpened{Unit: c.Unit, Counter: k.ID, Name: k.Name, From: k.From}}, nil
}

func decideCloseCounter(s State, c CloseCounter) ([]act.Event, error) {
	u, _ := s.Unit(c.Unit)
	for _, k := range u.Counters {
		if k.ID == c.Counter && k.Until.IsZero() {
			if c.Until.Before(k.From) {
				return nil, spanFault("until")
			}
			return []act.Event{CounterClosed(c)}, nil
		}
	}
	return nil, fault.New(fault.NotFound, "org.no_counter", locale.T(
		"Đơn vị không có quầy này đang mở. Chưa có gì thay đổi.", "The unit has no such open counter. Nothing was changed."))
}

// eachUnit changes a unit in a copy of the list.
func eachUnit(list []Unit, id string, change func(*Unit)) []Unit {
	list = slices.Clone(list)
	for i := range list {
		if list[i].ID == id {
			change(&list[i])
		}
	}
	return list
}

// evolveUnit folds what happens to a unit after it was opened.
func evolveUnit(s State, e act.Event) State {
	switch e := e.(type) {
	case UnitRenamed:
		s.Units = eachUnit(s.Units, e.Unit, func(u *Unit) {
			u.Renamed = slices.DeleteFunc(slices.Clone(u.Renamed), func(n Naming) bool { return n.From == e.From })
			u.Renamed = append(u.Renamed, Naming{From: e.From, Name: e.Name})
			slices.SortFunc(u.Renamed, func(a, b Naming) int { return a.From.Compare(b.From) })
		})
	case UnitClosed:
		s.Units = eachUnit(s.Units, e.Unit, func(u *Unit) {
			u.Until = e.Until
			u.Counters = slices.Clone(u.Counters)
			for i, k := range u.Counters {
				if !k.Ended(e.Until) {
					u.Counters[i].Until = e.Until
				}
			}
		})
	case CounterOpened:
		s.Units = eachUnit(s.Units, e.Unit, func(u *Unit) {
			u.Counters = append(slices.Clip(u.Counters), Counter{ID: e.Counter, Name: e.Name, Span: Span{From: e.From}})
		})
	case CounterClosed:
		s.Units = eachUnit(s.Units, e.Unit, func(u *Unit) {
			u.Counters = slices.Clone(u.Counters)
			for i, k := range u.Counters {
				if k.ID == e.Counter && k.Until.IsZero() {
					u.Counters[i].Until = e.Until
				}
			}
		})
	}
	return s
}
