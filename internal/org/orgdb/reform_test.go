package orgdb_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// before enters the province as it stood before 30/6/2025 24:00 and answers the
// plan of that reform: districts and communes end, the new communes begin.
func before(t testing.TB, d *orgdb.Directory, j *journal.Journal) org.Plan {
	t.Helper()
	if _, err := journal.Execute(t.Context(), j, journal.Request{ID: "places", Stream: org.TerritoryStream(province.Code), Expect: journal.Any, Actor: "system"}, adopt); err != nil {
		t.Fatal(err)
	}
	plan := org.Plan{Last: calendar.D(2025, 6, 30), Ground: "Nghị quyết mẫu"}
	var tickets []journal.Ticket
	for _, x := range province.Seed() {
		first, ok := x.Commands[0].(org.Found)
		if !ok {
			t.Fatalf("%s begins with %T", x.ID, x.Commands[0])
		}
		if first.Agency.From.After(plan.Last) {
			plan.Founds = append(plan.Founds, org.Founding{Agency: first.Agency, Units: first.Units})
			continue
		}
		for _, c := range x.Commands {
			if end, ok := c.(org.End); ok && end.Until == plan.Last {
				plan.Ends = append(plan.Ends, org.Ending{Agency: x.ID, Successors: end.Successors})
				continue
			}
			tickets = append(tickets, submit(t.Context(), j, x.ID, c))
		}
	}
	for _, k := range tickets {
		if _, err := k.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	load(t, d)
	return plan
}

func admins(t testing.TB, d *orgdb.Directory) (first, second org.Actor) {
	t.Helper()
	for _, account := range []string{"mau.mot", "mau.hai"} {
		q := org.Post{Account: account, Name: "Mẫu", Title: "Quản trị", Unit: "van-phong", Duty: org.DutyAdmin, Span: org.Span{From: calendar.D(2025, 1, 1)}}
		s, _, err := d.Agency(t.Context(), "trung-tam-phuc-vu-hcc")
		if err != nil {
			t.Fatal(err)
		}
		q.Unit = s.Units[0].ID
		if _, err := d.Do(t.Context(), orgdb.Order{ID: uuid.NewString(), Agency: s.Agency.ID, Expect: journal.Any, Actor: org.System(), Command: org.Appoint{Post: q}}); err != nil {
			t.Fatal(err)
		}
	}
	return org.Actor{Account: "mau.mot", Kind: org.ActorOfficial}, org.Actor{Account: "mau.hai", Kind: org.ActorOfficial}
}

// oneCompetent checks that on the days around the reform every commune of that
// day has exactly one People's Committee.
func oneCompetent(t *testing.T, o *org.Organisation, last calendar.Date) {
	t.Helper()
	for _, day := range []calendar.Date{last, last.AddDays(1)} {
		seats := map[string]int{}
		for _, a := range o.Agencies(day, org.LevelCommune) {
			if a.Kind == org.KindPeoplesCommittee {
				seats[a.Territory]++
			}
		}
		for _, p := range o.Places(org.LevelCommune, day) {
			_, gap := o.Resolve(org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee), p.ID, day)
			if (gap == nil) != (seats[p.ID] > 0) || seats[p.ID] > 1 {
				t.Fatalf("%s has %d committees on %s, gap %v", p.ID, seats[p.ID], day, gap)
			}
		}
	}
}

func TestAReformOfAWholeProvinceGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		migrate(t, db)
		j, d := process(t, db)
		plan := before(t, d, j)
		if len(plan.Ends) < 171+13 || len(plan.Founds) < 54 {
			t.Fatalf("%d end, %d begin", len(plan.Ends), len(plan.Founds))
		}
		first, second := admins(t, d)
		do := func(by org.Actor, c org.ReformCommand) error {
			return d.DoReform(t.Context(), orgdb.ReformOrder{ID: uuid.NewString(), Plan: "mau", Actor: by, Command: c})
		}
		foreseen, err := d.Organisation().Foresee(plan, org.Facts{})
		if err != nil {
			t.Fatal(err)
		}
		if gaps := foreseen.Vacant([]org.Kind{org.KindPeoplesCommittee, org.KindPolice}, plan.Last.AddDays(1)); len(gaps) > 0 {
			t.Fatalf("%+v", gaps)
		}
		if err := do(first, org.PrepareReform{Plan: plan}); err != nil {
			t.Fatal(err)
		}
		if err := do(first, org.ConfirmReform{}); err == nil {
			t.Fatal("who prepared the plan confirmed it")
		}
		if err := do(second, org.ConfirmReform{}); err != nil {
			t.Fatal(err)
		}
		passed := map[string]int{}
		stop := errors.New("the machine stopped")
		failAt := 40
		pass := func(_ context.Context, _ org.Actor, agency, _ string) (int64, []string, error) {
			if failAt--; failAt == 0 {
				return 0, nil, stop
			}
			passed[agency]++
			return 1, nil, nil
		}
		tomorrow := plan.Last.AddDays(1)
		r, _ := d.Reform("mau")
		interrupted(t, d, r, pass)
		if err := d.CarryOut(t.Context(), r, plan.Last, pass); err != nil || len(passed) > 0 {
			t.Fatalf("on the last day %d passed: %v", len(passed), err)
		}
		if err := d.CarryOut(t.Context(), r, tomorrow, pass); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		position, err := j.Position(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := d.CarryOut(t.Context(), r, tomorrow, pass); err != nil {
			t.Fatal(err)
		}
		if after, err := j.Position(t.Context()); err != nil || after != position+1 {
			t.Errorf("agencies were changed twice: %d events more, %v", after-position, err)
		}
		if r, _ = d.Reform("mau"); r.DoneAt.IsZero() || r.Runs() || len(passed) != len(plan.Ends) {
			t.Errorf("%+v, %d agencies passed", r.DoneAt, len(passed))
		}
		oneCompetent(t, d.Organisation(), plan.Last)
		districts := d.Organisation().Agencies(tomorrow, org.LevelDistrict)
		if len(districts) > 0 {
			t.Errorf("%d districts are left", len(districts))
		}
		got, want := d.Organisation().Agencies(tomorrow, org.LevelCommune), len(plan.Founds)
		if len(got) != want {
			t.Errorf("%d communes' agencies, want %d", len(got), want)
		}
	})
}

// interrupted carries the plan out in pieces, as a machine would that stops
// after some commands, and looks at the organisation between them.
func interrupted(t *testing.T, d *orgdb.Directory, r orgdb.Reform, pass orgdb.Pass) {
	t.Helper()
	for _, pieces := range []int{1, 57, 130, 260} {
		part := r
		part.Plan.Founds = r.Plan.Founds[:min(pieces, len(r.Plan.Founds))]
		part.Plan.Ends = nil
		if pieces > len(r.Plan.Founds) {
			part.Plan.Ends = slices.Clone(r.Plan.Ends[:min(pieces-len(r.Plan.Founds), len(r.Plan.Ends))])
		}
		if err := d.CarryOut(t.Context(), part, r.Plan.Last, pass); err != nil {
			t.Fatal(err)
		}
		oneCompetent(t, d.Organisation(), r.Plan.Last)
	}
}

func adopt(t org.Territory, now calendar.Instant) ([]act.Event, error) {
	return org.DecideTerritory(t, province.Territory(), org.Facts{Now: now, Actor: org.System()})
}

func submit(ctx context.Context, j *journal.Journal, agency string, c org.Command) journal.Ticket {
	q := journal.Request{ID: uuid.NewString(), Stream: org.Stream(agency), Expect: journal.Any, Actor: "system"}
	return journal.Submit(ctx, j, q, func(s org.State, now calendar.Instant) ([]act.Event, error) {
		return org.Decide(s, c, org.Facts{Now: now, Actor: org.System()})
	})
}
