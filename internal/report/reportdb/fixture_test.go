package reportdb_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/store"
)

// world is a journal with the dossiers' core, on a simulated clock.
type world struct {
	db      *store.DB
	j       *journal.Journal
	reports *reportdb.Reports
	cases   map[string]report.Case // what the pure core knows of the same events
	n       int
}

func newWorld(t testing.TB, db *store.DB) *world {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations(), proceduredb.Migrations(), dossierdb.Migrations(), reportdb.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, func() calendar.Instant { return calendar.On(calendar.D(2024, 1, 1), 0, 0) })
	if err != nil {
		t.Fatal(err)
	}
	if err := j.MarkSimulated(t.Context()); err != nil {
		t.Fatal(err)
	}
	if j, err = journal.New(t.Context(), db, func() calendar.Instant { return 0 }); err != nil {
		t.Fatal(err)
	}
	journal.Register(j, journal.Core[dossier.State]{Kind: "dossier", Codec: dossier.Codec(), Evolve: dossier.Evolve})
	j.Start()
	t.Cleanup(j.Close)
	return &world{db: db, j: j, reports: reportdb.New(db, j, nil), cases: map[string]report.Case{}}
}

// happen records events of a dossier at an instant.
func (w *world) happen(t testing.TB, id string, at calendar.Instant, events ...act.Event) {
	t.Helper()
	w.settle(t, id, w.submit(t, id, at, events...))
}

func (w *world) submit(t testing.TB, id string, at calendar.Instant, events ...act.Event) journal.Ticket {
	t.Helper()
	w.n++
	return journal.Submit(t.Context(), w.j, journal.Request{
		ID: fmt.Sprintf("c-%d", w.n), Stream: dossier.Stream(id), Expect: journal.Any, Actor: "test", SimulatedAt: at,
	}, func(dossier.State, calendar.Instant) ([]act.Event, error) { return events, nil })
}

func (w *world) settle(t testing.TB, id string, ticket journal.Ticket) {
	t.Helper()
	r, err := ticket.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Events {
		w.cases[id] = w.cases[id].After(e, report.Stamp{At: r.Recorded})
	}
}

var (
	agencies   = []string{"so-tu-phap", "ubnd-ha-long", "ubnd-hong-gai", "ubnd-bai-chay"}
	levels     = []string{"province", "district", "commune", "commune"}
	procedures = []string{"1.001193", "1.004884", "2.000635"}
)

// filing draws who decides, where it was received and by which way.
func filing(r *rand.Rand, id string) dossier.Filed {
	a, p := r.Intn(len(agencies)), r.Intn(len(procedures))
	received := agencies[a]
	if r.Intn(4) == 0 {
		received = "trung-tam-pvhcc"
	}
	return dossier.Filed{
		ID: id, Procedure: procedures[p], Short: locale.F("Thủ tục %d", "Procedure %d", p), Field: procedure.Field{Code: fmt.Sprint("F", p%2), Name: fmt.Sprint("Lĩnh vực ", p%2)},
		Method: []procedure.Method{procedure.Online, procedure.Direct, procedure.Postal}[r.Intn(3)], Agency: agencies[a], Received: received, Level: levels[a], Day: calendar.D(2024, 1, 1),
	}
}

const hour = calendar.Instant(3600 * 1_000_000)

// script draws the events of one dossier, each with its delay after the one
// before.
func script(r *rand.Rand, id string) (events []act.Event, delays []calendar.Instant) {
	add := func(e act.Event, most int) {
		delay := r.Intn(most + 1)
		if _, passes := e.(dossier.Succeeded); passes {
			delay++ // two reforms are never at one instant
		}
		events, delays = append(events, e), append(delays, calendar.Instant(delay)*hour)
	}
	f := filing(r, id)
	add(f, 60*24)
	for range r.Intn(2) {
		add(dossier.SupplementRequested{}, 40)
		add(dossier.SupplementReceived{}, 40)
	}
	if r.Intn(8) == 0 {
		add(dossier.WasDenied{}, 40)
		return events, delays
	}
	if r.Intn(10) == 0 {
		return events, delays
	}
	if r.Intn(9) == 0 {
		add(succession(r, f), 40)
	}
	add(dossier.WasAccepted{AgencyCode: "H49.1", Agency: f.Agency, Day: calendar.D(2024, 1, 1), Expected: r.Intn(6) == 0}, 40)
	if r.Intn(3) == 0 {
		add(dossier.LimitDetermined{}, 300)
	}
	for range r.Intn(3) {
		add(dossier.SupplementRequested{}, 300)
		if r.Intn(3) > 0 {
			add(dossier.SupplementReceived{Expected: r.Intn(6) == 0}, 300)
		}
	}
	for range r.Intn(3) {
		if r.Intn(2) == 0 {
			add(succession(r, f), 200)
		}
	}
	aside(r, add)
	if r.Intn(3) == 0 {
		add(dossier.Apologised{}, 300)
	}
	if r.Intn(5) == 0 {
		add([]act.Event{dossier.WasWithdrawn{}, dossier.WasStopped{}}[r.Intn(2)], 300)
		return events, delays
	}
	for r.Intn(3) > 0 {
		add(dossier.WasFinished{Outcome: dossier.Grant}, 400)
		if r.Intn(4) == 0 {
			add(succession(r, f), 20)
		}
		add(dossier.FinishCorrected{}, 400)
	}
	if r.Intn(3) > 0 {
		add(dossier.Assigned{}, 20)
		add(dossier.WasFinished{Outcome: dossier.Grant}, 400)
		if r.Intn(4) == 0 {
			add(succession(r, f), 20)
		}
		add(dossier.WasHandedOver{}, 100)
	}
	return events, delays
}

// aside adds pauses that are no supplements.
func aside(r *rand.Rand, add func(act.Event, int)) {
	switch r.Intn(5) {
	case 0:
		add(dossier.PaymentAsked{}, 200)
		if r.Intn(3) > 0 {
			add(dossier.PaymentRecorded{}, 200)
		}
	case 1:
		add(dossier.WasSuspended{}, 200)
		if r.Intn(3) > 0 {
			add(dossier.WasResumed{}, 200)
		}
	}
}

// succession passes a dossier to one of the agencies.
func succession(r *rand.Rand, f dossier.Filed) dossier.Succeeded {
	a := r.Intn(len(agencies))
	return dossier.Succeeded{From: f.Agency, Counter: f.Received, Agency: agencies[a], Received: agencies[a], Level: levels[a]}
}

// timed gives due times that lie about the instants of the events.
func timed(r *rand.Rand, e act.Event, at calendar.Instant) act.Event {
	due := at + calendar.Instant(r.Intn(500))*hour
	if r.Intn(7) == 0 {
		due = 0
	}
	switch e := e.(type) {
	case dossier.Filed:
		if e.Method == procedure.Online {
			e.ReceptionDue = at + 24*hour
		}
		return e
	case dossier.WasAccepted:
		e.Promised = due
		return e
	case dossier.LimitDetermined:
		e.Promised = at + 200*hour
		return e
	case dossier.SupplementReceived:
		e.Due, e.ReceptionDue = due, at+24*hour
		return e
	case dossier.PaymentRecorded:
		e.Due = due
		return e
	case dossier.WasResumed:
		e.Due = due
		return e
	}
	return e
}

// fill records n random dossiers, their events in order of time.
func (w *world) fill(t testing.TB, r *rand.Rand, n int) {
	t.Helper()
	type next struct {
		id     string
		events []act.Event
		delays []calendar.Instant
		at     calendar.Instant
	}
	all := make([]*next, n)
	for i := range all {
		id := fmt.Sprintf("dossier-%05d", i)
		events, delays := script(r, id)
		all[i] = &next{id: id, events: events, delays: delays, at: calendar.On(calendar.D(2024, 1, 1), 0, 0) + delays[0]}
	}
	type waiting struct {
		id     string
		ticket journal.Ticket
	}
	var tickets []waiting
	for {
		var first *next
		for _, x := range all {
			if len(x.events) > 0 && (first == nil || x.at < first.at) {
				first = x
			}
		}
		if first == nil {
			break
		}
		tickets = append(tickets, waiting{first.id, w.submit(t, first.id, first.at, timed(r, first.events[0], first.at))})
		first.events, first.delays = first.events[1:], first.delays[1:]
		if len(first.delays) > 0 {
			first.at += first.delays[0]
		}
	}
	for _, x := range tickets {
		w.settle(t, x.id, x.ticket)
	}
}

// follow is an Effect run by hand, for tests of batches.
func (w *world) follow(ctx context.Context, t testing.TB, batch []journal.Recorded) {
	t.Helper()
	if err := w.db.Tx(ctx, func(tx *sql.Tx) error { return w.reports.Effect(ctx, tx, batch) }); err != nil {
		t.Fatal(err)
	}
}
