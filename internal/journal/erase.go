package journal

import (
	"errors"
	"fmt"

	"motcua/internal/act"
)

var errNotAlone = errors.New("journal: an erasing event must be the first of a command that is alone")

// eraseFor carries out the erasure that a command's first event asks for.
func (g *work) eraseFor(p *pending, events []act.Event) error {
	for i, e := range events {
		erasing, ok := e.(act.Erasing)
		if !ok {
			continue
		}
		if i > 0 || !p.req.Alone {
			return &broken{errNotAlone}
		}
		for _, id := range erasing.Erases() {
			if err := g.erase(id); err != nil {
				g.fatal = err
				return err
			}
		}
	}
	return nil
}

// erase deletes the personal parts of a stream, and the digests of what was
// asked of it, and folds the stream from what is left. Its events, their salts
// and hashes stay: the proof holds without what it proves.
func (g *work) erase(id string) error {
	m := g.j.machines[kindOf(id)]
	if m == nil {
		return &broken{fmt.Errorf("journal: no core for stream %q", id)}
	}
	l := g.streams[id]
	if l == nil {
		l = &loaded{machine: m}
		g.streams[id] = l
		err := g.u.each(`SELECT version, state FROM stream WHERE id = $1`, []any{id}, func(scan func(...any) error) error {
			var version int64
			var state string
			if err := scan(&version, &state); err != nil {
				return err
			}
			return g.take(id, version, []byte(state))
		})
		if err != nil {
			return err
		}
	}
	if l.version == 0 {
		return nil // there is no such stream: nothing of it is stored
	}
	if err := g.u.exec(`DELETE FROM event_personal WHERE position IN (SELECT position FROM event WHERE stream = $1)`, id); err != nil {
		return err
	}
	if err := g.u.exec(`UPDATE command SET digest = '' WHERE stream = $1`, id); err != nil {
		return err
	}
	state, err := m.decode(nil)
	if err != nil {
		return err
	}
	err = g.u.each(`SELECT type, public FROM event WHERE stream = $1 ORDER BY version`, []any{id}, func(scan func(...any) error) error {
		var name, public string
		if err := scan(&name, &public); err != nil {
			return err
		}
		e, err := m.codec.Decode(name, []byte(public), nil)
		if err != nil {
			return err
		}
		state = m.evolve(state, e)
		return nil
	})
	l.state, l.touched = state, true
	return err
}
