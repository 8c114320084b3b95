package identity_test

import (
	"strings"
	"testing"

	"motcua/internal/act"
	"motcua/internal/identity"
	"motcua/internal/org"
)

func TestWhoErases(t *testing.T) {
	t.Parallel()
	demo := opening
	demo.Demo = true
	for _, c := range []struct {
		say     string
		open    identity.Open
		command identity.Command
		by      org.Actor
		want    string
	}{
		{"the holder erases contact data", opening, identity.EraseContact{}, holder, "identity.contact_erased"},
		{"nobody else does", opening, identity.EraseContact{}, other, "!identity.not_yours"},
		{"not even an administrator", opening, identity.EraseAccount{}, admin, "!identity.not_yours"},
		{"the holder ends the account", opening, identity.EraseAccount{}, holder, "identity.account_erased"},
		{"a shared account stays", demo, identity.EraseAccount{}, holder, "!identity.demo_erasure"},
		{"an official's account is a service record", identity.Open{Account: "can-bo", Kind: org.ActorOfficial, Name: "Phạm Thị Mẫu"}, identity.EraseAccount{}, org.Actor{Account: "can-bo", Kind: org.ActorOfficial}, "!identity.service_record"},
		{"consent is to the newest words", opening, identity.GiveConsent{Purpose: identity.EmailMessages, Version: 0}, holder, "!identity.consent_words"},
		{"consent is given", opening, identity.GiveConsent{Purpose: identity.EmailMessages, Version: 1}, holder, "identity.consent_given"},
		{"and withdrawn without having been given", opening, identity.WithdrawConsent{Purpose: identity.EmailMessages}, holder, "identity.consent_withdrawn"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			f := facts(org.System())
			f.Demo = true
			opened, err := identity.Decide(identity.State{}, c.open, f)
			if err != nil {
				t.Fatal(err)
			}
			events, err := identity.Decide(identity.Evolve(identity.State{}, opened[0]), c.command, facts(c.by))
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, err)
			}
		})
	}
}

// erased folds events as the journal does after an erasure: the earlier ones
// without their personal parts, the erasing one whole.
func erased(t *testing.T, before []act.Event, last act.Event) identity.State {
	t.Helper()
	codec := identity.Codec()
	var s identity.State
	for _, e := range before {
		stored, err := codec.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		bare, err := codec.Decode(stored.Type, stored.Public, nil)
		if err != nil {
			t.Fatal(err)
		}
		s = identity.Evolve(s, bare)
	}
	return identity.Evolve(s, last)
}

func TestWhatErasureLeaves(t *testing.T) {
	t.Parallel()
	var before []act.Event
	s := identity.State{}
	do := func(c identity.Command, by org.Actor) []act.Event {
		events, err := identity.Decide(s, c, facts(by))
		if err != nil {
			t.Fatal(err)
		}
		return events
	}
	for _, c := range []identity.Command{opening, issuing} {
		for _, e := range do(c, org.System()) {
			before, s = append(before, e), identity.Evolve(s, e)
		}
	}
	link := identity.Linked{Account: s.Account, Provider: "vneid", Subject: hash, Since: now}
	before, s = append(before, link), identity.Evolve(s, link)

	t.Run("contact data go, the person and the ways in stay", func(t *testing.T) {
		left := erased(t, before, do(identity.EraseContact{}, holder)[0])
		want := s
		want.Contact = identity.Contact{}
		if left.Name != want.Name || left.Number != want.Number || left.Birth != want.Birth || left.Contact != want.Contact ||
			left.Tokens[0].Label != "Phần mềm" || left.Links[0].Subject != hash || !left.Active() {
			t.Errorf("left %+v, want %+v", left, want)
		}
	})
	t.Run("of an account nothing stays but its name", func(t *testing.T) {
		e := do(identity.EraseAccount{Messages: []string{"message/a"}}, holder)[0]
		left := erased(t, before, e)
		if left.Name+left.Number+left.Phone != "" || len(left.Tokens)+len(left.Links) > 0 || left.Active() || !left.Exists() || !left.Erased {
			t.Errorf("left %+v", left)
		}
		if got := strings.Join(e.(act.Erasing).Erases(), " "); got != "account/cong-dan message/a" {
			t.Errorf("erases %s", got)
		}
		if _, err := identity.Decide(left, identity.Enable{}, facts(admin)); outcome(nil, err) != "!identity.closed" {
			t.Errorf("an erased account can change: %v", err)
		}
	})
	t.Run("whoever withdrew gets no e-mail until agreeing again", func(t *testing.T) {
		s := s
		for _, c := range []struct {
			command identity.Command
			want    bool
		}{{identity.WithdrawConsent{Purpose: identity.EmailMessages}, false}, {identity.GiveConsent{Purpose: identity.EmailMessages, Version: 1}, true}} {
			events, err := identity.Decide(s, c.command, facts(holder))
			if err != nil || len(events) != 1 {
				t.Fatal(events, err)
			}
			if s = identity.Evolve(s, events[0]); s.MayEmail() != c.want {
				t.Errorf("%+v: e-mail %v", c.command, s.MayEmail())
			}
			if again, err := identity.Decide(s, c.command, facts(holder)); err != nil || len(again) > 0 {
				t.Errorf("said twice: %v %v", again, err)
			}
		}
	})
}
