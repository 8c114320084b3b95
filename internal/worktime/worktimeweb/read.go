package worktimeweb

import (
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/worktime"
)

// dayRows is how many special days the form takes at once.
const dayRows = 8

// The parts of a line, after the field of its day.
const (
	kindPart = ".kind"
	withPart = ".with"
	namePart = ".name"
)

// readAmend is what the form asks for. What cannot be read is wrong in the form.
func readAmend(f *web.Form) worktime.Amend {
	c := worktime.Amend{
		Decision: worktime.Decision{
			Number: f.Value("decision_number"), Date: f.Date("decision_date"), Issuer: f.Value("decision_issuer"), Subject: f.Value("decision_subject"),
		},
		Ground: f.Value("ground"),
	}
	closeGaps(f)
	for i := range dayRows {
		field := worktime.DayField(i)
		if f.Value(field) == "" {
			break
		}
		name := f.Value(field + namePart)
		d := calendar.Day{
			Date: readDay(f, field), Kind: calendar.DayKind(f.Value(field + kindPart)), With: readDay(f, field+withPart),
			Decision: c.Decision.Number,
		}
		if name != "" {
			d.Name = locale.T(name, name)
		}
		if d.Kind == "" {
			f.Wrong(field+kindPart, locale.F("Dòng %d: xin chọn loại ngày.", "Line %d: please choose the kind of day.", i+1))
		}
		c.Change.Days = append(c.Change.Days, d)
	}
	for text := range strings.FieldsFuncSeq(f.Value("ordinary"), func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		d, ok := parseDay(text)
		if !ok {
			f.Wrong("ordinary", locale.F("Không đọc được ngày “%s”. Xin ghi dạng 31/8/2026.", "The day “%s” cannot be read. Please write it as 31/8/2026.", text))
			continue
		}
		c.Change.Ordinary = append(c.Change.Ordinary, d)
	}
	if f.Value("announced") != "" || f.Value("announced_until") != "" {
		c.Change.Announced = []calendar.Span{{From: readDay(f, "announced"), Until: readDay(f, "announced_until")}}
	}
	if s, ok := readSeason(f); ok {
		c.Change.Seasons = []calendar.Season{s}
	}
	return c
}

// closeGaps moves the filled lines to the top, so that a line's number is the
// same for the reader and for the rule that refuses it.
func closeGaps(f *web.Form) {
	parts := []string{"", kindPart, withPart, namePart}
	next := 0
	for i := range dayRows {
		from, to := worktime.DayField(i), worktime.DayField(next)
		filled := f.Value(from) != "" || f.Value(from+kindPart) != "" || f.Value(from+withPart) != ""
		if !filled {
			continue
		}
		if f.Value(from) == "" {
			f.Wrong(to, locale.F("Dòng %d: xin ghi ngày.", "Line %d: please give the day.", next+1))
		}
		if next != i {
			for _, p := range parts {
				f.Set(to+p, f.Value(from+p))
				f.Set(from+p, "")
			}
		}
		next++
	}
}

// readDay is a day typed as 31/8/2026, zero for none.
func readDay(f *web.Form, field string) calendar.Date {
	text := f.Value(field)
	if text == "" {
		return calendar.Date{}
	}
	d, ok := parseDay(text)
	if !ok {
		f.Wrong(field, locale.F("Không đọc được ngày “%s”. Xin ghi dạng 31/8/2026.", "The day “%s” cannot be read. Please write it as 31/8/2026.", text))
	}
	return d
}

func parseDay(text string) (calendar.Date, bool) {
	d, wrong := locale.ParseDay(text)
	return calendar.D(d.Year, int(d.Month), d.Day), wrong == nil
}

// The fields of office hours: two stretches of a day, on the weekdays ticked.
var hourFields = [2][2]string{{"morning_from", "morning_until"}, {"afternoon_from", "afternoon_until"}} //nolint:gochecknoglobals // a constant table

// readSeason is the office hours of the form; false when none are given.
func readSeason(f *web.Form) (calendar.Season, bool) {
	field := worktime.SeasonField(0)
	given := f.Value(field) != "" || len(f.Values("weekday")) > 0
	for _, h := range hourFields {
		given = given || f.Value(h[0]) != "" || f.Value(h[1]) != ""
	}
	if !given {
		return calendar.Season{}, false
	}
	s := calendar.Season{From: readDay(f, field), Until: readDay(f, "season_until")}
	if name := f.Value("season_name"); name != "" {
		s.Name = locale.T(name, name)
	}
	var hours []calendar.Period
	for _, h := range hourFields {
		if f.Value(h[0]) == "" && f.Value(h[1]) == "" {
			continue
		}
		hours = append(hours, calendar.Period{From: readMinute(f, h[0]), Until: readMinute(f, h[1])})
	}
	for _, w := range f.Values("weekday") {
		if n, err := strconv.Atoi(w); err == nil && n >= 0 && n < len(s.Week) {
			s.Week[n] = hours
		}
	}
	return s, true
}

func readMinute(f *web.Form, field string) calendar.Minute {
	text := f.Value(field)
	if len(text) == len("7:30") {
		text = "0" + text
	}
	var m calendar.Minute
	if err := m.UnmarshalText([]byte(text)); err != nil {
		f.Wrong(field, locale.T("Xin ghi giờ dạng 07:30.", "Please write the time as 07:30."))
	}
	return m
}
