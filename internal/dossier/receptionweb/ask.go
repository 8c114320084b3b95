package receptionweb

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
)

// lacking are the papers of the list that nothing was said about yet: those of
// which form 02 may ask.
func (d *desk) lacking() []paperLine {
	var out []paperLine
	for _, p := range d.papers {
		if d.Value("paper."+p.Key) == "" {
			out = append(out, p)
		}
	}
	return out
}

// caseDue reports whether a case must still be chosen: before that neither the
// papers nor the limit are known.
func (d *desk) caseDue() bool { return len(d.procedure.Choices()) > 0 && d.caseCode() == "" }

// lackWhy is what form 02 says of a paper unless the officer writes better.
const lackWhy = "Chưa có trong hồ sơ mang đến"

// beginAsking ticks every due paper that is not here. Without procedure, case
// and agency there is no list to ask from, so those are asked first.
func (d *desk) beginAsking() {
	switch {
	case d.procedure.Code == "":
		d.Wrong("q", noProcedure())
	case d.caseDue():
		d.Wrong("case", locale.T("Chọn trường hợp trước, để biết giấy tờ nào còn thiếu.", "Choose the case first: it tells which papers are missing."))
	default:
		d.needAgency()
	}
	if !d.Valid() {
		d.asking = false
		return
	}
	d.focus = "item_name"
	for _, p := range d.papers {
		d.Set("ask."+p.Key, "")
		if p.Optional || d.Value("paper."+p.Key) != "" {
			continue
		}
		d.Set("ask."+p.Key, "yes")
		if d.focus == "item_name" {
			d.focus = "lack." + p.Key
		}
	}
	for _, p := range d.lacking() {
		if d.Value("lack."+p.Key) == "" {
			d.Set("lack."+p.Key, lackWhy)
		}
	}
}

// request asks for what is missing, with form 02.
func (d *desk) request() dossier.AskAtCounter {
	c := dossier.AskAtCounter{Filing: d.filing(), Method: d.method()}
	d.needAgency()
	for _, p := range d.lacking() {
		if d.Value("ask."+p.Key) == "" {
			continue
		}
		why := d.Text("lack."+p.Key, 500)
		if why == "" {
			d.Wrong("lack."+p.Key, locale.T("Ghi giấy này thiếu hoặc sai ở đâu.", "Say what is missing or wrong."))
		}
		c.Items = append(c.Items, dossier.Item{Key: p.Key, Name: p.Name.VI, Why: why})
	}
	if name, why := d.Text("item_name", 300), d.Text("item_why", 500); name != "" || why != "" {
		if name == "" {
			d.Wrong("item_name", locale.T("Ghi tên giấy tờ hoặc nội dung khác cần bổ sung.", "Name what else is asked for."))
		}
		if why == "" {
			d.Wrong("item_why", locale.T("Ghi vì sao cần nội dung này và phải làm gì.", "Say why it is asked for and what to do."))
		}
		c.Items = append(c.Items, dossier.Item{Name: name, Why: why})
	}
	if len(c.Items) == 0 {
		d.Wrong("item_name", locale.T("Chọn ít nhất một giấy tờ, hoặc ghi nội dung khác cần bổ sung.", "Choose at least one paper, or write what else is asked for."))
	}
	c.Reason = d.Text("ask_reason", 1000)
	if v := d.Value("until"); v != "" {
		day, bad := locale.ParseDay(v)
		if bad != nil {
			d.Wrong("until", bad.Say)
		} else if c.Until = calendar.Date(day); !c.Until.After(d.now.Date()) {
			d.Wrong("until", locale.T("Hạn bổ sung phải sau hôm nay. Sửa lại, hoặc để trống.", "The day must be after today. Correct it or leave it empty."))
		}
	}
	return c
}
