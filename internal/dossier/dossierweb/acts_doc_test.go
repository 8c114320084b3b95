package dossierweb_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"motcua/internal/act"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierweb"
	"motcua/internal/process"
)

var update = flag.Bool("update", false, "write docs/acts.md and docs/events.md anew")

func TestActsAndEventsAreDocumented(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"acts.md": actsPage(), "events.md": eventsPage(t)} {
		path := filepath.Join("..", "..", "..", "docs", name)
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != text {
			t.Errorf("docs/%s is not what the act table says (%v): go test ./internal/dossier/dossierweb -run Documented -update", name, err)
		}
	}
}

const generated = "<!-- Made from dossier.Acts() by go test ./internal/dossier/dossierweb -run Documented -update; do not edit. -->\n\n"

// actsPage is the act table for readers.
func actsPage() string {
	var b strings.Builder
	b.WriteString("# The acts of a dossier (các việc trên hồ sơ)\n\n" + generated)
	b.WriteString("A dossier (hồ sơ) is a journal of acts. Each row of `dossier.Acts` is one of them; buttons, pages, API and permissions follow the table, `dossier.Decide` enforces it. Statuses are the ten national ones.\n\n")
	b.WriteString("| Act | Button (vi / en) | From → to | Step | Who | Needs | Form | Clock | Event | Page |\n|---|---|---|---|---|---|---|---|---|---|\n")
	paths := map[dossier.Act]string{}
	for _, p := range dossierweb.Pages() {
		paths[p.Act] = "`" + p.Path + "`"
	}
	for a, pkg := range dossierweb.Elsewhere() {
		paths[a] = "in " + pkg
	}
	for _, r := range dossier.Acts() {
		fmt.Fprintf(&b, "| `%s` | %s / %s | %s → %s | %s | %s | %s | %s | %s | [`%s`](events.md#%s) | %s |\n",
			r.Act, r.Name.VI, r.Name.EN, statuses(r.From), target(r.To), kinds(r.Steps), who(r.Who), dash(strings.Join(r.Needs, ", ")), dash(r.Form), dash(string(r.Clock)),
			r.Event, strings.ReplaceAll(r.Event, ".", ""), paths[r.Act])
	}
	b.WriteString("\n## What people are told\n\n| Act | Citizen's sentence (vi) | In English | Message | Report II.06a | One of the five steps |\n|---|---|---|---|---|---|\n")
	for _, r := range dossier.Acts() {
		tells := "no"
		if r.Tells {
			tells = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", r.Act, r.Citizen.VI, r.Citizen.EN, tells, dash(r.Report), dash(r.FiveStep))
	}
	b.WriteString("\n## Words of the tables\n\n- **Who**: " + strings.Join([]string{
		"*applicant*: the account that files or filed", "*reception*: holds reception (một cửa) in the receiving or deciding agency",
		"*performer*: holds the current step, by name when one is charged, else by duty", "*returner*: hands results over at the one-stop", "*either*: the applicant online, or reception at the counter", "*head*: leads who holds the step, the head of the unit over specialists, the agency's leader over all", "*admin*: the system or the province's administrator, who reads nothing by it",
		"*leader*: leads the deciding agency, with a mandate for the procedure's field", "*serving*: whoever holds the current step, or reception of the agency", "*passer*: whose act brought the dossier to its step, as long as nobody took it there",
		"*keeper*: the clerk of the deciding agency, who keeps its records", "*guard*: an inspector, or the deciding agency's leader",
	}, "; ") + ".\n- **Clock**: `reception` starts the reception clock, `start` the processing clock, `stop` and `resume` pause it, `end` ends it: lateness is judged there; `reopen` says that it had not lawfully ended and has run all the time.\n" +
		"- **Form**: the official form that the act issues (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP).\n- Beyond the table: who drafts does not approve; who received a dossier neither appraises nor decides it.\n")
	return b.String()
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func statuses(list []dossier.Status) string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = target(s)
		if s == dossier.None {
			names[i] = "(new)"
		}
	}
	return strings.Join(names, ", ")
}

func target(s dossier.Status) string {
	if s == dossier.None {
		return "(stays)"
	}
	return fmt.Sprintf("%d %s", int(s), s.Name().VI)
}

func kinds(list []process.Kind) string {
	names := make([]string, len(list))
	for i, k := range list {
		names[i] = string(k)
	}
	return dash(strings.Join(names, ", "))
}

func who(w dossier.Who) string { return "*" + string(w) + "*" }

// samples are the events of a dossier; the test fails when the codec knows
// another.
func samples() []act.Event {
	return []act.Event{
		dossier.Filed{}, dossier.WasAccepted{}, dossier.WasDenied{}, dossier.Assigned{}, dossier.Appraised{}, dossier.StepRecorded{}, dossier.Reviewed{},
		dossier.WasSentBack{}, dossier.Approved{}, dossier.Numbered{}, dossier.Sealed{}, dossier.WasFinished{}, dossier.WasHandedOver{},
		dossier.SupplementRequested{}, dossier.SupplementReceived{}, dossier.LimitDetermined{}, dossier.SlipReissued{}, dossier.Reassigned{}, dossier.Succeeded{}, dossier.DueMoved{},
		dossier.Held{}, dossier.HoldLifted{}, dossier.WasErased{}, dossier.ErasureAnswered{},
		dossier.WasTaken{}, dossier.WasRecalled{}, dossier.CaseChanged{}, dossier.SupplementAllowed{}, dossier.SupplementPartReceived{}, dossier.PaymentAsked{}, dossier.PaymentRecorded{},
		dossier.WasSuspended{}, dossier.WasResumed{}, dossier.WasStopped{}, dossier.WasWithdrawn{}, dossier.WithdrawalSettled{}, dossier.Apologised{}, dossier.FinishCorrected{},
		dossier.WasPosted{}, dossier.WasClosed{},
	}
}

// eventsPage lists every event with its fields and whose data they are.
func eventsPage(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# The events of a dossier\n\n" + generated)
	b.WriteString("What was written, field by field, as it stands in the journal's JSON. A field with a name in the last column is that person's data: it is kept apart from the public part and can be erased, and every event is read without it. Instants are microseconds since 1970 UTC, days are ISO dates.\n")
	var known []string
	for _, e := range samples() {
		known = append(known, e.EventType())
		fmt.Fprintf(&b, "\n## %s\n\nWritten by %s.\n", e.EventType(), writers(e.EventType()))
		if n, ok := e.(act.Numbered); ok {
			fmt.Fprintf(&b, "It takes %d gap-free number(s) under the journal's lock.\n", len(n.Numbers()))
		}
		b.WriteString("\n| Field | Type | Personal data of |\n|---|---|---|\n")
		typ := reflect.TypeOf(e)
		for i := range typ.NumField() {
			f := typ.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, f.Type, dash(f.Tag.Get("personal")))
		}
	}
	slices.Sort(known)
	if types := dossier.Codec().Types(); !slices.Equal(known, types) {
		t.Errorf("documented events %v, the codec knows %v", known, types)
	}
	return b.String()
}

func writers(event string) string {
	var names []string
	for _, r := range dossier.Acts() {
		if r.Event == event {
			names = append(names, "`"+string(r.Act)+"`")
		}
	}
	return strings.Join(names, ", ")
}
