package app

import (
	"context"

	"motcua/internal/dossier"
	"motcua/internal/dossier/filingweb"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// self is a signed-in person as the account knows it, as a party of a dossier.
func (a *App) self(ctx context.Context, account string) (filingweb.Self, error) {
	s, _, err := journal.Load[identity.State](ctx, a.Journal, identity.Stream(account))
	kind := dossier.Citizen
	if s.Kind == org.ActorBusiness {
		kind = dossier.Business
	}
	return filingweb.Self{
		Party: dossier.Party{
			Kind: kind, Account: account, Name: s.Name, Number: s.Number, Born: s.Birth, Address: s.Address, Phone: s.Phone, Email: s.Email,
		},
		Place: s.Place,
	}, err
}
