package dossierapi

import (
	"context"
	"strconv"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

type dueInput struct {
	From   string `query:"from" required:"true" maxLength:"40" doc:"RFC 3339: 2024-04-25T10:00:00+07:00"`
	Limit  string `query:"limit" required:"true" maxLength:"40" doc:"A quantity with its unit: 3 working_day, 7.5 working_day, 20 day, 1 month, 24 hour, same_day"`
	Agency string `query:"agency" maxLength:"80" doc:"Whose office hours; without it the province's."`
}

// Due is a due time with its reasons.
type Due struct {
	Due         string          `json:"due"`
	Provisional bool            `json:"provisional" doc:"Rests on holidays that are not announced yet."`
	Limit       string          `json:"limit"`
	Calendar    string          `json:"calendar"`
	Version     int             `json:"calendar_version"`
	Trace       []calendar.Step `json:"trace"`
	Words       []Words         `json:"words"`
}

func (r *resources) due(_ context.Context, _ Who, in *dueInput) (*Due, error) {
	from, err := time.Parse(time.RFC3339, strings.ReplaceAll(in.From, " ", "+"))
	if err != nil {
		return nil, fault.New(fault.Invalid, "api.instant", locale.T(
			"Thời điểm cần dạng 2024-04-25T10:00:00+07:00.", "The instant must look like 2024-04-25T10:00:00+07:00.")).At("from")
	}
	limit, err := parseLimit(in.Limit)
	if err != nil {
		return nil, err
	}
	if in.Agency != "" {
		if _, ok := r.Casework.Organisation().Find(in.Agency); !ok {
			return nil, fault.New(fault.Invalid, "api.agency", locale.T("Không có cơ quan này.", "There is no such agency.")).At("agency")
		}
	}
	clock := r.Casework.ClockOf(in.Agency)
	due, err := clock.Due(calendar.At(from), limit)
	if err != nil {
		return nil, err
	}
	c := clock.Calendar()
	out := &Due{Due: when(due.At), Provisional: due.Provisional, Limit: limit.Words(locale.EN), Calendar: c.ID, Version: c.Version, Trace: due.Trace}
	vi, en := calendar.Words(due.Trace, locale.VI), calendar.Words(due.Trace, locale.EN)
	for i := range vi {
		out.Words = append(out.Words, Words{vi[i], en[i]})
	}
	return out, nil
}

// maxQuantity bounds a limit that is asked about: ten years of days.
const maxQuantity = 3650

// parseLimit reads "7.5 working_day" or "same_day".
func parseLimit(s string) (calendar.Limit, error) {
	bad := fault.New(fault.Invalid, "api.limit", locale.T(
		"Thời hạn gồm số và đơn vị: “3 working_day”, “20 day”, “1 month”, “24 hour”, hoặc “same_day”.",
		"A limit is a quantity with its unit: “3 working_day”, “20 day”, “1 month”, “24 hour”, or “same_day”.")).At("limit")
	if s == string(calendar.SameDay) {
		return calendar.Limit{Unit: calendar.SameDay}, nil
	}
	n, unit, ok := strings.Cut(strings.TrimSpace(s), " ")
	q, err := strconv.ParseFloat(n, 64)
	if !ok || err != nil || !(q > 0 && q <= maxQuantity) {
		return calendar.Limit{}, bad
	}
	switch u := calendar.Unit(unit); u {
	case calendar.WorkingDays, calendar.Days, calendar.Months, calendar.Hours:
		return calendar.Limit{Unit: u, Milli: int64(q*1000 + 0.5)}, nil
	case calendar.SameDay, calendar.Unknown:
	}
	return calendar.Limit{}, bad
}
