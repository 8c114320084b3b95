package report

import (
	"fmt"
	"slices"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// By is what the rows of a report are.
type By string

// The groupings.
const (
	ByLevel     By = "level"     // cấp
	ByAgency    By = "agency"    // cơ quan giải quyết
	ByField     By = "field"     // lĩnh vực
	ByProcedure By = "procedure" // thủ tục
)

// Groupings lists them in the order of choice.
func Groupings() []By { return []By{ByLevel, ByAgency, ByField, ByProcedure} }

// Valid reports whether b is one of the groupings.
func (b By) Valid() bool { return slices.Contains(Groupings(), b) }

// Name is the grouping's name: "Theo cấp".
func (b By) Name() locale.Text {
	switch b {
	case ByLevel:
		return locale.T("Theo cấp", "By level")
	case ByAgency:
		return locale.T("Theo cơ quan", "By agency")
	case ByField:
		return locale.T("Theo lĩnh vực", "By field")
	case ByProcedure:
		return locale.T("Theo thủ tục", "By procedure")
	}
	return locale.T(string(b), string(b))
}

// ReceivedLine is columns 3 to 6.
type ReceivedLine struct {
	Total   int64 `json:"total"`
	Online  int64 `json:"online"`
	Direct  int64 `json:"direct"`
	Carried int64 `json:"carried"`
}

// SettledLine is columns 7 to 10.
type SettledLine struct {
	Total  int64 `json:"total"`
	Early  int64 `json:"early"`
	OnTime int64 `json:"on_time"`
	Late   int64 `json:"late"`
}

// OpenLine is columns 11 to 13.
type OpenLine struct {
	Total  int64 `json:"total"`
	InTime int64 `json:"in_time"`
	Late   int64 `json:"late"`
}

// Line is columns 3 to 13 of one row.
type Line struct {
	Received ReceivedLine `json:"received"`
	Settled  SettledLine  `json:"settled"`
	Open     OpenLine     `json:"open"`
}

// Check is the report's identities: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11.
func (l Line) Check() error {
	r, s, o := l.Received, l.Settled, l.Open
	switch {
	case r.Total != r.Online+r.Direct+r.Carried:
		return fmt.Errorf("report: 3 = %d, but 4+5+6 = %d", r.Total, r.Online+r.Direct+r.Carried)
	case s.Total != s.Early+s.OnTime+s.Late:
		return fmt.Errorf("report: 7 = %d, but 8+9+10 = %d", s.Total, s.Early+s.OnTime+s.Late)
	case o.Total != o.InTime+o.Late:
		return fmt.Errorf("report: 11 = %d, but 12+13 = %d", o.Total, o.InTime+o.Late)
	case r.Total != s.Total+o.Total:
		return fmt.Errorf("report: 3 = %d, but 7+11 = %d", r.Total, s.Total+o.Total)
	}
	return nil
}

// Late is all dossiers of the period that passed their due time: 10 + 13.
func (l Line) Late() int64 { return l.Settled.Late + l.Open.Late }

// Beside is the columns beside the thirteen, each part of one of them.
type Beside struct {
	LateEntry   int64         `json:"late_entry"`  // of received: nhập bổ sung
	Withdrawn   int64         `json:"withdrawn"`   // of settled
	Stopped     int64         `json:"stopped"`     // of settled
	National    NationalMarks `json:"national"`    // settled, judged by dates alone
	Paused      int64         `json:"paused"`      // of open in time
	Provisional int64         `json:"provisional"` // of open: the due time is dự kiến
	// Unapologised is the late ones, settled or open, for which the head had not
	// apologised by the period's end.
	Unapologised int64 `json:"unapologised"`
}

// NationalMarks is the settled dossiers as the national index judges them.
type NationalMarks struct {
	Early  int64 `json:"early"`
	OnTime int64 `json:"on_time"`
	Late   int64 `json:"late"`
}

// UnlimitedLine is the dossiers without a computable limit.
type UnlimitedLine struct {
	Total   int64 `json:"total"`
	Settled int64 `json:"settled"`
	Open    int64 `json:"open"`
}

// Outside is the annex of one row: what stands outside 3–13.
type Outside struct {
	Unlimited     UnlimitedLine `json:"unlimited"`
	Refused       int64         `json:"refused"`        // at reception
	ReceptionLate int64         `json:"reception_late"` // online receptions that ran over
	Corrected     int64         `json:"corrected"`      // finishes corrected in the period; earlier periods keep their figures
}

// Row is one line of a report.
type Row struct {
	Key  string
	Name locale.Text
	Line
	Beside  Beside
	Outside Outside
}

// Add counts n dossiers into a cell.
func (r *Row) Add(c Cell, n int64) { *r.at(c) += n }

// Of is the figure of a cell.
func (r *Row) Of(c Cell) int64 { return *r.at(c) }

// at is where a cell's figure stands; a cell that is none has a place of its
// own, which nobody reads.
//
//nolint:gocyclo // a table
func (r *Row) at(c Cell) *int64 {
	switch c {
	case Received:
		return &r.Received.Total
	case ReceivedOnline:
		return &r.Received.Online
	case ReceivedDirect:
		return &r.Received.Direct
	case ReceivedCarried:
		return &r.Received.Carried
	case Settled:
		return &r.Settled.Total
	case SettledEarly:
		return &r.Settled.Early
	case SettledOnTime:
		return &r.Settled.OnTime
	case SettledLate:
		return &r.Settled.Late
	case Open:
		return &r.Open.Total
	case OpenInTime:
		return &r.Open.InTime
	case OpenLate:
		return &r.Open.Late
	case LateEntry:
		return &r.Beside.LateEntry
	case Withdrawn:
		return &r.Beside.Withdrawn
	case StoppedWork:
		return &r.Beside.Stopped
	case NationalEarly:
		return &r.Beside.National.Early
	case NationalOnTime:
		return &r.Beside.National.OnTime
	case NationalLate:
		return &r.Beside.National.Late
	case OpenPaused:
		return &r.Beside.Paused
	case OpenProvisional:
		return &r.Beside.Provisional
	case Unapologised:
		return &r.Beside.Unapologised
	case Unlimited:
		return &r.Outside.Unlimited.Total
	case UnlimitedSettled:
		return &r.Outside.Unlimited.Settled
	case UnlimitedOpen:
		return &r.Outside.Unlimited.Open
	case Refused:
		return &r.Outside.Refused
	case ReceptionLate:
		return &r.Outside.ReceptionLate
	case Corrected:
		return &r.Outside.Corrected
	}
	return new(int64)
}

// IsEmpty reports whether every figure is zero.
func (r *Row) IsEmpty() bool {
	return r.Line == Line{} && r.Beside == Beside{} && r.Outside == Outside{}
}

// Report is one run of a definition.
type Report struct {
	Definition string
	Position   int64            // of the journal: what was recorded up to there is counted
	AsAt       calendar.Instant // when open dossiers were judged: the period's end, or the run
	Period     Period
	By         By
	Rows       []Row // sorted for print; rows without any dossier are left out
	Simulated  bool  // the database is marked as simulated for ever
}

// Total is the sum of all rows.
func (r Report) Total() Row {
	t := Row{Key: "total", Name: locale.T("Tổng cộng", "Total")}
	for i := range r.Rows {
		for _, c := range Cells() {
			t.Add(c, r.Rows[i].Of(c))
		}
	}
	return t
}

// Running reports whether the period had not ended when the report was run.
func (r Report) Running() bool { return r.AsAt < r.Period.End() }
