package archtest

import (
	"path"
	"slices"
	"strings"
)

// layer is the floor of the house that a package is on.
type layer string

const (
	unknown layer = ""
	values  layer = "values" // pure words that everybody shares
	cores   layer = "core"   // pure rules of one capability
	engine  layer = "engine" // IO that knows no capability
	shells  layer = "shell"  // a capability's SQL, pages or API
	app     layer = "app"    // the wiring, which sees everything
	command layer = "cmd"    // main
	tests   layer = "tests"  // what only tests use
)

var valuePackages = []string{"calendar", "fault", "locale", "act"}

// coreImports are the cores that a core may import: one way only, towards the
// definitions. The dossier knows none of the capabilities that read it.
var coreImports = map[string][]string{
	"org":       {},
	"worktime":  {"org"},
	"setting":   {"org"},
	"identity":  {"org", "setting"},
	"procedure": {"org", "process"}, // the procedures that come with the program name their processes
	"process":   {"org"},
	"dossier":   {"org", "setting", "procedure", "process"},
	"counter":   {"org", "procedure", "process", "dossier"},
	"sign":      {"org", "procedure", "process", "dossier"},
	"notify":    {"org", "setting", "procedure", "process", "dossier"},
	"ticket":    {"org", "procedure", "process", "dossier"},
	"payment":   {"org", "procedure", "process", "dossier"},
	"survey":    {"org", "procedure", "process", "dossier"},
	"report":    {"org", "procedure", "process", "dossier"},
	"reform":    {"org", "procedure", "process", "dossier"},
	"exchange":  {"org", "procedure", "process", "dossier"},
}

// engineImports are the engine packages that an engine package may import.
var engineImports = map[string][]string{
	"store":   {},
	"journal": {"store"},
	"queue":   {"store", "journal"},
	"blob":    {},
	"ledger":  {"store", "journal"},
	"web":     {"store"},
	"api":     {"store", "web"},
	"paper":   {},
	"watch":   {"store", "web"},
}

var testPackages = []string{"archtest", "browsertest", "present", "bench"}

var shellSuffixes = []string{"db", "web", "api"}

// moreShells are the shells of a capability that has pages for several kinds of
// people, papers or files: each named for what it shows.
var moreShells = map[string][]string{
	"dossier":  {"receptionweb", "filingweb", "trackingweb", "dossierpaper", "dossierfile"},
	"identity": {"identityoidc", "privacyweb", "principalweb"},
	"org":      {"orgsheet"},
}

// top is the name of a package's folder right under internal: "dossier" of
// "internal/dossier/dossierdb".
func top(pkg string) string {
	parts := strings.Split(pkg, "/")
	if len(parts) < 2 || parts[0] != "internal" {
		return ""
	}
	return parts[1]
}

// layerOf places a package, given by its folder.
func layerOf(pkg string) layer {
	name := top(pkg)
	switch {
	case strings.HasPrefix(pkg, "cmd/"):
		return command
	case name == "":
		return unknown
	case slices.Contains(testPackages, name), strings.HasSuffix(path.Base(pkg), "test"):
		return tests
	case name == "app":
		return app
	case slices.Contains(valuePackages, name):
		return values
	case engineImports[name] != nil:
		return engine
	case coreImports[name] != nil && shell(pkg) != "":
		return shells
	case coreImports[name] != nil:
		return cores
	}
	return unknown
}

// shell is the name of the shell that a package is or lies in, "" for none:
// "dossierweb" of "internal/dossier/dossierweb/desk".
func shell(pkg string) string {
	parts := strings.Split(pkg, "/")
	if len(parts) > 2 && slices.Contains(moreShells[parts[1]], parts[2]) {
		return parts[2]
	}
	for _, suffix := range shellSuffixes {
		if len(parts) > 2 && parts[2] == parts[1]+suffix {
			return parts[2]
		}
	}
	return ""
}

// imports is the rule of the import table.
func imports(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		if f.Syntax == nil || f.Test() {
			continue
		}
		if layerOf(f.Package()) == unknown {
			found = append(found, f.line(1, "package %s has no place in the table of internal/archtest/imports.go", f.Package()))
			continue
		}
		for p, line := range f.Imports() {
			to, own := strings.CutPrefix(p, modulePath+"/")
			if !own {
				continue
			}
			if why := forbiddenEdge(f.Package(), to); why != "" {
				found = append(found, f.line(line, "%s → %s: %s", f.Package(), to, why))
			}
		}
	}
	return found
}

// forbiddenEdge says why from may not import to, "" when it may.
func forbiddenEdge(from, to string) string {
	in, out := layerOf(from), layerOf(to)
	switch {
	case out == unknown:
		return "the imported package has no place in the table"
	case out == tests:
		return "only tests may import a package made for tests"
	case in == command && out != app:
		return "a command imports internal/app alone"
	case in == app && out != command, in == command:
		return ""
	case out == app, out == command:
		return "nothing imports the wiring"
	case out == values:
		return ""
	}
	switch in {
	case values:
		return "values import values only"
	case cores:
		return forbiddenToCore(from, to, out)
	case engine:
		if out != engine {
			return "the engine knows no capability"
		}
		if top(from) != top(to) && !slices.Contains(engineImports[top(from)], top(to)) {
			return "this part of the engine may import " + list(engineImports[top(from)])
		}
	case shells:
		if out == shells && top(from) != top(to) {
			return "a shell never imports another slice's shell; read its events, or let app fill a slot"
		}
	default: // the wiring, commands and tests were answered above
	}
	return ""
}

func forbiddenToCore(from, to string, out layer) string {
	switch {
	case out != cores:
		return "a core is pure: it imports values and cores, never " + string(out)
	case top(from) == top(to), slices.Contains(coreImports[top(from)], top(to)):
		return ""
	}
	return "this core may import " + list(coreImports[top(from)])
}

func list(names []string) string {
	if len(names) == 0 {
		return "values only"
	}
	return "values and " + strings.Join(names, ", ")
}
