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

func decideAssign(s State, c Assign, f Facts) ([]act.Event, error) {
	agency, day := s.Agency, f.Now.Date()
	specialists := f.Organisation.Holders(agency, org.DutySpecialist, day)
	if !slices.ContainsFunc(specialists, func(p org.Post) bool { return p.Account == c.To }) {
		return nil, fault.New(fault.Invalid, "dossier.assignee", locale.T(
			"Xin chọn một chuyên viên của cơ quan. Hồ sơ vẫn chờ phân công.",
			"Please choose a specialist of the agency. The dossier still waits to be assigned.")).At("assignee")
	}
	if err := checkNote(c.Note); err != nil {
		return nil, err
	}
	return []act.Event{Assigned{By: f.Actor.Account, Behalf: f.behalf(), Note: c.Note, To: s.pass(s.Step+1, c.To, f)}}, nil
}

// notReception: who received a dossier, or for whom it was received, neither
// appraises nor decides it.
func notReception(s State, f Facts) error {
	if f.isHe(s.AcceptedBy) || f.isHe(s.AcceptedFor) {
		return ErrReceptionDecides
	}
	return nil
}

func decideAppraise(s State, c Appraise, f Facts) ([]act.Event, error) {
	if err := notReception(s, f); err != nil {
		return nil, err
	}
	var list fault.List
	list = text(list, "opinion", c.Opinion, "ý kiến thẩm định", "the opinion", true)
	switch c.Outcome {
	case Grant:
	case Refuse:
		list = text(list, "article", c.Article, "điều, khoản làm căn cứ từ chối", "the article the refusal rests on", true)
		list = text(list, "remedies", c.Remedies, "quyền khiếu nại, khởi kiện", "the remedies", true)
	default:
		list = append(list, missing("outcome", "đề xuất: giải quyết hoặc từ chối", "the proposal: grant or refuse"))
	}
	list = checkDocument(list, "draft", c.Draft)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{Appraised{
		By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Outcome: c.Outcome, Opinion: c.Opinion, Cites: c.Article, Advice: c.Remedies, Draft: c.Draft,
		To: s.next(f),
	}}, nil
}

// drafted: the actor, or whom he stands in for, proposed what is decided, or
// somebody proposed it for one of them.
func (s State) drafted(f Facts) bool {
	return s.Proposal != nil && (f.isHe(s.Proposal.By) || f.isHe(s.Proposal.For))
}

// next passes to the following step. Steps of the same specialist follow him,
// also when another does them for him meanwhile.
func (s State) next(f Facts) Passed {
	account := ""
	if n := s.Step + 1; n < len(s.Steps) && s.Steps[n].Duty == process.Specialist && s.Steps[s.Step].Duty == process.Specialist {
		account = cmp.Or(f.as.StandsInFor, f.Actor.Account)
	}
	return s.pass(s.Step+1, account, f)
}

func decideRecordStep(s State, c RecordStep, f Facts) ([]act.Event, error) {
	if err := notReception(s, f); err != nil {
		return nil, err
	}
	list := text(nil, "opinion", c.Opinion, "kết quả kiểm tra hoặc ý kiến", "the finding or opinion", true)
	if err := checkDocument(list, "minutes", c.Minutes).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{StepRecorded{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Opinion: c.Opinion, Minutes: c.Minutes, To: s.next(f)}}, nil
}

func decideReview(s State, c Review, f Facts) ([]act.Event, error) {
	if s.Proposal == nil {
		return nil, ErrStep
	}
	if s.drafted(f) {
		return nil, ErrDrafterApproves
	}
	if err := checkNote(c.Note); err != nil {
		return nil, err
	}
	return []act.Event{Reviewed{By: f.Actor.Account, Behalf: f.behalf(), Note: c.Note, To: s.next(f)}}, nil
}

func decideSendBack(s State, c SendBack, f Facts) ([]act.Event, error) {
	if err := text(nil, "reason", c.Reason, "lý do trả lại", "the reason", true).OrNil(); err != nil {
		return nil, err
	}
	if s.Result != nil && s.Result.Document != nil {
		return nil, ErrStatus
	}
	if s.Step <= s.firstDesk() {
		return nil, ErrNothingBefore
	}
	before := s.Step - 1
	if c.Step > 0 { // people count from one
		before = c.Step - 1
	}
	if before < s.firstDesk() || before >= s.Step {
		return nil, missing("step", "một bước trước bước hiện nay", "a step before the present one")
	}
	account := s.Performed[before]
	if !f.Organisation.IsHolder(s.Agency, account, org.Duty(s.Steps[before].Duty), f.Now.Date()) {
		account = "" // he left: whoever holds the duty now
	}
	return []act.Event{WasSentBack{By: f.Actor.Account, Behalf: f.behalf(), Reason: c.Reason, To: s.pass(before, account, f)}}, nil
}

func decideApprove(s State, c Approve, f Facts) ([]act.Event, error) {
	if s.Proposal == nil {
		return nil, ErrStep
	}
	if s.drafted(f) {
		return nil, ErrDrafterApproves
	}
	if err := notReception(s, f); err != nil {
		return nil, err
	}
	if err := checkNote(c.Note); err != nil {
		return nil, err
	}
	return []act.Event{Approved{
		Signed:  Signed{By: f.Actor.Account, Title: f.as.Title, Mandate: string(f.as.Mandate), For: f.as.For, At: f.Now},
		Behalf:  f.behalf(),
		Outcome: s.Proposal.Outcome, Note: c.Note, To: s.next(f),
	}}, nil
}

// checkNote bounds a note that nobody must give.
func checkNote(note string) error {
	return text(nil, "note", note, "ghi chú", "the note", false).OrNil()
}

func decideSeal(s State, c Seal, f Facts) ([]act.Event, error) {
	var ok bool
	f.as, ok = f.Actor.Post(s.Agency, org.DutySealKeeper)
	switch {
	case s.Result == nil || s.Result.Document != nil:
		return nil, ErrStatus
	case !ok:
		return nil, ErrNotPerformer
	case c.Document.Hash == "":
		return nil, ErrNoDocument
	case c.Document.Generated && !f.Demo:
		return nil, ErrGenerated
	}
	if err := checkDocument(nil, "document", &c.Document).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{Sealed{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Hash: c.Document.Hash, Document: c.Document}}, nil
}

func decideFinish(s State, f Facts) ([]act.Event, error) {
	if s.Result == nil || s.Result.Document == nil {
		return nil, ErrNotSealed
	}
	return []act.Event{WasFinished{
		By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Due: s.Due, Timing: calendar.Verdict(f.Now, s.Due), Outcome: s.Outcome(), To: s.next(f),
	}}, nil
}

// decideRequestSupplement asks for papers by the desk: each paper handed in is
// judged, and a second request needs the head's permission.
func decideRequestSupplement(s State, c RequestSupplement, f Facts) ([]act.Event, error) {
	if len(s.Asked) > 0 && !s.Allowed {
		return nil, ErrSecondSupplement
	}
	if list := s.judged(c); len(c.Items) > 0 && len(list) > 0 {
		return nil, list
	}
	return asking(s, c, f)
}

// asking makes the request for papers.
func asking(s State, c RequestSupplement, f Facts) ([]act.Event, error) {
	items, list := listed(c.Items, s, f.Procedure)
	if err := append(list, c.check(f.Now.Date())...).OrNil(); err != nil {
		return nil, err
	}
	return []act.Event{SupplementRequested{
		Agency: s.Agency, Day: f.Now.Date(), By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Until: c.Until, Items: items, Reason: c.Reason,
	}}, nil
}

// listed gives items that name a paper of the list the list's own name: it is
// shown to whoever tracks the dossier, so nobody's own words may stand there.
func listed(items []Item, s State, p procedure.Procedure) ([]Item, fault.List) {
	names := map[string]string{}
	for _, m := range s.Papers {
		names[m.Key] = m.Name
	}
	for _, paper := range p.Papers(s.Case, s.Method) {
		names[paper.Key] = paper.Name.VI
	}
	var list fault.List
	out := slices.Clone(items)
	for i, it := range out {
		if it.Key == "" {
			continue
		}
		if names[it.Key] == "" {
			list = append(list, missing("item."+it.Key, "giấy tờ có trong danh sách của thủ tục, hoặc nội dung khác", "a paper of the procedure's list, or something else without a key"))
			continue
		}
		out[i].Name = names[it.Key]
	}
	return out, list
}

func (c RequestSupplement) check(today calendar.Date) fault.List {
	if len(c.Items) == 0 {
		return fault.List{missing("items", "nội dung cần bổ sung", "what is asked for")}
	}
	if len(c.Items) > maxPapers {
		return fault.List{tooMany("items", len(c.Items), maxPapers)}
	}
	var list fault.List
	for _, i := range c.Items {
		list = text(list, "item."+i.Key, i.Name, "tên giấy tờ cần bổ sung", "the paper's name", true)
		list = text(list, "item."+i.Key, i.Why, "lý do cần bổ sung", "what is missing or wrong", true)
	}
	list = text(list, "reason", c.Reason, "lý do", "the reason", false)
	if !c.Until.IsZero() && !c.Until.After(today) {
		list = append(list, missing("until", "ngày nộp bổ sung sau hôm nay", "a day after today"))
	}
	return list
}

func decideReceiveSupplement(s State, c ReceiveSupplement, f Facts) ([]act.Event, error) {
	if len(c.Papers) == 0 {
		return nil, missing("papers", "giấy tờ bổ sung", "the papers asked for")
	}
	asked, _ := s.OpenRequest()
	papers, list := checkAnswer(c.Papers, asked.Items, f.Actor.Kind != org.ActorOfficial)
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	e := SupplementReceived{By: f.Actor.Account, Behalf: f.behalf(), At: f.Now, Papers: papers}
	if s.AcceptedAt.IsZero() { // asked before acceptance: reception checks anew
		due, err := f.Clock.ReceptionDue(f.Now)
		e.ReceptionDue = due.At
		return []act.Event{e}, err
	}
	onward, err := s.onward(f)
	if err != nil {
		return nil, err
	}
	e.Due, e.Expected, e.StepDue = onward.Due, onward.Expected, onward.StepDue
	return []act.Event{e}, nil
}
