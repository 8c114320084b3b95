package dossierweb

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// demand is one paper that may be asked for.
type demand struct {
	key, name string
	given     bool // handed in: it must be judged
}

// The judgements of a paper, by the values of the form.
const (
	judgedSound    = "dat"
	judgedMissing  = "thieu"
	judgedWrong    = "sai"
	judgedNeedless = "khong" // of a paper that was not handed in: not needed here
)

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
			out = append(out, demand{m.Key, m.Name, m.Mark != dossier.MarkNotApplicable})
		}
	}
	for _, paper := range definition.Procedure(v.s.FiledAt.Date()).Papers(v.s.Case, v.s.Method) {
		if !seen[paper.Key] {
			seen[paper.Key] = true
			out = append(out, demand{paper.Key, paper.Name.VI, false})
		}
	}
	return out, nil
}

func requestFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	list, err := p.demands(ctx, v)
	if err != nil {
		return nil, err
	}
	return requestForm(f, list), nil
}

// readRequest reads the judgement of each paper. That none is left out, the
// core asks.
func readRequest(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	list, err := p.demands(ctx, v)
	if err != nil { // the definition is away: only what the dossier has is asked for
		list = nil
	}
	c := dossier.RequestSupplement{Reason: f.Text("reason", maxLine), Until: f.Date("until")}
	for _, d := range list {
		judged := f.Value("item." + d.key)
		if judged == "" && d.given && f.Value("rest") != "" {
			judged = judgedSound
		}
		switch judged {
		case judgedSound:
			c.Sound = append(c.Sound, d.key)
		case judgedMissing, judgedWrong:
			c.Items = append(c.Items, dossier.Item{Key: d.key, Name: d.name, Why: why(f, d.key)})
		}
	}
	if slices.Contains(f.Values("items"), other) {
		name := f.Require("other_name", locale.T("Xin ghi tên giấy tờ hoặc nội dung khác cần bổ sung.", "Please name what else is asked for."))
		c.Items = append(c.Items, dossier.Item{Name: name, Why: why(f, other)})
	}
	if len(c.Items) == 0 {
		f.Wrong("items", locale.T("Xin chọn ít nhất một giấy tờ thiếu hoặc sai. Nếu mọi giấy tờ đều đạt thì không cần yêu cầu bổ sung.", "Please choose at least one paper that is missing or wrong."))
	}
	return c
}

func why(f *web.Form, key string) string {
	said := f.Text("why."+key, maxLine)
	if said == "" {
		f.Wrong("why."+key, locale.T("Xin ghi giấy tờ này thiếu hoặc sai ở đâu và cần làm gì, để người nộp chỉ phải bổ sung một lần.", "Please say what is missing or wrong and what to do, so that the applicant comes back only once."))
	}
	return said
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

// secondRequest tells that the viewer could ask for papers if it were allowed
// once more.
func (v *visit) secondRequest() bool {
	if len(v.s.Asked) == 0 || v.s.Allowed {
		return false
	}
	s := v.s
	s.Allowed = true
	return dossier.May(dossier.ActRequestSupplement, s, v.actor) == nil
}

// showSecond explains why papers cannot simply be asked for again, and who may
// allow it.
func (p *pages) showSecond(w http.ResponseWriter, r *http.Request, v *visit) error {
	var heads []string
	for _, d := range []org.Duty{org.DutyUnitHead, org.DutyLeader} {
		for _, post := range v.people.o.Holders(v.s.Agency, d, v.people.day) {
			if name := v.people.titled(post.Account, v.s.Agency); !slices.Contains(heads, name) {
				heads = append(heads, name)
			}
		}
	}
	return web.Render(w, r, http.StatusOK, secondPage(v, heads))
}
