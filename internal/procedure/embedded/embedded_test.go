package embedded_test

import (
	"slices"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/procedure/embedded"
	"motcua/internal/process"
)

func TestTheCarriedCatalogue(t *testing.T) {
	t.Parallel()
	entries := embedded.Catalogue()
	codes := map[string]bool{}
	facts := procedure.Facts{Now: calendar.On(calendar.D(2024, 4, 1), 8, 0), Actor: org.System()}
	for _, e := range entries {
		p := e.Definition
		if codes[p.Code] {
			t.Errorf("%s twice", p.Code)
		}
		codes[p.Code] = true
		t.Run(p.Code+" is complete in both languages", func(t *testing.T) {
			t.Parallel()
			checkComplete(t, p)
		})
		t.Run(p.Code+" has a process within its limit", func(t *testing.T) {
			t.Parallel()
			carried := process.Carried(process.Subject{Code: p.Code, Limit: p.Limit(), Text: p.OfficialText()}, embedded.From())
			if problems := carried.Problems(); len(problems) > 0 {
				t.Error(problems)
			}
			if _, ok := carried.FirstOf(process.Issue); !ok {
				t.Error("no step numbers and seals")
			}
			if carried.Mark.IsZero() || carried.Approved {
				t.Error("a sample must say that it is one")
			}
		})
		t.Run(p.Code+" enters the catalogue once", func(t *testing.T) {
			t.Parallel()
			var s procedure.State
			events, err := procedure.Decide(s, e.Command(), facts)
			if err != nil || len(events) != 1 {
				t.Fatal(events, err)
			}
			s = procedure.Evolve(s, events[0])
			if again, err := procedure.Decide(s, e.Command(), facts); err != nil || len(again) != 0 {
				t.Errorf("again: %v %v", again, err)
			}
		})
	}
	for _, code := range []string{"2.000815", "2.000884", "2.000908", "1.001612", "1.002809", "2.000488", "1.002425", "1.001193", "1.013225", "1.012783"} {
		if !codes[code] {
			t.Errorf("%s is missing", code)
		}
	}
	if len(codes) < 24 {
		t.Errorf("%d procedures, want at least 24", len(codes))
	}
}

func checkComplete(t *testing.T, p procedure.Procedure) {
	t.Helper()
	if p.Short.VI == "" || p.Short.EN == "" || len([]rune(p.Short.VI)) > 90 || p.Name == "" || p.Field.Name == "" || p.OfficialText() == "" && !slices.Contains(p.Uncertain, "thành phần hồ sơ") {
		t.Errorf("head: %+v", p.Short)
	}
	if len(p.LifeEvents) == 0 {
		t.Error("belongs to no life event")
	}
	if len(p.LevelsOn(calendar.D(2024, 3, 1))) == 0 || len(p.LevelsOn(calendar.D(2026, 3, 1))) == 0 {
		t.Error("no level decides")
	}
	if !p.Limit().IsKnown() || len(p.Channels) == 0 {
		t.Error("no limit")
	}
	for _, c := range p.Channels {
		if c.LimitText.EN == "" || len(c.Fees) == 0 {
			t.Errorf("channel %s: %+v", c.Method, c)
		}
		for _, f := range c.Fees {
			if f.Text.VI == "" || f.Text.EN == "" {
				t.Errorf("fee without words: %+v", f)
			}
		}
	}
	keys := map[string]bool{}
	for _, g := range p.Groups {
		for _, paper := range g.Papers {
			if keys[paper.Key] || paper.Key == "" || paper.Name.EN == "" || paper.Name.VI == "" || (paper.Optional && paper.Condition.EN == "") {
				t.Errorf("paper %+v", paper)
			}
			keys[paper.Key] = true
		}
	}
	for _, c := range append(p.Choices(), procedure.Case{}) {
		if len(p.Papers(c.Code, procedure.Direct)) == 0 {
			t.Errorf("case %q asks for no paper", c.Code)
		}
	}
}

func TestDistrictsDecidedUntilTheyEnded(t *testing.T) {
	t.Parallel()
	for _, e := range embedded.Catalogue() {
		if e.Definition.Code != "1.001612" {
			continue
		}
		before, after := e.Definition.LevelsOn(calendar.D(2025, 6, 30)), e.Definition.LevelsOn(calendar.D(2025, 7, 1))
		if !slices.Equal(before, []procedure.Level{procedure.District}) || !slices.Equal(after, []procedure.Level{procedure.Commune}) {
			t.Errorf("%v then %v", before, after)
		}
	}
}
