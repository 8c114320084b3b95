package procedureweb

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/process"
	"motcua/internal/web/ui"
)

// shortText is how long a record's own words may be to stand among the facts,
// in characters.
const shortText = 70

// limitWords says a limit at a glance.
func limitWords(l calendar.Limit) locale.Text {
	if l.Unit == calendar.SameDay {
		return locale.T("Trong ngày", "The same day")
	}
	if !l.IsKnown() {
		return locale.T("Tùy trường hợp", "Depends on the case")
	}
	return locale.T(l.Words(locale.VI), l.Words(locale.EN))
}

// casesDiffer reports whether cases tell different limits.
func casesDiffer(cases []procedure.Case) bool {
	return slices.ContainsFunc(cases, func(c procedure.Case) bool { return c.Limit.IsKnown() && c.Limit != cases[0].Limit })
}

// rangeWords says the limits of cases that differ: "15 – 20 ngày" where they
// count in the same unit, "trong ngày đến 5 ngày làm việc".
func rangeWords(cases []procedure.Case) locale.Text {
	var lo, hi calendar.Limit
	sameDay := false
	for _, c := range cases {
		switch l := c.Limit; {
		case l.Unit == calendar.SameDay:
			sameDay = true
		case !l.IsKnown() || hi.Unit != "" && l.Unit != hi.Unit:
			return locale.T("Tùy trường hợp", "Depends on the case")
		case hi.Unit == "":
			lo, hi = l, l
		default:
			lo.Milli, hi.Milli = min(lo.Milli, l.Milli), max(hi.Milli, l.Milli)
		}
	}
	most := limitWords(hi)
	if sameDay {
		return locale.T("Trong ngày đến "+most.VI, "The same day to "+most.EN)
	}
	if lo == hi {
		return most
	}
	from, _, _ := strings.Cut(lo.Words(locale.VI), " ")
	fromEN, _, _ := strings.Cut(lo.Words(locale.EN), " ")
	return locale.T(from+" – "+most.VI, fromEN+" – "+most.EN)
}

// feeWords says what all channels together cost at a glance. A sum is told only
// where the record gives one that its own text does not contradict.
func feeWords(channels []procedure.Channel) locale.Text {
	var known []int64
	var texts []locale.Text
	for _, c := range channels {
		for _, f := range c.Fees {
			t := sentence(f.Text)
			switch {
			case f.Known && !slices.Contains(known, f.Amount):
				known = append(known, f.Amount)
			case !f.Known && !t.IsZero() && !slices.Contains(texts, t):
				texts = append(texts, t)
			}
		}
	}
	slices.Sort(known)
	switch {
	case len(known) == 0 && len(texts) == 0:
		return locale.T("Bản ghi không nêu", "Not stated in the record")
	case len(texts) == 1 && len(known) == 0 && utf8.RuneCountInString(texts[0].VI) <= shortText:
		return texts[0]
	case len(texts) > 0:
		return locale.T("Theo quy định, xem chi tiết", "As regulated, see details")
	case len(known) == 1 && known[0] == 0:
		return locale.T("Không thu", "Free of charge")
	case len(known) == 1:
		return oneFee(known[0], channels)
	case known[0] == 0:
		most := dong(known[len(known)-1])
		return locale.T("Không thu; có khoản đến "+most.VI, "Free; some items up to "+most.EN)
	}
	return locale.T(locale.Number(known[0], locale.VI)+" – "+locale.Dong(known[len(known)-1]),
		locale.Number(known[0], locale.EN)+" – "+locale.DongIn(known[len(known)-1], locale.EN))
}

// oneFee is the only sum that is charged: in the record's own words where they
// say more than the sum (for each page, for each person).
func oneFee(amount int64, channels []procedure.Channel) locale.Text {
	sum := dong(amount)
	for _, c := range channels {
		for _, t := range feeLines(c) {
			switch {
			case locale.Fold(t.VI) == locale.Fold(sum.VI):
			case utf8.RuneCountInString(t.VI) <= shortText:
				return t
			default:
				return locale.T(sum.VI+"; cách tính xem chi tiết", sum.EN+"; see details for how it is reckoned")
			}
		}
	}
	return sum
}

func dong(n int64) locale.Text { return locale.T(locale.Dong(n), locale.DongIn(n, locale.EN)) }

// feeLines tells every charge of a channel in the record's own words.
func feeLines(c procedure.Channel) []locale.Text {
	var out []locale.Text
	for _, f := range c.Fees {
		t := sentence(f.Text)
		if t.IsZero() && f.Known {
			t = dong(f.Amount)
			if f.Amount == 0 {
				t = locale.T("Không thu", "Free of charge")
			}
		}
		if !t.IsZero() && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// sentence is a record's text without the stop that some of its twins lack.
func sentence(t locale.Text) locale.Text {
	return locale.T(strings.TrimRight(t.VI, " .;,"), strings.TrimRight(t.EN, " .;,"))
}

// levelWords is a tier as people say it.
func levelWords(l procedure.Level) locale.Text {
	switch l {
	case procedure.Ministry:
		return locale.T("Bộ, ngành trung ương", "Ministries")
	case procedure.Province:
		return locale.T("Cấp tỉnh", "Province")
	case procedure.District:
		return locale.T("Cấp huyện (đến 30/6/2025)", "District (until 30 June 2025)")
	case procedure.Commune:
		return locale.T("Cấp xã", "Commune")
	case procedure.OtherAgency:
	}
	return locale.T("Cơ quan khác", "Other agencies")
}

// whereWords says who decides, in general: the agencies that the rules of the
// day name, else the tiers that the record names.
func whereWords(rules []org.Rule, levels []procedure.Level, day calendar.Date, o *org.Organisation) locale.Text {
	var vi, en []string
	add := func(t locale.Text) {
		if !slices.Contains(vi, t.VI) {
			vi, en = append(vi, t.VI), append(en, t.In(locale.EN))
		}
	}
	for _, r := range rules {
		if !r.On(day) {
			continue
		}
		if !byPlace(r) {
			if a, gap := o.Resolve(r, "", day); gap == nil {
				add(ui.S(a.PlainName()))
			}
			continue
		}
		if r.Kind == org.KindPolice {
			add(locale.T("Công an xã, phường, đặc khu", "Police of the commune or ward"))
		} else {
			add(locale.T("UBND xã, phường, đặc khu", "Commune or ward office"))
		}
	}
	if len(vi) == 0 {
		for _, l := range levels {
			add(levelWords(l))
		}
	}
	return locale.T(strings.Join(vi, "; "), strings.Join(en, "; "))
}

// byPlace reports whether a rule needs the applicant's place.
func byPlace(r org.Rule) bool {
	return r.Agency == "" && (r.Level == org.LevelCommune || r.Level == org.LevelDistrict)
}

// unitWords is the unit that performs a step.
func unitWords(unit string) locale.Text {
	switch unit {
	case process.OneStop:
		return locale.T("bộ phận Một cửa", "one-stop counter")
	case process.Department:
		return locale.T("phòng chuyên môn", "specialist division")
	case process.Leadership:
		return locale.T("lãnh đạo cơ quan", "head of the agency")
	case process.Office:
		return locale.T("văn phòng", "records office")
	}
	return ui.S(unit)
}

// dutyWords is the official that performs a step.
func dutyWords(duty string) locale.Text {
	switch duty {
	case process.Reception:
		return locale.T("Cán bộ tiếp nhận", "Reception officer")
	case process.UnitHead:
		return locale.T("Lãnh đạo phòng", "Head of division")
	case process.Specialist:
		return locale.T("Chuyên viên", "Specialist")
	case process.Leader:
		return locale.T("Lãnh đạo cơ quan", "Head of the agency")
	case process.Clerk:
		return locale.T("Văn thư", "Records clerk")
	case process.SealKeeper:
		return locale.T("Người giữ con dấu", "Seal keeper")
	case process.Returner:
		return locale.T("Cán bộ trả kết quả", "Hand-over officer")
	}
	return ui.S(duty)
}

// performer is who does a step: "Chuyên viên, phòng chuyên môn".
func performer(s process.Step) locale.Text {
	duty, unit := dutyWords(s.Duty), unitWords(s.Unit)
	if strings.EqualFold(duty.VI, unit.VI) {
		return duty
	}
	return locale.T(duty.VI+", "+unit.VI, duty.In(locale.EN)+", "+unit.In(locale.EN))
}

// hourWords is a planned time: "30 phút", "4 giờ", "1 giờ 30 phút".
func hourWords(minutes int) locale.Text {
	if minutes == 0 {
		return locale.T("ngay khi xong", "at once")
	}
	return locale.T(calendar.OfficeTime(int64(minutes), locale.VI), calendar.OfficeTime(int64(minutes), locale.EN))
}

// officeHours tells the weekly hours in force on a day, equal weekdays
// together: "thứ Hai – thứ Sáu: 07:00–11:30, 13:30–17:00".
func officeHours(k *calendar.Clock, day calendar.Date) []locale.Text {
	var week [7][]calendar.Period
	for _, s := range k.Calendar().Seasons {
		if !day.Before(s.From) && (s.Until.IsZero() || !day.After(s.Until)) {
			week = s.Week // the last one that covers the day holds
		}
	}
	var out []locale.Text
	for from := 1; from <= 7; {
		until := from
		for until < 7 && slices.Equal(week[(until+1)%7], week[from%7]) {
			until++
		}
		if hours := week[from%7]; len(hours) > 0 {
			name := weekdays(from, until)
			out = append(out, locale.T(locale.UpperFirst(name.VI)+": "+periods(hours), name.EN+": "+periods(hours)))
		}
		from = until + 1
	}
	return out
}

// weekdays counts Monday as 1 and Sunday as 7.
func weekdays(from, until int) locale.Text {
	a, b := locale.Weekday(time.Weekday(from%7)), locale.Weekday(time.Weekday(until%7))
	if from == until {
		return a
	}
	return locale.T(a.VI+" – "+b.VI, a.EN+" – "+b.EN)
}

func periods(hours []calendar.Period) string {
	parts := make([]string, len(hours))
	for i, p := range hours {
		parts[i] = p.From.String() + "–" + p.Until.String()
	}
	return strings.Join(parts, ", ")
}

// openToday says whether an office is open on the day.
func openToday(k *calendar.Clock, now calendar.Instant) locale.Text {
	o := k.OfficeDay(now.Date())
	switch {
	case !o.IsOpen() && o.Special != nil && !o.Special.Name.IsZero():
		return locale.T("Hôm nay nghỉ: "+o.Special.Name.VI, "Closed today: "+o.Special.Name.In(locale.EN))
	case !o.IsOpen():
		return locale.T("Hôm nay nghỉ", "Closed today")
	case k.IsWorking(now):
		return locale.T("Đang mở cửa, hôm nay "+periods(o.Hours), "Open now, today "+periods(o.Hours))
	}
	return locale.T("Hôm nay "+periods(o.Hours), "Today "+periods(o.Hours))
}

// quantityWords says how many of a paper: "1 bản chính, 1 bản sao".
func quantityWords(p procedure.Paper) locale.Text {
	var vi, en []string
	if p.Originals > 0 {
		vi = append(vi, strconv.Itoa(p.Originals)+" bản chính")
		en = append(en, strconv.Itoa(p.Originals)+" "+locale.Plural(int64(p.Originals), "original", "originals"))
	}
	if p.Copies > 0 {
		vi = append(vi, strconv.Itoa(p.Copies)+" bản sao")
		en = append(en, strconv.Itoa(p.Copies)+" "+locale.Plural(int64(p.Copies), "copy", "copies"))
	}
	if len(vi) == 0 {
		return ui.S(p.Quantity)
	}
	return locale.T(strings.Join(vi, ", "), strings.Join(en, ", "))
}

// clip shortens a long text at a word; rest reports whether anything was cut.
func clip(s string, length int) (head string, rest bool) {
	if utf8.RuneCountInString(s) <= length {
		return s, false
	}
	head = string([]rune(s)[:length])
	if i := strings.LastIndexAny(head, " \n"); i > length/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " \n,;:.") + "…", true
}

// tileCount says how much stands behind a life event.
func tileCount(t tile) locale.Text {
	if t.All == 0 {
		return locale.T("Chưa có thủ tục", "No procedures yet")
	}
	return locale.Quantity(int64(t.All), "thủ tục", "procedure", "procedures")
}

// dialled keeps what a telephone can dial.
func dialled(printed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, printed)
}
