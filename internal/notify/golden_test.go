package notify_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/notify"
)

var update = flag.Bool("update", false, "write samples that are missing; existing ones are never edited")

var noon = calendar.On(calendar.D(2025, 10, 6), 12, 0) //nolint:gochecknoglobals // a constant

func composed(ways ...notify.Channel) notify.Composed {
	return notify.Composed{
		ID: "m1", Dossier: "d1", Position: 7, Kind: notify.Finished, Code: "H49.12-251006-0001", Agency: "ward", Office: "Bộ phận Một cửa mẫu",
		At: noon, Channels: ways, Subject: locale.T("Hồ sơ đã có kết quả", "The result is ready"), Body: locale.T("Mời Ông/Bà đến nhận.", "Please collect it."),
		To: notify.Recipient{Account: "cong-dan", Name: "Nguyễn Thị Mẫu", Phone: "+84900000001", Email: "mau@motcua.example", Address: "Tổ 1"},
	}
}

func samples() []act.Event {
	return []act.Event{
		composed(notify.Inbox, notify.Email),
		notify.Sent{MessageID: "m1@motcua.example", Provider: "2.0.0 Ok: queued as 1", Attempt: 1, At: noon},
		notify.Failed{Reason: "550 5.1.1", Attempt: 8, At: noon},
		notify.Read{At: noon},
		notify.CallRecorded{By: "can-bo", At: noon, Outcome: notify.CallBack, Note: "Gọi lại sau 17 giờ"},
		notify.Superseded{Newer: "m2", At: noon},
	}
}

// sample is an event as it was stored once; it must decode for ever.
type sample struct {
	Type   string                     `json:"type"`
	Public json.RawMessage            `json:"public"`
	Parts  map[string]json.RawMessage `json:"parts,omitempty"`
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	missing := map[string]bool{}
	for _, name := range notify.Codec().Types() {
		missing[name] = true
	}
	for _, e := range samples() {
		delete(missing, e.EventType())
		t.Run(e.EventType(), func(t *testing.T) {
			t.Parallel()
			s := stored(t, e)
			var parts []act.Part
			for role, body := range s.Parts {
				parts = append(parts, act.Part{Role: role, Body: body})
			}
			whole, err := notify.Codec().Decode(s.Type, s.Public, parts)
			if err != nil || !reflect.DeepEqual(whole, e) {
				t.Fatalf("%v: %+v, want %+v", err, whole, e)
			}
			bare, err := notify.Codec().Decode(s.Type, s.Public, nil)
			if err != nil {
				t.Fatalf("erased: %v", err)
			}
			notify.Rows("message/m1", notify.Evolve(notify.State{}, bare))
		})
	}
	if len(missing) > 0 {
		t.Errorf("events without a sample: %v", missing)
	}
}

func stored(t *testing.T, e act.Event) sample {
	t.Helper()
	path := filepath.Join("testdata", "events", e.EventType()+".json")
	body, err := os.ReadFile(path)
	if os.IsNotExist(err) && *update {
		encoded, err := notify.Codec().Encode(e)
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
