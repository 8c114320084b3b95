package notifydb_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/queue"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

var writer = dossier.Party{Kind: dossier.Business, Name: "Công ty Mẫu – Đỗ Ệ", Email: "mau@motcua.example"} //nolint:gochecknoglobals // a constant

// mailed is a message of a counter's dossier to somebody with an e-mail address.
func (o *office) mailed() (message notifydb.Message, job queue.Job) {
	o.t.Helper()
	id := o.counter(writer)
	o.tell()
	m := o.of(id)[0]
	if m.Mail != notify.MailWaiting || m.InPerson || m.Call != notify.CallNone {
		o.t.Fatalf("%+v", m)
	}
	return m, queue.Job{Kind: notifydb.JobKind, Position: 1, Stream: notify.Stream(m.ID), Attempt: 1}
}

func (o *office) again(m notifydb.Message) notifydb.Message {
	o.t.Helper()
	got, err := o.messages.Find(o.t.Context(), m.ID)
	if err != nil {
		o.t.Fatal(err)
	}
	return got
}

func TestAnEmailArrivesThroughTheQueue(t *testing.T) {
	t.Parallel()
	box := startPostbox(t)
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		o := open(t, db, "smtp://"+box.smtp+"?from=mot-cua@motcua.example", false)
		q := queue.New(db, o.j, slog.New(slog.NewTextHandler(t.Output(), nil)))
		q.Add(o.n.Worker())
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() { q.Run(ctx) })
		t.Cleanup(func() { cancel(); all.Wait() })
		m, _ := o.mailed()
		for end := time.Now().Add(30 * time.Second); o.again(m).Mail != notify.MailSent; time.Sleep(50 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("not sent: %+v", o.again(m))
			}
		}
		cancel()
		all.Wait()
		s, err := o.messages.State(t.Context(), m.ID)
		if err != nil || s.Mail.Provider == "" || s.Mail.MessageID != m.ID+"@motcua.example" {
			t.Errorf("%+v %v", s.Mail, err)
		}
		var letter map[string]any
		for _, l := range box.letters() {
			if l["MessageID"] == s.Mail.MessageID {
				letter = l
			}
		}
		to, _ := letter["To"].([]any)
		first, _ := to[0].(map[string]any)
		text, _ := letter["Text"].(string)
		if letter["Subject"] != m.Subject.VI || first["Name"] != writer.Name || first["Address"] != writer.Email {
			t.Errorf("%v", letter)
		}
		for _, want := range []string{m.Body.VI, m.Body.EN, "Kính gửi Ông/Bà " + writer.Name} {
			if !strings.Contains(strings.ReplaceAll(text, "\r\n", "\n"), want) {
				t.Errorf("%q is not in the mail:\n%s", want, text)
			}
		}
		if strings.Contains(text, "/t/") {
			t.Error("the mail holds a tracking token")
		}
		o.sound()
	})
}

func TestWhatTheServerRefusesIsCalled(t *testing.T) {
	t.Parallel()
	box := startPostbox(t)
	o := open(t, storetest.SQLite(t), "smtp://"+box.smtp, false)
	m, job := o.mailed()
	box.refuse(451)
	if err := o.n.Worker().Work(t.Context(), job); err == nil || o.again(m).Mail != notify.MailWaiting {
		t.Errorf("a passing refusal is tried again: %v %+v", err, o.again(m))
	}
	box.refuse(550)
	if err := o.n.Worker().Work(t.Context(), job); err != nil {
		t.Error(err)
	}
	got := o.again(m)
	if got.Mail != notify.MailFailed || !strings.HasPrefix(got.MailNote, "550") || got.Call != notify.CallWaiting {
		t.Errorf("%+v", got)
	}
	if strings.Contains(got.MailNote, writer.Email) {
		t.Errorf("the reason names the person: %q", got.MailNote)
	}
	box.refuse(0)
	if err := o.n.Worker().Work(t.Context(), job); err != nil || len(box.letters()) != 0 {
		t.Errorf("given up is given up: %v, %d letters", err, len(box.letters()))
	}
	o.sound()
}

func TestAServerThatIsAwayIsTriedUntilTheLastAttempt(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "smtp://"+free(t), false)
	m, job := o.mailed()
	if err := o.n.Worker().Work(t.Context(), job); err == nil || o.again(m).Mail != notify.MailWaiting {
		t.Errorf("%v %+v", err, o.again(m))
	}
	job.Attempt, job.Last = 8, true
	if err := o.n.Worker().Work(t.Context(), job); err != nil {
		t.Error(err)
	}
	if got := o.again(m); got.Mail != notify.MailFailed || got.Call != notify.CallWaiting || len(o.calls()) != 1 {
		t.Errorf("%+v", got)
	}
}

// TestSentButNotRecorded is a crash between the deed and its outcome: the mail
// goes out again under the same Message-ID, and is recorded once.
func TestSentButNotRecorded(t *testing.T) {
	t.Parallel()
	box := startPostbox(t)
	o := open(t, storetest.SQLite(t), "smtp://"+box.smtp, false)
	m, job := o.mailed()
	o.j.Close() // the process is killed: it sends, and writes nothing any more
	if err := o.n.Worker().Work(t.Context(), job); err == nil {
		t.Error("the job ended although its outcome is not recorded")
	}
	if n := len(box.letters()); n != 1 || o.again(m).Mail != notify.MailWaiting {
		t.Fatalf("%d letters, %+v", n, o.again(m))
	}
	o.start("smtp://" + box.smtp)
	for range 2 { // the job runs again, and once more for nothing
		if err := o.n.Worker().Work(t.Context(), job); err != nil {
			t.Fatal(err)
		}
	}
	letters := box.letters()
	if len(letters) != 2 || letters[0]["MessageID"] != letters[1]["MessageID"] {
		t.Errorf("%d letters: %v", len(letters), letters)
	}
	if got := o.again(m); got.Mail != notify.MailSent {
		t.Errorf("%+v", got)
	}
	o.sound()
}

func TestASimulationSendsToThisMachineOnly(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "smtps://user:secret@mail.motcua.example", true)
	id := o.counter(writer)
	o.write(id, "van-thu", o.finished())
	o.tell()
	if calls := o.calls(); len(calls) != 1 || calls[0].Mail != notify.MailNone {
		t.Errorf("%+v", calls)
	}
	box := startPostbox(t)
	o = open(t, storetest.SQLite(t), "smtp://"+box.smtp, true)
	o.mailed()
	past := o.counter(writer)
	o.write(past, "van-thu", o.finished())
	o.pass(24 * time.Hour)
	o.tell()
	for _, m := range o.of(past) {
		if m.Mail != notify.MailNone {
			t.Errorf("yesterday's simulated act is e-mailed: %+v", m)
		}
	}
}

func TestWithoutAServerWaitingMailIsGivenUp(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "smtp://"+free(t), false)
	m, job := o.mailed()
	o.j.Close()
	o.start("") // started again without a mail server
	if err := o.n.Worker().Work(t.Context(), job); err != nil {
		t.Error(err)
	}
	if got := o.again(m); got.Mail != notify.MailFailed || got.Call != notify.CallWaiting {
		t.Errorf("%+v", got)
	}
}

func TestNewMailer(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"mail.example", "http://mail.example", "smtp://", "smtp://mail.example/box", "smtp://mail.example:port", "smtp://u:geheim@mail.example?from=niemand"} {
		m, err := notifydb.NewMailer(notifydb.MailConfig{Server: bad, Site: "https://motcua.example"})
		if err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v %v", bad, m, err)
		}
	}
	for server, want := range map[string]struct {
		address string
		local   bool
	}{
		"smtp://u:p@mail.example": {"mail.example:587", false}, "smtps://u:p@mail.example": {"mail.example:465", false},
		"smtp://localhost:1025": {"localhost:1025", true}, "smtp://127.0.0.1:25": {"127.0.0.1:25", true}, "smtp://[::1]:25": {"[::1]:25", true},
	} {
		m, err := notifydb.NewMailer(notifydb.MailConfig{Server: server, Site: "https://motcua.example"})
		if err != nil || m.Server() != want.address || m.Local() != want.local {
			t.Errorf("%s: %v %v", server, m, err)
		}
	}
	if m, err := notifydb.NewMailer(notifydb.MailConfig{}); m != nil || err != nil {
		t.Error("without a server there is no mailer")
	}
}
