package setting_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/setting"
)

var now = calendar.On(calendar.D(2026, 3, 2), 9, 0)

func official(duty org.Duty, agency string) org.Actor {
	return org.Actor{Account: "qt", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: agency, Duty: duty}}}
}

var message = setting.Definition{
	Key: "message.mau", Kind: setting.Words, Longest: 100, Default: setting.Value{Text: locale.T("Đã nhận hồ sơ {ma}.", "We have {ma}.")},
	Placeholders: []setting.Placeholder{{Name: "ma", Says: locale.T("mã hồ sơ", "code"), Sample: locale.T("H49-1", "H49-1"), Needed: true}, {Name: "ten"}},
}

var limit = setting.Definition{Key: "limit.mau", Kind: setting.Number, Low: 1, High: 25, Default: setting.Value{Number: 10}}

var open = setting.Definition{
	Key: "open.mau", Kind: setting.Switch, Longest: 100, PerAgency: true, ByUnit: true, Default: setting.Value{On: true},
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	text := func(vi, en string) setting.Value { return setting.Value{Text: locale.T(vi, en)} }
	for name, c := range map[string]struct {
		d           setting.Definition
		v           setting.Value
		field, code string
		says        string
	}{
		"an unknown placeholder":  {message, text("Hồ sơ {ma} của {nguoi_la}", "{ma}"), "vi", "setting.unknown", "{nguoi_la}"},
		"a missing placeholder":   {message, text("Đã nhận.", "{ma}"), "vi", "setting.missing", "{ma}"},
		"an open brace":           {message, text("Hồ sơ {ma", "{ma}"), "vi", "setting.brace", ""},
		"no English":              {message, text("{ma}", " "), "en", "setting.empty", ""},
		"too long":                {message, text("{ma}"+strings.Repeat("ạ", 100), "{ma}"), "vi", "setting.long", "104"},
		"a number over the bound": {limit, setting.Value{Number: 26}, "number", "setting.bounds", "25"},
		"closed without a reason": {open, setting.Value{}, "vi", "setting.empty", ""},
		"what is in use already":  {limit, setting.Value{Number: 10}, "", "setting.same", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := setting.Decide(setting.State{}, setting.Change{Value: c.v, Reason: "Mẫu"}, setting.Facts{Now: now, Actor: official(org.DutyAdmin, "x"), Definition: c.d})
			if !slices.ContainsFunc(fault.All(err), func(e *fault.Error) bool {
				return e.Code == c.code && e.Field == c.field && strings.Contains(e.Say.VI, c.says)
			}) {
				t.Errorf("%v, want %s at %q", err, c.code, c.field)
			}
		})
	}
	for name, c := range map[string]struct {
		change setting.Command
		code   string
	}{
		"without a reason":  {setting.Change{Value: setting.Value{Number: 5}}, "setting.reason"},
		"in the past":       {setting.Change{Value: setting.Value{Number: 5}, From: now - 1, Reason: "x"}, "setting.past"},
		"years ahead":       {setting.Change{Value: setting.Value{Number: 5}, From: calendar.D(2030, 1, 1).Start(), Reason: "x"}, "setting.far"},
		"a version unknown": {setting.Restore{Version: 3, Reason: "x"}, "setting.no_version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := setting.Decide(setting.State{}, c.change, setting.Facts{Now: now, Actor: org.System(), Definition: limit})
			if !slices.ContainsFunc(fault.All(err), func(e *fault.Error) bool { return e.Code == c.code }) {
				t.Errorf("%v, want %s", err, c.code)
			}
		})
	}
}

func TestWhoSets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		d      setting.Definition
		a      org.Actor
		agency string
		may    bool
	}{
		"the administrator":                            {limit, official(org.DutyAdmin, "x"), "", true},
		"the administrator, for an agency":             {open, official(org.DutyAdmin, "x"), "so-mau", true},
		"nobody, where it is the province's alone":     {limit, official(org.DutyAdmin, "x"), "so-mau", false},
		"a unit administrator, for the own agency":     {open, official(org.DutyUnitAdmin, "so-mau"), "so-mau", true},
		"a unit administrator, for another":            {open, official(org.DutyUnitAdmin, "so-mau"), "so-khac", false},
		"a unit administrator, for the whole province": {open, official(org.DutyUnitAdmin, "so-mau"), "", false},
		"a leader": {open, official(org.DutyLeader, "so-mau"), "so-mau", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.d.MayChange(c.a, c.agency) != c.may {
				t.Error("the rule says the contrary")
			}
		})
	}
}

// TestTheValueAtAnyInstant is that of the last version in force, whatever was
// recorded in whatever order; and going back makes a version like the old one.
func TestTheValueAtAnyInstant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		var s setting.State
		type begun struct {
			from  calendar.Instant
			value int64
		}
		var told []begun
		at := now
		for range rapid.IntRange(1, 8).Draw(r, "acts") {
			at += calendar.Instant(rapid.Int64Range(0, 5).Draw(r, "later"))
			var c setting.Command = setting.Change{
				Value: setting.Value{Number: rapid.Int64Range(1, 25).Draw(r, "number")}, Reason: "x",
				From: at + calendar.Instant(rapid.Int64Range(0, 10).Draw(r, "from")),
			}
			if len(s.Versions) > 0 && rapid.Bool().Draw(r, "back") {
				c = setting.Restore{Version: rapid.IntRange(1, len(s.Versions)).Draw(r, "to"), Reason: "x"}
			}
			events, err := setting.Decide(s, c, setting.Facts{Now: at, Actor: org.System(), Definition: limit})
			for _, e := range events {
				s = setting.Evolve(s, e)
				v := s.Versions[len(s.Versions)-1]
				if v.Restored > 0 && v.Value != s.Versions[v.Restored-1].Value {
					r.Fatal("going back went elsewhere")
				}
				told = append(told, begun{v.From, v.Value.Number})
			}
			if err != nil && len(events) > 0 {
				r.Fatal("refused and done")
			}
		}
		for i := now - 2; i < now+60; i++ {
			want, ok := begun{}, false
			for _, b := range told {
				if b.from <= i && (!ok || b.from >= want.from) {
					want, ok = b, true
				}
			}
			got, is := s.InForce(i)
			if is != ok || got.Value.Number != want.value {
				r.Fatalf("at %d: %d, want %d", i-now, got.Value.Number, want.value)
			}
		}
	})
}

func TestFill(t *testing.T) {
	t.Parallel()
	values := map[string]locale.Text{"ma": locale.T("1 {ten}", "1"), "ten": locale.T("", "")}
	for in, want := range map[string]string{
		"Hồ sơ {ma}.": "Hồ sơ 1 {ten}.", "a {ten} b": "a b", "{la} {": "{la} {", "": "", "{{ma}}": "{1 {ten}}",
	} {
		if got := setting.Fill(locale.T(in, in), values).VI; got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

// TestDifference: the kept and removed words are the text before, the kept and
// added ones the text after.
func TestDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"hồ", "sơ", "đã", "nhận"}), 0, 12)
		a, b := words.Draw(r, "before"), words.Draw(r, "after")
		var before, after []string
		for _, p := range setting.Difference(strings.Join(a, " "), strings.Join(b, " ")) {
			if p.Kind != setting.Added {
				before = append(before, strings.Fields(p.Text)...)
			}
			if p.Kind != setting.Removed {
				after = append(after, strings.Fields(p.Text)...)
			}
		}
		if !slices.Equal(before, a) || !slices.Equal(after, b) {
			r.Fatalf("%v → %v told as %v → %v", a, b, before, after)
		}
	})
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	samples := []act.Event{setting.Changed{
		Key: "message.accepted", Agency: "so-mau", Version: 2, Value: setting.Value{Text: locale.T("Đã nhận {ma}", "We have {ma}"), Number: 5, On: true, Confirmed: true},
		From: now, Restored: 1, Reason: "Mẫu", By: "qt", At: now,
	}, setting.Proposed{
		Key: "limit.mau", Agency: "so-mau", Number: 3, Value: setting.Value{Number: 5}, From: now, Restored: 1, Reason: "Mẫu", By: "qt", At: now,
	}, setting.Dropped{Key: "limit.mau", Agency: "so-mau", Number: 3, Reason: "Mẫu", By: "qt-2", At: now}}
	acttest.Samples(t, samples, func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		setting.Evolve(setting.State{}, acttest.Same(t, codec, e, s))
	}, setting.Codec())
}
