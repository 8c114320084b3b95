package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// modulePath is the module's name, the prefix of all own import paths.
const modulePath = "motcua"

// File is one file of the project. Syntax is set for Go files only.
type File struct {
	Path      string // with slashes, from the root of the module: "internal/act/act.go"
	Text      string
	Syntax    *ast.File
	positions *token.FileSet
}

// Finding is one breach of a rule.
type Finding struct {
	Where string // "internal/act/act.go:12" or a package
	What  string // the breach, and what to do instead
}

// String is the finding on one line.
func (f Finding) String() string { return f.Where + ": " + f.What }

// Parse makes a File of a text; the error is a syntax error of a Go file.
func Parse(name, text string) (File, error) {
	f := File{Path: name, Text: text, positions: token.NewFileSet()}
	if path.Ext(name) != ".go" {
		return f, nil
	}
	var err error
	f.Syntax, err = parser.ParseFile(f.positions, name, text, parser.ParseComments)
	return f, err
}

// Load reads every file under root that people wrote or generated for the
// project; what is built, installed or stored there is left out.
func Load(root string) ([]File, error) {
	var files []File
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if strings.HasSuffix(rel, "/dist") || slices.Contains([]string{".git", "bin", "var"}, rel) || d.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		if !textual(rel) || !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f, err := Parse(rel, string(text))
		if err != nil {
			return err
		}
		files = append(files, f)
		return nil
	})
	return files, err
}

// textual reports whether a file is one that people read.
func textual(name string) bool {
	if strings.Contains(name, samplesFolder) {
		return true
	}
	switch path.Ext(name) {
	case ".go", ".templ", ".sql", ".md", ".txt", ".sh", ".mk", ".yml", ".yaml", ".scss", ".css", ".js", ".mjs", ".mod", ".head", ".html":
		return true
	}
	switch path.Base(name) {
	case "Makefile", ".head", "package.json", "run":
		return true
	}
	return false
}

// Package is the folder of the file, "." for the root.
func (f File) Package() string { return path.Dir(f.Path) }

// Test reports whether only tests see the file.
func (f File) Test() bool {
	return strings.HasSuffix(f.Path, "_test.go") || layerOf(f.Package()) == tests
}

var generatedLine = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// Generated reports whether a program wrote the file.
func (f File) Generated() bool { return generatedLine.MatchString(f.Text) }

// Imports are the import paths with their lines.
func (f File) Imports() map[string]int {
	imports := map[string]int{}
	if f.Syntax == nil {
		return imports
	}
	for _, s := range f.Syntax.Imports {
		if p, err := strconv.Unquote(s.Path.Value); err == nil {
			imports[p] = f.positions.Position(s.Pos()).Line
		}
	}
	return imports
}

// at makes a finding at a node of the file.
func (f File) at(n ast.Node, format string, args ...any) Finding {
	return f.line(f.positions.Position(n.Pos()).Line, format, args...)
}

// line makes a finding at a line of the file.
func (f File) line(n int, format string, args ...any) Finding {
	return Finding{Where: fmt.Sprintf("%s:%d", f.Path, n), What: fmt.Sprintf(format, args...)}
}

// eachLine calls fn for each line whose text matches.
func (f File) eachLine(re *regexp.Regexp, fn func(n int, line string)) {
	for i, line := range strings.Split(f.Text, "\n") {
		if re.MatchString(line) {
			fn(i+1, line)
		}
	}
}

// selected calls fn for each use of a name of an imported package: time.Now.
func (f File) selected(fn func(n ast.Node, importPath, name string)) {
	if f.Syntax == nil {
		return
	}
	names := map[string]string{}
	for _, s := range f.Syntax.Imports {
		p, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			continue
		}
		name := packageName(p)
		if s.Name != nil {
			name = s.Name.Name
		}
		names[name] = p
	}
	ast.Inspect(f.Syntax, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// A local variable of the same name has an object; a package has none.
		if x, ok := s.X.(*ast.Ident); ok && x.Obj == nil && names[x.Name] != "" {
			fn(s, names[x.Name], s.Sel.Name)
		}
		return true
	})
}

var versionSuffix = regexp.MustCompile(`^v[0-9]+$`)

// packageName guesses the name of a package from its import path.
func packageName(importPath string) string {
	name := path.Base(importPath)
	if versionSuffix.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	return name
}
