package settingweb

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/setting"
	"motcua/internal/web/ui"
)

// value says a value in one line or paragraph.
func value(d setting.Definition, v setting.Value) locale.Text {
	switch d.Kind {
	case setting.Number:
		return locale.T(locale.Number(v.Number, locale.VI)+" "+d.Unit.VI, locale.Number(v.Number, locale.EN)+" "+d.Unit.EN)
	case setting.Switch:
		if v.On {
			return locale.T("Đang mở", "Open")
		}
		return locale.T("Tạm dừng: "+v.Text.VI, "Closed: "+v.Text.EN)
	case setting.Words:
	}
	if v.Text.IsZero() {
		return locale.T("(để trống)", "(left out)")
	}
	return v.Text
}

// where is the agency that a setting is looked at for.
func (v view) where() locale.Text {
	if v.agency.ID == "" {
		return locale.T("Toàn tỉnh", "The whole province")
	}
	return ui.S(v.agency.Name)
}

// since says by which version the value holds.
func (v view) since() locale.Text {
	in, ok := v.state.InForce(v.now)
	switch {
	case ok:
		return locale.F("Từ %s, phiên bản %d", "Since %s, version %d", in.From.Words(locale.VI), in.Number)
	case v.agency.ID != "":
		return locale.T("Theo mức chung của tỉnh; cơ quan chưa đặt riêng", "As the province has it; the agency has set nothing of its own")
	}
	return locale.T("Nội dung đi kèm phần mềm; chưa ai thay đổi", "As the program comes; nobody has changed it")
}

func when(i calendar.Instant) string { return i.Words(locale.VI) }

// by names who made a version.
func (v view) by(account string) string {
	if a, ok := v.o.Official(account, v.now.Date()); ok && a.Name != "" {
		return a.Name
	}
	return account
}

// before is the value that a version replaced in the order of recording.
func (v view) before(n int) setting.Value {
	if n < 2 {
		return v.d.Default
	}
	return v.state.Versions[n-2].Value
}

// sample is the text with sample values in its placeholders.
func (v view) sample(t locale.Text) locale.Text { return setting.Fill(t, v.d.Samples()) }

// lines is how tall the field of a text is.
func (v view) lines() int { return min(max(5, strings.Count(v.value.Text.VI, "\n")+2), 40) }

func (v view) isText() bool { return v.d.Kind != setting.Number }

// saving is the button that sends a change.
func (v view) saving() locale.Text {
	if v.d.Second {
		return locale.T("Đề nghị thay đổi", "Propose the change")
	}
	return locale.T("Lưu phiên bản mới", "Save the new version")
}

// people says who made a version, and who confirmed it.
func (v view) people(n setting.Version) string {
	who := v.by(n.By) + ", " + when(n.At)
	if n.Confirmed != "" {
		who += "; xác nhận: " + v.by(n.Confirmed)
	}
	return who
}

// bounds is the hint of a number.
func (v view) bounds() locale.Text {
	return locale.F("Từ %d đến %d %s", "From %d to %d %s", v.d.Low, v.d.High, v.d.Unit)
}

// proposed is when a proposal would be in force.
func proposed(p setting.Proposed) locale.Text {
	if p.From.IsZero() {
		return locale.T("Ngay khi được xác nhận", "As soon as it is confirmed")
	}
	return ui.S(when(p.From))
}

// placeholders lists what may stand in braces.
func (v view) placeholders() []ui.SummaryRow {
	rows := make([]ui.SummaryRow, 0, len(v.d.Placeholders))
	for _, p := range v.d.Placeholders {
		says := p.Says.VI
		if p.Needed {
			says += " (bắt buộc)"
		}
		rows = append(rows, ui.SummaryRow{Key: ui.S("{" + p.Name + "}"), Value: says + ". Ví dụ: " + strings.TrimSpace(p.Sample.VI)})
	}
	return rows
}

func (v view) switchOptions() []ui.OptionProps {
	return []ui.OptionProps{
		{Value: "open", Text: locale.T("Mở", "Open")},
		{Value: "closed", Text: locale.T("Tạm dừng", "Closed"), Hint: locale.T("Người dân đọc câu giải thích bên dưới", "People read the sentence below")},
	}
}

func (v view) textLabel() locale.Text {
	if v.d.Kind == setting.Switch {
		return locale.T("Câu cho người dân đọc khi tạm dừng", "What people read while it is closed")
	}
	if v.d.Single {
		return locale.T("Nội dung", "Text")
	}
	return locale.T("Tiếng Việt", "Vietnamese")
}

func rows(g group) []ui.Row {
	out := make([]ui.Row, 0, len(g.views))
	for _, v := range g.views {
		out = append(out, ui.Row{Cells: []ui.Cell{
			{Text: v.d.Name.VI, Href: v.href()}, {Body: ui.Words(value(v.d, v.value))}, {Body: ui.Words(v.since())},
		}})
	}
	return out
}

func columns() []ui.Column {
	return []ui.Column{
		{Head: locale.T("Mục", "Setting")}, {Head: locale.T("Đang dùng", "In use")}, {Head: locale.T("Từ bao giờ", "Since when")},
	}
}

func (v view) agencies() []ui.OptionProps {
	out := make([]ui.OptionProps, 0, len(v.choices))
	for _, a := range v.choices {
		out = append(out, ui.OptionProps{Value: a.ID, Text: ui.S(a.Name), Chosen: a.ID == v.agency.ID})
	}
	return out
}
