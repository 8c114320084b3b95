package orgweb

import (
	"net/http"
	"slices"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Keeping is one thing that can be done to somebody's way in.
type Keeping string

// What can be done; the values are parts of addresses.
const (
	SignOut      Keeping = "dang-xuat"
	IssueOnce    Keeping = "mat-khau" // a password for one time
	ResetFactors Keeping = "dat-lai-xac-nhan"
	Disable      Keeping = "khoa"
	Enable       Keeping = "mo"
)

// Standing is how somebody's account stands.
type Standing struct {
	Demo     bool // signs in without a password
	Off      bool // disabled
	Once     bool // the password must be changed at the next sign-in
	Factors  int  // second factors
	Sessions int  // browsers on which it is signed in
}

func (s Standing) facts() []ui.SummaryRow {
	status := "Đang dùng"
	switch {
	case s.Off:
		status = "Đang bị khóa"
	case s.Once:
		status = "Mật khẩu dùng một lần, chưa đổi"
	}
	return []ui.SummaryRow{
		{Key: locale.T("Tình trạng", "Status"), Value: status},
		{Key: locale.T("Cách xác nhận thứ hai", "Second factors"), Value: itoa(s.Factors)},
		{Key: locale.T("Trình duyệt đang đăng nhập", "Signed in on"), Value: itoa(s.Sessions)},
	}
}

// keepings are the things that make sense now.
func (s Standing) keepings() []Keeping {
	if s.Off {
		return []Keeping{Enable}
	}
	out := []Keeping{SignOut}
	if !s.Demo {
		out = append(out, IssueOnce)
	}
	if s.Factors > 0 {
		out = append(out, ResetFactors)
	}
	return append(out, Disable)
}

// keeping is how a page about one of them speaks.
type keeping struct {
	title, intro, button, done locale.Text
	plain                      bool // needs no ground
	met                        bool // the person must have been met: asked for by a tick
}

func keepWords() map[Keeping]keeping {
	return map[Keeping]keeping{
		SignOut: {
			title:  locale.T("Đăng xuất khỏi mọi trình duyệt", "Sign out everywhere"),
			intro:  locale.T("Mọi phiên đang mở kết thúc ngay; mật khẩu và cách xác nhận giữ nguyên.", "All sessions end at once; password and second factors stay."),
			button: locale.T("Đăng xuất", "Sign out"), done: locale.T("Đã đăng xuất tài khoản khỏi mọi trình duyệt.", "The account was signed out everywhere."),
		},
		IssueOnce: {
			title:  locale.T("Cấp mật khẩu dùng một lần", "Issue a one-time password"),
			intro:  locale.T("Mật khẩu cũ hết hiệu lực, mọi phiên kết thúc. Mật khẩu mới hiện một lần để đưa tận tay, dùng được trong 7 ngày và phải đổi ngay khi đăng nhập. Bước xác nhận thứ hai vẫn được hỏi.", "The old password ends, and all sessions. The new one is shown once, to be handed over in person; it signs in within 7 days and must then be changed. A second factor is still asked for."),
			button: locale.T("Cấp mật khẩu", "Issue"), met: true,
		},
		ResetFactors: {
			title:  locale.T("Đặt lại bước xác nhận thứ hai", "Reset second factors"),
			intro:  locale.T("Ứng dụng xác thực, khóa truy cập và mã dự phòng của người này hết hiệu lực; mọi phiên kết thúc. Lần đăng nhập sau người ấy thiết lập lại.", "Authenticator app, passkeys and recovery codes end, and all sessions. New ones are set up at the next sign-in."),
			button: locale.T("Đặt lại", "Reset"), done: locale.T("Đã đặt lại bước xác nhận thứ hai.", "The second factors were reset."), met: true,
		},
		Disable: {
			title:  locale.T("Khóa tài khoản", "Disable the account"),
			intro:  locale.T("Không ai đăng nhập được bằng tài khoản này, mọi phiên và mã truy cập hết hiệu lực cho đến khi mở lại. Nhiệm vụ và hồ sơ đang giao không đổi.", "Nobody signs in with it, and its sessions and tokens open nothing, until it is enabled again. Duties and dossiers stay."),
			button: locale.T("Khóa tài khoản", "Disable"), done: locale.T("Đã khóa tài khoản.", "The account is disabled."),
		},
		Enable: {
			title: locale.T("Mở lại tài khoản", "Enable the account"), intro: locale.T("Mật khẩu và cách xác nhận như trước khi khóa.", "Password and second factors are as before."),
			button: locale.T("Mở lại", "Enable"), done: locale.T("Đã mở lại tài khoản.", "The account is enabled."), plain: true,
		},
	}
}

func keepHref(account string, k Keeping) string {
	return peoplePath + "/" + account + "/dang-nhap/" + string(k)
}

// keepView is the page of one of them.
type keepView struct {
	account, called string
	standing        Standing
	what            keeping
	form            *web.Form
}

func (v keepView) back() []ui.Link {
	return crumbs(ui.Link{Href: peoplePath + "/" + v.account, Text: ui.S(v.called)})
}

// kept is what the address names, for somebody whom the reader may look for.
func (p *pages) kept(r *http.Request, f *web.Form) (keepView, Keeping, desk, error) {
	d, err := p.desk(r)
	if err != nil {
		return keepView{}, "", d, err
	}
	k, account := Keeping(r.PathValue("viec")), r.PathValue("account")
	what, ok := keepWords()[k]
	if !ok || len(d.o.Career(account)) == 0 || !d.mayLook(account) {
		return keepView{}, k, d, noPerson()
	}
	v := keepView{account: account, called: d.name(account), what: what, form: f}
	v.standing, ok, err = p.Accounts.Standing(r.Context(), d.actor, account)
	if err == nil && !ok {
		err = notYours()
	}
	return v, k, d, err
}

func notYours() error {
	return fault.New(fault.Forbidden, "org.not_kept", locale.T(
		"Tài khoản này không thuộc phạm vi của Ông/Bà: quản trị đơn vị lo cho người có mọi nhiệm vụ ở cơ quan mình và không giữ nhiệm vụ quản trị; không ai làm việc này cho chính mình. Xin nhờ quản trị hệ thống.",
		"This account is not yours to look after: a unit administrator does so for people all of whose duties lie in the own agency and who administer nothing; nobody does so for himself. Please ask an administrator."))
}

func (p *pages) keepForm(w http.ResponseWriter, r *http.Request) error {
	v, k, _, err := p.kept(r, web.NewForm())
	if err != nil {
		return err
	}
	if !slices.Contains(v.standing.keepings(), k) {
		return web.Redirect(w, r, peoplePath+"/"+v.account) // done already, or nothing to do
	}
	return web.Render(w, r, http.StatusOK, keepPage(v))
}

func (p *pages) keep(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, k, d, err := p.kept(r, f)
	if err != nil {
		return err
	}
	if v.what.met && f.Value("met") != "yes" {
		f.Wrong("met", locale.T("Xin gặp trực tiếp, đối chiếu giấy tờ rồi đánh dấu.", "Please meet the person and check the papers, then tick."))
	}
	command, ground, password := f.Command(), f.Text("ground", 300), ""
	if f.Valid() {
		password, err = p.Accounts.Keep(r.Context(), command, d.actor, v.account, k, ground)
		if err := f.Refuse(placed(err, "ground")); err != nil {
			return err
		}
	}
	switch {
	case !f.Valid():
		return web.Render(w, r, http.StatusUnprocessableEntity, keepPage(v))
	case password != "":
		return web.Render(w, r, http.StatusOK, oncePage(v, password))
	}
	web.Flash(r, v.what.done)
	return web.Redirect(w, r, peoplePath+"/"+v.account)
}
