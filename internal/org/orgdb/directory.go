package orgdb

import (
	"context"

	"motcua/internal/journal"
	"motcua/internal/org"
)

// territoryKind is the kind of the streams of places: "territory/H49".
const territoryKind = "territory"

// Register declares the streams of agencies and places to the journal; call it
// before the journal starts.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[org.State]{Kind: org.StreamKind, Codec: org.Codec(), Evolve: org.Evolve})
	journal.Register(j, journal.Core[org.Territory]{Kind: territoryKind, Codec: org.TerritoryCodec(), Evolve: org.EvolveTerritory})
	journal.Register(j, journal.Core[org.Reform]{Kind: org.ReformKind, Codec: org.ReformCodec(), Evolve: org.EvolveReform})
}

// Directory (danh bạ cơ quan) is the organisation of the cell, kept current.
// It is empty until the first Refresh; call that again when the journal answers
// that facts were stale. Safe for concurrent use.
type Directory struct {
	*journal.Kept[*snapshot]

	j *journal.Journal
}

// snapshot is an organisation with what it was built from. It never changes.
type snapshot struct {
	organisation *org.Organisation
	versions     map[string]int64 // stream → version
	reforms      []Reform         // the newest first
}

// New makes an empty directory on a journal.
func New(j *journal.Journal) *Directory {
	d := &Directory{j: j}
	d.Kept = journal.Keep(j, &snapshot{organisation: org.Build(nil, org.Territory{})}, d.read, org.StreamKind, territoryKind, org.ReformKind)
	return d
}

// Organisation is the organisation as last read; it never changes, a later one
// takes its place.
func (d *Directory) Organisation() *org.Organisation { return d.Current().organisation }

// Ref is the agency's stream at the version that the organisation was built
// from, version 0 for an unknown agency. For a command's Reads, ask it before
// Organisation (a reload in between then only makes the command stale), or
// take both from Snapshot.
func (d *Directory) Ref(agency string) journal.Ref { return d.Current().ref(agency) }

// Snapshot is the organisation together with the refs of its agencies.
func (d *Directory) Snapshot() (o *org.Organisation, refs func(agencies ...string) []journal.Ref) {
	s := d.Current()
	return s.organisation, func(agencies ...string) []journal.Ref {
		out := make([]journal.Ref, len(agencies))
		for i, a := range agencies {
			out[i] = s.ref(a)
		}
		return out
	}
}

func (s *snapshot) ref(agency string) journal.Ref {
	stream := org.Stream(agency)
	return journal.Ref{Stream: stream, Version: s.versions[stream]}
}

// read reads every agency and place.
func (d *Directory) read(ctx context.Context) (*snapshot, error) {
	next := &snapshot{versions: map[string]int64{}}
	var states []org.State
	err := journal.LoadKind(ctx, d.j, org.StreamKind, func(stream string, version int64, s org.State) error {
		states = append(states, s)
		next.versions[stream] = version
		return nil
	})
	if err != nil {
		return nil, err
	}
	places := org.Territory{Places: map[string]org.Place{}}
	err = journal.LoadKind(ctx, d.j, territoryKind, func(stream string, version int64, t org.Territory) error {
		for id, p := range t.Places {
			places.Places[id] = p
		}
		places.Proposed = append(places.Proposed, t.Proposed...)
		next.versions[stream] = version
		return nil
	})
	if err != nil {
		return nil, err
	}
	next.organisation = org.Build(states, places)
	if next.reforms, err = readReforms(ctx, d.j); err != nil {
		return nil, err
	}
	return next, nil
}
