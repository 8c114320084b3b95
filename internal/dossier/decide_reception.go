package dossier

import (
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

const (
	maxPapers = 500
	maxFiles  = 100
)

func decideFile(c File, f Facts) ([]act.Event, error) {
	filed, err := filing(c.Filing, procedure.Online, f)
	if err != nil {
		return nil, err
	}
	due, err := f.Clock.ReceptionDue(f.Now)
	if err != nil {
		return nil, err
	}
	filed.ReceptionDue, filed.Account, filed.Received = due.At, f.Actor.Account, filed.Agency
	return []act.Event{filed}, nil
}

func decideReceive(c Receive, f Facts) ([]act.Event, error) {
	if c.Method == procedure.Online {
		return nil, ErrStatus
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
	list := c.Refusal.check()
	if c.Owner.Name == "" {
		list = append(list, missing("owner_name", "họ tên chủ hồ sơ", "the owner's name"))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	level := ""
	if a, ok := f.Organisation.Agency(c.Agency, f.Now.Date()); ok {
		level = string(a.Level.Tier())
	}
	filed := Filed{
		ID: f.ID, Procedure: f.Procedure.Code, Version: f.Version, Short: f.Procedure.Short, Field: f.Procedure.Field, Case: c.Case,
		Method: c.Method, Agency: c.Agency, Level: level, Place: c.Place, Day: f.Now.Date(), At: f.Now,
		Owner: c.Owner, Applicant: c.Applicant, Relation: c.Relation, Papers: c.Papers, Return: c.Return, Note: c.Note, Slip: f.Slip,
	}
	var err error
	if filed.Received, err = receiving(filed.Agency, f); err != nil {
		return nil, err
	}
	denied, err := decideDeny(Evolve(State{}, filed), c.Refusal, f)
	return append([]act.Event{filed}, denied...), err
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
	list := checkParties(c)
	list = append(list, checkCase(c.Case, f.Procedure)...)
	papers, wrong := checkPapers(c.Papers, f.Procedure.Papers(c.Case, m))
	list = append(list, wrong...)
	if c.Return.Way == ByPost && strings.TrimSpace(c.Return.Address) == "" {
		list = append(list, missing("return_address", "địa chỉ nhận kết quả qua bưu chính", "the postal address for the result"))
	}
	list = text(list, "note", c.Note, "ghi chú", "the note", false)
	if err := list.OrNil(); err != nil {
		return Filed{}, err
	}
	if c.Return.Way == "" {
		c.Return.Way = AtCounter
	}
	return Filed{
		ID: f.ID, Procedure: f.Procedure.Code, Version: f.Version, Short: f.Procedure.Short, Field: f.Procedure.Field, Case: c.Case,
		Method: m, Agency: agency.ID, Level: string(agency.Level.Tier()), Place: c.Place, Day: day, At: f.Now,
		Owner: c.Owner, Applicant: c.Applicant, Relation: c.Relation, Papers: papers, Return: c.Return, Note: c.Note, Slip: f.Slip,
	}, nil
}

func checkParties(c Filing) fault.List {
	var list fault.List
	list = text(list, "owner_name", c.Owner.Name, "họ tên chủ hồ sơ", "the owner's name", true)
	list = text(list, "owner_number", c.Owner.Number, "số định danh, hộ chiếu hoặc mã số thuế của chủ hồ sơ", "the owner's personal, passport or tax number", true)
	list = text(list, "owner_address", c.Owner.Address, "địa chỉ của chủ hồ sơ", "the owner's address", false)
	if !c.Applicant.IsZero() {
		list = text(list, "applicant_name", c.Applicant.Name, "họ tên người nộp", "the applicant's name", true)
		list = text(list, "relation", c.Relation, "căn cứ nộp thay (giấy ủy quyền, quan hệ)", "by what right you file for the owner", true)
	}
	return list
}

func checkCase(code string, p procedure.Procedure) fault.List {
	if code == "" {
		if len(p.Choices()) > 0 {
			return fault.List{missing("case", "trường hợp của Ông/Bà", "your case")}
		}
		return nil
	}
	if _, ok := p.Case(code); !ok {
		return fault.List{missing("case", "trường hợp có trong danh sách", "a case of the list")}
	}
	return nil
}

// checkPapers stops a filing without a due paper, naming it. Marks for rows of
// the list take the list's name, whatever was sent.
func checkPapers(marks []PaperMark, due []procedure.Paper) ([]PaperMark, fault.List) {
	if len(marks) > maxPapers {
		return nil, fault.List{tooMany("papers", len(marks), maxPapers)}
	}
	byKey := make(map[string]PaperMark, len(marks))
	out := make([]PaperMark, 0, len(marks))
	for _, m := range marks {
		if m.Key != "" {
			byKey[m.Key] = m
		}
	}
	var list fault.List
	for _, p := range due {
		m, marked := byKey[p.Key]
		delete(byKey, p.Key)
		if err := checkMark(m, marked, p); err != nil {
			list = append(list, err)
			continue
		}
		if marked {
			m.Name = p.Name.VI
			out = append(out, m)
		}
	}
	for _, m := range marks { // papers beyond the list
		if m.Key == "" && strings.TrimSpace(m.Name) != "" {
			out = append(out, m)
		}
	}
	return out, list
}

func checkMark(m PaperMark, marked bool, p procedure.Paper) *fault.Error {
	field := "paper." + p.Key
	name := shorten(p.Name.VI)
	switch {
	case len(m.Files) > maxFiles:
		return tooMany(field, len(m.Files), maxFiles)
	case marked && m.Mark == MarkNotApplicable && strings.TrimSpace(m.Why) == "" && !p.Optional:
		return fault.New(fault.Invalid, "dossier.paper_why", locale.F(
			"Xin cho biết vì sao không nộp “%[1]s”. Các giấy tờ khác vẫn được giữ.", "Please say why “%[1]s” does not apply. The other papers are kept.", name)).At(field)
	case !marked && !p.Optional, marked && m.Mark == "":
		return fault.New(fault.Invalid, "dossier.paper_missing", locale.F(
			"Còn thiếu “%[1]s”. Xin chụp hoặc tải lên, hoặc đánh dấu “Không áp dụng” kèm lý do. Các giấy tờ khác vẫn được giữ.",
			"“%[1]s” is missing. Please photograph or upload it, or mark it “Not applicable” with the reason. The other papers are kept.", name)).At(field)
	}
	return nil
}

// shorten keeps a long paper name readable in a message.
func shorten(s string) string {
	const most = 80
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
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
		AgencyCode: agency.Code, Agency: agency.ID, Day: f.Now.Date(), By: f.Actor.Account, At: f.Now,
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
	p.Due = f.Clock.AddMinutes(f.Now, int64(st.Minutes))
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
		Agency: s.Received, Day: f.Now.Date(), By: f.Actor.Account, At: f.Now, Reason: r.Reason, Clause: r.Clause, Remedy: r.Remedy,
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
	due, err := f.Clock.Due(s.AcceptedAt, c.Limit)
	if err != nil {
		return nil, err
	}
	return []act.Event{LimitDetermined{By: f.Actor.Account, Limit: c.Limit, Clause: c.Clause, Promised: due.At, Expected: due.Provisional}}, nil
}

func decideHandOver(s State, c HandOver, f Facts) ([]act.Event, error) {
	var list fault.List
	list = text(list, "receiver", c.Receiver, "họ tên người nhận kết quả", "the receiver's name", true)
	list = text(list, "by_paper", c.ByPaper, "giấy tờ để nhận kết quả", "the paper shown", true)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	if c.Way == "" {
		c.Way = s.Return.Way
	}
	return []act.Event{WasHandedOver{By: f.Actor.Account, At: f.Now, Way: c.Way, ByPaper: c.ByPaper, Receiver: c.Receiver, Number: c.Number}}, nil
}
