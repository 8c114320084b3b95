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
	shelfSize = 64
)

// shelf keeps the reports last published. Whoever asks without an account costs
// no more than one count at a time, and none while nothing happened.
type shelf struct {
	counting sync.Mutex // held by the one who counts
	mu       sync.Mutex // guards kept
	kept     map[shelfKey]shelved
}

type shelfKey struct {
	period report.Period
	by     report.By
}

type shelved struct {
	at     calendar.Instant
	report report.Report
}

// Publish is Run for the whole province, as anybody may read it, from the shelf
// when the journal has not moved since, for a minute at most: open dossiers
// come due meanwhile. The report says as at when it was counted.
func (r *Reports) Publish(ctx context.Context, q Query) (report.Report, error) {
	q.Scope, q.Within = dossier.Scope{All: true}, nil
	position, err := r.Recorded(ctx)
	if err != nil {
		return report.Report{}, err
	}
	if kept, ok := r.published.find(q, position); ok {
		return kept, nil
	}
	if err := r.Current(ctx); err != nil {
		return report.Report{}, err
	}
	r.published.counting.Lock()
	defer r.published.counting.Unlock()
	if kept, ok := r.published.find(q, position); ok { // by who counted before us
		return kept, nil
	}
	counted, err := r.Run(ctx, q)
	if err == nil {
		r.published.put(q, counted)
	}
	return counted, err
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

func (s *shelf) find(q Query, position int64) (report.Report, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.kept[shelfKey{q.Period, q.By}]
	return k.report, ok && k.report.Position >= position && q.Now < k.at.Add(shelfLife)
}

func (s *shelf) put(q Query, r report.Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= shelfSize {
		s.kept = map[shelfKey]shelved{}
	}
	s.kept[shelfKey{q.Period, q.By}] = shelved{q.Now, r}
}
