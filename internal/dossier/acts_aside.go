package dossier

import (
	"motcua/internal/locale"
	"motcua/internal/process"
)

// The acts off a dossier's straight way.
const (
	ActTake             Act = "take"              // nhận hồ sơ được giao
	ActRecall           Act = "recall"            // rút lại việc vừa chuyển
	ActChangeCase       Act = "change_case"       // thay đổi trường hợp
	ActAllowSupplement  Act = "allow_supplement"  // cho phép yêu cầu bổ sung lần nữa
	ActReceivePart      Act = "receive_part"      // nhận một phần bổ sung
	ActAskPayment       Act = "ask_payment"       // yêu cầu thực hiện nghĩa vụ tài chính
	ActRecordPayment    Act = "record_payment"    // ghi nhận đã thực hiện nghĩa vụ tài chính
	ActSuspend          Act = "suspend"           // tạm dừng xử lý
	ActResume           Act = "resume"            // xử lý tiếp
	ActStop             Act = "stop"              // dừng giải quyết
	ActWithdraw         Act = "withdraw"          // rút hồ sơ
	ActSettleWithdrawal Act = "settle_withdrawal" // trả giấy tờ, xác định phí của hồ sơ đã rút
	ActApologise        Act = "apologise"         // xin lỗi, hẹn lại ngày trả
	ActCorrectFinish    Act = "correct_finish"    // đính chính việc kết thúc
	ActSendByPost       Act = "send_by_post"      // gửi kết quả qua bưu chính
	ActClose            Act = "close"             // lưu hồ sơ
)

// Who does what is off the straight way.
const (
	WhoLeader  Who = "leader"  // leads the deciding agency, with a mandate for the procedure's field
	WhoServing Who = "serving" // holds the current step, or reception of the agency
	WhoPasser  Who = "passer"  // whose act brought the dossier to the step where nobody has taken it yet
)

// asides are the acts off the straight way: pauses, returns, endings, and what
// is owed for lateness.
func asides() []Rule {
	going := Going()
	open := append(Going(), Paused()...)
	return []Rule{
		{Act: ActTake, Name: locale.T("Nhận hồ sơ", "Take the dossier"), From: going, Who: WhoPerformer, Event: "dossier.taken",
			Citizen: locale.T("Người thực hiện bước này đã nhận hồ sơ.", "Whoever does this step has taken the dossier.")},
		{Act: ActRecall, Name: locale.T("Rút lại việc vừa chuyển", "Recall what was passed on"), From: []Status{Processing}, To: Processing, Who: WhoPasser,
			Needs: []string{"reason"}, Event: "dossier.recalled",
			Citizen: locale.T("Hồ sơ được đưa về bước trước để xem lại.", "The dossier was taken back to the step before.")},
		{Act: ActChangeCase, Name: locale.T("Thay đổi trường hợp", "Change the case"), From: going, Steps: []process.Kind{process.Appraise}, Who: WhoPerformer,
			Needs: []string{"case", "reason"}, Event: "dossier.case_changed",
			Citizen: locale.T("Trường hợp của hồ sơ được xác định lại; hẹn trả kết quả không thay đổi.", "The dossier's case was determined anew; the promised day is unchanged.")},
		{Act: ActAllowSupplement, Name: locale.T("Cho phép yêu cầu bổ sung lần nữa", "Allow another request for papers"), From: []Status{New, Accepted, Processing}, Who: WhoHead,
			Needs: []string{"reason"}, Event: "dossier.supplement_allowed",
			Citizen: locale.T("Lãnh đạo đã xem xét việc yêu cầu bổ sung lần nữa.", "The head considered another request for papers."),
			Report:  "a second request counts late in the national index"},
		{Act: ActReceivePart, Name: locale.T("Nhận một phần giấy tờ", "Receive a part"), From: []Status{Supplement}, Who: WhoEither,
			Needs: []string{"papers"}, Event: "dossier.supplement_part_received",
			Citizen: locale.T("Đã nhận một phần giấy tờ bổ sung; thời hạn vẫn tạm dừng.", "Some of the papers came; the time limit still stands still.")},
		{Act: ActAskPayment, Name: locale.T("Yêu cầu thực hiện nghĩa vụ tài chính", "Ask for payment due"), From: going, To: Paying, Steps: []process.Kind{process.Appraise, process.Inspect, process.Consult}, Who: WhoPerformer,
			Needs: []string{"ground"}, Clock: ClockStop, Event: "dossier.payment_asked", Tells: true,
			Citizen: locale.T("Ông/Bà cần thực hiện nghĩa vụ tài chính; thời hạn đang tạm dừng.", "Payment is due; the time limit is paused."),
			Report:  "open: in time while paused before the due time"},
		{Act: ActRecordPayment, Name: locale.T("Ghi nhận đã nộp", "Record the payment"), From: []Status{Paying}, To: Processing, Who: WhoServing,
			Needs: []string{"proof"}, Clock: ClockResume, Event: "dossier.payment_recorded", Tells: true,
			Citizen: locale.T("Nghĩa vụ tài chính đã được thực hiện; thời hạn được tính tiếp.", "The payment was made; the time limit runs again.")},
		{Act: ActSuspend, Name: locale.T("Tạm dừng xử lý", "Suspend"), From: going, To: Stopped, Who: WhoLeader,
			Needs: []string{"ground", "clause"}, Clock: ClockStop, Event: "dossier.suspended", Tells: true,
			Citizen: locale.T("Việc giải quyết tạm dừng theo quy định; căn cứ ghi trong thông báo.", "Processing is suspended as the law says; the notice gives the ground."),
			Report:  "open: in time while paused before the due time"},
		{Act: ActResume, Name: locale.T("Xử lý tiếp", "Go on"), From: []Status{Stopped}, To: Processing, Who: WhoLeader, Suspended: true,
			Needs: []string{"ground"}, Clock: ClockResume, Event: "dossier.resumed", Tells: true,
			Citizen: locale.T("Hồ sơ được xử lý tiếp; thời hạn được tính tiếp.", "Processing goes on; the time limit runs again.")},
		{Act: ActStop, Name: locale.T("Dừng giải quyết", "Stop for good"), From: open, To: Stopped, Who: WhoLeader, Suspended: true,
			Needs: []string{"ground", "clause"}, Form: "05", Clock: ClockEnd, Event: "dossier.stopped", Tells: true,
			Citizen: locale.T("Việc giải quyết đã dừng; lý do, căn cứ ghi trong thông báo.", "Processing was stopped; the notice gives reason and ground."),
			Report:  "settled: stopped"},
		{Act: ActWithdraw, Name: locale.T("Rút hồ sơ", "Withdraw"), From: append([]Status{New}, open...), To: Withdrawn, Who: WhoEither, Suspended: true,
			Needs: []string{"reason"}, Clock: ClockEnd, Event: "dossier.withdrawn", Tells: true,
			Citizen: locale.T("Hồ sơ đã được rút theo yêu cầu của Ông/Bà.", "The dossier was withdrawn as you asked."),
			Report:  "settled: withdrawn"},
		{Act: ActSettleWithdrawal, Name: locale.T("Trả giấy tờ, xác định phí", "Give papers back, settle the fee"), From: []Status{Withdrawn}, Who: WhoReception,
			Needs: []string{"fee"}, Event: "dossier.withdrawal_settled",
			Citizen: locale.T("Giấy tờ của hồ sơ đã rút được trả lại, phí đã được xác định.", "The papers were given back and the fee was settled.")},
		{Act: ActApologise, Name: locale.T("Xin lỗi và hẹn lại", "Apologise and reschedule"), From: append([]Status{Withdrawn, Finished, HandedOver}, open...), Who: WhoLeader, Suspended: true,
			Needs: []string{"reason", "cause", "new_date"}, Form: "04", Event: "dossier.apologised", Tells: true,
			Citizen: locale.T("Cơ quan giải quyết xin lỗi Ông/Bà vì chậm trễ; lý do và ngày hẹn lại ghi trong văn bản.", "The deciding agency apologises for the delay; the letter gives the reason and the new day."),
			Report:  "late all the same; listed as late with apology"},
		{Act: ActCorrectFinish, Name: locale.T("Đính chính việc kết thúc", "Correct a wrong finish"), From: []Status{Finished}, To: Processing, Who: WhoLeader,
			Needs: []string{"reason"}, Clock: ClockReopen, Event: "dossier.finish_corrected", Tells: true,
			Citizen: locale.T("Việc kết thúc hồ sơ được đính chính; hồ sơ được xử lý lại, thời hạn không thay đổi.", "Finishing was corrected; the dossier is dealt with again within the same limit."),
			Report:  "corrected: earlier periods keep their figures"},
		{Act: ActSendByPost, Name: locale.T("Gửi kết quả qua bưu chính", "Send the result by post"), From: []Status{Finished}, Who: WhoReturner,
			Needs: []string{"tracking"}, Event: "dossier.posted", Tells: true,
			Citizen: locale.T("Kết quả đã được gửi qua bưu chính.", "The result was sent by post.")},
		{Act: ActClose, Name: locale.T("Lưu hồ sơ", "Close the file"), From: []Status{Denied, Withdrawn, Stopped, HandedOver}, Who: WhoKeeper,
			Needs: []string{"shelf"}, Event: "dossier.closed",
			Citizen: locale.T("Hồ sơ đã được đưa vào lưu trữ.", "The file was closed and archived.")},
	}
}
