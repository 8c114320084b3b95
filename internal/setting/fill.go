package setting

import (
	"strings"

	"motcua/internal/locale"
)

// Fill puts values into a text's placeholders, in both languages. An empty
// value leaves no double space behind; what is no placeholder stays.
func Fill(t locale.Text, values map[string]locale.Text) locale.Text {
	return locale.T(fill(t.VI, values, locale.VI), fill(t.EN, values, locale.EN))
}

func fill(text string, values map[string]locale.Text, lang locale.Lang) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}")
		value, known := values[name]
		switch {
		case !open:
			return tidy(b.String())
		case !closed, !known:
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(value.In(lang))
		text = after
	}
}

// tidy removes what empty values leave behind.
func tidy(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return strings.TrimSpace(s)
}

// names lists the placeholders of a text; false when a brace is not closed.
func names(text string) ([]string, bool) {
	var out []string
	for {
		before, rest, open := strings.Cut(text, "{")
		if strings.Contains(before, "}") {
			return out, false
		}
		if !open {
			return out, true
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || strings.Contains(name, "{") {
			return out, false
		}
		out, text = append(out, name), after
	}
}
