package watch

import (
	"context"
	"io"
	"log/slog"
	"sync/atomic"
	"time"
)

// Event is something that matters to security: what, whose, and where. It has
// no personal data: Account is an account's id, Route a pattern.
type Event struct {
	Name    string // stable: "sign_in.failed"
	Account string // "" for nobody
	Route   string
	Request string // id, as in the log of requests
	Code    string // of the fault, "" for none
	Status  int
	// Position is that of the act in the journal that tells more; 0 for none.
	Position int64
}

// waitingEvents is how many events may wait to be written.
const waitingEvents = 4096

// Security is the security log (nhật ký an ninh): JSON lines, and a feed to a
// syslog server. Note never blocks: what finds the queue full is dropped and
// counted.
type Security struct {
	queue   chan noted
	stop    chan struct{} // closed to end
	done    chan struct{} // closed when ended
	log     *slog.Logger
	feed    *Feed // nil for none
	dropped atomic.Int64
}

type noted struct {
	at    time.Time
	event Event
}

// NewSecurity writes events to out, and to feed when it is not nil. Close it.
func NewSecurity(out io.Writer, feed *Feed) *Security {
	s := &Security{queue: make(chan noted, waitingEvents), stop: make(chan struct{}), done: make(chan struct{}), feed: feed}
	s.log = slog.New(slog.NewJSONHandler(out, nil))
	go s.run()
	return s
}

// Note queues an event.
func (s *Security) Note(e Event) {
	select {
	case s.queue <- noted{time.Now(), e}:
	default:
		s.dropped.Add(1)
	}
}

// Dropped is how many events were dropped, here or by the feed.
func (s *Security) Dropped() int64 {
	n := s.dropped.Load()
	if s.feed != nil {
		n += s.feed.dropped.Load()
	}
	return n
}

// Close writes what waits and ends the feed; call it once. What is noted later
// is lost.
func (s *Security) Close() {
	close(s.stop)
	<-s.done
	if s.feed != nil {
		s.feed.close()
	}
}

func (s *Security) run() {
	defer close(s.done)
	for {
		select {
		case n := <-s.queue:
			s.write(n)
		case <-s.stop:
			for {
				select {
				case n := <-s.queue:
					s.write(n)
				default:
					return
				}
			}
		}
	}
}

func (s *Security) write(n noted) {
	r := slog.NewRecord(n.at, slog.LevelInfo, "security", 0)
	r.AddAttrs(n.event.attrs()...)
	// A full disk must not stop the house; the feed still has it.
	_ = s.log.Handler().Handle(context.Background(), r)
	if s.feed != nil {
		s.feed.send(n.at, n.event)
	}
}

func (e Event) attrs() []slog.Attr {
	out := []slog.Attr{slog.String("event", e.Name)}
	for _, a := range [][2]string{{"account", e.Account}, {"route", e.Route}, {"request", e.Request}, {"code", e.Code}} {
		if a[1] != "" {
			out = append(out, slog.String(a[0], a[1]))
		}
	}
	if e.Status != 0 {
		out = append(out, slog.Int("status", e.Status))
	}
	if e.Position != 0 {
		out = append(out, slog.Int64("position", e.Position))
	}
	return out
}
