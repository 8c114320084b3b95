package org

import (
	"maps"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Place is an administrative unit of the ground (đơn vị hành chính): a
// commune, ward or special zone, a district, the province. People live in
// places; agencies govern them.
type Place struct {
	ID     string `json:"id"`             // "hong-gai", "bach-dang.ha-long"
	Code   string `json:"code,omitempty"` // national statistics code: "22", "193"
	Name   string `json:"name"`           // with its type: "Phường Hồng Gai"
	Level  Level  `json:"level"`          // commune, district or province
	Parent string `json:"parent,omitempty"`
	Span
	// Successors are the places that hold its ground from the day after Until;
	// several when it was divided.
	Successors []string `json:"successors,omitempty"`
	// Unconfirmed marks a name, span or successor not yet compared with the
	// deciding text.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

// TerritoryStream is the stream id of a province's places, by its identifier:
// "territory/H49".
func TerritoryStream(province string) string { return "territory/" + province }

// Territory is all places of the province, by id.
type Territory struct {
	Places map[string]Place `json:"places,omitempty"`
}

// PlacesAdopted puts places on the map, or replaces those with the same id.
type PlacesAdopted struct {
	Places []Place `json:"places"`
	Ground string  `json:"ground,omitempty"` // the deciding text
}

// EventType is the stable name.
func (PlacesAdopted) EventType() string { return "org.places_adopted" }

// TerritoryCodec stores the events of the territory stream.
func TerritoryCodec() act.Codec { return act.NewCodec(PlacesAdopted{}) }

// EvolveTerritory folds one event; it never panics.
func EvolveTerritory(t Territory, e act.Event) Territory {
	adopted, ok := e.(PlacesAdopted)
	if !ok {
		return t
	}
	next := make(map[string]Place, len(t.Places)+len(adopted.Places))
	maps.Copy(next, t.Places)
	for _, p := range adopted.Places {
		next[p.ID] = p
	}
	return Territory{Places: next}
}

// AdoptPlaces asks for places to be put on the map.
type AdoptPlaces struct {
	Places []Place
	Ground string
}

// DecideTerritory accepts places that are complete, whose successors exist and
// begin on the day after, and whose chains do not come back to themselves.
func DecideTerritory(t Territory, c AdoptPlaces, f Facts) ([]act.Event, error) {
	if !f.Actor.IsSystem() && !f.Actor.HoldsAnywhere(DutyAdmin) {
		return nil, fault.New(fault.Forbidden, "org.not_admin", locale.T(
			"Chỉ quản trị hệ thống được thay đổi danh mục địa bàn. Chưa có gì thay đổi.",
			"Only an administrator may change the list of places. Nothing was changed."))
	}
	event := PlacesAdopted(c)
	next := EvolveTerritory(t, event)
	var list fault.List
	for _, p := range c.Places {
		if e := checkPlace(next, p); e != nil {
			list = append(list, e)
		}
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{event}, nil
}

func checkPlace(t Territory, p Place) *fault.Error {
	switch {
	case p.ID == "" || p.Name == "" || p.Level == "" || p.From.IsZero():
		return fault.New(fault.Invalid, "org.place_incomplete", locale.F(
			"Địa bàn %q cần có mã, tên, cấp và ngày bắt đầu. Xin nhập đủ rồi lưu lại.",
			"Place %q needs an id, a name, a level and a first day. Please enter them and save again.", p.ID)).At(p.ID)
	case !p.Until.IsZero() && p.Until.Before(p.From):
		return spanFault(p.ID)
	case len(p.Successors) > 0 && p.Until.IsZero():
		return fault.New(fault.Invalid, "org.place_successor", locale.F(
			"%s có nơi kế thừa nhưng chưa có ngày kết thúc. Xin nhập ngày kết thúc.",
			"%s has successors but no last day. Please enter the last day.", p.Name)).At(p.ID)
	}
	for _, id := range p.Successors {
		s, ok := t.Places[id]
		// An ended district's ground is named by communes, its own level being gone.
		level := ok && (s.Level == p.Level || (p.Level == LevelDistrict && s.Level == LevelCommune))
		if !level || s.From != p.Until.AddDays(1) {
			return fault.New(fault.Invalid, "org.place_successor", locale.F(
				"Nơi kế thừa %[2]q của %[1]s không có, khác cấp hoặc không bắt đầu vào ngày liền sau. Xin kiểm tra lại.",
				"Successor %[2]q of %[1]s is unknown, of another level or does not begin on the next day. Please check it.", p.Name, id)).At(p.ID)
		}
	}
	return nil
}

// On lists the places of a level that exist on the day, by id.
func (t Territory) On(level Level, day calendar.Date) []Place {
	var out []Place
	for _, p := range t.Places {
		if p.Level == level && p.Span.On(day) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Place) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return out
}
