package locale

import (
	"fmt"
	"slices"
)

// Lang is a language that people read: "vi" or "en" (BCP 47).
type Lang string

// The languages of the product. Vietnamese is complete everywhere; English is
// complete on the pages of citizens and businesses.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

// Text is one sentence in both languages, written side by side where it is
// used, so that neither can be missing (docs/decisions/0002).
type Text struct {
	VI string `json:"vi"`
	EN string `json:"en,omitempty"`
}

// T pairs a Vietnamese sentence with its English one.
func T(vi, en string) Text { return Text{VI: vi, EN: en} }

// F is T with the same arguments formatted into both sentences by fmt.Sprintf;
// use indexed verbs (%[2]s) where the order differs. An argument that is a Text
// stands in each sentence in its language.
func F(vi, en string, args ...any) Text {
	return Text{VI: fmt.Sprintf(vi, spoken(VI, args)...), EN: fmt.Sprintf(en, spoken(EN, args)...)}
}

// spoken is args with each Text in lang.
func spoken(lang Lang, args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if t, ok := a.(Text); ok {
			out[i] = t.In(lang)
		}
	}
	return out
}

// In returns the sentence in lang; a sentence without English is answered in
// Vietnamese, the language of the law.
func (t Text) In(lang Lang) string {
	if lang == EN && t.EN != "" {
		return t.EN
	}
	return t.VI
}

// IsZero reports whether nothing is said.
func (t Text) IsZero() bool { return t.VI == "" && t.EN == "" }
