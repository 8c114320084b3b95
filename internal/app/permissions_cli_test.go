package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/app"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// commandRow is one command of the program in the matrix.
type commandRow struct {
	name string
	says string // what it does with data, for readers
	// records are the kinds of event that the run of the test writes, by the
	// slice; nil is none.
	records []string
	// actors are the names under which they are written; "" of a command that
	// records nothing.
	actors string
	args   []string
	exit   int
	// fresh runs the command on a database of its own.
	fresh bool
	// serves marks a command that goes on until it is told to stop.
	serves bool
}

// commandRows are the commands in an order in which each can be run after the
// others on a new database.
func commandRows(record string) []commandRow {
	one := func(kind string) []string { return []string{kind} }
	ground := []string{"nguyen.van.c", "--ground", "Mẫu"}
	return []commandRow{
		{name: "user admin", says: "makes one of the first two administrators; refused when there are two", records: []string{"calendar.published", "identity.opened", "org.appointed", "org.founded", "org.unit_opened"}, actors: "system",
			args: []string{"nguyen.van.a", "--name", "Nguyễn Văn Mẫu", "--agency", "trung-tam-mau", "--agency-name", "Trung tâm mẫu", "--agency-code", "H49.99"}},
		{name: "user add", says: "opens an official's account, without any duty", records: one("identity.opened"), actors: "system", args: []string{"nguyen.van.c", "--name", "Nguyễn Văn Mẫu"}},
		{name: "user password", says: "gives a new password", records: one("identity.password_issued"), actors: "system", args: []string{"nguyen.van.c"}},
		{name: "user reset-factors", says: "takes second factors away, with the ground", records: one("identity.factors_reset"), actors: "system", args: ground},
		{name: "user sign-out", says: "ends the sessions, with the ground", records: one("identity.sessions_ended"), actors: "system", args: ground},
		{name: "user disable", says: "disables the account, with the ground", records: one("identity.disabled"), actors: "system", args: ground},
		{name: "user enable", says: "enables it again", records: one("identity.enabled"), actors: "system", args: []string{"nguyen.van.c"}},
		{name: "import procedures", says: "brings in records of the national database", records: one("procedure.listed"), actors: "system", args: []string{record}},
		{name: "report ii06a", says: "reads figures of the whole province; names nobody", args: []string{"--from", "2026-01-01", "--to", "2026-12-31"}},
		{name: "fsck", says: "reads everything, prints only where something is wrong"},
		{name: "collect", says: "deletes files that nothing names, older than a day", args: []string{"--dry-run"}},
		{name: "rebuild", says: "makes what is derived from the journal anew; events stay"},
		{name: "config", says: "prints the configuration without secrets; opens no database"},
		{name: "serve", says: "serves: whatever is recorded then is recorded under the account that is signed in", serves: true, args: []string{"--listen", "localhost:0"}},
		{name: "demo", says: "serves a demonstration; refuses a database that is none; fills a new one as simulate does", exit: 1, args: []string{"--listen", "localhost:0"}},
		{name: "simulate", says: "fills a new database, marked as simulated for ever, under the names of simulated officials and people; refused on any other", fresh: true,
			records: []string{"dossier.", "identity.", "org.", "procedure.", "process."}, actors: "system, simulated people",
			args: []string{"--from", "2024-01-02", "--to", "2024-01-05", "--scale", "0.0005"}},
	}
}

// TestEveryCommandHasItsRow keeps the matrix of commands complete.
func TestEveryCommandHasItsRow(t *testing.T) {
	t.Parallel()
	opening, _, err := app.Commands()
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, c := range commandRows("") {
		rows = append(rows, c.name)
	}
	slices.Sort(rows)
	slices.Sort(opening)
	if !slices.Equal(rows, opening) {
		t.Errorf("the commands that take a database are\n%q, the rows of the matrix\n%q: say who may use each and what it records", opening, rows)
	}
}

// TestWhatCommandsRecord really runs each command on both databases and compares
// what it wrote with its row.
func TestWhatCommandsRecord(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(t *testing.T, dir, name string) string{
		"sqlite":   func(_ *testing.T, dir, name string) string { return "sqlite:" + filepath.Join(dir, name+".db") },
		"postgres": func(t *testing.T, _, _ string) string { return storetest.PostgresAddress(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			op := operator{t: t, dir: dir, db: address(t, dir, "cell")}
			op.want(0, "user", "add", "truoc.het", "--name", "Nguyễn Văn Mẫu") // the first opening publishes calendars and rules
			for _, c := range commandRows(nationalRecord(t, dir)) {
				at := op
				if c.fresh {
					at.db = address(t, dir, "fresh")
				}
				at.runs(c)
			}
			op.refused()
		})
	}
}

// operator is whoever has an account of the machine's operating system, the
// database's address and the secret key.
type operator struct {
	t       *testing.T
	dir, db string
}

func (o operator) run(ctx context.Context, args ...string) (int, string) {
	o.t.Helper()
	var out bytes.Buffer
	code := o.runTo(ctx, &out, args...)
	return code, out.String()
}

func (o operator) runTo(ctx context.Context, out io.Writer, args ...string) int {
	return app.Main(ctx, append(args, "--db", o.db, "--files", filepath.Join(o.dir, "files"), "--secret-key-file", filepath.Join(o.dir, "key")), out, out)
}

// until keeps what is written and calls then when a word is among it.
type until struct {
	sync.Mutex

	all  bytes.Buffer
	word string
	then func()
}

// Write keeps p.
func (u *until) Write(p []byte) (int, error) {
	u.Lock()
	defer u.Unlock()
	n, err := u.all.Write(p)
	if strings.Contains(u.all.String(), u.word) {
		u.then()
	}
	return n, err
}

func (o operator) want(exit int, args ...string) string {
	o.t.Helper()
	code, out := o.run(o.t.Context(), args...)
	if code != exit {
		o.t.Errorf("%v: exit %d, want %d: %s", args, code, exit, out)
	}
	return out
}

// runs runs a row's command and judges what it recorded.
func (o operator) runs(c commandRow) {
	o.t.Helper()
	var before int64
	if !c.fresh {
		before, _, _ = o.recorded(0)
	}
	args := append(strings.Fields(c.name), c.args...)
	if c.serves {
		ctx, cancel := context.WithTimeout(o.t.Context(), timeLimit)
		defer cancel()
		out := &until{word: `"serving"`, then: cancel}
		if code := o.runTo(ctx, out, args...); code != 0 || !strings.Contains(out.all.String(), out.word) {
			o.t.Errorf("%s: exit %d: %s", c.name, code, &out.all)
		}
	} else {
		o.want(c.exit, args...)
	}
	_, kinds, actors := o.recorded(before)
	if c.fresh {
		kinds = slices.Compact(sliceOf(kinds))
	}
	if !slices.Equal(kinds, c.records) {
		o.t.Errorf("%s recorded %q, its row says %q", c.name, kinds, c.records)
	}
	if system := len(actors) == 1 && actors[0] == "system"; (c.actors == "system") != system && len(actors) > 0 || c.actors == "" && len(actors) > 0 {
		o.t.Errorf("%s recorded as %q, its row says %q", c.name, actors, c.actors)
	}
}

// sliceOf are the kinds of event by their slice, without those that readers of
// the journal write by themselves.
func sliceOf(kinds []string) []string {
	var out []string
	for _, k := range kinds {
		name, _, _ := strings.Cut(k, ".")
		if !slices.Contains([]string{"calendar", "worktime", "setting", "notify"}, name) {
			out = append(out, name+".")
		}
	}
	return out
}

// recorded are the journal's position, and the kinds and actors of the events
// after a position, each once and in order.
func (o operator) recorded(after int64) (position int64, kinds, actors []string) {
	o.t.Helper()
	db, err := store.Open(o.t.Context(), o.db)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			o.t.Error(err)
		}
	}()
	if err := db.Read.QueryRowContext(o.t.Context(), `SELECT position FROM journal_head`).Scan(&position); err != nil {
		o.t.Fatal(err)
	}
	list := func(query string) (out []string) {
		rows, err := db.Read.QueryContext(o.t.Context(), query, after)
		if err != nil {
			o.t.Fatal(err)
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				o.t.Fatal(err)
			}
			out = append(out, s)
		}
		if err := rows.Err(); err != nil {
			o.t.Fatal(err)
		}
		slices.Sort(out)
		return out
	}
	return position, list(`SELECT DISTINCT type FROM event WHERE position > $1`), list(`SELECT DISTINCT actor FROM event WHERE position > $1`)
}

// refused: who has not the database's secret, or not the secret key, gets
// nothing, and no other account of the machine reads the files.
func (o operator) refused() {
	o.t.Helper()
	other := o
	other.dir = o.t.TempDir()
	other.want(1, "serve", "--listen", "localhost:0") // another key
	if path, file := strings.CutPrefix(o.db, "sqlite:"); file {
		for _, f := range []string{path, filepath.Join(o.dir, "key")} {
			if st, err := os.Stat(f); err != nil || st.Mode().Perm()&0o077 != 0 {
				o.t.Errorf("%s can be read by other accounts of the machine: %v %v", f, st.Mode(), err)
			}
		}
		return
	}
	at := strings.Index(o.db, "@")
	other.db = "postgres://khong-co-vai-nay" + o.db[at:]
	for _, args := range [][]string{{"fsck"}, {"user", "add", "ke.la", "--name", "Mẫu"}, {"report", "ii06a", "--from", "2026-01-01", "--to", "2026-12-31"}} {
		if out := other.want(1, args...); strings.Contains(out, "password ") || strings.Contains(out, "nguyen.van.c") {
			o.t.Errorf("%v told %s", args, out)
		}
	}
}

// nationalRecord is a file with one record as the national database writes them.
func nationalRecord(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "record.json")
	if err := os.WriteFile(path, []byte(sampleRecord), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// writeCommands is the matrix of commands for readers.
func writeCommands(b *strings.Builder) {
	b.WriteString(`
## Commands

A command is run by an account of the machine's operating system that can reach the database: on SQLite whoever may read and
write its file, which its owner alone may; on PostgreSQL whoever has a role of the server with the address's password. Nobody who
is signed in to the site can run one. What a command records is in the journal under the name given here, with its ground where
it takes one; the machine's own log says which of its accounts ran it. Without the secret key nothing is served.

| | what it does | records | under the name of |
|---|---|---|---|
`)
	for _, c := range commandRows("") {
		records, actors := "nothing", "–"
		if len(c.records) > 0 {
			records, actors = strings.Join(c.records, ", "), c.actors
		}
		fmt.Fprintf(b, "| `motcua %s` | %s | %s | %s |\n", c.name, c.says, records, actors)
	}
	_, others, err := app.Commands()
	if err == nil {
		fmt.Fprintf(b, "\nWithout any data: `motcua %s`.\n", strings.Join(others, "`, `motcua "))
	}
}

// sampleRecord is a record of a procedure that does not exist.
const sampleRecord = `{"code":"9.000077","name":"Thủ tục mẫu của phép thử"}`
