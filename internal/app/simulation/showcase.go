package simulation

import (
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/org"
	"motcua/internal/process"
)

// scene is a dossier of a demonstration's desks: where it waits now, and for
// how many working hours it has been there or, negative, is late.
type scene struct {
	stopAt process.Kind
	asked  bool // waits for the applicant's papers
	late   bool
	owner  *dossier.Party // a demonstration's citizen, nil for an invented one
}

// scenes are what every showcase agency gets: each desk has something to do,
// something is late, something waits for the applicant, a result waits to be
// handed over.
func scenes() []scene {
	var out []scene
	for _, k := range []process.Kind{process.Receive, process.Assign, process.Appraise, process.Review, process.Approve, process.Issue, process.Return} {
		out = append(out, scene{stopAt: k}, scene{stopAt: k}, scene{stopAt: k})
	}
	return append(out, scene{stopAt: process.Appraise, late: true}, scene{stopAt: process.Approve, late: true},
		scene{stopAt: process.Appraise, asked: true}, scene{stopAt: process.Appraise, asked: true})
}

// showcase plans the scenes of an agency, ending at Until.
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
	if len(list) == 0 {
		return nil
	}
	for i, s := range scenes() {
		if len(r.Demo) > 0 && (s.asked || s.late || i%4 == 0) {
			s.owner = &r.Demo[i%len(r.Demo)]
		}
		if err := r.stage(list[i%len(list)], a, s); err != nil {
			return err
		}
	}
	return nil
}

// stage plans one scene.
func (r *run) stage(o offered, a org.Agency, s scene) error {
	clock := r.Casework.ClockOf(a.ID)
	back := time.Duration(60+r.rng.IntN(240)) * time.Minute
	if s.stopAt != process.Receive {
		back += time.Duration(r.rng.IntN(16)) * time.Hour
	}
	if s.late {
		limit := o.Definition.Procedure(r.Until.Date()).Limit()
		back = time.Duration(limit.Milli*8/1000+12) * time.Hour
	}
	at := clock.AddWorking(r.Until, -back)
	err := r.dossier(o.Offer, spot{at: at, agency: a.ID, place: a.Territory, online: true, counted: a.Level.Tier(), owner: s.owner}, s.stopAt)
	if err != nil || !s.asked {
		return err
	}
	p := r.plans[len(r.plans)-1]
	last := p.acts[len(p.acts)-1].at
	p.add(last.Add(time.Minute), r.assignee(p, last), dossier.RequestSupplement{Items: []dossier.Item{
		{Name: "Giấy tờ tùy thân (mô phỏng)", Why: "Ảnh chụp bị lóa, không đọc được số. Xin chụp lại nơi đủ sáng."},
	}})
	return nil
}
