package identitydb

import (
	"context"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// errBusy: too many sign-ins wait already, or one waited too long.
//
//nolint:gochecknoglobals // a sentinel
var errBusy = fault.New(fault.Unavailable, "identity.busy", locale.T(
	"Đang có quá nhiều người đăng nhập cùng lúc nên chưa kiểm tra được mật khẩu. Tài khoản không bị ảnh hưởng; xin thử lại sau ít giây. Ai đang làm việc vẫn làm việc bình thường.",
	"Too many people are signing in at once, so the password could not be checked. Nothing happened to the account; please try again in a few seconds. Whoever is at work already works on."))

const (
	longestQueue = time.Minute // in it; a browser waits longer
	manyWrong    = 30          // wrong passwords from one address in an hour that make it a stranger to all
	manyWrongAll = 60          // wrong passwords of unknown browsers in a minute that slow all of them down
	slowdown     = time.Second
)

// lane is one queue before the hashing of passwords: each hash takes 19 MiB and
// a core for a while, and whoever wants to keep others out must not get all of
// them.
type lane struct{ running, waiting chan struct{} }

func newLane(running, waiting int) *lane {
	return &lane{running: make(chan struct{}, running), waiting: make(chan struct{}, running+waiting)}
}

// pass runs f when it is its turn.
func (l *lane) pass(ctx context.Context, f func() error) error {
	select {
	case l.waiting <- struct{}{}:
		defer func() { <-l.waiting }()
	default:
		return errBusy
	}
	late := time.NewTimer(longestQueue)
	defer late.Stop()
	select {
	case l.running <- struct{}{}:
		defer func() { <-l.running }()
		return f()
	case <-late.C:
		return errBusy
	case <-ctx.Done():
		return ctx.Err()
	}
}

// turnstile has a lane for browsers that signed in before and for people who are
// signed in, one for browsers nobody knows, and a narrow one for those of an
// address from which many wrong passwords came. So a flood of guesses keeps
// nobody out who was here before, and from elsewhere nobody new. Nobody is
// refused for the address: whole offices share one.
type turnstile struct {
	known, strangers, suspects *lane

	mu     sync.Mutex
	hour   time.Time          // of wrong
	minute time.Time          // of all
	wrong  map[netip.Addr]int // wrong passwords in this hour, by address
	all    int                // in this minute
}

func newTurnstile() *turnstile {
	// Half of the cores go on answering whoever is at work.
	cores := max(1, runtime.GOMAXPROCS(0)/2)
	return &turnstile{known: newLane(cores, 200), strangers: newLane(cores, 400), suspects: newLane(1, 20), wrong: map[netip.Addr]int{}}
}

// lane is where somebody queues, and how long he waits first.
func (t *turnstile) lane(known bool, from netip.Addr) (*lane, time.Duration) {
	if known {
		return t.known, 0
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn()
	wait := time.Duration(0)
	if t.all >= manyWrongAll {
		wait = slowdown
	}
	if from.IsValid() && t.wrong[from] >= manyWrong {
		return t.suspects, wait
	}
	return t.strangers, wait
}

// missed notes a wrong password of an unknown browser.
func (t *turnstile) missed(from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.turn()
	t.all++
	if _, there := t.wrong[from]; from.IsValid() && (there || len(t.wrong) < 100_000) {
		t.wrong[from]++
	}
}

// turn begins to count anew in a new hour and minute.
func (t *turnstile) turn() {
	now := time.Now()
	if h := now.Truncate(time.Hour); h != t.hour {
		t.hour, t.wrong = h, map[netip.Addr]int{}
	}
	if m := now.Truncate(time.Minute); m != t.minute {
		t.minute, t.all = m, 0
	}
}
