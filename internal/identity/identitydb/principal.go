package identitydb

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

const selectPrincipals = `SELECT p.principal, b.name, b.number, p.grant_id, p.powers, p.from_day, p.until_day
FROM principal_power p JOIN account_row b ON b.id = p.principal
WHERE p.account = $1 AND b.active = 1 AND p.from_day <= $2 AND (p.until_day = '' OR p.until_day >= $2) ORDER BY b.name_sort, p.principal`

// principals are the businesses for which an account may act on a day; none of
// a business that is disabled or closed.
func (a *Accounts) principals(ctx context.Context, account string, day calendar.Date) ([]org.ActorPrincipal, error) {
	rows, err := a.db.Read.QueryContext(ctx, selectPrincipals, account, day.String())
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var all []org.ActorPrincipal
	for rows.Next() {
		var p org.ActorPrincipal
		var powers, from, until string
		if err := rows.Scan(&p.Account, &p.Name, &p.Number, &p.Grant, &powers, &from, &until); err != nil {
			return nil, store.Lost(err)
		}
		p.Powers, p.From, p.Until = identity.SplitPowers(powers), dayOf(from), dayOf(until)
		all = append(all, p)
	}
	return all, store.Lost(rows.Err())
}

// dayOf reads a day as a projection stores it; "" is no bound.
func dayOf(iso string) calendar.Date {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return calendar.Date{}
	}
	return calendar.D(t.Year(), int(t.Month()), t.Day())
}

// Principals are the businesses for which an account may act now, with the
// streams and versions that this rests on: whatever is decided by them is
// decided anew if one of them has changed.
func (a *Accounts) Principals(ctx context.Context, account string) ([]org.ActorPrincipal, []journal.Ref, error) {
	all, err := a.principals(ctx, account, a.now().Date())
	if err != nil {
		return nil, nil, err
	}
	var rests []journal.Ref
	for i := range all {
		stream := identity.PrincipalStream(all[i].Account)
		s, version, err := journal.Load[identity.PrincipalState](ctx, a.j, stream)
		if err != nil {
			return nil, nil, err
		}
		if g, ok := s.Grant(all[i].Grant); ok && g.Account == account {
			all[i].Powers, all[i].From, all[i].Until = g.Powers, g.From, g.Until
		} else if !s.Represents(account) {
			all[i].Powers = nil // revoked since the list was read
		}
		rests = append(rests, journal.Ref{Stream: stream, Version: version})
	}
	return all, rests, nil
}

// Principal is who may act for the business with that account, with the
// version.
func (a *Accounts) Principal(ctx context.Context, business string) (identity.PrincipalState, int64, error) {
	return journal.Load[identity.PrincipalState](ctx, a.j, identity.PrincipalStream(business))
}

// PersonNamed is the account of a person by the number of an identity paper, in
// the stored form, and the name on it; "" when none has both. The two are asked
// for together, so that a number alone tells nobody whether it has an account.
func (a *Accounts) PersonNamed(ctx context.Context, number, name string) (string, error) {
	found, err := a.ByNumber(ctx, number)
	if err != nil {
		return "", err
	}
	for _, p := range found {
		if p.Kind == org.ActorCitizen && number != "" && locale.Fold(p.Name) == locale.Fold(name) {
			return p.ID, nil
		}
	}
	return "", nil
}

// PrincipalAct is a command about who may act for a business on its way to the
// journal.
type PrincipalAct struct {
	ID       string // the command's id
	Business string // its account
	Expect   int64  // version that the person saw, or journal.Any
	Actor    org.Actor
	Assured  bool   // see identity.PrincipalFacts
	Person   string // account that the command names, "" for none
	At       calendar.Instant
}

// ExecutePrincipal carries out a command about who may act for a business.
func (a *Accounts) ExecutePrincipal(ctx context.Context, r PrincipalAct, c identity.PrincipalCommand) (journal.Receipt, error) {
	digest, err := principalDigest(c)
	if err != nil {
		return journal.Receipt{}, err
	}
	return journal.Retry(func() (journal.Receipt, error) {
		f := identity.PrincipalFacts{Actor: r.Actor, Assured: r.Assured}
		q := journal.Request{ID: r.ID, Stream: identity.PrincipalStream(r.Business), Expect: r.Expect, Actor: r.Actor.Account, Digest: digest, SimulatedAt: r.At}
		for account, into := range map[string]*identity.State{r.Business: &f.Business, r.Person: &f.Person} {
			if account == "" {
				continue
			}
			s, version, err := journal.Load[identity.State](ctx, a.j, identity.Stream(account))
			if err != nil {
				return journal.Receipt{}, err
			}
			*into = s
			q.Reads = append(q.Reads, journal.Ref{Stream: identity.Stream(account), Version: version})
		}
		return journal.Execute(ctx, a.j, q, func(s identity.PrincipalState, now calendar.Instant) ([]act.Event, error) {
			f := f
			f.Now = now
			return identity.DecidePrincipal(s, c, f)
		})
	})
}

// principalDigest is what is asked for, without the id that the server makes.
func principalDigest(c identity.PrincipalCommand) (string, error) {
	asked := any(c)
	if e, ok := c.(identity.Empower); ok {
		e.Grant = ""
		asked = e
	}
	body, err := json.Marshal(asked)
	if err != nil {
		return "", err
	}
	return hashOf(fmt.Sprintf("%T\n%s", c, body)), nil
}
