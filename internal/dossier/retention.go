package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// ComplaintDays is how long a refusal at reception is kept: the time in which
// its applicant may complain (Luật Khiếu nại 2011, Điều 9).
const ComplaintDays = 90

// Hold keeps an ended dossier from being erased, as a complaint, a suit or an
// inspection needs it.
type Hold struct {
	Ground string `json:"ground,omitempty"` // the text that asks for it
}

// LiftHold ends a hold.
type LiftHold struct {
	Ground string `json:"ground,omitempty"`
}

// Erase erases what a dossier says about persons, after its term. The second
// look is on paper: the decision on disposal that the agency's head signed.
type Erase struct {
	Decision string `json:"decision,omitempty"` // number and day of that decision
}

// AskErasure is the applicant's request to erase a dossier, answered at once.
type AskErasure struct{}

// Act names the command's row.
func (Hold) Act() Act       { return ActHold }
func (LiftHold) Act() Act   { return ActLiftHold }   //nolint:revive // see Hold
func (Erase) Act() Act      { return ActErase }      //nolint:revive // see Hold
func (AskErasure) Act() Act { return ActAskErasure } //nolint:revive // see Hold

// Held: the dossier is kept whatever its term says.
type Held struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Ground string           `json:"ground"`
	Text   string           `json:"text,omitempty" personal:"owner"` // in place of Ground, see Worded
}

// HoldLifted: only the term counts again.
type HoldLifted struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Ground string           `json:"ground"`
	Text   string           `json:"text,omitempty" personal:"owner"` // in place of Ground, see Worded
}

// WasErased: nothing personal is left of the dossier nor of the streams about
// it. What is public stays: code, dates, steps, outcome, and with them every
// figure.
type WasErased struct {
	ID       string `json:"id"`
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	At       calendar.Instant `json:"at"`
	Decision string           `json:"decision"`
	Ground   string           `json:"ground"` // of the term that has passed
	Streams  []string         `json:"streams,omitempty"`
}

// Erases is the dossier's stream and the others about it.
func (e WasErased) Erases() []string { return append([]string{Stream(e.ID)}, e.Streams...) }

// ErasureAnswered: the applicant asked to have the dossier erased and was told
// what the law says.
type ErasureAnswered struct {
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
	Answer Answer           `json:"answer"`
	Held   string           `json:"held,omitempty" personal:"applicant"` // the ground of a hold, left out of Answer
}

func (Held) EventType() string            { return "dossier.held" }             //nolint:revive // see Filed
func (HoldLifted) EventType() string      { return "dossier.hold_lifted" }      //nolint:revive // see Filed
func (WasErased) EventType() string       { return "dossier.erased" }           //nolint:revive // see Filed
func (ErasureAnswered) EventType() string { return "dossier.erasure_answered" } //nolint:revive // see Filed

// Holding is a hold in force.
type Holding struct {
	By     string           `json:"by"`
	At     calendar.Instant `json:"at"`
	Ground string           `json:"ground"`
}

// Erasure is when and by which decision a dossier was erased.
type Erasure struct {
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
	Decision string           `json:"decision"`
}

// Keeping is why a dossier is kept or may be erased.
type Keeping string

// The answers.
const (
	KeptOpen      Keeping = "open"      // it is not ended
	KeptUntil     Keeping = "until"     // its term runs
	KeptForever   Keeping = "for_ever"  // its term has no end
	KeptUnchecked Keeping = "unchecked" // nobody compared the term with the law's table
	KeptHeld      Keeping = "held"      // somebody holds it
	KeptNoMore    Keeping = "no_more"   // it may be erased
)

// Answer is how long a dossier is kept and by which ground.
type Answer struct {
	Keeping Keeping       `json:"keeping"`
	Until   calendar.Date `json:"until,omitzero"` // first day on which it may be erased
	Ground  string        `json:"ground"`
}

// Kept is how long the dossier is kept when the term r counts on a day.
func (s State) Kept(r procedure.Retention, day calendar.Date) Answer {
	a := Answer{Ground: r.Ground}
	ended := s.over()
	switch {
	case ended.IsZero():
		return Answer{Keeping: KeptOpen, Ground: "Luật Lưu trữ 2024: hồ sơ đang giải quyết"}
	case s.Status == Denied:
		a = Answer{Until: ended.Date().AddDays(ComplaintDays + 1), Ground: "Luật Khiếu nại 2011, Điều 9: thời hiệu khiếu nại 90 ngày"}
	case r.Years == 0:
		a.Keeping = KeptForever
		return a
	default:
		d := ended.Date()
		a.Until = calendar.D(d.Year+r.Years, int(d.Month), d.Day+1)
	}
	switch {
	case s.Hold != nil:
		a.Keeping, a.Ground = KeptHeld, s.Hold.Ground
	case day.Before(a.Until):
		a.Keeping = KeptUntil
	case s.Status != Denied && !r.Checked:
		a.Keeping = KeptUnchecked
	default:
		a.Keeping = KeptNoMore
	}
	return a
}

// over is when a dossier's last act ended it, 0 while it is open.
func (s State) over() calendar.Instant {
	switch {
	case s.Status == HandedOver && s.Delivery != nil:
		return s.Delivery.At
	case s.IsOver():
		return s.EndedAt
	}
	return 0
}

// Say is the answer in words to who asked for erasure.
func (a Answer) Say() locale.Text {
	until := func(l locale.Lang) string { return a.Until.Words(l) }
	switch a.Keeping {
	case KeptOpen:
		return locale.F("Hồ sơ đang được giải quyết nên chưa xóa được. Căn cứ: %[1]s.", "The dossier is being dealt with and cannot be erased yet. Ground: %[1]s.", a.Ground)
	case KeptForever:
		return locale.F("Hồ sơ này phải lưu vĩnh viễn nên không xóa được. Căn cứ: %[1]s.", "This dossier has to be kept for ever and cannot be erased. Ground: %[1]s.", a.Ground)
	case KeptHeld:
		return locale.F("Hồ sơ đang được giữ lại nên chưa xóa được. Căn cứ: %[1]s.", "The dossier is held and cannot be erased yet. Ground: %[1]s.", a.Ground)
	case KeptNoMore:
		return locale.T("Thời hạn lưu trữ đã hết. Văn thư của cơ quan giải quyết sẽ làm thủ tục tiêu hủy theo quyết định của người đứng đầu cơ quan.",
			"The term of retention has passed. The clerk of the deciding agency will have it erased by the decision of the agency's head.")
	case KeptUntil:
		return locale.F("Hồ sơ phải lưu đến hết thời hạn; sớm nhất %[1]s mới xóa được. Căn cứ: %[3]s.", "The dossier has to be kept; it can be erased on %[2]s at the earliest. Ground: %[3]s.",
			until(locale.VI), until(locale.EN), a.Ground)
	case KeptUnchecked:
	}
	return locale.F("Chưa xóa được vì thời hạn lưu trữ chưa được đối chiếu với quy định của ngành. Căn cứ: %[1]s.",
		"It cannot be erased yet: its term of retention was not compared with the rules of the branch. Ground: %[1]s.", a.Ground)
}

// ErrErased: nothing personal is left of the dossier.
//
//nolint:gochecknoglobals // a sentinel
var ErrErased = fault.New(fault.Refused, "dossier.erased", locale.T(
	"Dữ liệu cá nhân của hồ sơ này đã được tiêu hủy; chỉ còn mã, ngày và kết quả để thống kê. Không cần làm gì thêm.",
	"The personal data of this dossier were erased; only its code, dates and outcome are left for the figures. Nothing more is needed."))

func decideRetention(s State, c Command, f Facts) ([]act.Event, error) {
	if s.Erased != nil {
		return nil, ErrErased
	}
	switch c := c.(type) {
	case Hold:
		if s.Hold != nil {
			return nil, ErrStatus
		}
		if err := text(nil, "ground", c.Ground, "căn cứ giữ lại", "the ground of the hold", true).OrNil(); err != nil {
			return nil, err
		}
		return []act.Event{Held{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Text: c.Ground}}, nil
	case LiftHold:
		if s.Hold == nil {
			return nil, ErrStatus
		}
		if err := text(nil, "ground", c.Ground, "căn cứ thôi giữ", "the ground for lifting it", true).OrNil(); err != nil {
			return nil, err
		}
		return []act.Event{HoldLifted{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Text: c.Ground}}, nil
	case Erase:
		return decideErase(s, c, f)
	case AskErasure:
		return []act.Event{answered(f, s.Kept(f.Retention, f.Now.Date()))}, nil
	}
	return nil, ErrStatus
}

func decideErase(s State, c Erase, f Facts) ([]act.Event, error) {
	kept := s.Kept(f.Retention, f.Now.Date())
	if kept.Keeping != KeptNoMore {
		return nil, fault.New(fault.Refused, "dossier.kept", kept.Say())
	}
	if err := text(nil, "decision", c.Decision, "số, ngày quyết định tiêu hủy", "the decision on disposal", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasErased{ID: s.ID, By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Decision: c.Decision, Ground: kept.Ground, Streams: f.Related}}, nil
}

// Restricted (hạn chế truy cập) reports whether the dossier is shown only to those
// who have or had a step in it, and whole only with a reason: its applicant asked
// to have it erased, and the law keeps it.
func (s State) Restricted() bool {
	return s.Asking != nil && s.IsOver() && s.Erased == nil && !s.unsettled()
}

// retained folds what concerns keeping and erasing.
func (s State) retained(e act.Event) State {
	switch e := e.(type) {
	case Held:
		s.Hold = &Holding{By: e.By, At: e.At, Ground: e.Words()}
	case HoldLifted:
		s.Hold = nil
	case ErasureAnswered:
		answer := e.Told()
		s.Asking = &answer
	case WasErased:
		s = s.bare()
		s.Erased = &Erasure{By: e.By, At: e.At, Decision: e.Decision}
	}
	return s
}

// bareAsides drops what is personal off the straight way, by fresh copies.
func (s *State) bareAsides() {
	s.Payments = slices.Clone(s.Payments)
	for i := range s.Payments {
		s.Payments[i].Ground, s.Payments[i].Proof = "", ""
	}
	s.Corrections = slices.Clone(s.Corrections)
	for i := range s.Corrections {
		s.Corrections[i].Reason = ""
	}
	if s.Suspension != nil {
		s.Suspension = &Suspension{Clause: s.Suspension.Clause, By: s.Suspension.By, At: s.Suspension.At}
	}
	if s.Ending != nil {
		e := *s.Ending
		e.Reason, e.Note = "", ""
		s.Ending = &e
	}
	if s.Apology != nil {
		a := *s.Apology
		a.Reason = ""
		s.Apology = &a
	}
	if s.Posted != nil {
		s.Posted = &Posting{By: s.Posted.By, At: s.Posted.At}
	}
}

// bare is the dossier without what it says about persons, whether or not the
// parts of its earlier events are gone already.
func (s State) bare() State {
	s.Owner, s.Applicant, s.Relation, s.Account, s.Papers, s.Return, s.Note, s.Slip, s.SentBack = Party{}, Party{}, "", "", nil, Return{}, "", Slip{}, ""
	if s.Refusal != nil {
		r := *s.Refusal
		r.Reason, r.Remedy = "", ""
		s.Refusal = &r
	}
	if s.Proposal != nil {
		p := *s.Proposal
		p.Opinion, p.Draft, p.Article, p.Remedies = "", nil, "", ""
		s.Proposal = &p
	}
	if s.Result != nil && s.Result.Document != nil {
		r := *s.Result
		r.Document = &Document{Upload: Upload{Hash: r.Document.Hash}}
		s.Result = &r
	}
	if s.Delivery != nil {
		d := *s.Delivery
		d.Receiver, d.Number, d.ByPaper = "", "", ""
		s.Delivery = &d
	}
	s.bareAsides()
	if s.Asking != nil && s.Asking.Keeping == KeptHeld {
		s.Asking = &Answer{Keeping: KeptHeld, Until: s.Asking.Until}
	}
	asked := make([]Asked, len(s.Asked))
	for i, a := range s.Asked {
		a.Items, a.Reason = nil, ""
		asked[i] = a
	}
	if s.Asked != nil {
		s.Asked = asked
	}
	return s
}
