package dossierdb

import (
	"context"

	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/store"
)

// confidential reports whether a procedure's dossiers are confidential now.
func (c *Casework) confidential(ctx context.Context, procedure string) (bool, error) {
	var n int64
	err := c.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM procedure_confidential WHERE code = $1`, procedure).Scan(&n)
	return n > 0, store.Lost(err)
}

// secret reports whether a dossier is confidential to an actor: of a procedure
// that is, and neither his own work nor his own dossier. It asks the database only
// for a dossier that he would not find if it were.
func (c *Casework) secret(ctx context.Context, s dossier.State, a org.Actor) (bool, error) {
	if scope := dossier.ScopeOf(a); a.Kind != org.ActorOfficial || scope.Sees(s, true) {
		return false, nil
	}
	return c.confidential(ctx, s.Procedure)
}

// sees reports whether an actor finds a dossier: in his scope, and, where it is
// confidential or restricted, his own work or inspected by a recorded order.
func (c *Casework) sees(ctx context.Context, s dossier.State, a org.Actor) (bool, error) {
	secret, err := c.secret(ctx, s, a)
	if err != nil {
		return false, err
	}
	scope := dossier.ScopeOf(a)
	if scope.Sees(s, secret) || !scope.All || !s.Exists() {
		return scope.Sees(s, secret), nil
	}
	looks, err := c.Looks(ctx, s.ID)
	return looks.Inspected(a.Account), err
}
