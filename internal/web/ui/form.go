package ui

import (
	"maps"
	"slices"
	"strconv"

	"motcua/internal/locale"
)

// summaryTitle stands over a form's errors. A form for officials, who are not
// addressed like citizens, has a Title of its own.
func summaryTitle(f Form) locale.Text {
	if t, ok := f.(interface{ Title() locale.Text }); ok {
		return t.Title()
	}
	return locale.T("Xin Ông/Bà xem lại", "Please check these")
}

func itoa64(n int64) string { return strconv.FormatInt(n, 10) }

func rows(n int) int {
	if n <= 0 {
		return 5
	}
	return n
}

func countID(p TextareaProps) []string {
	if p.MaxLength <= 0 {
		return nil
	}
	return []string{FieldID(p.Name) + "-count"}
}

// optionID gives the first option the id of the field, so that the error
// summary's link moves the focus there.
func optionID(name string, i int) string {
	if i == 0 {
		return FieldID(name)
	}
	return FieldID(name) + "-" + itoa(i+1)
}

// dateID gives the day the id of the whole field, for the same reason.
func dateID(name, part string) string {
	if part == "day" {
		return FieldID(name)
	}
	return FieldID(name) + "-" + part
}

func buttonClass(k ButtonKind) string {
	switch k {
	case Secondary:
		return "govuk-button govuk-button--secondary"
	case Warning:
		return "govuk-button govuk-button--warning"
	case Quiet:
		return "mc-linkbutton"
	default:
		return "govuk-button"
	}
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
