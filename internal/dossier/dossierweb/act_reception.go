package dossierweb

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// maxLine bounds a reason or note in characters: about a page.
const maxLine = 3000

// Most of what is typed is checked by the core; the pages check only what the
// core cannot name by its field.

func acceptFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	definition, _, err := p.Casework.Definition(ctx, v.s.Procedure)
	if err != nil {
		return nil, err
	}
	limit, words, _ := definition.Procedure(v.now.Date()).LimitFor(v.s.Method, v.s.Case)
	if !limit.IsKnown() {
		return acceptUnknown(f, words), nil
	}
	due, err := v.clock.Due(v.now, limit)
	if err != nil {
		return nil, err
	}
	return acceptKnown(due, words), nil
}

func readAccept(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	if f.Value("limit") == "" {
		return dossier.Accept{}
	}
	return dossier.Accept{Chosen: readLimit(f)}
}

// readLimit reads a limit that an officer determines.
func readLimit(f *web.Form) dossier.ChosenLimit {
	unit := f.OneOf("unit", locale.T("Xin chọn đơn vị của thời hạn.", "Please choose the unit."), limitUnits()...)
	c := dossier.ChosenLimit{Clause: f.Text("clause", maxLine)}
	if f.Value("limit") == "" {
		return c // the core asks for it
	}
	n, err := strconv.ParseFloat(strings.Replace(f.Value("limit"), ",", ".", 1), 64)
	if err != nil || n <= 0 || n > 1000 {
		f.Wrong("limit", locale.T("Xin nhập thời hạn bằng số, ví dụ 3 hoặc 7,5.", "Please type the limit as a number, for example 3 or 7.5."))
		return c
	}
	c.Limit = calendar.Limit{Unit: calendar.Unit(unit), Milli: int64(math.Round(n * 1000))}
	return c
}

func limitUnits() []string {
	return []string{string(calendar.WorkingDays), string(calendar.Days), string(calendar.Hours), string(calendar.Months)}
}

func determineFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return determineForm(f, v.s.LimitText), nil
}

func readDetermine(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.DetermineLimit{ChosenLimit: readLimit(f)}
}

func denyFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return denyForm(f), nil
}

func readDeny(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Deny{Refusal: dossier.Refusal{Reason: f.Text("reason", maxLine), Clause: f.Text("clause", maxLine), Remedy: f.Text("remedy", maxLine)}}
}

func handOverFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return handOverForm(v, f), nil
}

// otherPaper is the choice of a paper that is typed.
const otherPaper = "khac"

func readHandOver(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	by := f.Value("by_paper")
	if by == otherPaper {
		by = f.Text("other_paper", 200)
	}
	way := f.OneOf("way", locale.T("Xin chọn cách trả kết quả.", "Please choose how the result is handed over."),
		string(dossier.AtCounter), string(dossier.ByPost), string(dossier.OnPortal))
	return dossier.HandOver{Receiver: f.Text("receiver", 200), ByPaper: by, Number: f.Text("number", 50), Way: dossier.ReturnWay(way)}
}

func (v *visit) receiver() string {
	if v.s.Applicant.Name != "" {
		return v.s.Applicant.Name
	}
	return v.s.Owner.Name
}

func receiveFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return receiveForm(v.lastAsked(), f), nil
}

// lastAsked is the newest request for papers, also when it was just answered:
// a form sent twice then reads the same items.
func (v *visit) lastAsked() []dossier.Item {
	if n := len(v.s.Asked); n > 0 {
		return v.s.Asked[n-1].Items
	}
	return nil
}

func readReceive(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	var c dossier.ReceiveSupplement
	for i, it := range v.lastAsked() {
		n := itoa(i + 1)
		m := dossier.PaperMark{Key: it.Key, Name: it.Name, Files: p.take(ctx, f, v, "files."+n)}
		got := f.OneOf("got."+n, locale.F("Xin cho biết đã nhận “%[1]s” hay không. Thời hạn chỉ được tính tiếp khi mọi nội dung đã đủ.", "Please say whether “%[1]s” was received. The clock goes on only when everything is there.", it.Name), "yes", "no")
		if got == "no" {
			m.Mark, m.Why = dossier.MarkNotApplicable, f.Text("why."+n, maxLine)
			if m.Why == "" {
				f.Wrong("why."+n, locale.T("Xin ghi vì sao không cần giấy tờ này nữa.", "Please say why this paper is no longer needed."))
			}
		} else {
			m.Mark = dossier.MarkSubmitted
			m.Originals, m.Copies = quantity(f, "originals."+n), quantity(f, "copies."+n)
		}
		c.Papers = append(c.Papers, m)
	}
	return c
}

func quantity(f *web.Form, name string) int {
	if f.Value(name) == "" {
		return 0
	}
	return int(f.Int(name, 0, 999))
}

func unitOptions() []ui.OptionProps {
	return []ui.OptionProps{
		{Value: string(calendar.WorkingDays), Text: locale.T("ngày làm việc", "working days"), Chosen: true},
		{Value: string(calendar.Days), Text: locale.T("ngày", "days")},
		{Value: string(calendar.Hours), Text: locale.T("giờ làm việc", "working hours")},
		{Value: string(calendar.Months), Text: locale.T("tháng", "months")},
	}
}
