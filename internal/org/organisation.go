package org

import (
	"cmp"
	"slices"
	"strings"

	"motcua/internal/calendar"
)

// seat is where an agency is found by level, kind and place.
type seat struct {
	level Level
	kind  Kind
	place string
}

// Organisation is all agencies and places, indexed. It is immutable: build a
// new one when a state changes. Safe for concurrent use.
type Organisation struct {
	states  map[string]*State
	ids     []string             // sorted
	seats   map[seat][]string    // by place
	wide    map[seat][]string    // province and sector agencies by level and kind
	byCode  map[string][]string  // new and old codes, upper case
	heldBy  map[string][]held    // account → posts
	duties  map[duty][]Post      // agency and duty → posts
	away    map[string][]Absence // absent account → absences
	covers  map[string][]Absence // stand-in → absences he covers
	places  Territory
	origins map[string][]string // place → the places it succeeded
}

type held struct {
	agency string
	post   Post
}

type duty struct {
	agency string
	duty   Duty
}

// Build indexes the states of all agencies and the places.
func Build(states []State, places Territory) *Organisation {
	o := &Organisation{
		states: make(map[string]*State, len(states)), seats: make(map[seat][]string, len(states)), wide: map[seat][]string{},
		byCode: make(map[string][]string, 2*len(states)), heldBy: map[string][]held{}, duties: map[duty][]Post{},
		away: map[string][]Absence{}, covers: map[string][]Absence{},
		places: places, origins: make(map[string][]string, len(places.Places)),
	}
	for i := range states {
		if states[i].Exists() {
			o.ids = append(o.ids, states[i].Agency.ID)
			o.states[states[i].Agency.ID] = &states[i]
		}
	}
	slices.Sort(o.ids)
	o.ids = slices.Compact(o.ids)
	for _, id := range o.ids {
		o.index(o.states[id])
	}
	for id, p := range places.Places {
		for _, next := range p.Successors {
			if places.Places[next].Level == p.Level {
				o.origins[next] = append(o.origins[next], id)
			}
		}
	}
	for _, ids := range o.origins {
		slices.Sort(ids)
	}
	return o
}

func (o *Organisation) index(s *State) {
	a := s.Agency
	if a.Territory != "" && (a.Level == LevelCommune || a.Level == LevelDistrict) {
		k := seat{a.Level, a.Kind, a.Territory}
		o.seats[k] = append(o.seats[k], a.ID)
	} else {
		k := seat{a.Level, a.Kind, ""}
		o.wide[k] = append(o.wide[k], a.ID)
	}
	for _, code := range []string{a.Code, a.OldCode} {
		if code != "" {
			code = strings.ToUpper(code)
			o.byCode[code] = append(o.byCode[code], a.ID)
		}
	}
	for _, p := range s.Posts {
		o.heldBy[p.Account] = append(o.heldBy[p.Account], held{a.ID, p})
		k := duty{a.ID, p.Duty}
		o.duties[k] = append(o.duties[k], p)
	}
	for _, b := range s.Absences {
		b.Agency = a.ID
		o.away[b.Account] = append(o.away[b.Account], b)
		if b.StandIn != "" {
			o.covers[b.StandIn] = append(o.covers[b.StandIn], b)
		}
	}
}

// Find is the agency whatever the day, as last described.
func (o *Organisation) Find(id string) (Agency, bool) {
	s, ok := o.states[id]
	if !ok {
		return Agency{}, false
	}
	a := s.Agency
	if n := len(s.Versions); n > 0 {
		a.Description = s.Versions[n-1].Description
	}
	return a, true
}

// State is the agency with all its history, false when it was never founded. It
// is shared and must not be changed.
func (o *Organisation) State(id string) (State, bool) {
	s, ok := o.states[id]
	if !ok {
		return State{}, false
	}
	return *s, true
}

// Agency is the agency as described on the day, if it exists on that day.
func (o *Organisation) Agency(id string, day calendar.Date) (Agency, bool) {
	s, ok := o.states[id]
	if !ok || !s.Agency.On(day) {
		return Agency{}, false
	}
	return s.Described(day), true
}

// ByCode is the agency with that identifier, new or old form, on the day.
func (o *Organisation) ByCode(code string, day calendar.Date) (Agency, bool) {
	for _, id := range o.byCode[strings.ToUpper(strings.TrimSpace(code))] {
		if a, ok := o.Agency(id, day); ok {
			return a, true
		}
	}
	return Agency{}, false
}

// Agencies lists the agencies that exist on the day, by id; levels restricts
// them when given.
func (o *Organisation) Agencies(day calendar.Date, levels ...Level) []Agency {
	var out []Agency
	for _, id := range o.ids {
		a, ok := o.Agency(id, day)
		if ok && (len(levels) == 0 || slices.Contains(levels, a.Level)) {
			out = append(out, a)
		}
	}
	return out
}

// All lists every agency that ever existed, by id, as last described.
func (o *Organisation) All() []Agency {
	out := make([]Agency, 0, len(o.ids))
	for _, id := range o.ids {
		a, _ := o.Find(id)
		out = append(out, a)
	}
	return out
}

// Units lists the agency's units on the day.
func (o *Organisation) Units(agency string, day calendar.Date) []Unit {
	s, ok := o.states[agency]
	if !ok || !s.Agency.On(day) {
		return nil
	}
	var out []Unit
	for _, u := range s.Units {
		if u.On(day) {
			out = append(out, u.Named(day))
		}
	}
	return out
}

// Unit is the agency's unit whatever the day, under its last name.
func (o *Organisation) Unit(agency, unit string) (Unit, bool) {
	s, ok := o.states[agency]
	if !ok {
		return Unit{}, false
	}
	u, ok := s.Unit(unit)
	if n := len(u.Renamed); n > 0 {
		u.Name = u.Renamed[n-1].Name
	}
	return u, ok
}

// Holders lists who holds the duty in the agency on the day, in the order of
// their appointment.
func (o *Organisation) Holders(agency string, d Duty, day calendar.Date) []Post {
	s, ok := o.states[agency]
	if !ok || !s.Agency.On(day) {
		return nil
	}
	var out []Post
	for _, p := range o.duties[duty{agency, d}] {
		if p.On(day) {
			out = append(out, p)
		}
	}
	return out
}

// Administrators lists the accounts that administer the province on the day by
// a post of their own, each once.
func (o *Organisation) Administrators(day calendar.Date) []string {
	var out []string
	for _, id := range o.ids {
		for _, p := range o.Holders(id, DutyAdmin, day) {
			out = append(out, p.Account)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// HoldersIn is Holders within one unit.
func (o *Organisation) HoldersIn(agency, unit string, d Duty, day calendar.Date) []Post {
	all := o.Holders(agency, d, day)
	return slices.DeleteFunc(all, func(p Post) bool { return p.Unit != unit })
}

// Official is the account as an actor on the day; false when it holds no post
// that day.
func (o *Organisation) Official(account string, day calendar.Date) (Actor, bool) {
	a := Actor{Account: account, Name: o.Name(account), Kind: ActorOfficial, Posts: o.Posts(account, day)}
	return a, len(a.Posts) > 0
}

// Name is an official's name as the last of the posts says that has one, "" for
// an account without.
func (o *Organisation) Name(account string) string {
	name := ""
	for _, h := range o.heldBy[account] {
		name = cmp.Or(h.post.Name, name)
	}
	return name
}

// Successor follows the main successors from the agency until one exists on
// the day. The agency itself is answered while it exists; false when it had
// not begun, or the chain ends or turns in a circle: a gap.
func (o *Organisation) Successor(id string, day calendar.Date) (Agency, bool) {
	for range len(o.ids) + 1 {
		s, ok := o.states[id]
		if !ok {
			return Agency{}, false
		}
		if s.Agency.On(day) {
			return s.Described(day), true
		}
		if !s.Agency.Ended(day) || len(s.Agency.Successors) == 0 {
			return Agency{}, false
		}
		id = s.Agency.Successors[0]
	}
	return Agency{}, false
}

// heirs lists every agency that exists on the day and took over from id, along
// all successors, not the main ones only.
func (o *Organisation) heirs(id string, day calendar.Date) []string {
	var out []string
	seen := map[string]bool{id: true}
	for queue := []string{id}; len(queue) > 0; queue = queue[1:] {
		s, ok := o.states[queue[0]]
		if !ok {
			continue
		}
		if s.Agency.On(day) {
			out = append(out, s.Agency.ID)
			continue
		}
		for _, next := range s.Agency.Successors {
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return out
}

func (o *Organisation) seated(k seat, day calendar.Date) (Agency, bool) {
	for _, id := range o.seats[k] {
		if a, ok := o.Agency(id, day); ok {
			return a, true
		}
	}
	return Agency{}, false
}

// Place is the place with that id, whatever the day.
func (o *Organisation) Place(id string) (Place, bool) {
	p, ok := o.places.Places[id]
	return p, ok
}

// Places lists the places of a level that exist on the day, by id.
func (o *Organisation) Places(level Level, day calendar.Date) []Place { return o.places.On(level, day) }

// PlaceOn is the place that holds the given place's ground on the day: itself,
// its one successor along the chain, or its one origin for an earlier day;
// otherwise a gap that lists the choices.
func (o *Organisation) PlaceOn(id string, day calendar.Date) (Place, *Gap) {
	gap := func(r GapReason, choices []string) (Place, *Gap) {
		return Place{}, &Gap{Reason: r, Place: id, Day: day, Choices: slices.Clone(choices)}
	}
	at := id
	for range len(o.places.Places) + 1 {
		p, ok := o.places.Places[at]
		if !ok {
			return gap(GapNoPlace, nil)
		}
		next, reason := p.Successors, GapDivided
		switch {
		case p.Span.On(day):
			return p, nil
		case day.Before(p.From):
			next, reason = o.origins[at], GapNotYet
		case len(next) == 0:
			return gap(GapNoSuccessor, nil)
		}
		if len(next) != 1 {
			return gap(reason, next)
		}
		at = next[0]
	}
	return gap(GapNoSuccessor, nil)
}

// IsHolder reports whether the account holds the duty in the agency that day.
func (o *Organisation) IsHolder(agency, account string, d Duty, day calendar.Date) bool {
	for _, p := range o.Holders(agency, d, day) {
		if p.Account == account {
			return true
		}
	}
	return false
}

// Held is a post with the agency it belongs to.
type Held struct {
	Agency string
	Post
}

// Career lists every post that the account ever held or will hold, in the order
// of the agencies' ids and of appointment.
func (o *Organisation) Career(account string) []Held {
	out := make([]Held, len(o.heldBy[account]))
	for i, h := range o.heldBy[account] {
		out[i] = Held{h.agency, h.post}
	}
	return out
}

// Person is an account with its own posts of a day.
type Person struct {
	Account string
	Posts   []ActorPost
}

// People lists everybody who ever held a post, by account, with the own posts
// of the day.
func (o *Organisation) People(day calendar.Date) []Person {
	accounts := make([]string, 0, len(o.heldBy))
	for a := range o.heldBy {
		accounts = append(accounts, a)
	}
	slices.Sort(accounts)
	out := make([]Person, len(accounts))
	for i, a := range accounts {
		out[i] = Person{a, o.own(a, day)}
	}
	return out
}

// Proposed lists the appointments of the agency that wait for a second person.
func (o *Organisation) Proposed(agency string) []Post {
	if s, ok := o.states[agency]; ok {
		return slices.Clone(s.Proposed)
	}
	return nil
}

// AgencyAbsences lists the absences recorded in the agency, in that order.
func (o *Organisation) AgencyAbsences(agency string) []Absence {
	s, ok := o.states[agency]
	if !ok {
		return nil
	}
	out := slices.Clone(s.Absences)
	for i := range out {
		out[i].Agency = agency
	}
	return out
}

// NeedsSecond reports whether the stand-in would get sensitive duties that he
// does not hold himself, and nobody confirmed it yet.
func (o *Organisation) NeedsSecond(b Absence) bool {
	if b.Second != "" || b.StandIn == "" || b.Ended(b.From) {
		return false
	}
	now, then := o.lent(b, b.From), b
	then.Second = b.StandIn // as if confirmed
	return len(o.lent(then, b.From)) > len(now)
}
