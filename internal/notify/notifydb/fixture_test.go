package notifydb_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/present"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/store"
)

const (
	ward   = "phuong-mau"
	phone  = "+84900000001"
	reader = "cong-dan"
)

// office is a database in which dossiers' events are written as they are given.
type office struct {
	t        *testing.T
	db       *store.DB
	j        *journal.Journal
	n        *notifydb.Notifier
	messages *notifydb.Messages
	now      atomic.Int64
	contacts map[string]notify.Contact
	seq      int
}

// open begins with a simulated database when simulated is set.
func open(t *testing.T, db *store.DB, mail string, simulated bool) *office {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations(), proceduredb.Migrations(), dossierdb.Migrations(), notifydb.Migrations()); err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, db: db, contacts: map[string]notify.Contact{reader: {Inbox: true, Phone: phone}}}
	o.now.Store(int64(calendar.On(calendar.D(2025, 10, 6), 8, 0)))
	o.start(mail)
	if simulated {
		if err := o.j.MarkSimulated(t.Context()); err != nil {
			t.Fatal(err)
		}
		o.start(mail)
	}
	return o
}

// start makes the journal and what stands on it, as a new process does.
func (o *office) start(mail string) {
	o.t.Helper()
	var err error
	if o.j, err = journal.New(o.t.Context(), o.db, o.clock); err != nil {
		o.t.Fatal(err)
	}
	dossierdb.Register(o.j)
	notifydb.Register(o.j)
	o.j.Start()
	o.t.Cleanup(o.j.Close)
	mailer, err := notifydb.NewMailer(notifydb.MailConfig{Server: mail, Site: "https://motcua.example", Name: locale.T("Cổng dịch vụ công mẫu", "Sample portal")})
	if err != nil {
		o.t.Fatal(err)
	}
	o.n = notifydb.New(notifydb.Config{
		Journal: o.j, DB: o.db, Organisation: func() *org.Organisation { return org.Build(nil, org.Territory{}) },
		Contact: func(_ context.Context, account string) (notify.Contact, error) { return o.contacts[account], nil },
		Now:     o.clock, Hotline: "0203 3000 000", Mail: mailer, Log: slog.New(slog.NewTextHandler(o.t.Output(), nil)),
	})
	o.messages = notifydb.NewMessages(o.j, o.db)
}

func (o *office) clock() calendar.Instant { return calendar.Instant(o.now.Load()) }

func (o *office) pass(d time.Duration) { o.now.Add(d.Microseconds()) }

// write appends events to a dossier.
func (o *office) write(id, actor string, events ...act.Event) {
	o.t.Helper()
	_, err := journal.Execute(o.t.Context(), o.j, journal.Request{ID: uuid.NewString(), Stream: dossier.Stream(id), Expect: journal.Any, Actor: actor},
		func(dossier.State, calendar.Instant) ([]act.Event, error) { return events, nil })
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) filed(id string, m procedure.Method, owner dossier.Party) dossier.Filed {
	e := dossier.Filed{
		ID: id, Procedure: "9.000001", Short: locale.T("Thủ tục mẫu", "A sample"), Method: m, Agency: ward, Received: ward, Level: "commune",
		Day: o.clock().Date(), At: o.clock(), ReceptionDue: o.clock().Add(8 * time.Hour), Owner: owner, Account: owner.Account,
		Slip: dossier.Slip{Token: "t-" + id, Secret: "12345678"},
	}
	return e
}

// online files a dossier of a reader of an inbox.
func (o *office) online(p dossier.Party) string {
	o.t.Helper()
	id := o.next()
	o.write(id, p.Account, o.filed(id, procedure.Online, p))
	return id
}

// counter receives a dossier of somebody without an account.
func (o *office) counter(p dossier.Party) string {
	o.t.Helper()
	id := o.next()
	o.write(id, "can-bo", o.filed(id, procedure.Direct, p), o.accepted())
	return id
}

func (o *office) next() string {
	o.seq++
	return fmt.Sprintf("00000000-0000-4000-8000-%012d", o.seq)
}

func (o *office) accepted() dossier.WasAccepted {
	return dossier.WasAccepted{AgencyCode: "H49.12", Agency: ward, Day: o.clock().Date(), By: "can-bo", At: o.clock(), Promised: o.clock().Add(72 * time.Hour)}
}

func (o *office) asked() dossier.SupplementRequested {
	return dossier.SupplementRequested{Agency: ward, Day: o.clock().Date(), By: "chuyen-vien", At: o.clock(), Items: []dossier.Item{{Name: "Tờ khai mẫu", Why: "Thiếu chữ ký."}}}
}

func (o *office) finished() dossier.WasFinished {
	return dossier.WasFinished{By: "van-thu", At: o.clock(), Outcome: dossier.Grant, Timing: calendar.OnTime}
}

// tell lets the follower catch up.
func (o *office) tell() {
	o.t.Helper()
	if err := o.n.CatchUp(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) of(id string) []notifydb.Message {
	o.t.Helper()
	list, err := o.messages.OfDossier(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

func (o *office) calls() []notifydb.Message {
	o.t.Helper()
	list, _, err := o.messages.Calls(o.t.Context(), dossier.Scope{}, []string{ward}, 1, 100)
	if err != nil {
		o.t.Fatal(err)
	}
	n, err := o.messages.CallsWaiting(o.t.Context(), dossier.Scope{}, []string{ward})
	if err != nil || n != int64(len(list)) {
		o.t.Fatalf("counted %d, listed %d: %v", n, len(list), err)
	}
	return list
}

func (o *office) sound() {
	o.t.Helper()
	check, err := o.j.Fsck(o.t.Context())
	if err != nil || len(check.Findings) > 0 {
		o.t.Errorf("fsck: %v %+v", err, check.Findings)
	}
}

// postbox is a real mail server with an API to look into it.
type postbox struct {
	t         *testing.T
	smtp, web string
}

func startPostbox(t *testing.T) *postbox {
	t.Helper()
	program := present.Program(t, "run `make bin/mailpit`", "../../../bin/mailpit", "mailpit")
	b := &postbox{t: t, smtp: free(t), web: free(t)}
	c := exec.CommandContext(t.Context(), program, "--smtp", b.smtp, "--listen", b.web, "--disable-version-check", "--enable-chaos", "--quiet")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = c.Wait() // it was killed
	})
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if status, _ := b.ask(http.MethodGet, "/readyz", ""); status == http.StatusOK {
			return b
		}
		if time.Now().After(end) {
			t.Fatal("mailpit does not answer")
		}
	}
}

func free(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func (b *postbox) ask(method, path, body string) (status int, answer map[string]any) {
	b.t.Helper()
	q, err := http.NewRequestWithContext(b.t.Context(), method, "http://"+b.web+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		return 0, nil
	}
	defer res.Body.Close()
	_ = json.NewDecoder(res.Body).Decode(&answer) // not every answer is JSON
	return res.StatusCode, answer
}

// refuse lets the server answer RCPT TO with a code; 0 lets everything pass.
func (b *postbox) refuse(code int) {
	b.t.Helper()
	body := `{}`
	if code != 0 {
		body = fmt.Sprintf(`{"Recipient":{"ErrorCode":%d,"Probability":100}}`, code)
	}
	if status, _ := b.ask(http.MethodPut, "/api/v1/chaos", body); status != http.StatusOK {
		b.t.Fatalf("chaos: %d", status)
	}
}

// letters are the mails that arrived, newest first.
func (b *postbox) letters() []map[string]any {
	b.t.Helper()
	_, answer := b.ask(http.MethodGet, "/api/v1/messages", "")
	list, _ := answer["messages"].([]any)
	var out []map[string]any
	for _, l := range list {
		m, _ := l.(map[string]any)
		id, _ := m["ID"].(string)
		_, whole := b.ask(http.MethodGet, "/api/v1/message/"+id, "")
		out = append(out, whole)
	}
	return out
}
