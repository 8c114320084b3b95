package dossier

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// AllowSupplement lets the specialist ask for papers once more. Papers are
// asked for once and completely; a second request is the head's to answer for,
// and makes the dossier late in the national index (QĐ 766/QĐ-TTg, 2.1).
type AllowSupplement struct {
	Reason string `json:"reason,omitempty"`
}

// ReceivePart takes in some of the papers asked for; the clock still stands.
type ReceivePart struct {
	Papers []PaperMark `json:"papers,omitempty"`
}

// SendByPost gives the result to the public postal service (BCCI).
type SendByPost struct {
	Tracking string `json:"tracking,omitempty"` // số vận đơn
}

// Act names the command's row.
func (AllowSupplement) Act() Act { return ActAllowSupplement }
func (ReceivePart) Act() Act     { return ActReceivePart } //nolint:revive // see AllowSupplement
func (SendByPost) Act() Act      { return ActSendByPost }  //nolint:revive // see AllowSupplement

// SupplementAllowed: papers may be asked for once more.
type SupplementAllowed struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Reason string           `json:"reason" personal:"owner"`
}

// SupplementPartReceived: some of the papers came.
type SupplementPartReceived struct {
	By     string `json:"by"`
	Behalf `json:"behalf,omitzero"`
	At     calendar.Instant `json:"at"`
	Papers []PaperMark      `json:"papers" personal:"owner"`
}

// WasPosted: the result is on its way by post.
type WasPosted struct {
	By       string `json:"by"`
	Behalf   `json:"behalf,omitzero"`
	At       calendar.Instant `json:"at"`
	Tracking string           `json:"tracking" personal:"owner"`
}

func (SupplementAllowed) EventType() string      { return "dossier.supplement_allowed" }       //nolint:revive // see Filed
func (SupplementPartReceived) EventType() string { return "dossier.supplement_part_received" } //nolint:revive // see Filed
func (WasPosted) EventType() string              { return "dossier.posted" }                   //nolint:revive // see Filed

// Posting is a result on its way by post.
type Posting struct {
	Tracking string           `json:"tracking"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
}

// The refusals of this file.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrSecondSupplement = fault.New(fault.Refused, "dossier.second_supplement", locale.T(
		"Hồ sơ đã được yêu cầu bổ sung một lần. Yêu cầu lần nữa phải được lãnh đạo cho phép. Nội dung đã nhập vẫn được giữ; xin trình lãnh đạo bấm “Cho phép yêu cầu bổ sung lần nữa”.",
		"Papers were asked for once already. Asking again needs the head's permission. What you entered is kept; please ask the head to allow it."))
	ErrNotPosted = fault.New(fault.Refused, "dossier.not_posted", locale.T(
		"Chưa ghi việc gửi bưu chính, nên chưa ghi được là bưu chính đã trả. Xin ghi số vận đơn ở “Gửi kết quả qua bưu chính” trước.",
		"It was not recorded that the result was posted, so the post cannot have delivered it. Please record the tracking number first.")).At("way")
)

// HandedIn lists the keys of the papers of the list that were handed in or
// shown: those that a request for papers judges.
func (s State) HandedIn() []string {
	var keys []string
	for _, m := range s.Papers {
		if m.Key != "" && m.Mark != MarkNotApplicable {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// judged asks that each paper handed in is judged: asked for anew, or sound. A
// request that leaves one out is not complete.
func (s State) judged(c RequestSupplement) fault.List {
	var list fault.List
	handed := s.HandedIn()
	for _, m := range s.Papers {
		if !slices.Contains(handed, m.Key) || slices.Contains(c.Sound, m.Key) || slices.ContainsFunc(c.Items, func(i Item) bool { return i.Key == m.Key }) {
			continue
		}
		list = append(list, fault.New(fault.Invalid, "dossier.unjudged", locale.F(
			"Chưa đánh giá giấy tờ “%s”. Xin chọn đạt, thiếu hay sai ở đâu; phần đã nhập vẫn được giữ.",
			"“%s” was not judged. Please say whether it is sound, missing or wrong; what you entered is kept.", m.Name)).At("item."+m.Key))
	}
	return list
}

func decideAllowSupplement(s State, c AllowSupplement, f Facts) ([]act.Event, error) {
	if len(s.Asked) == 0 || s.Allowed {
		return nil, ErrStatus
	}
	if err := text(nil, "reason", c.Reason, "lý do cho phép", "the reason", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{SupplementAllowed{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Reason: c.Reason}}, nil
}

func decideReceivePart(s State, c ReceivePart, f Facts) ([]act.Event, error) {
	if len(c.Papers) == 0 {
		return nil, missing("papers", "giấy tờ bổ sung", "the papers that came")
	}
	asked, _ := s.OpenRequest()
	for _, m := range c.Papers {
		if !slices.ContainsFunc(asked.Items, func(i Item) bool { return i.Key == m.Key && (i.Key != "" || i.Name == m.Name) }) {
			return nil, missing("papers", "giấy tờ có trong yêu cầu bổ sung", "papers that were asked for")
		}
		if f.Actor.Kind != org.ActorOfficial && (m.Mark != MarkSubmitted || len(m.Files) == 0) {
			return nil, paperMissing(m.Name).At("paper." + m.Key)
		}
	}
	if err := checkMarks(c.Papers).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{SupplementPartReceived{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Papers: c.Papers}}, nil
}

func decideSendByPost(s State, c SendByPost, f Facts) ([]act.Event, error) {
	if s.Posted != nil {
		return nil, ErrStatus
	}
	if err := text(nil, "tracking", c.Tracking, "số vận đơn", "the tracking number", true).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasPosted{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Tracking: c.Tracking}}, nil
}

// supplemented folds what belongs to requests for papers, apologies and post.
func (s State) supplemented(e act.Event) State {
	switch e := e.(type) {
	case SupplementAllowed:
		s.Allowed = true
	case SupplementPartReceived:
		s.Papers = merge(s.Papers, e.Papers)
	case WasPosted:
		s.Posted = &Posting{Tracking: e.Tracking, By: e.By, At: e.At}
	case Apologised:
		s.Apology = &Apology{Number: e.Number, Signed: e.Signed, Due: e.Due, Cause: e.Cause, NewDate: e.NewDate, Reason: e.Reason}
	}
	return s
}
