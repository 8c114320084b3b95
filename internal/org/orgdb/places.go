package orgdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/province"
)

// PlaceOrder is a command about places on its way to the journal.
type PlaceOrder struct {
	ID      string // of the command
	Actor   org.Actor
	Command org.TerritoryCommand
}

// DoPlaces carries out a command about the places of the cell, on the map and
// with the actor's posts of that instant, and answers when it is stored and seen
// by this process.
func (d *Directory) DoPlaces(ctx context.Context, o PlaceOrder) error {
	sum := sha256.Sum256(fmt.Appendf(nil, "%T %+v", o.Command, o.Command))
	_, err := journal.Retry(func() (journal.Receipt, error) {
		if err := d.Refresh(ctx); err != nil {
			return journal.Receipt{}, err
		}
		organisation, refs := d.Snapshot()
		q := journal.Request{
			ID: o.ID, Stream: org.TerritoryStream(province.Code), Expect: journal.Any, Actor: o.Actor.Account,
			Reads: refs(o.Actor.Agencies()...), Digest: hex.EncodeToString(sum[:]),
		}
		return journal.Execute(ctx, d.j, q, func(t org.Territory, now calendar.Instant) ([]act.Event, error) {
			f := org.Facts{Now: now, Actor: o.Actor, Organisation: organisation}
			if f.Actor.Kind == org.ActorOfficial {
				f.Actor.Posts = organisation.Posts(o.Actor.Account, now.Date())
			}
			return org.DecideTerritory(t, o.Command, f)
		})
	})
	if err != nil {
		return err
	}
	return d.Refresh(ctx)
}

// PlaceEntry is one line of a place's history: the place as it was then set.
type PlaceEntry struct {
	Entry
	Place org.Place
}

// PlaceHistory lists what was recorded about a place, oldest first, proposals
// that were declined included.
func (d *Directory) PlaceHistory(ctx context.Context, id string) ([]PlaceEntry, error) {
	all, err := d.j.Stream(ctx, org.TerritoryStream(province.Code))
	if err != nil {
		return nil, err
	}
	var out []PlaceEntry
	proposed := map[string]org.Place{} // by list
	for _, r := range all {
		e := PlaceEntry{Entry: Entry{At: r.At, Actor: r.Actor, Event: r.Event}}
		var ok bool
		switch x := r.Event.(type) {
		case org.PlacesAdopted:
			e.Place, ok = among(x.Places, id)
		case org.PlacesProposed:
			if e.Place, ok = among(x.Places, id); ok {
				proposed[x.List] = e.Place
			}
		case org.PlacesDeclined:
			e.Place, ok = proposed[x.List]
		}
		if ok {
			out = append(out, e)
		}
	}
	return out, nil
}

func among(places []org.Place, id string) (org.Place, bool) {
	if i := slices.IndexFunc(places, func(p org.Place) bool { return p.ID == id }); i >= 0 {
		return places[i], true
	}
	return org.Place{}, false
}
