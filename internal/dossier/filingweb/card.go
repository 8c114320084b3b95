package filingweb

import (
	"context"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// thumbnailMost is the largest picture shown small, in bytes: phones on a poor
// line should not fetch ten photographs to see their thumbnails.
const thumbnailMost = 3 << 20

func filesTag(n int) locale.Text {
	return locale.Quantity(int64(n), "tệp đã lưu", "file saved", "files saved")
}

func chooseWords(c card) locale.Text {
	if len(c.files) > 0 {
		return locale.T("Thêm tệp", "Add a file")
	}
	return locale.T("Chọn tệp", "Choose a file")
}

func uploadWords(c card) locale.Text {
	name := locale.T("Tải lên", "Upload")
	if !c.form.Error(paperField(c.key)).IsZero() {
		name = locale.T("Tải lại tệp này", "Upload this file again")
	}
	return name
}

func kindWord(media string) string {
	if media == "application/pdf" {
		return "PDF"
	}
	return "ẢNH"
}

// markForm is what was said of the paper, stored or just typed.
func (c card) markForm() *web.Form {
	if c.form.Has(whyField(c.key)) || c.form.Has(markField(c.key)) {
		return c.form
	}
	f := web.NewForm().Set(whyField(c.key), c.reason)
	if c.mark != "" && c.mark != dossier.MarkSubmitted {
		f.Set(markField(c.key), string(c.mark))
	}
	return f
}

// marks are what can be said of a paper without a file.
func (c card) marks() []ui.OptionProps {
	var out []ui.OptionProps
	if c.present {
		out = append(out, ui.OptionProps{Value: string(dossier.MarkShown), Text: locale.T("Xuất trình bản chính khi nhận kết quả", "I show the original when I collect the result")})
	}
	if c.ask {
		out = append(out, ui.OptionProps{Value: string(dossier.MarkNotApplicable), Text: locale.T("Không áp dụng với tôi", "Does not apply to me"), Reveal: reasonField(c)})
	}
	return out
}

// paperRows are the papers of the review.
func (v *visit) paperRows() []ui.SummaryRow {
	given := map[string]dossier.PaperMark{}
	for _, m := range v.marks() {
		given[m.Key] = m
	}
	var out []ui.SummaryRow
	for _, c := range v.cards(web.NewForm()) {
		out = append(out, ui.SummaryRow{
			Key: c.name, Body: markWords(given[c.key], c),
			Actions: []ui.Link{{Href: v.path(stepPapers) + "#" + cardID(c.key), Text: locale.T("Sửa", "Change"), Extra: c.name}},
		})
	}
	return out
}

func (v *visit) returnRows(ctx context.Context) []ui.SummaryRow {
	d := v.d.Filing
	change := func(what locale.Text) []ui.Link {
		return []ui.Link{{Href: v.path(stepReturn), Text: locale.T("Sửa", "Change"), Extra: what}}
	}
	way := locale.T("Cách nhận", "How")
	rows := []ui.SummaryRow{{Key: way, Value: ui.Say(ctx, returnWords(d.Return)), Actions: change(way)}}
	if d.Note != "" {
		note := locale.T("Ghi chú", "Note")
		rows = append(rows, ui.SummaryRow{Key: note, Value: d.Note, Actions: change(note)})
	}
	return rows
}

// returnWords says how a result is wanted.
func returnWords(r dossier.Return) locale.Text {
	switch r.Way {
	case dossier.ByPost:
		return locale.T("Qua bưu chính: "+r.Address, "By post: "+r.Address)
	case dossier.OnPortal:
		return locale.T("Bản điện tử trên cổng này", "Electronically on this portal")
	case dossier.AtCounter:
	}
	return locale.T("Tại quầy", "At the counter")
}

func (v *visit) returnOptions(f *web.Form) []ui.OptionProps {
	counter := ui.OptionProps{Value: string(dossier.AtCounter), Text: locale.T("Tại quầy", "At the counter"), Chosen: true}
	if a, ok := v.agency(); ok {
		counter.Hint = ui.S(office(a))
	}
	out := []ui.OptionProps{
		counter,
		{Value: string(dossier.ByPost), Text: locale.T("Qua bưu chính đến địa chỉ của tôi", "By post to my address"), Hint: locale.T("Cước bưu chính do Ông/Bà trả cho bưu điện.", "You pay the postage to the post."), Reveal: returnAddress(f)},
	}
	if _, ok := v.def.Channel(procedure.Online); ok {
		out = append(out, ui.OptionProps{Value: string(dossier.OnPortal), Text: locale.T("Bản điện tử trên cổng này", "Electronically on this portal"), Hint: locale.T("Tải về ở “Hồ sơ của tôi” khi có kết quả.", "Download it at “My dossiers” when it is ready.")})
	}
	return out
}
