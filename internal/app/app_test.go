package app_test

import (
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/procedure"
)

// TestASeededDemoTakesADossierThroughTheFiveSteps drives the core through the
// casework of a real demonstration: what the pages do, without the pages.
func TestASeededDemoTakesADossierThroughTheFiveSteps(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	ctx := t.Context()
	var id string
	do := func(who string, c dossier.Command) dossier.State {
		t.Helper()
		done, err := e.Casework.Do(ctx, dossierdb.Order{ID: e.Command(), Dossier: id, Expect: journal.Any, Actor: e.Actor(who), Command: c})
		if err != nil {
			t.Fatalf("%s: %T: %v", who, c, err)
		}
		id = done.Dossier
		s, _, err := journal.Load[dossier.State](ctx, e.Journal, dossier.Stream(id))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	p, _, err := e.Casework.Definition(ctx, "1.004873")
	if err != nil {
		t.Fatal(err)
	}
	today := e.Now().Date()
	def := p.Procedure(today)
	f := dossier.Filing{
		Procedure: "1.004873", Agency: "ubnd-hong-gai", Place: "hong-gai",
		Owner: dossier.Party{Kind: dossier.Citizen, Name: "Phạm Thị Mẫu", Number: "022190000001"},
	}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range def.Papers(f.Case, procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "anh-chup.png", Type: "image/png", Size: 4096}}})
	}
	s := do("cong-dan-1", dossier.File{Filing: f})
	if s.Status != dossier.New || s.Submission == "" || s.ReceptionDue <= e.Now() {
		t.Fatalf("filed: %+v", s)
	}
	s = do("tiep-nhan", dossier.Accept{})
	if s.Status != dossier.Accepted || s.Code == "" || s.Promised == 0 {
		t.Fatalf("accepted: %+v", s)
	}
	for s.Status != dossier.Finished {
		step, ok := s.CurrentStep()
		if !ok {
			t.Fatalf("no step: %+v", s)
		}
		switch step.Kind {
		case "assign":
			s = do("truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
		case "appraise":
			s = do("chuyen-vien", dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ điều kiện."})
		case "review":
			s = do("truong-phong", dossier.Review{})
		case "approve":
			s = do("lanh-dao", dossier.Approve{})
		case "issue":
			do("van-thu", dossier.GiveNumber{})
			do("van-thu", dossier.Seal{Document: dossier.Document{Upload: dossier.Upload{Hash: strings.Repeat("ab", 32), Name: "ket-qua.pdf"}}})
			s = do("van-thu", dossier.Finish{})
		default:
			t.Fatalf("step %s", step.Kind)
		}
	}
	if v := s.Timing(); v == calendar.Late || v == calendar.Undetermined {
		t.Errorf("timing %q", v)
	}
	s = do("tra-ket-qua", dossier.HandOver{Receiver: "Phạm Thị Mẫu", ByPaper: "Giấy hẹn"})
	if s.Status != dossier.HandedOver {
		t.Errorf("status %v", s.Status)
	}
	check, err := e.Journal.Fsck(ctx)
	if err != nil || len(check.Findings) > 0 {
		t.Errorf("fsck: %+v %v", check.Findings, err)
	}
}
