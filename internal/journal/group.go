package journal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
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
}

func (p *pending) finish(r Receipt, err error) {
	p.receipt, p.err = r, err
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
			j.commit(group)
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
	var broken *panicked
	switch {
	case errors.As(err, &broken):
		p.finish(Receipt{}, err) // ours, not the database's
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
			err = &panicked{r, debug.Stack()}
		}
	}()
	g := &work{j: j, u: u, books: map[act.Number]*bookRow{}}
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

// work is the state of one group while it is decided.
type work struct {
	j        *Journal
	u        unit
	position int64
	last     calendar.Instant // of the newest act; time never runs backwards
	streams  map[string]*loaded
	versions map[string]int64 // of definitions that facts rest on
	commands map[string]outcome
	books    map[act.Number]*bookRow
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
	first, taken := len(g.records), []*bookRow(nil)
	position, version, state := g.position, l.version, l.state
	for i, e := range events {
		e, books, err := g.number(e)
		if err != nil {
			return Receipt{}, err
		}
		taken = append(taken, books...)
		events[i] = e
		position++
		version++
		r, err := newRecord(l.machine, e, p)
		if err != nil {
			g.undo(first, taken)
			return Receipt{}, err
		}
		r.position, r.version, r.recordedAt = position, version, int64(now)
		if err := r.seal(); err != nil {
			g.undo(first, taken)
			return Receipt{}, err
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

// undo gives back what an act that failed half-way had taken.
func (g *work) undo(records int, books []*bookRow) {
	g.records = g.records[:records]
	for _, b := range books {
		b.last--
	}
}

// number fills an event's numbers from their books and lists the books.
func (g *work) number(e act.Event) (act.Event, []*bookRow, error) {
	n, ok := e.(act.Numbered)
	if !ok {
		return e, nil, nil
	}
	books := n.Numbers()
	taken, rows := make([]int64, len(books)), make([]*bookRow, len(books))
	for i, b := range books {
		row := g.books[b]
		if row == nil {
			row = &bookRow{}
			last, err := g.u.book(b)
			if err != nil {
				g.fatal = err
				return nil, nil, err
			}
			row.stored, row.last = last, last
			g.books[b] = row
		}
		row.last++
		rows[i], taken[i] = row, row.last
	}
	return n.WithNumbers(taken), rows, nil
}

func newRecord(m *machine, e act.Event, p *pending) (record, error) {
	enc, err := m.codec.Encode(e)
	if err != nil {
		return record{}, err
	}
	r := record{stream: p.req.Stream, name: enc.Type, actor: p.req.Actor, command: p.req.ID, public: string(enc.Public), salt: salt()}
	if c, ok := e.(act.Claimed); ok {
		r.claimedAt = c.ClaimedAt()
	}
	var subjects map[string]string
	if s, ok := e.(act.Subjected); ok {
		subjects = s.Subjects()
	}
	for _, part := range enc.Parts {
		subject := subjects[part.Role]
		if subject == "" {
			subject = p.req.Stream
		}
		r.personal = append(r.personal, personal{role: part.Role, subject: subject, salt: salt(), body: string(part.Body)})
	}
	return r, nil
}

// salt is 16 random bytes: guessing a small public part from its hash must not
// be possible.
func salt() []byte {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err) // the operating system has no randomness: nothing may be written
	}
	return b
}

// write stores everything the group decided.
func (g *work) write() error {
	if len(g.outcomes) == 0 {
		return nil // nothing was accepted: close rolls back
	}
	var states []streamRow
	var put, gone []act.Row
	for id, l := range g.streams {
		if !l.touched {
			continue
		}
		b, err := json.Marshal(l.state)
		if err != nil {
			return fmt.Errorf("journal: state of %s: %w", id, err)
		}
		states = append(states, streamRow{id, l.version, string(b)})
		p, d := difference(l.machine.tables, l.old, l.machine.rows(id, l.state))
		put, gone = append(put, p...), append(gone, d...)
	}
	books := make([]bookEntry, 0, len(g.books))
	for n, b := range g.books {
		if b.last > b.stored {
			books = append(books, bookEntry{n, b.last})
		}
	}
	return g.u.write(batch{
		position: g.position, instant: int64(g.last), records: g.records, outcomes: g.outcomes,
		states: states, books: books, put: put, gone: gone, tables: g.j.tables,
	})
}
