package procedure

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
)

//nolint:gochecknoglobals // compiled once
var (
	durationText = regexp.MustCompile(`(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|tháng|giờ làm việc|giờ)`)
	subjectText  = regexp.MustCompile(`(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|tháng|giờ làm việc|giờ)\s+đối với\s+([^().;,]+)`)
	openingText  = regexp.MustCompile(`^(?:không quá|tối đa|tối đa không quá|trong thời hạn|trong|chậm nhất)?\s*$`)
)

// maxLimit is the longest limit that is believed, in units: beyond it the
// record holds a slip and stays a sentence.
const maxLimit = 3650

// readLimit reads a quantity and unit as records give them: a whole number, a
// fraction, a number in quotes or a whole sentence. What cannot be counted
// stays a sentence with Unit unknown.
func readLimit(qty json.RawMessage, unit string, sameDay bool) (calendar.Limit, locale.Text) {
	var sentence string
	var number float64
	if json.Unmarshal(qty, &number) != nil {
		if json.Unmarshal(qty, &sentence) != nil {
			return calendar.Limit{Unit: calendar.Unknown}, locale.Text{}
		}
		sentence = cleanLine(sentence)
		n, err := strconv.ParseFloat(strings.ReplaceAll(sentence, ",", "."), 64)
		if err != nil {
			return sentenceLimit(sentence), locale.Text{VI: sentence}
		}
		number = n
	}
	if math.IsNaN(number) || number < 0 || number > maxLimit {
		return calendar.Limit{Unit: calendar.Unknown}, locale.Text{VI: cleanLine(string(qty)) + " " + unit}
	}
	if sameDay && number <= 1 && unit != "MONTH" {
		l := calendar.Limit{Unit: calendar.SameDay}
		return l, LimitWords(l)
	}
	l := calendar.Limit{Unit: nationalUnit(unit), Milli: int64(math.Round(number * 1000))}
	if !l.IsKnown() {
		return calendar.Limit{Unit: calendar.Unknown}, unknownWords(number)
	}
	return l, LimitWords(l)
}

func nationalUnit(unit string) calendar.Unit {
	switch unit {
	case "WORKING_DAY":
		return calendar.WorkingDays
	case "DAY":
		return calendar.Days
	case "MONTH":
		return calendar.Months
	case "HOUR":
		return calendar.Hours
	}
	return calendar.Unknown
}

// unknownWords says that the record gives a number without a unit.
func unknownWords(number float64) locale.Text {
	if number <= 0 {
		return locale.T("Theo quy định của từng trường hợp", "As the rules of each case say")
	}
	n := strconv.FormatFloat(number, 'f', -1, 64)
	return locale.F("Theo quy định của từng trường hợp (bản ghi quốc gia ghi “%s”, không nêu đơn vị)",
		"As the rules of each case say (the national record says “%s” without a unit)", n)
}

// sentenceLimit reads a sentence only when it plainly tells one limit for
// everybody: it opens with it and names no other.
func sentenceLimit(s string) calendar.Limit {
	low := strings.ToLower(s)
	found := durationText.FindAllStringSubmatchIndex(low, -1)
	if isSameDayText(low) && (len(found) == 0 || strings.Contains(low, "15 giờ")) {
		return calendar.Limit{Unit: calendar.SameDay}
	}
	unknown := calendar.Limit{Unit: calendar.Unknown}
	if len(found) != 1 || strings.Contains(low, "+") || !openingText.MatchString(strings.TrimSpace(low[:found[0][0]])) {
		return unknown
	}
	if containsAny(low, "đối với", "trường hợp") {
		return unknown
	}
	return countedLimit(low[found[0][2]:found[0][3]], low[found[0][4]:found[0][5]])
}

// countedLimit makes a limit of a number and a unit in words.
func countedLimit(number, unit string) calendar.Limit {
	n, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
	if err != nil || n <= 0 || n > maxLimit {
		return calendar.Limit{Unit: calendar.Unknown}
	}
	l := calendar.Limit{Unit: calendar.Days, Milli: int64(math.Round(n * 1000))}
	switch unit {
	case "ngày làm việc":
		l.Unit = calendar.WorkingDays
	case "tháng":
		l.Unit = calendar.Months
	case "giờ", "giờ làm việc":
		l.Unit = calendar.Hours
	}
	return l
}

// limitInNotes finds the limit that the channels' words tell for a case: "7
// ngày làm việc đối với nhà ở riêng lẻ". The longest subject that the case's
// name holds wins; channels that disagree give none.
func (p *Procedure) limitInNotes(caseName string) calendar.Limit {
	var best calendar.Limit
	length := 0
	for _, ch := range p.Channels {
		for _, m := range subjectText.FindAllStringSubmatch(strings.ToLower(ch.Note.VI), -1) {
			subject := strings.TrimSpace(m[3])
			if len(subject) < length || len(subject) < 8 || !strings.Contains(caseName, subject) {
				continue
			}
			l := countedLimit(m[1], m[2])
			if len(subject) == length && l != best {
				return calendar.Limit{}
			}
			best, length = l, len(subject)
		}
	}
	return best
}

// isSameDayText recognises "ngay trong ngày", "trong ngày làm việc nhận được
// hồ sơ", "sau 15 giờ … ngày làm việc tiếp theo". The text is in lower case.
func isSameDayText(low string) bool {
	if containsAny(low, "ngay trong ngày", "trong ngày làm việc nhận", "trong ngày tiếp nhận", "trong cùng ngày") {
		return true
	}
	return strings.Contains(low, "15 giờ") && containsAny(low, "ngày làm việc tiếp theo", "ngày làm việc kế tiếp", "trong ngày")
}

// LimitWords says a limit: "7,5 ngày làm việc", "trong ngày".
func LimitWords(l calendar.Limit) locale.Text {
	vi, en := decimal(l.Milli, ","), decimal(l.Milli, ".")
	plural := "s"
	if l.Milli == 1000 {
		plural = ""
	}
	switch l.Unit {
	case calendar.SameDay:
		return locale.T("Trong ngày; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo",
			"The same day; if received after 15:00, the next working day")
	case calendar.WorkingDays:
		return locale.T(vi+" ngày làm việc", en+" working day"+plural)
	case calendar.Days:
		return locale.T(vi+" ngày", en+" day"+plural)
	case calendar.Months:
		return locale.T(vi+" tháng", en+" month"+plural)
	case calendar.Hours:
		return locale.T(vi+" giờ làm việc", en+" working hour"+plural)
	case calendar.Unknown:
	}
	return locale.T("Chưa xác định", "Not determined")
}

func decimal(milli int64, point string) string {
	s := strconv.FormatFloat(float64(milli)/1000, 'f', -1, 64)
	return strings.Replace(s, ".", point, 1)
}
