package dossierpaper

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

// applicant is who handed the dossier in: the owner unless another did.
func applicant(s dossier.State) dossier.Party {
	if s.Applicant.IsZero() {
		return s.Owner
	}
	return s.Applicant
}

func number(n int64) string { return fmt.Sprintf("%04d", n) }

// grouped writes a personal number in groups; any other as it is.
func grouped(n string) string {
	if id, bad := locale.ParseCitizenID(n); bad == nil {
		return id.Display()
	}
	return n
}

func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// moment is "16 giờ 30 phút, thứ Sáu, ngày 26/4/2024".
func moment(i calendar.Instant) string { return locale.DateTime(i.Time()).VI }

func promised(s dossier.State) string {
	switch {
	case s.Promised.IsZero():
		return "chưa xác định; chúng tôi báo Ông/Bà ngay khi xác định được"
	case s.Expected:
		return moment(s.Promised) + " (dự kiến)"
	}
	return moment(s.Promised)
}

// returnPlace is where the result is handed over, as chosen.
func returnPlace(s dossier.State, here org.Agency) string {
	switch s.Return.Way {
	case dossier.ByPost:
		return "Bưu chính công ích, gửi đến " + cmp.Or(s.Return.Address, applicant(s).Address)
	case dossier.OnPortal:
		return "Tài khoản của Ông/Bà trên Cổng dịch vụ công"
	case dossier.AtCounter:
	}
	place := cmp.Or(here.OneStop, here.Name)
	if here.Address != "" {
		place += ", " + here.Address
	}
	return place
}

// paperRows are the papers handed in or shown; what does not apply was not.
// Pictures that were sent online are no originals, however many are asked for.
func paperRows(s dossier.State) []map[string]string {
	rows := []map[string]string{}
	for _, m := range s.Papers {
		if m.Mark == dossier.MarkNotApplicable || m.Mark == "" {
			continue
		}
		name := m.Name
		if m.Mark == dossier.MarkShown {
			name += " (xuất trình)"
		}
		if n := len(m.Files); n > 0 {
			name += fmt.Sprintf(" (bản điện tử: %d tệp)", n)
			if s.Method == procedure.Online {
				m.Originals, m.Copies = 0, 0
			}
		}
		rows = append(rows, map[string]string{
			"ten": name, "ban_chinh": count(m.Originals), "chung_thuc": "", "ban_photo": count(m.Copies),
		})
	}
	return rows
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// fees lists the charges of the dossier's way of filing with the record's own
// words, and their sum when every amount is certain.
func (p Printer) fees(s dossier.State) (rows []map[string]string, total string) {
	ch, ok := p.Definition.Channel(s.Method)
	if !ok || len(ch.Fees) == 0 {
		return nil, ""
	}
	sum, certain := int64(0), true
	for _, f := range ch.Fees {
		words := clip(f.Text.VI)
		if f.Known {
			words = cmp.Or(words, locale.Dong(f.Amount))
			sum += f.Amount
		} else {
			certain = false
		}
		rows = append(rows, map[string]string{"ten": feeName(f.Kind), "so_tien": cmp.Or(words, "theo quy định")})
	}
	if certain {
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

// why tells how the promised time was counted. It is left out when today's
// calendar counts otherwise: the paper would contradict itself.
func (p Printer) why(s dossier.State) []map[string]string {
	if p.Clock == nil || s.Promised.IsZero() {
		return nil
	}
	due, err := p.Clock.Due(s.AcceptedAt, s.Limit)
	if err != nil || due.At != s.Promised {
		return nil
	}
	var rows []map[string]string
	for _, line := range calendar.Words(due.Trace, locale.VI) {
		rows = append(rows, map[string]string{"dong": line})
	}
	return rows
}
