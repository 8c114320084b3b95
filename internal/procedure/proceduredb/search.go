package proceduredb

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

// PageSize is how many entries a page of a list has.
const PageSize = 20

// What a procedure's standing adds to the score (of 1,000) of a text that
// answers the query.
const (
	fileableBoost  = 120
	describedBoost = 50
	foreignBoost   = -250 // what the home province cannot take
	internalBoost  = -350 // what no citizen files
	spokenBoost    = 60   // people's own words for it
)

// How much a text counts.
const (
	nameWeight = 0.95 // the official name: longer, with the law's tail
	restWeight = 0.9  // everything at once, with field, keywords, results
)

// weakScore is the score under which an answer is only a suggestion, as
// locale.Index says, before what standing adds.
const weakScore = 600

// mostHits bounds the hits of one query.
const mostHits = 400

// snapshot is the whole catalogue on one day. It never changes.
type snapshot struct {
	marks   marks
	day     calendar.Date
	entries []Entry // in Vietnamese order of their short names
	byCode  map[string]int
	index   *locale.Index  // codes, names, people's words
	rest    *locale.Index  // everything that is told of a procedure, as one text
	boost   map[string]int // by code
	counts  Counts
}

// Counts is how much the catalogue knows.
type Counts struct {
	Fileable, Described, Listed int            // each includes the one before
	Fields                      []FieldCount   // in Vietnamese order
	Events                      map[string]int // what is not another province's, by life event
}

// FieldCount is a field of administration with its procedures.
type FieldCount struct {
	Name  string
	Count int
}

type builder struct {
	s      *snapshot
	index  *locale.IndexBuilder
	rest   *locale.IndexBuilder
	spoken map[string][]string
	fields map[string]int
}

func newBuilder(day calendar.Date) *builder {
	return &builder{
		s: &snapshot{
			day: day, byCode: map[string]int{}, boost: map[string]int{},
			counts: Counts{Events: map[string]int{}},
		},
		index: locale.NewIndexBuilder(), rest: locale.NewIndexBuilder(), spoken: spoken(), fields: map[string]int{},
	}
}

// add takes the entries in the order of lists; key is the folded text of
// everything by which the procedure may be found.
func (b *builder) add(e Entry, key string) {
	boost := boostOf(&e)
	e.key = strings.Join(append([]string{key}, foldAll(b.spoken[e.Code])...), " ")
	b.s.byCode[e.Code] = len(b.s.entries)
	b.s.boost[e.Code] = boost
	b.s.entries = append(b.s.entries, e)
	b.index.Add(e.Code, e.Short.VI, 1, float64(boost))
	if e.Name != e.Short.VI {
		b.index.Add(e.Code, e.Name, nameWeight, float64(boost))
	}
	if e.Short.EN != "" {
		b.index.Add(e.Code, e.Short.EN, 1, float64(boost))
	}
	b.index.Add(e.Code, e.Code, 1, float64(boost))
	b.rest.Add(e.Code, key, restWeight, float64(boost))
	for _, words := range b.spoken[e.Code] {
		b.index.Add(e.Code, words, 1, float64(boost+spokenBoost))
	}
	b.count(&e)
}

func boostOf(e *Entry) int {
	switch {
	case e.Kind == procedure.Internal:
		return internalBoost
	case e.IsForeign():
		return foreignBoost
	case e.Standing.Fileable:
		return fileableBoost
	case e.Stage == procedure.Described:
		return describedBoost
	}
	return 0
}

func (b *builder) count(e *Entry) {
	n := &b.s.counts
	n.Listed++
	if e.Stage == procedure.Described {
		n.Described++
	}
	if e.Standing.Fileable {
		n.Fileable++
	}
	if e.Field != "" {
		b.fields[e.Field]++
	}
	if e.IsForeign() {
		return
	}
	for _, k := range e.LifeEvents {
		n.Events[k]++
	}
}

func (b *builder) build() *snapshot {
	b.s.index, b.s.rest = b.index.Build(), b.rest.Build()
	for name, n := range b.fields {
		b.s.counts.Fields = append(b.s.counts.Fields, FieldCount{name, n})
	}
	slices.SortFunc(b.s.counts.Fields, func(x, y FieldCount) int {
		return cmp.Or(cmp.Compare(locale.SortKey(x.Name), locale.SortKey(y.Name)), cmp.Compare(x.Name, y.Name))
	})
	return b.s
}

// Query is what a list asks for; a zero part asks for everything.
type Query struct {
	Text     string // free words, a code
	Event    string // key of a life event
	Field    string // name of a field
	Level    procedure.Level
	Agency   string // id of the deciding agency
	Fileable bool   // only what takes dossiers
	Page     int    // from 1
}

// Result is one page of a list.
type Result struct {
	Entries []Entry
	Total   int
	Page    int
	Pages   int
	// Suggestions are up to three procedures to offer when words find nothing,
	// or nothing but weak answers.
	Suggestions []Entry
}

// Search lists what answers a query on a day: by how well it answers the
// words, what takes dossiers first; without words in Vietnamese order. It reads
// the database only for entries that no page has shown yet.
func (c *Catalogue) Search(ctx context.Context, q Query, day calendar.Date) (Result, error) {
	s, err := c.on(ctx, day)
	if err != nil {
		return Result{}, err
	}
	accept := c.filter(q, day)
	var found []int
	weak := false
	if strings.TrimSpace(q.Text) == "" {
		for i := range s.entries {
			if accept(&s.entries[i]) {
				found = append(found, i)
			}
		}
	} else {
		var hits []locale.Hit
		hits, weak = s.search(q.Text)
		for _, h := range hits {
			if i := s.byCode[h.ID]; accept(&s.entries[i]) {
				found = append(found, i)
			}
		}
	}
	r := page(s, found, q.Page)
	if strings.TrimSpace(q.Text) != "" && (len(found) == 0 || weak) {
		r.Suggestions = s.suggest(q.Text)
	}
	if weak {
		r.Entries, r.Total, r.Page, r.Pages = nil, 0, 1, 0
	}
	if err := c.describe(ctx, r.Entries); err != nil {
		return Result{}, err
	}
	return r, c.describe(ctx, r.Suggestions)
}

// search finds what answers the words: by names and people's own words first,
// then by whatever else is told of a procedure. Weak means that nothing answers
// them well.
func (s *snapshot) search(text string) (hits []locale.Hit, weak bool) {
	hits, rest := s.index.Search(text, mostHits), s.rest.Search(text, mostHits)
	if s.isWeak(hits) {
		hits, rest = rest, hits
		weak = s.isWeak(hits)
	}
	seen := make(map[string]bool, len(hits))
	for _, h := range hits {
		seen[h.ID] = true
	}
	for _, h := range rest {
		if !seen[h.ID] && len(hits) < mostHits {
			hits = append(hits, h)
		}
	}
	return s.exact(text, hits), weak
}

// exact drops what only a slip of a key could have meant, when the best hit
// has every word as it was typed.
func (s *snapshot) exact(text string, hits []locale.Hit) []locale.Hit {
	words := locale.Words(text)
	has := func(h locale.Hit) bool {
		key := s.entries[s.byCode[h.ID]].key
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(key, w) })
	}
	if len(hits) == 0 || !has(hits[0]) {
		return hits
	}
	return slices.DeleteFunc(hits, func(h locale.Hit) bool { return !has(h) })
}

func foldAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = locale.Fold(t)
	}
	return out
}

// isWeak reports whether no hit answers the words well.
func (s *snapshot) isWeak(hits []locale.Hit) bool {
	return !slices.ContainsFunc(hits, func(h locale.Hit) bool { return h.Score-s.boost[h.ID] >= weakScore })
}

func page(s *snapshot, found []int, n int) Result {
	r := Result{Total: len(found), Pages: (len(found) + PageSize - 1) / PageSize}
	r.Page = min(max(1, n), max(1, r.Pages))
	from := (r.Page - 1) * PageSize
	for _, i := range found[min(from, len(found)):min(from+PageSize, len(found))] {
		r.Entries = append(r.Entries, s.entries[i])
	}
	return r
}

// filter is whether an entry belongs into a list.
func (c *Catalogue) filter(q Query, day calendar.Date) func(*Entry) bool {
	var o *org.Organisation
	var agency org.Agency
	known := false
	if q.Agency != "" {
		o = c.directory.Organisation()
		agency, known = o.Agency(q.Agency, day)
	}
	return func(e *Entry) bool {
		switch {
		case q.Event != "" && (!slices.Contains(e.LifeEvents, q.Event) || e.IsForeign()),
			q.Field != "" && e.Field != q.Field,
			q.Level != "" && !slices.Contains(e.Levels, q.Level),
			q.Fileable && !e.Standing.Fileable:
			return false
		case q.Agency == "":
			return true
		}
		return known && slices.ContainsFunc(e.Rules, func(r org.Rule) bool {
			if !r.On(day) {
				return false
			}
			a, gap := o.Resolve(r, agency.Territory, day)
			return gap == nil && a.ID == agency.ID
		})
	}
}

// suggestions is how many procedures are offered when nothing was found.
const suggestions = 3

// likeness is the score that an answer to all the words needs to be offered:
// below it one common word ("đất", "giấy") links things that nobody meant.
const likeness = 450

// suggest offers what nearly answers all the words together; nothing when
// nothing is like them.
func (s *snapshot) suggest(text string) []Entry {
	score := map[int]int{}
	for _, index := range []*locale.Index{s.index, s.rest} {
		for _, h := range index.Search(text, 40) {
			i := s.byCode[h.ID]
			score[i] = max(score[i], h.Score-s.boost[h.ID])
		}
	}
	order := make([]int, 0, len(score))
	for i, n := range score {
		if e := &s.entries[i]; n >= likeness && e.Stage == procedure.Described && !e.IsForeign() && e.Kind != procedure.Internal {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(score[b]-score[a], a-b) })
	var out []Entry
	for _, i := range order[:min(suggestions, len(order))] {
		out = append(out, s.entries[i])
	}
	return out
}

// Count tells how much the catalogue knows on a day.
func (c *Catalogue) Count(ctx context.Context, day calendar.Date) (Counts, error) {
	s, err := c.on(ctx, day)
	if err != nil {
		return Counts{}, err
	}
	return s.counts, nil
}

// Asked lists the procedures that people need most and that take dossiers, at
// most n.
func (c *Catalogue) Asked(ctx context.Context, day calendar.Date, n int) ([]Entry, error) {
	s, err := c.on(ctx, day)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, code := range asked() {
		if i, ok := s.byCode[code]; ok && s.entries[i].Standing.Fileable && len(out) < n {
			out = append(out, s.entries[i])
		}
	}
	return out, nil
}
