package calendar

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/locale"
)

//nolint:gochecknoglobals // a constant table
var weekdayVI = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}

// Words is the date for people, with its weekday: "thứ Sáu 03/05/2024",
// "Friday 3 May 2024".
func (d Date) Words(lang locale.Lang) string {
	if d.IsZero() {
		return ""
	}
	if lang == locale.EN {
		return fmt.Sprintf("%s %d %s %d", d.Weekday(), d.Day, d.Month, d.Year)
	}
	return weekdayVI[d.Weekday()] + " " + d.Short()
}

// Short is dd/mm/yyyy.
func (d Date) Short() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, int(d.Month), d.Year)
}

// Words is the instant for people, by the minute: "17 giờ 00 phút thứ Sáu
// 03/05/2024", "17:00 on Friday 3 May 2024"; "" for none.
func (i Instant) Words(lang locale.Lang) string {
	if i.IsZero() {
		return ""
	}
	if lang == locale.EN {
		return i.clockWords(lang) + " on " + i.Date().Words(lang)
	}
	return i.clockWords(lang) + " " + i.Date().Words(lang)
}

func (i Instant) clockWords(lang locale.Lang) string {
	return Minute(i.Time().Hour()*60 + i.Time().Minute()).words(lang)
}

func (m Minute) words(lang locale.Lang) string {
	if lang == locale.EN {
		return m.String()
	}
	return fmt.Sprintf("%02d giờ %02d phút", int(m)/60, int(m)%60)
}

// Words is the limit for people: "7,5 ngày làm việc", "24 hours".
func (l Limit) Words(lang locale.Lang) string {
	one := l.Milli == 1000
	pick := func(vi, single, plural string) string {
		if lang != locale.EN {
			return vi
		}
		if one {
			return single
		}
		return plural
	}
	switch l.Unit {
	case SameDay:
		return pick("trong ngày", "the same day", "the same day")
	case WorkingDays:
		return l.number(lang) + pick(" ngày làm việc", " working day", " working days")
	case Days:
		return l.number(lang) + pick(" ngày", " day", " days")
	case Months:
		return l.number(lang) + pick(" tháng", " month", " months")
	case Hours:
		return l.number(lang) + pick(" giờ làm việc", " working hour", " working hours")
	case Unknown:
	}
	return pick("chưa xác định", "undetermined", "undetermined")
}

func (l Limit) number(lang locale.Lang) string {
	s := fmt.Sprintf("%d", l.Milli/1000)
	if part := l.Milli % 1000; part > 0 {
		point := ","
		if lang == locale.EN {
			point = "."
		}
		s += point + strings.TrimRight(fmt.Sprintf("%03d", part), "0")
	}
	return s
}

// Words tells a trace in sentences, one per step; runs of counted days share
// one.
func Words(trace []Step, lang locale.Lang) []string {
	out := make([]string, 0, len(trace))
	for i := 0; i < len(trace); i++ {
		s := trace[i]
		if s.Kind == StepCounted {
			last := s
			for i+1 < len(trace) && trace[i+1].Kind == StepCounted && trace[i+1].Date == last.Date.AddDays(1) {
				i++
				last = trace[i]
			}
			if last.N > s.N {
				out = append(out, sentence(lang, locale.F("%[1]s đến %[2]s: ngày làm việc thứ %[3]d đến thứ %[4]d.", "%[1]s to %[2]s: working days %[3]d to %[4]d.",
					s.Date.Words(lang), last.Date.Words(lang), s.N, last.N)))
				continue
			}
		}
		line := sentence(lang, s.text(lang))
		if s.Clause != "" {
			line = strings.TrimSuffix(line, ".") + " (" + s.Clause.In(lang) + ")."
		}
		out = append(out, line)
	}
	return out
}

// sentence puts the text in lang with a capital.
func sentence(lang locale.Lang, t locale.Text) string {
	s := t.In(lang)
	if rest, ok := strings.CutPrefix(s, "thứ "); ok {
		return "Thứ " + rest
	}
	return s
}

// span is a day or a run of days.
func (s Step) span(lang locale.Lang) string {
	switch {
	case s.Until.IsZero() || s.Until == s.Date:
		return s.Date.Words(lang)
	case s.Until == s.Date.AddDays(1) && lang == locale.EN:
		return s.Date.Words(lang) + " and " + s.Until.Words(lang)
	case s.Until == s.Date.AddDays(1):
		return s.Date.Words(lang) + " và " + s.Until.Words(lang)
	case lang == locale.EN:
		return s.Date.Words(lang) + " to " + s.Until.Words(lang)
	}
	return s.Date.Words(lang) + " đến " + s.Until.Words(lang)
}

// text is the step's sentence, whose arguments are already in lang.
func (s Step) text(lang locale.Lang) locale.Text {
	switch s.Kind {
	case StepReceived:
		return locale.F("Tiếp nhận lúc %s.", "Received at %s.", s.From.Words(lang))
	case StepNotCounted:
		return locale.F("%s không tính; tính từ ngày liền sau.", "%s is not counted; counting begins the next day.", s.Date.Words(lang))
	case StepOpening:
		return locale.F("Ngoài giờ làm việc, nên tính từ %s.", "Outside office hours, so counting begins at %s.", s.To.Words(lang))
	case StepCounted:
		return locale.F("%s: ngày làm việc thứ %d.", "%s: working day %d.", s.Date.Words(lang), s.N)
	case StepMakeUp:
		return locale.F("%s: làm bù%[3]s, ngày làm việc thứ %[2]d.", "%s: make-up day%[4]s, working day %[2]d.", s.Date.Words(lang), s.N, s.with(" cho ", lang), s.with(" for ", lang))
	case StepPart:
		return locale.F("%s: tính %s, từ %[3]s đến %[4]s.", "%s: %s counted, from %[3]s to %[4]s.", s.Date.Words(lang), s.Left.Words(lang), s.From.clockWords(lang), s.To.clockWords(lang))
	case StepDays:
		last := s.N + s.Until.number() - s.Date.number()
		if last == s.N {
			return locale.F("%s: ngày thứ %d.", "%s: day %d.", s.Date.Words(lang), s.N)
		}
		return locale.F("%s: ngày thứ %d đến thứ %d.", "%s: days %d to %d.", s.span(lang), s.N, last)
	case StepMonths:
		return locale.F("%s từ %s là đến %s.", "%s from %s lead to %s.", s.Left.Words(lang), s.Date.Words(lang), s.Until.Words(lang))
	case StepHours:
		return locale.F("%[1]s: từ %[2]s đến %[3]s, tính %[4]s làm việc.", "%[1]s: %[2]s to %[3]s, %[4]s of office hours.", s.Date.Words(lang), s.started().clockWords(lang), s.To.clockWords(lang), OfficeTime(s.Minutes, lang))
	case StepPaused, StepPauseLate, StepResumed, StepRestarted:
		return s.pauseText(lang)
	case StepSameDay:
		return locale.F("Việc giải quyết trong ngày: hạn là hết giờ làm việc %s.", "Same-day matter: due by the end of office hours on %s.", s.Date.Words(lang))
	case StepCutOff:
		return locale.F("Nhận từ %s trở đi, nên hạn là hết giờ làm việc %s.", "Received at or after %s, so due by the end of office hours on %s.", Minute(s.Minutes).words(lang), s.Date.Words(lang))
	case StepMoved:
		return locale.F("Ngày cuối là ngày nghỉ, nên chuyển sang ngày làm việc tiếp theo: %s.", "The last day is a rest day, so it moves to the next working day: %s.", s.Date.Words(lang))
	case StepEnd:
		return locale.F("Hạn: %s.", "Due: %s.", s.To.Words(lang))
	case StepWeekend, StepDuty, StepClosed, StepHoliday, StepOff, StepSwapped:
	}
	return s.restText(lang)
}

// started is the beginning of counted hours as it is shown: by the minute, so
// that the minutes shown and the minutes counted agree. A beginning within a
// minute that the end does not make up for counts from the next.
func (s Step) started() Instant {
	const minute = Instant(time.Minute / time.Microsecond)
	if s.From%minute > s.To%minute {
		return s.From - s.From%minute + minute
	}
	return s.From
}

// restText tells a day that is not counted.
func (s Step) restText(lang locale.Lang) locale.Text {
	days := s.span(lang)
	switch s.Kind {
	case StepWeekend:
		return locale.F("%s: nghỉ hằng tuần, không tính.", "%s: weekly rest, not counted.", days)
	case StepDuty:
		return locale.F("%s: ca trực tiếp nhận hồ sơ, không phải ngày làm việc, không tính.", "%s: duty shift, no working day, not counted.", days)
	case StepClosed:
		return locale.F("%s: cơ quan không làm việc, không tính.", "%s: the agency is closed, not counted.", days)
	case StepHoliday:
		return locale.F("%s: nghỉ lễ, tết – %s, không tính.", "%s: public holiday – %s, not counted.", days, s.Name.In(lang))
	case StepOff:
		return locale.F("%s: nghỉ bù – %s, không tính.", "%s: compensatory day off – %s, not counted.", days, s.Name.In(lang))
	case StepSwapped:
		return locale.F("%s: nghỉ hoán đổi%[2]s, không tính.", "%s: day off by swap%[3]s, not counted.", days, s.with(", làm bù ", lang), s.with(", worked on ", lang))
	default:
		return locale.T(days, days)
	}
}

// pauseText tells where the clock stops and goes on.
func (s Step) pauseText(lang locale.Lang) locale.Text {
	ground := s.Name.In(lang)
	if ground != "" {
		ground = " (" + ground + ")"
	}
	switch s.Kind {
	case StepPaused:
		return locale.F("Tạm dừng từ %s%s, còn lại %s.", "Paused from %s%s, %s remaining.", s.From.Words(lang), ground, s.Left.Words(lang))
	case StepResumed:
		return locale.F("Tính tiếp từ %s, còn lại %s.", "Resumed at %s, %s remaining.", s.From.Words(lang), s.Left.Words(lang))
	case StepRestarted:
		return locale.F("Tính lại từ đầu từ %s: %s.", "Restarted at %s: %s.", s.From.Words(lang), s.Left.Words(lang))
	default:
		return locale.F("Tạm dừng lúc %s%s sau khi đã hết hạn, nên hạn không đổi.", "Paused at %s%s after the due time, which therefore stays.", s.From.Words(lang), ground)
	}
}

func (s Step) with(lead string, lang locale.Lang) string {
	if s.With.IsZero() {
		return ""
	}
	return lead + s.With.Words(lang)
}

// Provisional says why a due day may still move (dự kiến): the holidays of its
// year are not announced yet.
func Provisional(day Date) locale.Text {
	return locale.F("Ngày dự kiến: lịch nghỉ lễ, tết năm %d chưa công bố, nên ngày này có thể thay đổi.",
		"Provisional: the holidays of %d are not announced yet, so this day may change.", day.Year)
}

// OfficeTime is an amount of office hours, in minutes, for people: "3 giờ 30
// phút", "3 hours 30 minutes".
func OfficeTime(m int64, lang locale.Lang) string {
	unit := func(n int64, vi, en string) string {
		switch {
		case lang != locale.EN:
			return fmt.Sprintf("%d %s", n, vi)
		case n == 1:
			return fmt.Sprintf("%d %s", n, en)
		}
		return fmt.Sprintf("%d %ss", n, en)
	}
	switch h, rest := m/60, m%60; {
	case h == 0:
		return unit(rest, "phút", "minute")
	case rest == 0:
		return unit(h, "giờ", "hour")
	default:
		return unit(h, "giờ", "hour") + " " + unit(rest, "phút", "minute")
	}
}

// Remaining is how far a due time is, in working time.
type Remaining struct {
	// Work is the office hours left until the due time, negative when late: it
	// sorts desks.
	Work time.Duration `json:"work"`
	// Days is the working days left, or by which it is late, never negative.
	Days int  `json:"days"`
	Late bool `json:"late,omitempty"`
	// None: there is no due time (undetermined, or the clock is stopped).
	None bool `json:"none,omitempty"`
}

// Remaining measures from now to the due time.
func (c *Clock) Remaining(now, due Instant) Remaining {
	if due.IsZero() {
		return Remaining{None: true}
	}
	r := Remaining{Work: c.Working(now, due), Late: now > due}
	if r.Late {
		r.Days = c.WorkingDaysBetween(due.Date(), now.Date())
	} else {
		r.Days = c.WorkingDaysBetween(now.Date(), due.Date())
	}
	return r
}

// Words is "còn 3 giờ làm việc", "còn 2 ngày làm việc", "quá hạn 5 giờ làm
// việc".
func (r Remaining) Words(lang locale.Lang) string {
	vi, en := "còn %s làm việc", "%s of work left"
	if r.Late {
		vi, en = "quá hạn %s làm việc", "overdue by %s of work"
	}
	switch {
	case r.None:
		return locale.T("chưa xác định hạn", "no due time").In(lang)
	case r.inDays() && r.Late:
		return locale.F("quá hạn %d ngày làm việc", "overdue by %d working "+plural(r.Days, "day"), r.Days).In(lang)
	case r.inDays():
		return locale.F("còn %d ngày làm việc", "%d working "+plural(r.Days, "day")+" left", r.Days).In(lang)
	case r.minutes() >= 1:
		return locale.F(vi, en, r.Amount(lang)).In(lang)
	case r.Late:
		return locale.T("vừa quá hạn", "just overdue").In(lang)
	}
	return locale.T("đến hạn", "due now").In(lang)
}

// Amount is how much is left, or over, without saying which: "3 giờ", "2
// ngày". Below eight working hours it tells hours, cut down, below three with
// minutes; from there on days. "" when there is no due time, or it is this minute.
func (r Remaining) Amount(lang locale.Lang) string {
	switch m := r.minutes(); {
	case r.None || m < 1:
		return ""
	case r.inDays():
		return locale.F("%d ngày", "%d "+plural(r.Days, "day"), r.Days).In(lang)
	case m >= 3*60:
		return OfficeTime(m/60*60, lang)
	default:
		return OfficeTime(m, lang)
	}
}

func (r Remaining) minutes() int64 {
	if r.Late {
		return int64(-r.Work / time.Minute)
	}
	return int64(r.Work / time.Minute)
}

func (r Remaining) inDays() bool { return r.minutes() >= 8*60 && r.Days > 0 }

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// Explain is the due time in one line: when, and what was left out on the way.
func (d Due) Explain(lang locale.Lang) string {
	if d.Stopped {
		return locale.F("Đang tạm dừng, còn lại %s.", "Paused, %s remaining.", d.Left.Words(lang)).In(lang)
	}
	rest := map[StepKind]int{}
	for i := range d.Trace {
		s := &d.Trace[i]
		n := 1
		if !s.Until.IsZero() {
			n = s.Until.number() - s.Date.number() + 1
		}
		rest[s.Kind] += n
	}
	var parts []string
	add := func(n int, t locale.Text) {
		if n > 0 {
			parts = append(parts, t.In(lang))
		}
	}
	off := rest[StepHoliday] + rest[StepOff] + rest[StepSwapped]
	week := rest[StepWeekend] + rest[StepDuty] + rest[StepClosed]
	if moved := rest[StepMoved]; moved > 0 {
		// By civil days rest days count, save at the end.
		add(moved, locale.T("ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo", "the last day is a rest day, so it moves to the next working day"))
		off, week = 0, 0
	}
	add(off, locale.F("đã trừ %d ngày nghỉ lễ, tết, nghỉ bù, hoán đổi", "%d "+plural(off, "holiday")+" and days off left out", off))
	add(week, locale.F("đã trừ %d ngày nghỉ hằng tuần", "%d weekly rest "+plural(week, "day")+" left out", week))
	add(rest[StepPaused], locale.F("đã trừ %d lần tạm dừng", "%d "+plural(rest[StepPaused], "pause")+" left out", rest[StepPaused]))
	if d.Provisional {
		parts = append(parts, locale.T("dự kiến, vì có ngày nghỉ chưa được công bố", "provisional: some days off are not yet announced").In(lang))
	}
	line := locale.F("Hạn: %s", "Due: %s", d.At.Words(lang)).In(lang)
	if len(parts) > 0 {
		line += "; " + strings.Join(parts, "; ")
	}
	return line + "."
}
