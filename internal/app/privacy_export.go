package app

import (
	"context"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/notify/notifydb"
)

// What follows is one's own data as a file gives it: without what only the
// program needs (hashes of secrets) and what officials write to each other.

func (a *App) exportAccount(ctx context.Context, account string, emit func(any) error) error {
	s, _, err := a.Accounts.Load(ctx, account)
	if err != nil {
		return err
	}
	for i := range s.Tokens {
		s.Tokens[i].Hash = ""
	}
	return emit(s)
}

func (a *App) exportSessions(ctx context.Context, account string, emit func(any) error) error {
	all, err := a.Accounts.Sessions(ctx, account)
	for _, s := range all {
		if err == nil {
			err = emit(map[string]any{"device": s.Device.Say().VI, "begun": s.Begun.Time(), "used": s.Used.Time()})
		}
	}
	return err
}

func (a *App) exportDrafts(ctx context.Context, account string, emit func(any) error) error {
	all, err := a.Casework.Drafts(ctx, account, a.Now())
	for _, d := range all {
		if err == nil {
			err = emit(map[string]any{"procedure": d.Procedure, "filing": d.Filing, "changed": d.ChangedAt.Time(), "expires": d.ExpiresAt.Time()})
		}
	}
	return err
}

func (a *App) exportUploads(ctx context.Context, account string, emit func(any) error) error {
	all, err := a.Casework.OwnUploads(ctx, account)
	for _, hash := range all {
		if err == nil {
			err = emit(map[string]any{"sha256": hash})
		}
	}
	return err
}

// event is one line of a dossier's timeline as its applicant reads it.
type event struct {
	At   time.Time   `json:"at"`
	Type string      `json:"type"`
	Say  locale.Text `json:"say,omitzero"`
}

func (a *App) exportDossiers(ctx context.Context, account string, emit func(any) error) error {
	say := map[string]locale.Text{}
	for _, r := range dossier.Acts() {
		say[r.Event] = r.Citizen
	}
	return ownDossiers{a}.each(ctx, account, func(s dossier.State) error {
		events, err := a.Casework.Timeline(ctx, s.ID)
		if err != nil {
			return err
		}
		var timeline []event
		for _, e := range events {
			timeline = append(timeline, event{e.At.Time(), e.Event.EventType(), say[e.Event.EventType()]})
		}
		return emit(map[string]any{
			"code": s.Code, "submission": s.Submission, "procedure": s.Procedure, "name": s.Short, "case": s.Case, "agency": s.Agency, "status": s.Status.Name(),
			"owner": s.Owner, "applicant": s.Applicant, "relation": s.Relation, "papers": s.Papers, "return": s.Return, "note": s.Note,
			"refusal": s.Refusal, "asked": s.Asked, "delivery": s.Delivery, "tracking_secret": s.Slip.Secret, "timeline": timeline,
		})
	})
}

const messagesAtOnce = 100

func (a *App) exportMessages(ctx context.Context, account string, emit func(any) error) error {
	for page := 1; ; page++ {
		list, more, err := a.Messages.Inbox(ctx, account, page, messagesAtOnce)
		if err != nil {
			return err
		}
		for _, m := range list {
			if err := emit(messageOf(m)); err != nil {
				return err
			}
		}
		if !more {
			return nil
		}
	}
}

func messageOf(m notifydb.Message) map[string]any {
	return map[string]any{"code": m.Code, "at": m.At.Time(), "subject": m.Subject, "body": m.Body, "to": m.To, "email": string(m.Mail)}
}

func (a *App) exportLooks(ctx context.Context, account string, emit func(any) error) error {
	all, err := ownDossiers{a}.Own(ctx, account)
	for _, d := range all {
		for _, l := range d.Looks {
			if err == nil {
				err = emit(map[string]any{"code": d.Code, "at": l.At.Time(), "agency": l.Agency, "reason": l.Reason})
			}
		}
	}
	return err
}
