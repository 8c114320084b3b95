// Package calendar is the one engine of working time (lịch làm việc, thời hạn
// giải quyết): office hours by season, holidays, compensatory, swapped and
// make-up days, and the due times counted over them, each with a trace that
// says why.
//
// A Calendar is versioned data that a clerk can correct; Compile turns it into
// a Clock, immutable and safe for concurrent use, which does the arithmetic.
//
// How limits are counted:
//   - working days, days and months by the Civil Code 2015 (BLDS) Điều
//     147–148: the civil day of receipt is not counted, also when receipt was
//     outside office hours; the limit ends with the office hours of its last
//     day; a limit of days or months that ends on a rest day moves to the next
//     working day; months to the same day number, or the month's last day
//     (Điều 148 khoản 3); a part of a month is that part of 30 days (Điều 146).
//   - a fraction of a day is that part of the agency's own next working day;
//   - hours by the agency's office hours, from the next working instant;
//   - same day: received before the cut-off, the end of that day's office
//     hours; otherwise the end of the next working day.
//
// Pauses (tạm dừng) move a due time by the same rules, see Current. Duty
// shifts (a police office's Saturday morning) are office hours for limits of
// hours but no working day for limits of days.
//
// The package reads no clock and does no IO. It does not decide when a clock
// starts, pauses or ends: the dossier does.
package calendar
