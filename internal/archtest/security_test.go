package archtest

import (
	"strings"
	"testing"
)

func TestDanger(t *testing.T) {
	t.Parallel()
	in := func(line string) map[string]string {
		return map[string]string{"internal/org/orgdb/x.go": text("package orgdb", line)}
	}
	script := func(line string) map[string]string { return map[string]string{"assets/js/x.js": line + "\n"} }
	try(t, danger, []example{
		{"refuses to run programs", in(`import _ "os/exec"`), []string{"imports os/exec"}},
		{"allows the tests' own package to", map[string]string{"internal/present/x.go": text("package present", `import _ "os/exec"`)}, nil},
		{"allows tests", map[string]string{"internal/org/x_test.go": text("package org", `import _ "os/exec"`)}, nil},
		{"refuses guessable numbers", in(`import _ "math/rand/v2"`), []string{"imports math/rand/v2"}},
		{"allows them to simulations", map[string]string{"internal/app/simulation/x.go": text("package simulation", `import _ "math/rand/v2"`)}, nil},
		{"refuses broken hashes", in(`import _ "crypto/md5"`), []string{"imports crypto/md5"}},
		{"refuses cgo", in(`import "C"`), []string{"imports C"}},
		{"refuses certificates that nobody checks", in(`var c = tls.Config{InsecureSkipVerify: true}`), []string{"x.go:2: InsecureSkipVerify"}},
		{"refuses requests without bounds", in(`var r, _ = http.Get("https://x")`), []string{"x.go:2: http.Get"}},
		{"refuses a file server", in(`var h = http.FileServer(http.Dir("."))`), []string{"lists folders"}},
		{"allows to speak of it", in(`// not http.Get`), nil},
		{"refuses text as markup in scripts", script(`a.innerHTML = b`), []string{"x.js:1: innerHTML"}},
		{"refuses data kept in the browser", script(`localStorage.x = 1`), []string{"x.js:1: localStorage"}},
		{"refuses messages of other windows", script(`addEventListener('message', f)`), []string{"x.js:1: 'message'"}},
		{"allows text as text", script(`a.textContent = b`), nil},
	})
}

func TestSecurity(t *testing.T) {
	t.Parallel()
	head := text("| State | 1 | 2 |", "|---|---|---|", "| met | 1 | 0 |", "| part | 0 | 1 |", "| not yet | 0 | 0 |", "| does not apply | 0 | 0 |")
	const good, partly = "| v5.0.0-1.2.4 | 1 | Values never become SQL | met | `store/store.go` | `store.TestX` |", "| v5.0.0-1.2.10 | 2 | Tables in files | part | `store` | Signs are left as they are. |"
	page := func(lines ...string) map[string]string {
		return map[string]string{
			"docs/security.md": head + text(lines...), "internal/store/store.go": "package store\n",
			"internal/store/x_test.go": text("package store", "func TestX() {}", "func Testament() {}", "func (x) TestY() {}"),
		}
	}
	rule := func(files []File) []Finding { return securityOf(files, map[string]int{"1": 1, "2": 1}) }
	change := func(old, new string) map[string]string { return page(strings.Replace(good, old, new, 1), partly) }
	try(t, rule, []example{
		{"allows a true page", page(good, partly), nil},
		{"allows a reason instead of a test", change("`store.TestX`", "No test: SQL is in constants."), nil},
		{"refuses a test that is not there", change("store.TestX", "store.TestZ"), []string{"v5.0.0-1.2.4: there is no test store.TestZ"}},
		{"refuses a test of another package", change("store.TestX", "web.TestX"), []string{"there is no test web.TestX"}},
		{"refuses what only looks like a test", change("store.TestX", "store.Testament"), []string{"there is no test store.Testament"}},
		{"refuses a method", change("store.TestX", "store.TestY"), []string{"there is no test store.TestY"}},
		{"refuses to be met without test or reason", change("`store.TestX`", "Surely."), []string{"met, says who"}},
		{"refuses a place that is gone", change("store/store.go", "store/old.go"), []string{"there is no file or folder store/old.go"}},
		{"refuses to be met nowhere", change("`store/store.go`", ""), []string{"met, but where"}},
		{"refuses a state of its own", change("| met |", "| nearly |"), []string{`the state is "nearly"`, "nearly: say plainly why", `0 of level 1 are "met"`}},
		{"refuses a long paraphrase", change("Values never become SQL", strings.Repeat("word ", 13)), []string{"13 words in short"}},
		{"refuses another level", change("| 1 |", "| 3 |"), []string{`level "3"`, "0 requirements of level 1", `0 of level 1 are "met"`}},
		{"refuses what is left out without a reason", page(good, strings.Replace(partly, "Signs are left as they are.", "`store.TestX`", 1)), []string{"v5.0.0-1.2.10: part: say plainly why"}},
		{"refuses a missing requirement", page(good), []string{"0 requirements of level 2", `0 of level 2 are "part"`}},
		{"refuses the wrong order", page(partly, good), []string{"v5.0.0-1.2.4 stands after v5.0.0-1.2.10"}},
		{"refuses a row with a cell too many", page(good, partly, "| v5.0.0-1.2.11 | 2 | x | met | x | x | x |"), []string{"7 cells, want 6"}},
		{"refuses what is no requirement", page(good, partly, "| v5.0.0-1 | 2 | x | part | x | no reason |"), []string{`"v5.0.0-1" is no requirement`}},
		{"refuses a head that counts nothing", map[string]string{"docs/security.md": text(good, partly), "internal/store/store.go": "package store\n", "internal/store/x_test.go": text("package store", "func TestX() {}")}, []string{`"met"`, `"part"`, `"not yet"`, `"does not apply"`}},
		{"refuses to be gone", map[string]string{"internal/store/store.go": "package store\n"}, []string{"docs/security.md: is missing"}},
	})
}
