package dossierweb

import (
	"context"
	"fmt"
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

// demand is one paper that may be asked for.
type demand struct{ key, name string }

// other is the key of a thing that is not on the list of papers.
const other = "khac"

// demands are all papers of the procedure and of the dossier.
func (p *pages) demands(ctx context.Context, v *visit) ([]demand, error) {
	definition, _, err := p.Casework.Definition(ctx, v.s.Procedure)
	if err != nil {
		return nil, err
	}
	var out []demand
	seen := map[string]bool{}
	for _, m := range v.s.Papers {
		if m.Key != "" && !seen[m.Key] {
			seen[m.Key] = true
			out = append(out, demand{m.Key, m.Name})
		}
	}
	for _, paper := range definition.Procedure(v.s.FiledAt.Date()).Papers(v.s.Case, v.s.Method) {
		if !seen[paper.Key] {
			seen[paper.Key] = true
			out = append(out, demand{paper.Key, paper.Name.VI})
		}
	}
	return out, nil
}

func requestFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	list, err := p.demands(ctx, v)
	if err != nil {
		return nil, err
	}
	return requestForm(v, f, list), nil
}

func readRequest(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	names := map[string]string{}
	list, err := p.demands(ctx, v)
	if err != nil { // the definition is away: names come from the form's own papers
		list = nil
	}
	for _, d := range list {
		names[d.key] = d.name
	}
	c := dossier.RequestSupplement{Reason: f.Text("reason", maxLine), Until: f.Date("until")}
	for _, key := range f.Values("items") {
		it := dossier.Item{Key: key, Name: names[key], Why: f.Text("why."+key, maxLine)}
		if key == other {
			it.Key, it.Name = "", f.Require("other_name", locale.T("Xin ghi tên giấy tờ hoặc nội dung khác cần bổ sung.", "Please name what else is asked for."))
		} else if it.Name == "" {
			f.Wrong("items", locale.T("Một giấy tờ đã chọn không có trong danh sách. Xin chọn lại.", "A chosen paper is not on the list. Please choose again."))
		}
		if it.Why == "" {
			f.Wrong("why."+key, locale.T("Xin ghi giấy tờ này thiếu hoặc sai ở đâu và cần làm gì, để người nộp chỉ phải bổ sung một lần.", "Please say what is missing or wrong and what to do, so that the applicant comes back only once."))
		}
		c.Items = append(c.Items, it)
	}
	if len(c.Items) == 0 {
		f.Wrong("items", locale.T("Xin chọn ít nhất một giấy tờ cần bổ sung.", "Please choose at least one paper."))
	}
	return c
}

// previewRequest is the message as the applicant will read it.
func previewRequest(p *pages, v *visit, cmd dossier.Command) templ.Component {
	c, ok := cmd.(dossier.RequestSupplement)
	if !ok {
		return templ.NopComponent
	}
	agency, _ := p.Casework.Organisation().Find(v.s.Agency)
	until := ""
	if !c.Until.IsZero() {
		until = "trước ngày " + c.Until.Short() + " "
	}
	say := fmt.Sprintf("Hồ sơ %s cần bổ sung %d nội dung. %s Xin gửi %sbằng nút “Nộp bổ sung” hoặc tại quầy. Giấy tờ đã nộp vẫn được giữ; thời hạn giải quyết tạm dừng từ khi có yêu cầu này.",
		v.code(), len(c.Items), itemNames(c.Items), until)
	if c.Reason != "" {
		say += " " + c.Reason
	}
	if agency.Phone != "" {
		say += " Cần hướng dẫn, xin gọi " + agency.ShortName + ", " + agency.Phone + "."
	}
	return requestPreview(say)
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
