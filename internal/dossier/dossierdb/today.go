package dossierdb

import (
	"context"
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/store"
)

// Concern is one of the questions of a day's direction (điều hành).
type Concern string

// The concerns, the most pressing first.
const (
	ConcernLate      Concern = "late"      // quá hạn
	ConcernApology   Concern = "apology"   // nợ văn bản xin lỗi
	ConcernToday     Concern = "today"     // đến hạn hôm nay
	ConcernRisk      Concern = "risk"      // có nguy cơ trễ hạn
	ConcernReception Concern = "reception" // hồ sơ trực tuyến sắp quá hạn tiếp nhận
	ConcernAnswered  Concern = "answered"  // đã bổ sung, chờ xử lý tiếp
)

// Concerns lists them in the order of the page.
func Concerns() []Concern {
	return []Concern{ConcernLate, ConcernApology, ConcernToday, ConcernRisk, ConcernReception, ConcernAnswered}
}

// Working time before a due time at which it becomes a concern: a dossier at
// risk has less than two days, an apology is owed within the last day, and an
// online filing has waited more than six of the eight hours of reception.
const (
	riskAhead      = 16 * time.Hour
	apologyAhead   = 8 * time.Hour
	receptionAhead = 2 * time.Hour
)

// Direction is what a leader asks of a concern.
type Direction struct {
	Concern Concern
	Page    int // from 1
	Size    int // rows a page, at most 100
}

// Direct lists the dossiers of a concern in the agencies that the actor leads,
// soonest due first, and counts them all, in one query.
func (c *Casework) Direct(ctx context.Context, a org.Actor, d Direction, now calendar.Instant) (list []Entry, count int64, err error) {
	w := &where{}
	w.scope(dossier.ScopeOf(a))
	agencies := led(a)
	w.and("(agency IN (" + w.list(agencies) + ") OR received IN (" + w.list(agencies) + "))")
	c.concern(w, d.Concern, agencies[0], now)
	size := min(max(d.Size, 1), 100)
	text := "SELECT " + entryColumns + ", COUNT(*) OVER () FROM dossier_row WHERE " + w.String() + " ORDER BY order_due, id LIMIT " +
		w.arg(int64(size)) + " OFFSET " + w.arg(int64((max(d.Page, 1)-1)*size))
	rows, err := c.db.Read.QueryContext(ctx, text, w.args...)
	if err != nil {
		return nil, 0, store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var e Entry
		if err := e.scan(rows, &count); err != nil {
			return nil, 0, err
		}
		list = append(list, e)
	}
	masked(list, a)
	return list, count, store.Lost(rows.Err())
}

// led are the agencies that the actor leads; one that is none keeps the
// condition true SQL for who leads nothing.
func led(a org.Actor) []string {
	var out []string
	for _, p := range a.Posts {
		if p.Duty == org.DutyLeader && !slices.Contains(out, p.Agency) {
			out = append(out, p.Agency)
		}
	}
	if len(out) == 0 {
		return []string{""}
	}
	return out
}

// concern is the condition of one. Due times are compared by the calendar of
// the first agency: those who lead several lead them in one province.
func (c *Casework) concern(w *where, what Concern, agency string, now calendar.Instant) {
	clock := c.ClockOf(agency)
	ahead := func(d time.Duration) string { return w.arg(int64(clock.AddWorking(now, d))) }
	working := "status " + in(dossier.Going())
	tomorrow := int64(now.Date().AddDays(1).Start())
	switch what {
	case ConcernLate:
		w.and(working + " AND due > 0 AND due < " + w.arg(int64(now)))
	case ConcernToday:
		w.and(working + " AND due >= " + w.arg(int64(now)) + " AND due < " + w.arg(tomorrow))
	case ConcernRisk:
		w.and(working + " AND due >= " + w.arg(tomorrow) + " AND due < " + ahead(riskAhead))
	case ConcernReception:
		w.and("status " + in([]dossier.Status{dossier.New}) + " AND reception_due > 0 AND reception_due < " + ahead(receptionAhead))
	case ConcernAnswered:
		w.and("supplements > 0 AND status " + in([]dossier.Status{dossier.Processing}))
	case ConcernApology:
		w.and("apologised = 0 AND due > 0 AND ((ended_at = 0 AND due < " + ahead(apologyAhead) + ") OR ended_at > due)")
	default:
		w.and("1 = 0")
	}
}
