package archtest

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

var inlineCode = []struct {
	re   *regexp.Regexp
	what string
}{
	{regexp.MustCompile(`templ\.Raw\b`), "templ.Raw switches escaping off"},
	{regexp.MustCompile(`(^|[\s"'{])style\s*=`), "an inline style; the content security policy drops it: use a class"},
	{regexp.MustCompile(`<style[\s>]`), "an inline style sheet; the content security policy drops it"},
	{regexp.MustCompile(`(^|[\s"'])on[a-z]+\s*=\s*["'{]`), "an inline handler; the content security policy drops it: use a module"},
	{regexp.MustCompile(`javascript:`), "a javascript: address; the content security policy drops it"},
	{regexp.MustCompile(`^\s*(css|script)\s+\w+\s*\(`), "templ's css and script templates write inline code"},
}

var scriptTag = regexp.MustCompile(`<script\b[^>]*>?`)

// templates is the rule that pages have no inline script or style and that
// nothing goes round templ's escaping.
func templates(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		isTempl := path.Ext(f.Path) == ".templ"
		if !isTempl && (f.Syntax == nil || f.Test() || f.Generated()) {
			continue
		}
		for _, c := range inlineCode {
			if !isTempl && c.re != inlineCode[0].re {
				continue
			}
			f.eachLine(c.re, func(n int, line string) {
				if !strings.HasPrefix(strings.TrimSpace(line), "//") {
					found = append(found, f.line(n, "%s", c.what))
				}
			})
		}
		if !isTempl {
			continue
		}
		for _, at := range scriptTag.FindAllStringIndex(f.Text, -1) {
			if tag := f.Text[at[0]:at[1]]; !strings.Contains(tag, "src=") && !strings.Contains(tag, `type="application/json"`) {
				found = append(found, f.line(1+strings.Count(f.Text[:at[0]], "\n"), "an inline script; the content security policy drops it"))
			}
		}
	}
	return found
}

var migrationName = regexp.MustCompile(`^([0-9]{4})_[a-z0-9_]+\.sql$`)

// migrations is the rule of each line of migrations: numbered from 0001
// without gap or double, and a .head file that names the last, so that two
// branches that both add one conflict in git.
func migrations(files []File) []Finding {
	lines := map[string][]string{}
	heads := map[string]string{}
	for _, f := range files {
		if path.Base(f.Package()) != "migrations" {
			continue
		}
		if name := path.Base(f.Path); name == ".head" {
			heads[f.Package()] = strings.TrimSpace(f.Text)
		} else if path.Ext(name) == ".sql" {
			lines[f.Package()] = append(lines[f.Package()], name)
		}
	}
	var found []Finding
	for folder, names := range lines {
		sort.Strings(names)
		last, engines := 0, map[string]bool{}
		for _, name := range names {
			m := migrationName.FindStringSubmatch(name)
			if m == nil {
				found = append(found, Finding{folder + "/" + name, "a migration is named NNNN_what_it_does.sql"})
				continue
			}
			number, _ := strconv.Atoi(m[1])
			variant := ""
			for _, e := range []string{"_sqlite.sql", "_postgres.sql"} {
				if strings.HasSuffix(name, e) {
					variant = e
				}
			}
			switch {
			case number == last+1:
				engines = map[string]bool{variant: true}
			case number == last && variant != "" && !engines[""] && !engines[variant]:
				engines[variant] = true
			case number == last:
				found = append(found, Finding{folder + "/" + name, "its number is taken"})
			default:
				found = append(found, Finding{folder + "/" + name, "the number after " + strconv.Itoa(last) + " is missing"})
			}
			last = number
		}
		want := strings.TrimSuffix(names[len(names)-1], ".sql")
		for _, e := range []string{"_sqlite", "_postgres"} {
			want = strings.TrimSuffix(want, e)
		}
		if heads[folder] != want {
			found = append(found, Finding{folder + "/.head", "says " + strconv.Quote(heads[folder]) + ", the last migration is " + strconv.Quote(want)})
		}
	}
	return found
}

var (
	everyColumn = regexp.MustCompile(`(?i)\bselect\s+([a-z_]+\.)?\*`)
	ownColumns  = regexp.MustCompile(`(?i)\bselect\s+\*\s+from\s+(unnest\(|\(values|" ?\+ ?unnest)`)
	comment     = regexp.MustCompile(`^\s*(--|//)`)
)

// columns is the rule that queries name their columns. What a statement makes
// itself, unnest of its own arguments, has no columns but those.
func columns(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if ext := path.Ext(f.Path); ext != ".sql" && ext != ".go" || under(f.Package(), "internal/archtest") {
			continue
		}
		f.eachLine(everyColumn, func(n int, line string) {
			if !comment.MatchString(line) && !ownColumns.MatchString(line) {
				found = append(found, f.line(n, "a query takes every column; name them, so that a new column changes nothing"))
			}
		})
	}
	return found
}

// output is the rule that only commands and the wiring write to the terminal.
func output(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if in := layerOf(f.Package()); f.Test() || in == app || in == command {
			continue
		}
		f.selected(func(n ast.Node, p, name string) {
			if p == "log" || p == "fmt" && strings.HasPrefix(name, "Print") {
				found = append(found, f.at(n, "%s.%s: return a value or an error; log with slog", p, name))
			}
		})
	}
	return found
}

// skips is the rule that a test is skipped only through package present, which
// fails it on the integration machine.
func skips(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil || under(f.Package(), "internal/present") {
			continue
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, s.Sel.Name) {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && slices.Contains([]string{"t", "tb", "b", "f"}, x.Name) {
				found = append(found, f.at(s, "%s.%s: say what is missing with present.OrSkip, which fails under CI=true", x.Name, s.Sel.Name))
			}
			return true
		})
	}
	return found
}

// foreign is what the project's files do not speak of: the place where they
// were written. The words are put together here so that this file may have
// them.
var foreign = regexp.MustCompile(`(^|[^\w.])/wo` + `rk/(main|sha` + `red|\.lib)|\.\./sha` + `red\b|\bsha` + `red/(des` + `ign|dom` + `ain|us` + `ers|tool` + `box|mod` + `els|pe` + `ers|da` + `ta)\b|\bissues sh` + `ow\b|/tmp/hou` + `se`)

// dataLine is the one mention of the place of the national data.
var dataLine = "TTHC_DATA ?= ../sha" + "red/data/tthc"

// workplace is the rule that the project stands for itself.
func workplace(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		f.eachLine(foreign, func(n int, line string) {
			if f.Path == "Makefile" && line == dataLine {
				return
			}
			found = append(found, f.line(n, "speaks of the place where it was written: %s", foreign.FindString(line)))
		})
	}
	return found
}
