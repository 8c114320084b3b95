package worktime_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/org"
	"motcua/internal/worktime"
)

func law() worktime.Law {
	return worktime.Law{Number: "Nghị quyết số 1/NQ-MẪU", Date: calendar.D(2026, 2, 27), Article: "Điều 3", Subject: "Về ngày nghỉ mẫu"}
}

// TestAMoveNeedsTwo: one administrator names the law, another agrees; only the
// newest version that changes a day moves anything, once.
func TestAMoveNeedsTwo(t *testing.T) {
	t.Parallel()
	first, second := admin(org.DutyAdmin, "tt"), admin(org.DutyAdmin, "tt")
	second.Account = "qt-2"
	first.Posts[0].Duty = org.DutyAdmin
	still := published(t, "")
	amended := apply(t, still, worktime.Amend{Decision: decision, Change: worktime.Change{Days: []calendar.Day{day(2026, 3, 12, calendar.Holiday)}}}, first)
	proposed := apply(t, amended, worktime.ProposeMove{Version: 2, Law: law()}, first)
	confirmed := apply(t, proposed, worktime.ConfirmMove{Version: 2}, second)
	done := apply(t, confirmed, worktime.FinishMove{Version: 2, Moved: 5, Passed: 1}, second)
	if m := done.Move(); m == nil || m.By != "qt" || m.ConfirmedBy != "qt-2" || m.Moved != 5 || m.Passed != 1 || m.DoneAt != now {
		t.Errorf("the move tells %+v", m)
	}
	if dropped := apply(t, proposed, worktime.DropMove{Version: 2}, first); dropped.Move() != nil {
		t.Error("a proposal that was taken back is still there")
	}
	if proposed.Versions[1].Move == nil || amended.Versions[1].Move != nil {
		t.Error("a state is shared with the one before")
	}
	unnamed, early := law(), law()
	unnamed.Article, early.Date = " ", calendar.D(2026, 3, 3)
	for name, c := range map[string]struct {
		s    worktime.State
		c    worktime.Command
		a    org.Actor
		code string
	}{
		"no day changes":               {still, worktime.ProposeMove{Version: 1, Law: law()}, first, "worktime.nothing_moves"},
		"an older version":             {amended, worktime.ProposeMove{Version: 1, Law: law()}, first, "worktime.nothing_moves"},
		"no article":                   {amended, worktime.ProposeMove{Version: 2, Law: unnamed}, first, "worktime.law_missing"},
		"a law of tomorrow":            {amended, worktime.ProposeMove{Version: 2, Law: early}, first, "worktime.law_date"},
		"twice":                        {proposed, worktime.ProposeMove{Version: 2, Law: law()}, first, "worktime.no_move"},
		"confirmed by who proposed it": {proposed, worktime.ConfirmMove{Version: 2}, first, "worktime.confirm_alone"},
		"confirmed by a stranger":      {proposed, worktime.ConfirmMove{Version: 2}, admin(org.DutyUnitAdmin, "x"), "worktime.not_yours"},
		"confirmed twice":              {confirmed, worktime.ConfirmMove{Version: 2}, second, "worktime.no_move"},
		"dropped once confirmed":       {confirmed, worktime.DropMove{Version: 2}, first, "worktime.no_move"},
		"finished before confirmed":    {proposed, worktime.FinishMove{Version: 2}, second, "worktime.no_move"},
		"finished twice":               {done, worktime.FinishMove{Version: 2}, second, "worktime.no_move"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := worktime.Decide(c.s, c.c, worktime.Facts{Now: now, Actor: c.a})
			if all := fault.All(err); len(all) == 0 || all[0].Code != c.code {
				t.Errorf("%v, want %s", err, c.code)
			}
		})
	}
}
