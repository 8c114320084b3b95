package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"motcua/internal/app/simulation"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/paper"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

type simulateCmd struct {
	cell
	From  string  `help:"First day, yyyy-mm-dd." required:""`
	To    string  `help:"Last day, yyyy-mm-dd." required:""`
	Scale float64 `help:"1 is the province's published quarter: about 120,500 dossiers." default:"0.01"`
	Seed  uint64  `help:"The same seed gives the same dossiers." default:"1"`
}

// Help shows an example.
func (simulateCmd) Help() string {
	return "Example: motcua simulate --db sqlite:var/q1.db --from 2024-01-01 --to 2024-03-31 --scale 0.01 --seed 1\n" +
		"The database must be new; it is marked as simulated for ever. The counts printed are the simulation's own;\n" +
		"report II.06a of the same database must equal them."
}

// Run simulates.
func (c simulateCmd) Run(s *session) error {
	from, err := calendar.ParseDate(c.From)
	if err != nil {
		return usageError{err}
	}
	to, err := calendar.ParseDate(c.To)
	if err != nil {
		return usageError{err}
	}
	return s.opened(c.cell, func(a *App) error {
		_, err := a.Simulate(s.ctx, simulation.Options{From: from, To: to, Scale: c.Scale, Seed: c.Seed, Progress: s.progress}, s.out)
		return err
	})
}

func (s *session) progress(done, all int) {
	if all > 0 {
		s.tell("%d of %d acts…", done, all)
	}
}

// Simulate fills a new database and prints the simulation's own counts.
func (a *App) Simulate(ctx context.Context, o simulation.Options, out io.Writer) (simulation.Result, error) {
	var none simulation.Result
	position, err := a.Journal.Position(ctx)
	if err != nil {
		return none, err
	}
	if position > 0 {
		return none, errors.New("the database is not new: a simulation needs one of its own, give --db another address")
	}
	if err := a.Journal.MarkSimulated(ctx); err != nil {
		return none, err
	}
	if err := a.Seed(ctx, o.From.AddDays(-1).Start()); err != nil {
		return none, err
	}
	if err := a.reassemble(ctx); err != nil {
		return none, err
	}
	result, err := a.simulate(ctx, o)
	if err != nil {
		return none, err
	}
	return result, printCounts(out, o, result)
}

func (a *App) simulate(ctx context.Context, o simulation.Options) (simulation.Result, error) {
	offers, err := a.offers(ctx, o.From)
	if err != nil {
		return simulation.Result{}, err
	}
	file, err := a.simulatedPaper(ctx, o.From)
	if err != nil {
		return simulation.Result{}, err
	}
	return simulation.Run(ctx, simulation.World{Casework: a.Casework, Catalogue: offers, Demo: demoPeople(), Paper: file}, o)
}

// simulatedPaper stores the one file that stands for whatever simulated people
// send and sign.
func (a *App) simulatedPaper(ctx context.Context, day calendar.Date) (dossier.Upload, error) {
	pdf, err := paper.PDF(paper.Document{
		Head:  paper.Head{Agency: Home, Date: day},
		Title: []string{"GIẤY TỜ MÔ PHỎNG"},
		Blocks: []paper.Block{
			paper.Para{Runs: []paper.Run{{Text: "Tệp này do chương trình mô phỏng tạo ra để thay cho giấy tờ, văn bản của một hồ sơ không có thật."}}, Indent: true},
		},
		Marks: []string{paper.MarkSimulated, paper.MarkDemo}, Watermark: paper.MarkSimulated,
	})
	if err != nil {
		return dossier.Upload{}, err
	}
	stored, err := a.Files.Put(ctx, bytes.NewReader(pdf))
	return dossier.Upload{Hash: stored.Hash, Name: "giay-to-mo-phong.pdf", Type: stored.Type, Size: stored.Size}, err
}

// demoPeople are the demonstration's citizens and businesses as owners of
// dossiers.
func demoPeople() []dossier.Party {
	var all []dossier.Party
	for _, d := range province.DemoAccounts() {
		kind := dossier.Citizen
		switch d.Kind {
		case org.ActorBusiness:
			kind = dossier.Business
		case org.ActorOfficial, org.ActorSystem:
			continue
		case org.ActorCitizen:
		}
		all = append(all, dossier.Party{
			Kind: kind, Account: d.Account, Name: d.Name, Number: d.Number, Born: d.Birth, Email: d.Email,
			Address: "Tổ dân phố Mẫu, tỉnh " + Home,
		})
	}
	return all
}

// offers lists what can be filed on a day, in order of code.
func (a *App) offers(ctx context.Context, day calendar.Date) ([]simulation.Offer, error) {
	var all []simulation.Offer
	err := journal.LoadKind(ctx, a.Journal, procedure.StreamKind, func(stream string, _ int64, s procedure.State) error {
		all = append(all, simulation.Offer{Definition: s, Code: strings.TrimPrefix(stream, procedure.StreamKind+"/")})
		return nil
	})
	if err != nil {
		return nil, err
	}
	processes := map[string]process.State{}
	err = journal.LoadKind(ctx, a.Journal, process.StreamKind, func(stream string, _ int64, s process.State) error {
		processes[strings.TrimPrefix(stream, process.StreamKind+"/")] = s
		return nil
	})
	var out []simulation.Offer
	for _, o := range all {
		o.Processes = processes[o.Code]
		if _, inForce := o.Processes.InForce(day, ""); o.Definition.Fileable(day, Home, inForce).Fileable {
			out = append(out, o)
		}
	}
	return out, err
}

// printCounts prints a line a level and the whole, in the columns of II.06a.
func printCounts(out io.Writer, o simulation.Options, r simulation.Result) error {
	const line = "%-9s received %d (online %d, direct %d), settled %d (early %d, on time %d, late %d), open %d (in time %d, late %d); denied %d, waiting %d, without limit %d\n"
	show := func(name string, c simulation.Count) error {
		_, err := fmt.Fprintf(out, line, name, c.Received, c.Online, c.Direct, c.Early+c.OnTime+c.Late, c.Early, c.OnTime, c.Late,
			c.OpenInTime+c.OpenLate, c.OpenInTime, c.OpenLate, c.Denied, c.Waiting, c.NoDue)
		return err
	}
	_, err := fmt.Fprintf(out, "SIMULATED %s to %s, scale %g, seed %d\n", o.From, o.To, o.Scale, o.Seed)
	for _, l := range []org.Level{org.LevelProvince, org.LevelDistrict, org.LevelCommune} {
		err = errors.Join(err, show(string(l), *r.ByLevel[l]))
	}
	err = errors.Join(err, show("total", r.Total()))
	_, last := fmt.Fprintf(out, "%d acts in %s: %.0f acts a second\n", r.Acts, r.Took.Round(time.Millisecond), float64(r.Acts)/r.Took.Seconds())
	return errors.Join(err, last)
}
