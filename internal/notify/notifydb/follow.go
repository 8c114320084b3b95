package notifydb

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/notify"
	"motcua/internal/org"
	"motcua/internal/store"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the messages' line.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	return store.Line{Name: "notify", Files: files}
}

// Register declares the core to the journal; call it before the journal starts.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[notify.State]{
		Kind: notify.StreamKind, Codec: notify.Codec(), Evolve: notify.Evolve, Tables: notify.Tables(), Rows: notify.Rows,
	})
}

// Follower is the name under which the journal keeps the position.
const Follower = "notify"

// SimulatedDays is how far back a simulated past is told.
const SimulatedDays = 7

// mailWithin: what happened longer ago in a simulated database is not e-mailed.
const mailWithin = time.Hour

// Config is what a Notifier is made of.
type Config struct {
	Journal      *journal.Journal
	DB           *store.DB
	Organisation func() *org.Organisation
	// Contact says how the owner of an account is reached; the zero Contact
	// for an account that is closed or unknown.
	Contact func(ctx context.Context, account string) (notify.Contact, error)
	Now     func() calendar.Instant
	Hotline string
	// Wording is what the province has set; nil is what comes with the program.
	Wording notify.Wording
	Demo    bool
	Mail    *Mailer // nil: no e-mail
	Log     *slog.Logger
}

// Notifier makes messages of events and sends them.
type Notifier struct{ Config }

// New makes a notifier. In a demonstration or a simulated database it drops a
// mail server that is not on this machine, and says so.
func New(c Config) *Notifier {
	if c.Mail != nil && (c.Demo || c.Journal.Simulated()) && !c.Mail.Local() {
		c.Log.LogAttrs(context.Background(), slog.LevelWarn, "e-mail is off: a demonstration or simulated database sends to localhost only", slog.String("server", c.Mail.Server()))
		c.Mail = nil
	}
	if c.Wording == nil {
		c.Wording = notify.DefaultWording()
	}
	return &Notifier{c}
}

//nolint:gochecknoglobals // a constant name space
var messageSpace = uuid.MustParse("3d1f57a0-8f7c-5b6e-9a54-6f5a1f3c7b10")

// MessageID is the id of the message that the event at a position makes.
func MessageID(position int64) string {
	return uuid.NewSHA1(messageSpace, fmt.Appendf(nil, "message/%d", position)).String()
}

func commandID(key string) string { return uuid.NewSHA1(messageSpace, []byte(key)).String() }

// Follow makes messages until ctx ends.
func (n *Notifier) Follow(ctx context.Context, failed func(error)) {
	n.Journal.FollowAfter(ctx, Follower, n.teller(), failed)
}

// CatchUp makes the messages of everything recorded so far, for commands that
// run without a follower beside them.
func (n *Notifier) CatchUp(ctx context.Context) error {
	tell := n.teller()
	for {
		done, err := n.Journal.StepAfter(ctx, Follower, tell)
		if err != nil || done == 0 {
			return err
		}
	}
}

// batch is what one step reads once.
type batch struct {
	now      calendar.Instant
	dossiers *dossiers
	contacts map[string]notify.Contact
}

// teller makes what composes the messages of batches of events, one batch after
// another.
func (n *Notifier) teller() journal.Deed {
	known := newDossiers(n.Journal)
	return func(ctx context.Context, events []journal.Recorded) error { return n.tell(ctx, known, events) }
}

// tell composes the messages of a batch of events.
func (n *Notifier) tell(ctx context.Context, known *dossiers, events []journal.Recorded) error {
	b := &batch{now: n.Now(), dossiers: known, contacts: map[string]notify.Contact{}}
	var tickets []journal.Ticket
	var told []notify.Composed
	for _, e := range events {
		if n.Journal.Simulated() && e.At < b.now.Add(-SimulatedDays*24*time.Hour) {
			continue
		}
		known.note(e)
		kind, ok := notify.KindOf(e.Event)
		if !ok {
			continue
		}
		c, err := n.compose(ctx, b, e, kind)
		if err != nil {
			return err
		}
		tickets, told = append(tickets, n.submit(ctx, "compose/"+c.ID, c.ID, notify.Compose{Composed: c})), append(told, c)
	}
	if err := wait(ctx, tickets); err != nil || len(told) == 0 {
		return err
	}
	return n.supersede(ctx, told)
}

func (n *Notifier) submit(ctx context.Context, key, message string, c notify.Command) journal.Ticket {
	r := journal.Request{ID: commandID(key), Stream: notify.Stream(message), Expect: journal.Any, Actor: org.System().Account}
	return journal.Submit(ctx, n.Journal, r, func(s notify.State, now calendar.Instant) ([]act.Event, error) {
		return notify.Decide(s, c, notify.Facts{Now: now, Actor: org.System()})
	})
}

func wait(ctx context.Context, tickets []journal.Ticket) error {
	for _, t := range tickets {
		if _, err := t.Wait(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (n *Notifier) compose(ctx context.Context, b *batch, e journal.Recorded, kind notify.Kind) (notify.Composed, error) {
	s, err := b.dossiers.at(ctx, e)
	if err != nil {
		return notify.Composed{}, err
	}
	contact, err := n.contact(ctx, b, s.Account)
	if err != nil {
		return notify.Composed{}, err
	}
	o := n.Organisation()
	offices := notify.OfficesOf(o, s, n.Hotline)
	to := notify.RecipientOf(s, contact)
	c := notify.Composed{
		ID: MessageID(e.Position), Dossier: strings.TrimPrefix(e.Stream, dossierPrefix), Position: e.Position, Kind: kind, At: e.At,
		Code: s.Code, Agency: s.Received, Office: offices.Counter.Name, To: to,
		Channels: notify.ChannelsFor(s, e.Event, e.Actor, to, n.mails(b.now, e.At)),
	}
	if c.Code == "" {
		c.Code = s.Submission
	}
	if c.Agency == "" {
		c.Agency = s.Agency
	}
	c.Subject, c.Body = n.Wording.Text(s, e.Event, offices)
	return c, nil
}

// mails reports whether what happened at an instant is told by e-mail.
func (n *Notifier) mails(now, at calendar.Instant) bool {
	return n.Mail != nil && (!n.Journal.Simulated() || at >= now.Add(-mailWithin))
}

func (n *Notifier) contact(ctx context.Context, b *batch, account string) (notify.Contact, error) {
	if account == "" {
		return notify.Contact{}, nil
	}
	if c, ok := b.contacts[account]; ok {
		return c, nil
	}
	c, err := n.Contact(ctx, account)
	if err == nil {
		b.contacts[account] = c
	}
	return c, err
}

// supersede takes older messages of the same dossiers off the list of calls:
// the newest tells what is true now, and one call is enough.
func (n *Notifier) supersede(ctx context.Context, told []notify.Composed) error {
	newest := map[string]notify.Composed{}
	var ids []any
	for _, c := range told {
		if _, ok := newest[c.Dossier]; !ok {
			ids = append(ids, c.Dossier)
		}
		if c.Position > newest[c.Dossier].Position {
			newest[c.Dossier] = c
		}
	}
	type old struct{ id, dossier string }
	var stale []old
	rows, err := n.DB.Read.QueryContext(ctx, `SELECT id, dossier FROM message_row WHERE dossier IN (`+marks(1, len(ids))+`)
AND newer = '' AND (call = 'waiting' OR (mail = 'waiting' AND inbox = 0))`, ids...)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var o old
		if err := rows.Scan(&o.id, &o.dossier); err != nil {
			return store.Lost(err)
		}
		if o.id != newest[o.dossier].ID {
			stale = append(stale, o)
		}
	}
	if err := rows.Err(); err != nil {
		return store.Lost(err)
	}
	tickets := make([]journal.Ticket, 0, len(stale))
	for _, o := range stale {
		by := newest[o.dossier].ID
		tickets = append(tickets, n.submit(ctx, "supersede/"+o.id, o.id, notify.Supersede{Newer: by}))
	}
	return wait(ctx, tickets)
}

func marks(from, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("$%d", from+i)
	}
	return strings.Join(all, ", ")
}
