package app_test

import (
	"io"
	"path/filepath"
	"testing"

	"motcua/internal/app"
	"motcua/internal/app/simulation"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
	"motcua/internal/store/storetest"
)

// TestTheReportEqualsTheSimulationsOwnCount: two pieces of code that share
// nothing but the journal agree to the last dossier, on both databases.
func TestTheReportEqualsTheSimulationsOwnCount(t *testing.T) {
	t.Parallel()
	o := simulation.Options{From: calendar.D(2024, 1, 1), To: calendar.D(2024, 3, 31), Scale: 0.004, Seed: 7}
	for name, address := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "sim.db") },
		"postgres": func(t *testing.T) string { return storetest.PostgresAddress(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := app.Open(t.Context(), app.Config{DB: address(t), Files: filepath.Join(t.TempDir(), "files"), SecretFile: filepath.Join(t.TempDir(), "key"), BaseURL: "http://localhost"})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := a.Close(); err != nil {
					t.Error(err)
				}
			})
			result, err := a.Simulate(t.Context(), o, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, a, o, result)
			if c, err := a.Journal.Fsck(t.Context()); err != nil || len(c.Findings) > 0 {
				t.Errorf("fsck: %+v %v", c.Findings, err)
			}
			if _, err := a.Simulate(t.Context(), o, io.Discard); err == nil {
				t.Error("a database that is not new was simulated into")
			}
		})
	}
}

func compare(t *testing.T, a *app.App, o simulation.Options, result simulation.Result) {
	t.Helper()
	if err := a.Reports.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, err := a.Reports.Run(t.Context(), reportdb.Query{
		Period: report.Period{From: o.From, To: o.To}, By: report.ByLevel, Scope: dossier.Scope{All: true}, Now: a.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 3 {
		t.Fatalf("%d rows", len(r.Rows))
	}
	for _, row := range r.Rows {
		c := result.ByLevel[org.Level(row.Key)]
		want := report.Line{
			Received: report.ReceivedLine{Total: c.Received, Online: c.Online, Direct: c.Direct},
			Settled:  report.SettledLine{Total: c.Early + c.OnTime + c.Late, Early: c.Early, OnTime: c.OnTime, Late: c.Late},
			Open:     report.OpenLine{Total: c.OpenInTime + c.OpenLate, InTime: c.OpenInTime, Late: c.OpenLate},
		}
		if row.Line != want {
			t.Errorf("%s: the report says %+v, the simulation %+v", row.Key, row.Line, want)
		}
		if c.Received < 50 {
			t.Errorf("%s: only %d dossiers: this proves little", row.Key, c.Received)
		}
	}
}
