package dossier_test

import (
	"reflect"
	"strings"
	"testing"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/process"
)

func at(day, hour, minute int) calendar.Instant {
	return calendar.On(calendar.D(2025, 9, day), hour, minute)
}

func samplePapers() []dossier.PaperMark {
	return []dossier.PaperMark{
		{Key: "to-khai", Name: "Tờ khai", Mark: dossier.MarkSubmitted, Originals: 1, Copies: 1, Files: []dossier.Upload{{Hash: strings.Repeat("0c", 32), Name: "to-khai.pdf", Type: "application/pdf", Size: 4096}}},
		{Key: "ly-hon", Name: "Bản án ly hôn", Mark: dossier.MarkNotApplicable, Why: "Chưa kết hôn lần nào"},
	}
}

func sampleDocument(name string) *dossier.Document {
	return &dossier.Document{Upload: dossier.Upload{Hash: strings.Repeat("0d", 32), Name: name, Type: "application/pdf", Size: 8192}, Generated: true}
}

// samples holds one event of each type with every field filled.
func samples() []act.Event {
	by := "gd-ubnd-hong-gai-chuyen-vien-1"
	to := dossier.Passed{Step: 3, Since: at(9, 10, 0), Due: at(10, 10, 0), Holder: dossier.Holder{Agency: ward, Duty: process.UnitHead, Account: "gd-ubnd-hong-gai-truong-phong"}}
	owner := dossier.Party{
		Kind: dossier.Citizen, Account: "gd-cong-dan-1", Name: "Nguyễn Thị Mẫu Một", Number: "022190000001", Born: calendar.D(1990, 5, 12), Sex: "nữ",
		Address: "Tổ 1, phường Hồng Gai", Phone: "+84900000001", Email: "cong-dan-1@motcua.example",
	}
	return append(append(sampleReception(owner, to), sampleAsides(by, to)...),
		dossier.Assigned{By: by, Note: "Xin làm trước.", To: to},
		dossier.Appraised{By: by, At: at(9, 10, 0), Outcome: dossier.Refuse, Opinion: "Không đủ điều kiện.", Article: "Điều 22 Luật Hộ tịch", Remedies: "Khiếu nại hoặc khởi kiện.", Draft: sampleDocument("du-thao.pdf"), To: to},
		dossier.StepRecorded{By: by, At: at(9, 11, 0), Opinion: "Đã kiểm tra tại chỗ.", Minutes: sampleDocument("bien-ban.pdf"), To: to},
		dossier.Reviewed{By: by, Note: "Nhất trí.", To: to},
		dossier.WasSentBack{By: by, Reason: "Xin nêu rõ căn cứ.", To: to},
		dossier.Approved{Signed: dossier.Signed{By: by, Title: "Phó Chủ tịch", Mandate: "KT", For: "Chủ tịch", At: at(10, 8, 0)}, Outcome: dossier.Refuse, Note: "Đồng ý.", To: to},
		dossier.Numbered{By: by, Agency: ward, Symbol: "TB-TC", Day: calendar.D(2025, 9, 10), Number: 17},
		dossier.Sealed{By: by, At: at(10, 9, 0), Hash: strings.Repeat("0d", 32), Document: *sampleDocument("ket-qua.pdf")},
		dossier.WasFinished{By: by, At: at(10, 10, 0), Due: at(11, 17, 0), Timing: calendar.Early, Outcome: dossier.Refuse, To: to},
		dossier.WasHandedOver{By: by, At: at(11, 8, 0), Way: dossier.ByPost, ByPaper: "Giấy ủy quyền", Receiver: "Trần Văn Mẫu Hai", Number: "12/2025"},
		dossier.SupplementRequested{Agency: ward, Day: calendar.D(2025, 9, 9), Number: 4, By: by, At: at(9, 14, 0), Until: calendar.D(2025, 9, 19), Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Thiếu chữ ký."}}, Reason: "Chưa đủ."},
		dossier.SupplementReceived{By: "gd-cong-dan-1", At: at(12, 8, 0), Due: at(16, 17, 0), Expected: true, StepDue: at(12, 16, 0), ReceptionDue: at(15, 8, 0), Papers: samplePapers()},
		dossier.LimitDetermined{By: by, Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 3000}, Clause: "Điều 22", Promised: at(11, 17, 0), Due: at(16, 17, 0), Expected: true},
		dossier.Reassigned{By: "gd-ubnd-hong-gai-truong-phong", At: at(9, 15, 0), From: dossier.Holder{Agency: ward, Duty: process.Specialist, Account: by}, Reason: "Nghỉ phép.", To: to},
		dossier.Succeeded{
			By: "gd-quan-tri", At: at(1, 8, 0), From: "ubnd-h-ba-che", Counter: "ubnd-h-ba-che", Agency: ward, Received: ward, Level: "commune",
			Decision: "Nghị quyết số 1679/NQ-UBTVQH15", To: to,
		},
		dossier.DueMoved{By: "gd-quan-tri", Proposer: "gd-quan-tri-2", At: at(10, 8, 0), Law: dossier.Law{Number: "Nghị quyết số 1/NQ-MẪU", Date: calendar.D(2025, 9, 1), Article: "Điều 3", Subject: "Về ngày nghỉ mẫu"}, From: at(11, 17, 0), Due: at(12, 17, 0), Expected: true, Calendar: dossier.CalendarRef{ID: "hc", Version: 2}},
		dossier.Held{By: by, At: at(12, 8, 0), Ground: "Văn bản mẫu số 1 về khiếu nại"},
		dossier.HoldLifted{By: by, At: at(15, 8, 0), Ground: "Quyết định mẫu số 2 giải quyết khiếu nại"},
		dossier.WasErased{ID: "0192f0c1-0000-7000-8000-000000000001", By: by, At: at(16, 8, 0), Decision: "Quyết định mẫu số 3 về tiêu hủy", Ground: "Bảng mẫu, mục 1", Streams: []string{"message/m1"}},
		dossier.ErasureAnswered{By: "gd-cong-dan-1", At: at(16, 9, 0), Answer: dossier.Answer{Keeping: dossier.KeptUntil, Until: calendar.D(2030, 9, 17), Ground: "Bảng mẫu, mục 1"}},
		dossier.SlipReissued{By: by, Reason: "Mất giấy hẹn", Slip: dossier.Slip{Token: "AAAAAAAAAAAAAAAAAAAAAA", Secret: "12345678"}},
	)
}

func sampleAsides(by string, to dossier.Passed) []act.Event {
	onward := dossier.Onward{Due: at(16, 17, 0), Expected: true, StepDue: at(12, 16, 0)}
	signed := dossier.Signed{By: by, Title: "Phó Chủ tịch", Mandate: "KT", For: "Chủ tịch", At: at(10, 8, 0)}
	day := calendar.D(2025, 9, 10)
	return []act.Event{
		dossier.WasTaken{By: by, At: at(9, 10, 0), From: "gd-ubnd-hong-gai-tiep-nhan-1", Charged: by},
		dossier.WasRecalled{By: by, At: at(9, 10, 30), Reason: "Chuyển nhầm.", To: to},
		dossier.CaseChanged{By: by, At: at(9, 11, 0), From: "a", To: "b", Reason: "Thuộc trường hợp khác."},
		dossier.PaymentAsked{By: by, At: at(9, 11, 0), Amount: 1_500_000, Until: calendar.D(2025, 9, 30), Ground: "Thông báo nộp tiền mẫu số 5/TB"},
		dossier.PaymentRecorded{By: by, At: at(12, 8, 0), Onward: onward, Proof: "Giấy nộp tiền mẫu số 9"},
		dossier.WasSuspended{By: by, At: at(9, 11, 0), Clause: "Điều 68 Luật mẫu", Ground: "Quyết định mẫu số 6"},
		dossier.WasResumed{By: by, At: at(12, 8, 0), Onward: onward, Ground: "Quyết định mẫu số 8"},
		dossier.WasStopped{Agency: ward, Day: day, Number: 3, By: by, At: at(10, 9, 0), Due: at(11, 17, 0), Timing: calendar.Early, Clause: "Điều 20 Nghị định mẫu", Ground: "Quá hạn bổ sung."},
		dossier.WasWithdrawn{By: "gd-cong-dan-1", At: at(10, 9, 0), Due: at(11, 17, 0), Timing: calendar.Early, Fee: dossier.FeeKept, Reason: "Không còn nhu cầu."},
		dossier.WithdrawalSettled{By: by, At: at(10, 10, 0), Fee: dossier.FeeRefund, Note: "Hoàn qua tài khoản."},
		dossier.FinishCorrected{By: by, At: at(11, 9, 0), Ended: at(10, 10, 0), Void: "17/KQ-TTHC", Reason: "Ghi sai họ tên.", To: to},
		dossier.WasClosed{By: by, At: at(16, 9, 0), Shelf: "Hộp 12, hồ sơ số 7"},
		dossier.SupplementAllowed{By: by, At: at(12, 9, 0), Reason: "Phát sinh tình tiết mới."},
		dossier.SupplementPartReceived{By: by, At: at(12, 9, 0), Papers: samplePapers()},
		dossier.WasPosted{By: by, At: at(11, 8, 0), Tracking: "EM000000001VN"},
		dossier.Apologised{Agency: ward, Day: day, Number: 2, Signed: signed, Due: at(11, 17, 0), Cause: dossier.CauseAgency, NewDate: calendar.D(2025, 9, 18), Reason: "Chờ ý kiến chuyên ngành."},
	}
}

func sampleReception(owner dossier.Party, to dossier.Passed) []act.Event {
	return []act.Event{
		dossier.Filed{
			ID: "0192f0c1-0000-7000-8000-000000000001", Procedure: "1.004873", Version: 3, Short: locale.T("Cấp Giấy xác nhận tình trạng hôn nhân", "Certificate of marital status"),
			Field: procedure.Field{Code: "G15-TP07", Name: "Hộ tịch"}, Case: "1.004873.a", Method: procedure.Online, Agency: ward, Received: ward, Level: "commune", Place: "hong-gai",
			Day: calendar.D(2025, 9, 8), Number: 12, ReceptionDue: at(9, 10, 0), At: at(8, 10, 0),
			Return: dossier.Return{Way: dossier.ByPost, Address: "Tổ 1, phường Hồng Gai"}, Owner: owner, Papers: samplePapers(), Note: "Xin gọi sau 17 giờ.",
			Slip: dossier.Slip{Token: "BBBBBBBBBBBBBBBBBBBBBB", Secret: "87654321"}, Applicant: dossier.Party{Kind: dossier.Citizen, Name: "Trần Văn Mẫu Hai", Number: "022058000002"},
			Relation: "Giấy ủy quyền số 12", Account: "gd-cong-dan-2",
		},
		dossier.WasAccepted{
			AgencyCode: "H49.121", Agency: ward, Day: calendar.D(2025, 9, 8), Number: 7, FormNumber: 31, By: "gd-ubnd-hong-gai-tiep-nhan-1", At: at(8, 14, 0),
			Calendar: dossier.CalendarRef{ID: calendar.Administrative, Version: 1}, Limit: calendar.Limit{Unit: calendar.WorkingDays, Milli: 3000}, LimitText: locale.T("3 ngày làm việc", "3 working days"),
			Clause: "Điều 22", Mode: calendar.Restart, Promised: at(11, 17, 0), Expected: true, Template: true, To: to,
			Steps: []process.Step{{ID: "appraise", Kind: process.Appraise, Name: locale.T("Thẩm định", "Appraise"), Unit: process.Department, Duty: process.Specialist, Minutes: 480, Form: "phieu-trinh", Result: "Dự thảo", Note: "Lưu ý"}},
		},
		dossier.WasDenied{Agency: ward, Day: calendar.D(2025, 9, 8), Number: 2, By: "gd-ubnd-hong-gai-tiep-nhan-1", At: at(8, 14, 0), Clause: "Điều 17", Reason: "Không thuộc thẩm quyền.", Remedy: "Xin nộp nơi cư trú."},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	acttest.Samples(t, samples(), func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		everyFieldFilled(t, e)
		dossier.Evolve(dossier.State{}, acttest.Same(t, codec, e, s))
	}, dossier.Codec())
}

// everyFieldFilled: a sample that leaves a field out would not notice that the
// field is renamed.
func everyFieldFilled(t *testing.T, e act.Event) {
	t.Helper()
	v := reflect.ValueOf(e)
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; name == "Behalf" || name == "Mandate" || name == "Authority" || name == "First" || later[name] { // came later: tests of their own
			continue
		}
		if v.Field(i).IsZero() {
			t.Errorf("the sample leaves %s out", v.Type().Field(i).Name)
		}
	}
}

// TestForWhomAnActWasDoneIsPublic: every event of an official keeps for whom he
// acted, in its public part and through storage.
func TestForWhomAnActWasDoneIsPublic(t *testing.T) {
	t.Parallel()
	codec := dossier.Codec()
	behalf := dossier.Behalf{Absent: "gd-ubnd-hong-gai-chuyen-vien-3", Title: "Chuyên viên", Mandate: "TUQ"}
	for _, e := range samples() {
		switch e.(type) {
		case dossier.Filed, dossier.Succeeded, dossier.DueMoved, dossier.ErasureAnswered: // nobody acts for another there
			continue
		}
		v := reflect.New(reflect.TypeOf(e)).Elem()
		v.FieldByName("Behalf").Set(reflect.ValueOf(behalf))
		enc, err := codec.Encode(v.Interface().(act.Event))
		if err != nil {
			t.Fatal(err)
		}
		back, err := codec.Decode(enc.Type, enc.Public, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := back.(interface{ OnBehalf() dossier.Behalf }); !ok || got.OnBehalf() != behalf {
			t.Errorf("%s keeps %+v of %s", enc.Type, back, enc.Public)
		}
	}
}

// later are fields that came in place of public ones: stored samples lack them.
//
//nolint:gochecknoglobals // a constant table
var later = map[string]bool{"Why": true, "Proof": true, "Cites": true, "Advice": true, "Text": true, "Held": true}

// TestTypedWordsAreErasable: what an official types is kept apart from the public
// part, goes with it, and older records that have it in public are read the same.
func TestTypedWordsAreErasable(t *testing.T) {
	t.Parallel()
	const typed = "chữ của cán bộ"
	codec := dossier.Codec()
	for old, now := range map[dossier.Worded]dossier.Worded{
		dossier.SlipReissued{Reason: typed}:   dossier.SlipReissued{Why: typed},
		dossier.WasHandedOver{ByPaper: typed}: dossier.WasHandedOver{Proof: typed},
		dossier.Appraised{Article: typed}:     dossier.Appraised{Cites: typed, Advice: typed},
		dossier.Held{Ground: typed}:           dossier.Held{Text: typed},
		dossier.HoldLifted{Ground: typed}:     dossier.HoldLifted{Text: typed},
	} {
		if old.Words() != typed || now.Words() != typed {
			t.Errorf("%T says %q and %q", now, old.Words(), now.Words())
		}
		enc, err := codec.Encode(now.(act.Event))
		if err != nil || strings.Contains(string(enc.Public), typed) || len(enc.Parts) != 1 {
			t.Errorf("%T is stored as %s, %v", now, enc.Public, err)
		}
	}
}
