package app

import "fmt"

type fsckCmd struct{ cell }

// Help shows an example.
func (fsckCmd) Help() string {
	return "Example: motcua fsck --db sqlite:var/demo.db\nReads only. Exit code 1 when anything is not as it must be."
}

// Run checks the journal.
func (c fsckCmd) Run(s *session) error {
	return s.looked(c.cell, func(a *App) error {
		check, err := a.Journal.Fsck(s.ctx)
		if err != nil {
			return err
		}
		for _, f := range check.Findings {
			s.tell("%s: %s", f.Where, f.What)
		}
		_, err = fmt.Fprintf(s.out, "events %d, streams %d, rows %d, findings %d\n", check.Events, check.Streams, check.Rows, len(check.Findings))
		if len(check.Findings) > 0 {
			return fmt.Errorf("the journal is not as it must be: %d findings (listed above); after an upgrade, if only states and rows differ: stop the servers and run motcua rebuild; else keep this database, restore the newest backup beside it and compare", len(check.Findings))
		}
		return err
	})
}

type rebuildCmd struct{ cell }

// Help shows an example.
func (rebuildCmd) Help() string {
	return "Example: motcua rebuild --db sqlite:var/demo.db\nStop every server of the database first. Events are never touched."
}

// Run makes everything that is derived from the journal anew.
func (c rebuildCmd) Run(s *session) error {
	return s.opened(c.cell, func(a *App) error {
		if err := a.Store.LockServing(); err != nil {
			return err
		}
		done, err := a.Journal.Rebuild(s.ctx, func(done, all int) { s.tell("%d of %d streams…", done, all) })
		if err != nil {
			return err
		}
		if err := a.Reports.Rebuild(s.ctx); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "streams %d, rows %d, removed %d\n", done.Streams, done.Rows, done.Removed)
		return err
	})
}
