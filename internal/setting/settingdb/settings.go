package settingdb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/setting"
)

// Register declares the streams of settings; call it before the journal starts.
func Register(j *journal.Journal) {
	journal.Register(j, journal.Core[setting.State]{Kind: setting.StreamKind, Codec: setting.Codec(), Evolve: setting.Evolve})
}

// Settings is every setting of the cell, kept current. Safe for concurrent use.
type Settings struct {
	*journal.Kept[streams]

	j     *journal.Journal
	now   func() calendar.Instant
	defs  []setting.Definition
	byKey map[string]setting.Definition
}

// streams is what was set, by stream.
type streams map[string]set

type set struct {
	state   setting.State
	version int64 // of its stream
}

// New makes the settings that the definitions declare, in that order. A key
// declared twice panics: it is a slip of the program.
func New(j *journal.Journal, now func() calendar.Instant, defs ...setting.Definition) *Settings {
	s := &Settings{j: j, now: now, defs: defs, byKey: map[string]setting.Definition{}}
	for _, d := range defs {
		if _, twice := s.byKey[d.Key]; twice {
			panic("settingdb: " + d.Key + " is declared twice")
		}
		s.byKey[d.Key] = d
	}
	s.Kept = journal.Keep(j, streams{}, s.read, setting.StreamKind)
	return s
}

// read reads everything that was set.
func (s *Settings) read(ctx context.Context) (streams, error) {
	all := streams{}
	err := journal.LoadKind(ctx, s.j, setting.StreamKind, func(stream string, version int64, state setting.State) error {
		all[stream] = set{state, version}
		return nil
	})
	return all, err
}

// Definitions lists what can be set.
func (s *Settings) Definitions() []setting.Definition { return slices.Clone(s.defs) }

// Definition is one of them; false for an unknown key.
func (s *Settings) Definition(key string) (setting.Definition, bool) {
	d, ok := s.byKey[key]
	return d, ok
}

// State is a setting's history, for the province ("") or an agency, and its
// stream's version.
func (s *Settings) State(key, agency string) (setting.State, int64) {
	is := s.Current()[setting.Stream(key, agency)]
	return is.state, is.version
}

// Value is what holds now: the agency's own value, else the province's, else
// the default.
func (s *Settings) Value(key, agency string) setting.Value { return s.At(key, agency, s.now()) }

// At is Value at an instant: a paper of an earlier day is printed anew with the
// wording of its day.
func (s *Settings) At(key, agency string, now calendar.Instant) setting.Value {
	all := s.Current()
	if agency != "" {
		if v, ok := all[setting.Stream(key, agency)].state.InForce(now); ok {
			return v.Value
		}
	}
	if v, ok := all[setting.Stream(key, "")].state.InForce(now); ok {
		return v.Value
	}
	return s.byKey[key].Default
}

// Words is the text that holds now.
func (s *Settings) Words(key, agency string) locale.Text { return s.Value(key, agency).Text }

// Number is the number that holds now.
func (s *Settings) Number(key string) int64 { return s.Value(key, "").Number }

// Refs are the streams that Value rests on, for a command's Reads.
func (s *Settings) Refs(key, agency string) []journal.Ref {
	all := s.Current()
	var out []journal.Ref
	for _, stream := range []string{setting.Stream(key, ""), setting.Stream(key, agency)} {
		out = append(out, journal.Ref{Stream: stream, Version: all[stream].version})
	}
	return out
}

// Order is a person's command about a setting.
type Order struct {
	ID      string // of the command
	Key     string
	Agency  string // "" is the province
	Expect  int64  // version that the person saw, or journal.Any
	Actor   org.Actor
	Command setting.Command
}

// Do carries out a command and answers when it is stored and seen by this
// process.
func (s *Settings) Do(ctx context.Context, o Order) (journal.Receipt, error) {
	d, ok := s.byKey[o.Key]
	if !ok {
		return journal.Receipt{}, setting.ErrNoSetting
	}
	body, err := json.Marshal(o.Command)
	if err != nil {
		return journal.Receipt{}, fmt.Errorf("settingdb: command: %w", err)
	}
	sum := sha256.Sum256(fmt.Appendf(body, "%T", o.Command))
	q := journal.Request{
		ID: o.ID, Stream: setting.Stream(o.Key, o.Agency), Expect: o.Expect, Actor: o.Actor.Account, Digest: hex.EncodeToString(sum[:]),
	}
	r, err := journal.Execute(ctx, s.j, q, func(state setting.State, now calendar.Instant) ([]act.Event, error) {
		return setting.Decide(state, o.Command, setting.Facts{Now: now, Actor: o.Actor, Definition: d, Agency: o.Agency})
	})
	if err != nil {
		return r, err
	}
	return r, s.Refresh(ctx)
}
