package org_test

import (
	"testing"

	"motcua/internal/fault"
	"motcua/internal/org"
)

func TestAStaffListTakesEffectOnceAndAsAWhole(t *testing.T) {
	t.Parallel()
	s := given(t, office())
	line := func(account string, d org.Duty) org.Post {
		return org.Post{Account: account, Name: "Mẫu " + account, Title: "Chuyên viên", Unit: "u", Duty: d}
	}
	good := org.ProposeList{List: "l", Posts: []org.Post{line("n1", org.DutySpecialist), line("n2", org.DutyReception)}}
	s = then(t, s, admin("admin"), good)
	if len(s.Listed("l")) != 2 || len(s.Posts) != len(office().Posts) {
		t.Fatalf("%+v", s.Proposed)
	}
	refusedAs(t, "org.same_person", s, org.ConfirmList{List: "l"}, admin("admin"))
	refusedAs(t, "org.same_person", s, org.ConfirmList{List: "l"}, admin("n1"))
	refusedAs(t, "org.no_proposal", s, org.ConfirmList{List: "other"}, admin("second"))
	refusedAs(t, "org.decline_reason", s, org.DeclineList{List: "l"}, admin("second"))
	if done := then(t, s, unitAdmin("qtdv"), org.ConfirmList{List: "l"}); len(done.Proposed) != 0 || len(done.Posts) != len(office().Posts)+2 {
		t.Errorf("%+v", done.Proposed)
	}
	if gone := then(t, s, admin("second"), org.DeclineList{List: "l", Reason: "Sai tệp"}); len(gone.Proposed) != 0 || len(gone.Posts) != len(office().Posts) {
		t.Errorf("%+v", gone.Proposed)
	}
	bad := org.ProposeList{List: "m", Posts: []org.Post{line("n3", org.DutyClerk), line("n3", org.DutyClerk), line("n1", org.DutySpecialist), line("admin", org.DutyClerk), line("n4", "king")}}
	events, err := org.Decide(s, bad, admin("admin"))
	want := map[string]string{"1": "org.already_proposed", "2": "org.already_proposed", "3": "org.own_grant", "4": "org.missing"}
	for _, e := range fault.All(err) {
		if want[e.Field] != e.Code {
			t.Errorf("line %s: %s", e.Field, e.Code)
		}
		delete(want, e.Field)
	}
	if len(events) != 0 || len(want) != 0 {
		t.Errorf("%v, missing %v", events, want)
	}
	refusedAs(t, "org.unit_admin_grants", s, org.ProposeList{List: "n", Posts: []org.Post{line("n5", org.DutyAdmin)}}, unitAdmin("qtdv"))
	refusedAs(t, "org.list_size", s, org.ProposeList{List: "n"}, admin("admin"))
}
