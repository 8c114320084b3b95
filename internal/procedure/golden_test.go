package procedure_test

import (
	"testing"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/procedure"
)

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	var samples []act.Event
	for _, e := range []act.Event{procedure.CatalogueListed{}, procedure.DefinitionPublished{}, procedure.Assigned{}, procedure.RetentionSet{}, procedure.ConfidentialitySet{}} {
		samples = append(samples, acttest.Filled(e))
	}
	acttest.Samples(t, samples, func(t *testing.T, codec act.Codec, _ act.Event, s acttest.Stored) {
		t.Helper()
		procedure.Evolve(procedure.State{}, acttest.Grown(t, codec, s))
	}, procedure.Codec())
}
