package report

import (
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// Definition names the version of report II.06a that this package counts by;
// every printed figure carries it.
const Definition = "II.06a/1"

// Cell names a figure of the report: a column of II.06a, a column beside it,
// or a list of the annex. It is stable: addresses of drill-downs hold it.
type Cell string

// The columns of II.06a, with their printed numbers.
const (
	Received        Cell = "received"         // (3)
	ReceivedOnline  Cell = "received_online"  // (4)
	ReceivedDirect  Cell = "received_direct"  // (5)
	ReceivedCarried Cell = "received_carried" // (6)
	Settled         Cell = "settled"          // (7)
	SettledEarly    Cell = "settled_early"    // (8)
	SettledOnTime   Cell = "settled_on_time"  // (9)
	SettledLate     Cell = "settled_late"     // (10)
	Open            Cell = "open"             // (11)
	OpenInTime      Cell = "open_in_time"     // (12)
	OpenLate        Cell = "open_late"        // (13)
)

// The columns beside, each a part of one of the thirteen.
const (
	LateEntry       Cell = "late_entry"       // of 4 and 5: nhập bổ sung
	Withdrawn       Cell = "withdrawn"        // of 7: rút hồ sơ
	StoppedWork     Cell = "stopped"          // of 7: dừng xử lý
	NationalEarly   Cell = "national_early"   // of 7, by dates alone
	NationalOnTime  Cell = "national_on_time" // of 7, by dates alone
	NationalLate    Cell = "national_late"    // of 7, by dates alone
	OpenPaused      Cell = "open_paused"      // of 12: the clock stands still
	OpenProvisional Cell = "open_provisional" // of 11: due time dự kiến
	Unapologised    Cell = "unapologised"     // of 10 and 13: trễ chưa xin lỗi
)

// The annex, outside 3–13.
const (
	Unlimited        Cell = "unlimited"         // no computable limit; = settled + open
	UnlimitedSettled Cell = "unlimited_settled" // ended in the period
	UnlimitedOpen    Cell = "unlimited_open"    // open at its end
	Refused          Cell = "refused"           // at reception, in the period
	ReceptionLate    Cell = "reception_late"    // answered late in the period, or overdue at its end
	Corrected        Cell = "corrected"         // điều chỉnh: a finish corrected in the period
)

// Cells lists every cell in the order of print.
func Cells() []Cell {
	return []Cell{
		Received, ReceivedOnline, ReceivedDirect, ReceivedCarried, Settled, SettledEarly, SettledOnTime, SettledLate, Open, OpenInTime, OpenLate,
		LateEntry, Withdrawn, StoppedWork, NationalEarly, NationalOnTime, NationalLate, OpenPaused, OpenProvisional, Unapologised,
		Unlimited, UnlimitedSettled, UnlimitedOpen, Refused, ReceptionLate, Corrected,
	}
}

// Name says what a cell counts.
func (c Cell) Name() locale.Text {
	if t, ok := cellNames()[c]; ok {
		return t
	}
	return locale.T(string(c), string(c))
}

func cellNames() map[Cell]locale.Text {
	return map[Cell]locale.Text{
		Received: locale.T("Tiếp nhận", "Received"), ReceivedOnline: locale.T("Tiếp nhận trong kỳ, trực tuyến", "Received in the period, online"),
		ReceivedDirect:  locale.T("Tiếp nhận trong kỳ, trực tiếp và bưu chính", "Received in the period, at counters and by post"),
		ReceivedCarried: locale.T("Từ kỳ trước chuyển sang", "Carried over from before"),
		Settled:         locale.T("Đã giải quyết", "Settled"), SettledEarly: locale.T("Giải quyết trước hạn", "Settled early"),
		SettledOnTime: locale.T("Giải quyết đúng hạn", "Settled on time"), SettledLate: locale.T("Giải quyết quá hạn", "Settled late"),
		Open: locale.T("Đang giải quyết", "Open"), OpenInTime: locale.T("Đang giải quyết, trong hạn", "Open, in time"), OpenLate: locale.T("Đang giải quyết, quá hạn", "Open, late"),
		LateEntry: locale.T("Nhập bổ sung", "Entered later"), Withdrawn: locale.T("Rút hồ sơ", "Withdrawn"), StoppedWork: locale.T("Dừng xử lý", "Stopped"),
		NationalEarly: locale.T("Theo ngày: trước hạn", "By dates: early"), NationalOnTime: locale.T("Theo ngày: đúng hạn", "By dates: on time"),
		NationalLate: locale.T("Theo ngày: quá hạn", "By dates: late"), OpenPaused: locale.T("Đang tạm dừng thời hạn", "Clock paused"),
		OpenProvisional: locale.T("Hạn dự kiến", "Provisional due time"), Unapologised: locale.T("Trễ chưa xin lỗi", "Late without apology"), Unlimited: locale.T("Chưa xác định thời hạn", "Without a computable limit"),
		UnlimitedSettled: locale.T("Chưa xác định thời hạn, đã giải quyết", "Without a computable limit, settled"),
		UnlimitedOpen:    locale.T("Chưa xác định thời hạn, đang giải quyết", "Without a computable limit, open"),
		Refused:          locale.T("Từ chối tiếp nhận", "Refused at reception"), ReceptionLate: locale.T("Tiếp nhận trực tuyến quá hạn", "Online receptions that ran over"),
		Corrected: locale.T("Điều chỉnh việc kết thúc", "Finishes corrected"),
	}
}

// Cells is the definition: the cells that a dossier counts in for a period. As
// long as the period runs, open dossiers are judged at now.
func (c Case) Cells(p Period, now calendar.Instant) []Cell {
	from, end := p.Start(), p.End()
	judged := min(end, now)
	out := c.annexed(from, end, judged)
	ended := !c.EndedAt.IsZero() && c.EndedAt < end
	if c.AcceptedAt.IsZero() || c.AcceptedAt >= end || (ended && c.EndedAt < from) {
		return out
	}
	due := c.InForce(end)
	if ended {
		due.Due = c.EndDue
	}
	if due.Due == NoLimit {
		if ended {
			return append(out, Unlimited, UnlimitedSettled)
		}
		return append(out, Unlimited, UnlimitedOpen)
	}
	out = append(out, Received)
	switch {
	case c.AcceptedAt < from:
		out = append(out, ReceivedCarried)
	case c.Method == procedure.Online:
		out = append(out, ReceivedOnline)
	default:
		out = append(out, ReceivedDirect)
	}
	if c.AcceptedAt >= from && !c.Claimed.IsZero() {
		out = append(out, LateEntry)
	}
	if ended {
		out = append(out, c.settled()...)
	} else {
		out = append(out, open(due, judged)...)
	}
	late := slices.Contains(out, SettledLate) || slices.Contains(out, OpenLate)
	if late && (c.Apologised.IsZero() || c.Apologised >= end) {
		out = append(out, Unapologised)
	}
	return out
}

// annexed are the cells of a dossier's reception.
func (c Case) annexed(from, end, judged calendar.Instant) []Cell {
	var out []Cell
	if !c.DeniedAt.IsZero() && c.DeniedAt >= from && c.DeniedAt < end {
		out = append(out, Refused)
	}
	for _, e := range c.Undone {
		if e.Until >= from && e.Until < end {
			out = append(out, Corrected)
		}
	}
	if r := c.Reception; r.Due != 0 && r.Due < judged && (!r.Missed || r.Answered >= from) {
		out = append(out, ReceptionLate)
	}
	return out
}

func (c Case) settled() []Cell {
	out := []Cell{Settled}
	switch c.Timing() {
	case calendar.Early:
		out = append(out, SettledEarly)
	case calendar.OnTime:
		out = append(out, SettledOnTime)
	case calendar.Late, calendar.Undetermined:
		out = append(out, SettledLate)
	}
	switch c.National() {
	case calendar.Early:
		out = append(out, NationalEarly)
	case calendar.OnTime:
		out = append(out, NationalOnTime)
	case calendar.Late, calendar.Undetermined:
		out = append(out, NationalLate)
	}
	switch c.EndStatus {
	case dossier.Withdrawn:
		out = append(out, Withdrawn)
	case dossier.Stopped:
		out = append(out, StoppedWork)
	default:
	}
	return out
}

func open(due DueChange, judged calendar.Instant) []Cell {
	out := []Cell{Open, OpenInTime}
	if due.Due < judged {
		out[1] = OpenLate
	}
	if due.Due == Stopped {
		out = append(out, OpenPaused)
	}
	if due.Expected {
		out = append(out, OpenProvisional)
	}
	return out
}

// Known reports whether c is a cell of the report.
func (c Cell) Known() bool { return slices.Contains(Cells(), c) }
