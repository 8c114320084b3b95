package reportweb

import (
	"context"
	"sync"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
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

// publish is run for the whole province, from the shelf when the journal has
// not moved since, for a minute at most: open dossiers come due meanwhile. The
// report says as at when it was counted.
func (d *Deps) publish(ctx context.Context, q reportdb.Query) (report.Report, error) {
	q.Scope, q.Within = dossier.Scope{All: true}, nil
	position, err := d.Reports.Recorded(ctx)
	if err != nil {
		return report.Report{}, err
	}
	if r, ok := d.published.find(q, position); ok {
		return r, nil
	}
	if err := d.current(ctx); err != nil {
		return report.Report{}, err
	}
	d.published.counting.Lock()
	defer d.published.counting.Unlock()
	if r, ok := d.published.find(q, position); ok { // by who counted before us
		return r, nil
	}
	r, err := d.Reports.Run(ctx, q)
	if err == nil {
		d.published.put(q, r)
	}
	return r, err
}

func (s *shelf) find(q reportdb.Query, position int64) (report.Report, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.kept[shelfKey{q.Period, q.By}]
	return k.report, ok && k.report.Position >= position && q.Now < k.at.Add(shelfLife)
}

func (s *shelf) put(q reportdb.Query, r report.Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= shelfSize {
		s.kept = map[shelfKey]shelved{}
	}
	s.kept[shelfKey{q.Period, q.By}] = shelved{q.Now, r}
}
