// Package dossierpaper prints the forms (biểu mẫu) of a dossier: 01 giấy tiếp
// nhận hồ sơ và hẹn trả kết quả, 02 phiếu yêu cầu bổ sung, hoàn thiện hồ sơ,
// 03 phiếu từ chối tiếp nhận, giải quyết hồ sơ.
//
// Receipt, SupplementRequest and Refusal make a paper.Document of a dossier's
// state; the wording comes from package paper, by the legal period of the day
// on which the paper was issued. Routes serves each as PDF and as its
// accessible HTML twin, to officials in scope and to the applicant's own
// account.
//
// Printing is no act. A paper counts as the original on the day it is issued;
// on every later day, and after the slip was reissued, it says "BẢN IN LẠI".
package dossierpaper
