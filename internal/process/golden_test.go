package process_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/process"
)

var update = flag.Bool("update", false, "write samples that are missing; existing ones are never edited")

// golden is an event as it was stored once; it must decode for ever.
type golden struct {
	Type   string          `json:"type"`
	Public json.RawMessage `json:"public"`
}

// fill sets every field below v, so that a sample notices each one's renaming.
func fill(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *calendar.Date:
		*x = calendar.D(2025, 7, 1)
		return
	case *json.RawMessage:
		*x = json.RawMessage(`"mẫu"`)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("mẫu")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	default:
		panic("the samples do not know " + v.Type().String())
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	codec := process.Codec()
	missing := map[string]bool{}
	for _, name := range codec.Types() {
		missing[name] = true
	}
	for _, e := range []act.Event{process.Adopted{}, process.Replaced{}} {
		v := reflect.New(reflect.TypeOf(e)).Elem()
		fill(v)
		whole, ok := v.Interface().(act.Event)
		if !ok {
			t.Fatalf("%T is no event", e)
		}
		delete(missing, e.EventType())
		t.Run(e.EventType(), func(t *testing.T) {
			t.Parallel()
			s := stored(t, codec, whole)
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
			process.Evolve(process.State{}, got)
		})
	}
	if len(missing) > 0 {
		t.Errorf("events without a sample: %v", missing)
	}
}

// keeps reports whether everything of was is in is, which may have more: fields
// that came later.
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

func stored(t *testing.T, codec act.Codec, e act.Event) golden {
	t.Helper()
	path := filepath.Join("testdata", "events", e.EventType()+".json")
	body, err := os.ReadFile(path)
	if os.IsNotExist(err) && *update {
		encoded, err := codec.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		s := golden{Type: encoded.Type, Public: encoded.Public}
		if body, err = json.MarshalIndent(s, "", "  "); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(body, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	var s golden
	if err := json.Unmarshal(body, &s); err != nil {
		t.Fatal(err)
	}
	return s
}
