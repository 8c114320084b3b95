package proceduredb_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/process"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

func start(t *testing.T, db *store.DB) *journal.Journal {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations(), proceduredb.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, func() calendar.Instant { return calendar.At(time.Now()) })
	if err != nil {
		t.Fatal(err)
	}
	proceduredb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	return j
}

func clean(t *testing.T, j *journal.Journal) {
	t.Helper()
	c, err := j.Fsck(t.Context())
	if err != nil || len(c.Findings) > 0 {
		t.Errorf("fsck: %+v %v", c.Findings, err)
	}
}

func TestTheCarriedProceduresAreFileable(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		in := &proceduredb.Import{Journal: j}
		first, err := in.Embedded(t.Context())
		if err != nil || first.New < 24 || first.Rejected > 0 {
			t.Fatalf("%s, %v", first, err)
		}
		again, err := in.Embedded(t.Context())
		if err != nil || again.New+again.Changed > 0 || again.Unchanged != first.New {
			t.Errorf("the second time: %s, %v", again, err)
		}
		fileable := 0
		err = journal.LoadKind(t.Context(), j, procedure.StreamKind, func(_ string, _ int64, s procedure.State) error {
			q, _, err := journal.Load[process.State](t.Context(), j, process.Stream(s.Procedure(calendar.D(2026, 6, 1)).Code))
			_, inForce := q.InForce(calendar.D(2026, 6, 1), "")
			if s.Fileable(calendar.D(2026, 6, 1), "Quảng Ninh", inForce).Fileable {
				fileable++
			}
			return err
		})
		if err != nil || fileable < 22 {
			t.Errorf("%d of %d are fileable, %v", fileable, first.New, err)
		}
		clean(t, j)
	})
}

func TestImportOfTheNationalData(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("MOTCUA_TTHC_DATA")
	present.OrSkip(t, "the national data", dir != "", "MOTCUA_TTHC_DATA names no folder")
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		read := func() (all proceduredb.Tally) {
			for _, name := range []string{"details.jsonl.gz", "catalogue.jsonl.gz"} {
				f, err := os.Open(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				in := &proceduredb.Import{Journal: j, Rejected: func(err error) { t.Error(err) }}
				n, err := in.Read(t.Context(), f)
				if err != nil {
					t.Fatal(err)
				}
				all.Add(n)
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
			}
			return all
		}
		first := read()
		if first.Rejected != 0 || first.New < 5670 {
			t.Errorf("first: %s", first)
		}
		if again := read(); again.New+again.Changed+again.Rejected != 0 {
			t.Errorf("the same files make no version: %s", again)
		}
		s, _, err := journal.Load[procedure.State](t.Context(), j, procedure.Stream("1.001193"))
		if err != nil || s.Stage() != procedure.Described || len(s.Versions) != 1 {
			t.Errorf("a catalogue line overwrote a full record: %s %d versions %v", s.Stage(), len(s.Versions), err)
		}
		clean(t, j)
	})
}
