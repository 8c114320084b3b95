package simulation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// Options say what to simulate.
type Options struct {
	From, To calendar.Date // both included
	Scale    float64       // 1 is the province's published quarter: about 120,500 dossiers
	Seed     uint64
	// Focus agencies get a quarter of their level's dossiers: a demonstration's
	// desks must not be empty.
	Focus []string
	// Prefer are accounts that act where they may: a demonstration's own.
	Prefer map[string]bool
	// Showcase agencies get dossiers waiting at every step at the end.
	Showcase []string
	// Until cuts off acts later than this instant; zero is the end of To.
	Until    calendar.Instant
	Progress func(done, all int)
}

// Volume is a level's dossiers in a quarter at scale 1 and its online share.
type Volume struct {
	Level  org.Level
	Count  int
	Online float64
}

// Volumes are the published figures of the first quarter of 2024: dossiers by
// level, and the share that came online.
func Volumes() []Volume {
	return []Volume{
		{org.LevelProvince, 23_800, 0.814},
		{org.LevelDistrict, 69_500, 0.766},
		{org.LevelCommune, 27_200, 0.98},
	}
}

// quarterDays is the length of that quarter, 1 January to 31 March 2024.
const quarterDays = 91

// Shares of what happens to dossiers. lateShare is published (99.8% in time);
// the others are plausible, not published.
const (
	lateShare       = 0.002
	deniedShare     = 0.01
	supplementShare = 0.03
	refusedShare    = 0.01
	focusShare      = 0.25
)

// Count is one level's part of the simulation's own count.
type Count struct {
	Received, Online, Direct     int64
	Early, OnTime, Late          int64
	OpenInTime, OpenLate         int64
	Denied, Waiting, Acts, NoDue int64
}

// Result is what the simulation did, counted by itself.
type Result struct {
	ByLevel map[org.Level]*Count
	Acts    int64
	Took    time.Duration
}

// Total sums the levels.
func (r Result) Total() Count {
	var t Count
	for _, c := range r.ByLevel {
		t.Received += c.Received
		t.Online += c.Online
		t.Direct += c.Direct
		t.Early += c.Early
		t.OnTime += c.OnTime
		t.Late += c.Late
		t.OpenInTime += c.OpenInTime
		t.OpenLate += c.OpenLate
		t.Denied += c.Denied
		t.Waiting += c.Waiting
		t.NoDue += c.NoDue
	}
	return t
}

// World is what the simulation acts in.
type World struct {
	Casework  *dossierdb.Casework
	Catalogue []Offer
	Demo      []dossier.Party // citizens with accounts, for a demonstration
	Paper     dossier.Upload  // stands for every paper sent and every result: a stored file that says it is simulated
}

// Offer is a procedure that may be filed.
type Offer struct {
	Definition procedure.State
	Processes  process.State
	Code       string
}

// run is one simulation under way.
type run struct {
	World
	Options
	rng     *rand.Rand
	org     *org.Organisation
	offers  map[org.Level][]offered
	plans   []*plan
	result  Result
	actors  map[string]org.Actor
	tickets []inFlight
}

// act is one planned act.
type planned struct {
	at      calendar.Instant
	plan    *plan
	actor   string // account, "" for the applicant
	command dossier.Command
	n       int // order within the dossier
}

type inFlight struct {
	act    planned
	ticket journal.Ticket
}

// Run simulates. The journal must be marked as simulated and not be newer than
// the period.
func Run(ctx context.Context, w World, o Options) (Result, error) {
	if o.To.Before(o.From) || o.Scale <= 0 {
		return Result{}, errors.New("simulation: give --from before --to and a --scale above 0")
	}
	if o.Until == 0 {
		o.Until = o.To.AddDays(1).Start() - 1
	}
	started := time.Now()
	r := &run{
		World: w, Options: o, rng: rand.New(rand.NewPCG(o.Seed, 1)), org: w.Casework.Organisation(),
		actors: map[string]org.Actor{}, result: Result{ByLevel: map[org.Level]*Count{}},
	}
	for _, v := range Volumes() {
		r.result.ByLevel[v.Level] = &Count{}
	}
	acts, err := r.plan()
	if err != nil {
		return Result{}, err
	}
	if err := r.play(ctx, acts); err != nil {
		return Result{}, err
	}
	r.count()
	r.result.Took = time.Since(started)
	return r.result, nil
}

// plan makes every dossier's acts and puts them in order of time.
func (r *run) plan() ([]planned, error) {
	days := 1
	for d := r.From; d.Before(r.To); d = d.AddDays(1) {
		days++
	}
	r.offers = r.offersOf(r.From)
	for _, v := range Volumes() {
		n := int(float64(v.Count)*(1+deniedShare)*r.Scale*float64(days)/quarterDays + 0.5)
		for range n {
			if err := r.planOne(v); err != nil {
				return nil, err
			}
		}
	}
	for _, agency := range r.Showcase {
		if err := r.showcase(agency); err != nil {
			return nil, err
		}
	}
	var all []planned
	for i, p := range r.plans {
		p.n = i
		all = append(all, p.acts...)
	}
	slices.SortFunc(all, func(a, b planned) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.plan.n, b.plan.n), cmp.Compare(a.n, b.n))
	})
	return all, nil
}

// flying is how many acts wait for the journal at a time.
const flying = 512

// play submits the acts in order of time.
func (r *run) play(ctx context.Context, acts []planned) error {
	for i, a := range acts {
		if a.at > r.Until {
			continue
		}
		actor := r.actorOf(a)
		o := dossierdb.Order{
			ID: fmt.Sprintf("sim/%d/%d/%d", r.Seed, a.plan.n, a.n), Dossier: a.plan.id, Expect: journal.Any, Actor: actor,
			Command: a.command, SimulatedAt: a.at, Known: dossierdb.Known{Procedure: a.plan.code, Agency: a.plan.agency},
		}
		t, err := r.Casework.Submit(ctx, &o)
		if err != nil {
			return fmt.Errorf("simulation: %T at %s: %w", a.command, a.at, err)
		}
		a.plan.id = o.Dossier
		r.tickets = append(r.tickets, inFlight{a, t})
		if len(r.tickets) >= flying {
			if err := r.land(ctx, flying/2); err != nil {
				return err
			}
		}
		if r.Progress != nil && i%5000 == 0 {
			r.Progress(i, len(acts))
		}
	}
	return r.land(ctx, len(r.tickets))
}

// land takes the outcomes of the oldest acts in flight.
func (r *run) land(ctx context.Context, n int) error {
	for _, f := range r.tickets[:n] {
		receipt, err := f.ticket.Wait(ctx)
		if err != nil {
			return fmt.Errorf("simulation: %T by %s at %s on %s: %w", f.act.command, f.act.actor, f.act.at, f.act.plan.code, err)
		}
		r.result.Acts++
		f.act.plan.done(f.act.command, receipt.Recorded)
	}
	r.tickets = slices.Delete(r.tickets, 0, n)
	return nil
}

// actorOf is who acts: an official as he stands on that day, or the applicant.
func (r *run) actorOf(a planned) org.Actor {
	if a.actor == "" {
		return a.plan.applicant
	}
	key := a.actor + a.at.Date().String()
	if actor, ok := r.actors[key]; ok {
		return actor
	}
	actor, _ := r.org.Official(a.actor, a.at.Date())
	r.actors[key] = actor
	return actor
}

// count sums what was played, as a report of the whole period must show it.
func (r *run) count() {
	for _, p := range r.plans {
		c := r.result.ByLevel[p.level]
		switch {
		case p.denied:
			c.Denied++
			continue
		case p.acceptedAt == 0:
			if p.filed {
				c.Waiting++
			}
			continue
		case p.due == 0:
			c.NoDue++
			continue
		}
		c.Received++
		if p.online {
			c.Online++
		} else {
			c.Direct++
		}
		p.settle(c, r.Until)
	}
}

// settle adds how an accepted dossier stands at an instant.
func (p *plan) settle(c *Count, at calendar.Instant) {
	if p.endedAt == 0 {
		if p.paused || at <= p.dueNow {
			c.OpenInTime++
		} else {
			c.OpenLate++
		}
		return
	}
	switch calendar.Verdict(p.endedAt, p.dueNow) {
	case calendar.Early:
		c.Early++
	case calendar.OnTime:
		c.OnTime++
	case calendar.Late:
		c.Late++
	case calendar.Undetermined:
		c.NoDue++
	}
}
