package report_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/report"
)

// TestWhoCountsADossierThatPassedOn: a period that ended before the succession
// stays the old agency's, later ones are the successor's, and who had a dossier
// at its clock's end keeps it.
func TestWhoCountsADossierThatPassedOn(t *testing.T) {
	t.Parallel()
	at := func(day int) calendar.Instant { return calendar.On(calendar.D(2025, 7, day), 7, 0) }
	open := report.Case{}.
		After(dossier.Filed{ID: "a", Agency: "ubnd-cu", Received: "ubnd-cu", Level: "district"}, report.Stamp{At: calendar.On(calendar.D(2025, 6, 20), 8, 0)}).
		After(dossier.WasAccepted{Promised: at(10)}, report.Stamp{At: calendar.On(calendar.D(2025, 6, 20), 9, 0)})
	passed := open.After(dossier.Succeeded{Agency: "ubnd-moi", Received: "ubnd-moi", Level: "commune"}, report.Stamp{At: at(1)})
	june, july := report.Period{From: calendar.D(2025, 6, 1), To: calendar.D(2025, 6, 30)}, report.Period{From: calendar.D(2025, 7, 1), To: calendar.D(2025, 7, 31)}
	if c := passed.AsAt(june.End()); c.Agency != "ubnd-cu" || c.Level != "district" || c.Received != "ubnd-cu" {
		t.Errorf("June counts it with %s (%s)", c.Agency, c.Level)
	}
	if c := passed.AsAt(july.End()); c.Agency != "ubnd-moi" || c.Level != "commune" || len(c.Dues) != 1 || c.InForce(july.End()).Due != at(10) {
		t.Errorf("July counts it with %s (%s), due %v", c.Agency, c.Level, c.Dues)
	}
	ended := open.After(dossier.WasFinished{}, report.Stamp{At: calendar.On(calendar.D(2025, 6, 27), 9, 0)}).
		After(dossier.Succeeded{Agency: "ubnd-moi", Received: "ubnd-moi"}, report.Stamp{At: at(1)})
	if c := ended.AsAt(july.End()); c.Agency != "ubnd-cu" {
		t.Errorf("settled in June, it is counted with %s", c.Agency)
	}
}
