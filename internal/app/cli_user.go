package app

import (
	"fmt"

	"github.com/google/uuid"

	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// named is the account that a command of accounts is about.
type named struct {
	cell
	Account string `arg:"" help:"Name to sign in with: nguyen.van.a"`
}

// grounded is a command of accounts that is not done without a reason; the
// journal keeps it.
type grounded struct {
	named
	Ground string `help:"Why; the journal keeps it." required:""`
}

// do carries a command out as the system, in whose name the machine's operator
// acts.
func (c named) do(s *session, command identity.Command) error {
	return s.opened(c.cell, func(a *App) error {
		account := identitydb.SignInName(c.Account)
		if _, err := a.Accounts.Find(s.ctx, account); err != nil {
			return err
		}
		act := identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()}
		if _, err := a.Accounts.Execute(s.ctx, act, command); err != nil {
			return err
		}
		_, err := fmt.Fprintln(s.out, "done", account)
		return err
	})
}

type userPasswordCmd struct {
	named
	Ground string `help:"Why; the journal keeps it." default:"motcua user password"`
}

// Run gives a new password.
func (c userPasswordCmd) Run(s *session) error {
	return s.opened(c.cell, func(a *App) error {
		account := identitydb.SignInName(c.Account)
		act := identitydb.Act{ID: uuid.NewString(), Account: account, Expect: journal.Any, Actor: org.System()}
		password, err := a.Accounts.IssuePassword(s.ctx, act, c.Ground)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "account %s\npassword %s\nIt is shown only now, signs in within 7 days and must then be changed. Please hand it over in person; a second factor is still asked for.\n", account, password)
		return err
	})
}

type userResetCmd struct{ grounded }

// Run takes the second factors away.
func (c userResetCmd) Run(s *session) error { return c.do(s, identity.ResetFactors{Ground: c.Ground}) }

type userSignOutCmd struct{ grounded }

// Run ends the sessions.
func (c userSignOutCmd) Run(s *session) error {
	return c.do(s, identity.EndSessions{Ground: c.Ground})
}

type userDisableCmd struct{ grounded }

// Run disables the account.
func (c userDisableCmd) Run(s *session) error { return c.do(s, identity.Disable{Ground: c.Ground}) }

type userEnableCmd struct{ named }

// Run enables the account.
func (c userEnableCmd) Run(s *session) error { return c.do(s, identity.Enable{}) }
