package archtest

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// dangers are packages whose use is a decision of security; also are the
// packages that may import them, with what lies below them. Tests are free.
var dangers = []struct {
	pkg, why string
	also     []string
}{
	{"os/exec", "the program runs no other programs: no input can become a command", []string{"internal/present"}},
	{"plugin", "the program loads no code", nil},
	{"unsafe", "memory is the compiler's matter", nil},
	{"C", "the program is built without cgo", nil},
	{"encoding/gob", "what comes from outside is read into one known type, as JSON", nil},
	{"text/template", "texts are put together in Go, pages by templ; nothing typed becomes a template", nil},
	{"html/template", "pages are typed components of templ; nothing typed becomes a template", nil},
	{"math/rand", "guessable; secrets come from crypto/rand", []string{"internal/app/simulation"}},
	{"math/rand/v2", "guessable; secrets come from crypto/rand", []string{"internal/app/simulation"}},
	{"crypto/md5", "broken; SHA-256 is the hash here", nil},
	{"crypto/sha1", "broken; SHA-256 is the hash here", nil},
	{"crypto/des", "broken; AES-256-GCM is the cipher here", nil},
	{"crypto/rc4", "broken; AES-256-GCM is the cipher here", nil},
	{"net/http/pprof", "shows the memory of the process to whoever finds the address", nil},
	{"net/http/cgi", "the program runs no other programs", nil},
}

// careless are calls and settings that give a protection away.
var careless = []struct {
	re  *regexp.Regexp
	why string
}{
	{regexp.MustCompile(`\bInsecureSkipVerify\b`), "a certificate that nobody checks is none"},
	{regexp.MustCompile(`\bhttp\.(Get|Post|PostForm|Head|DefaultClient)\b`), "a request without bounds, that follows redirects: make a client with both"},
	{regexp.MustCompile(`\bhttp\.FileServer(FS)?\(`), "a file server lists folders and serves whatever lies there"},
}

// scriptHoles are what a page's own script does not do: make markup or code of
// text, keep data in the browser, listen to other windows.
var scriptHoles = regexp.MustCompile(`\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage|sessionStorage|indexedDB|postMessage|onmessage|importScripts|WebSocket)|'message'|"message"`)

// danger is the rule that packages, calls and browser features that open holes
// are not used, or only where the table says so.
func danger(files []File) []Finding {
	var found []Finding
	for _, f := range files {
		switch {
		case path.Ext(f.Path) == ".js" && under(f.Package(), "assets/js"):
			f.eachLine(scriptHoles, func(n int, line string) {
				found = append(found, f.line(n, "%s: scripts change pages by textContent and attributes, and keep nothing", scriptHoles.FindString(line)))
			})
		case f.Syntax == nil || f.Test() || f.Generated():
		default:
			found = append(found, dangerIn(f)...)
		}
	}
	return found
}

// dangerIn is the rule for one file of the program.
func dangerIn(f File) []Finding {
	var found []Finding
	imports := f.Imports()
	for _, d := range dangers {
		line, ok := imports[d.pkg]
		if ok && !slices.ContainsFunc(d.also, func(p string) bool { return under(f.Package(), p) }) {
			found = append(found, f.line(line, "imports %s: %s", d.pkg, d.why))
		}
	}
	if under(f.Package(), "internal/archtest") {
		return found // this package names what it forbids
	}
	for _, c := range careless {
		f.eachLine(c.re, func(n int, line string) {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") {
				found = append(found, f.line(n, "%s: %s", c.re.FindString(line), c.why))
			}
		})
	}
	return found
}
