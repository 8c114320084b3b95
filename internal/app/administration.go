package app

import (
	"context"

	"motcua/internal/worktime/worktimedb"
)

// publishWorktime makes the calendars live. A database from before calendars
// were streams gets its first versions; a new one gets them when it is seeded,
// a simulated one counts by the program's own.
func (a *App) publishWorktime(ctx context.Context) error {
	a.Calendars = worktimedb.New(a.Journal)
	if err := a.Calendars.Refresh(ctx); err != nil {
		return err
	}
	position, err := a.Journal.Position(ctx)
	if err != nil {
		return err
	}
	if position > 0 && !a.AsIs && !a.Journal.Simulated() {
		if err := a.Calendars.Seed(ctx, 0); err != nil {
			return err
		}
	}
	a.follow("calendars", func(ctx context.Context) { a.Calendars.Follow(ctx, a.failed("calendars")) })
	return nil
}
