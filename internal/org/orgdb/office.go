package orgdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// Order is a command about an agency on its way to the journal.
type Order struct {
	ID      string // of the command
	Agency  string
	Expect  int64 // version that the person saw, or journal.Any
	Actor   org.Actor
	Command org.Command
	// OpenWork counts the open dossiers that lie with the official by name whom
	// the command is about.
	OpenWork int
	// LastNumber is what the book that an OpenBook is about gave last in the year
	// of its first day.
	LastNumber int64
}

// Do carries out a command on the organisation as it is at that instant, with
// the actor's posts of that instant, and answers when it is stored and seen by
// this process. Facts that changed meanwhile are read anew.
func (d *Directory) Do(ctx context.Context, o Order) (journal.Receipt, error) {
	r, err := journal.Retry(func() (journal.Receipt, error) {
		if err := d.Refresh(ctx); err != nil {
			return journal.Receipt{}, err
		}
		organisation, refs := d.Snapshot()
		q := journal.Request{
			ID: o.ID, Stream: org.Stream(o.Agency), Expect: o.Expect, Actor: o.Actor.Account, Reads: refs(restsOn(o)...),
			Digest: digestOf(o.Command),
		}
		return journal.Execute(ctx, d.j, q, func(s org.State, now calendar.Instant) ([]act.Event, error) {
			f := org.Facts{Now: now, Actor: o.Actor, Organisation: organisation, OpenWork: o.OpenWork, LastNumber: o.LastNumber}
			if f.Actor.Kind == org.ActorOfficial {
				f.Actor.Posts = organisation.Posts(o.Actor.Account, now.Date())
			}
			return org.Decide(s, o.Command, f)
		})
	})
	if err != nil {
		return r, err
	}
	return r, d.Refresh(ctx)
}

// digestOf is the SHA-256 of what is asked for: names are not stored in it.
func digestOf(c org.Command) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%T %+v", c, c))
	return hex.EncodeToString(sum[:])
}

// restsOn lists the other agencies on which a command's decision rests: where
// the actor holds posts, and whom it names.
func restsOn(o Order) []string {
	ids := o.Actor.Agencies()
	switch c := o.Command.(type) {
	case org.End:
		ids = append(ids, c.Successors...)
	case org.Found:
		ids = append(ids, c.Agency.Parent)
	default:
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id string) bool { return id == "" || id == o.Agency })
}

// Agency is an agency's state with the version of its stream.
func (d *Directory) Agency(ctx context.Context, id string) (org.State, int64, error) {
	return journal.Load[org.State](ctx, d.j, org.Stream(id))
}

// Entry is one line of an agency's history.
type Entry struct {
	At    calendar.Instant
	Actor string // account
	Event act.Event
}

// History lists what was recorded about an agency, oldest first.
func (d *Directory) History(ctx context.Context, id string) ([]Entry, error) {
	all, err := d.j.Stream(ctx, org.Stream(id))
	if err != nil {
		return nil, err
	}
	out := make([]Entry, len(all))
	for i, r := range all {
		out[i] = Entry{At: r.At, Actor: r.Actor, Event: r.Event}
	}
	return out, nil
}
