package app

import (
	"context"
	"errors"

	"motcua/internal/dossier/dossierdb"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgweb"
	"motcua/internal/web/ui"
)

// organisationPages is what the administration of agencies and staff needs of
// other slices.
func (a *App) organisationPages() orgweb.Deps {
	var hours []ui.OptionProps
	for _, c := range a.Calendars.All() {
		hours = append(hours, ui.OptionProps{Value: c.First.ID, Text: c.First.Name})
	}
	return orgweb.Deps{
		Directory: a.Directory, Actors: a.Accounts, Accounts: officials{a.Accounts}, Succession: succession{a.Casework},
		OpenWork: a.Casework.OpenWork, LastNumbers: a.Casework.LastNumbers,
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

// Standing says how an account stands, to whoever looks after it.
func (o officials) Standing(ctx context.Context, by org.Actor, account string) (orgweb.Standing, bool, error) {
	s, _, err := o.accounts.Load(ctx, account)
	if errors.Is(err, identitydb.ErrNoAccount) || err == nil && (s.Closed || !o.accounts.Keeps(by, account)) {
		return orgweb.Standing{}, false, nil
	}
	if err != nil {
		return orgweb.Standing{}, false, err
	}
	once, err := o.accounts.OneTime(ctx, account)
	if err != nil {
		return orgweb.Standing{}, false, err
	}
	sessions, err := o.accounts.Sessions(ctx, account)
	return orgweb.Standing{Demo: s.Demo, Off: s.Off, Once: once, Factors: len(s.Factors), Sessions: len(sessions)}, err == nil, err
}

// Keep carries out what an administrator does to somebody's way in.
func (o officials) Keep(ctx context.Context, command string, by org.Actor, account string, k orgweb.Keeping, ground string) (string, error) {
	r := identitydb.Act{ID: command, Account: account, Expect: journal.Any, Actor: by}
	var c identity.Command
	switch k {
	case orgweb.IssueOnce:
		return o.accounts.IssuePassword(ctx, r, ground)
	case orgweb.SignOut:
		c = identity.EndSessions{Ground: ground}
	case orgweb.ResetFactors:
		c = identity.ResetFactors{Ground: ground}
	case orgweb.Disable:
		c = identity.Disable{Ground: ground}
	case orgweb.Enable:
		c = identity.Enable{}
	}
	_, err := o.accounts.Execute(ctx, r, c)
	return "", err
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
