package orgdb_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

func clock() calendar.Instant { return calendar.At(time.Now()) }

// process is one of several that serve a database.
func process(t testing.TB, db *store.DB) (*journal.Journal, *orgdb.Directory) {
	t.Helper()
	j, err := journal.New(t.Context(), db, clock)
	if err != nil {
		t.Fatal(err)
	}
	orgdb.Register(j)
	j.Start()
	t.Cleanup(j.Close)
	return j, orgdb.New(j)
}

func migrate(t testing.TB, db *store.DB) {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations()); err != nil {
		t.Fatal(err)
	}
}

func seed(t testing.TB, j *journal.Journal) {
	t.Helper()
	if err := orgdb.Seed(t.Context(), j, 0); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, d *orgdb.Directory) {
	t.Helper()
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// execute does a command of the system on an agency.
func execute(ctx context.Context, j *journal.Journal, agency string, c org.Command, reads ...journal.Ref) error {
	r := journal.Request{ID: uuid.NewString(), Stream: org.Stream(agency), Expect: journal.Any, Actor: "system", Reads: reads}
	_, err := journal.Execute(ctx, j, r, func(s org.State, now calendar.Instant) ([]act.Event, error) {
		return org.Decide(s, c, org.Facts{Now: now, Actor: org.System()})
	})
	return err
}

func TestDirectory(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		migrate(t, db)
		j, d := process(t, db)
		if len(d.Organisation().All()) != 0 || d.Ref("hong-gai").Version != 0 {
			t.Fatal("a new directory is empty")
		}
		seed(t, j)
		before, err := j.Position(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		load(t, d)
		t.Run("is what the seed says", func(t *testing.T) { sameAsSeed(t, d.Organisation()) })
		t.Run("seeding again changes nothing", func(t *testing.T) {
			seed(t, j)
			if after, err := j.Position(t.Context()); err != nil || after != before {
				t.Errorf("position %d, then %d: %v", before, after, err)
			}
		})
		other, err := journal.New(t.Context(), db, clock)
		if err != nil {
			t.Fatal(err)
		}
		orgdb.Register(other)
		t.Run("sees what another process wrote", func(t *testing.T) { seesOther(t, j, orgdb.New(other)) })
		t.Run("lets no command rest on an old organisation", func(t *testing.T) { refusesStale(t, j, d) })
		t.Run("follows until it is told to stop", func(t *testing.T) { follows(t, j, d) })
	})
}

func sameAsSeed(t *testing.T, got *org.Organisation) {
	t.Helper()
	want, err := province.Organisation()
	if err != nil {
		t.Fatal(err)
	}
	day := calendar.D(2026, 7, 1)
	if a, b := len(got.All()), len(want.All()); a != b || a == 0 {
		t.Fatalf("%d agencies, want %d", a, b)
	}
	if a, b := len(got.Places(org.LevelCommune, day)), len(want.Places(org.LevelCommune, day)); a != b {
		t.Errorf("%d communes, want %d", a, b)
	}
	for _, d := range province.DemoAccounts() {
		if d.Kind != org.ActorOfficial {
			continue
		}
		a, ok := got.Official(d.Account, day)
		if !ok || a.Name != d.Name {
			t.Errorf("%s is %+v", d.Account, a)
		}
	}
}

func seesOther(t *testing.T, j *journal.Journal, d *orgdb.Directory) {
	t.Helper()
	load(t, d)
	day := calendar.D(2026, 7, 1)
	unit := org.OpenUnit{Unit: org.Unit{ID: "moi", Name: "Phòng Mới", Kind: org.UnitDepartment}}
	if err := execute(t.Context(), j, "so-tu-phap", unit); err != nil {
		t.Fatal(err)
	}
	old := d.Organisation()
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, ok := d.Organisation().Unit("so-tu-phap", "moi"); !ok {
		t.Error("the new unit is not seen")
	}
	if _, ok := old.Unit("so-tu-phap", "moi"); ok || len(old.Units("so-tu-phap", day)) != 4 {
		t.Error("an organisation that was handed out has changed")
	}
	now := d.Organisation()
	if err := d.Refresh(t.Context()); err != nil || d.Organisation() != now {
		t.Errorf("read again though nothing was written: %v", err)
	}
}

func refusesStale(t *testing.T, j *journal.Journal, d *orgdb.Directory) {
	t.Helper()
	// so-tu-phap grew in the test before; d has not looked since.
	_, refs := d.Snapshot()
	unit := org.OpenUnit{Unit: org.Unit{ID: "nua", Name: "Phòng Nữa", Kind: org.UnitDepartment}}
	err := execute(t.Context(), j, "so-y-te", unit, refs("so-tu-phap")...)
	if !errors.Is(err, journal.ErrStale) {
		t.Fatalf("stale facts were taken: %v", err)
	}
	if err := d.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := execute(t.Context(), j, "so-y-te", unit, d.Ref("so-tu-phap")); err != nil {
		t.Fatal(err)
	}
}

func follows(t *testing.T, j *journal.Journal, d *orgdb.Directory) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { d.Follow(ctx, func(err error) { t.Error(err) }); close(ended) }()
	unit := org.OpenUnit{Unit: org.Unit{ID: "sau", Name: "Phòng Sau", Kind: org.UnitDepartment}}
	if err := execute(t.Context(), j, "so-xay-dung", unit); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, ok := d.Organisation().Unit("so-xay-dung", "sau"); ok {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("not seen after ten seconds")
		}
	}
	stop()
	<-ended
}

func TestSeedOfASimulation(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	migrate(t, db)
	j, d := process(t, db)
	if err := j.MarkSimulated(t.Context()); err != nil {
		t.Fatal(err)
	}
	at := calendar.On(calendar.D(2024, 1, 2), 7, 0)
	if err := orgdb.Seed(t.Context(), j, at); err != nil {
		t.Fatal(err)
	}
	load(t, d)
	events, err := j.After(t.Context(), 0, 5)
	if err != nil || len(events) == 0 || events[0].At != at {
		t.Errorf("acts at the wrong instant: %+v %v", events, err)
	}
}

func BenchmarkSeed(b *testing.B) {
	for b.Loop() {
		db := storetest.SQLite(b)
		migrate(b, db)
		j, _ := process(b, db)
		seed(b, j)
	}
}

func BenchmarkLoad(b *testing.B) {
	db := storetest.SQLite(b)
	migrate(b, db)
	j, _ := process(b, db)
	seed(b, j)
	for b.Loop() {
		load(b, orgdb.New(j))
	}
}

func BenchmarkRefresh(b *testing.B) {
	db := storetest.SQLite(b)
	migrate(b, db)
	j, d := process(b, db)
	seed(b, j)
	load(b, d)
	for b.Loop() {
		if err := d.Refresh(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
