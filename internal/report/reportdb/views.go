package reportdb

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"motcua/internal/report"
	"motcua/internal/store"
)

// kindSQL is what all groupings know of the dossiers of one group.
const kindSQL = `SELECT g.id, g.level, g.agency, CASE WHEN g.field_code = '' THEN g.field_name ELSE g.field_code END, g.procedure_code FROM report_group g`

// kind is the row that a group's dossiers count in, by the order of Groupings.
type kind [4]string

// runAll is Run in every grouping, counted once in one snapshot, with which
// row lies in which.
func (r *Reports) runAll(ctx context.Context, q Query) (report.Views, error) {
	v := report.Views{}
	q.By = report.ByLevel
	if err := q.check(); err != nil {
		return v, err
	}
	rows := make([]map[string]*report.Row, len(report.Groupings()))
	for i := range rows {
		rows[i] = map[string]*report.Row{}
	}
	head := r.head(q)
	agencies, procedures := map[report.Part]bool{}, map[report.Part]bool{}
	err := r.read(ctx, func(tx *sql.Tx) (err error) {
		if head.Position, err = counted(ctx, tx); err != nil {
			return err
		}
		kinds, err := kindsOf(ctx, tx)
		if err != nil {
			return err
		}
		err = count(ctx, tx, q, "g.id", func(group int64, cell report.Cell, n int64) {
			k := kinds[group]
			for i, key := range k {
				at(rows[i], key).Add(cell, n)
			}
			agencies[report.Part{Row: k[1], Of: k[0]}], procedures[report.Part{Row: k[3], Of: k[2]}] = true, true
		})
		for i, by := range report.Groupings() {
			if err == nil {
				q.By = by
				err = r.name(ctx, tx, q, rows[i])
			}
		}
		return err
	})
	for i, by := range report.Groupings() {
		view := head
		view.By, view.Rows = by, inOrder(by, rows[i])
		v.Reports = append(v.Reports, view)
	}
	v.Agencies, v.Procedures = parts(agencies), parts(procedures)
	return v, err
}

func parts(set map[report.Part]bool) []report.Part {
	out := make([]report.Part, 0, len(set))
	for p := range set {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b report.Part) int { return strings.Compare(a.Row+"\x00"+a.Of, b.Row+"\x00"+b.Of) })
	return out
}

func kindsOf(ctx context.Context, tx *sql.Tx) (map[int64]kind, error) {
	rows, err := tx.QueryContext(ctx, kindSQL)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	out := map[int64]kind{}
	for rows.Next() {
		var id int64
		var k kind
		if err := rows.Scan(&id, &k[0], &k[1], &k[2], &k[3]); err != nil {
			return nil, store.Lost(err)
		}
		out[id] = k
	}
	return out, store.Lost(rows.Err())
}
