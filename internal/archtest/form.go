package archtest

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"sort"
	"strings"
)

const (
	maxFunctionLines = 80
	maxFileLines     = 600
)

// documented is the rule that every package has a doc.go with its comment.
func documented(files []File) []Finding {
	has := map[string]bool{}
	for _, f := range files {
		if f.Syntax == nil || strings.HasSuffix(f.Path, "_test.go") {
			continue
		}
		pkg := f.Package()
		if path.Base(f.Path) == "doc.go" && f.Syntax.Doc != nil && len(strings.TrimSpace(f.Syntax.Doc.Text())) > 0 {
			has[pkg] = true
		} else if !has[pkg] {
			has[pkg] = false
		}
	}
	var found []Finding
	for pkg, ok := range has {
		if !ok {
			found = append(found, Finding{pkg, "the package has no doc.go with a comment: what it owns, what it does not, the Vietnamese term"})
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Where < found[j].Where })
	return found
}

// sizes is the rule of 80 lines a function and 600 a file. The functions of
// tests may be longer: a table of cases is read line by line.
func sizes(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if ext := path.Ext(f.Path); ext != ".go" && ext != ".templ" || f.Generated() {
			continue
		}
		if n := strings.Count(f.Text, "\n"); n > maxFileLines {
			found = append(found, f.line(1, "%d lines; a file has at most %d", n, maxFileLines))
		}
		if f.Syntax == nil || strings.HasSuffix(f.Path, "_test.go") {
			continue
		}
		for _, d := range f.Syntax.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			n := f.positions.Position(fn.End()).Line - f.positions.Position(fn.Pos()).Line + 1
			if n > maxFunctionLines {
				found = append(found, f.at(fn, "%s has %d lines; a function has at most %d", fn.Name.Name, n, maxFunctionLines))
			}
		}
	}
	return found
}

var emptyNames = []string{"util", "utils", "common", "helper", "helpers", "manager", "managers", "model", "models", "misc", "base", "shared"}

// names is the rule that a package, a file and a type are named for what they
// are.
func names(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil {
			continue
		}
		if name := f.Syntax.Name.Name; slices.Contains(emptyNames, name) {
			found = append(found, f.line(1, "package %s: the name says nothing of what it holds", name))
		}
		if name := strings.TrimSuffix(strings.TrimSuffix(path.Base(f.Path), ".go"), "_test"); slices.Contains(emptyNames, name) {
			found = append(found, f.line(1, "file %s: the name says nothing of what it holds", path.Base(f.Path)))
		}
		ast.Inspect(f.Syntax, func(n ast.Node) bool {
			if t, ok := n.(*ast.TypeSpec); ok && (strings.HasSuffix(t.Name.Name, "Manager") || strings.HasSuffix(t.Name.Name, "Helper")) {
				found = append(found, f.at(t, "type %s: the name says nothing of what it does", t.Name.Name))
			}
			return true
		})
	}
	return found
}

// constant is the rule that package variables are tables: set where they are
// declared, never afterwards, so that no test or request changes another's.
// What a test declares for itself is its own affair.
func constant(files []File) []Finding {
	variables := map[string]map[string]bool{} // package → names
	for _, f := range files {
		if f.Syntax == nil || f.Test() {
			continue
		}
		pkg := f.Package() + " " + f.Syntax.Name.Name
		if variables[pkg] == nil {
			variables[pkg] = map[string]bool{}
		}
		for _, d := range f.Syntax.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					variables[pkg][name.Name] = true
				}
			}
		}
	}
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil || f.Generated() {
			continue
		}
		vars := variables[f.Package()+" "+f.Syntax.Name.Name]
		assignments(f.Syntax, func(target *ast.Ident) {
			if target.Name != "_" && vars[target.Name] && packageLevel(f.Syntax, target) {
				found = append(found, f.at(target, "package variable %s is changed after its declaration; hand the value in instead", target.Name))
			}
		})
	}
	return found
}

// assignments calls fn for the variable at the root of each assigned place:
// x of x = 1, x[i]++ and x.f = 2.
func assignments(file *ast.File, fn func(target *ast.Ident)) {
	root := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.IndexExpr:
				e = x.X
			case *ast.SelectorExpr:
				e = x.X
			case *ast.StarExpr:
				e = x.X
			case *ast.ParenExpr:
				e = x.X
			case *ast.Ident:
				fn(x)
				return
			default:
				return
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch s := n.(type) {
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				for _, e := range s.Lhs {
					root(e)
				}
			}
		case *ast.IncDecStmt:
			root(s.X)
		}
		return true
	})
}

// packageLevel reports whether an identifier means a declaration of the
// package, not a local one of the same name. The parser resolves names within
// a file; what it leaves open is of the package.
func packageLevel(file *ast.File, id *ast.Ident) bool {
	if id.Obj == nil {
		return true
	}
	spec, ok := id.Obj.Decl.(*ast.ValueSpec)
	if !ok {
		return false
	}
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && slices.Contains(g.Specs, ast.Spec(spec)) {
			return true
		}
	}
	return false
}
