package receptionweb

import (
	"context"
	"slices"
	"sync"

	"motcua/internal/calendar"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// Offer is a procedure that takes dossiers, as the counter's search shows it.
type Offer struct {
	Code     string
	Short    locale.Text
	Field    string
	Rules    []org.Rule // by which agencies are competent
	Anywhere bool       // received at any counter of the province
}

// Catalogue finds the procedures that take dossiers on a day, by code or by
// words in any spelling, the best first.
type Catalogue interface {
	Fileable(ctx context.Context, text string, day calendar.Date, limit int) ([]Offer, error)
}

// Shelf is the Catalogue read from the journal, kept until a procedure or a
// process changes. Make it with NewShelf; it is safe for concurrent use.
type Shelf struct {
	j    *journal.Journal
	home string

	mu    sync.Mutex // guards stack; held while it is read anew
	stack stack
}

// stack is everything fileable on one day at one state of the definitions.
type stack struct {
	day                   calendar.Date
	procedures, processes int64 // versions of the kinds
	offers                map[string]Offer
	index                 *locale.Index
}

// NewShelf makes a catalogue of the province home ("Quảng Ninh").
func NewShelf(j *journal.Journal, home string) *Shelf { return &Shelf{j: j, home: home} }

// Fileable is Catalogue's. Its error is the journal's.
func (s *Shelf) Fileable(ctx context.Context, text string, day calendar.Date, limit int) ([]Offer, error) {
	stack, err := s.current(ctx, day)
	if err != nil {
		return nil, err
	}
	var out []Offer
	for _, h := range stack.index.Search(text, limit) {
		out = append(out, stack.offers[h.ID])
	}
	return out, nil
}

func (s *Shelf) current(ctx context.Context, day calendar.Date) (stack, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	procedures, err := s.j.KindVersion(ctx, procedure.StreamKind)
	if err != nil {
		return stack{}, err
	}
	processes, err := s.j.KindVersion(ctx, process.StreamKind)
	if err != nil {
		return stack{}, err
	}
	if s.stack.index != nil && s.stack.day == day && s.stack.procedures == procedures && s.stack.processes == processes {
		return s.stack, nil
	}
	next := stack{day: day, procedures: procedures, processes: processes}
	if err := next.fill(ctx, s.j, s.home); err != nil {
		return stack{}, err
	}
	s.stack = next
	return next, nil
}

func (s *stack) fill(ctx context.Context, j *journal.Journal, home string) error {
	inForce := map[string]bool{}
	err := journal.LoadKind(ctx, j, process.StreamKind, func(stream string, _ int64, p process.State) error {
		_, inForce[stream] = p.InForce(s.day, "")
		return nil
	})
	if err != nil {
		return err
	}
	s.offers = map[string]Offer{}
	b := locale.NewIndexBuilder()
	err = journal.LoadKind(ctx, j, procedure.StreamKind, func(_ string, _ int64, st procedure.State) error {
		p := st.Procedure(s.day)
		if !st.Fileable(s.day, home, inForce[process.Stream(p.Code)]).Fileable {
			return nil
		}
		s.offers[p.Code] = Offer{Code: p.Code, Short: p.Short, Field: p.Field.Name, Rules: slices.Clone(st.Rules), Anywhere: p.Anywhere}
		b.Add(p.Code, p.Code, 1, 0)
		b.Add(p.Code, p.Short.VI, 1, 0)
		b.Add(p.Code, p.Name, 0.95, 0)
		for _, k := range p.Keywords {
			b.Add(p.Code, k, 0.8, 0)
		}
		return nil
	})
	s.index = b.Build()
	return err
}
