package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// grants carries out a command of a business.
func (w *world) grants(business, by, person string, c identity.PrincipalCommand) error {
	w.t.Helper()
	_, err := w.Accounts.ExecutePrincipal(w.t.Context(), identitydb.PrincipalAct{
		ID: w.Command(), Business: business, Expect: journal.Any, Actor: w.Actor(by), Assured: true, Person: person,
	}, c)
	return err
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// otherFirm is a second business of the same person, and one of its dossiers.
func (w *world) otherFirm() string {
	w.t.Helper()
	const account = "cong-ty-khac"
	_, err := w.Accounts.Execute(w.t.Context(), identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()},
		identity.Open{Account: account, Kind: org.ActorBusiness, Demo: true, Name: "Công ty Mẫu Khác", Number: "5700100256"})
	w.must(err)
	return account
}

// firmFiling is a filing for a business, as somebody sends it who would like to
// write another name.
func (w *world) firmFiling(business string) dossier.File {
	w.t.Helper()
	return dossier.File{Filing: w.filing(company, dossier.Party{
		Kind: dossier.Business, Account: business, Name: "Tên tự khai", Number: "0100109106",
	}, finance, "mong-cai-1")}
}

func (w *world) tryFile(who string, c dossier.File) (string, error) {
	w.t.Helper()
	done, err := w.Casework.Do(w.t.Context(), dossierdb.Order{ID: w.Command(), Expect: journal.Any, Actor: w.Actor(who), Command: c})
	return done.Dossier, err
}

// TestStaffOfABusiness: what somebody sees and does for a business follows what
// it gave him, from the day it gave it to the moment it took it back.
func TestStaffOfABusiness(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	const staff = "cong-dan-2"
	firm, person := w.Account("doanh-nghiep"), w.Account(staff)
	other := w.otherFirm()
	old := w.elsewhere()
	mine := "/ho-so-cua-toi/"
	sees := func(id string, want bool) {
		t.Helper()
		s, _ := w.state(id)
		a := w.get(staff, mine+id)
		list := w.get(staff, "/ho-so-cua-toi?cua="+url.QueryEscape(s.Account))
		if (a.status == http.StatusOK) != want || strings.Contains(list.body, s.Submission) != want {
			t.Fatalf("sees %s: page %d, in the list %v; want %v", id, a.status, strings.Contains(list.body, s.Submission), want)
		}
		if !want && strings.Contains(a.body, s.Owner.Name) {
			t.Errorf("the refusal names the owner")
		}
	}
	today := w.Now().Date()
	give := func(powers ...org.Power) {
		t.Helper()
		w.must(w.grants(firm, "doanh-nghiep", person, identity.Empower{Grant: uuid.NewString(), Account: person, Powers: powers, Until: today.AddDays(30)}))
	}

	sees(old, false)
	if _, err := w.tryFile(staff, w.firmFiling(firm)); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("a stranger files for the business: %v", err)
	}

	give(org.PowerFollow)
	sees(old, true)
	if _, err := w.tryFile(staff, w.firmFiling(firm)); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("who may follow files: %v", err)
	}
	if err := w.grants(firm, staff, person, identity.NameRepresentative{Account: person}); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("staff made himself representative: %v", err)
	}
	if a := w.get(staff, "/doanh-nghiep/"+firm); a.status != http.StatusNotFound {
		t.Errorf("staff opens the business's page: %d", a.status)
	}

	give(org.PowerFile)
	id, err := w.tryFile(staff, w.firmFiling(firm))
	w.must(err)
	s, _ := w.state(id)
	if s.Account != firm || s.Owner.Account != firm || s.Owner.Name != "Công ty TNHH Mẫu Trình Diễn" || s.Owner.Number != otherMST {
		t.Errorf("the dossier is not the business's as its account has it: %s %+v", s.Account, s.Owner)
	}
	if s.Applicant.Account != person || s.Mandate == "" || s.Mandate == dossier.MandateRepresentative || s.Relation == "" {
		t.Errorf("who filed, and by what, is not recorded: %+v %q %q", s.Applicant, s.Mandate, s.Relation)
	}
	if dossier.Receives(s, w.Actor(staff)) || !dossier.Receives(s, w.Actor("doanh-nghiep")) {
		t.Error("who files is not who receives")
	}
	sees(id, true)
	if a := w.get("doanh-nghiep", mine+id); a.status != http.StatusOK {
		t.Errorf("the business does not see its own dossier: %d", a.status)
	}
	if a := w.get("cong-dan-1", mine+id); a.status == http.StatusOK {
		t.Error("another citizen sees it")
	}
	if a := w.get(staff, "/ho-so-cua-toi"); strings.Contains(a.body, s.Submission) {
		t.Error("the business's dossier is among his own")
	}

	// A second business of his own is another matter.
	if _, err := w.tryFile(staff, w.firmFiling(other)); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("a power for one business files for another: %v", err)
	}
	if a := w.get(staff, "/ho-so-cua-toi?cua="+other); strings.Contains(a.body, "Công ty Mẫu Khác") {
		t.Error("the address names a business that is none of his")
	}

	// Taken back: nothing is seen from that moment, in the same session.
	p, _, err := w.Accounts.Principal(t.Context(), firm)
	w.must(err)
	w.must(w.grants(firm, "doanh-nghiep", "", identity.RevokePower{Grant: p.Grants[0].ID}))
	sees(old, false)
	sees(id, false)
	if _, err := w.tryFile(staff, w.firmFiling(firm)); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("a revoked power files: %v", err)
	}
	for _, path := range []string{mine + id + "/bo-sung", mine + id + "/tep/" + w.hash, mine + id + "/da-nop"} {
		if a := w.get(staff, path); a.status != http.StatusNotFound && a.status != http.StatusForbidden {
			t.Errorf("%s after the revocation: %d", path, a.status)
		}
	}

	// One that begins later is none yet.
	w.must(w.grants(firm, "doanh-nghiep", person, identity.Empower{Grant: uuid.NewString(), Account: person, Powers: org.Powers(), From: today.AddDays(1), Until: today.AddDays(2)}))
	sees(id, false)
}

// TestAPowerThatEndedDuringTheFiling: whoever holds a page open while his power
// is taken back files nothing by what the page knew.
func TestAPowerThatEndedDuringTheFiling(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	firm, person := w.Account("doanh-nghiep"), w.Account("cong-dan-2")
	w.must(w.grants(firm, "doanh-nghiep", person, identity.Empower{Grant: "g1", Account: person, Powers: org.Powers(), Until: w.Now().Date()}))
	actor := w.Actor("cong-dan-2")
	w.must(w.grants(firm, "doanh-nghiep", "", identity.RevokePower{Grant: "g1"}))
	_, err := w.Casework.Do(t.Context(), dossierdb.Order{ID: w.Command(), Expect: journal.Any, Actor: actor, Command: w.firmFiling(firm)})
	if fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("filed by an ended power: %v", err)
	}
	expired := w.Actor("cong-dan-2")
	expired.Principals = []org.ActorPrincipal{{Account: firm, Name: "x", Grant: "g1", Powers: org.Powers()}}
	if _, err := w.Casework.Do(t.Context(), dossierdb.Order{ID: w.Command(), Expect: journal.Any, Actor: expired, Command: w.firmFiling(firm)}); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("filed by a power of the caller's own making: %v", err)
	}
}

// TestTheBusinessPage: the business names, gives and takes back in the browser.
func TestTheBusinessPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	firm, person := w.Account("doanh-nghiep"), w.Account("cong-dan-2")
	page := "/doanh-nghiep/" + firm
	send := func(who, path string, v url.Values, want int) {
		t.Helper()
		v.Set("form_token", w.Command())
		if a := w.post(who, page+path, v); a.status != want {
			t.Fatalf("%s %s: %d\n%.600s", who, path, a.status, a.body)
		}
	}
	year := int64(w.Now().Date().Year + 1)
	staff := form("paper", "card", "number", "022058000002", "name", "tran van mau hai", "powers", "file", "until-day", "1", "until-month", "6", "until-year", itoa(year))
	wrong := form("paper", "card", "number", "022058000002", "name", "Người Khác", "powers", "file", "until-day", "1", "until-month", "6", "until-year", itoa(year))
	send("doanh-nghiep", "/giao-viec", wrong, http.StatusUnprocessableEntity)
	send("doanh-nghiep", "/giao-viec", staff, http.StatusSeeOther)
	send("cong-dan-1", "/giao-viec", staff, http.StatusNotFound)
	if a := w.get("cong-dan-2", "/doanh-nghiep"); a.status != http.StatusOK || !strings.Contains(a.body, otherMST) {
		t.Errorf("the staff's own page: %d", a.status)
	}
	if a := w.get("doanh-nghiep", page); !strings.Contains(a.body, "Trần Văn Mẫu Hai") {
		t.Error("the business's page does not name its staff")
	}
	send("doanh-nghiep", "/dai-dien", form("rep_paper", "card", "rep_number", "022190000001", "rep_name", "Nguyễn Thị Mẫu Một"), http.StatusSeeOther)
	send("cong-dan-1", "/thoi-dai-dien", form("account", w.Account("cong-dan-1")), http.StatusUnprocessableEntity)
	p, _, err := w.Accounts.Principal(t.Context(), firm)
	w.must(err)
	if !p.Represents(w.Account("cong-dan-1")) || len(p.Grants) != 1 || p.Grants[0].Account != person {
		t.Fatalf("%+v", p)
	}
	send("cong-dan-1", "/thu-hoi", form("grant", p.Grants[0].ID), http.StatusSeeOther)
	if a := w.get("cong-dan-2", "/doanh-nghiep"); strings.Contains(a.body, otherMST) {
		t.Error("revoked, and still on the page")
	}
}
