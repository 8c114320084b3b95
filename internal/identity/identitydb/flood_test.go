package identitydb_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
	"motcua/internal/store/storetest"
)

// TestManySignInsAtOnce: at half past seven a whole province sits down; browsers
// were cleaned over night, so that nobody is known, and an office has one
// address.
func TestManySignInsAtOnce(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	s := start(t, db)
	ctx := t.Context()
	password := s.official(t, "can.bo.0")
	const people = 150
	for i := 1; i < people; i++ {
		name := fmt.Sprintf("can.bo.%d", i)
		s.do(t, name, identity.Open{Account: name, Kind: org.ActorOfficial, Name: "Cán Bộ Mẫu"})
		if _, err := db.Write.ExecContext(ctx, `INSERT INTO credential (account, hash, changed_at) SELECT $1, hash, changed_at FROM credential WHERE account = $2`, name, "can.bo.0"); err != nil {
			t.Fatal(err)
		}
	}
	from := identitydb.Browser{From: netip.MustParseAddr("203.0.113.5")}
	var failed atomic.Int64
	var wg sync.WaitGroup
	for i := range people {
		wg.Go(func() {
			if err := s.CheckPassword(ctx, fmt.Sprintf("can.bo.%d", i), password, from); err != nil {
				failed.Add(1)
				t.Error(err)
			}
		})
	}
	if wg.Wait(); failed.Load() > 0 {
		t.Errorf("%d of %d were kept out", failed.Load(), people)
	}
}

// TestAFloodOfGuesses: many guesses under many names fill the queues of unknown
// browsers; who was here before, and who is at work, does not wait behind them.
func TestAFloodOfGuesses(t *testing.T) {
	t.Parallel()
	s := start(t, storetest.SQLite(t))
	ctx := t.Context()
	password := s.official(t, "le.van.b")
	device, _, err := s.RememberDevice(ctx, "le.van.b")
	if err != nil {
		t.Fatal(err)
	}
	flood, stop := context.WithCancel(ctx)
	var busy, tried atomic.Int64
	var wg sync.WaitGroup
	bad := netip.MustParseAddr("198.51.100.9")
	for i := range 80 { // after thirty wrong ones the address has a lane of its own, with twenty places
		wg.Go(func() {
			for n := 0; flood.Err() == nil; n++ {
				err := s.CheckPassword(flood, fmt.Sprintf("ai.do.%d.%d", i, n), "đoán mò một câu", identitydb.Browser{From: bad})
				if fault.KindOf(err) == fault.Unavailable {
					busy.Add(1)
					time.Sleep(10 * time.Millisecond)
				} else if errors.Is(err, identitydb.ErrPassword) {
					tried.Add(1)
				}
			}
		})
	}
	for busy.Load() == 0 && ctx.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	begun := time.Now()
	if err := s.CheckPassword(ctx, "le.van.b", password, identitydb.Browser{Device: device, From: bad}); err != nil {
		t.Errorf("a browser that was here before is kept out: %v", err)
	}
	if err := s.ConfirmPassword(ctx, "le.van.b", password); err != nil {
		t.Errorf("who is signed in is kept out: %v", err)
	}
	if took := time.Since(begun); took > 20*time.Second { // a loaded machine
		t.Errorf("they waited %v", took)
	}
	stop()
	wg.Wait()
	if busy.Load() == 0 || tried.Load() == 0 {
		t.Errorf("%d were tried, %d refused", tried.Load(), busy.Load())
	}
}

// TestUnknownNamesTakeAsLong: a name that is not there costs the same hash as
// one that is.
func TestUnknownNamesTakeAsLong(t *testing.T) {
	t.Parallel()
	s := start(t, storetest.SQLite(t))
	s.official(t, "le.van.b")
	var known, unknown time.Duration
	for i := range 8 {
		for _, c := range []struct {
			name string
			took *time.Duration
		}{{"le.van.b", &known}, {fmt.Sprintf("khong.co.%d", i), &unknown}} {
			begun := time.Now()
			_ = s.CheckPassword(t.Context(), c.name, "sai hoàn toàn", identitydb.Browser{})
			*c.took += time.Since(begun)
		}
		s.pass(2 * time.Hour)
	}
	if known > 4*unknown || unknown > 4*known {
		t.Errorf("8 wrong passwords took %v, 8 unknown names %v", known, unknown)
	}
}
