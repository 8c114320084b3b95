package dossierapi

import (
	"context"
	"net/http"

	"motcua/internal/api"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/dossier/look"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// Who is the account that a token stands for.
type Who = org.Actor

// Deps is what the resources need.
type Deps struct {
	Casework *dossierdb.Casework
	Files    dossierfile.Desk
	Now      func() calendar.Instant
}

type resources struct{ Deps }

const tag = "dossiers"

// Routes adds the dossiers' operations.
func Routes(a *api.API[Who], d Deps) {
	r := &resources{d}
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/dossiers", ID: "list-dossiers", Summary: "Dossiers in the caller's scope", Scope: "dossiers:read", Tag: tag}, r.list)
	api.Add(a, api.Operation{Method: http.MethodPost, Path: "/dossiers", ID: "file-dossier", Summary: "File a dossier online", Scope: "dossiers:file", Status: http.StatusCreated, Tag: tag}, r.file)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/dossiers/{id}", ID: "get-dossier", Summary: "One dossier", Scope: "dossiers:read", Tag: tag}, r.get)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/dossiers/{id}/events", ID: "list-events", Summary: "What happened to a dossier, oldest first", Scope: "dossiers:read", Tag: tag}, r.events)
	api.Add(a, api.Operation{Method: http.MethodPost, Path: "/dossiers/{id}/looks", ID: "look-at-dossier", Summary: "Give the reason for reading a dossier outside one's own step", Scope: "dossiers:read", Tag: tag}, r.look)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/acts", ID: "list-acts", Summary: "The act table: what may be done, by whom, with what effect", Tag: tag}, acts)
	api.Add(a, api.Operation{Method: http.MethodGet, Path: "/calendar/due", ID: "due-time", Summary: "When a limit ends, with its reasons", Tag: "calendar"}, r.due)
	r.uploads(a)
	r.acts(a)
}

type listInput struct {
	Tab    string `query:"tab" enum:"late,today,supplement,reception,return,agency" doc:"One of the desk's chips; for officials. Without it: what waits for the caller."`
	Text   string `query:"q" maxLength:"200" doc:"A code, name, number or procedure within the caller's scope."`
	Status int    `query:"status" minimum:"0" maximum:"10"`
	Page   int    `query:"page" default:"1" minimum:"1" maximum:"10000"`
	Size   int    `query:"size" default:"20" minimum:"1" maximum:"100"`
}

type listBody struct {
	Dossiers []Listed `json:"dossiers"`
	More     bool     `json:"more" doc:"Another page follows."`
}

func (r *resources) list(ctx context.Context, who Who, in *listInput) (*listBody, error) {
	entries, more, err := r.Casework.List(ctx, who, dossierdb.Query{
		Tab: dossierdb.Tab(in.Tab), Text: in.Text, Status: dossier.Status(in.Status), Page: in.Page, Size: in.Size,
	}, r.Now())
	if err != nil {
		return nil, err
	}
	out := &listBody{Dossiers: make([]Listed, 0, len(entries)), More: more}
	for _, e := range entries {
		out.Dossiers = append(out.Dossiers, listed(e))
	}
	return out, nil
}

type oneInput struct {
	ID string `path:"id" maxLength:"64"`
}

func (r *resources) get(ctx context.Context, who Who, in *oneInput) (*Dossier, error) {
	seen, err := r.Casework.See(ctx, who, in.ID, r.Now())
	if err != nil {
		return nil, err
	}
	return r.seen(who, seen), nil
}

// seen is a dossier as it may be seen now, masked where a reason is missing.
func (r *resources) seen(who Who, s dossierdb.Sight) *Dossier {
	d := r.dossier(who, s.State, s.Version)
	d.Masked = !s.Whole
	for _, k := range s.Kinds {
		d.Looks = append(d.Looks, string(k))
	}
	return d
}

type lookInput struct {
	ID   string `path:"id" maxLength:"64"`
	Key  string `header:"Idempotency-Key"`
	Body struct {
		Kind      string `json:"kind" enum:"inspection,colleague,emergency" doc:"By what right: one of the dossier's looks."`
		Reason    string `json:"reason" maxLength:"600" doc:"Why. The applicant sees it."`
		HideUntil string `json:"hide_until,omitempty" maxLength:"10" doc:"Of an inspection whose order says so: the day until which the applicant is not told."`
	}
}

// look gives the reason for reading a dossier that is not the caller's own step,
// and answers it whole.
func (r *resources) look(ctx context.Context, who Who, in *lookInput) (*Dossier, error) {
	command, err := api.CommandID(who.Account, in.Key)
	if err != nil {
		return nil, err
	}
	cmd := look.Command{Kind: look.Kind(in.Body.Kind), Reason: in.Body.Reason}
	if in.Body.HideUntil != "" {
		if cmd.HideUntil, err = calendar.ParseDate(in.Body.HideUntil); err != nil {
			return nil, look.ErrHide
		}
	}
	if err := r.Casework.Look(ctx, command, who, in.ID, cmd); err != nil {
		return nil, err
	}
	return r.get(ctx, who, &oneInput{ID: in.ID})
}

// Event is one recorded event.
type Event struct {
	Position   int64  `json:"position"`
	Version    int64  `json:"version"`
	RecordedAt string `json:"recorded_at"`
	Actor      string `json:"actor" doc:"The account that acted, a pseudonym; to an applicant any official is \"official\"."`
	Type       string `json:"type"`
	Sentence   Words  `json:"sentence"`
}

type eventsBody struct {
	Events []Event `json:"events"`
}

func (r *resources) events(ctx context.Context, who Who, in *oneInput) (*eventsBody, error) {
	if _, err := r.Casework.See(ctx, who, in.ID, r.Now()); err != nil {
		return nil, err
	}
	recorded, err := r.Casework.Timeline(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &eventsBody{Events: make([]Event, 0, len(recorded))}
	for _, e := range recorded {
		name := e.Event.EventType()
		actor := e.Actor
		if who.Kind != org.ActorOfficial && actor != who.Account { // officials' accounts are no applicant's business
			actor = "official"
		}
		out.Events = append(out.Events, Event{e.Position, e.Version, when(e.At), actor, name, words(dossier.EventText(name))})
	}
	return out, nil
}

// ActRow is a row of the act table.
type ActRow struct {
	Act   string   `json:"act"`
	Name  Words    `json:"name"`
	From  []int    `json:"from" doc:"National statuses from which it may be done; 0: nothing filed yet."`
	To    int      `json:"to" doc:"The status after it; 0: unchanged, or one of back."`
	Back  []int    `json:"back,omitempty" doc:"Of an act that returns to where the dossier was: one of these."`
	Who   string   `json:"who"`
	Needs []string `json:"needs,omitempty"`
	Form  string   `json:"form,omitempty"`
	Clock string   `json:"clock,omitempty"`
	Event string   `json:"event"`
}

type actsBody struct {
	Acts []ActRow `json:"acts"`
}

func acts(context.Context, Who, *struct{}) (*actsBody, error) {
	out := &actsBody{}
	for _, a := range dossier.Acts() {
		row := ActRow{Act: string(a.Act), Name: words(a.Name), To: int(a.To), Who: string(a.Who), Needs: a.Needs, Form: a.Form, Clock: string(a.Clock), Event: a.Event}
		for _, s := range a.From {
			row.From = append(row.From, int(s))
		}
		for _, s := range a.Back {
			row.Back = append(row.Back, int(s))
		}
		out.Acts = append(out.Acts, row)
	}
	return out, nil
}

type fileInput struct {
	Key  string `header:"Idempotency-Key"`
	Body FilingBody
}

// FilingBody is what a filing says.
type FilingBody struct {
	Procedure string              `json:"procedure" maxLength:"40" doc:"Procedure code, such as 1.001193."`
	Case      string              `json:"case,omitempty" maxLength:"60"`
	Agency    string              `json:"agency" maxLength:"80" doc:"The deciding agency's id."`
	Place     string              `json:"place" maxLength:"120"`
	Owner     dossier.Party       `json:"owner"`
	Applicant dossier.Party       `json:"applicant,omitzero" required:"false"`
	Relation  string              `json:"relation,omitempty" maxLength:"500"`
	Papers    []dossier.PaperMark `json:"papers" maxItems:"500"`
	Return    dossier.Return      `json:"return,omitzero" required:"false"`
	Note      string              `json:"note,omitempty" maxLength:"5000"`
}

func (r *resources) file(ctx context.Context, who Who, in *fileInput) (*Dossier, error) {
	b := in.Body
	return r.do(ctx, who, in.Key, "", journal.Any, dossier.File{Filing: dossier.Filing{
		Procedure: b.Procedure, Case: b.Case, Agency: b.Agency, Place: b.Place, Owner: b.Owner, Applicant: b.Applicant,
		Relation: b.Relation, Papers: b.Papers, Return: b.Return, Note: b.Note,
	}})
}

// do executes a command and answers the dossier after it.
func (r *resources) do(ctx context.Context, who Who, key, id string, expect int64, c dossier.Command) (*Dossier, error) {
	command, err := api.CommandID(who.Account, key)
	if err != nil {
		return nil, err
	}
	if c, err = r.ownFiles(ctx, who, id, c); err != nil {
		return nil, err
	}
	done, err := r.Casework.Do(ctx, dossierdb.Order{ID: command, Dossier: id, Expect: expect, Actor: who, Command: c})
	if err != nil {
		return nil, err
	}
	s, v, err := r.Casework.Get(ctx, who, done.Dossier)
	if err != nil {
		return nil, err
	}
	return r.dossier(who, s, v), nil
}
