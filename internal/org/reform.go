package org

import (
	"maps"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// ReformKind is the kind of the streams of reform plans: "reform/<id>".
const ReformKind = "reform"

// ReformStream is the stream id of a plan.
func ReformStream(id string) string { return ReformKind + "/" + id }

// MostEnding is how many agencies end by one plan: more than any province had
// communes and districts.
const MostEnding = 1000

// Founding is an agency that a plan founds, from the day after the plan's last.
type Founding struct {
	Agency Agency `json:"agency"`
	Units  []Unit `json:"units,omitempty"`
}

// Ending is an agency that a plan ends, with its successors, the main one first.
type Ending struct {
	Agency     string   `json:"agency"`
	Successors []string `json:"successors"`
}

// Plan is a reform of the apparatus (phương án sắp xếp): which agencies end at
// 24:00 of a day, which begin the next, and who takes over from whom.
type Plan struct {
	Last   calendar.Date `json:"last"` // the last day of those that end
	Ground string        `json:"ground"`
	Founds []Founding    `json:"founds,omitempty"`
	Ends   []Ending      `json:"ends"`
}

// Reform is a plan with what became of it. The zero Reform was never prepared.
type Reform struct {
	Plan        Plan             `json:"plan"`
	By          string           `json:"by"`
	PreparedAt  calendar.Instant `json:"prepared_at"`
	Second      string           `json:"second,omitempty"` // who confirmed or declined
	ConfirmedAt calendar.Instant `json:"confirmed_at,omitzero"`
	Declined    bool             `json:"declined,omitempty"`
	Reason      string           `json:"reason,omitempty"` // of a refusal
	DoneAt      calendar.Instant `json:"done_at,omitzero"`
	Passed      int64            `json:"passed,omitempty"` // dossiers that went to successors
	Stayed      int64            `json:"stayed,omitempty"` // dossiers for which none was found
}

// Exists reports whether the plan was prepared.
func (r Reform) Exists() bool { return r.By != "" }

// Waits reports whether a second person has still to say a word.
func (r Reform) Waits() bool { return r.Exists() && r.ConfirmedAt.IsZero() && !r.Declined }

// Runs reports whether the plan is being carried out.
func (r Reform) Runs() bool { return !r.ConfirmedAt.IsZero() && r.DoneAt.IsZero() }

// ReformPrepared says that a plan waits for a second person.
type ReformPrepared struct {
	Plan Plan             `json:"plan"`
	By   string           `json:"by"`
	At   calendar.Instant `json:"at"`
}

// ReformConfirmed says that the plan is to be carried out.
type ReformConfirmed struct {
	By string           `json:"by"`
	At calendar.Instant `json:"at"`
}

// ReformDeclined says that nothing of the plan is carried out.
type ReformDeclined struct {
	By     string `json:"by"`
	Reason string `json:"reason" personal:"official"`
}

// ReformDone says that every agency of the plan has ended and every open dossier
// that has a successor was passed on.
type ReformDone struct {
	At     calendar.Instant `json:"at"`
	Passed int64            `json:"passed"`
	Stayed int64            `json:"stayed"`
}

// EventType is the stable name.
func (ReformPrepared) EventType() string { return "org.reform_prepared" }

// EventType is the stable name.
func (ReformConfirmed) EventType() string { return "org.reform_confirmed" }

// EventType is the stable name.
func (ReformDeclined) EventType() string { return "org.reform_declined" }

// EventType is the stable name.
func (ReformDone) EventType() string { return "org.reform_done" }

// ReformCodec stores the events of the plans.
func ReformCodec() act.Codec {
	return act.NewCodec(ReformPrepared{}, ReformConfirmed{}, ReformDeclined{}, ReformDone{})
}

// EvolveReform folds one event; it never panics.
func EvolveReform(r Reform, e act.Event) Reform {
	switch e := e.(type) {
	case ReformPrepared:
		return Reform{Plan: e.Plan, By: e.By, PreparedAt: e.At}
	case ReformConfirmed:
		r.Second, r.ConfirmedAt = e.By, e.At
	case ReformDeclined:
		r.Second, r.Declined, r.Reason = e.By, true, e.Reason
	case ReformDone:
		r.DoneAt, r.Passed, r.Stayed = e.At, e.Passed, e.Stayed
	}
	return r
}

// ReformCommand is what can be asked of a plan's stream.
//
//sumtype:decl
type ReformCommand interface{ reformCommand() }

// PrepareReform lays a plan before a second person.
type PrepareReform struct{ Plan Plan }

// ConfirmReform is the second person's word: the plan is carried out.
type ConfirmReform struct{}

// DeclineReform takes a plan back before it is carried out.
type DeclineReform struct{ Reason string }

// CompleteReform closes a plan of which all was done; only the system does it.
type CompleteReform struct{ Passed, Stayed int64 }

func (PrepareReform) reformCommand()  {}
func (ConfirmReform) reformCommand()  {}
func (DeclineReform) reformCommand()  {}
func (CompleteReform) reformCommand() {}

// DecideReform says what happens to a plan, or why not. A plan is checked anew
// when it is confirmed: the organisation may have changed meanwhile.
func DecideReform(r Reform, c ReformCommand, f Facts) ([]act.Event, error) {
	if done, ok := c.(CompleteReform); ok {
		if !f.Actor.IsSystem() || !r.Runs() {
			return nil, noReform()
		}
		return []act.Event{ReformDone{At: f.Now, Passed: done.Passed, Stayed: done.Stayed}}, nil
	}
	if !f.Actor.AdministersAll() {
		return nil, fault.New(fault.Forbidden, "org.not_admin", locale.T(
			"Chỉ quản trị hệ thống được lập và xác nhận phương án sắp xếp. Chưa có gì thay đổi.",
			"Only the province's administrators prepare and confirm a reform. Nothing was changed."))
	}
	if c, ok := c.(PrepareReform); ok {
		if r.Exists() {
			return nil, noReform()
		}
		if _, err := f.Organisation.Foresee(c.Plan, f); err != nil {
			return nil, err
		}
		return []act.Event{ReformPrepared{Plan: c.Plan, By: f.Actor.Account, At: f.Now}}, nil
	}
	if !r.Waits() {
		return nil, noReform()
	}
	if c, ok := c.(DeclineReform); ok {
		if c.Reason == "" {
			return nil, fault.New(fault.Invalid, "org.decline_reason", locale.T(
				"Xin ghi lý do không xác nhận để người lập phương án biết.", "Please give the reason, for whoever prepared the plan.")).At("reason")
		}
		return []act.Event{ReformDeclined{By: f.Actor.Account, Reason: c.Reason}}, nil
	}
	if f.Actor.Account == r.By {
		return nil, fault.New(fault.Forbidden, "org.second_person", locale.T(
			"Người lập phương án không tự xác nhận. Phương án được giữ nguyên; xin một quản trị hệ thống khác xác nhận.",
			"Whoever prepared the plan does not confirm it. It is kept; another administrator has to confirm."))
	}
	if _, err := f.Organisation.Foresee(r.Plan, f); err != nil {
		return nil, err
	}
	return []act.Event{ReformConfirmed{By: f.Actor.Account, At: f.Now}}, nil
}

func noReform() error {
	return fault.New(fault.NotFound, "org.no_reform", locale.T(
		"Phương án này không còn chờ: đã được xác nhận, rút lại hoặc không có. Chưa có gì thay đổi; xin xem danh sách phương án.",
		"This plan waits no more: it was confirmed, taken back or never was. Nothing was changed; please see the list of plans."))
}

// ReformStep is one command of a plan, for one agency.
type ReformStep struct {
	Agency  string
	Command Command
}

// Steps are the commands that carry the plan out, foundings first: at every
// point between two of them each place has its agency on each day.
func (p Plan) Steps() []ReformStep {
	out := make([]ReformStep, 0, len(p.Founds)+len(p.Ends))
	for _, x := range p.Founds {
		a := x.Agency
		a.Span = Span{From: p.Last.AddDays(1)}
		out = append(out, ReformStep{a.ID, Found{Agency: a, Units: x.Units, Ground: p.Ground}})
	}
	for _, x := range p.Ends {
		out = append(out, ReformStep{x.Agency, End{Until: p.Last, Successors: x.Successors, Ground: p.Ground}})
	}
	return out
}

// Done reports whether the organisation shows the step's effect already.
func (s ReformStep) Done(o *Organisation) bool {
	a, known := o.Find(s.Agency)
	switch c := s.Command.(type) {
	case Found:
		return known && a.From == c.Agency.From
	case End:
		return known && a.Until == c.Until && slices.Equal(a.Successors, c.Successors)
	default:
		return false
	}
}

// Foresee is the organisation as the plan would leave it. What of the plan
// cannot be done is a fault for each agency, its id being the field.
func (o *Organisation) Foresee(p Plan, f Facts) (*Organisation, error) {
	if len(p.Ends) == 0 || len(p.Ends) > MostEnding || p.Last.IsZero() || p.Ground == "" {
		return nil, fault.New(fault.Invalid, "org.reform_size", locale.F(
			"Phương án cần ngày cuối cùng, căn cứ và từ 1 đến %d cơ quan kết thúc. Chưa có gì thay đổi.",
			"A plan has a last day, a ground and 1 to %d agencies that end. Nothing was changed.", MostEnding))
	}
	var wrong fault.List
	f.Actor, f.Organisation = System(), o
	states, seen := o.copies(), map[string]bool{}
	seated := map[seat]string{}
	for i, step := range p.Steps() {
		if i == len(p.Founds) {
			f.Organisation = Build(slices.Collect(maps.Values(states)), o.places) // with all that are founded
		}
		if seen[step.Agency] {
			wrong = append(wrong, twice(step.Agency))
			continue
		}
		seen[step.Agency] = true
		if step.Done(o) {
			continue
		}
		events, err := Decide(states[step.Agency], step.Command, f)
		switch c := step.Command.(type) {
		case Found:
			k := seat{c.Agency.Level, c.Agency.Kind, c.Agency.Territory}
			if other := seated[k]; err == nil && other != "" && k.place != "" {
				err = sameSeat(other)
			}
			seated[k] = c.Agency.Name
		case End:
			if err == nil {
				err = heirsStay(states[step.Agency], c, f.Organisation, p)
			}
		default:
		}
		if err != nil {
			for _, e := range fault.All(err) {
				wrong = append(wrong, e.At(step.Agency))
			}
			continue
		}
		states[step.Agency] = fold(states[step.Agency], events)
	}
	return Build(slices.Collect(maps.Values(states)), o.places), wrong.OrNil()
}

// copies are the states of all agencies by id.
func (o *Organisation) copies() map[string]State {
	out := make(map[string]State, len(o.states))
	for id, s := range o.states {
		out[id] = *s
	}
	return out
}

func twice(id string) *fault.Error {
	return fault.New(fault.Conflict, "org.reform_twice", locale.F(
		"Cơ quan %q có ở hai dòng của phương án. Xin bỏ một dòng; chưa có gì thay đổi.",
		"Agency %q is in two lines of the plan. Please take one out; nothing was changed.", id))
}

func sameSeat(other string) error {
	return fault.New(fault.Refused, "org.seat_taken", locale.F(
		"Phương án đã lập %s cùng cấp, cùng loại ở địa bàn này; mỗi ngày chỉ một cơ quan có thẩm quyền. Xin sửa địa bàn hoặc bỏ một dòng.",
		"The plan founds %s of that level and kind in this place already; on a day one agency is competent. Please correct the place or take a line out.", other))
}

// heirsStay refuses successors that are not there on the day after, or end by
// the same plan.
func heirsStay(s State, c End, o *Organisation, p Plan) error {
	f := Facts{Actor: Actor{Kind: ActorOfficial}, Organisation: o}
	if err := checkHeirs(s, c, f); err != nil {
		return err
	}
	for _, id := range c.Successors {
		if slices.ContainsFunc(p.Ends, func(x Ending) bool { return x.Agency == id }) {
			a, _ := o.Find(id)
			return fault.New(fault.Refused, "org.heir_ends", locale.F(
				"%s cũng kết thúc theo phương án này nên không thể kế thừa. Xin chọn cơ quan khác.",
				"%s ends by this plan too and cannot take over. Please choose another.", a.Name))
		}
	}
	return nil
}

// Vacant lists what no agency would be competent for on a day: for each
// commune, the kinds of agencies that communes had and this one lacks.
func (o *Organisation) Vacant(kinds []Kind, day calendar.Date) []Gap {
	var out []Gap
	for _, p := range o.Places(LevelCommune, day) {
		for _, k := range kinds {
			if _, gap := o.Resolve(Rule{Level: LevelCommune, Kind: k}, p.ID, day); gap != nil {
				out = append(out, *gap)
			}
		}
	}
	return out
}
