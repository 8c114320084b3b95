package worktime

import (
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Law is the text that says that due times of open dossiers move (văn bản làm
// căn cứ dời hạn). The decision that changed the calendar is another text.
type Law struct {
	Number  string        `json:"number,omitempty"`  // số, ký hiệu
	Date    calendar.Date `json:"date,omitzero"`     // of signing
	Article string        `json:"article,omitempty"` // điều, khoản
	Subject string        `json:"subject,omitempty"` // trích yếu
}

// ProposeMove proposes that due times of open dossiers be counted by the newest
// version of the calendar, because a law says so.
type ProposeMove struct {
	Version int
	Law     Law
}

// ConfirmMove is a second administrator's agreement: only then dossiers move.
type ConfirmMove struct{ Version int }

// DropMove takes a proposal back before it was confirmed.
type DropMove struct{ Version int }

// FinishMove records what came of a confirmed move, once every dossier was asked.
type FinishMove struct {
	Version int
	Moved   int // dossiers whose due time moved in all
	Passed  int // that stay because the time has passed
}

func (ProposeMove) calendarCommand() {}
func (ConfirmMove) calendarCommand() {}
func (DropMove) calendarCommand()    {}
func (FinishMove) calendarCommand()  {}

// MoveProposed: a law was named by which due times move.
type MoveProposed struct {
	Version int              `json:"version"`
	Law     Law              `json:"law"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// MoveConfirmed: another administrator agreed.
type MoveConfirmed struct {
	Version int              `json:"version"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// MoveDropped: the proposal was taken back; no dossier moved.
type MoveDropped struct {
	Version int              `json:"version"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

// MoveFinished: every open dossier was asked.
type MoveFinished struct {
	Version int              `json:"version"`
	Moved   int              `json:"moved"`
	Passed  int              `json:"passed,omitempty"`
	By      string           `json:"by"`
	At      calendar.Instant `json:"at"`
}

func (MoveProposed) EventType() string  { return "calendar.move_proposed" }  //nolint:revive // the stable name
func (MoveConfirmed) EventType() string { return "calendar.move_confirmed" } //nolint:revive // the stable name
func (MoveDropped) EventType() string   { return "calendar.move_dropped" }   //nolint:revive // the stable name
func (MoveFinished) EventType() string  { return "calendar.move_finished" }  //nolint:revive // the stable name

// Move is how far the move of due times by law has come.
type Move struct {
	Law         Law              `json:"law"`
	By          string           `json:"by"` // who proposed it
	At          calendar.Instant `json:"at"`
	ConfirmedBy string           `json:"confirmed_by,omitempty"`
	ConfirmedAt calendar.Instant `json:"confirmed_at,omitempty"`
	Moved       int              `json:"moved,omitempty"`
	Passed      int              `json:"passed,omitempty"`
	DoneAt      calendar.Instant `json:"done_at,omitempty"`
}

// Move is the move by law that the newest version has, nil for none.
func (s State) Move() *Move {
	if !s.Exists() {
		return nil
	}
	return s.Versions[len(s.Versions)-1].Move
}

// check finds what the text lacks.
func (l Law) check(today calendar.Date) fault.List {
	var wrong fault.List
	for _, f := range []struct {
		field, text string
		say         locale.Text
	}{
		{"law_number", l.Number, locale.T("Xin ghi số, ký hiệu của văn bản quy định dời hạn.", "Please give the number of the text that moves due times.")},
		{"law_article", l.Article, locale.T("Xin ghi điều, khoản quy định dời hạn. Không có điều khoản nào quy định thì hạn không dời.", "Please give the article that moves due times. Without one they stay.")},
		{"law_subject", l.Subject, locale.T("Xin ghi trích yếu văn bản.", "Please give the subject of the text.")},
	} {
		if strings.TrimSpace(f.text) == "" {
			wrong = append(wrong, fault.New(fault.Invalid, "worktime.law_missing", f.say).At(f.field))
		}
		if utf8.RuneCountInString(f.text) > mostWords {
			wrong = append(wrong, tooLong(f.field))
		}
	}
	if l.Date.IsZero() || l.Date.After(today) {
		wrong = append(wrong, fault.New(fault.Invalid, "worktime.law_date", locale.T(
			"Xin ghi ngày ký văn bản, không sau hôm nay.", "Please give the day the text was signed, not after today.")).At("law_date"))
	}
	return wrong
}

func noMove() error {
	return fault.New(fault.Conflict, "worktime.no_move", locale.T(
		"Việc dời hạn này không còn ở bước đó: đã có người làm hoặc đã hủy. Xin tải lại trang để xem.",
		"The move is no longer at that point: somebody did it or took it back. Please load the page again."))
}

// decideMove decides everything about moves. They concern the newest version
// alone: dossiers are counted by what is in force.
func decideMove(s State, c Command, f Facts) ([]act.Event, error) {
	if !s.Exists() {
		return nil, ErrNoCalendar
	}
	if !MayChange(f.Actor, s.Agency) {
		return nil, notYours()
	}
	last, by := s.Versions[len(s.Versions)-1], f.Actor.Account
	open := last.Move != nil && last.Move.ConfirmedBy == ""
	switch c := c.(type) {
	case ProposeMove:
		return propose(last, c, f)
	case ConfirmMove:
		switch {
		case c.Version != last.Number || !open:
			return nil, noMove()
		case !f.Actor.AdministersAll():
			return nil, fault.New(fault.Forbidden, "worktime.confirm_province", locale.T(
				"Việc dời hạn do quản trị hệ thống của tỉnh xác nhận. Đề nghị vẫn được giữ.", "A move is confirmed by the province's administrators. The proposal is kept."))
		case by == last.Move.By:
			return nil, fault.New(fault.Forbidden, "worktime.confirm_alone", locale.T(
				"Người đề nghị không tự xác nhận việc dời hạn. Xin một quản trị khác xem và xác nhận.",
				"Who proposed the move does not confirm it. Please let another administrator look and confirm."))
		}
		return []act.Event{MoveConfirmed{Version: c.Version, By: by, At: f.Now}}, nil
	case DropMove:
		if c.Version != last.Number || !open {
			return nil, noMove()
		}
		return []act.Event{MoveDropped{Version: c.Version, By: by, At: f.Now}}, nil
	case FinishMove:
		if c.Version != last.Number || last.Move == nil || open || !last.Move.DoneAt.IsZero() {
			return nil, noMove()
		}
		return []act.Event{MoveFinished{Version: c.Version, Moved: c.Moved, Passed: c.Passed, By: by, At: f.Now}}, nil
	}
	return nil, nil
}

func propose(last Version, c ProposeMove, f Facts) ([]act.Event, error) {
	switch {
	case last.Change.Earliest().IsZero() || c.Version != last.Number:
		return nil, fault.New(fault.Conflict, "worktime.nothing_moves", locale.T(
			"Phiên bản lịch đang dùng không thay đổi ngày nào, nên không hạn nào dời. Xin công bố thay đổi lịch trước.",
			"The version in use changes no day, so no due time moves. Please publish the change first."))
	case last.Move != nil:
		return nil, noMove()
	}
	if err := c.Law.check(f.Now.Date()).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{MoveProposed{Version: c.Version, Law: c.Law, By: f.Actor.Account, At: f.Now}}, nil
}

// evolveMove folds what happened to a move.
func evolveMove(s State, e act.Event) State {
	set := func(version int, f func(*Move) *Move) State {
		s.Versions = slices.Clone(s.Versions)
		for i := range s.Versions {
			if s.Versions[i].Number != version {
				continue
			}
			var was Move
			if m := s.Versions[i].Move; m != nil {
				was = *m
			}
			s.Versions[i].Move = f(&was)
		}
		return s
	}
	switch e := e.(type) {
	case MoveProposed:
		return set(e.Version, func(*Move) *Move { return &Move{Law: e.Law, By: e.By, At: e.At} })
	case MoveConfirmed:
		return set(e.Version, func(m *Move) *Move { m.ConfirmedBy, m.ConfirmedAt = e.By, e.At; return m })
	case MoveDropped:
		return set(e.Version, func(*Move) *Move { return nil })
	case MoveFinished:
		return set(e.Version, func(m *Move) *Move { m.Moved, m.Passed, m.DoneAt = e.Moved, e.Passed, e.At; return m })
	}
	return s
}
