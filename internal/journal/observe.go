package journal

import (
	"context"

	"motcua/internal/fault"
)

// Observer is told what the journal does: by the callers' goroutines of their
// commands, by the batcher's of groups. It must be quick and never block.
type Observer interface {
	// Command begins with a command of a kind of stream ("dossier") that is
	// queued; end is called once with what became of it: done, repeated, or the
	// kind of its fault.
	Command(ctx context.Context, kind string) (end func(outcome string))
	// Group begins with a transaction of so many commands and ends with it.
	Group(commands int) (end func())
}

// Observe sets who is told; before Start.
func (j *Journal) Observe(o Observer) { j.observer = o }

// Waiting is how many commands wait to be taken into a group.
func (j *Journal) Waiting() int { return len(j.queue) }

// Alive reports whether the journal takes commands: it was started and has not
// ended.
func (j *Journal) Alive() bool {
	select {
	case <-j.done:
		return false
	default:
		return j.stop != nil
	}
}

func became(r Receipt, err error) string {
	switch {
	case err != nil:
		return fault.KindOf(err).String()
	case r.Repeated:
		return "repeated"
	}
	return "done"
}
