package dossierpaper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/paper"
	"motcua/internal/procedure"
)

// The keys of a dossier's papers, as addresses name them. The number of a form
// in its circular depends on the legal period: see FormNumber.
const (
	FormReceipt    = "01"
	FormSupplement = "02"
	FormRefusal    = "03"
	FormApology    = "04"
	FormStop       = "thong-bao-dung"
	FormControl    = "phieu-kiem-soat"
)

// FormNumber is the number that the circular in force on a day gives a paper:
// the notice of a stop is form 05 of TT 03/2025/TT-VPCP, and had none before.
func FormNumber(key string, day calendar.Date) string {
	b := paper.PeriodOf(day) == paper.PeriodB
	switch {
	case key == FormStop && b:
		return "05"
	case key == FormStop:
		return ""
	case key == FormControl && b:
		return "06"
	case key == FormControl:
		return "05"
	}
	return key
}

// wordingKey is the key under which package paper has a paper's wording.
func wordingKey(key string, day calendar.Date) string {
	return cmp.Or(FormNumber(key, day), "dung")
}

// Copy says for whom a copy of form 01 is (liên).
type Copy string

// The copies.
const (
	ForApplicant Copy = "Giao người nộp hồ sơ"
	ForFile      Copy = "Lưu"
)

// Printer is what the forms need besides the dossier's state, as values.
type Printer struct {
	Organisation *org.Organisation
	Clock        *calendar.Clock // of the deciding agency
	// Definition is the procedure as it was when the dossier was filed: its
	// official name and its fees.
	Definition procedure.Procedure
	Base       string // address of the site without a slash at the end: "https://dichvucong.example.vn"
	Hotline    string // said where an agency has no telephone of its own
	Demo       bool
	Simulated  bool
	Reissued   int              // how many times the slip was issued anew (dossier.SlipReissued)
	Today      calendar.Date    // the day of printing: a later one than the paper's makes a reprint
	Copy       Copy             // of form 01; "" is ForApplicant
	Settings   Settings         // what the province set of forms and letterheads; nil: as the program comes
	Now        calendar.Instant // of printing
	Journal    []dossier.Dated  // the dossier's events, for the control sheet
	Behalf     dossier.Behalf   // for whom the notice of a stop was signed
	Request    int              // of form 02: which request for papers, from 1; 0 is the newest
}

// ErrNoForm: the dossier has no such form (yet).
var ErrNoForm = fault.New(fault.NotFound, "dossierpaper.no_form", locale.T( //nolint:gochecknoglobals // a sentinel
	"Hồ sơ này chưa có giấy theo mẫu đó. Xin mở lại trang hồ sơ để xem những giấy đã lập.",
	"This dossier has no such form yet. Please open the dossier again to see the papers made so far."))

// IssuedOn is the day of a dossier's form; ErrNoForm when it has none.
func IssuedOn(s dossier.State, form string) (calendar.Date, error) {
	at, err := issuedAt(s, form)
	if err != nil {
		return calendar.Date{}, err
	}
	return at.Date(), nil
}

// issuedAt is the instant of a dossier's form: its wording is that of then.
func issuedAt(s dossier.State, form string) (calendar.Instant, error) {
	switch {
	case form == FormReceipt && !s.AcceptedAt.IsZero():
		return s.AcceptedAt, nil
	case form == FormSupplement && len(s.Asked) > 0:
		return s.Asked[len(s.Asked)-1].At, nil
	case form == FormRefusal && s.Refusal != nil:
		return s.Refusal.At, nil
	case form == FormApology && s.Apology != nil:
		return s.Apology.Signed.At, nil
	case form == FormStop && s.Status == dossier.Stopped && s.Ending != nil:
		return s.Ending.At, nil
	case form == FormControl && !s.AcceptedAt.IsZero():
		return s.AcceptedAt, nil
	}
	return 0, ErrNoForm
}

// Forms lists the keys of the forms that a dossier has and its applicant gets, in
// order; the control sheet is the agencies' own.
func Forms(s dossier.State) []string {
	var out []string
	for _, key := range []string{FormReceipt, FormSupplement, FormRefusal, FormApology, FormStop} {
		if _, err := IssuedOn(s, key); err == nil {
			out = append(out, key)
		}
	}
	return out
}

// Form is the dossier's form by its key. Errors: ErrNoForm, and those of
// paper.FormFor and paper.Fill.
func (p Printer) Form(s dossier.State, key string) (paper.Document, error) {
	if at, err := issuedAt(s, key); err == nil && key != FormControl {
		s = asOf(s, at)
	}
	switch key {
	case FormReceipt:
		return p.Receipt(s)
	case FormSupplement:
		return p.SupplementRequest(s)
	case FormRefusal:
		return p.Refusal(s)
	case FormApology:
		return p.Apology(s)
	case FormStop:
		return p.StopNotice(s)
	case FormControl:
		return p.ControlSheet(s)
	}
	return paper.Document{}, ErrNoForm
}

// Receipt is form 01 of an accepted dossier. It always tells the promised time
// (hạn hẹn trả), which no pause moves.
func (p Printer) Receipt(s dossier.State) (paper.Document, error) {
	day, err := IssuedOn(s, FormReceipt)
	if err != nil {
		return paper.Document{}, err
	}
	v := p.values(s, day, s.Agency)
	if p.Reissued > 0 { // only a new issue is an act, and counted
		v.Marks = slices.DeleteFunc(v.Marks, func(m string) bool { return m == paper.MarkReprint })
		v.Marks = append(v.Marks, fmt.Sprintf("%s LẦN %d", paper.MarkReprint, p.Reissued))
	}
	here := p.agency(cmp.Or(s.Received, s.Agency), day)
	set := v.Text
	set["so"] = number(s.FormNumber)
	set["lien"] = string(cmp.Or(p.Copy, ForApplicant))
	set["ma_ho_so"] = s.Code
	set["ma_tra_cuu"] = s.Slip.Secret
	set["dia_chi_tra_cuu"] = p.trackingAddress(s)
	set["so_giay_to"] = grouped(applicant(s).Number)
	if !s.Applicant.IsZero() {
		set["chu_ho_so"], set["dia_chi_chu_ho_so"] = s.Owner.Name, s.Owner.Address
	}
	set["so_bo"] = "01"
	set["thoi_han"] = sentence(cmp.Or(s.LimitText.VI, "chưa xác định"))
	if s.Clause != "" {
		set["thoi_han"] += " (" + s.Clause + ")"
	}
	set["thoi_diem_nhan"] = moment(s.AcceptedAt)
	set["thoi_diem_tra"] = promised(s)
	set["noi_tra"] = returnPlace(s, here)
	set["quyen_so"], set["so_thu_tu"] = fmt.Sprint(day.Year), fmt.Sprint(s.FormNumber)
	set["nguoi_tiep_nhan"] = p.official(s.AcceptedBy, day)
	v.Lists["giay_to"] = paperRows(s)
	v.Lists["phi"], set["tong_phi"] = p.fees(s)
	v.Lists["vi_sao"] = p.why(s)
	doc, err := p.fill(FormReceipt, v, s)
	doc.OneSheet = true
	return doc, err
}

// SupplementRequest is form 02: what a request for papers asks for.
func (p Printer) SupplementRequest(s dossier.State) (paper.Document, error) {
	if p.Request < 0 || p.Request > len(s.Asked) {
		return paper.Document{}, ErrNoForm
	}
	if p.Request > 0 {
		s.Asked = s.Asked[:p.Request]
	}
	day, err := IssuedOn(s, FormSupplement)
	if err != nil {
		return paper.Document{}, err
	}
	asked := s.Asked[len(s.Asked)-1]
	v := p.values(s, day, s.Agency)
	v.Text["so"] = number(asked.Number)
	v.Text["ma_ho_so"] = cmp.Or(s.Code, s.Submission) // asked before acceptance: the counter scans the number of the filing
	v.Text["dia_chi_tra_cuu"] = p.trackingAddress(s)
	v.Text["ly_do"] = cmp.Or(asked.Reason, "hồ sơ chưa đủ thành phần hoặc nội dung theo quy định của thủ tục.")
	if !asked.Until.IsZero() {
		v.Text["han_bo_sung"] = locale.LongDate(locale.Day(asked.Until)).VI
	}
	v.Text["nguoi_huong_dan"] = p.official(asked.By, day)
	v.Text["nguoi_lien_he"] = cmp.Or(v.Text["nguoi_huong_dan"], "bộ phận tiếp nhận")
	var items []map[string]string
	for _, it := range asked.Items {
		text := it.Name
		if it.Why != "" {
			text += ": " + it.Why
		}
		items = append(items, map[string]string{"noi_dung_bo_sung": text})
	}
	v.Lists["bo_sung"] = items
	if !s.AcceptedAt.IsZero() {
		v.Lists["vi_sao"] = []map[string]string{{"dong": "Thời hạn giải quyết tạm dừng từ " + moment(asked.At) +
			" và được tính tiếp khi nhận đủ giấy tờ bổ sung. Giấy tờ đã nộp vẫn được giữ."}}
	}
	return p.fill(FormSupplement, v, s)
}

// Refusal is form 03 of a dossier that reception did not accept.
func (p Printer) Refusal(s dossier.State) (paper.Document, error) {
	day, err := IssuedOn(s, FormRefusal)
	if err != nil {
		return paper.Document{}, err
	}
	v := p.values(s, day, s.Received)
	v.Text["so"] = number(s.Refusal.Number)
	v.Text["huong_dan"] = s.Refusal.Remedy
	v.Text["nguoi_tiep_nhan"] = p.official(s.Refusal.By, day)
	reason := strings.TrimRight(s.Refusal.Reason, " .")
	v.Lists["ly_do"] = []map[string]string{{"ly_do": reason + " (" + strings.TrimRight(s.Refusal.Clause, " .") + ")."}}
	return p.fill(FormRefusal, v, s)
}

func (p Printer) fill(key string, v paper.Values, s dossier.State) (paper.Document, error) {
	all, err := paper.Forms()
	if err != nil {
		return paper.Document{}, err
	}
	form, err := paper.FormFor(all, wordingKey(key, v.Date), v.Date)
	if err != nil {
		return paper.Document{}, err
	}
	at, err := issuedAt(s, key)
	if err != nil {
		return paper.Document{}, err
	}
	p.letterhead(v.Text, heading(s, key), at)
	doc, err := paper.Fill(p.worded(form, at), v)
	for _, b := range doc.Blocks {
		if f, ok := b.(paper.Fields); ok {
			for i := range f.Items {
				f.Items[i].Value = unrepeated(f.Items[i].Label, f.Items[i].Value)
			}
		}
	}
	return doc, err
}

// unrepeated is a value without the label that it begins with: the form prints
// "Trung tâm Phục vụ hành chính công: ", the name of one begins with the same.
func unrepeated(label, value string) string {
	if n := len(label); n > 0 && len(value) > n && strings.EqualFold(value[:n], label) {
		return strings.TrimSpace(value[n:])
	}
	return value
}

// values are what all forms tell: letterhead, applicant, request.
func (p Printer) values(s dossier.State, day calendar.Date, issuer string) paper.Values {
	here := p.agency(cmp.Or(s.Received, s.Agency), day)
	head := p.agency(cmp.Or(issuer, s.Agency), day)
	who := applicant(s)
	v := paper.Values{Date: day, Lists: map[string][]map[string]string{}, Text: map[string]string{
		"co_quan_cap_tren": p.above(here, day),
		"co_quan":          cmp.Or(here.OneStop, here.Name),
		"dia_danh":         cmp.Or(here.Place, head.Place, "Quảng Ninh"),
		"noi_tiep_nhan":    cmp.Or(here.OneStop, here.Name),
		"nguoi_nop":        cmp.Or(strings.ToUpper(who.Name), "……"), // "": erased
		"ten_nguoi_nop":    who.Name,
		"dia_chi":          cmp.Or(who.Address, s.Owner.Address, "……"),
		"dien_thoai":       locale.Phone(who.Phone).Display(),
		"email":            who.Email,
		"noi_dung":         p.request(s),
		"dien_thoai_hoi":   cmp.Or(here.Phone, head.Phone, p.Hotline, "niêm yết tại nơi tiếp nhận"),
	}}
	if p.Simulated || p.Demo { // a demonstration, too, holds invented data only
		v.Marks = append(v.Marks, paper.MarkSimulated)
		v.Watermark = paper.MarkSimulated
	}
	if p.Demo {
		v.Marks = append(v.Marks, paper.MarkDemo)
	}
	if p.Today.After(day) {
		v.Marks = append(v.Marks, paper.MarkReprint)
	}
	return v
}

// above is the line over the receiving office in the letterhead: the agency that
// the office belongs to. A one-stop centre that is an agency of its own has its
// own superior; a People's Committee's office has the committee.
func (p Printer) above(here org.Agency, day calendar.Date) string {
	if here.OneStop == "" {
		return here.Letterhead()
	}
	committee := ""
	for _, a := range p.Organisation.Agencies(day) {
		switch {
		case a.Name == here.OneStop:
			return a.Letterhead()
		case a.OneStop == here.OneStop && a.Kind == org.KindPeoplesCommittee:
			committee = a.Name
		}
	}
	return cmp.Or(committee, here.Name)
}

func (p Printer) agency(id string, day calendar.Date) org.Agency {
	if a, ok := p.Organisation.Agency(id, day); ok {
		return a
	}
	a, _ := p.Organisation.Find(id) // a dossier keeps the name of an agency that ended
	return a
}

func (p Printer) official(account string, day calendar.Date) string {
	a, _ := p.Organisation.Official(account, day)
	return a.Name
}

// trackingAddress is what the QR code holds.
func (p Printer) trackingAddress(s dossier.State) string {
	if s.Slip.Token == "" {
		return ""
	}
	return p.Base + "/t/" + s.Slip.Token
}

// request is what is asked for: the official name of the procedure, its case.
func (p Printer) request(s dossier.State) string {
	text := cmp.Or(p.Definition.Name, s.Short.VI) + " (" + s.Procedure + ")"
	if c, ok := p.Definition.Case(s.Case); ok {
		text += " – " + c.Name.VI
	}
	if s.Code == "" && s.Submission != "" {
		text += "; mã nộp " + s.Submission
	}
	return text
}
