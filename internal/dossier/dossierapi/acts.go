package dossierapi

import (
	"context"
	"net/http"

	"motcua/internal/api"
	"motcua/internal/dossier"
	"motcua/internal/journal"
)

// actInput is an act's request: the dossier, the version its caller saw, and
// the act's own body.
type actInput[B any] struct {
	ID   string `path:"id" maxLength:"64"`
	Key  string `header:"Idempotency-Key"`
	Body struct {
		Version int64 `json:"version,omitempty" doc:"The version the caller saw; without it any version is taken."`
		Act     B     `json:"act,omitzero" required:"false"`
	}
}

// add adds the operation of one act: its body B is the core's command.
func add[B dossier.Command](r *resources, a *api.API[Who]) {
	var zero B
	rule, ok := dossier.RuleOf(zero.Act())
	if !ok {
		panic("dossierapi: no row for act " + string(zero.Act())) // a command without its row never starts
	}
	also := ""
	if rule.Who == dossier.WhoEither {
		also = "dossiers:file" // the applicant's own answer; the core decides who may
	}
	api.Add(a, api.Operation{
		Method: http.MethodPost, Path: "/dossiers/{id}/acts/" + string(rule.Act), ID: "act-" + string(rule.Act),
		Summary: rule.Name.EN, Scope: "dossiers:act", Also: also, Tag: "acts",
	}, func(ctx context.Context, who Who, in *actInput[B]) (*Dossier, error) {
		expect := journal.Any
		if in.Body.Version > 0 {
			expect = in.Body.Version
		}
		return r.do(ctx, who, in.Key, in.ID, expect, in.Body.Act)
	})
}

// acts adds every act on an existing dossier.
func (r *resources) acts(a *api.API[Who]) {
	add[dossier.Accept](r, a)
	add[dossier.Deny](r, a)
	add[dossier.Assign](r, a)
	add[dossier.Reassign](r, a)
	add[dossier.Appraise](r, a)
	add[dossier.RecordStep](r, a)
	add[dossier.Review](r, a)
	add[dossier.SendBack](r, a)
	add[dossier.Approve](r, a)
	add[dossier.GiveNumber](r, a)
	add[dossier.Seal](r, a)
	add[dossier.Finish](r, a)
	add[dossier.HandOver](r, a)
	add[dossier.RequestSupplement](r, a)
	add[dossier.ReceiveSupplement](r, a)
	add[dossier.DetermineLimit](r, a)
	add[dossier.ReissueSlip](r, a)
	add[dossier.Take](r, a)
	add[dossier.Recall](r, a)
	add[dossier.ChangeCase](r, a)
	add[dossier.AllowSupplement](r, a)
	add[dossier.ReceivePart](r, a)
	add[dossier.AskPayment](r, a)
	add[dossier.RecordPayment](r, a)
	add[dossier.Suspend](r, a)
	add[dossier.Resume](r, a)
	add[dossier.Stop](r, a)
	add[dossier.Withdraw](r, a)
	add[dossier.SettleWithdrawal](r, a)
	add[dossier.Apologise](r, a)
	add[dossier.CorrectFinish](r, a)
	add[dossier.SendByPost](r, a)
	add[dossier.Close](r, a)
	add[dossier.Hold](r, a)
	add[dossier.LiftHold](r, a)
}
