package simulation

import (
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

// scene is a dossier of a demonstration's desks: where it waits now, and why.
type scene struct {
	stopAt   process.Kind
	counter  bool // filed at the counter by somebody without account and e-mail
	unheard  bool // who has left no telephone number either
	asked    bool // waits for the applicant's papers
	answered bool // they came
	late     bool
	pressing bool           // due in two working hours
	shelved  bool           // finished in time, not collected for days
	owner    *dossier.Party // a demonstration's own, nil for an invented one
	// aside is what happened to it last off the straight way, nil for nothing.
	aside func(*run, *plan, calendar.Instant)
}

// The acts off the straight way that a scene may end with.

func askPayment(r *run, p *plan, at calendar.Instant) {
	p.add(at, r.assignee(p, at), dossier.AskPayment{Ground: "Thông báo nộp tiền số 15/TB (mô phỏng)", Amount: 1_500_000, Until: r.Until.Date().AddDays(20)})
}

func suspend(r *run, p *plan, at calendar.Instant) {
	p.add(at, r.leader(p.agency, at), dossier.Suspend{Ground: "Quyết định số 6/QĐ của Tòa án về tranh chấp liên quan (mô phỏng)", Clause: "Căn cứ mô phỏng"})
}

func withdraw(_ *run, p *plan, at calendar.Instant) {
	p.add(at, "", dossier.Withdraw{Reason: "Không còn nhu cầu (mô phỏng)."})
}

func apologise(r *run, p *plan, _ calendar.Instant) {
	p.add(r.Until.Add(-time.Hour), r.leader(p.agency, r.Until), dossier.Apologise{
		Reason: "Chờ ý kiến cơ quan chuyên ngành (mô phỏng).", Cause: dossier.CauseObjective, NewDate: r.Until.Date().AddDays(5),
	})
}

// scenes are what every showcase agency gets: each desk has something to do,
// something is late, something waits for the applicant, a result waits to be
// handed over, and somebody has to be called.
func scenes() []scene {
	var out []scene
	for _, k := range []process.Kind{process.Receive, process.Assign, process.Appraise, process.Review, process.Approve, process.Issue, process.Return} {
		out = append(out, scene{stopAt: k}, scene{stopAt: k}, scene{stopAt: k})
	}
	return append(out,
		scene{stopAt: process.Appraise, late: true}, scene{stopAt: process.Approve, late: true},
		scene{stopAt: process.Appraise, pressing: true}, scene{stopAt: process.Review, pressing: true},
		scene{stopAt: process.Appraise, asked: true}, scene{stopAt: process.Appraise, asked: true},
		scene{stopAt: process.Appraise, asked: true, answered: true},
		scene{stopAt: process.Return, shelved: true}, scene{stopAt: process.Return, shelved: true},
		scene{stopAt: process.Assign, counter: true}, scene{stopAt: process.Appraise, counter: true},
		scene{stopAt: process.Appraise, counter: true, late: true},
		scene{stopAt: process.Appraise, counter: true, asked: true}, scene{stopAt: process.Appraise, counter: true, asked: true},
		scene{stopAt: process.Return, counter: true}, scene{stopAt: process.Return, counter: true},
		scene{stopAt: process.Return, counter: true, shelved: true}, scene{stopAt: process.Return, counter: true, unheard: true},
		scene{stopAt: process.Appraise, aside: askPayment}, scene{stopAt: process.Appraise, counter: true, aside: suspend},
		scene{stopAt: process.Appraise, aside: withdraw}, scene{stopAt: process.Review, counter: true, late: true, aside: apologise})
}

// showcase plans the scenes of an agency, ending at Until. An agency that
// decides no procedure of the catalogue gets none.
func (r *run) showcase(agency string) error {
	day := r.Until.Date()
	a, ok := r.org.Agency(agency, day)
	if !ok {
		return nil
	}
	var list []offered
	for _, o := range r.offers[a.Level.Tier()] {
		c, gap := r.org.Resolve(o.rule, a.Territory, day)
		known := o.Definition.Procedure(day).Limit()
		if gap == nil && c.ID == agency && known.Unit == calendar.WorkingDays && len(o.Definition.Procedure(day).Choices()) == 0 {
			list = append(list, o)
		}
	}
	n := 0
	for i, s := range scenes() {
		fit := r.taking(list, !s.counter)
		if len(fit) == 0 {
			continue
		}
		o := fit[i%len(fit)]
		if own := r.subjects(o.Definition.Procedure(day)); len(own) > 0 && !s.counter && (s.asked || s.late || s.shelved || i%4 == 0) {
			s.owner = &own[n%len(own)]
			n++
		}
		if err := r.stage(o, a, s); err != nil {
			return err
		}
	}
	return nil
}

// subjects are the demonstration's own people whom a procedure is for.
func (r *run) subjects(p procedure.Procedure) []dossier.Party {
	var out []dossier.Party
	for _, d := range r.Demo {
		word := "Công dân Việt Nam"
		if d.Kind == dossier.Business {
			word = "Doanh nghiệp"
		}
		if slices.Contains(p.Subjects, word) {
			out = append(out, d)
		}
	}
	return out
}

// stage plans one scene.
func (r *run) stage(o offered, a org.Agency, s scene) error {
	clock := r.Casework.ClockOf(a.ID)
	back := time.Duration(60+r.rng.IntN(240)) * time.Minute
	if s.stopAt != process.Receive {
		back += time.Duration(r.rng.IntN(16)) * time.Hour
	}
	limit := time.Duration(o.Definition.Procedure(r.Until.Date()).Limit().Milli*8/1000) * time.Hour
	switch {
	case s.late:
		back = limit + 12*time.Hour
	case s.pressing:
		back = limit - 2*time.Hour
	case s.shelved:
		back = limit + 24*time.Hour
	}
	if s.owner == nil && s.unheard {
		p := r.person(a.Territory)
		p.Phone = ""
		s.owner = &p
	}
	at := clock.AddWorking(r.Until, -back)
	err := r.dossier(o.Offer, spot{at: at, agency: a.ID, place: a.Territory, online: !s.counter, counted: a.Level.Tier(), owner: s.owner}, s.stopAt)
	if err != nil {
		return err
	}
	p := r.plans[len(r.plans)-1]
	if s.aside != nil {
		s.aside(r, p, p.acts[len(p.acts)-1].at.Add(time.Minute))
	}
	if !s.asked {
		return nil
	}
	last := p.acts[len(p.acts)-1].at
	item := dossier.Item{Name: "Giấy tờ tùy thân (mô phỏng)", Why: "Ảnh chụp bị lóa, không đọc được số. Xin chụp lại nơi đủ sáng."}
	p.add(last.Add(time.Minute), r.assignee(p, last), dossier.RequestSupplement{Items: []dossier.Item{item}, Sound: p.handedIn()})
	if s.answered {
		p.add(clock.AddWorking(last, clock.Working(last, r.Until)/2), "", dossier.ReceiveSupplement{
			Papers: []dossier.PaperMark{r.paper("", item.Name, true, 0, 1)},
		})
	}
	return nil
}
