package journal_test

import (
	"fmt"
	"testing"

	"motcua/internal/act"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// TestRebuildAfterACoreChanged: a newer program projects otherwise; its
// database is clean again after a rebuild, and the events are the same.
func TestRebuildAfterACoreChanged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		old := start(t, db)
		for i := range 700 { // more than one transaction's
			do(t, old, request(fmt.Sprint(i)), register("2024-04-01", "x"))
		}
		do(t, old, request("3"), pack(4))
		old.Close()
		before, err := old.Stream(t.Context(), "parcel/3")
		if err != nil {
			t.Fatal(err)
		}

		now, err := journal.New(t.Context(), db, clock)
		if err != nil {
			t.Fatal(err)
		}
		c := core()
		c.Evolve = func(s parcel, e act.Event) parcel {
			s = evolve(s, e)
			s.Label += "*"
			return s
		}
		c.Rows = func(id string, s parcel) []act.Row { return rows(id, parcel{Label: s.Label, Items: min(s.Items, 2)}) }
		journal.Register(now, c)
		if found, err := now.Fsck(t.Context()); err != nil || len(found.Findings) == 0 {
			t.Fatalf("the change is not seen: %v", err)
		}
		steps := 0
		done, err := now.Rebuild(t.Context(), func(int, int) { steps++ })
		if err != nil {
			t.Fatal(err)
		}
		if done.Streams != 700 || done.Rows != 702 || done.Removed != 2 || steps != 2 {
			t.Errorf("rebuilt %+v in %d steps", done, steps)
		}
		clean(t, now)
		after, err := now.Stream(t.Context(), "parcel/3")
		if err != nil || len(after) != len(before) {
			t.Errorf("%d events became %d: %v", len(before), len(after), err)
		}
		now.Start()
		t.Cleanup(now.Close)
		do(t, now, request("3"), pack(1))
		clean(t, now)
	})
}
