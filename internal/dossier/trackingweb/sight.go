package trackingweb

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/web/ui"
)

// Sight is what everybody with the code may see of a dossier: nothing in it is
// personal.
type Sight struct {
	ID, Code  string // Code: before acceptance the submission number
	Accepted  bool
	Procedure locale.Text
	Headline  locale.Text
	Status    locale.Text // the exact national name
	Tone      ui.Tone
	Due       ui.FactProps
	Late      locale.Text // zero when not late
	Ask       *Ask
	Notices   []Notice
	Holder    *Holder
	Result    *Result
	Denied    bool
	Call      Contact // whom to ask
	Timeline  []ui.TimelineItem
	Trace     []locale.Text
}

// Ask is what the applicant has to send.
type Ask struct {
	Items  []AskItem
	Reason string      // of the whole request, for the owner alone
	Until  locale.Text // zero when no day is set
	Online bool        // filed with an account: can be sent online
	Href   string
	Where  Contact
}

// AskItem is one thing asked for. What is missing or wrong of it stands in an
// official's own words, for the owner alone.
type AskItem struct {
	Name locale.Text
	Why  string
}

// Tell adds what only the owner may read: the names and reasons as the official
// wrote them.
func (a *Ask) Tell(asked dossier.Asked) {
	a.Items, a.Reason = nil, asked.Reason
	for _, i := range asked.Items {
		a.Items = append(a.Items, AskItem{procedure.PaperTitle(ui.S(i.Name)), i.Why})
	}
}

// Contact is an office with how to reach it.
type Contact struct{ Name, Address, Phone string }

// Holder is who has the dossier now: by duty and office, never by name.
type Holder struct {
	Duty         locale.Text
	Unit, Agency string
	Since, Until locale.Text
}

// Result is how a finished result is collected.
type Result struct {
	Way   dossier.ReturnWay
	Where Contact
	Hours []locale.Text
}

type viewer struct {
	o       *org.Organisation
	clock   *calendar.Clock // as published last
	counted *calendar.Clock // the version that the due time was counted with
	now     calendar.Instant
}

func (v viewer) sight(s dossier.State, timeline []journal.Recorded) Sight {
	out := Sight{
		ID: s.ID, Code: s.Code, Accepted: s.Code != "", Procedure: s.Short, Headline: dossier.Headline(s, v.clock, v.now),
		Status: s.Status.Name(), Tone: Tone(s.Status), Due: v.due(s), Denied: s.Status == dossier.Denied,
		Call: v.contact(s.Agency),
	}
	if out.Code == "" {
		out.Code = s.Submission
	}
	if out.Procedure.IsZero() {
		out.Procedure = ui.S(s.Procedure)
	}
	if due := v.promised(s); v.clock.Remaining(v.now, due).Late {
		if out.Tone = ui.Red; !v.excused(s) {
			out.Late = v.late(s, due)
		}
	}
	out.Notices = v.notices(s)
	if asked, ok := s.OpenRequest(); ok {
		out.Ask = v.ask(s, asked)
	} else {
		out.Holder = v.holder(s)
	}
	if s.Status == dossier.Finished {
		out.Holder = nil
		out.Result = &Result{Way: s.Return.Way, Where: v.counter(s), Hours: v.hours()}
	}
	out.Timeline = v.timeline(s, timeline)
	due := s.DueTrace(v.counted)
	vi, en := calendar.Words(due.Trace, locale.VI), calendar.Words(due.Trace, locale.EN)
	for i := range min(len(vi), len(en)) {
		out.Trace = append(out.Trace, locale.T(vi[i], en[i]))
	}
	out.Trace = append(out.Trace, s.MoveSentences()...)
	if s.Clause != "" && len(out.Trace) > 0 {
		out.Trace = append(out.Trace, locale.T("Căn cứ của thời hạn: "+s.Clause+".", "The limit rests on: "+s.Clause+"."))
	}
	return out
}

// Tone colours a status.
func Tone(s dossier.Status) ui.Tone {
	switch s {
	case dossier.Supplement, dossier.Paying:
		return ui.Yellow
	case dossier.Denied:
		return ui.Red
	case dossier.Finished, dossier.HandedOver:
		return ui.Green
	case dossier.None, dossier.Withdrawn, dossier.Stopped:
		return ui.Grey
	case dossier.New, dossier.Accepted, dossier.Processing:
	}
	return ui.Blue
}

// due is the day in large letters: the one that counts in the status.
func (v viewer) due(s dossier.State) ui.FactProps {
	switch {
	case s.Status == dossier.New:
		return ui.FactProps{
			Label: locale.T("Chậm nhất lúc này, bộ phận một cửa trả lời", "Reception answers at the latest"), Value: At(s.ReceptionDue),
			Note: locale.T("Trong 8 giờ làm việc kể từ khi nhận được hồ sơ.", "Within 8 working hours after the filing."),
		}
	case s.Status == dossier.Denied && s.Refusal != nil:
		return ui.FactProps{Label: locale.T("Đã trả lời lúc", "Answered"), Value: At(s.Refusal.At)}
	case s.Status == dossier.HandedOver && s.Delivery != nil:
		return ui.FactProps{Label: locale.T("Đã trả kết quả lúc", "Result handed over"), Value: At(s.Delivery.At)}
	case !s.EndedAt.IsZero():
		return ui.FactProps{Label: endLabel(s.Status), Value: At(s.EndedAt), Note: ended(s)}
	}
	if day, again := v.newDay(s); again {
		return ui.FactProps{Label: locale.T("Hẹn lại", "The new day"), Value: day, Note: locale.T("Hẹn cũ: "+At(s.Apology.Due).VI+".", "It was due "+At(s.Apology.Due).EN+".")}
	}
	return v.running(s)
}

// running is the day in large letters of a dossier at work.
func (v viewer) running(s dossier.State) ui.FactProps {
	still, isStill := paused(s)
	switch {
	case s.Due != 0:
		return ui.FactProps{Label: locale.T("Hẹn trả kết quả", "The result is due"), Value: At(s.Due), Note: v.dueNote(s)}
	case s.Status == dossier.Supplement && s.AcceptedAt.IsZero():
		return ui.FactProps{
			Label: locale.T("Hẹn trả kết quả", "The result is due"), Value: locale.T("Chưa có", "Not set yet"),
			Note: locale.T("Ngày hẹn trả được tính khi hồ sơ đủ giấy tờ và được tiếp nhận.", "The day is set when all papers are there and the dossier is accepted."),
		}
	case isStill:
		return ui.FactProps{Label: locale.T("Hẹn trả kết quả", "The result is due"), Value: locale.T("Đang tạm dừng", "Paused"), Note: still}
	}
	return ui.FactProps{
		Label: locale.T("Hẹn trả kết quả", "The result is due"), Value: locale.T("Chưa xác định", "Not determined yet"), Note: s.LimitText,
	}
}

func ended(s dossier.State) locale.Text {
	if s.Timing() == calendar.Undetermined {
		return locale.Text{}
	}
	t := s.Timing().Text()
	return locale.T(t.VI+"; hẹn "+At(s.EndDue).VI, t.EN+"; it was due "+At(s.EndDue).EN)
}

func (v viewer) dueNote(s dossier.State) locale.Text {
	var vi, en string
	if r := v.clock.Remaining(v.now, s.Due); !r.None && s.Status.IsOpen() {
		vi, en = locale.UpperFirst(r.Words(locale.VI))+".", locale.UpperFirst(r.Words(locale.EN))+"."
	}
	if s.Due != s.Promised {
		vi += " Giấy tiếp nhận ghi " + At(s.Promised).VI + "; thời gian tạm dừng không tính."
		en += " The receipt says " + At(s.Promised).EN + "; pauses do not count."
	}
	if s.Expected {
		why := calendar.Provisional(s.Due.Date())
		vi, en = vi+" "+why.VI, en+" "+why.EN
	}
	return locale.T(vi, en)
}

// promised is the time that now binds whoever has the dossier: reception's
// answer to a filing, then the result. 0 binds nobody.
func (v viewer) promised(s dossier.State) calendar.Instant {
	switch {
	case s.Status == dossier.New:
		return s.ReceptionDue
	case s.Status.IsOpen():
		return s.Due
	}
	return 0
}

// late apologises and names whom to call: the office that has the dossier.
func (v viewer) late(s dossier.State, due calendar.Instant) locale.Text {
	c := v.contact(s.Agency)
	if s.Holder.Agency != "" {
		if holder := v.contact(s.Holder.Agency); holder.Phone != "" {
			c = holder
		}
	}
	r := v.clock.Remaining(v.now, due)
	vi := "Hồ sơ đã " + r.Words(locale.VI) + " so với hẹn. Chúng tôi xin lỗi Ông/Bà. Ông/Bà không phải nộp thêm hay đi lại; có kết quả, chúng tôi báo ngay."
	en := "The dossier is " + r.Words(locale.EN) + ". We apologise. You need not send anything more or come again; we tell you as soon as there is a result."
	if s.Status == dossier.New {
		vi = "Việc trả lời tiếp nhận hồ sơ đã " + r.Words(locale.VI) + ". Chúng tôi xin lỗi Ông/Bà. Ông/Bà không phải nộp lại; có trả lời, chúng tôi báo ngay."
		en = "Reception's answer is " + r.Words(locale.EN) + ". We apologise. You need not file again; we tell you as soon as there is an answer."
	}
	if c.Phone != "" {
		vi += " Muốn biết lý do, xin gọi " + c.Name + ", " + c.Phone + "."
		en += " To learn why, please call " + c.Name + ", " + c.Phone + "."
	}
	return locale.T(vi, en)
}

// ask names what is asked for by the list's own names; words of an official's
// own may hold something personal and stay behind sign-in.
func (v viewer) ask(s dossier.State, a dossier.Asked) *Ask {
	out := &Ask{Online: s.Account != "", Href: "/ho-so-cua-toi/" + s.ID + "/bo-sung", Where: v.counter(s)}
	names := map[string]string{}
	for _, p := range s.Papers {
		if p.Key != "" {
			names[p.Key] = p.Name
		}
	}
	for _, i := range a.Items {
		if name := names[i.Key]; i.Key != "" && name != "" {
			out.Items = append(out.Items, AskItem{Name: procedure.PaperTitle(ui.S(name))})
			continue
		}
		out.Items = append(out.Items, AskItem{Name: locale.T("Nội dung khác, ghi trong phiếu yêu cầu bổ sung", "Something else, told in the request for papers")})
	}
	if !a.Until.IsZero() {
		out.Until = Day(a.Until)
	}
	return out
}

func (v viewer) contact(agency string) Contact {
	a, ok := v.o.Find(agency)
	if !ok {
		return Contact{}
	}
	return Contact{Name: a.PlainName(), Address: a.Address, Phone: a.Phone}
}

// counter is where papers are brought and results are handed over.
func (v viewer) counter(s dossier.State) Contact {
	agency := s.Received
	if agency == "" {
		agency = s.Agency
	}
	c := v.contact(agency)
	if a, ok := v.o.Find(agency); ok && a.OneStop != "" {
		c.Name = a.OneStop
	}
	return c
}

func (v viewer) holder(s dossier.State) *Holder {
	if s.Holder.Agency == "" || s.IsOver() {
		return nil
	}
	h := &Holder{Duty: dutyTitle(s.Holder.Duty), Agency: v.contact(s.Holder.Agency).Name, Since: At(s.StepSince), Until: At(s.StepDue)}
	duty := org.Duty(s.Holder.Duty)
	for _, p := range v.o.Holders(s.Holder.Agency, duty, v.now.Date()) {
		if s.Holder.Account != "" && p.Account != s.Holder.Account {
			continue
		}
		if u, ok := v.o.Unit(s.Holder.Agency, p.Unit); ok {
			h.Unit = u.Name
			break
		}
	}
	return h
}

// hours are the office hours of today and the next working day.
func (v viewer) hours() []locale.Text {
	var out []locale.Text
	day := v.now.Date()
	for i := 0; i < 14 && len(out) < 2; i++ {
		office := v.clock.OfficeDay(day)
		if office.IsOpen() {
			words := ""
			for j, p := range office.Hours {
				if j > 0 {
					words += ", "
				}
				words += p.From.String() + "–" + p.Until.String()
			}
			d := Day(day)
			out = append(out, locale.T(locale.UpperFirst(d.VI)+": "+words, d.EN+": "+words))
		}
		day = day.AddDays(1)
	}
	return out
}

// timeline is what happened, newest first, without names and free texts.
func (v viewer) timeline(s dossier.State, all []journal.Recorded) []ui.TimelineItem {
	items := make([]ui.TimelineItem, 0, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		title := dossier.EventText(e.Event.EventType())
		if _, filed := e.Event.(dossier.Filed); filed && s.Method != "online" {
			continue // received at a counter: the next event tells it
		}
		if title.IsZero() {
			continue
		}
		items = append(items, ui.TimelineItem{
			Title: title, At: At(e.At), ISO: e.At.String(), By: v.by(s, e.Actor), Current: len(items) == 0 && !s.IsOver(),
		})
	}
	return items
}

// by is the office that acted; the applicant is not named.
func (v viewer) by(s dossier.State, account string) locale.Text {
	actor, ok := v.o.Official(account, v.now.Date())
	if !ok {
		if account == s.Account && account != "" {
			return locale.T("Người nộp hồ sơ", "The applicant")
		}
		return locale.Text{}
	}
	for _, p := range actor.Posts {
		if p.Agency == s.Agency || p.Agency == s.Received {
			u, _ := v.o.Unit(p.Agency, p.Unit)
			return ui.S(joined(u.Name, v.contact(p.Agency).Name))
		}
	}
	return locale.Text{}
}
