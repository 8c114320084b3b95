package proceduredb

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/procedure"
	"motcua/internal/procedure/embedded"
	"motcua/internal/procedure/importer"
	"motcua/internal/process"
	"motcua/internal/store"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the catalogue's line.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	return store.Line{Name: "procedure", Files: files}
}

// Register declares the streams of procedures and processes to the journal.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[procedure.State]{
		Kind: procedure.StreamKind, Codec: procedure.Codec(), Evolve: procedure.Evolve, Tables: procedure.Tables(), Rows: procedure.Rows,
	})
	journal.Register(j, journal.Core[process.State]{
		Kind: process.StreamKind, Codec: process.Codec(), Evolve: process.Evolve, Tables: process.Tables(), Rows: process.Rows,
	})
}

// Tally is what became of the records of an import.
type Tally struct{ New, Changed, Unchanged, Rejected int }

// String is the last line of an import.
func (t Tally) String() string {
	return fmt.Sprintf("new %d, changed %d, unchanged %d, rejected %d", t.New, t.Changed, t.Unchanged, t.Rejected)
}

// Add sums two tallies.
func (t *Tally) Add(o Tally) {
	t.New, t.Changed, t.Unchanged, t.Rejected = t.New+o.New, t.Changed+o.Changed, t.Unchanged+o.Unchanged, t.Rejected+o.Rejected
}

// Import is one run of bringing records in. Progress, if set, is told every
// thousand records; Rejected is told each broken record with its place.
type Import struct {
	Journal  *journal.Journal
	At       calendar.Instant // of the acts in a simulated database, else 0
	Progress func(done int)
	Rejected func(error)

	window []waiting
	tally  Tally
	done   int
}

// waiting is a submitted record whose outcome is still to come.
type waiting struct {
	ticket journal.Ticket
	counts bool // the record itself, not the assignment or process that follows
}

// windowSize is how many commands may wait: enough to fill the journal's groups.
const windowSize = 256

// Read streams one file in. Broken records are told and passed over; an error
// means that the file or the database gave out, what came before stays.
func (i *Import) Read(ctx context.Context, r io.Reader) (Tally, error) {
	i.tally = Tally{}
	err := importer.Scan(r, func(item importer.Item) error {
		rec, err := item.Record()
		if err != nil {
			i.tally.Rejected++
			if i.Rejected != nil {
				i.Rejected(err)
			}
			return ctx.Err()
		}
		return i.enter(ctx, rec.Procedure, rec.Command())
	})
	for err == nil && len(i.window) > 0 {
		err = i.settle(ctx)
	}
	i.window = nil
	return i.tally, err
}

// Embedded brings in the procedures that the product carries, for machines
// without the national file.
func (i *Import) Embedded(ctx context.Context) (Tally, error) {
	i.tally = Tally{}
	for _, e := range embedded.Catalogue() {
		if err := i.enter(ctx, e.Definition, e.Command()); err != nil {
			return i.tally, err
		}
	}
	for len(i.window) > 0 {
		if err := i.settle(ctx); err != nil {
			return i.tally, err
		}
	}
	return i.tally, nil
}

func (i *Import) enter(ctx context.Context, p procedure.Procedure, c procedure.Command) error {
	if err := i.submit(ctx, procedure.Stream(p.Code), func(s procedure.State, f procedure.Facts) ([]act.Event, error) {
		return procedure.Decide(s, c, f)
	}, true); err != nil {
		return err
	}
	if p.Stage != procedure.Described || p.Kind != procedure.Standard {
		return nil
	}
	if rules := Rules(p); len(rules) > 0 {
		if err := i.submit(ctx, procedure.Stream(p.Code), func(s procedure.State, f procedure.Facts) ([]act.Event, error) {
			if len(s.Rules) > 0 {
				return nil, nil // what officials assigned is never overwritten
			}
			return procedure.Decide(s, procedure.Assign{Rules: rules}, f)
		}, false); err != nil {
			return err
		}
	}
	for _, sample := range samples(p) {
		t := journal.Submit(ctx, i.Journal, i.request(process.Stream(p.Code)), func(s process.State, now calendar.Instant) ([]act.Event, error) {
			return process.Decide(s, process.AdoptSample{Process: sample}, process.Facts{Now: now, Actor: org.System()})
		})
		if err := i.keep(ctx, waiting{ticket: t}); err != nil {
			return err
		}
	}
	return nil
}

func (i *Import) request(stream string) journal.Request {
	return journal.Request{ID: uuid.NewString(), Stream: stream, Expect: journal.Any, Actor: org.System().Account, SimulatedAt: i.At}
}

func (i *Import) submit(ctx context.Context, stream string, decide func(procedure.State, procedure.Facts) ([]act.Event, error), counts bool) error {
	t := journal.Submit(ctx, i.Journal, i.request(stream), func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
		return decide(s, procedure.Facts{Now: now, Actor: org.System()})
	})
	return i.keep(ctx, waiting{t, counts})
}

func (i *Import) keep(ctx context.Context, w waiting) error {
	i.window = append(i.window, w)
	if len(i.window) < windowSize {
		return nil
	}
	return i.settle(ctx)
}

// settle takes the oldest outcome.
func (i *Import) settle(ctx context.Context) error {
	w := i.window[0]
	i.window = i.window[1:]
	r, err := w.ticket.Wait(ctx)
	if err != nil || !w.counts {
		return err
	}
	switch {
	case len(r.Events) == 0:
		i.tally.Unchanged++
	case r.Version == int64(len(r.Events)):
		i.tally.New++
	default:
		i.tally.Changed++
	}
	if i.done++; i.done%1000 == 0 && i.Progress != nil {
		i.Progress(i.done)
	}
	return nil
}

// Rules are the agencies that a record's own facts make competent: the known
// assignment, else the agencies it names, else the tier it names.
func Rules(p procedure.Procedure) []org.Rule {
	if known := province.Assigned(p.Code); len(known) > 0 {
		return known
	}
	if r, ok := province.RuleFor(p.Executing); ok {
		return []org.Rule{r}
	}
	for _, l := range p.Levels {
		if l.Level == procedure.Commune {
			return []org.Rule{org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)}
		}
	}
	return nil
}

// samples is the template process of a described procedure, marked as such,
// one for all and one for each case with a limit of its own.
func samples(p procedure.Procedure) []process.Process {
	subject := process.Subject{Code: p.Code, Limit: p.Limit(), Text: p.OfficialText()}
	out := []process.Process{process.Carried(subject, embedded.From())}
	for _, c := range p.Cases {
		if !c.Limit.IsKnown() || c.Limit == p.Limit() {
			continue
		}
		subject.Limit = c.Limit
		s := process.Sample(subject, embedded.From())
		s.Case = c.Code
		out = append(out, s)
	}
	return out
}
