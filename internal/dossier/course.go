package dossier

import (
	"cmp"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// Take confirms that the step's performer has the dossier (ký nhận): with who
// passed it on, both sides of the hand-over are recorded. A specialist who takes
// one that nobody is charged with is charged with it.
type Take struct{}

// Recall takes back what one has just passed on, as long as nobody took it.
type Recall struct {
	Reason string `json:"reason,omitempty"`
}

// ChangeCase says that the dossier is another case of its procedure. The due
// time does not move: only lawful pauses move it.
type ChangeCase struct {
	Case   string `json:"case,omitempty"` // code of a case of the procedure
	Reason string `json:"reason,omitempty"`
}

// Act names the command's row.
func (Take) Act() Act       { return ActTake }
func (Recall) Act() Act     { return ActRecall }     //nolint:revive // see Take
func (ChangeCase) Act() Act { return ActChangeCase } //nolint:revive // see Take

// WasTaken: the performer of the step has the dossier.
type WasTaken struct {
	By      string `json:"by"`
	Behalf  `json:"behalf,omitzero"`
	At      calendar.Instant `json:"at"`
	From    string           `json:"from,omitempty"` // account that passed it on
	Charged string           `json:"charged,omitempty"`
}

// WasRecalled: the dossier is back with who passed it on.
type WasRecalled struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Reason string           `json:"reason" personal:"owner"`
	To     Passed           `json:"to"`
}

// CaseChanged: the dossier is another case; its limit and due time stay.
type CaseChanged struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	From   string           `json:"from"`
	To     string           `json:"to"`
	Reason string           `json:"reason" personal:"owner"`
}

func (WasTaken) EventType() string    { return "dossier.taken" }        //nolint:revive // see Filed
func (WasRecalled) EventType() string { return "dossier.recalled" }     //nolint:revive // see Filed
func (CaseChanged) EventType() string { return "dossier.case_changed" } //nolint:revive // see Filed

// Taken is who took the dossier at its present step, and when.
type Taken struct {
	By string           `json:"by"`
	At calendar.Instant `json:"at"`
}

// The refusals of this file.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrTaken = fault.New(fault.Refused, "dossier.taken", locale.T(
		"Người thực hiện bước này đã nhận hồ sơ, nên không rút lại được nữa. Chưa có gì thay đổi. Xin đề nghị người đó trả lại bước trước.",
		"Whoever does this step has taken the dossier, so it cannot be recalled. Nothing was changed. Please ask to have it sent back."))
	ErrNotPasser = fault.New(fault.Forbidden, "dossier.not_passer", locale.T(
		"Chỉ người vừa chuyển hồ sơ đến bước này được rút lại. Chưa có gì thay đổi.",
		"Only who passed the dossier to this step may recall it. Nothing was changed."))
	ErrNoCase = fault.New(fault.Invalid, "dossier.no_case", locale.T(
		"Xin chọn một trường hợp khác của thủ tục này. Hồ sơ vẫn theo trường hợp cũ.",
		"Please choose another case of this procedure. The dossier keeps its case.")).At("case")
)

func decideTake(s State, f Facts) ([]act.Event, error) {
	if s.Taken != nil {
		return nil, ErrTaken
	}
	e := WasTaken{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, From: s.PassedBy}
	step, _ := s.CurrentStep()
	if s.Holder.Account == "" && s.Holder.Duty == process.Specialist && (!examines(step.Kind) || notReception(s, f) == nil) {
		e.Charged = cmp.Or(f.as.StandsInFor, f.Actor.Account)
	}
	return []act.Event{e}, nil
}

// recallable: the actor completed the step before and passed the dossier on,
// nobody took it, and no number was given.
func (s State) recallable(f Facts) error {
	switch {
	case s.Step <= s.firstDesk() || s.Performed[s.Step-1] != f.Actor.Account || s.PassedBy != f.Actor.Account || s.SentBack != "":
		return ErrNotPasser
	case s.Taken != nil || s.Result != nil:
		return ErrTaken
	}
	return nil
}

func decideRecall(s State, c Recall, f Facts) ([]act.Event, error) {
	if err := s.recallable(f); err != nil {
		return nil, err
	}
	if err := text(nil, "reason", c.Reason, "lý do rút lại", "the reason", true).OrNil(); err != nil {
		return nil, err
	}
	account := ""
	if s.Steps[s.Step-1].Duty == process.Specialist {
		account = f.Actor.Account
	}
	return []act.Event{WasRecalled{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Reason: c.Reason, To: s.pass(s.Step-1, account, f)}}, nil
}

// passer: still holds the duty of the step before, in the deciding agency.
func passer(s State, a org.Actor) (org.ActorPost, error) {
	if s.Step > 0 && s.Step <= len(s.Steps) && s.PassedBy == a.Account {
		duty := org.Duty(s.Steps[s.Step-1].Duty)
		for _, d := range Desks(a) {
			if d.Agency == s.Agency && d.Duty == duty && d.Post.StandsInFor == "" {
				return d.Post, nil
			}
		}
	}
	if a.Kind == org.ActorOfficial {
		return org.ActorPost{}, ErrNotPasser
	}
	return org.ActorPost{}, ErrNotApplicant
}

func decideChangeCase(s State, c ChangeCase, f Facts) ([]act.Event, error) {
	if c.Case == s.Case || !slices.ContainsFunc(f.Procedure.Choices(), func(x procedure.Case) bool { return x.Code == c.Case }) {
		return nil, ErrNoCase
	}
	if err := text(nil, "reason", c.Reason, "lý do thay đổi", "the reason", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{CaseChanged{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, From: s.Case, To: c.Case, Reason: c.Reason}}, nil
}

// coursed folds what happens between two steps.
func (s State) coursed(e act.Event) State {
	switch e := e.(type) {
	case WasTaken:
		s.Taken = &Taken{By: e.By, At: e.At}
		if e.Charged != "" {
			s.Holder.Account = e.Charged
		}
	case WasRecalled:
		s = s.at(e.To)
		s.Status, s.PassedBy = Processing, e.By
		if st, ok := s.CurrentStep(); ok && st.Kind == process.Approve {
			s.Approval = nil
		}
	case CaseChanged:
		s.Case = e.To
	}
	return s
}
