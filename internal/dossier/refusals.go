package dossier

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Refusals that tests and callers compare with errors.Is. Each tells what
// happened, what was kept and the way out.
//
//nolint:gochecknoglobals // sentinels
var (
	ErrStatus = fault.New(fault.Refused, "dossier.status", locale.T(
		"Việc này không thực hiện được ở trạng thái hiện nay của hồ sơ. Chưa có gì thay đổi. Xin mở trang hồ sơ để xem việc tiếp theo.",
		"This cannot be done in the dossier's present state. Nothing was changed. Please open the dossier to see the next act."))
	ErrStep = fault.New(fault.Refused, "dossier.step", locale.T(
		"Hồ sơ đang ở bước khác nên chưa thực hiện được việc này. Chưa có gì thay đổi. Xin mở trang hồ sơ để xem việc tiếp theo.",
		"The dossier stands at another step, so this cannot be done. Nothing was changed. Please open the dossier to see the next act."))
	ErrNotPerformer = fault.New(fault.Forbidden, "dossier.not_performer", locale.T(
		"Bước này do người khác thực hiện theo phân công. Chưa có gì thay đổi. Xin liên hệ người đang giữ hồ sơ hoặc lãnh đạo đơn vị.",
		"Somebody else performs this step. Nothing was changed. Please contact the holder of the dossier or the head of the unit."))
	ErrMandate = fault.New(fault.Forbidden, "dossier.mandate_field", locale.T(
		"Văn bản ủy quyền của Ông/Bà không gồm lĩnh vực của thủ tục này. Hồ sơ vẫn chờ ở bước này. Xin chuyển người có thẩm quyền.",
		"Your delegation does not reach this procedure's field. The dossier still waits at this step. Please pass it to who is competent."))
	ErrNotAdmin = fault.New(fault.Forbidden, "dossier.not_admin", locale.T(
		"Chỉ quản trị hệ thống chuyển hồ sơ sang cơ quan kế thừa. Chưa có gì thay đổi.",
		"Only the province's administrator passes dossiers to a succeeding agency. Nothing was changed."))
	ErrNoSuccession = fault.New(fault.Refused, "dossier.no_succession", locale.T(
		"Cơ quan giải quyết và nơi tiếp nhận hồ sơ này vẫn hoạt động, hoặc hồ sơ đã được chuyển rồi. Chưa có gì thay đổi.",
		"The deciding and the receiving agency of this dossier still exist, or it was passed on already. Nothing was changed."))
	ErrNoSuccessor = fault.New(fault.Refused, "dossier.no_successor", locale.T(
		"Chưa xác định được cơ quan kế thừa tại địa bàn và ngày này. Hồ sơ vẫn ở cơ quan cũ. Xin ghi nhận cơ quan kế thừa trong danh mục cơ quan rồi chuyển lại.",
		"No succeeding agency is known at this place and day. The dossier stays where it is. Please record the successor first, then pass it on again."))
	ErrNotHead = fault.New(fault.Forbidden, "dossier.not_head", locale.T(
		"Chỉ lãnh đạo phòng (với việc của chuyên viên) hoặc lãnh đạo cơ quan được chuyển người xử lý. Chưa có gì thay đổi. Xin báo lãnh đạo đơn vị.",
		"Only the head of the unit (over specialists) or the agency's leader gives a step to somebody else. Nothing was changed. Please tell the head of the unit."))
	ErrNotReception = fault.New(fault.Forbidden, "dossier.not_reception", locale.T(
		"Chỉ cán bộ một cửa của cơ quan này được thực hiện việc này. Chưa có gì thay đổi.",
		"Only reception officers of this agency may do this. Nothing was changed."))
	ErrNotApplicant = fault.New(fault.NotFound, "dossier.not_found", locale.T(
		"Không tìm thấy hồ sơ này trong tài khoản của Ông/Bà. Xin kiểm tra lại mã hồ sơ.",
		"This dossier is not in your account. Please check the code."))
	ErrDrafterApproves = fault.New(fault.Forbidden, "dossier.drafter_approves", locale.T(
		"Người đề xuất không được tự phê duyệt. Hồ sơ vẫn chờ ký. Xin chuyển người có thẩm quyền khác.",
		"Who proposed may not approve. The dossier still waits for approval. Please pass it to another competent person."))
	ErrReceptionDecides = fault.New(fault.Forbidden, "dossier.reception_decides", locale.T(
		"Người tiếp nhận hồ sơ không được thẩm định hoặc quyết định hồ sơ đó. Chưa có gì thay đổi.",
		"Who received a dossier may neither appraise nor decide it. Nothing was changed."))
	ErrNotFileable = fault.New(fault.Refused, "dossier.not_fileable", locale.T(
		"Thủ tục này hiện chưa nhận hồ sơ trên hệ thống. Nội dung đã khai vẫn được giữ. Xin gọi tổng đài để được hướng dẫn nơi nộp.",
		"This procedure takes no dossiers here yet. What you entered is kept. Please call the hotline to learn where to file."))
	ErrNotCompetent = fault.New(fault.Refused, "dossier.not_competent", locale.T(
		"Cơ quan đã chọn không có thẩm quyền giải quyết thủ tục này tại địa bàn và ngày nộp. Nội dung đã khai vẫn được giữ. Xin chọn lại cơ quan.",
		"The chosen agency is not competent for this procedure at this place and day. What you entered is kept. Please choose again."))
	ErrNoDocument = fault.New(fault.Invalid, "dossier.no_document", locale.T(
		"Chưa có bản quét của văn bản đã ký, đóng dấu. Xin chọn tệp rồi bấm lại; các nội dung khác vẫn được giữ.",
		"The scan of the signed and sealed paper is missing. Please choose the file and send again; the rest is kept.")).At("document")
	ErrGenerated = fault.New(fault.Refused, "dossier.generated_document", locale.T(
		"Tệp do hệ thống tạo chỉ dùng để trình diễn, không có giá trị pháp lý nên không được đóng dấu ở đây. Xin tải bản quét của văn bản đã ký.",
		"A file made by the system is for demonstration only and has no legal value. Please upload the scan of the signed paper."))
	ErrNotSealed = fault.New(fault.Refused, "dossier.not_sealed", locale.T(
		"Văn bản chưa được cấp số và đóng dấu nên chưa thể kết thúc. Xin cấp số, đóng dấu trước.",
		"The document is not numbered and sealed yet. Please number and seal it first."))
	ErrNothingBefore = fault.New(fault.Refused, "dossier.first_step", locale.T(
		"Không có bước trước để trả lại. Nếu cần thêm giấy tờ, xin dùng “Yêu cầu bổ sung”.",
		"There is no earlier step to return to. If papers are missing, please use “Request papers”."))
	ErrNotKeeper = fault.New(fault.Forbidden, "dossier.not_keeper", locale.T(
		"Chỉ văn thư, lưu trữ của cơ quan giải quyết được tiêu hủy hồ sơ. Chưa có gì thay đổi.",
		"Only the clerk of the deciding agency erases dossiers. Nothing was changed."))
	ErrNotGuard = fault.New(fault.Forbidden, "dossier.not_guard", locale.T(
		"Chỉ lãnh đạo cơ quan giải quyết hoặc cán bộ kiểm soát được giữ lại hồ sơ. Chưa có gì thay đổi.",
		"Only the deciding agency's leader or an inspector holds dossiers. Nothing was changed."))
	ErrLimitKnown = fault.New(fault.Refused, "dossier.limit_known", locale.T(
		"Thời hạn của hồ sơ này đã được xác định và không thay đổi được.",
		"The limit of this dossier is already determined and cannot be changed."))
)

// missing says that a field must be given.
func missing(field, vi, en string) *fault.Error {
	return fault.New(fault.Invalid, "dossier.missing", locale.F(
		"Xin nhập %[1]s. Các nội dung khác vẫn được giữ.", "Please give %[2]s. Everything else is kept.", vi, en)).At(field)
}

// maxText bounds a free text, in bytes: about ten pages.
const maxText = 20_000

// text checks a free text: present when required, readable, and not beyond
// maxText.
func text(list fault.List, field, value, vi, en string, required bool) fault.List {
	switch {
	case required && strings.TrimSpace(value) == "":
		return append(list, missing(field, vi, en))
	case !utf8.ValidString(value) || strings.ContainsRune(value, 0):
		return append(list, fault.New(fault.Invalid, "dossier.unreadable", locale.F(
			"Nội dung %[1]s có ký tự không đọc được. Xin nhập lại mục này; các nội dung khác vẫn được giữ.",
			"%[2]s holds characters that cannot be read. Please type it again; the rest is kept.", vi, en)).At(field))
	case len(value) > maxText:
		return append(list, fault.New(fault.Invalid, "dossier.too_long", locale.F(
			"Nội dung %[1]s quá dài. Xin rút gọn dưới 5.000 chữ; nội dung đã nhập vẫn được giữ.",
			"%[2]s is too long. Please shorten it; what you typed is kept.", vi, en)).At(field))
	}
	return list
}
