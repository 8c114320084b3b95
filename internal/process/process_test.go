package process_test

import (
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
	"motcua/internal/process"
)

func workingDays(n int64) calendar.Limit {
	return calendar.Limit{Unit: calendar.WorkingDays, Milli: n * 1000}
}

func TestScalingFillsTheLimitExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		template := rapid.SampledFrom(process.Templates()).Draw(t, "template")
		minutes := rapid.IntRange(0, 500*process.MinutesPerDay).Draw(t, "minutes")
		p := process.Process{Steps: template.Scale(minutes), LimitMinutes: minutes}
		if p.Minutes() != minutes {
			t.Fatalf("%s: the steps of %d minutes sum to %d", template.Key, minutes, p.Minutes())
		}
		if problems := p.Problems(); len(problems) != 0 {
			t.Fatal(problems)
		}
		odd := 0
		for _, s := range p.Steps {
			if s.Minutes < 0 {
				t.Fatalf("%s takes %d minutes", s.ID, s.Minutes)
			}
			if s.Minutes%15 != 0 {
				odd++
			}
		}
		if odd > 1 {
			t.Fatalf("%d steps are not whole quarters", odd)
		}
		if last := p.Steps[len(p.Steps)-1]; p.StepDue(last.ID) != minutes {
			t.Fatalf("the last step is due after %d of %d", p.StepDue(last.ID), minutes)
		}
	})
}

func TestSamplesFitEveryLimit(t *testing.T) {
	t.Parallel()
	units := []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours, calendar.SameDay, calendar.Unknown, ""}
	rapid.Check(t, func(t *rapid.T) {
		s := process.Subject{
			Code: "9.000001", Limit: calendar.Limit{Unit: rapid.SampledFrom(units).Draw(t, "unit"), Milli: rapid.Int64Range(0, 400_000).Draw(t, "milli")},
			Text: rapid.SampledFrom([]string{"", "tổ chức kiểm tra thực địa", "lấy ý kiến các cơ quan"}).Draw(t, "text"),
		}
		p := process.Sample(s, calendar.D(2024, 1, 1))
		if problems := p.Problems(); len(problems) != 0 || p.Mark.VI != "quy trình mẫu, chưa phê duyệt" || p.Approved {
			t.Fatalf("%+v: %v", p, problems)
		}
	})
}

func TestTheTemplateFitsTheProcedure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		says  string
		limit calendar.Limit
		text  string
		want  string
	}{
		{"same day", calendar.Limit{Unit: calendar.SameDay}, "", process.TemplateSameDay},
		{"one working day", workingDays(1), "", process.TemplateSameDay},
		{"three days", workingDays(3), "lấy ý kiến", process.Template3Days},
		{"seven days", workingDays(7), "", process.Template7Days},
		{"fifteen days", workingDays(15), "", process.Template15Days},
		{"longer", workingDays(45), "", process.Template15Days},
		{"twenty days with a site check", calendar.Limit{Unit: calendar.Days, Milli: 20000}, "Cơ quan tổ chức Kiểm tra thực địa và lấy ý kiến", process.TemplateSite},
		{"ten days with a consultation", workingDays(10), "gửi văn bản lấy ý kiến của các cơ quan", process.TemplateConsult},
		{"an unknown limit", calendar.Limit{Unit: calendar.Unknown}, "", process.Template15Days},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			if got := process.Choose(process.Subject{Limit: c.limit, Text: c.text}); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTheWayThroughTheSteps(t *testing.T) {
	t.Parallel()
	p := process.Sample(process.Subject{Code: "9.000001", Limit: workingDays(3)}, calendar.D(2024, 1, 1))
	var way []string
	step, ok := p.First()
	for ok {
		way = append(way, step.ID)
		before := step.ID
		step, ok = p.Next(step.ID, process.Done)
		if back, can := p.Next(step.ID, process.SentBack); ok && (!can || back.ID != before) {
			t.Errorf("%s goes back to %s", step.ID, back.ID)
		}
	}
	want := []string{"receive", "assign", "appraise", "review", "approve", "issue", "return"}
	if len(way) != len(want) {
		t.Fatalf("way %v", way)
	}
	for i := range want {
		if way[i] != want[i] {
			t.Fatalf("way %v", way)
		}
	}
	if _, can := p.Previous("receive"); can {
		t.Error("nothing comes before reception")
	}
	if _, can := p.Next("no such step", process.Done); can || p.StepDue("no such step") != -1 {
		t.Error("an unknown step leads nowhere")
	}
}

func facts() process.Facts {
	return process.Facts{Now: calendar.On(calendar.D(2024, 4, 1), 9, 0), Actor: org.System()}
}

func decide(t *testing.T, s process.State, c process.Command) (process.State, int) {
	t.Helper()
	events, err := process.Decide(s, c, facts())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		enc, err := process.Codec().Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := process.Codec().Decode(enc.Type, enc.Public, enc.Parts)
		if err != nil {
			t.Fatal(err)
		}
		s = process.Evolve(s, back)
	}
	return s, len(events)
}

func TestAnApprovedProcessReplacesTheSample(t *testing.T) {
	t.Parallel()
	sample := process.Sample(process.Subject{Code: "9.000001", Limit: workingDays(3)}, calendar.D(2024, 1, 1))
	s, n := decide(t, process.State{}, process.AdoptSample{Process: sample})
	s, again := decide(t, s, process.AdoptSample{Process: sample})
	if n != 1 || again != 0 {
		t.Fatalf("events %d, then %d", n, again)
	}
	own := sample
	own.Template, own.Approved, own.Decision, own.ValidFrom = "", true, "12/QĐ-UBND, 28/3/2024", calendar.D(2024, 4, 15)
	s, n = decide(t, s, process.Adopt{Process: own})
	s, late := decide(t, s, process.AdoptSample{Process: sample})
	if n != 1 || late != 0 || len(s.Versions) != 2 {
		t.Fatalf("events %d, then %d", n, late)
	}
	before, _ := s.InForce(calendar.D(2024, 4, 14), "")
	after, _ := s.InForce(calendar.D(2024, 4, 15), "")
	if before.Version != 1 || before.Mark.IsZero() || after.Version != 2 || !after.Approved || !after.Mark.IsZero() {
		t.Errorf("%+v\n%+v", before, after)
	}
	if _, ok := s.InForce(calendar.D(2023, 12, 31), ""); ok {
		t.Error("in force before its first day")
	}
	if _, ok := s.Version(1); !ok {
		t.Error("a dossier lost the version it was accepted under")
	}
}

func TestACaseMayHaveItsOwnProcess(t *testing.T) {
	t.Parallel()
	all := process.Sample(process.Subject{Code: "9.000001", Limit: workingDays(7)}, calendar.D(2024, 1, 1))
	one := process.Sample(process.Subject{Code: "9.000001", Limit: workingDays(3)}, calendar.D(2024, 1, 1))
	one.Case = "9.000001.01"
	s, _ := decide(t, process.State{}, process.AdoptSample{Process: one})
	s, _ = decide(t, s, process.AdoptSample{Process: all})
	general, _ := s.InForce(calendar.D(2024, 2, 1), "")
	special, _ := s.InForce(calendar.D(2024, 2, 1), "9.000001.01")
	other, _ := s.InForce(calendar.D(2024, 2, 1), "9.000001.02")
	if general.Case != "" || special.Case != "9.000001.01" || other.Case != "" {
		t.Errorf("%q %q %q", general.Case, special.Case, other.Case)
	}
}

func TestASumOverTheLimitWarnsOnImportAndIsRefusedWhenNew(t *testing.T) {
	t.Parallel()
	p := process.Sample(process.Subject{Code: "9.000001", Limit: workingDays(7)}, calendar.D(2024, 1, 1))
	p.Steps = append([]process.Step(nil), p.Steps...)
	p.Steps[2].Minutes += 720 // as published: 8,5 days in a limit of 7
	if p.Overrun() != 720 {
		t.Errorf("overrun %d", p.Overrun())
	}
	if _, err := process.Decide(process.State{}, process.Adopt{Process: p}, facts()); fault.KindOf(err) != fault.Invalid || err == nil {
		t.Errorf("a new process: %v", err)
	}
	if _, n := decide(t, process.State{}, process.Import{Process: p}); n != 1 {
		t.Error("an imported one is taken with a warning")
	}
	p.Steps[0].Duty = ""
	if _, err := process.Decide(process.State{}, process.Import{Process: p}, facts()); err == nil {
		t.Error("a step without a performer is refused even on import")
	}
	if _, err := process.Decide(process.State{}, process.Adopt{}, process.Facts{Actor: org.Actor{Kind: org.ActorCitizen}}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a citizen: %v", err)
	}
}

// TestOldEventsDecode keeps stored events readable for ever: never edit these.
func TestOldEventsDecode(t *testing.T) {
	t.Parallel()
	const body = `"process":{"procedure":"9.000001","version":1,"steps":[{"id":"receive","kind":"receive","name":{"vi":"x"},"unit":"one_stop","duty":"reception","minutes":60}],"approved":false,"valid_from":"2024-01-01","mark":{"vi":"m"}}`
	for name, public := range map[string]string{"process.adopted": `{` + body + `}`, "process.replaced": `{` + body + `,"former":1,"by":"system"}`} {
		e, err := process.Codec().Decode(name, []byte(public), nil)
		if err != nil {
			t.Fatal(err)
		}
		s := process.Evolve(process.State{}, e)
		if p, ok := s.InForce(calendar.D(2024, 1, 1), ""); !ok || p.Steps[0].Minutes != 60 {
			t.Errorf("%s folds to %+v", name, s)
		}
		rows := process.Rows(process.Stream("9.000001"), s)
		table := process.Tables()[0]
		if len(rows) != 1 || len(rows[0].Values) != len(table.Key)+len(table.Columns) {
			t.Errorf("%s: rows %v", name, rows)
		}
	}
}
