package reportdb_test

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

func everything() dossier.Scope { return dossier.Scope{All: true} }

// sees is the scope as the query understands it.
func sees(s dossier.Scope, c report.Case) bool {
	return s.All || slices.Contains(s.Agencies, c.Agency) || slices.Contains(s.Agencies, c.Received)
}

func keyOf(by report.By, c report.Case) string {
	switch by {
	case report.ByLevel:
		return c.Level
	case report.ByAgency:
		return c.Agency
	case report.ByField:
		return c.Field.Code
	case report.ByProcedure:
	}
	return c.Procedure
}

// expected counts with the pure definition.
func (w *world) expected(q reportdb.Query) map[string]report.Row {
	out := map[string]report.Row{}
	for _, now := range w.cases {
		each(q, now, func(cell report.Cell, c report.Case) {
			row := out[keyOf(q.By, c)]
			row.Add(cell, 1)
			out[keyOf(q.By, c)] = row
		})
	}
	return out
}

// each tells the cells of a case with the agency that counts it there, where
// the query asks for it. The annex of receptions goes by who has it now, a
// correction by who had it then.
func each(q reportdb.Query, now report.Case, tell func(report.Cell, report.Case)) {
	asAt, corrections := now.AsAt(q.Period.End()), 0
	for _, cell := range asAt.Cells(q.Period, q.Now) {
		c := asAt
		switch cell {
		case report.Refused, report.ReceptionLate:
			c = now
		case report.Corrected:
			inside := slices.DeleteFunc(slices.Clone(now.Undone), func(e report.End) bool { return e.Until < q.Period.Start() || e.Until >= q.Period.End() })
			c = now.AsAt(inside[corrections].Until)
			corrections++
		default:
		}
		if holds(q, c) {
			tell(cell, c)
		}
	}
}

// holds reports whether a query is about a case.
func holds(q reportdb.Query, c report.Case) bool {
	for by, key := range q.Within {
		if keyOf(by, c) != key {
			return false
		}
	}
	return sees(q.Scope, c)
}

func query(r *rand.Rand) reportdb.Query {
	from := calendar.D(2024, 1, 1).AddDays(r.Intn(90))
	q := reportdb.Query{
		Period: report.Period{From: from, To: from.AddDays(r.Intn(60))}, By: report.Groupings()[r.Intn(4)], Scope: everything(),
	}
	q.Now = q.Period.Start() + calendar.Instant(r.Intn(100*24))*hour
	if r.Intn(3) == 0 {
		q.Scope = dossier.Scope{Agencies: []string{agencies[r.Intn(4)], "trung-tam-pvhcc"}[:1+r.Intn(2)]}
	}
	if r.Intn(4) == 0 {
		q.Within = map[report.By]string{report.ByLevel: "commune", report.ByField: "F0"}
	}
	return q
}

func compare(t *testing.T, w *world, q reportdb.Query) {
	t.Helper()
	got, err := w.reports.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := w.expected(q)
	for _, row := range got.Rows {
		if err := row.Check(); err != nil {
			t.Error(row.Key, err)
		}
		have := want[row.Key]
		delete(want, row.Key)
		for _, c := range report.Cells() {
			if row.Of(c) != have.Of(c) {
				t.Errorf("%v %s %s: SQL %d, definition %d", q, row.Key, c, row.Of(c), have.Of(c))
			}
		}
	}
	for key, row := range want {
		t.Errorf("%v: SQL lacks %s, definition %+v", q, key, row)
	}
}

// TestSQLIsTheDefinition records random dossiers through the journal and
// compares every figure of random reports with the pure definition; the
// figures of a past period never change by what is recorded later.
func TestSQLIsTheDefinition(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := rand.New(rand.NewSource(20240401))
		w := newWorld(t, db)
		w.fill(t, r, 400)
		if err := w.reports.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 150 {
			compare(t, w, query(r))
		}
		t.Run("and stays so after a rebuild", func(t *testing.T) {
			if err := w.reports.Rebuild(t.Context()); err != nil {
				t.Fatal(err)
			}
			for range 30 {
				compare(t, w, query(r))
			}
		})
		t.Run("every figure opens the list of its dossiers", func(t *testing.T) {
			for range 20 {
				compareLists(t, w, query(r))
			}
		})
		t.Run("every way to end and every correction was among them", func(t *testing.T) {
			ends, undone := map[dossier.Status]int{}, 0
			for _, c := range w.cases {
				ends[c.EndStatus]++
				undone += len(c.Undone)
			}
			if ends[dossier.Withdrawn] < 10 || ends[dossier.Stopped] < 10 || ends[dossier.Finished] < 10 || undone < 10 {
				t.Fatalf("ends %v, corrections %d", ends, undone)
			}
		})
	})
}

// TestPublishedFiguresAreThoseOfTheReport publishes random periods and compares
// every figure that is not hidden with the report that officials read.
func TestPublishedFiguresAreThoseOfTheReport(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := rand.New(rand.NewSource(20240402))
		w := newWorld(t, db)
		w.fill(t, r, 400)
		if err := w.reports.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 20 {
			q := query(r)
			q.Scope, q.Within, q.Now = everything(), nil, q.Period.End()
			views, err := w.reports.Publish(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, q.By = range report.Groupings() {
				asReported(t, w, q, views[q.By])
			}
		}
	})
}

func asReported(t *testing.T, w *world, q reportdb.Query, public report.PublicReport) {
	t.Helper()
	want, err := w.reports.Run(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(public.Lines) != len(want.Rows) {
		t.Fatalf("%v: %d lines published, %d reported", q, len(public.Lines), len(want.Rows))
	}
	for i, row := range want.Rows {
		line := public.Lines[i]
		for k, c := range report.Columns() {
			if f := line.Figures[k]; f.Hide == report.Plain && f.N != row.Of(c) || line.Key != row.Key {
				t.Errorf("%v %s %s: published %d, reported %d", q, row.Key, c, f.N, row.Of(c))
			}
		}
	}
	if f := public.Sum.Figures[0]; f.Hide == report.Plain && f.N != want.Total().Received.Total {
		t.Errorf("%v: published %d in all, reported %d", q, f.N, want.Total().Received.Total)
	}
	if f := public.Outside.Refused; f.Hide == report.Plain && f.N != want.Total().Outside.Refused {
		t.Errorf("%v: published %d refused, reported %d", q, f.N, want.Total().Outside.Refused)
	}
}

func compareLists(t *testing.T, w *world, q reportdb.Query) {
	t.Helper()
	want := map[report.Cell][]string{}
	for id, c := range w.cases {
		each(q, c, func(cell report.Cell, _ report.Case) { want[cell] = append(want[cell], id) })
	}
	for _, cell := range report.Cells() {
		var got []string
		for page, more := 1, true; more; page++ {
			entries, m, err := w.reports.List(t.Context(), q, cell, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				got = append(got, e.ID)
			}
			more = m
		}
		slices.Sort(got)
		slices.Sort(want[cell])
		if !slices.Equal(got, want[cell]) {
			t.Errorf("%v %s: list %v, definition %v", q, cell, got, want[cell])
		}
	}
}

func TestBatchesOfAnySizeGiveTheSame(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := rand.New(rand.NewSource(7))
		w := newWorld(t, db)
		w.fill(t, r, 60)
		for at := int64(0); ; {
			batch, err := w.j.After(t.Context(), at, int64(1+r.Intn(9)))
			if err != nil {
				t.Fatal(err)
			}
			if len(batch) == 0 {
				break
			}
			w.follow(t.Context(), t, batch)
			at = batch[len(batch)-1].Position
		}
		for range 30 {
			compare(t, w, query(r))
		}
	})
}

func TestAReportSaysWhatItCounts(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		at := calendar.On(calendar.D(2024, 3, 4), 8, 0)
		filed := filing(rand.New(rand.NewSource(1)), "one")
		filed.Method = procedure.Direct
		w.happen(t, "one", at, filed, dossier.WasAccepted{AgencyCode: "H49.1", Agency: filed.Agency, Day: at.Date(), Promised: at + 100*hour})
		q := reportdb.Query{Period: report.Period{From: calendar.D(2024, 3, 1), To: calendar.D(2024, 3, 31)}, By: report.ByProcedure, Scope: everything(), Now: at + hour}

		t.Run("an unfollowed journal counts nothing, at position 0", func(t *testing.T) {
			got, err := w.reports.Run(t.Context(), q)
			if err != nil || got.Position != 0 || len(got.Rows) != 0 {
				t.Errorf("%+v, %v", got, err)
			}
		})
		t.Run("a page that waits sees its own write", func(t *testing.T) {
			ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
			defer stop()
			following, end := context.WithCancel(ctx)
			done := make(chan struct{})
			go func() {
				defer close(done)
				w.reports.Follow(following, func(err error) { t.Error(err) })
			}()
			defer func() { end(); <-done }()
			if err := w.reports.WaitFor(ctx); err != nil {
				t.Fatal(err)
			}
			got, err := w.reports.Run(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if got.Definition != "II.06a/1" || got.Position != 2 || !got.Simulated || !got.Running() || len(got.Rows) != 1 || got.Rows[0].Received.Direct != 1 || got.Rows[0].Open.InTime != 1 {
				t.Errorf("%+v", got)
			}
			if got.Rows[0].Name.VI != filed.Short.VI {
				t.Errorf("named %v", got.Rows[0].Name)
			}
		})
		t.Run("nobody's scope counts nothing", func(t *testing.T) {
			q.Scope = dossier.Scope{Account: "citizen"}
			got, err := w.reports.Run(t.Context(), q)
			if err != nil || len(got.Rows) != 0 {
				t.Errorf("%+v, %v", got, err)
			}
		})
		t.Run("a wrong period is refused", func(t *testing.T) {
			q.Period.To = calendar.D(2024, 2, 1)
			if _, err := w.reports.Run(t.Context(), q); err == nil {
				t.Error("ran")
			}
		})
	})
}

// The codes of entries are those of the dossiers, for people to look up.
func TestEntriesTellTheDossier(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		at := calendar.On(calendar.D(2024, 3, 4), 8, 0)
		for i := range reportdb.PageSize + 3 {
			f := filing(rand.New(rand.NewSource(int64(i))), fmt.Sprint("d", i))
			w.happen(t, f.ID, at+calendar.Instant(i), f, dossier.WasAccepted{AgencyCode: "H49.1", Agency: f.Agency, Day: at.Date(), Promised: at + 8*hour})
		}
		if err := w.reports.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		q := reportdb.Query{Period: report.Period{From: calendar.D(2024, 3, 1), To: calendar.D(2024, 3, 31)}, Scope: everything(), Now: at + 1000*hour}
		first, more, err := w.reports.List(t.Context(), q, report.OpenLate, 1)
		if err != nil || !more || len(first) != reportdb.PageSize {
			t.Fatal(len(first), more, err)
		}
		last, more, err := w.reports.List(t.Context(), q, report.OpenLate, 2)
		if err != nil || more || len(last) != 3 {
			t.Fatal(len(last), more, err)
		}
		if e := first[0]; e.Code != "H49.1-240304-0001" || e.Due != at+8*hour || e.AcceptedAt != at || e.Timing != calendar.Undetermined {
			t.Errorf("%+v", e)
		}
	})
}
