package org

import (
	"maps"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
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
	// Proposed are the changes that wait for a second person, oldest first.
	Proposed []PlaceProposal `json:"proposed,omitempty"`
}

// PlaceProposal is a change of places that waits for a second person.
type PlaceProposal struct {
	List   string           `json:"list"` // its id
	Places []Place          `json:"places"`
	Ground string           `json:"ground"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

// PlacesAdopted puts places on the map, or replaces those with the same id.
type PlacesAdopted struct {
	Places []Place `json:"places"`
	Ground string  `json:"ground,omitempty"` // the deciding text
	List   string  `json:"list,omitempty"`   // the proposal that was confirmed
	By     string  `json:"by,omitempty"`     // account that proposed it
}

// PlacesProposed says that a change of places waits for a second person.
type PlacesProposed struct {
	List   string           `json:"list"`
	Places []Place          `json:"places"`
	Ground string           `json:"ground"`
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
}

// PlacesDeclined says that a proposed change does not happen.
type PlacesDeclined struct {
	List   string `json:"list"`
	By     string `json:"by"`
	Reason string `json:"reason" personal:"official"`
}

// EventType is the stable name.
func (PlacesAdopted) EventType() string { return "org.places_adopted" }

// EventType is the stable name.
func (PlacesProposed) EventType() string { return "org.places_proposed" }

// EventType is the stable name.
func (PlacesDeclined) EventType() string { return "org.places_declined" }

// TerritoryCodec stores the events of the territory stream.
func TerritoryCodec() act.Codec {
	return act.NewCodec(PlacesAdopted{}, PlacesProposed{}, PlacesDeclined{})
}

// EvolveTerritory folds one event; it never panics.
func EvolveTerritory(t Territory, e act.Event) Territory {
	switch e := e.(type) {
	case PlacesProposed:
		t.Proposed = append(slices.Clip(t.Proposed), PlaceProposal(e))
	case PlacesDeclined:
		t.Proposed = t.without(e.List)
	case PlacesAdopted:
		next := make(map[string]Place, len(t.Places)+len(e.Places))
		maps.Copy(next, t.Places)
		for _, p := range e.Places {
			next[p.ID] = p
		}
		t.Places = next
		if e.List != "" {
			t.Proposed = t.without(e.List)
		}
	}
	return t
}

// without are the proposals but one.
func (t Territory) without(list string) []PlaceProposal {
	return slices.DeleteFunc(slices.Clone(t.Proposed), func(p PlaceProposal) bool { return p.List == list })
}

// Proposal is the proposed change with that id.
func (t Territory) Proposal(list string) (PlaceProposal, bool) {
	for _, p := range t.Proposed {
		if p.List == list {
			return p, true
		}
	}
	return PlaceProposal{}, false
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
