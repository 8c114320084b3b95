package dossierpaper_test

import (
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/locale"
	"motcua/internal/paper"
	"motcua/internal/process"
)

// journey is an accepted dossier that went to a specialist, who took it, waited
// for papers and passed it on late.
func journey(agency string, day calendar.Date) []dossier.Dated {
	at := func(days, hour int) calendar.Instant { return calendar.On(day.AddDays(days), hour, 0) }
	step := func(id string, kind process.Kind, name, duty string, minutes int) process.Step {
		return process.Step{ID: id, Kind: kind, Name: locale.T(name, name), Duty: duty, Minutes: minutes}
	}
	steps := []process.Step{
		step("receive", process.Receive, "Tiếp nhận", "reception", 60), step("appraise", process.Appraise, "Thẩm định", process.Specialist, 8*60),
		step("return", process.Return, "Trả kết quả", "returner", 0),
	}
	to := func(n int, account string, since, due calendar.Instant) dossier.Passed {
		return dossier.Passed{Step: n, Since: since, Due: due, Holder: dossier.Holder{Agency: agency, Duty: steps[n].Duty, Account: account}}
	}
	events := []dossier.Dated{
		{By: "tn", Event: dossier.Filed{ID: "x", Agency: agency, Received: agency, At: at(0, 8), Day: day}},
		{By: "tn", Event: dossier.WasAccepted{AgencyCode: "H00.00", Agency: agency, Day: day, Number: 1, By: "tn", At: at(0, 8), Steps: steps, Promised: at(3, 17), To: to(1, "", at(0, 8), at(1, 8))}},
		{By: "cv", Event: dossier.WasTaken{By: "cv", At: at(0, 9), From: "tn", Charged: "cv"}},
		{By: "cv", Event: dossier.SupplementRequested{Agency: agency, Day: day, By: "cv", At: at(0, 10)}},
		{By: "tn", Event: dossier.SupplementReceived{By: "tn", At: at(1, 10), Due: at(4, 17), StepDue: at(2, 8)}},
		{By: "hd", Event: dossier.Reassigned{By: "hd", At: at(1, 11), From: dossier.Holder{Agency: agency, Duty: process.Specialist, Account: "cv"}, To: to(1, "cv2", at(1, 11), at(2, 8))}},
		{By: "cv2", Event: dossier.WasFinished{By: "cv2", At: at(2, 10), Due: at(4, 17), To: to(2, "", at(2, 10), 0)}},
	}
	for i, t := range []calendar.Instant{at(0, 8), at(0, 8), at(0, 9), at(0, 10), at(1, 10), at(1, 11), at(2, 10)} {
		events[i].At = t
	}
	return events
}

func TestControlSheet(t *testing.T) {
	t.Parallel()
	sheet := func(t *testing.T, agency string, day calendar.Date) paper.Document {
		t.Helper()
		p := printer(t, day.AddDays(3))
		p.Now, p.Journal = calendar.On(day.AddDays(3), 9, 0), journey(agency, day)
		var s dossier.State
		for _, e := range p.Journal {
			s = dossier.Evolve(s, e.Event)
		}
		doc, err := p.Form(s, dossierpaper.FormControl)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	now := sheet(t, wardB, calendar.D(2025, 8, 4))
	t.Run("has a row for each stay, with both sides, result and hours", func(t *testing.T) {
		t.Parallel()
		rows := rowsOf(now)
		if len(rows) != 3 {
			t.Fatalf("%d rows: %q", len(rows), rows)
		}
		for i, want := range [][]string{
			{"1. Giao: 08:00 04/08/2025", "2. Nhận: 09:00 04/08/2025", "Xong: 11:00 05/08/2025", "Kế hoạch: 8 giờ"},
			{"Giao lại cho người khác", "không ký nhận riêng", "Quá hạn"},
			{"Trả kết quả", "chưa nhận", "Không tính giờ"},
		} {
			wants(t, rows[i], want...)
		}
	})
	t.Run("is form 06 since 01/7/2025 and form 05 before", func(t *testing.T) {
		t.Parallel()
		got := text(t, now)
		wants(t, got, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Mẫu số 06 – Thông tư số 03/2025/TT-VPCP", "H00.00-250804-0001", "Trước hạn, xong lúc 10 giờ 00 phút", "Lập từ nhật ký hồ sơ lúc 09 giờ 00 phút, thứ Năm, ngày 07/8/2025")
		lacks(t, got, paper.MarkReprint)
		wants(t, text(t, sheet(t, cityA, calendar.D(2025, 6, 23))), "Mẫu số 05 – Thông tư số 01/2018/TT-VPCP")
	})
	t.Run("does not count the time that papers were waited for", func(t *testing.T) {
		t.Parallel()
		day := calendar.D(2025, 8, 4)
		events := journey(wardB, day)
		var s dossier.State
		for _, e := range events {
			s = dossier.Evolve(s, e.Event)
		}
		stays := dossier.Handovers(events)
		p := printer(t, day)
		if got := stays[0].Worked(p.Clock, s.Pauses, 0); got != 3*time.Hour {
			t.Errorf("worked %s, want 8–10 and 10–11", got)
		}
	})
}

func rowsOf(doc paper.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if table, ok := b.(paper.Table); ok {
			for _, r := range table.Rows {
				line := ""
				for _, c := range r {
					line += c + " | "
				}
				out = append(out, line)
			}
		}
	}
	return out
}
