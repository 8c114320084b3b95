package archtest

import (
	"go/ast"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// samplesFolder is where a core keeps one stored event of each type.
const samplesFolder = "/testdata/events/"

// samples is the rule that every event type has a stored sample beside its
// core, and every sample its event type: what a journal once took must be
// read for ever, so a type is never dropped and never renamed.
func samples(files []File) []Finding {
	stored := map[string]bool{}
	for _, f := range files {
		if i := strings.Index(f.Path, samplesFolder); i >= 0 {
			stored[f.Path[:i]+" "+strings.TrimSuffix(path.Base(f.Path), ".json")] = true
		}
	}
	var found []Finding
	known := map[string]bool{}
	for _, f := range files {
		if f.Syntax == nil || f.Test() {
			continue
		}
		for name, at := range eventTypes(f) {
			key := f.Package() + " " + name
			known[key] = true
			if !stored[key] {
				found = append(found, f.at(at, "the event %s has no stored sample in %s%s%s.json", name, f.Package(), samplesFolder, name))
			}
		}
	}
	for key := range stored {
		if folder, name, _ := strings.Cut(key, " "); !known[key] {
			found = append(found, Finding{folder, "no event is called " + name + ", but journals may hold it: an event type stays"})
		}
	}
	return found
}

// eventTypes are the names that a file's EventType methods answer.
func eventTypes(f File) map[string]ast.Node {
	names := map[string]ast.Node{}
	for _, d := range f.Syntax.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv == nil || fn.Name.Name != "EventType" || fn.Body == nil || len(fn.Body.List) != 1 {
			continue
		}
		r, ok := fn.Body.List[0].(*ast.ReturnStmt)
		if !ok || len(r.Results) != 1 {
			continue
		}
		if lit, ok := r.Results[0].(*ast.BasicLit); ok {
			if name, err := strconv.Unquote(lit.Value); err == nil {
				names[name] = fn
			}
		}
	}
	return names
}

var rawHandler = regexp.MustCompile(`\bhttp\.(Handle|HandleFunc|ListenAndServe|DefaultServeMux)\b`)

// routes is the rule that pages are registered where the permission matrix
// sees them: with an access rule on the site's mux, never beside it.
func routes(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil || f.Test() || f.Generated() {
			continue
		}
		f.eachLine(rawHandler, func(n int, line string) {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") {
				found = append(found, f.line(n, "%s goes round the site's mux; register the page with its access rule: mux.Handle(pattern, access, handler)", rawHandler.FindString(line)))
			}
		})
		if in := layerOf(f.Package()); in == engine || in == app || in == tests {
			continue
		}
		f.selected(func(n ast.Node, p, name string) {
			if p == "net/http" && name == "NewServeMux" {
				found = append(found, f.at(n, "a mux of its own; the permission matrix sees the site's mux only"))
			}
		})
	}
	return found
}
