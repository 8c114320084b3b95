package orgdb

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

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
}

// Directory (danh bạ cơ quan) is the organisation of the cell, kept current.
// It is empty until the first Load. Safe for concurrent use.
type Directory struct {
	j       *journal.Journal
	loading sync.Mutex // one reader of the journal at a time
	current atomic.Pointer[snapshot]
}

// snapshot is an organisation with what it was built from. It never changes.
type snapshot struct {
	organisation *org.Organisation
	versions     map[string]int64 // stream → version
	position     int64            // of the journal, before the streams were read
	agencies     int64            // KindVersion of each kind, likewise
	territories  int64
}

// New makes an empty directory on a journal.
func New(j *journal.Journal) *Directory {
	d := &Directory{j: j}
	d.current.Store(&snapshot{organisation: org.Build(nil, org.Territory{}), versions: map[string]int64{}, position: -1})
	return d
}

// Organisation is the organisation as last read; it never changes, a later one
// takes its place.
func (d *Directory) Organisation() *org.Organisation { return d.current.Load().organisation }

// Ref is the agency's stream at the version that the organisation was built
// from, version 0 for an unknown agency. For a command's Reads, ask it before
// Organisation (a reload in between then only makes the command stale), or
// take both from Snapshot.
func (d *Directory) Ref(agency string) journal.Ref { return d.current.Load().ref(agency) }

// Snapshot is the organisation together with the refs of its agencies.
func (d *Directory) Snapshot() (o *org.Organisation, refs func(agencies ...string) []journal.Ref) {
	s := d.current.Load()
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

// Load reads every agency and place. On an error the organisation stays as it
// was.
func (d *Directory) Load(ctx context.Context) error {
	d.loading.Lock()
	defer d.loading.Unlock()
	return d.load(ctx)
}

func (d *Directory) load(ctx context.Context) error {
	next := &snapshot{versions: map[string]int64{}}
	// Position and versions first: what is written while we read the streams
	// makes the next look find them grown and read again.
	if err := d.marks(ctx, next); err != nil {
		return err
	}
	var states []org.State
	err := journal.LoadKind(ctx, d.j, org.StreamKind, func(stream string, version int64, s org.State) error {
		states = append(states, s)
		next.versions[stream] = version
		return nil
	})
	if err != nil {
		return err
	}
	places := org.Territory{Places: map[string]org.Place{}}
	err = journal.LoadKind(ctx, d.j, territoryKind, func(_ string, _ int64, t org.Territory) error {
		for id, p := range t.Places {
			places.Places[id] = p
		}
		return nil
	})
	if err != nil {
		return err
	}
	next.organisation = org.Build(states, places)
	d.current.Store(next)
	return nil
}

func (d *Directory) marks(ctx context.Context, s *snapshot) error {
	var err error
	if s.position, err = d.j.Position(ctx); err != nil {
		return err
	}
	if s.agencies, err = d.j.KindVersion(ctx, org.StreamKind); err != nil {
		return err
	}
	s.territories, err = d.j.KindVersion(ctx, territoryKind)
	return err
}

// Refresh reads the organisation again if any agency or place has changed
// since; it costs one look at the journal's position when nothing was written
// at all. Call it when the journal answers that facts were stale.
func (d *Directory) Refresh(ctx context.Context) error {
	d.loading.Lock()
	defer d.loading.Unlock()
	have := d.current.Load()
	position, err := d.j.Position(ctx)
	if err != nil || position == have.position {
		return err
	}
	var now snapshot
	if err := d.marks(ctx, &now); err != nil {
		return err
	}
	if have.position < 0 || now.agencies != have.agencies || now.territories != have.territories {
		return d.load(ctx)
	}
	same := *have
	same.position = now.position
	d.current.Store(&same)
	return nil
}

// lookEvery bounds how old the organisation is that readers see.
const lookEvery = 500 * time.Millisecond

// Follow keeps the organisation current until ctx ends, whichever process
// writes. What fails is told to failed and tried again.
func (d *Directory) Follow(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := d.Refresh(ctx); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}
}
