package process_test

import (
	"testing"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/process"
)

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	var samples []act.Event
	for _, e := range []act.Event{process.Adopted{}, process.Replaced{}} {
		samples = append(samples, acttest.Filled(e))
	}
	acttest.Samples(t, samples, func(t *testing.T, codec act.Codec, _ act.Event, s acttest.Stored) {
		t.Helper()
		process.Evolve(process.State{}, acttest.Grown(t, codec, s))
	}, process.Codec())
}
