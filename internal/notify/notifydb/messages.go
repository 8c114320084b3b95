package notifydb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/org"
	"motcua/internal/store"
)

// Message is one message as pages list it.
type Message struct {
	ID, Dossier, Code string
	Kind              notify.Kind
	Agency, Office    string
	At                calendar.Instant
	Subject, Body     locale.Text
	To                notify.Recipient
	Inbox, InPerson   bool
	ReadAt            calendar.Instant
	Mail              notify.MailStatus
	MailAt            calendar.Instant
	MailNote          string
	Call              notify.CallStatus
	Calls             int64
	CalledBy          string
	CalledAt          calendar.Instant
	Outcome           notify.CallOutcome
	Note              string
	Newer             string // a newer message made the call needless
}

const messageColumns = `id, dossier, kind, code, agency, office, at, subject_vi, subject_en, body_vi, body_en, account, name, phone, email, address,
inbox, in_person, read_at, mail, mail_at, mail_note, call, calls, called_by, called_at, outcome, note, newer`

func (m *Message) targets() []any {
	return []any{
		&m.ID, &m.Dossier, &m.Kind, &m.Code, &m.Agency, &m.Office, &m.At, &m.Subject.VI, &m.Subject.EN, &m.Body.VI, &m.Body.EN,
		&m.To.Account, &m.To.Name, &m.To.Phone, &m.To.Email, &m.To.Address, &m.Inbox, &m.InPerson, &m.ReadAt, &m.Mail, &m.MailAt, &m.MailNote,
		&m.Call, &m.Calls, &m.CalledBy, &m.CalledAt, &m.Outcome, &m.Note, &m.Newer,
	}
}

// Messages reads messages and records what became of them.
type Messages struct {
	j  *journal.Journal
	db *store.DB
}

// NewMessages makes them for one database.
func NewMessages(j *journal.Journal, db *store.DB) *Messages { return &Messages{j, db} }

func (m *Messages) list(ctx context.Context, size int, query string, args ...any) (list []Message, more bool, err error) {
	rows, err := m.db.Read.QueryContext(ctx, `SELECT `+messageColumns+` FROM message_row `+query, args...)
	if err != nil {
		return nil, false, store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var x Message
		if err := rows.Scan(x.targets()...); err != nil {
			return nil, false, store.Lost(err)
		}
		list = append(list, x)
	}
	if size > 0 && len(list) > size {
		list, more = list[:size], true
	}
	return list, more, store.Lost(rows.Err())
}

// Inbox reads a page of an account's inbox, newest first; pages count from 1.
func (m *Messages) Inbox(ctx context.Context, account string, page, size int) (list []Message, more bool, err error) {
	return m.list(ctx, size, `WHERE account = $1 AND inbox = 1 ORDER BY at DESC, id LIMIT $2 OFFSET $3`,
		account, int64(size+1), int64((max(page, 1)-1)*size))
}

// Unread counts what an account has not opened.
func (m *Messages) Unread(ctx context.Context, account string) (n int64, err error) {
	err = m.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM message_row WHERE account = $1 AND read_at = 0 AND inbox = 1`, account).Scan(&n)
	return n, store.Lost(err)
}

// Calls reads a page of the people whom these agencies' one-stops have to call:
// those not called yet first, each in order of the act. A confidential dossier's
// people are called by those who find it (scope).
func (m *Messages) Calls(ctx context.Context, scope dossier.Scope, agencies []string, page, size int) (list []Message, more bool, err error) {
	if len(agencies) == 0 {
		return nil, false, nil
	}
	where, args := waiting(scope, agencies, int64(size+1), int64((max(page, 1)-1)*size))
	return m.list(ctx, size, where+` ORDER BY called_at, at, id LIMIT $1 OFFSET $2`, args...)
}

// CallsWaiting counts them.
func (m *Messages) CallsWaiting(ctx context.Context, scope dossier.Scope, agencies []string) (n int64, err error) {
	if len(agencies) == 0 {
		return 0, nil
	}
	where, args := waiting(scope, agencies)
	err = m.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM message_row `+where, args...).Scan(&n)
	return n, store.Lost(err)
}

// waiting is the condition on the calls that agencies have to make.
func waiting(scope dossier.Scope, agencies []string, args ...any) (string, []any) {
	for _, a := range agencies {
		args = append(args, a)
	}
	where := `WHERE call = 'waiting' AND agency IN (` + marks(len(args)-len(agencies)+1, len(agencies)) + `)`
	hidden := scopesql.Hidden(scope, "r.", adder(&args))
	return where + ` AND NOT EXISTS (SELECT 1 FROM dossier_row r WHERE r.id = message_row.dossier AND ` + hidden + `)`, args
}

// Hides reports whether the dossier of a message is confidential or restricted and
// not for the scope's owner.
func (m *Messages) Hides(ctx context.Context, scope dossier.Scope, id string) (bool, error) {
	var n int64
	args := []any{id}
	hidden := scopesql.Hidden(scope, "r.", adder(&args))
	err := m.db.Read.QueryRowContext(ctx, `SELECT COUNT(*) FROM dossier_row r WHERE r.id = $1 AND `+hidden, args...).Scan(&n)
	return n > 0, store.Lost(err)
}

// adder adds arguments behind those that are there.
func adder(args *[]any) scopesql.Arg {
	return func(value any) string {
		*args = append(*args, value)
		return fmt.Sprintf("$%d", len(*args))
	}
}

// OfDossier reads all messages about a dossier, newest first. The caller has
// checked that the viewer may see the dossier.
func (m *Messages) OfDossier(ctx context.Context, dossier string) ([]Message, error) {
	list, _, err := m.list(ctx, 0, `WHERE dossier = $1 ORDER BY at DESC, id LIMIT 200`, dossier)
	return list, err
}

// Find reads one message with the calls made about it, and its version; the
// caller checks whose it is. notify.ErrNoMessage when there is none.
func (m *Messages) Find(ctx context.Context, id string) (Message, error) {
	var x Message
	err := m.db.Read.QueryRowContext(ctx, `SELECT `+messageColumns+` FROM message_row WHERE id = $1`, id).Scan(x.targets()...)
	if errors.Is(err, sql.ErrNoRows) {
		return x, notify.ErrNoMessage
	}
	return x, store.Lost(err)
}

// State reads a message with its whole history.
func (m *Messages) State(ctx context.Context, id string) (notify.State, error) {
	s, _, err := journal.Load[notify.State](ctx, m.j, notify.Stream(id))
	if err == nil && !s.Exists() {
		err = notify.ErrNoMessage
	}
	return s, err
}

// MarkRead notes that the owner of the inbox opened a message.
func (m *Messages) MarkRead(ctx context.Context, actor org.Actor, id string) error {
	return m.execute(ctx, commandID("read/"+id), id, actor, notify.MarkRead{})
}

// mostRead is how many messages are opened at once.
const mostRead = 500

// MarkAllRead notes that the owner of the inbox opened all that it holds, at
// most the newest 500, and answers how many.
func (m *Messages) MarkAllRead(ctx context.Context, actor org.Actor) (int, error) {
	rows, err := m.db.Read.QueryContext(ctx, `SELECT id FROM message_row WHERE account = $1 AND read_at = 0 AND inbox = 1 ORDER BY at DESC, id LIMIT $2`,
		actor.Account, int64(mostRead))
	if err != nil {
		return 0, store.Lost(err)
	}
	defer rows.Close()
	var tickets []journal.Ticket
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return 0, store.Lost(err)
		}
		tickets = append(tickets, m.submit(ctx, commandID("read/"+id), id, actor, notify.MarkRead{}))
	}
	if err := rows.Err(); err != nil {
		return 0, store.Lost(err)
	}
	return len(tickets), wait(ctx, tickets)
}

// RecordCall notes a call; command is the form's token.
func (m *Messages) RecordCall(ctx context.Context, command string, actor org.Actor, id string, c notify.RecordCall) error {
	return m.execute(ctx, command, id, actor, c)
}

func (m *Messages) execute(ctx context.Context, command, id string, actor org.Actor, c notify.Command) error {
	_, err := m.submit(ctx, command, id, actor, c).Wait(ctx)
	return err
}

func (m *Messages) submit(ctx context.Context, command, id string, actor org.Actor, c notify.Command) journal.Ticket {
	r := journal.Request{ID: command, Stream: notify.Stream(id), Expect: journal.Any, Actor: actor.Account}
	return journal.Submit(ctx, m.j, r, func(s notify.State, now calendar.Instant) ([]act.Event, error) {
		return notify.Decide(s, c, notify.Facts{Now: now, Actor: actor})
	})
}
