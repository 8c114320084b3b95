package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/store"
)

// groupSize is the most commands that share one transaction.
const groupSize = 64

// writeTimeout bounds one group: a database that hangs longer is lost.
const writeTimeout = 30 * time.Second

// pending is a command waiting for its outcome.
type pending struct {
	req     Request
	decide  func(any, calendar.Instant) ([]act.Event, error)
	receipt Receipt
	err     error
	done    chan struct{}
	told    func(outcome string) // nil for nobody
}

func (p *pending) finish(r Receipt, err error) {
	p.receipt, p.err = r, err
	if p.told != nil {
		p.told(became(r, err))
	}
	close(p.done)
}

// run is the batcher: it takes what waits, up to groupSize, as one group.
func (j *Journal) run(ctx context.Context) {
	defer close(j.done)
	var answered int       // callers that the last group let go
	var took time.Duration // that the last group needed
	for {
		select {
		case <-ctx.Done():
			j.refuseWaiting()
			return
		case p := <-j.queue:
			group := j.gather(p, answered, min(took/lingerShare, lingerMost))
			start := time.Now()
			for _, some := range apart(group) {
				j.observed(some)
			}
			took, answered = time.Since(start), len(group)
		}
	}
}

// How long a group waits for callers that were just answered and may ask again:
// a share of what the last group needed, at most lingerMost.
const (
	lingerShare = 4
	lingerMost  = time.Millisecond
)

// gather fills a group with what waits. Callers who ask again as soon as they
// are answered would otherwise split into two halves that take turns, each
// paying for its own commit: so the group lingers a moment for as many as the
// last one let go. A lone caller is never kept waiting.
func (j *Journal) gather(first *pending, answered int, linger time.Duration) []*pending {
	group := append(make([]*pending, 0, groupSize), first)
	expected := min(groupSize, len(j.queue)+answered)
	var patience <-chan time.Time
	for len(group) < groupSize {
		select {
		case p := <-j.queue:
			group = append(group, p)
			continue
		default:
		}
		if len(group) >= expected || linger <= 0 {
			break
		}
		if patience == nil {
			patience = time.After(linger)
		}
		select {
		case p := <-j.queue:
			group = append(group, p)
		case <-patience:
			return group
		}
	}
	return group
}

// observed commits a group and tells whoever watches.
func (j *Journal) observed(group []*pending) {
	if j.observer != nil {
		defer j.observer.Group(len(group))()
	}
	j.commit(group)
}

// apart splits a group, in order, so that a command that wants to be alone is.
func apart(group []*pending) [][]*pending {
	var all [][]*pending
	from := 0
	for i, p := range group {
		if p.req.Alone {
			if from < i {
				all = append(all, group[from:i])
			}
			all, from = append(all, group[i:i+1]), i+1
		}
	}
	if from < len(group) {
		all = append(all, group[from:])
	}
	return all
}

func (j *Journal) refuseWaiting() {
	for {
		select {
		case p := <-j.queue:
			p.finish(Receipt{}, ErrClosed)
		default:
			return
		}
	}
}

// commit runs a group. When the database fails, each command runs once more
// alone: one that it refuses must not fail its neighbours, and one whose commit
// went through while the answer was lost finds its outcome. All of that together
// takes at most as long again: a database that hangs keeps nobody waiting for
// the timeouts of everybody before.
func (j *Journal) commit(group []*pending) {
	answers, err := j.attempt(group, time.Now().Add(writeTimeout))
	if err != nil {
		deadline := time.Now().Add(writeTimeout)
		if errors.Is(err, context.DeadlineExceeded) {
			deadline = time.Now() // it hung: asking it again would hang as long
		}
		for _, p := range group {
			j.alone(p, deadline)
		}
		return
	}
	j.wake()
	for i, p := range group {
		p.finish(answers[i].receipt, answers[i].err)
	}
}

func (j *Journal) alone(p *pending, deadline time.Time) {
	answers, err := j.attempt([]*pending{p}, deadline)
	var ours *broken
	switch {
	case errors.As(err, &ours):
		p.finish(Receipt{}, err)
	case err != nil:
		p.finish(Receipt{}, store.Lost(err))
	default:
		j.wake()
		p.finish(answers[0].receipt, answers[0].err)
	}
}

// panicked is a panic of a core's code, as the failure of the command that met
// it: one broken dossier must not stop the province.
type panicked struct {
	what  any
	stack []byte
}

// broken is a failure of ours and not the database's: whatever else shares the
// group can still be written.
type broken struct{ why error }

// Error is the failure's own.
func (b *broken) Error() string { return b.why.Error() }

// Unwrap is what went wrong.
func (b *broken) Unwrap() error { return b.why }

// Error tells what happened and where.
func (p *panicked) Error() string { return fmt.Sprintf("journal: panic: %v\n%s", p.what, p.stack) }

type answer struct {
	receipt Receipt
	err     error
}

// attempt runs a group in one transaction.
func (j *Journal) attempt(group []*pending, deadline time.Time) (answers []answer, err error) {
	ctx, cancel := context.WithDeadline(context.Background(), deadline)
	defer cancel()
	u, err := open(ctx, j.db)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, u.close()) }()
	defer func() {
		if r := recover(); r != nil {
			err = &broken{&panicked{r, debug.Stack()}}
		}
	}()
	g := &work{j: j, u: u, books: map[bookKey]*bookRow{}}
	if err := g.read(group); err != nil {
		return nil, err
	}
	answers = make([]answer, len(group))
	for i, p := range group {
		r, err := g.one(p)
		if g.fatal != nil {
			return nil, g.fatal
		}
		answers[i] = answer{r, err}
	}
	return answers, g.write()
}

// loaded is a stream as the group sees it: stored, then evolved by the group.
type loaded struct {
	machine *machine
	version int64
	state   any
	old     []act.Row // the rows it has in the database
	touched bool
}

// bookRow is a number book: the last number the database holds and the last
// that the group took.
type bookRow struct{ stored, last int64 }

// bookKey names a book whatever it is asked to begin with.
type bookKey struct{ name, day string }

// work is the state of one group while it is decided.
type work struct {
	j        *Journal
	u        unit
	position int64
	last     calendar.Instant // of the newest act; time never runs backwards
	streams  map[string]*loaded
	versions map[string]int64 // of definitions that facts rest on
	commands map[string]outcome
	books    map[bookKey]*bookRow
	records  []record
	outcomes []outcome
	fatal    error // the database failed: nothing of the group stands
}

// outcome is a command's stored answer.
type outcome struct {
	id, stream, actor string
	digest            string // of what was asked for, "" unknown
	version, position int64
	recordedAt        int64
}

// read locks the head and loads what the group names.
func (g *work) read(group []*pending) error {
	g.streams, g.versions = map[string]*loaded{}, map[string]int64{}
	ids, names, refs := make([]string, 0, len(group)), make([]string, 0, len(group)), []string{}
	for _, p := range group {
		ids = append(ids, p.req.ID)
		if g.streams[p.req.Stream] == nil {
			g.streams[p.req.Stream] = &loaded{machine: g.j.machines[kindOf(p.req.Stream)]}
			names = append(names, p.req.Stream)
		}
		for _, r := range p.req.Reads {
			if _, ok := g.versions[r.Stream]; !ok {
				g.versions[r.Stream] = 0
				refs = append(refs, r.Stream)
			}
		}
	}
	refs = slices.DeleteFunc(refs, func(id string) bool { return g.streams[id] != nil })
	was, err := g.u.read(ids, names, refs, g.take)
	if err != nil {
		return err
	}
	g.position, g.last, g.commands = was.position, calendar.Instant(was.instant), was.commands
	for name, l := range g.streams {
		if l.state == nil {
			if l.state, err = l.machine.decode(nil); err != nil {
				return err
			}
		}
		if _, ok := g.versions[name]; ok {
			g.versions[name] = l.version
		}
	}
	return nil
}

// take receives one stored stream; state is nil for a definition of which only
// the version is needed.
func (g *work) take(id string, version int64, state []byte) error {
	if state == nil {
		g.versions[id] = version
		return nil
	}
	l := g.streams[id]
	s, err := l.machine.decode(state)
	if err != nil {
		return fmt.Errorf("journal: state of %s: %w", id, err)
	}
	l.version, l.state = version, s
	l.old = l.machine.rows(id, s)
	return nil
}

// one decides a single command within the group. A returned error is the
// command's own; g.fatal is set when the database failed.
func (g *work) one(p *pending) (Receipt, error) {
	if o, ok := g.commands[p.req.ID]; ok {
		if o.stream != p.req.Stream || o.actor != p.req.Actor || (o.digest != "" && p.req.Digest != "" && o.digest != p.req.Digest) {
			return Receipt{}, errReused
		}
		return Receipt{Stream: o.stream, Version: o.version, Position: o.position, Recorded: calendar.Instant(o.recordedAt), Repeated: true}, nil
	}
	l := g.streams[p.req.Stream]
	for _, r := range p.req.Reads {
		if g.versions[r.Stream] != r.Version {
			return Receipt{}, ErrStale
		}
	}
	if p.req.Expect != Any && p.req.Expect != l.version {
		return Receipt{}, ErrVersion
	}
	now, err := g.at(p)
	if err != nil {
		return Receipt{}, err
	}
	events, err := guarded(p, l.state, now)
	if err != nil {
		return Receipt{}, err
	}
	return g.accept(p, l, events, now)
}

// at is the instant of a command: the server's, or the simulated one, and
// never earlier than the last act.
func (g *work) at(p *pending) (calendar.Instant, error) {
	now := p.req.SimulatedAt
	switch {
	case now == 0:
		now = g.j.now()
	case !g.j.simulated:
		return 0, errors.New("journal: a simulated instant in a real database")
	}
	g.last = max(g.last, now)
	return g.last, nil
}

// guarded runs Decide and turns a panic into this command's own failure.
func guarded(p *pending, state any, now calendar.Instant) (events []act.Event, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &panicked{r, debug.Stack()}
		}
	}()
	return p.decide(state, now)
}

// accept numbers, evolves and records the events of an accepted command.
func (g *work) accept(p *pending, l *loaded, events []act.Event, now calendar.Instant) (Receipt, error) {
	if err := g.eraseFor(p, events); err != nil {
		return Receipt{}, err
	}
	position, version, state := g.position, l.version, l.state
	for i, e := range events {
		e, err := g.number(e)
		if err != nil {
			return Receipt{}, err
		}
		events[i] = e
		position++
		version++
		r := record{
			stream: p.req.Stream, actor: p.req.Actor, command: p.req.ID,
			position: position, version: version, recordedAt: int64(now), event: e, codec: l.machine.codec,
		}
		if c, ok := e.(act.Claimed); ok {
			r.claimedAt = c.ClaimedAt()
		}
		g.records = append(g.records, r)
		state = l.machine.evolve(state, e)
	}
	g.position, l.version, l.state = position, version, state
	l.touched = l.touched || len(events) > 0
	if _, ok := g.versions[p.req.Stream]; ok {
		g.versions[p.req.Stream] = version
	}
	o := outcome{p.req.ID, p.req.Stream, p.req.Actor, p.req.Digest, version, position, int64(now)}
	g.outcomes = append(g.outcomes, o)
	g.commands[o.id] = o
	return Receipt{Stream: p.req.Stream, Version: version, Position: position, Recorded: now, Events: events}, nil
}

// number fills an event's numbers from their books.
func (g *work) number(e act.Event) (act.Event, error) {
	n, ok := e.(act.Numbered)
	if !ok {
		return e, nil
	}
	books := n.Numbers()
	taken := make([]int64, len(books))
	for i, b := range books {
		key := bookKey{b.Book, b.Day}
		row := g.books[key]
		if row == nil {
			last, err := g.u.book(key)
			if err != nil {
				g.fatal = err
				return nil, err
			}
			row = &bookRow{last, last}
			g.books[key] = row
		}
		if row.last == 0 {
			row.last = max(b.First-1, 0)
		}
		row.last++
		taken[i] = row.last
	}
	return n.WithNumbers(taken), nil
}

// write stores everything the group decided. What costs time and touches
// nothing shared – encoding, hashing, projecting – is done by all cores while
// the database waits for us.
func (g *work) write() error {
	if len(g.outcomes) == 0 {
		return nil // nothing was accepted: close rolls back
	}
	if err := spread(len(g.records), func(i int) error { return g.records[i].encode() }); err != nil {
		return err
	}
	var changed []change
	for id, l := range g.streams {
		if l.touched {
			changed = append(changed, change{id: id, loaded: l})
		}
	}
	if err := spread(len(changed), func(i int) error { return changed[i].project() }); err != nil {
		return err
	}
	b := batch{position: g.position, instant: int64(g.last), records: g.records, outcomes: g.outcomes, tables: g.j.tables}
	for _, c := range changed {
		b.states = append(b.states, streamRow{c.id, c.version, c.body})
		b.put, b.gone = append(b.put, c.put...), append(b.gone, c.gone...)
	}
	for key, book := range g.books {
		if book.last > book.stored {
			b.books = append(b.books, bookEntry{key, book.last})
		}
	}
	return g.u.write(b)
}

// change is a stream that the group changed, as it will be stored.
type change struct {
	*loaded
	id, body  string
	put, gone []act.Row
}

func (c *change) project() error {
	b, err := json.Marshal(c.state)
	if err != nil {
		return &broken{fmt.Errorf("journal: state of %s: %w", c.id, err)}
	}
	c.body = string(b)
	c.put, c.gone = difference(c.machine.tables, c.old, c.machine.rows(c.id, c.state))
	return nil
}

// spread runs do for 0 … n-1 on all cores and answers one of the errors. A
// panic is an error: one broken dossier must not stop the province.
func spread(n int, do func(i int) error) error {
	workers := min(n, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	failed := make(chan error, workers)
	work := func() (err error) {
		defer func() {
			if r := recover(); r != nil {
				err = &broken{&panicked{r, debug.Stack()}}
			}
		}()
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			if err := do(i); err != nil {
				return err
			}
		}
		return nil
	}
	for range workers - 1 {
		go func() { failed <- work() }()
	}
	var err error
	if workers > 0 {
		err = work()
	}
	for range workers - 1 {
		err = errors.Join(err, <-failed)
	}
	return err
}
