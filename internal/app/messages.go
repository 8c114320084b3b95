package app

import (
	"context"
	"errors"
	"log/slog"

	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/notify/notifyweb"
	"motcua/internal/queue"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// assembleMessages makes what tells applicants what became of their dossiers.
func (a *App) assembleMessages() error {
	config := notifydb.MailConfig{Server: a.SMTP, Site: a.BaseURL, Name: a.site().Name}
	switch {
	case a.Journal.Simulated():
		config.Notice = locale.T("SỐ LIỆU MÔ PHỎNG", "SIMULATED DATA")
	case a.Demo:
		config.Notice = locale.T("TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", "DEMONSTRATION – NO LEGAL VALUE")
	}
	mailer, err := notifydb.NewMailer(config)
	if err != nil {
		return err
	}
	a.Messages = notifydb.NewMessages(a.Journal, a.Store)
	n := notifydb.New(notifydb.Config{
		Journal: a.Journal, DB: a.Store, Organisation: a.Directory.Organisation, Contact: a.contact,
		Now: a.Now, Hotline: a.Hotline, Demo: a.Demo, Mail: mailer, Log: a.Log,
		Wording: func(key string) locale.Text { return a.Settings.Words(key, "") },
	})
	a.follow("messages", func(ctx context.Context) { n.Follow(ctx, a.failed("messages")) })
	a.jobs = queue.New(a.Store, a.Journal, a.Log)
	a.jobs.Observe(a.watchJob)
	a.jobs.Add(n.Worker())
	a.follow("jobs", a.jobs.Run)
	return nil
}

// contact is how the owner of an account is reached. The invented people of a
// simulation have no accounts; their inboxes are filled all the same, as those
// of people who file online are.
func (a *App) contact(ctx context.Context, account string) (notify.Contact, error) {
	s, _, err := journal.Load[identity.State](ctx, a.Journal, identity.Stream(account))
	if err != nil {
		return notify.Contact{}, err
	}
	if !s.Exists() {
		return notify.Contact{Inbox: a.Journal.Simulated()}, nil
	}
	if !s.Active() {
		return notify.Contact{}, nil
	}
	return notify.Contact{Inbox: true, Phone: s.Phone, Email: s.Email, NoEmail: !s.MayEmail()}, nil
}

func (a *App) messagePages() notifyweb.Deps {
	return notifyweb.Deps{Messages: a.Messages, Actors: a.Accounts, Organisation: a.Directory.Organisation, Now: a.Now}
}

// inboxLink and callsLink count on every page; a page is shown without the
// number rather than not at all.
func (a *App) inboxLink(ctx context.Context, v web.Viewer) ui.Link {
	l, err := a.messagePages().AccountLink(ctx, v)
	a.uncounted(ctx, err)
	return l
}

func (a *App) callsLink(ctx context.Context, v web.Viewer) (ui.Link, bool) {
	l, ok, err := a.messagePages().ServiceLink(ctx, v)
	a.uncounted(ctx, err)
	return l, ok
}

func (a *App) uncounted(ctx context.Context, err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		a.Log.LogAttrs(ctx, slog.LevelWarn, "messages not counted", slog.Any("error", err))
	}
}

var _ notifyweb.Actors = (*identitydb.Accounts)(nil)
