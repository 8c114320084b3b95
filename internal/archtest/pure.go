package archtest

import (
	"go/ast"
	"slices"
	"strings"
)

// impurePackages are closed to values and cores: they do IO, read the clock or
// roll dice. Sub-packages are closed with them.
var impurePackages = []string{
	"context", "crypto/rand", "database/sql", "log", "math/rand", "net", "os", "os/exec", "syscall", "testing",
}

// openPackages lie under an impure one and are pure all the same.
var openPackages = []string{"net/netip", "net/url"}

// impureNames are the impure functions of packages that are otherwise open.
var impureNames = map[string][]string{
	"time":                   {"After", "AfterFunc", "LoadLocation", "Local", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"},
	"github.com/google/uuid": {"Must", "New", "NewRandom", "NewString", "NewUUID", "NewV6", "NewV7"},
}

// pureModules are the modules that values and cores may import.
var pureModules = []string{"golang.org/x/text", "github.com/google/cel-go"}

// pure is the rule that values and cores have no IO, clock, dice or context.
func pure(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if in := layerOf(f.Package()); f.Test() || in != values && in != cores {
			continue
		}
		for p, line := range f.Imports() {
			switch {
			case slices.ContainsFunc(impurePackages, func(closed string) bool { return under(p, closed) }) && !slices.Contains(openPackages, p):
				found = append(found, f.line(line, "a pure package imports %s; take what it gives as a value", p))
			case thirdParty(p) && !slices.ContainsFunc(pureModules, func(m string) bool { return under(p, m) }):
				found = append(found, f.line(line, "a pure package imports %s, which is not among the pure modules of internal/archtest/pure.go", p))
			}
		}
		f.selected(func(n ast.Node, p, name string) {
			if slices.Contains(impureNames[p], name) {
				found = append(found, f.at(n, "a pure package uses %s.%s; take the instant or the id from the facts", packageName(p), name))
			}
		})
	}
	return found
}

// under reports whether an import path is parent or lies below it.
func under(p, parent string) bool { return p == parent || strings.HasPrefix(p, parent+"/") }

// thirdParty reports whether an import path belongs to another module: those
// begin with a host name.
func thirdParty(p string) bool {
	host, _, _ := strings.Cut(p, "/")
	return strings.Contains(host, ".")
}
