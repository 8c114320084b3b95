package dossierapi

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
)

// Named is a code with its name in both languages.
type Named struct {
	Code string `json:"code"`
	VI   string `json:"vi"`
	EN   string `json:"en,omitempty"`
}

// Listed is a dossier in a list. Times are RFC 3339 with +07:00, "" for none.
type Listed struct {
	ID         string `json:"id"`
	Code       string `json:"code,omitempty"`
	Submission string `json:"submission"`
	Status     int    `json:"status"`
	StatusName string `json:"status_name"`
	Procedure  Named  `json:"procedure"`
	Agency     string `json:"agency"`
	Owner      string `json:"owner"`
	FiledAt    string `json:"filed_at"`
	Due        string `json:"due,omitempty"`
	Step       string `json:"step,omitempty"`
}

func listed(e dossierdb.Entry) Listed {
	return Listed{
		ID: e.ID, Code: e.Code, Submission: e.Submission, Status: int(e.Status), StatusName: e.Status.Name().VI,
		Procedure: Named{e.Procedure, e.Short.VI, e.Short.EN}, Agency: e.Agency, Owner: e.OwnerName,
		FiledAt: when(e.FiledAt), Due: when(e.Due), Step: e.StepKind,
	}
}

// Dossier is one dossier as its caller may see it.
type Dossier struct {
	ID         string              `json:"id"`
	Version    int64               `json:"version" doc:"Send it back with an act: the act is refused when the dossier has moved on."`
	Code       string              `json:"code,omitempty"`
	Submission string              `json:"submission"`
	Status     int                 `json:"status" doc:"The national status, 1 to 10."`
	StatusName string              `json:"status_name"`
	Headline   Words               `json:"headline"`
	Procedure  Named               `json:"procedure"`
	Case       string              `json:"case,omitempty"`
	Method     string              `json:"method"`
	Agency     string              `json:"agency"`
	Received   string              `json:"received_by,omitempty"`
	Owner      dossier.Party       `json:"owner"`
	Applicant  dossier.Party       `json:"applicant,omitzero"`
	Papers     []dossier.PaperMark `json:"papers"`
	FiledAt    string              `json:"filed_at"`
	AcceptedAt string              `json:"accepted_at,omitempty"`
	Promised   string              `json:"promised,omitempty" doc:"Hạn hẹn trả: printed at acceptance, never changed."`
	Due        string              `json:"due,omitempty" doc:"Hạn hiện hành: moved only by lawful pauses; absent while stopped or undetermined."`
	EndedAt    string              `json:"ended_at,omitempty"`
	Timing     string              `json:"timing,omitempty" enum:"early,on_time,late"`
	Outcome    string              `json:"outcome,omitempty" enum:"grant,refuse"`
	Step       string              `json:"step,omitempty"`
	StepDue    string              `json:"step_due,omitempty"`
	Asked      []dossier.Asked     `json:"asked,omitempty"`
	Acts       []string            `json:"acts" doc:"What the caller may do now."`
	Masked     bool                `json:"masked,omitempty" doc:"Not the caller's own step: people by initials and last digits, no files, until a reason is given (looks)."`
	Looks      []string            `json:"looks,omitempty" doc:"By what right the caller may give a reason."`
}

// Words is a sentence in both languages.
type Words struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

func words(t locale.Text) Words { return Words{t.VI, t.In(locale.EN)} }

func (r *resources) dossier(who Who, s dossier.State, version int64) *Dossier {
	step, _ := s.CurrentStep()
	d := &Dossier{
		ID: s.ID, Version: version, Code: s.Code, Submission: s.Submission, Status: int(s.Status), StatusName: s.Status.Name().VI,
		Headline:  words(dossier.Headline(s, r.Casework.ClockOf(s.Agency), r.Now())),
		Procedure: Named{s.Procedure, s.Short.VI, s.Short.EN}, Case: s.Case, Method: string(s.Method), Agency: s.Agency, Received: s.Received,
		Owner: s.Owner, Applicant: s.Applicant, Papers: s.Papers, FiledAt: when(s.FiledAt), AcceptedAt: when(s.AcceptedAt),
		Promised: when(s.Promised), Due: when(s.Due), EndedAt: when(s.EndedAt), Timing: string(s.Timing()), Outcome: string(s.Outcome()),
		Step: string(step.Kind), StepDue: when(s.StepDue), Asked: s.Asked, Acts: []string{},
	}
	for _, a := range dossier.Offered(s, who) {
		d.Acts = append(d.Acts, string(a.Act))
	}
	return d
}

func when(i calendar.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.String()
}
