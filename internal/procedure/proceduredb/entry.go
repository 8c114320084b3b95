package proceduredb

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/procedure/embedded"
	"motcua/internal/store"
)

// Entry is one procedure as lists show it.
type Entry struct {
	Code       string
	Name       string      // official
	Short      locale.Text // English only where we have written it
	Stage      procedure.Stage
	Kind       procedure.Kind
	Province   string // of a specific one
	Field      string
	Levels     []procedure.Level
	LifeEvents []string
	Limit      calendar.Limit // at a glance
	Rules      []org.Rule
	Standing   procedure.Standing
	// Channels are the ways of filing with their fees, Cases the cases with
	// their limits; only Search fills them, for the entries of its page.
	Channels []procedure.Channel
	Cases    []procedure.Case

	rev int64
	key string // folded: everything by which it may be found
}

// IsForeign reports whether the procedure belongs to another province.
func (e *Entry) IsForeign() bool { return e.Standing.Code == "other_province" }

// HasMethod reports whether it can be filed by a method, as far as Channels are
// filled.
func (e *Entry) HasMethod(m procedure.Method) bool {
	return slices.ContainsFunc(e.Channels, func(c procedure.Channel) bool { return c.Method == m })
}

// read makes the index of all that the catalogue knows on a day.
func (c *Catalogue) read(ctx context.Context, day calendar.Date) (*snapshot, error) {
	inForce, err := c.inForce(ctx, day)
	if err != nil {
		return nil, err
	}
	rows, err := c.db.Read.QueryContext(ctx, `SELECT code, name, short_vi, short_en, kind, province, field_name, levels, life_events,
		limit_unit, limit_milli, rev, search_key, rules FROM procedure ORDER BY sort_key, code`)
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	b := newBuilder(day)
	for rows.Next() {
		var e Entry
		var kind, levels, events, unit, key, rules string
		if err := rows.Scan(&e.Code, &e.Name, &e.Short.VI, &e.Short.EN, &kind, &e.Province, &e.Field, &levels, &events,
			&unit, &e.Limit.Milli, &e.rev, &key, &rules); err != nil {
			return nil, store.Lost(err)
		}
		e.Kind, e.Limit.Unit, e.LifeEvents = procedure.Kind(kind), calendar.Unit(unit), unbarred(events)
		for _, l := range unbarred(levels) {
			e.Levels = append(e.Levels, procedure.Level(l))
		}
		if err := json.Unmarshal([]byte(rules), &e.Rules); err != nil {
			return nil, fmt.Errorf("proceduredb: rules of %s: %w", e.Code, err)
		}
		e.Short = inEnglish(e.Code, e.Short)
		e.judge(day, c.home, inForce[e.Code])
		b.add(e, key)
	}
	if err := rows.Err(); err != nil {
		return nil, store.Lost(err)
	}
	return b.build(), nil
}

// judge derives stage and standing as procedure.State does, from the row.
func (e *Entry) judge(day calendar.Date, home string, inForce bool) {
	known := procedure.Procedure{Code: e.Code, Kind: e.Kind, Province: e.Province}
	s := procedure.State{Listing: known, Rules: e.Rules}
	if e.rev > 0 {
		s.Versions = []procedure.Version{{Rev: int(e.rev), Definition: known}}
	}
	e.Stage, e.Standing = s.Stage(), s.Fileable(day, home, inForce)
}

// inForce names the procedures that have a process for all cases on a day.
func (c *Catalogue) inForce(ctx context.Context, day calendar.Date) (map[string]bool, error) {
	rows, err := c.db.Read.QueryContext(ctx, `SELECT DISTINCT procedure_code FROM process WHERE case_code = $1 AND valid_from <= $2`, "", day.String())
	if err != nil {
		return nil, store.Lost(err)
	}
	defer rows.Close()
	codes := map[string]bool{}
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, store.Lost(err)
		}
		codes[code] = true
	}
	return codes, store.Lost(rows.Err())
}

// glance is what lists show of a definition.
type glance struct {
	Channels []procedure.Channel `json:"channels"`
	Cases    []procedure.Case    `json:"cases"`
}

// describe fills channels and cases of the entries, with one query for those that no
// page has shown before.
func (c *Catalogue) describe(ctx context.Context, entries []Entry) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var terms []string
	var args []any
	for _, e := range entries {
		if _, known := c.glances[versionKey{e.Code, e.rev}]; known || e.rev == 0 {
			continue
		}
		terms = append(terms, fmt.Sprintf("(code = $%d AND rev = $%d)", len(args)+1, len(args)+2))
		args = append(args, e.Code, e.rev)
	}
	if len(terms) > 0 {
		if err := c.readGlances(ctx, strings.Join(terms, " OR "), args); err != nil {
			return err
		}
	}
	for i := range entries {
		g := c.glances[versionKey{entries[i].Code, entries[i].rev}]
		entries[i].Channels, entries[i].Cases = g.Channels, g.Cases
	}
	return nil
}

func (c *Catalogue) readGlances(ctx context.Context, where string, args []any) error {
	rows, err := c.db.Read.QueryContext(ctx, `SELECT code, rev, definition FROM procedure_version WHERE `+where, args...)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key versionKey
		var raw string
		if err := rows.Scan(&key.code, &key.rev, &raw); err != nil {
			return store.Lost(err)
		}
		var g glance
		if err := json.Unmarshal([]byte(raw), &g); err != nil {
			return fmt.Errorf("proceduredb: definition of %s: %w", key.code, err)
		}
		for i := range g.Channels {
			g.Channels[i].Note = locale.Text{} // long, and no list shows it
		}
		c.glances[key] = g
	}
	return store.Lost(rows.Err())
}

// inEnglish adds the English short name that the product itself carries, where
// the national record that replaced our text has none.
func inEnglish(code string, short locale.Text) locale.Text {
	short.EN = cmp.Or(short.EN, carriedEnglish()[code])
	return short
}

//nolint:gochecknoglobals // a constant table, made at its first use
var carriedEnglish = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, e := range embedded.Catalogue() {
		names[e.Definition.Code] = e.Definition.Short.EN
	}
	return names
})

// unbarred reads a list that is stored between bars.
func unbarred(s string) []string {
	if s = strings.Trim(s, "|"); s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
