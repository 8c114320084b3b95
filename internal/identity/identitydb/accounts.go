package identitydb

import (
	"context"
	"crypto/cipher"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/webauthn"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/store"
	"motcua/internal/web"
)

//go:embed migrations
var migrations embed.FS

// Migrations is the line of accounts and sessions.
func Migrations() store.Line {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // embedded: it cannot be missing
	}
	return store.Line{Name: "identity", Files: files}
}

// Register declares the account and site streams to the journal; call it
// before the journal starts.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[identity.State]{
		Kind: identity.StreamKind, Codec: identity.Codec(), Evolve: identity.Evolve, Tables: identity.Tables(), Rows: identity.Rows,
	})
	journal.Register(j, journal.Core[identity.SiteState]{Kind: identity.SiteKind, Codec: identity.SiteCodec(), Evolve: identity.EvolveSite})
	journal.Register(j, journal.Core[identity.PrincipalState]{
		Kind: identity.PrincipalKind, Codec: identity.PrincipalCodec(), Evolve: identity.EvolvePrincipal,
		Tables: identity.PrincipalTables(), Rows: identity.PrincipalRows,
	})
}

// Accounts answers who an account is and carries out its commands. Safe for
// concurrent use.
type Accounts struct {
	db           *store.DB
	j            *journal.Journal
	organisation func() *org.Organisation
	now          func() calendar.Instant
	hashing      *turnstile
	aead         cipher.AEAD        // seals the secrets of second factors; nil without a key
	secondFactor bool               // officials must have one
	passkeys     *webauthn.WebAuthn // nil where the address allows none

	// Lasts is how long sessions last now, as web.Config.Lasts; nil is the longest.
	Lasts func() (idle, life time.Duration)
}

// New makes the accounts of a database. organisation is the current one
// (orgdb.Directory), now the server's clock.
func New(db *store.DB, j *journal.Journal, organisation func() *org.Organisation, now func() calendar.Instant) *Accounts {
	return &Accounts{db: db, j: j, organisation: organisation, now: now, hashing: newTurnstile()}
}

// RequireSecondFactor says that officials must have a second factor. Call it
// before anything is served.
func (a *Accounts) RequireSecondFactor() { a.secondFactor = true }

// SecondFactor reports whether officials must have a second factor.
func (a *Accounts) SecondFactor() bool { return a.secondFactor }

// ErrNoAccount: nobody may act with that account: it is unknown, disabled or
// closed. Its kind is fault.NotFound.
//
//nolint:gochecknoglobals // a sentinel
var ErrNoAccount = fault.New(fault.NotFound, "identity.no_account", locale.T(
	"Tài khoản này không có hoặc đang bị khóa. Xin liên hệ quản trị của cơ quan hoặc gọi tổng đài.",
	"There is no such account, or it is disabled. Please contact your agency's administrator or call the hotline."))

// Account is the row of an account; personal fields are "" once erased.
type Account struct {
	ID     string
	Kind   org.ActorKind
	Name   string
	Number string // identification number or tax code
	Phone  string // E.164
	Email  string
	Demo   bool
	Active bool
}

const selectAccount = `SELECT id, kind, name, number, phone, email, demo, active FROM account_row `

func scanAccount(scan func(...any) error) (Account, error) {
	var a Account
	var demo, active int64
	err := scan(&a.ID, &a.Kind, &a.Name, &a.Number, &a.Phone, &a.Email, &demo, &active)
	a.Demo, a.Active = demo == 1, active == 1
	return a, err
}

// Find is an account whatever its standing; ErrNoAccount if there is none.
func (a *Accounts) Find(ctx context.Context, account string) (Account, error) {
	found, err := scanAccount(a.db.Read.QueryRowContext(ctx, selectAccount+`WHERE id = $1`, account).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return Account{}, ErrNoAccount
	}
	return found, store.Lost(err)
}

// FindAll are the accounts with those ids, whatever their standing; one that is
// not there is missing.
func (a *Accounts) FindAll(ctx context.Context, accounts []string) (map[string]Account, error) {
	found := make(map[string]Account, len(accounts))
	if len(accounts) == 0 {
		return found, nil
	}
	marks, args := make([]string, len(accounts)), make([]any, len(accounts))
	for i, id := range accounts {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	list, err := a.list(ctx, `WHERE id IN (`+strings.Join(marks, ", ")+`)`, args...)
	for _, x := range list {
		found[x.ID] = x
	}
	return found, err
}

// ByNumber lists the active accounts with that identification number or tax
// code, in the stored form; more than one only in a demonstration.
func (a *Accounts) ByNumber(ctx context.Context, number string) ([]Account, error) {
	return a.list(ctx, `WHERE number = $1 AND active = 1 ORDER BY id`, number)
}

// Officials lists the accounts of officials in Vietnamese order of names.
func (a *Accounts) Officials(ctx context.Context) ([]Account, error) {
	return a.list(ctx, `WHERE kind = $1 ORDER BY name_sort, id`, string(org.ActorOfficial))
}

// DemoAccounts lists the accounts that need no password; empty outside a
// demonstration.
func (a *Accounts) DemoAccounts(ctx context.Context) ([]Account, error) {
	if demo, err := a.IsDemo(ctx); err != nil || !demo {
		return nil, err
	}
	return a.list(ctx, `WHERE demo = 1 AND active = 1 ORDER BY id`)
}

func (a *Accounts) list(ctx context.Context, where string, args ...any) ([]Account, error) {
	rows, err := a.db.Read.QueryContext(ctx, selectAccount+where, args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var all []Account
	for rows.Next() {
		found, err := scanAccount(rows.Scan)
		if err != nil {
			return nil, store.Lost(err)
		}
		all = append(all, found)
	}
	return all, store.Lost(rows.Err())
}

func (a *Accounts) active(ctx context.Context, account string) (Account, error) {
	found, err := a.Find(ctx, account)
	if err == nil && !found.Active {
		err = ErrNoAccount
	}
	return found, err
}

// Actor is the account as it may act today, with an official's posts. It fails
// with ErrNoAccount for an account that may not act.
func (a *Accounts) Actor(ctx context.Context, account string) (org.Actor, error) {
	return a.ActorIn(ctx, account, a.organisation(), a.now().Date())
}

// ActorIn is Actor in a given organisation on a day, for commands whose facts
// all rest on one organisation.
func (a *Accounts) ActorIn(ctx context.Context, account string, o *org.Organisation, day calendar.Date) (org.Actor, error) {
	found, err := a.active(ctx, account)
	if err != nil {
		return org.Actor{}, err
	}
	actor := actorOf(found, o, day)
	if found.Kind == org.ActorCitizen {
		actor.Principals, err = a.principals(ctx, account, day)
	}
	return actor, err
}

func actorOf(a Account, o *org.Organisation, day calendar.Date) org.Actor {
	actor := org.Actor{Account: a.ID, Name: a.Name, Kind: a.Kind}
	if a.Kind == org.ActorOfficial {
		actor.Posts = o.Posts(a.ID, day)
	}
	return actor
}

// Viewer is the account as a reader of pages; it makes Accounts a web.Accounts.
// Whoever holds the admin duty is an operator and nothing else: the one who
// grants rights does not work on dossiers.
func (a *Accounts) Viewer(ctx context.Context, account string) (web.Viewer, error) {
	found, err := a.active(ctx, account)
	if err != nil {
		return web.Viewer{}, err
	}
	o, day := a.organisation(), a.now().Date()
	v := web.Viewer{Account: found.ID, Name: found.Name, Kind: web.Person, Demo: found.Demo}
	if found.Kind != org.ActorOfficial {
		return v, nil
	}
	v.Kind = web.Staff
	actor := actorOf(found, o, day)
	for _, p := range actor.Posts {
		post := web.Post{Duty: string(p.Duty), Unit: p.Unit, Agency: p.Agency, Title: p.Title}
		if agency, ok := o.Agency(p.Agency, day); ok {
			post.Title += ", " + agency.ShortName
		}
		v.Posts = append(v.Posts, post)
	}
	if actor.HoldsAnywhere(org.DutyAdmin) {
		v.Kind = web.Operator
	}
	return v, nil
}

// Load reads an account's state and version; ErrNoAccount if there is none.
func (a *Accounts) Load(ctx context.Context, account string) (identity.State, int64, error) {
	s, version, err := journal.Load[identity.State](ctx, a.j, identity.Stream(account))
	if err == nil && !s.Exists() {
		err = ErrNoAccount
	}
	return s, version, err
}

// Act is a command about an account on its way to the journal.
type Act struct {
	ID      string // the command's id
	Account string // whose account it is about
	Expect  int64  // version that the person saw, or journal.Any
	Actor   org.Actor
	At      calendar.Instant // of a simulated act, else 0
}

// Execute carries out a command about an account. Where the account may not act
// any more, or was signed out by an administrator, its sessions end with it; with
// an erased account go its other ways in, too.
func (a *Accounts) Execute(ctx context.Context, r Act, c identity.Command) (journal.Receipt, error) {
	t, err := a.submit(ctx, r, c)
	if err != nil {
		return journal.Receipt{}, err
	}
	receipt, err := t.Wait(ctx)
	if err != nil {
		return receipt, err
	}
	switch c := c.(type) {
	case identity.Disable, identity.Close, identity.EndSessions:
		_, err = a.EndSessions(ctx, r.Account, "")
	case identity.ResetFactors:
		err = a.forgetFactors(ctx, r.Account)
	case identity.RemoveFactor:
		err = a.forgetFactor(ctx, r.Account, c.Factor)
	case identity.EraseAccount:
		err = a.forget(ctx, r.Account)
	case identity.EnrolFactor, identity.IssueRecoveryCodes, identity.IssuePassword: // see IssuePassword
	case identity.EraseContact, identity.GiveConsent, identity.WithdrawConsent:
	case identity.Open, identity.ChangeContact, identity.Enable, identity.IssueToken, identity.RevokeToken:
	}
	return receipt, err
}

// held are the duties of an account's holder, present and to come.
func (a *Accounts) held(account string) []org.Held {
	today := a.now().Date()
	return slices.DeleteFunc(a.organisation().Career(account), func(h org.Held) bool { return h.Ended(today) })
}

// Keeps reports whether the actor looks after somebody's way in, as
// identity.Keeps says.
func (a *Accounts) Keeps(actor org.Actor, account string) bool {
	return identity.Keeps(actor, account, a.held(account))
}

func (a *Accounts) submit(ctx context.Context, r Act, c identity.Command) (journal.Ticket, error) {
	facts := identity.Facts{Actor: r.Actor, SecondFactor: a.secondFactor, Held: a.held(r.Account)}
	var err error
	if facts.Demo, err = a.IsDemo(ctx); err != nil {
		return journal.Ticket{}, err
	}
	digest, err := digestOf(c)
	if err != nil {
		return journal.Ticket{}, err
	}
	q := journal.Request{ID: r.ID, Stream: identity.Stream(r.Account), Expect: r.Expect, Actor: r.Actor.Account, Digest: digest, SimulatedAt: r.At}
	switch c.(type) {
	case identity.EraseContact, identity.EraseAccount:
		q.Alone = true
	}
	return journal.Submit(ctx, a.j, q, func(s identity.State, now calendar.Instant) ([]act.Event, error) {
		f := facts
		f.Now = now
		return identity.Decide(s, c, f)
	}), nil
}

// digestOf is the SHA-256 of what is asked for, so that an id used again for
// something else is no repetition. What the server finds or makes anew for each
// request (ids and secrets of tokens and factors, an inbox) is not asked for.
func digestOf(c identity.Command) (string, error) {
	asked := any(c)
	switch c := c.(type) {
	case identity.IssueToken:
		asked = struct {
			Label  string
			Scopes []identity.Scope
			Until  string
		}{c.Label, c.Scopes, c.Expires.Date().String()}
	case identity.EnrolFactor:
		c.Factor = ""
		asked = c
	case identity.EraseAccount:
		asked = identity.EraseAccount{}
	default:
	}
	body, err := json.Marshal(asked)
	if err != nil {
		return "", err
	}
	return hashOf(fmt.Sprintf("%T\n%s", c, body)), nil
}

// IsDemo reports whether the database is marked as a demonstration.
func (a *Accounts) IsDemo(ctx context.Context) (bool, error) {
	s, _, err := journal.Load[identity.SiteState](ctx, a.j, identity.SiteStream(province.Code))
	return s.Demo, err
}
