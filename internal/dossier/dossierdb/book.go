package dossierdb

import (
	"context"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/dossier/scopesql"
	"motcua/internal/journal"
	"motcua/internal/org"
)

// BookQuery says which part of a dossier book (sổ theo dõi hồ sơ) is read.
type BookQuery struct {
	Agency string // whose book: it took the dossiers in, or decides them
	From   calendar.Date
	To     calendar.Date // inclusive
	Skip   int           // rows before the first that is read
	Size   int           // rows, at most BookBatch
}

// BookBatch is how many rows of a book are read at once.
const BookBatch = 200

// Book reads rows of an agency's book in the order of acceptance, within the
// actor's scope, in two queries. Of a dossier that the actor may not see whole
// without a reason the state is masked as in lists. more tells whether rows
// follow.
func (c *Casework) Book(ctx context.Context, a org.Actor, q BookQuery) (list []dossier.State, more bool, err error) {
	w := &where{}
	w.and(scopesql.Rows(dossier.ScopeOf(a), w.arg))
	agency := w.arg(q.Agency)
	w.and("(agency = " + agency + " OR received = " + agency + ")")
	until := w.arg(int64(q.To.AddDays(1).Start()))
	w.and("accepted_at >= " + w.arg(int64(q.From.Start())) + " AND accepted_at < " + until + " AND filed_at < " + until)
	size := min(max(q.Size, 1), BookBatch)
	entries, err := c.entries(ctx, "SELECT "+entryColumns+" FROM dossier_row WHERE "+w.String()+" ORDER BY accepted_at, id LIMIT "+
		w.arg(int64(size+1))+" OFFSET "+w.arg(int64(max(q.Skip, 0))), w.args...)
	if err != nil {
		return nil, false, err
	}
	if len(entries) > size {
		entries, more = entries[:size], true
	}
	streams := make([]string, len(entries))
	for i := range entries {
		streams[i] = dossier.Stream(entries[i].ID)
	}
	states, err := journal.LoadMany[dossier.State](ctx, c.j, streams)
	if err != nil {
		return nil, false, err
	}
	reader := look.NewReader(a)
	for i := range entries {
		s, found := states[streams[i]]
		if !found {
			continue // erased between the two queries
		}
		s.ID = entries[i].ID
		if !reader.Own(entries[i].place) {
			s = look.Masked(s)
		}
		list = append(list, s)
	}
	return list, more, nil
}
