package look

import (
	"slices"
	"strings"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// StreamKind is the kind of the stream of looks at a dossier: "look/<id>".
const StreamKind = "look"

// Stream is the stream of the looks at a dossier.
func Stream(id string) string { return StreamKind + "/" + id }

// Kind says by what right somebody looks.
type Kind string

// The kinds.
const (
	Caller     Kind = "caller"     // a call agent, after the caller proved two facts
	Inspection Kind = "inspection" // an inspector, by an order
	Colleague  Kind = "colleague"  // an official whose agency has the dossier
	Emergency  Kind = "emergency"  // an official outside the scope: break-glass, with an alarm
)

// How long a reason lasts.
const (
	Usual    = 30 * time.Minute
	InHurry  = 60 * time.Minute // of an emergency
	longest  = 365              // days for which an order may hide an inspection
	maxBytes = 2000             // of a reason
)

// Looked: somebody opened what is not his own step.
type Looked struct {
	By        string           `json:"by"`
	Kind      Kind             `json:"kind"`
	Agency    string           `json:"agency"` // of who looks
	Unit      string           `json:"unit"`
	Duty      string           `json:"duty"`
	Decides   string           `json:"decides"` // the dossier's deciding agency then
	Shown     string           `json:"shown"`   // what was opened: "people papers opinions"
	At        calendar.Instant `json:"at"`
	Until     calendar.Instant `json:"until"`               // no second reason before
	HideUntil calendar.Date    `json:"hide_until,omitzero"` // an order hides it from the applicant until that day
	Reason    string           `json:"reason" personal:"owner"`
}

// EventType is the stable name.
func (Looked) EventType() string { return "dossier.looked" }

// Codec knows the events of the stream.
func Codec() act.Codec { return act.NewCodec(Looked{}) }

// State is every look at one dossier, the first one first.
type State struct {
	Looks []Looked `json:"looks,omitempty"`
}

// Evolve folds one event into the state.
func Evolve(s State, e act.Event) State {
	if l, ok := e.(Looked); ok {
		s.Looks = append(slices.Clip(s.Looks), l)
	}
	return s
}

// OpenTo is the look by which an account may read at an instant; false when it
// must give a reason first.
func (s State) OpenTo(account string, now calendar.Instant) (Looked, bool) {
	for _, l := range slices.Backward(s.Looks) {
		if l.By == account && account != "" && l.Until > now && l.Kind != Caller {
			return l, true
		}
	}
	return Looked{}, false
}

// Opens is the look by which an actor reads the dossier whole at an instant;
// false when he must give a reason first, or when his duties let him read
// nothing any more. What became confidential since is closed to whom it is not for.
func (s State) Opens(d dossier.State, a org.Actor, secret bool, now calendar.Instant) (Looked, bool) {
	l, open := s.OpenTo(a.Account, now)
	kinds := Kinds(d, a, secret)
	return l, open && len(kinds) > 0 && (!secret && !d.Restricted() || slices.Contains(kinds, l.Kind))
}

// Inspected reports whether an account has recorded an order by which it
// inspects the dossier.
func (s State) Inspected(account string) bool {
	return account != "" && slices.ContainsFunc(s.Looks, func(l Looked) bool { return l.By == account && l.Kind == Inspection })
}

// Visible are the looks that the applicant may see on a day: all but those that
// an order still hides.
func (s State) Visible(day calendar.Date) []Looked {
	var out []Looked
	for _, l := range s.Looks {
		if l.HideUntil.IsZero() || !day.Before(l.HideUntil) {
			out = append(out, l)
		}
	}
	return out
}

// Command asks to look.
type Command struct {
	Kind      Kind          `json:"kind,omitempty"`
	Reason    string        `json:"reason,omitempty"`
	HideUntil calendar.Date `json:"hide_until,omitzero"` // of an inspection
	Said      Said          `json:"-"`                   // of a caller: compared, never kept
}

// Facts are what Decide knows besides the looks.
type Facts struct {
	Now     calendar.Instant
	Actor   org.Actor
	Dossier dossier.State
	Secret  bool // its procedure is confidential
}

// Refusals that callers compare with errors.Is.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrKind = fault.New(fault.Forbidden, "look.kind", locale.T(
		"Nhiệm vụ của Ông/Bà không cho xem hồ sơ theo cách này. Chưa có gì được mở. Hồ sơ của cơ quan mình: xin tìm trên bàn làm việc, mở trang hồ sơ và ghi lý do xem ở đó.",
		"Your duties do not let you look at a dossier in this way. Nothing was opened. A dossier of your own agency: please find it on the desk, open its page and give the reason there."))
	ErrReason = fault.New(fault.Invalid, "look.reason", locale.T(
		"Xin ghi lý do xem hồ sơ (tối đa 600 chữ). Người nộp hồ sơ thấy lý do này. Chưa có gì được mở.",
		"Please give the reason for looking. The applicant sees it. Nothing was opened.")).At("reason")
	ErrHide = fault.New(fault.Invalid, "look.hide", locale.T(
		"Chỉ việc kiểm tra theo quyết định được ẩn, đến một ngày trong vòng một năm tới. Xin chọn lại ngày.",
		"Only an inspection by an order may be hidden, until a day within a year. Please choose again.")).At("hide_until")
)

// Kinds lists the ways in which an actor may open a dossier that is not his
// own step; none for citizens and for administrators, who read nothing. Caller
// is not among them: it opens nothing, it only lets a call agent answer. secret
// says that the dossier's procedure is confidential.
func Kinds(s dossier.State, a org.Actor, secret bool) []Kind {
	if a.Kind != org.ActorOfficial || a.HoldsAnywhere(org.DutyAdmin) || !s.Exists() {
		return nil
	}
	var out []Kind
	if a.HoldsAnywhere(org.DutyInspector) || a.HoldsAnywhere(org.DutyDirector) {
		out = append(out, Inspection)
	}
	switch scope := dossier.ScopeOf(a); {
	case scope.All: // he inspects, whatever it is
	case scope.Sees(s, secret):
		out = append(out, Colleague)
	default:
		out = append(out, Emergency)
	}
	return out
}

// Decide says whether a look may happen. Whoever may read already needs none,
// and nothing is written.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if !f.Dossier.Exists() {
		return nil, dossier.ErrNotApplicant
	}
	if c.Kind == Caller {
		return decideCaller(s, c.Said, f)
	}
	if _, open := s.Opens(f.Dossier, f.Actor, f.Secret, f.Now); open || Own(f.Dossier, f.Actor, f.Secret) {
		return nil, nil
	}
	if !slices.Contains(Kinds(f.Dossier, f.Actor, f.Secret), c.Kind) {
		return nil, ErrKind
	}
	reason, wrong := locale.Clean(c.Reason)
	if reason = strings.TrimSpace(reason); wrong != nil || reason == "" || len(reason) > maxBytes {
		return nil, ErrReason
	}
	today := f.Now.Date()
	if !c.HideUntil.IsZero() && (c.Kind != Inspection || !c.HideUntil.After(today) || c.HideUntil.After(today.AddDays(longest))) {
		return nil, ErrHide
	}
	e := Looked{
		By: f.Actor.Account, Kind: c.Kind, Decides: f.Dossier.Agency, Shown: "people papers opinions",
		At: f.Now, Until: f.Now.Add(Usual), HideUntil: c.HideUntil, Reason: reason,
	}
	if c.Kind == Emergency {
		e.Until = f.Now.Add(InHurry)
	}
	return []act.Event{e.by(f.Actor)}, nil
}

// by fills in where the actor works.
func (l Looked) by(a org.Actor) Looked {
	if len(a.Posts) > 0 {
		p := a.Posts[0]
		l.Agency, l.Unit, l.Duty = p.Agency, p.Unit, string(p.Duty)
	}
	return l
}

// Own reports whether reading a dossier whole is part of the actor's own work:
// the applicant's, whose desk it waits at or waited at, who receives or hands
// over there, and who leads its present performer; of a confidential one only
// who is entitled to find it (dossier.Scope.Entitled).
func Own(s dossier.State, a org.Actor, secret bool) bool {
	if !s.Exists() || a.Kind == org.ActorOfficial && !dossier.ScopeOf(a).Sees(s, secret) {
		return false
	}
	step, _ := s.CurrentStep()
	return NewReader(a).Own(Place{
		Restricted: s.Restricted(),
		Agency:     s.Agency, Received: s.Received, Account: s.Account, Holder: s.Holder, Step: step.Kind, Field: s.Field.Code, Workers: s.Workers(),
	})
}
