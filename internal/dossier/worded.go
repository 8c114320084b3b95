package dossier

import "cmp"

// Worded is an event with words that an official typed and that may name a
// person. Records from before 24 November 2026 keep them in their public part,
// where erasure does not reach them; newer ones keep them as personal data in a
// field of its own. Words answers them wherever they are.
type Worded interface{ Words() string }

// Words is why the slip was issued anew.
func (e SlipReissued) Words() string { return cmp.Or(e.Why, e.Reason) }

// Words is the paper by which the receiver was known.
func (e WasHandedOver) Words() string { return cmp.Or(e.Proof, e.ByPaper) }

// Words is the legal ground that a refusal cites.
func (e Appraised) Words() string { return cmp.Or(e.Cites, e.Article) }

// Words is the ground of the hold.
func (e Held) Words() string { return cmp.Or(e.Text, e.Ground) }

// Words is the ground for lifting it.
func (e HoldLifted) Words() string { return cmp.Or(e.Text, e.Ground) }

// Told is the answer as the applicant was told it.
func (e ErasureAnswered) Told() Answer {
	e.Answer.Ground = cmp.Or(e.Answer.Ground, e.Held)
	return e.Answer
}

// answered is the answer to who asks for erasure; a hold's ground, which somebody
// typed, goes apart.
func answered(f Facts, a Answer) ErasureAnswered {
	e := ErasureAnswered{By: f.Actor.Account, At: f.Now, Answer: a}
	if a.Keeping == KeptHeld {
		e.Held, e.Answer.Ground = a.Ground, ""
	}
	return e
}
