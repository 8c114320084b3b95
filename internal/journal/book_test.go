package journal_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// entered is one document of a ledger, with numbers of several books.
type entered struct {
	Books []string `json:"books"`
	Year  string   `json:"year"`
	First int64    `json:"first"`
	Given []int64  `json:"given"`
}

func (entered) EventType() string { return "ledger.entered" }

func (e entered) Numbers() []act.Number {
	out := make([]act.Number, len(e.Books))
	for i, b := range e.Books {
		out[i] = act.Number{Book: "out/" + b, Day: e.Year, First: e.First}
	}
	return out
}

func (e entered) WithNumbers(n []int64) act.Event { e.Given = n; return e }

// ledger is a core of numbers only.
type ledger struct{}

func keepLedgers(t *testing.T, db *store.DB) *journal.Journal {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, clock)
	if err != nil {
		t.Fatal(err)
	}
	journal.Register(j, journal.Core[ledger]{Kind: "ledger", Codec: act.NewCodec(entered{}), Evolve: func(l ledger, _ act.Event) ledger { return l }})
	j.Start()
	t.Cleanup(j.Close)
	return j
}

// TestBooksHaveNoGaps plays any row of documents, in groups as they come, and
// compares the numbers with the plainest book there is: the first document says
// where it begins, each later one gets the next.
func TestBooksHaveNoGaps(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := keepLedgers(t, db)
		run := 0
		rapid.Check(t, func(r *rapid.T) {
			run++
			last := map[string]int64{}
			for range rapid.IntRange(1, 4).Draw(r, "groups") {
				var tickets []journal.Ticket
				var wanted [][]int64
				for range rapid.IntRange(1, 6).Draw(r, "documents") {
					e := entered{
						Year:  rapid.SampledFrom([]string{"2025", "2026"}).Draw(r, "year"),
						First: rapid.SampledFrom([]int64{-3, 0, 1, 18, 500}).Draw(r, "first"),
					}
					var want []int64
					for _, b := range rapid.SliceOfN(rapid.SampledFrom([]string{"QĐ", "TB", "GXN"}), 1, 3).Draw(r, "books") {
						b = fmt.Sprintf("%d/%s", run, b)
						key := e.Year + b
						if last[key] == 0 {
							last[key] = max(e.First-1, 0)
						}
						last[key]++
						e.Books, want = append(e.Books, b), append(want, last[key])
					}
					q := request("")
					q.Stream = "ledger/all"
					tickets = append(tickets, journal.Submit(t.Context(), j, q, func(ledger, calendar.Instant) ([]act.Event, error) { return []act.Event{e}, nil }))
					wanted = append(wanted, want)
				}
				for i, k := range tickets {
					receipt, err := k.Wait(t.Context())
					if err != nil {
						r.Fatal(err)
					}
					if got := receipt.Events[0].(entered).Given; fmt.Sprint(got) != fmt.Sprint(wanted[i]) { //nolint:forcetypeassert // the decision made it
						r.Fatalf("document %d got %v, want %v", i, got, wanted[i])
					}
				}
			}
			for _, year := range []string{"2025", "2026"} {
				books, err := j.Books(t.Context(), fmt.Sprintf("out/%d/", run), year)
				if err != nil {
					r.Fatal(err)
				}
				for _, b := range []string{"QĐ", "TB", "GXN"} {
					if books[b] != last[fmt.Sprintf("%s%d/%s", year, run, b)] {
						r.Fatalf("the books of %s read %v, given were %v", year, books, last)
					}
				}
			}
		})
	})
}
