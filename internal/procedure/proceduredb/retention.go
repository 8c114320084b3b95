package proceduredb

import (
	"context"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

// State is a procedure with all its versions; the zero State when nobody knows
// it.
func (c *Catalogue) State(ctx context.Context, code string) (procedure.State, error) {
	s, _, err := journal.Load[procedure.State](ctx, c.j, procedure.Stream(code))
	return s, err
}

// SetRetention carries out the command of that id.
func (c *Catalogue) SetRetention(ctx context.Context, id string, actor org.Actor, code string, set procedure.SetRetention) error {
	return c.set(ctx, id, actor, code, set)
}

// SetConfidentiality carries out the command of that id.
func (c *Catalogue) SetConfidentiality(ctx context.Context, id string, actor org.Actor, code string, set procedure.SetConfidentiality) error {
	return c.set(ctx, id, actor, code, set)
}

func (c *Catalogue) set(ctx context.Context, id string, actor org.Actor, code string, cmd procedure.Command) error {
	q := journal.Request{ID: id, Stream: procedure.Stream(code), Expect: journal.Any, Actor: actor.Account}
	_, err := journal.Execute(ctx, c.j, q, func(s procedure.State, now calendar.Instant) ([]act.Event, error) {
		return procedure.Decide(s, cmd, procedure.Facts{Now: now, Actor: actor})
	})
	return err
}
