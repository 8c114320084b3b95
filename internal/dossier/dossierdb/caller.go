package dossierdb

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/store"
)

// mostCalled is how many dossiers of one telephone are compared, newest first.
const mostCalled = 5

// errAgentSlow: too many wrong facts by this agent within the hour.
var errAgentSlow = fault.New(fault.Throttled, "look.caller_slow", locale.T( //nolint:gochecknoglobals // a sentinel
	"Vừa có nhiều lần đối chiếu chưa đúng. Để bảo vệ hồ sơ, xin đợi ít phút rồi thử lại; những gì đã nhập vẫn còn.",
	"Several facts were just wrong. To protect dossiers, please wait a few minutes and retry; what you typed is kept."))

// Answer finds the dossiers of a code or a telephone that agree with what a
// caller said, records the look at each, and answers them. It tells nothing of
// any other, not even whether it is there; wrong facts are counted by the agent
// and slow him down.
func (c *Casework) Answer(ctx context.Context, a org.Actor, key string, said look.Said, now calendar.Instant) ([]dossier.State, error) {
	try := "agent/" + a.Account + "/" + now.Time().Format("2006-01-02T15")
	if _, err := c.takeTry(ctx, try, now); errors.Is(err, ErrSlow) {
		return nil, errAgentSlow
	} else if err != nil {
		return nil, err
	}
	ids, err := c.called(ctx, key)
	if err != nil {
		return nil, err
	}
	if dossier.PhoneKey(key) != "" && dossier.PhoneKey(key) == dossier.PhoneKey(said.Phone) {
		said.Phone = "" // it found the dossier: said again it proves nothing more
	}
	var out []dossier.State
	for _, id := range ids {
		s, err := c.looked(ctx, uuid.NewString(), a, id, look.Command{Kind: look.Caller, Said: said})
		if errors.Is(err, look.ErrCaller) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, look.ErrCaller
	}
	// Only the right try is taken back: one known dossier does not buy guesses at others.
	_, err = c.db.Write.ExecContext(ctx, `UPDATE dossier_try SET wrong = wrong - 1 WHERE code_key = $1 AND wrong > 0`, try)
	return out, store.Lost(err)
}

// called lists the ids of a code's dossier or of a telephone's newest.
func (c *Casework) called(ctx context.Context, key string) ([]string, error) {
	id, err := c.Coded(ctx, key)
	if err != nil || id != "" {
		return []string{id}, err
	}
	phone := dossier.PhoneKey(key)
	if phone == "" {
		return nil, nil
	}
	var ids []string
	err = c.eachText(ctx, "SELECT id FROM dossier_row WHERE phone_key = $1 AND phone_key <> '' ORDER BY filed_at DESC, id LIMIT $2",
		func(id string) { ids = append(ids, id) }, phone, int64(mostCalled))
	return ids, err
}
