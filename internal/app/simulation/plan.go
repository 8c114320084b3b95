package simulation

import (
	"fmt"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// plan is one dossier from its filing to its end.
type plan struct {
	n            int
	id           string
	code, agency string
	level        org.Level
	online       bool
	applicant    org.Actor
	acts         []planned
	clock        *calendar.Clock
	limit        calendar.Limit
	mode         calendar.Mode
	processes    process.State
	stopAt       process.Kind // a demonstration's dossier that waits at this step
	// What was played.
	filed, denied, paused bool
	acceptedAt, endedAt   calendar.Instant
	due, dueNow           calendar.Instant
	pauses                []calendar.Pause
}

// offered is a procedure with an agency rule of one level.
type offered struct {
	Offer
	rule org.Rule
}

// offersOf sorts the catalogue by the level that decides on a day.
func (r *run) offersOf(day calendar.Date) map[org.Level][]offered {
	out := map[org.Level][]offered{}
	for _, o := range r.Catalogue {
		for _, rule := range o.Definition.Rules {
			if !rule.On(day) {
				continue
			}
			level := rule.Level
			if rule.Agency != "" { // or whoever took its work over
				if a, gap := r.org.Resolve(rule, "", day); gap == nil {
					level = a.Level
				}
			}
			out[level.Tier()] = append(out[level.Tier()], offered{o, rule})
		}
	}
	return out
}

// planOne plans one dossier of a level.
func (r *run) planOne(v Volume) error {
	level := v.Level
	if len(r.offers[level]) == 0 || len(r.org.Agencies(r.From, level)) == 0 && level != org.LevelProvince {
		level = org.LevelCommune // after 30/6/2025 districts' work is the communes'
	}
	online := r.rng.Float64() < v.Online
	list := r.taking(r.offers[level], online)
	if len(list) == 0 {
		return fmt.Errorf("simulation: no procedure of level %s can be filed on %s", level, r.From)
	}
	o := list[r.rng.IntN(len(list))]
	at, agency, place, ok := r.where(o.rule, level)
	if !ok {
		return nil
	}
	return r.dossier(o.Offer, spot{at: at, agency: agency, place: place, online: online, counted: v.Level}, "")
}

// taking keeps the procedures that are filed online, or at a counter.
func (r *run) taking(list []offered, online bool) []offered {
	method := procedure.Direct
	if online {
		method = procedure.Online
	}
	var out []offered
	for _, o := range list {
		if _, ok := o.Definition.Procedure(r.From).Channel(method); ok {
			out = append(out, o)
		}
	}
	return out
}

// spot is when and where a dossier is filed.
type spot struct {
	at            calendar.Instant
	agency, place string
	online        bool
	counted       org.Level
	owner         *dossier.Party // nil: invented
}

// where draws an instant of the period and the agency competent at a place.
func (r *run) where(rule org.Rule, level org.Level) (at calendar.Instant, agency, place string, ok bool) {
	span := int(r.To.AddDays(1).Start()-r.From.Start()) / int(calendar.Instant(0).Add(time.Minute))
	for range 50 {
		at = r.From.Start().Add(time.Duration(r.rng.IntN(span)) * time.Minute)
		day := at.Date()
		if len(r.Focus) > 0 && r.rng.Float64() < focusShare {
			if a, found := r.org.Agency(r.Focus[r.rng.IntN(len(r.Focus))], day); found && a.Level.Tier() == level {
				if c, gap := r.org.Resolve(rule, a.Territory, day); gap == nil && c.ID == a.ID {
					return at, a.ID, a.Territory, true
				}
			}
		}
		places := r.org.Places(placeLevel(level), day)
		if len(places) == 0 {
			continue
		}
		place = places[r.rng.IntN(len(places))].ID
		if a, gap := r.org.Resolve(rule, place, day); gap == nil {
			return at, a.ID, place, true
		}
	}
	return 0, "", "", false
}

func placeLevel(l org.Level) org.Level {
	if l == org.LevelDistrict {
		return org.LevelDistrict
	}
	return org.LevelCommune
}

// dossier plans all acts of one dossier, up to and without the step stopAt.
func (r *run) dossier(o Offer, s spot, stopAt process.Kind) error {
	day := s.at.Date()
	def := o.Definition.Procedure(day)
	method := procedure.Direct
	if s.online {
		method = procedure.Online
	}
	code := ""
	if c := def.Choices(); len(c) > 0 {
		code = c[r.rng.IntN(len(c))].Code
	}
	limit, _, _ := def.LimitFor(method, code)
	p := &plan{
		code: o.Code, agency: s.agency, level: s.counted, online: s.online, clock: r.Casework.ClockOf(s.agency), limit: limit,
		mode: calendar.Resume, processes: o.Processes, stopAt: stopAt,
	}
	if def.Restart {
		p.mode = calendar.Restart
	}
	if !s.online {
		s.at = p.clock.NextWorking(s.at)
	}
	r.plans = append(r.plans, p)
	owner := r.person(s.place)
	if s.owner != nil {
		owner = *s.owner
	}
	p.applicant = org.Actor{Account: owner.Account, Name: owner.Name, Kind: org.ActorCitizen}
	if owner.Kind == dossier.Business {
		p.applicant.Kind = org.ActorBusiness
	}
	f := dossier.Filing{Procedure: o.Code, Case: code, Agency: s.agency, Place: s.place, Owner: owner}
	for _, paper := range def.Papers(code, method) {
		if !paper.Optional {
			f.Papers = append(f.Papers, r.paper(paper.Key, "", s.online, paper.Originals, paper.Copies))
		}
	}
	return r.receive(p, f, s.at)
}

// paper is a paper handed in: online with its file, at a counter by itself.
func (r *run) paper(key, name string, online bool, originals, copies int) dossier.PaperMark {
	m := dossier.PaperMark{Key: key, Name: name, Mark: dossier.MarkSubmitted, Originals: originals, Copies: copies}
	if online {
		m.Files = []dossier.Upload{r.Paper}
	}
	return m
}

// receive plans filing and reception.
func (r *run) receive(p *plan, f dossier.Filing, at calendar.Instant) error {
	denied := p.stopAt == "" && r.rng.Float64() < deniedShare
	clerk := r.holder(p.agency, org.DutyReception, at)
	refusal := dossier.Refusal{Reason: "Hồ sơ không thuộc thẩm quyền giải quyết (mô phỏng).", Clause: "Điều 17 Nghị định 61/2018/NĐ-CP", Remedy: "Xin nộp tại cơ quan có thẩm quyền."}
	if !p.online {
		if denied {
			p.add(at, clerk, dossier.DenyAtCounter{Filing: f, Method: procedure.Direct, Refusal: refusal})
			return nil
		}
		p.add(at, clerk, dossier.Receive{Filing: f, Method: procedure.Direct})
		return r.work(p, f, at)
	}
	p.add(at, "", dossier.File{Filing: f})
	if p.stopAt == process.Receive {
		return nil
	}
	accept := p.clock.AddMinutes(at, int64(10+r.rng.IntN(360))) // within the eight working hours
	if p.stopAt != "" {
		accept = p.clock.AddMinutes(at, 15)
	}
	clerk = r.holder(p.agency, org.DutyReception, accept)
	if denied {
		p.add(accept, clerk, dossier.Deny{Refusal: refusal})
		return nil
	}
	p.add(accept, clerk, dossier.Accept{})
	return r.work(p, f, accept)
}

// work plans the steps between acceptance and hand-over so that the dossier
// ends before its due time, except for the few that are late.
func (r *run) work(p *plan, f dossier.Filing, accepted calendar.Instant) error {
	due, err := p.clock.Due(accepted, p.limit)
	if err != nil {
		return nil //nolint:nilerr // a limit told in words only: the dossier stays open, counted in the annex
	}
	q, ok := p.processes.InForce(accepted.Date(), f.Case)
	if !ok {
		return fmt.Errorf("simulation: %s has no process on %s", p.code, accepted.Date())
	}
	now := accepted
	end := due.At
	if r.rng.Float64() < supplementShare && p.stopAt == "" && p.limit.Unit != calendar.SameDay {
		now, end = r.supplement(p, q, accepted, due.At)
	}
	total := p.clock.Working(now, end)
	finish := time.Duration(float64(total) * (0.25 + 0.7*r.rng.Float64()))
	if p.stopAt != "" { // waits for somebody now: everything before is done
		finish = time.Duration(float64(p.clock.Working(now, r.Until)) * 0.9)
		if p.stopAt == process.Return { // done in time, whenever it is collected
			finish = min(finish, time.Duration(float64(total)*0.8))
		}
		if finish <= 0 {
			return nil
		}
	} else if r.rng.Float64() < lateShare {
		finish = total + time.Duration(1+r.rng.IntN(24))*time.Hour
	}
	r.steps(p, q, now, finish)
	r.apologise(p, end)
	return nil
}

// apologise plans the head's letter for a dossier that ended late; one of five
// is forgotten.
func (r *run) apologise(p *plan, due calendar.Instant) {
	for _, a := range p.acts {
		if _, ends := a.command.(dossier.Finish); ends && a.at > due && len(r.plans)%5 > 0 {
			at := p.clock.AddMinutes(a.at, 30)
			p.add(at, r.leader(p.agency, max(at, p.acts[len(p.acts)-1].at)), dossier.Apologise{Reason: "Số lượng hồ sơ tăng đột biến (mô phỏng).", Cause: dossier.CauseAgency})
			return
		}
	}
}

// leader is the first who leads an agency that day: whoever is drawn for other
// acts, the head signs.
func (r *run) leader(agency string, at calendar.Instant) string {
	return r.org.Holders(agency, org.DutyLeader, at.Date())[0].Account
}

// supplement plans a request for papers at the appraisal and its answer, and
// returns from when and until when the dossier goes on.
func (r *run) supplement(p *plan, q process.Process, accepted, due calendar.Instant) (resumed, end calendar.Instant) {
	total := p.clock.Working(accepted, due)
	at := p.clock.AddWorking(accepted, total/10)
	for _, st := range q.Steps {
		if st.Kind == process.Appraise {
			break
		}
		if st.Kind == process.Assign {
			p.add(at, r.holder(p.agency, org.DutyUnitHead, at), dossier.Assign{To: r.holder(p.agency, org.DutySpecialist, at)})
		}
	}
	specialist := r.assignee(p, at)
	p.add(at.Add(time.Minute), specialist, dossier.RequestSupplement{
		Items: []dossier.Item{{Name: "Giấy tờ tùy thân (mô phỏng)", Why: "Bản chụp mờ, xin chụp lại rõ cả bốn góc."}}, Sound: p.handedIn(),
	})
	resumed = p.clock.AddMinutes(at, int64(240+r.rng.IntN(1900)))
	if p.online {
		p.add(resumed, "", dossier.ReceiveSupplement{Papers: []dossier.PaperMark{r.paper("", "Giấy tờ tùy thân (mô phỏng)", true, 0, 1)}})
	} else {
		p.add(resumed, r.holder(p.agency, org.DutyReception, resumed), dossier.ReceiveSupplement{Papers: []dossier.PaperMark{r.paper("", "Giấy tờ tùy thân (mô phỏng)", false, 0, 1)}})
	}
	moved, err := p.clock.Current(accepted, p.limit, []calendar.Pause{{From: at.Add(time.Minute), Until: resumed}}, p.mode)
	if err != nil || moved.At < resumed {
		return resumed, due
	}
	return resumed, moved.At
}

// handedIn lists the papers of the filing, all of which the specialist finds sound.
func (p *plan) handedIn() []string {
	for _, a := range p.acts {
		switch c := a.command.(type) {
		case dossier.File:
			return dossier.State{Papers: c.Papers}.HandedIn()
		case dossier.Receive:
			return dossier.State{Papers: c.Papers}.HandedIn()
		}
	}
	return nil
}

// steps plans the rest of the process over a stretch of working time.
func (r *run) steps(p *plan, q process.Process, from calendar.Instant, length time.Duration) {
	started := len(p.acts) > 0 && isAssigned(p.acts)
	var minutes, passed int
	for _, st := range q.Steps {
		minutes += max(st.Minutes, 1)
	}
	refuse := r.rng.Float64() < refusedShare
	for _, st := range q.Steps {
		passed += max(st.Minutes, 1)
		at := p.clock.AddWorking(from, time.Duration(float64(length)*float64(passed)/float64(minutes)))
		if st.Kind == p.stopAt {
			return
		}
		switch st.Kind {
		case process.Receive:
		case process.Return:
			r.handOver(p, at)
		case process.Assign:
			if !started {
				p.add(at, r.holder(p.agency, org.DutyUnitHead, at), dossier.Assign{To: r.holder(p.agency, org.DutySpecialist, at)})
			}
		default:
			r.step(p, st.Kind, at, refuse)
		}
	}
}

func isAssigned(acts []planned) bool {
	for _, a := range acts {
		if _, ok := a.command.(dossier.Assign); ok {
			return true
		}
	}
	return false
}

func (r *run) step(p *plan, k process.Kind, at calendar.Instant, refuse bool) {
	switch k {
	case process.Appraise:
		a := dossier.Appraise{Outcome: dossier.Grant, Opinion: "Hồ sơ đủ điều kiện (mô phỏng)."}
		if refuse {
			a = dossier.Appraise{
				Outcome: dossier.Refuse, Opinion: "Hồ sơ không đủ điều kiện (mô phỏng).", Article: "Căn cứ mô phỏng",
				Remedies: "Ông/Bà có quyền khiếu nại hoặc khởi kiện theo quy định của pháp luật.",
			}
		}
		p.add(at, r.assignee(p, at), a)
	case process.Inspect, process.Consult:
		p.add(at, r.assignee(p, at), dossier.RecordStep{Opinion: "Đã kiểm tra, thống nhất (mô phỏng)."})
	case process.Review:
		p.add(at, r.holder(p.agency, org.DutyUnitHead, at), dossier.Review{})
	case process.Approve:
		p.add(at, r.holder(p.agency, org.DutyLeader, at), dossier.Approve{})
	case process.Issue:
		p.add(at, r.holder(p.agency, org.DutyClerk, at), dossier.GiveNumber{})
		doc := dossier.Document{Upload: r.Paper, Generated: true}
		p.add(at, r.holder(p.agency, org.DutySealKeeper, at), dossier.Seal{Document: doc})
		p.add(at, r.holder(p.agency, org.DutyClerk, at), dossier.Finish{})
	case process.Receive, process.Assign, process.Return:
	}
}

func (r *run) handOver(p *plan, finished calendar.Instant) {
	at := p.clock.AddMinutes(finished, int64(5+r.rng.IntN(1500)))
	p.add(at, r.holder(p.agency, org.DutyReturner, at), dossier.HandOver{Receiver: p.applicant.Name, ByPaper: "Giấy tiếp nhận hồ sơ"})
}

// assignee is the specialist charged before, or whoever holds the duty.
func (r *run) assignee(p *plan, at calendar.Instant) string {
	for _, a := range p.acts {
		if c, ok := a.command.(dossier.Assign); ok {
			return c.To
		}
		if _, ok := a.command.(dossier.RecordStep); ok {
			return a.actor
		}
	}
	return r.holder(p.agency, org.DutySpecialist, at)
}

// holder draws one of those who hold a duty that day: a preferred one if any.
func (r *run) holder(agency string, d org.Duty, at calendar.Instant) string {
	posts := r.org.Holders(agency, d, at.Date())
	if len(posts) == 0 {
		return ""
	}
	for _, p := range posts {
		if r.Prefer[p.Account] {
			return p.Account
		}
	}
	return posts[r.rng.IntN(len(posts))].Account
}

func (p *plan) add(at calendar.Instant, actor string, c dossier.Command) {
	if n := len(p.acts); n > 0 && at < p.acts[n-1].at {
		at = p.acts[n-1].at
	}
	p.acts = append(p.acts, planned{at: at, plan: p, actor: actor, command: c, n: len(p.acts)})
}

// done notes what the journal accepted.
func (p *plan) done(c dossier.Command, at calendar.Instant) {
	switch c.(type) {
	case dossier.File:
		p.filed = true
	case dossier.Deny, dossier.DenyAtCounter:
		p.denied = true
	case dossier.Accept, dossier.Receive:
		p.acceptedAt = at
		if due, err := p.clock.Due(at, p.limit); err == nil {
			p.due, p.dueNow = due.At, due.At
		}
	case dossier.RequestSupplement, dossier.AskPayment, dossier.Suspend:
		p.paused = at <= p.dueNow
		p.pauses = append(p.pauses, calendar.Pause{From: at})
	case dossier.ReceiveSupplement:
		p.paused = false
		p.pauses[len(p.pauses)-1].Until = at
		if due, err := p.clock.Current(p.acceptedAt, p.limit, p.pauses, p.mode); err == nil {
			p.dueNow = due.At
		}
	case dossier.Finish, dossier.Withdraw:
		p.endedAt = at
	}
}
