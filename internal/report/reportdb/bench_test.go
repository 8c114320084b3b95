package reportdb_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// BenchmarkII06a counts one quarter over 120,000 dossiers of 200 agencies and
// 25 procedures in each, and prints beside go test's mean: the 95th percentile
// in milliseconds; the mean as a multiple of its floor, the database's own
// count of the same rows by group; how many events a second the follower
// projects.
func BenchmarkII06a(b *testing.B) {
	for _, engine := range []struct {
		name string
		open func(testing.TB) *store.DB
	}{{"sqlite", storetest.SQLite}, {"postgres", storetest.Postgres}} {
		b.Run(engine.name, func(b *testing.B) {
			w := newWorld(b, engine.open(b))
			rate := w.project(b, 120_000)
			for _, by := range report.Groupings() {
				b.Run(string(by), func(b *testing.B) {
					q := reportdb.Query{
						Period: report.CalendarQuarter(2024, 1), By: by, Scope: everything(), Now: calendar.On(calendar.D(2024, 6, 1), 0, 0),
					}
					var took []time.Duration
					var all, floor time.Duration
					for b.Loop() {
						floor += w.floor(b)
						start := time.Now()
						got, err := w.reports.Run(b.Context(), q)
						took = append(took, time.Since(start))
						all += took[len(took)-1]
						if err != nil || got.Total().Received.Total == 0 {
							b.Fatal(got, err)
						}
					}
					slices.Sort(took)
					b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
					b.ReportMetric(float64(all)/float64(floor), "x-floor")
					b.ReportMetric(rate, "events/s")
				})
			}
		})
	}
}

// floor is how long the database takes to count the dossiers by group.
func (w *world) floor(b *testing.B) time.Duration {
	b.Helper()
	start := time.Now()
	rows, err := w.db.Read.QueryContext(b.Context(), `SELECT grp, COUNT(*) FROM report_dossier GROUP BY grp`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	if rows.Err() != nil || n == 0 {
		b.Fatal(rows.Err(), n)
	}
	return time.Since(start)
}

// project feeds n dossiers of a quarter to the follower and answers how many
// events it took a second.
func (w *world) project(b *testing.B, n int) float64 {
	b.Helper()
	r := rand.New(rand.NewSource(1))
	start := calendar.On(calendar.D(2023, 12, 20), 0, 0)
	var batch []journal.Recorded
	began, events := time.Now(), 0
	flush := func() {
		events += len(batch)
		w.follow(b.Context(), b, batch)
		batch = batch[:0]
	}
	for i := range n {
		id := fmt.Sprintf("%08d-0000-7000-8000-000000000000", i)
		at := start + calendar.Instant(r.Intn(100*24))*hour
		due := at + calendar.Instant(24+r.Intn(15*24))*hour
		a := r.Intn(200)
		f := dossier.Filed{
			ID: id, Procedure: fmt.Sprintf("1.00%04d", a%8*25+r.Intn(25)), Field: procedure.Field{Code: fmt.Sprint("G", a%30)}, Method: procedure.Online,
			Agency: fmt.Sprint("agency-", a), Received: fmt.Sprint("agency-", a), Level: levels[min(a%4, 2)],
		}
		batch = append(batch, journal.Recorded{Stream: dossier.Stream(id), At: at, Event: f},
			journal.Recorded{Stream: dossier.Stream(id), At: at + hour, Event: dossier.WasAccepted{AgencyCode: "H49.12", Day: at.Date(), Number: int64(i), Promised: due}})
		if r.Intn(12) == 0 {
			batch = append(batch, journal.Recorded{Stream: dossier.Stream(id), At: at + 3*hour, Event: dossier.SupplementRequested{}},
				journal.Recorded{Stream: dossier.Stream(id), At: at + 30*hour, Event: dossier.SupplementReceived{Due: due + 27*hour}})
		}
		if end := due + calendar.Instant(r.Intn(100)-90)*hour; r.Intn(20) > 0 {
			batch = append(batch, journal.Recorded{Stream: dossier.Stream(id), At: max(end, at+31*hour), Event: dossier.WasFinished{}})
		}
		if len(batch) > 500 {
			flush()
		}
	}
	if len(batch) > 0 {
		flush()
	}
	rate := float64(events) / time.Since(began).Seconds()
	if w.db.Dialect == store.Postgres {
		// A server in use is vacuumed by itself; a database filled this second is not yet.
		if _, err := w.db.Write.ExecContext(b.Context(), `VACUUM ANALYZE`); err != nil {
			b.Fatal(err)
		}
	}
	return rate
}
