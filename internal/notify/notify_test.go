package notify_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/notify"
	"motcua/internal/org"
	"motcua/internal/procedure"
	"motcua/internal/setting"
)

func caller() org.Actor {
	return org.Actor{Account: "can-bo", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: "ward", Unit: "one-stop", Duty: org.DutyReception}}}
}

func fold(events ...act.Event) notify.State {
	var s notify.State
	for _, e := range events {
		s = notify.Evolve(s, e)
	}
	return s
}

// TestEveryTellingActMakesAMessage compares with the act table of the dossier.
func TestEveryTellingActMakesAMessage(t *testing.T) {
	t.Parallel()
	events := map[string]act.Event{}
	for _, e := range tellingEvents() {
		events[e.EventType()] = e
	}
	for _, r := range dossier.Acts() {
		e, known := events[r.Event]
		if r.Tells != known {
			t.Errorf("%s: the act table says that it tells (%v), the messages do not agree", r.Act, r.Tells)
		}
		if !known {
			continue
		}
		if kind, ok := notify.KindOf(e); !ok || "dossier."+string(kind) != r.Event {
			t.Errorf("%s: kind %q of %s", r.Act, kind, r.Event)
		}
	}
	if _, ok := notify.KindOf(dossier.Filed{Method: procedure.Direct}); ok {
		t.Error("a filing at a counter makes a message of its own")
	}
	if _, ok := notify.KindOf(dossier.Sealed{}); ok {
		t.Error("sealing tells the applicant something")
	}
}

func tellingEvents() []act.Event {
	due := calendar.On(calendar.D(2025, 10, 10), 16, 30)
	return []act.Event{
		dossier.Filed{Method: procedure.Online, At: noon}, dossier.WasAccepted{Promised: due, At: noon},
		dossier.WasDenied{Reason: "Không thuộc thẩm quyền.", Clause: "Điều 17 Nghị định 61/2018/NĐ-CP", Remedy: "Nộp tại phường Hồng Gai.", At: noon},
		dossier.SupplementRequested{Items: []dossier.Item{{Name: "Bản sao giấy khai sinh", Why: "Ảnh mờ, xin chụp lại."}, {Name: "Tờ khai", Why: "Thiếu chữ ký"}}, Until: calendar.D(2025, 10, 20), At: noon},
		dossier.SupplementReceived{Due: due, At: noon}, dossier.LimitDetermined{Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 5000}, Promised: due},
		dossier.DueMoved{Law: dossier.Law{Number: "Nghị quyết số 1/NQ-MẪU", Article: "Điều 3"}, From: noon, Due: due},
		dossier.WasFinished{Outcome: dossier.Grant, Timing: calendar.OnTime, At: noon}, dossier.WasHandedOver{Way: dossier.AtCounter, At: noon},
		dossier.PaymentAsked{Amount: 1_500_000, Until: calendar.D(2025, 10, 20), Ground: "Thông báo mẫu số 5", At: noon}, dossier.PaymentRecorded{At: noon, Proof: "Biên lai mẫu"},
		dossier.WasSuspended{Ground: "Chờ Tòa án", Clause: "Điều 68 Luật mẫu", At: noon}, dossier.WasResumed{At: noon, Ground: "Đã có quyết định"},
		dossier.WasStopped{Ground: "Không bổ sung.", Clause: "Điều 20", At: noon}, dossier.WasWithdrawn{Reason: "Không còn nhu cầu", At: noon},
		dossier.Apologised{Due: due, Cause: dossier.CauseAgency, NewDate: calendar.D(2025, 10, 17), Reason: "Chờ ý kiến chuyên ngành"},
		dossier.FinishCorrected{At: noon, Reason: "Ghi sai họ tên"}, dossier.WasPosted{Tracking: "EM000000001VN", At: noon},
	}
}

func sampleDossier() dossier.State {
	return dossier.State{
		ID: "d1", Procedure: "1.004873", Short: locale.T("Xác nhận tình trạng hôn nhân", "Certificate of marital status"),
		Code: "H49.12-251006-0001", Submission: "N251006-00001", Agency: "ward", Received: "ward", AcceptedAt: noon,
		Due: calendar.On(calendar.D(2025, 10, 10), 16, 30), ReceptionDue: calendar.On(calendar.D(2025, 10, 7), 16, 30),
	}
}

func offices() notify.Offices {
	return notify.Offices{
		Counter: notify.Office{Name: "Bộ phận Một cửa phường Mẫu", Address: "Số 1, đường Không Có Thật", Phone: "0203 3000 001"},
		Agency:  notify.Office{Name: "UBND phường Mẫu", Address: "Số 1, đường Không Có Thật", Phone: "0203 3000 002"},
	}
}

func TestTextsTellWhatTheEventSays(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"dossier.filed":                {"16 giờ 30 phút, thứ Ba, ngày 07/10/2025", "chưa phải làm gì thêm"},
		"dossier.accepted":             {"H49.12-251006-0001", "Hẹn trả kết quả: 16 giờ 30 phút, thứ Sáu, ngày 10/10/2025 tại Bộ phận Một cửa phường Mẫu, Số 1", "giấy tờ tùy thân", "Nếu xong sớm"},
		"dossier.denied":               {"Rất tiếc", "Không thuộc thẩm quyền (Điều 17 Nghị định 61/2018/NĐ-CP).", "Ông/Bà có thể: Nộp tại phường Hồng Gai.", "0203 3000 001"},
		"dossier.supplement_requested": {"cần bổ sung 2 nội dung: 1) Bản sao giấy khai sinh – Ảnh mờ, xin chụp lại; 2) Tờ khai – Thiếu chữ ký.", "trước thứ Hai, ngày 20/10/2025", "tạm dừng từ 12 giờ 00 phút, thứ Hai, ngày 06/10/2025", "UBND phường Mẫu, số 0203 3000 002"},
		"dossier.supplement_received":  {"Thời hạn được tính tiếp.", "Hẹn trả kết quả: 16 giờ 30 phút"},
		"dossier.due_moved":            {"Nghị quyết số 1/NQ-MẪU, Điều 3", "Hạn giải quyết chuyển từ"},
		"dossier.limit_determined":     {"5 ngày làm việc", "Hẹn trả kết quả"},
		"dossier.finished":             {"đã có kết quả", "Mời Ông/Bà hoặc người được ủy quyền đến nhận tại Bộ phận Một cửa phường Mẫu"},
		"dossier.payment_asked":        {"Theo: Thông báo mẫu số 5. Số tiền: 1.500.000 đồng.", "trước thứ Hai, ngày 20/10/2025", "tạm dừng từ 12 giờ"},
		"dossier.suspended":            {"Lý do: Chờ Tòa án. Căn cứ: Điều 68 Luật mẫu."},
		"dossier.stopped":              {"đã dừng giải quyết", "Lý do: Không bổ sung. Căn cứ: Điều 20.", "khiếu nại"},
		"dossier.withdrawn":            {"theo yêu cầu của Ông/Bà"},
		"dossier.apologised":           {"UBND phường Mẫu xin lỗi Ông/Bà", "đúng hẹn 16 giờ 30 phút", "Lý do: Chờ ý kiến chuyên ngành. Hẹn lại: thứ Sáu, ngày 17/10/2025.", "không phải nộp thêm"},
		"dossier.posted":               {"Số vận đơn: EM000000001VN."},
		"dossier.handed_over":          {"đã được trả lúc 12 giờ 00 phút", "xin gọi ngay 0203 3000 001"},
	}
	for _, e := range tellingEvents() {
		t.Run(e.EventType(), func(t *testing.T) {
			t.Parallel()
			subject, body := notify.Text(sampleDossier(), e, offices())
			if subject.VI == "" || subject.EN == "" || strings.Contains(subject.VI, "%!") || strings.Contains(body.VI+body.EN, "%!") {
				t.Errorf("%+v\n%+v", subject, body)
			}
			for _, w := range want[e.EventType()] {
				if !strings.Contains(body.VI, w) {
					t.Errorf("%q is not in: %s", w, body.VI)
				}
			}
		})
	}
}

func TestTextsFollowTheWayOfReturnAndTheOutcome(t *testing.T) {
	t.Parallel()
	s := sampleDossier()
	s.Return.Way = dossier.ByPost
	_, body := notify.Text(s, dossier.WasFinished{Outcome: dossier.Grant, Timing: calendar.Late, Due: noon}, offices())
	if !strings.Contains(body.VI, "UBND phường Mẫu xin lỗi Ông/Bà") || !strings.Contains(body.VI, "Bưu chính sẽ trả") || strings.Contains(body.VI, "đến nhận") {
		t.Error(body.VI)
	}
	subject, body := notify.Text(s, dossier.WasFinished{Outcome: dossier.Refuse}, offices())
	if !strings.Contains(body.VI, "không được chấp thuận") || strings.Contains(subject.VI, "kết quả") {
		t.Error(subject.VI, body.VI)
	}
	s.Due = 0
	_, body = notify.Text(s, dossier.WasAccepted{}, offices())
	if !strings.Contains(body.VI, "chưa xác định") {
		t.Error(body.VI)
	}
	_, body = notify.Text(s, dossier.WasDenied{}, offices()) // its personal part is erased
	if !strings.Contains(body.VI, "ghi trong phiếu từ chối") || strings.Contains(body.VI, "vì: .") {
		t.Error(body.VI)
	}
}

func TestSpokenAsksForThePersonFirst(t *testing.T) {
	t.Parallel()
	if s := notify.Spoken("Bộ phận Một cửa", "Trần Văn Mẫu", "Hồ sơ đã có kết quả."); s != "Xin chào, có phải Ông/Bà Trần Văn Mẫu không ạ? Tôi gọi từ Bộ phận Một cửa. Hồ sơ đã có kết quả." {
		t.Error(s)
	}
	if s := notify.Spoken("Bộ phận Một cửa", "", "Xong."); !strings.HasPrefix(s, "Xin chào Ông/Bà.") {
		t.Error(s)
	}
}

func TestChannelsFor(t *testing.T) {
	t.Parallel()
	direct := dossier.State{Method: procedure.Direct}
	known := notify.Recipient{Account: "a", Email: "a@b.vn", Phone: "+84900000001"}
	for name, c := range map[string]struct {
		s    dossier.State
		e    act.Event
		to   notify.Recipient
		mail bool
		want []notify.Channel
	}{
		"account and e-mail":                          {direct, dossier.WasFinished{}, known, true, []notify.Channel{notify.Inbox, notify.Email}},
		"e-mail switched off":                         {direct, dossier.WasFinished{}, known, false, []notify.Channel{notify.Inbox}},
		"e-mail alone":                                {direct, dossier.WasFinished{}, notify.Recipient{Email: "a@b.vn"}, true, []notify.Channel{notify.Email}},
		"e-mail alone, switched off":                  {direct, dossier.WasFinished{}, notify.Recipient{Email: "a@b.vn"}, false, []notify.Channel{notify.Call}},
		"neither, result ready":                       {direct, dossier.WasFinished{}, notify.Recipient{Phone: "+84900000001"}, true, []notify.Channel{notify.Call}},
		"neither, not even a number":                  {direct, dossier.SupplementRequested{}, notify.Recipient{}, true, []notify.Channel{notify.Call}},
		"neither, stands at the counter":              {direct, dossier.WasAccepted{}, notify.Recipient{}, true, []notify.Channel{notify.InPerson}},
		"neither, sent by post":                       {dossier.State{Method: procedure.Postal}, dossier.WasAccepted{}, notify.Recipient{}, true, []notify.Channel{notify.Call}},
		"neither, takes the result":                   {direct, dossier.WasHandedOver{Way: dossier.AtCounter}, notify.Recipient{}, true, []notify.Channel{notify.InPerson}},
		"neither, the post takes the result":          {direct, dossier.WasHandedOver{Way: dossier.ByPost}, notify.Recipient{}, true, []notify.Channel{notify.Call}},
		"account: the inbox also when at the counter": {direct, dossier.WasAccepted{}, known, false, []notify.Channel{notify.Inbox}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := notify.ChannelsFor(c.s, c.e, "can-bo", c.to, c.mail); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestRecipientOf(t *testing.T) {
	t.Parallel()
	owner := dossier.Party{Name: "Chủ Hồ Sơ Mẫu", Phone: "+84900000001", Address: "Tổ 1"}
	applicant := dossier.Party{Name: "Người Nộp Mẫu", Phone: "+84900000002"}
	got := notify.RecipientOf(dossier.State{Owner: owner, Applicant: applicant}, notify.Contact{})
	if got.Name != applicant.Name || got.Phone != applicant.Phone {
		t.Errorf("who filed is told: %+v", got)
	}
	applicant.Phone = ""
	got = notify.RecipientOf(dossier.State{Owner: owner, Applicant: applicant}, notify.Contact{})
	if got.Name != owner.Name || got.Phone != owner.Phone {
		t.Errorf("the owner, who has a number: %+v", got)
	}
	got = notify.RecipientOf(dossier.State{Owner: owner, Account: "a"}, notify.Contact{Inbox: true, Email: "a@b.vn"})
	if got.Account != "a" || got.Email != "a@b.vn" {
		t.Errorf("by the account: %+v", got)
	}
	if got = notify.RecipientOf(dossier.State{Owner: owner, Account: "a"}, notify.Contact{}); got.Account != "" {
		t.Error("the inbox of a closed account is read by nobody")
	}
}

func TestDecide(t *testing.T) {
	t.Parallel()
	system, owner := org.System(), org.Actor{Account: "cong-dan", Kind: org.ActorCitizen}
	waiting := fold(composed(notify.Call))
	mailed := fold(composed(notify.Email))
	for name, c := range map[string]struct {
		s    notify.State
		cmd  notify.Command
		by   org.Actor
		want string // event, "" for none, or a fault's code
	}{
		"composes once":                           {notify.State{}, notify.Compose{Composed: composed(notify.Call)}, system, "message.composed"},
		"composes nothing twice":                  {waiting, notify.Compose{Composed: composed(notify.Call)}, system, ""},
		"people compose nothing":                  {notify.State{}, notify.Compose{Composed: composed(notify.Call)}, owner, "notify.system_only"},
		"reads the own inbox":                     {fold(composed(notify.Inbox)), notify.MarkRead{}, owner, "message.read"},
		"reads once":                              {fold(composed(notify.Inbox), notify.Read{At: noon}), notify.MarkRead{}, owner, ""},
		"another's inbox is not found":            {fold(composed(notify.Inbox)), notify.MarkRead{}, org.Actor{Account: "khac"}, "notify.no_message"},
		"what is not in an inbox is not found":    {waiting, notify.MarkRead{}, owner, "notify.no_message"},
		"records a call":                          {waiting, notify.RecordCall{Outcome: notify.NoAnswer}, caller(), "message.call_recorded"},
		"another agency's call is not found":      {waiting, notify.RecordCall{Outcome: notify.Reached}, org.Actor{Account: "x", Posts: []org.ActorPost{{Agency: "other", Duty: org.DutyReception}}}, "notify.no_message"},
		"who holds another duty makes no calls":   {waiting, notify.RecordCall{Outcome: notify.Reached}, org.Actor{Account: "x", Posts: []org.ActorPost{{Agency: "ward", Duty: org.DutyLeader}}}, "notify.no_message"},
		"an outcome is needed":                    {waiting, notify.RecordCall{}, caller(), "notify.outcome"},
		"an unknown outcome is none":              {waiting, notify.RecordCall{Outcome: "x"}, caller(), "notify.outcome"},
		"told otherwise needs how":                {waiting, notify.RecordCall{Outcome: notify.Otherwise}, caller(), "notify.note_missing"},
		"a note has its limit":                    {waiting, notify.RecordCall{Outcome: notify.Reached, Note: strings.Repeat("ơ", 501)}, caller(), "notify.note_long"},
		"nobody is told twice":                    {fold(composed(notify.Call), notify.CallRecorded{Outcome: notify.Reached}), notify.RecordCall{Outcome: notify.Reached}, caller(), "notify.called"},
		"an inbox needs no call":                  {fold(composed(notify.Inbox)), notify.RecordCall{Outcome: notify.Reached}, caller(), "notify.no_message"},
		"notes what was sent":                     {mailed, notify.RecordSent{MessageID: "x"}, system, "message.sent"},
		"notes it once":                           {fold(composed(notify.Email), notify.Sent{}), notify.RecordSent{MessageID: "x"}, system, ""},
		"people send nothing":                     {mailed, notify.RecordSent{}, caller(), "notify.system_only"},
		"notes what failed":                       {mailed, notify.RecordFailed{Reason: "550"}, system, "message.failed"},
		"what was sent cannot fail any more":      {fold(composed(notify.Email), notify.Sent{}), notify.RecordFailed{}, system, ""},
		"a newer message takes it off the list":   {waiting, notify.Supersede{Newer: "m2"}, system, "message.superseded"},
		"what was told stays as it is":            {fold(composed(notify.Call), notify.CallRecorded{Outcome: notify.Reached}), notify.Supersede{Newer: "m2"}, system, ""},
		"nothing is done to what was not written": {notify.State{}, notify.MarkRead{}, owner, "notify.no_message"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			events, err := notify.Decide(c.s, c.cmd, notify.Facts{Now: noon, Actor: c.by})
			got := ""
			if all := fault.All(err); len(all) > 0 {
				got = all[0].Code
			} else if len(events) > 0 {
				got = events[0].EventType()
			}
			if got != c.want {
				t.Errorf("%q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

func TestAFailedEmailIsCalledUnlessThereIsAnInbox(t *testing.T) {
	t.Parallel()
	if s := fold(composed(notify.Email), notify.Failed{}); s.Call != notify.CallWaiting {
		t.Errorf("%q", s.Call)
	}
	if s := fold(composed(notify.Inbox, notify.Email), notify.Failed{}); s.Call != notify.CallNone {
		t.Errorf("%q", s.Call)
	}
	if s := fold(composed(notify.Email), notify.Superseded{Newer: "m2"}, notify.Failed{}); s.Call != notify.CallNone {
		t.Errorf("a newer message tells it: %q", s.Call)
	}
}

// TestNobodyWaitsUnknowingly: whatever is commanded, a message without inbox is
// told, being sent, on the list, or replaced by a newer one.
func TestNobodyWaitsUnknowingly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ways := rapid.SampledFrom([][]notify.Channel{{notify.Email}, {notify.Call}, {notify.InPerson}, {notify.Inbox}, {notify.Inbox, notify.Email}}).Draw(t, "ways")
		s := fold(composed(ways...))
		commands := []notify.Command{
			notify.RecordSent{}, notify.RecordFailed{}, notify.MarkRead{}, notify.Supersede{Newer: "m2"},
			notify.RecordCall{Outcome: notify.NoAnswer}, notify.RecordCall{Outcome: notify.WrongNumber}, notify.RecordCall{Outcome: notify.CallBack},
			notify.RecordCall{Outcome: notify.Reached}, notify.RecordCall{Outcome: notify.Otherwise, Note: "thư"},
		}
		actors := []org.Actor{org.System(), caller(), {Account: "cong-dan", Kind: org.ActorCitizen}}
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			c, by := rapid.SampledFrom(commands).Draw(t, "command"), rapid.SampledFrom(actors).Draw(t, "actor")
			events, err := notify.Decide(s, c, notify.Facts{Now: noon, Actor: by})
			if err != nil {
				continue
			}
			for _, e := range events {
				s = notify.Evolve(s, e)
			}
			settled := len(s.Calls) > 0 && s.Calls[len(s.Calls)-1].Outcome.Settles()
			told := s.By(notify.Inbox) || s.By(notify.InPerson) || s.Mail.Status == notify.MailSent || settled
			if !told && s.Mail.Status != notify.MailWaiting && s.Call != notify.CallWaiting && s.Newer == "" {
				t.Fatalf("nobody tells it: %+v", s)
			}
			if settled && s.Call == notify.CallWaiting {
				t.Fatalf("told and still on the list: %+v", s)
			}
		}
	})
}

// TestTemplatesAreSettings: what comes with the program is itself a value that
// could be set, and a wording that is set is what people read.
func TestTemplatesAreSettings(t *testing.T) {
	t.Parallel()
	for _, d := range notify.Settings() {
		if wrong := d.Check(d.Default); len(wrong) > 0 {
			t.Errorf("%s: %v", d.Key, wrong)
		}
		if got := setting.Fill(d.Default.Text, d.Samples()); strings.ContainsAny(got.VI+got.EN, "{}") {
			t.Errorf("%s leaves a placeholder open: %s", d.Key, got.VI)
		}
	}
	own := notify.Wording(func(key string) locale.Text {
		return locale.T("Mới: {ma} "+key, "New: {ma} "+key)
	})
	s := dossier.State{Code: "H49-1", Status: dossier.Finished}
	_, body := own.Text(s, dossier.WasFinished{Outcome: dossier.Refuse}, notify.Offices{})
	if body.VI != "Mới: H49-1 message.finished_refused" || body.EN != "New: H49-1 message.finished_refused" {
		t.Errorf("%q", body)
	}
}
