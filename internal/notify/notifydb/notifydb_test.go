package notifydb_test

import (
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

var (
	person = dossier.Party{Kind: dossier.Citizen, Account: reader, Name: "Nguyễn Thị Mẫu", Phone: phone} //nolint:gochecknoglobals // constants
	farmer = dossier.Party{Kind: dossier.Citizen, Name: "Trần Văn Mẫu", Phone: "+84900000002", Address: "Tổ 1, phường Mẫu"}
	clerk  = org.Actor{Account: "can-bo", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: ward, Unit: "one-stop", Duty: org.DutyReception}}}
)

func TestWhoHasAnAccountIsToldInTheInbox(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		o := open(t, db, "", false)
		id := o.online(person)
		o.pass(time.Hour)
		o.write(id, "can-bo", o.accepted())
		o.pass(time.Hour)
		o.write(id, "chuyen-vien", dossier.Assigned{By: "truong-phong"}, o.asked())
		o.tell()
		list, more, err := o.messages.Inbox(t.Context(), reader, 1, 2)
		if err != nil || len(list) != 2 || !more || list[0].Kind != notify.SupplementRequested || list[1].Kind != notify.Accepted {
			t.Fatalf("%v %v %+v", err, more, list)
		}
		if list, more, err = o.messages.Inbox(t.Context(), reader, 2, 2); err != nil || len(list) != 1 || more || list[0].Kind != notify.Filed {
			t.Fatalf("%v %v %+v", err, more, list)
		}
		if n, err := o.messages.Unread(t.Context(), reader); err != nil || n != 3 {
			t.Errorf("%d unread: %v", n, err)
		}
		me := org.Actor{Account: reader, Kind: org.ActorCitizen}
		for range 2 { // opened twice, noted once
			if err := o.messages.MarkRead(t.Context(), me, list[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		if m, err := o.messages.Find(t.Context(), list[0].ID); err != nil || m.ReadAt.IsZero() {
			t.Errorf("%+v %v", m, err)
		}
		if n, err := o.messages.Unread(t.Context(), reader); err != nil || n != 2 {
			t.Errorf("%d unread: %v", n, err)
		}
		if calls := o.calls(); len(calls) != 0 {
			t.Errorf("calls %+v", calls)
		}
		o.sound()
	})
}

func TestWhoHasNeitherIsCalledAboutTheNewestOnly(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		o := open(t, db, "", false)
		id := o.counter(farmer)
		o.tell()
		if list := o.of(id); len(list) != 1 || !list[0].InPerson || len(o.calls()) != 0 {
			t.Fatalf("who stands at the counter is not called: %+v", list)
		}
		o.pass(time.Hour)
		o.write(id, "chuyen-vien", o.asked())
		o.tell()
		first := o.calls()
		if len(first) != 1 || first[0].To.Phone != farmer.Phone || first[0].To.Name != farmer.Name {
			t.Fatalf("%+v", first)
		}
		call := func(outcome notify.CallOutcome) {
			t.Helper()
			if err := o.messages.RecordCall(t.Context(), o.next(), clerk, first[0].ID, notify.RecordCall{Outcome: outcome, Note: "máy bận"}); err != nil {
				t.Fatal(err)
			}
		}
		call(notify.NoAnswer)
		if again := o.calls(); len(again) != 1 || again[0].Calls != 1 || again[0].Outcome != notify.NoAnswer || again[0].CalledBy != "can-bo" {
			t.Fatalf("%+v", again)
		}
		o.pass(time.Hour)
		o.write(id, "can-bo", dossier.SupplementReceived{By: "can-bo", At: o.clock()}) // brings the papers to the counter
		o.tell()
		if left := o.calls(); len(left) != 0 {
			t.Fatalf("he was there: %+v", left)
		}
		o.pass(time.Hour)
		o.write(id, "van-thu", o.finished())
		o.tell()
		if first = o.calls(); len(first) != 1 || first[0].Kind != notify.Finished {
			t.Fatalf("%+v", first)
		}
		call(notify.Reached)
		if left := o.calls(); len(left) != 0 {
			t.Errorf("%+v", left)
		}
		o.sound()
	})
}

func TestACrashComposesNothingTwice(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		o := open(t, db, "", false)
		id := o.online(person)
		o.write(id, "can-bo", o.accepted())
		other := o.counter(farmer)
		o.write(other, "chuyen-vien", o.asked())
		o.write(other, "van-thu", o.finished())
		o.tell()
		before, err := o.j.Position(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		// The messages are written, the position is not.
		if _, err := db.Write.ExecContext(t.Context(), `UPDATE subscription SET position = 0 WHERE name = 'notify'`); err != nil {
			t.Fatal(err)
		}
		o.tell()
		if after, err := o.j.Position(t.Context()); err != nil || after != before {
			t.Errorf("position %d, want %d: %v", after, before, err)
		}
		if len(o.of(id)) != 2 || len(o.of(other)) != 3 || len(o.calls()) != 1 {
			t.Errorf("%+v\n%+v\n%+v", o.of(id), o.of(other), o.calls())
		}
		o.sound()
	})
}

func TestTheInboxOfAClosedAccountIsNoWay(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "", false)
	o.contacts = nil
	id := o.online(person)
	o.tell()
	if list := o.of(id); len(list) != 1 || list[0].Inbox || list[0].Call != notify.CallWaiting || list[0].To.Phone != phone {
		t.Errorf("%+v", list)
	}
}

func TestASimulatedPastIsNotTold(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "", true)
	old := o.online(person)
	o.pass(notifydb.SimulatedDays*24*time.Hour + time.Hour)
	fresh := o.online(person)
	o.tell()
	if len(o.of(old)) != 0 || len(o.of(fresh)) != 1 {
		t.Errorf("%+v %+v", o.of(old), o.of(fresh))
	}
	if m := o.of(fresh)[0]; m.At != o.clock() {
		t.Errorf("told as of %s, the act was at %s", m.At, o.clock())
	}
}

func TestMessagesOfAnothersAreNotFound(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "", false)
	id := o.online(person)
	o.tell()
	m := o.of(id)[0]
	if err := o.messages.MarkRead(t.Context(), org.Actor{Account: "khac", Kind: org.ActorCitizen}, m.ID); err == nil {
		t.Error("another account read it")
	}
	if _, err := o.messages.Find(t.Context(), "khong-co"); err == nil {
		t.Error("a message that is not there")
	}
	if _, err := o.messages.State(t.Context(), "khong-co"); err == nil {
		t.Error("a message that is not there")
	}
	if n, err := o.messages.CallsWaiting(t.Context(), dossier.Scope{}, nil); n != 0 || err != nil {
		t.Error(n, err)
	}
}

// TestManyEvents is a batch as after an outage: thousands at once, in order.
func TestManyEvents(t *testing.T) {
	t.Parallel()
	o := open(t, storetest.SQLite(t), "", false)
	for range 300 {
		id := o.next()
		o.write(id, "can-bo", o.filed(id, procedure.Direct, farmer), o.accepted(), o.asked(), o.finished())
	}
	began := time.Now()
	o.tell()
	t.Logf("900 messages in %v", time.Since(began))
	if n, err := o.messages.CallsWaiting(t.Context(), dossier.Scope{}, []string{ward}); n != 300 || err != nil {
		t.Errorf("%d to call, want one for each dossier: %v", n, err)
	}
	if list, more, err := o.messages.Calls(t.Context(), dossier.Scope{}, []string{ward}, 15, 20); len(list) != 20 || more || err != nil {
		t.Errorf("the last page has %d, more %v: %v", len(list), more, err)
	}
	o.sound()
}
