package dossier

import (
	"cmp"
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

func decideFile(c File, f Facts) ([]act.Event, error) {
	principal, mandate, err := c.speakFor(f.Actor)
	if err != nil {
		return nil, err
	}
	filed, err := filing(c.Filing, procedure.Online, f)
	if err != nil {
		return nil, err
	}
	due, err := f.Clock.ReceptionDue(f.Now)
	if err != nil {
		return nil, err
	}
	filed.ReceptionDue, filed.Account, filed.Received = due.At, cmp.Or(principal, f.Actor.Account), filed.Agency
	filed.Mandate = mandate
	return []act.Event{filed}, nil
}

func decideReceive(c Receive, f Facts) ([]act.Event, error) {
	if err := checkMethod(c.Method).OrNil(); err != nil {
		return nil, err
	}
	filed, err := filing(c.Filing, c.Method, f)
	if err != nil {
		return nil, err
	}
	if filed.Received, err = receiving(filed.Agency, f); err != nil {
		return nil, err
	}
	accepted, err := accepting(Evolve(State{}, filed), c.Chosen, f)
	if err != nil {
		return nil, err
	}
	return []act.Event{filed, accepted}, nil
}

func decideDenyAtCounter(c DenyAtCounter, f Facts) ([]act.Event, error) {
	filed, list := brought(c.Filing, c.Method, f)
	if err := append(c.Refusal.check(), list...).OrNil(); err != nil {
		return nil, err
	}
	var err error
	if filed.Received, err = receiving(filed.Agency, f); err != nil {
		return nil, err
	}
	denied, err := decideDeny(Evolve(State{}, filed), c.Refusal, f)
	return append([]act.Event{filed}, denied...), err
}

func decideAskAtCounter(c AskAtCounter, f Facts) ([]act.Event, error) {
	if !f.Fileable {
		return nil, ErrNotFileable
	}
	filed, list := brought(c.Filing, c.Method, f)
	if err := append(list, c.RequestSupplement.check(f.Now.Date())...).OrNil(); err != nil {
		return nil, err
	}
	var err error
	if filed.Received, err = receiving(filed.Agency, f); err != nil {
		return nil, err
	}
	asked, err := asking(Evolve(State{}, filed), c.RequestSupplement, f)
	return append([]act.Event{filed}, asked...), err
}

// brought is what came to a counter without being accepted: whatever a complete
// filing would have may be missing, but not whose it is.
func brought(c Filing, m procedure.Method, f Facts) (Filed, fault.List) {
	if c.Procedure == "" || c.Procedure != f.Procedure.Code {
		return Filed{}, fault.List{ErrNotFileable}
	}
	agency, ok := f.Organisation.Agency(c.Agency, f.Now.Date())
	if !ok {
		return Filed{}, fault.List{ErrNotCompetent}
	}
	list := checkTexts(c)
	list = text(list, "owner_name", c.Owner.Name, "họ tên chủ hồ sơ", "the owner's name", true)
	list = append(list, checkMarks(c.Papers)...)
	list = append(list, checkMethod(m)...)
	c.disown(f.Actor)
	return Filed{
		ID: f.ID, Procedure: f.Procedure.Code, Version: f.Version, Short: f.Procedure.Short, Field: f.Procedure.Field, Case: c.Case,
		Method: m, Agency: c.Agency, Level: string(agency.Level.Tier()), Place: c.Place, Day: f.Now.Date(), At: f.Now,
		Owner: c.Owner, Applicant: c.Applicant, Relation: c.Relation, Papers: c.Papers, Return: c.Return, Note: c.Note, Slip: f.Slip,
	}, list
}

// receiving is the agency at whose counter the actor receives: the deciding
// one, or, where the procedure may be filed at any counter, his own.
func receiving(agency string, f Facts) (string, error) {
	if f.Actor.Holds(agency, org.DutyReception) {
		return agency, nil
	}
	for _, p := range f.Actor.Posts {
		if p.Duty != org.DutyReception {
			continue
		}
		own, ok := f.Organisation.Find(p.Agency)
		if f.Procedure.Anywhere || (ok && own.Kind == org.KindOneStopCentre) {
			return p.Agency, nil
		}
	}
	return "", ErrNotReception
}

// filing checks what is filed and makes the event.
func filing(c Filing, m procedure.Method, f Facts) (Filed, error) {
	if !f.Fileable || c.Procedure != f.Procedure.Code {
		return Filed{}, ErrNotFileable
	}
	day := f.Now.Date()
	agency, ok := f.Organisation.Agency(c.Agency, day)
	competent, _ := f.Organisation.Competent(f.Rules, c.Place, day)
	if !ok || !slices.ContainsFunc(competent, func(a org.Agency) bool { return a.ID == agency.ID }) {
		return Filed{}, ErrNotCompetent
	}
	list := c.authorise(day)
	list = append(list, checkParties(c)...)
	list = append(list, checkCase(c.Case, f.Procedure)...)
	papers, wrong := checkPapers(c.Papers, duePapers(c, f.Procedure, m), m)
	list = append(list, wrong...)
	if c.Return.Way == ByPost && strings.TrimSpace(c.Return.Address) == "" {
		list = append(list, missing("return_address", "địa chỉ nhận kết quả qua bưu chính", "the postal address for the result"))
	}
	list = append(list, checkTexts(c)...)
	if err := list.OrNil(); err != nil {
		return Filed{}, err
	}
	if c.Return.Way == "" {
		c.Return.Way = AtCounter
	}
	c.disown(f.Actor)
	return Filed{
		ID: f.ID, Procedure: f.Procedure.Code, Version: f.Version, Short: f.Procedure.Short, Field: f.Procedure.Field, Case: c.Case,
		Method: m, Agency: agency.ID, Level: string(agency.Level.Tier()), Place: c.Place, Day: day, At: f.Now,
		Owner: c.Owner, Applicant: c.Applicant, Relation: c.Relation, Authority: c.Authority, Papers: papers, Return: c.Return, Note: c.Note, Slip: f.Slip,
	}, nil
}

// duePapers are the papers of the case, and online that of an authority.
func duePapers(c Filing, p procedure.Procedure, m procedure.Method) []procedure.Paper {
	due := p.Papers(c.Case, m)
	if m == procedure.Online && !c.Authority.IsZero() {
		due = append(slices.Clip(due), AuthorityPaper())
	}
	return due
}

// disown drops accounts that the filing names without having them: only who
// files online can speak for an account, and only for his own.
func (c *Filing) disown(a org.Actor) {
	for _, p := range []*Party{&c.Owner, &c.Applicant} {
		if a.Kind == org.ActorOfficial || p.Account != a.Account && !a.MayFor(p.Account, org.PowerFile) {
			p.Account = ""
		}
	}
}

func decideAccept(s State, chosen ChosenLimit, f Facts) ([]act.Event, error) {
	e, err := accepting(s, chosen, f)
	if err != nil {
		return nil, err
	}
	return []act.Event{e}, nil
}

// accepting starts the processing clock: limit, due time, process and first
// performer under the definitions in force now.
func accepting(s State, chosen ChosenLimit, f Facts) (WasAccepted, error) {
	agency, ok := f.Organisation.Agency(s.Agency, f.Now.Date())
	if !ok || agency.Code == "" {
		return WasAccepted{}, ErrNotCompetent
	}
	if len(f.Process.Steps) == 0 { // nobody would have it
		return WasAccepted{}, ErrNotFileable
	}
	limit, words, _ := f.Procedure.LimitFor(s.Method, s.Case)
	clause := ""
	if !limit.IsKnown() && chosen.Limit.IsKnown() {
		if err := text(nil, "clause", chosen.Clause, "căn cứ của thời hạn", "the clause of the limit", true).OrNil(); err != nil {
			return WasAccepted{}, err
		}
		limit, clause = chosen.Limit, chosen.Clause
		words = locale.T(limit.Words(locale.VI), limit.Words(locale.EN))
	}
	cal := f.Clock.Calendar()
	e := WasAccepted{
		AgencyCode: agency.Code, Agency: agency.ID, Day: f.Now.Date(), By: f.Actor.Account, Behalf: f.behalf(), At: f.Now,
		Calendar: CalendarRef{ID: cal.ID, Version: cal.Version}, Limit: limit, LimitText: words, Clause: clause, Mode: calendar.Resume,
		Steps: f.Process.Steps, Template: !f.Process.Approved,
	}
	if f.Procedure.Restart {
		e.Mode = calendar.Restart
	}
	if limit.IsKnown() {
		due, err := f.Clock.Due(f.Now, limit)
		if err != nil {
			return WasAccepted{}, err
		}
		e.Promised, e.Expected = due.At, due.Provisional
	}
	s.Steps = e.Steps
	e.To = s.pass(s.firstDesk(), "", f)
	return e, nil
}

// pass says where the dossier goes: the step, its due time, and the performer
// that organisation and duty give. An account is charged only by assignment.
func (s State) pass(step int, account string, f Facts) Passed {
	p := Passed{Step: step, Since: f.Now}
	if step >= len(s.Steps) {
		return p
	}
	st := s.Steps[step]
	if st.Minutes > 0 { // a step without time of its own waits for others, such as the citizen who collects
		p.Due = f.Clock.AddMinutes(f.Now, int64(st.Minutes))
	}
	agency := s.Agency
	if st.Kind == process.Return && s.Received != "" {
		agency = s.Received
	}
	p.Holder = Holder{Agency: agency, Duty: st.Duty, Account: account}
	return p
}

func (r Refusal) check() fault.List {
	var list fault.List
	list = text(list, "reason", r.Reason, "lý do không tiếp nhận", "the reason", true)
	list = text(list, "clause", r.Clause, "điều, khoản làm căn cứ", "the article it rests on", true)
	return text(list, "remedy", r.Remedy, "hướng dẫn cho người nộp", "what the applicant can do", false)
}

func decideDeny(s State, r Refusal, f Facts) ([]act.Event, error) {
	if err := r.check().OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{WasDenied{
		Agency: s.Received, Day: f.Now.Date(), By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Reason: r.Reason, Clause: r.Clause, Remedy: r.Remedy,
	}}, nil
}

func decideDetermineLimit(s State, c ChosenLimit, f Facts) ([]act.Event, error) {
	if !s.Promised.IsZero() {
		return nil, ErrLimitKnown
	}
	list := text(nil, "clause", c.Clause, "căn cứ của thời hạn", "the clause of the limit", true)
	if !c.Limit.IsKnown() {
		list = append(list, missing("limit", "số ngày của thời hạn", "the limit in days"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	promised, err := f.Clock.Due(s.AcceptedAt, c.Limit)
	if err != nil {
		return nil, err
	}
	// Supplements may have been waited for while the limit was not known.
	due, err := f.Clock.Current(s.AcceptedAt, c.Limit, s.Pauses, s.Mode)
	if err != nil {
		return nil, err
	}
	e := LimitDetermined{By: f.Actor.Account, Behalf: f.behalf(), Limit: c.Limit, Clause: c.Clause, Promised: promised.At, Expected: promised.Provisional || due.Provisional}
	if due.At != promised.At {
		e.Due = due.At
	}
	return []act.Event{e}, nil
}

func decideHandOver(s State, c HandOver, f Facts) ([]act.Event, error) {
	var list fault.List
	list = text(list, "receiver", c.Receiver, "họ tên người nhận kết quả", "the receiver's name", true)
	list = text(list, "by_paper", c.ByPaper, "giấy tờ để nhận kết quả", "the paper shown", true)
	list = text(list, "number", c.Number, "số giấy tờ", "the paper's number", false)
	list = append(list, checkWay("way", c.Way)...)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if c.Way == "" {
		c.Way = s.Return.Way
	}
	if c.Way == ByPost && s.Posted == nil {
		return nil, ErrNotPosted
	}
	return []act.Event{WasHandedOver{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Way: c.Way, Proof: c.ByPaper, Receiver: c.Receiver, Number: c.Number}}, nil
}

func decideReissueSlip(c ReissueSlip, f Facts) ([]act.Event, error) {
	var list fault.List
	if !slices.Contains(CheckedPapers(), c.Checked) {
		list = append(list, missing("checked", "loại giấy tờ tùy thân đã đối chiếu, theo danh sách", "the identity paper that was checked, of the list"))
	}
	if !slices.Contains(SlipReasons(), c.Reason) {
		list = append(list, missing("reason", "lý do cấp lại, theo danh sách", "the reason, of the list"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{SlipReissued{By: f.Actor.Account, Behalf: f.behalf(), Why: c.Reason + "; đã đối chiếu " + c.Checked, Slip: f.Slip}}, nil
}
