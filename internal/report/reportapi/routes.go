package reportapi

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"motcua/internal/api"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
)

// Deps is what the resources need.
type Deps struct {
	Reports *reportdb.Reports
	Now     func() calendar.Instant
}

type resources struct{ Deps }

// Routes adds the reports' operations.
func Routes(a *api.API[org.Actor], d Deps) {
	r := &resources{d}
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/reports/ii06a", ID: "report-ii06a", Summary: "Report II.06a in the caller's scope; with small groups hidden for citizens", Scope: "reports:read", Heavy: true, Tag: "reports"}, r.scoped)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/public/reports/ii06a", ID: "public-report-ii06a", Summary: "Report II.06a of the province with small groups hidden", Tag: "reports"}, r.public)
}

type input struct {
	From string `query:"from" required:"true" maxLength:"10" doc:"First day, yyyy-mm-dd."`
	To   string `query:"to" required:"true" maxLength:"10" doc:"Last day, included."`
	By   string `query:"by" default:"level" enum:"level,agency,field,procedure"`
}

func (r *resources) scoped(ctx context.Context, who org.Actor, in *input) (*json.RawMessage, error) {
	if who.Kind != org.ActorOfficial {
		return r.public(ctx, who, in)
	}
	q, err := r.query(in)
	if err != nil {
		return nil, err
	}
	if err := q.Period.Check(); err != nil {
		return nil, err
	}
	if err := r.Reports.Current(ctx); err != nil {
		return nil, err
	}
	q.Scope = dossier.ScopeOf(who)
	rep, err := r.Reports.Run(ctx, q)
	if err != nil {
		return nil, err
	}
	return raw(func(b *bytes.Buffer) error { return report.WriteJSON(b, rep) })
}

func (r *resources) public(ctx context.Context, _ org.Actor, in *input) (*json.RawMessage, error) {
	q, err := r.query(in)
	if err != nil {
		return nil, err
	}
	if err := q.Period.CheckPublished(); err != nil {
		return nil, err
	}
	views, err := r.Reports.Publish(ctx, q)
	if err != nil {
		return nil, err
	}
	return raw(func(b *bytes.Buffer) error { return report.WritePublicJSON(b, views[q.By]) })
}

func (r *resources) query(in *input) (reportdb.Query, error) {
	from, err := day("from", in.From)
	if err != nil {
		return reportdb.Query{}, err
	}
	to, err := day("to", in.To)
	return reportdb.Query{Period: report.Period{From: from, To: to}, By: report.By(in.By), Now: r.Now()}, err
}

func day(field, s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(s)
	if err != nil || d.IsZero() {
		return d, fault.New(fault.Invalid, "api.date", locale.T("Ngày cần dạng 2024-03-31.", "A day looks like 2024-03-31.")).At(field)
	}
	return d, nil
}

func raw(write func(*bytes.Buffer) error) (*json.RawMessage, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return nil, err
	}
	m := json.RawMessage(b.Bytes())
	return &m, nil
}
