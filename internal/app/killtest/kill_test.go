package killtest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org/province"
	"motcua/internal/procedure"
	"motcua/internal/store/storetest"
)

// asServer tells this test binary to be the program itself.
const asServer = "MOTCUA_KILLTEST_SERVE"

// TestMain is the test, or, called again by it, the program that is killed.
func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		os.Exit(app.Main(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

const (
	rounds, fewest = 6, 3
	// A busy machine gets by with fewest rounds once budget is spent.
	budget  = 20 * time.Second
	clients = 8
	// A round is killed at a random moment after up to so many answers, which
	// take as long as the machine needs, and at the latest after longest.
	answers = 60
	moment  = 30 * time.Millisecond
	longest = 4 * time.Second
	// enough acts must have been acknowledged for the test to mean something.
	enough = 40
)

func TestKilledServersKeepWhatTheyAcknowledged(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		kill(t, "sqlite:"+filepath.Join(t.TempDir(), "kill.db"))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		kill(t, storetest.PostgresAddress(t))
	})
}

func kill(t *testing.T, address string) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 1))
	c := cell{address: address, files: t.TempDir()}
	w := c.prepare(t)
	var heard atomic.Int64
	crowd := make([]*client, clients)
	for i := range crowd {
		crowd[i] = &client{work: w, answers: &heard, n: i, chance: rand.New(rand.NewPCG(seed, uint64(i)+2))}
	}
	begun := time.Now()
	for round := range rounds {
		if round >= fewest && time.Since(begun) > budget {
			break
		}
		s := c.serve(t)
		ctx, cancel := context.WithCancel(t.Context())
		var load sync.WaitGroup
		for _, one := range crowd {
			load.Go(func() { one.drive(ctx, s.url, round) })
		}
		for until, end := heard.Load()+chance.Int64N(answers), time.Now().Add(longest); heard.Load() < until && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(chance.Int64N(int64(moment))))
		s.kill(t)
		cancel()
		load.Wait()
		c.look(t, round, crowd)
	}
	// What nobody got an answer to is asked once more of a living server.
	s := c.serve(t)
	for _, one := range crowd {
		if err := one.settle(t.Context(), s.url); err != nil {
			t.Error(err)
		}
	}
	s.kill(t)
	c.look(t, rounds, crowd)
	acknowledged, refused, cut := 0, 0, 0
	for _, one := range crowd {
		acknowledged, refused, cut = acknowledged+len(one.acknowledged), refused+len(one.refused), cut+one.cut
	}
	t.Logf("%d acts acknowledged, %d refused, %d cut off and asked again", acknowledged, refused, cut)
	if acknowledged < enough || refused == 0 || cut == 0 {
		t.Error("too little happened for this test to mean something")
	}
}

// cell is the database under test.
type cell struct{ address, files string }

func (c cell) open(t *testing.T) *app.App {
	t.Helper()
	a, err := app.Open(t.Context(), app.Config{DB: c.address, Files: c.files, BaseURL: "http://localhost", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// prepare seeds the demonstration and issues a token to everybody of the load.
func (c cell) prepare(t *testing.T) work {
	t.Helper()
	a := c.open(t)
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := a.Seed(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	stored, err := a.Files.Put(t.Context(), strings.NewReader("%PDF-1.4\n% stands for any paper"))
	if err != nil {
		t.Fatal(err)
	}
	file := dossier.Upload{Hash: stored.Hash, Name: "giay-to.pdf", Type: stored.Type, Size: stored.Size}
	w := work{
		tokens: map[string]string{}, accounts: map[string]string{},
		file: map[string]any{"hash": file.Hash, "name": file.Name, "type": file.Type, "size": file.Size},
	}
	for _, d := range province.DemoAccounts() {
		who, err := a.Accounts.Actor(t.Context(), d.Account)
		if err != nil {
			t.Fatal(err)
		}
		scopes := []identity.Scope{identity.ScopeDossiersRead}
		if d.Agency == "" {
			scopes = append(scopes, identity.ScopeDossiersFile)
		} else {
			scopes = append(scopes, identity.ScopeDossiersAct)
		}
		token, err := a.Accounts.IssueToken(t.Context(), identitydb.Act{ID: uuid.NewString(), Account: who.Account, Expect: -1, Actor: who},
			identitydb.NewToken{Label: "thử tải", Scopes: scopes, Expires: a.Now().Add(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		w.tokens[d.Key], w.accounts[d.Key] = token, d.Account
		if err := a.Casework.KeepUpload(t.Context(), d.Account, file, a.Now()); err != nil {
			t.Fatal(err)
		}
	}
	p, _, err := a.Casework.Definition(t.Context(), theProcedure)
	if err != nil {
		t.Fatal(err)
	}
	for _, paper := range p.Procedure(a.Now().Date()).Papers("", procedure.Online) {
		w.papers = append(w.papers, map[string]any{"key": paper.Key, "name": paper.Name.VI, "mark": "submitted", "files": []any{w.file}})
	}
	return w
}

// server is one life of the program.
type server struct {
	command *exec.Cmd
	url     string
	drained chan struct{}
}

var listening = regexp.MustCompile(`127\.0\.0\.1:\d+`)

func (c cell) serve(t *testing.T) *server {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{drained: make(chan struct{})}
	s.command = exec.Command(self, "serve", "--db", c.address, "--files", c.files, "--listen", "127.0.0.1:0")
	s.command.Env = append(os.Environ(), asServer+"=1")
	errs, err := s.command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.command.Process.Kill() }) // where the test ended before
	found := make(chan string, 1)
	go func() {
		defer close(s.drained)
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			if at := listening.FindString(lines.Text()); at != "" {
				select {
				case found <- at:
				default:
				}
			} else if !strings.Contains(lines.Text(), `"level":"INFO"`) {
				t.Log("server: ", lines.Text())
			}
		}
	}()
	select {
	case at := <-found:
		s.url = "http://" + at + "/api/v1"
	case <-time.After(time.Minute):
		t.Fatal("the server did not begin to listen")
	}
	return s
}

// kill is kill -9: nothing of the program runs any more.
func (s *server) kill(t *testing.T) {
	t.Helper()
	if err := s.command.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.drained
	var exit *exec.ExitError
	if err := s.command.Wait(); !errors.As(err, &exit) || exit.Success() {
		t.Fatalf("the server ended by itself: %v", err)
	}
}

// look opens what the killed server left and compares it with what the
// clients heard.
func (c cell) look(t *testing.T, round int, crowd []*client) {
	t.Helper()
	a := c.open(t)
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	check, err := a.Journal.Fsck(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range check.Findings {
		t.Errorf("round %d: fsck: %s: %s", round, f.Where, f.What)
	}
	commands, err := counts(t.Context(), a, `SELECT id, 1 FROM command`)
	if err != nil {
		t.Fatal(err)
	}
	events, err := counts(t.Context(), a, `SELECT command, COUNT(*) FROM event GROUP BY command`)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range crowd {
		for _, id := range one.acknowledged {
			if commands[id] != 1 || events[id] != 1 {
				t.Errorf("round %d: the acknowledged act %s has %d outcomes and %d events", round, id, commands[id], events[id])
			}
		}
		for _, id := range one.refused {
			if commands[id] != 0 || events[id] != 0 {
				t.Errorf("round %d: the refused act %s left %d outcomes and %d events", round, id, commands[id], events[id])
			}
		}
	}
	gapFree(t, a)
}

func counts(ctx context.Context, a *app.App, query string) (map[string]int64, error) {
	rows, err := a.Store.Read.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]int64{}
	for rows.Next() {
		var id string
		var n int64
		if err := rows.Scan(&id, &n); err != nil {
			return nil, err
		}
		out[id] += n
	}
	return out, rows.Err()
}

// gapFree: the numbers of submissions and dossier codes of a day are 1 to n.
func gapFree(t *testing.T, a *app.App) {
	t.Helper()
	taken := map[string]map[int64]bool{}
	take := func(book string, day calendar.Date, n int64) {
		key := book + " " + day.String()
		if taken[key] == nil {
			taken[key] = map[int64]bool{}
		}
		if taken[key][n] {
			t.Errorf("number %d of %s was given twice", n, key)
		}
		taken[key][n] = true
	}
	for from := int64(0); ; {
		events, err := a.Journal.After(t.Context(), from, 1000)
		if err != nil {
			t.Fatal(err)
		}
		if len(events) == 0 {
			break
		}
		from = events[len(events)-1].Position
		for _, e := range events {
			switch e := e.Event.(type) {
			case dossier.Filed:
				take("submissions", e.Day, e.Number)
			case dossier.WasAccepted:
				take("codes of "+e.AgencyCode, e.Day, e.Number)
			}
		}
	}
	for book, numbers := range taken {
		for n := range int64(len(numbers)) {
			if !numbers[n+1] {
				t.Errorf("%s: %s is missing", book, fmt.Sprint(n+1))
			}
		}
	}
}
