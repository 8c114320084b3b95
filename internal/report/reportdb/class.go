package reportdb

import (
	"fmt"
	"strings"

	"motcua/internal/report"
)

// A class is all that the report asks of one dossier in one period, as a small
// number that the database computes: came + cameKinds × (stands + standKinds × sorry).
//
//	came    0 carried; 1 + online + 2 × late entry
//	stands  ended in the period: timing + 4 × by dates + 16 withdrawn, 32 stopped
//	        open at its end: 48 + (0 no limit, 1 late, 2 clock stopped, 3 in time) + 4 × provisional
//	sorry   1 when the head had apologised before the period's end
const (
	cameKinds  = 5
	openBase   = 48
	standKinds = openBase + 8
	sorryKinds = 2
)

// classSQL computes a dossier's class; $1 is the period's start, $2 its end,
// $3 the instant at which open dossiers are judged. The due time is the last
// one in force before the end: nearly always the row's own.
const classSQL = `CASE WHEN d.accepted_at < $1 THEN 0 ELSE 1 + d.online + 2 * d.late_entry END + 5 * (
  CASE WHEN d.ended_at < $2 THEN d.timing + 4 * d.nationally + CASE d.end_status WHEN 7 THEN 16 WHEN 8 THEN 32 ELSE 0 END
  WHEN d.due_since < $2 THEN 48 + 4 * d.expected + CASE WHEN d.due = 0 THEN 0 WHEN d.due < $3 THEN 1 WHEN d.due = 9223372036854775807 THEN 2 ELSE 3 END
  ELSE 48 + COALESCE((SELECT 4 * c.expected + CASE WHEN c.due = 0 THEN 0 WHEN c.due < $3 THEN 1 WHEN c.due = 9223372036854775807 THEN 2 ELSE 3 END
    FROM report_due c WHERE c.dossier = d.id AND c.at < $2 ORDER BY c.seq DESC LIMIT 1), 0) END
  + 56 * CASE WHEN d.apologised < $2 THEN 1 ELSE 0 END)`

// countedSQL are the dossiers that II.06a sees in a period: accepted before its
// end and not ended before its start. The small table leads, so that SQLite
// seeks each group's stretch of the index.
const countedSQL = `FROM report_group g CROSS JOIN report_dossier d
WHERE d.grp = g.id AND d.ended_at >= $1 AND d.accepted_at < $2 AND d.grp_since < $2`

// formerSQL are those that another agency decided at the period's end, and that
// passed to a successor since: nearly always none.
const formerSQL = `FROM report_former f JOIN report_dossier d ON d.id = f.dossier JOIN report_group g ON g.id = f.grp
WHERE f.since < $2 AND f.until >= $2 AND d.ended_at >= $1 AND d.accepted_at < $2`

// undoneSQL is true of an end that was corrected after the period: the period
// counts it, not the dossier's row.
const undoneSQL = `u.until >= $2 AND u.ended_at < $2`

// The sources of the few dossiers whose end was corrected after the period: as
// their rows would count them, which is taken off, and as they stood then, which
// is added.
const (
	uncountedSQL = `FROM report_undone u JOIN report_dossier d ON d.id = u.dossier JOIN report_group g ON g.id = d.grp
WHERE ` + undoneSQL + ` AND d.ended_at >= $1 AND d.accepted_at < $2 AND d.grp_since < $2`
	unformerSQL = `FROM report_undone u JOIN report_former f ON f.dossier = u.dossier JOIN report_dossier d ON d.id = u.dossier JOIN report_group g ON g.id = f.grp
WHERE ` + undoneSQL + ` AND f.since < $2 AND f.until >= $2 AND d.ended_at >= $1 AND d.accepted_at < $2`
	asEndedSQL = `FROM (SELECT x.id, x.code, x.method, x.online, x.filed_at, x.accepted_at, x.late_entry, x.denied_at, x.due, x.due_since, x.expected, x.supplements, x.apologised,
u.grp, u.ended_at, u.end_status, u.end_due, u.timing, u.nationally FROM report_undone u JOIN report_dossier x ON x.id = u.dossier WHERE ` + undoneSQL + `) d
JOIN report_group g ON g.id = d.grp WHERE d.ended_at >= $1 AND d.accepted_at < $2`
	// stillSQL leaves them out of a list of rows.
	stillSQL = ` AND NOT EXISTS (SELECT 1 FROM report_undone u WHERE u.dossier = d.id AND ` + undoneSQL + `)`
)

// source is where dossiers are counted, and whether it adds them or takes them off.
type source struct {
	from string
	sign int64
}

// sources are the queries of a count: nearly all dossiers by the first, which
// reads its index alone, the few others together by the second.
func sources() [][]source {
	return [][]source{{{countedSQL, 1}}, {{formerSQL, 1}, {uncountedSQL, -1}, {unformerSQL, -1}, {asEndedSQL, 1}}}
}

// cellsOf are the cells that a class counts in. It is the other half of
// classSQL, and both together are tested against report.Case.Cells.
func cellsOf(class int64) []report.Cell {
	came, stands, sorry := class%cameKinds, class/cameKinds%standKinds, class/cameKinds/standKinds == 1
	if stands < openBase && stands%4 == 0 {
		return []report.Cell{report.Unlimited, report.UnlimitedSettled}
	}
	if stands >= openBase && stands%4 == 0 {
		return []report.Cell{report.Unlimited, report.UnlimitedOpen}
	}
	out := []report.Cell{report.Received}
	switch came {
	case 0:
		out = append(out, report.ReceivedCarried)
	case 1, 3:
		out = append(out, report.ReceivedDirect)
	case 2, 4:
		out = append(out, report.ReceivedOnline)
	}
	if came >= 3 {
		out = append(out, report.LateEntry)
	}
	if stands >= openBase {
		return append(append(out, openCells(stands-openBase)...), owed(stands%4 == 1 && !sorry)...)
	}
	out = append(out, report.Settled,
		[]report.Cell{report.SettledEarly, report.SettledOnTime, report.SettledLate}[stands%4-1],
		[]report.Cell{report.NationalLate, report.NationalEarly, report.NationalOnTime, report.NationalLate}[stands/4%4])
	out = append(out, owed(stands%4 == 3 && !sorry)...)
	switch stands / 16 {
	case 1:
		out = append(out, report.Withdrawn)
	case 2:
		out = append(out, report.StoppedWork)
	}
	return out
}

// owed is the cell of a late dossier without an apology.
func owed(is bool) []report.Cell {
	if is {
		return []report.Cell{report.Unapologised}
	}
	return nil
}

func openCells(stands int64) []report.Cell {
	out := []report.Cell{report.Open, report.OpenInTime}
	switch stands % 4 {
	case 1:
		out[1] = report.OpenLate
	case 2:
		out = append(out, report.OpenPaused)
	}
	if stands/4 == 1 {
		out = append(out, report.OpenProvisional)
	}
	return out
}

// classesOf lists the classes that count in a cell, as SQL; "" when none does:
// the cell is of the receptions.
func classesOf(cell report.Cell) string {
	var list []string
	for class := range int64(cameKinds * standKinds * sorryKinds) {
		for _, c := range cellsOf(class) {
			if c == cell {
				list = append(list, fmt.Sprint(class))
			}
		}
	}
	return strings.Join(list, ",")
}
