package watch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Feed sends events to a syslog server: messages of RFC 5424, over TCP or TLS
// framed by octet counting (RFC 6587 3.4.1, RFC 5425), over UDP one a packet
// (RFC 5426). While the server is away events wait, at most waitingEvents of
// them; what finds the queue full is dropped and counted.
type Feed struct {
	network, address string
	tls              *tls.Config // nil without
	host             string
	app              string
	log              *slog.Logger

	queue   chan []byte
	stop    context.CancelFunc
	ended   sync.WaitGroup
	dropped atomic.Int64
}

// The parts of a syslog message that are always the same.
const (
	facility   = 10 // security messages, RFC 5424 6.2.1
	notice     = 5  // severities, RFC 5424 6.2.1
	warning    = 4
	nilValue   = "-"
	enterprise = "motcua@32473" // the enterprise number reserved for documentation, RFC 5612
)

const (
	dialTimeout  = 5 * time.Second
	writeTimeout = 5 * time.Second
	retryFirst   = 200 * time.Millisecond
	retryMost    = 30 * time.Second
	closeWait    = 2 * time.Second
)

// NewFeed makes a feed to "udp://host:port", "tcp://host:port" or
// "tls://host:port"; the ports are 514, 514 and 6514 when none is given. It
// does not connect yet. roots is nil for the machine's own.
func NewFeed(address, app string, log *slog.Logger, roots *tls.Config) (*Feed, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" {
		return nil, fmt.Errorf("watch: syslog address %q: use tcp://host:port, tls://host:port or udp://host:port", address)
	}
	f := &Feed{network: u.Scheme, app: app, log: log, queue: make(chan []byte, waitingEvents)}
	port := "514"
	switch u.Scheme {
	case "udp", "tcp":
	case "tls":
		port, f.network = "6514", "tcp"
		f.tls = &tls.Config{MinVersion: tls.VersionTLS12}
		if roots != nil {
			f.tls = roots.Clone()
		}
		if f.tls.ServerName == "" {
			f.tls.ServerName = u.Hostname()
		}
	default:
		return nil, fmt.Errorf("watch: syslog address %q: use tcp://, tls:// or udp://", address)
	}
	if u.Port() != "" {
		port = u.Port()
	}
	f.address = net.JoinHostPort(u.Hostname(), port)
	if f.host, err = os.Hostname(); err != nil || f.host == "" {
		f.host = nilValue
	}
	ctx, cancel := context.WithCancel(context.Background())
	f.stop = cancel
	f.ended.Go(func() { f.run(ctx) })
	return f, nil
}

func (f *Feed) send(at time.Time, e Event) {
	select {
	case f.queue <- f.message(at, e):
	default:
		f.dropped.Add(1)
	}
}

// close gives what waits a moment, then gives up.
func (f *Feed) close() {
	close(f.queue)
	timer := time.AfterFunc(closeWait, f.stop)
	f.ended.Wait()
	timer.Stop()
	f.stop()
}

// message is an event as RFC 5424 has it: facts as structured data, in words
// the event's name alone.
func (f *Feed) message(at time.Time, e Event) []byte {
	severity := notice
	if strings.HasSuffix(e.Name, ".failed") || strings.HasSuffix(e.Name, ".throttled") || strings.HasSuffix(e.Name, "denied") || strings.HasSuffix(e.Name, ".refused") {
		severity = warning
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<%d>1 %s %s %s %d %s [%s", facility*8+severity, at.UTC().Format("2006-01-02T15:04:05.000000Z"), printable(f.host, 255), printable(f.app, 48), os.Getpid(), printable(e.Name, 32), enterprise)
	for _, a := range e.attrs() {
		b.WriteString(" " + a.Key + `="` + quoted(a.Value.String()) + `"`)
	}
	b.WriteString("] " + e.Name)
	return []byte(b.String())
}

// printable is text as a header field holds it: printable ASCII, cut.
func printable(s string, most int) string {
	out := strings.Map(func(r rune) rune {
		if r < 33 || r > 126 {
			return '_'
		}
		return r
	}, s)
	if out == "" {
		return nilValue
	}
	return out[:min(len(out), most)]
}

// quoted escapes a value of structured data (RFC 5424 6.3.3).
func quoted(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, `]`, `\]`, "\n", " ", "\r", " ").Replace(strings.ToValidUTF8(s, "?"))
}

// run sends what is queued, in order, until the queue is closed and empty or
// ctx ends. A message whose sending failed is sent again.
func (f *Feed) run(ctx context.Context) {
	var c net.Conn
	defer func() {
		if c != nil {
			_ = c.Close() // what was sent is on its way; there is nobody to tell
		}
	}()
	for m := range f.queue {
		for wait := retryFirst; ; wait = min(2*wait, retryMost) {
			err := ctx.Err()
			if err == nil && c == nil {
				if c, err = f.dial(ctx); err == nil {
					go closedWith(c)
				}
			}
			if err == nil {
				if err = f.write(c, m); err == nil {
					break
				}
				err = errors.Join(err, c.Close())
				c = nil
			}
			if ctx.Err() != nil {
				f.dropped.Add(1)
				break
			}
			f.log.LogAttrs(ctx, slog.LevelWarn, "syslog server away", slog.String("address", f.address), slog.Any("error", err))
			select {
			case <-ctx.Done():
			case <-time.After(wait):
			}
		}
	}
}

// closedWith closes a connection when its server does, so that the next message
// is not written into a socket that nobody reads.
func closedWith(c net.Conn) {
	_, _ = io.Copy(io.Discard, c)
	_ = c.Close()
}

func (f *Feed) dial(ctx context.Context) (net.Conn, error) {
	d := net.Dialer{Timeout: dialTimeout}
	if f.tls == nil {
		return d.DialContext(ctx, f.network, f.address)
	}
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	return (&tls.Dialer{NetDialer: &d, Config: f.tls}).DialContext(ctx, f.network, f.address)
}

func (f *Feed) write(c net.Conn, m []byte) error {
	if err := c.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	if f.network == "tcp" {
		m = append([]byte(strconv.Itoa(len(m))+" "), m...)
	}
	_, err := c.Write(m)
	return err
}
