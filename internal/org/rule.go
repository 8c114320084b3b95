package org

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Rule says who is competent for a procedure: either one named agency, or the
// agency of a level and kind where the applicant's place lies. A rule may hold
// for some days only, as when a task moved from one department to another.
type Rule struct {
	Agency string `json:"agency,omitempty"` // names the agency; its successors take over
	Level  Level  `json:"level,omitempty"`
	Kind   Kind   `json:"kind,omitempty"`
	Span
}

// ByLevel is the rule "the kind of agency of that level where the place lies".
func ByLevel(level Level, kind Kind) Rule { return Rule{Level: level, Kind: kind} }

// ByAgency is the rule "that agency, or who succeeded it".
func ByAgency(id string) Rule { return Rule{Agency: id} }

// Since is the rule from a day on.
func (r Rule) Since(day calendar.Date) Rule { r.From = day; return r }

// Through is the rule up to and including a day.
func (r Rule) Through(day calendar.Date) Rule { r.Until = day; return r }

// GapReason names why no agency is competent.
type GapReason string

// The reasons of a gap.
const (
	GapNoRule      GapReason = "no_rule"      // no rule holds on that day
	GapNoAgency    GapReason = "no_agency"    // the agency is unknown or had not begun
	GapNoSuccessor GapReason = "no_successor" // it ended and nobody took over
	GapNoPlace     GapReason = "no_place"     // a place is needed and was not given, or is unknown
	GapDivided     GapReason = "divided"      // the place or agency was divided: the applicant says which part
	GapNotYet      GapReason = "not_yet"      // the place does not exist on that day and has no single past
)

// Gap is a named absence of a competent agency. Choices are the ids of the
// places among which the applicant must choose, when that would close it.
type Gap struct {
	Reason  GapReason
	Rule    Rule
	Place   string
	Day     calendar.Date
	Choices []string
}

// Error names the gap for logs.
func (g *Gap) Error() string {
	return "org: no competent agency on " + g.Day.String() + ": " + string(g.Reason) + " (" + g.Rule.Agency + string(g.Rule.Level) + " " + string(g.Rule.Kind) + ", place " + g.Place + ")"
}

// Say is the sentence for the applicant or the officer.
func (g *Gap) Say() locale.Text {
	switch g.Reason {
	case GapNoPlace:
		return locale.T("Chưa biết địa bàn giải quyết. Xin Ông/Bà chọn xã, phường hoặc đặc khu.",
			"The place is not known yet. Please choose the commune, ward or special zone.")
	case GapDivided:
		return locale.T("Địa bàn này đã được chia cho nhiều đơn vị mới. Xin Ông/Bà chọn xã, phường hoặc đặc khu hiện nay.",
			"This place was divided among several new ones. Please choose today's commune, ward or special zone.")
	case GapNotYet:
		return locale.T("Địa bàn này chưa có vào ngày đó. Xin chọn tên xã, phường của thời điểm ấy.",
			"This place did not exist on that day. Please choose the commune or ward of that time.")
	case GapNoSuccessor:
		return locale.T("Cơ quan giải quyết đã kết thúc hoạt động và chưa ghi nhận cơ quan kế thừa. Xin gọi Trung tâm Phục vụ hành chính công để được hướng dẫn.",
			"The deciding agency has ended and no successor is recorded. Please call the public administration service centre.")
	case GapNoRule, GapNoAgency:
	}
	return locale.T("Thủ tục này chưa được giao cho cơ quan nào vào ngày đó. Xin gọi Trung tâm Phục vụ hành chính công để được hướng dẫn.",
		"No agency is assigned to this procedure on that day. Please call the public administration service centre.")
}

// Competent lists the agencies competent on the day for a procedure's rules
// and the applicant's place: one for each rule in force, or its gap. Rules not
// in force on the day are passed over; when none is, that is a gap itself.
func (o *Organisation) Competent(rules []Rule, place string, day calendar.Date) ([]Agency, []Gap) {
	var agencies []Agency
	var gaps []Gap
	inForce := false
	for _, r := range rules {
		if !r.On(day) {
			continue
		}
		inForce = true
		a, gap := o.Resolve(r, place, day)
		switch {
		case gap != nil:
			gaps = append(gaps, *gap)
		case !contains(agencies, a.ID):
			agencies = append(agencies, a)
		}
	}
	if !inForce {
		gaps = append(gaps, Gap{Reason: GapNoRule, Place: place, Day: day})
	}
	return agencies, gaps
}

func contains(list []Agency, id string) bool {
	for _, a := range list {
		if a.ID == id {
			return true
		}
	}
	return false
}

// Resolve finds the one agency competent by the rule on the day: exactly one
// of agency and gap is given. The rule's own span is not looked at.
func (o *Organisation) Resolve(r Rule, place string, day calendar.Date) (Agency, *Gap) {
	gap := func(reason GapReason, choices ...string) (Agency, *Gap) {
		return Agency{}, &Gap{Reason: reason, Rule: r, Place: place, Day: day, Choices: choices}
	}
	if r.Agency != "" {
		return o.resolveNamed(r, place, day, gap)
	}
	if r.Level == LevelProvince || r.Level == LevelSector {
		ids := o.wide[seat{r.Level, r.Kind, ""}]
		for _, id := range ids {
			if a, ok := o.Agency(id, day); ok {
				return a, nil
			}
		}
		return gap(GapNoAgency)
	}
	p, g := o.PlaceOn(place, day)
	if g != nil {
		return gap(g.Reason, g.Choices...)
	}
	if a, ok := o.seated(seat{r.Level, r.Kind, p.ID}, day); ok {
		return a, nil
	}
	if p.Level != LevelCommune {
		return gap(GapNoPlace)
	}
	if r.Level == LevelDistrict {
		if a, ok := o.seated(seat{LevelDistrict, r.Kind, p.Parent}, day); ok {
			return a, nil
		}
		// The district level ended: its tasks went to the commune where the
		// place lies (Luật 72/2025/QH15).
		if d, was := o.places.Places[p.Parent]; !was || d.Level != LevelDistrict || !d.Span.On(day) {
			if a, ok := o.seated(seat{LevelCommune, r.Kind, p.ID}, day); ok {
				return a, nil
			}
		}
	}
	return gap(GapNoAgency)
}

type gapFunc func(GapReason, ...string) (Agency, *Gap)

func (o *Organisation) resolveNamed(r Rule, place string, day calendar.Date, gap gapFunc) (Agency, *Gap) {
	start, ok := o.Find(r.Agency)
	if !ok || day.Before(start.From) {
		return gap(GapNoAgency)
	}
	if a, ok := o.Agency(r.Agency, day); ok {
		return a, nil
	}
	// A district's successors are many communes: the place says which.
	if start.Territory != "" && len(start.Successors) > 1 {
		p, g := o.PlaceOn(place, day)
		if g != nil {
			return gap(g.Reason, g.Choices...)
		}
		if a, ok := o.seated(seat{LevelCommune, start.Kind, p.ID}, day); ok {
			for _, id := range o.heirs(start.ID, day) {
				if id == a.ID {
					return a, nil
				}
			}
		}
		return gap(GapDivided)
	}
	if a, ok := o.Successor(r.Agency, day); ok {
		return a, nil
	}
	return gap(GapNoSuccessor)
}
