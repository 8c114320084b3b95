package trackingweb

import (
	"context"
	"slices"

	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

// caption is the small line above the sentence: which dossier this is.
func caption(s Sight) locale.Text {
	vi, en := "Mã hồ sơ ", "Dossier "
	if !s.Accepted {
		vi, en = "Mã nộp ", "Submission "
	}
	return locale.T(vi+s.Code+" · "+s.Procedure.VI, en+s.Code+" · "+s.Procedure.In(locale.EN))
}

// rows tell who holds the dossier, since when, until when, and whom to call.
func rows(ctx context.Context, s Sight) []ui.SummaryRow {
	out := []ui.SummaryRow{{Key: locale.T("Trạng thái", "Status"), Body: status(s)}}
	add := func(key, value locale.Text) {
		if !value.IsZero() {
			out = append(out, ui.SummaryRow{Key: key, Value: ui.Say(ctx, value)})
		}
	}
	if h := s.Holder; h != nil {
		rest := joined(h.Unit, h.Agency)
		add(locale.T("Đang giữ hồ sơ", "Who has it"), locale.T(joined(h.Duty.VI, rest), joined(h.Duty.EN, rest)))
		add(locale.T("Từ lúc", "Since"), h.Since)
		add(locale.T("Bước này xong trước", "This step ends by"), h.Until)
	}
	if s.Call.Phone != "" {
		out = append(out, ui.SummaryRow{Key: locale.T("Cần hỏi, xin gọi", "Questions? Call"), Body: call(s.Call)})
	}
	return out
}

func english(ctx context.Context) bool { return ui.ViewOf(ctx).Lang == locale.EN }

// named reports whether a paper is named in Vietnamese only.
func (a *Ask) named() bool {
	return slices.ContainsFunc(a.Items, func(i AskItem) bool { return i.Name.EN == "" })
}

func supplementButton(own bool) locale.Text {
	if own {
		return locale.T("Nộp bổ sung", "Send the papers")
	}
	return locale.T("Đăng nhập để nộp bổ sung", "Sign in to send the papers")
}

// place is a counter with its address.
func place(c Contact) string { return joined(c.Name, c.Address) }

// callName is an office's name before its number.
func callName(c Contact) string {
	if c.Name == "" {
		return ""
	}
	return c.Name + ", "
}
