package app

import "fmt"

type collectCmd struct {
	cell
	DryRun bool `help:"Count only; delete nothing." name:"dry-run"`
	Force  bool `help:"Delete even when most of the old files belong to nothing."`
}

// Help shows an example.
func (collectCmd) Help() string {
	return "Example: motcua collect --db sqlite:var/motcua.db --dry-run\n" +
		"A serving process does this once a day. Files younger than 24 hours are never touched."
}

// Run collects files.
func (c collectCmd) Run(s *session) error {
	return s.looked(c.cell, func(a *App) error {
		t, err := a.Collect(s.ctx, c.DryRun, c.Force)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "files %d, older than a day %d, surplus %d (%d bytes), deleted %d\n", t.Files, t.Old, t.Surplus, t.Bytes, t.Deleted)
		return err
	})
}
