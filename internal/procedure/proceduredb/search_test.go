package proceduredb_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// today is a day of the two-tier time.
func today() calendar.Date { return calendar.D(2026, 11, 24) }

// country is a directory that stands still.
type country struct{ o *org.Organisation }

func (c country) Organisation() *org.Organisation { return c.o }

func catalogue(t *testing.T, j *journal.Journal, db *store.DB) *proceduredb.Catalogue {
	t.Helper()
	o, err := province.Organisation()
	if err != nil {
		t.Fatal(err)
	}
	return proceduredb.NewCatalogue(j, db, country{o}, "Quảng Ninh")
}

// expectations are what people type and what they must find first.
func expectations() map[string]string {
	return map[string]string{
		"dang ky khai sinh": "1.001193", "khai sinh": "1.001193", "1.001193": "1.001193", "kai sinh": "1.001193", "sinh khai": "1.001193",
		"Làm giấy khai sinh cho con": "1.001193", "dangkykhaisinh": "1.001193", "1001193": "1.001193",
		"mở quán ăn": "1.002425", "mo quan an": "1.002425", "mở cửa hàng": "1.001612", "mo cua hang": "1.001612", "giấy phép kinh doanh": "1.001612",
		"photo công chứng": "2.000815", "sao y": "2.000815", "cong chung": "2.000815", "chứng thực bản sao": "2.000815",
		"đổi bằng lái": "1.002809", "doi bang lai xe": "1.002809", "đăng ký tạm trú": "1.004194", "tam tru": "1.004194", "hộ khẩu": "1.004222",
		"giấy độc thân": "1.004873", "xin giay doc than": "1.004873", "làm khai sinh": "1.001193", "sao y giấy tờ": "2.000815", "chung thuc": "2.000815", "kết hôn": "1.000894", "khai tử": "1.000656", "sổ đỏ": "1.012783", "xây nhà": "1.013225", "lý lịch tư pháp": "2.000488",
		"birth certificate": "1.001193", "household business": "1.001612",
	}
}

func first(t *testing.T, c *proceduredb.Catalogue, text string) string {
	t.Helper()
	r, err := c.Search(t.Context(), proceduredb.Query{Text: text}, today())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Entries) == 0 {
		return ""
	}
	return r.Entries[0].Code
}

func TestSearchFindsWhatPeopleMean(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		if _, err := (&proceduredb.Import{Journal: j}).Embedded(t.Context()); err != nil {
			t.Fatal(err)
		}
		c := catalogue(t, j, db)
		for text, want := range expectations() {
			if got := first(t, c, text); got != want {
				t.Errorf("%q finds %s first, want %s", text, got, want)
			}
		}
		lists(t, c)
		nothing(t, c)
		follows(t, c, j)
	})
}

func lists(t *testing.T, c *proceduredb.Catalogue) {
	t.Helper()
	count := func(q proceduredb.Query) int {
		r, err := c.Search(t.Context(), q, today())
		if err != nil {
			t.Fatal(err)
		}
		return r.Total
	}
	all, err := c.Search(t.Context(), proceduredb.Query{}, today())
	if err != nil || all.Total < 24 || len(all.Entries) != proceduredb.PageSize || all.Pages < 2 {
		t.Fatalf("all: %d of %d in %d pages, %v", len(all.Entries), all.Total, all.Pages, err)
	}
	if len(all.Entries[0].Channels) == 0 {
		t.Error("the entries of a page tell their channels")
	}
	last, err := c.Search(t.Context(), proceduredb.Query{Page: 99}, today())
	if err != nil || last.Page != all.Pages || len(last.Entries) != all.Total-(all.Pages-1)*proceduredb.PageSize {
		t.Errorf("a page beyond the end is the last one: %d, %d entries, %v", last.Page, len(last.Entries), err)
	}
	if n := count(proceduredb.Query{Event: "children"}); n < 2 || n >= all.Total {
		t.Errorf("children: %d", n)
	}
	if n := count(proceduredb.Query{Field: "Hộ tịch"}); n < 6 {
		t.Errorf("Hộ tịch: %d", n)
	}
	if n := count(proceduredb.Query{Level: procedure.Commune}); n < 8 {
		t.Errorf("commune: %d", n)
	}
	atWard, atPolice := count(proceduredb.Query{Agency: "ubnd-hong-gai"}), count(proceduredb.Query{Agency: "ca-hong-gai"})
	if atWard < 6 || atPolice < 2 || count(proceduredb.Query{Agency: "nowhere"}) != 0 {
		t.Errorf("agencies: ward %d, its police %d", atWard, atPolice)
	}
	if n := count(proceduredb.Query{Fileable: true}); n < 20 || n > all.Total {
		t.Errorf("fileable: %d", n)
	}
	n, err := c.Count(t.Context(), today())
	if err != nil || n.Listed != all.Total || n.Fileable > n.Described || n.Events["children"] < 2 || len(n.Fields) < 5 {
		t.Errorf("counts: %+v, %v", n, err)
	}
}

func nothing(t *testing.T, c *proceduredb.Catalogue) {
	t.Helper()
	for _, text := range []string{"qwzzx vbnmk", "zzzz", "𝔘𝔫𝔨𝔫𝔬𝔴𝔫", "\x00\xff", "???"} {
		r, err := c.Search(t.Context(), proceduredb.Query{Text: text}, today())
		if err != nil || r.Total != 0 || len(r.Suggestions) != 0 {
			t.Errorf("%q: %d found, %d suggested, %v", text, r.Total, len(r.Suggestions), err)
		}
	}
	for _, text := range []string{"sang ten dat", "sang tên xe máy"} {
		r, err := c.Search(t.Context(), proceduredb.Query{Text: text}, today())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range append(r.Entries, r.Suggestions...) {
			if e.Code == "1.004859" {
				t.Errorf("%q offers %s", text, e.Short.VI)
			}
		}
	}
	f, err := c.Find(t.Context(), "9.999999")
	if err != nil || f.Exists() {
		t.Errorf("an unknown code: %+v %v", f, err)
	}
}

// follows checks that the index learns of a new procedure.
func follows(t *testing.T, c *proceduredb.Catalogue, j *journal.Journal) {
	t.Helper()
	_, err := journal.Execute(t.Context(), j, journal.Request{ID: "list-1", Stream: procedure.Stream("1.999999"), Expect: journal.Any, Actor: org.System().Account},
		decideList("1.999999", "Cấp thẻ cưỡi ngựa"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := first(t, c, "cưỡi ngựa"); got != "1.999999" {
		t.Errorf("after a new listing the search finds %q", got)
	}
	f, err := c.Find(t.Context(), "1.999999")
	if err != nil || c.Standing(f, today(), "").Code != "listed" {
		t.Errorf("standing: %+v %v", c.Standing(f, today(), ""), err)
	}
}

func TestSearchAmongAllNationalProcedures(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("MOTCUA_TTHC_DATA")
	present.OrSkip(t, "the national data", dir != "", "MOTCUA_TTHC_DATA names no folder")
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		j := start(t, db)
		in := &proceduredb.Import{Journal: j, Rejected: func(err error) { t.Error(err) }}
		if _, err := in.Embedded(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"catalogue.jsonl.gz", "details.jsonl.gz"} {
			f, err := os.Open(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := in.Read(t.Context(), f); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
		c := catalogue(t, j, db)
		began := time.Now()
		n, err := c.Count(t.Context(), today())
		if err != nil || n.Listed < 5670 || n.Fileable < 24 {
			t.Errorf("counts: %d listed, %d described, %d fileable, %v", n.Listed, n.Described, n.Fileable, err)
		}
		t.Logf("index of %d procedures built in %s: %d described, %d fileable", n.Listed, time.Since(began), n.Described, n.Fileable)
		all := expectations()
		all["sang ten dat"], all["đăng ký biến động đất đai"] = "1.013831", "1.013831"
		all["sang tên sổ đỏ"], all["lam lai bang lai"], all["tách thửa"] = "1.013831", "3.000348", "1.012784"
		for text, want := range all {
			if got := first(t, c, text); got != want {
				t.Errorf("%q finds %s first, want %s", text, got, want)
			}
		}
		began = time.Now()
		for range 20 {
			first(t, c, "dang ky khai sinh cho tre em")
		}
		t.Logf("one search takes %s", time.Since(began)/20)
		nothing(t, c)
	})
}

func decideList(code, name string) journal.Decision[procedure.State] {
	return func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
		return procedure.Decide(s, procedure.List{Listing: procedure.Procedure{
			Code: code, Name: name, Short: locale.Text{VI: name}, Stage: procedure.Listed, Kind: procedure.Standard,
		}, Hash: "h"}, procedure.Facts{Now: now, Actor: org.System()})
	}
}
