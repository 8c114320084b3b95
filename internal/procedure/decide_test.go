package procedure_test

import (
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

func facts(day calendar.Date) procedure.Facts {
	return procedure.Facts{Now: calendar.On(day, 9, 0), Actor: org.System()}
}

func definition(name string) procedure.Procedure {
	return procedure.Procedure{Code: "9.000001", Name: name, Short: locale.T(name, ""), Stage: procedure.Described, Kind: procedure.Standard}
}

func describe(name, hash string, from, updated calendar.Date) procedure.Describe {
	return procedure.Describe{Definition: definition(name), Hash: hash, From: from, Updated: updated, Origin: procedure.National}
}

// run decides commands one after another and says how many events each made.
func run(t *testing.T, s procedure.State, f procedure.Facts, commands ...procedure.Command) (procedure.State, []int) {
	t.Helper()
	counts := make([]int, len(commands))
	for i, c := range commands {
		events, err := procedure.Decide(s, c, f)
		if err != nil {
			t.Fatalf("command %d: %v", i, err)
		}
		for _, e := range events {
			s = procedure.Evolve(s, e)
		}
		counts[i] = len(events)
	}
	return s, counts
}

func TestARecordReadAgainMakesNoVersion(t *testing.T) {
	t.Parallel()
	d2024, d2025, d2026 := calendar.D(2024, 5, 1), calendar.D(2025, 7, 1), calendar.D(2026, 7, 18)
	first, second := describe("cũ", "h1", d2024, d2024), describe("mới", "h2", d2025, d2025)
	s, counts := run(t, procedure.State{}, facts(d2026), first, first, second, first, second)
	if want := []int{1, 0, 1, 0, 0}; !equal(counts, want) {
		t.Errorf("events %v, want %v", counts, want)
	}
	for day, want := range map[calendar.Date]string{calendar.D(2024, 1, 1): "cũ", d2024: "cũ", calendar.D(2025, 6, 30): "cũ", d2025: "mới", d2026: "mới"} {
		if v, ok := s.At(day); !ok || v.Definition.Name != want {
			t.Errorf("on %s: %q", day, v.Definition.Name)
		}
	}
}

func TestAChangeThatKeepsItsOldDayTakesEffectWhenItWasMade(t *testing.T) {
	t.Parallel()
	decided, changed, read := calendar.D(2024, 5, 1), calendar.D(2025, 3, 1), calendar.D(2026, 7, 18)
	s, _ := run(t, procedure.State{}, facts(read), describe("cũ", "h1", decided, decided), describe("sửa", "h2", decided, changed),
		describe("sửa nữa", "h3", decided, changed))
	var got []string
	for _, v := range s.Versions {
		got = append(got, v.ValidFrom.String()+" "+v.Definition.Name)
	}
	want := []string{"2024-05-01 cũ", "2025-03-01 sửa", "2026-07-18 sửa nữa"}
	if !equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestACarriedDefinitionGivesWayToTheNationalOne(t *testing.T) {
	t.Parallel()
	embedded := procedure.Describe{Definition: definition("kèm theo"), Hash: "e", From: calendar.D(2024, 1, 1), Origin: procedure.Embedded}
	national := describe("quốc gia", "n", calendar.D(2026, 1, 16), calendar.D(2026, 4, 1))
	for _, order := range [][]procedure.Command{{embedded, national, embedded}, {national, embedded, embedded, national}} {
		s, counts := run(t, procedure.State{}, facts(calendar.D(2026, 7, 18)), order...)
		if len(s.Versions) != 2 {
			t.Errorf("events %v", counts)
		}
		before, _ := s.At(calendar.D(2024, 6, 1))
		after, _ := s.At(calendar.D(2026, 7, 18))
		if before.Definition.Name != "kèm theo" || after.Definition.Name != "quốc gia" {
			t.Errorf("%q, then %q", before.Definition.Name, after.Definition.Name)
		}
	}
}

func TestACatalogueLineNeverOverwritesAFullRecord(t *testing.T) {
	t.Parallel()
	line := definition("tên trong danh mục")
	line.Stage = procedure.Listed
	s, _ := run(t, procedure.State{}, facts(calendar.D(2026, 7, 18)), describe("đầy đủ", "h", calendar.D(2024, 1, 1), calendar.Date{}),
		procedure.List{Listing: line, Hash: "l"})
	if s.Stage() != procedure.Described || s.Procedure(calendar.D(2026, 1, 1)).Name != "đầy đủ" || s.Listing.Name != "tên trong danh mục" {
		t.Errorf("%+v", s)
	}
}

func TestWhoMayAndWhatIsRefused(t *testing.T) {
	t.Parallel()
	day := calendar.D(2026, 7, 18)
	known, _ := run(t, procedure.State{}, facts(day), describe("x", "h", day, day))
	for _, c := range []struct {
		says string
		s    procedure.State
		c    procedure.Command
		f    procedure.Facts
		kind fault.Kind
	}{
		{"a citizen changes nothing", known, describe("y", "i", day, day), procedure.Facts{Now: calendar.On(day, 9, 0), Actor: org.Actor{Kind: org.ActorCitizen}}, fault.Forbidden},
		{"an unknown procedure is not assigned", procedure.State{}, procedure.Assign{}, facts(day), fault.NotFound},
		{"a rule without agency is refused", known, procedure.Assign{Rules: []org.Rule{{}}}, facts(day), fault.Invalid},
		{"another code is refused", known, procedure.Describe{Definition: procedure.Procedure{Code: "9.000002"}}, facts(day), fault.Invalid},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			if events, err := procedure.Decide(c.s, c.c, c.f); fault.KindOf(err) != c.kind || err == nil || len(events) != 0 {
				t.Errorf("got %v, %v", events, err)
			}
		})
	}
}

func TestFileable(t *testing.T) {
	t.Parallel()
	day := calendar.D(2026, 7, 18)
	rules := procedure.Assign{Rules: []org.Rule{org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)}}
	full := describe("x", "h", day, day)
	other := full
	other.Definition.Kind, other.Definition.Province = procedure.Specific, "Hải Phòng"
	internal := full
	internal.Definition.Kind = procedure.Internal
	late := procedure.Assign{Rules: []org.Rule{org.ByAgency("so-tu-phap").Since(day.AddDays(1))}}
	line := procedure.List{Listing: procedure.Procedure{Code: "9.000001", Name: "x", Stage: procedure.Listed}, Hash: "l"}
	for _, c := range []struct {
		says     string
		commands []procedure.Command
		process  bool
		want     string
	}{
		{"nothing is known", nil, true, "unknown"},
		{"a line alone", []procedure.Command{line}, true, "listed"},
		{"described only", []procedure.Command{full}, true, "unassigned"},
		{"assigned from tomorrow", []procedure.Command{full, late}, true, "unassigned"},
		{"without a process", []procedure.Command{full, rules}, false, "no_process"},
		{"another province's", []procedure.Command{other, rules}, true, "other_province"},
		{"internal", []procedure.Command{internal, rules}, true, "internal"},
		{"all of it", []procedure.Command{full, rules, rules}, true, "fileable"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			s, _ := run(t, procedure.State{}, facts(day), c.commands...)
			got := s.Fileable(day, "Quảng Ninh", c.process)
			if got.Code != c.want || got.Fileable != (c.want == "fileable") || got.Say.EN == "" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// TestOldEventsDecode keeps stored events readable for ever: never edit these.
func TestOldEventsDecode(t *testing.T) {
	t.Parallel()
	for name, public := range map[string]string{
		"procedure.listed":    `{"listing":{"code":"9.000001","name":"x","short":{"vi":"x"},"stage":"listed","kind":"standard","field":{"name":"y"},"decision":{"date":""}},"hash":"l","raw":{"code":"9.000001"}}`,
		"procedure.described": `{"rev":1,"valid_from":"2024-01-01","claimed":"2024-01-01","updated":"","origin":"embedded","hash":"h","definition":{"code":"9.000001","name":"x","short":{"vi":"x"},"stage":"described","kind":"standard","field":{"name":"y"},"decision":{"date":""}}}`,
		"procedure.assigned":  `{"rules":[{"agency":"so-tu-phap","from":"2025-03-01"}],"by":"system"}`,
	} {
		e, err := procedure.Codec().Decode(name, []byte(public), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := procedure.Evolve(procedure.State{}, e)
		if s.Exists() == (name == "procedure.assigned") {
			t.Errorf("%s folds to %+v", name, s)
		}
		enc, err := procedure.Codec().Encode(e)
		if err != nil || len(enc.Parts) != 0 {
			t.Errorf("%s: %v, %d personal parts", name, err, len(enc.Parts))
		}
	}
}

func TestRowsHaveTheDeclaredColumns(t *testing.T) {
	t.Parallel()
	s, _ := run(t, procedure.State{}, facts(calendar.D(2026, 7, 18)), describe("đăng ký", "h", calendar.D(2024, 1, 1), calendar.Date{}))
	tables := map[string]act.Table{}
	for _, table := range procedure.Tables() {
		tables[table.Name] = table
	}
	rows := procedure.Rows(procedure.Stream("9.000001"), s)
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		table := tables[r.Table]
		if len(r.Values) != len(table.Key)+len(table.Columns) {
			t.Errorf("%s: %d values", r.Table, len(r.Values))
		}
	}
}

func equal[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestACaseToldSeveralTimesIsOne(t *testing.T) {
	t.Parallel()
	five := calendar.Limit{Unit: calendar.WorkingDays, Milli: 5000}
	p := procedure.Procedure{
		Channels: []procedure.Channel{{Method: procedure.Direct, Limit: calendar.Limit{Unit: calendar.Unknown}}},
		Cases: []procedure.Case{
			{Code: "1.000001.01", Name: locale.Text{VI: "Ghi vào sổ"}, Limit: five}, {Code: "1.000001.02", Name: locale.Text{VI: "ghi vào Sổ"}, Limit: five},
		},
	}
	if c := p.Choices(); c != nil {
		t.Errorf("nothing to choose between the same: %v", c)
	}
	if l, _, from := p.LimitFor(procedure.Direct, ""); l != five || from != procedure.FromCase {
		t.Errorf("limit %v from %q", l, from)
	}
	p.Cases = append(p.Cases, procedure.Case{Code: "1.000001.03", Name: locale.Text{VI: "Ghi vào sổ"}, Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 8000}})
	if c := p.Choices(); len(c) != 2 {
		t.Errorf("two limits are two cases: %v", c)
	}
}
