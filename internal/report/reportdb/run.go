package reportdb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/report"
	"motcua/internal/store"
)

// Directory names agencies; dossierdb's and app's organisation is one.
type Directory interface {
	Organisation() *org.Organisation
}

// Reports counts reports of one database. Safe for concurrent use.
type Reports struct {
	db  *store.DB
	j   *journal.Journal
	dir Directory

	mu     sync.Mutex // guards groups
	groups map[groupKey]group

	published shelf
}

// New makes the reports of a migrated database. Without a directory agencies
// are named by their ids.
func New(db *store.DB, j *journal.Journal, dir Directory) *Reports {
	return &Reports{db: db, j: j, dir: dir, groups: map[groupKey]group{}}
}

// Query asks for one run of II.06a.
type Query struct {
	Period report.Period
	By     report.By
	// Scope is whose dossiers are counted: dossier.Scope{All: true} for the
	// whole province. A scope of an applicant sees none.
	Scope dossier.Scope
	// Within narrows to one row of another grouping: {ByAgency: "so-tu-phap"}.
	Within map[report.By]string
	// Now is the instant at which open dossiers of a running period are judged.
	Now calendar.Instant
}

// keySQL is what the rows of a grouping are told apart by.
func keySQL(by report.By) string {
	switch by {
	case report.ByLevel:
		return "g.level"
	case report.ByAgency:
		return "g.agency"
	case report.ByField:
		return "CASE WHEN g.field_code = '' THEN g.field_name ELSE g.field_code END"
	case report.ByProcedure:
	}
	return "g.procedure_code"
}

// where is the one condition of scope and narrowing, for counts and lists
// alike; its arguments follow those given.
func (q Query) where(args []any) (string, []any) {
	var b strings.Builder
	if !q.Scope.All {
		b.WriteString(" AND " + scopesql.Agencies(q.Scope, "g.agency", "g.received", adder(&args)))
	}
	for _, by := range report.Groupings() {
		if key, ok := q.Within[by]; ok {
			args = append(args, key)
			fmt.Fprintf(&b, " AND %s = $%d", keySQL(by), len(args))
		}
	}
	return b.String(), args
}

// adder adds arguments behind those that are there.
func adder(args *[]any) scopesql.Arg {
	return func(value any) string {
		*args = append(*args, value)
		return fmt.Sprintf("$%d", len(*args))
	}
}

// judged is when open dossiers are judged.
func (q Query) judged() calendar.Instant { return min(q.Period.End(), q.Now) }

func (q Query) check() error {
	if err := q.Period.Check(); err != nil {
		return err
	}
	if !q.By.Valid() {
		return fmt.Errorf("reportdb: no grouping %q", q.By)
	}
	return nil
}

// Run counts the report in one snapshot of the database. Its figures are those
// of the position it prints.
func (r *Reports) Run(ctx context.Context, q Query) (report.Report, error) {
	out := r.head(q)
	if err := q.check(); err != nil {
		return out, err
	}
	rows := map[string]*report.Row{}
	err := r.read(ctx, func(tx *sql.Tx) (err error) {
		if out.Position, err = counted(ctx, tx); err != nil {
			return err
		}
		err = count(ctx, tx, q, keySQL(q.By), func(key string, cell report.Cell, n int64) { at(rows, key).Add(cell, n) })
		if err != nil {
			return err
		}
		return r.name(ctx, tx, q, rows)
	})
	if err != nil {
		return out, err
	}
	out.Rows = inOrder(q.By, rows)
	return out, nil
}

// head is a report without its rows.
func (r *Reports) head(q Query) report.Report {
	return report.Report{Definition: report.Definition, AsAt: q.judged(), Period: q.Period, By: q.By, Simulated: r.j.Simulated()}
}

// counted is the position up to which the tables know the journal.
func counted(ctx context.Context, tx *sql.Tx) (position int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT position FROM subscription WHERE name = 'report'`).Scan(&position)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return position, store.Lost(err)
}

// read runs f in one read-only snapshot.
func (r *Reports) read(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := r.db.Read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return store.Lost(err)
	}
	err = f(tx)
	if end := tx.Rollback(); end != nil && !errors.Is(end, sql.ErrTxDone) {
		err = errors.Join(err, store.Lost(end))
	}
	return err
}

func at(rows map[string]*report.Row, key string) *report.Row {
	if rows[key] == nil {
		rows[key] = &report.Row{Key: key}
	}
	return rows[key]
}

// count adds up the figures, by the groups that key tells apart: 3 to 13 with
// those beside them, then the receptions. It calls add once or more for a figure.
func count[K any](ctx context.Context, tx *sql.Tx, q Query, key string, add func(key K, cell report.Cell, n int64)) error {
	more, args := q.where([]any{int64(q.Period.Start()), int64(q.Period.End()), int64(q.judged())})
	for _, together := range sources() {
		parts := make([]string, len(together))
		for i, s := range together {
			parts[i] = fmt.Sprintf(`SELECT %s AS key, %s AS class, COUNT(*) * %d AS n %s%s GROUP BY 1, 2`, key, classSQL, s.sign, s.from, more)
		}
		err := tally(ctx, tx, strings.Join(parts, " UNION ALL "), args, func(k K, class, n int64) {
			for _, c := range cellsOf(class) {
				add(k, c, n)
			}
		})
		if err != nil {
			return err
		}
	}
	return annex(ctx, tx, q, key, add)
}

// annex counts what is listed by itself.
func annex[K any](ctx context.Context, tx *sql.Tx, q Query, key string, add func(key K, cell report.Cell, n int64)) error {
	for _, together := range [][]report.Cell{{report.Refused, report.Corrected}, {report.ReceptionLate}} { // of the same arguments
		var parts []string
		var args []any
		for i, cell := range together {
			from, given := q.reception(cell)
			var more string
			more, args = q.where(given)
			parts = append(parts, fmt.Sprintf(`SELECT %s AS key, %d AS class, COUNT(*) AS n %s%s GROUP BY 1, 2`, key, i, from, more))
		}
		err := tally(ctx, tx, strings.Join(parts, " UNION ALL "), args, func(k K, which, n int64) { add(k, together[which], n) })
		if err != nil {
			return err
		}
	}
	return nil
}

// tally reads rows of a key, a class and how many.
func tally[K any](ctx context.Context, tx *sql.Tx, query string, args []any, f func(key K, class, n int64)) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key K
		var class, n int64
		if err := rows.Scan(&key, &class, &n); err != nil {
			return store.Lost(err)
		}
		f(key, class, n)
	}
	return store.Lost(rows.Err())
}

// The conditions of the receptions' lists.
const (
	refusedSQL       = `FROM report_dossier d JOIN report_group g ON g.id = d.grp WHERE d.denied_at > 0 AND d.denied_at >= $1 AND d.denied_at < $2`
	receptionLateSQL = `FROM report_dossier d JOIN report_group g ON g.id = d.grp WHERE d.reception_due > 0 AND d.reception_answered >= $1 AND d.reception_due < $2`
)

// correctedSQL are the ends corrected in the period.
const correctedSQL = `FROM report_undone u JOIN report_dossier d ON d.id = u.dossier JOIN report_group g ON g.id = u.grp WHERE u.until >= $1 AND u.until < $2`

// reception is the condition of a cell of the annex that is listed by itself, and its arguments.
func (q Query) reception(cell report.Cell) (string, []any) {
	switch cell {
	case report.Corrected:
		return correctedSQL, []any{int64(q.Period.Start()), int64(q.Period.End())}
	case report.Refused:
		return refusedSQL, []any{int64(q.Period.Start()), int64(q.Period.End())}
	default:
	}
	return receptionLateSQL, []any{int64(q.Period.Start()), int64(q.judged())}
}

// name gives the rows their names.
func (r *Reports) name(ctx context.Context, tx *sql.Tx, q Query, rows map[string]*report.Row) error {
	switch q.By {
	case report.ByLevel:
		for key, row := range rows {
			row.Name = LevelName(key)
		}
		return nil
	case report.ByAgency:
		for key, row := range rows {
			row.Name = r.agencyName(key, q.Period.To)
		}
		return nil
	case report.ByField, report.ByProcedure:
	}
	columns := "MAX(g.field_name), ''"
	if q.By == report.ByProcedure {
		columns = "MAX(g.short_vi), MAX(g.short_en)"
	}
	found, err := tx.QueryContext(ctx, `SELECT `+keySQL(q.By)+`, `+columns+` FROM report_group g GROUP BY `+keySQL(q.By))
	if err != nil {
		return store.Lost(err)
	}
	defer found.Close()
	for found.Next() {
		var key string
		var name locale.Text
		if err := found.Scan(&key, &name.VI, &name.EN); err != nil {
			return store.Lost(err)
		}
		if row := rows[key]; row != nil {
			row.Name = name
		}
	}
	return store.Lost(found.Err())
}

func (r *Reports) agencyName(id string, day calendar.Date) locale.Text {
	if r.dir != nil {
		o := r.dir.Organisation()
		if a, ok := o.Agency(id, day); ok {
			return locale.T(a.Name, "")
		}
		if a, ok := o.Find(id); ok {
			return locale.T(a.Name, "")
		}
	}
	return locale.T(id, "")
}

// LevelName is the name of a tier.
func LevelName(level string) locale.Text {
	switch org.Level(level) {
	case org.LevelProvince, org.LevelSector:
		return locale.T("Cấp tỉnh", "Province")
	case org.LevelDistrict:
		return locale.T("Cấp huyện", "Districts")
	case org.LevelCommune:
		return locale.T("Cấp xã", "Communes")
	}
	return locale.T("Chưa rõ cấp", "Level unknown")
}

// inOrder lists rows for print.
func inOrder(by report.By, rows map[string]*report.Row) []report.Row {
	var out []report.Row
	for _, row := range rows {
		out = append(out, *row)
	}
	sortRows(by, out)
	return out
}

// sortRows orders levels from the province down, others by name.
func sortRows(by report.By, rows []report.Row) {
	rank := map[string]int{string(org.LevelProvince): 1, string(org.LevelDistrict): 2, string(org.LevelCommune): 3}
	keys := make(map[string]string, len(rows))
	for _, r := range rows {
		keys[r.Key] = locale.SortKey(r.Name.VI) + "\x00" + r.Key
	}
	slices.SortFunc(rows, func(a, b report.Row) int {
		if d := rank[a.Key] - rank[b.Key]; by == report.ByLevel && d != 0 {
			return d
		}
		return strings.Compare(keys[a.Key], keys[b.Key])
	})
}
