package dossierdb

import (
	"context"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

// Sight is a dossier as an actor may see it now.
type Sight struct {
	State   dossier.State // masked unless Whole
	Version int64
	Whole   bool        // own work, or opened by a look
	Look    look.Looked // by which it is open; zero for own work
	Kinds   []look.Kind // how the actor may open it; nil when Whole
}

// ErrLookFirst: what is asked for is somebody's data, and its reader has given
// no reason yet.
var ErrLookFirst = fault.New(fault.Forbidden, "dossier.look_first", locale.T( //nolint:gochecknoglobals // a sentinel
	"Nội dung này không thuộc bước xử lý của Ông/Bà. Xin mở trang hồ sơ, ghi lý do xem rồi mở lại.",
	"This is outside your own step. Please open the dossier's page, give the reason for looking, then open it again."))

// See reads a dossier for an actor: whole when it is his own work or he has
// given a reason that still lasts, else masked. What is outside his scope is
// not found, unless an emergency look opened it, and so is what is confidential. It
// asks the database once, or up to three times for what is not his own work.
func (c *Casework) See(ctx context.Context, a org.Actor, id string, now calendar.Instant) (Sight, error) {
	s, v, err := journal.Load[dossier.State](ctx, c.j, dossier.Stream(id))
	if err != nil {
		return Sight{}, err
	}
	out := Sight{State: s, Version: v, Whole: true}
	secret, err := c.secret(ctx, s, a)
	if err != nil {
		return Sight{}, err
	}
	if look.Own(s, a, secret) {
		return out, nil
	}
	looks, err := c.Looks(ctx, id)
	if err != nil {
		return Sight{}, err
	}
	var open bool
	if out.Look, open = looks.Opens(s, a, secret, now); open {
		return out, nil
	}
	if scope := dossier.ScopeOf(a); !scope.Sees(s, secret) && !(scope.All && s.Exists() && looks.Inspected(a.Account)) {
		return Sight{}, dossier.ErrNotApplicant
	}
	return Sight{State: look.Masked(s), Version: v, Kinds: look.Kinds(s, a, secret)}, nil
}

// Erased is an event without its personal parts: what a masked timeline tells.
func Erased(events []journal.Recorded) ([]journal.Recorded, error) {
	codec := dossier.Codec()
	out := make([]journal.Recorded, len(events))
	for i, e := range events {
		encoded, err := codec.Encode(e.Event)
		if err != nil {
			return nil, err
		}
		if e.Event, err = codec.Decode(encoded.Type, encoded.Public, nil); err != nil {
			return nil, err
		}
		out[i] = e
	}
	return out, nil
}

// Look records why an actor opens a dossier that is not his own step. id is the
// command's: sent twice it is recorded once.
func (c *Casework) Look(ctx context.Context, id string, a org.Actor, dossierID string, cmd look.Command) error {
	_, err := c.looked(ctx, id, a, dossierID, cmd)
	return err
}

// looked is Look, with the dossier that was looked at.
func (c *Casework) looked(ctx context.Context, id string, a org.Actor, dossierID string, cmd look.Command) (dossier.State, error) {
	s, _, err := journal.Load[dossier.State](ctx, c.j, dossier.Stream(dossierID))
	if err != nil {
		return s, err
	}
	secret, err := c.secret(ctx, s, a)
	if err != nil {
		return s, err
	}
	organisation, _ := c.dir.Snapshot()
	_, err = journal.Execute(ctx, c.j, journal.Request{ID: id, Stream: look.Stream(dossierID), Expect: journal.Any, Actor: a.Account},
		func(looks look.State, now calendar.Instant) ([]act.Event, error) {
			if a.Kind == org.ActorOfficial {
				a.Posts = organisation.Posts(a.Account, now.Date())
			}
			return look.Decide(looks, cmd, look.Facts{Now: now, Actor: a, Dossier: s, Secret: secret})
		})
	return s, err
}

// Looks are all looks at a dossier. The caller has checked the scope.
func (c *Casework) Looks(ctx context.Context, id string) (look.State, error) {
	s, _, err := journal.Load[look.State](ctx, c.j, look.Stream(id))
	return s, err
}

// Coded is the id of the dossier with that code or submission number, "" when
// there is none. The caller must not tell which it is without a reason.
func (c *Casework) Coded(ctx context.Context, code string) (string, error) {
	key := locale.CodeKey(code)
	if key == "" || len(key) > 64 {
		return "", nil
	}
	id, err := c.byKey(ctx, "code_key", key)
	if err == nil && id == "" {
		id, err = c.byKey(ctx, "submission_key", key)
	}
	return id, err
}

// Alarm is an emergency access, for who must look into it. Code is empty where the
// dossier is confidential and not for him.
type Alarm struct {
	Dossier, Code, Account, Agency, Reason string
	At, Until                              calendar.Instant
}

// Alarms lists emergency accesses, newest first and at most 100: for leaders and
// heads those to dossiers of their agencies or by their own people, for the
// province's administrators all. Nobody else sees any.
func (c *Casework) Alarms(ctx context.Context, a org.Actor) ([]Alarm, error) {
	w := &where{}
	code := "CASE WHEN " + scopesql.Hidden(dossier.ScopeOf(a), "d.", w.arg) + " THEN '' WHEN d.code = '' THEN d.submission ELSE d.code END"
	w.and("l.kind = " + w.arg(string(look.Emergency)))
	if !a.AdministersAll() {
		var led []string
		for _, p := range a.Posts {
			if p.Duty == org.DutyLeader || p.Duty == org.DutyUnitHead {
				led = append(led, p.Agency)
			}
		}
		if len(led) == 0 {
			return nil, nil
		}
		w.and("(l.decides IN (" + w.list(led) + ") OR l.agency IN (" + w.list(led) + "))")
	}
	rows, err := c.db.Read.QueryContext(ctx, `SELECT l.dossier, `+code+`, l.account, l.agency, l.reason, l.at, l.until
FROM dossier_look l JOIN dossier_row d ON d.id = l.dossier WHERE `+w.String()+` ORDER BY l.at DESC, l.id LIMIT 100`, w.args...)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	var out []Alarm
	for rows.Next() {
		var x Alarm
		if err := rows.Scan(&x.Dossier, &x.Code, &x.Account, &x.Agency, &x.Reason, &x.At, &x.Until); err != nil {
			return nil, store.Lost(err)
		}
		out = append(out, x)
	}
	return out, store.Lost(rows.Err())
}
