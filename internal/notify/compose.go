package notify

import (
	"cmp"
	"fmt"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/setting"
)

// Office is an agency as messages name it.
type Office struct{ Name, Address, Phone string }

// Offices are the agencies that a message names.
type Offices struct {
	Counter Office // the one-stop that received and gives back
	Agency  Office // who decides
}

// OfficesOf finds them in the organisation. hotline is the number where an
// agency has none of its own.
func OfficesOf(o *org.Organisation, s dossier.State, hotline string) Offices {
	find := func(id string) Office {
		a, ok := o.Find(id)
		if !ok {
			return Office{Phone: hotline}
		}
		return Office{Name: cmp.Or(a.ShortName, a.Name), Address: a.Address, Phone: cmp.Or(a.Phone, hotline)}
	}
	at := cmp.Or(s.Received, s.Agency)
	f := Offices{Counter: find(at), Agency: find(s.Agency)}
	if a, ok := o.Find(at); ok && a.OneStop != "" {
		f.Counter.Name = a.OneStop
	}
	return f
}

// place is "Bộ phận Một cửa UBND phường Hồng Gai, 1 Lê Thánh Tông".
func (o Office) place() string {
	return strings.Trim(o.Name+", "+o.Address, ", ")
}

// Wording is the body of each message as the province has set it, by the key of
// its setting; its placeholders are filled for each dossier.
type Wording func(key string) locale.Text

// Text writes a message in the wording that comes with the program.
func Text(s dossier.State, e act.Event, f Offices) (subject, body locale.Text) {
	return DefaultWording().Text(s, e, f)
}

// Text writes a message: its subject, which names nothing personal, and its
// body. s is the dossier right after the event. Nothing is left open where a
// value is missing or erased: the sentence is left out.
func (w Wording) Text(s dossier.State, e act.Event, f Offices) (subject, body locale.Text) {
	t := &text{s: s, f: f, code: cmp.Or(s.Code, s.Submission), name: s.Short, kind: templateOf(e)}
	if t.name.IsZero() {
		t.name = locale.T(s.Procedure, s.Procedure)
	}
	t.values = map[string]locale.Text{
		"ma": same(t.code), "thu_tuc": t.name, "noi_tiep_nhan": same(f.Counter.place()), "dien_thoai": same(f.Counter.Phone),
		"co_quan": same(f.Agency.Name), "dien_thoai_co_quan": same(f.Agency.Phone),
	}
	switch e := e.(type) {
	case dossier.Filed:
		subject = t.filed()
	case dossier.WasAccepted:
		subject = t.accepted()
	case dossier.WasDenied:
		subject = t.denied(e)
	case dossier.SupplementRequested:
		subject = t.asked(e)
	case dossier.SupplementReceived:
		subject = t.received()
	case dossier.LimitDetermined:
		subject = t.determined(e)
	case dossier.DueMoved:
		subject = t.moved(e)
	case dossier.WasFinished:
		subject = t.finished(e)
	case dossier.WasHandedOver:
		subject = t.handedOver(e)
	default:
		subject = t.aside(e)
	}
	return subject, setting.Fill(w(t.kind), t.values)
}

// text gathers the sentences that depend on the dossier, placeholder by
// placeholder.
type text struct {
	s      dossier.State
	f      Offices
	code   string
	name   locale.Text
	kind   string
	values map[string]locale.Text
	vi, en []string
}

// part fills a placeholder with the sentences said meanwhile; none leave it
// empty.
func (t *text) part(name string, say func()) {
	t.vi, t.en = nil, nil
	say()
	t.values[name] = locale.T(strings.Join(t.vi, " "), strings.Join(t.en, " "))
}

func (t *text) say(vi, en string) { t.vi, t.en = append(t.vi, vi), append(t.en, en) }

// sayf says a sentence in which both languages take their own words.
func (t *text) sayf(vi, en string, words ...locale.Text) {
	a, b := make([]any, len(words)), make([]any, len(words))
	for i, w := range words {
		a[i], b[i] = w.VI, w.In(locale.EN)
	}
	t.say(fmt.Sprintf(vi, a...), fmt.Sprintf(en, b...))
}

// same is a word alike in both languages.
func same(s string) locale.Text { return locale.T(s, s) }

// at is an instant as it is read aloud.
func at(i calendar.Instant) locale.Text {
	if i.IsZero() {
		return locale.Text{}
	}
	return locale.DateTime(i.Time())
}

func day(d calendar.Date) locale.Text { return locale.LongDate(locale.Day(d)) }

func (t *text) filed() locale.Text {
	t.part("han_tra_loi", t.answeredBy)
	return locale.F("Đã nhận hồ sơ nộp trực tuyến %s", "We have your online dossier %s", t.code)
}

// answeredBy says until when the counter answers.
func (t *text) answeredBy() {
	if !t.s.ReceptionDue.IsZero() {
		t.sayf("Chậm nhất %s, %s trả lời hồ sơ đã đủ hay cần bổ sung.", "By %s, %s answers whether it is complete or something is missing.", at(t.s.ReceptionDue), same(t.f.Counter.Name))
	}
}

func (t *text) accepted() locale.Text {
	t.part("hen_tra", func() { t.appointment(t.s.Due) })
	return locale.F("Đã tiếp nhận hồ sơ %s", "Dossier %s was accepted", t.code)
}

// appointment says when and how the result comes.
func (t *text) appointment(due calendar.Instant) {
	if due.IsZero() {
		t.say("Ngày hẹn trả kết quả chưa xác định; xác định xong, chúng tôi báo ngay.", "The due day is not determined yet; we tell you as soon as it is.")
		return
	}
	switch t.s.Return.Way {
	case dossier.ByPost:
		t.sayf("Hẹn trả kết quả: %s, gửi qua bưu chính đến địa chỉ Ông/Bà đã đăng ký.", "The result is due at %s and is sent by post to the address you gave.", at(due))
	case dossier.OnPortal:
		t.sayf("Hẹn trả kết quả: %s, trên cổng dịch vụ công, mục “Hồ sơ của tôi”.", "The result is due at %s, on the portal under “My dossiers”.", at(due))
	default:
		t.sayf("Hẹn trả kết quả: %s tại %s. Khi đến, xin mang giấy tiếp nhận và giấy tờ tùy thân.",
			"The result is due at %s, at %s. Please bring the receipt and your identity paper.", at(due), same(t.f.Counter.place()))
	}
	if t.s.Expected {
		t.say("Đây là ngày dự kiến vì lịch nghỉ của quãng này chưa công bố.", "The day is provisional: the holidays of that time are not announced yet.")
	}
	t.say("Nếu xong sớm, chúng tôi báo ngay.", "If it is ready earlier, we tell you at once.")
}

func (t *text) denied(e dossier.WasDenied) locale.Text {
	why := strings.TrimSuffix(strings.TrimSpace(e.Reason), ".")
	switch {
	case why != "" && e.Clause != "":
		why += " (" + e.Clause + ")"
	case why == "":
		why = e.Clause
	}
	t.part("ly_do", func() {
		if why == "" {
			t.sayf("Rất tiếc, hồ sơ “%s” không được tiếp nhận; lý do ghi trong phiếu từ chối.", "We are sorry: the dossier “%s” was not accepted; the slip gives the reason.", t.name)
			return
		}
		t.sayf("Rất tiếc, hồ sơ “%s” không được tiếp nhận vì: %s.", "We are sorry: the dossier “%s” was not accepted because: %s.", t.name, same(why))
	})
	t.part("duoc_lam", func() {
		if remedy := strings.TrimSuffix(strings.TrimSpace(e.Remedy), "."); remedy != "" {
			t.sayf("Ông/Bà có thể: %s.", "You may: %s.", same(remedy))
		}
	})
	return locale.F("Hồ sơ %s không được tiếp nhận", "Dossier %s was not accepted", t.code)
}

func (t *text) asked(e dossier.SupplementRequested) locale.Text {
	var items []string
	for i, it := range e.Items {
		line := it.Name
		if why := strings.TrimSuffix(strings.TrimSpace(it.Why), "."); why != "" {
			line = strings.TrimPrefix(line+" – "+why, " – ")
		}
		items = append(items, fmt.Sprintf("%d) %s", i+1, line))
	}
	t.part("can_bo_sung", func() {
		if len(items) == 0 {
			t.sayf("Hồ sơ %s (%s) cần bổ sung giấy tờ; nội dung ghi trong phiếu yêu cầu bổ sung.", "Dossier %s (%s) needs more papers; the request tells which.", same(t.code), t.name)
			return
		}
		n := int64(len(items))
		t.sayf("Hồ sơ %s (%s) cần bổ sung %s nội dung: %s.", "Dossier %s (%s) needs %s: %s.", same(t.code), t.name,
			locale.T(locale.Number(n, locale.VI), locale.Number(n, locale.EN)+" "+locale.Plural(n, "item", "items")), same(strings.Join(items, "; ")))
	})
	t.part("nop_o_dau", func() { t.handIn(e.Until) })
	t.values["tam_dung"] = at(e.At)
	return locale.F("Hồ sơ %s cần bổ sung giấy tờ", "Dossier %s needs more papers", t.code)
}

// handIn says where, and until when, the papers are handed in.
func (t *text) handIn(until calendar.Date) {
	way := locale.T("tại "+t.f.Counter.place(), "at "+t.f.Counter.place())
	if t.s.Account != "" {
		way = locale.T("bằng nút “Nộp bổ sung” ở trang hồ sơ, hoặc tại "+t.f.Counter.place(), "with the button “Send the papers” on the dossier's page, or at "+t.f.Counter.place())
	}
	if until.IsZero() {
		t.sayf("Xin nộp %s.", "Please hand them in %s.", way)
		return
	}
	t.sayf("Xin nộp trước %s, %s.", "Please hand them in before %s, %s.", day(until), way)
}

func (t *text) received() locale.Text {
	t.part("tiep_theo", func() {
		switch {
		case !t.s.AcceptedAt.IsZero():
			t.say("Thời hạn được tính tiếp.", "The time limit runs on.")
			t.appointment(t.s.Due)
		case !t.s.ReceptionDue.IsZero():
			t.sayf("Chậm nhất %s, %s trả lời hồ sơ đã đủ hay chưa.", "By %s, %s answers whether the dossier is complete.", at(t.s.ReceptionDue), same(t.f.Counter.Name))
		}
	})
	return locale.F("Đã nhận giấy tờ bổ sung của hồ sơ %s", "The papers for dossier %s have come", t.code)
}

func (t *text) determined(e dossier.LimitDetermined) locale.Text {
	t.values["thoi_han"] = locale.T(e.Limit.Words(locale.VI), e.Limit.Words(locale.EN))
	t.part("hen_tra", func() { t.appointment(t.s.Due) })
	return locale.F("Đã có ngày hẹn trả kết quả hồ sơ %s", "Dossier %s has its due day", t.code)
}

func (t *text) moved(e dossier.DueMoved) locale.Text {
	t.values["can_cu"] = same(e.Law.Words())
	t.part("han_moi", func() {
		if e.Due.IsZero() {
			t.say("Thời hạn đang tạm dừng; khi tính tiếp, hạn được tính theo lịch mới.", "The limit stands still; once it goes on it is counted by the new calendar.")
			return
		}
		t.sayf("Hạn giải quyết chuyển từ %s sang %s.", "The due time moves from %s to %s.", at(e.From), at(e.Due))
	})
	return locale.F("Hạn giải quyết hồ sơ %s được dời theo văn bản", "The due time of dossier %s was moved by law", t.code)
}

func (t *text) finished(e dossier.WasFinished) locale.Text {
	t.part("xin_loi", func() {
		if e.Timing == calendar.Late {
			t.sayf("%s xin lỗi Ông/Bà: hồ sơ %s xong muộn hơn hẹn (%s).", "%s apologises: dossier %s was finished later than promised (%s).",
				same(t.f.Agency.Name), same(t.code), at(e.Due))
		}
	})
	t.part("nhan_ket_qua", t.collect)
	if e.Outcome == dossier.Refuse {
		return locale.F("Hồ sơ %s đã có văn bản trả lời", "Dossier %s has been answered", t.code)
	}
	return locale.F("Hồ sơ %s đã có kết quả", "The result of dossier %s is ready", t.code)
}

// collect says how the paper comes to the applicant.
func (t *text) collect() {
	switch t.s.Return.Way {
	case dossier.ByPost:
		t.say("Bưu chính sẽ trả đến địa chỉ Ông/Bà đã đăng ký; Ông/Bà không phải đi lại.", "It is sent by post to the address you gave; you need not come.")
	case dossier.OnPortal:
		t.say("Ông/Bà đăng nhập cổng dịch vụ công, mở “Hồ sơ của tôi” để tải về.", "Please sign in to the portal and open “My dossiers” to download it.")
	default:
		t.sayf("Mời Ông/Bà hoặc người được ủy quyền đến nhận tại %s, trong giờ làm việc. Xin mang giấy tiếp nhận và giấy tờ tùy thân.",
			"Please collect it, or send somebody with your authority, at %s during office hours, with the receipt and an identity paper.", same(t.f.Counter.place()))
	}
}

func (t *text) handedOver(e dossier.WasHandedOver) locale.Text {
	t.values["luc"] = at(e.At)
	return locale.F("Đã trả kết quả hồ sơ %s", "The result of dossier %s was handed over", t.code)
}

// Spoken is what an official reads aloud: who calls, whom he asks for, then
// the message. It is Vietnamese, as the call is.
func Spoken(office, name, body string) string {
	ask := "Xin chào Ông/Bà."
	if name != "" {
		ask = "Xin chào, có phải Ông/Bà " + name + " không ạ?"
	}
	return ask + " Tôi gọi từ " + office + ". " + body
}
