package setting_test

import (
	"slices"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
	"motcua/internal/setting"
)

// TestASecondPerson: a setting of security is in force only once another
// administrator has confirmed it, within its bounds, and can be taken back the
// same way.
func TestASecondPerson(t *testing.T) {
	t.Parallel()
	guarded := limit
	guarded.Second = true
	first, second := official(org.DutyAdmin, "x"), official(org.DutyAdmin, "x")
	second.Account = "qt-2"
	var s setting.State
	try := func(c setting.Command, by org.Actor, at calendar.Instant, code string) {
		t.Helper()
		events, err := setting.Decide(s, c, setting.Facts{Now: at, Actor: by, Definition: guarded})
		if code != "" {
			if !slices.ContainsFunc(fault.All(err), func(e *fault.Error) bool { return e.Code == code }) {
				t.Errorf("%#v: %v, want %s", c, err, code)
			}
			return
		}
		if err != nil {
			t.Fatalf("%#v: %v", c, err)
		}
		for _, e := range events {
			s = setting.Evolve(s, e)
		}
	}
	number := func(n int64) setting.Change { return setting.Change{Value: setting.Value{Number: n}, Reason: "Mẫu"} }
	in := func(at calendar.Instant) int64 { v, _ := s.InForce(at); return v.Value.Number }

	try(number(26), first, now, "setting.bounds")
	try(number(5), first, now, "")
	if s.Waiting == nil || in(now+1) != 0 {
		t.Fatalf("a proposal is in force: %+v", s)
	}
	try(number(6), second, now+1, "setting.waiting")
	try(setting.Confirm{Proposal: 1}, first, now+1, "setting.second")
	try(setting.Confirm{Proposal: 1}, org.System(), now+1, "setting.second")
	try(setting.Confirm{Proposal: 1}, official(org.DutyUnitAdmin, "x"), now+1, "setting.not_yours")
	try(setting.Confirm{Proposal: 2}, second, now+1, "setting.no_proposal")
	try(setting.Confirm{Proposal: 1}, second, now+1, "")
	if v, ok := s.InForce(now + 1); !ok || v.Value.Number != 5 || v.By != "qt" || v.Confirmed != "qt-2" || s.Waiting != nil || in(now) != 0 {
		t.Fatalf("confirmed: %+v", s)
	}
	try(setting.Confirm{Proposal: 1}, second, now+2, "setting.no_proposal")

	try(number(7), second, now+2, "")
	try(setting.Drop{Proposal: 2}, first, now+2, "setting.reason")
	try(setting.Drop{Proposal: 2, Reason: "Chưa cần"}, first, now+2, "")
	try(setting.Confirm{Proposal: 2}, first, now+2, "setting.no_proposal")
	try(number(8), second, now+3, "")
	try(setting.Confirm{Proposal: 3}, first, now+4, "")
	try(setting.Restore{Version: 1, Reason: "Quay lại"}, first, now+5, "")
	if in(now+5) != 8 {
		t.Error("going back needs no second person")
	}
	try(setting.Confirm{Proposal: 4}, second, now+6, "")
	if v, _ := s.InForce(now + 6); v.Value.Number != 5 || v.Restored != 1 {
		t.Errorf("after going back: %+v", v)
	}
}
