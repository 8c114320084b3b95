package dossierdb

import (
	"context"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/process"
	"motcua/internal/store"
)

// Away is an official with dossiers by name who is absent, or holds the duty no
// more: somebody else must take them.
type Away struct {
	Account  string
	Absence  org.Absence // zero when he is not absent
	Departed bool        // holds no post in the agency any more
	Entries  []Entry     // soonest due first
}

// WorkOfAway lists the open dossiers that lie by name with who is away or gone,
// in the agencies that the actor leads: what he may reassign. At most 200
// dossiers; it asks the database twice.
func (c *Casework) WorkOfAway(ctx context.Context, a org.Actor, now calendar.Instant) ([]Away, error) {
	o, day := c.dir.Organisation(), now.Date()
	charged, err := c.charged(ctx, a)
	if err != nil {
		return nil, err
	}
	var out []Away
	var accounts []string
	for _, account := range charged {
		absence, absent := o.Absent(account, day)
		departed := !slices.ContainsFunc(o.Posts(account, day), func(p org.ActorPost) bool { return p.StandsInFor == "" })
		if absent || departed {
			out = append(out, Away{Account: account, Absence: absence, Departed: departed})
			accounts = append(accounts, account)
		}
	}
	if len(accounts) == 0 {
		return nil, nil
	}
	w := &where{}
	w.scope(dossier.ScopeOf(a))
	w.led(a)
	w.and("holder_account IN (" + w.list(accounts) + ")")
	list, err := c.entries(ctx, "SELECT "+entryColumns+" FROM dossier_row WHERE "+w.String()+" ORDER BY order_due, id LIMIT 200", w.args...)
	masked(list, a)
	for _, e := range list {
		i := slices.Index(accounts, e.Holder.Account)
		out[i].Entries = append(out[i].Entries, e)
	}
	return out, err
}

// led keeps the open dossiers that lie by name with whom the actor leads: the
// unit's head over specialists, the agency's leader over everybody.
func (w *where) led(a org.Actor) {
	var any []string
	for _, p := range a.Posts {
		switch p.Duty {
		case org.DutyLeader:
			any = append(any, "holder_agency = "+w.arg(p.Agency))
		case org.DutyUnitHead:
			any = append(any, "(holder_agency = "+w.arg(p.Agency)+" AND holder_duty = "+w.arg(process.Specialist)+")")
		default:
		}
	}
	if len(any) == 0 {
		w.and("1 = 0")
		return
	}
	w.and("(" + strings.Join(any, " OR ") + ") AND holder_account <> '' AND " + w.status(dossier.ActReassign))
}

// charged lists the accounts with open dossiers by name whom the actor leads.
func (c *Casework) charged(ctx context.Context, a org.Actor) ([]string, error) {
	w := &where{}
	w.scope(dossier.ScopeOf(a))
	w.led(a)
	rows, err := c.db.Read.QueryContext(ctx, "SELECT DISTINCT holder_account FROM dossier_row WHERE "+w.String()+" ORDER BY holder_account", w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var account string
		if err := rows.Scan(&account); err != nil {
			return nil, store.Lost(err)
		}
		out = append(out, account)
	}
	return out, store.Lost(rows.Err())
}
