package notify_test

import (
	"testing"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/notify"
)

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

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	acttest.Samples(t, samples(), func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		notify.Rows("message/m1", notify.Evolve(notify.State{}, acttest.Same(t, codec, e, s)))
	}, notify.Codec())
}
