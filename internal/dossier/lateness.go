package dossier

import (
	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Cause classes why a dossier is late (nguyên nhân quá hạn, TT 01/2020/TT-VPCP).
type Cause string

// The causes.
const (
	CauseAgency    Cause = "agency"    // do cơ quan giải quyết
	CauseRule      Cause = "rule"      // do quy định
	CauseObjective Cause = "objective" // khách quan
)

// Causes lists them in order of print.
func Causes() []Cause { return []Cause{CauseAgency, CauseRule, CauseObjective} }

// Name is the cause in words.
func (c Cause) Name() locale.Text {
	switch c {
	case CauseAgency:
		return locale.T("Do cơ quan giải quyết", "The deciding agency")
	case CauseRule:
		return locale.T("Do quy định", "The rules")
	case CauseObjective:
		return locale.T("Khách quan", "Outside causes")
	}
	return locale.T("Chưa rõ", "Unknown")
}

// Apologise is the head's letter for a dossier that is late, or will be: form
// 04. It says a new day once and only once; the due time does not move, and
// lateness is judged as before.
type Apologise struct {
	Reason  string        `json:"reason,omitempty"`
	Cause   Cause         `json:"cause,omitempty"`
	NewDate calendar.Date `json:"new_date,omitzero"` // ngày hẹn lại; zero when the dossier has ended
}

// Act names the command's row.
func (Apologise) Act() Act { return ActApologise }

// Apologised: form 04 was signed by the head and sent.
type Apologised struct {
	Agency  string        `json:"agency"`
	Day     calendar.Date `json:"day"`
	Number  int64         `json:"number"` // of the year's book of form 04
	Signed  Signed        `json:"signed"`
	Behalf  `json:"behalf,omitzero"`
	Due     calendar.Instant `json:"due"` // that was or will be missed
	Cause   Cause            `json:"cause"`
	NewDate calendar.Date    `json:"new_date,omitzero"`
	Reason  string           `json:"reason" personal:"owner"`
}

// EventType is the stable name.
func (Apologised) EventType() string { return "dossier.apologised" }

// Numbers takes the form's number of the year.
func (e Apologised) Numbers() []act.Number { return []act.Number{yearly("form04", e.Agency, e.Day)} }

// WithNumbers fills it in.
func (e Apologised) WithNumbers(n []int64) act.Event { e.Number = n[0]; return e }

// Apology is the letter as it was sent.
type Apology struct {
	Number  int64            `json:"number"`
	Signed  Signed           `json:"signed"`
	Due     calendar.Instant `json:"due"`
	Cause   Cause            `json:"cause"`
	NewDate calendar.Date    `json:"new_date,omitzero"`
	Reason  string           `json:"reason"`
}

// The refusals of this file.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrApologised = fault.New(fault.Refused, "dossier.apologised", locale.T(
		"Hồ sơ này đã có văn bản xin lỗi, và chỉ được hẹn lại một lần. Chưa có gì thay đổi.",
		"There is a letter of apology already, and a dossier is rescheduled only once. Nothing was changed."))
	ErrNotLate = fault.New(fault.Refused, "dossier.not_late", locale.T(
		"Hồ sơ không quá hạn hoặc chưa xác định thời hạn, nên không có gì để xin lỗi. Chưa có gì thay đổi.",
		"The dossier is not late, or has no limit, so there is nothing to apologise for. Nothing was changed."))
)

// missable is the due time that an apology is about: the one in force of a
// dossier at work, or the one that was missed at its end. 0: there is none.
func (s State) missable() calendar.Instant {
	if s.EndedAt.IsZero() {
		return s.Due
	}
	if s.Timing() == calendar.Late {
		return s.EndDue
	}
	return 0
}

// ApologyMissing reports whether a dossier ended late without an apology
// ("trễ chưa xin lỗi").
func (s State) ApologyMissing() bool {
	return s.Apology == nil && !s.EndedAt.IsZero() && s.Timing() == calendar.Late
}

// ApologyOwed reports whether the head owes an apology now: the dossier ended
// late without one, or it is open and less than a working day is left before its
// due time in force.
func (s State) ApologyOwed(clock *calendar.Clock, now calendar.Instant) bool {
	if s.Apology != nil {
		return false
	}
	if !s.EndedAt.IsZero() {
		return s.ApologyMissing()
	}
	return s.Due != 0 && (now >= s.Due || clock.Working(now, s.Due).Hours() < workingDay)
}

// workingDay is the notice, in working hours, that an apology is due before the
// due time.
const workingDay = 8

func decideApologise(s State, c Apologise, f Facts) ([]act.Event, error) {
	due := s.missable()
	switch {
	case s.Apology != nil:
		return nil, ErrApologised
	case due == 0:
		return nil, ErrNotLate
	}
	list := text(nil, "reason", c.Reason, "lý do chậm", "the reason of the delay", true)
	switch c.Cause {
	case CauseAgency, CauseRule, CauseObjective:
	default:
		list = append(list, missing("cause", "nguyên nhân: do cơ quan, do quy định hay khách quan", "the cause: agency, rules or outside"))
	}
	open := s.EndedAt.IsZero()
	switch {
	case open && (!c.NewDate.After(due.Date()) || c.NewDate.Before(f.Now.Date())):
		list = append(list, missing("new_date", "ngày hẹn lại, sau ngày hẹn cũ và không trước hôm nay", "the new day, after the old one and not before today"))
	case !open && !c.NewDate.IsZero():
		list = append(list, missing("new_date", "không ngày hẹn lại nào, vì hồ sơ đã xong", "no new day: the dossier has ended"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{Apologised{
		Agency: s.Agency, Day: f.Now.Date(), Behalf: f.behalf(), Due: due, Cause: c.Cause, NewDate: c.NewDate, Reason: c.Reason,
		Signed: Signed{By: f.Actor.Account, Title: f.as.Title, Mandate: string(f.as.Mandate), For: f.as.For, At: f.Now},
	}}, nil
}
