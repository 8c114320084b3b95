package dossierdb

import (
	"context"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
)

// LastNumbers reads the last numbers that an agency's outgoing documents of the
// day's year took, by symbol (ký hiệu); a symbol without any is missing. Another
// clerk may take the next one meanwhile.
func (c *Casework) LastNumbers(ctx context.Context, agency string, day calendar.Date) (map[string]int64, error) {
	books := dossier.OutgoingBook(agency, "", day)
	return c.j.Books(ctx, books.Book, books.Day)
}
