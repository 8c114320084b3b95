package receptionweb

import (
	"context"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Offer is a procedure that takes dossiers, as the counter's search shows it.
type Offer struct {
	Code  string
	Short locale.Text
	Rules []org.Rule // by which agencies are competent
}

// Search finds at most limit procedures that take dossiers on the day, by code
// or by words in any spelling, the best first. It belongs to another slice, so
// app gives it.
type Search func(ctx context.Context, text string, day calendar.Date, limit int) ([]Offer, error)
