package identity_test

import (
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/org"
)

var proof = identity.Proof{
	Provider: "vneid", Subject: hash, Assurance: identity.AssuranceHigh, Kind: org.ActorCitizen,
	Number: "022190000001", Name: "Nguyễn Thị Mẫu", Birth: calendar.D(1990, 5, 12), Phone: "0900 000 001", Email: "no e-mail",
}

var foreign = proven(func(p *identity.Proof) { p.Number, p.Nation = "E12345678", "CHN" })

func proven(change func(*identity.Proof)) identity.Proof { p := proof; change(&p); return p }

// arrived folds admissions of the account "cong-dan" that must succeed.
func arrived(t *testing.T, s identity.State, proofs ...identity.Proof) identity.State {
	t.Helper()
	for _, p := range proofs {
		events, err := identity.DecideAdmission(s, identity.Admission{Account: "cong-dan", Proof: p}, facts(org.System()))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			s = identity.Evolve(s, e)
		}
	}
	return s
}

func TestAdmission(t *testing.T) {
	t.Parallel()
	nobody := identity.State{}
	linked := arrived(t, nobody, proof)
	born := opening
	born.Birth = calendar.D(1990, 5, 12)
	counter := given(t, born)
	official := given(t, identity.Open{Account: "cong-dan", Kind: org.ActorOfficial, Name: "Trần Văn Mẫu"})
	staff := identity.Proof{Provider: "danh-ba", Subject: hash, Kind: org.ActorOfficial}
	for _, c := range []struct {
		say   string
		state identity.State
		proof identity.Proof
		by    org.Actor
		want  string
	}{
		{"the first arrival opens and links", nobody, proof, org.System(), "identity.opened identity.linked"},
		{"a business arrives with its tax code", nobody, proven(func(p *identity.Proof) { p.Kind, p.Number = org.ActorBusiness, "0100109106" }), org.System(), "identity.opened identity.linked"},
		{"a foreigner arrives with passport and nationality", nobody, foreign, org.System(), "identity.opened identity.linked"},
		{"the same passport again is no act", arrived(t, nobody, foreign), proven(func(p *identity.Proof) { p.Number, p.Nation = "e1234 5678", "Trung Quốc" }), org.System(), ""},
		{"the same number of another state is another person", arrived(t, nobody, foreign), proven(func(p *identity.Proof) { p.Number, p.Nation = "E12345678", "KOR" }), org.System(), "!identity.other_number"},
		{"a passport without nationality names nobody", nobody, proven(func(p *identity.Proof) { p.Number = "E12345678" }), org.System(), "!identity.proof"},
		{"a nationality that is none too", nobody, proven(func(p *identity.Proof) { p.Number, p.Nation = "E12345678", "Sao Hỏa" }), org.System(), "!identity.proof"},
		{"a Vietnamese passport opens no second account", nobody, proven(func(p *identity.Proof) { p.Number, p.Nation = "C1234567", "VNM" }), org.System(), "!identity.proof"},
		{"level 1 opens too", nobody, proven(func(p *identity.Proof) { p.Assurance = identity.AssuranceLow }), org.System(), "identity.opened identity.linked"},
		{"without a level nothing is opened", nobody, proven(func(p *identity.Proof) { p.Assurance = identity.Unproved }), org.System(), "!identity.assurance"},
		{"the same again is no act", linked, proof, org.System(), ""},
		{"capitals are no other name", linked, proven(func(p *identity.Proof) { p.Name = strings.ToUpper(p.Name) }), org.System(), ""},
		{"a new name is taken over", linked, proven(func(p *identity.Proof) { p.Name = "Nguyễn Thị Mẫu Mới" }), org.System(), "identity.proved"},
		{"a lower level is taken over", linked, proven(func(p *identity.Proof) { p.Assurance = identity.AssuranceLow }), org.System(), "identity.proved"},
		{"another user of the provider with the number is refused", linked, proven(func(p *identity.Proof) { p.Subject = strings.Repeat("1b", 32) }), org.System(), "!identity.other_subject"},
		{"the user with another number is refused", linked, proven(func(p *identity.Proof) { p.Number = "022190000009" }), org.System(), "!identity.other_number"},
		{"a second provider joins by the number", linked, proven(func(p *identity.Proof) { p.Provider = "cong-dvc" }), org.System(), "identity.linked"},
		{"a counter's account is joined by a strong proof", counter, proof, org.System(), "identity.linked"},
		{"and takes over the proven name", counter, proven(func(p *identity.Proof) { p.Name = "Nguyễn Thị Mẫu Một" }), org.System(), "identity.linked identity.proved"},
		{"a weak proof does not join", counter, proven(func(p *identity.Proof) { p.Assurance = identity.AssuranceLow }), org.System(), "!identity.assurance"},
		{"another birth does not join", counter, proven(func(p *identity.Proof) { p.Birth = calendar.D(1991, 1, 1) }), org.System(), "!identity.other_birth"},
		{"a business does not enter a citizen's account", counter, proven(func(p *identity.Proof) { p.Kind, p.Number = org.ActorBusiness, "0100109106" }), org.System(), "!identity.other_number"},
		{"a disabled account stays shut", given(t, opening, identity.Disable{Ground: "x"}), proof, org.System(), "!identity.disabled"},
		{"a closed one too", given(t, opening, identity.Close{}), proof, org.System(), "!identity.disabled"},
		{"only the system admits", nobody, proof, holder, "!identity.not_yours"},
		{"an administrator cannot either", nobody, proof, admin, "!identity.not_yours"},
		{"a broken number is told", nobody, proven(func(p *identity.Proof) { p.Number = "1" }), org.System(), "!identity.proof"},
		{"a missing name is told", nobody, proven(func(p *identity.Proof) { p.Name = "" }), org.System(), "!identity.proof"},
		{"a bare subject never comes here", nobody, proven(func(p *identity.Proof) { p.Subject = "022190000001" }), org.System(), "!identity.proof"},
		{"a provider has a short name", nobody, proven(func(p *identity.Proof) { p.Provider = "VNeID quốc gia" }), org.System(), "!identity.proof"},
		{"nobody arrives as the system", nobody, proven(func(p *identity.Proof) { p.Kind = org.ActorSystem }), org.System(), "!identity.proof"},
		{"the directory opens no official", nobody, staff, org.System(), "!identity.no_official"},
		{"the directory links an official", official, staff, org.System(), "identity.linked"},
		{"an official is not renamed by it", arrived(t, official, staff), identity.Proof{Provider: "danh-ba", Subject: hash, Kind: org.ActorOfficial, Name: "Khác"}, org.System(), ""},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := identity.DecideAdmission(c.state, identity.Admission{Account: "cong-dan", Proof: c.proof}, facts(c.by))
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, err)
			}
		})
	}
	if linked.Phone != "+84900000001" || linked.Email != "" {
		t.Errorf("contact of a new account: %+v", linked.Contact)
	}
}

func TestProofsAreReadOnce(t *testing.T) {
	t.Parallel()
	for _, p := range []identity.Proof{proof, foreign, {
		Provider: "vneid", Subject: hash, Kind: org.ActorBusiness, Number: "0100109106", Name: "Công ty Mẫu", Holder: "e1234 5678", HolderNation: "chn",
	}} {
		once, err := identity.ReadProof(p)
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := identity.ReadProof(once); err != nil || twice != once {
			t.Errorf("%+v became %+v (%v)", once, twice, err)
		}
		if p.Kind == org.ActorBusiness && once.Holder != "CHN-E12345678" {
			t.Errorf("holder %q", once.Holder)
		}
	}
}

func TestUnlink(t *testing.T) {
	t.Parallel()
	linked := arrived(t, identity.State{}, proof)
	for _, c := range []struct {
		say      string
		provider string
		by       org.Actor
		want     string
	}{
		{"the holder takes the link away", "vneid", holder, "identity.unlinked"},
		{"an administrator too", "vneid", admin, "identity.unlinked"},
		{"others do not", "vneid", other, "!identity.not_yours"},
		{"what is not linked is not unlinked", "cong-dvc", holder, ""},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			events, err := identity.DecideUnlink(linked, c.provider, facts(c.by))
			if got := outcome(events, err); got != c.want {
				t.Errorf("%s, want %s (%v)", got, c.want, err)
			}
		})
	}
	after := identity.Evolve(linked, identity.Unlinked{Provider: "vneid"})
	if len(linked.Links) != 1 || len(after.Links) != 0 {
		t.Error("the fold changed the state before, or left the link")
	}
	t.Run("a replaced user of the provider comes in afterwards", func(t *testing.T) {
		t.Parallel()
		events, err := identity.DecideAdmission(after, identity.Admission{Account: "cong-dan", Proof: proven(func(p *identity.Proof) { p.Subject = strings.Repeat("1b", 32) })}, facts(org.System()))
		if got := outcome(events, err); got != "identity.linked" {
			t.Errorf("%s (%v)", got, err)
		}
	})
}

func TestLinksHaveRowsUntilTheAccountCloses(t *testing.T) {
	t.Parallel()
	linked := arrived(t, identity.State{}, proof)
	count := func(s identity.State) (n int) {
		for _, r := range identity.Rows("", s) {
			if r.Table == "external_link" {
				n++
			}
		}
		return n
	}
	if count(linked) != 1 || count(identity.Evolve(linked, identity.Disabled{Ground: "x"})) != 1 || count(identity.Evolve(linked, identity.Closed{})) != 0 {
		t.Error("rows of links")
	}
}

func TestAssuranceHasWords(t *testing.T) {
	t.Parallel()
	for _, a := range []identity.Assurance{identity.Unproved, identity.AssuranceLow, identity.AssuranceHigh} {
		if say := a.Say(); say.VI == "" || say.EN == "" {
			t.Errorf("%d has no words", a)
		}
	}
}
