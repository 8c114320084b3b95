package receptionweb_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/store/storetest"
)

// TestConcurrentCounters lets 32 counters of one agency accept at the same
// time: every dossier has a code of its own, and the day's numbers have no gap.
func TestConcurrentCounters(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(t *testing.T) string{
		"sqlite":   func(t *testing.T) string { t.Helper(); return "sqlite:" + filepath.Join(t.TempDir(), "counters.db") },
		"postgres": func(t *testing.T) string { t.Helper(); return storetest.PostgresAddress(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := calendar.On(calendar.D(2026, 11, 23), 9, 0)
			e := apptest.Open(t, app.Config{
				DB: address(t), Files: filepath.Join(t.TempDir(), "files"), Now: func() calendar.Instant { return now },
			})
			if err := e.Seed(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
			checkCodes(t, e, acceptTogether(t, e))
			check, err := e.Journal.Fsck(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range check.Findings {
				t.Errorf("fsck: %s: %s", f.Where, f.What)
			}
		})
	}
}

const (
	counters = 32
	each     = 4 // dossiers a counter
)

func acceptTogether(t *testing.T, e *apptest.Env) []string {
	t.Helper()
	actor, filing := e.Actor("tiep-nhan"), filing(t, e, "Người Mẫu")
	ids, failed := make([]string, counters*each), make([]error, counters)
	start := make(chan struct{})
	var all sync.WaitGroup
	for n := range counters {
		all.Go(func() {
			<-start
			for i := range each {
				done, err := e.Casework.Do(t.Context(), dossierdb.Order{
					ID: uuid.NewString(), Expect: journal.Any, Actor: actor, Command: dossier.Receive{Method: procedure.Direct, Filing: filing},
				})
				ids[n*each+i], failed[n] = done.Dossier, errors.Join(failed[n], err)
			}
		})
	}
	close(start)
	all.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Fatal(err)
	}
	return ids
}

func checkCodes(t *testing.T, e *apptest.Env, ids []string) {
	t.Helper()
	actor := e.Actor("tiep-nhan")
	codes := make([]string, len(ids))
	forms := make([]int64, len(ids))
	for i, id := range ids {
		s, _, err := e.Casework.Get(t.Context(), actor, id)
		if err != nil {
			t.Fatal(err)
		}
		codes[i], forms[i] = s.Code, s.FormNumber
	}
	slices.Sort(codes)
	slices.Sort(forms)
	base, _, _ := strings.Cut(codes[0], "-")
	for i, code := range codes {
		if want := fmt.Sprintf("%s-261123-%04d", base, i+1); code != want {
			t.Fatalf("code %d is %s, want %s", i+1, code, want)
		}
		if forms[i] != int64(i+1) {
			t.Fatalf("form number %d is %d", i+1, forms[i])
		}
	}
	if !strings.HasPrefix(base, "H49.") {
		t.Errorf("the codes begin with %q", base)
	}
}
