package journal

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"motcua/internal/act"
	"motcua/internal/store"
)

// unit is one group's transaction, where the engines differ: PostgreSQL gets
// all reads in one round trip and all writes with the commit in another, one
// statement per table with arrays; SQLite (in process, no round trips) one
// prepared row at a time. Both are the declared exception to the one SQL text.
type unit interface {
	// read locks the head, finds which commands were done before, and answers
	// take for each stored stream: of names with its state, of refs with nil.
	read(ids, names, refs []string, take func(id string, version int64, state []byte) error) (standing, error)
	// book is the last number a book gave on a day, 0 before the first.
	book(b bookKey) (int64, error)
	// each calls row for each row of a query, exec changes rows: the slow way,
	// for what is rare.
	each(query string, args []any, row func(scan func(...any) error) error) error
	exec(query string, args ...any) error
	// write stores the batch and commits.
	write(b batch) error
	// close ends the transaction; with nothing written, or after an error, by
	// rolling it back.
	close() error
}

// standing is where the journal stands when a group begins.
type standing struct {
	position, instant int64
	commands          map[string]outcome
}

func open(ctx context.Context, db *store.DB) (unit, error) {
	if db.Dialect == store.Postgres {
		return openPostgres(ctx, db)
	}
	return openSQLite(ctx, db)
}

type streamRow struct {
	id      string
	version int64
	state   string
}

type bookEntry struct {
	bookKey
	last int64
}

// batch is everything one group writes.
type batch struct {
	position, instant int64
	records           []record
	outcomes          []outcome
	states            []streamRow
	books             []bookEntry
	put, gone         []act.Row
	tables            map[string]act.Table
}

// difference finds the rows to write and to delete between two projections of
// one stream. Deleted rows carry their key only.
func difference(tables []act.Table, old, now []act.Row) (put, gone []act.Row) {
	keys := make(map[string]int, len(tables))
	for _, t := range tables {
		keys[t.Name] = len(t.Key)
	}
	had := make(map[string]act.Row, len(old))
	for _, r := range old {
		had[rowKey(r, keys[r.Table])] = r
	}
	for _, r := range now {
		k := rowKey(r, keys[r.Table])
		if o, ok := had[k]; !ok || !reflect.DeepEqual(o.Values, r.Values) {
			put = append(put, r)
		}
		delete(had, k)
	}
	for _, r := range had {
		gone = append(gone, act.Row{Table: r.Table, Values: r.Values[:keys[r.Table]]})
	}
	return put, gone
}

func rowKey(r act.Row, n int) string {
	var b strings.Builder
	b.WriteString(r.Table)
	for _, v := range r.Values[:n] {
		fmt.Fprintf(&b, "\x00%v", v)
	}
	return b.String()
}

// perTable groups rows by table, in order of first appearance.
func perTable(rows []act.Row) (names []string, byName map[string][]act.Row) {
	byName = map[string][]act.Row{}
	for _, r := range rows {
		if byName[r.Table] == nil {
			names = append(names, r.Table)
		}
		byName[r.Table] = append(byName[r.Table], r)
	}
	return names, byName
}

// placeholders is "$from, …" for n arguments.
func placeholders(from, n int) string {
	s := make([]string, n)
	for i := range n {
		s[i] = fmt.Sprintf("$%d", from+i)
	}
	return strings.Join(s, ", ")
}

// upsert is the tail of an insert that replaces a row with the same key.
func upsert(t act.Table) string {
	set := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		set[i] = c + " = excluded." + c
	}
	if len(set) == 0 {
		return " ON CONFLICT (" + strings.Join(t.Key, ", ") + ") DO NOTHING"
	}
	return " ON CONFLICT (" + strings.Join(t.Key, ", ") + ") DO UPDATE SET " + strings.Join(set, ", ")
}

func columns(t act.Table) []string { return append(append([]string{}, t.Key...), t.Columns...) }
