package reportdb

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"motcua/internal/store"
)

// rowsOf collects rows of one table to be written by few statements.
type rowsOf struct {
	table   string
	columns []string
	args    []any
}

func (r *rowsOf) add(values ...any) { r.args = append(r.args, values...) }

// mostArgs is the most arguments of one statement: SQLite takes $n as a name
// and looks through all before it, so longer statements cost their square.
const mostArgs = 1_000

// upsert writes the rows; the first column is the key.
func (r *rowsOf) upsert(ctx context.Context, tx *sql.Tx) error {
	sets := make([]string, 0, len(r.columns))
	for _, c := range r.columns[1:] {
		sets = append(sets, c+" = excluded."+c)
	}
	return r.write(ctx, tx, ` ON CONFLICT (`+r.columns[0]+`) DO UPDATE SET `+strings.Join(sets, ", "))
}

func (r *rowsOf) insert(ctx context.Context, tx *sql.Tx) error { return r.write(ctx, tx, "") }

func (r *rowsOf) write(ctx context.Context, tx *sql.Tx, end string) error {
	width := len(r.columns)
	for args := r.args; len(args) > 0; {
		n := min(len(args)/width, mostArgs/width)
		var b strings.Builder
		b.WriteString("INSERT INTO " + r.table + " (" + strings.Join(r.columns, ", ") + ") VALUES ")
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("(" + marks(1+i*width, width) + ")")
		}
		b.WriteString(end)
		if _, err := tx.ExecContext(ctx, b.String(), args[:n*width]...); err != nil {
			return store.Lost(err)
		}
		args = args[n*width:]
	}
	return nil
}

// marks is "$from,…" n times.
func marks(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(from + i))
	}
	return b.String()
}
