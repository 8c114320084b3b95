package identitydb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

// FlowLife is how long somebody may take at an identity provider.
const FlowLife = 15 * time.Minute

// holdLife is how long a number is kept for the account that is being opened
// for it.
const holdLife = 10 * time.Minute

// Flow is one sign-in that is on its way through an identity provider.
type Flow struct {
	State    string // what comes back with the browser; stored as a hash
	Browser  string // secret of the browser's own cookie; stored as a hash
	Provider string
	Nonce    string // what the id token must carry
	Verifier string // PKCE, RFC 7636
	Back     string // path to come back to
	Again    bool   // the provider was asked to let the person prove anew who it is
}

// ErrFlow: there is no such sign-in on its way: it was finished before, took
// too long or began in another browser. Its kind is fault.Conflict.
//
//nolint:gochecknoglobals // a sentinel
var ErrFlow = fault.New(fault.Conflict, "identity.flow", locale.T(
	"Lượt đăng nhập này đã dùng rồi, đã quá 15 phút hoặc bắt đầu từ một trình duyệt khác, nên không dùng tiếp được. Ông/Bà chưa bị mất gì; xin bấm đăng nhập lại.",
	"This sign-in was used already, took more than 15 minutes or began in another browser, and cannot go on. Nothing is lost; please sign in again."))

// BeginFlow notes a sign-in that leaves for a provider.
func (a *Accounts) BeginFlow(ctx context.Context, f Flow) error {
	var again int64
	if f.Again {
		again = 1
	}
	_, err := a.db.Write.ExecContext(ctx, `INSERT INTO sign_in_flow (state, browser, provider, nonce, verifier, back, again, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, hashOf(f.State), hashOf(f.Browser), f.Provider, f.Nonce, f.Verifier, f.Back, again, int64(a.now().Add(FlowLife)))
	return store.Lost(err)
}

// TakeFlow is the sign-in with that state which left this browser for the
// provider, once: whoever comes with it again fails with ErrFlow. A state that
// left another browser stays with that one.
func (a *Accounts) TakeFlow(ctx context.Context, provider, state, browser string) (Flow, error) {
	var again int64
	f := Flow{State: state, Browser: browser, Provider: provider}
	err := a.db.Write.QueryRowContext(ctx, `DELETE FROM sign_in_flow WHERE state = $1 AND browser = $2 AND provider = $3 AND expires_at > $4
RETURNING nonce, verifier, back, again`, hashOf(state), hashOf(browser), provider, int64(a.now())).Scan(&f.Nonce, &f.Verifier, &f.Back, &again)
	if errors.Is(err, sql.ErrNoRows) {
		return Flow{}, ErrFlow
	}
	f.Again = again == 1
	return f, store.Lost(err)
}

// Admit is the account that the person of a proof enters. The first time it is
// opened, or the one with the proven number is linked. It fails as
// identity.DecideAdmission says. official is the account that the directory
// names, "" for people and businesses.
func (a *Accounts) Admit(ctx context.Context, p identity.Proof, official string) (Account, error) {
	p, err := identity.ReadProof(p)
	if err != nil {
		return Account{}, err
	}
	account, err := a.accountFor(ctx, p, official)
	if err != nil {
		return Account{}, err
	}
	q := journal.Request{ID: "admit/" + uuid.NewString(), Stream: identity.Stream(account), Expect: journal.Any, Actor: org.System().Account}
	_, err = journal.Execute(ctx, a.j, q, func(s identity.State, now calendar.Instant) ([]act.Event, error) {
		return identity.DecideAdmission(s, identity.Admission{Account: account, Proof: p}, identity.Facts{Now: now, Actor: org.System()})
	})
	if err != nil {
		return Account{}, err
	}
	if err := a.represented(ctx, account, p); err != nil {
		return Account{}, err
	}
	return a.active(ctx, account)
}

// represented takes over whose business account a provider says it is. A person
// without an account here is taken over at a later sign-in.
func (a *Accounts) represented(ctx context.Context, business string, p identity.Proof) error {
	if p.Kind != org.ActorBusiness || p.Holder == "" {
		return nil
	}
	people, err := a.ByNumber(ctx, p.Holder)
	if err != nil {
		return err
	}
	for _, person := range people {
		if person.Kind != org.ActorCitizen {
			continue
		}
		_, err = a.ExecutePrincipal(ctx, PrincipalAct{ID: "prove/" + uuid.NewString(), Business: business, Expect: journal.Any, Actor: org.System(), Person: person.ID},
			identity.ProveRepresentative{Account: person.ID, Provider: p.Provider, Assurance: p.Assurance})
		return err
	}
	return nil
}

// accountFor finds the account that a proof is about, or the name of a new one.
func (a *Accounts) accountFor(ctx context.Context, p identity.Proof, official string) (account string, err error) {
	err = a.db.Read.QueryRowContext(ctx, `SELECT account FROM external_link WHERE provider = $1 AND subject = $2 ORDER BY account`, p.Provider, p.Subject).Scan(&account)
	if !errors.Is(err, sql.ErrNoRows) {
		return account, store.Lost(err)
	}
	if p.Kind == org.ActorOfficial {
		return official, nil
	}
	// Only one account of a number is active outside a demonstration; a closed
	// one makes room for another.
	err = a.db.Read.QueryRowContext(ctx, `SELECT id FROM account_row WHERE number = $1 AND kind = $2 ORDER BY active DESC, id`, p.Number, string(p.Kind)).Scan(&account)
	switch {
	case err == nil:
		s, _, err := a.Load(ctx, account)
		if err != nil || !s.Closed {
			return account, err
		}
	case !errors.Is(err, sql.ErrNoRows):
		return "", store.Lost(err)
	}
	return a.hold(ctx, p.Number)
}

// hold gives a number's new account its name, the same to two browsers that
// arrive at once: both then open the same stream, and the second is a return.
func (a *Accounts) hold(ctx context.Context, number string) (account string, err error) {
	now := a.now()
	fresh := "dd-" + randomWord(10)
	if _, err := a.db.Write.ExecContext(ctx, `INSERT INTO number_hold (number, account, expires_at) VALUES ($1, $2, $3)
ON CONFLICT (number) DO UPDATE SET account = excluded.account, expires_at = excluded.expires_at WHERE number_hold.expires_at <= $4`,
		number, fresh, int64(now.Add(holdLife)), int64(now)); err != nil {
		return "", store.Lost(err)
	}
	err = a.db.Write.QueryRowContext(ctx, `SELECT account FROM number_hold WHERE number = $1`, number).Scan(&account)
	return account, store.Lost(err)
}

// Unlink ends the way into r.Account through a provider.
func (a *Accounts) Unlink(ctx context.Context, r Act, provider string) error {
	q := journal.Request{ID: r.ID, Stream: identity.Stream(r.Account), Expect: r.Expect, Actor: r.Actor.Account, SimulatedAt: r.At}
	_, err := journal.Execute(ctx, a.j, q, func(s identity.State, now calendar.Instant) ([]act.Event, error) {
		return identity.DecideUnlink(s, provider, identity.Facts{Now: now, Actor: r.Actor})
	})
	return err
}
