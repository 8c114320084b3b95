package dossierpaper

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/paper"
)

// ControlSheet (phiếu kiểm soát quá trình giải quyết hồ sơ) is form 05 of
// TT 01/2018, 06 of TT 03/2025, by the day of acceptance: a row for each
// hand-over in p.Journal, with planned and actual working hours, as of p.Now.
func (p Printer) ControlSheet(s dossier.State) (paper.Document, error) {
	at, err := issuedAt(s, FormControl)
	if err != nil {
		return paper.Document{}, err
	}
	v := p.values(s, at.Date(), s.Agency)
	v.Marks = slices.DeleteFunc(v.Marks, func(m string) bool { return m == paper.MarkReprint }) // it says as of when it is
	set := v.Text
	set["ma_ho_so"] = s.Code
	set["co_quan_giai_quyet"] = p.agency(s.Agency, at.Date()).Name
	set["thoi_diem_nhan"], set["thoi_diem_tra"] = moment(at), promised(s)
	set["thoi_diem_lap"] = moment(p.Now)
	if due := cmp.Or(s.EndDue, s.Due); due != s.Promised && !due.IsZero() {
		set["han_hien_hanh"] = moment(due)
	}
	stays := dossier.Handovers(p.Journal)
	var others []string
	rows := []map[string]string{}
	for _, h := range stays {
		if name := p.agency(h.Holder.Agency, h.GivenAt.Date()).Name; h.Holder.Agency != s.Agency && !slices.Contains(others, name) {
			others = append(others, name)
		}
		rows = append(rows, p.stay(s, h))
	}
	set["co_quan_phoi_hop"] = strings.Join(others, "; ")
	set["ket_qua_chung"] = overall(s, p.Now)
	v.Lists["giao_nhan"] = rows
	return p.fill(FormControl, v, s)
}

// stay is a row of the control sheet.
func (p Printer) stay(s dossier.State, h dossier.Handover) map[string]string {
	row := map[string]string{
		"co_quan_buoc": p.agency(h.Holder.Agency, h.GivenAt.Date()).Name + "\n" + h.Step.Name.VI,
		"giao_nhan":    "1. Giao: " + short(h.GivenAt) + "\nNgười giao: " + p.named(h.GivenBy, h.GivenAt) + "\n2. Nhận: ",
		"ket_qua":      "", "gio": "", "ghi_chu": notes[h.Event],
	}
	switch {
	case !h.TakenAt.IsZero():
		row["giao_nhan"] += short(h.TakenAt) + "\nNgười nhận: " + p.named(h.TakenBy, h.TakenAt)
	case !h.Until.IsZero():
		row["giao_nhan"] += "không ký nhận riêng\nNgười thực hiện: " + p.named(h.EndedBy, h.Until)
	default:
		row["giao_nhan"] += "chưa nhận"
	}
	if !h.Until.IsZero() {
		row["giao_nhan"] += "\nXong: " + short(h.Until)
	}
	row["ket_qua"] = p.verdict(s, h)
	if h.Step.Minutes > 0 {
		row["gio"] = "Kế hoạch: " + hours(time.Duration(h.Step.Minutes)*time.Minute)
	}
	if p.Clock != nil {
		row["gio"] = strings.TrimSpace(row["gio"] + "\nThực tế: " + hours(h.Worked(p.Clock, s.Pauses, p.Now)))
	}
	return row
}

// notes say of a hand-over what is not the straight way.
//
//nolint:gochecknoglobals // constant
var notes = map[string]string{
	dossier.WasSentBack{}.EventType():     "Trả lại bước trước",
	dossier.WasRecalled{}.EventType():     "Người giao rút lại",
	dossier.Reassigned{}.EventType():      "Giao lại cho người khác",
	dossier.Succeeded{}.EventType():       "Cơ quan kế thừa nhận",
	dossier.FinishCorrected{}.EventType(): "Đính chính việc kết thúc",
}

// verdict judges one stay against its step's due time.
func (p Printer) verdict(s dossier.State, h dossier.Handover) string {
	switch {
	case h.Step.Minutes == 0:
		return "Không tính giờ"
	case !h.Until.IsZero():
		return calendar.Verdict(h.Until, h.Due).Text().VI
	case s.Due == 0 && s.Status != dossier.Processing && s.Status != dossier.Accepted:
		return "Đang tạm dừng"
	case h.Due != 0 && p.Now > h.Due:
		return "Đang làm, đã quá hạn"
	}
	return "Đang làm, trong hạn"
}

// overall is the whole dossier's result: its verdict, or where it stands.
func overall(s dossier.State, now calendar.Instant) string {
	switch {
	case !s.EndedAt.IsZero():
		return s.Timing().Text().VI + ", xong lúc " + moment(s.EndedAt)
	case s.Due != 0 && now > s.Due:
		return "Đang giải quyết, đã quá hạn"
	case s.Due != 0:
		return "Đang giải quyết, trong hạn"
	case s.Promised == 0:
		return "Đang giải quyết, chưa xác định thời hạn"
	}
	return "Đang tạm dừng"
}

// named is an official's name on the day of an act, his account without one, and
// the applicant for a citizen's.
func (p Printer) named(account string, at calendar.Instant) string {
	if name := cmp.Or(p.official(account, at.Date()), p.Organisation.Name(account)); name != "" {
		return name
	}
	return "người nộp hồ sơ"
}

func short(i calendar.Instant) string { return locale.ShortDateTime(i.Time()) }

// hours writes working time in hours with one decimal: "3,5 giờ".
func hours(d time.Duration) string {
	n := strconv.FormatFloat(d.Hours(), 'f', 1, 64)
	return fmt.Sprintf("%s giờ", strings.Replace(strings.TrimSuffix(n, ".0"), ".", ",", 1))
}
