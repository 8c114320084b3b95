package calendar

import (
	"time"

	"motcua/internal/locale"
)

// check finds what would make counting ambiguous.
func (c *Calendar) check() error {
	if c.CutOff < 0 || c.CutOff > dayMinutes {
		return invalid("cut_off", locale.T("Giờ chốt trong ngày phải từ 00:00 đến 24:00.", "The same-day cut-off must lie between 00:00 and 24:00."))
	}
	if err := checkSpan("known", c.Known); err != nil {
		return err
	}
	for _, s := range c.Provisional {
		if err := checkSpan("provisional", s); err != nil {
			return err
		}
	}
	for _, w := range c.DutyDays {
		if w < time.Sunday || w > time.Saturday {
			return invalid("duty_days", locale.T("Ngày trực phải là một thứ trong tuần, từ 0 (Chủ nhật) đến 6 (thứ Bảy).", "A duty day must be a weekday from 0 (Sunday) to 6 (Saturday)."))
		}
	}
	if err := c.checkSeasons(); err != nil {
		return err
	}
	return c.checkDays()
}

func (c *Calendar) checkSeasons() error {
	worked := false
	for _, s := range c.Seasons {
		if err := checkSpan("seasons", Span{From: s.From, Until: s.Until}); err != nil {
			return err
		}
		for _, hours := range s.Week {
			if err := checkHours("seasons", hours); err != nil {
				return err
			}
			worked = worked || len(hours) > 0
		}
	}
	if !worked {
		return invalid("seasons", locale.T("Lịch chưa có giờ làm việc nào; xin ghi giờ của ít nhất một ngày trong tuần.", "The calendar has no office hours; please give those of at least one weekday."))
	}
	return nil
}

func (c *Calendar) checkDays() error {
	seen := make(map[Date]bool, len(c.Days))
	for i := range c.Days {
		d := &c.Days[i]
		if !inReach(d.Date) || (!d.With.IsZero() && !inReach(d.With)) {
			return invalid("days", locale.F("Ngày đặc biệt %q phải nằm trong các năm 1900–2299.", "The special day %q must lie in the years 1900–2299.", d.Date))
		}
		if seen[d.Date] {
			return invalid("days", locale.F("Ngày %s được khai hai lần; xin giữ một.", "The day %s is declared twice; please keep one.", d.Date))
		}
		seen[d.Date] = true
		switch d.Kind {
		case Holiday, Compensatory, Swapped, MakeUp:
		case Workday, Duty, Weekend, Closed:
			return invalid("days", locale.F("Ngày %s: loại %q do tuần làm việc quyết định, không khai riêng được.", "The day %s: kind %q follows from the week and cannot be declared.", d.Date, d.Kind))
		default:
			return invalid("days", locale.F("Ngày %s: chưa rõ loại %q; xin chọn nghỉ lễ, nghỉ bù, hoán đổi nghỉ hoặc làm bù.", "The day %s: unknown kind %q; please choose holiday, compensatory, swapped or make-up.", d.Date, d.Kind))
		}
		if err := checkHours("days", d.Hours); err != nil {
			return err
		}
	}
	return nil
}

func checkHours(field string, hours []Period) error {
	last := Minute(0)
	for i, p := range hours {
		if p.From < last || p.Until <= p.From || p.Until > dayMinutes || (i > 0 && p.From == last) {
			return invalid(field, locale.F("Khoảng giờ %s–%s không đúng: các khoảng phải theo thứ tự, không chồng hoặc liền nhau.", "The hours %s–%s do not fit: periods must be in order, neither overlapping nor touching.", p.From, p.Until))
		}
		last = p.Until
	}
	return nil
}

func checkSpan(field string, s Span) error {
	for _, d := range []Date{s.From, s.Until} {
		if !d.IsZero() && !inReach(d) {
			return invalid(field, locale.F("Ngày %q phải nằm trong các năm 1900–2299.", "The day %q must lie in the years 1900–2299.", d))
		}
	}
	if !s.From.IsZero() && !s.Until.IsZero() && s.Until.Before(s.From) {
		return invalid(field, locale.F("Ngày cuối %s đứng trước ngày đầu %s.", "The last day %s is before the first day %s.", s.Until, s.From))
	}
	return nil
}

func inReach(d Date) bool { return d.Year >= 1900 && d.Year < 2300 && dateOf(d.number()) == d }
