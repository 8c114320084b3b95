package dossierweb

import (
	"bytes"
	"context"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/paper"
	"motcua/internal/web"
)

// candidate is a specialist who may be given the dossier.
type candidate struct {
	account, name, title string
	load                 int64 // open dossiers he holds
}

func assignFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	loads, err := p.Casework.Loads(ctx, v.s.Agency)
	if err != nil {
		return nil, err
	}
	var list []candidate
	for _, post := range v.people.o.Holders(v.s.Agency, org.DutySpecialist, v.people.day) {
		list = append(list, candidate{post.Account, v.people.name(post.Account), post.Title, loads[post.Account]})
	}
	return assignForm(f, list), nil
}

func readAssign(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Assign{To: f.Value("assignee"), Note: f.Text("note", maxLine)}
}

// reassignFields offers the other holders of the step's duty, with what each has
// to do; for a duty that is not a specialist's also nobody by name.
func reassignFields(ctx context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	loads, err := p.Casework.Loads(ctx, v.s.Agency)
	if err != nil {
		return nil, err
	}
	var list []candidate
	for _, post := range v.people.o.Holders(v.s.Agency, org.Duty(v.s.Holder.Duty), v.people.day) {
		if post.Account != v.s.Holder.Account && post.Account != v.s.AcceptedBy {
			list = append(list, candidate{post.Account, v.people.name(post.Account), post.Title, loads[post.Account]})
		}
	}
	return reassignForm(v, f, list), nil
}

func readReassign(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	to := f.Value("to")
	if to == anybody {
		to = ""
	} else if to == "" {
		f.Wrong("to", locale.T("Xin chọn người nhận hồ sơ. Hồ sơ vẫn ở người đang giữ.", "Please choose who takes the dossier. It stays where it is."))
	}
	return dossier.Reassign{To: to, Reason: f.Text("reason", maxLine)}
}

// anybody is the choice of whoever holds the duty.
const anybody = "*"

// remedies is the standard sentence on complaint and action (Luật Khiếu nại
// 02/2011/QH13, Điều 9; Luật Tố tụng hành chính 93/2015/QH13, Điều 116).
const remedies = "Nếu không đồng ý với văn bản này, Ông/Bà có quyền khiếu nại đến người đã ký văn bản trong thời hạn 90 ngày kể từ ngày nhận được, " +
	"hoặc khởi kiện vụ án hành chính tại Tòa án có thẩm quyền trong thời hạn 01 năm kể từ ngày nhận được văn bản."

func appraiseFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return appraiseForm(v, f), nil
}

func readAppraise(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	c := dossier.Appraise{Outcome: dossier.Outcome(f.Value("outcome")), Opinion: f.Text("opinion", maxLine)}
	if c.Outcome == dossier.Refuse {
		c.Article, c.Remedies = f.Text("article", maxLine), f.Text("remedies", maxLine)
	}
	c.Draft = document(p.take(ctx, f, v, "draft"))
	return c
}

func recordFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return recordForm(f), nil
}

func readRecord(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	return dossier.RecordStep{Opinion: f.Text("opinion", maxLine), Minutes: document(p.take(ctx, f, v, "minutes"))}
}

func noteFields(_ context.Context, _ *pages, _ *visit, f *web.Form) (templ.Component, error) {
	return noteForm(f), nil
}

func readReview(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Review{Note: f.Text("note", maxLine)}
}

func readApprove(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.Approve{Note: f.Text("note", maxLine)}
}

func sendBackFields(_ context.Context, _ *pages, v *visit, f *web.Form) (templ.Component, error) {
	return sendBackForm(v, f), nil
}

func readSendBack(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	c := dossier.SendBack{Reason: f.Text("reason", maxLine)}
	if f.Value("step") != "" {
		c.Step = int(f.Int("step", 1, 100))
	}
	return c
}

// The core says what a symbol may hold.
func readNumber(_ context.Context, _ *pages, _ *visit, f *web.Form) dossier.Command {
	return dossier.GiveNumber{Symbol: strings.ToUpper(f.Text("symbol", 30))}
}

func finishFields(_ context.Context, _ *pages, v *visit, _ *web.Form) (templ.Component, error) {
	return finishForm(v), nil
}

func readFinish(context.Context, *pages, *visit, *web.Form) dossier.Command { return dossier.Finish{} }

func sealFields(_ context.Context, p *pages, v *visit, f *web.Form) (templ.Component, error) {
	return sealForm(v, f, p.Demo), nil
}

func readSeal(ctx context.Context, p *pages, v *visit, f *web.Form) dossier.Command {
	if f.Value("do") == "trinh-dien" && p.Demo {
		d, err := p.demonstration(ctx, v)
		if err != nil {
			refuseFile(f, "document", "văn bản trình diễn", err)
		}
		return dossier.Seal{Document: d}
	}
	if d := document(p.take(ctx, f, v, "document")); d != nil {
		return dossier.Seal{Document: *d}
	}
	return dossier.Seal{}
}

// demonstration makes a result in place of the scanned paper; it says on every
// page that it has no legal value.
func (p *pages) demonstration(ctx context.Context, v *visit) (dossier.Document, error) {
	r := v.s.Result
	if r == nil {
		return dossier.Document{}, dossier.ErrStatus
	}
	agency, ok := v.people.o.Agency(v.s.Agency, r.Date)
	if !ok {
		agency, _ = v.people.o.Find(v.s.Agency)
	}
	title := "VĂN BẢN KẾT QUẢ"
	says := "Chấp thuận yêu cầu của Ông/Bà theo hồ sơ nêu trên."
	if v.s.Outcome() == dossier.Refuse && v.s.Proposal != nil {
		title = "VĂN BẢN TRẢ LỜI"
		says = "Không chấp thuận yêu cầu theo hồ sơ nêu trên. Căn cứ: " + v.s.Proposal.Article + ". " + v.s.Proposal.Opinion + " " + v.s.Proposal.Remedies
	}
	role, signer := "", ""
	if a := v.s.Approval; a != nil {
		role, signer = signatureRole(*a), v.people.name(a.By)
	}
	pdf, err := paper.PDF(paper.Document{
		Head:  paper.Head{Parent: agency.Letterhead(), Agency: agency.Name, Number: "Số: " + documentNumber(r.Number, r.Symbol), Place: agency.Place, Date: r.Date},
		Title: []string{title, v.s.Short.VI},
		Blocks: []paper.Block{
			paper.Fields{Items: []paper.Field{{Label: "Mã hồ sơ", Value: v.s.Code, Strong: true}, {Label: "Thủ tục", Value: v.s.Short.VI + " (" + v.s.Procedure + ")"}, {Label: "Chủ hồ sơ", Value: v.s.Owner.Name, Strong: true}}},
			paper.Para{Runs: []paper.Run{{Text: says}}, Indent: true},
			paper.Signatures{Recipients: []string{"Như trên", "Lưu: VT"}, Columns: []paper.Signature{{Role: role, Note: "(Bản trình diễn, không ký)", Name: signer}}},
		},
		Marks: []string{paper.MarkDemo}, Watermark: paper.MarkDemo,
	})
	if err != nil {
		return dossier.Document{}, err
	}
	name := "van-ban-" + strings.ReplaceAll(documentNumber(r.Number, r.Symbol), "/", "-") + ".pdf"
	u, err := p.Files.Take(ctx, v.actor.Account, name, bytes.NewReader(pdf))
	return dossier.Document{Upload: u, Generated: true}, err
}

// signatureRole is what stands above a signature (NĐ 30/2020/NĐ-CP): the
// signer's title, under the head's when he signs for him.
func signatureRole(s dossier.Signed) string {
	title := strings.ToUpper(s.Title)
	switch org.Mandate(s.Mandate) {
	case org.MandateDeputy:
		return "KT. " + strings.ToUpper(s.For) + "\n" + title
	case org.MandateOrder:
		return "TL. " + strings.ToUpper(s.For) + "\n" + title
	case org.MandateDelegate:
		return "TUQ. " + strings.ToUpper(s.For) + "\n" + title
	case org.MandateNone:
	}
	return title
}
