package app

import (
	"context"
	"slices"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/setting/settingdb"
	"motcua/internal/setting/settingweb"
	"motcua/internal/worktime/worktimedb"
	"motcua/internal/worktime/worktimeweb"
)

// publishWorktime makes the calendars live. A database from before calendars
// were streams gets its first versions; a new one gets them when it is seeded,
// a simulated one counts by the program's own.
func (a *App) publishWorktime(ctx context.Context) error {
	a.Calendars = worktimedb.New(a.Journal)
	if err := a.Calendars.Refresh(ctx); err != nil {
		return err
	}
	position, err := a.Journal.Position(ctx)
	if err != nil {
		return err
	}
	if position > 0 && !a.AsIs && !a.Journal.Simulated() {
		if err := a.Calendars.Seed(ctx, 0); err != nil {
			return err
		}
	}
	a.follow("calendars", func(ctx context.Context) { a.Calendars.Follow(ctx, a.failed("calendars")) })
	return nil
}

// openSettings makes live what the province has set.
func (a *App) openSettings(ctx context.Context) error {
	a.Settings = settingdb.New(a.Journal, a.Now, slices.Concat(dossier.Settings(), identity.Settings(), notify.Settings(), dossierpaper.Definitions())...)
	a.follow("settings", func(ctx context.Context) { a.Settings.Follow(ctx, a.failed("settings")) })
	a.Accounts.Lasts = a.sessionsLast
	return a.Settings.Refresh(ctx)
}

// sessionsLast is how long sessions last, as the province has set it.
func (a *App) sessionsLast() (idle, life time.Duration) {
	return time.Duration(a.Settings.Number(identity.LimitIdle)) * time.Minute, time.Duration(a.Settings.Number(identity.LimitLife)) * time.Hour
}

// filingsOf says whether an agency takes online filings now. It reads anew each
// time: a command that the journal found stale is tried again through here.
func (a *App) filingsOf(ctx context.Context, agency string) (locale.Text, []journal.Ref, error) {
	if err := a.Settings.Refresh(ctx); err != nil {
		return locale.Text{}, nil, err
	}
	rests := a.Settings.Refs(dossier.FilingOpen, agency)
	if v := a.Settings.Value(dossier.FilingOpen, agency); !v.On {
		return v.Text, rests, nil
	}
	return locale.Text{}, rests, nil
}

// wireAdministration registers the pages of working time and settings.
func (a *App) wireAdministration() {
	worktimeweb.Routes(a.Mux, worktimeweb.Deps{
		Calendars: a.Calendars, Actors: a.Accounts, Organisation: a.Directory.Organisation, Open: a.Casework.EachOpen, Moving: a.Casework, Now: a.Now,
	})
	settingweb.Routes(a.Mux, settingweb.Deps{
		Settings: a.Settings, Actors: a.Accounts, Organisation: a.Directory.Organisation, Now: a.Now, Preview: dossierpaper.Preview,
	})
}
