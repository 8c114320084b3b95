package importer_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/importer"
	"motcua/internal/process"
)

// nationalData is the folder with the national database's own files. Without
// it the tests are skipped; a build that claims to check everything fails.
func nationalData(t *testing.T) {
	t.Helper()
	present.Variable(t, "the national records", "MOTCUA_TTHC_DATA", "it names their folder; see the Makefile's TTHC_DATA")
}

//nolint:gochecknoglobals // read once for all tests of the package
var (
	catalogue = sync.OnceValues(func() ([]procedure.Record, error) { return readAll("catalogue.jsonl.gz") })
	details   = sync.OnceValues(func() ([]procedure.Record, error) { return readAll("details.jsonl.gz") })
)

// readAll reads a file and joins every rejection into its error.
func readAll(name string) ([]procedure.Record, error) {
	f, err := os.Open(filepath.Join(os.Getenv("MOTCUA_TTHC_DATA"), name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []procedure.Record
	var rejected []error
	err = importer.Scan(f, func(i importer.Item) error {
		r, err := i.Record()
		if err != nil {
			rejected = append(rejected, err)
			return nil
		}
		out = append(out, r)
		return nil
	})
	return out, errors.Join(append(rejected, err)...)
}

func read(t *testing.T, from func() ([]procedure.Record, error)) []procedure.Record {
	t.Helper()
	nationalData(t)
	records, err := from()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func apply(t *testing.T, states map[string]procedure.State, records []procedure.Record) (events int) {
	t.Helper()
	facts := procedure.Facts{Now: calendar.On(calendar.D(2026, 7, 18), 9, 0), Actor: org.System()}
	for _, r := range records {
		s := states[r.Procedure.Code]
		es, err := procedure.Decide(s, r.Command(), facts)
		if err != nil {
			t.Fatalf("%s: %v", r.Procedure.Code, err)
		}
		for _, e := range es {
			enc, err := procedure.Codec().Encode(e)
			if err != nil {
				t.Fatalf("%s: %v", r.Procedure.Code, err)
			}
			if _, err := procedure.Codec().Decode(enc.Type, enc.Public, enc.Parts); err != nil {
				t.Fatalf("%s: %v", r.Procedure.Code, err)
			}
			s = procedure.Evolve(s, e)
		}
		events += len(es)
		states[r.Procedure.Code] = s
	}
	return events
}

func TestTheNationalRecords(t *testing.T) {
	t.Parallel()
	lines, full := read(t, catalogue), read(t, details)
	states := map[string]procedure.State{}
	first := apply(t, states, lines) + apply(t, states, full)
	listed, described := 0, 0
	for _, s := range states {
		if s.Stage() == procedure.Described {
			described++
		}
		listed++
	}
	if listed != 5670 || described != 382 || first != 5670+382 {
		t.Errorf("known %d, described %d, events %d; want 5670, 382, 6052", listed, described, first)
	}
	before := states["1.001193"]
	if n := apply(t, states, lines) + apply(t, states, full) + apply(t, states, lines); n != 0 {
		t.Errorf("reading the same files again made %d events", n)
	}
	if after := states["1.001193"]; len(after.Versions) != 1 || after.Versions[0].Hash != before.Versions[0].Hash {
		t.Error("a catalogue line changed what a full record gave")
	}
}

func TestTheTrapsOfTheNationalRecords(t *testing.T) {
	t.Parallel()
	var direct, sameDay, directUnknown, rows, notes, openings int
	kinds := map[procedure.Kind]int{}
	longest := 0
	for _, r := range read(t, details) {
		p := r.Procedure
		kinds[p.Kind]++
		if p.Kind == procedure.Specific && p.Province == "" {
			t.Errorf("%s: specific to no province (%s)", p.Code, p.Promulgator)
		}
		for _, c := range p.Channels {
			if c.Method == procedure.Direct {
				direct++
				switch {
				case !c.Limit.IsKnown():
					directUnknown++
				case c.Limit.Unit == calendar.SameDay:
					sameDay++
				}
			}
			if !c.Limit.IsKnown() && c.LimitText.IsZero() {
				t.Errorf("%s: a limit lost its sentence", p.Code)
			}
		}
		keys := map[string]bool{}
		for _, g := range p.Groups {
			for _, paper := range g.Papers {
				rows++
				if keys[paper.Key] {
					t.Errorf("%s: two papers with key %s", p.Code, paper.Key)
				}
				keys[paper.Key] = true
				longest = max(longest, len([]rune(paper.Name.VI)))
				low := strings.ToLower(paper.Name.VI)
				for _, opening := range []string{"lưu ý", "trường hợp", "đối với", "ghi chú", "trong trường hợp"} {
					if strings.HasPrefix(low, opening) {
						openings++
						break
					}
				}
				if paper.Kind == procedure.Note {
					notes++
				}
			}
		}
	}
	// The counts of the data's own README, and what the reader makes of them:
	// 17 of the 68 counter limits without a unit tell theirs in their sentence or
	// by the 15:00 rule of their steps. Its 399 rows that open like a note or a
	// case are 428 here, where bullets before the words do not hide them.
	got := fmt.Sprintf("%d counter limits: %d same day, %d uncounted; %d rows: %d notes, %d open like one; %d standard, %d specific",
		direct, sameDay, directUnknown, rows, notes, openings, kinds[procedure.Standard], kinds[procedure.Specific])
	const want = "544 counter limits: 10 same day, 51 uncounted; 2692 rows: 541 notes, 428 open like one; 80 standard, 302 specific"
	if got != want || longest < 4000 {
		t.Errorf("got  %s\nwant %s\nlongest row %d letters", got, want, longest)
	}
}

func TestBirthRegistrationAsksForTheseOnly(t *testing.T) {
	t.Parallel()
	for _, r := range read(t, details) {
		if r.Procedure.Code != "1.001193" {
			continue
		}
		var b strings.Builder
		for _, m := range []procedure.Method{procedure.Direct, procedure.Online} {
			fmt.Fprintf(&b, "%s\n", m)
			for _, p := range r.Procedure.Papers("", m) {
				fmt.Fprintf(&b, "  %s %d+%d optional=%t form=%t %s %.60s… [%s]\n", p.Kind, p.Originals, p.Copies, p.Optional, p.ElectronicForm, p.Key, p.Name.VI, p.Condition.VI)
			}
		}
		golden := filepath.Join("testdata", "1.001193.papers.golden")
		want, err := os.ReadFile(golden)
		if err != nil || b.String() != string(want) {
			t.Errorf("%s: %v; got\n%s", golden, err, b.String())
		}
		return
	}
	t.Error("1.001193 is not among the full records")
}

func TestEveryDescribedProcedureGetsASampleProcess(t *testing.T) {
	t.Parallel()
	used := map[string]int{}
	for _, r := range read(t, details) {
		p := r.Procedure
		sample := process.Sample(process.Subject{Code: p.Code, Limit: p.Limit(), Text: p.OfficialText()}, calendar.D(2026, 7, 18))
		if problems := sample.Problems(); len(problems) != 0 {
			t.Errorf("%s: %v", p.Code, problems)
		}
		used[sample.Template]++
	}
	for _, template := range process.Templates() {
		if used[template.Key] == 0 {
			t.Errorf("no procedure gets %s: %v", template.Key, used)
		}
	}
}

func TestShortNamesFitTwoLines(t *testing.T) {
	t.Parallel()
	for _, r := range read(t, catalogue) {
		n := len([]rune(r.Procedure.Short.VI))
		if n == 0 || n > 91 || strings.HasPrefix(r.Procedure.Short.VI, "Thủ tục ") {
			t.Errorf("%s: %q from %q", r.Procedure.Code, r.Procedure.Short.VI, r.Procedure.Name)
		}
	}
}
