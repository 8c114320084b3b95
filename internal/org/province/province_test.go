package province_test

import (
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/org"
	"motcua/internal/org/province"
)

var organisation = sync.OnceValues(province.Organisation)

func load(t testing.TB) *org.Organisation {
	t.Helper()
	o, err := organisation()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

var (
	march2024 = calendar.D(2024, 3, 15)
	lastDay   = calendar.D(2025, 6, 30)
	firstDay  = calendar.D(2025, 7, 1)
	today     = calendar.D(2026, 11, 24)
)

func committees(o *org.Organisation, level org.Level, day calendar.Date) (n int) {
	for _, a := range o.Agencies(day, level) {
		if a.Kind == org.KindPeoplesCommittee {
			n++
		}
	}
	return n
}

func TestCounts(t *testing.T) {
	t.Parallel()
	o := load(t)
	for _, c := range []struct {
		say   string
		level org.Level
		day   calendar.Date
		want  int
	}{
		{"13 districts in 2024", org.LevelDistrict, march2024, 13},
		{"13 districts on their last day", org.LevelDistrict, lastDay, 13},
		{"no district on the next day", org.LevelDistrict, firstDay, 0},
		{"177 communes in 2024", org.LevelCommune, march2024, 177},
		{"54 communes since 01/7/2025", org.LevelCommune, firstDay, 54},
		{"one province", org.LevelProvince, today, 1},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			if got := committees(o, c.level, c.day); got != c.want {
				t.Errorf("%d people's committees, want %d", got, c.want)
			}
			if c.level != org.LevelProvince {
				if got := len(o.Places(c.level, c.day)); got != c.want {
					t.Errorf("%d places, want %d", got, c.want)
				}
			}
		})
	}
	kinds := map[string]int{}
	for _, p := range o.Places(org.LevelCommune, today) {
		kinds[p.Name[:strings.Index(p.Name, " ")]]++
	}
	if kinds["Phường"] != 30 || kinds["Xã"] != 22 || kinds["Đặc"] != 2 {
		t.Errorf("30 wards, 22 communes and 2 special zones, got %v", kinds)
	}
}

func TestCompetentOverTime(t *testing.T) {
	t.Parallel()
	o := load(t)
	for _, c := range []struct {
		say, code, place string
		day              calendar.Date
		want             string
		gap              org.GapReason
	}{
		{"birth: the old ward in 2024", "1.001193", "tp-ha-long.bach-dang", march2024, "ubnd-tp-ha-long-bach-dang", ""},
		{"birth: the new ward for the same address in 2026", "1.001193", "tp-ha-long.bach-dang", today, "ubnd-hong-gai", ""},
		{"birth: the new ward by its own name", "1.001193", "hong-gai", today, "ubnd-hong-gai", ""},
		{"birth: a new ward of four has no single past", "1.001193", "hong-gai", march2024, "", org.GapNotYet},
		{"birth: no place chosen", "1.001193", "", today, "", org.GapNoPlace},
		{"household business: the city in 2024", "1.001612", "tp-ha-long.bach-dang", march2024, "ubnd-tp-ha-long", ""},
		{"household business: the city on its last day", "1.001612", "tp-ha-long.bach-dang", lastDay, "ubnd-tp-ha-long", ""},
		{"household business: the new ward on the next day", "1.001612", "tp-ha-long.bach-dang", firstDay, "ubnd-hong-gai", ""},
		{"household business: a commune moved to another district's heir", "1.001612", "tp-ha-long.dong-son", firstDay, "ubnd-luong-minh", ""},
		{"household business: only the district given, later divided", "1.001612", "tp-ha-long", firstDay, "", org.GapDivided},
		{"household business: a district that became one zone", "1.001612", "h-co-to", firstDay, "ubnd-co-to", ""},
		{"criminal record: justice before", "2.000488", "hong-gai", calendar.D(2025, 2, 28), "so-tu-phap", ""},
		{"criminal record: police from 01/3/2025", "2.000488", "", calendar.D(2025, 3, 1), "cong-an-tinh", ""},
		{"driving licence: transport before", "1.002809", "", march2024, "so-giao-thong-van-tai", ""},
		{"driving licence: police after, not the heir of transport", "1.002809", "", today, "cong-an-tinh", ""},
		{"enterprise: planning in 2024", "2.001610", "", march2024, "so-ke-hoach-dau-tu", ""},
		{"enterprise: its heir, finance", "2.001610", "", today, "so-tai-chinh", ""},
		{"labour rules: the heir, home affairs", "2.001955", "", today, "so-noi-vu", ""},
		{"residence: the ward's police", "1.004222", "tp-ha-long.bach-dang", today, "ca-hong-gai", ""},
		{"a day the seed knows nothing of", "2.001610", "", calendar.D(2019, 1, 1), "", org.GapNoAgency},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			agencies, gaps := o.Competent(province.Assigned(c.code), c.place, c.day)
			if c.gap != "" {
				if len(agencies) != 0 || len(gaps) != 1 || gaps[0].Reason != c.gap {
					t.Fatalf("want gap %s, got %v %v", c.gap, agencies, gaps)
				}
				return
			}
			if len(gaps) != 0 || len(agencies) != 1 || agencies[0].ID != c.want {
				t.Fatalf("want %s, got %v %v", c.want, agencies, gaps)
			}
		})
	}
}

func TestEveryInstantHasOneAgencyOrANamedGap(t *testing.T) {
	t.Parallel()
	o := load(t)
	states, territory, err := province.States()
	if err != nil {
		t.Fatal(err)
	}
	places := []string{""}
	for id := range territory.Places {
		places = append(places, id)
	}
	rules := []org.Rule{
		org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee), org.ByLevel(org.LevelDistrict, org.KindPeoplesCommittee),
		org.ByLevel(org.LevelProvince, org.KindPeoplesCommittee), org.ByLevel(org.LevelCommune, org.KindPolice),
		org.ByLevel(org.LevelDistrict, org.KindPolice), org.ByLevel(org.LevelSector, org.KindLandOffice),
	}
	for _, s := range states {
		rules = append(rules, org.ByAgency(s.Agency.ID))
	}
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(rules).Draw(t, "rule")
		place := rapid.SampledFrom(places).Draw(t, "place")
		day := calendar.D(2020, 1, 1).AddDays(rapid.IntRange(0, 3000).Draw(t, "days"))
		a, gap := o.Resolve(r, place, day)
		switch {
		case gap == nil && (a.ID == "" || !a.On(day)):
			t.Fatalf("%+v at %q on %s: %+v does not exist then", r, place, day, a)
		case gap != nil && (a.ID != "" || gap.Reason == "" || gap.Say().IsZero()):
			t.Fatalf("%+v at %q on %s: agency and gap, or a gap without a name", r, place, day)
		}
		if rules2, _ := o.Competent([]org.Rule{r}, place, day); gap == nil && len(rules2) != 1 {
			t.Fatalf("%d agencies for one rule", len(rules2))
		}
	})
}

func TestNoCommuneIsEverWithoutItsAgency(t *testing.T) {
	t.Parallel()
	o := load(t)
	for _, id := range placesOf(t, org.LevelCommune) {
		p, _ := o.Place(id)
		for d := p.From; d.Before(calendar.D(2027, 1, 1)); d = d.AddDays(61) {
			for _, rule := range []org.Rule{
				org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee), org.ByLevel(org.LevelCommune, org.KindPolice),
				org.ByLevel(org.LevelDistrict, org.KindPeoplesCommittee),
			} {
				if _, gap := o.Resolve(rule, id, d); gap != nil {
					t.Fatalf("%s: %v", id, gap)
				}
			}
		}
	}
}

func placesOf(t *testing.T, level org.Level) []string {
	t.Helper()
	var ids []string
	for _, p := range province.Places() {
		if p.Level == level {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func TestEveryAgencyHasAnHeirToday(t *testing.T) {
	t.Parallel()
	o := load(t)
	for _, a := range o.All() {
		if _, ok := o.Successor(a.ID, today); !ok {
			t.Errorf("%s: the chain of successors does not reach today", a.ID)
		}
		for _, s := range a.Successors {
			next, ok := o.Find(s)
			if !ok || next.From.After(a.Until.AddDays(1)) {
				t.Errorf("%s ends %s; successor %s does not take over the day after", a.ID, a.Until, s)
			}
		}
	}
}

func TestIdentifiersAreUnique(t *testing.T) {
	t.Parallel()
	o := load(t)
	seen := map[string]string{}
	for _, a := range o.All() {
		for _, v := range []string{"id " + a.ID, "code " + a.Code, "phone " + a.Phone} {
			if other, twice := seen[v]; twice {
				t.Errorf("%s and %s share %s", a.ID, other, v)
			}
			seen[v] = a.ID
		}
		if got, ok := o.ByCode(strings.ToLower(a.Code), a.From); !ok || got.ID != a.ID {
			t.Errorf("%s is not found by its code %s", a.ID, a.Code)
		}
	}
}

func TestEveryDeskIsStaffed(t *testing.T) {
	t.Parallel()
	o := load(t)
	minimum := map[org.Duty]int{
		org.DutyReception: 2, org.DutySpecialist: 3, org.DutyUnitHead: 1, org.DutyLeader: 2,
		org.DutyClerk: 1, org.DutySealKeeper: 1, org.DutyReturner: 1,
	}
	for _, day := range []calendar.Date{march2024, lastDay, firstDay, today} {
		for _, a := range o.Agencies(day) {
			for duty, n := range minimum {
				if got := len(o.Holders(a.ID, duty, day)); got < n {
					t.Errorf("%s on %s: %d holders of %s, want %d", a.ID, day, got, duty, n)
				}
			}
			if got := len(o.Units(a.ID, day)); got != 4 {
				t.Errorf("%s on %s: %d units", a.ID, day, got)
			}
			for _, p := range o.Holders(a.ID, org.DutyLeader, day) {
				if (p.Mandate == org.MandateDeputy) != (p.For != "") {
					t.Errorf("%s: %s signs KT. for nobody", a.ID, p.Title)
				}
			}
		}
	}
	if h := o.Holders("ubnd-tp-ha-long", org.DutyLeader, firstDay); h != nil {
		t.Errorf("an ended agency still has leaders: %v", h)
	}
}

func TestDemoAccounts(t *testing.T) {
	t.Parallel()
	o := load(t)
	keys := map[string]bool{}
	duties := map[org.Duty]bool{}
	for _, d := range province.DemoAccounts() {
		if keys[d.Key] || d.Name == "" || d.Role.VI == "" || d.Role.EN == "" {
			t.Errorf("%s: used twice, or without a name or role", d.Key)
		}
		keys[d.Key] = true
		if !strings.Contains(d.Name, "Mẫu") {
			t.Errorf("%s: %q does not look invented", d.Key, d.Name)
		}
		if d.Kind != org.ActorOfficial {
			if _, ok := o.Place(d.Place); !ok {
				t.Errorf("%s lives nowhere: %q", d.Key, d.Place)
			}
			continue
		}
		actor, ok := o.Official(d.Account, today)
		if !ok || !actor.InAgency(d.Agency) || actor.Name != d.Name {
			t.Errorf("%s holds no post today: %+v", d.Key, actor)
		}
		for _, p := range actor.Posts {
			duties[p.Duty] = true
		}
	}
	for _, d := range org.Duties() {
		if !duties[d] {
			t.Errorf("no demo account has the duty %s", d)
		}
	}
}

func TestRuleFor(t *testing.T) {
	t.Parallel()
	commune := org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)
	for name, want := range map[string]org.Rule{
		"Ủy ban Nhân dân\u00a0xã,\u00a0phường,\u00a0thị trấn.":              commune,
		"Ủy ban nhân dân cấp xã":                                            commune,
		"U\u0309y ban nha\u0302n da\u0302n ca\u0302\u0301p xa\u0303":        commune,
		"Cơ quan chuyên môn về Nông nghiệp và Môi trường thuộc UBND cấp xã": commune,
		"Ủy ban nhân dân cấp huyện":                                         org.ByLevel(org.LevelDistrict, org.KindPeoplesCommittee),
		"Chủ tịch ủy ban nhân dân cấp tỉnh":                                 org.ByLevel(org.LevelProvince, org.KindPeoplesCommittee),
		"Công an cấp Xã":                   org.ByLevel(org.LevelCommune, org.KindPolice),
		"Công an cấp Tỉnh":                 org.ByAgency("cong-an-tinh"),
		"Sở Tư Pháp":                       org.ByAgency("so-tu-phap"),
		"Sở Tài chính các tỉnh, thành phố": org.ByAgency("so-tai-chinh"),
		"Bộ phận Một cửa Sở Xây dựng":      org.ByAgency("so-xay-dung"),
		"Văn phòng đăng ký đất đai":        org.ByAgency("van-phong-dang-ky-dat-dai"),
		"Thuế tỉnh, thành phố":             org.ByAgency("thue-tinh"),
		"Bảo hiểm xã hội tỉnh":             org.ByAgency("bao-hiem-xa-hoi-tinh"),
		"Ban quản lý khu công nghiệp, khu kinh tế, khu chế xuất, khu công nghệ cao các tỉnh, thành phố": org.ByAgency("ban-quan-ly-kkt"),
	} {
		if got, ok := province.RuleFor(name); !ok || got != want {
			t.Errorf("%q: %+v %v, want %+v", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "Bộ Tư pháp", "Sở Nông nghiệp và Môi trường - Tỉnh Đắk Lắk", "Sở Văn hóa và Thể thao Thành phố Hà Nội", "Cơ quan đại diện ngoại giao"} {
		if got, ok := province.RuleFor(name); ok {
			t.Errorf("%q is not ours, got %+v", name, got)
		}
	}
}

func TestOldNamesStay(t *testing.T) {
	t.Parallel()
	o := load(t)
	before, _ := o.Agency("ubnd-tx-dong-trieu", march2024)
	after, _ := o.Agency("ubnd-tx-dong-trieu", lastDay)
	if before.Name != "Ủy ban nhân dân thị xã Đông Triều" || after.Name != "Ủy ban nhân dân thành phố Đông Triều" {
		t.Errorf("%q, then %q", before.Name, after.Name)
	}
}

func BenchmarkBuild(b *testing.B) {
	states, territory, err := province.States()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		org.Build(states, territory)
	}
}

func BenchmarkCompetent(b *testing.B) {
	o := load(b)
	rules := province.Assigned("1.001612")
	b.ReportAllocs()
	for b.Loop() {
		o.Competent(rules, "tp-ha-long.bach-dang", today)
	}
}
