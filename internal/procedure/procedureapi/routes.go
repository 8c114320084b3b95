package procedureapi

import (
	"context"
	"net/http"

	"motcua/internal/api"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/process"
)

// Deps is what the resources need.
type Deps struct {
	Catalogue *proceduredb.Catalogue
	Now       func() calendar.Instant
}

type resources struct{ Deps }

// Routes adds the catalogue's operations; they are public, as the catalogue is.
func Routes(a *api.API[org.Actor], d Deps) {
	r := &resources{d}
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/procedures", ID: "search-procedures", Summary: "Search the catalogue", Tag: "procedures"}, r.search)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/procedures/{code}", ID: "get-procedure", Summary: "One procedure as it is today", Tag: "procedures"}, r.get)
}

type searchInput struct {
	Text     string `query:"q" maxLength:"200" doc:"Free words, marks not needed, or a code."`
	Event    string `query:"event" maxLength:"40" doc:"Key of a life event."`
	Level    string `query:"level" enum:"ministry,province,district,commune,other"`
	Fileable bool   `query:"fileable" doc:"Only procedures that take dossiers here."`
	Page     int    `query:"page" default:"1" minimum:"1" maximum:"1000"`
}

// Listed is a procedure in a list.
type Listed struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	ShortVI  string `json:"short_vi"`
	ShortEN  string `json:"short_en,omitempty"`
	Field    string `json:"field"`
	Stage    string `json:"stage" enum:"listed,described"`
	Fileable bool   `json:"fileable"`
	Standing string `json:"standing" doc:"Why it takes dossiers or not: fileable, listed, unassigned, no_process, other_province, internal."`
	Limit    string `json:"limit" doc:"At a glance, in Vietnamese."`
}

type searchBody struct {
	Procedures []Listed `json:"procedures"`
	Total      int      `json:"total"`
	Page       int      `json:"page"`
	Pages      int      `json:"pages"`
}

func (r *resources) search(ctx context.Context, _ org.Actor, in *searchInput) (*searchBody, error) {
	res, err := r.Catalogue.Search(ctx, proceduredb.Query{
		Text: in.Text, Event: in.Event, Level: procedure.Level(in.Level), Fileable: in.Fileable, Page: in.Page,
	}, r.Now().Date())
	if err != nil {
		return nil, err
	}
	out := &searchBody{Procedures: make([]Listed, 0, len(res.Entries)), Total: res.Total, Page: res.Page, Pages: res.Pages}
	for _, e := range res.Entries {
		out.Procedures = append(out.Procedures, Listed{
			Code: e.Code, Name: e.Name, ShortVI: e.Short.VI, ShortEN: e.Short.EN, Field: e.Field, Stage: string(e.Stage),
			Fileable: e.Standing.Fileable, Standing: e.Standing.Code, Limit: procedure.LimitWords(e.Limit).VI,
		})
	}
	return out, nil
}

type getInput struct {
	Code string `path:"code" maxLength:"60"`
}

type getBody struct {
	Procedure procedure.Procedure `json:"procedure"`
	Fileable  bool                `json:"fileable"`
	Standing  string              `json:"standing"`
	Rules     []org.Rule          `json:"rules" doc:"Which agencies decide, and when."`
	Process   *process.Process    `json:"process,omitempty"`
}

func (r *resources) get(ctx context.Context, _ org.Actor, in *getInput) (*getBody, error) {
	found, err := r.Catalogue.Find(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	if !found.Exists() {
		return nil, fault.New(fault.NotFound, "procedure.unknown", locale.T("Danh mục không có thủ tục này.", "There is no such procedure in the catalogue."))
	}
	day := r.Now().Date()
	standing := r.Catalogue.Standing(found, day, "")
	out := &getBody{Procedure: found.Procedure(day), Fileable: standing.Fileable, Standing: standing.Code, Rules: found.Rules}
	if p, ok := found.Processes.InForce(day, ""); ok {
		out.Process = &p
	}
	return out, nil
}
