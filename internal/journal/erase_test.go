package journal_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// forgotten erases the personal data of parcels.
type forgotten struct {
	Parcels []string `json:"parcels"`
	Left    string   `json:"left,omitempty" personal:"owner"` // what is known from now on
}

func (forgotten) EventType() string  { return "parcel.forgotten" }
func (e forgotten) Erases() []string { return e.Parcels }

func forget(events ...act.Event) journal.Decision[parcel] {
	return func(parcel, calendar.Instant) ([]act.Event, error) { return events, nil }
}

// holds counts where a text stands in any table of the database.
func holds(t *testing.T, db *store.DB, text string) (places []string) {
	t.Helper()
	for where, column := range map[string]string{"event": "public", "event_personal": "body", "stream": "state", "parcel_item": "label", "parcel_owner": "owner"} {
		var n int
		if err := db.Read.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+where+" WHERE "+column+" LIKE $1", "%"+text+"%").Scan(&n); err != nil {
			t.Fatal(err)
		}
		for range n {
			places = append(places, where)
		}
	}
	slices.Sort(places)
	return places
}

func TestErasure(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		const owner = "Nguyễn Thị Mẫu Xóa"
		for _, id := range []string{"a", "b", "kept"} {
			q := request(id)
			q.Digest = "of what was asked"
			do(t, j, q, register("2026-01-02", owner))
			do(t, j, request(id), pack(2))
		}
		if got := strings.Join(holds(t, db, owner), " "); got != "event_personal event_personal event_personal parcel_owner parcel_owner parcel_owner stream stream stream" {
			t.Fatalf("before: %s", got)
		}
		t.Run("a command that is not alone erases nothing", func(t *testing.T) {
			if _, err := journal.Execute(t.Context(), j, request("a"), forget(forgotten{Parcels: []string{"parcel/a"}})); err == nil {
				t.Error("taken")
			}
		})
		t.Run("nor one that erases after something else", func(t *testing.T) {
			q := request("a")
			q.Alone = true
			if _, err := journal.Execute(t.Context(), j, q, forget(packed{1}, forgotten{Parcels: []string{"parcel/a"}})); err == nil {
				t.Error("taken")
			}
		})
		if len(holds(t, db, owner)) != 9 {
			t.Fatal("a refused command erased")
		}
		q := request("a")
		q.Alone = true
		var wait sync.WaitGroup
		for i := range 40 { // others write at the same time, the erased streams too
			wait.Go(func() { do(t, j, request([]string{"a", "b", "c"}[i%3]), pack(i%4)) })
		}
		first := do(t, j, q, forget(forgotten{Parcels: []string{"parcel/a", "parcel/b", "parcel/none"}, Left: "người khác"}))
		again := do(t, j, q, forget(forgotten{Parcels: []string{"parcel/a"}}))
		wait.Wait()
		if !again.Repeated || again.Position != first.Position {
			t.Errorf("repeated: %+v, first %+v", again, first)
		}
		if got := strings.Join(holds(t, db, owner), " "); got != "event_personal parcel_owner stream" {
			t.Errorf("after: %s; only the third parcel keeps its owner", got)
		}
		for id, want := range map[string]string{"a": "người khác", "b": "", "kept": owner} {
			s, _, err := journal.Load[parcel](t.Context(), j, "parcel/"+id)
			if err != nil || s.Owner != want || s.Label == "" {
				t.Errorf("%s: %+v %v", id, s, err)
			}
		}
		var digests int
		if err := db.Read.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM command WHERE digest <> ''`).Scan(&digests); err != nil || digests != 1 {
			t.Errorf("%d digests of what was asked are left (%v), want that of the kept parcel", digests, err)
		}
		clean(t, j)
		if p, err := j.Position(t.Context()); err != nil || p != 47 {
			t.Errorf("position %d (%v): no event may be gone", p, err)
		}
	})
}
