package locale_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/locale"
)

func TestDates(t *testing.T) {
	t.Parallel()
	fri := locale.Day{Year: 2024, Month: 4, Day: 26}
	early := locale.Day{Year: 2024, Month: 5, Day: 3}
	jan := locale.Day{Year: 2024, Month: 1, Day: 15}
	at := time.Date(2024, 4, 26, 16, 30, 0, 0, time.FixedZone("+07", 7*3600))
	same(t, locale.T(locale.Date(fri), locale.Date(early)), locale.T("26/04/2024", "03/05/2024"))
	same(t, locale.LongDate(fri), locale.T("thứ Sáu, ngày 26/4/2024", "Friday, 26 April 2024"))
	same(t, locale.DateTime(at), locale.T("16 giờ 30 phút, thứ Sáu, ngày 26/4/2024", "16:30 on Friday, 26 April 2024"))
	same(t, locale.FormalDate(early), locale.T("ngày 03 tháng 5 năm 2024", "3 May 2024"))
	same(t, locale.FormalDate(jan), locale.T("ngày 15 tháng 01 năm 2024", "15 January 2024"))
	same(t, locale.Clock(8, 5), locale.T("08 giờ 05 phút", "08:05"))
	same(t, locale.Weekday(time.Sunday), locale.T("Chủ nhật", "Sunday"))
	same(t, locale.RelativeDay(fri, fri), locale.T("hôm nay", "today"))
	same(t, locale.RelativeDay(fri, early), locale.T("7 ngày nữa", "in 7 days"))
	same(t, locale.RelativeDay(early, fri), locale.T("7 ngày trước", "7 days ago"))
	same(t, locale.T(locale.ShortDateTime(at), locale.Date(locale.Day{})), locale.T("16:30 26/04/2024", ""))
}

func same(t *testing.T, got, want locale.Text) {
	t.Helper()
	if got != want {
		t.Errorf("got %q / %q, want %q / %q", got.VI, got.EN, want.VI, want.EN)
	}
}

func TestParseDay(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"26/4/2024", "26-04-2024", "26.4.2024", "26042024", "2024-04-26", " 26 04 2024 "} {
		if d, p := locale.ParseDay(s); p != nil || d != (locale.Day{Year: 2024, Month: 4, Day: 26}) {
			t.Errorf("ParseDay(%q) = %v, %v", s, d, p)
		}
	}
	for _, s := range []string{"31/2/2024", "26/4/24", "2604", "mai", "1/1/1", "00000000", "26/4/20244", "٢٦/04/2024"} {
		if d, p := locale.ParseDay(s); p == nil {
			t.Errorf("ParseDay(%q) = %v, want a problem", s, d)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		locale.Number(120500, locale.VI):              "120.500",
		locale.Number(120500, locale.EN):              "120,500",
		locale.Number(math.MinInt64, locale.VI):       "-9.223.372.036.854.775.808",
		locale.Number(999, locale.VI):                 "999",
		locale.Dong(1000000):                          "1.000.000 đồng",
		locale.DongIn(1000000, locale.EN):             "VND 1,000,000",
		locale.Decimal(7500, 3, locale.VI):            "7,5",
		locale.Decimal(-50, 3, locale.EN):             "-0.05",
		locale.Decimal(1234000, 3, locale.VI):         "1.234",
		locale.Percent(824, 1000, locale.VI):          "82,4%",
		locale.Percent(119999, 120000, locale.EN):     "99.9%",
		locale.Percent(1, 120500, locale.VI):          "0,1%",
		locale.Percent(120500, 120500, locale.VI):     "100%",
		locale.Percent(1, 0, locale.VI):               "–",
		locale.Quantity(2, "ngày", "day", "days").VI:  "2 ngày",
		locale.Quantity(1, "ngày", "day", "days").EN:  "1 day",
		locale.Ordinal(4).VI:                          "thứ tư",
		locale.Ordinal(21).VI + locale.Ordinal(21).EN: "thứ hai mươi mốt21st",
		locale.Ordinal(12).EN:                         "12th",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDongWords(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{
		0:                 "Không đồng",
		5:                 "Năm đồng",
		10:                "Mười đồng",
		15:                "Mười lăm đồng",
		21:                "Hai mươi mốt đồng",
		24:                "Hai mươi tư đồng",
		101:               "Một trăm linh một đồng",
		110:               "Một trăm mười đồng",
		5000:              "Năm nghìn đồng",
		8000:              "Tám nghìn đồng",
		100000:            "Một trăm nghìn đồng",
		1205015:           "Một triệu hai trăm linh năm nghìn không trăm mười lăm đồng",
		1000005:           "Một triệu không trăm linh năm đồng",
		2000000000:        "Hai tỷ đồng",
		1_000_000_000_000: "Một nghìn tỷ đồng",
		-55:               "Âm năm mươi lăm đồng",
	} {
		if got := locale.DongWords(n); got != want {
			t.Errorf("DongWords(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestNumberWordsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, math.MaxInt64).Draw(t, "n") >> rapid.IntRange(0, 62).Draw(t, "shift")
		if words := locale.NumberWords(n); readBack(strings.Fields(words)) != n {
			t.Fatalf("%d is written %q and read back as %d", n, words, readBack(strings.Fields(words)))
		}
		if words := locale.NumberWords(-n - 1); !strings.HasPrefix(words, "âm ") {
			t.Fatalf("%d is written %q", -n-1, words)
		}
	})
}

// readBack is a reader of Vietnamese numbers that knows nothing of the writer:
// it multiplies out the scale words.
func readBack(words []string) int64 {
	for i := len(words) - 1; i >= 0; i-- {
		if words[i] == "tỷ" {
			return readBack(words[:i])*1_000_000_000 + readBack(words[i+1:])
		}
	}
	value := map[string]int64{
		"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
		"sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
	}
	var total, group, digit int64
	for _, w := range words {
		switch w {
		case "triệu":
			total, group, digit = total+(group+digit)*1_000_000, 0, 0
		case "nghìn":
			total, group, digit = total+(group+digit)*1_000, 0, 0
		case "trăm":
			group, digit = digit*100, 0
		case "mươi":
			group, digit = group+digit*10, 0
		case "mười":
			group += 10
		case "linh":
		default:
			digit = value[w]
		}
	}
	return total + group + digit
}
