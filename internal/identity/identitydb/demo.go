package identitydb

import (
	"context"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/store"
)

// SeedDemo marks a database without accounts as a demonstration and opens the
// demonstration's accounts. Run again, it changes nothing. at is the instant
// of the acts in a simulated database, 0 for the server's clock.
func (a *Accounts) SeedDemo(ctx context.Context, at calendar.Instant) error {
	facts := identity.SiteFacts{Actor: org.System()}
	if err := a.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM account_row`).Scan(&facts.Accounts); err != nil {
		return store.Lost(err)
	}
	stream := identity.SiteStream(province.Code)
	q := journal.Request{ID: "seed/" + stream + "/demo", Stream: stream, Expect: journal.Any, Actor: facts.Actor.Account, SimulatedAt: at}
	_, err := journal.Execute(ctx, a.j, q, func(s identity.SiteState, now calendar.Instant) ([]act.Event, error) {
		f := facts
		f.Now = now
		return identity.DecideDemo(s, f)
	})
	if err != nil {
		return fmt.Errorf("identitydb: mark of the demonstration: %w", err)
	}
	places := map[string]string{}
	for _, p := range province.Places() {
		places[p.ID] = p.Name
	}
	for _, d := range province.DemoAccounts() {
		open := identity.Open{
			Account: d.Account, Kind: d.Kind, Demo: true, Name: d.Name, Number: d.Number, Birth: d.Birth,
			Contact: identity.Contact{Phone: d.Phone, Email: d.Email, Place: d.Place},
		}
		if d.Place != "" {
			open.Contact.Address = "Tổ 1, " + places[d.Place] + ", tỉnh Quảng Ninh"
		}
		r := Act{ID: "seed/" + identity.Stream(d.Account), Account: d.Account, Expect: journal.Any, Actor: facts.Actor, At: at}
		if _, err := a.Execute(ctx, r, open); err != nil {
			return fmt.Errorf("identitydb: demonstration account %s: %w", d.Key, err)
		}
	}
	return nil
}
