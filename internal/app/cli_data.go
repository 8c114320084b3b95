package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/uuid"

	"motcua/internal/app/simulation"
	"motcua/internal/identity/identitydb"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/procedure/proceduredb"
)

type importCmd struct {
	Procedures importProceduresCmd `cmd:"" help:"Read the national database's own records of procedures."`
}

type importProceduresCmd struct {
	cell
	File []string `arg:"" help:"Files: .json, .jsonl, also gzipped; catalogue lines and full records." type:"existingfile"`
}

// Help shows an example.
func (importProceduresCmd) Help() string {
	return "Example: motcua import procedures --db sqlite:var/motcua.db details.jsonl.gz catalogue.jsonl.gz\n" +
		"The same file twice changes nothing. Broken records are told with their place; the others go in."
}

// Run imports the files in order.
func (c importProceduresCmd) Run(s *session) error {
	return s.opened(c.cell, func(a *App) error {
		var all proceduredb.Tally
		for _, path := range c.File {
			in := &proceduredb.Import{
				Journal:  a.Journal,
				Progress: func(n int) { s.tell("%s: %d records…", filepath.Base(path), n) },
				Rejected: func(err error) { s.tell("%s: %s", filepath.Base(path), explain(err)) },
			}
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			tally, err := in.Read(s.ctx, f)
			all.Add(tally)
			if closing := f.Close(); err == nil {
				err = closing
			}
			if err != nil {
				s.tell("%s so far", all)
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		_, err := fmt.Fprintln(s.out, all)
		return err
	})
}

type userCmd struct {
	Admin        userAdminCmd    `cmd:"" help:"Make one of the first two administrators of a new database and print the password, once."`
	Add          userAddCmd      `cmd:"" help:"Open an official's account and print its password, once."`
	Password     userPasswordCmd `cmd:"" help:"Give an official a new password and print it, once; whoever is signed in with the old one is out."`
	ResetFactors userResetCmd    `cmd:"" help:"Take an official's second factors away, after meeting him: he sets up new ones when he signs in next."`
	SignOut      userSignOutCmd  `cmd:"" help:"End all sessions of an account."`
	Disable      userDisableCmd  `cmd:"" help:"Disable an account: nobody signs in with it, its sessions and tokens open nothing."`
	Enable       userEnableCmd   `cmd:"" help:"Enable a disabled account again."`
}

type userAddCmd struct {
	cell
	Account string `arg:"" help:"Name to sign in with: nguyen.van.a"`
	Name    string `help:"Full name." required:""`
	Phone   string `help:"Telephone number." optional:""`
}

// Help shows an example.
func (userAddCmd) Help() string {
	return `Example: motcua user add quan.tri --name "Quản trị hệ thống" --db postgres://motcua@localhost/motcua
Duties are given in the organisation.`
}

// Run opens the account.
func (c userAddCmd) Run(s *session) error {
	return s.opened(c.cell, func(a *App) error {
		password, err := a.Accounts.AddOfficial(s.ctx, uuid.NewString(), org.System(), identitydb.Official{Account: c.Account, Name: c.Name, Phone: c.Phone})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "account %s\npassword %s\nIt is shown only now, signs in within 7 days and must then be changed. Please hand it over in person.\n", c.Account, password)
		return err
	})
}

// populate fills a new database with the demonstration.
func (s *session) populate(a *App) error {
	s.tell("Đang tạo tỉnh trình diễn, khoảng nửa phút… / seeding the demonstration, about half a minute…")
	_, err := a.Populate(s.ctx, demoScale, s.progress)
	return err
}

// Populate fills a new database with a demonstration: the province, a
// simulated quarter behind it at a scale (1 is the province's published one),
// and this week's dossiers on every desk. The database is marked as simulated
// for ever.
func (a *App) Populate(ctx context.Context, scale float64, progress func(done, all int)) (simulation.Result, error) {
	now := a.Now()
	from := now.Date().AddDays(-demoDays)
	if err := a.Journal.MarkSimulated(ctx); err != nil {
		return simulation.Result{}, err
	}
	if err := a.Seed(ctx, from.AddDays(-1).Start()); err != nil {
		return simulation.Result{}, err
	}
	if err := a.reassemble(ctx); err != nil {
		return simulation.Result{}, err
	}
	desks, accounts := demoDesks()
	return a.simulate(ctx, simulation.Options{
		From: from, To: now.Date(), Until: now - 1, Scale: scale, Seed: 1, Focus: desks, Showcase: desks, Prefer: accounts, Progress: progress,
	})
}

// The demonstration's size: a quarter at four thousandths of the province.
const (
	demoDays  = 91
	demoScale = 0.004
)

// demoDesks are the agencies where demo accounts work, and those accounts.
func demoDesks() (all []string, accounts map[string]bool) {
	accounts = map[string]bool{}
	for _, d := range province.DemoAccounts() {
		accounts[d.Account] = true
		if d.Agency != "" && !slices.Contains(all, d.Agency) {
			all = append(all, d.Agency)
		}
	}
	return all, accounts
}
