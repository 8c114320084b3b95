package app

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
)

type reportCmd struct {
	II06a reportII06aCmd `cmd:"" name:"ii06a" help:"Report II.06a: results of settling dossiers."`
}

type reportII06aCmd struct {
	cell
	From   string `help:"First day, yyyy-mm-dd." required:""`
	To     string `help:"Last day, included." required:""`
	By     string `help:"Rows: level, agency, field or procedure." enum:"level,agency,field,procedure" default:"level"`
	Format string `help:"json or csv." enum:"json,csv" default:"json"`
}

// Help shows an example.
func (reportII06aCmd) Help() string {
	return "Example: motcua report ii06a --db sqlite:var/q1.db --from 2024-01-01 --to 2024-03-31 --by level --format json"
}

// Run counts the report from the journal as it stands.
func (c reportII06aCmd) Run(s *session) error {
	from, err := calendar.ParseDate(c.From)
	if err != nil {
		return usageError{err}
	}
	to, err := calendar.ParseDate(c.To)
	if err != nil {
		return usageError{err}
	}
	return s.looked(c.cell, func(a *App) error {
		if err := a.Reports.CatchUp(s.ctx); err != nil {
			return err
		}
		r, err := a.Reports.Run(s.ctx, reportdb.Query{
			Period: report.Period{From: from, To: to}, By: report.By(c.By), Scope: dossier.Scope{All: true}, Now: a.Now(),
		})
		if err != nil {
			return err
		}
		return report.WriteCLI(s.out, r, c.Format)
	})
}
