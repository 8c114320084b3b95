package notifydb

import (
	"context"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/journal"
)

const (
	// mostDossiers bounds what is kept in memory between batches.
	mostDossiers  = 1024
	dossierPrefix = dossier.StreamKind + "/" // of a stream
)

// dossiers are the dossiers of the events followed, as they were right after
// the last of them: what is told is what was true then, however late it is
// composed. Events come in order, so that a dossier is read from the journal
// only when it was not followed from its beginning.
type dossiers struct {
	journal *journal.Journal
	known   map[string]*followed
}

// followed is a dossier folded as far as a version of its stream.
type followed struct {
	state   dossier.State
	version int64
}

func newDossiers(j *journal.Journal) *dossiers {
	return &dossiers{journal: j, known: map[string]*followed{}}
}

// note folds an event that follows on what is known, or begins a dossier.
func (d *dossiers) note(e journal.Recorded) {
	if !strings.HasPrefix(e.Stream, dossierPrefix) {
		return
	}
	f := d.known[e.Stream]
	if f == nil && e.Version == 1 {
		f = &followed{}
		d.keep(e.Stream, f)
	}
	if f != nil && f.version == e.Version-1 {
		f.state, f.version = dossier.Evolve(f.state, e.Event), e.Version
	}
}

// at is the dossier right after an event. It is read anew when it is not known,
// or known further: a batch that failed is met again.
func (d *dossiers) at(ctx context.Context, e journal.Recorded) (dossier.State, error) {
	if f := d.known[e.Stream]; f != nil && f.version == e.Version {
		return f.state, nil
	}
	all, err := d.journal.Stream(ctx, e.Stream)
	if err != nil {
		return dossier.State{}, err
	}
	f := &followed{}
	for _, r := range all {
		if r.Version > e.Version {
			break
		}
		f.state, f.version = dossier.Evolve(f.state, r.Event), r.Version
	}
	d.keep(e.Stream, f)
	return f.state, nil
}

func (d *dossiers) keep(stream string, f *followed) {
	if len(d.known) >= mostDossiers {
		clear(d.known)
	}
	d.known[stream] = f
}
