package dossierpaper

import (
	"cmp"
	"fmt"
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

// grouped writes a personal number in groups, a passport with its nationality
// behind it; any other as it is.
func grouped(n string) string {
	if id, bad := locale.ParseCitizenID(n); bad == nil {
		return id.Display()
	}
	return locale.ShowPersonNumber(n)
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

// tail is how many sentences of a due time's reasons stand on the paper; all of
// them stand on the tracking page.
const tail = 2

// why tells how the promised time was counted, in its last sentences. It is
// left out when today's calendar counts otherwise: the paper would contradict
// itself.
func (p Printer) why(s dossier.State) []map[string]string {
	var lines []string
	if p.Clock != nil && !s.Promised.IsZero() {
		if due, err := p.Clock.Due(s.AcceptedAt, s.Limit); err == nil && due.At == s.Promised {
			lines = calendar.Words(due.Trace, locale.VI)
		}
	}
	if n := len(lines); n > tail {
		if lines = lines[n-tail:]; s.Slip.Token != "" {
			lines[tail-1] += " Xem đầy đủ khi quét mã QR."
		}
	}
	if s.Expected && !s.Promised.IsZero() {
		lines = append(lines, calendar.Provisional(s.Promised.Date()).VI)
	}
	var rows []map[string]string
	for _, line := range lines {
		rows = append(rows, map[string]string{"dong": line})
	}
	return rows
}
