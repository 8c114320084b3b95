package journal

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Kept is what is built in memory from all streams of some kinds, kept current:
// a directory, the settings. Readers never wait; what they got never changes, a
// newer one takes its place. Safe for concurrent use.
type Kept[T any] struct {
	j       *Journal
	kinds   []string
	build   func(context.Context) (T, error)
	loading sync.Mutex // one reader of the journal at a time
	current atomic.Pointer[kept[T]]
}

// kept is a value with what it was built from.
type kept[T any] struct {
	value    T
	position int64   // of the journal, before the streams were read; -1 before the first time
	versions []int64 // KindVersion of each kind, likewise
}

// Keep keeps what build reads from the streams of the kinds; first is what
// readers see until the first Refresh.
func Keep[T any](j *Journal, first T, build func(context.Context) (T, error), kinds ...string) *Kept[T] {
	k := &Kept[T]{j: j, kinds: kinds, build: build}
	k.current.Store(&kept[T]{value: first, position: -1})
	return k
}

// Current is the value as last built.
func (k *Kept[T]) Current() T { return k.current.Load().value }

// Refresh builds the value again if any stream of the kinds has changed since;
// it costs one look at the journal's position when nothing was written at all.
// On an error everything stays as it was.
func (k *Kept[T]) Refresh(ctx context.Context) error {
	k.loading.Lock()
	defer k.loading.Unlock()
	have := k.current.Load()
	next := &kept[T]{value: have.value}
	var err error
	// Position and versions first: what is written while we read the streams
	// makes the next look find them grown and read again.
	if next.position, err = k.j.Position(ctx); err != nil || next.position == have.position {
		return err
	}
	for _, kind := range k.kinds {
		version, err := k.j.KindVersion(ctx, kind)
		if err != nil {
			return err
		}
		next.versions = append(next.versions, version)
	}
	if !slices.Equal(next.versions, have.versions) {
		if next.value, err = k.build(ctx); err != nil {
			return err
		}
	}
	k.current.Store(next)
	return nil
}

// Follow keeps the value current until ctx ends, at most half a second late,
// whichever process writes. What fails is told to failed and tried again.
func (k *Kept[T]) Follow(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := k.Refresh(ctx); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}
}
