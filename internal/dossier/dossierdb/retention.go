package dossierdb

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/store"
)

// Expired is an ended dossier whose term of retention seems to have passed.
// What it still waits for (a hold, a later hand-over) is looked at when it is
// erased.
type Expired struct {
	ID, Code  string // Code is the submission number of a refused filing
	Procedure string
	Owner     string // as the clerk reads it in any list; "" of what is confidential or restricted
	Status    dossier.Status
	EndedAt   calendar.Instant
}

// mostExpired bounds the list; the next ones follow when these are gone.
const mostExpired = 100

// related is a function that answers none where there is none.
func related(f func(context.Context, string) ([]string, error)) func(context.Context, string) ([]string, error) {
	if f == nil {
		return func(context.Context, string) ([]string, error) { return nil, nil }
	}
	return f
}

// Expired lists the dossiers that a clerk may find due for erasure on a day,
// those that ended first before the others. Terms that nobody compared with the
// law's table let nothing in.
func (c *Casework) Expired(ctx context.Context, clerk org.Actor, day calendar.Date) ([]Expired, error) {
	var agencies []string
	for _, p := range clerk.Posts {
		if p.Duty == org.DutyClerk && !slices.Contains(agencies, p.Agency) {
			agencies = append(agencies, p.Agency)
		}
	}
	if len(agencies) == 0 {
		return nil, nil
	}
	w := &where{}
	scope := dossier.ScopeOf(clerk)
	// Whoever keeps the records disposes of the confidential ones too, and learns no
	// more of them than code and end.
	w.and(scopesql.Agencies(scope, "agency", "received", w.arg))
	hidden := "CASE WHEN " + scopesql.Hidden(scope, "", w.arg) + " THEN 1 ELSE 0 END"
	due := fmt.Sprintf("(status = %s AND ended_at < %s)", w.arg(int64(dossier.Denied)), w.arg(int64(day.AddDays(-dossier.ComplaintDays).Start())))
	terms, err := c.terms(ctx, agencies, day)
	if err != nil {
		return nil, err
	}
	for code, years := range terms {
		before := calendar.D(day.Year-years, int(day.Month), day.Day)
		due += fmt.Sprintf(" OR (status <> %s AND procedure_code = %s AND ended_at < %s)", w.arg(int64(dossier.Denied)), w.arg(code), w.arg(int64(before.Start())))
	}
	text := "SELECT " + entryColumns + ", " + hidden + " FROM dossier_row WHERE " + w.String() + " AND owner_name <> '' AND " + w.status(dossier.ActErase) + " AND agency IN (" + w.list(agencies) +
		") AND (" + due + ") ORDER BY ended_at, id LIMIT " + fmt.Sprint(mostExpired)
	rows, err := c.db.Read.QueryContext(ctx, text, w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	reader := look.NewReader(clerk)
	var all []Expired
	for rows.Next() {
		var e Entry
		var secret int64
		if err := e.scan(rows, &secret); err != nil {
			return nil, err
		}
		x := Expired{ID: e.ID, Code: cmp.Or(e.Code, e.Submission), Procedure: e.Short.VI, Owner: reader.Owner(e.place, e.OwnerName), Status: e.Status, EndedAt: e.EndedAt}
		if secret == 1 {
			x.Procedure, x.Owner = "", ""
		}
		all = append(all, x)
	}
	return all, store.Lost(rows.Err())
}

// terms are the years for which agencies keep their ended dossiers, by the
// procedures' codes; what is kept for ever or not checked is missing. It asks the
// database once, however many procedures there are.
func (c *Casework) terms(ctx context.Context, agencies []string, day calendar.Date) (map[string]int, error) {
	w := &where{}
	rows, err := c.db.Read.QueryContext(ctx, `SELECT d.code, s.state FROM stream s JOIN (SELECT DISTINCT procedure_code AS code FROM dossier_row
WHERE `+w.status(dossier.ActErase)+` AND agency IN (`+w.list(agencies)+`)) d ON s.id = 'procedure/' || d.code`, w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var code, raw string
		if err := rows.Scan(&code, &raw); err != nil {
			return nil, store.Lost(err)
		}
		var s procedure.State
		if err := json.Unmarshal([]byte(raw), &s); err != nil {
			return nil, fmt.Errorf("dossierdb: state of procedure %s: %w", code, err)
		}
		if r := s.RetentionOn(day); r.Checked && r.Years > 0 {
			out[code] = r.Years
		}
	}
	return out, store.Lost(rows.Err())
}

// Kept is how long a dossier is kept as things stand on a day.
func (c *Casework) Kept(ctx context.Context, s dossier.State, day calendar.Date) (dossier.Answer, error) {
	p, _, err := journal.Load[procedure.State](ctx, c.j, procedure.Stream(s.Procedure))
	return s.Kept(p.RetentionOn(day), day), err
}

// OwnIDs lists the dossiers that an account filed, the newest first.
func (c *Casework) OwnIDs(ctx context.Context, account string) ([]string, error) {
	w := &where{}
	w.scope(dossier.Scope{Account: account})
	var ids []string
	err := c.eachText(ctx, "SELECT id FROM dossier_row WHERE "+w.String()+" ORDER BY filed_at DESC, id", func(id string) { ids = append(ids, id) }, w.args...)
	return ids, err
}

// OwnUploads lists the files that an account sent and that are kept for it
// beside its dossiers.
func (c *Casework) OwnUploads(ctx context.Context, account string) ([]string, error) {
	var hashes []string
	err := c.eachText(ctx, "SELECT hash FROM dossier_upload WHERE account = $1 ORDER BY sent_at, hash", func(h string) { hashes = append(hashes, h) }, account)
	return hashes, err
}
