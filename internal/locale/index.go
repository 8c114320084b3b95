package locale

import (
	"math"
	"slices"
	"strings"
)

// IndexBuilder gathers the texts of an Index.
type IndexBuilder struct {
	ix    *Index
	words map[string]int32
	ids   map[string]int32
}

// Index finds texts as Match does, quickly among some thousands of names. It is
// immutable: build a new one when the names change. It is safe for concurrent
// use.
type Index struct {
	ids     []string
	entries []entry
	vocab   []string           // the folded words
	idf     []float32          // by word: the rarer the heavier
	post    [][]int32          // by word: the entries that hold it, ascending
	byWord  map[string]int32   // word to its number
	codes   map[string][]int32 // CodeKey of a text with a digit to its entries
	sorted  []string           // the keys of codes, sorted, for unfinished codes
}

// entry is one text of an id.
type entry struct {
	id       int32
	words    []int32
	weight   float32
	boost    float32
	size     float32 // the idf of all its words
	initials string
}

// Hit is an id that was found, with the score of its best text.
type Hit struct {
	ID    string
	Score int
}

// NewIndexBuilder begins an index.
func NewIndexBuilder() *IndexBuilder {
	return &IndexBuilder{
		ix:    &Index{byWord: map[string]int32{}, codes: map[string][]int32{}},
		words: map[string]int32{}, ids: map[string]int32{},
	}
}

// Add puts a text under an id; an id may have several (its name, short name,
// code, the words that people use). Weight scales the score of this text: 1 for
// a name, less for a mere keyword. Boost is added to the score (of 1,000 for a
// full match) of a text that was found, to prefer what is asked for most.
func (b *IndexBuilder) Add(id, text string, weight, boost float64) {
	n, ok := b.ids[id]
	if !ok {
		n = int32(len(b.ix.ids))
		b.ids[id] = n
		b.ix.ids = append(b.ix.ids, id)
	}
	e := entry{id: n, weight: float32(weight), boost: float32(boost), initials: Initials(text)}
	for _, w := range Words(text) {
		k, ok := b.words[w]
		if !ok {
			k = int32(len(b.ix.vocab))
			b.words[w] = k
			b.ix.vocab = append(b.ix.vocab, w)
		}
		e.words = append(e.words, k)
	}
	at := int32(len(b.ix.entries))
	b.ix.entries = append(b.ix.entries, e)
	if key := CodeKey(text); hasDigit(key) && len(key) <= maxCode && !strings.ContainsFunc(strings.TrimSpace(text), isBlank) {
		b.ix.codes[key] = append(b.ix.codes[key], at)
	}
}

// isBlank keeps sentences that hold a digit from being taken for codes.
func isBlank(r rune) bool { return r == ' ' || r == '\u00a0' }

// Build finishes the index; the builder must not be used afterwards.
func (b *IndexBuilder) Build() *Index {
	ix := b.ix
	ix.byWord = b.words
	ix.post = make([][]int32, len(ix.vocab))
	for i, e := range ix.entries {
		for _, w := range e.words {
			if p := ix.post[w]; len(p) == 0 || p[len(p)-1] != int32(i) {
				ix.post[w] = append(p, int32(i))
			}
		}
	}
	ix.idf = make([]float32, len(ix.vocab))
	for w, p := range ix.post {
		ix.idf[w] = float32(math.Log(1 + float64(len(ix.entries))/float64(len(p))))
	}
	for i := range ix.entries {
		for _, w := range ix.entries[i].words {
			ix.entries[i].size += ix.idf[w]
		}
	}
	ix.sorted = make([]string, 0, len(ix.codes))
	for k := range ix.codes {
		ix.sorted = append(ix.sorted, k)
	}
	slices.Sort(ix.sorted)
	return ix
}

// maxQueryWords bounds the work of one search.
const maxQueryWords = 16

// Search returns up to limit ids, the best first; equal scores are ordered by
// the length of their text, then by id. If no text has all the words, those of
// a sentence that only ask ("tôi muốn", "ở đâu") are left out, and of three words
// or more those texts are returned that have at least half as they are written. A score under 600 is a weak answer, to be offered as a suggestion.
func (ix *Index) Search(query string, limit int) []Hit {
	if limit <= 0 || len(query) > 1000 {
		return nil
	}
	best := &results{by: make([]found, len(ix.ids))}
	ix.findCodes(query, best)
	words := Words(query)
	words = words[:min(len(words), maxQueryWords)]
	ix.findInitials(words, best)
	if tokens := ix.tokens(words, true); !ix.findWords(tokens, len(tokens), best) && best.count == 0 {
		words = slices.DeleteFunc(words, isAsking)
		need := len(words)
		if need >= 3 { // long enough that slips would meet words at random
			need = (need + 1) / 2
		}
		ix.findWords(ix.tokens(words, len(words) < 3), need, best)
	}
	return ix.ranked(best, limit)
}

// isAsking reports whether a folded word belongs to the asking and not to what
// is asked for.
func isAsking(w string) bool {
	const words = " toi em chung minh muon can xin hoi lam cho o dau nao nhu the gi la va cua de duoc ve co phai khi thi bao nhieu thu tuc giup "
	return strings.Contains(words, " "+w+" ")
}

// ranked orders what was found.
func (ix *Index) ranked(best *results, limit int) []Hit {
	order := make([]found, 0, best.count)
	for _, f := range best.by {
		if f.some {
			order = append(order, f)
		}
	}
	slices.SortFunc(order, func(a, b found) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		case len(ix.entries[a.entry].words) != len(ix.entries[b.entry].words):
			return len(ix.entries[a.entry].words) - len(ix.entries[b.entry].words)
		}
		return strings.Compare(ix.ids[ix.entries[a.entry].id], ix.ids[ix.entries[b.entry].id])
	})
	hits := make([]Hit, 0, min(limit, len(order)))
	for _, f := range order[:min(limit, len(order))] {
		hits = append(hits, Hit{ID: ix.ids[ix.entries[f.entry].id], Score: int(f.score + 0.5)})
	}
	return hits
}

// results are the best texts found so far, by id.
type results struct {
	by    []found
	count int
}

// found is the best text of one id, if there is some.
type found struct {
	entry int32
	score float32
	some  bool
}

// keep remembers the score of an entry if it is its id's best.
func (ix *Index) keep(best *results, at int32, score float32) {
	e := &ix.entries[at]
	score = score*e.weight + e.boost
	old := &best.by[e.id]
	if !old.some {
		best.count++
	}
	if !old.some || score > old.score {
		*old = found{at, score, true}
	}
}

// findCodes finds the texts whose code is the query, or begins with it.
func (ix *Index) findCodes(query string, best *results) {
	key := CodeKey(query)
	if len(key) < 4 || len(key) > maxCode || !hasDigit(key) {
		return
	}
	at, _ := slices.BinarySearch(ix.sorted, key)
	for _, k := range ix.sorted[at:] {
		if !strings.HasPrefix(k, key) {
			return
		}
		// An unfinished code ranks by how much of it is there.
		score := float32(fullScore) * (1 + 0.5*float32(len(key))/float32(len(k)))
		if k == key {
			score = codeScore
		}
		for _, e := range ix.codes[k] {
			ix.keep(best, e, score)
		}
	}
}

// findInitials finds texts by the first letters of their words, at least three,
// when the query is a single word.
func (ix *Index) findInitials(words []string, best *results) {
	if len(words) != 1 || len(words[0]) < 3 || hasDigit(words[0]) {
		return
	}
	for i := range ix.entries {
		e := &ix.entries[i]
		share := 0.5 + 0.5*float32(len(words[0]))/float32(len(e.initials))
		switch at := strings.Index(e.initials, words[0]); {
		case at > 0 && len(words[0]) > 3: // after "Thủ tục"; three letters are in every long name
			share *= 0.8
		case at != 0:
			continue
		}
		ix.keep(best, int32(i), initialsScore*share)
	}
}

// token is one word of a query with the words of the vocabulary that meet it.
type token struct {
	quality []float32 // by word, 0 for not at all
	met     []int32   // the words above 0
	weight  float32
}

// tokens looks the words of a query up. A word that is none is read as Telex
// keys or as several words run together before slips are thought of.
func (ix *Index) tokens(words []string, slips bool) []token {
	var ts []token
	for _, w := range words {
		if _, known := ix.byWord[w]; !known {
			if _, ok := ix.byWord[untelex(w)]; ok && untelex(w) != w {
				t := ix.lookUp(untelex(w), slips)
				for _, k := range t.met {
					t.quality[k] *= telexWord
				}
				ts = append(ts, t)
				continue
			}
			if parts := ix.split(w); parts != nil {
				for _, p := range parts {
					ts = append(ts, ix.lookUp(p, slips))
				}
				continue
			}
		}
		ts = append(ts, ix.lookUp(w, slips))
	}
	return ts[:min(len(ts), maxQueryWords)]
}

// lookUp finds the words of the vocabulary that w meets.
func (ix *Index) lookUp(w string, slips bool) token {
	t := token{quality: make([]float32, len(ix.vocab))}
	var exact, closest float32
	for k, v := range ix.vocab {
		if q := wordQuality(w, v, slips); q > 0 {
			t.quality[k] = q
			t.met = append(t.met, int32(k))
			closest = max(closest, ix.idf[k])
			if q == exactWord {
				exact = ix.idf[k]
			}
		}
	}
	t.weight = closest
	if exact > 0 {
		t.weight = exact
	}
	if t.weight == 0 { // a word that nothing has is as telling as a rare one
		t.weight = float32(math.Log(1 + float64(len(ix.entries))))
	}
	return t
}

// split reads a run-together word as the fewest words of the vocabulary, each
// of two letters or more: "dangkykhaisinh". nil when it cannot.
func (ix *Index) split(w string) []string {
	const longest = 40
	if len(w) < 5 || len(w) > longest || hasDigit(w) {
		return nil
	}
	var fewest [longest + 1]int
	var from [longest + 1]int
	for end := 2; end <= len(w); end++ {
		for start := max(0, end-7); start <= end-2; start++ { // no syllable has more than seven letters
			if start > 0 && fewest[start] == 0 {
				continue
			}
			if _, ok := ix.byWord[foldY(w[start:end])]; !ok {
				continue
			}
			if n := fewest[start] + 1; fewest[end] == 0 || n < fewest[end] {
				fewest[end], from[end] = n, start
			}
		}
	}
	if fewest[len(w)] < 2 {
		return nil
	}
	var parts []string
	for end := len(w); end > 0; end = from[end] {
		parts = append(parts, foldY(w[from[end]:end]))
	}
	slices.Reverse(parts)
	return parts
}

// findWords scores the entries that meet at least need of the tokens and
// reports whether there was one.
func (ix *Index) findWords(tokens []token, need int, best *results) bool {
	if len(tokens) == 0 {
		return false
	}
	met := make([]uint8, len(ix.entries))  // how many tokens
	last := make([]uint8, len(ix.entries)) // the last token counted, plus one
	for t, tok := range tokens {
		for _, w := range tok.met {
			for _, e := range ix.post[w] {
				if last[e] != uint8(t+1) {
					last[e] = uint8(t + 1)
					met[e]++
				}
			}
		}
	}
	hit := false
	for e, n := range met {
		if int(n) >= need {
			hit = true
			ix.keep(best, int32(e), ix.score(tokens, &ix.entries[e]))
		}
	}
	return hit
}

// score weighs how well an entry answers the tokens.
func (ix *Index) score(tokens []token, e *entry) float32 {
	var place [maxQueryWords]int // where each token was met, plus one
	var total, quality, covered float32
	before := 0 // the place of the previous token
	for t, tok := range tokens {
		var q float32
		for i, w := range e.words {
			v := tok.quality[w]
			// Prefer the word after the previous token's, for the phrase.
			if v > q || v == q && v > 0 && t > 0 && i == before {
				q, place[t] = v, i+1
			}
		}
		before = place[t]
		total += tok.weight
		quality += tok.weight * q
	}
	var neighbours float32
	before = 0
	for t := range tokens {
		if place[t] > 0 && !slices.Contains(place[:t], place[t]) {
			covered += ix.idf[e.words[place[t]-1]]
		}
		if before > 0 && place[t] > 0 {
			switch place[t] - before {
			case 1:
				neighbours++
			case -1: // neighbours still, the other way round
				neighbours += 0.8
			}
		}
		before = place[t]
	}
	phrase := float32(1)
	if len(tokens) > 1 {
		phrase = neighbours / float32(len(tokens)-1)
	}
	return qualityShare*quality/total + coverageShare*min(1, covered/e.size) + phraseShare*phrase
}
