package identity_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/org"
)

var update = flag.Bool("update", false, "write samples that are missing; existing ones are never edited")

// sample is an event as it was stored once; it must decode for ever.
type sample struct {
	Type   string                     `json:"type"`
	Public json.RawMessage            `json:"public"`
	Parts  map[string]json.RawMessage `json:"parts,omitempty"`
}

func samples() []act.Event {
	return []act.Event{
		identity.Opened{
			Account: "cong-dan", Kind: org.ActorCitizen, Demo: true, Name: "Nguyễn Thị Mẫu", Number: "022190000001", Birth: calendar.D(1990, 5, 12),
			Phone: "+84900000001", Email: "mau@motcua.example", Address: "Tổ 1", Place: "hong-gai",
		},
		identity.ContactChanged{Account: "cong-dan", Phone: "+84900000002", Email: "mau@motcua.example", Address: "Tổ 2", Place: "hong-gai"},
		identity.Disabled{Ground: "Nghỉ việc"}, identity.Enabled{}, identity.Closed{},
		identity.TokenIssued{
			Account: "cong-dan", Token: "t1", Label: "Phần mềm kế toán", Scopes: []identity.Scope{identity.ScopeDossiersRead},
			Hash: hash, Issued: now, Expires: now.Add(time.Hour),
		},
		identity.TokenRevoked{Token: "t1"}, identity.DemoMarked{},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	codecs := map[string]act.Codec{}
	for _, c := range []act.Codec{identity.Codec(), identity.SiteCodec()} {
		for _, name := range c.Types() {
			codecs[name] = c
		}
	}
	for _, e := range samples() {
		codec := codecs[e.EventType()]
		t.Run(e.EventType(), func(t *testing.T) {
			t.Parallel()
			s := stored(t, codec, e)
			var parts []act.Part
			for role, body := range s.Parts {
				parts = append(parts, act.Part{Role: role, Body: body})
			}
			whole, err := codec.Decode(s.Type, s.Public, parts)
			if err != nil || !reflect.DeepEqual(whole, e) {
				t.Fatalf("%v: %+v, want %+v", err, whole, e)
			}
			bare, err := codec.Decode(s.Type, s.Public, nil)
			if err != nil {
				t.Fatalf("erased: %v", err)
			}
			identity.Evolve(identity.State{}, bare)
			if x, ok := e.(act.Subjected); ok && x.Subjects()["self"] != "cong-dan" {
				t.Errorf("subjects %v", x.Subjects())
			}
		})
		delete(codecs, e.EventType())
	}
	if len(codecs) > 0 {
		t.Errorf("events without a sample: %v", codecs)
	}
}

func stored(t *testing.T, codec act.Codec, e act.Event) sample {
	t.Helper()
	path := filepath.Join("testdata", "events", e.EventType()+".json")
	body, err := os.ReadFile(path)
	if os.IsNotExist(err) && *update {
		encoded, err := codec.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		s := sample{Type: encoded.Type, Public: encoded.Public, Parts: map[string]json.RawMessage{}}
		for _, p := range encoded.Parts {
			s.Parts[p.Role] = p.Body
		}
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
	var s sample
	if err := json.Unmarshal(body, &s); err != nil {
		t.Fatal(err)
	}
	return s
}
