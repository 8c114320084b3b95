package worktime

import (
	"fmt"
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// DayField is the form field of the nth special day of a change, from 0.
func DayField(n int) string { return fmt.Sprintf("day.%d", n) }

// SeasonField is the form field of the nth office hours of a change, from 0.
func SeasonField(n int) string { return fmt.Sprintf("season.%d", n) }

// KindName is what a day is called.
func KindName(k calendar.DayKind) locale.Text {
	switch k {
	case calendar.Holiday:
		return locale.T("Nghỉ lễ, tết", "Public holiday")
	case calendar.Compensatory:
		return locale.T("Nghỉ bù", "Compensatory day off")
	case calendar.Swapped:
		return locale.T("Nghỉ hoán đổi", "Swapped day off")
	case calendar.MakeUp:
		return locale.T("Làm bù", "Make-up day")
	case calendar.Workday:
		return locale.T("Ngày làm việc", "Working day")
	case calendar.Duty:
		return locale.T("Trực", "Duty shift")
	case calendar.Weekend:
		return locale.T("Nghỉ hằng tuần", "Weekly rest")
	case calendar.Closed:
	}
	return locale.T("Không làm việc", "Closed")
}

// Kinds are the kinds of special days, in the order of a form.
func Kinds() []calendar.DayKind {
	return []calendar.DayKind{calendar.Holiday, calendar.Compensatory, calendar.Swapped, calendar.MakeUp}
}

// checking gathers what is wrong with a change of a calendar.
type checking struct {
	change Change
	base   calendar.Calendar
	after  map[calendar.Date]calendar.Day // special days with the change
	clock  *calendar.Clock                // of base; nil when it does not compile
	today  calendar.Date
	wrong  fault.List
}

func (c Change) check(base calendar.Calendar, today calendar.Date) fault.List {
	k := &checking{change: c, base: base, today: today, after: map[calendar.Date]calendar.Day{}}
	k.clock, _ = base.Compile() // it was published: it compiles
	for _, d := range c.Apply(base).Days {
		k.after[d.Date] = d
	}
	switch {
	case c.IsZero():
		k.say("", "nothing", locale.T("Chưa có thay đổi nào. Xin ghi ít nhất một ngày, một mùa giờ hoặc một đoạn đã công bố.",
			"There is no change yet. Please enter at least one day, office hours, or an announced stretch."))
		return k.wrong
	case len(c.Days) > mostDays, len(base.Seasons)+len(c.Seasons) > mostSeasons:
		k.say("", "too_many", locale.F("Một văn bản thay đổi nhiều nhất %d ngày, và một lịch có nhiều nhất %d mùa giờ. Xin chia nhỏ.",
			"One text changes at most %d days, and a calendar has at most %d seasons. Please split it.", mostDays, mostSeasons))
		return k.wrong
	}
	k.days()
	k.ordinary()
	k.pairs()
	k.seasons()
	k.announced()
	return k.wrong
}

func (k *checking) say(field, code string, say locale.Text) {
	k.wrong = append(k.wrong, fault.New(fault.Invalid, "worktime."+code, say).At(field))
}

// reach reports whether a day lies in the years that may be changed.
func (k *checking) reach(field string, d calendar.Date) bool {
	from, until := calendar.D(k.today.Year-yearsBack, 1, 1), calendar.D(k.today.Year+yearsAhead, 12, 31)
	if d.Before(from) || d.After(until) {
		k.say(field, "out_of_reach", locale.F("Ngày %s nằm ngoài khoảng được công bố (%s đến %s). Xin kiểm tra lại năm.",
			"The day %s lies outside what may be published (%s to %s). Please check the year.", d.Short(), from.Short(), until.Short()))
		return false
	}
	return true
}

func (k *checking) days() {
	seen := map[calendar.Date]bool{}
	for i, d := range k.change.Days {
		field := DayField(i)
		switch {
		case d.Date.IsZero():
			k.say(field, "day_missing", locale.F("Dòng %d: xin ghi ngày.", "Line %d: please give the day.", i+1))
			continue
		case seen[d.Date] || slices.Contains(k.change.Ordinary, d.Date):
			k.say(field, "day_twice", locale.F("Ngày %s được ghi hai lần; một ngày không thể vừa nghỉ vừa làm bù. Xin giữ một dòng.",
				"The day %s is entered twice; a day cannot be both off and a make-up day. Please keep one line.", d.Date.Short()))
			continue
		case !slices.Contains(Kinds(), d.Kind):
			k.say(field, "kind", locale.F("Ngày %s: xin chọn nghỉ lễ, nghỉ bù, nghỉ hoán đổi hoặc làm bù.",
				"The day %s: please choose holiday, compensatory, swapped or make-up.", d.Date.Short()))
			continue
		}
		seen[d.Date] = true
		if k.reach(field, d.Date) {
			k.against(field, d)
		}
	}
}

// against compares a day with what the calendar says of it so far.
func (k *checking) against(field string, d calendar.Day) {
	if k.clock == nil {
		return
	}
	was := k.clock.OfficeDay(d.Date)
	works := was.Kind == calendar.MakeUp || was.Kind == calendar.Workday || was.Kind == calendar.Duty
	switch {
	case was.Special != nil && was.Kind != calendar.MakeUp && d.Kind == calendar.MakeUp:
		k.say(field, "off_and_made_up", locale.F("Ngày %s đang là ngày %s, không thể đồng thời làm bù. Nếu văn bản bỏ ngày nghỉ đó, xin đưa ngày về ngày thường trước.",
			"The day %s is %s and cannot be a make-up day too. If the text cancels that day off, please make it ordinary first.",
			d.Date.Short(), KindName(was.Kind)))
	case was.Kind == calendar.MakeUp && d.Kind != calendar.MakeUp:
		k.say(field, "off_and_made_up", locale.F("Ngày %s đang là ngày làm bù, không thể đồng thời là ngày nghỉ. Nếu văn bản bỏ ngày làm bù, xin đưa ngày về ngày thường trước.",
			"The day %s is a make-up day and cannot be a day off too. If the text cancels it, please make it ordinary first.", d.Date.Short()))
	case d.Kind == calendar.MakeUp && was.Special == nil && was.Kind == calendar.Workday:
		k.say(field, "works_anyway", locale.F("Ngày %s vốn là ngày làm việc nên không thể làm bù. Xin kiểm tra lại ngày.",
			"The day %s is a working day anyway, so it cannot make up for another. Please check the day.", d.Date.Short()))
	case d.Kind == calendar.Swapped && !works && was.Special == nil:
		k.say(field, "rests_anyway", locale.F("Ngày %s vốn là ngày nghỉ nên không cần hoán đổi. Xin kiểm tra lại ngày.",
			"The day %s is a day of rest anyway, so there is nothing to swap. Please check the day.", d.Date.Short()))
	}
	k.hours(field, locale.F("Ngày %s", "The day %s", d.Date.Short()), d.Hours)
}

func (k *checking) ordinary() {
	seen := map[calendar.Date]bool{}
	for _, d := range k.change.Ordinary {
		was := slices.ContainsFunc(k.base.Days, func(x calendar.Day) bool { return x.Date == d })
		switch {
		case seen[d]:
			continue
		case !was:
			k.say("ordinary", "ordinary_already", locale.F("Ngày %s đang là ngày thường, không có gì để bỏ. Xin kiểm tra lại.",
				"The day %s is ordinary already; there is nothing to cancel. Please check it.", d.Short()))
		default:
			k.reach("ordinary", d)
		}
		seen[d] = true
	}
}

// pairs is the rule that a swapped day is worked on another day.
func (k *checking) pairs() {
	for i, d := range k.change.Days {
		other, ok := k.after[d.With]
		switch {
		case d.Kind == calendar.Swapped && (d.With.IsZero() || !ok || other.Kind != calendar.MakeUp):
			k.say(DayField(i), "no_make_up", locale.F("Ngày %s nghỉ hoán đổi nhưng chưa có ngày làm bù đi cùng. Xin ghi ngày làm bù ở cột “đi cùng ngày” và thêm một dòng làm bù.",
				"The day %s is swapped, but there is no make-up day. Please give it in “together with” and add a line for it.", d.Date.Short()))
		case d.Kind == calendar.MakeUp && !d.With.IsZero() && (!ok || other.Kind != calendar.Swapped):
			k.say(DayField(i), "no_swapped", locale.F("Ngày làm bù %s đi cùng ngày %s, nhưng ngày đó không phải ngày nghỉ hoán đổi. Xin kiểm tra lại cặp ngày.",
				"The make-up day %s goes with %s, which is no swapped day. Please check the pair.", d.Date.Short(), d.With.Short()))
		}
	}
	for _, gone := range k.change.Ordinary {
		for _, d := range k.after {
			if d.Kind == calendar.Swapped && d.With == gone {
				k.say("ordinary", "half_a_pair", locale.F("Bỏ ngày làm bù %s thì ngày nghỉ hoán đổi %s không còn được làm bù. Xin bỏ cả hai.",
					"Without the make-up day %s the swapped day %s is not made up for. Please cancel both.", gone.Short(), d.Date.Short()))
			}
		}
	}
}

func (k *checking) seasons() {
	for i, s := range k.change.Seasons {
		field := SeasonField(i)
		worked := false
		for w, hours := range s.Week {
			worked = worked || len(hours) > 0
			k.hours(field, weekday(time.Weekday(w)), hours)
		}
		switch {
		case s.From.IsZero():
			k.say(field, "season_from", locale.T("Giờ làm việc: xin ghi áp dụng từ ngày nào.", "Office hours: please say from which day on."))
		case !s.Until.IsZero() && s.Until.Before(s.From):
			k.say(field, "season_until", locale.F("Giờ làm việc: ngày cuối %s đứng trước ngày đầu %s.", "Office hours: the last day %s is before the first, %s.", s.Until.Short(), s.From.Short()))
		case !worked:
			k.say(field, "season_empty", locale.T("Giờ làm việc: chưa có giờ của ngày nào trong tuần.", "Office hours: no weekday has any."))
		default:
			k.reach(field, s.From)
		}
	}
}

// hours finds office hours that cannot be.
func (k *checking) hours(field string, where locale.Text, hours []calendar.Period) {
	total := 0
	last := calendar.Minute(-1)
	for _, p := range hours {
		total += int(p.Until - p.From)
		if p.Until <= p.From {
			k.say(field, "hours_order", locale.F("%s: giờ kết thúc %s không sau giờ bắt đầu %s.",
				"%s: the end %s is not after the beginning %s.", where, p.Until, p.From))
			return
		}
		if p.From <= last {
			k.say(field, "hours_overlap", locale.F("%s: buổi bắt đầu %s chồng lên buổi trước (hết %s). Giữa hai buổi phải có giờ nghỉ.",
				"%s: the stretch from %s overlaps the one before (until %s). There must be a break between.", where, p.From, last))
			return
		}
		last = p.Until
	}
	if total > mostHours*60 {
		k.say(field, "hours_many", locale.F("%s: tổng cộng quá %d giờ làm việc trong một ngày. Xin kiểm tra lại giờ.",
			"%s: more than %d office hours in one day. Please check them.", where, mostHours))
	}
}

func (k *checking) announced() {
	for _, s := range k.change.Announced {
		switch {
		case s.From.IsZero() || s.Until.IsZero():
			k.say("announced", "announced_ends", locale.T("Đoạn đã công bố: xin ghi cả ngày đầu và ngày cuối.", "The announced stretch: please give both its first and its last day."))
		case s.Until.Before(s.From):
			k.say("announced", "announced_order", locale.F("Đoạn đã công bố: ngày cuối %s đứng trước ngày đầu %s.", "The announced stretch: the last day %s is before the first, %s.", s.Until.Short(), s.From.Short()))
		case s.From.After(k.base.Known.Until.AddDays(1)):
			k.say("announced", "announced_gap", locale.F("Lịch mới có đến hết ngày %s; đoạn bắt đầu %s bỏ trống ở giữa. Xin bắt đầu ngay sau đó.",
				"The calendar reaches to %s; a stretch from %s leaves a gap. Please begin right after it.", k.base.Known.Until.Short(), s.From.Short()))
		default:
			k.reach("announced", s.Until)
		}
	}
}

func weekday(w time.Weekday) locale.Text {
	names := [...]locale.Text{
		locale.T("Chủ nhật", "Sunday"), locale.T("Thứ Hai", "Monday"), locale.T("Thứ Ba", "Tuesday"), locale.T("Thứ Tư", "Wednesday"),
		locale.T("Thứ Năm", "Thursday"), locale.T("Thứ Sáu", "Friday"), locale.T("Thứ Bảy", "Saturday"),
	}
	return names[w]
}
