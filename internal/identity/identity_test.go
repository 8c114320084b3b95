package identity_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/org"
)

var (
	now     = calendar.On(calendar.D(2026, 7, 6), 8, 0)
	admin   = org.Actor{Account: "quan-tri", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: "a", Duty: org.DutyAdmin}}}
	holder  = org.Actor{Account: "cong-dan", Kind: org.ActorCitizen}
	other   = org.Actor{Account: "nguoi-khac", Kind: org.ActorCitizen}
	hash    = strings.Repeat("0a", 32)
	opening = identity.Open{
		Account: "cong-dan", Kind: org.ActorCitizen, Name: "Nguyễn Thị Mẫu", Number: "022190000001",
		Contact: identity.Contact{Phone: "0900 000 001", Email: "mau@motcua.example"},
	}
	issuing = identity.IssueToken{Token: "t1", Label: "Phần mềm", Scopes: []identity.Scope{identity.ScopeDossiersRead}, Hash: hash, Expires: now.Add(time.Hour)}
)

func facts(a org.Actor) identity.Facts { return identity.Facts{Now: now, Actor: a} }

// given folds commands of the system or holder that must succeed.
func given(t *testing.T, commands ...identity.Command) identity.State {
	t.Helper()
	var s identity.State
	for _, c := range commands {
		events, err := identity.Decide(s, c, facts(org.System()))
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		for _, e := range events {
			s = identity.Evolve(s, e)
		}
	}
	return s
}

func TestDecide(t *testing.T) {
	t.Parallel()
	tooMany := []identity.Command{opening}
	for i := range identity.MostTokens {
		c := issuing
		c.Token = string(rune('a' + i))
		tooMany = append(tooMany, c)
	}
	change := func(f func(*identity.Open)) identity.Open { c := opening; f(&c); return c }
	token := func(f func(*identity.IssueToken)) identity.IssueToken { c := issuing; f(&c); return c }
	open, closed := []identity.Command{opening}, []identity.Command{opening, identity.Close{}}
	for _, c := range []struct {
		say     string
		given   []identity.Command
		command identity.Command
		by      org.Actor
		want    string // event types, or the fault's code after "!"
	}{
		{"an administrator opens an account", nil, opening, admin, "identity.opened"},
		{"nobody opens his own", nil, opening, holder, "!identity.not_admin"},
		{"an account is opened once", open, opening, admin, "!identity.account_exists"},
		{"a citizen needs a number of 12 digits", nil, change(func(o *identity.Open) { o.Number = "123" }), admin, "!citizen_id.length"},
		{"a foreigner has a passport", nil, change(func(o *identity.Open) { o.Number = "CHN-E12345678" }), admin, "identity.opened"},
		{"a passport without its nationality is none", nil, change(func(o *identity.Open) { o.Number = "E12345678" }), admin, "!citizen_id.characters"},
		{"a Vietnamese is known by the personal number", nil, change(func(o *identity.Open) { o.Number = "VNM-C1234567" }), admin, "!citizen_id.characters"},
		{"a business needs a tax code", nil, change(func(o *identity.Open) { o.Kind, o.Number = org.ActorBusiness, "123" }), admin, "!tax_code.shape"},
		{"an official needs none", nil, change(func(o *identity.Open) { o.Kind, o.Number = org.ActorOfficial, "" }), admin, "identity.opened"},
		{"the system is no account", nil, change(func(o *identity.Open) { o.Account = "system" }), admin, "!identity.account_name"},
		{"a name is needed", nil, change(func(o *identity.Open) { o.Name = " " }), admin, "!identity.name"},
		{"an account name has no marks", nil, change(func(o *identity.Open) { o.Account = "Nguyễn A" }), admin, "!identity.account_name"},
		{"a demonstration account needs a demonstration", nil, change(func(o *identity.Open) { o.Demo = true }), org.System(), "!identity.not_demo"},
		{"what does not exist cannot change", nil, identity.ChangeContact{}, holder, "!identity.no_account"},
		{"the holder changes contact data", open, identity.ChangeContact{}, holder, "identity.contact_changed"},
		{"others do not", open, identity.ChangeContact{}, other, "!identity.not_yours"},
		{"the same contact data is no act", open, identity.ChangeContact{Contact: opening.Contact}, holder, ""},
		{"a phone number must be one", open, identity.ChangeContact{Contact: identity.Contact{Phone: "12"}}, holder, "!phone.shape"},
		{"an address has an end", open, identity.ChangeContact{Contact: identity.Contact{Address: strings.Repeat("ơ", 301)}}, holder, "!identity.address"},
		{"an administrator disables with a ground", open, identity.Disable{Ground: "Nghỉ việc"}, admin, "identity.disabled"},
		{"without a ground not", open, identity.Disable{}, admin, "!identity.ground"},
		{"twice is once", []identity.Command{opening, identity.Disable{Ground: "x"}}, identity.Disable{Ground: "y"}, admin, ""},
		{"enabled when disabled", []identity.Command{opening, identity.Disable{Ground: "x"}}, identity.Enable{}, admin, "identity.enabled"},
		{"enabled when enabled is no act", open, identity.Enable{}, admin, ""},
		{"the holder cannot disable", open, identity.Disable{Ground: "x"}, holder, "!identity.not_admin"},
		{"an administrator signs an account out with a ground", open, identity.EndSessions{Ground: "Mất máy"}, admin, "identity.sessions_ended"},
		{"without a ground it is not signed out", open, identity.EndSessions{}, admin, "!identity.ground"},
		{"the holder's own sessions are no act", open, identity.EndSessions{Ground: "x"}, holder, "!identity.not_admin"},
		{"an administrator never judges his own account", []identity.Command{change(func(o *identity.Open) { o.Account = admin.Account })}, identity.Close{}, admin, "!identity.not_admin"},
		{"closed is closed", closed, identity.Enable{}, admin, "!identity.closed"},
		{"the holder issues a token", open, issuing, holder, "identity.token_issued"},
		{"an administrator does not issue others' tokens", open, issuing, admin, "!identity.not_yours"},
		{"a disabled account issues none", []identity.Command{opening, identity.Disable{Ground: "x"}}, issuing, holder, "!identity.disabled"},
		{"a citizen's token cannot act as an official", open, token(func(c *identity.IssueToken) { c.Scopes = []identity.Scope{identity.ScopeDossiersAct} }), holder, "!identity.token_scopes"},
		{"a token has scopes", open, token(func(c *identity.IssueToken) { c.Scopes = nil }), holder, "!identity.token_scopes"},
		{"a token has a name", open, token(func(c *identity.IssueToken) { c.Label = "" }), holder, "!identity.token_label"},
		{"a token ends within a year", open, token(func(c *identity.IssueToken) { c.Expires = now.Add(identity.TokenLife + time.Second) }), holder, "!identity.token_expires"},
		{"a token ends after now", open, token(func(c *identity.IssueToken) { c.Expires = now }), holder, "!identity.token_expires"},
		{"a token's secret never comes here", open, token(func(c *identity.IssueToken) { c.Hash = "secret" }), holder, "!identity.token_shape"},
		{"tokens are not endless", tooMany, token(func(c *identity.IssueToken) { c.Token = "z" }), holder, "!identity.token_count"},
		{"the holder revokes", []identity.Command{opening, issuing}, identity.RevokeToken{Token: "t1"}, holder, "identity.token_revoked"},
		{"an administrator revokes", []identity.Command{opening, issuing}, identity.RevokeToken{Token: "t1"}, admin, "identity.token_revoked"},
		{"others do not revoke", []identity.Command{opening, issuing}, identity.RevokeToken{Token: "t1"}, other, "!identity.not_yours"},
		{"revoked is gone", open, identity.RevokeToken{Token: "t1"}, holder, "!identity.no_token"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := identity.Decide(given(t, c.given...), c.command, facts(c.by))
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, err)
			}
		})
	}
}

func outcome(events []act.Event, err error) string {
	if all := fault.All(err); len(all) > 0 {
		return "!" + all[0].Code
	}
	var types []string
	for _, e := range events {
		types = append(types, e.EventType())
	}
	return strings.Join(types, " ")
}

func TestEveryMistakeOfAnOpeningIsTold(t *testing.T) {
	t.Parallel()
	_, err := identity.Decide(identity.State{}, identity.Open{Account: "?", Kind: "robot", Contact: identity.Contact{Phone: "1", Email: "x"}}, facts(admin))
	var fields []string
	for _, e := range fault.All(err) {
		fields = append(fields, e.Field)
	}
	if got := strings.Join(fields, " "); got != "account name kind phone email" {
		t.Errorf("told about %s", got)
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	tables := map[string]act.Table{}
	for _, x := range identity.Tables() {
		tables[x.Name] = x
	}
	check := func(s identity.State, want string) {
		t.Helper()
		var got []string
		for _, r := range identity.Rows("", s) {
			got = append(got, r.Table)
			if n := len(tables[r.Table].Key) + len(tables[r.Table].Columns); len(r.Values) != n {
				t.Errorf("%s: %d values for %d columns", r.Table, len(r.Values), n)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("rows %v, want %s", got, want)
		}
	}
	check(identity.State{}, "")
	check(given(t, opening, issuing), "account_row api_token")
	check(given(t, opening, issuing, identity.Disable{Ground: "x"}), "account_row")
	check(given(t, opening, issuing, identity.Disable{Ground: "x"}, identity.Enable{}), "account_row api_token")
	check(given(t, opening, issuing, identity.Close{}), "account_row")
	check(given(t, official, passkey("p1"), app("t1"), app("t2")), "account_row account_factor account_factor")
	check(given(t, official, passkey("p1"), identity.Disable{Ground: "x"}), "account_row account_factor")
	check(given(t, official, passkey("p1"), identity.Close{}), "account_row")
}

func TestSite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		say   string
		state identity.SiteState
		facts identity.SiteFacts
		want  string
	}{
		{"the system marks a new database", identity.SiteState{}, identity.SiteFacts{Actor: org.System()}, "identity.demo_marked"},
		{"never one with accounts", identity.SiteState{}, identity.SiteFacts{Actor: org.System(), Accounts: 1}, "!identity.demo_in_use"},
		{"nobody else marks", identity.SiteState{}, identity.SiteFacts{Actor: admin}, "!identity.demo_by_system"},
		{"marked is marked", identity.SiteState{Demo: true}, identity.SiteFacts{Actor: org.System(), Accounts: 20}, ""},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := identity.DecideDemo(c.state, c.facts)
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			for _, e := range events {
				if !identity.EvolveSite(c.state, e).Demo {
					t.Error("not marked")
				}
			}
		})
	}
}

// commands draws any command about one account.
func commands() *rapid.Generator[identity.Command] {
	return rapid.Custom(func(t *rapid.T) identity.Command {
		id := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "token")
		return rapid.SampledFrom([]identity.Command{
			opening, official, passkey(id), app(id), identity.RemoveFactor{Factor: id}, identity.ResetFactors{Ground: "x"}, identity.IssueRecoveryCodes{}, identity.ChangeContact{Contact: identity.Contact{Phone: "0900000002"}}, identity.ChangeContact{},
			identity.Disable{Ground: "x"}, identity.Enable{}, identity.Close{}, identity.EndSessions{Ground: "x"},
			identity.IssueToken{Token: id, Label: "x", Scopes: []identity.Scope{identity.ScopeReportsRead}, Hash: hash, Expires: now.Add(time.Hour)},
			identity.RevokeToken{Token: id},
		}).Draw(t, "command")
	})
}

func TestFolds(t *testing.T) {
	t.Parallel()
	codec := identity.Codec()
	rapid.Check(t, func(t *rapid.T) {
		var s, erased identity.State
		for range rapid.IntRange(0, 30).Draw(t, "acts") {
			events, err := identity.Decide(s, commands().Draw(t, "command"), facts(org.System()))
			if err != nil && len(events) > 0 {
				t.Fatal("events with an error")
			}
			for _, e := range events {
				stored, err := codec.Encode(e)
				if err != nil {
					t.Fatal(err)
				}
				bare, err := codec.Decode(stored.Type, stored.Public, nil)
				if err != nil {
					t.Fatal(err)
				}
				before := slices.Clone(s.Tokens)
				next := identity.Evolve(s, e)
				if !slices.EqualFunc(before, s.Tokens, func(a, b identity.Token) bool { return a.ID == b.ID }) {
					t.Fatal("a fold changed the state before")
				}
				s, erased = next, identity.Evolve(erased, bare)
			}
		}
		if erased.Name != "" || erased.Number != "" || erased.Contact != (identity.Contact{}) {
			t.Fatalf("personal data after erasure: %+v", erased)
		}
		if erased.Exists() != s.Exists() || erased.Active() != s.Active() || len(erased.Tokens) != len(s.Tokens) || len(erased.Factors) != len(s.Factors) {
			t.Fatal("an erased account stands differently")
		}
		body, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var again identity.State
		if err := json.Unmarshal(body, &again); err != nil || !reflect.DeepEqual(again, s) && len(s.Tokens) > 0 {
			t.Fatalf("%v: %+v, want %+v", err, again, s)
		}
	})
}

func TestEvolveTakesUnknownEvents(t *testing.T) {
	t.Parallel()
	s := given(t, opening)
	if got := identity.Evolve(s, identity.DemoMarked{}); !reflect.DeepEqual(got, s) {
		t.Errorf("changed: %+v", got)
	}
}

func TestScopes(t *testing.T) {
	t.Parallel()
	for _, kind := range []org.ActorKind{org.ActorCitizen, org.ActorBusiness, org.ActorOfficial} {
		scopes := identity.ScopesFor(kind)
		if got := identity.SplitScopes(identity.JoinScopes(scopes)); !slices.Equal(got, scopes) {
			t.Errorf("%v, want %v", got, scopes)
		}
		for _, s := range scopes {
			if s.Say().EN == "" {
				t.Errorf("%s has no words", s)
			}
		}
	}
	if identity.ScopesFor(org.ActorSystem) != nil {
		t.Error("the system has tokens")
	}
}
