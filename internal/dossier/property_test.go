package dossier_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// crowd is everybody who tries something in the walks below.
func (l *life) crowd(day calendar.Date) []org.Actor {
	all := []org.Actor{citizen(1), citizen(2), org.System(), {}}
	for _, key := range []string{"tiep-nhan-1", "tiep-nhan-2", "truong-phong", "chuyen-vien-1", "chuyen-vien-2", "chuyen-vien-3", "lanh-dao-1", "lanh-dao-2", "van-thu-1"} {
		all = append(all, l.w.official(l.account(key), day))
	}
	for _, account := range []string{allDuties, leaver, delegate, "gd-ubnd-ha-long-tiep-nhan-1", "gd-ubnd-ha-long-lanh-dao-1", "gd-trung-tam-phuc-vu-hcc-tiep-nhan-1", "gd-vp-ubnd-tinh-kiem-soat"} {
		all = append(all, l.w.official(account, day))
	}
	return all
}

// watch is a second, simple-minded account of what a dossier's clock does, kept
// from the act table alone.
type watch struct {
	started, stopped, ended bool
	since                   calendar.Instant
	ran, stood              time.Duration
	promised, due           calendar.Instant // the last known
	late                    calendar.Instant // the due time that was once missed
}

// walk is one dossier led by chance.
type walk struct {
	*life
	t    *rapid.T
	now  calendar.Instant
	mode calendar.Mode
	clk  watch
	folj dossier.State // the state that went through JSON after each event

	choices uint64
}

func TestNoSequenceOfCommandsBreaksADossier(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		k := newWalk(t, w)
		for range 60 {
			k.step()
		}
		k.whole()
	})
}

// choose is one of n, each as likely as the others: rapid prefers small
// numbers, which would lead every dossier the same way.
func (k *walk) choose(n int, what string) int {
	k.choices++
	x := rapid.Uint64().Draw(k.t, what) + k.choices*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return int((x ^ x>>31) % uint64(n))
}

func one[T any](k *walk, of []T, what string) T { return of[k.choose(len(of), what)] }

// newWalk chooses a carried procedure, now and then with an unusual limit or a
// template of another shape.
func newWalk(t *rapid.T, w *world) *walk {
	k := &walk{life: newLife(w, definition{}), t: t, now: at(8, 8, 0), mode: calendar.Resume}
	codes := []string{"1.004873", "2.000908", "1.013225", "1.013826", "1.001612", "2.001610", "1.012753", "2.000635", "1.004222", "1.000894"}
	d := w.definitions[one(k, codes, "procedure")]
	switch k.choose(6, "limit") {
	case 0:
		d = d.withLimit(calendar.Limit{Unit: calendar.Unknown})
	case 1:
		d = d.withLimit(calendar.Limit{Unit: calendar.Hours, Milli: rapid.Int64Range(500, 40_000).Draw(t, "hours")})
	case 2:
		d = d.withLimit(calendar.Limit{Unit: calendar.Days, Milli: rapid.Int64Range(1000, 9000).Draw(t, "days")})
	case 3:
		d.process.Steps = one(k, process.Templates(), "template").Scale(rapid.IntRange(60, 4800).Draw(t, "minutes"))
	}
	d.procedure.Restart = k.choose(4, "restart") == 0
	k.def, k.demo = d, k.choose(2, "demo") == 0
	if d.procedure.Restart {
		k.mode = calendar.Restart
	}
	return k
}

// step lets time pass and somebody do something: mostly what is offered or
// usual, sometimes anything.
func (k *walk) step() {
	k.pass()
	crowd := k.crowd(k.now.Date())
	k.buttons(crowd)
	a, c := k.something(crowd)
	before, books := k.state, k.taken()
	events, err := k.do(k.now, a, c)
	if err != nil {
		k.refused(before, books, events, err, a)
		return
	}
	k.accepted(before, books, events, c)
	if c.Act() != dossier.ActSucceed && k.state.Exists() && before.Exists() && !dossier.ScopeOf(a).Covers(k.state) {
		k.t.Fatalf("%s did %s on a dossier outside his scope", a.Account, c.Act())
	}
}

func (k *walk) pass() {
	k.now = k.now.Add(time.Duration(one(k, []int64{0, 1, 20, 90, 400, 1440, 4320}, "minutes")) * time.Minute)
	k.lateness()
}

// something is who does what.
func (k *walk) something(crowd []org.Actor) (org.Actor, dossier.Command) {
	s := k.state
	how := k.choose(10, "how")
	switch {
	case !s.Exists() && how < 8:
		if how < 4 {
			return citizen(1), k.valid(dossier.ActFile, k.now)
		}
		at := []dossier.Act{dossier.ActReceive, dossier.ActReceive, dossier.ActReceive, dossier.ActDenyAtCounter}
		return k.w.official(k.receptionist(), k.now.Date()), k.command(one(k, at, "at the counter"))
	case how < 6:
		if a, act, ok := k.offeredTo(crowd); ok {
			return a, k.command(act)
		}
	}
	a := one(k, crowd, "who")
	return a, k.command(one(k, dossier.Acts(), "act").Act)
}

func (k *walk) receptionist() string {
	f := k.filing(procedure.Direct, k.now.Date())
	return "gd-" + f.Agency + "-tiep-nhan-1"
}

// offeredTo picks a button of somebody.
func (k *walk) offeredTo(crowd []org.Actor) (org.Actor, dossier.Act, bool) {
	first := k.choose(len(crowd), "first")
	for i := range crowd {
		a := crowd[(first+i)%len(crowd)]
		offered := dossier.Offered(k.state, a)
		if usual := k.next(); k.choose(2, "usual") == 0 && slices.ContainsFunc(offered, func(r dossier.Rule) bool { return r.Act == usual }) {
			return a, usual, true
		}
		if len(offered) > 0 {
			return a, one(k, offered, "button").Act, true
		}
	}
	return org.Actor{}, "", false
}

// command is an act's command, right or, now and then, spoilt.
func (k *walk) command(a dossier.Act) dossier.Command {
	c := k.valid(a, k.now)
	if k.choose(5, "spoilt") > 0 {
		return c
	}
	word := one(k, []string{"", " ", "a", "\x00", "\xff", "Ầ"}, "word")
	switch c := c.(type) {
	case dossier.File:
		c.Owner.Name, c.Papers = word, nil
		return c
	case dossier.Receive:
		c.Method, c.Agency = procedure.Method(word), word
		return c
	case dossier.Deny:
		c.Reason = word
		return c
	case dossier.Assign:
		c.To = one(k, []string{word, allDuties, leaver, k.account("chuyen-vien-2")}, "to")
		return c
	case dossier.Appraise:
		c.Outcome, c.Article, c.Remedies = one(k, []dossier.Outcome{dossier.Refuse, "maybe", ""}, "outcome"), word, word
		return c
	case dossier.GiveNumber:
		c.Symbol = word
		return c
	case dossier.Seal:
		c.Document.Generated, c.Document.Hash = k.choose(2, "generated") == 0, word
		return c
	case dossier.HandOver:
		c.Way, c.Receiver = dossier.ReturnWay(word), word
		return c
	case dossier.ReceiveSupplement:
		c.Papers = []dossier.PaperMark{{Key: "to-khai", Name: word, Mark: dossier.Mark(word), Why: word}}
		return c
	case dossier.RequestSupplement:
		c.Until = k.now.Date().AddDays(rapid.IntRange(-1, 3).Draw(k.t, "until"))
		return c
	case dossier.DetermineLimit:
		c.Limit.Milli = rapid.Int64Range(-1, 1<<40).Draw(k.t, "milli")
		return c
	default:
		return c
	}
}

// taken is how many numbers every book has given out.
func (k *walk) taken() map[act.Number]int64 {
	out := map[act.Number]int64{}
	for b, n := range k.books {
		out[b] = n
	}
	return out
}

// refused: nothing happened, no number was taken, people are told why, and
// strangers learn nothing.
func (k *walk) refused(before dossier.State, books map[act.Number]int64, events []act.Event, err error, a org.Actor) {
	if len(events) > 0 || !reflect.DeepEqual(before, k.state) || !reflect.DeepEqual(books, k.taken()) {
		k.t.Fatalf("a refused act left something behind: %v", err)
	}
	all := fault.All(err)
	if len(all) == 0 || all[0].Say.VI == "" || all[0].Say.EN == "" {
		k.t.Fatalf("people cannot read this refusal: %v", err)
	}
	if before.Exists() && !dossier.ScopeOf(a).Covers(before) && fault.KindOf(err) != fault.NotFound && !a.IsSystem() {
		k.t.Fatalf("%s learns of a dossier that is not his: %v", a.Account, err)
	}
}

// accepted checks one step of the walk against the act table.
func (k *walk) accepted(before dossier.State, books map[act.Number]int64, events []act.Event, c dossier.Command) {
	r, _ := dossier.RuleOf(c.Act())
	if len(events) == 0 || events[len(events)-1].EventType() != r.Event {
		k.t.Fatalf("%s gave %v, the table says %s", r.Act, events, r.Event)
	}
	if !slices.Contains(r.From, before.Status) {
		k.t.Fatalf("%s from status %d", r.Act, before.Status)
	}
	if want := k.target(r, before); k.state.Status != want {
		k.t.Fatalf("%s leads from %d to %d, not to %d", r.Act, before.Status, k.state.Status, want)
	}
	wanted := 0
	for _, e := range events {
		if n, ok := e.(act.Numbered); ok {
			for _, b := range n.Numbers() {
				wanted++
				if k.books[b] != books[b]+1 {
					k.t.Fatalf("book %v went from %d to %d", b, books[b], k.books[b])
				}
			}
		}
		k.stores(e)
	}
	for b, n := range k.books {
		wanted -= int(n - books[b])
	}
	if wanted != 0 {
		k.t.Fatalf("%s took numbers that no event holds", r.Act)
	}
	k.tick(r, before)
	k.dues(r, before)
}

// target is the status that an act leads to. A supplement leads back to where
// the dossier waited.
func (k *walk) target(r dossier.Rule, before dossier.State) dossier.Status {
	switch {
	case len(r.Back) > 0 && before.AcceptedAt.IsZero():
		return r.Back[0]
	case len(r.Back) > 0:
		return r.Back[1]
	case r.To == dossier.None:
		return before.Status
	}
	return r.To
}

// stores: an event survives being stored, whole and erased, and a state that
// went through JSON evolves alike.
func (k *walk) stores(e act.Event) {
	codec := dossier.Codec()
	enc, err := codec.Encode(e)
	if err != nil {
		k.t.Fatal(err)
	}
	back, err := codec.Decode(enc.Type, enc.Public, enc.Parts)
	if err != nil {
		k.t.Fatal(err)
	}
	k.folj = throughJSON(k.t, dossier.Evolve(throughJSON(k.t, k.folj), back))
	erased, err := codec.Decode(enc.Type, enc.Public, nil)
	if err != nil {
		k.t.Fatal(err)
	}
	again, err := codec.Encode(erased)
	if err != nil || string(again.Public) != string(enc.Public) {
		k.t.Fatalf("erasing changes the public part: %s, was %s (%v)", again.Public, enc.Public, err)
	}
}

func throughJSON(t *rapid.T, s dossier.State) dossier.State {
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var out dossier.State
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// tick drives the watch by the table's column "clock".
func (k *walk) tick(r dossier.Rule, before dossier.State) {
	c := &k.clk
	span := time.Duration(k.now-c.since) * time.Microsecond
	switch r.Clock {
	case dossier.ClockStart:
		if c.started {
			k.t.Fatal("the clock starts twice")
		}
		c.started, c.since = true, k.now
	case dossier.ClockStop:
		if !c.started { // before acceptance only the reception clock stops
			break
		}
		if c.stopped || c.ended {
			k.t.Fatal("a clock that stands is stopped")
		}
		c.stopped, c.ran, c.since = true, c.ran+span, k.now
	case dossier.ClockResume:
		if !c.started {
			break
		}
		if !c.stopped || c.ended {
			k.t.Fatal("a clock that runs is resumed")
		}
		c.stopped, c.stood, c.since = false, c.stood+span, k.now
	case dossier.ClockEnd:
		if !c.started { // before acceptance only the reception clock ends
			break
		}
		if c.ended || (c.stopped && r.Act == dossier.ActFinish) {
			k.t.Fatal("a clock ends that does not run")
		}
		if c.stopped {
			c.stood += span
		} else {
			c.ran += span
		}
		c.ended, c.stopped, c.since = true, false, k.now
	case dossier.ClockReopen:
		if !c.ended {
			k.t.Fatal("a clock that has not ended is opened again")
		}
		c.ended, c.ran, c.since = false, c.ran+span, k.now // it has run all the time
	case dossier.ClockNone, dossier.ClockReception:
	}
	if c.started {
		k.elapsed()
	}
	if (before.ReceptionDue != 0) && k.state.AcceptedAt != 0 && k.state.ReceptionDue != 0 {
		k.t.Fatal("the reception clock runs beside the processing clock")
	}
}

// elapsed: running and standing make up the whole time since acceptance.
func (k *walk) elapsed() {
	c, s := k.clk, k.state
	end := k.now
	if c.ended {
		end = s.EndedAt
	}
	open := time.Duration(end-c.since) * time.Microsecond
	if c.ended {
		open = 0
	}
	if got, want := c.ran+c.stood+open, time.Duration(end-s.AcceptedAt)*time.Microsecond; got != want {
		k.t.Fatalf("ran %v, stood %v, open %v; since acceptance passed %v", c.ran, c.stood, open, want)
	}
	stood, last := time.Duration(0), s.AcceptedAt
	for i, p := range s.Pauses {
		until := p.Until
		if until.IsZero() {
			if i < len(s.Pauses)-1 || !c.stopped {
				k.t.Fatalf("pause %d has no end: %+v", i, s.Pauses)
			}
			until = p.From
		}
		if p.From < last || until < p.From {
			k.t.Fatalf("pauses overlap: %+v", s.Pauses)
		}
		stood, last = stood+time.Duration(until-p.From)*time.Microsecond, until
	}
	still := s.Status == dossier.Supplement || s.Status == dossier.Paying || s.Suspension != nil
	if stood != c.stood || c.stopped != still {
		k.t.Fatalf("the pauses stood %v, the watch %v (status %d)", stood, c.stood, s.Status)
	}
}

// dues: the promise never changes, the due time in force moves by pauses alone
// and never earlier, and lateness is not healed.
func (k *walk) dues(r dossier.Rule, before dossier.State) {
	s, c := k.state, &k.clk
	if c.promised != 0 && s.Promised != c.promised {
		k.t.Fatalf("the promise went from %s to %s by %s", c.promised, s.Promised, r.Act)
	}
	c.promised = s.Promised
	moves := []dossier.Clock{dossier.ClockStart, dossier.ClockStop, dossier.ClockResume}
	if s.Due != before.Due && r.Act != dossier.ActDetermineLimit && r.Act != dossier.ActMoveByLaw && !slices.Contains(moves, r.Clock) {
		k.t.Fatalf("%s moved the due time from %s to %s", r.Act, before.Due, s.Due)
	}
	if s.Due != 0 {
		if s.Due < s.Promised || s.Due < c.due {
			k.t.Fatalf("the due time moved from %s back to %s (promised %s)", c.due, s.Due, s.Promised)
		}
		c.due = s.Due
	}
	if s.Status == dossier.Finished && before.Status != dossier.Finished {
		if !s.Limit.IsKnown() && s.Timing() != calendar.Undetermined {
			k.t.Fatalf("without a limit a dossier ended %q", s.Timing())
		}
		if s.EndDue != before.Due || s.Timing() != calendar.Verdict(k.now, before.Due) {
			k.t.Fatalf("judged against %s, due was %s", s.EndDue, before.Due)
		}
	}
	k.lateness()
}

func (k *walk) lateness() {
	s, c := k.state, &k.clk
	if c.late == 0 && s.Due != 0 && s.EndedAt == 0 && k.now > s.Due {
		c.late = s.Due
	}
	if c.late == 0 {
		return
	}
	if s.Due != c.late {
		k.t.Fatalf("a late dossier's due time went from %s to %s", c.late, s.Due)
	}
	if s.EndedAt != 0 && s.Timing() != calendar.Late {
		k.t.Fatalf("a late dossier ended %q", s.Timing())
	}
}

// buttons: what is offered is accepted when done with care, what is not
// offered is refused.
func (k *walk) buttons(crowd []org.Actor) {
	if !k.state.Exists() {
		return
	}
	for range 2 {
		a := one(k, crowd, "whose buttons")
		offered := dossier.Offered(k.state, a)
		for _, r := range dossier.Acts() {
			switch {
			case slices.Contains(r.From, dossier.None):
				continue
			case r.Act == dossier.ActErase, r.Act == dossier.ActAskErasure, r.Act == dossier.ActMoveByLaw: // done from lists, not by buttons
				continue
			case r.Act == dossier.ActChangeCase && k.anotherCase() == "": // pages hide it
				continue
			}
			_, err := k.try(k.now, a, k.valid(r.Act, k.now))
			button := slices.ContainsFunc(offered, func(o dossier.Rule) bool { return o.Act == r.Act })
			if button != (err == nil) {
				k.t.Fatalf("%s to %s at status %d, step %d: offered %v, deciding says %v", r.Act, a.Account, k.state.Status, k.state.Step, button, err)
			}
			if button != (dossier.May(r.Act, k.state, a) == nil) {
				k.t.Fatalf("May and Offered disagree about %s", r.Act)
			}
		}
	}
}

// whole: the events alone give the state, also one by one through JSON.
func (k *walk) whole() {
	var s dossier.State
	for _, e := range k.events {
		s = dossier.Evolve(s, e)
	}
	want := mustJSON(k.t, k.state)
	if got := mustJSON(k.t, s); got != want {
		k.t.Fatalf("a refold gives\n%s\nthe state is\n%s", got, want)
	}
	if got := mustJSON(k.t, k.folj); got != want {
		k.t.Fatalf("through storage\n%s\nthe state is\n%s", got, want)
	}
	seen(k.t, s, k.w.clock, k.now)
}

func mustJSON(t *rapid.T, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// seen reads a state in every way that pages do; nothing of it may panic.
func seen(t *rapid.T, s dossier.State, clock *calendar.Clock, now calendar.Instant) {
	for _, r := range dossier.Rows("dossier/x", s) {
		table := dossier.Tables()[0]
		if len(r.Values) != len(table.Key)+len(table.Columns) {
			t.Fatalf("a row of %d values for %d columns", len(r.Values), len(table.Key)+len(table.Columns))
		}
		for i, v := range r.Values {
			switch v.(type) {
			case string, int64:
			default:
				t.Fatalf("value %d of a row is %T", i, v)
			}
		}
	}
	if head := dossier.Headline(s, clock, now); head.VI == "" || head.EN == "" {
		t.Fatalf("no headline for %+v", s)
	}
	s.DueTrace(clock)
	dossier.Offered(s, org.Actor{Kind: org.ActorOfficial})
	s.Outcome()
	s.OpenRequest()
}

// TestEvolveTakesEventsInAnyOrder: also out of order, doubled, erased in part,
// or of a dossier that never began, folding never panics and the state stays
// storable. Such streams cannot be written, but a damaged database must still
// be read and mended.
func TestEvolveTakesEventsInAnyOrder(t *testing.T) {
	t.Parallel()
	w, codec := theWorld(t), dossier.Codec()
	pool := samples()
	for _, name := range codec.Types() { // and every event without a single field
		e, err := codec.Decode(name, []byte("{}"), nil)
		if err != nil {
			t.Fatal(err)
		}
		pool = append(pool, e)
	}
	rapid.Check(t, func(t *rapid.T) {
		var s dossier.State
		for range rapid.IntRange(1, 25).Draw(t, "events") {
			e := rapid.SampledFrom(pool).Draw(t, "event")
			enc, err := codec.Encode(e)
			if err != nil {
				t.Fatal(err)
			}
			parts := slices.DeleteFunc(enc.Parts, func(p act.Part) bool { return rapid.Bool().Draw(t, "erase "+p.Role) })
			if e, err = codec.Decode(enc.Type, enc.Public, parts); err != nil {
				t.Fatal(err)
			}
			before := mustJSON(t, s)
			next := dossier.Evolve(s, e)
			if after := mustJSON(t, s); after != before {
				t.Fatalf("%s changed the state it was given:\n%s\n%s", e.EventType(), before, after)
			}
			if a, b := mustJSON(t, next), mustJSON(t, throughJSON(t, next)); a != b {
				t.Fatalf("a state does not survive storage:\n%s\n%s", a, b)
			}
			s = next
			seen(t, s, w.clock, at(12, 8, 0))
			for _, r := range dossier.Acts() { // nor does deciding on it panic
				k := &life{w: w, def: w.definitions["1.004873"], state: s, books: map[act.Number]int64{}}
				for _, a := range []org.Actor{w.official(allDuties, calendar.D(2025, 9, 12)), citizen(1)} {
					if _, err := k.try(at(12, 8, 0), a, k.valid(r.Act, at(12, 8, 0))); err != nil && len(fault.All(err)) == 0 {
						t.Fatal(fmt.Errorf("%s: %w", r.Act, err))
					}
				}
			}
		}
	})
}
