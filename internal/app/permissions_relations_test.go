package app_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
)

// What a twin has in common with the official of its column.
const (
	sameUnit    = "same"   // beside the one whom the dossier is charged to
	otherUnit   = "unit"   // another unit of the deciding agency
	otherAgency = "agency" // another agency
)

// twins are officials of the office's duties who stand to the dossier in another
// relation than those of the columns: their key is the role's, "@" and the
// relation. Only a specialist is charged by name, so only he has a colleague in
// the same unit who differs.
func twins() []role {
	return []role{
		{"specialist@" + sameUnit, "ben-chuyen-vien", "specialist, not in charge"},
		{"reception@" + otherUnit, "khac-tiep-nhan", "reception"},
		{"returner@" + otherUnit, "khac-tra-ket-qua", "returner of results"},
		{"specialist@" + otherUnit, "khac-chuyen-vien", "specialist"},
		{"head@" + otherUnit, "khac-truong-phong", "head of the unit"},
		{"leader@" + otherUnit, "khac-lanh-dao", "leader"},
		{"clerk@" + otherUnit, "khac-van-thu", "clerk and seal keeper"},
		{"reception@" + otherAgency, "so-tiep-nhan", "reception"},
		{"returner@" + otherAgency, "so-tra-ket-qua", "returner of results"},
		{"specialist@" + otherAgency, "so-chuyen-vien", "specialist"},
		{"head@" + otherAgency, "so-truong-phong", "head of the unit"},
		{"leader@" + otherAgency, "so-lanh-dao", "leader"},
		{"clerk@" + otherAgency, "so-van-thu", "clerk and seal keeper"},
	}
}

// senders are the roles whose requests a row is tried with: the twins only where
// the relation to a dossier can matter.
func (p permission) senders() []role {
	if !p.relational() {
		return roles()
	}
	return append(roles(), twins()...)
}

// relational reports whether what a row opens depends on the dossier's agency,
// unit or step.
func (p permission) relational() bool {
	return p.reach == reachScope || p.reach == reachStep || p.ofOne()
}

// ofOne reports whether the row's address names one dossier, draft, message or
// agency.
func (p permission) ofOne() bool {
	_, path := p.split()
	return slices.ContainsFunc([]string{"{id}", "{draft}", "{message}", "{agency}"}, func(s string) bool { return strings.Contains(path, s) })
}

// may reports whether a role, or its twin, is among those of the row. In the
// deciding agency a duty counts and not the unit, except where the dossier is
// charged to somebody by name; another agency's officials have their own lists
// and reports, and nothing of this dossier.
func (p permission) may(key string) bool {
	key, relation, _ := strings.Cut(key, "@")
	if !slices.Contains(strings.Fields(p.who), key) {
		return false
	}
	switch relation {
	case sameUnit, otherUnit:
		return !p.named || (key != "specialist" && p.act != dossier.ActRecall)
	case otherAgency:
		return !p.ofOne()
	}
	return true
}

// twinned lists the twins that have no account in the demonstration, by key.
func twinned() map[string][]org.Post {
	const beside = "phong-chuyen-mon-khac"
	post := func(unit, title string, duties ...org.Duty) []org.Post {
		var all []org.Post
		for _, d := range duties {
			all = append(all, org.Post{Unit: unit, Title: title, Duty: d})
		}
		return all
	}
	leader := post(beside, "Phó Chủ tịch", org.DutyLeader)
	leader[0].Mandate, leader[0].For = org.MandateDeputy, "Chủ tịch"
	return map[string][]org.Post{
		"ben-chuyen-vien":   post("chuyen-mon", "Chuyên viên", org.DutySpecialist),
		"khac-tiep-nhan":    post(beside, "Công chức Một cửa", org.DutyReception),
		"khac-tra-ket-qua":  post(beside, "Công chức Một cửa", org.DutyReception, org.DutyReturner),
		"khac-chuyen-vien":  post(beside, "Chuyên viên", org.DutySpecialist),
		"khac-truong-phong": post(beside, "Trưởng phòng", org.DutyUnitHead),
		"khac-lanh-dao":     leader,
		"khac-van-thu":      post(beside, "Văn thư", org.DutyClerk, org.DutySealKeeper),
	}
}

// addTwins gives the ward a second unit and the twins their posts and accounts.
func (w *world) addTwins() {
	w.t.Helper()
	w.twins = true
	do := func(c org.Command) {
		w.t.Helper()
		o := orgdb.Order{ID: uuid.NewString(), Agency: ward, Expect: journal.Any, Actor: org.System(), Command: c}
		if _, err := w.Directory.Do(w.t.Context(), o); err != nil {
			w.t.Fatalf("%T: %v", c, err)
		}
	}
	from := w.Now().Date()
	do(org.OpenUnit{Unit: org.Unit{ID: "phong-chuyen-mon-khac", Name: "Phòng Chuyên môn khác", Kind: org.UnitDepartment, Span: org.Span{From: from}}})
	for account, posts := range twinned() {
		name := "Lê Văn Mẫu " + account
		for _, p := range posts {
			p.Account, p.Name, p.From = account, name, from
			do(org.Appoint{Post: p})
		}
		a := identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()}
		if _, err := w.Accounts.Execute(w.t.Context(), a, identity.Open{Account: account, Kind: org.ActorOfficial, Demo: true, Name: name}); err != nil {
			w.t.Fatal(err)
		}
	}
}

// Account is the account id of a demo account's key or of a twin.
func (w *world) Account(key string) string {
	w.t.Helper()
	if _, twin := twinned()[key]; twin {
		return key
	}
	return w.Env.Account(key)
}

// Actor is who a demo account or a twin is now.
func (w *world) Actor(key string) org.Actor {
	w.t.Helper()
	a, err := w.Accounts.Actor(w.t.Context(), w.Account(key))
	if err != nil {
		w.t.Fatal(err)
	}
	return a
}

// signedUp are the roles that have accounts in this world.
func (w *world) signedUp() []role {
	if w.twins {
		return append(roles(), twins()...)
	}
	return roles()
}

// without is a page without the ids that were asked for and what differs from
// one answer to the next.
func (s subject) without(body string) string {
	for _, id := range []string{s.id, s.draft, s.hash, s.token, s.message, s.plan, s.change} {
		if id != "" {
			body = strings.ReplaceAll(body, id, "…")
		}
	}
	return changing.ReplaceAllString(body, "…")
}

// changing is what two answers to the same request differ in: marks of forms,
// times, and how far the journal was when a report was made.
//
//nolint:gochecknoglobals // compiled once
var changing = regexp.MustCompile(`name="form_token" value="[^"]*"|nonce="[^"]*"|data-mc-session="\d+"|\d{2}:\d{2}(:\d{2}(\.\d+)?)?|"position": ?\d+|vị trí nhật ký [\d.]+|II\.06a/1,\d+`)

// firstDifference shows where two pages part.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, min(i-40, len(s))):min(len(s), i+160)] }
	return around(a) + "\n--- \n" + around(b)
}
