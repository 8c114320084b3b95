package process

import "motcua/internal/calendar"

// TemplateTable marks a process made from a published table of hours.
const TemplateTable = "table"

type table struct {
	source string // whose table it follows
	steps  []tableStep
}

type tableStep struct {
	kind  Kind
	hours int
}

// tables are published or constructed tables of hours by procedure code. Steps
// that a table does by the way (numbering, handing over) stand with 0 hours.
func tables() map[string]table {
	return map[string]table{
		"2.000908": {
			"theo Quyết định số 663/QĐ-TTPVHCC ngày 13/5/2026 (Hà Nội)",
			[]tableStep{{Receive, 2}, {Appraise, 3}, {Approve, 2}, {Issue, 1}, {Return, 0}},
		},
		"1.013988": {
			"theo các bước tại Quyết định số 918/QĐ-TTPVHCC ngày 10/11/2025",
			[]tableStep{{Receive, 2}, {Appraise, 4}, {Approve, 2}, {Issue, 0}, {Return, 0}},
		},
		// The table sums to 8.5 working days of a limit of 10.
		"1.012753": {
			"theo các bước tại Quyết định số 917/QĐ-TTPVHCC ngày 10/11/2025",
			[]tableStep{{Receive, 12}, {Appraise, 36}, {Review, 12}, {Approve, 4}, {Issue, 4}, {Return, 0}},
		},
		"1.001612": {
			"bảng giờ tự dựng, chưa đối chiếu",
			[]tableStep{{Receive, 2}, {Assign, 2}, {Appraise, 12}, {Approve, 4}, {Issue, 2}, {Return, 2}},
		},
	}
}

// Carried is the process of a procedure that the product carries itself: the
// table of hours known for its code where it fits the limit, else the fitting
// template. Both are samples, not yet approved.
func Carried(s Subject, from calendar.Date) Process {
	sample := Sample(s, from)
	t, ok := tables()[s.Code]
	if !ok {
		return sample
	}
	p := sample
	p.Template, p.Decision, p.Steps = TemplateTable, t.source, nil
	for _, h := range t.steps {
		step := StepOf(h.kind)
		step.Minutes = h.hours * 60
		p.Steps = append(p.Steps, step)
	}
	if p.Overrun() > 0 {
		return sample
	}
	return p
}
