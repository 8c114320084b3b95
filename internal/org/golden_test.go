package org_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"motcua/internal/act"
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
	a := agency("so-mau")
	a.Code, a.OldCode, a.Parent, a.DemoCodes = "H49.12", "000.00.12.H49", "ubnd-tinh", true
	return []act.Event{
		org.Founded{Agency: a, Ground: "Quyết định mẫu"},
		org.Described{From: date(2025, 3, 1), Description: org.Description{Name: "Sở Mẫu Mới", Phone: "0203 3000 001"}, Ground: "Quyết định mẫu"},
		org.UnitOpened{Unit: org.Unit{ID: "mot-cua", Name: "Bộ phận Một cửa", Kind: org.UnitOneStop, Span: org.Span{From: date(2020, 1, 1)}}},
		org.Appointed{Account: "gd-1", Name: "Lê Văn Mẫu 0001", Title: "Phó Giám đốc", Unit: "lanh-dao", Duty: org.DutyLeader, Mandate: org.MandateDeputy, For: "Giám đốc", From: date(2020, 1, 1)},
		org.Relieved{Account: "gd-1", Unit: "lanh-dao", Duty: org.DutyLeader, Until: date(2024, 12, 31)},
		org.Ended{Until: date(2025, 6, 30), Successors: []string{"so-khac"}, Ground: "Nghị quyết mẫu"},
		org.PlacesAdopted{Ground: "Luật mẫu", Places: []org.Place{{ID: "hong-gai", Name: "Phường Hồng Gai", Level: org.LevelCommune, Parent: "quang-ninh", Span: org.Span{From: date(2025, 7, 1)}, Unconfirmed: true}}},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	codecs := map[string]act.Codec{}
	for _, c := range []act.Codec{org.Codec(), org.TerritoryCodec()} {
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
			if _, err := codec.Decode(s.Type, s.Public, nil); err != nil {
				t.Fatalf("erased: %v", err)
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
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
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
