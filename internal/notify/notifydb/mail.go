package notifydb

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/queue"
)

// mailTimeout bounds one attempt to send.
const mailTimeout = 30 * time.Second

// JobKind is the kind of the jobs that send e-mail.
const JobKind = "notify.email"

// Mailer sends e-mail through one SMTP server (RFC 5321).
type Mailer struct {
	host   string
	port   int
	local  bool
	tls    bool // from the first byte (smtps)
	user   string
	secret string
	from   string
	site   string // how people reach the site, for links
	name   locale.Text
	notice locale.Text // above every text: simulated or demonstration
}

// MailConfig says how e-mail is sent.
type MailConfig struct {
	// Server is smtp://user:password@host:port?from=address (STARTTLS, without
	// it on localhost) or smtps://… (TLS from the start).
	Server string
	Site   string      // "https://dichvucong.example.vn"
	Name   locale.Text // who sends: the portal's name
	Notice locale.Text // stands above every text; zero for none
}

// NewMailer reads the address of a mail server; nil when there is none. The
// error never shows the password.
func NewMailer(c MailConfig) (*Mailer, error) {
	if c.Server == "" {
		return nil, nil //nolint:nilnil // no server: e-mail is off
	}
	bad := errors.New("notifydb: address of the mail server: use smtp://user:password@host:port?from=address, or smtps://")
	u, err := url.Parse(c.Server)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || strings.Trim(u.Path, "/") != "" {
		return nil, bad
	}
	m := &Mailer{host: u.Hostname(), tls: u.Scheme == "smtps", user: u.User.Username(), from: u.Query().Get("from"), site: c.Site, name: c.Name, notice: c.Notice}
	m.secret, _ = u.User.Password()
	m.port = map[bool]int{false: 587, true: 465}[m.tls]
	if p := u.Port(); p != "" {
		if m.port, err = strconv.Atoi(p); err != nil {
			return nil, bad
		}
	}
	ip := net.ParseIP(m.host)
	m.local = m.host == "localhost" || ip != nil && ip.IsLoopback()
	if m.from == "" {
		m.from = "khong-tra-loi@" + domain(c.Site)
	}
	if _, wrong := locale.ParseEmail(m.from); wrong != nil && !m.local {
		return nil, fmt.Errorf("notifydb: sender %q of the mail server's address is no e-mail address", m.from)
	}
	return m, nil
}

// domain is the host of the site, for sender and message ids.
func domain(site string) string {
	if u, err := url.Parse(site); err == nil && u.Hostname() != "" && net.ParseIP(u.Hostname()) == nil {
		return u.Hostname()
	}
	return "localhost"
}

// Local reports whether the server is on this machine.
func (m *Mailer) Local() bool { return m.local }

// Server is host and port, for logs.
func (m *Mailer) Server() string { return net.JoinHostPort(m.host, strconv.Itoa(m.port)) }

// MessageIDOf is the Message-ID of a message, without brackets: the same at
// every attempt, so that a mail sent twice is shown once.
func (m *Mailer) MessageIDOf(message string) string { return message + "@" + domain(m.site) }

// Refused: the server will never take this mail.
type refusedError struct{ code string }

func (e *refusedError) Error() string { return "notifydb: the mail server refused: " + e.code }

// Send gives one message to the server and answers its id of it.
func (m *Mailer) Send(ctx context.Context, c notify.Composed) (provider string, err error) {
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.FromFormat(m.name.VI, m.from), msg.AddToFormat(c.To.Name, c.To.Email)); err != nil {
		return "", &refusedError{"address"}
	}
	msg.Subject(c.Subject.VI)
	msg.SetMessageIDWithValue(m.MessageIDOf(c.ID))
	msg.SetDateWithValue(c.At.Time())
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no automatic answers, please
	msg.SetBodyString(mail.TypeTextPlain, m.text(c))
	client, err := mail.NewClient(m.host, m.options()...)
	if err != nil {
		return "", fmt.Errorf("notifydb: mail server: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, msg); err != nil {
		var s *mail.SendError
		if errors.As(err, &s) && !s.IsTemp() && s.ErrorCode() >= 500 {
			return "", &refusedError{strings.TrimSpace(fmt.Sprintf("%d %s", s.ErrorCode(), s.EnhancedStatusCode()))}
		}
		return "", fmt.Errorf("notifydb: send: %w", err)
	}
	return msg.ServerResponse(), nil
}

func (m *Mailer) options() []mail.Option {
	o := []mail.Option{mail.WithPort(m.port), mail.WithTimeout(mailTimeout), mail.WithHELO(domain(m.site)), mail.WithoutNoop()}
	switch {
	case m.tls:
		o = append(o, mail.WithSSL())
	case m.local:
		o = append(o, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		o = append(o, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if m.user != "" {
		o = append(o, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.user), mail.WithPassword(m.secret))
	}
	return o
}

// text is the mail: Vietnamese, then English, then where to look. The link
// opens nothing without signing in.
func (m *Mailer) text(c notify.Composed) string {
	var b strings.Builder
	part := func(lang locale.Lang, hello, link, reply string) {
		if !m.notice.IsZero() {
			b.WriteString("*** " + m.notice.In(lang) + " ***\n\n")
		}
		b.WriteString(hello + "\n\n" + c.Body.In(lang) + "\n\n")
		if c.To.Account != "" {
			b.WriteString(link + "\n" + m.site + "/ho-so-cua-toi/" + c.Dossier + "\n\n")
		}
		b.WriteString(reply + "\n" + c.Office + "\n" + m.name.In(lang) + "\n")
	}
	part(locale.VI, "Kính gửi Ông/Bà "+c.To.Name+",", "Xem hồ sơ (cần đăng nhập):", "Thư này do hệ thống gửi tự động, xin không trả lời.")
	b.WriteString("\n-- English --\n\n")
	part(locale.EN, "Dear "+c.To.Name+",", "See your dossier (sign-in needed):", "This message was sent automatically; please do not reply.")
	return b.String()
}

// Worker sends the e-mail of composed messages.
func (n *Notifier) Worker() queue.Worker {
	return queue.Worker{
		Kind: JobKind,
		Wants: func(e journal.Recorded) bool {
			c, ok := e.Event.(notify.Composed)
			return ok && notify.State{Composed: c}.By(notify.Email)
		},
		Work: n.send,
	}
}

// again is when a job comes back that could not record its outcome.
const again = time.Minute

// send is one attempt: nothing when there is an outcome already.
func (n *Notifier) send(ctx context.Context, job queue.Job) error {
	s, _, err := journal.Load[notify.State](ctx, n.Journal, job.Stream)
	if err != nil {
		return queue.Later(again) // the database's fault, not this mail's
	}
	if s.Mail.Status != notify.MailWaiting {
		return nil
	}
	if n.Mail == nil {
		return n.giveUp(ctx, job, s, "no mail server")
	}
	provider, err := n.Mail.Send(ctx, s.Composed)
	var refused *refusedError
	switch {
	case err == nil:
		sent := notify.RecordSent{MessageID: n.Mail.MessageIDOf(s.Composed.ID), Provider: provider, Attempt: job.Attempt}
		if _, err := n.submit(ctx, job.Key()+"/sent", s.Composed.ID, sent).Wait(ctx); err != nil {
			return queue.Later(again) // sent but not recorded: sent again under the same Message-ID
		}
		return nil
	case s.Composed.To.Email == "":
		return n.giveUp(ctx, job, s, "erased")
	case errors.As(err, &refused):
		return n.giveUp(ctx, job, s, refused.code)
	case job.Last:
		n.Log.LogAttrs(ctx, slog.LevelWarn, "e-mail given up", slog.String("message", s.Composed.ID), slog.Any("error", err))
		return n.giveUp(ctx, job, s, "unreachable")
	}
	return err
}

func (n *Notifier) giveUp(ctx context.Context, job queue.Job, s notify.State, reason string) error {
	if _, err := n.submit(ctx, job.Key()+"/failed", s.Composed.ID, notify.RecordFailed{Reason: reason, Attempt: job.Attempt}).Wait(ctx); err != nil {
		return queue.Later(again)
	}
	return nil
}
