package dossierpaper

import (
	"cmp"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// feeSentence is what the paper says of a fee that must still be reckoned.
func feeSentence(f procedure.Fee) string {
	words := clip(f.Text.VI)
	if words == "" && f.Known {
		words = locale.Dong(f.Amount)
	}
	if unit := f.Unit(); unit != "" {
		words = strings.TrimRight(words, " .;,") + ", tính theo số " + unit + " thực tế"
	}
	return words
}

// fees lists the charges of the dossier's way of filing with the record's own
// words, and their sum when every amount is certain and none of them is one of
// several to choose from.
func (p Printer) fees(s dossier.State) (rows []map[string]string, total string) {
	ch, ok := p.Definition.Channel(s.Method)
	if !ok || len(ch.Fees) == 0 {
		return nil, ""
	}
	sum, sure := int64(0), true
	kinds := map[procedure.FeeKind]bool{}
	for _, f := range ch.Fees {
		sure = sure && f.IsCertain() && !kinds[f.Kind]
		kinds[f.Kind] = true
		sum += f.Amount
		rows = append(rows, map[string]string{"ten": feeName(f.Kind), "so_tien": cmp.Or(feeSentence(f), "theo quy định")})
	}
	if sure {
		total = locale.Dong(sum)
	}
	return rows, total
}

func feeName(k procedure.FeeKind) string {
	switch k {
	case procedure.Charge:
		return "Phí"
	case procedure.Price:
		return "Giá dịch vụ"
	case procedure.Duty:
	}
	return "Lệ phí"
}

// clip keeps a record's long text from filling the paper.
func clip(s string) string {
	const most = 240
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most]), " ,;") + "…"
	}
	return s
}
