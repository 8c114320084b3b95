package app_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

Every route of the site, every operation of the API and every command of the program that touches data, with who may use
it. The tests of ` + "`internal/app`" + ` send a request for every cell, on SQLite and on PostgreSQL: whoever may not gets the sign-in
page (401 from the API), 403 or 404, and nothing is written; the very same request has its effect when the right person sends
it. What is not there is answered to him with the same page as what is. A route, an operation or a command without a row fails
the tests.

The dossiers of the matrix are the citizen's own; the office decides them.

- **✓** may; for pages about oneself: one's own data.
- **own**: own dossiers and drafts; others' are answered as if they did not exist (404).
- **scope**: dossiers that one's agency decides or received; inspectors and the centre's director: the whole province. Lists,
  searches, counts, reports and files are built from the same scope.
- **step**: dossiers in the scope, while the step is one's own: by name when somebody is charged, else by duty. Acts are
  decided once more under the journal's lock (see [acts.md](acts.md)).
- **–**: may not.

The columns from *reception* to *clerk* are officials of the office that decides. One official may hold several duties: in the
demonstration the returner of results holds reception too. Their colleagues in other units, and those of other agencies, are
in [a table of their own](#other-units-and-agencies).

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
	writeRelations(&b, e)
	writeCommands(&b)
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

// writeRelations is the matrix of the office's duties by how their holder stands
// to the dossier, for the rows where that matters.
func writeRelations(b *strings.Builder, e *apptest.Env) {
	b.WriteString(`
## Other units and agencies

The office's duties once more, by where their holder works, for whatever opens a dossier or lists dossiers. Within an agency
rights go by duty, not by unit: a colleague of the same duty in another unit may do the same, but for what a specialist does to
whom the dossier is charged by name. Officials of an agency that neither decides nor received a dossier have the same pages with
their own agency's dossiers, and of this one nothing.

| | charged specialist | not in charge, same unit |`)
	for _, r := range twins()[1:] {
		where := "other unit"
		if strings.HasSuffix(r.key, otherAgency) {
			where = "other agency"
		}
		b.WriteString(" " + r.say + ", " + where + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(twins())+1) + "\n")
	rows := map[string]permission{}
	for _, p := range permissions() {
		rows[p.route] = p
	}
	var order []permission
	for _, r := range e.Mux.Routes() {
		order = append(order, rows[r.Method+" "+r.Pattern])
	}
	for _, p := range operations() {
		p.api = true
		order = append(order, p)
	}
	for _, p := range order {
		if p.relational() && p.forOffice() {
			b.WriteString(p.relations())
		}
	}
}

// relations is a row's line in the table of relations.
func (p permission) relations() string {
	name := strings.TrimSpace(p.route)
	if p.api {
		name = strings.Replace(name, " ", " /api/v1", 1)
	}
	line := fmt.Sprintf("| `%s` |", name)
	for _, key := range append([]string{"specialist"}, keys(twins())...) {
		cell := "–"
		if p.may(key) {
			cell = p.reach
		}
		line += " " + cell + " |"
	}
	return line + "\n"
}

// forOffice reports whether any duty of the deciding office may use the row.
func (p permission) forOffice() bool {
	return slices.ContainsFunc(strings.Fields(office), p.may)
}

func keys(list []role) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.key)
	}
	return out
}
