package dossier

import (
	"slices"

	"motcua/internal/locale"
	"motcua/internal/process"
)

// Act names a row of the act table: the stable English verb.
type Act string

// The acts.
const (
	ActFile              Act = "file"               // nộp hồ sơ trực tuyến
	ActReceive           Act = "receive"            // tiếp nhận tại quầy: filed and accepted in one
	ActAskAtCounter      Act = "ask_at_counter"     // yêu cầu bổ sung tại quầy, khi chưa tiếp nhận
	ActDenyAtCounter     Act = "deny_at_counter"    // từ chối tại quầy
	ActAccept            Act = "accept"             // tiếp nhận
	ActDeny              Act = "deny"               // từ chối tiếp nhận
	ActAssign            Act = "assign"             // phân công
	ActAppraise          Act = "appraise"           // thẩm định, đề xuất
	ActRecordStep        Act = "record_step"        // ghi kết quả bước kiểm tra, lấy ý kiến
	ActReview            Act = "review"             // lãnh đạo phòng duyệt trình
	ActSendBack          Act = "send_back"          // trả lại bước trước
	ActApprove           Act = "approve"            // phê duyệt
	ActNumber            Act = "number"             // cấp số văn bản
	ActSeal              Act = "seal"               // đóng dấu
	ActFinish            Act = "finish"             // kết thúc xử lý
	ActHandOver          Act = "hand_over"          // trả kết quả
	ActRequestSupplement Act = "request_supplement" // yêu cầu bổ sung
	ActReceiveSupplement Act = "receive_supplement" // nhận bổ sung
	ActDetermineLimit    Act = "determine_limit"    // xác định thời hạn
	ActReissueSlip       Act = "reissue_slip"       // cấp lại mã tra cứu
	ActReassign          Act = "reassign"           // chuyển người xử lý
	ActSucceed           Act = "succeed"            // chuyển sang cơ quan kế thừa
	ActMoveByLaw         Act = "move_by_law"        // dời hạn theo văn bản
	ActHold              Act = "hold"               // giữ lại, chưa tiêu hủy
	ActLiftHold          Act = "lift_hold"          // thôi giữ
	ActErase             Act = "erase"              // tiêu hủy khi hết thời hạn lưu trữ
	ActAskErasure        Act = "ask_erasure"        // người nộp yêu cầu xóa
)

// Who may do an act.
type Who string

// The answers to "who may".
const (
	WhoApplicant Who = "applicant" // the account that files or filed
	WhoReception Who = "reception" // holds reception in the receiving or deciding agency
	WhoPerformer Who = "performer" // holds the current step
	WhoReturner  Who = "returner"  // hands results over at the one-stop
	WhoEither    Who = "either"    // the applicant online, or reception at the counter
	WhoAdmin     Who = "admin"     // the system, or the province's administrator, who reads nothing by it
	WhoHead      Who = "head"      // leads who holds the step: the unit's head over specialists, the agency's leader over all
)

// Who may hold and erase what has ended.
const (
	WhoKeeper Who = "keeper" // the clerk of the deciding agency, who keeps its records
	WhoGuard  Who = "guard"  // an inspector, or the deciding agency's leader
)

// Clock is an act's effect on the processing clock.
type Clock string

// The effects.
const (
	ClockNone      Clock = ""          // none
	ClockReception Clock = "reception" // starts the reception clock
	ClockStart     Clock = "start"     // starts the processing clock
	ClockStop      Clock = "stop"      // stops it until the supplement is complete
	ClockResume    Clock = "resume"    // lets it go on
	ClockEnd       Clock = "end"       // ends it: lateness is judged here
	ClockReopen    Clock = "reopen"    // it had not lawfully ended: it has run all the time
)

// Rule is one row of the act table.
type Rule struct {
	Act  Act
	Name locale.Text // the button
	// Step counted by "5 bước" (tiếp nhận, thẩm định, phê duyệt, đóng dấu, trả kết quả), "" for others.
	FiveStep string
	From     []Status
	To       Status         // None: the status stays, or Back says where it goes
	Back     []Status       // of an act that returns to where the dossier was: one of these
	Steps    []process.Kind // the kinds of step at which it is done; nil: any
	Who      Who
	Needs    []string // what must be given, by field name
	Form     string   // official form that the act issues: "01", "02", "03"
	Clock    Clock
	Event    string
	// Citizen is the sentence of the timeline and of the tracking page.
	Citizen locale.Text
	// Tells marks acts that send the applicant a message.
	Tells bool
	// Report is the act's effect on report II.06a.
	Report string
	// Suspended marks acts that may also be done while Stopped is a suspension.
	Suspended bool
}

// Acts is the act table, in the order of a dossier's way.
func Acts() []Rule { return slices.Clone(table) }

// table is made once: every act asks it, and making it costs more than deciding.
//
//nolint:gochecknoglobals // a constant table
var table = slices.Concat(acts(), asides(), beside())

func acts() []Rule {
	return []Rule{
		{Act: ActFile, Name: locale.T("Nộp hồ sơ", "File the dossier"), From: []Status{None}, To: New, Who: WhoApplicant,
			Needs: []string{"procedure", "agency", "owner", "papers"}, Clock: ClockReception, Event: "dossier.filed", Tells: true,
			Citizen: locale.T("Hồ sơ đã được nộp, chờ tiếp nhận.", "The dossier was filed and waits for reception."),
			Report:  "none until accepted"},
		{Act: ActReceive, Name: locale.T("Tiếp nhận", "Accept"), FiveStep: "tiếp nhận", From: []Status{None}, To: Accepted, Who: WhoReception,
			Needs: []string{"procedure", "owner", "papers"}, Form: "01", Clock: ClockStart, Event: "dossier.accepted", Tells: true,
			Citizen: locale.T("Hồ sơ đã được tiếp nhận tại quầy.", "The dossier was accepted at the counter."),
			Report:  "received: direct or post"},
		{Act: ActAskAtCounter, Name: locale.T("Yêu cầu bổ sung", "Request papers"), From: []Status{None}, To: Supplement, Who: WhoReception,
			Needs: []string{"procedure", "owner", "items"}, Form: "02", Event: "dossier.supplement_requested", Tells: true,
			Citizen: locale.T("Hồ sơ mang đến quầy chưa đủ; giấy tờ cần bổ sung ghi trong phiếu.", "What was brought to the counter is not complete; the slip names what is missing."),
			Report:  "none until accepted"},
		{Act: ActDenyAtCounter, Name: locale.T("Từ chối", "Refuse"), From: []Status{None}, To: Denied, Who: WhoReception,
			Needs: []string{"procedure", "owner", "reason", "clause"}, Form: "03", Event: "dossier.denied", Tells: true,
			Citizen: locale.T("Hồ sơ không được tiếp nhận; lý do ghi trong phiếu.", "The dossier was not accepted; the slip gives the reason."),
			Report:  "annex: refused at reception"},
		{Act: ActAccept, Name: locale.T("Tiếp nhận", "Accept"), FiveStep: "tiếp nhận", From: []Status{New}, To: Accepted, Who: WhoReception,
			Form: "01", Clock: ClockStart, Event: "dossier.accepted", Tells: true,
			Citizen: locale.T("Hồ sơ đã được tiếp nhận.", "The dossier was accepted."),
			Report:  "received: by the way of filing"},
		{Act: ActDeny, Name: locale.T("Từ chối tiếp nhận", "Refuse reception"), From: []Status{New}, To: Denied, Who: WhoReception,
			Needs: []string{"reason", "clause"}, Form: "03", Event: "dossier.denied", Tells: true,
			Citizen: locale.T("Hồ sơ không được tiếp nhận; lý do ghi trong phiếu.", "The dossier was not accepted; the slip gives the reason."),
			Report:  "annex: refused at reception"},
		{Act: ActAssign, Name: locale.T("Phân công", "Assign"), From: []Status{Accepted, Processing}, To: Processing, Steps: []process.Kind{process.Assign}, Who: WhoPerformer,
			Needs: []string{"assignee"}, Event: "dossier.assigned",
			Citizen: locale.T("Hồ sơ đã được phân công xử lý.", "The dossier was assigned to a specialist.")},
		{Act: ActReassign, Name: locale.T("Chuyển người xử lý", "Give to somebody else"), From: []Status{Accepted, Processing, Supplement, Paying, Stopped}, Suspended: true,
			Steps: []process.Kind{process.Assign, process.Appraise, process.Inspect, process.Consult, process.Review, process.Approve, process.Issue}, Who: WhoHead,
			Needs: []string{"reason"}, Event: "dossier.reassigned",
			Citizen: locale.T("Hồ sơ đã được chuyển cho người khác xử lý; thời hạn không thay đổi.", "The dossier was given to somebody else; the time limit is unchanged.")},
		{Act: ActAppraise, Name: locale.T("Thẩm định và đề xuất", "Appraise and propose"), FiveStep: "thẩm định", From: []Status{Accepted, Processing}, To: Processing, Steps: []process.Kind{process.Appraise}, Who: WhoPerformer,
			Needs: []string{"outcome", "opinion"}, Event: "dossier.appraised",
			Citizen: locale.T("Hồ sơ đã thẩm định xong.", "The dossier was appraised.")},
		{Act: ActRecordStep, Name: locale.T("Ghi kết quả bước này", "Record this step"), From: []Status{Accepted, Processing}, To: Processing, Steps: []process.Kind{process.Inspect, process.Consult}, Who: WhoPerformer,
			Needs: []string{"opinion"}, Event: "dossier.step_recorded",
			Citizen: locale.T("Việc kiểm tra, lấy ý kiến đã xong.", "The inspection or consultation is done.")},
		{Act: ActReview, Name: locale.T("Đồng ý, trình ký", "Agree and submit"), From: []Status{Processing}, To: Processing, Steps: []process.Kind{process.Review}, Who: WhoPerformer,
			Event:   "dossier.reviewed",
			Citizen: locale.T("Hồ sơ đã được trình ký.", "The dossier was submitted for signature.")},
		{Act: ActSendBack, Name: locale.T("Trả lại bước trước", "Send back"), From: []Status{Processing}, To: Processing,
			Steps: []process.Kind{process.Appraise, process.Inspect, process.Consult, process.Review, process.Approve, process.Issue}, Who: WhoPerformer,
			Needs: []string{"reason"}, Event: "dossier.sent_back",
			Citizen: locale.T("Hồ sơ đang được xem lại ở bước trước.", "The dossier is being looked at again at an earlier step.")},
		{Act: ActApprove, Name: locale.T("Phê duyệt", "Approve"), FiveStep: "phê duyệt", From: []Status{Processing}, To: Processing, Steps: []process.Kind{process.Approve}, Who: WhoPerformer,
			Event:   "dossier.approved",
			Citizen: locale.T("Kết quả đã được phê duyệt.", "The result was approved.")},
		{Act: ActNumber, Name: locale.T("Cấp số văn bản", "Number the document"), From: []Status{Processing}, To: Processing, Steps: []process.Kind{process.Issue}, Who: WhoPerformer,
			Event:   "dossier.numbered",
			Citizen: locale.T("Văn bản kết quả đã được cấp số.", "The result was given its number.")},
		{Act: ActSeal, Name: locale.T("Đóng dấu", "Seal"), FiveStep: "đóng dấu", From: []Status{Processing}, To: Processing, Steps: []process.Kind{process.Issue}, Who: WhoPerformer,
			Needs: []string{"document"}, Event: "dossier.sealed",
			Citizen: locale.T("Kết quả đã được ký, đóng dấu.", "The result was signed and sealed.")},
		{Act: ActFinish, Name: locale.T("Kết thúc, chuyển trả kết quả", "Finish and pass to reception"), From: []Status{Processing}, To: Finished, Steps: []process.Kind{process.Issue}, Who: WhoPerformer,
			Clock: ClockEnd, Event: "dossier.finished", Tells: true,
			Citizen: locale.T("Hồ sơ đã xử lý xong; mời Ông/Bà nhận kết quả.", "The dossier is finished; please collect the result."),
			Report:  "settled: early, on time or late"},
		{Act: ActHandOver, Name: locale.T("Trả kết quả", "Hand over the result"), FiveStep: "trả kết quả", From: []Status{Finished}, To: HandedOver, Who: WhoReturner,
			Needs: []string{"receiver", "by_paper"}, Event: "dossier.handed_over", Tells: true,
			Citizen: locale.T("Kết quả đã được trả.", "The result was handed over.")},
		{Act: ActRequestSupplement, Name: locale.T("Yêu cầu bổ sung", "Request papers"), From: []Status{New, Accepted, Processing}, To: Supplement, Steps: []process.Kind{process.Receive, process.Appraise}, Who: WhoPerformer,
			Needs: []string{"items"}, Form: "02", Clock: ClockStop, Event: "dossier.supplement_requested", Tells: true,
			Citizen: locale.T("Hồ sơ cần bổ sung giấy tờ; thời hạn đang tạm dừng.", "Papers are requested; the time limit is paused."),
			Report:  "open: in time while paused before the due time"},
		{Act: ActReceiveSupplement, Name: locale.T("Nộp bổ sung", "Send the papers"), From: []Status{Supplement}, Back: []Status{New, Processing}, Who: WhoEither,
			Needs: []string{"papers"}, Clock: ClockResume, Event: "dossier.supplement_received", Tells: true,
			Citizen: locale.T("Đã nhận giấy tờ bổ sung; thời hạn được tính tiếp.", "The papers were received; the time limit runs again.")},
		{Act: ActDetermineLimit, Name: locale.T("Xác định thời hạn", "Determine the limit"), From: []Status{Accepted, Processing}, Who: WhoPerformer,
			Needs: []string{"limit", "clause"}, Event: "dossier.limit_determined", Tells: true,
			Citizen: locale.T("Ngày hẹn trả kết quả đã được xác định.", "The due date was determined.")},
		{Act: ActReissueSlip, Name: locale.T("Cấp lại mã tra cứu", "Reissue the tracking code"), From: []Status{New, Accepted, Processing, Supplement, Finished}, Who: WhoReception,
			Needs: []string{"reason", "checked"}, Form: "01", Event: "dossier.slip_reissued",
			Citizen: locale.T("Mã tra cứu đã được cấp lại.", "The tracking code was issued anew.")},
	}
}

// beside are the acts beside a dossier's way: who decides it after a reform, and
// what is kept of it, and what goes, when it has ended.
func beside() []Rule {
	ended := []Status{Denied, Withdrawn, Stopped, HandedOver}
	return []Rule{
		{Act: ActSucceed, Name: locale.T("Chuyển sang cơ quan kế thừa", "Pass to the succeeding agency"), From: []Status{New, Accepted, Processing, Supplement, Paying, Stopped, Finished}, Who: WhoAdmin, Suspended: true,
			Needs: []string{"decision"}, Event: "dossier.succeeded",
			Citizen: locale.T("Cơ quan kế thừa đã tiếp nhận hồ sơ; mã hồ sơ và thời hạn không thay đổi.", "The succeeding agency took the dossier over; its code and time limit are unchanged."),
			Report:  "counted with the agency that decides at the period's end, or at the clock's"},
		{Act: ActMoveByLaw, Name: locale.T("Dời hạn theo văn bản", "Move the due time by law"), From: []Status{Accepted, Processing, Supplement, Paying}, Who: WhoAdmin,
			Needs: []string{"law", "proposer"}, Event: "dossier.due_moved", Tells: true,
			Citizen: locale.T("Hạn giải quyết được dời theo văn bản quy phạm pháp luật; hạn hẹn trả trên giấy tiếp nhận không đổi.", "The due time was moved by law; the promised time on the receipt is unchanged."),
			Report:  "the due time in force moves"},
		{Act: ActHold, Name: locale.T("Giữ lại, chưa tiêu hủy", "Hold"), From: ended, Who: WhoGuard, Needs: []string{"ground"}, Event: "dossier.held",
			Citizen: locale.T("Hồ sơ được giữ lại theo yêu cầu của cơ quan có thẩm quyền.", "The dossier is held as a competent authority asked.")},
		{Act: ActLiftHold, Name: locale.T("Thôi giữ lại", "Lift the hold"), From: ended, Who: WhoGuard, Needs: []string{"ground"}, Event: "dossier.hold_lifted",
			Citizen: locale.T("Hồ sơ không còn bị giữ lại.", "The dossier is no longer held.")},
		{Act: ActErase, Name: locale.T("Tiêu hủy dữ liệu cá nhân", "Erase personal data"), From: ended, Who: WhoKeeper, Needs: []string{"decision"}, Event: "dossier.erased",
			Citizen: locale.T("Dữ liệu cá nhân của hồ sơ đã được tiêu hủy.", "The personal data of the dossier were erased."),
			Report:  "none: figures stay"},
		{Act: ActAskErasure, Name: locale.T("Yêu cầu xóa dữ liệu", "Ask for erasure"), From: Statuses(), Who: WhoApplicant, Suspended: true, Event: "dossier.erasure_answered",
			Citizen: locale.T("Yêu cầu xóa dữ liệu đã được trả lời.", "The request for erasure was answered.")},
	}
}

// RuleOf finds an act's row.
func RuleOf(a Act) (Rule, bool) {
	for i := range table { // rows are large: they are not copied to be compared
		if table[i].Act == a {
			return table[i], true
		}
	}
	return Rule{}, false
}
