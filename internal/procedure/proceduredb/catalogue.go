package proceduredb

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
	"motcua/internal/store"
)

// Directory is the organisation as it stands; *orgdb.Directory is one.
type Directory interface{ Organisation() *org.Organisation }

// Catalogue (danh mục thủ tục) answers what the portal asks: search, lists, one
// procedure with its processes. Search and lists read an index in memory that
// is built at the first use and built again when a procedure or process has
// changed since. Safe for concurrent use.
type Catalogue struct {
	j         *journal.Journal
	db        *store.DB
	directory Directory
	home      string

	building sync.Mutex // one builder at a time
	current  atomic.Pointer[snapshot]

	mu      sync.Mutex // guards glances
	glances map[versionKey]glance
}

// versionKey names one version of a definition; it never changes.
type versionKey struct {
	code string
	rev  int64
}

// NewCatalogue makes a catalogue on a journal and its database; home is the
// name of the province whose own procedures may be filed ("Quảng Ninh").
func NewCatalogue(j *journal.Journal, db *store.DB, d Directory, home string) *Catalogue {
	return &Catalogue{j: j, db: db, directory: d, home: home, glances: map[versionKey]glance{}}
}

// Found is one procedure with the processes made for it.
type Found struct {
	procedure.State
	Processes process.State
}

// Standing says whether the procedure takes dossiers on a day in a case, and
// why not.
func (c *Catalogue) Standing(f Found, day calendar.Date, caseCode string) procedure.Standing {
	_, inForce := f.Processes.InForce(day, caseCode)
	return f.Fileable(day, c.home, inForce)
}

// Find reads one procedure and its processes, in two queries; an unknown code
// gives a Found that does not Exist.
func (c *Catalogue) Find(ctx context.Context, code string) (Found, error) {
	p, _, err := journal.Load[procedure.State](ctx, c.j, procedure.Stream(code))
	if err != nil || !p.Exists() {
		return Found{}, err
	}
	q, _, err := journal.Load[process.State](ctx, c.j, process.Stream(code))
	if err != nil {
		return Found{}, err
	}
	p.Listing.Short = inEnglish(p.Listing.Code, p.Listing.Short)
	for i := range p.Versions {
		d := &p.Versions[i].Definition
		d.Short = inEnglish(d.Code, d.Short)
	}
	return Found{State: p, Processes: q}, nil
}

// on is the index for a day: whether a procedure takes dossiers depends on it.
func (c *Catalogue) on(ctx context.Context, day calendar.Date) (*snapshot, error) {
	if s := c.current.Load(); s != nil && s.day == day {
		return s, nil
	}
	c.building.Lock()
	defer c.building.Unlock()
	if s := c.current.Load(); s != nil && s.day == day {
		return s, nil // built while we waited
	}
	return c.build(ctx, day)
}

// build reads the catalogue and puts a new index in place.
func (c *Catalogue) build(ctx context.Context, day calendar.Date) (*snapshot, error) {
	var m marks
	// Marks first: what is written while we read makes the next look build again.
	if err := c.marks(ctx, &m); err != nil {
		return nil, err
	}
	s, err := c.read(ctx, day)
	if err != nil {
		return nil, err
	}
	s.marks = m
	c.current.Store(s)
	return s, nil
}

// marks tell what an index was built from.
type marks struct {
	position   int64 // of the journal, before the catalogue was read
	procedures int64 // KindVersion of each kind, likewise
	processes  int64
}

func (c *Catalogue) marks(ctx context.Context, m *marks) error {
	var err error
	if m.position, err = c.j.Position(ctx); err != nil {
		return err
	}
	if m.procedures, err = c.j.KindVersion(ctx, procedure.StreamKind); err != nil {
		return err
	}
	m.processes, err = c.j.KindVersion(ctx, process.StreamKind)
	return err
}

// Refresh builds the index again if a procedure or process has changed since;
// it costs one look at the journal's position when nothing was written, and
// nothing before the first search.
func (c *Catalogue) Refresh(ctx context.Context) error {
	have := c.current.Load()
	if have == nil {
		return nil
	}
	c.building.Lock()
	defer c.building.Unlock()
	have = c.current.Load()
	position, err := c.j.Position(ctx)
	if err != nil || position == have.marks.position {
		return err
	}
	var now marks
	if err := c.marks(ctx, &now); err != nil {
		return err
	}
	if now.procedures != have.marks.procedures || now.processes != have.marks.processes {
		_, err := c.build(ctx, have.day)
		return err
	}
	same := *have
	same.marks = now
	c.current.Store(&same)
	return nil
}

// lookEvery bounds how old the index is that readers see.
const lookEvery = 2 * time.Second

// Follow builds the index soon after the start, so that no reader waits for it,
// and keeps it current until ctx ends, whichever process writes. What fails is
// told to failed and tried again.
func (c *Catalogue) Follow(ctx context.Context, now func() calendar.Instant, failed func(error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_, err := c.on(ctx, now().Date())
			if err == nil {
				err = c.Refresh(ctx)
			}
			if err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}
}
