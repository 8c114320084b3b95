package calendar

import "motcua/internal/locale"

// Timing is how an end stands to its due time.
type Timing string

// The timings. Undetermined is "chưa xác định": there is no due time (a limit
// told only in words) or no end yet; it is never counted as on time.
const (
	Undetermined Timing = ""
	Early        Timing = "early"
	OnTime       Timing = "on_time"
	Late         Timing = "late"
)

// Text is the timing's name.
func (t Timing) Text() locale.Text {
	switch t {
	case Early:
		return locale.T("Trước hạn", "Early")
	case OnTime:
		return locale.T("Đúng hạn", "On time")
	case Late:
		return locale.T("Quá hạn", "Late")
	case Undetermined:
	}
	return locale.T("Chưa xác định", "Undetermined")
}

// Verdict judges the end of a clock against the due time in force: early is an
// earlier date, on time that date and not after the instant, late after it.
func Verdict(end, due Instant) Timing {
	switch {
	case end.IsZero() || due.IsZero():
		return Undetermined
	case end > due:
		return Late
	case end.Date() == due.Date():
		return OnTime
	}
	return Early
}

// DateVerdict is the national index's judgement, by dates alone
// (NgayKetThucXuLy ≤ NgayHenTra, QĐ 766/QĐ-TTg): ending on the due date is on
// time at whatever hour.
func DateVerdict(end, due Instant) Timing {
	if end.IsZero() || due.IsZero() {
		return Undetermined
	}
	switch end.Date().Compare(due.Date()) {
	case -1:
		return Early
	case 0:
		return OnTime
	}
	return Late
}
