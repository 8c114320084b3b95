package watch_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/watch"
)

// receiver is a syslog server: octet counting on TCP and TLS, a message a
// packet on UDP.
type receiver struct {
	address  string
	messages chan string
	close    func()
}

func listen(t *testing.T, secure *tls.Config, address string) *receiver {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	r := &receiver{address: l.Addr().String(), messages: make(chan string, 100)}
	if secure != nil {
		l = tls.NewListener(l, secure)
	}
	var mu sync.Mutex
	var open []net.Conn
	r.close = func() {
		_ = l.Close()
		mu.Lock()
		defer mu.Unlock()
		for _, c := range open {
			_ = c.Close()
		}
	}
	t.Cleanup(r.close)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open = append(open, c)
			mu.Unlock()
			go r.read(c)
		}
	}()
	return r
}

// read takes frames: MSG-LEN SP SYSLOG-MSG (RFC 6587 3.4.1).
func (r *receiver) read(c net.Conn) {
	in := bufio.NewReader(c)
	for {
		length, err := in.ReadString(' ')
		if err != nil {
			return
		}
		n, err := strconv.Atoi(strings.TrimSpace(length))
		if err != nil {
			r.messages <- "bad frame " + length
			return
		}
		m := make([]byte, n)
		if _, err := io.ReadFull(in, m); err != nil {
			return
		}
		r.messages <- string(m)
	}
}

func (r *receiver) next(t *testing.T) string {
	t.Helper()
	select {
	case m := <-r.messages:
		return m
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
		return ""
	}
}

// rfc5424 is the header and one element of structured data.
var rfc5424 = regexp.MustCompile(`^<(\d{1,3})>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\S+) motcua (\d+) (\S+) \[motcua@32473((?: \w+="(?:[^"\\\]]|\\["\\\]])*")*)\] (\S+)$`) //nolint:gochecknoglobals // compiled once

func quiet(t *testing.T) *slog.Logger { return slog.New(slog.NewTextHandler(t.Output(), nil)) }

func TestTheSecurityLog(t *testing.T) {
	t.Parallel()
	t.Run("is one JSON line an event and a message of RFC 5424", func(t *testing.T) {
		t.Parallel()
		r := listen(t, nil, "127.0.0.1:0")
		feed, err := watch.NewFeed("tcp://"+r.address, "motcua", quiet(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		s := watch.NewSecurity(&out, feed)
		s.Note(watch.Event{Name: "sign_in.failed", Account: `a"b]c\d`, Route: "POST /dang-nhap", Request: "req-1", Status: 422})
		s.Note(watch.Event{Name: "token.issued", Account: "tk-1", Position: 17})
		first, second := r.next(t), r.next(t)
		s.Close()
		m := rfc5424.FindStringSubmatch(first)
		if m == nil {
			t.Fatalf("not RFC 5424: %q", first)
		}
		if m[1] != strconv.Itoa(10*8+4) || m[5] != "sign_in.failed" || !strings.Contains(m[6], `account="a\"b\]c\\d"`) || !strings.Contains(m[6], `status="422"`) {
			t.Errorf("message %q", first)
		}
		if !rfc5424.MatchString(second) || !strings.Contains(second, `position="17"`) || !strings.HasPrefix(second, "<85>1 ") {
			t.Errorf("message %q", second)
		}
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		var line map[string]any
		if err := json.Unmarshal([]byte(lines[0]), &line); err != nil || len(lines) != 2 {
			t.Fatal(err, lines)
		}
		if line["event"] != "sign_in.failed" || line["account"] != `a"b]c\d` || line["msg"] != "security" {
			t.Errorf("line %v", line)
		}
		if s.Dropped() != 0 {
			t.Errorf("dropped %d", s.Dropped())
		}
	})
	t.Run("reaches a server that comes back", func(t *testing.T) {
		t.Parallel()
		r := listen(t, nil, "127.0.0.1:0")
		feed, err := watch.NewFeed("tcp://"+r.address, "motcua", quiet(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := watch.NewSecurity(io.Discard, feed)
		s.Note(watch.Event{Name: "before"})
		r.next(t)
		r.close()
		time.Sleep(50 * time.Millisecond)
		s.Note(watch.Event{Name: "meanwhile"})
		time.Sleep(100 * time.Millisecond)
		r = listen(t, nil, r.address)
		if m := r.next(t); !strings.HasSuffix(m, "] meanwhile") {
			t.Errorf("message %q", m)
		}
		s.Close()
	})
	t.Run("goes over TLS to the server that the certificate names", func(t *testing.T) {
		t.Parallel()
		certificate, roots := authority(t)
		r := listen(t, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}, "127.0.0.1:0")
		feed, err := watch.NewFeed("tls://"+r.address, "motcua", quiet(t), &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12})
		if err != nil {
			t.Fatal(err)
		}
		s := watch.NewSecurity(io.Discard, feed)
		s.Note(watch.Event{Name: "csrf.refused"})
		if m := r.next(t); !rfc5424.MatchString(m) {
			t.Errorf("message %q", m)
		}
		s.Close()
	})
	t.Run("goes by UDP, a message a packet", func(t *testing.T) {
		t.Parallel()
		c, err := (&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		feed, err := watch.NewFeed("udp://"+c.LocalAddr().String(), "motcua", quiet(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := watch.NewSecurity(io.Discard, feed)
		s.Note(watch.Event{Name: "access.denied", Status: 403})
		b := make([]byte, 2048)
		if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		n, _, err := c.ReadFrom(b)
		if err != nil || !rfc5424.Match(b[:n]) {
			t.Errorf("packet %q, %v", b[:n], err)
		}
		s.Close()
	})
	t.Run("never blocks: with the server away, events are dropped and counted", func(t *testing.T) {
		t.Parallel()
		feed, err := watch.NewFeed("tcp://127.0.0.1:1", "motcua", slog.New(slog.DiscardHandler), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := watch.NewSecurity(io.Discard, feed)
		start := time.Now()
		for range 40_000 {
			s.Note(watch.Event{Name: "access.denied"})
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("40,000 notes took %v", took)
		}
		s.Close()
		if s.Dropped() < 30_000 {
			t.Errorf("dropped %d", s.Dropped())
		}
	})
	t.Run("refuses an address that it does not understand", func(t *testing.T) {
		t.Parallel()
		for _, bad := range []string{"", "logs:514", "http://logs", "tcp://", "tcp://logs/path"} {
			if _, err := watch.NewFeed(bad, "motcua", quiet(t), nil); err == nil {
				t.Errorf("%q is taken", bad)
			}
		}
	})
}

// authority makes a certificate for 127.0.0.1 that signs itself.
func authority(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "syslog"}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

func TestLimiter(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 4, 8, 0, 0, 0, time.UTC)
	l := watch.NewLimiter(map[string]watch.Rate{"write": {Burst: 2, Per: 60}}, func() time.Time { return at })
	for i, want := range []time.Duration{0, 0, time.Second, time.Second} {
		if got := l.Take("write", "a"); got != want {
			t.Errorf("take %d waits %v, want %v", i, got, want)
		}
	}
	if l.Take("write", "b") != 0 || l.Take("read", "a") != 0 || l.Take("write", "") != 0 {
		t.Error("another account, a class without a rate, and nobody are not bounded")
	}
	at = at.Add(time.Second)
	if l.Take("write", "a") != 0 || l.Take("write", "a") == 0 {
		t.Error("one token a second comes back")
	}
}

// Over any length of time no more passes than the burst and what came back.
func TestLimiterBounds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := watch.Rate{Burst: rapid.IntRange(1, 20).Draw(t, "burst"), Per: rapid.IntRange(1, 600).Draw(t, "per")}
		start := time.Unix(1_700_000_000, 0)
		at := start
		l := watch.NewLimiter(map[string]watch.Rate{"x": r}, func() time.Time { return at })
		passed := 0
		for range rapid.IntRange(1, 200).Draw(t, "requests") {
			at = at.Add(time.Duration(rapid.IntRange(-50, 2000).Draw(t, "ms")) * time.Millisecond)
			if l.Take("x", "a") == 0 {
				passed++
			}
		}
		// The clock may run back; what it then runs forward again comes back twice at most.
		if most := float64(r.Burst) + at.Sub(start).Minutes()*float64(r.Per) + float64(r.Per)*200*0.05/60 + 1; float64(passed) > most {
			t.Fatalf("%d passed, at most %.1f should", passed, most)
		}
	})
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		h, j := house(t, db, watch.Sources{Files: t.TempDir()})
		m := watch.NewMetrics()
		m.Watch(h)
		m.Pool("read", db.Read)
		m.Gauge("journal_waiting", "Waiting.", func() float64 { return float64(j.Waiting()) })
		m.Answered("GET", "GET /thu-tuc/{code}", 200, 12*time.Millisecond)
		m.Answered("BREW", "", 404, time.Millisecond)
		m.Command(t.Context(), "dossier")("done")
		m.Group(3)()
		m.Job("notify.email", "failed")
		w := httptest.NewRecorder()
		m.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/metrics", nil))
		for _, want := range []string{
			`motcua_http_requests_total{class="2xx",method="GET",route="GET /thu-tuc/{code}"} 1`,
			`motcua_http_requests_total{class="4xx",method="other",route="(none)"} 1`,
			`motcua_http_request_duration_seconds_bucket{method="GET",route="GET /thu-tuc/{code}",le="0.025"} 1`,
			`motcua_journal_commands_total{kind="dossier",outcome="done"} 1`, `motcua_journal_group_commands_sum 3`, `motcua_journal_waiting 0`,
			`motcua_job_runs_total{kind="notify.email",outcome="failed"} 1`, `motcua_journal_position 0`, `motcua_subscriber_lag_positions{subscriber="report"} 0`,
			`go_sql_open_connections{db_name="read"}`, `go_goroutines`, `motcua_disk_free_bytes{of="files"}`, `motcua_jobs{kind="notify.email",state="available"} 3`, `motcua_figures_readable 1`,
		} {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("no %s", want)
			}
		}
	})
}

func house(t *testing.T, db *store.DB, s watch.Sources) (*watch.House, *journal.Journal) {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations()); err != nil {
		t.Fatal(err)
	}
	j, err := journal.New(t.Context(), db, func() calendar.Instant { return calendar.At(time.Now()) })
	if err != nil {
		t.Fatal(err)
	}
	j.Start()
	t.Cleanup(j.Close)
	if _, err := db.Write.ExecContext(t.Context(), `INSERT INTO subscription (name, position) VALUES ('report', 0)`); err != nil {
		t.Fatal(err)
	}
	s.DB, s.Lines, s.Alive, s.Waiting = db, []store.Line{journal.Migrations()}, j.Alive, j.Waiting
	s.Now = func() calendar.Instant { return calendar.At(time.Now()) }
	s.Jobs = func(context.Context) ([]watch.Job, error) {
		return []watch.Job{{Kind: "notify.email", State: "available", Count: 3}, {Kind: "notify.email", State: "completed", Count: 1, Newest: 1_700_000_000_000_000}}, nil
	}
	s.Mail = watch.Mail{Server: "smtp://localhost", Kind: "notify.email"}
	return watch.NewHouse(s), j
}

func TestHouse(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		stamp := filepath.Join(t.TempDir(), "backup")
		h, j := house(t, db, watch.Sources{Files: t.TempDir(), Stamp: stamp})
		s, err := h.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !s.Alive || !s.Current || s.DatabaseBytes == 0 || len(s.Migrations) != 1 || len(s.Disks) != 1 || s.Disks[0].Free <= 0 {
			t.Errorf("%+v", s)
		}
		if !s.Backup.Watched || !s.Backup.At.IsZero() {
			t.Errorf("backup %+v before there is one", s.Backup)
		}
		if s.Mail.Last != 1_700_000_000_000_000 {
			t.Errorf("mail %+v", s.Mail)
		}
		if err := os.WriteFile(stamp, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err = h.Read(t.Context()); err != nil || s.Backup.At.IsZero() {
			t.Errorf("backup %+v, %v", s.Backup, err)
		}
		if err := h.Ready(t.Context()); err != nil {
			t.Errorf("not ready: %v", err)
		}
		if _, err := db.Write.ExecContext(t.Context(), `DELETE FROM migration WHERE number > 1`); err != nil {
			t.Fatal(err)
		}
		if err := h.Ready(t.Context()); err == nil {
			t.Error("ready with old tables")
		}
		j.Close()
		if err := h.Ready(t.Context()); err == nil || fmt.Sprint(err) != watch.ErrNoJournal.Error() {
			t.Errorf("ready without a journal: %v", err)
		}
	})
}
