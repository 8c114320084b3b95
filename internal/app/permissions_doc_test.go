package app_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
)

var update = flag.Bool("update", false, "write docs/permissions.md anew")

func TestPermissionsAreDocumented(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	path := filepath.Join("..", "..", "docs", "permissions.md")
	text := permissionsPage(e)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != text {
		t.Errorf("docs/permissions.md is not what the matrix says (%v): go test ./internal/app -run Documented -update", err)
	}
}

// permissionsPage is the matrix for readers, in the order in which the routes
// are registered.
func permissionsPage(e *apptest.Env) string {
	var b strings.Builder
	b.WriteString(`# Who may do what (ma trận quyền)

<!-- Made from the permission matrix by go test ./internal/app -run Documented -update; do not edit. -->

Every route of the site and every operation of the API, with the roles that may use it. The tests of ` + "`internal/app`" + `
send a request for every cell: whoever may not gets the sign-in page (401 from the API), 403 or 404, and nothing is
written; the very same request has its effect when the right person sends it. A route without a row fails the tests.

The dossiers of the matrix are the citizen's own; the office decides them.

- **✓** may; for pages about oneself: one's own data.
- **own**: own dossiers and drafts; others' are answered as if they did not exist (404).
- **scope**: dossiers that one's agency decides or received; inspectors and the centre's director: the whole province. Lists,
  searches, counts, reports and files are built from the same scope.
- **step**: dossiers in the scope, while the step is one's own: by name when somebody is charged, else by duty. Acts are
  decided once more under the journal's lock (see [acts.md](acts.md)).
- **–**: may not.

The columns from *reception* to *clerk* are officials of the office that decides. One official may hold several duties: in the
demonstration the returner of results holds reception too.

`)
	b.WriteString("## Pages\n\n")
	rules := map[string]string{}
	rows := map[string]permission{}
	for _, p := range permissions() {
		rows[p.route] = p
	}
	var order []permission
	for _, r := range e.Mux.Routes() {
		name := r.Method + " " + r.Pattern
		rules[name] = r.Access
		order = append(order, rows[name])
	}
	writeMatrix(&b, order, rules, "Access rule of the route")
	b.WriteString("\n## API (below `/api/v1`)\n\nA token also needs the operation's scope; an account can have only tokens of the scopes of its kind.\n\n")
	scopes := map[string]string{}
	order = nil
	for _, o := range e.API.Operations() {
		name := o.Method + " " + o.Path
		if scopes[name] = o.Scope; o.Also != "" {
			scopes[name] += ", " + o.Also
		}
		if o.Scope == "" {
			scopes[name] = "no token"
		}
		for _, p := range operations() {
			if p.route == name {
				order = append(order, p)
			}
		}
	}
	writeMatrix(&b, order, scopes, "Scope of the token")
	return b.String()
}

func writeMatrix(b *strings.Builder, rows []permission, rules map[string]string, rule string) {
	b.WriteString("| |")
	for _, r := range roles() {
		b.WriteString(" " + r.say + " |")
	}
	b.WriteString(" " + rule + " |\n|---|" + strings.Repeat("---|", len(roles())+1) + "\n")
	for _, p := range rows {
		fmt.Fprintf(b, "| `%s` |", strings.TrimSpace(p.route))
		for _, r := range roles() {
			cell := "–"
			if p.may(r.key) {
				cell = p.reach
			}
			// An owner reads his own dossier, also where officials read by scope.
			if cell == reachScope && strings.Contains(" "+persons+" ", " "+r.key+" ") {
				cell = reachOwn
			}
			b.WriteString(" " + cell + " |")
		}
		fmt.Fprintf(b, " %s |\n", strings.ReplaceAll(rules[p.route], "|", ", "))
	}
}
