package archtest

import (
	"cmp"
	"fmt"
	"go/ast"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// securityPage tells, for each requirement of OWASP ASVS 5.0.0 of the levels 1
// and 2, how it stands here.
const securityPage = "docs/security.md"

// asvsCount is how many requirements the standard has of each level.
var asvsCount = map[string]int{"1": 70, "2": 183}

// The states of a requirement.
var asvsStates = []string{"met", "part", "not yet", "does not apply"}

var (
	asvsRow   = regexp.MustCompile(`^\| v[0-9]`)
	asvsID    = regexp.MustCompile(`^v5\.0\.0-([0-9]+)\.([0-9]+)\.([0-9]+)$`)
	testName  = regexp.MustCompile(`^(Test|Fuzz)[^a-z]`)
	quoted    = regexp.MustCompile("`([^`]+)`")
	testNamed = regexp.MustCompile(`^([a-z0-9/]+)\.((?:Test|Fuzz)\w+)$`)
)

const (
	untested    = "No test: " // begins the reason why what is met has none
	asvsColumns = 6
)

// requirement is a row of the page: id, level, words, state, place, evidence.
type requirement struct {
	line  int
	cells []string
}

func (r requirement) id() string       { return r.cells[0] }
func (r requirement) level() string    { return r.cells[1] }
func (r requirement) words() string    { return r.cells[2] }
func (r requirement) state() string    { return r.cells[3] }
func (r requirement) place() string    { return r.cells[4] }
func (r requirement) evidence() string { return r.cells[5] }

// security is the rule that docs/security.md is complete and true as far as a
// program can tell: each requirement once and in order, its tests and places
// there, a test or the reason why there is none behind whatever is met, a
// reason behind the rest, and the counts at its head right.
func security(files []File) []Finding { return securityOf(files, asvsCount) }

// securityOf is security for a standard with so many requirements of a level.
func securityOf(files []File, standard map[string]int) []Finding {
	i := slices.IndexFunc(files, func(f File) bool { return f.Path == securityPage })
	if i < 0 {
		return []Finding{{securityPage, "is missing"}}
	}
	page, there := files[i], placesOf(files)
	rows, found := requirements(page)
	for n, r := range rows {
		found = append(found, r.check(page, there)...)
		if n > 0 && compareIDs(rows[n-1].id(), r.id()) >= 0 {
			found = append(found, page.line(r.line, "%s stands after %s, or twice", r.id(), rows[n-1].id()))
		}
	}
	return append(found, countsOf(page, rows, standard)...)
}

// requirements reads the rows; a malformed one is a finding.
func requirements(page File) (rows []requirement, found []Finding) {
	page.eachLine(asvsRow, func(n int, line string) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case len(cells) != asvsColumns:
			found = append(found, page.line(n, "%d cells, want %d: requirement, level, in short, state, where, test or reason", len(cells), asvsColumns))
		case !asvsID.MatchString(cells[0]):
			found = append(found, page.line(n, "%q is no requirement: write v5.0.0-1.2.3", cells[0]))
		default:
			rows = append(rows, requirement{n, cells})
		}
	})
	return rows, found
}

// there is what the page may name: files, folders, and tests as "web.TestX".
type there struct {
	places map[string]bool
	tests  map[string]bool
}

func placesOf(files []File) there {
	t := there{map[string]bool{}, map[string]bool{}}
	for _, f := range files {
		t.places[f.Path] = true
		for p := f.Package(); p != "."; p = parent(p) {
			t.places[p] = true
		}
		if strings.HasSuffix(f.Path, "_test.go") {
			for _, name := range testsIn(f) {
				t.tests[strings.TrimPrefix(f.Package(), "internal/")+"."+name] = true
			}
		}
	}
	return t
}

func parent(folder string) string {
	i := strings.LastIndexByte(folder, '/')
	if i < 0 {
		return "."
	}
	return folder[:i]
}

// check is what is wrong with one row.
func (r requirement) check(page File, t there) []Finding {
	var found []Finding
	say := func(format string, args ...any) {
		found = append(found, page.line(r.line, "%s: %s", r.id(), fmt.Sprintf(format, args...)))
	}
	if asvsCount[r.level()] == 0 {
		say("level %q; this page has the levels 1 and 2", r.level())
	}
	if !slices.Contains(asvsStates, r.state()) {
		say("the state is %q; it is one of %s", r.state(), strings.Join(asvsStates, ", "))
	}
	if n := len(strings.Fields(r.words())); n == 0 || n > 12 {
		say("%d words in short; say it in 1 to 12", n)
	}
	tests := 0
	for _, q := range quoted.FindAllStringSubmatch(r.evidence(), -1) {
		if testNamed.MatchString(q[1]) {
			tests++
			if !t.tests[q[1]] {
				say("there is no test %s", q[1])
			}
		}
	}
	for _, q := range quoted.FindAllStringSubmatch(r.place(), -1) {
		if !t.places[q[1]] && !t.places["internal/"+q[1]] {
			say("there is no file or folder %s", q[1])
		}
	}
	words := strings.TrimSpace(quoted.ReplaceAllString(r.evidence(), ""))
	switch {
	case r.state() == "met" && tests == 0 && !strings.HasPrefix(r.evidence(), untested):
		say("met, says who? Name a test, or write %q and why", untested)
	case r.state() != "met" && len(strings.Fields(words)) < 2:
		say("%s: say plainly why", r.state())
	case r.state() == "met" && r.place() == "":
		say("met, but where?")
	}
	return found
}

var countRow = regexp.MustCompile(`^\| (met|part|not yet|does not apply) \| ([0-9]+) \| ([0-9]+) \|$`)

// countsOf compares the table at the head of the page with its rows: how many
// requirements of level 1 and of level 2 are in each state.
func countsOf(page File, rows []requirement, standard map[string]int) []Finding {
	counts := map[string]map[string]int{"1": {}, "2": {}}
	total := map[string]int{}
	for _, r := range rows {
		if counts[r.level()] != nil {
			counts[r.level()][r.state()]++
		}
		total[r.level()]++
	}
	var found []Finding
	for level, want := range standard {
		if total[level] != want {
			found = append(found, Finding{page.Path, fmt.Sprintf("%d requirements of level %s, the standard has %d", total[level], level, want)})
		}
	}
	told := map[string]bool{}
	page.eachLine(countRow, func(n int, line string) {
		m := countRow.FindStringSubmatch(line)
		told[m[1]] = true
		for i, level := range []string{"1", "2"} {
			if got, _ := strconv.Atoi(m[2+i]); got != counts[level][m[1]] {
				found = append(found, page.line(n, "%d of level %s are %q, not %d", counts[level][m[1]], level, m[1], got))
			}
		}
	})
	for _, s := range asvsStates {
		if !told[s] {
			found = append(found, Finding{page.Path, fmt.Sprintf("the head does not count what is %q", s)})
		}
	}
	return found
}

// compareIDs orders requirements by their numbers.
func compareIDs(a, b string) int {
	x, y := asvsID.FindStringSubmatch(a), asvsID.FindStringSubmatch(b)
	for i := 1; i < len(x); i++ {
		m, _ := strconv.Atoi(x[i]) // digits, by the expression
		n, _ := strconv.Atoi(y[i])
		if c := cmp.Compare(m, n); c != 0 {
			return c
		}
	}
	return 0
}

// testsIn are the names of a file's tests and fuzz targets.
func testsIn(f File) []string {
	var names []string
	if f.Syntax == nil {
		return nil
	}
	for _, d := range f.Syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && testName.MatchString(fn.Name.Name) {
			names = append(names, fn.Name.Name)
		}
	}
	return names
}
