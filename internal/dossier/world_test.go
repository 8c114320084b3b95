package dossier_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/procedure"
	"motcua/internal/procedure/embedded"
	"motcua/internal/process"
)

// ward decides most of the tests' dossiers.
const ward = "ubnd-hong-gai"

// Officials that the seed lacks: one with every duty of the ward, a specialist
// who leaves after a day of the tests, and a leader by a delegation for civil
// status alone. In October the one with every duty and a specialist are away:
// the head of the unit and another specialist stand in.
const (
	allDuties = "gd-kiem-nhiem"
	leaver    = "gd-nghi-viec"
	delegate  = "gd-uy-quyen"
)

// leaves is the last day of the specialist who leaves.
func leaves() calendar.Date { return calendar.D(2025, 9, 9) }

// world is what Decide knows besides the state: the province as it is seeded,
// with the two officials above. It is read only.
type world struct {
	organisation *org.Organisation
	territory    org.Territory
	clock        *calendar.Clock
	definitions  map[string]definition
}

type definition struct {
	procedure procedure.Procedure
	rules     []org.Rule
	process   process.Process
}

//nolint:gochecknoglobals // built once for a test binary
var province2025 = sync.OnceValues(build)

func theWorld(t testing.TB) *world {
	t.Helper()
	w, err := province2025()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func build() (*world, error) {
	states, territory, err := province.States()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(states, func(s org.State) bool { return s.Agency.ID == ward })
	if i < 0 {
		return nil, fmt.Errorf("no %s", ward)
	}
	command := func(c org.Command) {
		s := &states[i]
		events, e := org.Decide(*s, c, org.Facts{Actor: org.System()})
		if e != nil {
			err = e
			return
		}
		for _, e := range events {
			*s = org.Evolve(*s, e)
		}
	}
	appoint := func(account, unit string, d org.Duty, until calendar.Date) {
		command(org.Appoint{Post: org.Post{
			Account: account, Name: "Đỗ Văn Mẫu " + account, Title: "Công chức", Unit: unit, Duty: d, Span: org.Span{Until: until},
		}})
	}
	for duty, unit := range map[org.Duty]string{
		org.DutyReception: "mot-cua", org.DutySpecialist: "chuyen-mon", org.DutyUnitHead: "chuyen-mon",
		org.DutyLeader: "lanh-dao", org.DutyClerk: "van-phong", org.DutySealKeeper: "van-phong", org.DutyReturner: "mot-cua",
	} {
		appoint(allDuties, unit, duty, calendar.Date{})
	}
	appoint(leaver, "chuyen-mon", org.DutySpecialist, leaves())
	command(org.Appoint{Post: org.Post{
		Account: delegate, Name: "Đỗ Văn Mẫu Ủy Quyền", Title: "Công chức Tư pháp - Hộ tịch", Unit: "lanh-dao", Duty: org.DutyLeader,
		Mandate: org.MandateDelegate, For: "Chủ tịch", Fields: []string{"G15-TP07"},
	}})
	october := func(account, standIn string) {
		command(org.Leave{Account: account, StandIn: standIn, From: calendar.D(2025, 10, 1), Until: calendar.D(2025, 10, 31), Reason: "Đi học (mẫu)"})
	}
	october("gd-"+ward+"-chuyen-vien-3", "gd-"+ward+"-chuyen-vien-1")
	october(allDuties, "gd-"+ward+"-truong-phong")
	orphan := org.State{}
	for _, c := range []org.Command{
		org.Found{Agency: org.Agency{
			ID: "gd-het-viec", Code: "H49.98", Level: org.LevelSector, Kind: org.KindBoard, Span: org.Span{From: calendar.D(2025, 1, 1)}, Description: org.Description{Name: "Ban Mẫu Hết Việc"},
		}},
		org.End{Until: calendar.D(2025, 9, 30)},
	} {
		events, e := org.Decide(orphan, c, org.Facts{Actor: org.System()})
		if e != nil {
			return nil, e
		}
		for _, e := range events {
			orphan = org.Evolve(orphan, e)
		}
	}
	states = append(states, orphan)
	if err != nil {
		return nil, err
	}
	clock, err := calendar.QuangNinh()[0].Compile()
	if err != nil {
		return nil, err
	}
	w := &world{organisation: org.Build(states, territory), territory: territory, clock: clock, definitions: map[string]definition{}}
	for _, e := range embedded.Catalogue() {
		d := e.Definition
		rules := province.Assigned(d.Code)
		if r, ok := province.RuleFor(d.Executing); ok && len(rules) == 0 {
			rules = []org.Rule{r}
		}
		p := process.Carried(process.Subject{Code: d.Code, Limit: d.Limit(), Text: d.OfficialText()}, embedded.From())
		p.Version = 1
		w.definitions[d.Code] = definition{d, rules, p}
	}
	d := w.definitions["1.004873"]
	d.procedure.Code, d.rules = "không người kế thừa", []org.Rule{{Agency: orphan.Agency.ID}}
	w.definitions[d.procedure.Code] = d
	return w, nil
}

// withLimit is a definition whose every channel and case has one limit.
func (d definition) withLimit(l calendar.Limit) definition {
	d.procedure.Channels = slices.Clone(d.procedure.Channels)
	for i := range d.procedure.Channels {
		d.procedure.Channels[i].Limit = l
	}
	d.procedure.Cases = slices.Clone(d.procedure.Cases)
	for i := range d.procedure.Cases {
		d.procedure.Cases[i].Limit = l
	}
	return d
}

// official is an account as it may act on a day.
func (w *world) official(account string, day calendar.Date) org.Actor {
	if a, ok := w.organisation.Official(account, day); ok {
		return a
	}
	return org.Actor{Account: account, Name: account, Kind: org.ActorOfficial} // no post on that day
}

func citizen(n int) org.Actor {
	return org.Actor{Account: fmt.Sprintf("gd-cong-dan-%d", n), Name: fmt.Sprintf("Công dân Mẫu %d", n), Kind: org.ActorCitizen}
}

// life is one dossier as it is tested: its events, its state, and the number
// books of its world.
type life struct {
	w      *world
	def    definition
	demo   bool
	state  dossier.State
	events []act.Event
	books  map[act.Number]int64
	slips  int
	lives  string // "" is hong-gai

	keeps procedure.Retention // the zero one is for ever
}

func newLife(w *world, d definition) *life {
	return &life{w: w, def: d, books: map[act.Number]int64{}}
}

func (l *life) facts(now calendar.Instant, a org.Actor) dossier.Facts {
	return dossier.Facts{
		Now: now, Actor: a, Organisation: l.w.organisation, Clock: l.w.clock,
		Retention: l.keeps, Related: []string{"message/m1"},
		Procedure: l.def.procedure, Version: 1, Rules: l.def.rules, Process: l.def.process, Fileable: true, Demo: l.demo,
		ID: "0192f0c1-0000-7000-8000-000000000001", Slip: dossier.Slip{Token: fmt.Sprintf("AAAAAAAAAAAAAAAAAAAA%02d", l.slips), Secret: fmt.Sprintf("%08d", l.slips)},
	}
}

// try asks Decide without doing anything.
func (l *life) try(now calendar.Instant, a org.Actor, c dossier.Command) ([]act.Event, error) {
	f := l.facts(now, a)
	if _, moves := c.(dossier.MoveByLaw); moves || l.state.Calendar.Version == amendedVersion {
		f.Clock = amended(l.w.clock)
	}
	return dossier.Decide(l.state, c, f)
}

// do decides, takes the numbers as the journal does, and folds.
func (l *life) do(now calendar.Instant, a org.Actor, c dossier.Command) ([]act.Event, error) {
	events, err := l.try(now, a, c)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		if n, ok := e.(act.Numbered); ok {
			var taken []int64
			for _, b := range n.Numbers() {
				first := b.First
				if b.First = 0; l.books[b] == 0 {
					l.books[b] = max(first-1, 0)
				}
				l.books[b]++
				taken = append(taken, l.books[b])
			}
			e = n.WithNumbers(taken)
		}
		events[i] = e
		l.state = dossier.Evolve(l.state, e)
	}
	l.events = append(l.events, events...)
	l.slips++
	return events, nil
}

// place is where the applicant lives.
func (l *life) place() string { return cmp.Or(l.lives, "hong-gai") }

// filing is what the applicant says when all is well.
func (l *life) filing(m procedure.Method, day calendar.Date) dossier.Filing {
	p := l.def.procedure
	f := dossier.Filing{
		Procedure: p.Code, Place: l.place(),
		Owner:  dossier.Party{Kind: dossier.Citizen, Name: "Phạm Thị Mẫu", Number: "022190000001", Address: "Tổ 1, phường Hồng Gai"},
		Return: dossier.Return{Way: dossier.AtCounter},
	}
	if agencies, _ := l.w.organisation.Competent(l.def.rules, f.Place, day); len(agencies) > 0 {
		f.Agency = agencies[0].ID
	}
	if c := p.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, paper := range p.Papers(f.Case, m) {
		mark := dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Originals: 1}
		if m == procedure.Online {
			mark.Files = []dossier.Upload{picture()}
		}
		f.Papers = append(f.Papers, mark)
	}
	return f
}

func picture() dossier.Upload {
	return dossier.Upload{Hash: strings.Repeat("0c", 32), Name: "anh-chup.png", Type: "image/png", Size: 4096}
}

// request finds everything that was handed in sound and asks for one thing more.
func (l *life) request() dossier.RequestSupplement {
	c := request()
	c.Sound = l.state.HandedIn()
	return c
}

func request() dossier.RequestSupplement {
	return dossier.RequestSupplement{Items: []dossier.Item{{Name: "Giấy tờ tùy thân", Why: "Bản chụp mờ, xin chụp lại."}}}
}

// valid is a command of an act as a careful person gives it.
func (l *life) valid(a dossier.Act, now calendar.Instant) dossier.Command {
	day := now.Date()
	switch a {
	case dossier.ActFile:
		return dossier.File{Filing: l.filing(procedure.Online, day)}
	case dossier.ActReceive:
		return dossier.Receive{Filing: l.filing(procedure.Direct, day), Method: procedure.Direct}
	case dossier.ActAskAtCounter:
		return dossier.AskAtCounter{Filing: l.filing(procedure.Direct, day), Method: procedure.Direct, RequestSupplement: request()}
	case dossier.ActDenyAtCounter:
		return dossier.DenyAtCounter{Filing: l.filing(procedure.Direct, day), Method: procedure.Direct, Refusal: refusal()}
	case dossier.ActAccept:
		return dossier.Accept{}
	case dossier.ActDeny:
		return dossier.Deny{Refusal: refusal()}
	case dossier.ActAssign:
		return dossier.Assign{To: l.account("chuyen-vien-1")}
	case dossier.ActAppraise:
		return dossier.Appraise{Outcome: dossier.Grant, Opinion: "Đủ điều kiện."}
	case dossier.ActRecordStep:
		return dossier.RecordStep{Opinion: "Đã kiểm tra, phù hợp."}
	case dossier.ActRequestSupplement:
		return l.request()
	case dossier.ActReceiveSupplement:
		return dossier.ReceiveSupplement{Papers: []dossier.PaperMark{{Name: "Giấy tờ tùy thân", Mark: dossier.MarkSubmitted, Files: []dossier.Upload{picture()}}}}
	case dossier.ActDetermineLimit:
		return dossier.DetermineLimit{ChosenLimit: threeDays()}
	default:
		return l.validDecision(a, now)
	}
}

func (l *life) validDecision(a dossier.Act, now calendar.Instant) dossier.Command {
	switch a {
	case dossier.ActReview:
		return dossier.Review{}
	case dossier.ActSendBack:
		return dossier.SendBack{Reason: "Dự thảo chưa nêu căn cứ."}
	case dossier.ActApprove:
		return dossier.Approve{}
	case dossier.ActNumber:
		return dossier.GiveNumber{}
	case dossier.ActSeal:
		return dossier.Seal{Document: dossier.Document{Upload: dossier.Upload{Hash: strings.Repeat("ab", 32), Name: "ket-qua.pdf", Type: "application/pdf", Size: 1}}}
	case dossier.ActFinish:
		return dossier.Finish{}
	case dossier.ActHandOver:
		return dossier.HandOver{Receiver: "Phạm Thị Mẫu", ByPaper: "Giấy hẹn trả kết quả", Way: dossier.AtCounter}
	case dossier.ActReissueSlip:
		return dossier.ReissueSlip{Reason: "mất giấy tiếp nhận", Checked: "thẻ căn cước"}
	case dossier.ActSucceed:
		return dossier.Succeed{Decision: "Nghị quyết số 1679/NQ-UBTVQH15"}
	case dossier.ActMoveByLaw:
		return dossier.MoveByLaw{Law: law(), Proposer: "gd-quan-tri-2"}
	case dossier.ActHold:
		return dossier.Hold{Ground: "Văn bản mẫu số 1 về khiếu nại"}
	case dossier.ActLiftHold:
		return dossier.LiftHold{Ground: "Đã giải quyết khiếu nại"}
	case dossier.ActErase:
		return dossier.Erase{Decision: "Quyết định mẫu số 3 về tiêu hủy"}
	case dossier.ActAskErasure:
		return dossier.AskErasure{}
	case dossier.ActReassign:
		return dossier.Reassign{To: l.another(), Reason: "Người đang giữ nghỉ phép."}
	default:
		return l.validAside(a, now)
	}
}

func (l *life) validAside(a dossier.Act, now calendar.Instant) dossier.Command {
	switch a {
	case dossier.ActTake:
		return dossier.Take{}
	case dossier.ActRecall:
		return dossier.Recall{Reason: "Chuyển nhầm."}
	case dossier.ActChangeCase:
		return dossier.ChangeCase{Case: l.anotherCase(), Reason: "Thuộc trường hợp khác."}
	case dossier.ActAllowSupplement:
		return dossier.AllowSupplement{Reason: "Phát sinh tình tiết mới."}
	case dossier.ActReceivePart:
		asked, _ := l.state.OpenRequest()
		c := dossier.ReceivePart{}
		for _, i := range asked.Items {
			c.Papers = append(c.Papers, dossier.PaperMark{Key: i.Key, Name: i.Name, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{picture()}})
		}
		return c
	case dossier.ActAskPayment:
		return dossier.AskPayment{Ground: "Thông báo nộp tiền mẫu số 5/TB", Amount: 1_500_000}
	case dossier.ActRecordPayment:
		return dossier.RecordPayment{Proof: "Giấy nộp tiền mẫu số 9"}
	case dossier.ActSuspend:
		return dossier.Suspend{Ground: "Quyết định mẫu số 6 của Tòa án", Clause: "Điều 68 Luật mẫu"}
	case dossier.ActResume:
		return dossier.Resume{Ground: "Quyết định mẫu số 8 hủy bỏ việc tạm dừng"}
	case dossier.ActStop:
		return dossier.Stop{Ground: "Quá hạn bổ sung, đã nhắc hai lần.", Clause: "Điều 20 Nghị định mẫu"}
	case dossier.ActWithdraw:
		return dossier.Withdraw{Reason: "Không còn nhu cầu."}
	case dossier.ActSettleWithdrawal:
		return dossier.SettleWithdrawal{Fee: dossier.FeeRefund, Note: "Hoàn qua tài khoản."}
	case dossier.ActApologise:
		c := dossier.Apologise{Reason: "Chờ ý kiến chuyên ngành.", Cause: dossier.CauseAgency}
		if l.state.EndedAt.IsZero() {
			c.NewDate = max(now, l.state.Due).Date().AddDays(7)
		}
		return c
	case dossier.ActCorrectFinish:
		return dossier.CorrectFinish{Reason: "Văn bản ghi sai họ tên."}
	case dossier.ActSendByPost:
		return dossier.SendByPost{Tracking: "EM000000001VN"}
	case dossier.ActClose:
		return dossier.Close{Shelf: "Hộp 12, hồ sơ số 7"}
	default:
		panic("no valid command for " + string(a))
	}
}

// anotherCase is a case of the procedure that the dossier is not.
func (l *life) anotherCase() string {
	for _, c := range l.def.procedure.Choices() {
		if c.Code != l.state.Case {
			return c.Code
		}
	}
	return ""
}

// another is whom a step of specialists may be given to: anybody but who has it
// or received the dossier. Of other duties, "": whoever holds it.
func (l *life) another() string {
	if l.state.Holder.Duty != process.Specialist {
		return ""
	}
	for _, key := range []string{"chuyen-vien-2", "chuyen-vien-1"} {
		if a := l.account(key); a != l.state.Holder.Account {
			return a
		}
	}
	return ""
}

func refusal() dossier.Refusal {
	return dossier.Refusal{Reason: "Không thuộc thẩm quyền.", Clause: "Điều 17 Nghị định 61/2018/NĐ-CP", Remedy: "Xin nộp tại phường nơi cư trú."}
}

func threeDays() dossier.ChosenLimit {
	return dossier.ChosenLimit{Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 3000}, Clause: "Khoản 2 Điều 22"}
}

// account is a seeded official of the deciding agency.
func (l *life) account(key string) string {
	agency := l.state.Agency
	if agency == "" {
		agency = ward
	}
	return "gd-" + agency + "-" + key
}

// performer is who would usually do the next act at the dossier's step.
func (l *life) performer(k process.Kind) string {
	switch k {
	case process.Assign, process.Review:
		return l.account("truong-phong")
	case process.Appraise, process.Inspect, process.Consult:
		if l.state.Holder.Account != "" {
			return l.state.Holder.Account
		}
		return l.account("chuyen-vien-1")
	case process.Approve:
		return l.account("lanh-dao-1")
	case process.Issue:
		return l.account("van-thu-1")
	case process.Return:
		return l.account("tiep-nhan-2")
	case process.Receive:
	}
	return l.account("tiep-nhan-1")
}

// next is the usual next act of an accepted dossier.
func (l *life) next() dossier.Act {
	if l.state.Status == dossier.Finished {
		return dossier.ActHandOver
	}
	step, _ := l.state.CurrentStep()
	switch step.Kind {
	case process.Assign:
		return dossier.ActAssign
	case process.Appraise:
		return dossier.ActAppraise
	case process.Inspect, process.Consult:
		return dossier.ActRecordStep
	case process.Review:
		return dossier.ActReview
	case process.Approve:
		return dossier.ActApprove
	case process.Issue:
		switch r := l.state.Result; {
		case r == nil:
			return dossier.ActNumber
		case r.Document == nil:
			return dossier.ActSeal
		}
		return dossier.ActFinish
	case process.Receive, process.Return:
	}
	return dossier.ActHandOver
}

// bring takes the dossier by the usual acts to a step ("approve"), or to the
// end of all steps ("finished").
func (l *life) bring(now calendar.Instant, to string) error {
	for range 20 {
		step, ok := l.state.CurrentStep()
		if !ok {
			return fmt.Errorf("the dossier stands at no step (status %d)", l.state.Status)
		}
		if string(step.Kind) == to || (to == "finished" && l.state.Status == dossier.Finished) {
			return nil
		}
		a := l.next()
		if _, err := l.do(now, l.w.official(l.performer(step.Kind), now.Date()), l.valid(a, now)); err != nil {
			return fmt.Errorf("%s: %w", a, err)
		}
	}
	return fmt.Errorf("no way leads to %q", to)
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
