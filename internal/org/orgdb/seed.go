package orgdb

import (
	"context"
	"errors"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/province"
)

// Seed enters the province's places, agencies, units and simulated staff. Its
// commands have fixed ids: run again, it changes nothing, and it finishes what
// an interrupted run began. at is the instant of the acts in a simulated
// database, 0 for the server's clock.
func Seed(ctx context.Context, j *journal.Journal, at calendar.Instant) error {
	facts := org.Facts{Actor: org.System()}
	request := func(stream string, n int) journal.Request {
		return journal.Request{
			ID: fmt.Sprintf("seed/%s/%d", stream, n), Stream: stream, Expect: journal.Any,
			Actor: facts.Actor.Account, SimulatedAt: at,
		}
	}
	adopt := func(t org.Territory, now calendar.Instant) ([]act.Event, error) {
		return org.DecideTerritory(t, province.Territory(), org.Facts{Now: now, Actor: facts.Actor})
	}
	if _, err := journal.Execute(ctx, j, request(org.TerritoryStream(province.Code), 0), adopt); err != nil {
		return fmt.Errorf("orgdb: seed of the places: %w", err)
	}
	type line struct {
		stream string
		ticket journal.Ticket
	}
	var lines []line
	for _, agency := range province.Seed() {
		for n, command := range agency.Commands {
			stream := org.Stream(agency.ID)
			decide := func(s org.State, now calendar.Instant) ([]act.Event, error) {
				return org.Decide(s, command, org.Facts{Now: now, Actor: facts.Actor})
			}
			lines = append(lines, line{stream, journal.Submit(ctx, j, request(stream, n), decide)})
		}
	}
	var failed error
	for _, l := range lines {
		if _, err := l.ticket.Wait(ctx); err != nil {
			failed = errors.Join(failed, fmt.Errorf("orgdb: seed of %s: %w", l.stream, err))
		}
	}
	if failed != nil {
		return failed
	}
	agency, _ := province.DemoLeave(calendar.Date{})
	_, err := journal.Execute(ctx, j, request(org.Stream(agency), leaveNumber), func(s org.State, now calendar.Instant) ([]act.Event, error) {
		_, leave := province.DemoLeave(now.Date())
		if s.Agency.On(leave.From) && s.Agency.On(leave.Until) {
			return org.Decide(s, leave, org.Facts{Now: now, Actor: facts.Actor})
		}
		return nil, nil // a simulation of days on which the agency does not exist
	})
	if err != nil {
		return fmt.Errorf("orgdb: seed of the leave: %w", err)
	}
	return nil
}

// leaveNumber is the number of the command of the demonstration's leave, far
// from those of the agency's own seed.
const leaveNumber = 1000
