package archtest

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// moduleRow is a row of the table of docs/dependencies.md.
type moduleRow struct {
	path, reason string
	users        []string
	line         int
}

var (
	tableRow    = regexp.MustCompile("^\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\|$")
	requireLine = regexp.MustCompile(`(?m)^\s*(?:require\s+)?([a-z0-9.-]+\.[a-z]+\S*)\s+v\S+`)
)

// modules is the rule that every module whose packages we import has a row in
// docs/dependencies.md with its reason, that only the packages named there
// import it, and that no row is left over.
func modules(files []File) []Finding {
	var found []Finding
	rows, required := map[string]moduleRow{}, []string{}
	for _, f := range files {
		switch f.Path {
		case "docs/dependencies.md":
			f.eachLine(tableRow, func(n int, line string) {
				m := tableRow.FindStringSubmatch(line)
				r := moduleRow{path: m[1], reason: strings.TrimSpace(m[3]), line: n}
				for _, u := range strings.Split(m[2], ",") {
					r.users = append(r.users, strings.TrimSpace(u))
				}
				if r.reason == "" {
					found = append(found, f.line(n, "module %s has no reason", r.path))
				}
				rows[r.path] = r
			})
		case "go.mod":
			for _, m := range requireLine.FindAllStringSubmatch(f.Text, -1) {
				required = append(required, m[1])
			}
		}
	}
	for _, f := range files {
		for p, line := range f.Imports() {
			if !thirdParty(p) {
				continue
			}
			module := moduleOf(p, required)
			row, ok := rows[module]
			switch {
			case !ok:
				found = append(found, f.line(line, "module %s has no row in docs/dependencies.md: what is it for, who uses it?", module))
			case !f.Test() && !slices.ContainsFunc(row.users, func(u string) bool { return uses(u, f.Package()) }):
				found = append(found, f.line(line, "%s imports %s, which docs/dependencies.md gives to %s", f.Package(), p, strings.Join(row.users, ", ")))
			}
		}
	}
	for _, r := range rows {
		if !slices.Contains(required, r.path) {
			found = append(found, Finding{"docs/dependencies.md", "module " + r.path + " is not in go.mod any more: take its row out"})
		}
	}
	return found
}

// moduleOf is the longest required module that holds the package.
func moduleOf(importPath string, required []string) string {
	longest := ""
	for _, m := range required {
		if under(importPath, m) && len(m) > len(longest) {
			longest = m
		}
	}
	if longest == "" {
		return importPath
	}
	return longest
}

// uses reports whether a word of the second column means the package: a layer
// ("app", "tests", "shell"), a folder under internal ("store", with what lies
// below), or a kind of shell ("*web", with the packages of that name in the
// engine).
func uses(word, pkg string) bool {
	if kind, ok := strings.CutPrefix(word, "*"); ok {
		return shell(pkg) != "" && strings.HasSuffix(shell(pkg), kind) || top(pkg) == kind
	}
	return word == string(layerOf(pkg)) || word == top(pkg) || word == path.Clean(strings.TrimPrefix(pkg, "internal/"))
}
