package org

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// TerritoryCommand is what can be asked of the territory stream.
//
//sumtype:decl
type TerritoryCommand interface{ territoryCommand() }

// AdoptPlaces puts places on the map at once; only the system does so, from the
// province's own data.
type AdoptPlaces struct {
	Places []Place
	Ground string
}

// ProposePlaces proposes places that are new or changed, whole, in one act;
// nothing is on the map before a second person confirms. A fault's field is the
// place's id.
type ProposePlaces struct {
	List   string // unique id
	Places []Place
	Ground string // the deciding text
}

// ConfirmPlaces is the second person's word for a whole change, all or nothing.
type ConfirmPlaces struct{ List string }

// DeclinePlaces takes a proposed change back, with the reason.
type DeclinePlaces struct{ List, Reason string }

func (AdoptPlaces) territoryCommand()   {}
func (ProposePlaces) territoryCommand() {}
func (ConfirmPlaces) territoryCommand() {}
func (DeclinePlaces) territoryCommand() {}

// DecideTerritory says what happens to the places, or why not. A change is
// checked anew when it is confirmed: the map may have changed meanwhile.
func DecideTerritory(t Territory, c TerritoryCommand, f Facts) ([]act.Event, error) {
	_, adopts := c.(AdoptPlaces)
	if !f.Actor.IsSystem() && (adopts || !f.Actor.AdministersAll()) {
		return nil, fault.New(fault.Forbidden, "org.not_admin", locale.T(
			"Chỉ quản trị hệ thống được thay đổi danh mục địa bàn. Chưa có gì thay đổi.",
			"Only an administrator may change the list of places. Nothing was changed."))
	}
	switch c := c.(type) {
	case AdoptPlaces:
		if err := t.CheckPlaces(c.Places); err != nil {
			return nil, err
		}
		return []act.Event{PlacesAdopted{Places: c.Places, Ground: c.Ground}}, nil
	case ProposePlaces:
		return decideProposePlaces(t, c, f)
	case ConfirmPlaces:
		return decideConfirmPlaces(t, c, f)
	case DeclinePlaces:
		if _, ok := t.Proposal(c.List); !ok {
			return nil, noPlaceProposal()
		}
		if c.Reason == "" {
			return nil, fault.New(fault.Invalid, "org.decline_reason", locale.T(
				"Xin ghi lý do không xác nhận để người đề nghị biết.", "Please give the reason, for the one who proposed it.")).At("reason")
		}
		return []act.Event{PlacesDeclined{List: c.List, By: f.Actor.Account, Reason: c.Reason}}, nil
	}
	return nil, noPlaceProposal()
}

func decideProposePlaces(t Territory, c ProposePlaces, f Facts) ([]act.Event, error) {
	_, known := t.Proposal(c.List)
	switch {
	case c.List == "" || known || len(c.Places) == 0 || len(c.Places) > MostListed:
		return nil, fault.New(fault.Invalid, "org.list_size", locale.F(
			"Danh sách phải có từ 1 đến %d dòng. Chưa có gì thay đổi; xin chia thành nhiều tệp.",
			"A list has 1 to %d lines. Nothing was changed; please split it into several files.", MostListed))
	case c.Ground == "":
		return nil, fault.New(fault.Invalid, "org.place_ground", locale.T(
			"Xin ghi nghị quyết, quyết định làm căn cứ, hoặc ghi “Đính chính” và lý do.",
			"Please give the deciding text, or write that it is a correction and why.")).At("ground")
	}
	var changed []Place
	for _, p := range t.Changes(c.Places) {
		if p.What != PlaceSame {
			changed = append(changed, p.Place)
		}
	}
	for _, p := range changed {
		if t.Waits(p.ID) {
			return nil, fault.New(fault.Conflict, "org.already_proposed", locale.F(
				"Một thay đổi khác của %s đang chờ xác nhận. Xin xác nhận hoặc rút thay đổi ấy trước.",
				"Another change of %s waits for confirmation. Please confirm it or take it back first.", p.Name)).At(p.ID)
		}
	}
	if len(changed) == 0 {
		return nil, fault.New(fault.Conflict, "org.places_same", locale.T(
			"Danh mục địa bàn đã đúng như vậy; không có gì để thay đổi.", "The places are just so already; nothing is left to change."))
	}
	if err := t.CheckPlaces(c.Places); err != nil {
		return nil, err
	}
	return []act.Event{PlacesProposed{List: c.List, Places: changed, Ground: c.Ground, By: f.Actor.Account, At: f.Now}}, nil
}

func decideConfirmPlaces(t Territory, c ConfirmPlaces, f Facts) ([]act.Event, error) {
	p, ok := t.Proposal(c.List)
	if !ok {
		return nil, noPlaceProposal()
	}
	if p.By == f.Actor.Account {
		return nil, fault.New(fault.Forbidden, "org.second_person", locale.T(
			"Người đề nghị không tự xác nhận. Đề nghị được giữ nguyên; xin một quản trị hệ thống khác xác nhận.",
			"Whoever proposed the change does not confirm it. It is kept; another administrator has to confirm."))
	}
	if err := t.CheckPlaces(p.Places); err != nil {
		return nil, err
	}
	return []act.Event{PlacesAdopted{Places: p.Places, Ground: p.Ground, List: p.List, By: p.By}}, nil
}

// Waits reports whether a proposed change is about the place.
func (t Territory) Waits(place string) bool {
	return slices.ContainsFunc(t.Proposed, func(p PlaceProposal) bool {
		return slices.ContainsFunc(p.Places, func(q Place) bool { return q.ID == place })
	})
}

func noPlaceProposal() error {
	return fault.New(fault.NotFound, "org.no_place_proposal", locale.T(
		"Đề nghị này không còn chờ: đã được xác nhận, đã rút lại hoặc không có. Chưa có gì thay đổi; xin xem danh mục địa bàn.",
		"This change waits no more: it was confirmed, taken back or never was. Nothing was changed; please see the list of places."))
}

// PlaceWhat is what a change does to a place.
type PlaceWhat string

// What a change does to a place.
const (
	PlaceNew     PlaceWhat = "new"
	PlaceEnds    PlaceWhat = "ends"    // it was open and has a last day now
	PlaceChanged PlaceWhat = "changed" // anything else is different
	PlaceSame    PlaceWhat = "same"
)

// PlaceChange is one place of a change, with what it was before.
type PlaceChange struct {
	Place  Place
	Before Place // zero for a new place
	What   PlaceWhat
}

// Changes compares places with those on the map, in their order.
func (t Territory) Changes(places []Place) []PlaceChange {
	out := make([]PlaceChange, len(places))
	for i, p := range places {
		before, known := t.Places[p.ID]
		c := PlaceChange{Place: p, Before: before, What: PlaceChanged}
		switch {
		case !known:
			c.What = PlaceNew
		case before.same(p):
			c.What = PlaceSame
		case before.Until.IsZero() && !p.Until.IsZero():
			c.What = PlaceEnds
		}
		out[i] = c
	}
	return out
}
