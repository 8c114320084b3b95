package orgweb

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// deed is one thing that can be done to an agency or its staff, with a page of
// its own.
type deed struct {
	title, intro, button locale.Text
	kind                 ui.ButtonKind
	allOnly              bool // the province's administrators only
	fields               func(place) templ.Component
	fill                 func(place) // what the form shows before anything is typed; may be nil
	read                 func(place) org.Command
	shown                []string // fields of the core's refusals that the form has
	work                 bool     // dossiers that lie with the person of field account count
	done                 locale.Text
}

func deeds() map[string]deed {
	all := staffDeeds()
	for name, d := range structureDeeds() {
		all[name] = d
	}
	return all
}

func staffDeeds() map[string]deed {
	return map[string]deed{
		"giao": {
			title:  locale.T("Giao nhiệm vụ", "Appoint"),
			intro:  locale.T("Nhiệm vụ lãnh đạo, giữ con dấu, kiểm soát, giám đốc và quản trị chỉ có hiệu lực sau khi một quản trị khác xác nhận.", "Leading, sealing, inspecting, directing and administering take effect once another administrator confirmed."),
			button: locale.T("Giao nhiệm vụ", "Appoint"), fields: appointFields, fill: func(v place) { setDate(v.form, "from", v.today) },
			read:  func(v place) org.Command { return org.Appoint{Post: v.post()} },
			shown: []string{"account", "unit", "duty", "from", "until", "mandate"},
			done:  locale.T("Đã ghi việc giao nhiệm vụ.", "The appointment is recorded."),
		},
		"chuyen": {
			title:  locale.T("Chuyển nhiệm vụ trong cơ quan", "Move within the agency"),
			intro:  locale.T("Thôi nhiệm vụ cũ và nhận nhiệm vụ mới trong một lần ghi. Chuyển sang cơ quan khác: cho nghỉ ở đây rồi giao nhiệm vụ ở cơ quan kia.", "Ends the old duty and gives the new one in one act. To another agency: let go here, appoint there."),
			button: locale.T("Chuyển", "Move"), fields: moveFields, fill: func(v place) { setDate(v.form, "last", v.today) }, work: true,
			read: func(v place) org.Command {
				return org.Move{Account: v.form.Value("account"), Unit: v.form.Value("old_unit"), Duty: org.Duty(v.form.Value("old_duty")), Until: v.form.Date("last"), To: v.post()}
			},
			shown: []string{"unit", "duty", "mandate"},
			done:  locale.T("Đã ghi việc chuyển nhiệm vụ.", "The move is recorded."),
		},
		"thoi": {
			title: locale.T("Thôi một nhiệm vụ", "End a duty"), button: locale.T("Cho thôi nhiệm vụ", "End the duty"), kind: ui.Warning,
			fields: relieveFields, fill: func(v place) { setDate(v.form, "until", v.today) }, work: true,
			read: func(v place) org.Command {
				return org.Relieve{Account: v.form.Value("account"), Unit: v.form.Value("old_unit"), Duty: org.Duty(v.form.Value("old_duty")), Until: v.form.Date("until")}
			},
			shown: []string{"until"},
			done:  locale.T("Đã ghi ngày thôi nhiệm vụ.", "The last day of the duty is recorded."),
		},
		"vang": {
			title:  locale.T("Ghi vắng mặt và người làm thay", "Record an absence and a stand-in"),
			intro:  locale.T("Người vắng vẫn giữ nhiệm vụ; người làm thay xử lý được hồ sơ của người vắng trong những ngày ấy. Quyền quản trị không chuyển cho người làm thay.", "The absent official keeps the duties; the stand-in may act on the dossiers in those days. Administration never passes."),
			button: locale.T("Ghi vắng mặt", "Record the absence"), fields: leaveFields, fill: func(v place) { setDate(v.form, "from", v.today) },
			read: func(v place) org.Command {
				return org.Leave{Account: v.form.Value("account"), From: v.form.Date("from"), Until: v.form.Date("until"), StandIn: v.form.Value("stand_in"), Reason: v.form.Text("reason", 200)}
			},
			shown: []string{"account", "from", "until", "stand_in"},
			done:  locale.T("Đã ghi vắng mặt.", "The absence is recorded."),
		},
		"het-vang": {
			title:  locale.T("Kết thúc vắng mặt sớm", "End an absence early"),
			intro:  locale.T("Ghi ngày vắng cuối cùng. Nếu lần vắng không diễn ra, ghi ngày liền trước ngày đầu.", "Enter the last day of absence. If it never took place, enter the day before its first."),
			button: locale.T("Ghi ngày cuối", "Record the last day"), fields: endLeaveFields, fill: func(v place) { setDate(v.form, "until", v.today) },
			read: func(v place) org.Command {
				return org.EndLeave{Account: v.form.Value("account"), From: v.form.Date("leave"), Until: v.form.Date("until")}
			},
			shown: []string{"until"},
			done:  locale.T("Đã ghi ngày hết vắng.", "The end of the absence is recorded."),
		},
		"nghi": {
			title:  locale.T("Cho nghỉ hẳn", "Let go for good"),
			intro:  locale.T("Mọi nhiệm vụ ở cơ quan này kết thúc vào ngày làm việc cuối cùng. Hồ sơ đang giao đích danh phải được phân công lại trước.", "Every duty in this agency ends on the last working day. Dossiers that lie with the official by name are reassigned before."),
			button: locale.T("Cho nghỉ", "Let go"), kind: ui.Warning, fields: departFields, fill: func(v place) { setDate(v.form, "until", v.today) }, work: true,
			read: func(v place) org.Command {
				return org.Depart{Account: v.form.Value("account"), Until: v.form.Date("until"), Ground: v.form.Text("ground", 300)}
			},
			shown: []string{"until"},
			done:  locale.T("Đã ghi việc nghỉ.", "The departure is recorded."),
		},
	}
}

func structureDeeds() map[string]deed {
	return map[string]deed{
		"mo-ta": {
			title: locale.T("Đổi tên, địa chỉ, giờ làm việc", "Change name, address, hours"), allOnly: true,
			intro:  locale.T("Có hiệu lực từ ngày ghi; giấy tờ của những ngày trước giữ tên cũ.", "Takes effect from the day given; papers of earlier days keep the old name."),
			button: locale.T("Lưu", "Save"), fields: describeFields, fill: fillDescription,
			read: func(v place) org.Command {
				return org.Describe{From: v.form.Date("from"), Description: described(v.form, v.a.Description), Ground: v.form.Text("ground", 300)}
			},
			shown: []string{"name", "from"},
			done:  locale.T("Đã lưu mô tả mới.", "The new description is saved."),
		},
		"don-vi": {
			title: locale.T("Mở đơn vị", "Open a unit"), button: locale.T("Mở đơn vị", "Open the unit"), allOnly: true,
			fields: unitFields, fill: func(v place) { setDate(v.form, "from", v.today) },
			read: func(v place) org.Command {
				if id := v.form.Value("unit"); id != "" && !isSlug(id) {
					v.form.Wrong("unit", badSlug())
				}
				return org.OpenUnit{Unit: org.Unit{ID: v.form.Text("unit", 60), Name: v.form.Text("name", 200), Kind: org.UnitKind(v.form.Value("kind")), Span: org.Span{From: v.form.Date("from")}}}
			},
			shown: []string{"unit", "from"},
			done:  locale.T("Đã mở đơn vị.", "The unit is open."),
		},
		"doi-ten": {
			title: locale.T("Đổi tên đơn vị", "Rename a unit"), button: locale.T("Đổi tên", "Rename"), allOnly: true,
			fields: renameFields, fill: func(v place) { setDate(v.form, "from", v.today) },
			read: func(v place) org.Command {
				return org.RenameUnit{Unit: v.form.Value("unit"), From: v.form.Date("from"), Name: v.form.Text("name", 200), Ground: v.form.Text("ground", 300)}
			},
			shown: []string{"name", "from"},
			done:  locale.T("Đã đổi tên đơn vị.", "The unit is renamed."),
		},
		"dong": {
			title: locale.T("Đóng đơn vị", "Close a unit"), button: locale.T("Đóng đơn vị", "Close the unit"), kind: ui.Warning, allOnly: true,
			intro:  locale.T("Cán bộ của đơn vị phải được chuyển đi trước.", "The unit's staff are moved before."),
			fields: closeFields, fill: func(v place) { setDate(v.form, "until", v.today) },
			read: func(v place) org.Command {
				return org.CloseUnit{Unit: v.form.Value("unit"), Until: v.form.Date("until"), Ground: v.form.Text("ground", 300)}
			},
			shown: []string{"until"},
			done:  locale.T("Đã đóng đơn vị.", "The unit is closed."),
		},
		"quay": {
			title: locale.T("Mở quầy", "Open a counter"), button: locale.T("Mở quầy", "Open the counter"),
			fields: counterFields, fill: func(v place) { setDate(v.form, "from", v.today) },
			read: func(v place) org.Command {
				id := v.form.Text("counter", 10)
				name := v.form.Text("name", 100)
				if name == "" && id != "" {
					name = "Quầy " + id
				}
				return org.OpenCounter{Unit: v.form.Value("unit"), Counter: org.Counter{ID: id, Name: name, Span: org.Span{From: v.form.Date("from")}}}
			},
			shown: []string{"counter", "from"},
			done:  locale.T("Đã mở quầy.", "The counter is open."),
		},
		"dong-quay": {
			title: locale.T("Đóng quầy", "Close a counter"), button: locale.T("Đóng quầy", "Close the counter"), kind: ui.Warning,
			fields: closeCounterFields, fill: func(v place) { setDate(v.form, "until", v.today) },
			read: func(v place) org.Command {
				return org.CloseCounter{Unit: v.form.Value("unit"), Counter: v.form.Value("counter"), Until: v.form.Date("until")}
			},
			shown: []string{"until"},
			done:  locale.T("Đã đóng quầy.", "The counter is closed."),
		},
	}
}

// post reads the fields of an appointment.
func (v place) post() org.Post {
	f := v.form
	q := org.Post{
		Account: strings.ToLower(f.Text("account", 64)), Name: f.Text("person", 200), Title: f.Text("title", 200), Unit: f.Value("unit"),
		Duty: org.Duty(f.Value("duty")), Mandate: org.Mandate(f.Value("mandate")), For: f.Text("for", 200), Ground: f.Text("ground", 300),
		Span: org.Span{From: f.Date("from"), Until: f.Date("until")},
	}
	if q.Account != "" && !identity.IsAccount(q.Account) {
		f.Wrong("account", badAccount())
	}
	if q.Name == "" {
		if known := v.name(q.Account); known != q.Account {
			q.Name = known
		}
	}
	q.Fields = strings.FieldsFunc(f.Text("fields", 500), func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' })
	return q
}

// described is a description with what the form says of it.
func described(f *web.Form, d org.Description) org.Description {
	d.Name, d.ShortName = f.Text("name", 300), f.Text("short", 100)
	d.ParentName, d.OneStop, d.Place = f.Text("parent_name", 300), f.Text("one_stop", 300), f.Text("place", 100)
	d.Address, d.Phone, d.Email, d.Calendar = f.Text("address", 300), f.Text("phone", 30), f.Text("email", 200), f.Value("calendar")
	return d
}

func fillDescription(v place) {
	d := v.s.Described(v.today).Description
	for name, value := range map[string]string{
		"name": d.Name, "short": d.ShortName, "parent_name": d.ParentName, "one_stop": d.OneStop, "place": d.Place,
		"address": d.Address, "phone": d.Phone, "email": d.Email, "calendar": d.Calendar,
	} {
		v.form.Set(name, value)
	}
	setDate(v.form, "from", v.today)
}

func (p *pages) deedOf(r *http.Request, f *web.Form) (place, deed, error) {
	d, ok := deeds()[r.PathValue("deed")]
	if !ok {
		return place{}, d, fault.New(fault.NotFound, "org.no_deed", locale.T("Không có việc này. Xin chọn lại trên trang của cơ quan.", "There is no such task. Please choose on the agency's page."))
	}
	v, err := p.in(r, f)
	if err != nil {
		return v, d, err
	}
	v.calendars = p.Calendars
	if d.allOnly && !v.all() {
		return v, d, fault.New(fault.Forbidden, "org.unit_admin_scope", locale.T(
			"Việc này thuộc quản trị hệ thống. Xin gửi đề nghị cho quản trị của tỉnh.", "This belongs to the province's administrator. Please ask there."))
	}
	return v, d, nil
}

func (p *pages) deedForm(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.deedOf(r, web.Query(r))
	if err != nil {
		return err
	}
	if d.fill != nil {
		d.fill(v)
	}
	return web.Render(w, r, http.StatusOK, deedPage(v, d))
}

func (p *pages) deed(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, d, err := p.deedOf(r, f)
	if err != nil {
		return err
	}
	order := v.order(d.read(v))
	if d.work && f.Valid() {
		open, err := p.OpenWork(r.Context(), f.Value("account"))
		if err != nil {
			return err
		}
		order.OpenWork = int(open)
	}
	status, err := p.do(r, f, order, d.shown...)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, deedPage(v, d))
	}
	return p.finish(w, r, v, d, order.Command)
}

// finish says what was recorded, and what still has to happen.
func (p *pages) finish(w http.ResponseWriter, r *http.Request, v place, d deed, c org.Command) error {
	say := d.done
	var post org.Post
	switch c := c.(type) {
	case org.Appoint:
		post = c.Post
	case org.Move:
		post = c.To
	case org.Leave:
		if v.second(c) {
			say = locale.T("Đã ghi vắng mặt. Người làm thay chỉ dùng được nhiệm vụ lãnh đạo, giữ con dấu sau khi một quản trị khác xác nhận.",
				"The absence is recorded. The stand-in uses leading and sealing duties once another administrator confirmed.")
		}
	}
	if post.Duty.Sensitive() {
		say = locale.T("Đã ghi đề nghị. Nhiệm vụ này có hiệu lực sau khi một quản trị khác xác nhận.", "The proposal is recorded. The duty takes effect once another administrator confirmed.")
	}
	if a, ok := c.(org.Appoint); ok {
		known, err := p.Accounts.HasAccount(r.Context(), a.Post.Account)
		if err != nil {
			return err
		}
		if !known {
			web.Flash(r, locale.T(say.VI+" Người này chưa có tài khoản đăng nhập: xin mở tài khoản dưới đây.", say.EN+" This official has no account yet: please open one below."))
			q := url.Values{"account": {a.Post.Account}, "person": {a.Post.Name}}
			return web.Redirect(w, r, v.href("/tai-khoan?"+q.Encode()))
		}
	}
	web.Flash(r, say)
	return web.Redirect(w, r, v.href(""))
}

// second reports whether the leave that was just recorded waits for a second
// person.
func (v place) second(c org.Leave) bool {
	b := org.Absence{Agency: v.s.Agency.ID, Account: c.Account, StandIn: c.StandIn, By: v.actor.Account, Span: org.Span{From: c.From, Until: c.Until}}
	return v.o.NeedsSecond(b)
}
