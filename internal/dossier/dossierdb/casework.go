package dossierdb

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"slices"
	"sync"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
	"motcua/internal/store"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the dossiers' line.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	return store.Line{Name: "dossier", Files: files}
}

// Register declares the core to the journal.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[dossier.State]{
		Kind: dossier.StreamKind, Codec: dossier.Codec(), Evolve: dossier.Evolve, Tables: dossier.Tables(), Rows: dossier.Rows,
	})
	journal.Register(j, journal.Core[look.State]{Kind: look.StreamKind, Codec: look.Codec(), Evolve: look.Evolve, Tables: look.Tables(), Rows: look.Rows})
}

// Directory is what casework needs of the organisation.
type Directory interface {
	Organisation() *org.Organisation
	// Snapshot is the organisation with the versions it rests on.
	Snapshot() (*org.Organisation, func(agencies ...string) []journal.Ref)
	Refresh(ctx context.Context) error
}

// Clocks is what casework needs of published working time.
type Clocks interface {
	// Clock is a calendar's newest version with the stream that it rests on; ""
	// and an unknown id are the province's.
	Clock(id string) (*calendar.Clock, journal.Ref)
	// Version is a calendar as one of its versions says, false without it.
	Version(id string, n int) (*calendar.Clock, bool)
	Refresh(ctx context.Context) error
}

// Casework executes the dossiers' commands and reads their state.
type Casework struct {
	j      *journal.Journal
	db     *store.DB
	dir    Directory
	clocks Clocks
	powers func(ctx context.Context, account string) ([]org.ActorPrincipal, []journal.Ref, error)
	filing func(ctx context.Context, agency string) (locale.Text, []journal.Ref, error)
	home   string
	demo   bool

	related func(ctx context.Context, dossier string) ([]string, error)

	mu   sync.RWMutex // guards defs
	defs map[string]definition
}

// definition is a procedure and its processes as cached; the journal checks
// their versions again.
type definition struct {
	procedure procedure.State
	processes process.State
	reads     []journal.Ref
}

// Config is what Casework is made of.
type Config struct {
	Journal   *journal.Journal
	DB        *store.DB
	Directory Directory
	Clocks    Clocks
	// Filing says whether an agency takes online filings now: the sentence that
	// people read while it does not, zero while it does, and what that rests on.
	// nil is always.
	Filing func(ctx context.Context, agency string) (closed locale.Text, rests []journal.Ref, err error)
	// Principals are the businesses for which an account may act now, and what
	// that rests on; nil is none but those of the actor.
	Principals func(ctx context.Context, account string) ([]org.ActorPrincipal, []journal.Ref, error)
	Home       string // the province's name: "Quảng Ninh"
	Demo       bool
	// Related lists other slices' streams about a dossier, which are erased with
	// it; nil is none.
	Related func(ctx context.Context, dossier string) ([]string, error)
}

// New makes the casework of one database.
func New(c Config) *Casework {
	return &Casework{j: c.Journal, db: c.DB, dir: c.Directory, clocks: c.Clocks, filing: c.Filing, powers: c.Principals, home: c.Home, demo: c.Demo, related: related(c.Related), defs: map[string]definition{}}
}

// Order is one command of a person about one dossier.
type Order struct {
	ID      string // command id: the form's token or the API's Idempotency-Key
	Dossier string // "" for a new one: its id is made from ID
	Expect  int64  // version the person saw, or journal.Any
	Actor   org.Actor
	Command dossier.Command
	// SimulatedAt is the instant in a simulated database, else zero.
	SimulatedAt calendar.Instant
	// Known spares the look-up of what an existing dossier is about, for a
	// caller that submits acts before the earlier ones are stored.
	Known Known
}

// Known is which procedure and deciding agency a dossier is about.
type Known struct{ Procedure, Agency string }

// Done is an order's outcome.
type Done struct {
	journal.Receipt
	Dossier string // its id
}

// Do gathers the facts, executes the command and answers when it is stored.
// Facts that changed meanwhile are read anew, and the command decided again.
func (c *Casework) Do(ctx context.Context, o Order) (Done, error) {
	var done Done
	r, err := journal.Retry(func() (journal.Receipt, error) {
		t, err := c.submit(ctx, &o)
		if err != nil {
			return journal.Receipt{}, err
		}
		done.Dossier = o.Dossier
		r, err := t.Wait(ctx)
		if journal.IsStale(err) {
			c.Forget()
			if err := errors.Join(c.dir.Refresh(ctx), c.clocks.Refresh(ctx)); err != nil {
				return r, err
			}
		}
		return r, err
	})
	done.Receipt = r
	if err == nil {
		c.filed(ctx, o.Actor.Account, o.Command)
	}
	return done, err
}

// Submit queues an order without waiting; the simulation uses it.
func (c *Casework) Submit(ctx context.Context, o *Order) (journal.Ticket, error) {
	return c.submit(ctx, o)
}

func (c *Casework) submit(ctx context.Context, o *Order) (journal.Ticket, error) {
	organisation, refs := c.dir.Snapshot()
	f := dossier.Facts{Actor: o.Actor, Organisation: organisation, Demo: c.demo}
	digest, err := digestOf(o)
	if err != nil {
		return journal.Ticket{}, err
	}
	req := journal.Request{ID: o.ID, Expect: o.Expect, Actor: o.Actor.Account, Digest: digest, SimulatedAt: o.SimulatedAt}
	if len(o.Actor.Principals) > 0 && c.powers != nil {
		var rests []journal.Ref
		if f.Actor.Principals, rests, err = c.powers(ctx, o.Actor.Account); err != nil {
			return journal.Ticket{}, err
		}
		req.Reads = append(req.Reads, rests...)
	}
	known, err := c.subject(ctx, o)
	if err != nil {
		return journal.Ticket{}, err
	}
	if _, files := o.Command.(dossier.File); files {
		closed, rests, err := c.takesFilings(ctx, known.agency)
		if err != nil {
			return journal.Ticket{}, err
		}
		if !closed.IsZero() {
			return journal.Ticket{}, fault.New(fault.Refused, "dossierdb.filing_closed", closed)
		}
		req.Reads = append(req.Reads, rests...)
	}
	f.Confidential = known.confidential
	f.ID, req.Stream = o.Dossier, dossier.Stream(o.Dossier)
	var published journal.Ref
	f.Clock, published = c.clockOf(organisation, known.agency)
	req.Reads = append(req.Reads, published)
	req.Reads = append(req.Reads, refs(agenciesOf(known.agency, o.Actor)...)...)
	var def definition
	if known.needsDefinition {
		if def, err = c.define(ctx, known.procedure); err != nil {
			return journal.Ticket{}, err
		}
		f.Version, f.Rules = def.reads[0].Version, def.procedure.Rules
		req.Reads = append(req.Reads, def.reads...)
	}
	if known.needsSlip {
		if f.Slip, err = newSlip(); err != nil {
			return journal.Ticket{}, err
		}
	}
	if _, erases := o.Command.(dossier.Erase); erases {
		req.Alone = true
		if f.Related, err = c.related(ctx, o.Dossier); err != nil {
			return journal.Ticket{}, err
		}
	}
	return journal.Submit(ctx, c.j, req, func(s dossier.State, now calendar.Instant) ([]act.Event, error) {
		day := now.Date()
		f.Now, f.Actor = now, f.Actor.OnDay(day)
		if kept, ok := c.clocks.Version(s.Calendar.ID, s.Calendar.Version); ok && recounts(o.Command) {
			f.Clock = kept
		}
		if o.Actor.Kind == org.ActorOfficial {
			// The posts of now, by the organisation whose versions are checked: who was
			// relieved since the page was opened acts no more.
			f.Actor.Posts = organisation.Posts(o.Actor.Account, day)
		}
		if known.needsDefinition {
			f.Procedure = def.procedure.Procedure(day)
			f.Retention = def.procedure.RetentionOn(day)
			f.Process, _ = def.processes.InForce(day, caseOf(s, o.Command))
			f.Fileable = def.procedure.Fileable(day, c.home, f.Process.Version > 0).Fileable
		}
		return dossier.Decide(s, o.Command, f)
	}), nil
}

// digestOf is the SHA-256 of what is asked for, so that an id used again for
// something else (a page sent once more with other words, an Idempotency-Key
// with another body) is refused instead of answered with the first. Simulated
// orders have ids of their own making.
func digestOf(o *Order) (string, error) {
	if !o.SimulatedAt.IsZero() {
		return "", nil
	}
	b, err := json.Marshal(o.Command)
	if err != nil {
		return "", fmt.Errorf("dossierdb: command: %w", err)
	}
	sum := sha256.Sum256(fmt.Appendf(b, "\x00%s", o.Command.Act()))
	return hex.EncodeToString(sum[:]), nil
}

// agenciesOf are the agencies that a decision rests on: the deciding one and
// those of the actor's posts.
func agenciesOf(deciding string, a org.Actor) []string {
	out := []string{deciding}
	for _, p := range a.Posts {
		if !slices.Contains(out, p.Agency) {
			out = append(out, p.Agency)
		}
	}
	return out
}

// subject is what an order is about: which procedure and agency, and which
// facts its command needs.
type subject struct {
	procedure, agency          string
	confidential               bool
	needsDefinition, needsSlip bool
}

func (c *Casework) subject(ctx context.Context, o *Order) (subject, error) {
	switch cmd := o.Command.(type) {
	case dossier.File:
		return c.fresh(o, cmd.Filing), nil
	case dossier.Receive:
		return c.fresh(o, cmd.Filing), nil
	case dossier.AskAtCounter:
		return c.fresh(o, cmd.Filing), nil
	case dossier.DenyAtCounter:
		return c.fresh(o, cmd.Filing), nil
	}
	known := o.Known
	var confidential int64
	if known.Agency == "" {
		err := c.db.Read.QueryRowContext(ctx, `SELECT procedure_code, agency, CASE WHEN procedure_code IN (SELECT code FROM procedure_confidential) THEN 1 ELSE 0 END
FROM dossier_row WHERE id = $1`, o.Dossier).Scan(&known.Procedure, &known.Agency, &confidential)
		if errors.Is(err, sql.ErrNoRows) {
			return subject{}, dossier.ErrNotApplicant
		}
		if err != nil {
			return subject{}, store.Lost(err)
		}
	}
	k := subject{procedure: known.Procedure, agency: known.Agency, confidential: confidential == 1}
	switch o.Command.(type) {
	case dossier.Accept, dossier.RequestSupplement, dossier.ChangeCase, dossier.Succeed, dossier.Erase, dossier.AskErasure:
		k.needsDefinition = true
	case dossier.ReissueSlip:
		k.needsSlip = true
	}
	return k, nil
}

// fresh gives a new dossier its id, made from the command's id, so that a
// repeated command meets the same stream.
func (c *Casework) fresh(o *Order, f dossier.Filing) subject {
	o.Dossier = NewID(o.ID)
	return subject{procedure: f.Procedure, agency: f.Agency, needsDefinition: true, needsSlip: true}
}

// NewID is the id of the dossier that a filing command with that id begins.
func NewID(command string) string { return uuid.NewSHA1(dossierSpace, []byte(command)).String() }

//nolint:gochecknoglobals // a constant name space
var dossierSpace = uuid.MustParse("6f6a2b4e-3f9d-5c1a-9b1e-0d05513e5000")

func caseOf(s dossier.State, c dossier.Command) string {
	switch c := c.(type) {
	case dossier.File:
		return c.Case
	case dossier.Receive:
		return c.Case
	case dossier.AskAtCounter:
		return c.Case
	case dossier.DenyAtCounter:
		return c.Case
	}
	return s.Case
}

// define reads the definitions of a procedure, with the versions they rest on.
func (c *Casework) define(ctx context.Context, code string) (definition, error) {
	if d, ok := c.peek(code); ok {
		return d, nil
	}
	return c.load(ctx, code)
}

func (c *Casework) peek(code string) (definition, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	d, ok := c.defs[code]
	return d, ok
}

func (c *Casework) load(ctx context.Context, code string) (definition, error) {
	p, pv, err := journal.Load[procedure.State](ctx, c.j, procedure.Stream(code))
	if err != nil {
		return definition{}, err
	}
	q, qv, err := journal.Load[process.State](ctx, c.j, process.Stream(code))
	if err != nil {
		return definition{}, err
	}
	d := definition{p, q, []journal.Ref{{Stream: procedure.Stream(code), Version: pv}, {Stream: process.Stream(code), Version: qv}}}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.defs[code] = d
	return d, nil
}

// Forget drops cached definitions; the next use reads them anew.
func (c *Casework) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.defs = map[string]definition{}
}

// Definition is a procedure's and its processes' state, for pages that file.
func (c *Casework) Definition(ctx context.Context, code string) (procedure.State, process.State, error) {
	d, err := c.load(ctx, code)
	return d.procedure, d.processes, err
}

func (c *Casework) takesFilings(ctx context.Context, agency string) (locale.Text, []journal.Ref, error) {
	if c.filing == nil {
		return locale.Text{}, nil, nil
	}
	return c.filing(ctx, agency)
}

// FilingClosed is the sentence that people read while an agency takes no online
// filings, zero while it does.
func (c *Casework) FilingClosed(ctx context.Context, agency string) (locale.Text, error) {
	closed, _, err := c.takesFilings(ctx, agency)
	return closed, err
}

// recounts reports whether a command counts the legal due time again. It does
// so by the calendar that the promised time was counted with: a pause moves a
// due time, a calendar published meanwhile does not.
func recounts(c dossier.Command) bool {
	switch c.(type) {
	case dossier.ReceiveSupplement, dossier.RecordPayment, dossier.Resume, dossier.DetermineLimit:
		return true
	}
	return false
}

// ClockOf is the working time of an agency, as published last.
func (c *Casework) ClockOf(agency string) *calendar.Clock {
	k, _ := c.clockOf(c.dir.Organisation(), agency)
	return k
}

// ClockFor is the working time that a dossier's due time was counted with.
func (c *Casework) ClockFor(s dossier.State) *calendar.Clock {
	if k, ok := c.clocks.Version(s.Calendar.ID, s.Calendar.Version); ok {
		return k
	}
	return c.ClockOf(s.Agency)
}

func (c *Casework) clockOf(o *org.Organisation, agency string) (*calendar.Clock, journal.Ref) {
	a, _ := o.Find(agency)
	return c.clocks.Clock(a.Calendar)
}

// Organisation is the organisation as it stands.
func (c *Casework) Organisation() *org.Organisation { return c.dir.Organisation() }

// newSlip makes a tracking token of 128 random bits and a secret of 8 digits.
func newSlip() (dossier.Slip, error) {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return dossier.Slip{}, fmt.Errorf("dossierdb: no randomness: %w", err)
	}
	n, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil {
		return dossier.Slip{}, fmt.Errorf("dossierdb: no randomness: %w", err)
	}
	return dossier.Slip{Token: base64.RawURLEncoding.EncodeToString(b), Secret: fmt.Sprintf("%08d", n.Int64())}, nil
}
