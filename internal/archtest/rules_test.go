package archtest

import (
	"strings"
	"testing"
)

// example is a small project that a rule is tried on, and what it must find:
// a part of each finding, in any order; none when the project is right.
type example struct {
	name  string
	files map[string]string
	want  []string
}

// text makes the lines of a file.
func text(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

func try(t *testing.T, rule func([]File) []Finding, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			var files []File
			for name, content := range e.files {
				f, err := Parse(name, content)
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, f)
			}
			found := rule(files)
			for _, want := range e.want {
				if !contains(found, want) {
					t.Errorf("found %v, want %q", found, want)
				}
			}
			if len(found) != len(e.want) {
				t.Errorf("%d findings, want %d: %v", len(found), len(e.want), found)
			}
		})
	}
}

func contains(found []Finding, part string) bool {
	for _, f := range found {
		if strings.Contains(f.String(), part) {
			return true
		}
	}
	return false
}

func TestImports(t *testing.T) {
	t.Parallel()
	edge := func(from, to string) map[string]string {
		return map[string]string{from + "/x.go": text("package x", `import _ "motcua/`+to+`"`)}
	}
	try(t, imports, []example{
		{"refuses an unknown package", map[string]string{"internal/stuff/x.go": "package stuff\n"}, []string{"internal/stuff has no place"}},
		{"refuses a core that imports the engine", edge("internal/dossier", "internal/journal"), []string{"internal/dossier → internal/journal: a core is pure"}},
		{"refuses a core that imports its own shell", edge("internal/dossier", "internal/dossier/dossierdb"), []string{"never shell"}},
		{"refuses a core against the order", edge("internal/dossier", "internal/counter"), []string{"this core may import values and org, setting, procedure, process"}},
		{"refuses cores side by side", edge("internal/process", "internal/procedure"), []string{"this core may import"}},
		{"allows a core along the order", edge("internal/counter", "internal/dossier"), nil},
		{"allows a core its parts", edge("internal/procedure/importer", "internal/procedure"), nil},
		{"refuses a value that imports a core", edge("internal/calendar", "internal/org"), []string{"values import values only"}},
		{"refuses an engine that knows a capability", edge("internal/web", "internal/dossier"), []string{"the engine knows no capability"}},
		{"refuses an edge inside the engine that is not listed", edge("internal/store", "internal/journal"), []string{"may import values only"}},
		{"allows a listed edge inside the engine", edge("internal/journal", "internal/store"), nil},
		{"refuses another slice's shell", edge("internal/counter/counterweb", "internal/dossier/dossierdb"), []string{"another slice's shell"}},
		{"allows a shell its own slice, cores and engine", map[string]string{"internal/counter/counterweb/x.go": text("package x", `import (`, `_ "motcua/internal/counter/counterdb"`, `_ "motcua/internal/dossier"`, `_ "motcua/internal/web/ui"`, `)`)}, nil},
		{"refuses whoever imports the wiring", edge("internal/report/reportapi", "internal/app"), []string{"nothing imports the wiring"}},
		{"allows the wiring everything", edge("internal/app", "internal/dossier/dossierweb"), nil},
		{"refuses a command that reaches past the wiring", edge("cmd/motcua", "internal/store"), []string{"imports internal/app alone"}},
		{"refuses a program that imports test packages", edge("internal/app", "internal/store/storetest"), []string{"only tests may import"}},
		{"leaves tests free", map[string]string{"internal/dossier/x_test.go": text("package x", `import _ "motcua/internal/store/storetest"`)}, nil},
	})
}

func TestPure(t *testing.T) {
	t.Parallel()
	try(t, pure, []example{
		{"refuses IO", map[string]string{"internal/org/x.go": text("package org", `import _ "database/sql"`)}, []string{"imports database/sql"}},
		{"refuses what lies under it", map[string]string{"internal/org/x.go": text("package org", `import _ "net/http"`)}, []string{"imports net/http"}},
		{"refuses dice", map[string]string{"internal/act/x.go": text("package act", `import _ "math/rand/v2"`)}, []string{"imports math/rand/v2"}},
		{"refuses a module that is not pure", map[string]string{"internal/act/x.go": text("package act", `import _ "github.com/google/uuid"`)}, []string{"not among the pure modules"}},
		{"refuses the clock, also renamed", map[string]string{"internal/calendar/x.go": text("package calendar", `import clock "time"`, `var now = clock.Now()`)}, []string{"uses time.Now"}},
		{"allows arithmetic of time", map[string]string{"internal/calendar/x.go": text("package calendar", `import "time"`, `const day = 24 * time.Hour`)}, nil},
		{"allows a local name like a package", map[string]string{"internal/calendar/x.go": text("package calendar", `import _ "time"`, `func f() { time := struct{ Now int }{}; _ = time.Now }`)}, nil},
		{"leaves engine and tests free", map[string]string{
			"internal/store/x.go":    text("package store", `import _ "database/sql"`),
			"internal/org/x_test.go": text("package org", `import _ "os"`),
		}, nil},
	})
}

func TestDocumented(t *testing.T) {
	t.Parallel()
	try(t, documented, []example{
		{"refuses a package without doc.go", map[string]string{"internal/org/x.go": "// Package org is here.\npackage org\n"}, []string{"internal/org: "}},
		{"refuses a doc.go without comment", map[string]string{"internal/org/doc.go": "package org\n"}, []string{"internal/org: "}},
		{"allows a comment in doc.go", map[string]string{"internal/org/x.go": "package org\n", "internal/org/doc.go": "// Package org is here.\npackage org\n"}, nil},
	})
}

func TestSizes(t *testing.T) {
	t.Parallel()
	long := text("package x", "func F() {"+strings.Repeat("\n", 80)+"}")
	try(t, sizes, []example{
		{"refuses 81 lines of function", map[string]string{"internal/org/x.go": long}, []string{"F has 81 lines"}},
		{"allows 80 lines", map[string]string{"internal/org/x.go": strings.Replace(long, "\n\n", "\n", 1)}, nil},
		{"allows a long table in a test", map[string]string{"internal/org/x_test.go": long}, nil},
		{"refuses a long file", map[string]string{"internal/org/x_test.go": "package x\n" + strings.Repeat("\n", 600)}, []string{"601 lines"}},
		{"refuses a long template", map[string]string{"internal/org/x.templ": strings.Repeat("\n", 601)}, []string{"601 lines"}},
		{"leaves generated files", map[string]string{"internal/org/x.go": "// Code generated by templ - DO NOT EDIT.\n" + long}, nil},
	})
}

func TestNames(t *testing.T) {
	t.Parallel()
	try(t, names, []example{
		{"refuses an empty package name", map[string]string{"internal/x/y.go": "package util\n"}, []string{"package util"}},
		{"refuses an empty file name", map[string]string{"internal/x/helpers_test.go": "package x\n"}, []string{"file helpers_test.go"}},
		{"refuses a manager", map[string]string{"internal/x/y.go": "package x\ntype CaseManager struct{}\n"}, []string{"type CaseManager"}},
		{"allows a noun", map[string]string{"internal/x/receipt.go": "package x\ntype Receipt struct{}\n"}, nil},
	})
}

func TestConstant(t *testing.T) {
	t.Parallel()
	with := func(body string) map[string]string {
		return map[string]string{"internal/x/a.go": "package x\nvar table = map[string]int{}\n", "internal/x/b.go": "package x\n" + body + "\n"}
	}
	try(t, constant, []example{
		{"refuses a new value", with("func f() { table = nil }"), []string{"b.go:2: package variable table"}},
		{"refuses a changed entry", with(`func f() { table["a"]++ }`), []string{"package variable table"}},
		{"refuses it in the same file", map[string]string{"internal/x/a.go": "package x\nvar n int\nfunc f() { n = 1 }\n"}, []string{"package variable n"}},
		{"allows a local of the same name", with("func f() { table := 1; table = 2; _ = table }"), nil},
		{"allows a parameter of the same name", with("func f(table int) { table = 2; _ = table }"), nil},
		{"allows reading", with(`func f() int { return table["a"] }`), nil},
		{"refuses it in a test, too", map[string]string{"internal/x/a.go": "package x\nvar n int\n", "internal/x/a_test.go": "package x\nfunc f() { n = 1 }\n"}, []string{"package variable n"}},
		{"allows a test its own", map[string]string{"internal/x/a_test.go": "package x\nvar n int\nfunc f() { n = 1 }\n"}, nil},
		{"keeps packages apart", map[string]string{"internal/x/a.go": "package x\nvar n int\n", "internal/y/a.go": "package y\nfunc f() { n := 0; n = 1; _ = n }\n"}, nil},
	})
}

func TestModules(t *testing.T) {
	t.Parallel()
	mod := text("module motcua", "require (", "\tgithub.com/a/b v1.0.0 // indirect", "\tgithub.com/a/b/v2 v2.0.0", ")")
	use := func(from, table string) map[string]string {
		return map[string]string{"go.mod": mod, "docs/dependencies.md": table, from: text("package x", `import _ "github.com/a/b/v2/c"`)}
	}
	try(t, modules, []example{
		{"refuses a module without a row", use("internal/store/x.go", "| `github.com/a/b` | store | Old. |\n"), []string{"module github.com/a/b/v2 has no row"}},
		{"refuses a row without a reason", use("internal/store/x.go", "| `github.com/a/b/v2` | store |  |\n"), []string{"has no reason"}},
		{"refuses a user who is not named", use("internal/web/x.go", "| `github.com/a/b/v2` | store, *db | For c. |\n"), []string{"internal/web imports github.com/a/b/v2/c"}},
		{"refuses a row left over", use("internal/store/x.go", "| `github.com/a/b/v2` | store | For c. |\n| `github.com/z` | store | Gone. |\n"), []string{"github.com/z is not in go.mod"}},
		{"allows users by kind of shell", use("internal/sign/signdb/x.go", "| `github.com/a/b/v2` | *db | For c. |\n"), nil},
		{"allows users by layer", use("internal/app/x.go", "| `github.com/a/b/v2` | app | For c. |\n"), nil},
		{"allows tests every listed module", use("internal/web/x_test.go", "| `github.com/a/b/v2` | store | For c. |\n"), nil},
	})
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	in := func(line string) map[string]string { return map[string]string{"internal/web/ui/x.templ": line + "\n"} }
	try(t, templates, []example{
		{"refuses raw HTML", in(`@templ.Raw(text)`), []string{"switches escaping off"}},
		{"refuses raw HTML in Go", map[string]string{"internal/web/x.go": text("package web", `import "github.com/a-h/templ"`, `var x = templ.Raw("")`)}, []string{"switches escaping off"}},
		{"refuses an inline style", in(`<p style="color: red">`), []string{"inline style"}},
		{"refuses a computed style", in(`<p style={ red }>`), []string{"inline style"}},
		{"refuses a style sheet", in(`<style>`), []string{"inline style sheet"}},
		{"refuses a handler", in(`<button onclick="go()">`), []string{"inline handler"}},
		{"refuses a javascript address", in(`<a href="javascript:go()">`), []string{"javascript: address"}},
		{"refuses an inline script", in(`<script type="module">`), []string{"inline script"}},
		{"refuses templ's own inline code", in(`css red() {`), []string{"inline code"}},
		{"allows a script with an address, also over lines", in("<script\n\ttype=\"module\"\n\tsrc={ a.URL() }\n></script>"), nil},
		{"allows data attributes and words", in(`<p data-style="x" class="on">one = two</p>`), nil},
	})
}

func TestMigrations(t *testing.T) {
	t.Parallel()
	with := func(head string, names ...string) map[string]string {
		files := map[string]string{"internal/org/orgdb/migrations/.head": head + "\n"}
		for _, n := range names {
			files["internal/org/orgdb/migrations/"+n] = "SELECT 1;\n"
		}
		return files
	}
	try(t, migrations, []example{
		{"allows a line", with("0002_b", "0001_a.sql", "0002_b.sql"), nil},
		{"allows a pair of engines", with("0001_a", "0001_a_sqlite.sql", "0001_a_postgres.sql"), nil},
		{"refuses a gap", with("0003_c", "0001_a.sql", "0003_c.sql"), []string{"the number after 1 is missing"}},
		{"refuses a double", with("0001_b", "0001_a.sql", "0001_b.sql"), []string{"its number is taken"}},
		{"refuses an engine beside both", with("0001_a", "0001_a.sql", "0001_a_sqlite.sql"), []string{"its number is taken"}},
		{"refuses a stale head", with("0001_a", "0001_a.sql", "0002_b.sql"), []string{`the last migration is "0002_b"`}},
		{"refuses another name", with("0001_a", "0001_a.sql", "2_b.sql"), []string{"2_b.sql: a migration is named", `the last migration is "2_b"`}},
		{"refuses a missing head", map[string]string{"internal/org/orgdb/migrations/0001_a.sql": ""}, []string{`the last migration is "0001_a"`}},
	})
}

func TestColumns(t *testing.T) {
	t.Parallel()
	in := func(query string) map[string]string {
		return map[string]string{"internal/org/orgdb/x.go": "package orgdb\nconst q = `" + query + "`\n"}
	}
	try(t, columns, []example{
		{"refuses every column", in("SELECT * FROM agency"), []string{"x.go:2"}},
		{"refuses every column of one table", in("select a.* from agency a"), []string{"x.go:2"}},
		{"allows a count", in("SELECT COUNT(*) FROM agency"), nil},
		{"allows a statement's own rows", in("SELECT * FROM unnest($1::text[])"), nil},
	})
}

func TestOutput(t *testing.T) {
	t.Parallel()
	source := text("package x", `import ("fmt"; "log")`, `func f() { fmt.Println(); log.Fatal() }`)
	try(t, output, []example{
		{"refuses printing in a package", map[string]string{"internal/store/x.go": source}, []string{"fmt.Println", "log.Fatal"}},
		{"allows it in the wiring and in tests", map[string]string{"internal/app/x.go": source, "internal/store/x_test.go": source}, nil},
		{"allows writing to a writer", map[string]string{"internal/store/x.go": text("package x", `import ("fmt"; "io")`, `func f(w io.Writer) { fmt.Fprintln(w) }`)}, nil},
	})
}

func TestSkips(t *testing.T) {
	t.Parallel()
	source := text("package x", `import "testing"`, `func TestX(t *testing.T) { t.Skip() }`)
	try(t, skips, []example{
		{"refuses a bare skip", map[string]string{"internal/store/x_test.go": source}, []string{"t.Skip"}},
		{"refuses a formatted skip in a benchmark", map[string]string{"internal/store/x_test.go": text("package x", `import "testing"`, `func BenchmarkX(b *testing.B) { b.Skipf("") }`)}, []string{"b.Skipf"}},
		{"allows the one place", map[string]string{"internal/present/x.go": source}, nil},
	})
}

func TestSamples(t *testing.T) {
	t.Parallel()
	event := text("package org", "type Founded struct{}", `func (Founded) EventType() string { return "org.founded" }`)
	try(t, samples, []example{
		{"refuses an event without a sample", map[string]string{"internal/org/event.go": event}, []string{"the event org.founded has no stored sample in internal/org/testdata/events/org.founded.json"}},
		{"allows one with it", map[string]string{"internal/org/event.go": event, "internal/org/testdata/events/org.founded.json": "{}"}, nil},
		{"refuses a sample whose event is gone", map[string]string{
			"internal/org/event.go": event, "internal/org/testdata/events/org.founded.json": "{}", "internal/org/testdata/events/org.ended.json": "{}",
		}, []string{"no event is called org.ended"}},
		{"leaves the events of tests alone", map[string]string{"internal/journal/x_test.go": event}, nil},
	})
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	page := func(body string) map[string]string {
		return map[string]string{"internal/org/orgweb/x.go": text("package orgweb", `import "net/http"`, body)}
	}
	try(t, routes, []example{
		{"refuses a page beside the site", page(`func f() { http.HandleFunc("/x", nil) }`), []string{"http.HandleFunc goes round the site's mux"}},
		{"refuses a mux of a slice's own", page(`var m = http.NewServeMux()`), []string{"a mux of its own"}},
		{"allows handlers", page(`func f(w http.ResponseWriter, r *http.Request) {}`), nil},
	})
}

func TestWorkplace(t *testing.T) {
	t.Parallel()
	try(t, workplace, []example{
		{"refuses a path of the workplace", map[string]string{"docs/a.md": "see /wo" + "rk/main\n"}, []string{"docs/a.md:1"}},
		{"refuses a page beside the project", map[string]string{"internal/org/x.go": "// See sha" + "red/design.md.\npackage org\n"}, []string{"internal/org/x.go:1"}},
		{"allows the Makefile its one line", map[string]string{"Makefile": dataLine + "\n"}, nil},
		{"refuses a second one", map[string]string{"Makefile": dataLine + "\n\tls ../sha" + "red\n"}, []string{"Makefile:2"}},
		{"allows words that only look alike", map[string]string{"docs/a.md": "shared databases, /work/inbox\n"}, nil},
	})
}

func TestParse(t *testing.T) {
	t.Parallel()
	t.Run("reports a file that is not Go", func(t *testing.T) {
		t.Parallel()
		if _, err := Parse("internal/x/x.go", "pakcage x"); err == nil {
			t.Error("no error")
		}
	})
}
