package orgweb

import (
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

func noPerson() error {
	return fault.New(fault.NotFound, "org.no_person", locale.T(
		"Không có người này trong phạm vi quản trị của Ông/Bà. Xin tìm lại theo tên.", "There is nobody of that account whom you administer. Please search by name."))
}

// verdictView is the page of something that waits for a second person.
type verdictView struct {
	place
	post    org.Post
	absence org.Absence
}

// standIn reports whether it is about a stand-in, not an appointment.
func (v verdictView) standIn() bool { return v.absence.Account != "" }

// awaiting finds what the form or address names.
func (p *pages) awaiting(r *http.Request, f *web.Form) (verdictView, error) {
	in, err := p.in(r, f)
	if err != nil {
		return verdictView{}, err
	}
	v := verdictView{place: in}
	account := f.Value("account")
	if post, ok := v.s.Proposal(account, f.Value("unit"), org.Duty(f.Value("duty"))); ok {
		v.post = post
		return v, nil
	}
	from, _ := calendar.ParseDate(f.Value("leave")) // a day that is none matches no absence
	for _, b := range v.o.AgencyAbsences(v.s.Agency.ID) {
		if b.Account == account && b.From == from && v.o.NeedsSecond(b) {
			v.absence = b
			return v, nil
		}
	}
	return v, fault.New(fault.NotFound, "org.no_proposal", locale.T(
		"Việc này không còn chờ xác nhận: đã được xác nhận, từ chối hoặc rút lại. Xin về trang quản trị để xem việc còn chờ.",
		"This waits no more: it was confirmed, declined or taken back. Please see what waits on the start page."))
}

func (p *pages) proposal(w http.ResponseWriter, r *http.Request) error {
	v, err := p.awaiting(r, web.Query(r))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, proposalPage(v))
}

func (p *pages) verdict(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.awaiting(r, f)
	if err != nil {
		return err
	}
	yes := confirms(f)
	say := locale.T("Đã xác nhận; có hiệu lực ngay.", "Confirmed; in force at once.")
	var c org.Command
	switch {
	case v.standIn() && yes:
		c = org.ConfirmStandIn{Account: v.absence.Account, From: v.absence.From}
	case v.standIn(): // the stand-in is not to be: the absence ends before it began
		c = org.EndLeave{Account: v.absence.Account, From: v.absence.From, Until: v.absence.From.AddDays(-1)}
		say = locale.T("Đã rút lần vắng này. Xin ghi lại với người làm thay khác nếu cần.", "The absence is taken back. Please record it again with another stand-in if needed.")
	case yes:
		c = org.Confirm{Account: v.post.Account, Unit: v.post.Unit, Duty: v.post.Duty}
	default:
		c = org.Decline{Account: v.post.Account, Unit: v.post.Unit, Duty: v.post.Duty, Reason: f.Text("reason", 300)}
		say = locale.T("Đã ghi không xác nhận.", "The refusal is recorded.")
	}
	status, err := p.do(r, f, v.order(c), "reason")
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, proposalPage(v))
	}
	web.Flash(r, say)
	return web.Redirect(w, r, HomePath)
}
