package reportdb

import (
	"context"
	"sync"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/report"
)

const (
	shelfLife = time.Minute // how long a published report serves while the journal stands still
	shelfSize = 16
)

// shelf keeps the reports last published, all views of a period together. Whoever asks without an account costs
// no more than one count at a time, and none while nothing happened.
type shelf struct {
	counting sync.Mutex // held by the one who counts
	mu       sync.Mutex // guards kept
	kept     map[report.Period]shelved
}

type shelved struct {
	at    calendar.Instant
	views map[report.By]report.PublicReport
}

// Publish answers the period's reports of the whole province as anybody may
// read them, in every grouping: small figures are hidden in all of them
// together. They come from the shelf when the journal has not moved since, for
// a minute at most: open dossiers come due meanwhile. They say as at when they
// were counted. q's grouping, scope and row do not matter; who changes the map
// changes it for all.
func (r *Reports) Publish(ctx context.Context, q Query) (map[report.By]report.PublicReport, error) {
	q.Scope, q.Within = dossier.Scope{All: true}, nil
	position, err := r.Recorded(ctx)
	if err != nil {
		return nil, err
	}
	if kept, ok := r.published.find(q, position); ok {
		return kept, nil
	}
	if err := r.Current(ctx); err != nil {
		return nil, err
	}
	r.published.counting.Lock()
	defer r.published.counting.Unlock()
	if kept, ok := r.published.find(q, position); ok { // by who counted before us
		return kept, nil
	}
	counted, err := r.runAll(ctx, q)
	if err != nil {
		return nil, err
	}
	views := report.Hide(counted)
	r.published.put(q, views)
	return views, nil
}

// currentWait is how long a reader waits for figures to be current; then there
// is what there is, with its position.
const currentWait = 2 * time.Second

// Current waits until the reports know what the journal knows.
func (r *Reports) Current(ctx context.Context) error {
	wait, stop := context.WithTimeout(ctx, currentWait)
	defer stop()
	if err := r.WaitFor(wait); err != nil && wait.Err() == nil {
		return err
	}
	return nil
}

func (s *shelf) find(q Query, position int64) (map[report.By]report.PublicReport, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.kept[q.Period]
	return k.views, ok && k.views[report.ByLevel].Position >= position && q.Now < k.at.Add(shelfLife)
}

func (s *shelf) put(q Query, views map[report.By]report.PublicReport) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= shelfSize {
		s.kept = map[report.Period]shelved{}
	}
	s.kept[q.Period] = shelved{q.Now, views}
}
