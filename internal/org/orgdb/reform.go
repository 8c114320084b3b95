package orgdb

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// Reform is a plan with its id.
type Reform struct {
	ID string
	org.Reform
}

func readReforms(ctx context.Context, j *journal.Journal) ([]Reform, error) {
	var out []Reform
	err := journal.LoadKind(ctx, j, org.ReformKind, func(stream string, _ int64, r org.Reform) error {
		if r.Exists() {
			out = append(out, Reform{strings.TrimPrefix(stream, org.ReformKind+"/"), r})
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Reform) int {
		return cmp.Or(cmp.Compare(b.PreparedAt, a.PreparedAt), strings.Compare(a.ID, b.ID))
	})
	return out, err
}

// Reforms lists the plans of reform, the newest first. They must not be changed.
func (d *Directory) Reforms() []Reform { return d.Current().reforms }

// Reform is the plan with that id.
func (d *Directory) Reform(id string) (Reform, bool) {
	for _, r := range d.Reforms() {
		if r.ID == id {
			return r, true
		}
	}
	return Reform{}, false
}

// ReformOrder is a command about a plan on its way to the journal.
type ReformOrder struct {
	ID      string // of the command
	Plan    string // id of the plan
	Actor   org.Actor
	Command org.ReformCommand
}

// DoReform carries out a command about a plan on the organisation as it is at
// that instant, and answers when it is stored and seen by this process.
func (d *Directory) DoReform(ctx context.Context, o ReformOrder) error {
	sum := sha256.Sum256(fmt.Appendf(nil, "%T %+v", o.Command, o.Command))
	_, err := journal.Retry(func() (journal.Receipt, error) {
		if err := d.Refresh(ctx); err != nil {
			return journal.Receipt{}, err
		}
		organisation, refs := d.Snapshot()
		q := journal.Request{
			ID: o.ID, Stream: org.ReformStream(o.Plan), Expect: journal.Any, Actor: o.Actor.Account,
			Reads: refs(o.Actor.Agencies()...), Digest: hex.EncodeToString(sum[:]),
		}
		return journal.Execute(ctx, d.j, q, func(r org.Reform, now calendar.Instant) ([]act.Event, error) {
			f := org.Facts{Now: now, Actor: o.Actor, Organisation: organisation}
			if f.Actor.Kind == org.ActorOfficial {
				f.Actor.Posts = organisation.Posts(o.Actor.Account, now.Date())
			}
			return org.DecideReform(r, o.Command, f)
		})
	})
	if err != nil {
		return err
	}
	return d.Refresh(ctx)
}

// Pass passes the open dossiers of an ended agency on, and counts those that did
// and those that stayed. Run again it goes on where it stopped.
type Pass func(ctx context.Context, by org.Actor, agency, decision string) (passed int64, stayed []string, err error)

// CarryOut does what is still to do of a confirmed plan: the agencies at once,
// the dossiers once the last day is over. Broken off anywhere, it goes on there
// when it is called again: what the organisation shows is not done twice, and
// each command's id comes from the plan.
func (d *Directory) CarryOut(ctx context.Context, r Reform, today calendar.Date, pass Pass) error {
	steps := r.Plan.Steps()
	founds := len(r.Plan.Founds)
	for _, part := range [][]org.ReformStep{steps[:founds], steps[founds:]} {
		if err := d.together(ctx, r.ID, part); err != nil {
			return err
		}
	}
	if !r.Plan.Last.Before(today) {
		return nil
	}
	var done org.CompleteReform
	for _, x := range r.Plan.Ends {
		passed, stayed, err := pass(ctx, org.System(), x.Agency, r.Plan.Ground)
		if err != nil {
			return fmt.Errorf("orgdb: reform %s, dossiers of %s: %w", r.ID, x.Agency, err)
		}
		done.Passed, done.Stayed = done.Passed+passed, done.Stayed+int64(len(stayed))
	}
	return d.DoReform(ctx, ReformOrder{ID: stepID(r.ID, "done"), Plan: r.ID, Actor: org.System(), Command: done})
}

// together submits the steps that are still to do in one go and waits for them.
func (d *Directory) together(ctx context.Context, plan string, steps []org.ReformStep) error {
	if err := d.Refresh(ctx); err != nil {
		return err
	}
	organisation, refs := d.Snapshot()
	var tickets []journal.Ticket
	var names []string
	for _, step := range steps {
		if step.Done(organisation) {
			continue
		}
		o := Order{Agency: step.Agency, Actor: org.System(), Command: step.Command}
		q := journal.Request{
			ID: stepID(plan, fmt.Sprintf("%T/%s", step.Command, step.Agency)), Stream: org.Stream(step.Agency), Expect: journal.Any,
			Actor: o.Actor.Account, Reads: refs(restsOn(o)...), Digest: digestOf(step.Command),
		}
		names = append(names, step.Agency)
		tickets = append(tickets, journal.Submit(ctx, d.j, q, func(s org.State, now calendar.Instant) ([]act.Event, error) {
			return org.Decide(s, step.Command, org.Facts{Now: now, Actor: o.Actor, Organisation: organisation})
		}))
	}
	var failed error
	for i, k := range tickets {
		if _, err := k.Wait(ctx); err != nil {
			failed = errors.Join(failed, fmt.Errorf("orgdb: reform %s, agency %s: %w", plan, names[i], err))
		}
	}
	return errors.Join(failed, d.Refresh(ctx))
}

// stepID is the id of a command of a plan, the same at every call.
func stepID(plan, what string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("reform\x00"+plan+"\x00"+what)).String()
}

// reformEvery is how often plans are looked for that have something to do.
const reformEvery = 2 * time.Second

// FollowReforms carries out confirmed plans until ctx ends. What fails is told
// to failed and tried again.
func (d *Directory) FollowReforms(ctx context.Context, now func() calendar.Instant, pass Pass, failed func(error)) {
	for ctx.Err() == nil {
		for _, r := range d.Reforms() {
			if !r.Runs() {
				continue
			}
			if err := d.CarryOut(ctx, r, now().Date(), pass); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(reformEvery):
		}
	}
}
