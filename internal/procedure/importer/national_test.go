package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/importer"
)

// nationalData is the folder with the national database's own files. Without
// it the tests are skipped; a build that claims to check everything fails.
func nationalData(t *testing.T) string {
	t.Helper()
	return present.Variable(t, "the national records", "MOTCUA_TTHC_DATA", "it names their folder; see the Makefile's TTHC_DATA")
}

func readAll(t *testing.T, name string) []procedure.Record {
	t.Helper()
	f, err := os.Open(filepath.Join(nationalData(t), name)) //nolint:gosec // a test reads where it is told
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	var out []procedure.Record
	err = importer.Scan(f, func(i importer.Item) error {
		r, err := i.Record()
		if err != nil {
			t.Errorf("rejected: %v", err)
			return nil
		}
		out = append(out, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
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
	lines, full := readAll(t, "catalogue.jsonl.gz"), readAll(t, "details.jsonl.gz")
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
	var direct, directUnknown, rows, notes, papers, unknownOther int
	var kinds = map[procedure.Kind]int{}
	longest := 0
	for _, r := range readAll(t, "details.jsonl.gz") {
		p := r.Procedure
		kinds[p.Kind]++
		if p.Kind == procedure.Specific && p.Province == "" {
			t.Errorf("%s: specific to no province (%s)", p.Code, p.Promulgator)
		}
		for _, c := range p.Channels {
			if c.Method == procedure.Direct {
				direct++
				if !c.Limit.IsKnown() {
					directUnknown++
				}
			}
			if !c.Limit.IsKnown() && c.LimitText.IsZero() {
				t.Errorf("%s: a limit lost its sentence", p.Code)
				unknownOther++
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
				if paper.Kind == procedure.Note {
					notes++
				} else {
					papers++
				}
			}
		}
	}
	got := fmt.Sprintf("%d counter limits, %d without a count; %d rows: %d notes, %d papers; standard %d, specific %d",
		direct, directUnknown, rows, notes, papers, kinds[procedure.Standard], kinds[procedure.Specific])
	t.Log(got, longest)
	if direct != 544 || rows != 2692 || kinds[procedure.Standard] != 80 || kinds[procedure.Specific] != 302 {
		t.Error(got)
	}
}

func TestShortNamesFitTwoLines(t *testing.T) {
	t.Parallel()
	for _, r := range readAll(t, "catalogue.jsonl.gz") {
		n := len([]rune(r.Procedure.Short.VI))
		if n == 0 || n > 91 || strings.HasPrefix(r.Procedure.Short.VI, "Thủ tục ") {
			t.Errorf("%s: %q from %q", r.Procedure.Code, r.Procedure.Short.VI, r.Procedure.Name)
		}
	}
}
