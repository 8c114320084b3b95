package dossier

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Law is the text that says that due times of open dossiers move (văn bản làm
// căn cứ dời hạn). Without one a new calendar moves none.
type Law struct {
	Number  string        `json:"number,omitempty"`  // số, ký hiệu
	Date    calendar.Date `json:"date,omitzero"`     // of signing
	Article string        `json:"article,omitempty"` // điều, khoản
	Subject string        `json:"subject,omitempty"` // trích yếu
}

// Words names the text: "Nghị quyết số 1/NQ-CP ngày 01/9/2025, Điều 3".
func (l Law) Words() string {
	out := l.Number
	if !l.Date.IsZero() {
		out += " ngày " + l.Date.Short()
	}
	if l.Article != "" {
		out += ", " + l.Article
	}
	return out
}

// Check finds what the text lacks; today is the day on which it is used.
func (l Law) Check(today calendar.Date) fault.List {
	var wrong fault.List
	wrong = text(wrong, "law_number", l.Number, "số, ký hiệu văn bản", "the number of the text", true)
	wrong = text(wrong, "law_article", l.Article, "điều, khoản quy định dời hạn", "the article that moves due times", true)
	wrong = text(wrong, "law_subject", l.Subject, "trích yếu văn bản", "the subject of the text", true)
	if l.Date.IsZero() || l.Date.After(today) {
		wrong = append(wrong, fault.New(fault.Invalid, "dossier.law_date", locale.T(
			"Xin ghi ngày ký văn bản, không sau hôm nay.", "Please give the day the text was signed, not after today.")).At("law_date"))
	}
	return wrong
}

// MoveByLaw counts the due time in force again by the newest version of the
// agency's calendar, because a law says so (dời hạn theo văn bản). The promised
// time stays for ever.
type MoveByLaw struct {
	Law      Law    `json:"law"`
	Proposer string `json:"proposer"` // account that proposed it; another carries it out
}

// Act names the command's row.
func (MoveByLaw) Act() Act { return ActMoveByLaw }

// DueMoved: a law moved the due time in force.
type DueMoved struct {
	By       string           `json:"by"`       // who confirmed
	Proposer string           `json:"proposer"` // who proposed
	At       calendar.Instant `json:"at"`
	Law      Law              `json:"law"`
	From     calendar.Instant `json:"from,omitempty"` // in force before, 0 while paused
	Due      calendar.Instant `json:"due,omitempty"`  // in force now, 0 while paused
	Expected bool             `json:"expected,omitempty"`
	Calendar CalendarRef      `json:"calendar"` // the version it is counted with from now on
}

// EventType is the stable name.
func (DueMoved) EventType() string { return "dossier.due_moved" }

// Moved is a move of the due time by law.
type Moved struct {
	Law  Law              `json:"law"`
	From calendar.Instant `json:"from,omitempty"`
	Due  calendar.Instant `json:"due,omitempty"`
	At   calendar.Instant `json:"at"`
}

// The refusals of a move.
var (
	ErrNotMoved = fault.New(fault.Conflict, "dossier.not_moved", locale.T( //nolint:gochecknoglobals // a sentinel
		"Tính theo lịch mới, hạn của hồ sơ này không thay đổi, nên không có gì để dời.",
		"By the new calendar the due time of this dossier is the same: nothing moves."))
	ErrMovePassed = fault.New(fault.Conflict, "dossier.move_passed", locale.T( //nolint:gochecknoglobals // a sentinel
		"Hạn cũ hoặc hạn tính lại đã qua. Dời hạn không xóa và không tạo ra việc trễ hạn, nên hạn của hồ sơ này giữ nguyên.",
		"The due time, or the one counted anew, has passed. A move neither removes nor makes lateness, so this one stays."))
	ErrMoveAlone = fault.New(fault.Forbidden, "dossier.move_alone", locale.T( //nolint:gochecknoglobals // a sentinel
		"Người đề nghị không tự xác nhận việc dời hạn. Xin một quản trị khác xem và xác nhận.",
		"Who proposed the move does not confirm it. Please let another administrator look and confirm."))
)

// Move counts the due time in force again by another version of the calendar:
// the new time and whether it is provisional. A paused dossier has none before
// and after: it is counted by the new version once it goes on.
func (s State) Move(clock *calendar.Clock, now calendar.Instant) (due calendar.Instant, expected bool, err error) {
	k := clock.Calendar()
	if k.ID != s.Calendar.ID || k.Version == s.Calendar.Version || s.AcceptedAt.IsZero() || !s.Limit.IsKnown() {
		return 0, false, ErrNotMoved
	}
	if s.Due.IsZero() {
		return 0, s.Expected, nil
	}
	counted, err := clock.Current(s.AcceptedAt, s.Limit, s.Pauses, s.Mode)
	switch {
	case err != nil:
		return 0, false, err
	case counted.At == s.Due:
		return 0, false, ErrNotMoved
	case s.Due <= now, counted.At <= now:
		return 0, false, ErrMovePassed
	}
	return counted.At, counted.Provisional, nil
}

func decideMoveByLaw(s State, c MoveByLaw, f Facts) ([]act.Event, error) {
	wrong := c.Law.Check(f.Now.Date())
	if err := wrong.OrNil(); err != nil {
		return nil, err
	}
	if proposer := strings.TrimSpace(c.Proposer); proposer == "" || proposer == f.Actor.Account {
		return nil, ErrMoveAlone
	}
	due, expected, err := s.Move(f.Clock, f.Now)
	if err != nil {
		return nil, err
	}
	k := f.Clock.Calendar()
	return []act.Event{DueMoved{
		By: f.Actor.Account, Proposer: c.Proposer, At: f.Now, Law: c.Law, From: s.Due, Due: due, Expected: expected,
		Calendar: CalendarRef{ID: k.ID, Version: k.Version},
	}}, nil
}

func (s State) moved(e DueMoved) State {
	s.Due, s.Expected, s.Calendar = e.Due, e.Expected, e.Calendar
	s.Moves = append(slices.Clone(s.Moves), Moved{Law: e.Law, From: e.From, Due: e.Due, At: e.At})
	return s
}

// MoveSentences say for "Vì sao ngày này?" which laws moved the due time.
func (s State) MoveSentences() []locale.Text {
	var out []locale.Text
	for _, m := range s.Moves {
		law := m.Law.Words()
		if m.Due.IsZero() {
			out = append(out, locale.T("Khi tính tiếp, hạn được tính theo lịch mới, theo "+law+".", "Once it goes on it is counted by the new calendar, by "+law+"."))
			continue
		}
		out = append(out, locale.T(
			"Hạn được dời từ "+m.From.Words(locale.VI)+" sang "+m.Due.Words(locale.VI)+" theo "+law+".",
			"The due time was moved from "+m.From.Words(locale.EN)+" to "+m.Due.Words(locale.EN)+" by "+law+"."))
	}
	return out
}

// Moving is one open dossier as a new version of its calendar counts it.
type Moving struct {
	State    State
	Due      calendar.Instant // instead of State.Due, 0 while paused
	Expected bool
	Err      error // ErrMovePassed: it stays; nil: it moves
}

// LawMove is an order to move the due times of agencies' open dossiers because
// a law says so.
type LawMove struct {
	Agencies []string
	Clock    *calendar.Clock // the newest version of their calendar
	Law      Law
	Proposer string    // account
	Actor    org.Actor // who confirmed, or another administrator who goes on
	Now      calendar.Instant
}

// Moved reports whether the order moved the dossier before.
func (l LawMove) Moved(s State) bool {
	n := len(s.Moves)
	return n > 0 && s.Moves[n-1].Law == l.Law && s.Calendar.Version == l.Clock.Calendar().Version
}
