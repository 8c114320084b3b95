package acttest

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"motcua/internal/act"
)

//nolint:gochecknoglobals // a flag of the tests
var update = flag.Bool("update", false, "write samples of events that are missing; existing ones are never edited")

// Stored is an event as the journal keeps it: what stays for ever, and the
// personal parts that may be erased.
type Stored struct {
	Type   string                     `json:"type"`
	Public json.RawMessage            `json:"public"`
	Parts  map[string]json.RawMessage `json:"parts,omitempty"`
}

// Check is what a core asks of one event and its stored sample.
type Check func(t *testing.T, codec act.Codec, e act.Event, s Stored)

// Samples checks each event against its stored sample, in parallel. It fails
// for events of the codecs without a sample, and for stored ones that no codec
// knows any more.
func Samples(t *testing.T, events []act.Event, check Check, codecs ...act.Codec) {
	t.Helper()
	known, missing := map[string]act.Codec{}, map[string]bool{}
	for _, c := range codecs {
		for _, name := range c.Types() {
			known[name], missing[name] = c, true
		}
	}
	for _, e := range events {
		name := e.EventType()
		delete(missing, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, known[name], e, stored(t, known[name], e))
		})
	}
	if len(missing) > 0 {
		t.Errorf("events without a sample: %v", missing)
	}
	files, err := filepath.Glob(filepath.Join("testdata", "events", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, ok := known[strings.TrimSuffix(filepath.Base(f), ".json")]; !ok {
			t.Errorf("%s: no codec knows this event any more", f)
		}
	}
}

// Same makes sure that the stored sample decodes to the event itself, and,
// without its personal parts, to one that holds nothing personal, which it
// answers.
func Same(t *testing.T, codec act.Codec, e act.Event, s Stored) act.Event {
	t.Helper()
	var parts []act.Part
	for role, body := range s.Parts {
		parts = append(parts, act.Part{Role: role, Body: body})
	}
	whole, err := codec.Decode(s.Type, s.Public, parts)
	if err != nil || !reflect.DeepEqual(whole, e) {
		t.Fatalf("whole: %v\n got %+v\nwant %+v", err, whole, e)
	}
	erased, err := codec.Decode(s.Type, s.Public, nil)
	if err != nil {
		t.Fatalf("erased: %v", err)
	}
	v := reflect.ValueOf(erased)
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.Tag.Get("personal") != "" && !v.Field(i).IsZero() {
			t.Errorf("%s is left after erasing: %v", f.Name, v.Field(i))
		}
	}
	return erased
}

// Grown makes sure that nothing of the stored sample is lost on its way through
// the event of today, which may have fields that came later, and answers the
// decoded event. It is for events without personal parts.
func Grown(t *testing.T, codec act.Codec, s Stored) act.Event {
	t.Helper()
	got, err := codec.Decode(s.Type, s.Public, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := codec.Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	var was, is any
	if err := errors.Join(json.Unmarshal(s.Public, &was), json.Unmarshal(again.Public, &is)); err != nil || !keeps(is, was) {
		t.Errorf("something of the stored sample is lost (%v): %s of %s", err, again.Public, s.Public)
	}
	return got
}

// keeps reports whether everything of was is in is.
func keeps(is, was any) bool {
	switch was := was.(type) {
	case map[string]any:
		m, ok := is.(map[string]any)
		for k, v := range was {
			ok = ok && keeps(m[k], v)
		}
		return ok
	case []any:
		l, ok := is.([]any)
		ok = ok && len(l) == len(was)
		for i := 0; ok && i < len(was); i++ {
			ok = keeps(l[i], was[i])
		}
		return ok
	}
	return is == was
}

// stored reads the sample of an event, or writes it under -update.
func stored(t *testing.T, codec act.Codec, e act.Event) Stored {
	t.Helper()
	path := filepath.Join("testdata", "events", e.EventType()+".json")
	var s Stored
	body, err := os.ReadFile(path)
	if err == nil {
		if err := json.Unmarshal(body, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if !os.IsNotExist(err) || !*update {
		t.Fatalf("%v (a new event's sample is written with -update)", err)
	}
	encoded, err := codec.Encode(e)
	if err != nil {
		t.Fatal(err)
	}
	s = Stored{Type: encoded.Type, Public: encoded.Public, Parts: map[string]json.RawMessage{}}
	for _, p := range encoded.Parts {
		s.Parts[p.Role] = p.Body
	}
	if body, err = json.MarshalIndent(s, "", "  "); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, append(body, '\n'), 0o600)); err != nil {
		t.Fatal(err)
	}
	return s
}
