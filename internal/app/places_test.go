package app_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/orgsheet"
)

// TestAnEmptyDatabaseBecomesAProvince: two administrators, a province and three
// communes from a file, an agency in one of them; nothing comes from a seed.
func TestAnEmptyDatabaseBecomesAProvince(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := app.Config{DB: "sqlite:" + filepath.Join(dir, "new.db"), Files: filepath.Join(dir, "files")}
	for i, account := range []string{"mau.mot", "mau.hai"} {
		args := []string{"user", "admin", account, "--name", "Nguyễn Văn Mẫu", "--agency", "trung-tam-mau", "--db", c.DB}
		if i == 0 {
			args = append(args, "--agency-name", "Trung tâm mẫu", "--agency-code", "H49.99")
		}
		var out strings.Builder
		if code := app.Main(t.Context(), args, &out, &out); code != 0 {
			t.Fatalf("%v: %s", args, out.String())
		}
	}
	e := apptest.Open(t, c)
	actor := func(account string) org.Actor {
		a, err := e.Accounts.Actor(t.Context(), account)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	do := func(by string, c org.TerritoryCommand) error {
		return e.Directory.DoPlaces(t.Context(), orgdb.PlaceOrder{ID: uuid.NewString(), Actor: actor(by), Command: c})
	}
	file := "Mã,Tên,Loại,Thuộc,Từ ngày,Đến ngày,Trở thành\n" +
		"79,Mẫu,Thành phố,,01/07/2025,,\n" +
		"26734,Một,Phường,79,01/07/2025,,\n" +
		"26737,Hai,Phường,79,01/07/2025,,\n" +
		"26740,Ba,Xã,79,01/07/2025,,\n"
	lines, wrong := orgsheet.ReadPlaces([]byte(file))
	drafts := make([]org.PlaceDraft, len(lines))
	for i, l := range lines {
		drafts[i] = l.Draft
	}
	places, err := e.Directory.Organisation().Territory().Match(drafts)
	if err != nil || len(wrong) > 0 || len(places) != 4 {
		t.Fatalf("%+v %+v %v", places, wrong, err)
	}
	list := uuid.NewString()
	if err := do("mau.mot", org.ProposePlaces{List: list, Places: places, Ground: "Nghị quyết mẫu"}); err != nil {
		t.Fatal(err)
	}
	if err := do("mau.mot", org.ConfirmPlaces{List: list}); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("who proposed confirms: %v", err)
	}
	if n := len(e.Directory.Organisation().Territory().Places); n != 0 {
		t.Fatalf("%d places before a second person's word", n)
	}
	if err := do("mau.hai", org.ConfirmPlaces{List: list}); err != nil {
		t.Fatal(err)
	}
	day := calendar.D(2026, 1, 1)
	ward, ok := e.Directory.Organisation().PlaceNamed("26734", day)
	if !ok || ward.Name != "Phường Một" || ward.Parent != "79" {
		t.Fatalf("%+v", ward)
	}
	found := org.Found{Ground: "Quyết định mẫu", Agency: org.Agency{
		ID: "ubnd-mot", Level: org.LevelCommune, Kind: org.KindPeoplesCommittee, Territory: ward.ID, Span: org.Span{From: calendar.D(2025, 7, 1)},
		Description: org.Description{Name: "Ủy ban nhân dân phường Một"},
	}}
	if _, err := e.Directory.Do(t.Context(), orgdb.Order{ID: uuid.NewString(), Agency: "ubnd-mot", Expect: journal.Any, Actor: actor("mau.mot"), Command: found}); err != nil {
		t.Fatal(err)
	}
	if a, gap := e.Directory.Organisation().Resolve(org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee), ward.ID, day); gap != nil || a.ID != "ubnd-mot" {
		t.Errorf("%+v %+v", a, gap)
	}
	history, err := e.Directory.PlaceHistory(t.Context(), ward.ID)
	if err != nil || len(history) != 2 || history[1].Actor != "mau.hai" {
		t.Errorf("%+v %v", history, err)
	}
}
