package look_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/org"
	"motcua/internal/process"
)

const ward = "ubnd-mau"

func official(account string, duties ...org.Duty) org.Actor {
	a := org.Actor{Account: account, Kind: org.ActorOfficial}
	for _, d := range duties {
		a.Posts = append(a.Posts, org.ActorPost{Agency: ward, Unit: "mau", Duty: d})
	}
	return a
}

func secret() dossier.State {
	return dossier.State{
		ID: "a", Status: dossier.Processing, Agency: ward, Received: ward, Account: "cong-dan", AcceptedBy: "tiep-nhan", Code: "H49.1-250908-0001",
		Owner:     dossier.Party{Kind: dossier.Citizen, Name: "Nguyễn Thị Bí Mật", Number: "022190000123", Phone: "+84900000456", Email: "bi-mat@motcua.example", Address: "Số 1 Bí Mật"},
		Applicant: dossier.Party{Name: "Trần Văn Bí Mật", Number: "022058000789"}, Relation: "Giấy bí mật",
		Papers: []dossier.PaperMark{{Key: "to-khai", Name: "Tờ khai", Mark: dossier.MarkSubmitted, Why: "bí mật", Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "bi-mat.pdf"}}}, {Name: "Đơn bí mật"}},
		Note:   "Bí mật.", Slip: dossier.Slip{Token: "BIMAT", Secret: "87654321"}, Return: dossier.Return{Way: dossier.ByPost, Address: "Số 1 Bí Mật"},
		Steps:   []process.Step{{Kind: process.Appraise, Duty: process.Specialist}},
		Holder:  dossier.Holder{Agency: ward, Duty: process.Specialist, Account: "chuyen-vien-1"},
		Charged: []string{"chuyen-vien-0"}, SentBack: "Bí mật.",
		Proposal: &dossier.Proposal{Outcome: dossier.Grant, Opinion: "Bí mật.", By: "chuyen-vien-1", Draft: &dossier.Document{Upload: dossier.Upload{Name: "bi-mat.pdf"}}},
		Result:   &dossier.Result{Number: 1, Document: &dossier.Document{Upload: dossier.Upload{Hash: "bimat", Name: "bi-mat.pdf"}}},
		Refusal:  &dossier.Denial{Reason: "Bí mật.", Remedy: "Bí mật."}, Delivery: &dossier.Delivery{Receiver: "Nguyễn Thị Bí Mật", Number: "022190000123"},
		Asked: []dossier.Asked{{Items: []dossier.Item{{Name: "Bí mật", Why: "Bí mật."}}, Reason: "Bí mật."}},
	}
}

// TestMaskedTellsNobodysData: no word of the persons is left, and where the
// dossier stands still shows.
func TestMaskedTellsNobodysData(t *testing.T) {
	t.Parallel()
	before, err := json.Marshal(secret())
	if err != nil {
		t.Fatal(err)
	}
	s := secret()
	masked := look.Masked(s)
	b, err := json.Marshal(masked)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ToLower(string(b))
	for _, word := range []string{"bí mật", "bi-mat", "bimat", "022190000", "022058000", "8490000", "87654321", "abab", "cong-dan"} {
		if strings.Contains(text, word) {
			t.Errorf("%q is left in %s", word, b)
		}
	}
	if masked.Owner.Name != "N. T. B. M." || masked.Owner.Number != "•••• 123" || masked.Code != s.Code || masked.Papers[0].Name != "Tờ khai" {
		t.Errorf("masked it is %+v", masked)
	}
	if after, _ := json.Marshal(s); string(after) != string(before) { //nolint:errchkjson // as above
		t.Error("masking changed the dossier itself")
	}
}

func TestWhoseOwnWorkItIs(t *testing.T) {
	t.Parallel()
	standIn := official("lam-thay", org.DutySpecialist)
	standIn.Posts = append(standIn.Posts, org.ActorPost{Agency: ward, Duty: org.DutySpecialist, StandsInFor: "chuyen-vien-1"})
	for name, c := range map[string]struct {
		actor org.Actor
		own   bool
	}{
		"the applicant":                       {org.Actor{Account: "cong-dan", Kind: org.ActorCitizen}, true},
		"another citizen":                     {org.Actor{Account: "khac", Kind: org.ActorCitizen}, false},
		"who has it":                          {official("chuyen-vien-1", org.DutySpecialist), true},
		"who had it before it was reassigned": {official("chuyen-vien-0", org.DutySpecialist), true},
		"who stands in for who has it":        {standIn, true},
		"a colleague":                         {official("chuyen-vien-2", org.DutySpecialist), false},
		"reception":                           {official("tiep-nhan-2", org.DutyReception), true},
		"the head":                            {official("truong-phong", org.DutyUnitHead), true},
		"a clerk before his step":             {official("van-thu", org.DutyClerk), false},
		"an inspector":                        {official("kiem-soat", org.DutyInspector), false},
		"an administrator":                    {official("quan-tri", org.DutyAdmin), false},
		"a call agent":                        {official("tong-dai", org.DutyCallAgent), false},
	} {
		s := secret()
		if own := look.Own(s, c.actor, false); own != c.own {
			t.Errorf("%s: own work is %v", name, own)
		}
		place := look.Place{Agency: s.Agency, Received: s.Received, Account: s.Account, Holder: s.Holder, Step: process.Appraise, Workers: s.Workers()}
		if name := look.NewReader(c.actor).Owner(place, s.Owner.Name); (name == s.Owner.Name) != c.own || !c.own && name != "N. T. B. M." {
			t.Errorf("a list calls the owner %q", name)
		}
	}
}

func TestLooking(t *testing.T) {
	t.Parallel()
	now := calendar.On(calendar.D(2025, 9, 8), 9, 0)
	colleague, inspector := official("chuyen-vien-2", org.DutySpecialist), official("kiem-soat", org.DutyInspector)
	stranger := official("nguoi-la", org.DutySpecialist)
	stranger.Posts[0].Agency = "ubnd-khac"
	for name, c := range map[string]struct {
		actor org.Actor
		cmd   look.Command
		err   error
		lasts time.Duration // 0: nothing is written
	}{
		"a colleague with a reason":              {colleague, look.Command{Kind: look.Colleague, Reason: "Phối hợp thẩm định"}, nil, look.Usual},
		"a colleague without":                    {colleague, look.Command{Kind: look.Colleague, Reason: " \u200b "}, look.ErrReason, 0},
		"a reason longer than anybody reads":     {colleague, look.Command{Kind: look.Colleague, Reason: strings.Repeat("dài ", 600)}, look.ErrReason, 0},
		"a colleague as an inspector":            {colleague, look.Command{Kind: look.Inspection, Reason: "QĐ số 1"}, look.ErrKind, 0},
		"a colleague hides it":                   {colleague, look.Command{Kind: look.Colleague, Reason: "Xem", HideUntil: now.Date().AddDays(3)}, look.ErrHide, 0},
		"an inspector by an order that hides it": {inspector, look.Command{Kind: look.Inspection, Reason: "QĐ số 12/QĐ-TTr", HideUntil: now.Date().AddDays(30)}, nil, look.Usual},
		"an inspector hides it for ever":         {inspector, look.Command{Kind: look.Inspection, Reason: "QĐ số 12", HideUntil: now.Date().AddDays(3660)}, look.ErrHide, 0},
		"a stranger in an emergency":             {stranger, look.Command{Kind: look.Emergency, Reason: "Người bệnh cấp cứu"}, nil, look.InHurry},
		"a stranger as a colleague":              {stranger, look.Command{Kind: look.Colleague, Reason: "Xem"}, look.ErrKind, 0},
		"an administrator in an emergency":       {official("quan-tri", org.DutyAdmin), look.Command{Kind: look.Emergency, Reason: "Xem"}, look.ErrKind, 0},
		"a citizen in an emergency":              {org.Actor{Account: "khac", Kind: org.ActorCitizen}, look.Command{Kind: look.Emergency, Reason: "Xem"}, look.ErrKind, 0},
		"who has it needs no reason":             {official("chuyen-vien-1", org.DutySpecialist), look.Command{}, nil, 0},
	} {
		events, err := look.Decide(look.State{}, c.cmd, look.Facts{Now: now, Actor: c.actor, Dossier: secret()})
		if !errors.Is(err, c.err) || (len(events) > 0) != (c.lasts > 0) {
			t.Errorf("%s: %v, %v", name, events, err)
			continue
		}
		if c.lasts == 0 {
			continue
		}
		s := look.Evolve(look.State{}, events[0])
		if _, open := s.OpenTo(c.actor.Account, now.Add(c.lasts-time.Minute)); !open {
			t.Errorf("%s: it closes too early", name)
		}
		if _, open := s.OpenTo(c.actor.Account, now.Add(c.lasts)); open {
			t.Errorf("%s: it stays open", name)
		}
		if _, open := s.OpenTo("somebody", now); open {
			t.Errorf("%s: it opens to others", name)
		}
		if again, err := look.Decide(s, c.cmd, look.Facts{Now: now.Add(time.Minute), Actor: c.actor, Dossier: secret()}); err != nil || len(again) > 0 {
			t.Errorf("%s: a second reason is asked for: %v, %v", name, again, err)
		}
		hidden := !c.cmd.HideUntil.IsZero()
		if n := len(s.Visible(now.Date())); (n == 0) != hidden || len(s.Visible(now.Date().AddDays(31))) != 1 {
			t.Errorf("%s: the applicant sees %d", name, n)
		}
	}
}

func TestStoredLooksDecodeForEver(t *testing.T) {
	t.Parallel()
	e := look.Looked{
		By: "gd-kiem-soat", Kind: look.Inspection, Agency: "vp-ubnd-tinh", Unit: "chuyen-mon", Duty: "inspector", Decides: ward, Shown: "people papers opinions",
		At: 1_757_300_000_000_000, Until: 1_757_301_800_000_000, HideUntil: calendar.D(2025, 12, 1), Reason: "Quyết định số 12/QĐ-TTr",
	}
	acttest.Samples(t, []act.Event{e}, func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		look.Evolve(look.State{}, acttest.Same(t, codec, e, s))
	}, look.Codec())
	rows := look.Rows("look/a", look.Evolve(look.State{}, e))
	if table := look.Tables()[0]; len(rows) != 1 || len(rows[0].Values) != len(table.Key)+len(table.Columns) {
		t.Errorf("rows %v", rows)
	}
}
