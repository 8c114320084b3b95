package reportdb

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/report"
	"motcua/internal/store"
)

// Entry is one dossier behind a figure. It names no person.
type Entry struct {
	// Hidden: it is confidential and not for who reads; nothing else is told of it.
	Hidden      bool
	ID          string
	Code        string // "" when it was never accepted
	Procedure   string
	Short       locale.Text
	Agency      string
	AgencyName  locale.Text
	Method      procedure.Method
	FiledAt     calendar.Instant
	AcceptedAt  calendar.Instant
	Due         calendar.Instant // in force now or at the end; report.Stopped, report.NoLimit
	Expected    bool
	EndedAt     calendar.Instant
	EndStatus   dossier.Status
	Timing      calendar.Timing
	National    calendar.Timing
	DeniedAt    calendar.Instant
	Supplements int
}

// PageSize is how many dossiers a list shows at once.
const PageSize = 50

// List reads page n (from 1) of the dossiers behind a cell of the report and
// tells whether there are more. Narrow to a row by Query.Within.
func (r *Reports) List(ctx context.Context, q Query, cell report.Cell, n int) (entries []Entry, more bool, err error) {
	if q.By == "" {
		q.By = report.ByLevel
	}
	if err := q.check(); err != nil {
		return nil, false, err
	}
	text, args := q.listSQL(cell, max(n, 1))
	err = r.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, text, args...)
		if err != nil {
			return store.Lost(err)
		}
		defer rows.Close()
		for rows.Next() {
			e, err := scanEntry(rows)
			if err != nil {
				return err
			}
			e.AgencyName = r.agencyName(e.Agency, q.Period.To)
			entries = append(entries, e)
		}
		return store.Lost(rows.Err())
	})
	if len(entries) > PageSize {
		return entries[:PageSize], true, err
	}
	return entries, false, err
}

const entryColumns = `d.id, d.code, g.procedure_code, g.short_vi, g.short_en, g.agency, d.method, d.filed_at, d.accepted_at,
CASE WHEN d.ended_at < 9223372036854775807 THEN d.end_due ELSE d.due END AS due_shown, d.expected, d.ended_at, d.end_status, d.timing, d.nationally, d.denied_at, d.supplements`

func (q Query) listSQL(cell report.Cell, page int) (string, []any) {
	var from []string
	var args []any
	if classes := classesOf(cell); classes != "" {
		for _, source := range []string{countedSQL + stillSQL, formerSQL + stillSQL, asEndedSQL} {
			from = append(from, source+` AND (`+classSQL+`) IN (`+classes+`)`)
		}
		args = []any{int64(q.Period.Start()), int64(q.Period.End()), int64(q.judged())}
	} else {
		var only string
		only, args = q.reception(cell)
		from = []string{only}
	}
	more, args := q.where(args)
	for i := range from {
		from[i] = `SELECT ` + entryColumns + ` ` + from[i] + more
	}
	args = append(args, int64(PageSize+1), int64((page-1)*PageSize))
	// By the day of filing, then the id: the columns' places, for a union has no other names.
	listed := fmt.Sprintf(`%s ORDER BY 8, 1 LIMIT $%d OFFSET $%d`, strings.Join(from, " UNION ALL "), len(args)-1, len(args))
	// Whether it may be told of is asked of those on the page alone.
	hidden := scopesql.Hidden(q.Scope, "r.", adder(&args))
	return `SELECT k.id, k.code, k.procedure_code, k.short_vi, k.short_en, k.agency, k.method, k.filed_at, k.accepted_at,
k.due_shown, k.expected, k.ended_at, k.end_status, k.timing, k.nationally, k.denied_at, k.supplements, CASE WHEN EXISTS (SELECT 1 FROM dossier_row r WHERE r.id = k.id AND ` + hidden + `) THEN 1 ELSE 0 END FROM (` + listed + `) k ORDER BY k.filed_at, k.id`, args
}

func scanEntry(rows *sql.Rows) (Entry, error) {
	var e Entry
	var method string
	var expected, status, timing, nationally, supplements, hidden int64
	err := rows.Scan(&e.ID, &e.Code, &e.Procedure, &e.Short.VI, &e.Short.EN, &e.Agency, &method, &e.FiledAt, &e.AcceptedAt,
		&e.Due, &expected, &e.EndedAt, &status, &timing, &nationally, &e.DeniedAt, &supplements, &hidden)
	e.Method, e.Expected, e.EndStatus, e.Supplements = procedure.Method(method), expected == 1, dossier.Status(status), int(supplements)
	e.AcceptedAt, e.EndedAt = some(e.AcceptedAt), some(e.EndedAt)
	e.Timing, e.National = timingOf(timing), timingOf(nationally)
	if hidden == 1 {
		e = Entry{Hidden: true, Agency: e.Agency}
	}
	return e, store.Lost(err)
}
