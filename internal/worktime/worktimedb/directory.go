package worktimedb

import (
	"context"
	"slices"
	"strings"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
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
	*journal.Kept[entries]

	j *journal.Journal
}

// entries is every calendar by id, as last read. Only their compiled clocks grow.
type entries map[string]*entry

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
	first := entries{}
	first.carried()
	d.Kept = journal.Keep(j, first, d.read, worktime.StreamKind)
	return d
}

// read reads every calendar.
func (d *Directory) read(ctx context.Context) (entries, error) {
	all := entries{}
	err := journal.LoadKind(ctx, d.j, worktime.StreamKind, func(stream string, version int64, s worktime.State) error {
		all.add(strings.TrimPrefix(stream, worktime.StreamKind+"/"), version, s)
		return nil
	})
	all.carried()
	return all, err
}

// carried fills in the calendars that come with the program.
func (all entries) carried() {
	for _, k := range calendar.QuangNinh() {
		if all[k.ID] != nil {
			continue
		}
		state := worktime.State{First: k, Versions: []worktime.Version{{Number: 1, By: org.System().Account}}}
		all.add(k.ID, 0, state)
	}
}

// add compiles the newest version of a calendar and keeps it; one that does not
// compile was refused when it was published.
func (all entries) add(id string, version int64, state worktime.State) {
	k, err := state.Current().Compile()
	if err != nil {
		return
	}
	all[id] = &entry{
		state: state, ref: journal.Ref{Stream: worktime.Stream(id), Version: version}, latest: k, older: map[int]*calendar.Clock{},
	}
}

// entry is the calendar of an id; an unknown one is the province's.
func (all entries) entry(id string) *entry {
	if e := all[id]; e != nil {
		return e
	}
	return all[calendar.Administrative]
}

// Clock is the newest version of a calendar, "" or an unknown id being the
// province's, with what it rests on for a command's Reads.
func (d *Directory) Clock(id string) (*calendar.Clock, journal.Ref) {
	e := d.Current().entry(id)
	return e.latest, e.ref
}

// Version is a calendar as one of its versions says; false when there is none.
func (d *Directory) Version(id string, n int) (*calendar.Clock, bool) {
	e := d.Current()[id]
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
	e := d.Current()[id]
	if e == nil {
		return worktime.State{}, 0, worktime.ErrNoCalendar
	}
	return e.state, e.ref.Version, nil
}

// All lists the calendars by id, the province's default first.
func (d *Directory) All() []worktime.State {
	all := d.Current()
	out := make([]worktime.State, 0, len(all))
	for _, e := range all {
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
