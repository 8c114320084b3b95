package dossierdb_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

const marital = "1.004873"

func filing(t *testing.T, e *apptest.Env) dossier.Filing {
	t.Helper()
	p, _, err := e.Casework.Definition(t.Context(), marital)
	if err != nil {
		t.Fatal(err)
	}
	f := dossier.Filing{
		Procedure: marital, Agency: "ubnd-hong-gai", Place: "hong-gai",
		Owner: dossier.Party{Kind: dossier.Citizen, Name: "Phạm Thị Mẫu", Number: "022190000001"},
	}
	def := p.Procedure(e.Now().Date())
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range def.Papers(f.Case, procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{
			{Hash: strings.Repeat("ab", 32), Name: "anh-chup.png", Type: "image/png", Size: 4096},
		}})
	}
	return f
}

func do(t *testing.T, e *apptest.Env, a org.Actor, id string, c dossier.Command) (dossierdb.Done, error) {
	t.Helper()
	return e.Casework.Do(t.Context(), dossierdb.Order{ID: uuid.NewString(), Dossier: id, Expect: journal.Any, Actor: a, Command: c})
}

// TestWhoIsRelievedActsNoMore: the posts that count are those of the decision,
// not those with which a page was opened.
func TestWhoIsRelievedActsNoMore(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	filed, err := do(t, e, e.Actor("cong-dan-1"), "", dossier.File{Filing: filing(t, e)})
	if err != nil {
		t.Fatal(err)
	}
	officer := e.Actor("tiep-nhan") // with the posts that he has now
	o := e.Directory.Organisation()
	for _, p := range o.Posts(officer.Account, e.Now().Date()) {
		relieve(t, e, officer.Account, p)
	}
	if _, err := do(t, e, officer, filed.Dossier, dossier.Accept{}); fault.KindOf(err) != fault.NotFound && fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("an officer relieved a moment ago accepts: %v", err)
	}
}

// TestDefinitionsForgottenMeanwhile: an import that makes definitions be read
// anew refuses nobody's filing.
func TestDefinitionsForgottenMeanwhile(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	f, citizen := filing(t, e), e.Actor("cong-dan-1")
	stop := make(chan struct{})
	var forgetting, filers sync.WaitGroup
	forgetting.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				e.Casework.Forget()
			}
		}
	})
	for range 8 {
		filers.Go(func() {
			for range 10 {
				if _, err := do(t, e, citizen, "", dossier.File{Filing: f}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	filers.Wait()
	close(stop)
	forgetting.Wait()
}

// relieve ends a duty with yesterday, as an administrator does.
func relieve(t *testing.T, e *apptest.Env, account string, p org.ActorPost) {
	t.Helper()
	until := e.Now().Date().AddDays(-1)
	_, err := journal.Execute(t.Context(), e.Journal, journal.Request{ID: uuid.NewString(), Stream: org.Stream(p.Agency), Expect: journal.Any, Actor: org.System().Account},
		func(s org.State, now calendar.Instant) ([]act.Event, error) {
			return org.Decide(s, org.Relieve{Account: account, Unit: p.Unit, Duty: p.Duty, Until: until}, org.Facts{Now: now, Actor: org.System()})
		})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGuessesSentAtOnce: of many wrong tries of one code that come together,
// only the free ones are looked at; the right secret is told the same until the
// wait is over.
func TestGuessesSentAtOnce(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	filed, err := do(t, e, e.Actor("cong-dan-1"), "", dossier.File{Filing: filing(t, e)})
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), filed.Dossier)
	if err != nil {
		t.Fatal(err)
	}
	now := e.Now()
	var looked atomic.Int64
	var guessers sync.WaitGroup
	for i := range 40 {
		guessers.Go(func() {
			_, _, err := e.Casework.TrackByCode(t.Context(), s.Submission, fmt.Sprintf("%08d", i), now)
			if errors.Is(err, dossierdb.ErrSecret) {
				looked.Add(1)
			} else if !errors.Is(err, dossierdb.ErrSlow) {
				t.Error(err)
			}
		})
	}
	guessers.Wait()
	if n := looked.Load(); n != 3 {
		t.Errorf("%d of 40 guesses at once were looked at, want 3", n)
	}
	if _, _, err := e.Casework.TrackByCode(t.Context(), s.Submission, s.Slip.Secret, now); !errors.Is(err, dossierdb.ErrSlow) {
		t.Errorf("the right secret during the wait: %v", err)
	}
	if _, _, err := e.Casework.TrackByCode(t.Context(), s.Submission, s.Slip.Secret, now.Add(time.Hour)); err != nil {
		t.Errorf("the right secret after it: %v", err)
	}
	if _, _, err := e.Casework.TrackByToken(t.Context(), s.Slip.Token); err != nil {
		t.Errorf("the QR's token: %v", err)
	}
}
