package reportdb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/report"
	"motcua/internal/store"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the reports' line.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	return store.Line{Name: "report", Files: files}
}

// Follower is the name under which the journal keeps the reports' position.
const Follower = "report"

// never is stored for an instant that has not come.
const never = math.MaxInt64

// kept is a dossier as it stands in the table while a batch is folded.
type kept struct {
	report.Case

	group  int64
	since  calendar.Instant // of the group
	former []former         // groups of this batch that it left
	dues   int64            // rows of report_due, those of this batch included
	undone []undone         // ends of this batch that were corrected
	known  int              // how many of Case.Dues are stored already: 0 or 1
}

// Effect projects a batch of events; the journal calls it in the transaction
// that moves the follower's position.
func (r *Reports) Effect(ctx context.Context, tx *sql.Tx, events []journal.Recorded) error {
	var ids []string
	cases := map[string]*kept{}
	for _, e := range events {
		id, ok := strings.CutPrefix(e.Stream, dossier.StreamKind+"/")
		if ok && cases[id] == nil {
			cases[id] = &kept{}
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := loadCases(ctx, tx, ids, cases); err != nil {
		return err
	}
	for _, event := range events {
		id, ok := strings.CutPrefix(event.Stream, dossier.StreamKind+"/")
		if !ok {
			continue
		}
		k := cases[id]
		if e, ok := event.Event.(dossier.Succeeded); ok && k.EndedAt.IsZero() {
			if err := r.move(ctx, tx, k, e, event.At); err != nil {
				return err
			}
		}
		if _, ok := event.Event.(dossier.FinishCorrected); ok && !k.EndedAt.IsZero() {
			k.undone = append(k.undone, undone{until: event.At, group: k.group, was: k.Case})
		}
		k.Case = k.After(event.Event, report.Stamp{At: event.At, Claimed: event.Claimed})
		k.ID = id
		if filed, ok := event.Event.(dossier.Filed); ok {
			var err error
			if k.group, err = r.groupOf(ctx, tx, filed); err != nil {
				return err
			}
		}
	}
	return saveCases(ctx, tx, ids, cases)
}

const caseColumns = `id, grp, grp_since, code, method, online, filed_at, reception_due, reception_answered, accepted_at, claimed_at, late_entry, denied_at,
dues, due, due_since, expected, ended_at, end_status, end_due, timing, nationally, outcome, supplements, apologised`

// loadCases reads the rows of dossiers that were seen before.
func loadCases(ctx context.Context, tx *sql.Tx, ids []string, into map[string]*kept) error {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, grp, grp_since, code, method, filed_at, reception_due, reception_answered, accepted_at, claimed_at, denied_at,
dues, due, due_since, expected, ended_at, end_status, end_due, outcome, supplements, apologised FROM report_dossier WHERE id IN (`+marks(1, len(ids))+`)`, args...)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var k kept
		var due report.DueChange
		var expected, status, supplements int64
		var method, outcome string
		if err := rows.Scan(&k.ID, &k.group, &k.since, &k.Code, &method, &k.FiledAt, &k.Reception.Due, &k.Reception.Answered, &k.AcceptedAt, &k.Claimed, &k.DeniedAt,
			&k.dues, &due.Due, &due.At, &expected, &k.EndedAt, &status, &k.EndDue, &outcome, &supplements, &k.Apologised); err != nil {
			return store.Lost(err)
		}
		k.Method, k.Outcome = procedure.Method(method), dossier.Outcome(outcome)
		k.AcceptedAt, k.EndedAt, k.Reception.Answered, k.Apologised = some(k.AcceptedAt), some(k.EndedAt), some(k.Reception.Answered), some(k.Apologised)
		k.Reception.Missed = !k.Reception.Answered.IsZero()
		k.EndStatus, k.Supplements = dossier.Status(status), int(supplements)
		if k.dues > 0 {
			due.Expected = expected == 1
			k.Dues, k.known = []report.DueChange{due}, 1
		}
		*into[k.ID] = k
	}
	return store.Lost(rows.Err())
}

// saveCases writes the batch: one statement a table.
func saveCases(ctx context.Context, tx *sql.Tx, ids []string, cases map[string]*kept) error {
	rows := rowsOf{table: "report_dossier", columns: strings.Split(strings.Join(strings.Fields(caseColumns), ""), ",")}
	formers := rowsOf{table: "report_former", columns: []string{"dossier", "until", "since", "grp"}}
	undoes := rowsOf{table: "report_undone", columns: []string{"dossier", "until", "grp", "ended_at", "end_status", "end_due", "timing", "nationally", "outcome"}}
	dues := rowsOf{table: "report_due", columns: []string{"dossier", "seq", "at", "due", "expected"}}
	for _, id := range ids {
		k := cases[id]
		if k.FiledAt.IsZero() {
			return fmt.Errorf("reportdb: dossier %s has events before it was filed", id)
		}
		for _, d := range k.Dues[k.known:] {
			dues.add(id, k.dues, int64(d.At), int64(d.Due), flag(d.Expected))
			k.dues++
		}
		for _, u := range k.undone {
			undoes.add(id, int64(u.until), u.group, int64(u.was.EndedAt), int64(u.was.EndStatus), int64(u.was.EndDue), mark(u.was.Timing()), mark(u.was.National()), string(u.was.Outcome))
		}
		for _, f := range k.former {
			formers.add(id, int64(f.until), int64(f.since), f.group)
		}
		var last report.DueChange
		if n := len(k.Dues); n > 0 {
			last = k.Dues[n-1]
		}
		rows.add(id, k.group, int64(k.since), k.Code, string(k.Method), flag(k.Method == procedure.Online), int64(k.FiledAt), int64(k.Reception.Due),
			orNever(k.Reception.Answered), orNever(k.AcceptedAt), int64(k.Claimed), flag(!k.Claimed.IsZero()), int64(k.DeniedAt),
			k.dues, int64(last.Due), int64(last.At), flag(last.Expected), orNever(k.EndedAt), int64(k.EndStatus), int64(k.EndDue),
			mark(k.Timing()), mark(k.National()), string(k.Outcome), int64(k.Supplements), orNever(k.Apologised))
	}
	if err := rows.upsert(ctx, tx); err != nil {
		return err
	}
	if err := formers.insert(ctx, tx); err != nil {
		return err
	}
	if err := undoes.insert(ctx, tx); err != nil {
		return err
	}
	return dues.insert(ctx, tx)
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func orNever(i calendar.Instant) int64 {
	if i.IsZero() {
		return never
	}
	return int64(i)
}

func some(i calendar.Instant) calendar.Instant {
	if i == never {
		return 0
	}
	return i
}

// mark is a timing as it is stored.
func mark(t calendar.Timing) int64 {
	switch t {
	case calendar.Early:
		return 1
	case calendar.OnTime:
		return 2
	case calendar.Late:
		return 3
	case calendar.Undetermined:
	}
	return 0
}

func timingOf(mark int64) calendar.Timing {
	return []calendar.Timing{calendar.Undetermined, calendar.Early, calendar.OnTime, calendar.Late}[mark&3]
}

// groupKey is what makes a group.
type groupKey struct{ agency, received, field, procedure, level string }

type group struct {
	id                     int64
	field, shortVI, shortE string
}

// undone is an end that was corrected, with the case as it stood before.
type undone struct {
	until calendar.Instant
	group int64
	was   report.Case
}

// former is a group that a dossier left when a successor took it over.
type former struct {
	group        int64
	since, until calendar.Instant
}

// move puts a dossier into its successor's group and keeps the one it leaves.
func (r *Reports) move(ctx context.Context, tx *sql.Tx, k *kept, e dossier.Succeeded, at calendar.Instant) error {
	key := groupKey{agency: e.Agency, received: e.Received, level: e.Level}
	var names group
	err := tx.QueryRowContext(ctx, `SELECT field_code, procedure_code, field_name, short_vi, short_en FROM report_group WHERE id = $1`, k.group).
		Scan(&key.field, &key.procedure, &names.field, &names.shortVI, &names.shortE)
	if err != nil {
		return store.Lost(err)
	}
	k.former = append(k.former, former{k.group, k.since, at})
	k.since = at
	k.group, err = r.group(ctx, tx, key, names)
	return err
}

func (r *Reports) groupOf(ctx context.Context, tx *sql.Tx, e dossier.Filed) (int64, error) {
	return r.group(ctx, tx, groupKey{e.Agency, e.Received, e.Field.Code, e.Procedure, e.Level}, group{field: e.Field.Name, shortVI: e.Short.VI, shortE: e.Short.EN})
}

// group finds or makes the group of a dossier and keeps its names those of the
// newest dossier. Ids are given under the lock of the follower's position.
func (r *Reports) group(ctx context.Context, tx *sql.Tx, key groupKey, want group) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	g, cached := r.groups[key]
	if !cached {
		err := tx.QueryRowContext(ctx, `SELECT id, field_name, short_vi, short_en FROM report_group
WHERE agency = $1 AND received = $2 AND field_code = $3 AND procedure_code = $4 AND level = $5`,
			key.agency, key.received, key.field, key.procedure, key.level).Scan(&g.id, &g.field, &g.shortVI, &g.shortE)
		switch {
		case err == nil:
			r.groups[key] = g // committed before: safe to remember
		case errors.Is(err, sql.ErrNoRows):
			return newGroup(ctx, tx, key, want)
		default:
			return 0, store.Lost(err)
		}
	}
	if want.id = g.id; want != g {
		if _, err := tx.ExecContext(ctx, `UPDATE report_group SET field_name = $1, short_vi = $2, short_en = $3 WHERE id = $4`,
			want.field, want.shortVI, want.shortE, g.id); err != nil {
			return 0, store.Lost(err)
		}
		delete(r.groups, key)
	}
	return g.id, nil
}

func newGroup(ctx context.Context, tx *sql.Tx, k groupKey, g group) (int64, error) {
	var id int64
	err := tx.QueryRowContext(ctx, `INSERT INTO report_group (id, level, agency, received, field_code, field_name, procedure_code, short_vi, short_en)
SELECT COALESCE(MAX(id), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT)
FROM report_group RETURNING id`, k.level, k.agency, k.received, k.field, g.field, k.procedure, g.shortVI, g.shortE).Scan(&id)
	return id, store.Lost(err)
}

// Follow keeps the tables up to date until ctx ends.
func (r *Reports) Follow(ctx context.Context, failed func(error)) {
	r.j.Follow(ctx, Follower, r.Effect, failed)
}

// CatchUp projects everything recorded so far, for commands that run without a
// follower beside them.
func (r *Reports) CatchUp(ctx context.Context) error {
	for {
		n, err := r.j.Step(ctx, Follower, r.Effect)
		if err != nil || n == 0 {
			return err
		}
	}
}

// Recorded is the position of everything recorded so far, projected or not.
func (r *Reports) Recorded(ctx context.Context) (int64, error) { return r.j.Position(ctx) }

// WaitFor waits until everything recorded so far is projected, so that a page
// is current; it gives up when ctx ends.
func (r *Reports) WaitFor(ctx context.Context) error {
	p, err := r.j.Position(ctx)
	if err != nil {
		return err
	}
	return r.j.WaitFor(ctx, Follower, p)
}

// Rebuild empties the tables and projects the journal anew. Reports run
// meanwhile say by their position how far it has come. Groups stay: processes
// remember their ids.
func (r *Reports) Rebuild(ctx context.Context) error {
	err := r.db.Tx(ctx, func(tx *sql.Tx) error {
		for _, s := range []string{
			`UPDATE subscription SET position = 0 WHERE name = 'report'`,
			`DELETE FROM report_due`, `DELETE FROM report_former`, `DELETE FROM report_undone`, `DELETE FROM report_dossier`,
		} {
			if _, err := tx.ExecContext(ctx, s); err != nil {
				return store.Lost(err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.CatchUp(ctx)
}
