package procedure

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// definition reads a full record.
func (r rawRecord) definition(code string) Procedure {
	p := r.head(code, firstOf(cleanLine(r.PromulgateName), cleanLine(r.Promulgator)))
	p.Stage = Described
	p.Field = r.field()
	p.Levels = r.levels()
	p.Subjects = firstList(names(r.Subjects), lines(r.Targets))
	for _, s := range r.Steps {
		step := Step{Name: cleanLine(s.Name), Text: cleanText(s.Description)}
		if step != (Step{}) {
			p.Steps = append(p.Steps, step)
		}
	}
	p.Cases = r.cases()
	p.Channels = r.channels(p.Cases)
	r.papers(&p)
	p.Results = references(r.Results)
	p.LegalBases = references(r.LegalBases)
	p.Requirements = cleanText(r.Requirements)
	p.Executing = firstOf(cleanText(r.Executing), strings.Join(names(r.ExecutingUnits), "; "), strings.Join(names(r.ExecutingKinds), "; "))
	p.Authorised = cleanText(r.Authorised)
	p.Coordinating = cleanText(r.Coordinating)
	p.Receiving = cleanText(r.Receiving)
	p.Decision.Number = firstOf(cleanLine(r.DecisionNo))
	if r.Proposal != nil {
		p.Decision = Decision{
			Number: firstOf(cleanLine(r.Proposal.Number), p.Decision.Number), Date: epochDate(r.Proposal.Date),
			Agency: cleanLine(r.Proposal.Agency.Name), Type: cleanLine(r.Proposal.Type),
		}
	}
	p.Keywords = keywords(r.Keywords, r.Services)
	p.Anywhere = r.IsAnywhere
	p.LifeEvents = EventsFor(p)
	return p
}

func firstList(lists ...[]string) []string {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

func keywords(text string, services []rawNamed) []string {
	words := lines(strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }))
	return append(words, names(services)...)
}

func (r rawRecord) field() Field {
	switch {
	case r.Category != nil && cleanLine(r.Category.Name) != "":
		return Field{Code: cleanLine(r.Category.Code), Name: cleanLine(r.Category.Name)}
	case len(r.CategoryList) > 0:
		return Field{Code: cleanLine(r.CategoryList[0].Code), Name: cleanLine(r.CategoryList[0].Name)}
	case len(r.Categories) > 0:
		return Field{Name: cleanLine(r.Categories[0])}
	}
	return Field{}
}

func (r rawRecord) levels() []LevelPeriod {
	var out []LevelPeriod
	for _, l := range []struct {
		is    bool
		level Level
	}{{r.IsMinistry, Ministry}, {r.IsProvince, Province}, {r.IsWard, Commune}, {r.IsOther, OtherAgency}} {
		if l.is {
			out = append(out, LevelPeriod{Level: l.level})
		}
	}
	return out
}

// sameDayRule tells whether the official text has the 15:00 rule.
func (r rawRecord) sameDayRule() bool {
	for _, s := range r.Steps {
		if isSameDayText(strings.ToLower(cleanText(s.Description))) {
			return true
		}
	}
	return false
}

func (r rawRecord) cases() []Case {
	sameDay := r.sameDayRule()
	seen := map[string]bool{}
	var out []Case
	for _, c := range r.Cases {
		code := cleanLine(c.Code)
		if code == "" || seen[code] { // records repeat a case word for word
			continue
		}
		seen[code] = true
		limit, text := readLimit(c.Day.Quantity, c.Day.Unit, sameDay)
		out = append(out, Case{Code: code, Name: locale.Text{VI: cleanLine(c.Name)}, Limit: limit, LimitText: text})
	}
	return out
}

func (r rawRecord) channels(cases []Case) []Channel {
	// The 15:00 rule of the steps holds for a channel without a unit only when
	// no case of the record tells a longer limit.
	sameDay := r.sameDayRule()
	for _, c := range cases {
		sameDay = sameDay && c.Limit.Unit == calendar.SameDay
	}
	free := r.nothingCharged()
	var out []Channel
	for _, m := range r.Methods {
		ch := Channel{Method: methodOf(m.Method), Note: locale.Text{VI: cleanText(m.Description)}}
		rule := sameDay || isSameDayText(strings.ToLower(ch.Note.VI))
		ch.Limit, ch.LimitText = readLimit(m.Time, m.Unit, rule)
		for _, f := range m.Fees {
			ch.Fees = append(ch.Fees, readFee(f, free))
		}
		out = append(out, ch)
	}
	return out
}

func methodOf(m string) Method {
	switch m {
	case "ONLINE", "2":
		return Online
	case "POSTAL", "3":
		return Postal
	}
	return Direct
}

// nothingCharged tells that no channel names a sum or says a word on money.
func (r rawRecord) nothingCharged() bool {
	for _, m := range r.Methods {
		for _, f := range m.Fees {
			if f.Value == nil || *f.Value != 0 || cleanLine(f.Description) != "" {
				return false
			}
		}
	}
	return true
}
