package calendar_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// The worked example in words: three working days from Thursday 25/4/2024.
func TestWordsOfTheWorkedExample(t *testing.T) {
	t.Parallel()
	d, err := seed(t, calendar.Administrative).Due(at(t, "2024-04-25 10:00"), limit(calendar.WorkingDays, 3000))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[locale.Lang]string{
		locale.VI: `Tiếp nhận lúc 10 giờ 00 phút thứ Năm 25/04/2024.
Thứ Năm 25/04/2024 không tính; tính từ ngày liền sau (Bộ luật Dân sự 2015, Điều 147 khoản 2).
Thứ Sáu 26/04/2024: ngày làm việc thứ 1.
Thứ Bảy 27/04/2024 và Chủ nhật 28/04/2024: nghỉ hằng tuần, không tính.
Thứ Hai 29/04/2024: nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024, không tính (Thông báo hằng năm về nghỉ lễ, tết của cán bộ, công chức).
Thứ Ba 30/04/2024: nghỉ lễ, tết – Ngày Chiến thắng 30/4, không tính (Bộ luật Lao động 2019, Điều 112).
Thứ Tư 01/05/2024: nghỉ lễ, tết – Ngày Quốc tế lao động, không tính (Bộ luật Lao động 2019, Điều 112).
Thứ Năm 02/05/2024 đến thứ Sáu 03/05/2024: ngày làm việc thứ 2 đến thứ 3.
Hạn: 17 giờ 00 phút thứ Sáu 03/05/2024.`,
		locale.EN: `Received at 10:00 on Thursday 25 April 2024.
Thursday 25 April 2024 is not counted; counting begins the next day (Civil Code 2015, Article 147(2)).
Friday 26 April 2024: working day 1.
Saturday 27 April 2024 and Sunday 28 April 2024: weekly rest, not counted.
Monday 29 April 2024: day off by swap, worked on Saturday 4 May 2024, not counted (Thông báo hằng năm về nghỉ lễ, tết của cán bộ, công chức).
Tuesday 30 April 2024: public holiday – Victory Day, not counted (Labour Code 2019, Article 112).
Wednesday 1 May 2024: public holiday – International Labour Day, not counted (Labour Code 2019, Article 112).
Thursday 2 May 2024 to Friday 3 May 2024: working days 2 to 3.
Due: 17:00 on Friday 3 May 2024.`,
	} {
		if got := strings.Join(calendar.Words(d.Trace, lang), "\n"); got != want {
			t.Errorf("%s:\n%s", lang, got)
		}
	}
	if got, want := d.Explain(locale.VI), "Hạn: 17 giờ 00 phút thứ Sáu 03/05/2024; đã trừ 3 ngày nghỉ lễ, tết, nghỉ bù, hoán đổi; đã trừ 2 ngày nghỉ hằng tuần."; got != want {
		t.Errorf("explained %q", got)
	}
}

// Every kind of step has its sentence in both languages.
func TestWordsOfPauses(t *testing.T) {
	t.Parallel()
	d, err := seed(t, "hc").Current(at(t, "2024-03-09 20:00"), limit(calendar.Hours, 8000), []calendar.Pause{
		{From: at(t, "2024-03-11 09:00"), Until: at(t, "2024-03-11 12:00"), Ground: locale.T("bổ sung giấy tờ", "supplement")},
		{From: at(t, "2024-03-20 09:00"), Until: at(t, "2024-03-20 10:00")},
	}, calendar.Resume)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Tiếp nhận lúc 20 giờ 00 phút thứ Bảy 09/03/2024 (Bộ luật Dân sự 2015, Điều 147 khoản 1).",
		"Thứ Bảy 09/03/2024 và Chủ nhật 10/03/2024: nghỉ hằng tuần, không tính.",
		"Ngoài giờ làm việc, nên tính từ 07 giờ 00 phút thứ Hai 11/03/2024.",
		"Thứ Hai 11/03/2024: từ 07 giờ 00 phút đến 09 giờ 00 phút, tính 2 giờ làm việc.",
		"Tạm dừng từ 09 giờ 00 phút thứ Hai 11/03/2024 (bổ sung giấy tờ), còn lại 6 giờ làm việc.",
		"Tính tiếp từ 12 giờ 00 phút thứ Hai 11/03/2024, còn lại 6 giờ làm việc.",
		"Ngoài giờ làm việc, nên tính từ 13 giờ 30 phút thứ Hai 11/03/2024.",
		"Thứ Hai 11/03/2024: từ 13 giờ 30 phút đến 17 giờ 00 phút, tính 3 giờ 30 phút làm việc.",
		"Thứ Ba 12/03/2024: từ 07 giờ 00 phút đến 09 giờ 30 phút, tính 2 giờ 30 phút làm việc.",
		"Hạn: 09 giờ 30 phút thứ Ba 12/03/2024.",
		"Tạm dừng lúc 09 giờ 00 phút thứ Tư 20/03/2024 sau khi đã hết hạn, nên hạn không đổi.",
	}
	if got := calendar.Words(d.Trace, locale.VI); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	for _, line := range calendar.Words(d.Trace, locale.EN) {
		if line == "" || strings.Contains(line, "%!") {
			t.Errorf("%q", line)
		}
	}
}

func TestEveryStepHasWords(t *testing.T) {
	t.Parallel()
	day := calendar.D(2024, 3, 4)
	for _, kind := range []calendar.StepKind{
		calendar.StepReceived, calendar.StepNotCounted, calendar.StepOpening, calendar.StepCounted, calendar.StepMakeUp,
		calendar.StepPart, calendar.StepDays, calendar.StepMonths, calendar.StepHours, calendar.StepWeekend, calendar.StepDuty,
		calendar.StepClosed, calendar.StepHoliday, calendar.StepOff, calendar.StepSwapped, calendar.StepSameDay, calendar.StepCutOff,
		calendar.StepMoved, calendar.StepPaused, calendar.StepPauseLate, calendar.StepResumed, calendar.StepRestarted, calendar.StepEnd,
	} {
		s := calendar.Step{
			Kind: kind, Date: day, Until: day.AddDays(3), N: 2, From: day.Start(), To: day.Start() + 1, Minutes: 61,
			Left: limit(calendar.Days, 1500), With: day.AddDays(9), Name: locale.T("tên", "name"), Clause: calendar.ClauseRestDay,
		}
		for _, lang := range []locale.Lang{locale.VI, locale.EN} {
			got := calendar.Words([]calendar.Step{s}, lang)
			if len(got) != 1 || len(got[0]) < 40 || strings.Contains(got[0], "%!") || !strings.HasSuffix(got[0], ").") {
				t.Errorf("%s in %s: %q", kind, lang, got)
			}
		}
	}
}

// What a page shows by the minute must add up, whatever the seconds are.
func TestShownHoursAndCountedMinutesAgree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"2024-03-11 16:51:20", "2024-03-11 17:00:00", "từ 16 giờ 52 phút đến 17 giờ 00 phút, tính 8 phút làm việc"},
		{"2024-03-11 16:51:00", "2024-03-11 17:00:00", "từ 16 giờ 51 phút đến 17 giờ 00 phút, tính 9 phút làm việc"},
		{"2024-03-11 07:00:00", "2024-03-11 07:09:20", "từ 07 giờ 00 phút đến 07 giờ 09 phút, tính 9 phút làm việc"},
		{"2024-03-11 16:41:20", "2024-03-11 16:49:40", "từ 16 giờ 41 phút đến 16 giờ 49 phút, tính 8 phút làm việc"},
	} {
		from, to := second(t, c.from), second(t, c.to)
		step := calendar.Step{Kind: calendar.StepHours, Date: from.Date(), From: from, To: to, Minutes: int64(to-from) / 60_000_000}
		if got := calendar.Words([]calendar.Step{step}, locale.VI)[0]; !strings.Contains(got, c.want) {
			t.Errorf("%s to %s: %s", c.from, c.to, got)
		}
	}
}

func second(t *testing.T, s string) calendar.Instant {
	t.Helper()
	at, err := time.ParseInLocation(time.DateTime, s, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return calendar.Instant(at.UnixMicro())
}

func TestRemainingWords(t *testing.T) {
	t.Parallel()
	c := seed(t, "hc")
	for _, tc := range []struct{ now, due, vi, en string }{
		{"2024-05-03 14:00", "2024-05-03 17:00", "còn 3 giờ làm việc", "3 hours of work left"},
		{"2024-04-26 10:00", "2024-05-03 17:00", "còn 2 ngày làm việc", "2 working days left"},
		{"2024-05-02 07:00", "2024-05-03 17:00", "còn 1 ngày làm việc", "1 working day left"},
		{"2024-05-02 16:30", "2024-05-03 11:00", "còn 4 giờ làm việc", "4 hours of work left"},
		{"2024-05-03 15:15", "2024-05-03 17:00", "còn 1 giờ 45 phút làm việc", "1 hour 45 minutes of work left"},
		{"2024-05-03 16:50", "2024-05-03 17:00", "còn 10 phút làm việc", "10 minutes of work left"},
		{"2024-05-03 17:00", "2024-05-03 17:00", "đến hạn", "due now"},
		{"2024-05-03 20:00", "2024-05-03 17:00", "vừa quá hạn", "just overdue"},
		{"2024-05-04 14:00", "2024-05-03 17:00", "quá hạn 5 giờ làm việc", "overdue by 5 hours of work"},
		{"2024-05-07 17:00", "2024-05-03 17:00", "quá hạn 3 ngày làm việc", "overdue by 3 working days"},
		{"2024-05-07 17:00", "", "chưa xác định hạn", "no due time"},
	} {
		r := c.Remaining(at(t, tc.now), at(t, tc.due))
		if vi, en := r.Words(locale.VI), r.Words(locale.EN); vi != tc.vi || en != tc.en {
			t.Errorf("%s to %s: %q, %q, want %q, %q", tc.now, tc.due, vi, en, tc.vi, tc.en)
		}
	}
}

func TestLimitWords(t *testing.T) {
	t.Parallel()
	for l, want := range map[calendar.Limit][2]string{
		limit(calendar.WorkingDays, 7500): {"7,5 ngày làm việc", "7.5 working days"},
		limit(calendar.Hours, 1000):       {"1 giờ làm việc", "1 working hour"},
		limit(calendar.Months, 12000):     {"12 tháng", "12 months"},
		limit(calendar.SameDay, 0):        {"trong ngày", "the same day"},
		limit(calendar.Unknown, 0):        {"chưa xác định", "undetermined"},
	} {
		if vi, en := l.Words(locale.VI), l.Words(locale.EN); vi != want[0] || en != want[1] {
			t.Errorf("%v: %q, %q", l, vi, en)
		}
	}
}
