package app

import (
	"context"
	"errors"

	"motcua/internal/calendar"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
	"motcua/internal/org/orgweb"
	"motcua/internal/web/ui"
)

// organisationPages is what the administration of agencies and staff needs of
// other slices.
func (a *App) organisationPages() orgweb.Deps {
	var hours []ui.OptionProps
	for _, c := range calendar.QuangNinh() {
		hours = append(hours, ui.OptionProps{Value: c.ID, Text: c.Name})
	}
	return orgweb.Deps{
		Directory: a.Directory, Actors: a.Accounts, Accounts: officials{a.Accounts}, Succession: succession{a.Casework},
		OpenWork: func(ctx context.Context, account string) (int64, error) {
			_, n, err := a.Casework.OpenWork(ctx, account)
			return n, err
		},
		Calendars: hours, Now: a.Now,
	}
}

// officials opens officials' accounts for orgweb.
type officials struct{ accounts *identitydb.Accounts }

// HasAccount reports whether there is such an account.
func (o officials) HasAccount(ctx context.Context, account string) (bool, error) {
	_, _, err := o.accounts.Load(ctx, account)
	if errors.Is(err, identitydb.ErrNoAccount) {
		return false, nil
	}
	return err == nil, err
}

// OpenAccount opens an official's account and returns its first password.
func (o officials) OpenAccount(ctx context.Context, command string, by org.Actor, n orgweb.NewAccount) (string, error) {
	return o.accounts.AddOfficial(ctx, command, by, identitydb.Official{Account: n.Account, Name: n.Name, Phone: n.Phone, Email: n.Email})
}

// succession passes open dossiers on for orgweb.
type succession struct{ casework *dossierdb.Casework }

// Waiting counts the open dossiers of agencies, those received for others too.
func (s succession) Waiting(ctx context.Context, agencies ...string) (map[string]int64, error) {
	open, err := s.casework.OpenOf(ctx, agencies...)
	if err != nil {
		return nil, err
	}
	out := make(map[string]int64, len(open))
	for id, n := range open {
		out[id] = n.Decides + n.Received
	}
	return out, nil
}

// Pass passes an ended agency's dossiers on.
func (s succession) Pass(ctx context.Context, by org.Actor, agency, decision string) (passed int64, stayed []string, err error) {
	err = s.casework.Succeed(ctx, dossierdb.Succession{Agency: agency, Decision: decision, Actor: by}, func(p dossierdb.Passed) {
		if p.Err != nil {
			stayed = append(stayed, p.Code)
			return
		}
		passed++
	})
	return passed, stayed, err
}
