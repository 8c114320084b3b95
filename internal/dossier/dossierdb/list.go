package dossierdb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
	"motcua/internal/store"
)

// Entry is one dossier in a list.
type Entry struct {
	ID, Code, Submission string
	Status               dossier.Status
	Method               procedure.Method
	Procedure            string
	Short                locale.Text
	Agency, Received     string
	OwnerName            string
	Holder               dossier.Holder
	StepKind             string
	StepSince, StepDue   calendar.Instant
	FiledAt, Due         calendar.Instant
	ReceptionDue         calendar.Instant
	Promised, EndedAt    calendar.Instant
	Outcome              dossier.Outcome
	Supplements          int64
	Field                string // code of the procedure's field
	PassedBy             string // account whose act brought it here, "" for a filing
	place                look.Place
}

const entryColumns = `id, code, submission, status, method, procedure_code, short_vi, short_en, agency, received, owner_name,
holder_agency, holder_duty, holder_account, step_kind, step_since, step_due, filed_at, due, reception_due, promised, ended_at, outcome, supplements, field_code, passed_by, account, workers, restricted`

func (e *Entry) targets() []any {
	return []any{
		&e.ID, &e.Code, &e.Submission, &e.Status, &e.Method, &e.Procedure, &e.Short.VI, &e.Short.EN, &e.Agency, &e.Received, &e.OwnerName,
		&e.Holder.Agency, &e.Holder.Duty, &e.Holder.Account, &e.StepKind, &e.StepSince, &e.StepDue, &e.FiledAt, &e.Due, &e.ReceptionDue,
		&e.Promised, &e.EndedAt, &e.Outcome, &e.Supplements, &e.Field, &e.PassedBy,
	}
}

// Tab is one of the desk's chips.
type Tab string

// The chips of a desk.
const (
	TabAll        Tab = ""           // everything that waits for me
	TabLate       Tab = "late"       // quá hạn
	TabToday      Tab = "today"      // hôm nay
	TabSupplement Tab = "supplement" // đã bổ sung
	TabReception  Tab = "reception"  // chờ tiếp nhận
	TabReturn     Tab = "return"     // chờ trả kết quả
	TabAsked      Tab = "asked"      // mine, but the clock stands still until others act: papers, payment, a suspension
	TabAgency     Tab = "agency"     // all dossiers of my agencies, also with others
)

// Query says which dossiers a list shows. The scope is not in it: it comes
// from the actor.
type Query struct {
	Tab    Tab
	Text   string         // a code, a name, a number, a procedure, in any order of words
	Status dossier.Status // None: any
	For    string         // a person's list: the account whose dossiers, of those in scope; "" is all
	Page   int            // from 1
	Size   int            // rows a page, at most 100
}

// where builds conditions with numbered arguments.
type where struct {
	terms []string
	args  []any
}

// arg adds an argument and answers its placeholder.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

func (w *where) and(term string) { w.terms = append(w.terms, term) }

func (w *where) list(values []string) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = w.arg(v)
	}
	return strings.Join(marks, ", ")
}

// status is the condition for the dossiers in the statuses from which the act table lets an act
// be done.
func (w *where) status(a dossier.Act) string {
	rule, _ := dossier.RuleOf(a)
	return "status " + in(rule.From)
}

// in is "IN (2, 4)" of statuses.
func in(list []dossier.Status) string {
	numbers := make([]string, len(list))
	for i, s := range list {
		numbers[i] = strconv.Itoa(int(s))
	}
	return "IN (" + strings.Join(numbers, ", ") + ")"
}

func (w *where) String() string { return strings.Join(w.terms, " AND ") }

// scope is the one place where what an actor may see becomes SQL.
func (w *where) scope(s dossier.Scope) {
	w.and(scopesql.Rows(s, w.arg))
}

// waiting keeps what waits at the actor's desks (dossier.Desks): the same that
// dossier.At answers, as SQL.
func (w *where) waiting(a org.Actor) {
	w.and(scopesql.Waiting(dossier.Desks(a), w.arg))
}

func (w *where) tab(t Tab, now calendar.Instant) {
	switch t {
	case TabLate:
		w.and("order_due < " + w.arg(int64(now)))
	case TabToday:
		w.and("order_due >= " + w.arg(int64(now)) + " AND order_due < " + w.arg(int64(now.Date().AddDays(1).Start())))
	case TabSupplement:
		w.and("supplements > 0 AND status IN (" + w.arg(int64(dossier.New)) + ", " + w.arg(int64(dossier.Processing)) + ")")
	case TabReception:
		w.and("status = " + w.arg(int64(dossier.New)))
	case TabReturn:
		w.and("status = " + w.arg(int64(dossier.Finished)))
	case TabAsked:
		w.and("status " + in(dossier.Paused())) // one that is stopped for good waits at nobody's desk
	case TabAll, TabAgency:
	}
}

// text keeps what an official searches for; a passport is found by its number
// with or without nationality, of the owner and of who filed.
func (w *where) text(s string) {
	passport, ok := locale.SoughtPassport(s)
	if !ok {
		w.words(s)
		return
	}
	// Numbers stand between blanks in what is searched.
	found := "search LIKE " + w.arg("%"+passport+" %")
	other := &where{args: w.args}
	other.words(s)
	w.args = other.args
	w.and("(" + found + " OR " + other.String() + ")")
}

func (w *where) words(s string) {
	if key := locale.CodeKey(s); len(key) >= 8 && strings.ContainsAny(key, "0123456789") {
		w.and("(search LIKE " + w.arg("%"+key+"%") + " OR owner_number = " + w.arg(strings.TrimSpace(s)) + ")")
		return
	}
	for i, word := range strings.Fields(locale.Fold(s)) {
		if i == 8 {
			return
		}
		w.and("search LIKE " + w.arg("%"+strings.NewReplacer("%", "", "_", "").Replace(word)+"%"))
	}
}

// build is the whole condition of a desk's list.
func build(a org.Actor, q Query, now calendar.Instant) *where {
	w := &where{}
	w.scope(dossier.ScopeOf(a))
	if a.Kind == org.ActorOfficial && q.Tab != TabAgency && q.Text == "" {
		w.waiting(a)
		if q.Tab != TabAsked {
			w.and("status NOT " + in(dossier.Paused()))
		}
	}
	w.tab(q.Tab, now)
	if q.Status != dossier.None {
		w.and("status = " + w.arg(int64(q.Status)))
	}
	if q.For != "" {
		w.and("account = " + w.arg(q.For))
	}
	w.text(q.Text)
	return w
}

// List reads a page of dossiers in the actor's scope: for an official what
// waits for him, soonest due first (a search looks at his whole scope), for a
// citizen his own, newest first. more tells whether another page follows.
func (c *Casework) List(ctx context.Context, a org.Actor, q Query, now calendar.Instant) (list []Entry, more bool, err error) {
	w := build(a, q, now)
	order := "order_due, id"
	if a.Kind != org.ActorOfficial {
		order = "filed_at DESC, id"
	}
	size := min(max(q.Size, 1), 100)
	text := "SELECT " + entryColumns + " FROM dossier_row WHERE " + w.String() + " ORDER BY " + order +
		" LIMIT " + w.arg(int64(size+1)) + " OFFSET " + w.arg(int64((max(q.Page, 1)-1)*size))
	if list, err = c.entries(ctx, text, w.args...); err != nil {
		return nil, false, err
	}
	if len(list) > size {
		list, more = list[:size], true
	}
	masked(list, a)
	return list, more, nil
}

// Counts are the numbers on a desk's chips.
type Counts struct{ All, Late, Today, Supplement, Reception, Return, Asked int64 }

// Count counts what waits for an official, for the chips, in one query.
func (c *Casework) Count(ctx context.Context, a org.Actor, now calendar.Instant) (Counts, error) {
	w := &where{}
	tomorrow := int64(now.Date().AddDays(1).Start())
	paused := in(dossier.Paused())
	columns := "COALESCE(SUM(CASE WHEN status NOT " + paused + " THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN status " + paused + " THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN order_due < " + w.arg(int64(now)) + " THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN order_due >= " + w.arg(int64(now)) + " AND order_due < " + w.arg(tomorrow) + " THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN supplements > 0 AND status IN (" + w.arg(int64(dossier.New)) + ", " + w.arg(int64(dossier.Processing)) + ") THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN status = " + w.arg(int64(dossier.New)) + " THEN 1 ELSE 0 END), 0), " +
		"COALESCE(SUM(CASE WHEN status = " + w.arg(int64(dossier.Finished)) + " THEN 1 ELSE 0 END), 0)"
	w.scope(dossier.ScopeOf(a))
	w.waiting(a)
	var n Counts
	err := c.db.Read.QueryRowContext(ctx, "SELECT "+columns+" FROM dossier_row WHERE "+w.String(), w.args...).
		Scan(&n.All, &n.Asked, &n.Late, &n.Today, &n.Supplement, &n.Reception, &n.Return)
	return n, store.Lost(err)
}

// Loads counts the open dossiers that each account of an agency is charged
// with, for who assigns the next one.
func (c *Casework) Loads(ctx context.Context, agency string) (map[string]int64, error) {
	rows, err := c.db.Read.QueryContext(ctx, `SELECT holder_account, COUNT(*) FROM dossier_row
WHERE holder_agency = $1 AND holder_account <> '' AND status IN ($2, $3) GROUP BY holder_account`,
		agency, int64(dossier.Accepted), int64(dossier.Processing))
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	loads := map[string]int64{}
	for rows.Next() {
		var account string
		var n int64
		if err := rows.Scan(&account, &n); err != nil {
			return nil, store.Lost(err)
		}
		loads[account] = n
	}
	return loads, store.Lost(rows.Err())
}

// OpenWork counts the dossiers that an account is charged with by name and that
// are not finished: what must find a new owner before the official leaves. It names
// nobody: who reassigns sees them at his own desk (WorkOfAway).
func (c *Casework) OpenWork(ctx context.Context, account string) (count int64, err error) {
	err = c.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM dossier_row WHERE holder_account = $1 AND holder_account <> '' AND status `+in(append(dossier.Going(), dossier.Paused()...)),
		account).Scan(&count)
	return count, store.Lost(err)
}

// entries reads rows of entryColumns.
func (c *Casework) entries(ctx context.Context, text string, args ...any) ([]Entry, error) {
	rows, err := c.db.Read.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var list []Entry
	for rows.Next() {
		var e Entry
		if err := e.scan(rows); err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, store.Lost(rows.Err())
}

// scan reads one row of entryColumns, and what follows them.
func (e *Entry) scan(rows *sql.Rows, more ...any) error {
	var account, workers string
	var restricted int64
	if err := rows.Scan(append(append(e.targets(), &account, &workers, &restricted), more...)...); err != nil {
		return store.Lost(err)
	}
	e.place = look.Place{
		Agency: e.Agency, Received: e.Received, Account: account, Holder: e.Holder,
		Step: process.Kind(e.StepKind), Field: e.Field, Workers: strings.Fields(workers), Restricted: restricted == 1,
	}
	return nil
}

// masked hides in a list the names that its reader may not read without a
// reason.
func masked(list []Entry, a org.Actor) {
	reader := look.NewReader(a)
	for i := range list {
		list[i].OwnerName = reader.Owner(list[i].place, list[i].OwnerName)
	}
}

// Get reads one dossier in the actor's scope; any other is not found.
func (c *Casework) Get(ctx context.Context, a org.Actor, id string) (dossier.State, int64, error) {
	s, v, err := journal.Load[dossier.State](ctx, c.j, dossier.Stream(id))
	if err != nil {
		return s, 0, err
	}
	if found, err := c.sees(ctx, s, a); err != nil || !found {
		return dossier.State{}, 0, cmp.Or(err, error(dossier.ErrNotApplicant))
	}
	return s, v, nil
}

// Timeline reads what happened to a dossier, oldest first. The caller has
// checked the scope.
func (c *Casework) Timeline(ctx context.Context, id string) ([]journal.Recorded, error) {
	return c.j.Stream(ctx, dossier.Stream(id))
}

// HasFile finds a file among a dossier's own, so that no file is served by its
// hash alone.
func HasFile(s dossier.State, hash string) (dossier.Upload, bool) {
	for _, p := range s.Papers {
		for _, f := range p.Files {
			if f.Hash == hash {
				return f, true
			}
		}
	}
	for _, d := range []*dossier.Document{draftOf(s), resultOf(s)} {
		if d != nil && d.Hash == hash {
			return d.Upload, true
		}
	}
	return dossier.Upload{}, false
}

func draftOf(s dossier.State) *dossier.Document {
	if s.Proposal == nil {
		return nil
	}
	return s.Proposal.Draft
}

func resultOf(s dossier.State) *dossier.Document {
	if s.Result == nil {
		return nil
	}
	return s.Result.Document
}

// byKey finds a dossier's id by an indexed key column.
func (c *Casework) byKey(ctx context.Context, column, key string) (string, error) {
	var id string
	err := c.db.Read.QueryRowContext(ctx, "SELECT id FROM dossier_row WHERE "+column+" = $1 AND "+column+" <> ''", key).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) || key == "" {
		return "", nil
	}
	return id, store.Lost(err)
}
