package procedure_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

func TestRetention(t *testing.T) {
	t.Parallel()
	day := func(y int) calendar.Date { return calendar.D(y, 1, 1) }
	clerk := org.Actor{Account: "danh-muc", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Duty: org.DutyCatalogueClerk}}}
	s := procedure.State{Listing: procedure.Procedure{Code: "1.004873", Field: procedure.Field{Name: "Hộ tịch"}}}
	set := func(a org.Actor, now calendar.Date, c procedure.SetRetention) string {
		events, err := procedure.Decide(s, c, procedure.Facts{Now: now.Start(), Actor: a})
		for _, e := range events {
			s = procedure.Evolve(s, e)
		}
		if all := fault.All(err); len(all) > 0 {
			return all[0].Code
		}
		return ""
	}
	if r := s.RetentionOn(day(2026)); r.Years != 0 || r.Checked || r.Ground == "" {
		t.Errorf("civil status is kept for ever until somebody says otherwise: %+v", r)
	}
	if r := procedure.DefaultRetention(procedure.Field{Name: "Đường bộ"}); r.Years != 20 || r.Checked || r.Words().VI != "20 năm" {
		t.Errorf("%+v", r)
	}
	for _, c := range []struct {
		say  string
		by   org.Actor
		set  procedure.SetRetention
		want string
	}{
		{"not by anybody", org.Actor{Account: "x", Kind: org.ActorOfficial}, procedure.SetRetention{Years: 5, Ground: "x"}, "procedure.not_catalogue_clerk"},
		{"not without a ground", clerk, procedure.SetRetention{Years: 5}, "procedure.retention_ground"},
		{"not for longer than the law knows", clerk, procedure.SetRetention{Years: 71, Ground: "x"}, "procedure.retention_years"},
		{"by the clerk of the catalogue", clerk, procedure.SetRetention{Years: 5, Ground: "Bảng mẫu, mục 1"}, ""},
		{"not before the one that counts", clerk, procedure.SetRetention{From: day(2020), Years: 5, Ground: "y"}, "procedure.retention_from"},
		{"from a later day", clerk, procedure.SetRetention{From: day(2030), Years: 10, Ground: "Bảng mới"}, ""},
	} {
		if got := set(c.by, day(2026), c.set); got != c.want {
			t.Errorf("%s: %q, want %q", c.say, got, c.want)
		}
	}
	for year, want := range map[int]int{2025: 0, 2026: 5, 2029: 5, 2030: 10} {
		if r := s.RetentionOn(day(year)); r.Years != want || r.Checked != (year > 2025) {
			t.Errorf("%d: %+v", year, r)
		}
	}
}
