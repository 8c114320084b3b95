package worktimedb

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/worktime"
)

// Register declares the streams of calendars to the journal; call it before
// the journal starts.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[worktime.State]{Kind: worktime.StreamKind, Codec: worktime.Codec(), Evolve: worktime.Evolve})
}

// Directory (danh bạ lịch làm việc) is every calendar of the cell, kept current. A
// calendar that comes with the program and was not seeded yet counts as its own
// version 1. Safe for concurrent use.
type Directory struct {
	j       *journal.Journal
	loading sync.Mutex // one reader of the journal at a time
	current atomic.Pointer[snapshot]
}

// snapshot is every calendar as last read. Only its compiled clocks grow.
type snapshot struct {
	entries  map[string]*entry
	position int64 // of the journal, before the streams were read
	version  int64 // KindVersion, likewise
}

// entry is one calendar.
type entry struct {
	state  worktime.State
	ref    journal.Ref
	latest *calendar.Clock

	mu    sync.Mutex // guards older
	older map[int]*calendar.Clock
}

// New makes a directory that knows the program's own calendars until the first
// Refresh.
func New(j *journal.Journal) *Directory {
	d := &Directory{j: j}
	s := &snapshot{entries: map[string]*entry{}, position: -1}
	s.carried()
	d.current.Store(s)
	return d
}

// carried fills in the calendars that come with the program.
func (s *snapshot) carried() {
	for _, k := range calendar.QuangNinh() {
		if s.entries[k.ID] != nil {
			continue
		}
		state := worktime.State{First: k, Versions: []worktime.Version{{Number: 1, By: "system"}}}
		s.add(k.ID, 0, state)
	}
}

// add compiles the newest version of a calendar and keeps it; one that does not
// compile was refused when it was published.
func (s *snapshot) add(id string, version int64, state worktime.State) {
	k, err := state.Current().Compile()
	if err != nil {
		return
	}
	s.entries[id] = &entry{
		state: state, ref: journal.Ref{Stream: worktime.Stream(id), Version: version}, latest: k, older: map[int]*calendar.Clock{},
	}
}

// entry is the calendar of an id; an unknown one is the province's.
func (s *snapshot) entry(id string) *entry {
	if e := s.entries[id]; e != nil {
		return e
	}
	return s.entries[calendar.Administrative]
}

// Clock is the newest version of a calendar, "" or an unknown id being the
// province's, with what it rests on for a command's Reads.
func (d *Directory) Clock(id string) (*calendar.Clock, journal.Ref) {
	e := d.current.Load().entry(id)
	return e.latest, e.ref
}

// Version is a calendar as one of its versions says; false when there is none.
func (d *Directory) Version(id string, n int) (*calendar.Clock, bool) {
	e := d.current.Load().entries[id]
	if e == nil {
		return nil, false
	}
	return e.version(n)
}

func (e *entry) version(n int) (*calendar.Clock, bool) {
	if n == e.state.Latest() {
		return e.latest, true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if k := e.older[n]; k != nil {
		return k, true
	}
	data, ok := e.state.At(n)
	if !ok {
		return nil, false
	}
	k, err := data.Compile()
	if err != nil {
		return nil, false
	}
	e.older[n] = k
	return k, true
}

// Find is a calendar with all its history and its stream's version.
func (d *Directory) Find(id string) (worktime.State, int64, error) {
	e := d.current.Load().entries[id]
	if e == nil {
		return worktime.State{}, 0, worktime.ErrNoCalendar
	}
	return e.state, e.ref.Version, nil
}

// All lists the calendars by id, the province's default first.
func (d *Directory) All() []worktime.State {
	s := d.current.Load()
	out := make([]worktime.State, 0, len(s.entries))
	for _, e := range s.entries {
		out = append(out, e.state)
	}
	slices.SortFunc(out, func(a, b worktime.State) int {
		if (a.First.ID == calendar.Administrative) != (b.First.ID == calendar.Administrative) {
			if a.First.ID == calendar.Administrative {
				return -1
			}
			return 1
		}
		return strings.Compare(a.First.ID, b.First.ID)
	})
	return out
}

// Refresh reads the calendars again if any has changed since; it costs one look
// at the journal's position when nothing was written at all.
func (d *Directory) Refresh(ctx context.Context) error {
	d.loading.Lock()
	defer d.loading.Unlock()
	have := d.current.Load()
	next := &snapshot{entries: have.entries}
	var err error
	if next.position, err = d.j.Position(ctx); err != nil || next.position == have.position {
		return err
	}
	if next.version, err = d.j.KindVersion(ctx, worktime.StreamKind); err != nil {
		return err
	}
	if next.version != have.version {
		next.entries = map[string]*entry{}
		err = journal.LoadKind(ctx, d.j, worktime.StreamKind, func(stream string, version int64, s worktime.State) error {
			next.add(strings.TrimPrefix(stream, worktime.StreamKind+"/"), version, s)
			return nil
		})
		if err != nil {
			return err
		}
		next.carried()
	}
	d.current.Store(next)
	return nil
}

// lookEvery bounds how old the calendars are that readers see.
const lookEvery = 500 * time.Millisecond

// Follow keeps the calendars current until ctx ends, whichever process writes.
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
