package dossierdb_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// TestOpenDossiersOfAnEndedAgencyPassToItsSuccessor: all of them, once, with code
// and due time untouched; broken off in the middle it goes on where it stopped.
func TestOpenDossiersOfAnEndedAgencyPassToItsSuccessor(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	ctx := t.Context()
	const ward, heir = "ubnd-hong-gai", "ubnd-ha-long"
	states := everyStep(t, e, "gd-ubnd-hong-gai-chuyen-vien-2")
	open, err := e.Casework.OpenOf(ctx, ward, heir)
	if err != nil || open[ward].Decides != int64(len(states)) || open[heir].Decides != 0 {
		t.Fatalf("before the end %+v are open (%v)", open, err)
	}
	admin := e.Actor("quan-tri")
	order := dossierdb.Succession{Agency: ward, Decision: "Nghị quyết mẫu số 1", Actor: admin}
	refused := 0
	if err := e.Casework.Succeed(ctx, order, func(p dossierdb.Passed) {
		if p.Err != nil && p.Code != "" {
			refused++
		}
	}); err != nil || refused != len(states) {
		t.Fatalf("while the agency lives %d are refused (%v)", refused, err)
	}
	end(t, e, ward, heir)
	broken, cancel := context.WithCancel(ctx)
	defer cancel()
	n := 0
	_ = e.Casework.Succeed(broken, order, func(dossierdb.Passed) {
		if n++; n == 3 {
			cancel()
		}
	})
	passed := n
	if err := e.Casework.Succeed(ctx, order, func(p dossierdb.Passed) {
		if passed++; p.Err != nil {
			t.Errorf("%s stays: %v", p.Code, p.Err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	leader := org.Actor{Account: "gd-" + heir + "-lanh-dao-1", Kind: org.ActorOfficial}
	leader.Posts = e.Directory.Organisation().Posts(leader.Account, e.Now().Date())
	for _, was := range states {
		is, _, err := e.Casework.Get(ctx, leader, was.ID)
		if err != nil {
			t.Fatalf("the successor does not see %s: %v", was.Code, err)
		}
		if is.Agency != heir || is.Code != was.Code || is.Due != was.Due || is.Promised != was.Promised || is.StepDue != was.StepDue || is.ReceptionDue != was.ReceptionDue ||
			len(is.Former) != 1 || is.Former[0].Agency != ward || is.Holder.Account != "" {
			t.Errorf("%s is %+v", was.Code, is)
		}
		events, err := e.Casework.Timeline(ctx, was.ID)
		if err != nil {
			t.Fatal(err)
		}
		if last := events[len(events)-1]; last.Actor != admin.Account || last.Event.EventType() != "dossier.succeeded" {
			t.Errorf("the last event of %s is %+v", was.Code, last)
		}
	}
	if open, err = e.Casework.OpenOf(ctx, ward, heir); err != nil || open[ward].Decides != 0 || open[heir].Decides != int64(len(states)) {
		t.Errorf("afterwards %+v are open (%v)", open, err)
	}
	if _, _, err := e.Casework.Get(ctx, admin, states[0].ID); err == nil {
		t.Error("the administrator reads what he passed on")
	}
}

// end closes an agency yesterday.
func end(t *testing.T, e *apptest.Env, agency string, successors ...string) {
	t.Helper()
	_, err := journal.Execute(t.Context(), e.Journal, journal.Request{ID: uuid.NewString(), Stream: org.Stream(agency), Expect: journal.Any, Actor: org.System().Account},
		func(s org.State, now calendar.Instant) ([]act.Event, error) {
			return org.Decide(s, org.End{Until: e.Now().Date().AddDays(-1), Successors: successors}, org.Facts{Now: now, Actor: org.System()})
		})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Directory.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}
