package dossierdb

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/store"
)

// Open counts the dossiers that would pass to a successor when an agency ends:
// those it decides, and those of others that were received at its counter.
type Open struct{ Decides, Received int64 }

// OpenOf counts the open dossiers of agencies, for the preview of their end. An
// agency without any is missing. It asks the database once.
func (c *Casework) OpenOf(ctx context.Context, agencies ...string) (map[string]Open, error) {
	if len(agencies) == 0 {
		return nil, nil
	}
	w := &where{}
	text := "SELECT agency, received, COUNT(*) FROM dossier_row WHERE " + w.status(dossier.ActSucceed) +
		" AND (agency IN (" + w.list(agencies) + ") OR (received IN (" + w.list(agencies) + ") AND received <> agency)) GROUP BY agency, received"
	rows, err := c.db.Read.QueryContext(ctx, text, w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	asked, out := map[string]bool{}, map[string]Open{}
	for _, a := range agencies {
		asked[a] = true
	}
	for rows.Next() {
		var agency, received string
		var n int64
		if err := rows.Scan(&agency, &received, &n); err != nil {
			return nil, store.Lost(err)
		}
		if asked[agency] {
			o := out[agency]
			o.Decides += n
			out[agency] = o
		}
		if asked[received] && received != agency {
			o := out[received]
			o.Received += n
			out[received] = o
		}
	}
	return out, store.Lost(rows.Err())
}

// Passed is what came of one dossier of an ended agency.
type Passed struct {
	Dossier string // id
	Code    string // mã hồ sơ, or mã nộp before acceptance
	Err     error  // why it stayed; nil when it passed
}

// Succession is an order to pass every open dossier of an ended agency on.
type Succession struct {
	Agency   string
	Decision string    // the text by which it ended
	Actor    org.Actor // the system, or an administrator
	// SimulatedAt is the instant in a simulated database, else zero.
	SimulatedAt calendar.Instant
}

// together is how many dossiers are passed on in one group.
const together = 64

// Succeed passes every open dossier of an ended agency to its successor, and
// tells of each what came of it. Broken off, it goes on where it stopped: what
// has passed is not listed again, and a command that was stored without an
// answer is stored once. What is refused stays and is told; the rest passes.
func (c *Casework) Succeed(ctx context.Context, s Succession, tell func(Passed)) error {
	after := ""
	for {
		w := &where{}
		ended := w.arg(s.Agency)
		list, err := c.entries(ctx, "SELECT "+entryColumns+" FROM dossier_row WHERE "+w.status(dossier.ActSucceed)+
			" AND (agency = "+ended+" OR (received = "+ended+" AND received <> agency)) AND id > "+w.arg(after)+" ORDER BY id LIMIT "+w.arg(int64(together)), w.args...)
		if err != nil || len(list) == 0 {
			return err
		}
		after = list[len(list)-1].ID
		if err := c.pass(ctx, s, list, tell); err != nil {
			return err
		}
	}
}

// pass submits a group of dossiers and waits for it. What another act changed
// meanwhile is tried once more by itself.
func (c *Casework) pass(ctx context.Context, s Succession, list []Entry, tell func(Passed)) error {
	order := func(e *Entry) Order {
		return Order{
			ID: uuid.NewSHA1(dossierSpace, []byte("succeed\x00"+s.Agency+"\x00"+e.ID)).String(), Dossier: e.ID, Expect: journal.Any,
			Actor: s.Actor, Command: dossier.Succeed{Decision: s.Decision}, SimulatedAt: s.SimulatedAt,
			Known: Known{Procedure: e.Procedure, Agency: e.Agency},
		}
	}
	tickets := make([]journal.Ticket, len(list))
	for i := range list {
		o := order(&list[i])
		var err error
		if tickets[i], err = c.submit(ctx, &o); err != nil {
			return err
		}
	}
	for i := range list {
		_, err := tickets[i].Wait(ctx)
		if journal.IsStale(err) {
			_, err = c.Do(ctx, order(&list[i]))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		tell(Passed{Dossier: list[i].ID, Code: cmp.Or(list[i].Code, list[i].Submission), Err: err})
	}
	return nil
}
